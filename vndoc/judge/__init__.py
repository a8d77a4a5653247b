"""What a text layer is worth, page by page and line by line, by likelihood.

In: a page after `recode`. Out: the page with a verdict on its layer (or its plain text), and one on each row. Later
readings, by OCR engines, are not judged: they are repaired whole; and so are the right lines of a layer or a text that turns
out to be such a reading (`worn`).
"""

from __future__ import annotations

import msgspec

from vndoc.document import Verdict
from vndoc.judge.features import rows
from vndoc.judge.verdict import page_verdict, row_state
from vndoc.judge.worn import is_worn, misreadings
from vndoc.models.evidence import evidence
from vndoc.pages import Reading, SourcePage


def judge_page(page: SourcePage) -> SourcePage:
    """The page with a verdict on its first reading, and one on each of that reading's rows."""
    if not page.readings:
        return msgspec.structs.replace(page, verdict=Verdict("absent", ("the page has no text layer",)))
    reading = page.readings[0]
    lines = row_lines(reading)
    judged = rows(lines, evidence())
    states = [row_state(row) for row in judged]
    verdict = page_verdict(reading, lines, judged, states, page.pixels)
    misread, words = misreadings([line for line, state in zip(lines, states, strict=True) if state == "usable"])
    worn = is_worn(misread, words, on_scan=page.pixels)
    if worn:
        reason = f"{misread} of {words} words read as an OCR engine misreads them"
        verdict = msgspec.structs.replace(verdict, reasons=(*verdict.reasons, reason))
    if verdict.state == "legacy":
        states = ["legacy" if state != "garbled" else state for state in states]
    first = msgspec.structs.replace(reading, verdicts=tuple(states), worn=worn)
    return msgspec.structs.replace(page, readings=(first, *page.readings[1:]), verdict=verdict)


def row_lines(reading: Reading) -> list[str]:
    """Text of each row of a reading, in the order of its row numbers."""
    if reading.kind == "text":
        return list(reading.lines)
    found: list[list[str]] = [[] for _ in range(max((w.row for w in reading.words), default=-1) + 1)]
    for word in reading.words:
        found[word.row].append(word.text)
    return [" ".join(words) for words in found]
