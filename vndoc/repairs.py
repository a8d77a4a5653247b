"""Repair of text that comes without a file: a word, a line, a book. Line breaks and spacing stay as they are.

The way is that of files without the stages that need pages: recode, judge, arrange (lines as they stand), restore. Edits of
recoding and of repair are put together, so that every span counts in the text as it came.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from vndoc.arrange import arrange
from vndoc.document import Edit, Repair, Word
from vndoc.judge import judge_page
from vndoc.options import Options
from vndoc.pages import Reading, SourcePage, TextLine, line_kind
from vndoc.recode import recode_text
from vndoc.restore import restore_lines

LINE_CHARACTERS = 4000
"""Length at which a line is cut at white space, so that a book on one line is judged and held in memory piece by piece."""

_PIECE = regex.compile(rf"[^\n]{{0,{LINE_CHARACTERS}}}(?:\n|(?<=\s)|\Z)|[^\n]{{1,{LINE_CHARACTERS}}}")
_WORD = regex.compile(r"\S+")


def repair_text(text: str, options: Options | None = None) -> str:
    """Repaired text; what is right already comes back unchanged.

    Args:
        text: Vietnamese as a reader of another language, a lost code page or a plain keyboard left it.
        options: `repair` decides what is looked at; the default judges each line.

    Raises:
        DataError: shipped data is missing or corrupt.

    >>> repair_text("Thuc hién Nghi quyét s6 02-NQ/TW")
    'Thực hiện Nghị quyết số 02-NQ/TW'
    """
    recoded, _ = recode_text(text)
    pieces = [m[0] for m in _PIECE.finditer(recoded) if m[0]]
    reading = judge_page(_page(pieces)).readings[0]
    judged = zip(pieces, reading.verdicts, strict=True)
    lines = [TextLine(raw, raw, line_kind(reading, verdict), verdict=verdict) for raw, verdict in judged]
    return "".join(line.text for line in restore_lines(lines, options or Options(), explain=False))


def repair_many(texts: Iterable[str], options: Options | None = None) -> Iterator[str]:
    """Repaired texts, one by one; each is judged and repaired for itself.

    >>> list(repair_many(["Nghi quyét s6 02-NQ/TW", "plain English"]))
    ['Nghị quyết số 02-NQ/TW', 'plain English']
    """
    for text in texts:
        yield repair_text(text, options)


def repair_and_explain(text: str, options: Options | None = None) -> Repair:
    """Repaired text with every change: where, why, how surely, and what else it could be.

    >>> [(e.before, e.after, e.reason) for e in repair_and_explain("Nghi quyét s6 02-NQ/TW").edits]
    [('Nghi', 'Nghị', 'marks'), ('quyét', 'quyết', 'garble'), ('s6', 'số', 'garble')]
    """
    recoded, first = recode_text(text)
    pieces = [m[0] for m in _PIECE.finditer(recoded) if m[0]]
    return explained(text, recoded, first, _repaired(pieces, options or Options()))


def explained(text: str, recoded: str, first: Sequence[Edit], lines: Sequence[TextLine]) -> Repair:
    """The edits of recoding and of repair as one `Repair`.

    Args:
        text: as it came.
        recoded: the text in Unicode.
        first: the edits between the two.
        lines: the pieces of the recoded text, repaired.
    """
    second: list[Edit] = []
    sure: list[tuple[int, int, float]] = []
    at = 0
    for line in lines:
        second += [_moved(edit, at) for edit in line.edits if edit.reason != "recode"]
        sure += [(at + w.span[0], at + w.span[1], w.confidence) for w in line.words]
        at += len(line.raw)
    spots = _spots(first)
    edits = tuple(_merged(text, recoded, first, second, spots))
    tokens = tuple(_tokens(text, edits, [(_back(s, spots, False), _back(e, spots, True), c) for s, e, c in sure]))
    return Repair("".join(line.text for line in lines), edits, tokens)


def _repaired(pieces: Sequence[str], options: Options) -> list[TextLine]:
    return restore_lines(arrange(judge_page(_page(pieces))).lines, options)


def _page(pieces: Sequence[str]) -> SourcePage:
    return SourcePage(1, 595.0, 842.0, (Reading("text", lines=tuple(pieces)),))


def _moved(edit: Edit, by: int) -> Edit:
    span = (edit.span[0] + by, edit.span[1] + by)
    return Edit(span, edit.before, edit.after, edit.reason, edit.confidence, edit.candidates)


class _Spot(NamedTuple):
    """A recoded run: where it stands in the recoded text, and in the text as it came."""

    start: int
    end: int
    before_start: int
    before_end: int


def _spots(edits: Sequence[Edit]) -> list[_Spot]:
    out: list[_Spot] = []
    shift = 0
    for edit in edits:
        start = edit.span[0] + shift
        out.append(_Spot(start, start + len(edit.after), *edit.span))
        shift += len(edit.after) - (edit.span[1] - edit.span[0])
    return out


def _back(at: int, spots: Sequence[_Spot], is_end: bool) -> int:
    """A place in the recoded text as a place in the text as it came; inside a recoded run, the run's edge.

    Where characters were taken away, what ends there ends before them, and what starts there starts behind them.
    """
    i = (bisect_left if is_end else bisect_right)(spots, at, key=lambda spot: spot.start) - 1
    if i < 0:
        return at
    spot = spots[i]
    if at >= spot.end:
        return at - spot.end + spot.before_end
    return spot.before_end if is_end else spot.before_start


def _merged(text: str, recoded: str, first: Sequence[Edit], second: Sequence[Edit], spots: Sequence[_Spot]) -> Iterator[Edit]:
    """Edits of both stages with spans in `text`; those that touch the same run become one."""
    if not first:
        yield from second
        return
    marks = [(s.start, s.end, e) for s, e in zip(spots, first, strict=True)] + [(*e.span, e) for e in second]
    marks.sort(key=lambda m: (m[0], m[1]))
    group: list[tuple[int, int, Edit]] = []
    end = -1
    for mark in [*marks, None]:
        if group and (mark is None or mark[0] >= end):
            yield _one(text, recoded, group, spots)
            group = []
        if mark is not None:
            group.append(mark)
            end = max(end, mark[1]) if len(group) > 1 else mark[1]


def _one(text: str, recoded: str, group: list[tuple[int, int, Edit]], spots: Sequence[_Spot]) -> Edit:
    start, end = group[0][0], max(m[1] for m in group)
    span = (_back(start, spots, False), _back(end, spots, True))
    if len(group) == 1:
        edit = group[0][2]
        if edit.reason == "recode":
            return edit
        return Edit(span, text[span[0] : span[1]], edit.after, edit.reason, edit.confidence, edit.candidates)
    after, at = [], start
    for low, high, edit in group:
        if edit.reason != "recode":
            after += [recoded[at:low], edit.after]
            at = high
    after.append(recoded[at:end])
    confidence = min(m[2].confidence for m in group)
    return Edit(span, text[span[0] : span[1]], "".join(after), "recode", confidence)


def _tokens(text: str, edits: Sequence[Edit], sure: Sequence[tuple[int, int, float]]) -> Iterator[Word]:
    """Words of the text as it came, each with what it became."""
    confidence = {start: c for start, _, c in sure}
    first = 0
    for m in _WORD.finditer(text):
        start, end = m.span()
        while first < len(edits) and edits[first].span[1] <= start:
            first += 1
        pieces, at, i = [], start, first
        while i < len(edits) and edits[i].span[0] < end:
            edit = edits[i]
            if edit.span[0] >= start:
                pieces += [text[at : edit.span[0]], edit.after]
            at = edit.span[1]
            i += 1
        pieces.append(text[at:end] if at < end else "")
        yield Word("".join(pieces), (start, end), confidence.get(start, 1.0))
