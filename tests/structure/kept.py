"""What must hold of every document: no line and no word is lost or doubled, and order stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import regex

from vndoc.document import Metadata, Section
from vndoc.pages import ArrangedPage
from vndoc.structure import structure
from vndoc.structure.assemble import Parts, placed, take_apart
from vndoc.structure.headings import heading
from vndoc.structure.shapes import key
from vndoc.structure.tree import Node
from vndoc.syllable import is_possible

MARKER = 20
"""Letters and digits of the longest marker: what its section's text is without, and what may be mended."""

MOST_SCRAPS = 3
"""Words of a letterhead or foot line that no field has: scraps of a stamp beside it, ``Nơi nhận:``, a day written by hand."""

_WORD = regex.compile(r"[\p{L}\p{M}\d]+")


def signs(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, text))


def words(text: str) -> Counter[str]:
    """Words, each as often as it occurs."""
    return Counter(_WORD.findall(text))


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """All nodes in the order of the document."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def walk_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """All sections in the order of the document."""
    for section in sections:
        yield section
        yield from walk_sections(section.children)


def check_kept(pages: Sequence[ArrangedPage], has_scraps: bool = True, fields: bool = True) -> None:
    """Every line is in exactly one place and in order, every word is in the sections, the furniture, or the metadata.

    Args:
        pages: any lines.
        has_scraps: whether stamps and pens may have left words in letterhead and foot that no field has.
        fields: whether letterhead and foot make sense, so that the metadata must have them.
    """
    parts, found = take_apart(pages), structure(pages)
    check_lines(pages, parts)
    check_order(parts)
    nodes = [*walk(parts.body), *walk(parts.annexes)]
    sections = [*walk_sections(found.sections), *walk_sections(found.annexes)]
    assert len(nodes) == len(sections)
    for node, section in zip(nodes, sections, strict=True):
        check_words(node, section)
    if fields:
        check_fields(parts, found.metadata, MOST_SCRAPS if has_scraps else 0)


def check_lines(pages: Sequence[ArrangedPage], parts: Parts) -> None:
    """Each line has one place; one that holds both sides of a two-column head or foot may have two."""
    lines = {(page.number, i): line for page in pages for i, line in enumerate(page.lines)}
    count = Counter(placed(parts))
    assert set(count) == set(lines)
    twice = [place for place, n in count.items() if n > 1]
    assert all(count[place] == 2 and lines[place].column != "right" for place in twice), twice


def check_order(parts: Parts) -> None:
    """Lines follow one another as they are printed; footnotes stand at the end, and a letterhead is read apart."""
    own = parts.annexes[: len(parts.annexes) - len(parts.later)]
    for nodes in (parts.body, own):
        order = [p.place for node in walk(nodes) for p in node.pieces if p.role != "footnote"]
        assert order == sorted(order)
    for one in parts.later:
        check_order(one.parts)


def check_words(node: Node, section: Section) -> None:
    """A section has the words of its lines: in their order below a heading; a marker may be mended."""
    printed = " ".join(p.text for p in node.pieces)
    said = f"{section.title} {section.text}"
    if section.level in ("annex", "table"):
        said = " ".join((section.marker or "", said, *(cell.text for cell in section.cells)))
        lost, more = Counter(signs(printed)), Counter(signs(said))
        mended = MARKER if section.level == "annex" and section.marker else 0
        assert (lost - more).total() <= mended and (more - lost).total() <= mended, (section, printed)
        return
    assert signs(printed).endswith(signs(said)), (section, printed)
    assert len(signs(printed)) - len(signs(said)) <= MARKER, (section, printed)
    assert section.marker or signs(printed) == signs(said), (section, printed)


def check_fields(parts: Parts, metadata: Metadata, scraps: int) -> None:
    """Lines of the letterhead and the foot are in the metadata, but for headings, labels and scraps."""
    said = words(key(msgspec.json.encode(metadata).decode().replace("\\n", " ")))
    run = parts.flow
    inside = {p.place for node in walk(parts.body) for p in node.pieces}
    foot = run.pieces[parts.foot.start : parts.foot.end]
    for piece in (*(p for p in run.pieces[: parts.head.end] if p.place not in inside), *foot):
        if heading(piece.key) is None:
            lost = [word for word in words(piece.key) if word not in said and is_word(word)]
            assert len(lost) <= scraps, (piece, lost)


def is_word(text: str) -> bool:
    """Whether a run of letters may be a Vietnamese word; dates are in the metadata in another form."""
    return len(text) > 1 and is_possible(text.lower()) and text not in LABELS


LABELS = frozenset(["NOI", "NHAN", "KINH", "GUI", "SO", "NGAY", "THANG", "NAM", "VE", "VIEC", "DA", "KY"])
"""Words of ``Nơi nhận:``, ``Kính gửi:``, ``Số``, a date, ``Về việc``, ``(Đã ký)``."""
