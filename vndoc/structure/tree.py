"""The tree: pieces and chosen markers to `Section`.

In: a run of pieces; out: its sections. Each piece is in exactly one node. A node's own paragraphs before its first child
are its text; later ones are nodes of level paragraph, so that the order stays. Dash and plus items hang under the section
that they stand in, tables are nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

import regex
from msgspec.structs import replace

from vndoc.document import Cell, Level, Section
from vndoc.structure.blocks import ITEM, paragraphs
from vndoc.structure.ids import Ids
from vndoc.structure.markers import Candidate, candidates
from vndoc.structure.numbering import Chosen, decode
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.quotations import QUOTES
from vndoc.structure.shapes import ends_sentence, is_caps, is_rule, joined
from vndoc.structure.tables import CONTINUED
from vndoc.structure.titles import UNTITLED, headed_lines, is_title

_LEVELS: dict[str, Level] = {name: name for name in get_args(Level)}
_CLOSING = regex.compile(
    r"^(?:\p{L}+(?:\s\p{L}+){0,2}\snày\s(?:được|có hiệu lực)|Trên đây là|Nhận được|Thừa lệnh|Luật này|Bộ luật này"
    r"|Pháp lệnh này|Yêu cầu|Đề nghị các|Giao )"
)

SHORTEST_CAPITALS = 4
"""Letters of the shortest line of a heading in capitals; less is a page number or a scrap."""


@dataclass
class Node:
    """A section that is being built."""

    level: str
    marker: str | None = None
    ordinal: str | None = None
    title: str = ""
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()


def _level(chosen: Chosen, above: Sequence[Node]) -> str:
    """Level name of a marker: arabic and letters below an article (and no Roman numeral between) are clauses and points."""
    style = chosen.reading.style
    if style == "bracket":
        return "clause" if above[-1].level == "article" else "arabic"
    if style not in ("arabic", "letter") and not style.startswith("decimal"):
        return "letter" if style == "upper" else style
    for node in reversed(above):
        if node.level == "article":
            return "point" if style == "letter" else "clause"
        if node.level in ("roman", "part", "chapter") or (node.level == "letter" and (node.ordinal or "").isupper()):
            break
    return "letter" if style == "letter" else "arabic"


_WORDS = {"part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục", "article": "Điều"}


def _marker(chosen: Chosen, piece: Piece) -> str:
    """The marker as printed, with a number, or a full stop read as a comma, that was misread put right."""
    printed = piece.text[: chosen.candidate.end].strip()
    reading = chosen.reading
    if reading.style in _WORDS:
        word = _WORDS[reading.style]
        sep = chosen.candidate.sep if reading.style == "article" or chosen.candidate.sep == "." else ""
        number = reading.number if reading.style != "part" or reading.number.isupper() else f"thứ {reading.number}"
        return f"{word.upper() if is_caps(printed.split()[0]) else word} {number}{sep.replace(',', '.')}"
    sep = chosen.candidate.sep
    if printed.endswith(",") and not piece.sure:
        printed = printed[:-1] + sep
    return printed if printed.strip("().-–/:, ") == reading.number else f"{reading.number}{sep}"


def build(pieces: Sequence[Piece], flow: Flow, tables: dict[tuple[int, int], tuple[Cell, ...]]) -> list[Node]:
    """The nodes of a run of pieces.

    Args:
        pieces: the run.
        flow: the measures of a body line.
        tables: cells of tables by the place of their first line.
    """
    found = candidates(pieces, flow)
    chosen = decode(found)
    pieces = _parted(pieces, found)
    root = Node("root")
    stack: list[Node] = [root]
    first = chosen[0].candidate.at if chosen else len(pieces)
    _fill(root, pieces[:first], 0, flow, tables, more=True)
    for n, mark in enumerate(chosen):
        start = mark.candidate.at
        end = chosen[n + 1].candidate.at if n + 1 < len(chosen) else len(pieces)
        del stack[mark.depth + 1 :]
        node = Node(_level(mark, stack), _marker(mark, pieces[start]), mark.reading.number)
        stack[-1].children.append(node)
        stack.append(node)
        deeper = n + 1 < len(chosen) and chosen[n + 1].depth > mark.depth
        _fill(node, pieces[start:end], mark.candidate.end, flow, tables, more=deeper)
    if len(stack) > 1:
        _close(root, stack[-1], stack)
    return root.children


def _parted(pieces: Sequence[Piece], found: Sequence[Candidate]) -> list[Piece]:
    """The pieces with paragraphs begun at quotations and at the markers in them, which begin no sections."""
    out = list(pieces)
    quoted = [i for i, p in enumerate(pieces) if p.text[:1] in QUOTES] + [c.at for c in found if c.quoted]
    for i in quoted:
        if i and ends_sentence(pieces[i - 1].text):
            out[i] = replace(pieces[i], paragraph=True)
    return out


def _fill(
    node: Node, run: Sequence[Piece], skip: int, flow: Flow, tables: dict[tuple[int, int], tuple[Cell, ...]], more: bool
) -> None:
    """Put the paragraphs of a section into its node: title, text, items, tables, later paragraphs."""
    if not run:
        return
    blocks = paragraphs(run, flow)
    if skip:
        rest = run[0].text[skip:].strip()
        if node.level in _WORDS:  # ``Điều 5 - Phạm vi``
            rest = rest.lstrip("-–: ")
        blocks = _take_title(node, run, rest, blocks, flow, more)
    item: Node | None = None
    for block in blocks:
        text = joined([p.text for p in block])
        sign = ITEM.match(text) if not is_rule(text) else None
        if block[0].role == "table":
            if tables.get(block[0].place) == CONTINUED and item and item.level == "table":
                item.pieces += block
                continue
            item = Node(
                "table", texts=[] if block[0].place in tables else [text], pieces=block, cells=tables.get(block[0].place, ())
            )
            node.children.append(item)
        elif sign:
            level = "plus" if sign["sign"] == "+" else "dash"
            new = Node(level, sign["sign"], None, "", [text[sign.end() :]], list(block))
            if level == "plus" and item and item.level == "dash":
                item.children.append(new)
            else:
                node.children.append(new)
                item = new
        elif node.level != "root" and not node.children:
            node.texts.append(text)
            node.pieces += block
        else:
            item = Node("paragraph", None, None, "", [text], list(block))
            node.children.append(item)


def _take_title(
    node: Node, run: Sequence[Piece], rest: str, blocks: list[list[Piece]], flow: Flow, more: bool
) -> list[list[Piece]]:
    """Set the title, or the first text, of a node; the paragraphs that are left."""
    n = headed_lines(node.level, run, rest) if node.level in ("part", "chapter", "section", "subsection") else 0
    if n:
        node.title = joined([rest, *(p.text for p in run[1:n])]).strip(" *_|")
        node.pieces += run[:n]
        return paragraphs(run[n:], flow) if len(run) > n else []
    if node.level not in UNTITLED and is_caps(rest):
        blocks = _capitals_joined(blocks)
    first = blocks[0]
    alone = not rest and len(first) == 1 and len(blocks) > 1
    if alone and blocks[1][0].role != "table" and not ITEM.match(blocks[1][0].text):
        first, blocks = first + blocks[1], blocks[1:]
    text = joined([rest, *(p.text for p in first[1:])])
    bold = all(p.bold for p in first)
    node.pieces += first
    if is_title(node.level, text, bold, more or len(blocks) > 1):
        node.title = text
    elif text:
        node.texts.append(text)
    return blocks[1:]


def _capitals_joined(blocks: list[list[Piece]]) -> list[list[Piece]]:
    """The first paragraph with the lines in capitals right below: a heading is broken where its words part, not at the edge."""
    first, n = list(blocks[0]), 1
    while n < len(blocks) and not ends_sentence(first[-1].text):
        lines, own = blocks[n], (first[0].role, first[0].bold, True)
        if any((p.role, p.bold, is_caps(p.text)) != own for p in lines) or ITEM.match(lines[0].text):
            break
        if len(lines[0].text) < SHORTEST_CAPITALS or lines[-1].text.endswith(":"):
            break
        first, n = first + lines, n + 1
    return [first, *blocks[n:]]


def _close(root: Node, last: Node, stack: list[Node]) -> None:
    """Closing sentences of the document that stand after the last section belong to the document."""
    if any(n.level == "article" for n in stack):
        return
    while last.children and last.children[-1].level == "paragraph" and _CLOSING.match(last.children[-1].texts[0]):
        root.children.append(last.children.pop())


def sections(nodes: Sequence[Node], ids: Ids, parent: str = "", root: str = "") -> tuple[Section, ...]:
    """Frozen sections of nodes, with ids."""
    out = []
    for node in nodes:
        level = _LEVELS[node.level]
        name = ids.give(node.level, node.ordinal, parent, root)
        below = sections(node.children, ids, name, root if node.level != "annex" else name)
        places = [p.place for p in node.pieces] + [x for s in below if s.lines for x in s.lines]
        span = (min(places), max(places)) if places else None
        pages = (span[0][0], span[1][0]) if span else None
        title = "" if node.level in UNTITLED else node.title
        out.append(
            Section(name, level, node.marker, node.ordinal, title, "\n".join(node.texts), pages, span, below, node.cells)
        )
    return tuple(out)


def places(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """Places of all pieces of nodes, in order, as often as they occur."""
    return [place for node in nodes for place in [p.place for p in node.pieces] + places(node.children)]
