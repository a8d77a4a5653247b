"""Lines that hold both sides of a two-column head or foot, cut by what is printed on them.

In: the text of a line; out: its left and right side. Readers that know no columns, and plain text, give ``TỈNH AN GIANG Độc
lập - Tự do - Hạnh phúc`` and ``Nơi nhận: TM. CHÍNH PHỦ`` as one line.
"""

from __future__ import annotations

import regex

from vndoc.structure.headings import ABOUT, MOTTO, NATIONAL, PARTY, YOUTH
from vndoc.structure.lexicon import body_family, starts_position
from vndoc.structure.marks import find_mark
from vndoc.structure.names import find_name
from vndoc.structure.nearness import begins, may_hold
from vndoc.structure.shapes import CAPS_SHARE, DASHES, is_caps, key

_DATE = r"\p{L}[\p{L}.\s]{1,30}?\s*,\s*NGAY\b.{0,9}?THANG"
LONGEST_LINE = 300
"""Letters of the longest line that is looked at: two columns of a page hold some 130."""
LONGEST_MARKED = 100
"""Letters of the longest line of a number or a body with a mark beside it."""
LEAST_BEFORE = 2
"""Letters and signs before a heading, from which more stands there than a scrap."""
MOST_SCRAPS = 8
"""Letters and signs that a stamp may leave before a name."""

_HEAD = [
    (
        regex.sub(r"\\.\*", "", p),
        n,
        p == MOTTO,
        regex.compile(rf"(?<=\S\s+)(?:{p}){{e<={n}}}", regex.BESTMATCH),
    )
    for p, n in ((NATIONAL, 4), (MOTTO, 4), (PARTY, 2))
]
"""Letters of each heading, the errors that are let pass, whether it may stand in small letters, its pattern."""
_BESIDE_BODY = regex.compile(rf"(?<!NUOC|CUA|VA|HANH|BCH)\s+(?P<right>(?:{NATIONAL}|{YOUTH}){{e<=2}})\W*$", regex.BESTMATCH)
"""A heading that ends a line behind the name of a body: in small letters, as old fonts give capitals; the Youth Union's."""
_NUMBERED = regex.compile(r"^SO\W")
_SPACE = regex.compile(r"\s+")
_NUMBER = regex.compile(r"^SO\W.*[-/]\s?\p{L}[\p{L}\d]*\s+$")
_NUMBER_DATE = regex.compile(rf"^(?P<left>SO\W.*[-/]\s?\p{{L}}[\p{{L}}\d]*)\s+(?P<right>{_DATE})")
_PLACED = regex.compile(r"^(?P<left>\S.*?\S)\s+(?P<right>[_'`.]?(?:\p{Lu}\p{Ll}+\.?\s?){1,4},\s*ng[àa]y\b.*)$")
_RECIPIENTS = regex.compile(r"^(?P<left>NOI\s*NHAN\s*[:;.]?)\s+(?P<right>\W{0,3}\p{L}.*)$")
_PREFIXED = r"(?:T\W?M|K\W?T|T\W?L|TUQ|Q)[./]\s?\p{L}{2}.*"
_AFTER_ITEM = regex.compile(r"[;,.)]\s+(?=[^\p{L}\s]{0,3}\p{L})")
_PREFIX = regex.compile(_PREFIXED)


def _cut_item(text: str) -> tuple[str, str] | None:
    """A recipient with a part of the signature beside it: a prefix, a position or a name after the recipient's last sign."""
    stops = [m.end() for m in _AFTER_ITEM.finditer(text)]
    for at in stops:
        right = text[at:]
        if is_caps(right) and (_PREFIX.match(key(right)) or starts_position(right)):
            return text[:at], right
    for at in reversed(stops):
        name = find_name(text[at:])
        if name and len(text) - at - len(name) < MOST_SCRAPS:
            return text[:at], text[at:]
    return None


def _begins_head(text: str, k: str) -> bool:
    """Whether words in capitals, or a number, may stand at the beginning of a line."""
    if k.startswith("SO"):
        return True
    letters = capitals = 0
    for c in filter(str.isalpha, text):
        letters, capitals = letters + 1, capitals + c.isupper()
        if letters > 1 and capitals >= CAPS_SHARE * letters:
            return True
    return False


def _heading_at(text: str, k: str) -> int | None:
    """Where a heading begins on a line, behind words in capitals or a number."""
    capitals = sum(map(str.isupper, text))
    for letters, errors, small, pattern in _HEAD:
        least = LEAST_BEFORE if small else CAPS_SHARE * (len(letters) - errors)
        if capitals < least or not may_hold(letters, k, errors) or not _begins_head(text, k):
            continue
        m = pattern.search(k)
        if (
            m is None
            or m.start() <= LEAST_BEFORE
            or begins(letters, k[: m.start()])
            or not (small or is_caps(text[m.start() : m.end()]))
        ):
            continue
        of_state = k[: m.start()].rstrip().endswith("NUOC")  # "CHỦ TỊCH NƯỚC CỘNG HÒA …" is an office
        if not of_state and (is_caps(text[: m.start()]) or _NUMBER.match(k[: m.start()])):
            return int(m.start())
    beside = _BESIDE_BODY.search(k) if k.rstrip().endswith(("NAM", "MINH")) else None
    named = beside and " " in text[: beside.start()].strip() and body_family(text[: beside.start()]) is not None
    return int(beside.start("right")) if beside and named else None


def _mark_at(text: str, k: str) -> int | None:
    """Where a printed mark begins on a line, behind a number, the name of a body (``Số 88-KL/TU TỐI MẬT``), or another mark."""
    begins = _NUMBERED.match(k) is not None or is_caps(text.split(";")[0])
    if not begins or len(text) > LONGEST_MARKED or find_mark(text):
        return None
    for m in _SPACE.finditer(text):
        left = text[: m.end()]
        if find_mark(text[m.end() :]) and (_NUMBER.match(k[: m.end()]) or body_family(left) or find_mark(left)):
            return int(m.end())
    return None


def cut(text: str, early: bool) -> tuple[str, str] | None:
    """The two sides of a line that holds both.

    Args:
        text: the line.
        early: whether it stands among the first lines of a document, where headings are.

    >>> cut("TỈNH AN GIANG Độc lập - Tự do - Hạnh phúc", True)
    ('TỈNH AN GIANG ', 'Độc lập - Tự do - Hạnh phúc')
    >>> cut("NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True)
    >>> cut("Số: 12/QĐ-TTg CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True)
    ('Số: 12/QĐ-TTg ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    >>> cut("Bộ Tài chính cộng hoà xã hội chủ nghĩa Việt Nam", True)
    ('Bộ Tài chính ', 'cộng hoà xã hội chủ nghĩa Việt Nam')
    >>> cut("Quốc hội nước Cộng hoà xã hội chủ nghĩa Việt Nam", True)
    >>> cut("- Ban Thường vụ (báo cáo), BÍ THƯ", False), cut("- Lưu: VT, CST.", False), cut("- Các Vụ; Bế Trường Lam", False)
    (('- Ban Thường vụ (báo cáo), ', 'BÍ THƯ'), None, ('- Các Vụ; ', 'Bế Trường Lam'))
    """
    if len(text) > LONGEST_LINE:
        return None
    k = key(text)
    if early:
        at = _heading_at(text, k)
        if at:
            return text[:at], text[at:]
        at = _mark_at(text, k)
        if at:
            return text[:at], text[at:]
        m = _PLACED.match(text)
        if m and (is_caps(m["left"]) or ABOUT.match(k)):
            return text[: m.start("right")], text[m.start("right") :]
    for pattern in (_NUMBER_DATE, _RECIPIENTS):
        m = pattern.match(k)
        if m:
            return text[: m.start("right")], text[m.start("right") :]
    return _cut_item(text) if text[:1] in DASHES + "+" and len(text) < 130 else None
