"""The lines of each signature of a foot: several stand side by side under a joint document, or one below another.

In: pieces of the foot that are no recipients; out: runs of pieces, one a signature, left to right and from above.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import regex

from vndoc.structure.lexicon import find_position
from vndoc.structure.names import find_signer, is_name
from vndoc.structure.pieces import Piece
from vndoc.structure.prefixes import begins_signature, second_prefix

SHORTEST_NAME = 3
"""Words of the shortest name of two on a line; of two words and four the place of the cut is not sure."""

LEVEL = 30.0
"""Points between the upper edges of first lines that stand side by side: a line more or less above them."""


def is_signature_start(piece: Piece) -> bool:
    """Whether a line begins a signature: a prefix with a body or position, or a position in capitals."""
    return begins_signature(piece.text, piece.column)


def second_office(text: str) -> int | None:
    """Where an office begins a second time on a line that holds the same one of two signers side by side.

    >>> second_office("THỨ TRƯỞNG THỨ TRƯỞNG"), second_office("PHÓ GIÁM ĐỐC"), second_office("XÃ XÃ")
    (11, None, None)
    """
    words = text.split()
    half = len(words) // 2
    if len(words) % 2 or words[:half] != words[half:] or find_position(" ".join(words[:half])) is None:
        return None
    return text.rindex(words[half], 0, len(text) - len(" ".join(words[half + 1 :])))


def second_name(text: str) -> int | None:
    """Where a second name begins on a line that holds those of two signers side by side.

    >>> second_name("Vũ Thị Hoa Lý Văn Sáng"), second_name("Vũ Thị Hoa"), second_name("Lê Văn Hồ Lan")
    (11, None, None)
    """
    words = [(m.start(), m[0]) for m in regex.finditer(r"\S+", text)]
    if not 2 * SHORTEST_NAME <= len(words) <= 10:
        return None
    starts = [words[n][0] for n in range(SHORTEST_NAME, len(words) - SHORTEST_NAME + 1)]
    for sure in (True, False):  # the surname of the first may have lost its marks
        cuts = [at for at in starts if _is_whole(text[:at], sure) and _is_whole(text[at:], True)]
        if len(cuts) == 1:
            return int(cuts[0])
    return None


def _is_whole(text: str, sure: bool) -> bool:
    """Whether a text is one name and nothing else."""
    found = find_signer(text)
    return found is not None and found[0] == text.strip() and found[1] >= sure and is_name(text)


def _cut(piece: Piece) -> list[Piece]:
    """A line that holds the first lines, or the names, of two signatures as two."""
    at = second_prefix(piece.text) or second_office(piece.text) or second_name(piece.text)
    if at is None:
        return [piece]
    parts = [(piece.text[:at].strip(), 0.0, at / len(piece.text)), (piece.text[at:].strip(), at / len(piece.text), 1.0)]
    out = []
    for text, start, end in parts:
        box = piece.box
        if box:
            width = box[2] - box[0]
            box = (box[0] + start * width, box[1], box[0] + end * width, box[3])
        side = piece.column if piece.column != "full" else "right" if start else "left"
        own = piece.key[at:] if start else piece.key[:at]
        out.append(msgspec.structs.replace(piece, text=text, key=own, box=box, column=side))
    return out


def _middle(piece: Piece) -> float:
    return (piece.box[0] + piece.box[2]) / 2 if piece.box else 0.0


def _abreast(starts: Sequence[Piece]) -> list[float]:
    """The middles of first lines that stand side by side, left to right; those of one signature are one above another."""
    placed = [p for p in starts if p.box]
    if not placed:
        return []
    top = min(p.box[1] for p in placed if p.box and p.page == placed[0].page)
    row = sorted((p for p in placed if p.box and p.page == placed[0].page and p.box[1] < top + LEVEL), key=_middle)
    out: list[Piece] = []
    for piece in row:
        if not out or (piece.box and out[-1].box and piece.box[0] > out[-1].box[2] - 1):
            out.append(piece)
    return [_middle(p) for p in out]


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    starts = [p for p in pieces if is_signature_start(p)]
    names = [p for p in pieces if is_name(p.text)]
    middles = max(_abreast(starts), _abreast(names), key=len)  # of offices under seals nothing may be read
    if len(middles) > 1:
        parts: list[list[Piece]] = [[] for _ in middles]
        for piece in pieces:
            nearest = min(range(len(middles)), key=lambda n: abs(_middle(piece) - middles[n])) if piece.box else 0
            parts[nearest].append(piece)
        return parts
    if any({p.column for p in some} >= {"left", "right"} for some in (starts, names)):
        return [[p for p in pieces if p.column == "left"], [p for p in pieces if p.column != "left"]]
    return [list(pieces)]


def _runs(column: Sequence[Piece]) -> list[list[Piece]]:
    """The signatures of a column: a first line after a name begins another."""
    out: list[list[Piece]] = [[]]
    for piece in column:
        if out[-1] and is_signature_start(piece) and any(is_name(p.text) for p in out[-1]):
            out.append([])
        out[-1].append(piece)
    return [run for run in out if run]


def parted(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of each signature."""
    lines = [part for piece in pieces for part in _cut(piece)]
    return [run for column in _columns(lines) for run in _runs(column)]
