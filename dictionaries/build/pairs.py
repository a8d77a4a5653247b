"""True and garbled lines → aligned tokens, from which the garbler learns.

Sources: TSV files of lines (a `truth` or `vie` column beside `eng`), and folders of rendered pages (``truth.txt`` beside
``eng.txt``). A line pair whose folded texts are less than 72 % alike is dropped: it is another line, or unreadable.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from vndoc.alphabet import fold_key, nfc
from vndoc.tokens import LONE_SIGNS, Kind, Token, tokenize

MIN_ALIKE = 72.0
MAX_TOKEN_COST = 0.72
"""Share of a token's folded letters that may differ before it is no pair at all."""


class Pair(NamedTuple):
    """What was printed and what was read: one token each, or one printed and two read (a split)."""

    truth: str
    read: tuple[str, ...]


def table_lines(path: Path) -> Iterator[tuple[str, str]]:
    """(true, garbled) lines of a TSV file."""
    with path.open(encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield nfc(row.get("truth") or row.get("vie") or ""), nfc(row.get("eng") or "")


def page_lines(folder: Path) -> Iterator[tuple[str, str]]:
    """(true, garbled) lines of a rendered document: each true line with the next garbled line that is like it."""
    truth = [x for x in nfc((folder / "truth.txt").read_text("utf-8")).splitlines() if x.strip()]
    read = [x for x in nfc((folder / "eng.txt").read_text("utf-8")).splitlines() if x.strip()]
    at = 0
    for line in truth:
        scores = [(fuzz.ratio(fold_key(line), fold_key(other)), -i) for i, other in enumerate(read[at : at + 6])]
        best, offset = max(scores, default=(0.0, 0))
        if best >= MIN_ALIKE:
            yield line, read[at - offset]
            at += 1 - offset


@lru_cache(maxsize=1 << 18)
def _cost(truth: str, read: str) -> float:
    return float(Indel.normalized_distance(fold_key(truth), fold_key(read)))


def align(truth: list[Token], read: list[Token]) -> Iterator[Pair]:
    """Pairs of a line, by the cheapest alignment of its tokens (one to one, one to two, or left out).

    >>> [(p.truth, p.read) for p in align(tokenize("Bộ Chính trị"), tokenize("B6 Chi nh tri"))]
    [('Bộ', ('B6',)), ('Chính', ('Chi', 'nh')), ('trị', ('tri',))]
    """
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
                moves.append((i + 1, j + 2, 0.15 + _cost(truth[i].text, read[j].text + read[j + 1].text), "2"))
            if i < n:
                moves.append((i + 1, j, 0.8, "-"))
            if j < m:
                moves.append((i, j + 1, 0.8, "+"))
            for ii, jj, cost, move in moves:
                if here + cost < best[ii][jj]:
                    best[ii][jj], step[ii][jj] = here + cost, move
    out = []
    i, j = n, m
    while i or j:
        move = step[i][j]
        if move == "1":
            i, j = i - 1, j - 1
            if read[j].text in LONE_SIGNS or _cost(truth[i].text, read[j].text) <= MAX_TOKEN_COST:
                out.append(Pair(truth[i].text, (read[j].text,)))
        elif move == "2":
            i, j = i - 1, j - 2
            if _cost(truth[i].text, read[j].text + read[j + 1].text) <= 0.4:
                out.append(Pair(truth[i].text, (read[j].text, read[j + 1].text)))
        else:
            i, j = i - (move == "-"), j - (move == "+")
    yield from reversed(out)


def are_alike(truth: str, read: str) -> bool:
    """Whether a line can be the reading of another.

    >>> are_alike("Ủy ban nhân dân xã", "Uy ban nhan dan xa"), are_alike("Ủy ban nhân dân xã", "Don gia thue dat")
    (True, False)
    """
    return fuzz.ratio(fold_key(truth), fold_key(read)) >= MIN_ALIKE


def document_pairs(lines: Iterator[tuple[str, str]]) -> list[list[Pair]]:
    """Token pairs of a document, line by line."""
    return [list(align(tokenize(truth), tokenize(read))) for truth, read in lines if are_alike(truth, read)]
