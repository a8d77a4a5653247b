"""The stage itself: pages of lines to metadata, tree, citations.

In: arranged and repaired pages; out: `Structure`. Head, body, foot and annexes are told apart first, then each is read by
its own module. Nothing is refused: what no module recognises is a paragraph where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from vndoc.document import Citation, Evidence, Metadata, NoteMark, Notice, Section
from vndoc.pages import ArrangedPage
from vndoc.structure.annex_trees import annex_nodes
from vndoc.structure.annexes import is_strong_start
from vndoc.structure.blocks import whole_lines
from vndoc.structure.citations import find_citations
from vndoc.structure.foot import Foot, read_foot
from vndoc.structure.footnotes import note_nodes
from vndoc.structure.found import Found, evidence
from vndoc.structure.head import Head, read_head
from vndoc.structure.ids import Ids
from vndoc.structure.lexicon import find_kind
from vndoc.structure.note_ties import tie, without_marks
from vndoc.structure.pieces import Flow, Piece, flow
from vndoc.structure.preamble import read_preamble
from vndoc.structure.several import Start, cut_pages, find_starts
from vndoc.structure.shapes import joined
from vndoc.structure.tables import find_tables
from vndoc.structure.tree import Node, build, places, sections


class Structure(msgspec.Struct, frozen=True):
    """What the lines of a document say: its metadata with evidence, its tree, its references."""

    metadata: Metadata = Metadata()
    evidence: dict[str, Evidence] = {}
    sections: tuple[Section, ...] = ()
    annexes: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    notices: tuple[Notice, ...] = ()


class Parts(NamedTuple):
    """The parts of a document before they are frozen: where each line went can be read from them."""

    flow: Flow
    head: Head
    foot: Foot
    body: list[Node]
    annexes: list[Node]
    fields: dict[str, Found]
    later: tuple[Later, ...] = ()


def _body_end(run: Flow, begin: int, foot: Foot) -> int:
    """Where the body ends: at the foot, or at an annex that begins before any foot."""
    for i in range(begin + 1, foot.start):
        if run.pieces[i].first and is_strong_start(run, i):
            return i
    return foot.start


class Later(NamedTuple):
    """A document that stands behind the first one: where it begins, and its own parts."""

    start: Start
    parts: Parts


def take_apart(pages: Sequence[ArrangedPage]) -> Parts:
    """The parts of all documents that stand in some pages: those of the first, with the others in `later`."""
    run = flow(pages)
    starts = find_starts(run)
    if not starts:
        return _apart(pages, run)
    (_, first), *others = cut_pages(pages, starts)
    later = tuple(Later(start, _apart(some, flow(some, n))) for start, (n, some) in zip(starts, others, strict=True))
    parts = _apart(first, flow(first))
    trees = [_as_annex(one, len(parts.annexes) + n) for n, one in enumerate(later, 1)]
    return parts._replace(annexes=[*parts.annexes, *trees], later=later)


def _apart(pages: Sequence[ArrangedPage], run: Flow) -> Parts:
    """The parts of one document."""
    head = read_head(run)
    foot = read_foot(run, head.end)
    end = _body_end(run, head.end, foot)
    if end < foot.start:
        foot = Foot(end, end, {}, frozenset())
    tables = find_tables(pages, run)
    early = [p for i, p in enumerate(run.pieces[: head.end]) if i not in head.used and p.role != "header"]
    body = build([*early, *whole_lines(run.pieces[head.end : foot.start])], run, tables)
    fields = {**head.fields, **foot.fields}
    read_preamble(body, fields)
    return Parts(run, head, foot, body + note_nodes(run.notes), annex_nodes(run, foot.end, tables), fields)


def _head_pieces(parts: Parts) -> list[Piece]:
    """The pieces that the letterhead used up."""
    pieces = parts.flow.pieces[: parts.head.end]
    return [p for i, p in enumerate(pieces) if i in parts.head.used or p.role == "header"]


def _as_annex(one: Later, number: int) -> Node:
    """A later document as a tree: nothing of its letterhead and foot is lost, since only the first one's are metadata."""
    parts = one.parts
    head = _head_pieces(parts)
    kind = {p.place: p for p in parts.fields["kind"].pieces if p in head} if "kind" in parts.fields else {}
    about = [p for p in parts.fields["subject"].pieces if p in head] if "subject" in parts.fields else []
    named = [p for p in kind.values() if p not in about and find_kind(p.text)]
    rest = [p for p in head if p not in about and p not in named]
    node = Node("annex", joined([p.text for p in named]).strip(" *_|:") or None, str(number), joined([p.text for p in about]))
    node.texts, node.pieces = [p.text for p in rest], head
    foot = [Node("paragraph", texts=[p.text], pieces=[p]) for p in parts.flow.pieces[parts.foot.start : parts.foot.end]]
    notes = [n for n in parts.body if n.level == "note"]
    node.children = [*(n for n in parts.body if n.level != "note"), *foot, *notes, *parts.annexes]
    return node


def _metadata(parts: Parts) -> Metadata:
    family = parts.head.family
    prefix = parts.fields["signature"].value.prefix if "signature" in parts.fields else None
    if family == "unknown" and prefix:
        family = "party" if "/" in prefix else "state"
    values = {name: found.value for name, found in parts.fields.items() if not name.startswith("marks.") and name != "family"}
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
    notices = tuple(
        Notice("several_documents", f"another document begins here: {x.start.what}", x.start.page) for x in parts.later
    )
    marks, lost = tie([*parts.body, *parts.annexes], [*body, *annexes])
    metadata = _metadata(parts)
    found = find_citations(without_marks(body, marks), without_marks(annexes, marks), metadata)
    return Structure(metadata, evidence(parts.fields), body, annexes, found, marks, (*notices, *lost))


def documents(pages: Sequence[ArrangedPage]) -> list[tuple[int, Sequence[ArrangedPage]]]:
    """The pages of each document of a file, with the number of lines that its first page has lost to the one before.

    Args:
        pages: as for `structure`.
    """
    starts = find_starts(flow(pages))
    return list(cut_pages(pages, starts)) if starts else [(0, pages)]


def placed(parts: Parts) -> list[tuple[int, int]]:
    """The place of every line by the part that took it, for checks that none is lost or doubled."""
    run = parts.flow
    head = {p.place for p in _head_pieces(parts)}
    foot = {run.pieces[i].place for i in range(parts.foot.start, parts.foot.end)}
    own = parts.annexes[: len(parts.annexes) - len(parts.later)]
    nodes = places(parts.body) + places(own)
    later = [place for one in parts.later for place in placed(one.parts)]
    return [*run.furniture, *sorted(head), *sorted(foot - head), *nodes, *later]
