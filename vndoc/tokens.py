"""Tokens of running text: the pieces that are looked up, and the signs between them that are left alone.

In: text; out: tokens with offsets. The same tokeniser counts, trains and runs.

A chunk between white space is cut at signs: ``02-NQ/TW,`` gives the number ``02`` and the code letters ``NQ`` and ``TW``; the
gaps ``-``, ``/`` and ``,`` belong to nobody and never change. Signs that damaged letters turn into (``s&``, ``vi¢c``,
``nu:0'c``) stay inside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import regex


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    """Letters, perhaps damaged."""
    NUMBER = 1
    """Digits with points, commas and per cent: never changed."""
    CODE = 2
    """The letters of a document number or another code: ``NQ`` and ``TW`` in ``02-NQ/TW``."""
    ADDRESS = 3
    """An e-mail address or a URL: never changed."""


class Token(NamedTuple):
    """A token and where it stands: ``text[start:end]``."""

    start: int
    end: int
    kind: Kind
    text: str


_new = tuple.__new__
"""Makes a token of its fields in a third of the time."""

GARBLE_SIGNS = "&§¢€¥$@£|"
"""Signs that readers of English put for Vietnamese letters (seen in pairs of scans: sở → s&, việc → vi¢c, ở → @)."""

LONE_SIGNS = frozenset("&§¢€¥@")
"""Those that stand for a whole word where they stand alone (ở → & and @, ý → ¥); the others are rules and sums of money."""

MAX_CHUNK = 64
"""Characters of a chunk between white space whose tokens are remembered."""

MAX_CHUNKS = 16_000
"""Different chunks whose tokens are remembered, some 400 bytes each."""

_CONSONANT, _VOWEL = "bcdđghklmnpqrstvx", r"[^\W\d_bcdfghjklmnpqrstvwxzđ]"
_BEFORE_APART = rf"(?:(?<={_VOWEL}[cmnpght]{{1,2}})['’]|(?<={_VOWEL}[cmnpght]{{0,2}}|\p{{Lu}}{{2}}):)"
_APART = rf"{_BEFORE_APART}(?i:[{_CONSONANT}]){{1,3}}{_VOWEL}"
"""A sign that is no letter’s mark: a syllable ends before it and one begins after it, two words (``khac’phuc``)."""

_TOKEN = regex.compile(
    rf"""
    (?P<address> (?:https?://|www\.)[^\s<>"“”]*[\w/] | (?<![\w.+-])[\w.+-]{{1,64}}+@[\w-]+(?:\.[\w-]+)+ )
  | (?P<number>  \d+(?:[.,]\d+)*%? (?![\p{{L}}\p{{M}}\d{GARBLE_SIGNS}]) )
  | (?P<word>    [\p{{L}}\p{{M}}\d{GARBLE_SIGNS}]+ (?:(?!{_APART})['’:?][\p{{L}}\p{{M}}\d]++(?![\w.+-]{{0,64}}@))* )
    """,
    regex.VERBOSE,
)
_HAS_LETTER = regex.compile(r"[\p{L}\d]")
_CODE_CHUNK = regex.compile(
    r"(?<![^\s(\[“\"])(?:\d[\d\p{L}]*\s?[-/]\s?)(?:\d{4}\s?/\s?)?\p{L}[\p{L}\d]*(?:\s?[-/–.]\s?\p{L}[\p{L}\d]*)*"
)
_SIGN = regex.compile(r"(?=(?:\P{Lu}*\p{Lu}){2})(?:\p{Lu}\p{Ll}?)+\d*|c[Pp]")
_JOINED = regex.compile(
    r"(?<![^\s(\[“\"])(?:\p{Lu}{1,6}\p{Ll}?(?:/\p{Lu}{1,6}\p{Ll}?\d{0,2}){1,3}+|\p{Lu}{2,6}-\p{Lu})(?![\p{L}\p{M}\d&§¢€¥$@£’'])"
)
"""Abbreviations joined by strokes, wherever they stand (``CTr/TU`` at the start of a line, ``BE/BA``), or a letter behind a
hyphen (``USB-C``)."""
_STROKE = re.compile(r"(?<=[^\W\d_])[/-](?=[^\W\d_])")
_SMALL = regex.compile(r"\p{Ll}{2}")
NEAR = 48
"""Characters on each side of a stroke that are looked at: letters in capitals there are a heading's."""


def tokenize(text: str) -> list[Token]:
    """Tokens of a text, in order; what lies between them is signs and white space.

    >>> [(t.text, t.kind.name) for t in tokenize("Thuc hién Nghi quyét s6 02-NQ/TW")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Thuc', 'WORD'), ('hién', 'WORD'), ('Nghi', 'WORD'), ('quyét', 'WORD'), ('s6', 'WORD'),
     ('02', 'NUMBER'), ('NQ', 'CODE'), ('TW', 'CODE')]
    """
    out: list[Token] = []
    add, find, end = out.append, text.find, 0
    for chunk in text.split():
        at = find(chunk, end)
        end = at + len(chunk)
        for low, high, kind, piece in _pieces(chunk) if end - at <= MAX_CHUNK else _pieces.__wrapped__(chunk):
            add(_new(Token, (at + low, at + high, kind, piece)))
    return _with_codes(text, out) if "/" in text or "-" in text else out


@lru_cache(maxsize=MAX_CHUNKS)
def _pieces(chunk: str) -> tuple[Token, ...]:
    """Tokens of a chunk between white space, by itself: no sign reaches over white space, but for those of codes."""
    kinds = {"address": Kind.ADDRESS, "number": Kind.NUMBER, "word": Kind.WORD}
    found = (Token(m.start(), m.end(), kinds[m.lastgroup or ""], m[0]) for m in _TOKEN.finditer(chunk))
    return tuple(t for t in found if t.kind != Kind.WORD or t.text in LONE_SIGNS or _HAS_LETTER.search(t.text))


def _with_codes(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens, the letters of document numbers among them told from words; changes `tokens`."""
    codes = [m.span() for m in _CODE_CHUNK.finditer(text) if "/" in m[0]] if "/" in text else []
    for low, high in codes:
        first = bisect_left(tokens, low, key=lambda t: t.start)
        for i in range(first, bisect_left(tokens, high, key=lambda t: t.start)):
            token = tokens[i]
            if token.kind == Kind.WORD and _SIGN.fullmatch(token.text) is not None:
                tokens[i] = token._replace(kind=Kind.CODE)
    for low, high in _joined(text):
        for i in range(*(bisect_left(tokens, at, key=lambda t: t.start) for at in (low, high))):
            tokens[i] = tokens[i]._replace(kind=Kind.CODE)
    return tokens


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Where abbreviations that are joined stand, beside words in small letters."""
    done = 0
    for stroke in _STROKE.finditer(text):
        at = stroke.start()
        m = _JOINED.search(text, max(done, at - NEAR), at + NEAR) if at >= done else None
        if m is not None and m.start() < at < m.end():
            done = m.end()
            before, after = text[max(0, m.start() - NEAR) : m.start()], text[done : done + NEAR]
            if _SMALL.search(before.rpartition("\n")[2]) or _SMALL.search(after.partition("\n")[0]):
                yield m.span()


class Gap(IntEnum):
    """What stands between two tokens, as the context model sees it."""

    SPACE = 0
    NONE = 1
    BREAK = 2
    COMMA = 3
    STOP = 4
    SEMICOLON = 5
    COLON = 6
    DASH = 7
    SLASH = 8
    OPEN = 9
    CLOSE = 10
    QUOTE = 11
    OTHER = 12


# fmt: off
_GAP_SIGNS = {
    ",": Gap.COMMA,  ".": Gap.STOP,  "…": Gap.STOP,  ";": Gap.SEMICOLON,  ":": Gap.COLON,
    "-": Gap.DASH,   "–": Gap.DASH,  "—": Gap.DASH,  "/": Gap.SLASH,
    "(": Gap.OPEN,   "[": Gap.OPEN,  ")": Gap.CLOSE, "]": Gap.CLOSE,
    '"': Gap.QUOTE,  "“": Gap.QUOTE, "”": Gap.QUOTE, "'": Gap.QUOTE, "‘": Gap.QUOTE, "’": Gap.QUOTE,
}
# fmt: on


def gap_after(gap: str) -> Gap:
    r"""What follows a token, from the text up to the next one.

    >>> gap_after(", "), gap_after(" "), gap_after("\n\n"), gap_after("")
    (<Gap.COMMA: 3>, <Gap.SPACE: 0>, <Gap.BREAK: 2>, <Gap.NONE: 1>)
    """
    if gap == " ":
        return Gap.SPACE
    signs = gap.strip()
    if not signs:
        return Gap.BREAK if gap.count("\n") > 1 else Gap.SPACE if gap else Gap.NONE
    return _GAP_SIGNS.get(signs[0], Gap.OTHER)


def gap_before(gap: str) -> Gap:
    r"""What precedes a token, from the text since the last one.

    >>> gap_before(". ("), gap_before("\n- ")
    (<Gap.OPEN: 9>, <Gap.DASH: 7>)
    """
    return Gap.SPACE if gap == " " else gap_after(gap.rstrip()[-1:] or gap)
