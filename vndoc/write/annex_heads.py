"""What stands around the title of an annex: a letterhead of its own, and the line that says with what it was issued.

The tree has an annex under its title, with the lines of its letterhead as its first text. In: the lines of an annex's own text;
out: how many of them are a letterhead, and what they are. Readable formats set it above the title, as it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.write.letterhead import is_heading_line

LONGEST_ISSUED = 400
"""Characters of the line under the title of an annex: three lines in italics at the most."""

_ISSUED = regex.compile(r"\(\s*(?:(?:Ban\s+hành|Phê\s+duyệt)\s+)?Kèm\s", regex.IGNORECASE)
_NUMBER = regex.compile(r"Số\s*[:.]", regex.IGNORECASE)
"""How the line of a number begins."""

_DATE = regex.compile(r"(?:\p{Lu}|[.…_])[\p{L}\s.…_-]{0,25},?\s*ngày[\s\d.…_/-]{0,20}tháng[\s\d.…_/-]{0,20}năm[\s\d.…_]{0,14}")


def head_lines(lines: Sequence[str]) -> int:
    """How many lines at the start of an annex are a letterhead of its own: bodies, a number, the national heading, a date.

    >>> head_lines(["BỘ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "(Kèm theo Quyết định số 1/QĐ-BNV)"])
    2
    """
    count = next((n for n, line in enumerate(lines) if not (stands_right(line) or _is_of_body(line))), len(lines))
    return count if any(is_heading_line(line) for line in lines[:count]) else 0


def stands_right(line: str) -> bool:
    """Whether a line of a letterhead stands on the right: the national heading, place and date.

    >>> stands_right("Độc lập - Tự do - Hạnh phúc"), stands_right("Hà Nội, ngày tháng năm 200"), stands_right("BỘ NỘI VỤ")
    (True, True, False)
    """
    return is_heading_line(line) or is_date_line(line)


def is_date_line(line: str) -> bool:
    """Whether a line is that of place and date, filled in or not.

    >>> is_date_line("..., ngày ... tháng ... năm 20..."), is_date_line("Hà Nội, ngày 5 tháng 3 năm 2010 của Bộ trưởng")
    (True, False)
    """
    return _DATE.fullmatch(line.strip()) is not None


def is_number_line(line: str) -> bool:
    """Whether a line of a letterhead is that of the number.

    >>> is_number_line("Số: 2/QC"), is_number_line("SỞ NỘI VỤ")
    (True, False)
    """
    return _NUMBER.match(line) is not None


def is_issued(text: str) -> bool:
    """Whether a line in brackets says with which document an annex was issued.

    >>> is_issued("(Ban hành kèm theo Quyết định số 1/QĐ-BNV)"), is_issued("Ban hành kèm theo Quyết định này Quy chế")
    (True, False)
    """
    return _ISSUED.match(text) is not None and len(text) <= LONGEST_ISSUED


def _is_of_body(line: str) -> bool:
    return line.isupper() or is_number_line(line)
