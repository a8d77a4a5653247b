"""Lines that every letterhead repeats: the national heading, its motto, the Party's, the Youth Union's; two labels.

In: the key of a line (`shapes.key`); out: which of them it is, letters misread. Other lines are ruled out by their length.
"""

from __future__ import annotations

from typing import Literal

import regex

from vndoc.structure.nearness import may_be

Heading = Literal["national", "motto", "party", "youth"]

NATIONAL = r"CONG\s*HOA\s*XA\s*HOI\s*CHU\s*NGHIA\s*VIET\s*NAM"
MOTTO = r"DOC\s*LAP\W*TU\s*DO\W*HANH\s*PHUC"
PARTY = r"DANG\s*CONG\s*SAN\s*VIET\s*NAM"
YOUTH = r"DOAN TNCS HO CHI MINH"

_HEADINGS: tuple[tuple[Heading, str, int, range], ...] = (
    ("national", NATIONAL, 6, range(24, 52)),
    ("motto", MOTTO, 4, range(16, 44)),
    ("party", PARTY, 3, range(16, 34)),
    ("youth", YOUTH, 2, range(18, 48)),
    ("youth", r"DOAN THANH NIEN CONG SAN HO CHI MINH", 2, range(18, 48)),
)
"""Each heading as a pattern, the errors that are let pass, the lengths of its lines."""
_FORMS = [
    (name, regex.sub(r"\\.\*| ", "", form), errors, lengths, regex.compile(rf"^\W*(?:{form}){{e<={errors}}}\W*$"))
    for name, form, errors, lengths in _HEADINGS
]
ADDRESSED = regex.compile(
    r"^\W*(?:(?:KINH\s*GUI){e<=1}\s*(?:[:;.]|$|(?=\s\S))|(?:KINH\s*GUI){e<=2}\s*:)"
    r"|^(?:THU TUONG|CHU TICH|BO|UY BAN|BAN|TRUONG BAN|GIAM DOC|TONG CUC|CUC)\s.{0,80}\sDIEN\s?:\W*$"
)
"""``Kính gửi`` at the beginning of the key of a line; in a telegram who sends it (``THỦ TƯỚNG CHÍNH PHỦ điện:``)."""
ABOUT = regex.compile(r"^\W*V\s?/\s?V\b\W*")
"""``V/v`` at the beginning of the key of a line, which may hold nothing else."""


def heading(line: str) -> Heading | None:
    """Which heading the key of a line is, None where it is another line.

    >>> heading("CONG HOA XA HOI CHU NGHIA VIET NAM"), heading("DOC LAP - TU DO - HANH PHUC"), heading("CONG HOA")
    ('national', 'motto', None)
    """
    length = len(line)
    for name, letters, errors, lengths, form in _FORMS:
        if length in lengths and may_be(letters, line, errors) and form.match(line):
            return name
    return None
