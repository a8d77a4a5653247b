"""A folded word → as the page prints it: capitals as read, tone mark where this text puts it (see `tones`)."""

from __future__ import annotations

from functools import lru_cache

from vndoc.alphabet import fold_tone, strip_marks, unfold_tone
from vndoc.restore.protect import is_numeral
from vndoc.syllable import is_possible

_SMALL = {"I": "l", "J": "l", "H": "l", "T": "l", "A": "kl", "G": "aotu", "W": "u"}
"""Capitals that readers put for small letters of another form (``Igi`` for lợi, ``Gng`` for ông), and the first letters,
without marks, of the words that it was: in 430 places of rendered pages and scans, never a capital (I for l: 370)."""

_ALIKE = frozenset("csvwxzCIOSUVWXZ")
"""Letters whose two cases look alike, and I: they do not tell capitals (``vA`` is VÀ, ``sO`` is sở)."""


@lru_cache(1 << 15)
def recase(word: str, like: str, old_tones: bool) -> str:
    """The word in the capitals of what was read in its place.

    Args:
        word: folded label (lower case, tone on the second vowel).
        like: the token as read.
        old_tones: whether the text writes hòa rather than hoà.

    >>> recase("đảng", "Pang", True), recase("mục", "MUC", True), recase("phí", "PHi", True), recase("hoà", "hoa", True)
    ('Đảng', 'MỤC', 'PHÍ', 'hòa')
    >>> recase("iii", "Iil", True)
    'III'
    """
    if fold_tone(like) == word:
        return like
    if is_numeral(word.upper()) and not is_possible(word):
        return word.upper()
    if old_tones:
        word = unfold_tone(word)
    letters = [c for c in like if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if not upper or (upper == 1 and strip_marks(word[:1]) in tuple(_SMALL.get(letters[0], ""))):
        return word
    if letters[0].islower() and upper == len(letters) - 1 and not _ALIKE.issuperset(letters):
        return word.upper()
    if len(letters) > 1 and 2 * upper > len(letters) and upper > 1:
        return word.upper()
    if letters[0].isupper() or upper == len(letters):
        return word[:1].upper() + word[1:]
    return word
