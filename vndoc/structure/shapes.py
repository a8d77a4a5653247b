"""What a line looks like: capitals, how it ends, how it begins, and its key without marks.

In: strings; out: questions answered. Keys are as long as the text they are made of, so that a match in the key gives the
place in the text.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from vndoc.alphabet import strip_marks
from vndoc.structure.hyphens import closed

CAPS_SHARE = 0.75
"""Share of upper-case letters from which a line counts as set in capitals; readers take single capitals for small letters."""

CACHE = 1 << 10
"""Lines, and parts of them, that are remembered: the modules ask the same of a line one after another."""

DASHES = "-–—−‐‑"
_SPACED = regex.compile(r"(?:\p{L}\s){2,}\p{L}")
_DIRT = regex.compile(r"""(?<=[.;:!?…]["”’)\]]*)\s[-–'’`~^|}\\⁄/.,_*]{1,3}\s*$""")
"""Signs that stand alone behind the end of a sentence: a speck, or the stroke of a pen."""
_SENTENCE_END = regex.compile(r"""[.;:!?…]["”’)\]]*\s*$|/\.$""")
_WIDE_SPACE = regex.compile(r"\s{2,}")
_LETTER = regex.compile(r"\p{L}")
_RULE = regex.compile(rf"[{DASHES}\s*_=.~]+")
_NUMBER_LINE = regex.compile(r"[^\p{L}\d]*\d{1,4}[^\p{L}\d]*|(?i:trang)\s*\d{1,4}(?:\s*/\s*\d{1,4})?")


@lru_cache(CACHE)
def key(text: str) -> str:
    """Upper-case form without marks, of the same length as the text.

    >>> key("Nơi nhận: Đảng uỷ")
    'NOI NHAN: DANG UY'
    """
    bare = strip_marks(text).upper()
    return bare if len(bare) == len(text) else "".join((strip_marks(c).upper() + "?")[0] for c in text)


@lru_cache(CACHE)
def is_caps(text: str) -> bool:
    """Whether a line is set in capitals.

    >>> is_caps("KẾ HOẠCH"), is_caps("Kế hoạch"), is_caps("12")
    (True, False, False)
    """
    capitals = sum(map(str.isupper, text))
    if capitals < 2:
        return False
    if capitals < CAPS_SHARE * (capitals + sum(map(str.islower, text))):
        return False
    return capitals >= CAPS_SHARE * sum(map(str.isalpha, text))


def unspaced(text: str) -> str:
    """A line printed with spaces between its letters, without them.

    >>> unspaced("N G H Ị  Đ Ị N H"), unspaced("K Ế HOẠCH")
    ('NGHỊ ĐỊNH', 'K Ế HOẠCH')
    """
    words = _WIDE_SPACE.split(text.strip())
    if all(_SPACED.fullmatch(w) for w in words):
        return " ".join(w.replace(" ", "") for w in words)
    return text


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or an item does.

    >>> ends_sentence("như sau:"), ends_sentence("Ban Thường vụ"), ends_sentence("giải quyết./.")
    (True, False, True)
    """
    return _SENTENCE_END.search(without_dirt(text[-40:])) is not None


def without_dirt(text: str) -> str:
    """A line without signs that stand alone behind the end of its sentence.

    >>> without_dirt("chưa được giải quyết. -"), without_dirt("hàng tháng. }⁄"), without_dirt("giải quyết ./.")
    ('chưa được giải quyết.', 'hàng tháng.', 'giải quyết ./.')
    """
    return text if text[-1:].isalnum() else str(_DIRT.sub("", text))


def starts_lower(text: str) -> bool:
    """Whether the first letter of a line is small.

    >>> starts_lower("ủy, Ban"), starts_lower("- Ban"), starts_lower("(sau đây")
    (True, False, True)
    """
    m = _LETTER.search(text)
    return m is not None and m[0].islower()


def is_rule(text: str) -> bool:
    """Whether a line holds nothing but a drawn rule or a star.

    >>> is_rule("-----"), is_rule("*"), is_rule("- Ban")
    (True, True, False)
    """
    return _RULE.fullmatch(text) is not None


def is_number_line(text: str) -> bool:
    """Whether a line holds a lone number, as page numbers do.

    >>> is_number_line("- 2 -"), is_number_line("2)"), is_number_line("1. Mục")
    (True, True, False)
    """
    return _NUMBER_LINE.fullmatch(text.strip()) is not None


def joined(lines: list[str]) -> str:
    """Lines of a paragraph as one; codes and words broken at a line's end are closed up.

    >>> joined(["Nghị quyết số 02-", "NQ/TW của Bộ"]), joined(["năm 2001 -", "2005"]), joined(["116-KH/", "TU"])
    ('Nghị quyết số 02-NQ/TW của Bộ', 'năm 2001 - 2005', '116-KH/TU')
    """
    parts: list[str] = []  # each closed up; they are put together once, a long paragraph has thousands
    for line in lines:
        text = line.strip()
        if not text:
            continue
        whole = closed(parts[-1], text) if parts else None
        if whole is None:
            parts.append(text)
        else:
            parts[-1] = whole
    return " ".join(parts)
