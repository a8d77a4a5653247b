"""Sections as elements of Akoma Ntoso, with references as ``ref``.

In: sections, annexes and citations; out: elements. Levels without an element of their own are ``hcontainer`` with the level
for a name. Our ids stand as ``wId``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from vndoc.document import Document, Section
from vndoc.write.akn_meta import RESERVED
from vndoc.write.akn_mods import REPEALING, Modification, kind_of, quoted, split_quotation
from vndoc.write.akn_names import DEEPEST, ELEMENTS, EIds, no_space
from vndoc.write.akn_refs import References
from vndoc.write.grid import grid, head_rows
from vndoc.write.printable import flowing, one_line, printable


class Body:
    """Writes sections; knows their eIds and the references that stand in them."""

    def __init__(self, document: Document, prefixes: Mapping[int, str]) -> None:
        """Take a document; `prefixes` has those of eIds of sections that are no units of its body."""
        self._prefixes = prefixes
        self._eids: dict[int, str] = {}
        self._by_id: dict[str, str] = {}
        self.attachments: list[str] = []
        self.modifications: list[Modification] = []
        self._modified: dict[str, int] = {}
        self._said: tuple[str, list[str]] = ("", [])
        ids = EIds(RESERVED)
        self._name(document.sections, "", "", ids)
        for annex in document.annexes:
            name = ids.name("att", "", "")
            self.attachments.append(name)
            self._by_id.setdefault(annex.id, name)
            self._name(annex.children, name, name, ids)
        self._references = References(document.citations, self._by_id.get)

    def _name(self, sections: Iterable[Section], parent: str, root: str, ids: EIds) -> None:
        stack = [(section, parent) for section in reversed(list(sections))]
        while stack:
            section, above = stack.pop()
            prefix = self._prefixes.get(id(section))
            above = above if above.count("__") < DEEPEST else root
            name = ids.name(prefix, "", "") if prefix else ids.give(section, above, root)
            self._eids[id(section)] = name
            self._by_id.setdefault(section.id, name)
            stack += [(child, name) for child in reversed(section.children)]

    def ids(self, section: Section) -> dict[str, str]:
        """The attributes of a section's element that name it."""
        return {"eId": self._eids[id(section)], "wId": no_space(printable(section.id))}

    def units(self, into: Element, sections: Sequence[Section]) -> None:
        """Write sections and what is under them; a stack, so that no depth of nesting can exhaust Python's own."""
        stack = [(into, section, 0) for section in reversed(sections)]
        while stack:
            parent, section, depth = stack.pop()
            name = ELEMENTS.get(section.level, ("hcontainer", ""))[0]
            kind = {"name": section.level} if name == "hcontainer" else {}
            unit = SubElement(parent, name, self.ids(section), **kind)
            shallow = depth < DEEPEST
            self._own(unit, section, nested=bool(section.children) and shallow)
            below = unit if shallow else parent
            stack += [(below, child, depth + shallow) for child in reversed(section.children)]

    def _own(self, unit: Element, section: Section, nested: bool) -> None:
        """Marker, title and text of a section."""
        if section.marker and one_line(section.marker):
            SubElement(unit, "num").text = one_line(section.marker)
        if one_line(section.title):
            heading = SubElement(unit, "heading")
            self.inline(heading, one_line(section.title), section.id)
            self._hear(one_line(section.title), heading)
        has_text = bool(section.text.strip() or section.cells)
        if has_text or not nested:
            self.blocks(SubElement(unit, "intro" if nested else "content"), section)

    def blocks(self, into: Element, section: Section) -> None:
        """The paragraphs and the table of a section."""
        lines = [line.strip() for line in printable(section.text).split("\n") if line.strip()]
        at = 0
        while at < len(lines):
            count = quoted(lines, at, self._said[0] if at == 0 else "") if kind_of(self._said[0]) else 0
            if count:
                self._modification(SubElement(into, "p"), lines[at : at + count], section)
            else:
                self._sentence(SubElement(into, "p"), lines[at], section)
            at += count or 1
        if section.cells:
            self._table(SubElement(into, "table"), section)
        if len(into) == 0:
            SubElement(into, "p")

    def _table(self, table: Element, section: Section) -> None:
        rows = grid(section.cells)[0]
        heads = head_rows(rows)
        for n, row in enumerate(rows):
            tr = SubElement(table, "tr")
            for cell in row:
                spans = {name: str(n) for name, n in (("colspan", cell.columns), ("rowspan", cell.rows)) if n > 1}
                td = SubElement(tr, "th" if n < heads else "td", spans)
                text = flowing(printable(cell.text))
                for line in [one_line(text)] if self._references.are_cut(text, section.id) else text.split("\n"):
                    self.inline(SubElement(td, "p"), line, section.id)

    def _sentence(self, into: Element, line: str, section: Section) -> None:
        """A paragraph; what it says is repealed is noted."""
        self.inline(into, line, section.id)
        self._hear(line, into)
        if kind_of(line[:REPEALING]) == "repeal":
            self._note("repeal", self._eids.get(id(section)))

    def _hear(self, text: str, element: Element) -> None:
        """Keep the last sentence, with the units of other works that it names: a quotation after it is about them."""
        self._said = text, [href for ref in element.iter("ref") if "/~" in (href := ref.get("href", ""))]

    def _note(self, kind: str | None, source: str | None) -> None:
        if kind and source:
            self.modifications += [Modification(kind, source, href) for href in self._said[1]]

    def _modification(self, into: Element, lines: Sequence[str], section: Section) -> None:
        """Quoted text of another document."""
        above = self._eids.get(id(section)) or self._by_id.get(section.id)
        opening, inside, closing = split_quotation(lines)
        mod = SubElement(into, "mod")
        mod.text = opening
        if above:
            self._modified[above] = self._modified.get(above, 0) + 1
            mod.set("eId", f"{above}__mod_{self._modified[above]}")
            self._note(kind_of(self._said[0]), mod.get("eId"))
        quotation = SubElement(mod, "quotedStructure")
        for line in inside:
            self.inline(SubElement(quotation, "p"), line, section.id)
        quotation.tail = closing

    def inline(self, into: Element, text: str, section: str | None) -> None:
        """Text with the references that stand in it."""
        self._references.put(into, text, section)
