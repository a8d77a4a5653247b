"""Who signed: prefix, body signed for, positions, name; one signature or several side by side.

In: pieces of the foot that are no recipients; out: fields ``signature`` and ``signatures``. ``KT. BỘ TRƯỞNG / THỨ TRƯỞNG /
Vũ Văn Lâm`` gives prefix ``KT.``, on behalf of ``BỘ TRƯỞNG``, position ``THỨ TRƯỞNG``; under a second prefix line (``TM.
… / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH``) both lines are positions. The lines of a signature are read together: each may be a
prefix, more of the body's name, a position, ``(Đã ký)``, a name, or a scrap of a seal, and the sequence that says most wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from vndoc.document import Signature
from vndoc.structure.found import Found
from vndoc.structure.lexicon import body_family, find_kind, find_position, starts_position
from vndoc.structure.names import find_signer
from vndoc.structure.offices import complete, extend, implied, is_deputy, letters, read_position, spelled, under, without_scraps
from vndoc.structure.pieces import Piece
from vndoc.structure.prefixes import find_prefix
from vndoc.structure.shapes import is_caps, joined, key
from vndoc.structure.signers import parted
from vndoc.syllable import is_possible

BEAM = 12
"""Readings of a signature that are kept from line to line; more have changed nothing in the archive of 2010."""
NEAR = 1.3
"""Heights of a line between the lower edge of a line of the office and the upper one of the line that goes on with it."""
LEAST_SURE = 0.6
"""Confidence of a line from which its capitals may be more of the name above; less sure ones are scraps of a seal."""
WORTH = {
    "prefix": 4.0,
    "stack": 3.0,
    "position": 3.0,
    "pair": 1.0,
    "part": 1.6,
    "unread": 0.2,
    "body": 1.4,
    "more": 1.0,
    "head": 4.5,
    "signed": 2.0,
    "name": 3.0,
    "weak": 1.0,
}
"""What a line adds to a reading by what it is taken for, set by hand; a scrap adds nothing."""

DEPUTY, DELEGATE, DEPUTED = "KT.", "TM.", "TL."
"""What is printed before a head whose deputy signs, before a body of several that one signs for, before one's superior."""
LOST = 0.5
"""Certainty of a signature whose prefix or position is not read."""
SHIFT = 4.0
"""Points that the middle of a line is right of that of the next one where its prefix is missing."""

_OF_PARTY = r"TRƯỞNG BAN|CHÁNH VĂN PHÒNG|CHỦ NHIỆM"
"""Heads that Party bodies have too; they print ``K/T``."""
_COLLECTIVE = regex.compile(
    r"(?:BAN (?:THUONG VU|CHAP HANH)|UY BAN|CHINH PHU|HOI DONG|DOAN CHU TICH|BO CHINH TRI|BAN BI THU)\b"
)
_BEFORE_BODY = regex.compile(r"^\S{1,4}\s(?=BAN (?:THƯỜNG VỤ|CHẤP HÀNH))")
"""A word before a committee: what was read of ``T/M`` (``TỈNH BAN THƯỜNG VỤ``)."""
_SUPERIOR = regex.compile(r"^(?:BO TRUONG|GIAM DOC|CHU TICH|TONG CUC TRUONG|TONG GIAM DOC|CUC TRUONG|THU TUONG|VIEN TRUONG)\b")
_UNDER = regex.compile(r"^(?:CHANH VAN PHONG|(?:VU|CUC|PHONG|CHI CUC) TRUONG|TRUONG (?:PHONG|BAN)|CHANH THANH TRA)\b")
"""Heads of bodies and heads of their units: one above the other is signed ``TL.``."""
_SIGNED = regex.compile(r"\(?\s*(?:DA KY|KY TEN|DA KY TEN)\b")
_PLACES = regex.compile(r"(?:NUOC|TINH|THANH PHO|TP|HUYEN|QUAN|THI XA|XA|PHUONG|THI TRAN|KHOI|KIEM|TRUNG UONG)\b")


class _Reading(NamedTuple):
    """What the lines so far are taken for: the fields, the last prefix with its body, the last line of the office."""

    worth: float = 0.0
    prefix: str | None = None
    behalf: str | None = None
    positions: tuple[str, ...] = ()
    name: str | None = None
    signed: bool = False
    above: tuple[str, str] = ("", "")
    state: str = ""
    last: Piece | None = None
    used: tuple[Piece, ...] = ()
    certainty: float = 0.9


def _near(piece: Piece, last: Piece | None) -> bool:
    """Whether a line stands right under the last one of the office."""
    if last is None or not (piece.box and last.box):
        return last is not None and piece.page == last.page and piece.line - last.line <= 2
    return piece.box[1] - last.box[3] < NEAR * max(10.0, min(20.0, last.box[3] - last.box[1]))


def _words(text: str) -> str:
    """A line without scraps at its ends, short syllables of places kept (MƠ, BÈ)."""
    whole = text.strip(" .,;:*_|-–'\"`“”„")
    words = [w.strip(",") for w in whole.split()]
    return whole if all(w.isalpha() and w.isupper() and is_possible(w.lower()) for w in words) else without_scraps(text)


def _is_more(piece: Piece, reading: _Reading) -> bool:
    """Whether a line in capitals goes on with the body, head or position above it."""
    text = _words(piece.text)
    words = text.split()
    if piece.confidence < LEAST_SURE or len(letters(text)) < 4 or not is_caps(text) or not _near(piece, reading.last):
        return False
    if sum(is_possible(w.lower().strip(",")) for w in words) < 0.8 * len(words):
        return False
    named = body_family(text) is not None or _PLACES.match(letters_of_start(text)) is not None
    named = named or (
        bool(reading.positions) and _names_unit(reading.positions[-1]) and not (read_position(text) or find_kind(text))
    )
    if reading.state == "prefix" and not reading.positions:
        return named or read_position(reading.behalf or "") is None or text.endswith(",")
    return named


def _names_unit(position: str) -> bool:
    """Whether a position goes on with the unit that it heads (``VỤ TRƯỞNG VỤ CHÍNH SÁCH``), whose name may take two lines."""
    prefix = find_prefix(position)
    office = prefix[1] if prefix else position
    return starts_position(office) and find_position(office) is None


def letters_of_start(text: str) -> str:
    """The key of a line's beginning, words kept apart.

    >>> letters_of_start("TỈNH YÊN BÁI")
    'TINH YEN BAI'
    """
    return " ".join(letters(w) for w in text.split()[:4])


def _as_prefix(piece: Piece, at: _Reading) -> Iterator[_Reading]:
    found = find_prefix(piece.text)
    if found is None or at.name or at.signed:
        return
    prefix, behalf = found[0], spelled(found[1])
    if at.prefix is None and not at.positions:
        worth = at.worth + WORTH["prefix"]
        yield at._replace(worth=worth, prefix=prefix, behalf=behalf, above=(prefix, behalf), state="prefix", last=piece)
    else:
        positions = (*at.positions, f"{prefix} {behalf}")
        yield at._replace(
            worth=at.worth + WORTH["stack"], positions=positions, above=(prefix, behalf), state="prefix", last=piece
        )


def _as_body(piece: Piece, at: _Reading) -> Iterator[_Reading]:
    """A body that others sign for, the prefix before it being under a seal."""
    if at.prefix or at.behalf or at.positions or at.name or find_prefix(piece.text):
        return
    body = spelled(_words(_BEFORE_BODY.sub("", piece.text)))
    if is_caps(body) and _COLLECTIVE.match(letters_of_start(body)) and under(DELEGATE, body):
        certainty = min(at.certainty, LOST)
        yield at._replace(
            worth=at.worth + WORTH["body"], behalf=body, above=(DELEGATE, body), state="prefix", last=piece, certainty=certainty
        )


def _as_position(piece: Piece, at: _Reading) -> Iterator[_Reading]:
    if at.name or find_prefix(piece.text):
        return
    whole = read_position(piece.text)
    prefix, behalf = at.above
    if whole:
        worth = WORTH["position"] * whole.certainty
        if prefix.startswith("K") and at.state == "prefix":
            apart = -2 if letters(whole.name) in letters(behalf) else -1
            worth += WORTH["pair"] if is_deputy(whole.name, behalf) else apart
        yield _with_position(at, piece, whole.name, worth, whole.certainty)
    if not _near(piece, at.last):
        return
    if at.state == "prefix":
        part = complete(piece.text, prefix, behalf)
        if part:
            yield _with_position(at, piece, part.name, WORTH["part"], part.certainty)
        row = implied(prefix, behalf) if _is_unread(piece, at) else None
        if row:
            yield _with_position(at, piece, row.name, WORTH["unread"], row.certainty)
    elif at.prefix is None and len(at.positions) == 1:
        part = complete(piece.text, DEPUTY, at.positions[0])
        if part:
            yield _with_position(at, piece, part.name, WORTH["part"], part.certainty)


def _is_unread(piece: Piece, at: _Reading) -> bool:
    """Whether a line is what an engine made of a row that it could not read, under the line above."""
    if (
        at.last is not None
        and at.last.box
        and piece.box
        and not (piece.box[0] < at.last.box[2] and at.last.box[0] < piece.box[2])
    ):
        return False
    words = regex.findall(r"\p{L}+", piece.text)
    if not words or find_signer(piece.text) is not None:
        return False
    return is_caps(words[0]) if len(words) == 1 else not any(len(w) > 3 and is_possible(w.lower()) for w in words)


def _with_position(at: _Reading, piece: Piece, name: str, worth: float, certainty: float) -> _Reading:
    again = at.positions[-1:] == (name,)  # the same row read twice
    return at._replace(
        worth=at.worth + (max(worth - WORTH["part"], 0.0) if again else worth),
        positions=at.positions if again else (*at.positions, name),
        state="position",
        last=piece,
        certainty=min(at.certainty, certainty),
    )


def _as_more(piece: Piece, at: _Reading) -> Iterator[_Reading]:
    if at.state not in ("prefix", "position") or at.name:
        return
    text = _words(piece.text)
    comma = at.last is not None and at.last.text.rstrip().endswith(",")
    head = comma and at.above[0].startswith("K") and read_position(text) is not None
    known = extend(at.positions[-1], piece.text) if at.positions and _near(piece, at.last) else None
    if not (head or known or _is_more(piece, at)):
        return
    worth = at.worth + (WORTH["head"] if head else WORTH["more"])
    glue = ", " if head else " "
    if at.state == "prefix" and not at.positions:
        behalf = glue.join(x for x in (at.behalf, text) if x)
        yield at._replace(worth=worth, behalf=behalf, above=(at.above[0], behalf), last=piece)
    elif at.positions:
        whole = joined([at.positions[-1], text])
        longer = known or (None if find_prefix(whole) else read_position(whole))
        name = longer.name if longer else whole
        yield at._replace(worth=worth, positions=(*at.positions[:-1], name), last=piece)


def _as_person(piece: Piece, at: _Reading) -> Iterator[_Reading]:
    mark = _SIGNED.search(piece.key)
    if mark:
        behind = find_signer(piece.text[mark.end() :]) if at.name is None else None
        name = behind[0] if behind and behind[1] else at.name
        yield at._replace(worth=at.worth + WORTH["signed"], signed=True, name=name, state="name" if name else "signed")
        return
    found = find_signer(piece.text) if at.name is None else None
    if found is None or find_prefix(piece.text):
        return
    name, sure = found
    if not sure and (piece.confidence < LEAST_SURE or not (at.prefix or at.positions or piece.role == "signature")):
        return
    sign = at.signed or piece.role == "stamp"
    worth = WORTH["name"] if sure else WORTH["weak"] * piece.confidence
    yield at._replace(
        worth=at.worth + worth, name=name, signed=sign, state="name", certainty=at.certainty if sure else min(at.certainty, 0.5)
    )


def read_signature(lines: Sequence[Piece]) -> tuple[Signature, tuple[Piece, ...], float] | None:
    """One signature from its lines, the lines that it took, and how sure it is."""
    beam = [_Reading()]
    for piece in lines:
        after = list(beam)
        for at in beam:
            for way in (_as_position,) if piece.role == "stamp" else (_as_prefix, _as_body, _as_position, _as_more, _as_person):
                after += [r._replace(used=(*r.used, piece)) for r in way(piece, at)]
        beam = sorted(after, key=lambda r: -r.worth)[:BEAM]
    best = beam[0]
    if not (best.prefix or best.positions or best.name):
        return None
    prefix, behalf, positions = best.prefix, best.behalf, best.positions
    certainty = best.certainty if best.name else min(best.certainty, 0.6)
    if not positions:  # each signer has an office: it is under a seal
        certainty = min(LOST, certainty)
    if prefix is None and len(positions) > 1 and is_deputy(positions[1], positions[0]):
        prefix = DEPUTY if _lacks_start(best.used, positions[0]) and not regex.match(_OF_PARTY, positions[0]) else None
        behalf, positions, certainty = positions[0], positions[1:], min(LOST, certainty)  # its ``KT.`` is under a seal
    elif prefix is None and len(positions) > 1 and _signs_for(positions) and _lacks_start(best.used, positions[0]):
        prefix, behalf, positions, certainty = DEPUTED, positions[0], positions[1:], min(LOST, certainty)
    elif _lacks_row(prefix, behalf, positions, best.used):
        head = key(positions[0]).removeprefix("PHO ")
        name = read_position(head)
        positions, certainty = (f"{DEPUTY} {name.name if name else head}", *positions), min(LOST, certainty)
    return Signature(prefix, behalf or None, positions, best.name, best.signed), best.used, certainty


def _lacks_row(prefix: str | None, behalf: str | None, positions: Sequence[str], lines: Sequence[Piece]) -> bool:
    """Whether a row is missing between the committee of a State body and the deputy who signs: ``KT. CHỦ TỊCH``."""
    deputies = {"UY BAN NHAN DAN": "PHO CHU TICH", "CHINH PHU": "PHO THU TUONG"}
    body = key(behalf or "")
    deputy = next((d for name, d in deputies.items() if body.startswith(name)), None)
    if prefix != DELEGATE or len(positions) != 1 or key(positions[0]) != deputy or len(lines) < 2:
        return False
    row = next((p for p in lines[1:] if find_position(p.text) == positions[0]), lines[1])  # damaged rows may count for it too
    above, below = lines[0].box, row.box
    return bool(above and below) and below[1] - above[3] > 0.8 * (above[3] - above[1])  # type: ignore[index]


def _signs_for(positions: Sequence[str]) -> bool:
    """Whether the head of a unit stands under the head of the body."""
    above, below = key(positions[0]), key(positions[1])
    return _SUPERIOR.match(above) is not None and _UNDER.match(below) is not None and not below.startswith(above)


def _lacks_start(lines: Sequence[Piece], head: str) -> bool:
    """Whether the first line of an office lacks its beginning: scraps stand there, or it is right of the next centred line."""
    if len(lines) < 2:
        return False
    if not letters(lines[0].text).startswith(letters(head)[:3]):
        return True
    above, below = lines[0].box, lines[1].box
    return bool(above and below) and (above[0] + above[2] - below[0] - below[2]) / 2 > SHIFT  # type: ignore[index]


def read_signatures(pieces: Sequence[Piece], fields: dict[str, Found]) -> None:
    """All signatures of the foot, left to right; the first is the document's."""
    found = [x for x in (read_signature(run) for run in parted(pieces)) if x]
    if len(found) > 1:
        found = [x for x in found if x[0].name or x[0].positions]
    offices = [x for x in found if x[0].prefix or x[0].positions]
    if offices and len(found) > len(offices):  # the name of one whose office is under a seal stands beside another
        levels = {x[1][-1].place for x in offices if x[0].name}
        found = [x for x in found if x in offices or x[1][-1].place in levels]
    if not found:
        return
    signature, source, certainty = found[0]
    fields["signature"] = Found(signature, source, certainty)
    several = len(offices) > 1
    named = [x for x in found if x[0].name or (several and x[0].prefix and x[0].positions)]
    if named:
        lines = tuple(p for x in named for p in x[1])
        fields["signatures"] = Found(tuple(x[0] for x in named), lines, min(x[2] for x in named))
