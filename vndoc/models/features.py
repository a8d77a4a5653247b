"""A string's features: hashed character n-grams and its shape. The same function trains and runs.

In: a token's text; out: row numbers of the encoder's tables. 2- and 3-grams are taken as read (case and odd signs tell
readers apart), 1- and 4-grams, the whole form and its ends lower-cased. 2**15 rows of 160 bytes are 5 MB; n-grams that share
a row are told apart by the others of their token.
"""

from __future__ import annotations

from zlib import crc32

ROWS = 1 << 15
"""Rows of the n-gram table."""

MAX_LENGTH = 14
"""Characters of a token that are looked at: a damaged syllable has 10 at most, and longer strings are told by their start."""

MAX_KEPT = 64
"""Characters of a token that are kept: the shape looks at them, and caches hold no more of it."""

MAX_NGRAMS = 60
"""n-grams of the longest token."""

SHORT_NUMBER = 3
"""Digits of the longest number that is looked up by itself: ``là`` is read as 13, ``lối`` as 161."""

SHAPES = 16
"""Rows of the shape table."""


def ngrams(text: str, rows: int = ROWS) -> list[int]:
    """Rows of an n-gram table of so many rows for a token, in a fixed order, repetitions kept.

    >>> len(ngrams("quyét")) == len(set(ngrams("quyét")))
    True
    """
    text = text[:MAX_LENGTH]
    lower = text.lower()[:MAX_LENGTH]  # some capitals have two small letters
    raw, low = f"^{text}$", f"^{lower}$"
    grams = [f"w{lower}", f"p{lower[:3]}", f"s{lower[-3:]}"]
    grams += [raw[i : i + 2] for i in range(len(raw) - 1)]
    grams += [raw[i : i + 3] for i in range(len(raw) - 2)]
    grams += [f"1{c}" for c in lower]
    grams += [f"4{low[i : i + 4]}" for i in range(len(low) - 3)]
    return [crc32(g.encode("utf-8", "surrogatepass")) % rows for g in grams]


def shape(text: str) -> int:
    """Row of the shape table: how a token is cased, and whether it holds digits or odd signs.

    >>> shape("Đảng"), shape("ĐẢNG"), shape("đảng"), shape("s6")
    (1, 2, 0, 4)
    """
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    case = 3
    if upper == 0:
        case = 0
    elif upper == len(letters) and upper > 1:
        case = 2
    elif letters[0].isupper() and upper == 1:
        case = 1
    digits = any(c.isdigit() for c in text)
    odd = any(not c.isalnum() for c in text)
    return case + 4 * digits + 8 * odd


def normal_form(text: str, is_number: bool) -> str:
    """The string that stands for a token: numbers share one entry a shape, but for the short ones that words are misread as.

    >>> normal_form("2021", True), normal_form("13", True), normal_form("s6", False)
    ('0000', '13', 's6')
    """
    if not is_number or (len(text) <= SHORT_NUMBER and text.isdigit()):
        return text[:MAX_KEPT]
    return "".join("0" if c.isdigit() else c for c in text[:MAX_LENGTH])
