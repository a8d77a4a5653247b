"""Tokens that no dictionary word may replace, and capitals that a reader made up.

An abbreviation (SGDCK, UBTVQH12) is no syllable, and stands among words that are not in capitals; without this guard it
would fall to the nearest syllable. A single syllable in capitals before a word in small letters (``NOI dung``) is a misread
first letter.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from vndoc import syllable
from vndoc.alphabet import fold_key
from vndoc.models.features import SHORT_NUMBER
from vndoc.restore.running import Running
from vndoc.tokens import Gap, Kind, Token

_ROMAN = regex.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_STROKES = regex.compile(r"[IVXivxl1|T!Jj\]]+")
_MEASURE = regex.compile(r"\d{1,4}(?:[kcm]?m|m[23]|kg|ha)")
"""Numbers with their unit: in pairs of rendered pages and scans nine in ten are what they look like, the others ấm, ốm, lâm."""

_CAPITALS = regex.compile(r"\p{Lu}{2,}[\p{Ll}]?\d*")

_CONSONANTS = frozenset("BCDĐGHKLMNPQRSTVX")

_ROUND = frozenset("OG0Q")
"""What readers make of ộ, ở, ồ and the like: of two letters that end so, the second tells no capitals."""

REACH = 2
"""Tokens that an abbreviation is from an ordinary word at most (``Lưu: VT, TCHC``)."""

CACHE = 1 << 15
"""Different strings of which is kept what their letters say."""

SPECK = 1
"""Characters that may stand before a marker."""


@lru_cache(CACHE)
def _has_capitals(text: str) -> bool:
    """Whether most letters of a string, if it has any, are capitals."""
    letters = [c for c in text if c.isalpha()]
    return not letters or 2 * sum(c.islower() for c in letters) < len(letters)


@lru_cache(CACHE)
def _count_capitals(text: str) -> int:
    return sum(c.isupper() for c in text)


@lru_cache(CACHE)
def _may_be_abbreviation(text: str) -> bool:
    """Whether a string is in capitals and no syllable."""
    return len(text) >= 3 and _CAPITALS.fullmatch(text) is not None and not syllable.may_be(fold_key(text))


@lru_cache(CACHE)
def is_numeral(text: str) -> bool:
    """Whether a string is a Roman numeral as it should be: capitals, well formed, below 40."""
    return bool(text) and _ROMAN.fullmatch(text) is not None


@lru_cache(CACHE)
def stands_out(text: str) -> bool:
    """Whether a string may stand as it is, whatever its neighbours are, by itself."""
    return is_numeral(text) or _may_be_abbreviation(text) or is_measure(text) or text == "&" or _is_capital(text)


def _is_capital(text: str) -> bool:
    return len(text) == 1 and text.isupper()


def is_measure(text: str) -> bool:
    """Whether a string is a number with its unit.

    >>> is_measure("4m"), is_measure("500m2"), is_measure("s6")
    (True, True, False)
    """
    return _MEASURE.fullmatch(text) is not None


def joins_names(running: Running, i: int) -> bool:
    """Whether token `i` is ``&`` between two names (``GD & ĐT``, ``Lan & Mai``); readers put it for ở, too."""
    beside = _neighbours(running, i)
    return running.tokens[i].text == "&" and len(beside) == 2 and all(token.text[:1].isupper() for token in beside)


def is_marker(running: Running, i: int) -> bool:
    """Whether token `i` is a capital letter alone with a stop, at the start of a line: a marker, or what is left of one."""
    place, token = running.places[i], running.tokens[i]
    return _is_capital(token.text) and place.start <= SPECK and running.after[i] == Gap.STOP


def has_strokes_alone(read: str) -> bool:
    """Whether a string has nothing but strokes that Roman numerals are read as."""
    return _STROKES.fullmatch(read) is not None


@lru_cache(CACHE)
def is_false_numeral(word: str, read: str) -> bool:
    """Whether a word of the vocabulary is a Roman numeral, and what was read has signs that no stroke of one is read as.

    >>> is_false_numeral("ii", "L"), is_false_numeral("iii", "Iil"), is_false_numeral("vi", "L")
    (True, False, False)
    """
    return is_numeral(word.upper()) and not syllable.is_possible(word) and not has_strokes_alone(read)


def _neighbours(running: Running, i: int, reach: int = 1) -> list[Token]:
    """Words up to `reach` tokens from token `i` on its line, near enough to share its case."""
    start, end = i, i
    while start > max(0, i - reach) and not running.breaks[start]:
        start -= 1
    while end + 1 < min(len(running.tokens), i + reach + 1) and not running.breaks[end + 1]:
        end += 1
    return [running.tokens[k] for k in range(start, end + 1) if k != i and running.tokens[k].kind == Kind.WORD]


def is_roman(token: Token) -> bool:
    """Whether a token is a Roman numeral as it should be: capitals, well formed, below 40.

    >>> [is_roman(Token(0, 0, Kind.WORD, x)) for x in ("XIII", "IV", "IIII", "Vi")]
    [True, True, False, False]
    """
    return is_numeral(token.text)


def is_abbreviation(running: Running, i: int) -> bool:
    """Whether token `i` is an abbreviation among ordinary words."""
    token = running.tokens[i]
    if token.kind != Kind.WORD or not _may_be_abbreviation(token.text):
        return False
    return any(not _has_capitals(other.text) for other in _neighbours(running, i, REACH))


def is_initial(running: Running, i: int) -> bool:
    """Whether token `i` is a capital, no vowel, that ends a list of abbreviations (``Lưu: VT, TH, D.``)."""
    if i == 0 or running.before[i] != Gap.COMMA or running.after[i] not in (Gap.STOP, Gap.COMMA, Gap.BREAK):
        return False
    return running.tokens[i].text in _CONSONANTS and running.tokens[i - 1].text.isupper()


@lru_cache(CACHE)
def may_be_false_capitals(text: str) -> bool:
    """Whether a string has capitals where a word in small letters has none."""
    return not text[1:].islower() and (_count_capitals(text) > 1 or text[:1].islower())


def has_false_capitals(running: Running, i: int) -> bool:
    """Whether token `i` has capitals though only its first letter should: the words beside it on its line have not."""
    if not may_be_false_capitals(running.tokens[i].text):
        return False
    beside = _neighbours(running, i)
    goes_on = not running.breaks[i] and running.before[i] == Gap.SPACE and running.tokens[i - 1].kind == Kind.WORD
    if goes_on and running.tokens[i].text[1:] in _ROUND:
        beside = beside[:1]  # its o makes it all capitals, and abbreviations stand behind it (``SO GD&DT``)
    cased = [_has_capitals(other.text) for other in beside]
    return bool(cased) and not any(cased)


_BEFORE_WORDS = {Gap.SPACE, Gap.QUOTE, Gap.COMMA, Gap.SEMICOLON}
_BESIDE_WORDS = {Gap.SPACE, Gap.QUOTE, Gap.COMMA, Gap.SEMICOLON, Gap.STOP}


def may_be_word(running: Running, i: int) -> bool:
    """Whether token `i` is a short number that a word may have been misread as (``là`` as 13), by where it stands.

    Numbers at the start of a line, in codes, dates and sums are numbers, and so are those that do not stand between words.
    """
    token = running.tokens[i]
    if token.kind != Kind.NUMBER or len(token.text) > SHORT_NUMBER or not token.text.isdecimal() or running.breaks[i]:
        return False
    if running.before[i] not in _BEFORE_WORDS or running.after[i] not in _BESIDE_WORDS:
        return False
    beside = [running.tokens[i - 1]]
    if i + 1 < len(running.tokens) and not running.breaks[i + 1]:
        beside.append(running.tokens[i + 1])
    return all(other.kind == Kind.WORD and other.text[0].isalpha() for other in beside)
