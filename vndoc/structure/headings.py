"""Lines that every letterhead repeats: the national heading, its motto, the Party's.

In: the key of a line (`shapes.key`); out: which of them it is, letters misread. Other lines are ruled out by their length.
"""

from __future__ import annotations

from typing import Literal

import regex

Heading = Literal["national", "motto", "party"]

_HEADINGS: tuple[tuple[Heading, regex.Pattern[str], range], ...] = (
    ("national", regex.compile(r"^\W*(?:CONG\s*HOA\s*XA\s*HOI\s*CHU\s*NGHIA\s*VIET\s*NAM){e<=6}\W*$"), range(24, 52)),
    ("motto", regex.compile(r"^\W*(?:DOC\s*LAP\W*TU\s*DO\W*HANH\s*PHUC){e<=4}\W*$"), range(16, 44)),
    ("party", regex.compile(r"^\W*(?:DANG\s*CONG\s*SAN\s*VIET\s*NAM){e<=3}\W*$"), range(16, 34)),
)


def heading(line: str) -> Heading | None:
    """Which heading the key of a line is, None where it is another line.

    >>> heading("CONG HOA XA HOI CHU NGHIA VIET NAM"), heading("DOC LAP - TU DO - HANH PHUC"), heading("CONG HOA")
    ('national', 'motto', None)
    """
    return next((name for name, form, letters in _HEADINGS if len(line) in letters and form.match(line)), None)
