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
from vndoc.restore.words import WordsOfLine

SURE = 0.95
"""Confidence of such an edit; of those on rendered pages and scans all were right, but they are few."""

FAR = 3
"""Lines, blank ones counted, after which the next one is no continuation."""

MOST, LEAST = 0.8, 4
"""Share of a text's items before a number that must end with a stop, and how many there must be."""

_END = regex.compile(r"(?<=[\p{L}\p{M}\d&§¢€¥$@£)”\"])(?P<sign>[?:,.])\s*\Z")
_NUMBER = regex.compile(r"\A\s*(?:[2-9]|[1-9]\d)\.\s+\p{Lu}")
_GOES_ON = regex.compile(r"\A\s*[\p{Ll}\d]")
_HORNED = regex.compile(r"[ơườừớứởửỡữợự]\Z", regex.IGNORECASE)


def end_edits(raws: Sequence[str], made: Sequence[Sequence[Edit]], decided: Sequence[Decision]) -> Iterator[tuple[int, Edit]]:
    """Edits of the signs that end lines, each with the number of its line.

    Args:
        raws: the lines as read.
        made: all other edits of each.
        decided: what the markers at the starts of lines are.

    >>> [(line, edit.after) for line, edit in end_edits(["lich sử?", "phong trào"], [[], []], [])]
    [(0, '')]
    """
    found = [(i, m) for i, raw in enumerate(raws) if (m := _END.search(raw)) is not None]
    if all(m["sign"] == "." for _, m in found):
        return
    ends = [(i, m, _next(raws, i)) for i, m in found]
    before_numbers = [m["sign"] for i, m, following in ends if following is not None and _NUMBER.match(raws[following])]
    has_stops = before_numbers.count(".") >= max(LEAST, MOST * len(before_numbers))
    continued = _continued(decided)
    for i, m, following in ends:
        if following is None or m["sign"] == ".":
            continue
        after = _instead(raws, made, i, m, following, following in continued, has_stops)
        if after is not None:
            yield i, Edit(m.span("sign"), m["sign"], after, "sign", SURE)


def _instead(
    raws: Sequence[str],
    made: Sequence[Sequence[Edit]],
    i: int,
    m: regex.Match[str],
    following: int,
    continues: bool,
    has_stops: bool,
) -> str | None:
    """What stands in the place of a sign; None where it stays."""
    if m["sign"] == "?":
        word = WordsOfLine(raws[i], made[i]).before(m.start("sign"))
        return "" if _HORNED.search(word) and _GOES_ON.match(raws[following]) else None
    if m["sign"] == ":":
        return ";" if continues else None
    return "." if has_stops and _NUMBER.match(raws[following]) else None


def _next(raws: Sequence[str], i: int) -> int | None:
    """The next line that is not blank."""
    return next((k for k in range(i + 1, min(len(raws), i + 1 + FAR)) if raws[k].strip()), None)


def _continued(decided: Sequence[Decision]) -> set[int]:
    """Lines that start with a letter of a list, the one before it known too."""
    letters = [d for d in decided if d.after in LETTERS]
    return {b.line for a, b in pairwise(letters) if LETTERS.index(b.after) == LETTERS.index(a.after) + 1}
