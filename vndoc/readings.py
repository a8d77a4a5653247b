"""Repair of text that several readers have read: what they say together, line by line.

In: readings of the same lines, the base reading first. Out: a `Repair` of the base reading. Each reading is recoded and, where
it is no engine's, judged for itself; then all are decoded at once (`vndoc.restore.together`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from vndoc.arrange import arrange
from vndoc.document import ReadingText, Repair
from vndoc.errors import UsageError
from vndoc.judge import judge_page
from vndoc.options import Options
from vndoc.pages import Kind, Reading, SourcePage, TextLine
from vndoc.recode import recode_text
from vndoc.repairs import LINE_CHARACTERS, explained
from vndoc.restore import restore_readings
from vndoc.restore.align import align

CUT_WORDS = 400
"""Words after which a line that is too long is cut, in all readings at the same word."""

_WORD = regex.compile(r"\S+")


def repair_readings(readings: Sequence[ReadingText | tuple[str, str]], options: Options | None = None) -> Repair:
    """Repair lines that several readers have read, by what all of them say.

    Args:
        readings: of the same lines, side by side: as many lines in each, empty where a reader has none. The first is the base
            reading: spans and edits of the result count in its text. A tuple is (text, reader); see `ReadingText`.
        options: `repair` decides which lines are looked at; the default looks at those that an engine read, and of the others
            at those that are judged damaged.

    Returns:
        The base reading, repaired. A word that no reading has is never made up unless it is nearer to what is read than they
        are; where readings differ in a digit, one of them is taken whole (an edit with reason ``reading``); a line that only
        one reading has is kept.

    Raises:
        UsageError: there is no reading, or readings have different numbers of lines.
        DataError: shipped data is missing or corrupt.

    >>> eng, vie = "Nghi quyét s6 02-NQ/TW vé phat trién", "Nghị quyết số O2-NQ/TW về phat triên"
    >>> repair_readings([(vie, "vie"), (eng, "eng")]).text
    'Nghị quyết số 02-NQ/TW về phát triển'
    """
    given = [r if isinstance(r, ReadingText) else ReadingText(*r) for r in readings]
    if not given:
        raise UsageError("repair_readings needs a reading at least: give (text, reader) of each")
    recoded = [recode_text(r.text) for r in given]
    lines = [text.split("\n") for text, _ in recoded]
    for reading, some in zip(given[1:], lines[1:], strict=True):
        if len(some) != len(lines[0]):
            raise UsageError(
                f"the reading of {reading.reader!r} has {len(some)} lines and the first one {len(lines[0])}; "
                "give all readings the same lines, empty where a reader has none"
            )
    pieces = _pieces(lines)
    sides = [_lines(some, kind_of(reading.reader)) for some, reading in zip(pieces, given, strict=True)]
    done = restore_readings(sides, options or Options())
    return explained(given[0].text, *recoded[0], done)


def kind_of(reader: str) -> Kind:
    """The channel of a reader.

    >>> [kind_of(reader) for reader in ("vie", "eng", "layer", "tesseract", "vie+eng")]
    ['ocr', 'layer', 'layer', 'ocr', 'ocr']
    """
    other = reader in ("layer", "text") or (len(reader) == 3 and reader != "vie")
    return "layer" if other else "ocr"


def _pieces(lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each reading with their ends, long ones cut at the same words."""
    out: list[list[str]] = [[] for _ in lines]
    last = len(lines[0]) - 1
    for i in range(last + 1):
        row = [some[i] + ("\n" if i < last else "") for some in lines]
        cut = _cut(row) if max(map(len, row)) > LINE_CHARACTERS else [row]
        for column in cut:
            for pieces, piece in zip(out, column, strict=True):
                pieces.append(piece)
    return out


def _cut(row: Sequence[str]) -> Iterator[list[str]]:
    """A long line of all readings, cut before words that all of them have, and within words where there is no other way."""
    words = [list(_WORD.finditer(text)) for text in row]
    at, count = [0] * len(row), 0
    for group in align([[m[0][:64] for m in some] for some in words]):
        count += 1
        if count > CUT_WORDS and all(end > start for start, end in group):
            starts = [some[start].start() for some, (start, _) in zip(words, group, strict=True)]
            yield from _short([text[a:b] for text, a, b in zip(row, at, starts, strict=True)])
            at, count = starts, 0
    yield from _short([text[a:] for text, a in zip(row, at, strict=True)])


def _short(row: Sequence[str]) -> Iterator[list[str]]:
    """Pieces of a stretch by characters, where words are longer than any line."""
    for start in range(0, max(map(len, row)), 8 * LINE_CHARACTERS):
        yield [text[start : start + 8 * LINE_CHARACTERS] for text in row]


def _lines(pieces: Sequence[str], kind: Kind) -> list[TextLine]:
    """The lines of a reading, judged; an engine's are not."""
    page = SourcePage(1, 595.0, 842.0, (Reading("text", lines=tuple(pieces)),))
    lines = arrange(page if kind == "ocr" else judge_page(page)).lines
    return [
        TextLine(raw=line.raw, text=line.text, kind=kind, verdict=line.verdict, words=line.words, paragraph=line.paragraph)
        for line in lines
    ]
