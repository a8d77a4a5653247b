"""Bounds that rule a line out before an approximate pattern is tried on it, which takes a thousand times as long.

In: the letters of a phrase, the key of a line, and how many errors are let pass; out: whether it can match at all. A match
with so many errors is never ruled out: taking signs and spaces out of both sides makes no pair of strings less alike.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

CACHE = 1 << 10
"""Lines whose letters are remembered; they are asked for several headings one after another."""


@lru_cache(CACHE)
def letters(line: str) -> str:
    """The letters and digits of a line alone.

    >>> letters("TU DO - HANH PHUC")
    'TUDOHANHPHUC'
    """
    return "".join(filter(str.isalnum, line))


def may_be(phrase: str, line: str, errors: int) -> bool:
    """Whether a line can be a phrase with so many errors, all that is no letter left out of account.

    >>> may_be("TUDOHANHPHUC", "- TU D0 - HANH PHUE", 2), may_be("TUDOHANHPHUC", "BAN HANH QUYET DINH", 2)
    (True, False)
    """
    return Levenshtein.distance(phrase, letters(line), score_cutoff=errors) <= errors


def begins(phrase: str, start: str) -> bool:
    """Whether the start of a line is that of a phrase, a letter misread.

    >>> begins("CONGHOAXAHOI", "CQNG "), begins("CONGHOAXAHOI", "TINH AN BINH ")
    (True, False)
    """
    own = letters(start)
    return bool(own) and Levenshtein.distance(phrase[: len(own)], own, score_cutoff=1) <= 1


def may_hold(phrase: str, line: str, errors: int) -> bool:
    """Whether a phrase can stand somewhere in a line with so many errors: no more of its letters are missing there.

    >>> may_hold("TUDO", "TINH AN GIANG TU D0", 1), may_hold("TUDO", "TINH AN GIANG", 1)
    (True, False)
    """
    missing = 0
    for letter, times in _counts(phrase):
        found = line.count(letter)
        if found < times:
            missing += times - found
            if missing > errors:
                return False
    return True


@lru_cache(maxsize=64)
def _counts(phrase: str) -> tuple[tuple[str, int], ...]:
    """How often each letter of a phrase stands in it, the rarest of the language first."""
    rare = "XPDLUSC"
    return tuple((c, phrase.count(c)) for c in sorted(set(phrase), key=lambda c: (rare + c).index(c)))
