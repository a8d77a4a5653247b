"""Verdicts of many pages → one line: how many pages of each state, and what they want."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from vndoc.cli.seen import Seen
from vndoc.document import State

WANTS = "reading", "repair"


class Tally:
    """Pages of each state, of a file or of many."""

    def __init__(self) -> None:
        """No page yet."""
        self.states: Counter[str] = Counter()
        self.wants: Counter[str] = Counter()
        self.files = 0
        self.wanting = 0

    def add(self, page: Seen) -> None:
        """Count a page."""
        state = page.verdict.state
        self.states[state] += 1
        if page.pixels and state in ("absent", "stamp", "garbled"):
            self.wants["reading"] += 1
        elif state == "garbled" or "garbled" in page.states:
            self.wants["repair"] += 1

    def join(self, file: Tally) -> None:
        """Count a file."""
        self.states.update(file.states)
        self.wants.update(file.wants)
        self.files += 1
        self.wanting += bool(file.wants)

    def cells(self) -> tuple[str, str, str]:
        """Pages, those of each state, what they want.

        >>> Tally().cells()
        ('0 pages', '', '-')
        """
        pages = sum(self.states.values())
        states = ", ".join(f"{self.states[s]} {s}" for s in get_args(State) if self.states[s])
        wants = ", ".join(f"{self.wants[w]} want {w}" for w in WANTS if self.wants[w])
        return f"{pages:,} page{'s' if pages != 1 else ''}", states, wants or "-"

    def text(self) -> str:
        r"""The same, separated by tabs.

        >>> Tally().text()
        '0 pages\t\t-'
        """
        return "\t".join(self.cells())

    def files_text(self) -> str:
        """Files, and those of which pages want something.

        >>> Tally().files_text()
        '0 files, 0 of them want reading or repair'
        """
        return f"{self.files:,} file{'s' if self.files != 1 else ''}, {self.wanting:,} of them want reading or repair"
