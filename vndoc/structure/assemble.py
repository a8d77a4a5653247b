"""The stage itself: pages of lines to metadata, tree, citations.

In: arranged and repaired pages; out: `Structure`. Head, body, foot and annexes are told apart first, then each is read by
its own module. Nothing is refused: what no module recognises is a paragraph where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from vndoc.document import Cell, Citation, Evidence, Metadata, Notice, Section
from vndoc.geometry import cells_with
from vndoc.pages import ArrangedPage, Table
from vndoc.structure.annexes import find_label, is_annex_start, is_strong_start, read_heading
from vndoc.structure.citations import find_citations
from vndoc.structure.foot import Foot, read_foot
from vndoc.structure.footnotes import note_nodes
from vndoc.structure.found import Found, evidence
from vndoc.structure.head import Head, read_head
from vndoc.structure.ids import Ids
from vndoc.structure.pieces import Flow, Piece, flow
from vndoc.structure.preamble import read_preamble
from vndoc.structure.tree import Node, build, places, sections

Tables = dict[tuple[int, int], tuple[Cell, ...]]


class Structure(msgspec.Struct, frozen=True):
    """What the lines of a document say: its metadata with evidence, its tree, its references."""

    metadata: Metadata = Metadata()
    evidence: dict[str, Evidence] = {}
    sections: tuple[Section, ...] = ()
    annexes: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()


class Parts(NamedTuple):
    """The parts of a document before they are frozen: where each line went can be read from them."""

    flow: Flow
    head: Head
    foot: Foot
    body: list[Node]
    annexes: list[Node]
    fields: dict[str, Found]


def _tables(pages: Sequence[ArrangedPage], run: Flow) -> Tables:
    """Cells of each table, by the place of the first of its lines."""
    out: Tables = {}
    previous: Piece | None = None
    count: dict[int, int] = {}
    by_number = {page.number: page for page in pages if page.tables}
    for piece in run.pieces:
        page = by_number.get(piece.page)
        if page and piece.role == "table" and (previous is None or previous.role != "table" or previous.page != piece.page):
            n = count.get(piece.page, 0)
            count[piece.page] = n + 1
            table = next((t for t in page.tables if piece.box and t.box[1] - 4 <= piece.box[1] <= t.box[3] + 4), None)
            if table is None and n < len(page.tables):
                table = page.tables[n]
            if table:
                out[piece.place] = _filled(table, page)
        previous = piece
    return out


def _filled(table: Table, page: ArrangedPage) -> tuple[Cell, ...]:
    """The cells of a table with its repaired lines, each of which lies in one; as they were where these have no places."""
    if len(table.boxes) != len(table.cells):
        return table.cells
    lines = [(line.text, line.box, i) for i, line in enumerate(page.lines) if line.role == "table" and line.box]
    cells = cells_with(table, lines)
    return cells if any(cell.text for cell in cells) else table.cells


def _body_end(run: Flow, begin: int, foot: Foot) -> int:
    """Where the body ends: at the foot, or at an annex that begins before any foot."""
    for i in range(begin + 1, foot.start):
        if run.pieces[i].first and is_strong_start(run, i):
            return i
    return foot.start


def _annex_nodes(run: Flow, start: int, tables: Tables) -> list[Node]:
    """The annexes from a piece to the end; forms under an appendix are its children."""
    pieces = run.pieces
    if start >= len(pieces):
        return []
    starts = [start] + [i for i in range(start + 1, len(pieces)) if is_annex_start(run, i)]
    out: list[Node] = []
    seen: set[tuple[str, str]] = set()
    kept: list[int] = []
    for i in starts:
        label = find_label(pieces[i])
        name = (label.sort, label.number) if label else ("", str(i))
        if name not in seen or not (label and label.number):
            seen.add(name)
            kept.append(i)
    for n, i in enumerate(kept):
        end = kept[n + 1] if n + 1 < len(kept) else len(pieces)
        marker, title, begin = read_heading(run, i, end)
        label = find_label(pieces[i])
        number = label.number if label and label.number else str(len(out) + 1)
        node = Node("annex", marker, number, title, [], list(pieces[i:begin]))
        node.children = build(pieces[begin:end], run, tables)
        inside = label is not None and label.sort != "PHU LUC" and out and (out[-1].marker or "").upper().startswith("PHỤ")
        (out[-1].children if inside else out).append(node)
    return out


def take_apart(pages: Sequence[ArrangedPage]) -> Parts:
    """The parts of a document."""
    run = flow(pages)
    head = read_head(run)
    foot = read_foot(run, head.end)
    end = _body_end(run, head.end, foot)
    if end < foot.start:
        foot = Foot(end, end, {}, frozenset())
    tables = _tables(pages, run)
    early = [p for i, p in enumerate(run.pieces[: head.end]) if i not in head.used and p.role != "header"]
    body = build([*early, *run.pieces[head.end : foot.start]], run, tables)
    fields = {**head.fields, **foot.fields}
    read_preamble(body, fields)
    return Parts(run, head, foot, body + note_nodes(run.notes), _annex_nodes(run, foot.end, tables), fields)


def _metadata(parts: Parts) -> Metadata:
    family = parts.head.family
    prefix = parts.fields["signature"].value.prefix if "signature" in parts.fields else None
    if family == "unknown" and prefix:
        family = "party" if "/" in prefix else "state"
    values = {name: found.value for name, found in parts.fields.items() if not name.startswith("marks.")}
    return Metadata(family=family, marks=parts.head.marks, **values)


def structure(pages: Sequence[ArrangedPage]) -> Structure:
    """Metadata, tree and references of a document.

    Args:
        pages: its pages, lines in reading order, repaired.

    Returns:
        What was found; any lines give a tree.
    """
    parts = take_apart(pages)
    ids = Ids()
    body, annexes = sections(parts.body, ids), sections(parts.annexes, ids)
    return Structure(_metadata(parts), evidence(parts.fields), body, annexes, find_citations(body, annexes))


def placed(parts: Parts) -> list[tuple[int, int]]:
    """The place of every line by the part that took it, for checks that none is lost or doubled."""
    run = parts.flow
    head = {run.pieces[i].place for i in range(parts.head.end) if i in parts.head.used or run.pieces[i].role == "header"}
    foot = {run.pieces[i].place for i in range(parts.foot.start, parts.foot.end)}
    nodes = places(parts.body) + places(parts.annexes)
    return [*run.furniture, *sorted(head), *sorted(foot - head), *nodes]
