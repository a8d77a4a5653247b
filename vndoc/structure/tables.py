"""Cells of the tables, by the place of the first of their lines.

In: pages with their tables, and the pieces; out: cells filled with repaired lines, each line in one cell. A table that nothing
fits keeps its lines. Tables that follow one another with nothing between are one: on one page in any case, over its end where
their columns are as wide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from vndoc.document import Box, Cell
from vndoc.geometry import cell_of, edges, go_on
from vndoc.pages import ArrangedPage, Table
from vndoc.structure.pieces import Flow, Piece

Tables = dict[tuple[int, int], tuple[Cell, ...]]

CONTINUED: tuple[Cell, ...] = ()
"""What stands for the cells of a table that goes on from the page before: they are with those of its beginning."""


@dataclass
class _Part:
    """A table of a page, or what goes on with one, and its pieces."""

    table: Table
    pieces: list[Piece] = field(default_factory=list)


def find_tables(pages: Sequence[ArrangedPage], run: Flow) -> Tables:
    """Cells of each table, by the place of the first of its lines; `CONTINUED` where one goes on on its page."""
    by_number = {page.number: page for page in pages if page.tables}
    chains: dict[tuple[int, int], list[_Part]] = {}
    out: Tables = {}
    chain: list[_Part] = []
    waiting: list[Piece] = []
    previous: Piece | None = None
    for piece in run.pieces:
        if piece.role != "table":
            previous = None
            continue
        page = by_number.get(piece.page)
        table = _table_at(page, piece) if page else None
        if previous is None or previous.page != piece.page:
            if previous and chain and table and go_on(chain[-1].table, table):
                out[piece.place] = CONTINUED
            else:
                chain, waiting = chains.setdefault(piece.place, []), []
        previous = piece
        part = next((p for p in reversed(chain) if p.table is table), None)
        if table and part is None:
            part = _Part(table, waiting)
            chain.append(part)
            waiting = []
        (part.pieces if part else chain[-1].pieces if chain else waiting).append(piece)
    out |= {place: _cells(some) for place, some in chains.items() if some}
    return out


def _table_at(page: ArrangedPage, piece: Piece) -> Table | None:
    """The table of a page that a piece lies in, or the first one where places are not known."""
    if piece.box is None:
        return page.tables[0]
    y = (piece.box[1] + piece.box[3]) / 2
    found = next((t for t in page.tables if cell_of(piece.box, t.boxes) >= 0), None)
    return found or next((t for t in page.tables if t.box[1] - NEAR <= y <= t.box[3] + NEAR), None)


NEAR = 6.0
"""Points above or below a table where a line is still its own."""


_Placed = tuple[Cell, Box | None]


def _cells(chain: Sequence[_Part]) -> tuple[Cell, ...]:
    """The cells of tables that are one."""
    if len(chain) == 1:
        return _without_false_lines(_without_gaps([cell for cell, _ in _filled(chain[0])]))
    widest = max((edges(part.table) for part in chain), key=len)
    out: list[Cell] = []
    rows = 0
    for n, part in enumerate(chain):
        cells = _filled(part)
        first = min((cell.row for cell, _ in cells if cell.text or not n), default=0)
        placed = [
            _placed(replace(cell, row=cell.row - first), box, part.table, widest) for cell, box in cells if cell.row >= first
        ]
        out, placed = _with_rest(out, placed)
        out += [replace(cell, row=cell.row + rows) for cell in placed]
        rows = max((cell.row + cell.rows for cell in out), default=0)
    return _without_false_lines(_without_gaps(out))


def _with_rest(above: list[Cell], below: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """The cells of a table and those that go on with it; a row that the page's end has cut is put together.

    The rest of a row has no number, and goes on in small letters with cells that have words above.
    """
    last = max((cell.row for cell in above), default=0)
    ends = {(cell.column, cell.columns): i for i, cell in enumerate(above) if cell.row == last and cell.rows == 1}
    rest = [cell for cell in below if cell.row == 0]
    said = [cell for cell in rest if cell.text]
    fits = all(cell.rows == 1 and (cell.column, cell.columns) in ends for cell in rest)
    if not fits or not said or any(cell.column == 0 for cell in said) or not all(cell.text[0].islower() for cell in said):
        return above, below
    if not all(above[ends[cell.column, cell.columns]].text for cell in said):
        return above, below
    made = list(above)
    for cell in said:
        at = ends[cell.column, cell.columns]
        made[at] = replace(made[at], text=f"{made[at].text}\n{cell.text}")
    return made, [replace(cell, row=cell.row - 1) for cell in below if cell.row]


GAPS = 0.3
"""Share of the rows, at least, that are ruled as gaps between rows: an empty row or two are to be filled in."""


def _without_gaps(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells without rows that only part other rows: each empty, between two that are not, and many of them."""
    said = {row for cell in cells if cell.text for row in range(cell.row, cell.row + cell.rows)}
    rows = {cell.row for cell in cells}
    joined = {row for cell in cells if cell.rows > 1 for row in range(cell.row, cell.row + cell.rows)}
    gaps = sorted(row for row in rows - said - joined if row - 1 in said and row + 1 in said)
    if len(gaps) < GAPS * len(rows):
        return cells
    gone = set(gaps)
    return [replace(cell, row=cell.row - bisect_left(gaps, cell.row)) for cell in cells if cell.row not in gone]


FEWEST_ROWS = 4
"""Rows of a table, at least, of which a line parts the first alone: the edge of a seal, or a letter's stroke."""


def _without_false_lines(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells without lines between columns that part nothing but the first row: what names columns has columns below."""
    if max((cell.row + cell.rows for cell in cells), default=0) < FEWEST_ROWS:
        return tuple(cells)
    parted: dict[int, int] = {}
    for cell in cells:
        parted[cell.column] = max(parted.get(cell.column, 0), cell.row + cell.rows)
    false = {column for column, rows in parted.items() if column and rows == 1}
    if not false:
        return tuple(cells)

    def moved(column: int) -> int:
        return column - sum(line <= column for line in false)

    out: list[Cell] = []
    for cell in cells:
        if cell.column in false and out and out[-1].row == cell.row:
            text = "\n".join(filter(None, (out[-1].text, cell.text)))
            out[-1] = replace(out[-1], text=text, columns=moved(cell.column + cell.columns - 1) + 1 - out[-1].column)
            continue
        column = moved(cell.column)
        out.append(replace(cell, column=column, columns=max(1, moved(cell.column + cell.columns - 1) + 1 - column)))
    return tuple(out)


def _placed(cell: Cell, box: Box | None, table: Table, columns: Sequence[float]) -> Cell:
    """A cell in the columns of another table: those whose sides are nearest to its own."""
    if box is None or len(columns) < 2:
        return cell
    width = max(table.box[2] - table.box[0], 1.0)
    start, end = (
        min(range(len(columns)), key=lambda i: abs(columns[i] - (x - table.box[0]) / width)) for x in (box[0], box[2])
    )
    start = min(start, len(columns) - 2)
    return replace(cell, column=start, columns=max(1, end - start))


def _filled(part: _Part) -> list[_Placed]:
    """The cells of a table with its lines, each in the one that it lies in or is nearest to; as they were if nothing fits."""
    table = part.table
    if len(table.boxes) != len(table.cells) or not table.cells or not all(piece.box for piece in part.pieces):
        return [(cell, None) for cell in table.cells]
    held: list[list[Piece]] = [[] for _ in table.cells]
    for piece in part.pieces:
        if piece.box:
            number = cell_of(piece.box, table.boxes)
            held[number if number >= 0 else _nearest(piece.box, table.boxes)].append(piece)
    bands = {cell.row: (box[1], box[3]) for cell, box in zip(table.cells, table.boxes, strict=True) if cell.rows == 1}
    out: list[_Placed] = []
    for cell, box, pieces in zip(table.cells, table.boxes, held, strict=True):
        rows = _rows_of(cell, pieces, bands) if cell.rows > 1 else None
        if rows is None:
            out.append((replace(cell, text="\n".join(piece.text for piece in pieces)), box))
        else:
            for row, piece in rows.items():
                out.append((replace(cell, row=row, rows=1, text=piece.text), (box[0], bands[row][0], box[2], bands[row][1])))
    return sorted(out, key=lambda placed: (placed[0].row, placed[0].column))


MIDDLE = 0.3
"""Share of a row's height by which a number stands above or below its middle at most."""

APART = 1.4
"""Heights of a line that numbers of two rows are apart at least; lines of one cell are 1.2."""


def _rows_of(cell: Cell, pieces: Sequence[Piece], bands: dict[int, tuple[float, float]]) -> dict[int, Piece] | None:
    """The number of each row of a cell whose lines between rows were too faint to be seen: one in the middle of each."""
    rows = range(cell.row, cell.row + cell.rows)
    if len(pieces) != cell.rows or any(row not in bands for row in rows):
        return None
    out: dict[int, Piece] = {}
    for row, piece in zip(rows, sorted(pieces, key=lambda p: p.box[1] if p.box else 0.0), strict=True):
        if piece.box is None or not any(map(str.isdigit, piece.text)) or any(map(str.isalpha, piece.text)):
            return None
        (top, bottom), middle = bands[row], (piece.box[1] + piece.box[3]) / 2
        if abs(middle - (top + bottom) / 2) > MIDDLE * (bottom - top):
            return None
        if bottom - top < APART * (piece.box[3] - piece.box[1]):
            return None
        out[row] = piece
    return out


def _nearest(box: Box, cells: Sequence[Box]) -> int:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def off(number: int) -> float:
        x0, top, x1, bottom = cells[number]
        return max(x0 - x, x - x1, 0.0) + max(top - y, y - bottom, 0.0)

    return min(range(len(cells)), key=off)
