"""Number, date and title of the letterhead, read together.

In: the first pieces with their tags; out: the `Reading` that most speaks for, and how sure each of its parts is. Each part has
a few candidates, each with what speaks for it alone: its form, its column, its place. Every choice of one candidate a part, or
of none, is a reading of the head; `_AGREE` says what its parts say of one another, and the best sum wins. A part is as sure as
the share of the readings, weighed by their scores, that have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import exp
from typing import Any, NamedTuple

import regex

from vndoc.resources import table
from vndoc.structure.lexicon import body_family, find_kind, kind_signs
from vndoc.structure.numbers import find_date, find_number, find_reprint
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import DASHES, is_caps, joined, key
from vndoc.structure.signs import initials
from vndoc.structure.tags import number_of

MOST = 4
"""Candidates of a part that are looked at, the best ones."""
LONGEST_TITLE = 26
"""Letters of the longest kind that is looked for over two lines."""

_LABEL = regex.compile(r"^\W{0,3}S[O06]\b")
_OF_BODY = regex.compile(r"(?P<kind>[^\d,;:]{3,25}?)(?:\s(?P<rest>(?i:của)\s\p{L}[^\d,;:]{2,40}))?$")
_EDGES = " *_|:."
_KINDS: dict[str, str] = {key(row[0]): row[0] for row in table("kinds")}
SIGNS = {kind: {row[1] for row in table("kinds") if row[0] == kind} for kind in _KINDS.values()}
"""Kind → the signs that it has in document numbers."""


class Candidate(NamedTuple):
    """A value, the indices of the pieces it stands on, and what speaks for it alone."""

    value: Any
    at: tuple[int, ...]
    score: float


class Reading(NamedTuple):
    """Candidates: a `Number`; (place, ISO date); (kind, what stands behind it). Each may be missing."""

    number: Candidate | None = None
    date: Candidate | None = None
    title: Candidate | None = None


class Lines(NamedTuple):
    """The lines of the head: pieces, their tags, and the index before which the head ends."""

    pieces: Sequence[Piece]
    tags: Sequence[str]
    limit: int


def _numbers(head: Lines) -> Iterator[Candidate]:
    """Lines with a number, whole or broken over two; the line of a reprint under its title."""
    for i in range(head.limit):
        piece, after = head.pieces[i], head.pieces[i + 1 : i + 2]
        number = number_of(piece) if head.tags[i] == "number" else None
        at: tuple[int, ...] = (i,)
        labelled = _LABEL.match(piece.key) is not None
        ends = piece.text.rstrip(" :.;")
        broken = ends[-1:] in DASHES + "/" or _LABEL.fullmatch(key(ends))
        if after and after[0].column == piece.column and broken and (number or labelled):
            whole = find_number(joined([piece.text, after[0].text]))
            number, at = (whole, (i, i + 1)) if whole else (number, at)
        if number:
            printed = (number.kind is not None) + 0.5 * (number.n is not None) + 0.25 * labelled
            yield Candidate(number, at, 2.0 * printed + (piece.column == "left"))
        again = find_reprint(piece.text) if i and head.tags[i - 1] == "kind" else None
        if again:
            yield Candidate(again.number, at, 1.0)


def _dates(head: Lines) -> Iterator[Candidate]:
    """Lines of place and date; the line of a reprint under its title."""
    for i in range(head.limit):
        piece = head.pieces[i]
        if head.tags[i] == "date":
            place, date = find_date(piece.text) or (None, None)
            score = 1.0 + 1.5 * (place is not None) + 0.5 * (date is not None) - 0.5 * (piece.column == "left")
            yield Candidate((place, date), (i,), score)
        again = find_reprint(piece.text) if i and head.tags[i - 1] == "kind" else None
        if again and again.date:
            yield Candidate((None, again.date), (i,), 1.0)


def _longer(text: str) -> tuple[str, str] | None:
    """(kind, rest) of a line in capitals that begins with a kind."""
    words = text.split()
    starts = ((_KINDS.get(key(" ".join(words[:n]))), " ".join(words[n:])) for n in range(min(4, len(words) - 1), 0, -1))
    return next(((kind, rest) for kind, rest in starts if kind), None)


def _small(piece: Piece) -> tuple[str, str] | None:
    """(kind, rest) of a line in small letters, as old fonts give capitals: the kind alone, or ``của`` and a body behind it."""
    m = _OF_BODY.match(piece.text.strip(_EDGES))
    kind = _KINDS.get(key(m["kind"])) if m else None
    rest = m["rest"] or "" if m else ""
    return (kind, rest) if kind and (not rest or body_family(rest[len("của ") :])) else None


def _titles(head: Lines) -> Iterator[Candidate]:
    """Lines that name a kind: in capitals, over two lines, in small letters, with more words behind it; early ones best."""
    for i in range(head.limit):
        piece, late = head.pieces[i], i / head.limit
        if piece.column == "left":
            continue
        both = f"{piece.text} {head.pieces[i + 1].text}" if i + 1 < head.limit else ""
        if len(both) <= LONGEST_TITLE and is_caps(both) and key(both) in _KINDS:
            yield Candidate((_KINDS[key(both)], ""), (i, i + 1), 1.75 - late)
        if head.tags[i] == "kind":
            yield Candidate(find_kind(piece.text), (i,), 2.0 - late)
        elif _small(piece):
            yield Candidate(_small(piece), (i,), 0.5 - late)
        elif head.tags[i] == "caps" and _longer(piece.text):
            yield Candidate(_longer(piece.text), (i,), -1.5 - late)


def _signs(r: Reading, _: Lines) -> float:
    """The sign in the number is one of the kind, or one of another: 12/QĐ-UBND above QUYẾT ĐỊNH."""
    sign = r.number.value.kind if r.number else None
    if not r.title or sign not in kind_signs():
        return 0.0
    return 2.0 if sign in SIGNS[r.title.value[0]] else -1.0


def _letter(r: Reading, head: Lines) -> float:
    """A letter names no kind, above or in its number."""
    marked = any(tag in ("about", "to") for tag in head.tags[: head.limit])
    return 1.5 * (r.title is None and marked and r.number is not None and r.number.value.kind in (None, "CV"))


def _issuers(r: Reading, head: Lines) -> float:
    """The number has the initials of a body named above it: BTC under BỘ TÀI CHÍNH."""
    sign = key(r.number.value.issuer or "").split("-")[0] if r.number else ""
    named = (i for i in range(r.number.at[0] if r.number else 0) if head.tags[i] == "caps")
    return 1.0 * (len(sign) > 1 and any(key(initials(head.pieces[i].text)) == sign for i in named))


def _order(r: Reading, _: Lines) -> float:
    """Number and date stand in a row, the title under them."""
    above = [part.at[0] for part in (r.number, r.date) if part]
    title = r.title.at[0] if r.title else None
    row = len(above) > 1 and abs(above[0] - above[1]) < MOST
    return 0.5 * row + sum(1.0 if i < title else -0.5 for i in above if title is not None)


def _years(r: Reading, _: Lines) -> float:
    """The year in the number is that of the date."""
    year = r.number.value.year if r.number else None
    date = r.date.value[1] if r.date else None
    return (0.5 if int(date[:4]) == year else -0.5) if date and year else 0.0


_AGREE: tuple[Callable[[Reading, Lines], float], ...] = (_signs, _letter, _issuers, _order, _years)


def _score(r: Reading, head: Lines) -> float:
    return sum(part.score for part in r if part) + sum(say(r, head) for say in _AGREE)


def _choices(candidates: Iterable[Candidate]) -> list[Candidate | None]:
    return [*sorted(candidates, key=lambda c: -c.score)[:MOST], None]


def best_reading(head: Lines) -> tuple[Reading, tuple[float, float, float]]:
    """The reading of number, date and title that most speaks for, and how sure each of them is beside the other readings."""
    readings = [Reading(*parts) for parts in product(*map(_choices, (_numbers(head), _dates(head), _titles(head))))]
    scores = [_score(r, head) for r in readings]
    top = max(scores)
    best = readings[scores.index(top)]
    shares = [exp(s - top) for s in scores]
    number, date, title = (
        sum(share for share, r in zip(shares, readings, strict=True) if r[i] == best[i]) / sum(shares) for i in range(3)
    )
    return best, (number, date, title)
