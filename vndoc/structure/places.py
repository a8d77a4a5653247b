"""Names of places in the letterhead, weighed together.

In: the fields of the head and the lines of the document; out: issuer, superior and place in the spelling that most speaks for:
the readings of the head, each as sure as its line; the mentions in the text; the list of provinces and districts, where the
issuer says which of the two its place is, the more where it lies in the province that the head names. A name that is spelled
differently by no one stays as it is, listed or not, and so does one that a usable layer has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.alphabet import fold_tone
from vndoc.resources import table
from vndoc.structure.found import Found
from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import key

MENTION, MOST_MENTIONS = 0.5, 4
"""What a mention in the text weighs beside a reading in the head (its confidence, 1 at most), and how many are counted."""
LISTED, IN_PROVINCE, ELSEWHERE = 1.5, 3.0, 0.5
"""What the list weighs: a name of that level, one in the province that the head names, one in another province."""
CERTAINTY = 0.7
"""How sure a name is that was not read so in its field."""

_BODY = regex.compile(
    r"\b(?P<level>TINH|THANH PHO|HUYEN|QUAN|THI XA|THANH|XA|PHUONG|THI TRAN)\s+"
    r"(?:UY\s+|DOAN\s+|(?=[^U]))(?P<name>\p{Lu}[\p{Lu}'’\s-]*?)\W*$"
)
_LEVELS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("THANH PHO", "THANH"), ("province", "district")),
    **dict.fromkeys(("HUYEN", "QUAN", "THI XA"), ("district",)),
    "TINH": ("province",),
}


class Slot(NamedTuple):
    """A name in a field: the field, its span in the value, levels its place may have in the list (or none)."""

    field: str
    start: int
    end: int
    levels: tuple[str, ...]


@lru_cache(maxsize=1)
def _listed() -> dict[str, list[tuple[str, str, str]]]:
    """Key of a name → its spellings with level and province."""
    out: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for name, level, *province in table("places"):
        out[key(name)].append((name, level, province[0] if province else ""))
    return out


def _slots(fields: dict[str, Found]) -> Iterator[Slot]:
    for field in ("superior", "issuer"):
        m = _BODY.search(key(fields[field].value)) if field in fields else None
        if m:
            yield Slot(field, m.start("name"), m.end("name"), _LEVELS.get(m["level"], ()))
    if "place" in fields:
        yield Slot("place", 0, len(fields["place"].value), ())


def _mentions(name: str, pieces: Sequence[Piece], own: frozenset[Piece]) -> Iterator[str]:
    """The spellings of a name in lines other than the fields' own, where it is written with capitals."""
    form = regex.compile(rf"\b{regex.escape(name)}\b")
    seen = 0
    for piece in pieces:
        if name in piece.key and piece not in own:
            for m in form.finditer(piece.key):
                said = piece.text[m.start() : m.end()]
                if all(word[0].isupper() for word in said.split()):
                    yield said.title()
                    seen += 1
        if seen >= MOST_MENTIONS:
            return


def _best(name: str, group: Sequence[Slot], fields: dict[str, Found], text: Sequence[Piece], province: str) -> str:
    """The spelling of a name, its words with capitals."""
    votes: dict[str, float] = defaultdict(float)
    spelled: dict[str, str] = {}
    levels = {level for slot in group for level in slot.levels}
    for slot in group:
        found = fields[slot.field]
        said = found.value[slot.start : slot.end].title()
        votes[fold_tone(said)] += sum(p.confidence for p in found.pieces) / len(found.pieces)
        spelled.setdefault(fold_tone(said), said)
    own = frozenset(piece for slot in group for piece in fields[slot.field].pieces)
    for said in _mentions(name, text, own):
        votes[fold_tone(said)] += MENTION
        spelled.setdefault(fold_tone(said), said)
    for said, level, within in _listed().get(name, ()):
        if level in levels:
            here = level == "district" and province and key(within) == province
            weight = IN_PROVINCE if here else ELSEWHERE if level == "district" and province else LISTED
            votes[fold_tone(said)] += weight
            spelled.setdefault(fold_tone(said), said)
    return spelled[max(votes, key=lambda spelling: votes[spelling])]


def agree_places(fields: dict[str, Found], text: Sequence[Piece]) -> None:
    """Spell the places of the head as the head, the text and the list agree.

    Args:
        fields: what was found; changed.
        text: all lines.
    """
    slots = list(_slots(fields))
    provinces = {key(fields[s.field].value[s.start : s.end]) for s in slots if "province" in s.levels}
    province = provinces.pop() if len(provinces) == 1 else ""
    groups: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        groups[key(fields[slot.field].value[slot.start : slot.end])].append(slot)
    for name, group in groups.items():
        best = _best(name, group, fields, text, province)
        for slot in group:
            found = fields[slot.field]
            if all(piece.sure for piece in found.pieces):
                continue
            old = found.value[slot.start : slot.end]
            if fold_tone(old.title()) != fold_tone(best):
                new = best.upper() if old.isupper() else best
                value = found.value[: slot.start] + new + found.value[slot.end :]
                fields[slot.field] = found._replace(value=value, certainty=min(found.certainty, CERTAINTY))
