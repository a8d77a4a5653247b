"""Why something was changed: for each edit its place, its context, the dictionary word that was found and at what cost.

In: a `Repair` or a `Document`. Out: a `Change` for each of its edits, in order. The cost is what the type encoder, the learned
fuzzy match, says of the string alone (see docs/engine.md); it is asked once for all strings, and it is not in the result of a
repair, which would only grow by it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from vndoc.alphabet import fold_tone
from vndoc.document import REASONS, Change, Document, Edit, Repair
from vndoc.models import models
from vndoc.models.features import normal_form

CONTEXT_WORDS = 4
"""Words that are shown on each side."""

CONTEXT_CHARACTERS = 60
"""Characters that are looked at for them."""

BY_WORD = ("garble", "marks", "join", "split", "memory", "reading", "dictionary")
"""Reasons of edits that put a dictionary word."""

_Placed = tuple[Edit, int, int, tuple[str, str], tuple[str, str]]


def explain(result: Repair | Document) -> tuple[Change, ...]:
    """What is behind each edit of a repaired text or of a document.

    Args:
        result: of `repair_and_explain`, `repair_readings`, `process` or `parse_text`.

    Raises:
        DataError: shipped data is missing or corrupt.

    >>> from vndoc.repairs import repair_and_explain
    >>> change = explain(repair_and_explain("Thuc hién Nghi quyét s6 02-NQ/TW"))[2]
    >>> change.edit.before, change.word, change.cost < 1, change.column, change.left
    ('Nghi', 'nghị', True, 11, ('Thuc hién', 'Thực hiện'))
    """
    placed = list(_in_text(result) if isinstance(result, Repair) else _in_pages(result))
    costs = _costs([edit for edit, *_ in placed])
    return tuple(
        Change(edit, line, column, REASONS[edit.reason], *cost, left, right)
        for (edit, line, column, left, right), cost in zip(placed, costs, strict=True)
    )


def _in_text(repair: Repair) -> Iterator[_Placed]:
    raw = repair.raw
    starts = [0, *(i + 1 for i, c in enumerate(raw) if c == "\n")]
    for edit, left, right in _contexts(raw, repair.text, repair.edits):
        line = bisect_right(starts, edit.span[0])
        yield edit, line, edit.span[0] - starts[line - 1] + 1, left, right


def _in_pages(document: Document) -> Iterator[_Placed]:
    lines = {(page.number, i): line for page in document.pages for i, line in enumerate(page.lines)}
    edits: dict[tuple[int, int], list[Edit]] = {}
    for edit in document.edits:
        edits.setdefault((edit.page or 0, edit.line or 0), []).append(edit)
    for (page, number), here in edits.items():
        line = lines[page, number]
        for edit, left, right in _contexts(line.raw, line.text, here):
            yield edit, number + 1, edit.span[0] + 1, left, right


def _contexts(raw: str, text: str, edits: Sequence[Edit]) -> Iterator[tuple[Edit, tuple[str, str], tuple[str, str]]]:
    """Edits with the words on their left and right, as they came and as they are now."""
    shift = 0
    for edit in edits:
        start, end = edit.span
        grown = 0 if raw[start:end] == edit.after else len(edit.after) - (end - start)  # recoded lines hold `after` already
        at, behind = start + shift, end + shift + grown
        shift += grown
        yield edit, (_left(raw, start), _left(text, at)), (_right(raw, end), _right(text, behind))


def _left(text: str, at: int) -> str:
    low = max(0, at - CONTEXT_CHARACTERS)
    words = text[low:at].split()
    if low and words and not text[low - 1].isspace() and not text[low].isspace():
        del words[0]
    return " ".join(words[-CONTEXT_WORDS:])


def _right(text: str, at: int) -> str:
    high = at + CONTEXT_CHARACTERS
    words = text[at:high].split()
    if high < len(text) and words and not text[high - 1].isspace() and not text[high].isspace():
        del words[-1]
    return " ".join(words[:CONTEXT_WORDS])


def _costs(edits: Sequence[Edit]) -> list[tuple[str | None, float | None]]:
    """(dictionary word, cost) of each edit."""
    used = models()
    out: list[tuple[str | None, float | None]] = [(None, None)] * len(edits)
    words = [(i, fold_tone(e.after)) for i, e in enumerate(edits) if e.reason in BY_WORD and len(e.after.split()) == 1]
    asked = [(i, word) for i, word in words if word in used.numbers and len(edits[i].before.split()) == 1]
    for i, word in words:
        if word in used.numbers or edits[i].reason == "dictionary":
            out[i] = (word, None)
    if not asked:
        return out
    costs = used.encoder.costs([normal_form(edits[i].before, False) for i, _ in asked], [used.numbers[w] for _, w in asked])
    for (i, word), cost in zip(asked, costs, strict=True):
        out[i] = (word, round(abs(cost), 2))
    return out
