"""Signs of bodies in document numbers, and the names that they stand for.

In: a sign (``UBND``, ``BTGTU``) and names; out: the initials of a name, whether a sign is of it, a sign with the marks of its
letters, and the name of the list that a sign stands for where the text names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from vndoc.document import Number
from vndoc.resources import table
from vndoc.structure.shapes import key

SHORTEST = 3
"""Letters of the shortest sign that a name is looked up for."""

_LETTERS = regex.compile(r"\p{Lu}{2,}")
_SMALL_WORDS = frozenset({"VA", "CUA", "-", "–", "NUOC CHXHCN"})
_ABOVE = regex.compile(r"(?:TW|TU|THU|TXU|HU|QU|DU|DUK)?")
"""What stands behind the sign of a Party body: the committee that it belongs to."""
_LEVEL = regex.compile(r"\s(TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|XÃ|PHƯỜNG)\b")


def initials(name: str) -> str:
    """The initials of a body's name, as its sign has them.

    >>> initials("BỘ THÔNG TIN VÀ TRUYỀN THÔNG"), initials("ỦY BAN DÂN TỘC")
    ('BTTTT', 'UBDT')
    >>> initials("HỘI ĐỒNG NHÂN DÂN")
    'HĐND'
    """
    words = [word for word in regex.findall(r"\p{L}+", name.upper()) if key(word) not in _SMALL_WORDS]
    return "".join("Đ" if word[0] == "Đ" else key(word[0]) for word in words)


def is_sign_of(name: str, number: Number | None) -> bool:
    """Whether the sign of a number begins with the initials of a name."""
    sign = key(number.issuer or "") if number else ""
    return len(sign) > 1 and sign.split("-")[0] == key(initials(name))


def spelled_sign(number: Number, names: Sequence[str]) -> Number:
    """A number whose sign has the letters of some signs and names with their marks: ``HDND`` under HỘI ĐỒNG NHÂN DÂN.

    >>> spelled_sign(Number("14/2019/NQ-HDND", "14", 2019, "NQ", "HDND"), ["HĐNDTCS"])
    Number(raw='14/2019/NQ-HĐND', n='14', year=2019, kind='NQ', issuer='HĐND')
    """

    def mended(text: str) -> str:
        for part in _LETTERS.findall(text):
            name = next((name for name in names if key(name).startswith(part)), part)
            text = text.replace(part, name[: len(part)])
        return text

    kind, issuer = (part and mended(part) for part in (number.kind, number.issuer))
    return Number(mended(number.raw), number.n, number.year, kind, issuer)


@lru_cache(maxsize=1)
def _names() -> list[tuple[str, str]]:
    """(initials, name) of the bodies of the list whose names have several words."""
    return [(key(initials(row[0])), row[0]) for row in table("organisations") if " " in row[0]]


def name_of_sign(sign: str, text: str) -> str | None:
    """The name that a sign stands for, with its level, where a text in capitals names it.

    >>> name_of_sign("BTGTU", "THEO ĐỀ NGHỊ CỦA BAN TUYÊN GIÁO TỈNH UỶ"), name_of_sign("LĐLĐ", "LIÊN ĐOÀN LAO ĐỘNG TỈNH")
    ('BAN TUYÊN GIÁO', 'LIÊN ĐOÀN LAO ĐỘNG TỈNH')
    """
    first, k = key(sign).split("-")[0], key(text)
    named = []
    for short, name in _names():
        if len(first) >= SHORTEST and first.startswith(short) and _ABOVE.fullmatch(first, len(short)):
            at = k.find(key(name))
            if at >= 0:
                level = _LEVEL.match(text, at + len(name)) if first == short else None
                named.append((k.count(key(name)), len(name), name + (f" {level[1]}" if level else "")))
    return max(named)[2] if named else None
