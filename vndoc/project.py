"""Arranged pages → pages of the result, and plain stand-ins for pages that a stage could not handle.

Numbers are rounded here, once: confidences to 3 decimals, boxes to a tenth of a point. More digits mean nothing, and the last
bits of a sum differ between machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from vndoc.document import Box, Edit, Evidence, Line, Notice, Origin_, Page, Verdict, Word
from vndoc.geometry import rounded, union
from vndoc.pages import ArrangedPage, Reading, SourcePage, TextLine

CONFIDENCE_DECIMALS = 3
BOX_DECIMALS = 1


def project(page: ArrangedPage) -> Page:
    """A page of the result; its confidence is the mean of its words'."""
    words = [word for line in page.lines for word in line.words]
    shares = [word.confidence for word in words]
    mean = sum(shares) / len(shares) if words else float(page.source != "none")
    made = map(
        Word,
        [word.text for word in words],
        [word.span for word in words],
        [share + 0.0 for share in rounded(shares, CONFIDENCE_DECIMALS)],
        _rounded_boxes([word.box for word in words]),
    )
    return Page(
        number=page.number,
        width=round_box_side(page.width),
        height=round_box_side(page.height),
        verdict=Verdict(page.verdict.state, page.verdict.reasons, round_confidence(page.verdict.share_bad)),
        source=page.source,
        confidence=round_confidence(mean),
        lines=tuple(_line(line, tuple(islice(made, len(line.words)))) for line in page.lines),
    )


def _line(line: TextLine, words: tuple[Word, ...]) -> Line:
    """A line of the result, and its words."""
    return Line(
        raw=line.raw,
        text=line.text,
        role=line.role,
        verdict=line.verdict,
        confidence=round_confidence(line.confidence),
        box=round_box(line.box),
        words=words,
    )


def _rounded_boxes(boxes: Sequence[Box | None]) -> Iterator[Box | None]:
    """Boxes to `BOX_DECIMALS`, all at once: documents have very many."""
    numbers = list(chain.from_iterable(box for box in boxes if box is not None))
    sides = (side + 0.0 for side in rounded(numbers, BOX_DECIMALS))
    fours = zip(sides, sides, sides, sides, strict=True)
    return fours if None not in boxes else (None if box is None else next(fours) for box in boxes)


def page_edits(page: ArrangedPage) -> Iterator[Edit]:
    """The edits of a page's lines, with the page's number and the line's place on it (from 0)."""
    placed = [(index, edit) for index, line in enumerate(page.lines) for edit in line.edits]
    given = [share for _, edit in placed for _, share in edit.candidates]
    shares = rounded(given, CONFIDENCE_DECIMALS)
    left = iter(shares) if shares != given else None  # most are rounded where they are made
    confidences = rounded([edit.confidence for _, edit in placed], CONFIDENCE_DECIMALS)
    for (index, e), confidence in zip(placed, confidences, strict=True):
        candidates = e.candidates if left is None else tuple((text, next(left)) for text, _ in e.candidates)
        yield Edit(e.span, e.before, e.after, e.reason, confidence + 0.0, candidates, page.number, index)


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
