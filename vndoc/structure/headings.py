"""Lines that every letterhead repeats: the national heading, its motto, the Party's, the Youth Union's; two labels.

In: the key of a line (`shapes.key`); out: which of them it is, letters misread. Other lines are ruled out by their length.
"""

from __future__ import annotations

from typing import Literal

import regex

Heading = Literal["national", "motto", "party", "youth"]

_HEADINGS: tuple[tuple[Heading, regex.Pattern[str], range], ...] = (
    ("national", regex.compile(r"^\W*(?:CONG\s*HOA\s*XA\s*HOI\s*CHU\s*NGHIA\s*VIET\s*NAM){e<=6}\W*$"), range(24, 52)),
    ("motto", regex.compile(r"^\W*(?:DOC\s*LAP\W*TU\s*DO\W*HANH\s*PHUC){e<=4}\W*$"), range(16, 44)),
    ("party", regex.compile(r"^\W*(?:DANG\s*CONG\s*SAN\s*VIET\s*NAM){e<=3}\W*$"), range(16, 34)),
    ("youth", regex.compile(r"^\W*(?:DOAN (?:TNCS|THANH NIEN CONG SAN) HO CHI MINH){e<=2}\W*$"), range(18, 48)),
)
ADDRESSED = regex.compile(r"^\W*(?:KINH\s*GUI){e<=1}\s*(?:[:;.]|$|(?=\s\S))")
"""``Kính gửi`` at the beginning of the key of a line."""
ABOUT = regex.compile(r"^\W*V\s?/\s?V\b\W*")
"""``V/v`` at the beginning of the key of a line, which may hold nothing else."""


def heading(line: str) -> Heading | None:
    """Which heading the key of a line is, None where it is another line.

    >>> heading("CONG HOA XA HOI CHU NGHIA VIET NAM"), heading("DOC LAP - TU DO - HANH PHUC"), heading("CONG HOA")
    ('national', 'motto', None)
    """
    return next((name for name, form, letters in _HEADINGS if len(line) in letters and form.match(line)), None)
