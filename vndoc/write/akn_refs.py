"""References in Akoma Ntoso: IRIs of cited works and of their units, ``ref`` for each unit, ``rref`` for a range.

In: citations, and the texts that they stand in; out: elements in the text. A work that is named again by less (``Chỉ thị số
33-CT/TW`` after its date was given, ``Luật Đất đai`` after its number) has the IRI of its fuller name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from vndoc.document import Citation
from vndoc.write.akn_names import portion, slug, work_iri
from vndoc.write.printable import one_line

Segment = tuple[int, int, dict[str, str]]
"""A stretch of a reference's words, and the attributes of its element: ``href``, or ``from`` and ``upTo``."""


def _name(citation: Citation) -> tuple[str, str]:
    return slug(citation.kind or ""), slug(citation.number or citation.title or "")


class Works:
    """The IRIs of the works that a document cites."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._dates: dict[tuple[str, str], set[str]] = {}
        self._numbers: dict[tuple[str, str], set[tuple[str, str | None]]] = {}
        for citation in citations:
            if citation.date:
                self._dates.setdefault(_name(citation), set()).add(citation.date)
            if citation.title and citation.number:
                called = slug(citation.kind or ""), slug(citation.title)
                self._numbers.setdefault(called, set()).add((citation.number, citation.date))

    def work(self, citation: Citation) -> str | None:
        """The IRI of a cited work; None for one that is not told from others of its kind, or is only called this one."""
        number, date = citation.number, citation.date
        if citation.target is not None or (citation.own and number is None):
            return None
        if number is None and citation.title is None and slug(citation.kind or "") != "hien-phap":
            return None
        if number is None and len(known := self._numbers.get(_name(citation), set())) == 1:
            number, date = next(iter(known))
        if date is None and len(dates := self._dates.get(_name(citation), set())) == 1:
            date = next(iter(dates))
        return work_iri(citation.kind, number or citation.title or citation.kind, date, citation.issuer)

    def href(self, citation: Citation) -> str | None:
        """The IRI of a cited work, or of the unit of it."""
        work = self.work(citation)
        return f"{work}/~{portion(citation.unit)}" if work and citation.unit else work


class References:
    """Puts the references of a document into its texts, each once and in order."""

    def __init__(self, citations: Sequence[Citation], own: Callable[[str], str | None]) -> None:
        """Take the citations of a document; `own` gives the eId of one of its sections."""
        self._works = Works(citations)
        self._own = own
        self._waiting: dict[str | None, list[list[Citation]]] = {}
        for group in _groups(citations):
            self._waiting.setdefault(group[0].section, []).append(group)

    def put(self, into: Element, text: str, section: str | None) -> None:
        """Text with the references that stand in it."""
        into.text = text
        at = 0
        last: Element | None = None
        left: list[list[Citation]] = []
        for group in self._waiting.get(section, ()):
            raw = one_line(group[0].raw)
            start = _place(text, raw, at)
            if start < 0:
                left.append(group)
                continue
            for begin, end, attributes in self._segments(group, raw):
                if last is None:
                    into.text = text[: start + begin]
                else:
                    last.tail = text[at : start + begin]
                last = SubElement(into, "ref" if "href" in attributes else "rref", attributes)
                last.text = text[start + begin : start + end]
                at = start + end
                last.tail = text[at:]
        if section in self._waiting:
            self._waiting[section] = left

    def are_cut(self, text: str, section: str) -> bool:
        """Whether the lines of a cell cut references in two that stand in it when it is one line."""
        if "\n" not in text:
            return False
        whole = one_line(text)
        raws = {one_line(group[0].raw) for group in self._waiting.get(section, ())}
        return any(_place(whole, raw, 0) >= 0 and all(_place(line, raw, 0) < 0 for line in text.split("\n")) for raw in raws)

    def _segments(self, group: Sequence[Citation], raw: str) -> Iterator[Segment]:
        """The stretches of a reference that become elements: one for each unit that is named, or for two that end a range."""
        hrefs = [self._href(citation) for citation in group]
        if len(group) == 1 or raw != group[0].raw:
            if hrefs[0]:
                yield 0, len(raw), {"href": hrefs[0]}
            return
        named = [n for n, citation in enumerate(group) if citation.span]
        done = -1
        for n, after in zip(named, [*named[1:], len(group)], strict=True):
            begin, end = group[n].span or (0, 0)
            first = hrefs[n]
            if n <= done or first is None:
                continue
            last = hrefs[after] if after < len(group) and after > n + 1 else None
            if last is not None:
                done = after
                yield begin, (group[after].span or (0, end))[1], {"from": first, "upTo": last}
            else:
                yield begin, end, {"href": first}

    def _href(self, citation: Citation) -> str | None:
        if citation.target is not None:
            name = self._own(citation.target)
            return f"#{name}" if name else None
        return self._works.href(citation)


def _groups(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Citations that one reference names together."""
    out: list[list[Citation]] = []
    for citation in citations:
        before = out[-1][-1] if out else None
        places = [c.span for c in out[-1] if c.span] if out else []
        goes_on = (
            before is not None
            and before.raw == citation.raw
            and before.section == citation.section
            and bool(places)
            and (citation.span is None or citation.span[0] > places[-1][0])
        )
        if goes_on:
            out[-1].append(citation)
        else:
            out.append([citation])
    return out


def _place(text: str, raw: str, at: int) -> int:
    """Where some words stand in a text, not as a part of others (``Điều 5`` in ``Điều 56``); -1 where they do not."""
    start = text.find(raw, at) if raw else -1
    while start >= 0:
        end = start + len(raw)
        if not (text[start - 1 : start].isalnum() and start) and not text[end : end + 1].isalnum():
            return start
        start = text.find(raw, start + 1)
    return -1
