"""What a text layer is worth, page by page and line by line, by likelihood.

In: a page after `recode`. Out: the page with a verdict on its layer (or its plain text), and one on each row. Later
readings, by OCR engines, are not judged: they are repaired whole; and so are the right lines of a layer or a text that turns
out to be such a reading (`worn`).
"""

from __future__ import annotations

import msgspec

from vndoc.alphabet import has_marks, nfc
from vndoc.document import State, Verdict
from vndoc.judge.features import rows
from vndoc.judge.foreign import is_foreign
from vndoc.judge.lost import lost_words
from vndoc.judge.verdict import Layer, page_verdict, row_states
from vndoc.judge.worn import is_worn, misreadings
from vndoc.models.evidence import evidence
from vndoc.pages import Reading, SourcePage, SourceWord


def judge_page(page: SourcePage) -> SourcePage:
    """The page with a verdict on its first reading, and one on each of that reading's rows."""
    if not page.readings:
        return msgspec.structs.replace(page, verdict=Verdict("absent", ("the page has no text layer",)))
    reading = page.readings[0]
    layer = _layer(reading)
    states = row_states(layer)
    words = layer.words()
    bad = [line for line, state, lost in zip(layer.lines, states, layer.lost, strict=True) if state == "garbled" and not lost]
    right = sum(n for n, state in zip(words, states, strict=True) if state in ("usable", "legacy"))
    damaged = sum(n for n, state in zip(words, states, strict=True) if state == "garbled")
    if bad and is_foreign(bad, among_right=damaged <= right):
        states = ["unknown" if s == "garbled" and not lost else s for s, lost in zip(states, layer.lost, strict=True)]
    verdict = page_verdict(layer, states, page.pixels, page.width, page.height)
    misread, count = misreadings([line for line, state in zip(layer.lines, states, strict=True) if state == "usable"])
    worn = is_worn(misread, count, on_scan=page.pixels)
    if worn:
        reason = f"{misread} of {count} words read as an OCR engine misreads them"
        verdict = msgspec.structs.replace(verdict, reasons=(*verdict.reasons, reason))
    first = msgspec.structs.replace(reading, verdicts=tuple(_with_legacy(states, verdict, layer)), worn=worn)
    return msgspec.structs.replace(page, readings=(first, *page.readings[1:]), verdict=verdict)


def _layer(reading: Reading) -> Layer:
    """What is known of a reading, row by row."""
    lines = row_lines(reading)
    decoded = [0] * len(lines)
    for word in reading.words:
        if word.before is not None and word.row < len(decoded):
            decoded[word.row] += _is_decoded(word)
    marked = [sum(map(has_marks, line.split())) for line in lines] if any(decoded) else decoded
    return Layer(reading, lines, rows(lines, evidence()), [lost_words(line) for line in lines], decoded, marked)


def _is_decoded(word: SourceWord) -> bool:
    """Whether a word came out of a code page: it has got a marked letter that it did not show before, composed or not."""
    before = nfc(word.before or "")
    return any(c not in before and has_marks(c) for c in word.text)


def _with_legacy(states: list[State], verdict: Verdict, layer: Layer) -> list[State]:
    """Rows of a page of a legacy font are such rows too, but for those that show marks of their own."""
    if verdict.state != "legacy":
        return states
    return [
        "legacy" if state != "garbled" and (n or not marked) else state
        for state, n, marked in zip(states, layer.decoded, layer.marked, strict=True)
    ]


def row_lines(reading: Reading) -> list[str]:
    """Text of each row of a reading, in the order of its row numbers."""
    if reading.kind == "text":
        return list(reading.lines)
    found: list[list[str]] = [[] for _ in range(max((w.row for w in reading.words), default=-1) + 1)]
    for word in reading.words:
        found[word.row].append(word.text)
    return [" ".join(words) for words in found]
