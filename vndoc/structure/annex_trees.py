"""The annexes as trees of their own, numbered as they follow one another.

In: the pieces after the foot; out: a node for each annex. Nothing of a heading is lost: what is neither marker nor title
(``(Ban hành kèm theo …)``, the letterhead that a form repeats) is the annex's first text.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from vndoc.structure.annex_heads import AnnexHeading, read_heading, top_of
from vndoc.structure.annexes import is_annex_start
from vndoc.structure.blocks import whole_lines
from vndoc.structure.markers import roman_value
from vndoc.structure.pieces import Flow
from vndoc.structure.shapes import key
from vndoc.structure.tables import Tables
from vndoc.structure.tree import Node, build


class _Start(NamedTuple):
    """Where an annex begins, and the number of its label as it was read and as it should be."""

    at: int
    read: str
    number: str


def annex_nodes(run: Flow, start: int, tables: Tables) -> list[Node]:
    """The annexes from a piece to the end; forms under an appendix are its children."""
    pieces = run.pieces
    if start >= len(pieces):
        return []
    out: list[Node] = []
    kept = _starts(run, start)
    for (at, read, number), end in zip(kept, [*(one.at for one in kept[1:]), len(pieces)], strict=True):
        found = read_heading(run, at, end)
        node = Node("annex", _mended(found, read, number), number or str(len(out) + 1), found.title, found.texts)
        node.pieces = list(pieces[at : found.end])
        node.children = build(whole_lines(pieces[found.end : end]), run, tables)
        inside = found.label is not None and found.label.sort != "PHU LUC"
        (out[-1].children if inside and out and (out[-1].marker or "").upper().startswith("PHỤ") else out).append(node)
    return out


def _mended(found: AnnexHeading, read: str, number: str) -> str | None:
    """The marker with the number that the annex has by its place."""
    marker = found.marker
    if marker and read and number != read and marker.endswith(read):
        return marker[: len(marker) - len(read)] + number
    return marker


def _starts(run: Flow, start: int) -> list[_Start]:
    """Where annexes begin; the number goes on where one repeats at a page's top with a new title."""
    pieces = run.pieces
    kept: list[_Start] = []
    seen: set[tuple[str, str]] = set()
    last = title = ""
    passed = start
    for i in [start, *(i for i in range(start + 1, len(pieces)) if is_annex_start(run, i))]:
        if kept and i < passed:
            continue
        at = max(top_of(run, i), passed) if kept else i
        found = read_heading(run, at, len(pieces))
        number = read = found.label.number if found.label else ""
        if found.label and read and (found.label.sort, read) in seen:
            if not (pieces[i].first and read in (last, kept[-1].read) and _is_another(found.title, title)):
                continue
            number = _next(last)
        if found.label:
            seen.add((found.label.sort, number))
            last = number or last
        kept.append(_Start(at, read, number))
        passed, title = max(found.end, i + 1), found.title
    return _in_sequence(kept)


def _is_another(title: str, before: str) -> bool:
    """Whether a title is another one, and not the one before, letters misread, on the next page of its table."""
    return title != "" and (not before or ratio(key(title), key(before)) < SAME_TITLE)


SAME_TITLE = 92.0
"""Per cent of two titles that are the same, from which they are one read twice."""
STROKES = frozenset("1Il|!")
"""What a single stroke may be read as: 1 or I, as the other numbers are written."""


def _in_sequence(starts: list[_Start]) -> list[_Start]:
    """The numbers: a stroke in the script of the others, one between two that it does not fit as the one that is between."""
    numbers = [one.number for one in starts]
    written = [number for number in numbers if number and number not in STROKES]
    digits = 2 * sum(number[:1].isdigit() for number in written) >= len(written)
    numbers = [("1" if digits else "I") if number in STROKES else number for number in numbers]
    for i in range(1, len(numbers) - 1):
        after = _next(numbers[i - 1])
        if numbers[i] and numbers[i] != after and _next(after) == numbers[i + 1] and after != numbers[i - 1]:
            numbers[i] = after
    return [one._replace(number=number) for one, number in zip(starts, numbers, strict=True)]


def _next(number: str) -> str:
    """The number after one, Roman after Roman.

    >>> _next("XI"), _next("3"), _next("08"), _next("B")
    ('XII', '4', '09', 'B')
    """
    if number.isdigit():
        return str(int(number) + 1).zfill(len(number))
    value = roman_value(number)
    return ROMAN[value] if value and value < len(ROMAN) else number


ROMAN = tuple(t + u for t in ("", "X", "XX", "XXX") for u in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))[1:]
"""Roman numerals from I on."""
