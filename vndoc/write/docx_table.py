"""A table of the document as a Word table: cells that cover rows and columns, widths by what stands in the columns.

No word is broken by a narrow column as long as the page allows it: type gets smaller by and by, and what needs more than a page
upright stands on a page across (`needs_breadth`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vndoc.document import Cell
from vndoc.write.docx_type import BOLD, POINTS_A_MM, longest_word, width_of
from vndoc.write.docx_xml import Look, cell, paragraph, table, words
from vndoc.write.grid import Placed, grid, head_rows
from vndoc.write.printable import flowing

MOST_COLUMNS = 63
"""Word opens no table of more."""

SIZES = (13, 12, 11, 10, 9, 8, 7)
"""Points of type to try; the last is taken where no word need break in none."""

READABLE = 9
"""Points below which a table rather stands across the page."""

SIDE = 70
"""Twentieths of a point of room on each side of a cell."""

PADDING = 2 * SIDE / 20 / POINTS_A_MM + 0.5
"""Millimetres of room at the sides of a cell, with its rules."""

TITLE_LINES = 3
"""Lines that a title of a column may take where its printed ones are not known."""

WIDEST_WEIGHED = 110.0
"""Millimetres: a column does not grow further with its longest cell, it wraps."""

FIGURES = 0.7
"""Share of the cells of a column that are figures where it is one of figures."""

LONGEST_HEADER = 120
"""Characters of a cell that names a column."""

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LOOK = (
    f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar><w:left w:w="{SIDE}" w:type="dxa"/>'
    f'<w:right w:w="{SIDE}" w:type="dxa"/></w:tblCellMar>'
)
_MIDDLE = '<w:jc w:val="center"/>'
_RIGHT = '<w:jc w:val="right"/>'
_UPRIGHT = '<w:vAlign w:val="center"/>'
AFTER = '<w:spacing w:line="120" w:lineRule="exact"/>'


class _Plan(NamedTuple):
    """How a table is set: its rows, the first of them that name columns, widths in mm, type, columns of figures."""

    rows: Sequence[Sequence[Placed]]
    titles: int
    widths: Sequence[float]
    size: float
    places: Sequence[str]


def needs_breadth(cells: Sequence[Cell], upright: float, across: float) -> bool:
    """Whether words would break, or type be too small, on a page upright, and a page across is better (widths in mm)."""
    rows, count = grid(cells, MOST_COLUMNS)
    titles = _titles(rows, count)
    size = _size(rows, count, upright, titles)
    return size < READABLE and _size(rows, count, across, titles) > size


def table_xml(cells: Sequence[Cell], width: float, most: float = SIZES[0]) -> str:
    """The cells as a table of that width in mm, in type of `most` points at the most."""
    rows, count = grid(cells, MOST_COLUMNS)
    titles = _titles(rows, count)
    size = min(_size(rows, count, width, titles), most)
    plan = _Plan(rows, titles, _widths(rows, count, width, size, titles), size, _places(rows[titles:], count))
    open_cells: dict[int, tuple[int, int]] = {}
    made = [_row(number, plan, open_cells) for number in range(len(rows))]
    return table(made, plan.widths, _LOOK, lambda row: row < titles) + paragraph("", "Lines", AFTER)


def _row(number: int, plan: _Plan, open_cells: dict[int, tuple[int, int]]) -> str:
    """A row; `open_cells` holds, by column, how wide a cell from above is and the row it ends before."""
    starts = {placed.column: placed for placed in plan.rows[number]}
    widths = plan.widths
    out = []
    at = 0
    while at < len(widths):
        placed = starts.get(at)
        if placed is not None:
            columns, rows, inside = placed.columns, placed.rows, _paragraphs(placed, plan, number < plan.titles)
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
        out.append(cell(inside, sum(widths[at : at + columns]), f"{span}{merged}{_UPRIGHT}"))
        at += columns
    return "".join(out)


def _paragraphs(placed: Placed, plan: _Plan, is_title: bool) -> str:
    """The lines of a cell; what names columns is bold and in the middle, figures stand as their column does."""
    look = Look(bold=True if is_title else None, size=plan.size)
    place = _MIDDLE if is_title else ""
    if not is_title and not any(map(str.isalpha, placed.text)):
        place = plan.places[placed.column] if placed.columns == 1 else _MIDDLE
    return "".join(paragraph(words(line, look), "Cell", place) for line in flowing(placed.text).split("\n"))


def _places(rows: Sequence[Sequence[Placed]], count: int) -> list[str]:
    """How figures stand in each column: amounts on the right, ordinals and the like in the middle."""
    found: list[list[str]] = [[] for _ in range(count)]
    for row in rows:
        for placed in row:
            if placed.columns == 1 and placed.text.strip():
                found[placed.column].append(placed.text.strip())
    return [_RIGHT if _are_amounts(texts) else _MIDDLE for texts in found]


def _are_amounts(texts: Sequence[str]) -> bool:
    """Whether a column holds amounts: figures of different length, some long.

    >>> _are_amounts(["1.200", "350", "17"]), _are_amounts(["1", "2", "10"]), _are_amounts(["17", "Cộng", "Không"])
    (True, False, False)
    """
    figures = [text for text in texts if not any(map(str.isalpha, text)) and any(map(str.isdecimal, text))]
    lengths = {len(text) for text in figures}
    return len(figures) >= FIGURES * len(texts) and len(lengths) > 1 and max(lengths) > 3


def _titles(rows: Sequence[Sequence[Placed]], count: int) -> int:
    """How many rows at the top name the columns: the first, if all of it are words, those it reaches down to, their numbers.

    A first row that is like those below it names nothing: somewhere below are figures where it has words.
    """
    if len(rows) < 2 or not rows[0] or sum(placed.columns for placed in rows[0]) < count:
        return 0
    if not all(any(map(str.isalpha, placed.text)) and len(placed.text) <= LONGEST_HEADER for placed in rows[0]):
        return 0
    deep = head_rows(rows)
    below = rows[deep:]
    return deep if any(_is_figure(placed.text) for row in below for placed in row) else 0


def _is_figure(text: str) -> bool:
    return not any(map(str.isalpha, text)) and any(map(str.isdecimal, text))


def _size(rows: Sequence[Sequence[Placed]], count: int, width: float, titles: int) -> float:
    """The largest type in which no word breaks."""
    return next((size for size in SIZES if sum(_needs(rows, count, size, titles)) <= width), SIZES[-1])


def _needs(rows: Sequence[Sequence[Placed]], count: int, size: float, titles: int) -> list[float]:
    """The least width of each column in which no word breaks, cells over several columns aside."""
    needs = [0.0] * count
    for number, row in enumerate(rows):
        for placed in row:
            if placed.columns == 1:
                least = longest_word(placed.text.split("\n"), size) * (BOLD if number < titles else 1)
                needs[placed.column] = max(needs[placed.column], least)
    return [need + PADDING for need in needs]


def _widths(rows: Sequence[Sequence[Placed]], count: int, width: float, size: float, titles: int) -> list[float]:
    """Each column gets what its words need, then what its printed lines take, the narrow ones first."""
    needs = _needs(rows, count, size, titles)
    if sum(needs) >= width:
        return [width * need / sum(needs) for need in needs]
    wanted = [max(wish, need) for wish, need in zip(_printed_widths(rows, count, size, titles), needs, strict=True)]
    if sum(wanted) <= width:
        return [width * wish / sum(wanted) for wish in wanted]
    more = _shared([wish - need for wish, need in zip(wanted, needs, strict=True)], width - sum(needs))
    return [need + share for need, share in zip(needs, more, strict=True)]


def _printed_widths(rows: Sequence[Sequence[Placed]], count: int, size: float, titles: int) -> list[float]:
    """The width of the longest line of each column as it is printed, which no longer line can be far from."""
    wanted = [0.0] * count
    for number, row in enumerate(rows):
        for placed in row:
            if placed.columns == 1:
                longest = max(width_of(line, size) for line in placed.text.split("\n"))
                if number < titles:
                    longest *= BOLD if "\n" in placed.text else BOLD / TITLE_LINES
                wanted[placed.column] = max(wanted[placed.column], min(longest, WIDEST_WEIGHED))
    return [wish + PADDING for wish in wanted]


def _shared(wishes: Sequence[float], room: float) -> list[float]:
    """Room for wishes that are more than it in sum: small ones are granted, large ones share what is left.

    >>> _shared([5, 10, 60, 90], 75)
    [5, 10, 30.0, 30.0]
    """
    granted = list(wishes)
    waiting = sorted(range(len(wishes)), key=lambda at: wishes[at])
    while waiting and wishes[waiting[0]] * len(waiting) <= room:
        room -= wishes[waiting.pop(0)]
    for at in waiting:
        granted[at] = room / len(waiting)
    return granted
