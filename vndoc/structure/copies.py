"""Copies that were certified: their words stand at the head of the first page, or under the signature of what was copied.

In: the pieces after the head; out: the words of the copy (``SAO Y``), told by the number of their own that stands near.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.structure.marks import LONGEST, find_mark
from vndoc.structure.numbers import find_number
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import key

NEAR = 4
"""Pieces between the words of a copy and its number."""

_BEGINS = ("SAO", "BAN", "TRICH")
_COPIED = frozenset({"SY", "SL", "TRS", "BS"})
"""Signs of copies in their numbers, by decree 30 and in the Party."""


def find_copy(pieces: Sequence[Piece]) -> tuple[Piece, str] | None:
    """The words that certify a copy under the signature of what was copied, and their line."""
    for i, piece in enumerate(pieces):
        mark = find_mark(piece.text) if len(piece.text) <= LONGEST and piece.key.startswith(_BEGINS) else None
        if mark and mark[0] == "copy":
            near = pieces[max(0, i - NEAR) : i + NEAR + 1]
            signs = {key(number.kind or number.issuer or "") for p in near if (number := find_number(p.text))}
            if any(sign.split("-")[0] in _COPIED for sign in signs):
                return piece, mark[1]
    return None
