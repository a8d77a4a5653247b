"""Units that a reference names: ``các điểm a, b và c khoản 1 Điều 5``, ``từ Điều 5 đến Điều 9``, ``Mục 3 Chương VI``.

In: a text and a place in it; out: the units, each as the way to it from the top, with its own words. A unit stands in the
next higher one named after it, so that lists and chains are read from their end; a chain the other way round (``Điều 5,
khoản 2``) is turned. Numbers are those of ids; that of ``này`` is "".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from vndoc.structure.ids import number_of
from vndoc.structure.markers import LETTERS, roman_value

LONGEST_RANGE = 150
"""Units of a range that are named one by one; of a longer one the ends are."""

WORDS = {
    "tiết": "letter",
    "điểm": "point",
    "khoản": "clause",
    "điều": "article",
    "tiểu mục": "subsection",
    "mục": "section",
    "chương": "chapter",
    "phần": "part",
    "mẫu số": "form",
    "mẫu": "form",
    "mẫu biểu số": "form",
    "biểu mẫu số": "form",
    "biểu số": "form",
    "phụ lục": "annex",
}
"""Words for units, the lowest first, and their levels; forms are annexes, or stand in them."""

_RANKS = {level: n for n, level in enumerate(dict.fromkeys(WORDS.values()))}
_ROMAN = r"[ivxl]{1,7}[a-z]?(?!\w)"
_DIGITS = r"\d{1,3}[a-zđ]?(?![\w/]|\.\d|,\d(?!\d*(?:,\d+)*\s(?:và|khoản|điều)\s))"
_OUTLINE = r"(?:\d{1,2}|[ivxl]{1,6}|[a-h])(?:\.\d{1,2}){0,3}(?!\w|[./]\d)"
_COUNTED_OUT = r"(?:một|hai|ba|bốn)(?=[),;]|\s(?:của |hướng|thông tư|quy|nghị))"
_NUMBERS = {
    level: re.compile(rf"(?P<here>này(?!\w))|(?P<n>{number})")
    for level, number in {
        "letter": r"(?:[a-zđ]|\d{1,2})(?:\.\d{1,2})*\b",
        "point": r"(?:[a-zđ]\d{0,2}(?!\w|/)|\d{1,2}(?:\.\d{1,2}){0,3}(?!\w|[,/]\d))",
        "clause": rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?![\w.]|,\d)|{_DIGITS})",
        "article": _DIGITS,
        "subsection": _OUTLINE,
        "section": _OUTLINE,
        "chapter": rf"(?:{_ROMAN}|{_DIGITS})",
        "part": rf"(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)|{_COUNTED_OUT}"
        rf"|{_ROMAN}|\d{{1,2}}(?!\w|[.,/]\d)|[a-h](?!\w))",
        "form": r"(?:[a-zđ]{1,6}[-–.])?[a-z]?\d{1,3}[a-zđ]?(?:[-–./]?[a-zđ\d]+)*(?!\w|[,]\d)",
        "annex": rf"(?:số )?(?:{_ROMAN}|\d{{1,3}}[a-z]?(?!\w)|[a-z](?!\w))"
        r"(?:[-–./](?:[ivxl]{1,6}|\d{1,2}|[a-z])(?!\w))*(?!/)",
    }.items()
}
_WORD = re.compile(rf"(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})(?:(?<=số):)?\s")
_NEXT = re.compile(
    r"(?P<range>,?\s(?:cho )?(?:đến|tới)(?: hết)?\s|\s?[-–]\s?)"
    r"|(?:\)?\s?[,;](?:\s(?:và|hoặc))?|\)?\s(?:và/hoặc|và|hoặc|hay))\s(?:các\s|cả\s)?"
    r"|,(?=\d)"
)
_JOIN = re.compile(
    r"\)?(?P<sep>\s?[,;]?(?:\s(?:và/hoặc|và|hoặc|hay))?)(?P<inside>\s\((?=điểm|khoản))?(?(inside)|\s)"
    r"(?:(?:quy định )?(?:tại|của|trong|thuộc|ở|từ|vào sau|vào|sau)\s)?(?:các\s|cả\s|từ\s)*"
)
_HARD = ("và", "hoặc", "hay", ";")
_OF_OUTLINES = ("section", "subsection")
_COUNTS = ("một", "hai", "ba", "bốn")
_INSIDE = "("
_LETTERED = re.compile(r"\([a-zđ]\)")
_UNNUMBERED = re.compile(
    r"(?=\s\(?(?:được )?(?:ban hành |đính )?kèm(?: theo)?\s"
    r"|\s(?:của )?(?:luật|nghị định|nghị quyết|thông tư|quyết định)\s(?:số|này|\d))"
)
COUNTED = re.compile(
    r"\s(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|usd|%|phần trăm|tháng|năm|ngày|giờ|tuần|người|lần|tuổi|kg|tấn|ha|km|m2|mét|bộ"
    r"|cơ quan|đơn vị|trường hợp|nhóm|loại|mức|bản|trang|xã|huyện|tỉnh|thôn|hộ|con|cái|tế|kiến)(?!\w)|\s?%"
)
_NOT_AFTER = {
    "point": {
        "thời",
        "địa",
        "quan",
        "trọng",
        "thí",
        "đặc",
        "ưu",
        "nhược",
        "cao",
        "yếu",
        "giao",
        "chấm",
        "cho",
        "khuyết",
        "luận",
    },
    "clause": {"tài", "điều", "ngân"},
    "section": {"danh", "hạng", "chuyên", "đề", "tiểu"},
    "part": {"cổ", "thành", "học", "một", "góp", "gói", "hai", "phân"},
    "chapter": {"huy", "văn", "hiến", "huân"},
    "letter": {"chi", "thời", "số", "trinh"},
    "article": {"điểm"},
}
"""Words that are one with the word for a unit: ``thời điểm``, ``tài khoản``, ``danh mục``, ``cổ phần``."""


class Unit(NamedTuple):
    """A unit: levels and numbers from the highest to its own, and the place of the words that name it alone."""

    path: tuple[tuple[str, str], ...]
    start: int
    end: int


class _Item(NamedTuple):
    number: str
    start: int
    end: int


class _Group(NamedTuple):
    """Units of one level that are named together; `sep` is what stands before them, `rank` how high they are."""

    level: str
    items: list[_Item]
    sep: str
    rank: float

    @property
    def hard(self) -> bool:
        return self.sep.strip(" ,").startswith(_HARD)


def _number(level: str, printed: str, low: str) -> str | None:
    """A printed number as ids have it; None where it is none."""
    if level == "annex" and low.startswith("số "):
        printed, low = printed[3:], low[3:]
    if low.startswith("thứ "):
        return number_of(level, low[4:])
    if low in _COUNTS:
        return str(_COUNTS.index(low) + 1)
    if level == "form" or low[0].isdigit():
        return low.lstrip("0") or None
    if level in ("point", "letter"):
        return low
    head, dot, tail = printed.partition(".")
    if not head.isupper() and not (len(printed) > 1 and printed[:-1].isupper() and level == "chapter"):
        return None
    value = roman_value(head)
    return f"{value or head.lower()}{dot}{tail}"


def _after(text: str, low: str, level: str, at: int) -> tuple[str, int] | None:
    """(number, end) of a number of a level at a place."""
    m = _NUMBERS[level].match(low, at)
    if m is None:
        return None
    if m["here"]:
        return "", m.end()
    number = _number(level, text[at : m.end()], m["n"])
    lettered = _LETTERED.match(low, m.end()) if level == "clause" else None
    if number and lettered:
        return number + lettered[0], lettered.end()
    return (number, m.end()) if number else None


def _between(level: str, first: str, last: str) -> list[str]:
    """The numbers between the two ends of a range."""
    if level == "point" and first in LETTERS and last in LETTERS:
        found = [*LETTERS[LETTERS.find(first) + 1 : LETTERS.find(last)]]
    elif first.isdigit() and last.isdigit():
        found = [str(n) for n in range(int(first) + 1, min(int(last), int(first) + LONGEST_RANGE + 2))]
    else:
        return []
    return found if len(found) <= LONGEST_RANGE else []


def _rises(level: str, first: str, last: str) -> bool:
    if level == "point":
        return first in LETTERS and last in LETTERS and LETTERS.find(first) < LETTERS.find(last)
    return first.isdigit() and last.isdigit() and int(first) < int(last)


def _group(text: str, low: str, at: int, sep: str) -> tuple[_Group, int] | None:
    """Units of one level that begin at a place, and where they end."""
    m = _WORD.match(low, at)
    if m is None:
        return None
    word, level = m["word"], WORDS[m["word"]]
    first = _after(text, low, level, m.end())
    if first is None and level == "annex" and _UNNUMBERED.match(low, m.end() - 1):
        first = "1", m.end() - 1
    if first is None or (level in ("point", "clause", "form") and COUNTED.match(low, first[1])):
        return None
    items, end = [_Item(first[0], at, first[1])], first[1]
    while first[0] and (step := _NEXT.match(low, end)):
        begin = step.end()
        named = low.startswith(word + " ", begin)
        more = _after(text, low, level, begin + len(word) + 1 if named else begin)
        ranged = step["range"]
        if more is None or not more[0] or (not named and COUNTED.match(low, more[1])):
            break
        if (
            ranged
            and not _rises(level, items[-1].number, more[0])
            and not step["range"].strip(" ,").startswith(("đ", "t", "c"))
        ):
            break
        if ranged:
            items += [_Item(n, step.start(), step.start()) for n in _between(level, items[-1].number, more[0])]
        items.append(_Item(more[0], begin, more[1]))
        end = more[1]
    return _Group(level, items, sep, _RANKS[level]), end


def _groups(text: str, low: str, at: int) -> tuple[list[_Group], int]:
    found: list[_Group] = []
    end, sep = at, ""
    while one := _group(text, low, at, sep):
        found.append(one[0])
        end = one[1]
        join = _JOIN.match(low, end)
        if join is None:
            break
        at, sep = join.end(), _INSIDE if join["inside"] else join["sep"]
    return _ranked(found), end


def _ranked(groups: list[_Group]) -> list[_Group]:
    """Groups with the ranks that they have beside one another: ``mục II, Điều 1`` and ``Mẫu số 1 Chương II`` go upwards."""
    out = list(groups)
    for n, (one, other) in enumerate(pairwise(groups)):
        if other.hard:
            continue
        if one.level in _OF_OUTLINES and other.level == "article":
            out[n + 1] = other._replace(rank=_RANKS["part"] + 0.5)
        elif one.level == "form" and other.level in (*_OF_OUTLINES, "chapter", "part"):
            out[n] = one._replace(rank=_RANKS["article"] + 0.5)
    return out


def _turned(groups: list[_Group]) -> list[_Group]:
    """Groups with the lowest first: a chain from the top down is turned round, as is what is added in brackets."""
    if any(group.sep == _INSIDE for group in groups):
        out: list[_Group] = []
        for group in groups:
            if group.sep == _INSIDE and out:
                above = out.pop()
                first = group.items[0]._replace(start=above.items[0].start)
                out += [group._replace(items=[first, *group.items[1:]], sep=above.sep), above._replace(sep="")]
            else:
                out.append(group)
        return out
    pairs = list(pairwise(groups))
    if pairs and all(b.rank < a.rank and not b.hard for a, b in pairs):
        return [group._replace(sep="") for group in reversed(groups)]
    return groups


def read_units(text: str, low: str, at: int) -> tuple[list[Unit], int] | None:
    """The units that are named from a place on.

    Args:
        text: a text.
        low: the same in small letters, place by place.
        at: where the word for a unit begins.

    Returns:
        The units in order, and where they end; None where none is named.

    >>> found, _ = read_units(t := "các điểm a, b khoản 1 và khoản 3 Điều 5", t.lower(), 4)
    >>> ["__".join(f"{level}_{n}" for level, n in unit.path) for unit in found]
    ['article_5__clause_1__point_a', 'article_5__clause_1__point_b', 'article_5__clause_3']
    """
    before = low[max(0, at - 8) : at].split()
    word = _WORD.match(low, at)
    if word is None or (before and before[-1] in _NOT_AFTER.get(WORDS[word["word"]], ())):
        return None
    printed, end = _groups(text, low, at)
    if not printed:
        return None
    groups = _turned(printed)
    turned = groups is not printed
    out: list[Unit] = []
    above: tuple[tuple[float, str, str], ...] = ()
    held = 0
    for n in range(len(groups) - 1, -1, -1):
        group = groups[n]
        above = tuple(step for step in above if step[0] > group.rank)
        way = tuple(step[1:] for step in above)
        before_it = groups[n - 1] if n else None
        holds = before_it is not None and before_it.rank < group.rank and not group.hard and before_it.items[0].number != ""
        items = group.items[1:] if holds else group.items
        close = held or group.items[-1].end
        for item in reversed(items):
            stop = max(close, item.end) if item is group.items[-1] else item.end
            number, _, letter = item.number.rstrip(")").partition("(")
            inner = (("point", letter),) if letter else ()
            out.append(Unit((*way, (group.level, number), *inner), item.start, stop))
        held = (close if len(group.items) == 1 else group.items[0].end) if holds else 0
        above = (*above, (group.rank, group.level, group.items[0].number))
        if before_it is not None and before_it.rank < group.rank and not holds:
            above = ()
    if turned:
        out = [unit._replace(start=at, end=end) for unit in out] if len(out) == 1 else out
    return out[::-1], end
