"""Documents that a reference names: by number, by title, or as this one (``Nghị định này``).

By number is ``Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị``, by title ``Luật Đất đai năm 2013``, ``Hiến pháp``.
In: a text and a place in it; out: the documents, each with kind, title, number, date and issuer as far as they are printed.
Titles of laws are a closed list (``dictionaries/laws.tsv``); ``Luật sửa đổi, bổ sung một số điều của`` goes before them.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

import regex

from vndoc.resources import table
from vndoc.structure.cited_issuers import issuer_end
from vndoc.structure.cited_units import COUNTED
from vndoc.structure.numbers import find_number

_BESIDE = ("Văn bản", "Cương lĩnh", "Văn kiện", "QCVN", "TCVN", "Quy chuẩn", "Công ước", "Hiệp định", "Hiệp ước")
_SHORT = {"nđ": "Nghị định", "qđ": "Quyết định", "nq": "Nghị quyết", "tt": "Thông tư", "ct": "Chỉ thị"}
_STANDARD = re.compile(r"\s?(?P<number>\d{1,5}(?:-\d{1,3})*\s?:\s?\d{4}(?:/[A-ZĐ]+)?)")
_KINDS = {name.lower(): name for name in (*(row[0] for row in table("kinds")), *_BESIDE)} | _SHORT
KINDS = tuple(sorted(_KINDS, key=len, reverse=True))
"""Kinds of documents in small letters, the longest first."""

_SHARED = {"bộ", "văn", "bản", "giấy", "báo", "phiếu", "lời", "thư", "công", "chương", "kế", "dự"}
"""First words of kinds that names of bodies have too."""
_FIRST_WORDS = frozenset(kind.split()[0] for kind in KINDS) - _SHARED
_KIND = re.compile(rf"(?P<kind>{'|'.join(KINDS)})(?!\w)")
_LAWS = ("luật", "bộ luật", "pháp lệnh")
_AMENDING = re.compile(
    r"\s(?P<title>sửa đổi,?(?: và)? bổ sung (?:một số (?:điều|nội dung)|(?:các )?điều [\d, và]+|\w+ điều) (?:của )?(?:các )?)"
    r"(?=(?:bộ luật|luật|pháp lệnh)\s)"
)
_MORE_LAWS = re.compile(r"(?:,| và)\s(?=(?:bộ luật|luật|pháp lệnh)\s)")
_CHARTER = re.compile(
    r"\s(?P<title>đảng(?: cộng sản việt nam)?|đoàn(?: thanh niên cộng sản hồ chí minh| tncs hồ chí minh)?"
    r"|công đoàn(?: việt nam)?|mặt trận tổ quốc(?: việt nam)?"
    r"|hội (?:nông dân|cựu chiến binh|liên hiệp phụ nữ|liên hiệp thanh niên)(?: việt nam)?)(?!\w)"
)
_CARRYING_OUT = re.compile(r"\sthi hành điều lệ đảng(?!\w)")
_STATE = re.compile(r"\s(?:của )?nước cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam(?!\w)")
_NUMERAL = r"(?:\d{1,2}|[ivx]{1,6})(?!\w)"
_MEETING = re.compile(
    rf"\s(?P<title>(?:đại hội|hội nghị|trung ương)(?:\s(?:đại biểu|phụ nữ|nông dân|công đoàn|đoàn|toàn quốc|toàn thể"
    rf"|lần thứ|lần|thứ|đảng bộ|đảng|của đảng|tỉnh|thành phố|huyện|ban chấp hành|trung ương|khóa|khoá|nhiệm kỳ|{_NUMERAL}"
    rf"|\((?:khóa|khoá) {_NUMERAL}\)|\d{{4}}\s?[-–]\s?\d{{4}}))+)"
)
_BETWEEN = re.compile(
    r"(?:,?\s(?:thẩm tra|tiếp thu|giải trình|thẩm định|kết luận|giám sát|kiểm tra|thanh tra|chỉ đạo|hỏa tốc|hoả tốc|khẩn)){1,2}"
    r"(?=\ssố\s?:?\s?\d)"
)
"""What a document is called between its kind and its number: ``Báo cáo thẩm tra số …``."""
_SIGNED = regex.compile(
    r"""
    (?: \s | :\s(?=(?i:số)) ) (?P<so> (?i:số) \s? [:.]? \s? )?
    (?: (?P<number> \d[\d\s]{0,4}\d?(?:\.\d{1,2})?[a-zA-Z]?
            (?: [.…]{0,3}\s?[-–/]\s? | \s(?=\p{Lu}{2,4}[-/]\p{Lu}) ) (?:(?:19|20)\d\d \s?/\s? )? \p{Lu}[\p{L}\d]*
            (?: (?:[-–/.]\s?|\s[-–/]\s?) \p{Lu}[\p{L}\d]* )* )
      | (?P<plain> \d{1,4}[a-z]? (?: /(?:19|20)\d\d )? (?!\w|[,.\-–]\d|\s?[/\-–]) )
    )
    """,
    regex.VERBOSE,
)
_ANOTHER = re.compile(r"(?:\s?[,;](?:\svà)?|\s(?:và|hoặc))(?:\scác)?(?=\s(?:số\s?:?\s?)?\d)")
_DATE = re.compile(
    r",?\s?\(?(?:được )?(?:thông qua |ban hành |ký )?,?\s?"
    r"(?:ngày\s?(?:(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\stháng\s(?P<m2>\d{1,2}),?\snăm\s(?P<y2>\d{4}))|tháng\s(?P<m3>\d{1,2})(?:\snăm\s|/)(?P<y3>\d{4}))(?!\d)"
)
_REVISED = re.compile(r"\s(?:\(sửa đổi\)|sửa đổi)(?=,?\s(?:năm|ngày)\s?\d)")
_YEAR = re.compile(r",?(?:\s?\(|\s)(?:năm\s)?(?P<y>(?:19|20)\d\d)(?![\w/\-–]|[.,]\d|\s?[-–]\s?\d)\)?")
_OF = re.compile(r",?\scủa(?=\s)")
_THIS = re.compile(r"\s(?:này)(?!\w)")
_PLAIN_GOES_ON = re.compile(r",?\s(?:của|về|ngày(?=\s\d)|khóa|khoá|năm(?=\s\d))\s")
_SPACED = re.compile(r"[.…\s]*([-–/])\s*")
_COUNTABLE = ("nghị quyết", "chỉ thị", "nghị định", "thông tư", "kết luận", "quyết định", "công điện")
_SPELT = (("uỷ", "ủy"), ("oá", "óa"), ("oà", "òa"), ("oả", "ỏa"), ("sỹ", "sĩ"))


def _spelt(text: str) -> str:
    """One way to set tones, letter by letter."""
    for one, other in _SPELT:
        text = text.replace(one, other)
    return text


def _titles() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for (name,) in sorted(table("laws"), key=lambda row: -len(row[0])):
        out.setdefault(_spelt(name).split(" ", 1)[0].rstrip(","), []).append(_spelt(name))
    return out


_TITLES = _titles()
_LONGEST_TITLE = max(len(row[0]) for row in table("laws"))
_WORD = re.compile(r"\s(\w+)")


class Named(NamedTuple):
    """A document that is named, with what is printed of it; `own`: this one. `start`, `end`: its place in the text.

    `alone`: its kind is enough of a name (``Hiến pháp``). `attached` is the kind of what is attached to it, where a reference
    is to that (``Quy chế ban hành kèm theo Quyết định …``).
    """

    kind: str
    title: str | None
    number: str | None
    date: str | None
    issuer: str | None
    own: bool
    start: int
    end: int
    attached: str = ""
    alone: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is told from others of its kind."""
        return self.own or self.number is not None or self.title is not None or self.alone


def kind_at(low: str, at: int) -> tuple[str, int] | None:
    """(kind, end) of the name of a kind that stands at a place."""
    m = _KIND.match(low, at)
    return (m["kind"], m.end()) if m else None


def _iso(year: str, month: str, day: str | None) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return date if day else date[:7]


def _law_title(low: str, at: int) -> int | None:
    """Where the title of a law ends that begins after a place."""
    first = _WORD.match(low, at)
    if first is None:
        return None
    rest = _spelt(low[at + 1 : at + 2 + _LONGEST_TITLE])
    for title in _TITLES.get(_spelt(first[1]), ()):
        if rest.startswith(title) and not rest[len(title) : len(title) + 1].isalnum():
            return at + 1 + len(title)
    return None


def _amending_title(low: str, at: int) -> int | None:
    """Where the title of a law ends that amends others."""
    m = _AMENDING.match(low, at)
    end: int | None = None
    at = m.end() if m else -1
    while at >= 0:
        kind = kind_at(low, at)
        stop = _law_title(low, kind[1]) if kind else None
        end = stop or end
        more = _MORE_LAWS.match(low, stop) if stop else None
        at = more.end() if more else -1
    return end


def _title(text: str, low: str, kind: str, start: int, at: int) -> int | None:
    """Where the title of a document ends that is named by it."""
    capital = text[start].isupper()
    if kind in _LAWS:
        end = _amending_title(low, at)
        return end or (_law_title(low, at) if capital else None)
    m = None
    if kind in ("quy định", "hướng dẫn"):
        m = _CARRYING_OUT.match(low, at)
        return m.end() if m and capital else None
    if kind == "điều lệ":
        m = _CHARTER.match(low, at)
    elif kind == "hiến pháp":
        m = _STATE.match(low, at)
    elif kind in ("nghị quyết", "văn kiện"):
        m = _MEETING.match(low, at)
        m = m if m and re.search(rf"\s{_NUMERAL}", m[0]) else None
    return m.end() if m and (kind == "hiến pháp" or text[m.start() + 1].isupper()) else None


class _Details(NamedTuple):
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    end: int = 0


def _number(text: str, low: str, kind: str, at: int) -> tuple[str, int] | None:
    if kind in ("qcvn", "tcvn"):
        standard = _STANDARD.match(text, at)
        return (standard["number"], standard.end()) if standard else None
    m = _SIGNED.match(text, at)
    if m is None:
        return None
    if m["number"]:
        parsed = find_number(m["number"], labelled=False)
        return _SPACED.sub(r"\1", parsed.raw if parsed and parsed.n else m["number"]), m.end()
    goes_on = _PLAIN_GOES_ON.match(low, m.end())
    begin = at - len(kind)
    capital = kind in _COUNTABLE and low.startswith(kind, begin) and text[begin].isupper() and not COUNTED.match(low, m.end())
    if ("/" in m["plain"] and m["so"]) or (goes_on and m["so"]) or capital:
        return m["plain"], m.end()
    return None


def _issuer(text: str, low: str, at: int) -> tuple[str, int] | None:
    m = _OF.match(low, at)
    end = issuer_end(text, low, m.end(), _FIRST_WORDS) if m else None
    return (text[m.end() + 1 : end].strip(" ,"), end) if m and end else None


def _details(text: str, low: str, kind: str, at: int, titled: bool) -> _Details:
    """Number, date and issuer, in any order, as far as they follow one another."""
    found = _Details(end=at)
    for _ in range(4):
        at = found.end
        if found.number is None and (number := _number(text, low, kind, at)):
            found = found._replace(number=number[0], end=number[1])
        elif found.date is None and (m := _DATE.match(low, at)):
            date = _iso(m["y"] or m["y2"] or m["y3"], m["m"] or m["m2"] or m["m3"], m["d"] or m["d2"])
            found = found._replace(date=date, end=m.end())
        elif found.date is None and (titled or found.number) and (m := _YEAR.match(low, at)):
            found = found._replace(date=m["y"], end=m.end())
        elif found.issuer is None and kind != "điều lệ" and (issuer := _issuer(text, low, at)):
            found = found._replace(issuer=issuer[0], end=issuer[1])
        else:
            break
    return found


def read_documents(text: str, low: str, at: int) -> tuple[list[Named], int] | None:
    """The documents that are named from a place on: several where numbers follow one kind.

    Args:
        text: a text.
        low: the same in small letters, place by place.
        at: where the kind begins.

    Returns:
        The documents in order, and where they end; None where no kind stands there. A kind alone is one that is not known.

    >>> [one], _ = read_documents(t := "Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị", t.lower(), 0)
    >>> one.number, one.date, one.issuer
    ('02-NQ/TW', '2021-06-12', 'Bộ Chính trị')
    """
    kind = kind_at(low, at)
    if kind is None:
        return None
    name, end = _KINDS[kind[0]], kind[1]
    if this := _THIS.match(low, end):
        return [Named(name, None, None, None, None, True, at, this.end())], this.end()
    between = _BETWEEN.match(low, end)
    end = between.end() if between else end
    titled = _title(text, low, kind[0], at, end)
    title = text[end:titled].strip() if titled and kind[0] != "hiến pháp" else None
    capital = text[at].isupper()
    revised = _REVISED.match(low, titled) if titled else None
    found = _details(
        text, low, kind[0], revised.end() if revised else titled or end, bool(titled) or (kind[0] == "hiến pháp" and capital)
    )
    if not titled and kind[0] in _LAWS and found.number is None and found.date is None:
        found = found._replace(issuer=None, end=end)
    known = found.number is not None or titled is not None or (kind[0] == "hiến pháp" and capital)
    if not known:
        return [Named(name, None, None, None, None, False, at, end)], end
    out = [Named(name, title, found.number, found.date, found.issuer, False, at, found.end, alone=kind[0] == "hiến pháp")]
    while found.number and (another := _ANOTHER.match(low, found.end)):
        found = _details(text, low, "", another.end(), False)
        if found.number is None:
            break
        out.append(Named(name, None, found.number, found.date, found.issuer, False, another.end() + 1, found.end))
    return out, out[-1].end
