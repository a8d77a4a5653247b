"""The annexes as trees of their own, numbered as they follow one another.

In: the pieces after the foot; out: a node for each annex. Nothing of a heading is lost: what is neither marker nor title
(``(Ban hành kèm theo …)``, the letterhead that a form repeats) is the annex's first text.
"""

from __future__ import annotations

from vndoc.structure.annexes import find_label, is_annex_start, is_attachment_line, read_heading
from vndoc.structure.blocks import paragraphs
from vndoc.structure.markers import roman_value
from vndoc.structure.pieces import Flow
from vndoc.structure.shapes import is_caps, joined
from vndoc.structure.tables import Tables
from vndoc.structure.tree import Node, build

HEADING = 12
"""Pieces of a heading: a label, the letterhead that a form repeats, and the form's own kind below."""


def annex_nodes(run: Flow, start: int, tables: Tables) -> list[Node]:
    """The annexes from a piece to the end; forms under an appendix are its children."""
    pieces = run.pieces
    if start >= len(pieces):
        return []
    out: list[Node] = []
    kept = _starts(run, start)
    for (i, number, read), end in zip(kept, [*(i for i, _, _ in kept[1:]), len(pieces)], strict=True):
        found = read_heading(run, i, end)
        label = find_label(pieces[i])
        marker = found.marker
        if marker and read and number != read:
            marker = marker[: len(marker) - len(read)] + number if marker.endswith(read) else marker
        texts = [joined([p.text for p in block]) for block in paragraphs(found.rest, run)]
        node = Node("annex", marker, number or str(len(out) + 1), found.title, texts, list(pieces[i : found.end]))
        node.children = build(pieces[found.end : end], run, tables)
        inside = label is not None and label.sort != "PHU LUC" and out and (out[-1].marker or "").upper().startswith("PHỤ")
        (out[-1].children if inside else out).append(node)
    return out


def _starts(run: Flow, start: int) -> list[tuple[int, str, str]]:
    """(index, number, number as read) of each annex; the number goes on where one repeats at a page's top with a new title."""
    pieces = run.pieces
    kept: list[tuple[int, str, str]] = []
    seen: dict[tuple[str, str], int] = {}
    last = ""
    for i in [start, *(i for i in range(start + 1, len(pieces)) if is_annex_start(run, i))]:
        label = find_label(pieces[i])
        if kept and _same_heading(run, kept[-1][0], i, len(kept) == 1):
            continue
        number = read = label.number if label else ""
        if label and read and (label.sort, read) in seen:
            if not (pieces[i].first and read in (last, kept[-1][2]) and _has_title(run, i)):
                continue
            number = _next(last)
        if label:
            seen[label.sort, number] = i
            last = number or last
        kept.append((i, number, read))
    return kept


def _same_heading(run: Flow, before: int, i: int, first: bool) -> bool:
    """Whether an annex's start only goes on with the heading of the one before: nothing but a letterhead is between them."""
    pieces = run.pieces
    label, own = find_label(pieces[before]), find_label(pieces[i])
    if own and (label or not first):
        return False
    if not own and not label and not (first and not is_annex_start(run, before)):
        return False
    between = pieces[before + 1 : i]
    near = i - before <= HEADING and pieces[before].page == pieces[i].page
    return near and all(len(p.text) < run.measure(p).length and not p.text.endswith(";") for p in between)


def _has_title(run: Flow, i: int) -> bool:
    return any(is_caps(p.text) or is_attachment_line(p) for p in run.pieces[i + 1 : i + 6])


def _next(number: str) -> str:
    """The number after one, Roman after Roman.

    >>> _next("XI"), _next("3"), _next("B")
    ('XII', '4', 'B')
    """
    if number.isdigit():
        return str(int(number) + 1)
    value = roman_value(number)
    return ROMAN[value] if value and value < len(ROMAN) else number


ROMAN = tuple(t + u for t in ("", "X", "XX", "XXX") for u in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))[1:]
"""Roman numerals from I on."""
