"""A table of the document as a Word table: cells that cover rows and columns, widths by what stands in the columns."""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.document import Cell
from vndoc.write.docx_xml import Look, cell, paragraph, table, words
from vndoc.write.grid import Placed, grid

MOST_COLUMNS = 63
"""Word opens no table of more."""

NARROW = 6
"""From so many columns on, the type is smaller."""

LONGEST_WEIGHED = 60
"""A column does not grow further with its longest cell: it wraps."""

LEAST_SHARE = 0.04
"""The least share of the width that a column gets, unless there are too many of them for it."""

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(cells: Sequence[Cell], width: float) -> str:
    """The cells as a table of that width in mm."""
    rows, count = grid(cells, MOST_COLUMNS)
    widths = _widths(rows, count, width)
    size = 12 if count < NARROW else 10
    open_cells: dict[int, tuple[int, int]] = {}
    made = [_row(number, row, open_cells, widths, size) for number, row in enumerate(rows)]
    titled = len(rows) > 1 and _is_title(rows[0], count)
    return table(made, widths, f"<w:tblBorders>{_BORDERS}</w:tblBorders>", lambda row: titled and row == 0) + paragraph(
        "", "Lines"
    )


def _row(
    number: int, row: Sequence[Placed], open_cells: dict[int, tuple[int, int]], widths: Sequence[float], size: float
) -> str:
    """A row; `open_cells` holds, by column, how wide a cell from above is and the row it ends before."""
    starts = {placed.column: placed for placed in row}
    out = []
    at = 0
    while at < len(widths):
        placed = starts.get(at)
        if placed is not None:
            columns, rows, inside = placed.columns, placed.rows, _paragraphs(placed.text, size)
            merged = '<w:vMerge w:val="restart"/>' if rows > 1 else ""
            open_cells[at] = (columns, number + rows)
        else:
            columns, until = open_cells.get(at, (1, 0))
            if until <= number or any(column in starts for column in range(at + 1, at + columns)):
                open_cells.pop(at, None)  # it has ended, or another cell claims its place
                columns, until = 1, 0
            merged = "<w:vMerge/>" if until > number else ""
            inside = paragraph("", "Cell")
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        out.append(cell(inside, sum(widths[at : at + columns]), f"{span}{merged}"))
        at += columns
    return "".join(out)


def _paragraphs(text: str, size: float) -> str:
    """The lines of a cell; figures alone stand in the middle."""
    lines = text.split("\n")
    middle = '<w:jc w:val="center"/>' if not any(map(str.isalpha, text)) else ""
    return "".join(paragraph(words(line, Look(size=size)), "Cell", middle) for line in lines)


def _is_title(row: Sequence[Placed], count: int) -> bool:
    """Whether the first row names the columns: a word in each, and nothing that goes on below."""
    return len(row) == count and all(any(map(str.isalpha, placed.text)) and placed.rows == 1 for placed in row)


def _widths(rows: Sequence[Sequence[Placed]], count: int, width: float) -> list[float]:
    """Widths by the mean of the longest and the usual cell, cells over several columns aside."""
    longest, total, found = [1] * count, [0] * count, [1] * count
    for row in rows:
        for placed in row:
            if placed.columns == 1:
                length = min(max(map(len, placed.text.split("\n"))), LONGEST_WEIGHED)
                longest[placed.column] = max(longest[placed.column], length)
                total[placed.column] += length
                found[placed.column] += 1
    weights = [(most + all_ / n) / 2 + 2 for most, all_, n in zip(longest, total, found, strict=True)]
    least = min(LEAST_SHARE, 0.5 / count) * sum(weights)
    weights = [max(weight, least) for weight in weights]
    return [width * weight / sum(weights) for weight in weights]
