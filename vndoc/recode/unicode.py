"""Unicode text made plain: composed letters, no invisible characters, no look-alikes.

In: a token (no ASCII white space in it); out: the token as it should be. Correct text comes back as it is: every rule here
replaces what correct Vietnamese, English or French does not contain, or looks at the letters around first.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from vndoc.alphabet import nfc
from vndoc.recode.tables import characters
from vndoc.syllable import is_possible

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_EASTERN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3000-\u303F]")
_LATIN = regex.compile(r"\p{Latin}")
_LATIN_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{M}\u200C-\u202D]+")
_ETH_WORD = regex.compile(r"\p{L}*[Ðð]\p{L}*")
_UNPRINTED = regex.compile(r"[\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]")
_OTHER_SCRIPT = regex.compile(r"[\p{Cyrillic}\p{Greek}]")


@lru_cache(maxsize=1)
def _suspect() -> frozenset[str]:
    always, latin = characters()
    return frozenset({*map(chr, always), *map(chr, latin), *map(chr, _FULL_WIDTH), SOFT_HYPHEN, "Ð", "ð"})


def is_plain(text: str) -> bool:
    """Whether nothing in a text needs a change, as far as a quick look can tell.

    >>> is_plain("Đảng bộ"), is_plain("Đảng\N{NO-BREAK SPACE}bộ")
    (True, False)
    """
    return _suspect().isdisjoint(text) and unicodedata.is_normalized("NFC", text)


def clean(token: str, ends_line: bool = False, printed: bool = False) -> str:
    r"""A token in plain Unicode.

    Args:
        token: text without ASCII white space.
        ends_line: whether a line ends after it; a soft hyphen there is a printed hyphen, elsewhere it is nothing.
        printed: whether the token's characters are glyphs on a page, where a soft hyphen is a hyphen anywhere, and nothing
            turns the direction of others.

    >>> clean("ﬁle"), clean("Ðảng"), clean("Cоng"), clean("Ｎ１２")
    ('file', 'Đảng', 'Cong', 'N12')
    >>> clean("Đảng\u202e", printed=True)
    'Đảng'
    """
    if printed and not token.isprintable():
        token = _UNPRINTED.sub("", token)
    if is_plain(token):
        return token
    always, latin = characters()
    out: str = token
    if SOFT_HYPHEN in out:
        if ends_line and len(out) > 1 and out.endswith(SOFT_HYPHEN):
            out = out[:-1] + "-"
        out = out.replace(SOFT_HYPHEN, "-" if printed else "")
    out = out.translate(always)
    if not _EASTERN.search(out):
        out = out.translate(_FULL_WIDTH)
    if any(ord(c) in latin for c in out):
        out = _LATIN_WORD.sub(_to_latin, out)
    out = nfc(out)
    return _ETH_WORD.sub(_to_d, out) if _ETH_WORD.search(out) else out


def _to_latin(match: regex.Match[str]) -> str:
    """A word with Latin letters, its look-alikes and joiners replaced; a word with true letters of another script stays."""
    word = str(match[0])
    latin = characters().latin
    if not _LATIN.search(word) or any(ord(c) not in latin for c in _OTHER_SCRIPT.findall(word)):
        return word
    return word.translate(latin)


def _to_d(match: regex.Match[str]) -> str:
    """Icelandic Ð for Đ, where that makes a Vietnamese syllable or the word is all capitals with no vowel (``QÐ``, ``NÐ``)."""
    was = str(match[0])
    word = was.replace("Ð", "Đ").replace("ð", "đ")
    sign = word.isupper() and len(word) <= 5
    return word if is_possible(word) or sign else was
