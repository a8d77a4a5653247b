"""The foot: where it stands, its recipients and its archive line.

In: pieces after the head; out: `Foot`: first and last index, fields, signatures. The foot begins at ``Nơi nhận`` or at the
first line of a signature; what follows it (after the page, or from a label on) are annexes. Body lines may name recipients
or positions too: a foot is told by several signs at once.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from vndoc.structure.annexes import is_annex_start
from vndoc.structure.found import Found
from vndoc.structure.names import is_name
from vndoc.structure.offices import LEAST_VISIBLE
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.recipients import DASH, LABEL, bare, is_archive, office_beside, read_recipients
from vndoc.structure.shapes import ends_sentence, is_caps, is_rule, starts_lower
from vndoc.structure.signature import read_signatures
from vndoc.structure.signers import is_signature_start, second_name

LONGEST_FOOT = 80
"""Pieces of the longest foot: thirty recipients, several over two lines, stacked signatures, noise of stamps."""
MOST_BEFORE = 6
"""Lines of a signature before the recipients: prefix, body over two lines, position, name, a scrap."""
REACH = 8
"""Pieces after the first line of a signature among which its name stands: prefix, positions, ``(Đã ký)``, scraps of a stamp."""

LONGEST_LABEL = 16
"""Letters of ``Nơi nhận:`` with scraps around it."""

_STRONG_ARCHIVE = regex.compile(r"^(?:LUU|LUW|L\SU)\s*[:;.,]?\s*(?:VT|V\S|VAN|VP|HC|H\S|TC|NOI)\b?")


class Foot(NamedTuple):
    """The span of the foot (indices; equal where there is none) and its fields."""

    start: int
    end: int
    fields: dict[str, Found]
    used: frozenset[int]


def _name_follows(pieces: tuple[Piece, ...], i: int) -> bool:
    return any(is_name(p.text) for p in pieces[i + 1 : i + 1 + REACH])


def _recipients_at(pieces: tuple[Piece, ...], i: int) -> bool:
    """Whether the list of recipients begins at a piece: its label, with a dash or a signature near."""
    if not LABEL.match(pieces[i].key):
        return False
    near = pieces[i + 1 : i + 6]
    return any(DASH.match(p.text) for p in near) or any(is_signature_start(p) for p in near) or len(pieces) - i < 12


def find_start(flow: Flow, begin: int) -> int | None:
    """Index of the first piece of the foot."""
    pieces = flow.pieces
    for i in range(begin, len(pieces)):
        if _recipients_at(pieces, i):
            return _back(pieces, i, begin)
        if _list_ends(flow, i):
            return _list_start(flow, i, begin)
        weak = pieces[i].role == "signature" and pieces[i].column != "full"
        if (is_signature_start(pieces[i]) or weak) and _name_follows(pieces, i) and _ends_body(pieces, i, begin):
            return _back(pieces, i, begin)
    return None


def _back(pieces: tuple[Piece, ...], i: int, begin: int) -> int:
    """Index of the first of the lines of signatures, or of recipients beside them, that stand before a line of the foot."""
    start, others = i, 0
    while start > begin and pieces[start - 1].page == pieces[i].page and _is_foot_line(pieces, start - 1):
        listed = pieces[start - 1].role == "signature" and pieces[start - 1].column == "left"
        others += not listed
        if others > MOST_BEFORE:
            break
        start -= 1
    return start


def _list_ends(flow: Flow, i: int) -> bool:
    """Whether a list of recipients ends at a piece with its archive line, the label being unreadable or missing."""
    piece = flow.pieces[i]
    return (
        DASH.match(piece.text) is not None
        and _STRONG_ARCHIVE.match(bare(piece)) is not None
        and len(piece.text) < 0.7 * flow.measure(piece).length
        and i > 1
        and DASH.match(flow.pieces[i - 1].text) is not None
    )


def _list_start(flow: Flow, i: int, begin: int) -> int:
    """Index of the first piece of the list that ends at a piece: short lines of its page, up to the label or a long line."""
    pieces, start = flow.pieces, i
    while start > begin and pieces[start - 1].page == pieces[i].page:
        before = pieces[start - 1]
        if before.key.rstrip(" :;.").endswith("NHAN") and len(before.text) < LONGEST_LABEL:
            return start - 1
        if len(before.text) > 0.8 * flow.measure(before).length or before.text.endswith("./."):
            break
        start -= 1
    return start


def _is_foot_line(pieces: tuple[Piece, ...], i: int) -> bool:
    piece = pieces[i]
    own = piece.role == "signature" and (piece.column != "full" or is_name(piece.text) or is_caps(piece.text))
    return own or is_signature_start(piece) or second_name(piece.text) is not None


def _ends_body(pieces: tuple[Piece, ...], i: int, begin: int) -> bool:
    """Whether the text before a signature is at an end: a sentence's end, nothing at all, or another line of the foot."""
    if i <= begin:
        return True
    before = pieces[i - 1]
    return ends_sentence(before.text) or before.role != "body" or is_rule(before.text) or pieces[i].column == "right"


def read_foot(flow: Flow, begin: int) -> Foot:
    """The foot of a document; empty where none is found."""
    start = find_start(flow, begin)
    if start is None:
        return Foot(len(flow.pieces), len(flow.pieces), {}, frozenset())
    end = _end(flow, start)
    fields: dict[str, Found] = {}
    used = read_recipients(flow, start, end, fields)
    rest = []
    for i, piece in enumerate(flow.pieces[start:end], start):
        own = office_beside(piece) if i in used else piece
        rest += [own] if own else []
    read_signatures(_with_stamps(rest, flow.stamps), fields)
    return Foot(start, end, fields, frozenset(range(start, end)))


def _with_stamps(pieces: list[Piece], stamps: tuple[Piece, ...]) -> list[Piece]:
    """The lines of the foot with those beside its signature that were taken for parts of a seal, each at its height."""
    signed = [p for p in pieces if p.column == "right" and p.box]
    out = list(pieces)
    for stamp in stamps:
        if stamp.box is None or sum(map(str.isalpha, stamp.text)) < LEAST_VISIBLE:
            continue
        over = [p for p in signed if p.page == stamp.page and p.box and p.box[0] < stamp.box[2] and stamp.box[0] < p.box[2]]
        below = next((p for p in over if p.box and p.box[1] > stamp.box[1]), None)
        if below is not None and any(p.box and p.box[1] <= stamp.box[1] for p in over):
            out.insert(out.index(below), stamp)
    return out


def _end(flow: Flow, start: int) -> int:
    """Index after the foot: the page's end, or a later one where recipients or the name run over it; an annex's first line."""
    pieces = flow.pieces
    named = archived = listed = False
    for i in range(start, min(len(pieces), start + LONGEST_FOOT)):
        piece = pieces[i]
        if i > start and is_annex_start(flow, i):
            return i
        dash = DASH.match(piece.text) is not None
        if i > start and piece.first and (named or archived):
            late = is_signature_start(piece) or is_name(piece.text) if not named else dash and listed and not archived
            if not (late or (not listed and not archived and LABEL.match(piece.key))):
                return i
        if i > start and piece.first and piece.role == "header":
            return i
        if i > start and piece.first and len(piece.text) > flow.measure(piece).length - 8 and not dash:
            return i
        if (
            named
            and archived
            and piece.page == pieces[start].page
            and len(piece.text) >= flow.measure(piece).length - 3
            and is_annexed(piece)
        ):
            return i
        named = named or (is_name(piece.text) and i > start)
        listed = listed or dash
        archived = archived or is_archive(piece)
    return min(len(pieces), start + LONGEST_FOOT)


def is_annexed(piece: Piece) -> bool:
    """Whether a line after the foot stands on its own: not a dash item, not in a column."""
    return piece.column == "full" and not DASH.match(piece.text) and not starts_lower(piece.text)
