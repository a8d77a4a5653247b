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
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import ends_sentence, is_caps, is_rule, joined, starts_lower
from vndoc.structure.signature import is_signature_start, read_signatures

LONGEST_FOOT = 80
"""Pieces of the longest foot: thirty recipients, several over two lines, stacked signatures, noise of stamps."""
REACH = 8
"""Pieces after the first line of a signature among which its name stands: prefix, positions, ``(Đã ký)``, scraps of a stamp."""

LONGEST_LABEL = 16
"""Letters of ``Nơi nhận:`` with scraps around it."""

_RECIPIENTS = regex.compile(
    r"^\W*(?:(?:NOI\s*NHAN)\s*[:;.,]|(?:NOI\s*NHAN){e<=1}\s*[:;.]?\s*$|(?:NOI\s*NH\S{1,3}){e<=1}\s*[:;]\s*$)"
)
_DASH = regex.compile(r"^[~_.'`‹|\s]{0,2}[-–—•+*~_=]{1,2}[_.]?\s*(?=[\p{L}\d(])")
_ARCHIVE = regex.compile(r"^(?:LUU|LUW|L\SU)\b\s*[:;.,]?\s*\S")
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
    if not _RECIPIENTS.match(pieces[i].key):
        return False
    near = pieces[i + 1 : i + 6]
    return any(_DASH.match(p.text) for p in near) or any(is_signature_start(p) for p in near) or len(pieces) - i < 12


def find_start(flow: Flow, begin: int) -> int | None:
    """Index of the first piece of the foot."""
    pieces = flow.pieces
    for i in range(begin, len(pieces)):
        if _recipients_at(pieces, i):
            start = i
            while (
                start > begin
                and i - start < 6
                and pieces[start - 1].page == pieces[i].page
                and _is_foot_line(pieces, start - 1)
            ):
                start -= 1
            return start
        if _list_ends(flow, i):
            return _list_start(flow, i, begin)
        weak = pieces[i].role == "signature" and pieces[i].column != "full"
        if (is_signature_start(pieces[i]) or weak) and _name_follows(pieces, i) and _ends_body(pieces, i, begin):
            return i
    return None


def _list_ends(flow: Flow, i: int) -> bool:
    """Whether a list of recipients ends at a piece with its archive line, the label being unreadable or missing."""
    piece = flow.pieces[i]
    return (
        _DASH.match(piece.text) is not None
        and _STRONG_ARCHIVE.match(_bare(piece)) is not None
        and len(piece.text) < 0.7 * flow.measure(piece).length
        and i > 1
        and _DASH.match(flow.pieces[i - 1].text) is not None
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
    return is_signature_start(piece) or (piece.role == "signature" and (is_name(piece.text) or is_caps(piece.text)))


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
    used = _read_recipients(flow, start, end, fields)
    rest = [p for i, p in enumerate(flow.pieces[start:end], start) if i not in used]
    read_signatures(rest, fields)
    return Foot(start, end, fields, frozenset(range(start, end)))


def _end(flow: Flow, start: int) -> int:
    """Index after the foot: the page's end, or a later one where recipients or the name run over it; an annex's first line."""
    pieces = flow.pieces
    named = archived = listed = False
    for i in range(start, min(len(pieces), start + LONGEST_FOOT)):
        piece = pieces[i]
        if i > start and is_annex_start(flow, i):
            return i
        dash = _DASH.match(piece.text) is not None
        if i > start and piece.first and (named or archived):
            late = is_signature_start(piece) or is_name(piece.text) if not named else dash and listed and not archived
            if not late:
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
        archived = archived or _ARCHIVE.match(_bare(piece).upper()) is not None
    return min(len(pieces), start + LONGEST_FOOT)


def is_annexed(piece: Piece) -> bool:
    """Whether a line after the foot stands on its own: not a dash item, not in a column."""
    return piece.column == "full" and not _DASH.match(piece.text) and not starts_lower(piece.text)


def _bare(piece: Piece) -> str:
    return str(_DASH.sub("", piece.key))


def _read_recipients(flow: Flow, start: int, end: int, fields: dict[str, Found]) -> set[int]:
    pieces = flow.pieces
    label = next((i for i in range(start, end) if _RECIPIENTS.match(pieces[i].key)), None)
    if label is None:
        label = next((i for i in range(start, end) if _DASH.match(pieces[i].text)), None)
        if label is None:
            return set()
        label -= 1
    used = {label} if label >= start else set()
    items: list[tuple[list[str], list[Piece]]] = []
    if label >= start:
        own = regex.sub(r"^[^:;]*[:;]?\s*", "", pieces[label].text) if regex.search(r"[:;]\s*\S", pieces[label].text) else ""
        if own and not is_caps(own):
            items.append(([own.lstrip("-– ")], [pieces[label]]))
    for i in range(label + 1, end):
        piece = pieces[i]
        if piece.column == "right" or is_rule(piece.text):
            continue
        if _DASH.match(piece.text):
            items.append(([_DASH.sub("", piece.text)], [piece]))
        elif items and not _is_other(piece, items[-1][0][-1]):
            items[-1][0].append(piece.text)
            items[-1][1].append(piece)
        elif not items and piece.column == "left" and not is_signature_start(piece) and not is_name(piece.text):
            items.append(([piece.text], [piece]))
        else:
            continue
        used.add(i)
        if _ARCHIVE.match(_DASH.sub("", items[-1][1][0].key)) and piece.text.rstrip().endswith("."):
            break
    _set_recipients(items, fields)
    return used


def _is_other(piece: Piece, before: str) -> bool:
    """Whether a line without a dash is no continuation of the recipient above it."""
    if piece.column == "left":
        return is_name(piece.text) and before.rstrip().endswith((";", ".", ","))
    return is_signature_start(piece) or is_name(piece.text) or is_caps(piece.text) or before.rstrip().endswith((";", "."))


def _set_recipients(items: list[tuple[list[str], list[Piece]]], fields: dict[str, Found]) -> None:
    recipients: list[str] = []
    sources: list[Piece] = []
    for lines, source in items:
        text = joined(lines)
        if not any(c.isalpha() for c in text) or (sum(c.isalpha() for c in text) < 3 and not _ARCHIVE.match(text.upper())):
            continue
        if _ARCHIVE.match(_DASH.sub("", source[0].key)):
            text = regex.sub(r"(?<=[.,;)])\s*\S{0,2}\d\S{0,3}$", "", text)
            fields["archive_line"] = Found(text.strip().rstrip(".;, "), tuple(source), 0.9)
            continue
        text = regex.sub(r";\s*(?:\W*\p{L}?){1,3}$", "", text)
        recipients.append(text.strip(" ;.,:"))
        sources += source
    if recipients:
        fields["recipients"] = Found(tuple(recipients), tuple(sources), 0.9)
