"""A judged page → what is told of it: verdict, notices, states of its lines; neither words nor pictures."""

from __future__ import annotations

from typing import NamedTuple

from vndoc.document import Notice, State, Verdict
from vndoc.pages import SourcePage


class Seen(NamedTuple):
    """What is told of a page.

    `states` are the verdicts on the lines of its layer or text; `rows` holds the number, state and text of each that has any,
    where they were asked for.
    """

    number: int
    verdict: Verdict
    notices: tuple[Notice, ...]
    states: tuple[State, ...]
    pixels: bool
    rows: tuple[tuple[int, State, str], ...] = ()

    def reasons(self) -> str:
        """Why, and what went wrong, on a line."""
        return "; ".join((*self.verdict.reasons, *(notice.message for notice in self.notices)))


def see(page: SourcePage, with_lines: bool) -> Seen:
    """What is told of a page, with its lines if asked for."""
    states = tuple(state for reading in page.readings for state in reading.verdicts)
    return Seen(page.number, page.verdict, page.notices, states, page.pixels, _rows(page) if with_lines else ())


def _rows(page: SourcePage) -> tuple[tuple[int, State, str], ...]:
    from vndoc.judge import row_lines

    return tuple(
        (number, state, text)
        for reading in page.readings[:1]
        for number, (state, text) in enumerate(zip(reading.verdicts, row_lines(reading), strict=False), 1)
        if text.strip()
    )
