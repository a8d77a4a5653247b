"""Document numbers and dates of the letterhead.

In: a line; out: its number with its parts, or its place and date. Numbers are kept as printed; a date with a gap that was
not filled in is None, one whose day was written by hand and cannot be read goes by its month. Patterns: ``n/KIND-BODY``
(state), ``n/BODY-UNIT`` (its letters), ``n/year/KIND-BODY`` (normative), ``n/year/QH12`` (laws), ``n-KIND/BODY`` (Party).
"""

from __future__ import annotations

import datetime
import unicodedata
from typing import NamedTuple

import regex

from vndoc.alphabet import TONES
from vndoc.document import Number
from vndoc.structure.lexicon import kind_signs
from vndoc.structure.shapes import key

_LABEL = r"""
    ^ \W{0,3} (?: (?: LUAT | PHAP\s*LENH | NGHI\s*QUYET | CV | CONG\s*VAN ) \s* )?
    (?: [S$§][O06] | [S$§38][O06]{1,2} (?=\s{0,2}[:;]) ) \s{0,2} [:;.,/]? \s* (?: S[O0] \s* [:.] \s* )?
"""
_SIGN = r"""
    (?P<n> [\d.…_\s]{0,12}?\d[\d\s]{0,6}[A-Z]? | [.…_\s]{0,20} | [^\s\d]?[^\s/]{1,7} ) \s*
    (?P<first> [-–/] | (?<=\d)(?:\s(?=\p{Lu}+\s*/\s*\p{Lu})|(?=\p{Lu}{2,}\s*/\s*\p{Lu})) ) \s* \(?
    (?: (?P<year> (?:19|20)\d\d ) \s*/\s* )?
    (?P<sign> \p{Lu}[\p{L}\d.]* (?: \s*[-–/]\s* \p{Lu}[\p{L}\d.]* )* )
"""
_NUMBER = regex.compile(_LABEL + _SIGN, regex.VERBOSE)
_BARE = regex.compile(r"^\W{0,2} (?: \p{L}{1,3} \s? [:;] \s* )?" + _SIGN + r"\W*$", regex.VERBOSE)
_TERM = regex.compile(r"\s(\d{1,2})\b")
_REPRINT = regex.compile(
    r"^\W* (?: CUA \s (?P<body> [^,\d]{3,60} ) \s )? (?P<number> SO \s* :? \s* \S+ ) (?: [\s,]* (?P<date> NGAY .* ) )? $",
    regex.VERBOSE,
)
_WRITTEN_DATE = regex.compile(r"^NGAY\s*(?P<d>\d{1,2})\s*(?:THANG|[/-])\s*(?P<m>\d{1,2})\s*(?:NAM|[/-])\s*(?P<y>\d{4})")
FIRST_YEAR = 1900
"""The earliest year that is taken for the year of a document."""

_STROKE = regex.compile(r"^/(?=\d$)")
"""A one written as a stroke that leans: ``/3``."""
_DIGIT_LIKE = str.maketrans("OoIl|", "00111")
_DATE = regex.compile(
    r"""
    ^ [\W_]{0,4} (?: (?P<place> \p{L}[\p{L}.\-\s]{1,30}? ) [\s,.;:]{1,4} )?
    NGA[YV] (?P<d> .{0,9}? )
    TH[AE]NG (?P<m> .{0,9}? )
    N[AĂ]M \s* (?P<y> (?:19|20)\d\d | \d{0,3} [\s.…_]* ) .{0,6} $
    """,
    regex.VERBOSE,
)
_PASSED = regex.compile(r"THONG QUA(?:\s\w+)?\s*NGAY\s*(?P<d>\d{1,2})\s*THANG\s*(?P<m>\d{1,2})\s*NAM\s*(?P<y>\d{4})")


def find_number(text: str, labelled: bool = True) -> Number | None:
    """The document number of a line.

    Args:
        text: the line.
        labelled: whether ``Số`` must stand before it.

    >>> find_number("Số: 03/2010/NĐ-CP")
    Number(raw='03/2010/NĐ-CP', n='03', year=2010, kind='NĐ', issuer='CP')
    >>> find_number("$6: 512/QĐ-UBND").raw
    '512/QĐ-UBND'
    >>> find_number("Số 37 - KH/ĐUK")
    Number(raw='37 - KH/ĐUK', n='37', year=None, kind='KH', issuer='ĐUK')
    >>> find_number("Số: 02../2010/TT-BTC").raw
    '02/2010/TT-BTC'
    >>> find_number("Số: 1234/SGDĐT-VP").kind
    >>> find_number("a: 10/2010/TT-BTC", labelled=False).raw
    '10/2010/TT-BTC'
    """
    k = key(text)
    m = _NUMBER.search(k) if labelled else _BARE.match(k)
    if m is None:
        return None
    sign = text[m.start("sign") : m.end("sign")].rstrip(".,;- ")
    sign = _untoned(sign)
    term = _TERM.match(text, m.end()) if labelled and sign.endswith(("QH", "UBTVQH")) else None
    sign += term[1] if term else ""  # the number of a National Assembly, printed apart
    n = m["n"].strip(" .…_") or None
    year = m["year"]
    joined = regex.fullmatch(r"(\d{1,4}) ((?:19|20)\d\d)", n or "")
    if n and not regex.fullmatch(r"\d[\d\s]*[A-Z]?", n):
        n = None
    before = text[m.start("n" if n else "first") : m.start("sign")].lstrip(" .…_")
    if joined and m["first"] == "/":  # a slash that was lost
        n, year = joined.groups()
        before = before.replace(joined[0], f"{n}/{year}", 1)
    raw = regex.sub(r"\s*[.…_]*\s*/\s*", "/", before + sign).replace("/(", "/")
    parts = [p for p in regex.split(r"\s*[-–/]\s*", sign) if p]
    kind = parts[0] if parts and (parts[0] in kind_signs() or key(parts[0]) in _SIGN_KEYS) else None
    head = parts[1:] if kind else parts
    if len(sign) < 2 or (n is None and kind is None and not (labelled and len(parts) > 1)):
        return None
    return Number(raw, n, int(year) if year else None, kind, "-".join(head) or None)


_SIGN_KEYS = frozenset(key(sign) for sign in kind_signs() if len(sign) > 1) | {"QDI", "PL", "TTLT"}


def _untoned(sign: str) -> str:
    """A sign without tone marks: signs are initials, which have none (``09-NQ/HỦ`` is ``HU`` misread)."""
    parts = unicodedata.normalize("NFD", sign)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))


def number_certainty(number: Number, text: str) -> float:
    """How sure a number is: handwriting shows by letters among its digits and by the gap that is left for it.

    >>> number_certainty(find_number("Số: 03/2010/NĐ-CP"), "Số: 03/2010/NĐ-CP")
    0.97
    >>> number_certainty(find_number("Số: 4Ó /QĐ-TTg"), "Số: 4Ó /QĐ-TTg")
    0.4
    """
    n = number.n or ""
    if not n or any(c.isalpha() for c in n):
        return 0.4
    labelled = regex.match(r"\W{0,3}(?:\p{L}+ )*[Ss$][ốỐoO06]{1,2}\b", text) is not None
    if not labelled or " " in n or regex.search(r"\d[\s.…_]+[/\d]|[ốỐ]\s?/", text):
        return 0.6
    return 0.97


def _digits(text: str) -> int | None:
    """The number that a part of a date is; None where it is a gap or no number."""
    part = _STROKE.sub("1", text.strip(" .…_,:;"))
    if len(part) > 1 and not any(c.isdigit() for c in part):
        return None
    figures = part.translate(_DIGIT_LIKE)
    return int(figures) if figures.isascii() and figures.isdigit() else None


def _iso(d: str, m: str, y: str) -> str | None:
    """The date in ISO 8601, by its month where a day is written that cannot be read; None where a gap was not filled."""
    if not d.strip(" .…_,:;"):
        return None
    day, month, year = _digits(d), _digits(m), _digits(y)
    if year is None or year < FIRST_YEAR or month is None or not 1 <= month <= 12:
        return None
    try:
        return datetime.date(year, month, day or 0).isoformat()
    except ValueError:
        return f"{year}-{month:02}"


def find_date(text: str) -> tuple[str | None, str | None] | None:
    """(place, ISO date) of a line of place and date; either may be None.

    >>> find_date("Hà Nội, ngày 05 tháng 3 năm 2020")
    ('Hà Nội', '2020-03-05')
    >>> find_date("Thanh Hóa, ngày    tháng 7 năm 2019")
    ('Thanh Hóa', None)
    >>> find_date("Hà Nội, ngày Qg tháng 01 năm 2010"), find_date("Căn cứ mực nước")
    (('Hà Nội', '2010-01'), None)
    """
    m = _DATE.search(key(text))
    if m is None:
        return None
    place = text[m.start("place") : m.end("place")].strip(" ,.;:-*_|") if m["place"] else None
    return place or None, _iso(m["d"], m["m"], m["y"].strip(" .…_"))


def date_certainty(text: str) -> float:
    """How sure the figures of a line of place and date are: handwriting shows by what is no digit among them.

    >>> date_certainty("Hà Nội, ngày 05 tháng 3 năm 2020"), date_certainty("Hà Nội, ngày /3 tháng 01 năm 2010")
    (0.95, 0.6)
    """
    m = _DATE.search(key(text))
    figures = [m[part].strip(" .…_,:;") for part in ("d", "m", "y")] if m else []
    day, month, _ = figures or ("1", "1", "")
    sure = all(part.isdigit() for part in figures) and 0 < int(day) <= 31 and 0 < int(month) <= 12
    return 0.95 if sure else 0.6


class Reprint(NamedTuple):
    """What the line under the title of a reprint says: the number, the ISO date, the body, and where the rest begins."""

    number: Number
    date: str | None
    body: str | None
    end: int


def find_reprint(text: str) -> Reprint | None:
    """The line under the title of a reprint.

    >>> find_reprint("CỦA CHÍNH PHỦ SỐ 94/1998/NĐ-CP NGÀY 17 THÁNG 11 NĂM 1998")[1:], find_reprint("VỀ SỬA ĐỔI SỐ 1")
    (('1998-11-17', 'CHÍNH PHỦ', 56), None)
    """
    k = key(text)
    m = _REPRINT.match(k)
    number = find_number(text[m.start("number") : m.end("number")]) if m else None
    if m is None or number is None:
        return None
    date = _WRITTEN_DATE.match(m["date"] or "")
    end = m.start("date") + date.end() if date else m.end("number")
    body = text[m.start("body") : m.end("body")] if m["body"] else None
    return Reprint(number, _iso(date["d"], date["m"], date["y"]) if date else None, body, end)


def passed_date(text: str) -> str | None:
    """The date of the closing sentence of a law (``… thông qua ngày 21 tháng 11 năm 2007``).

    >>> passed_date("kỳ họp thứ 2 thông qua ngày 21 tháng 11 năm 2007.")
    '2007-11-21'
    """
    m = _PASSED.search(key(text))
    return _iso(m["d"], m["m"], m["y"]) if m else None
