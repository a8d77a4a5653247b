"""Footnotes as nodes of their own, at the end of the body: they interrupt its sentences where they are printed.

In: the lines of footnotes, in order; out: `Node` of level ``note``, one for each mark. Every line is in exactly one.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import ends_sentence, joined
from vndoc.structure.tree import Node

_MARK = regex.compile(r"(?P<mark>[(\[]?(?P<number>\d{1,3}|\*{1,3})[)\]]?)(?=\s|\p{Lu}\p{Ll}|[“\"])\s*")


def note_nodes(pieces: Sequence[Piece]) -> list[Node]:
    """A node for each footnote; a line without a mark belongs to the note before it, if that stands on its page or goes on.

    >>> lines = [Piece(1, 8, "(1) Xem", ""), Piece(1, 9, "Quy chế", ""), Piece(2, 7, "* Số cũ", "")]
    >>> [(n.marker, n.texts) for n in note_nodes(lines)]
    [('(1)', ['Xem Quy chế']), ('*', ['Số cũ'])]
    """
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and (_goes_on(piece, groups[-1]) or (groups[-1][-1].page == piece.page and not _begins(piece, groups[-1]))):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_node(group) for group in groups]


def _goes_on(piece: Piece, note: Sequence[Piece]) -> bool:
    """Whether a line goes on with a note of the page before, which has no end there."""
    last = note[-1]
    return piece.page == last.page + 1 and _MARK.match(piece.text) is None and not ends_sentence(last.text)


def _begins(piece: Piece, note: Sequence[Piece]) -> bool:
    """Whether a line begins a note: it has a mark of the same sort, one further; a line may begin with any number."""
    own, before = _MARK.match(piece.text), _MARK.match(note[0].text)
    if own is None:
        return False
    if before is None:
        return True
    if not (own["number"].isdigit() and before["number"].isdigit()):
        return bool(own["number"] != before["number"])
    further = int(own["number"]) == int(before["number"]) + 1
    return further and bool(own["mark"][0].isdigit() == before["mark"][0].isdigit())


def _node(pieces: list[Piece]) -> Node:
    text = joined([p.text for p in pieces])
    mark = _MARK.match(text)
    if mark is None:
        return Node("note", texts=[text], pieces=pieces)
    number = mark["number"] if mark["number"].isdigit() else None
    return Node("note", mark["mark"], number, texts=[text[mark.end() :]], pieces=pieces)
