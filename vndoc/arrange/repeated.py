"""Heads of tables that are printed anew where a table goes on on the next page.

In: the arranged pages of a document; out: the same pages, lines of heads that are there already with the role
``running_head``. A table goes on if nothing but page numbers stands between it and one of the same columns; its head is the
rows that both begin with.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import Indel

from vndoc.alphabet import fold_key
from vndoc.geometry import cell_of, go_on
from vndoc.pages import ArrangedPage, Table, TextLine

ASIDE = ("page_number", "stamp", "running_head", "footnote")

MOST_ROWS = 4
"""Rows of a head: titles over several columns, titles, numbers of columns."""

FEWEST_LETTERS = 6
"""Letters of a head's first row at least."""

ALIKE = 0.8
"""Likeness of two readings of one row at least."""


def with_repeated_heads(pages: Sequence[ArrangedPage]) -> list[ArrangedPage]:
    """The pages, the heads of tables that go on marked as furniture."""
    out: list[ArrangedPage] = []
    head: list[str] = []
    last: Table | None = None
    for page in pages:
        tables = [t for t in sorted(page.tables, key=lambda t: t.box[1]) if len(t.boxes) == len(t.cells)]
        first = tables[0] if tables and _is_at(page, tables[0], 0) else None
        goes_on = bool(first and last and go_on(last, first))
        if first and goes_on:
            page = _without_head(page, first, head)
        out.append(page)
        last = tables[-1] if tables and _is_at(page, tables[-1], -1) else None
        if last and not (goes_on and len(tables) == 1):
            head = _texts(page, last)[:MOST_ROWS]
    return out


def _is_at(page: ArrangedPage, table: Table, end: int) -> bool:
    """Whether a page begins (0) or ends (-1) with a table, furniture and notes aside."""
    lines = [line for line in page.lines if line.role not in ASIDE and line.raw.strip()]
    return bool(lines) and lines[end].role == "table" and _inside(lines[end], table)


def _inside(line: TextLine, table: Table) -> bool:
    return line.box is not None and cell_of(line.box, table.boxes) >= 0


def _rows(page: ArrangedPage, table: Table) -> dict[int, list[int]]:
    """The lines of each row of a table."""
    out: dict[int, list[int]] = {}
    for i, line in enumerate(page.lines):
        if line.role == "table" and line.box and (number := cell_of(line.box, table.boxes)) >= 0:
            out.setdefault(table.cells[number].row, []).append(i)
    return out


def _texts(page: ArrangedPage, table: Table) -> list[str]:
    """The first rows of a table, without marks and capitals."""
    rows = _rows(page, table)
    return [fold_key("".join(page.lines[i].raw for i in rows[row]).replace(" ", "")) for row in sorted(rows)[:MOST_ROWS]]


def _is_same(row: str, above: str) -> bool:
    """Whether two rows say the same; rows of one form that differ in their numbers do not.

    >>> _is_same("TTTENXA", "TTTENXÄ"), _is_same("1HOANHOA15", "2HOANHOA16")
    (True, False)
    """
    digits = [list(filter(str.isdigit, text)) for text in (row, above)]
    return digits[0] == digits[1] and Indel.normalized_similarity(row, above) >= ALIKE


def _without_head(page: ArrangedPage, table: Table, head: Sequence[str]) -> ArrangedPage:
    rows = _rows(page, table)
    own = _texts(page, table)
    if not head or not own or sum(map(str.isalpha, head[0])) < FEWEST_LETTERS:
        return page
    gone: set[int] = set()
    for row, text, above in zip(sorted(rows), own, head, strict=False):
        if not _is_same(text, above):
            break
        gone.update(rows[row])
    if not gone or len(gone) == sum(map(len, rows.values())):
        return page
    lines = [
        msgspec.structs.replace(line, role="running_head", paragraph=False) if i in gone else line
        for i, line in enumerate(page.lines)
    ]
    return msgspec.structs.replace(page, lines=tuple(lines))
