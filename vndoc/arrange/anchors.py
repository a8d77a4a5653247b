"""Words that stand in the head or the foot of nearly every document, found in damaged text too.

In: text of a row; out: where an anchor starts. Text is compared in its folded form (`alphabet.fold_key`: ASCII, lower
case), with as many errors as a reading by the English model makes in words of that length (about one sign in five), so that
``CONG HOA XA HOI CHU NGHiA VIET NAM`` and ``Noi nhén:`` are found as well as what was printed. Long phrases anywhere in a
line are found by rapidfuzz, short words at its start by approximate regular expressions: these are a hundred times slower
where they may match anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from vndoc.alphabet import fold_key
from vndoc.arrange.texts import MOST_SIGNS
from vndoc.resources import table

LIKENESS = 81.0
"""Likeness (rapidfuzz, of 100) from which a phrase counts as found: on 70 pages, read by both models, headings have 85 or more,
3,233 other lines 80 or less (but for sentences that name the republic)."""

TITLE_LIKENESS = 85.0
"""Likeness from which a line in capitals is the name of a kind: one sign in seven may be misread."""

MOTTO = "doc lap - tu do - hanh phuc"

# National heading and motto (NĐ 30/2020/NĐ-CP, Phụ lục I), Party heading (HD 36-HD/VPTW), Youth Union headings
HEADINGS = (
    "cong hoa xa hoi chu nghia viet nam",
    MOTTO,
    "dang cong san viet nam",
    "doan tncs ho chi minh",
    "doan thanh nien cong san ho chi minh",
)

RECIPIENTS = regex.compile(r"\W*(?:noi[ ]nhan){e<=2}[ ]?(?P<end>[:;.,]|$)", regex.VERBOSE)

# Ends of the head: what comes below it and never in it
BELOW_HEAD = regex.compile(
    r"\W*(?: (?:kinh[ ]gui){e<=2} | (?:can[ ]cu[ ]){e<=1} | dieu[ ]\d | (?:chuong[ ][ivx]){e<=1} )", regex.VERBOSE
)

# Place and date, the last line of the head's right side
DATE = regex.compile(r".{0,40}?(?:ngay){e<=1}.{0,14}?(?:thang){e<=1}.{0,10}?(?:nam){e<=1}[ ]?(?:\W|\d|$)", regex.VERBOSE)

# Who signs a form, at its foot, and what stands below: (ký, ghi rõ họ tên)
SIGNER = regex.compile(
    r"""\W*(?:
      (?:nguoi[ ](?:lap|nhan|giao|nop|de[ ]nghi|bao[ ]cao|viet|khai|duyet|thuc[ ]hien)){e<=1}
    | (?:thu[ ]truong){s<=1,i<=1,d<=0,e<=1} | (?:dai[ ]dien){e<=1} | (?:co[ ]quan[ ]lap){e<=1} | (?:ke[ ]toan){e<=1}
    | (?:thu[ ]quy){e<=1} | (?:thu[ ]kho){e<=1} | (?:xac[ ]nhan){e<=1} | \(?(?:chu[ ])?ky[ ,].{0,25}(?:ten|dau)
    )""",
    regex.VERBOSE,
)

# T/M, TM., K/T, KT., T/L, TL., TUQ., Q. before a word in capitals (the slash is read as I, l or 1)
PREFIX = regex.compile(
    r"""\W*(?:
      T[ ]?[/.|Il1!]?[ ]?M | K[ ]?[/.|Il1!]?[ ]?T | T[ ]?[/.|Il1!]?[ ]?L | T[ ]?\.?[ ]?U\.?[ ]?Q | Q
    )[.,:]?[ ]+(?=\p{Lu}{2})""",
    regex.VERBOSE,
)

POSITION = regex.compile(
    r"""\W*(?:(?:pho|quyen|q\.)[ ])?(?:
      (?:chu[ ]tich){e<=1} | (?:bi[ ]thu){e<=1} | (?:tong[ ]bi[ ]thu){e<=2} | (?:giam[ ]doc){e<=1} | (?:tong[ ]giam[ ]doc){e<=2}
    | (?:bo[ ]truong){e<=1} | (?:thu[ ]truong){e<=1} | (?:thu[ ]tuong){e<=1} | (?:truong[ ]ban){e<=1} | (?:cuc[ ]truong){e<=1}
    | (?:vu[ ]truong){e<=1} | (?:vien[ ]truong){e<=1} | (?:hieu[ ]truong){e<=1} | (?:chanh[ ]van[ ]phong){e<=2}
    | (?:chu[ ]nhiem){e<=1} | (?:thong[ ]doc){e<=1} | (?:tong[ ]kiem[ ]toan){e<=2} | (?:chu[ ]toa){e<=1} | (?:chu[ ]tri){e<=1}
    | (?:thu[ ]ky){e<=1} | (?:chanh[ ]an){e<=1}
    )(?=\W|$)""",
    regex.VERBOSE,
)


def find_phrase(phrases: Sequence[str], text: str) -> tuple[str, int] | None:
    """The first of the phrases that stands in folded text, errors allowed, and where; None where none does.

    >>> find_phrase(HEADINGS, "tinh uy thanh hoa dang cqng san viet nam")
    ('dang cong san viet nam', 18)
    """
    for phrase in phrases:
        if 5 * len(text) < 4 * len(phrase):
            continue
        found = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=LIKENESS)
        if found is not None:
            return phrase, int(found.dest_start)
    return None


def search(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """The match of a pattern at the start of a text, of which no more is searched than an anchor's line has.

    No time limit: at that length the slowest pattern takes 3 ms of the worst of 1,500 hostile lines (2026-11-29), and to watch
    the clock takes twice the time of a search.
    """
    return pattern.match(text[:MOST_SIGNS])


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    return tuple(sorted({fold_key(row[0]) for row in table("kinds")}))


def is_title(text: str) -> bool:
    """Whether a line is the name of a kind of document, in capitals and alone, errors allowed.

    >>> is_title("THÔNG TƯ"), is_title("K E HOACH"), is_title("Nghị quyết số 51/2001/QH10"), is_title("BỘ TÀI CHÍNH")
    (True, True, False, False)
    """
    if not 3 <= len(text) <= 40 or not is_capital(text):
        return False
    folded = "".join(c for c in fold_key(text) if c.isalnum())
    return any(fuzz.ratio(folded, title.replace(" ", "")) >= TITLE_LIKENESS for title in _titles())


def opens_title(text: str) -> bool:
    """Whether a line begins with the name of a kind of document and is in capitals, errors allowed.

    >>> opens_title("BÁO CÁO KẾT QUẢ GIAO DỊCH"), opens_title("BỘ TÀI CHÍNH")
    (True, False)
    """
    if not is_capital(text):
        return False
    folded = "".join(filter(str.isalnum, fold_key(text[:MOST_SIGNS])))
    names = (title.replace(" ", "") for title in _titles())
    return any(len(name) > 3 and fuzz.ratio(folded[: len(name)], name) >= TITLE_LIKENESS for name in names)


def is_capital(text: str, share: float = 0.8) -> bool:
    """Whether letters are capitals, but for a few.

    >>> is_capital("T/M BAN THƯỜNG VỤ"), is_capital("Như Điều 3;")
    (True, False)
    """
    letters = "".join(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) >= share * len(letters)


def is_signing(text: str) -> bool:
    """Whether a line starts as the block above a signature does.

    >>> is_signing("T/M BAN THƯỜNG VỤ"), is_signing("PHO GIAM DOC"), is_signing("Chủ tịch Ủy ban nhân dân tỉnh")
    (True, True, False)
    """
    text = text[:MOST_SIGNS]
    if not is_capital(text):
        return False
    return search(PREFIX, text) is not None or search(POSITION, fold_key(text)) is not None
