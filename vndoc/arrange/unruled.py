"""Tables that are set without lines, on born-digital pages.

In: the words of a layer; out: tables with the places of their cells. Three columns at least, of which one behind the first
holds numbers: names that stand side by side under several signatures, and heads of two columns, are no tables. A row begins
where most columns have something; what stands below it in fewer goes on with its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from vndoc.arrange.rows import Row, rows_of, spots_of
from vndoc.document import Box, Cell
from vndoc.geometry import union
from vndoc.pages import SourceWord, Table

WIDE = 1.3
"""Heights of a line between two columns at least, in the row that a table begins with; a justified line has half of that."""

GAP = 0.6
"""Heights of a line that two columns are apart at least in all rows."""

FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
"""Columns and rows of the smallest table."""

MOST_LINES = 150
"""Lines of a table; a page has some sixty."""

NUMBERS = 0.6
"""Share of the rows that have a number in a column which holds numbers."""

NEXT = 2.2
"""Heights of a line from one line of a table to the next at most, beyond the line itself."""

_NUMBER = regex.compile(r"[-–+(]?\d[\d.,/%]*[)%]?|[-–x]")
_LEADER = regex.compile(r"[.…_]{3,}")


class _Segment(NamedTuple):
    """Words of a row with no gap between them."""

    text: str
    box: Box


_Line = list[_Segment]


def unruled(words: Sequence[SourceWord], ruled: Sequence[Table]) -> list[Table]:
    """The tables without lines that words make, outside those with lines."""
    spots, height = spots_of(words)
    if not _may_have(words, height):
        return []
    rows = rows_of(spots, height)
    lines = [_segments(row, GAP * height) for row in rows]
    wide = [len(_segments(row, WIDE * height)) for row in rows]
    out: list[Table] = []
    run: list[_Line] = []
    least = FEWEST_COLUMNS
    for line, parts in zip([*lines, []], [*wide, 0], strict=True):
        if line and not any(_lies_in(line, table) for table in ruled) and _goes_on(run, line, height, least):
            run.append(line)
            continue
        table = _table(run)
        out += [table] if table else []
        run = [line] if parts >= FEWEST_COLUMNS and not any(_lies_in(line, table) for table in ruled) else []
        least = parts
    return out


def _may_have(words: Sequence[SourceWord], height: float) -> bool:
    """Whether enough words stand apart from the one before on their line."""
    apart = sum(a.row == b.row and b.box[0] - a.box[2] >= WIDE * height for a, b in pairwise(words))
    return apart >= FEWEST_ROWS * (FEWEST_COLUMNS - 1)


def _segments(row: Row, gap: float) -> _Line:
    out: list[list[SourceWord]] = []
    for spot in row.spots:
        if out and spot.x0 - out[-1][-1].box[2] < gap:
            out[-1].append(spot.word)
        else:
            out.append([spot.word])
    return [_Segment(" ".join(w.text for w in some), union([w.box for w in some])) for some in out]


def _lies_in(line: _Line, table: Table) -> bool:
    middle = (line[0].box[1] + line[0].box[3]) / 2
    return table.box[1] - 1 <= middle <= table.box[3] + 1


def _goes_on(run: Sequence[_Line], line: _Line, height: float, least: int) -> bool:
    """Whether a line may belong to the table above it: near, and so many columns are still apart."""
    if not 0 < len(run) < MOST_LINES:
        return False
    above = max(segment.box[3] for segment in run[-1])
    if min(segment.box[1] for segment in line) - above > NEXT * height or any(_LEADER.search(s.text) for s in line):
        return False
    columns = _columns([*run, line])
    if len(_placed(columns, line)) == 1 and _column(columns, line[0]) == 0 and not line[0].text[0].islower():
        return False  # a paragraph below the table
    return len(columns) >= least


def _columns(run: Sequence[_Line]) -> list[tuple[float, float]]:
    """Where columns stand: what overlaps is one."""
    out: list[tuple[float, float]] = []
    for left, right in sorted((s.box[0], s.box[2]) for line in run for s in line):
        if out and left < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _table(run: Sequence[_Line]) -> Table | None:
    """The table that some lines make, if they make one."""
    columns = _columns(run)
    if len(columns) < FEWEST_COLUMNS:
        return None
    placed = [_placed(columns, line) for line in run]
    starts = [i for i, cells in enumerate(placed) if len(cells) >= FEWEST_COLUMNS or (not i) or _is_row(cells)]
    rows = [placed[i] for i in starts]
    if len(rows) < FEWEST_ROWS or not _has_numbers(rows, len(columns)):
        return None
    if sum(len(cells) >= FEWEST_COLUMNS for cells in rows) < FEWEST_ROWS:
        return None
    xs = [columns[0][0] - 2, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + 2]
    tops = [min(s.box[1] for s in run[i]) for i in starts]
    ends = [max(s.box[3] for s in run[i - 1]) for i in starts[1:]]
    ys = [tops[0] - 1, *((a + b) / 2 for a, b in zip(ends, tops[1:], strict=True)), max(s.box[3] for s in run[-1]) + 1]
    if any(b <= a for a, b in pairwise(ys)):
        return None
    cells, boxes = [], []
    for r, (top, bottom) in enumerate(pairwise(ys)):
        for c, (left, right) in enumerate(pairwise(xs)):
            cells.append(Cell(r, c, ""))
            boxes.append((left, top, right, bottom))
    return Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), tuple(boxes))


def _placed(columns: Sequence[tuple[float, float]], line: _Line) -> dict[int, _Segment]:
    """The parts of a line by their columns."""
    out: dict[int, _Segment] = {}
    for segment in line:
        column = _column(columns, segment)
        before = out.get(column)
        out[column] = _Segment(f"{before.text} {segment.text}", union([before.box, segment.box])) if before else segment
    return out


def _column(columns: Sequence[tuple[float, float]], segment: _Segment) -> int:
    middle = (segment.box[0] + segment.box[2]) / 2
    return next(i for i, (left, right) in enumerate(columns) if left <= middle <= right)


def _is_row(cells: dict[int, _Segment]) -> bool:
    """Whether a line of few cells begins a row: it has numbers, or a number in front."""
    return len(cells) > 1 and any(_NUMBER.fullmatch(s.text.replace(" ", "")) for s in cells.values())


def _has_numbers(rows: Sequence[dict[int, _Segment]], columns: int) -> bool:
    """Whether a column behind the first holds numbers, its title aside."""
    for column in range(1, columns):
        texts = [cells[column].text.replace(" ", "") for cells in rows[1:] if column in cells]
        if sum(_NUMBER.fullmatch(text) is not None for text in texts) >= max(NUMBERS * (len(rows) - 1), FEWEST_ROWS - 1):
            return True
    return False
