"""Words of a page's text layer → plain Unicode: by font name, then by statistics, then Unicode's own faults.

A word that changes carries its old text in `before`. Pieces of a word that `extract` split where its font changed from one
code page to another are put together again once they are decoded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import is_

import msgspec

from vndoc.fonts import CodePage, code_page_of
from vndoc.geometry import fill_cells, union
from vndoc.pages import Reading, SourcePage, SourceWord
from vndoc.recode.detect import LAYER, as_page, code_pages, may_be_legacy
from vndoc.recode.mojibake import undo
from vndoc.recode.tables import vni
from vndoc.recode.text import MAX_PASSES, recode_text
from vndoc.recode.unicode import clean

TOUCHING = 0.12
"""Pieces of one word are no further apart than this share of the font size (a thin space is 0.17, see `extract.words`)."""


def recode_page(page: SourcePage) -> SourcePage:
    """The page with its layer, or its text, in plain Unicode.

    A ``text`` reading has its changed tokens as `words` (with the number of their line as `row`, in order, without boxes).
    """
    readings = tuple(_recode_reading(reading) for reading in page.readings)
    if readings == page.readings:
        return page
    words = [word for reading in readings if reading.kind == "layer" for word in reading.words]
    tables = tuple(fill_cells(table, words) for table in page.tables)
    return msgspec.structs.replace(page, readings=readings, tables=tables)


def _recode_reading(reading: Reading) -> Reading:
    if reading.kind == "text":
        return _recode_lines(reading)
    if reading.kind == "ocr" or not reading.words:
        return reading
    words = _with_signs(reading.words)
    words = _undone(words)
    pages = _code_pages(words)
    out = [_recode_word(word, pages.get(i)) for i, word in enumerate(words)]
    if len(words) == len(reading.words) and all(map(is_, out, reading.words)):
        return reading
    return msgspec.structs.replace(reading, words=tuple(_join_pieces([word for word in out if word.text])))


def _undone(words: tuple[SourceWord, ...]) -> tuple[SourceWord, ...]:
    """Words that were UTF-8 read as another encoding, as what they were."""
    for _ in range(MAX_PASSES):
        runs = undo(" ".join(word.text for word in words))
        if not runs:
            break
        out: list[SourceWord] = []
        at, number = 0, 0
        for word in words:
            end = at + len(word.text)
            pieces, last = [], at
            while number < len(runs) and runs[number].start < end:
                run = runs[number]
                if run.end <= end:
                    pieces += [word.text[last - at : run.start - at], run.after]
                    last = run.end
                number += 1
            text = "".join([*pieces, word.text[last - at :]])
            out.append(msgspec.structs.replace(word, text=text, before=word.before or word.text) if pieces else word)
            at = end + 1
        if out == list(words):
            break
        words = tuple(out)
    return words


def _with_signs(words: tuple[SourceWord, ...]) -> tuple[SourceWord, ...]:
    """Words with a VNI sign put to its letter where that stands in another font: Arial has the letters, VNI-Times the signs."""
    if all(code_page_of(font) != "vni" for font in {word.font for word in words}):
        return words
    out: list[SourceWord] = []
    for word in words:
        last = out[-1] if out else None
        if (
            last is not None
            and code_page_of(word.font) == "vni"
            and code_page_of(last.font) is None
            and word.text[:1].lower() in vni().signs
            and last.text.isascii()
            and last.text[-1:].isalpha()
            and _touch(last, word)
        ):
            out[-1] = msgspec.structs.replace(word, text=last.text + word.text, box=union([last.box, word.box]))
        else:
            out.append(word)
    return tuple(out)


def _touch(last: SourceWord, word: SourceWord) -> bool:
    """Whether two pieces are of one word."""
    return last.row == word.row and abs(word.box[0] - last.box[2]) <= TOUCHING * max(word.size, last.size)


def _recode_word(word: SourceWord, code_page: CodePage | None) -> SourceWord:
    if code_page is None and word.text.isascii() and word.text.isprintable():
        return word
    text = (as_page(word.text, code_page) if code_page else None) or word.text
    text = clean(text, printed=True)
    return word if text == word.text else msgspec.structs.replace(word, text=text, before=word.before or word.text)


def _code_pages(words: Sequence[SourceWord]) -> dict[int, CodePage]:
    """Code page of each word, by number, of those that are in one.

    The words of a font are looked at together. A name that says a code page is believed unless the words say otherwise.
    """
    fonts: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        fonts[word.font].append(i)
    out: dict[int, CodePage] = {}
    for font, numbers in fonts.items():
        named = code_page_of(font)
        chunks = [words[i].text for i in numbers]
        if named is None and not may_be_legacy(" ".join(chunks)):
            continue
        found = code_pages(chunks, named, LAYER)
        out.update((i, page) for i, page in zip(numbers, found, strict=True) if page)
    return out


def _join_pieces(words: list[SourceWord]) -> list[SourceWord]:
    """Words with the pieces put together that only a change of code page in the middle of a word had separated."""
    out: list[SourceWord] = []
    for word in words:
        last = out[-1] if out else None
        if (
            last is not None
            and last.font != word.font
            and code_page_of(last.font) != code_page_of(word.font)
            and _touch(last, word)
        ):
            changed = last.before is not None or word.before is not None
            before = (last.before or last.text) + (word.before or word.text) if changed else None
            text, box = last.text + word.text, union([last.box, word.box])
            out[-1] = msgspec.structs.replace(last, text=text, box=box, before=before)
        else:
            out.append(word)
    return out


def _recode_lines(reading: Reading) -> Reading:
    """A ``text`` reading in plain Unicode; the lines keep their number."""
    whole = "\n".join(reading.lines)
    text, edits = recode_text(whole)
    if not edits:
        return reading
    starts, at = [], 0
    for line in reading.lines:
        starts.append(at)
        at += len(line) + 1
    words, row = [], 0
    for edit in edits:
        while row + 1 < len(starts) and starts[row + 1] <= edit.span[0]:
            row += 1
        words.append(SourceWord(edit.after, (0.0, 0.0, 0.0, 0.0), row, before=edit.before))
    return msgspec.structs.replace(reading, lines=tuple(text.split("\n")), words=tuple(words))
