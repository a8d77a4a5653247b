"""Paragraphs: lines that belong together, over line and page ends.

In: a run of pieces; out: runs of it. A line begins a paragraph where the line above does not run to the edge although the
first word here would have fitted, where it ends a sentence and this one is indented, where capitals or bold end, and at a
dash.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from msgspec.structs import replace

from vndoc.structure.pieces import KEY_LETTERS, Flow, Piece, down_to
from vndoc.structure.shapes import ends_sentence, is_caps, is_rule, key, starts_lower

INDENT = 0.025
"""Share of the body's width from which a line counts as indented: a first line's 1 cm on 16 cm is 0.06, a crooked scan 0.01."""

FAR = 0.3
"""Share of the body's width that no first line is indented by."""
SHORT = 0.06
"""Share of the body's width from which a line stops short of its right edge."""
GAP = 1.4
"""How much more than the usual distance of lines sets a paragraph apart: half a line is usual where paragraphs have space."""

CAPS_WIDTH = 1.45
"""How much wider capitals run than small letters (bold capitals of Times New Roman, set against its small letters)."""

ITEM = regex.compile(r"^(?:[_.,'`~^¬]{1,2}\s?)?(?P<sign>[-–—•+])\s*(?=[\p{L}\d(“\"])")
"""The sign of an item, also with dirt before it."""
BULLET = regex.compile(r"[*•]\s+(?=[\p{Lu}\d(“\"])")
"""A star or dot before an item's first word; a star alone may be dirt, so that the item stays a paragraph with its sign."""
LEADERS = regex.compile(r"(?:[.…_]{4,}|…{2,}|(?:[.…]\s?){6,})\s*[;,.:]?(?:\(\d+\))?$")
"""Dots that a form is filled in on; a line that ends in them holds a field, and the next line is another."""
_OPEN_END = regex.compile(r"(?:\s[-–]|\d-|,)$")
_POINT = regex.compile(r"(?:đ|[a-z])\)\s+\p{Lu}")
"""The letter of a point: a small letter that begins no line of running text."""
_BASIS = regex.compile(
    r"^[-–\s]*(?:CAN CU|XET|THEO DE NGHI|SAU KHI|THUC HIEN|TREN DAY LA|(?:BO )?LUAT NAY DUOC|PHAP LENH NAY DUOC)\s"
)


def has_room(before: Piece, piece: Piece, flow: Flow) -> bool:
    """Whether the first word of a line would have fitted on the line above."""
    word = len(piece.text.split(" ", 1)[0])
    body = flow.measure(before)
    if before.box and body.width > 0:
        per_letter = (before.box[2] - before.box[0]) / max(1, len(before.text))
        return body.right - before.box[2] > (word + 2.5) * per_letter + 0.02 * body.width
    wide = CAPS_WIDTH if is_caps(before.text) else 1.0
    return (len(before.text) + word + 1) * wide < 0.9 * body.length


def _indented(piece: Piece, flow: Flow) -> bool:
    body = flow.measure(piece)
    return piece.box is not None and body.width > 0 and piece.box[0] > body.left + INDENT * body.width


def _stops_short(before: Piece, flow: Flow) -> bool:
    """Whether a line ends well before the right edge, though a long word may not have fitted."""
    body = flow.measure(before)
    return before.box is not None and before.box[2] < body.right - SHORT * body.width


def _set_apart(before: Piece, piece: Piece, flow: Flow) -> bool:
    """Whether more than the usual space is between two lines."""
    pitch = flow.measure(piece).pitch
    if not pitch or before.box is None or piece.box is None or before.page != piece.page:
        return False
    return down_to(before.box, piece.box) > GAP * pitch


def _elsewhere(before: Piece, piece: Piece, flow: Flow) -> bool:
    """Whether a line stands wholly left of the one above, which begins far inside the page: two signatures, two labels."""
    body = flow.measure(piece)
    if before.box is None or piece.box is None or before.page != piece.page:
        return False
    return piece.box[2] < before.box[0] and before.box[0] > body.left + FAR * body.width


def _is_item(before: Piece, piece: Piece, ended: bool, flow: Flow) -> bool:
    """Whether a line with a dash or plus is an item, and no word after a dash: ``Bộ Lao động / - Thương binh …``."""
    if ended or before.text.endswith(",") or piece.paragraph or has_room(before, piece, flow):
        return True
    return _indented(piece, flow) and not starts_lower(piece.text)


def begins(before: Piece | None, piece: Piece, flow: Flow, alone: bool = False) -> bool:
    """Whether a line begins a paragraph.

    Args:
        before: the line above, in the same run of text.
        piece: the line.
        flow: the measures of body lines.
        alone: whether the line above has begun a paragraph itself.
    """
    if before is None or (before.role == "table") != (piece.role == "table"):
        return True
    if piece.role == "table":
        return before.page != piece.page
    if is_rule(piece.text) or is_rule(before.text):
        return True
    lower = starts_lower(piece.text)
    if not lower and _elsewhere(before, piece, flow):
        return True
    if LEADERS.search(before.text) and not lower:
        return True
    ended = ends_sentence(before.text)
    if BULLET.match(piece.text) and (ended or before.text.endswith(",") or has_room(before, piece, flow)):
        return True
    if ITEM.match(piece.text) and _is_item(before, piece, ended, flow):
        return True
    if _BASIS.match(piece.key) and piece.text[:1] != piece.text[:1].lower() and before.text.endswith((";", ",", ".", ":")):
        return True
    if is_caps(piece.text) and not is_caps(before.text) and (ended or before.text.endswith(",")) and " " in piece.text:
        return True
    if not ended and (_OPEN_END.search(before.text) or not any(c.isalpha() for c in piece.text)):
        return piece.paragraph and not lower and before.text.endswith(",") and _indented(piece, flow)
    if is_caps(before.text) != is_caps(piece.text) and not lower and len(piece.text) > 3 and (ended or is_caps(before.text)):
        return True
    if before.bold and not piece.bold and not lower:
        return True
    if _POINT.match(piece.text) and has_room(before, piece, flow):
        return True
    if lower and not ended:
        return False
    if not lower and piece.paragraph and _set_apart(before, piece, flow) and _indented(piece, flow) > _indented(before, flow):
        return True
    if has_room(before, piece, flow) and not (lower and not ended):
        return True
    if piece.paragraph and not lower and _indented(piece, flow) and _stops_short(before, flow):
        return True
    if not ended:
        return False
    introduced = alone and (before.text.endswith(";") or (before.text.endswith(":") and not lower))
    return (
        piece.paragraph
        or _set_apart(before, piece, flow)
        or (_indented(piece, flow) and (introduced or not _indented(before, flow)))
    )


def whole_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of running text, where lines have no sides: what looked like an item with a name beside it is one line again."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].place == piece.place:
            text = f"{out[-1].text} {piece.text}"
            piece = replace(out.pop(), text=text, key=key(text[:KEY_LETTERS]), column="full")
        out.append(piece)
    return out


def paragraphs(pieces: Sequence[Piece], flow: Flow) -> list[list[Piece]]:
    """The pieces as paragraphs, each piece in one."""
    out: list[list[Piece]] = []
    for piece in pieces:
        if not out or begins(out[-1][-1], piece, flow, len(out[-1]) == 1):
            out.append([piece])
        else:
            out[-1].append(piece)
    return out
