"""References of a document to its own units, as links in the texts of its HTML page.

In: the document, and the texts of a section with their runs; out: the runs in groups, each with the id that it leads to.
A reference whose words are doubtful, hold the mark of a footnote or the start of a page is no link: those are elements that a
link may not hold. Nor is one to the section itself or to what it stands in (``Điều này``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vndoc.document import Citation, Document, Section
from vndoc.write.marking import Run
from vndoc.write.note_places import SIGN, all_sections
from vndoc.write.printable import printable


class Link(NamedTuple):
    """Where a reference stands in a text, and the id of what it names."""

    start: int
    end: int
    target: str


class Links:
    """The references of one document that lead somewhere in it."""

    def __init__(self, document: Document) -> None:
        self._cited: dict[str, list[Citation]] = {}
        if not document.citations:
            return
        known = {section.id for section in all_sections((*document.sections, *document.annexes))}
        for citation in document.citations:
            here, there = citation.section or "", citation.target
            if there in known and there != here and not here.startswith(f"{there}__"):
                self._cited.setdefault(here, []).append(citation)

    def of(self, section: Section, texts: Sequence[str]) -> list[list[Link]]:
        """The links in texts of a section that follow one another, each text's in order."""
        waiting = self._cited.get(section.id, [])
        out: list[list[Link]] = []
        for text in texts:
            found: list[Link] = []
            left, at = [], 0
            for citation in waiting:
                raw, (low, high) = printable(citation.raw), citation.span or (0, len(citation.raw))
                start = text.find(raw, at)
                if start < 0 or not raw:
                    left.append(citation)
                    continue
                at = start
                if start + low >= (found[-1].end if found else 0) and low < high:
                    found.append(Link(start + low, start + high, citation.target or ""))
            waiting = left
            out.append(found)
        return out


def grouped(runs: Sequence[Run], links: Sequence[Link]) -> Iterator[tuple[str, list[Run]]]:
    """Runs cut at the ends of links: those of a link together with its target, all else one by one with none."""
    group: list[Run] = []
    at, left = 0, list(links)
    for run in runs:
        text, first = run.text, True
        while text or first:
            link = left[0] if left else None
            inside = link is not None and at >= link.start
            stop = (link.end if inside else link.start) - at if link is not None else len(text)
            piece = run._replace(text=text[:stop], page=run.page if first else None)
            text, at, first = text[stop:], at + len(piece.text), False
            if inside:
                group.append(piece)
            elif piece.text or piece.page is not None:
                yield "", [piece]
            if link is not None and at >= link.end:
                yield from _linked(link.target, group)
                group = []
                left.pop(0)
    yield from _linked("", group)


def _linked(target: str, group: list[Run]) -> Iterator[tuple[str, list[Run]]]:
    """The runs of a link as one; each for itself where they hold what a link may not."""
    whole = all(run.state != "doubtful" and run.page is None and not SIGN.search(run.text) for run in group)
    if whole and target:
        yield target, group
    else:
        yield from (("", [run]) for run in group)
