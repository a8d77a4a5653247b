"""How readers misread numbers: what a token that stands before a line may be, where a number is expected.

In: the token and the number that its sequence asks for; out: the cost of taking one for the other, None where they are too
unlike. Plain numbers are hardly ever rewritten: they may be the first of a list whose beginning is elsewhere.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

CACHE = 1 << 12
"""Pairs of a token and a number that are remembered."""

CONFUSED = {
    "1": "lI|!iíìA", "2": "z?Z", "3": "s§", "4": "A", "5": "S§Šš$s", "6": "óöbGÓổồỗộô", "7": "?", "8": "§SB%&$ổ", "9": "gqø",
    "0": "OoØ",
    "a": "ä@", "g": "89q", "đ": "dð", "e": "c€é©6", "c": "eç©", "b": "6hð", "d": "đở", "i": "1ílj", "l": "1I",
    "h": "b", "k": "l",
    "II": "H U N n il", "III": "M HI IH m", "IV": "TV LV W", "V": "Y", "VI": "VL", "IX": "EX", "X": "x",
}  # fmt: skip
"""What readers put for a single digit or letter, and for Roman numerals whole."""
DIGITS_FOR_LETTERS = {"a": "2348", "d": "4", "đ": "4", "g": "9", "h": "6", "i": "1", "l": "1", "b": "6"}
"""Digits before a bracket where a list has letters (``4)`` for d))."""
DIGITS_FOR_DIGITS = {"1": "47", "7": "1", "3": "8", "8": "3"}
"""Digits that printed ones are taken for."""
DIGIT_LIKE = "lisozgb"
"""Small letters that a digit may be read as."""
_STROKES = str.maketrans({"L": "I", "1": "I", "|": "I", "T": "I", "!": "I"})

LETTER, DIGIT = 1.9, 2.8
"""Costs of reading a digit as a letter, or as another digit: more than a list costs that begins at two, or at four."""


@lru_cache(CACHE)
def resemblance(token: str, number: str, sep: str) -> float | None:
    """Cost of reading a token, and the sign after it, as a number that is expected.

    >>> resemblance("§", "5", "."), resemblance("IIL", "III", "."), resemblance("c©", "c", ")"), resemblance("4", "d", ")")
    (0.8, 0.2, 0.9, 1.9)
    >>> resemblance("14", "6", "."), resemblance("4", "1", "."), resemblance("53", "5.3", ".")
    (None, 2.8, 0.9)
    >>> resemblance("a.1", "2.1", "."), resemblance("l.1", "1.1", ".")
    (None, 0.9)
    """
    if token == number:
        return 0.2
    if len(number) == 1:
        return _single(token, number, sep)
    if token.isdecimal() and not number.isalpha():  # it may have lost its full stops
        return 0.9 if token == number.replace(".", "") else None
    if number.isalpha():
        if token in CONFUSED.get(number, "").split():
            return 0.8
        token = token.upper().translate(_STROKES)
        if token == number:
            return 0.2
    if "." in number and token[0].islower() and token[0] not in DIGIT_LIKE:  # ``a.1`` is no ``2.1``
        return None
    distance = Levenshtein.distance(token, number)
    return 0.9 * distance if 0 < distance <= max(1, len(number) // 2) else None


def _single(token: str, number: str, sep: str) -> float | None:
    """The same for a number of one digit or letter."""
    if len(token) == 2:
        if number.isdecimal():
            dirty = token[1] == number if token[1].isalnum() else token[0] == number  # ``T1``, ``1|``; ``9A`` is a number
            return 1.2 if dirty and not token.isdecimal() and not token[0].islower() else None
        return 0.9 if token[0] == number and not token[1].isalnum() else None
    if len(token) != 1:
        return None
    if token.isdecimal():
        if number.isdecimal():
            return DIGIT if token in DIGITS_FOR_DIGITS.get(number, "") else None
        return LETTER if sep == ")" and token in DIGITS_FOR_LETTERS.get(number, "") else None
    if token in CONFUSED.get(number, "") or token.casefold() == number:
        return 0.8
    return None if token.isalnum() else 1.0
