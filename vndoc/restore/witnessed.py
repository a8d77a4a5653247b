"""Signs at a word that another reader does not see, or sees otherwise.

In: a word in the line of the Vietnamese model's reading, and in that of a reader of another language; out: edits of the signs
that stand at it. Specks become commas and stops for the one or for the other, seldom for both. A sign that the other reader has
alone is mostly the mark of a letter (``tho’`` for thơ) and is not put in.
"""

from __future__ import annotations

from vndoc.document import Edit

SURE = 0.9
"""Confidence of these edits. On rendered pages a comma that the English model reads as a stop is one in 44 of 52 places, and a
sign that it does not see at a word of as many letters is none in 34 of 34."""

UNSEEN = frozenset(',.:"-')
"""Signs that are specks where the other reader sees none; a semicolon it takes for a letter (``cucy``)."""

Place = tuple[str, int, int]
"""A line, and where a word stands in it, without signs."""


def _around(place: Place) -> tuple[str, str]:
    """The signs before and behind a word, up to white space or the next word."""
    line, start, end = place
    low, high = start, end
    while low and not (line[low - 1].isspace() or line[low - 1].isalnum()):
        low -= 1
    while high < len(line) and not (line[high].isspace() or line[high].isalnum()):
        high += 1
    joined = (low > 0 and line[low - 1].isalnum()) or (high < len(line) and line[high].isalnum())
    return ("?", "?") if joined else (line[low:start], line[end:high])


def witnessed_signs(mine: Place, theirs: Place) -> list[Edit]:
    """Edits of the signs at a word of letters.

    Args:
        mine: the word as the Vietnamese model reads it.
        theirs: the same word as the other reader has it.

    >>> [(e.span, e.before, e.after) for e in witnessed_signs(("trong dân, sẽ", 6, 9), ("trong dan sé", 6, 9))]
    [((9, 10), ',', '')]
    >>> [e.after for e in witnessed_signs(("15 tuổi, Các", 3, 7), ("15 tudi. Cac", 3, 7))]
    ['.']
    >>> witnessed_signs(("thơ, và", 0, 3), ("tho’, va", 0, 3))
    []
    """
    line, start, end = mine
    if theirs[2] - theirs[1] != end - start or not line[start:end].isalpha():
        return []
    (before, after), (their_before, their_after) = _around(mine), _around(theirs)
    out = []
    if before in UNSEEN and not their_before:
        out.append(Edit((start - 1, start), before, "", "sign", SURE))
    if after in UNSEEN and not their_after:
        out.append(Edit((end, end + 1), after, "", "sign", SURE))
    if after == "," and their_after == ".":
        out.append(Edit((end, end + 1), after, ".", "sign", SURE))
    return out
