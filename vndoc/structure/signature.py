"""Who signed: prefix, body signed for, positions, name; one signature or several side by side.

In: pieces of the foot that are no recipients; out: fields ``signature`` and ``signatures``. ``KT. BỘ TRƯỞNG / THỨ TRƯỞNG /
Trần Xuân Hà`` gives prefix ``KT.``, on behalf of ``BỘ TRƯỞNG``, position ``THỨ TRƯỞNG``; under a second prefix line (``TM.
… / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH``) both lines are positions.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.document import Signature
from vndoc.structure.found import Found
from vndoc.structure.lexicon import body_family, find_position, starts_position
from vndoc.structure.names import find_name, is_name
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import is_caps, joined, key

_PREFIX = regex.compile(
    r"^\W{0,3}(?P<prefix>T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T[./]?\s?U\s?Q|TUN|Q)\s?(?P<stop>[.,:/])\s*(?=\p{L}{2})"
)
_BARE_PREFIX = regex.compile(r"^\W{0,3}(?P<prefix>TM|T/M|KT|K/T|TL|T/L|TUQ)(?P<stop>)\s+(?=\p{Lu}{2})")
_SIGNED = regex.compile(r"\(?\s*(?:DA KY|KY TEN|DA KY TEN)\b")


def _prefix(text: str) -> tuple[str, str] | None:
    """(prefix as printed, rest) of a line that begins with one."""
    k = key(text)
    m = _PREFIX.match(k) or _BARE_PREFIX.match(k)
    if m is None or not is_caps(text[m.end() :]):
        return None
    prefix = text[m.start("prefix") : m.end("prefix")].replace(" ", "").upper()
    stop = "." if m["stop"] in (".", ",", ":") and "/" not in prefix else ""
    if m["stop"] == "/" and len(prefix) == 2 and prefix != "Q":
        return None
    return prefix + stop, text[m.end() :].strip(" .,;:*_|")


def is_signature_start(piece: Piece) -> bool:
    """Whether a line begins a signature: a prefix with a body or position, or a position in capitals."""
    text = piece.text
    if len(text) > 75 or not is_caps(text):
        return False
    prefix = _prefix(text)
    if prefix:
        return starts_position(prefix[1]) or body_family(prefix[1]) is not None or piece.column == "right"
    return starts_position(text) and len(text) < 60


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of each signature: those left and right of one another are parted, each to the nearest starting line."""
    starts = [p for p in pieces if is_signature_start(p)]
    left = [p for p in starts if p.column == "left"]
    right = [p for p in starts if p.column == "right"]
    if left and right:
        parts = [[p for p in pieces if p.column == "left"], [p for p in pieces if p.column != "left"]]
    else:
        parts = [list(pieces)]
    out: list[list[Piece]] = []
    for part in parts:
        run: list[Piece] = []
        for piece in part:
            if run and is_signature_start(piece) and any(is_name(p.text) for p in run):
                out.append(run)
                run = []
            run.append(piece)
        out.append(run)
    return [run for run in out if run]


def read_signature(lines: Sequence[Piece]) -> tuple[Signature, tuple[Piece, ...]] | None:
    """One signature from its lines, and the lines that it took."""
    prefix = behalf = name = None
    positions: list[str] = []
    signed, open_behalf = False, False
    used: list[Piece] = []
    for piece in lines:
        text = piece.text.strip(" *_|:;,'`\"“”")
        found = _prefix(text)
        position = find_position(text) or find_position(_without_scraps(text))
        if _SIGNED.search(piece.key):
            signed = True
        elif found and prefix is None and not positions:
            prefix, behalf = found
            behalf = find_position(behalf) or behalf
            open_behalf = True
        elif found:
            positions.append(f"{found[0]} {find_position(found[1]) or found[1]}")
            open_behalf = False
        elif position or (is_caps(text) and starts_position(text)):
            positions.append(_printed(text, position))
            open_behalf = False
        elif is_caps(text) and len(text) > 4 and name is None and (open_behalf or (positions and body_family(text))):
            if open_behalf and behalf:
                behalf = joined([behalf, text])
            else:
                positions[-1] = joined([positions[-1], text])
        elif is_name(text):
            name = find_name(text)
            signed = signed or piece.role == "stamp"
        else:
            continue
        used.append(piece)
    if not (prefix or positions or name):
        return None
    return Signature(prefix, behalf or None, tuple(positions), name, signed), tuple(used)


def _without_scraps(text: str) -> str:
    """A line without what an engine made of a seal beside it: words of one or two letters at its ends."""
    words = text.split()
    while len(words) > 2 and len(words[0]) <= 2:
        del words[0]
    while len(words) > 2 and len(words[-1]) <= 2:
        del words[-1]
    return " ".join(words)


def _printed(text: str, position: str | None) -> str:
    """A position in the spelling of the list where only marks are lost or misplaced letters differ; else as printed."""
    return position if position and key(position) != key(text.strip(" .")) else (position or text).strip(" .")


def read_signatures(pieces: Sequence[Piece], fields: dict[str, Found]) -> None:
    """All signatures of the foot, left to right; the first is the document's."""
    found = [x for x in (read_signature(run) for run in _columns(pieces)) if x]
    if len(found) > 1:
        found = [x for x in found if x[0].name or x[0].positions]
    if not found:
        return
    signature, source = found[0]
    fields["signature"] = Found(signature, source, 0.9 if signature.name else 0.6)
    named = [x for x in found if x[0].name]
    if named:
        fields["signatures"] = Found(tuple(x[0] for x in named), tuple(p for x in named for p in x[1]), 0.9)
