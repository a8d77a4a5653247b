"""Arranged pages → pages of the result, and plain stand-ins for pages that a stage could not handle.

Numbers are rounded here, once: confidences to 3 decimals, boxes to a tenth of a point. More digits mean nothing, and the last
bits of a sum differ between machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from vndoc.document import Box, Edit, Evidence, Line, Notice, Origin_, Page, Verdict, Word
from vndoc.geometry import union
from vndoc.pages import ArrangedPage, Reading, SourcePage, TextLine

CONFIDENCE_DECIMALS = 3
BOX_DECIMALS = 1


def project(page: ArrangedPage) -> Page:
    """A page of the result; its confidence is the mean of its words'."""
    words = [word.confidence for line in page.lines for word in line.words]
    mean = sum(words) / len(words) if words else float(page.source != "none")
    return Page(
        number=page.number,
        width=round_box_side(page.width),
        height=round_box_side(page.height),
        verdict=Verdict(page.verdict.state, page.verdict.reasons, round_confidence(page.verdict.share_bad)),
        source=page.source,
        confidence=round_confidence(mean),
        lines=tuple(project_line(line) for line in page.lines),
    )


def project_line(line: TextLine) -> Line:
    """A line of the result."""
    return Line(
        raw=line.raw,
        text=line.text,
        role=line.role,
        verdict=line.verdict,
        confidence=round_confidence(line.confidence),
        box=round_box(line.box),
        words=tuple(_word(word) for word in line.words),
    )


def _word(word: Word) -> Word:
    """A word of the result. Documents have very many: no calls for its numbers."""
    box = word.box
    if box is not None:
        x0, top, x1, bottom = box
        n = BOX_DECIMALS
        box = round(float(x0), n) + 0.0, round(float(top), n) + 0.0, round(float(x1), n) + 0.0, round(float(bottom), n) + 0.0
    return Word(word.text, word.span, round(float(word.confidence), CONFIDENCE_DECIMALS) + 0.0, box)


def page_edits(page: ArrangedPage) -> Iterator[Edit]:
    """The edits of a page's lines, with the page's number and the line's place on it (from 0)."""
    for index, line in enumerate(page.lines):
        for edit in line.edits:
            yield msgspec.structs.replace(
                edit,
                page=page.number,
                line=index,
                confidence=round_confidence(edit.confidence),
                candidates=tuple((text, round_confidence(score)) for text, score in edit.candidates),
            )


def round_evidence(evidence: dict[str, Evidence]) -> dict[str, Evidence]:
    """Evidence of metadata fields, numbers rounded, in the order of the names."""
    return {
        name: Evidence(round_confidence(e.confidence), e.page, e.lines, round_box(e.box))
        for name, e in sorted(evidence.items())
    }


def round_confidence(value: float) -> float:
    """A probability to `CONFIDENCE_DECIMALS`.

    >>> round_confidence(0.98765)
    0.988
    """
    return round(float(value), CONFIDENCE_DECIMALS) + 0.0


def round_box_side(value: float) -> float:
    """A length in points to `BOX_DECIMALS`; never minus zero."""
    return round(float(value), BOX_DECIMALS) + 0.0


def round_box(box: Box | None) -> Box | None:
    """A box to `BOX_DECIMALS`.

    >>> round_box((1.04, 2.06, -0.01, 4))
    (1.0, 2.1, 0.0, 4.0)
    """
    if box is None:
        return None
    x0, top, x1, bottom = box
    return round_box_side(x0), round_box_side(top), round_box_side(x1), round_box_side(bottom)


def plain_page(page: SourcePage) -> ArrangedPage:
    """A page that could not be arranged: the lines of its longest reading, in the order in which the source has them."""
    reading = max(page.readings, key=_length, default=None)
    lines = tuple(_plain_lines(reading)) if reading is not None else ()
    source: Origin_ = "none" if not lines or reading is None else "ocr" if reading.kind == "ocr" else "layer"
    return ArrangedPage(page.number, page.width, page.height, page.verdict, source, lines, page.tables, page.notices)


def unique(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices, each once, in order."""
    return tuple(dict.fromkeys(notices))


def _length(reading: Reading) -> int:
    return sum(len(w.text) for w in reading.words) + sum(map(len, reading.lines))


def _plain_lines(reading: Reading) -> Iterator[TextLine]:
    if reading.kind == "text":
        yield from (TextLine(text, text, "text") for text in reading.lines)
        return
    rows: dict[int, list[Word]] = {}
    for word in reading.words:
        row = rows.setdefault(word.row, [])
        start = row[-1].span[1] + 1 if row else 0
        row.append(
            Word(word.text, (start, start + len(word.text)), 1.0 if word.confidence is None else word.confidence, word.box)
        )
    for words in rows.values():
        raw = " ".join(w.text for w in words)
        boxes = [w.box for w in words if w.box is not None]
        box = union(boxes)
        mean = sum(w.confidence for w in words) / len(words)
        yield TextLine(raw, raw, reading.kind, box=box, words=tuple(words), confidence=mean)
