"""Signs of bodies in document numbers, and the names that they stand for.

In: a sign (``UBND``, ``BTGTU``) and names; out: the initials of a name, whether a sign is of it, a sign with the marks of its
letters, and the name of the list that a sign stands for where the text names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex
from rapidfuzz.distance import Hamming, Levenshtein

from vndoc.document import Number
from vndoc.resources import table
from vndoc.structure.shapes import key

SHORTEST = 3
"""Letters of the shortest sign that a name is looked up for."""
LETTERS_PER_ERROR = 3
"""Letters of a name for one that may be wrong, where the sign is of the name."""

_PART = regex.compile(r"\p{L}[\p{L}\d.]*")
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


def spelled_sign(number: Number, kinds: Sequence[str], names: Sequence[str]) -> Number:
    """A number whose sign has the letters of the kind's and the issuer's: ``HDND`` under HỘI ĐỒNG NHÂN DÂN.

    Args:
        number: as it was read.
        kinds: signs of the kind that the title names.
        names: signs of the bodies that issued it; the sign may be the beginning of one.

    >>> spelled_sign(Number("14/2019/NQ-HDND", "14", 2019, "NQ", "HDND"), ["NQ"], ["HĐNDTCS"])
    Number(raw='14/2019/NQ-HĐND', n='14', year=2019, kind='NQ', issuer='HĐND')
    >>> spelled_sign(Number("/CI-Bcr", None, None, None, "CI-Bcr"), ["CT"], ["BCT"])
    Number(raw='/CT-BCT', n=None, year=None, kind='CT', issuer='BCT')
    """
    parts = [part for part in (number.kind, *(number.issuer or "").split("-")) if part]
    spelled = [_spelled(part, names, SHORTEST) for part in parts]
    if parts and kinds != ["CV"]:
        spelled[0] = _spelled(parts[0], kinds, SHORTEST - 1)
    raw = number.raw
    for old, new in zip(parts, spelled, strict=True):
        at = raw.find(old, 0 if old is parts[0] else raw.find(spelled[0]) + len(spelled[0]))
        raw = raw[:at] + new + raw[at + len(old) :] if at >= 0 else raw
    named = bool(number.kind) or (len(spelled) > 1 and spelled != parts and spelled[0] in kinds)
    return Number(raw, number.n, number.year, spelled[0] if named else None, "-".join(spelled[named:]) or None)


def _spelled(part: str, signs: Sequence[str], least: int) -> str:
    """A part of a sign as one of some signs has it: its marks lost, or a letter misread where it is no sign that is known."""
    for sign in signs:
        if key(sign).startswith(key(part)):
            return sign[: len(part)]
    if part in _known() or len(part) < least:
        return part
    return next((s for s in signs if len(part) == len(s) and Hamming.distance(key(part), key(s)) == 1), part)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Signs of kinds and bodies."""
    bodies = {row[0] for name in ("issuers", "abbreviations") for row in table(name)}
    return frozenset(row[1] for row in table("kinds")) | bodies


_LEVELS = frozenset({"TINH", "HUYEN", "QUAN", "XA", "PHUONG", "THANH PHO", "THI XA", "THI TRAN", "TRUNG UONG", "VIET NAM"})
"""Where a body stands, printed behind its name and left out of its sign."""


def spelled_by_sign(name: str, sign: str) -> str:
    """The name of a body as the list has it, where a sign is of that name and the name was read nearly so.

    >>> spelled_by_sign("BỘ TẾ", "BYT"), spelled_by_sign("BỘ GIÁO DỤC ĐÀO TẠO", "BGDĐT"), spelled_by_sign("SỞ Y TẾ", "BYT")
    ('BỘ Y TẾ', 'BỘ GIÁO DỤC VÀ ĐÀO TẠO', 'SỞ Y TẾ')
    >>> spelled_by_sign("HỘI LIÊN HIỆP PHỤ NỮ TỈNH", "HLHPN")
    'HỘI LIÊN HIỆP PHỤ NỮ TỈNH'
    """
    k, wanted = key(name), key(sign)
    if len(wanted) < SHORTEST:
        return name
    near = ((Levenshtein.distance(k, key(listed)), listed) for short, listed in _names() if short == wanted)
    errors, listed = min(near, default=(len(k), name))
    if k.startswith(key(listed) + " ") and k[len(listed) + 1 :] in _LEVELS:
        return name
    return listed if 0 < errors <= len(listed) // LETTERS_PER_ERROR and k[0] == key(listed)[0] else name


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
