"""Repair of lines: which words the page printed, with what probability.

In: lines in reading order with their verdicts. Out: the same lines with `text`, `words`, `edits` and `confidence` after
repair. What an OCR engine read is repaired whole; of layers and plain text only the lines that are judged damaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from vndoc.document import Edit
from vndoc.models import Models, models
from vndoc.options import Options
from vndoc.pages import ArrangedPage, TextLine
from vndoc.restore.between import with_signs
from vndoc.restore.decide import Decider, apply, apply_silently, numeral_edits
from vndoc.restore.names import with_names
from vndoc.restore.restyle import restyled
from vndoc.restore.room import Room
from vndoc.restore.running import run_together
from vndoc.restore.slices import posteriors
from vndoc.restore.together import restore_readings, sides_of
from vndoc.restore.tones import ToneOdds, tone_odds
from vndoc.restore.userdict import Adapter, adapter
from vndoc.restore.wanted import needs_repair, with_codes

__all__ = ["needs_repair", "restore", "restore_lines", "restore_readings"]

CONTEXT = 2
"""Sound lines on each side of damaged ones that lend their words as context."""

BLOCK = 100_000
"""Characters of lines that are run together at most, some 20,000 words: memory does not grow with a book."""

APART = ("page_number", "stamp", "running_head", "footnote")
"""Roles whose lines do not belong to the running text."""


def restore(pages: Sequence[ArrangedPage], options: Options) -> tuple[ArrangedPage, ...]:
    """The pages with every line repaired that needs it."""
    where = [(p, i) for p, page in enumerate(pages) for i in range(len(page.lines))]
    main = [(p, i) for p, i in where if pages[p].lines[i].role not in APART]
    aside = [(p, i) for p, i in where if pages[p].lines[i].role in APART]
    rooms_of = [Room(page) for page in pages]
    done: dict[tuple[int, int], TextLine] = {}
    for stream in (main, aside):
        lines = [pages[p].lines[i] for p, i in stream]
        several = any(line.others for line in lines)
        rooms = [rooms_of[p] for p, _ in stream]
        made = restore_readings(sides_of(lines), options, rooms=rooms) if several else restore_lines(lines, options)
        done.update(zip(stream, made, strict=True))
    return tuple(
        msgspec.structs.replace(page, lines=tuple(done[p, i] for i in range(len(page.lines)))) for p, page in enumerate(pages)
    )


def restore_lines(
    lines: Sequence[TextLine], options: Options, using: Models | None = None, explain: bool = True
) -> list[TextLine]:
    """Lines of one running text, repaired where they need it.

    Args:
        lines: in reading order.
        options: whose `repair` decides which lines are looked at.
        using: models to use instead of the shipped ones.
        explain: whether lines tell their edits, and what each word was changed for.
    """
    out = list(lines)
    wanted = with_codes(lines, [needs_repair(line, options) for line in lines])
    asked = options.tone_style != "keep" and options.repair != "never"
    if not any(wanted) and not asked:
        return out
    used = using or models()
    tones = tone_odds("\n".join(line.raw for line in lines), options.tone_style)
    user = adapter(options.dictionary, used)
    for start, end in (block for group in _groups(wanted) for block in _blocks(lines, *group)):
        out[start:end] = _repair(lines[start:end], wanted[start:end], used, tones, explain or asked, user)
    return [restyled(line, tones.style()) for line in out] if asked else out


def _groups(wanted: list[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of lines around those that are wanted, with `CONTEXT` lines on each side."""
    start, end = -1, -1
    for i, want in enumerate(wanted):
        if not want:
            continue
        low, high = max(0, i - CONTEXT), min(len(wanted), i + CONTEXT + 1)
        if start < 0:
            start = low
        elif low >= end:
            yield start, end
            start = low
        end = high
    if start >= 0:
        yield start, end


def _blocks(lines: Sequence[TextLine], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of lines, cut where it is longer than `BLOCK`."""
    size = 0
    for i in range(start, end):
        size += len(lines[i].raw)
        if size >= BLOCK:
            yield start, i + 1
            start, size = i + 1, 0
    if start < end:
        yield start, end


def _repair(
    lines: Sequence[TextLine], wanted: list[bool], used: Models, tones: ToneOdds, explain: bool, user: Adapter | None
) -> list[TextLine]:
    running = run_together(lines)
    lattice, shares = posteriors(running, used, user, explain)
    decider = Decider(running, lattice, shares, used.labels if user is None else user.labels, tones, explain)
    foreign = decider.foreign_lines(len(lines))
    wanted = [want and not foreign[i] for i, want in enumerate(wanted)]
    edits: list[list[Edit]] = [numeral_edits(line.raw) if want else [] for line, want in zip(lines, wanted, strict=True)]
    for i in decider.restless() if user is None else range(len(running.tokens)):
        place = running.places[i]
        if not wanted[place.line] or decider.joined[i]:
            continue
        edit = decider.edit(i, place, lines[place.line].raw)
        edit = edit if user is None else user.named(edit, place)
        if edit is not None:
            edits[place.line].append(edit)
    sure: list[dict[int, float]] = [{} for _ in lines]
    if explain:
        for place, confidence, joined in zip(running.places, decider.confidences, decider.joined, strict=False):
            if not joined:
                sure[place[0]][place[1]] = confidence
    made = with_signs([line.raw for line in lines], [edits[i] if want else None for i, want in enumerate(wanted)], used)
    out = list(lines)
    for i, line in enumerate(lines):
        if wanted[i]:
            said = with_names(line, made[i])
            out[i] = apply(line, said, sure[i]) if explain else apply_silently(line, said)
    return out
