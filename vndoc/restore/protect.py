"""Tokens that no dictionary word may replace, and capitals that a reader made up.

An abbreviation (SGDCK, UBTVQH12) is no syllable, and stands among words that are not in capitals; without this guard it
would fall to the nearest syllable. A single syllable in capitals before a word in small letters (``NOI dung``) is a misread
first letter.
"""

from __future__ import annotations

import regex

from vndoc import syllable
from vndoc.alphabet import fold_key
from vndoc.restore.running import Running
from vndoc.tokens import Kind, Token

_ROMAN = regex.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_CAPITALS = regex.compile(r"\p{Lu}{2,}[\p{Ll}]?\d*")


def _in_capitals(token: Token) -> bool:
    letters = [c for c in token.text if c.isalpha()]
    return token.kind != Kind.NUMBER and (not letters or 2 * sum(c.islower() for c in letters) < len(letters))


def _neighbours(running: Running, i: int) -> list[Token]:
    """Words beside token `i` on its line, near enough to share its case."""
    beside = []
    if i and not running.breaks[i]:
        beside.append(running.tokens[i - 1])
    if i + 1 < len(running.tokens) and not running.breaks[i + 1]:
        beside.append(running.tokens[i + 1])
    return [token for token in beside if token.kind == Kind.WORD]


def is_roman(token: Token) -> bool:
    """Whether a token is a Roman numeral as it should be: capitals, well formed, below 40.

    >>> [is_roman(Token(0, 0, Kind.WORD, x)) for x in ("XIII", "IV", "IIII", "Vi")]
    [True, True, False, False]
    """
    return bool(token.text) and _ROMAN.fullmatch(token.text) is not None


def is_abbreviation(running: Running, i: int) -> bool:
    """Whether token `i` is an abbreviation among ordinary words."""
    token = running.tokens[i]
    if token.kind != Kind.WORD or len(token.text) < 3 or _CAPITALS.fullmatch(token.text) is None:
        return False
    if syllable.may_be(fold_key(token.text)):
        return False
    return any(not _in_capitals(other) for other in _neighbours(running, i))


def has_false_capitals(running: Running, i: int) -> bool:
    """Whether token `i` has capitals though only its first letter should: the words beside it on its line have not."""
    if sum(c.isupper() for c in running.tokens[i].text) < 2:
        return False
    cased = [_in_capitals(other) for other in _neighbours(running, i)]
    return bool(cased) and not any(cased)
