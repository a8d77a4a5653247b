"""Signs at the ends of lines, told by what the next line starts with.

In: lines as read, the edits of their words and signs; out: edits of what ends a line. A question mark behind ơ or ư is the hook
of the letter where the next line goes on in small letters. A colon before the next letter of a list is a semicolon. A comma
before the next number of a list is a stop, where the other items of the text end with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from vndoc.document import Edit
from vndoc.restore.markers import LETTERS, Decision
from vndoc.restore.signs import HORNED
from vndoc.restore.words import WordsOfLine

SURE = 0.95
"""Confidence of such an edit; of those on rendered pages and scans all were right, but they are few."""

FAR = 3
"""Lines, blank ones counted, after which the next one is no continuation."""

MOST, LEAST = 0.8, 4
"""Share of a text's items before a number that must end with a stop, and how many there must be."""

_END = regex.compile(r"(?<=[\p{L}\p{M}\d&§¢€¥$@£)”\"])(?P<sign>[?:,])\s*\Z")
_NUMBER = regex.compile(r"\A\s*(?:[2-9]|[1-9]\d)\.\s+\p{Lu}")
_GOES_ON = regex.compile(r"\A\s*[\p{Ll}\d]")


def end_edits(raws: Sequence[str], made: Sequence[Sequence[Edit]], decided: Sequence[Decision]) -> Iterator[tuple[int, Edit]]:
    """Edits of the signs that end lines, each with the number of its line.

    Args:
        raws: the lines as read.
        made: all other edits of each.
        decided: what the markers at the starts of lines are.

    >>> [(line, edit.after) for line, edit in end_edits(["lich sử?", "phong trào"], [[], []], [])]
    [(0, '')]
    """
    continued = _continued(decided)
    has_stops: bool | None = None
    for i, raw in enumerate(raws):
        if raw.rstrip()[-1:] not in (",", ":", "?") or (m := _END.search(raw)) is None:
            continue
        following = _next(raws, i)
        if following is None:
            continue
        after = None
        if m["sign"] == "?":
            word = WordsOfLine(raw, made[i]).before(m.start("sign"))
            after = "" if HORNED.search(word) and _GOES_ON.match(raws[following]) else None
        elif m["sign"] == ":":
            after = ";" if following in continued else None
        elif _NUMBER.match(raws[following]):
            has_stops = _have_stops(raws) if has_stops is None else has_stops
            after = "." if has_stops else None
        if after is not None:
            yield i, Edit(m.span("sign"), m["sign"], after, "sign", SURE)


def _have_stops(raws: Sequence[str]) -> bool:
    """Whether what stands before the numbers of lists ends with stops."""
    ends = [raws[i].rstrip()[-1:] for i in range(len(raws)) if raws[i].strip() and _is_number(raws, _next(raws, i))]
    signs = [sign for sign in ends if sign in ".,:"]
    return signs.count(".") >= max(LEAST, MOST * len(signs))


def _is_number(raws: Sequence[str], i: int | None) -> bool:
    return i is not None and _NUMBER.match(raws[i]) is not None


def _next(raws: Sequence[str], i: int) -> int | None:
    """The next line that is not blank."""
    return next((k for k in range(i + 1, min(len(raws), i + 1 + FAR)) if raws[k].strip()), None)


def _continued(decided: Sequence[Decision]) -> set[int]:
    """Lines that start with a letter of a list, the one before it known too."""
    letters = [d for d in decided if d.after in LETTERS]
    return {b.line for a, b in pairwise(letters) if LETTERS.index(b.after) == LETTERS.index(a.after) + 1}
