"""Word error, token error, character error: how far a text is from the truth.

word error       words are what stands between white space, only letters and digits of it, without case, the tone mark of oa,
                 oe, uy in one place (hoà = hòa, uỷ = ủy); empty ones do not count. Edits (Levenshtein) from the one list of
                 words to the other, over the number of true words.
token error      the same on what stands between white space exactly as printed: case, signs and place of tone marks count.
character error  edits between the characters, runs of white space taken as one space, over the number of true characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

_OLD_VOWELS = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ"}
_OLD_VOWELS |= {"òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ"}
_OLD_VOWELS |= {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}
"""Ends of words with the tone mark in its old place, and in its new one."""


class Rate(NamedTuple):
    """Errors among so many things; rates of several texts add up."""

    errors: int
    total: int

    def plus(self, other: Rate) -> Rate:
        """The rate over both."""
        return Rate(self.errors + other.errors, self.total + other.total)

    @property
    def share(self) -> float:
        """Errors over total; 0 where there is nothing to be wrong in and nothing wrong, 1 for what is invented there."""
        return self.errors / self.total if self.total else float(self.errors > 0)


class Scores(NamedTuple):
    """The three rates of one text, or of several together."""

    word: Rate = Rate(0, 0)
    token: Rate = Rate(0, 0)
    character: Rate = Rate(0, 0)


def one_place(word: str) -> str:
    """A lower-case word with the tone mark of a final oa, oe, uy on the second vowel.

    >>> one_place("hòa"), one_place("ủy"), one_place("quỳ"), one_place("hoàn")
    ('hoà', 'uỷ', 'quỳ', 'hoàn')
    """
    end = word[-2:]
    if end not in _OLD_VOWELS or (end[1] == "y" and word[-3:-2] == "q"):
        return word
    return word[:-2] + _OLD_VOWELS[end]


def tokens(text: str) -> list[str]:
    """What stands between white space, in NFC."""
    return unicodedata.normalize("NFC", text).split()


def words(text: str) -> list[str]:
    """The words of a text as word error compares them.

    >>> words("Ủy ban, số 02-NQ/TW (Hoà) ...")
    ['uỷ', 'ban', 'số', '02nqtw', 'hoà']
    """
    bare = (letters(token) for token in tokens(text))
    return [word for word in bare if word]


def letters(token: str) -> str:
    """Letters and digits of a token, lower-case, tone marks in one place: of each stretch of letters, as signs end a word."""
    pieces: list[str] = []
    piece: list[str] = []
    for c in (*unicodedata.normalize("NFC", token.casefold()), ""):
        if c.isalpha():
            piece.append(c)
            continue
        pieces.append(one_place("".join(piece)))
        piece.clear()
        if c.isalnum():
            pieces.append(c)
    return "".join(pieces)


def _rate(truth: Sequence[str], reading: Sequence[str]) -> Rate:
    return Rate(Levenshtein.distance(truth, reading), len(truth))


def word_rate(truth: str, reading: str) -> Rate:
    """Word errors.

    >>> word_rate("Thực hiện Nghị quyết", "thực hién Nghị quyết!")
    Rate(errors=1, total=4)
    """
    return _rate(words(truth), words(reading))


def token_rate(truth: str, reading: str) -> Rate:
    """Token errors.

    >>> token_rate("Thực hiện Nghị quyết", "thực hién Nghị quyết!")
    Rate(errors=3, total=4)
    """
    return _rate(tokens(truth), tokens(reading))


def character_rate(truth: str, reading: str) -> Rate:
    """Character errors.

    >>> character_rate("số  02", "s6 02")
    Rate(errors=1, total=5)
    """
    return _rate(" ".join(tokens(truth)), " ".join(tokens(reading)))


def score(pairs: Iterable[tuple[str, str]]) -> Scores:
    """The rates over all (truth, reading) pairs.

    >>> score([("Đảng bộ", "Dang bộ"), ("số 2", "số 2")]).word
    Rate(errors=1, total=4)
    """
    total = Scores()
    for truth, reading in pairs:
        new = (word_rate(truth, reading), token_rate(truth, reading), character_rate(truth, reading))
        total = Scores(*(old.plus(rate) for old, rate in zip(total, new, strict=True)))
    return total


class Damage(NamedTuple):
    """What was done to correct text: tokens changed, and among those with digits."""

    tokens: Rate
    numbers: Rate


def damage(pairs: Iterable[tuple[str, str]]) -> Damage:
    """Changes of correct texts, over (text, what became of it) pairs.

    >>> damage([("Nghị định 24", "Nghị định 24")])
    Damage(tokens=Rate(errors=0, total=3), numbers=Rate(errors=0, total=1))
    """
    changed, numbers = Rate(0, 0), Rate(0, 0)
    for before, after in pairs:
        changed = changed.plus(token_rate(before, after))
        numbers = numbers.plus(_rate(_with_digits(before), _with_digits(after)))
    return Damage(changed, numbers)


def _with_digits(text: str) -> list[str]:
    return [token for token in tokens(text) if any(c.isdigit() for c in token)]
