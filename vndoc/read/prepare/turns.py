"""Which way up a page is: 0, 90, 180 or 270 degrees.

Lines of print make sharp profiles along their own direction (`skew`); in the right one, more ink stands above the middle band
of a line than below it: ascenders and the marks of Vietnamese above, descenders and dots below. Almost every page is sure by
that alone. Where it is not (a table whose columns are sharper than its rows, a page of figures), and before a page is turned,
the engine is asked: it reads a strip of the page each way up, and its own confidence decides. A page that it reads well as it
lies is never turned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vndoc.read.prepare.ink import Ink
from vndoc.read.prepare.lines import pieces
from vndoc.read.prepare.skew import Profile, sheared

Ask = Callable[[int], float]
"""How surely a strip of the page is read after so many quarter turns counter-clockwise, 0 to 1."""

SURE_LEVEL = 4.0
"""Rows so many times sharper than columns need no question."""

SURE_SIDE = 0.4
"""Rows this much sharper than columns, or less, are a page on its side where nobody can be asked."""

SURE_UP = 0.1
"""Excess of the ink above lines over that below them, over their sum, that is sure: pages have 0.2 to 0.5."""

FEW_LINES = 4
"""Pieces of lines below which nothing is said."""

READS_WELL = 0.7
"""Mean confidence of an engine on a strip that is the right way up; upside down it is 0.2 to 0.5."""

CLEARLY = 0.2
"""By how much another way up must be surer than the page as it lies."""


def quarters(ink: Ink, ask: Ask | None = None) -> int:
    """How many quarter turns counter-clockwise make the page upright.

    Args:
        ink: the page as it lies.
        ask: the engine; None where only what is certain by itself should turn a page.
    """
    on_side = ink.turned(1)
    (falls, along), (side_falls, across) = Profile(ink).coarse(), Profile(on_side).coarse()
    if max(along, across) <= 0.0:
        return 0
    level = along / max(across, 1.0)
    up, lines = above(sheared(ink, falls))
    if level >= SURE_LEVEL and up >= SURE_UP and lines >= FEW_LINES:
        return 0
    side, side_lines = above(sheared(on_side, side_falls))
    if ask is None:
        if level <= SURE_SIDE and abs(side) >= 2 * SURE_UP and side_lines >= FEW_LINES:
            return 1 if side > 0 else 3
        return 2 if level >= SURE_LEVEL and up <= -SURE_UP and lines >= FEW_LINES else 0
    others = (2,) if level >= SURE_LEVEL else (1, 3, 2) if side > 0 else (3, 1, 2)
    return _asked(ask, others)


def _asked(ask: Ask, others: Iterable[int]) -> int:
    """The first other way up that the engine reads well, and clearly better than the page as it lies; else 0."""
    as_it_lies = ask(0)
    if as_it_lies >= READS_WELL:
        return 0
    for turn in others:
        sure = ask(turn)
        if sure >= READS_WELL and sure >= as_it_lies + CLEARLY:
            return turn
    return 0


def above(ink: Ink) -> tuple[float, int]:
    """(Ink above the middle bands of lines less that below them, over their sum; number of pieces of lines)."""
    found = list(pieces(ink))
    over, under = sum(p.above for p in found), sum(p.below for p in found)
    return ((over - under) / (over + under) if over + under else 0.0), len(found)
