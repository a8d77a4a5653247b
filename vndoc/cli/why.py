"""How changes look on a terminal: the line as it came and as repaired, and under it each change with what speaks for it.

In: lines with their changes. Out: text on stdout, in colours where that is a terminal (and NO_COLOR is not set).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vndoc.cli.voice import ARROW, one_line, write_payload
from vndoc.document import DOUBTFUL, Change

Piece = tuple[str, str]
"""A text and its style, as rich names styles."""


class Block(NamedTuple):
    """A line: where it stands, as it came, as repaired, and what was changed in it."""

    place: str
    raw: str
    text: str
    changes: tuple[Change, ...]


def block_lines(block: Block) -> Iterator[list[Piece]]:
    """The lines that show a block."""
    yield [(f"{block.place}: ", "bold"), (one_line(block.raw), "")]
    yield [(f"{' ' * len(block.place)}{ARROW}", "bold"), (one_line(block.text), "")]
    for change in block.changes:
        edit = change.edit
        sure = "green" if edit.confidence >= DOUBTFUL else "yellow"
        others = ", ".join(f"{word} {score:.2f}" for word, score in edit.candidates if word != edit.after)
        yield [
            ("    ", ""),
            (one_line(edit.before) or "(nothing)", "red"),
            (ARROW, ""),
            (one_line(edit.after) or "(nothing)", sure),
            (f"  {change.why} ({edit.reason}), ", ""),
            (f"{edit.confidence:.2f}", sure),
            (f"; or {others}" if others else "", ""),
        ]
        yield [("        " + "; ".join(_evidence(change)), "dim")]
    yield []


def _evidence(change: Change) -> Iterator[str]:
    yield f"column {change.column}"
    left, right = (one_line(side[1]) for side in (change.left, change.right))
    yield f"in “{left + ' ' if left else ''}[{one_line(change.edit.after)}]{' ' + right if right else ''}”"
    if change.word is not None:
        cost = f" at cost {change.cost:.2f}" if change.cost is not None else ""
        yield f"dictionary word {change.word}{cost}"


def show(lines: Iterable[list[Piece]]) -> None:
    """Write lines to stdout."""
    if sys.stdout is None or not sys.stdout.isatty():
        write_payload("".join(f"{''.join(text for text, _ in line)}\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*line), markup=False)
