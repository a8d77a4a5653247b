"""True and garbled lines → aligned tokens, from which the garblers learn.

Sources: TSV files of lines, and folders of rendered pages (``truth.txt`` beside what each reader made of it). A line pair
whose folded texts are less than 72 % alike is dropped: it is another line, or unreadable.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from vndoc.alphabet import fold_key, nfc
from vndoc.errors import UsageError
from vndoc.tokens import LONE_SIGNS, Gap, Kind, Token, gap_after, tokenize

READERS = {"eng": "garbled", "vie": "vietnamese"}
"""Models of Tesseract that pages are read with, also the columns of tables and the names of files → the mode of `windows` in
which they are imitated."""

MIN_ALIKE = 72.0
"""Likeness of folded lines in per cent. Readings of one line are rarely below it, different lines hardly ever above."""

LOOK_AHEAD = 6
"""Lines of a reading that are looked at for the next line of the other: scraps and lost lines come in between."""

MAX_TOKEN_COST = 0.72
"""Share of a token's folded letters that may differ before it is no pair at all."""

MAX_SPLIT_COST = 0.4
"""The same for a token that was read as two, which chance makes easier."""

SKIP, SPLIT = 0.8, 0.15
"""Costs in an alignment of leaving a token out, and of a split on top of its letters."""


MAX_COST_BESIDE = 0.4
"""Of the pairs on both sides of one whose letters do not tell that it is one."""


class Line(NamedTuple):
    """A line as printed, and as read."""

    truth: str
    read: str
    sure: tuple[bool, ...] = ()
    """For each token of `truth` whether it is known to be right; all are where there are none."""


class Pair(NamedTuple):
    """What was printed and what was read: one token each, or one printed and two read (a split)."""

    truth: str
    read: tuple[str, ...]
    after: int = Gap.SPACE
    """What the reading has behind it, as `Gap`."""
    sure: bool = True
    """Whether `truth` is known; else the pair is context alone."""


class Row(NamedTuple):
    """A line of a table: what was printed, where that is known, and what each reader made of it; empty where there is none."""

    truth: str
    eng: str
    vie: str


def table_rows(path: Path) -> list[Row]:
    """Lines of a TSV file, by the columns of its header, NFC.

    Raises:
        UsageError: its header does not name two of the columns.
    """
    with path.open(encoding="utf-8") as f:
        rows = csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
        if len(set(Row._fields) & set(rows.fieldnames or ())) < 2:
            raise UsageError(f"{path.name}: a header with two of the columns {', '.join(Row._fields)} is wanted")
        return [Row(*(nfc(row.get(column) or "") for column in Row._fields)) for row in rows]


def match(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Numbers of the lines of two readings of a page that are one line, in order; lines without a partner are passed over.

    >>> list(match(["Ủy ban nhân dân xã", "họp vào sáng thứ hai"], ["~ ;", "Uy ban nhan dan xa", "hop vao sang thu hai"]))
    [(0, 1), (1, 2)]
    """
    at = 0
    for number, line in enumerate(first):
        key = fold_key(line)
        scores = [(fuzz.ratio(key, fold_key(other)), -i) for i, other in enumerate(second[at : at + LOOK_AHEAD])]
        best, offset = max(scores, default=(0.0, 0))
        if best >= MIN_ALIKE:
            yield number, at - offset
            at += 1 - offset


def _lines(path: Path) -> list[str]:
    return [line for line in nfc(path.read_text("utf-8")).splitlines() if line.strip()]


def page_lines(folder: Path, reader: str = "eng") -> Iterator[tuple[str, str]]:
    """(true, garbled) lines of a rendered document, as one of `READERS` read it."""
    truth, read = _lines(folder / "truth.txt"), _lines(folder / f"{reader}.txt")
    for i, j in match(truth, read):
        yield truth[i], read[j]


@lru_cache(maxsize=1 << 18)
def _cost(truth: str, read: str) -> float:
    return float(Indel.normalized_distance(fold_key(truth), fold_key(read)))


def _steps(truth: Sequence[Token], read: Sequence[Token]) -> list[list[str]]:
    """How the cheapest alignment comes to each pair of places: 1 token for one, 2 for one, - or + one left out."""
    n, m = len(truth), len(read)
    best = [[float("inf")] * (m + 1) for _ in range(n + 1)]
    step = [[""] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            here = best[i][j]
            moves = []
            if i < n and j < m:
                moves.append((i + 1, j + 1, _cost(truth[i].text, read[j].text), "1"))
            if i < n and j + 1 < m and all(t.kind == Kind.WORD for t in (truth[i], *read[j : j + 2])):
                moves.append((i + 1, j + 2, SPLIT + _cost(truth[i].text, read[j].text + read[j + 1].text), "2"))
            if i < n:
                moves.append((i + 1, j, SKIP, "-"))
            if j < m:
                moves.append((i, j + 1, SKIP, "+"))
            for ii, jj, cost, move in moves:
                if here + cost < best[ii][jj]:
                    best[ii][jj], step[ii][jj] = here + cost, move
    return step


def align(truth: Sequence[Token], read: Sequence[Token], line: str = "", sure: Sequence[bool] = ()) -> Iterator[Pair]:
    """Pairs of a line, by the cheapest alignment of its tokens (one to one, one to two, or left out).

    Args:
        truth: tokens of what was printed.
        read: tokens of what was read.
        line: the text that `read` was cut from, for the signs between its tokens; without it they are all spaces.
        sure: for each true token whether it is known to be right; all are where none is given.

    >>> [(p.truth, p.read) for p in align(tokenize("Bộ Chính trị"), tokenize("B6 Chi nh tri"))]
    [('Bộ', ('B6',)), ('Chính', ('Chi', 'nh')), ('trị', ('tri',))]
    """
    step = _steps(truth, read)
    starts = [t.start for t in read[1:]] + [len(line) + 1]
    after = [gap_after((line + "\n")[t.end : s]) if line else Gap.SPACE for t, s in zip(read, starts, strict=False)]
    found: list[tuple[Pair | None, float]] = []
    i, j = len(truth), len(read)
    while i or j:
        move = step[i][j]
        if move in ("-", "+"):
            i, j = i - (move == "-"), j - (move == "+")
            found.append((None, 1.0))
            continue
        i, j = i - 1, j - int(move)
        some = tuple(token.text for token in read[j : j + int(move)])
        cost = _cost(truth[i].text, "".join(some))
        found.append((Pair(truth[i].text, some, after[j + int(move) - 1], not sure or sure[i]), cost))
    found.reverse()
    edge: list[tuple[Pair | None, float]] = [(None, 0.0 if len(found) > 1 else 1.0)]
    for (_, left), (pair, cost), (_, right) in zip(edge + found, found, found[1:] + edge, strict=False):
        if pair is not None and cost <= _limit(pair, max(left, right)):
            yield pair


def _limit(pair: Pair, beside: float) -> float:
    """Cost up to which a pair is one: any, where the pairs on both sides leave nothing else (``là`` read as 13)."""
    if len(pair.read) > 1:
        return MAX_SPLIT_COST
    return 1.0 if pair.read[0] in LONE_SIGNS or beside <= MAX_COST_BESIDE else MAX_TOKEN_COST


def are_alike(truth: str, read: str) -> bool:
    """Whether a line can be the reading of another.

    >>> are_alike("Ủy ban nhân dân xã", "Uy ban nhan dan xa"), are_alike("Ủy ban nhân dân xã", "Don gia thue dat")
    (True, False)
    """
    return fuzz.ratio(fold_key(truth), fold_key(read)) >= MIN_ALIKE


def document_pairs(lines: Iterable[Line]) -> list[list[Pair]]:
    """Token pairs of a document, line by line."""
    return [list(align(tokenize(x.truth), tokenize(x.read), x.read, x.sure)) for x in lines if are_alike(x.truth, x.read)]
