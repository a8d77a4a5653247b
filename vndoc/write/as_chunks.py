"""Document → JSON Lines for search and retrieval: a chunk a line, each with what finds it and what it stands in.

A chunk is one unit of the document or several small neighbours under one parent, up to a limit; a unit that is longer gives
its own text and its units apart, and running text is cut at line and sentence ends alone, where it is longer itself. Every
word is in the `text` of exactly one chunk: headings above it are context (`path`), as is the head of a table that is cut
(`header`). Lines that belong to no section (letterhead, recipients, signature) are chunks of their own.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from vndoc.alphabet import strip_marks
from vndoc.document import Citation, Document, Section
from vndoc.options import Options
from vndoc.write.chunk_places import At, Lines, Place
from vndoc.write.cut_text import cut_lines, cut_text, table_rows
from vndoc.write.note_places import with_notes_inside
from vndoc.write.outline import heading_of, marker_of
from vndoc.write.printable import one_line, printable

CHUNK_CHARACTERS = Options().chunk_characters
"""Characters of a chunk where nothing else is asked for."""

ID_DIGITS = 16
"""Digits of the file's hash in a chunk's id."""

_encode_lines = msgspec.json.Encoder().encode_lines
_CITED = ("raw", "kind", "number", "title", "issuer", "article", "clause", "point", "date", "unit", "own", "target")


class _Unit(msgspec.Struct, frozen=True, gc=False):
    """What is never cut again: its text, the sections in it, where it stands, the headings above it, and its own one."""

    text: str
    sections: tuple[str, ...]
    place: Place | None
    path: tuple[str, ...]
    heading: str = ""
    header: str | None = None
    mergeable: bool = True


def to_chunks(document: Document, limit: int = CHUNK_CHARACTERS) -> str:
    """The chunks of a document, a JSON object a line.

    Args:
        document: what `process` or `parse_text` gave.
        limit: characters of a chunk; only a single word may be longer.
    """
    return _encode_lines(list(chunks(document, limit))).decode()


def chunks(document: Document, limit: int = CHUNK_CHARACTERS) -> Iterator[dict[str, Any]]:
    """The same as dictionaries."""
    limit = max(1, limit)
    about = _about(document)
    lines = Lines(document)
    cited: dict[str, list[Citation]] = {}
    for citation in document.citations:
        cited.setdefault(citation.section or "", []).append(citation)
    seen: Counter[str] = Counter()
    for units in _merged(_units(document, lines, limit), limit):
        name = units[0].sections[0] if units[0].sections else "lines"
        seen[name] += 1
        times = seen[name]
        yield _chunk(about, f"{name}~{times}" if times > 1 else name, units, lines, cited)


def _chunk(
    about: dict[str, Any], name: str, units: list[_Unit], lines: Lines, cited: dict[str, list[Citation]]
) -> dict[str, Any]:
    text = "\n".join(unit.text for unit in units)
    own = units[0].heading
    path = [*units[0].path, own] if len(units) == 1 and own else list(units[0].path)
    ids = dict.fromkeys(section for unit in units for section in unit.sections)
    known = lines.known([unit.place for unit in units if unit.place])
    return {
        "id": f"{about['sha256'][:ID_DIGITS]}#{name}",
        "document": about,
        "path": path,
        "sections": list(ids),
        "pages": known.pages,
        "header": units[0].header,
        "text": text,
        "folded": strip_marks("\n".join([*path, text])).lower(),
        "citations": [_cited(found) for section in ids for found in _taken(cited, section, text)],
        "confidence": known.confidence,
        "doubtful": known.doubtful,
    }


def _about(document: Document) -> dict[str, Any]:
    meta, origin = document.metadata, document.origin
    number = meta.number.raw if meta.number else None
    plain = {name: getattr(meta, name) for name in ("family", "kind", "issuer", "date", "subject")}
    return {"name": origin.name, "sha256": origin.sha256, "number": number, **plain}


def _cited(citation: Citation) -> dict[str, str | bool]:
    return {name: value for name in _CITED if (value := getattr(citation, name))}


def _taken(cited: dict[str, list[Citation]], section: str, text: str) -> list[Citation]:
    """References of a section that this text holds; what is taken does not come again in its next piece."""
    waiting = cited.get(section)
    if not waiting:
        return []
    flat = one_line(text)
    found = [citation for citation in waiting if one_line(citation.raw) in flat]
    cited[section] = [citation for citation in waiting if citation not in found]
    return found


def _units(document: Document, lines: Lines, limit: int) -> Iterator[_Unit]:
    """Units in order: of the tree, and of lines that are in none of its sections, before the sections that they precede."""
    loose = deque(lines.outside((*document.sections, *document.annexes)))
    document = with_notes_inside(document)
    nodes = (*document.sections, *document.annexes)
    for node in nodes:
        while loose and lines.before(loose[0][0], node):
            yield from _loose(*loose.popleft(), lines, limit)
        yield from _of(node, (), lines, limit)
    for at, texts in loose:
        yield from _loose(at, texts, lines, limit)


def _loose(at: At | None, texts: list[str], lines: Lines, limit: int) -> Iterator[_Unit]:
    for text in cut_lines(texts, limit):
        place, at = lines.walk(at, text)
        yield _Unit(text, (), place, (), mergeable=False)


def _of(node: Section, path: tuple[str, ...], lines: Lines, limit: int) -> Iterator[_Unit]:
    """The whole of a section where the limit allows; its own text and its children else."""
    whole = list(_texts(node))
    heading = heading_of(node)
    if sum(len(text) + 1 for text in whole) - 1 <= limit:
        text = "\n".join(whole)
        if text:
            place = Place(*node.lines) if node.lines else None
            yield _Unit(text, tuple(_ids(node)), place, path, heading, mergeable=node.level != "annex")
        return
    inner = (*path, heading) if heading else path
    header = None
    at = lines.start(node)
    for n, text in enumerate(_own_pieces(node, limit)):
        place, at = lines.walk(at, text)
        yield _Unit(text, (node.id,), place, inner, "", header if n else None, mergeable=not node.cells)
        header = next(table_rows(node.cells), None) if node.cells else None
    for child in node.children:
        yield from _of(child, inner, lines, limit)


def _own_pieces(node: Section, limit: int) -> list[str]:
    """The text that is a section's own, its heading first, cut where it is longer than the limit."""
    return cut_lines(list(_own(node)), limit) if node.cells else cut_text("\n".join(_own(node)), limit)


def _own(node: Section) -> Iterator[str]:
    """Lines of a section itself: heading and text, or marker and text on one line; rows of a table."""
    title, text = one_line(node.title), printable(node.text).strip()
    if title:
        yield heading_of(node)
        if text:
            yield text
    elif marker := marker_of(node, text):
        yield f"{marker} {text}".rstrip()
    elif text:
        yield text
    if node.cells:
        yield from table_rows(node.cells)


def _texts(node: Section) -> Iterator[str]:
    yield from _own(node)
    for child in node.children:
        yield from _texts(child)


def _ids(node: Section) -> Iterator[str]:
    yield node.id
    for child in node.children:
        yield from _ids(child)


def _merged(units: Iterable[_Unit], limit: int) -> Iterator[list[_Unit]]:
    """Neighbours under one parent, together up to the limit."""
    group: list[_Unit] = []
    size = 0
    for unit in units:
        fits = group and unit.mergeable and group[-1].mergeable and unit.path == group[0].path and unit.header is None
        if fits and size + 1 + len(unit.text) <= limit:
            group.append(unit)
            size += 1 + len(unit.text)
            continue
        if group:
            yield group
        group, size = [unit], len(unit.text)
    if group:
        yield group
