"""A page of words becomes a page of lines: the base reading is chosen, its lines are made, nothing of it is dropped.

In: a `SourcePage` with readings; out: an `ArrangedPage`. Every word of the base reading stands in exactly one line, and its
span in that line's raw text is its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import median

import msgspec
import regex

from vndoc.alphabet import fold_key
from vndoc.arrange.agreement import told_apart
from vndoc.arrange.cells import by_cells
from vndoc.arrange.columns import find_bands
from vndoc.arrange.furniture import roles_of
from vndoc.arrange.lines import Draft, drafts_of
from vndoc.arrange.marks import without_marks
from vndoc.arrange.paragraphs import starts_of
from vndoc.arrange.readings import Base, base_of, beside, channel, on_lines, side_by_side, witness
from vndoc.arrange.rows import Spot, clean_box, rows_of, spots_of
from vndoc.arrange.stamps import HIGHEST, beside_stamps, is_stamp_box, stamped_by, stamps_of
from vndoc.arrange.texts import MOST_SIGNS
from vndoc.arrange.unruled import unruled
from vndoc.document import Box, Edit, Notice, Origin_, Role, Word
from vndoc.geometry import union
from vndoc.pages import ArrangedPage, Column, Reading, SourcePage, SourceWord, TextLine, line_kind
from vndoc.syllable import may_be

_BOLD = regex.compile(r"bold|black|heavy|demi", regex.IGNORECASE)
WATERMARK_HEIGHT = 30.0
"""Points above which a stamp's word is turned text, a watermark: its box holds lines that it only crosses."""

LETTERS = 2
"""Letters of a line at least that is told of when one reading alone has it."""

SCRAP = 5
"""Letters of a line that the base reading has not at least: fewer are what a reader made of a seal or of handwriting."""

MOST_CELLS = 12
"""Cells of a table at most that are looked at for a stamp: one has a few, where its lines are broken."""

_NUMBER = regex.compile(r"(?<!\S)\(?\d[\d.,/]*(?:\d{2}[\d.,/]*|\d?/\p{L}[\p{L}\d&/-]*)[);.%]*(?!\S)")
"""A number of three digits at least, as tables and dates have them, or a document's (``15/2015/NĐ-CP.``)."""

_WORD = regex.compile(r"\S+")


def arrange(page: SourcePage) -> ArrangedPage:
    """Lines of a page in reading order.

    Args:
        page: a page with its readings, judged.

    Returns:
        The page as lines: of the engine's reading where there is one, with what the other readings have for them beside it;
        else of the layer, else of the text as it stands.

    >>> word = SourceWord("Điều", (70, 100, 95, 112), 0), SourceWord("1.", (99, 100, 108, 112), 0)
    >>> arrange(SourcePage(1, 595, 842, (Reading("layer", word),))).lines[0].raw
    'Điều 1.'
    """
    text = next((r for r in page.readings if r.kind == "text"), None)
    parted = [without_marks(r) for r in page.readings if r.kind != "text" and r.words]
    readings = [reading for reading, _ in parted if reading.words]
    is_read = any(r.kind == "ocr" for r in readings)
    stamps = [r for r in readings if r.kind == "layer" and is_read and page.verdict.state == "stamp"]
    notices = list(page.notices)
    lines: list[TextLine] = []
    source: Origin_ = "none"
    if readings:
        base = base_of([r for r in readings if r not in stamps])
        page, framed = _stamp_boxes(page, base)
        if not is_read and page.verdict.state in ("usable", "legacy") and not any(r.worn for r in readings):
            page = msgspec.structs.replace(page, tables=(*page.tables, *unruled(base.words, page.tables)))
        lines = _lines(page, base, stamps, framed)
        source = "fused" if base.is_fused else "ocr" if is_read else "layer"
        if page.verdict.state == "stamp" and not is_read:
            lines = _stamped(lines)
        if base.is_fused:
            notices += _seen_once(page.number, lines)
        for aside in (*([stamp] for stamp in stamps), [marks for _, marks in parted if marks.words]):
            if aside:
                lines += _stamped(_lines(page, base_of(aside)))
    elif text is not None:
        lines, source = _text_lines(text), "layer"
    return ArrangedPage(
        page.number, page.width, page.height, page.verdict, source, tuple(lines), page.tables, tuple(notices)
    )  # fmt: skip


def _stamped(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines as those of a stamp."""
    return [msgspec.structs.replace(line, role="stamp", paragraph=False) for line in lines]


def _stamp_boxes(page: SourcePage, base: Base) -> tuple[SourcePage, list[Box]]:
    """The page without those of its tables that are stamps, and the boxes of these: a cell may be one, its table askew text."""
    spots = spots_of(base.words)[0] if page.tables else []
    framed: list[Box] = []
    tables = []
    for table in page.tables:
        boxes = [box for box in (table.box, *table.boxes[:MOST_CELLS]) if is_stamp_box(box, spots)]
        if boxes and table.box[3] - table.box[1] <= HIGHEST:
            framed.append(boxes[0])
        else:
            tables.append(table)
    return msgspec.structs.replace(page, tables=tuple(tables)) if framed else page, framed


def _seen_once(page: int, lines: Sequence[TextLine]) -> list[Notice]:
    """A notice of the lines of a page with several readings that one of them alone has."""
    once = [
        str(i)
        for i, line in enumerate(lines, 1)
        if not line.others and line.role != "stamp" and line.verdict != "usable" and sum(map(str.isalpha, line.raw)) >= LETTERS
    ]
    said = f"one of this page's readings alone has line {', '.join(once)}: compare with the picture"
    return [Notice("one_reading", said, page)] if once else []


def _lines(page: SourcePage, base: Base, stamps: Sequence[Reading] = (), framed: Sequence[Box] = ()) -> list[TextLine]:
    """The lines of the base's words, and what the other readings have for them."""
    drafts = _drafts(page, base, stamps, framed)
    for other in base.others:
        _, none = beside([draft.spots for draft, _, _ in drafts], other.words)
        if none:
            base = base.joined_by(other, none)
            drafts = _drafts(page, base, stamps, framed)
    own = [base.own(draft.spots) for draft, _, _ in drafts]
    placed = {id(spot.word) for spots in own for spot in spots if spot.index >= base.own_words} if base.others else set()
    sides = [
        (base.readings[other.reading], on_lines(own, [w for w in other.words if id(w) not in placed])) for other in base.others
    ]
    out = []
    for number, (draft, role, start) in enumerate(drafts):
        line = _line(own[number], draft.column, role, start, base)
        if own[number][0].index >= base.own_words and _is_scrap(line):
            line = msgspec.structs.replace(line, role="stamp")
        others = tuple(witness(reading, on[number]) for reading, on in sides)
        out.append(msgspec.structs.replace(line, others=others) if any(other.raw for other in others) else line)
    return told_apart(out, page.height)


def _is_scrap(line: TextLine) -> bool:
    """Whether a line that the base reading has not is what a reader made of a seal; numbers are no scrap, page's or other."""
    if line.role == "page_number" or _NUMBER.search(line.raw[:MOST_SIGNS]):
        return False
    keys = ["".join(filter(str.isalpha, fold_key(word.text))) for word in line.words]
    beside = line.role in ("header", "footer", "signature")
    return sum(map(len, keys)) < SCRAP or (beside and not any(len(key) > 2 and may_be(key) for key in keys))


def _drafts(page: SourcePage, base: Base, stamps: Sequence[Reading], framed: Sequence[Box]) -> list[tuple[Draft, Role, bool]]:
    """Drafts of lines with their roles, and whether a paragraph starts; what stands in the frames of stamps comes last."""
    spots, text_height = spots_of(base.words)
    stamped = stamped_by(spots, framed, text_height)
    apart = {spot.index for spot in stamped}
    rows = rows_of([spot for spot in spots if spot.index not in apart], text_height)
    rows, tabled = by_cells(rows, page.tables)
    openers = stamps_of(rows)
    bands = [
        band
        for band in find_bands(rows, page.width, page.height, text_height, page.number == 1, openers)
        if not any(tabled[i] for i in range(band.first, band.last + 1))
    ]
    drafts = drafts_of(rows, bands, text_height, beside_stamps(rows, openers))
    found = [box for stamp in stamps for word in stamp.words if (box := clean_box(word.box))]
    boxes = [box for box in found if box[3] - box[1] <= WATERMARK_HEIGHT]
    roles: list[Role] = [
        "table" if tabled[draft.row] and not (role == "stamp" and all(s.noise for s in draft.spots)) else role
        for draft, role in zip(drafts, roles_of(drafts, page.height, boxes), strict=True)
    ]
    found_there: list[tuple[Draft, Role, bool]] = [(Draft(row.spots), "stamp", False) for row in rows_of(stamped, text_height)]
    return [*zip(drafts, roles, starts_of(drafts, roles, text_height), strict=True), *found_there]


def _line(spots: Sequence[Spot], column: Column, role: Role, paragraph: bool, base: Base) -> TextLine:
    source = [s.word for s in spots]
    words = side_by_side(source)
    raw = " ".join([w.text for w in source])
    letters = sum([len(w.text) for w in source])
    bold = 2 * sum([len(w.text) for w in source if w.font and _is_bold(w.font)]) > letters
    owner, verdict = base.verdict(spots)
    boxes = [w.box for w in words if w.box is not None]
    return TextLine(
        raw=raw,
        text=raw,
        kind=channel(owner, verdict),
        role=role,
        column=column,
        verdict=verdict,
        box=union(boxes) if boxes else None,
        words=words,
        edits=_edits(source, words, raw),
        bold=bold,
        size=median([w.size for w in source if w.size > 0] or [0.0]),
        paragraph=paragraph,
        confidence=sum([w.confidence * len(w.text) for w in words]) / max(letters, 1),
    )


@lru_cache(maxsize=256)
def _is_bold(font: str) -> bool:
    return _BOLD.search(font) is not None


def _edits(source: Sequence[SourceWord], words: Sequence[Word], raw: str) -> tuple[Edit, ...]:
    """One edit for each run of words that `recode` changed."""
    if not [word for word in source if word.before is not None]:
        return ()
    edits: list[Edit] = []
    run: list[int] = []
    for i in range(len(source) + 1):
        if i < len(source) and source[i].before is not None:
            run.append(i)
        elif run:
            span = (words[run[0]].span[0], words[run[-1]].span[1])
            before = " ".join(source[k].before or "" for k in run)
            edits.append(Edit(span, before, raw[span[0] : span[1]], "recode", 1.0))
            run = []
    return tuple(edits)


def _text_lines(reading: Reading) -> list[TextLine]:
    """Lines of a plain text as they stand."""
    lines = []
    blank = False
    for i, raw in enumerate(reading.lines):
        words = tuple(Word(m[0], m.span(), 1.0) for m in _WORD.finditer(raw))
        verdict = reading.verdicts[i] if i < len(reading.verdicts) else "unknown"
        lines.append(
            TextLine(raw, raw, line_kind(reading, verdict), verdict=verdict, words=words, paragraph=blank and bool(words))
        )
        blank = not words
    return lines
