"""Timings and Markdown tables."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import NamedTuple

from vndoc.version import VERSION


class Timing(NamedTuple):
    """Seconds of repeated runs."""

    seconds: tuple[float, ...]

    def rates(self, amount: float) -> str:
        """Minimum, median and maximum of `amount` a second.

        >>> Timing((2.0, 1.0, 4.0)).rates(8)
        '2.0 / 4.0 / 8.0'
        """
        found = sorted(amount / s for s in self.seconds)
        return " / ".join(number(rate) for rate in (found[0], median(found), found[-1]))


def number(value: float) -> str:
    """A number with as many digits as mean something.

    >>> number(12345.6), number(27.31), number(0.523)
    ('12,346', '27.3', '0.52')
    """
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def measure(work: Callable[[], object], runs: int) -> Timing:
    """Run some work several times."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(max(time.perf_counter() - started, 1e-9))
    return Timing(tuple(seconds))


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others are figures.

    >>> print(markdown(["tool", "error"], [["vndoc", "1 %"]]))
    | tool | error |
    |---|---:|
    | vndoc | 1 % |
    """
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    text = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines]
    text[1] = text[1].replace(" ", "")
    return "\n".join(text)


def caption() -> str:
    """When, with what, and on what machine."""
    day = datetime.now(UTC).date().isoformat()
    return f"{day}, vndoc {VERSION}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
