"""How far a string that is in no list can be what the page printed, by its form alone.

In: a string outside the vocabulary that stays as it was read; out: the most that its probability can be. A word of another
language has plain letters, a measure digits and a unit: of these the posterior knows as much. ``grfm``, ``O1`` and ``tiéuathy``
are what readers make of words they cannot read. The numbers follow the shares of such strings that were right on rendered
pages and scans (counts beside them).
"""

from __future__ import annotations

from functools import lru_cache

import regex

from vndoc.alphabet import fold_tone, strip_marks
from vndoc.restore.protect import has_strokes_alone, stands_out
from vndoc.syllable import is_possible

_TIME = regex.compile(r"\d{1,2}h(?:\d{2})?|\d+(?:st|nd|rd|th)")
_CUT = regex.compile(r"\p{L}+['’]s?\p{L}*|\p{L}+&\p{L}+")

_NO_WORD = regex.compile(r"[^aeiouy]+|.*(.)\1\1.*", regex.IGNORECASE)

# fmt: off
SCRAP = 0.1         # no vowel, or a letter three times over: 0 of 21
SMALL_PAIR = 0.15   # two small letters: 2 of 19
SYLLABLE = 0.2      # could be a syllable, and is no word: 0 of 10
MARKED = 0.35       # Vietnamese marks and no syllable: 1 of 17 there, but names have them too (César)
PAIR = 0.5          # two letters, the first a capital: 1 of 7 there, 8 of 9 elsewhere (Wi)
SIGNS = 0.6         # signs among the letters: 21 of 36
LETTERS_FIRST = 0.65  # a letter, then digits: 47 of 75
CAPITALS = 0.7      # two capitals: 23 of 54, half of them in readings that no one can check
DIGITS_FIRST = 0.85  # digits, then letters: 63 of 83
# fmt: on


@lru_cache(1 << 14)
def trust(text: str) -> float:
    """The probability, at most, that a string outside the vocabulary is printed as it was read.

    >>> trust("Zuckerberg"), trust("grfm"), trust("tiéuathy"), trust("16h30"), trust("III")
    (1.0, 0.1, 0.35, 1.0, 1.0)
    """
    if len(text) == 1 or stands_out(text) or _TIME.fullmatch(text) or has_strokes_alone(text) or _CUT.fullmatch(text):
        return 1.0
    if any(c.isdigit() for c in text):
        return DIGITS_FIRST if text[0].isdigit() else LETTERS_FIRST
    if not text.isalpha():
        return SIGNS
    if strip_marks(text) != text:
        return MARKED
    if is_possible(fold_tone(text.lower())):
        return SYLLABLE
    if len(text) == 2:
        return CAPITALS if text.isupper() else SMALL_PAIR if text.islower() else PAIR
    return SCRAP if _NO_WORD.fullmatch(text) and not text.isupper() else 1.0
