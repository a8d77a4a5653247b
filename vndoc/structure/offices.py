"""Positions as they stand under what is printed above them, also where a seal took a part of them.

In: a line, and the prefix and body above it; out: the position of the closed list that it is. What goes together is known:
after ``TM. CHÍNH PHỦ`` stands ``THỦ TƯỚNG``, after ``KT. BỘ TRƯỞNG`` a deputy of that head. A part of a position is completed
only where the end of the line fits one entry of those alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex
from rapidfuzz.distance import Levenshtein

from vndoc.resources import table
from vndoc.structure.lexicon import find_position, spelled_body, starts_position
from vndoc.structure.shapes import is_caps, key

LEAST_VISIBLE = 5
"""Letters of a position that must stand at the end of a line before the rest of it is completed (``TƯỚNG``, ``TRƯỞNG``)."""
LETTERS_PER_ERROR = 4
"""One wrong letter is let pass for so many visible ones, where what stands above leaves few positions."""
LETTERS_PER_DAMAGE = 3.5
"""The same for a whole line of about the entry's length."""
MOST_ERRORS = 3
"""Wrong letters of the longest positions, so that a line under ``CHỦ TỊCH`` is not taken for ``CHỦ TỊCH NƯỚC …`` whole."""
LEAST_CERTAIN = 0.85
"""Certainty of an approximate match of the whole list; a completed position has `COMPLETED`."""
COMPLETED = 0.5
IMPLIED = 0.4
"""Certainty of a position of which nothing but its row is there: of 136 positions under ``KT.`` and a head in the documents of
the corpora 134 were the plain deputy, two the standing one."""

_SHORT_WORDS = frozenset({"BO", "SO", "UY", "VU", "XA", "TU", "AN", "HA", "KY", "DO"})
"""Words of two letters that bodies and positions begin or end with (BỘ, SỞ, ỦY, VỤ, XÃ, TƯ, ÁN, KÝ) and no scraps."""
_SIGNS = regex.compile(r"[^\p{L}]+")


class Office(NamedTuple):
    """A position in the spelling of the list or of the line, and how sure it is."""

    name: str
    certainty: float


class _Row(NamedTuple):
    name: str
    deputy: bool
    under: tuple[str, ...]
    letters: str


def letters(text: str) -> str:
    """The letters of a line alone, without marks, in capitals.

    >>> letters("„THỦ TƯỚNG 1")
    'THUTUONG'
    """
    return str(_SIGNS.sub("", key(text)))


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    out = []
    for name, sort, *rest in table("positions"):
        under = tuple(key(x.strip()) for x in rest[0].split(";")) if rest else ()
        out.append(_Row(name, sort == "deputy", under, letters(name)))
    return tuple(out)


@lru_cache(maxsize=256)
def under(prefix: str, behalf: str) -> tuple[_Row, ...]:
    """The positions that are known to stand under a prefix and what it names."""
    above = key(behalf)
    if not prefix.startswith("K"):
        return tuple(r for r in _rows() if any((above + " ").startswith(u + " ") for u in r.under))
    heads = [part.strip() for part in above.split(",")] + [above]
    return tuple(
        r
        for r in _rows()
        if r.deputy and (any(above.startswith(u) for u in r.under) or any(_is_deputy_of(key(r.name), head) for head in heads))
    )


def _is_deputy_of(name: str, head: str) -> bool:
    """Whether a position is PHÓ X of the head X, whose body may be named behind it."""
    if not name.startswith("PHO "):
        return False
    office = name[4:].removesuffix(" THUONG TRUC")
    return (head + " ").startswith(office + " ")


def is_deputy(name: str, head: str) -> bool:
    """Whether a position is that of a deputy of a head.

    >>> is_deputy("PHÓ THỐNG ĐỐC", "THỐNG ĐỐC"), is_deputy("THỨ TRƯỞNG", "BỘ TRƯỞNG"), is_deputy("VỤ TRƯỞNG", "BỘ TRƯỞNG")
    (True, True, False)
    """
    return any(r.name == name for r in under("KT", head))


def without_scraps(text: str) -> str:
    """A line without what an engine made of a seal beside it: words of one or two letters, and signs, at its ends.

    >>> without_scraps("Z THỨ TRƯỞNG"), without_scraps("..PHÓ„THỦ TƯỚNG ]")
    ('THỨ TRƯỞNG', 'PHÓ THỦ TƯỚNG')
    """
    words = [w for w in regex.split(r"[^\p{L}\d,]+", text) if w]
    while len(words) > 1 and (len(words[0]) <= 2 or words[0].isdigit()) and key(words[0]) not in _SHORT_WORDS:
        del words[0]
    while len(words) > 1 and (len(words[-1]) <= 2 or words[-1].isdigit()) and key(words[-1]) not in _SHORT_WORDS:
        del words[-1]
    return " ".join(words).strip(" ,")


def read_position(text: str) -> Office | None:
    """The position that a line is by itself.

    >>> read_position("Z THỨ TRƯỞNG"), read_position("VỤ TRƯỞNG VỤ PHÁP CHẾ"), read_position("TRƯỞNG")
    (Office(name='THỨ TRƯỞNG', certainty=0.95), Office(name='VỤ TRƯỞNG VỤ PHÁP CHẾ', certainty=0.95), None)
    >>> read_position("tân: BÍ THƯ").name, read_position("phó CHỦ TỊCH").name
    ('BÍ THƯ', 'PHÓ CHỦ TỊCH')
    """
    bare = without_scraps(text)
    capitals = " ".join(w for w in bare.split() if not w.islower())  # small letters before capitals are a scrap, or are not
    lines = (text.strip(" .,;:*_|-–'\"`"), bare, capitals)
    found = [(Levenshtein.distance(letters(name), letters(line)), name) for line in lines if (name := find_position(line))]
    if found:
        errors, name = min(found, key=lambda x: (x[0], -len(x[1])))
        return Office(name, LEAST_CERTAIN if errors else 0.95) if errors <= MOST_ERRORS else None
    together = next((r for r in _rows() if len(r.letters) > 6 and r.letters == letters(bare)), None)
    if together:
        return Office(together.name, 0.9)
    if is_caps(bare) and starts_position(bare) and all(w.isupper() for w in bare.split()):
        return Office(bare, 0.95)
    return None


def _visible(line: str, entry: str) -> int:
    """Letters of the entry's end that stand at the end of a line, a few of them wrong."""
    best = 0
    for n in range(LEAST_VISIBLE, min(len(line), len(entry)) + 1):
        if line[-3:] == entry[-3:] and Levenshtein.distance(line[-n:], entry[-n:]) <= (n - 2) // LETTERS_PER_ERROR:
            best = n
    return best


def complete(text: str, prefix: str, behalf: str) -> Office | None:
    """The position that a damaged line is, of those that stand under a prefix and what it names.

    >>> complete("TRƯƠNG", "KT.", "BỘ TRƯỞNG"), complete("TU ƠNG", "TM.", "CHÍNH PHỦ"), complete("TRƯƠNG", "TM.", "CHÍNH PHỦ")
    (Office(name='THỨ TRƯỞNG', certainty=0.5), Office(name='THỦ TƯỚNG', certainty=0.5), None)
    >>> complete("4 A A)", "KT.", "GIÁM ĐỐC"), complete("Ư TRƯỞNG", "TL.", "CHI BỘ"), complete("PHÓ-GHẾ", "KT.", "CHỦ TỊCH")
    (None, None, Office(name='PHÓ CHỦ TỊCH', certainty=0.5))
    """
    line = letters(text)
    if len(line) < LEAST_VISIBLE:
        return None
    rows = under(prefix, behalf)
    shown = sorted(((_visible(line, r.letters), -abs(len(line) - len(r.letters)), r.name) for r in rows), reverse=True)
    alone = shown and (len(shown) == 1 or shown[0][:2] > shown[1][:2])
    if alone and shown[0][0] >= LEAST_VISIBLE and len(line) - shown[0][0] <= max(6, shown[0][0]):
        return Office(shown[0][2], COMPLETED)
    plain = implied(prefix, behalf)
    if plain and line.startswith("PHO") and len(line) <= len(letters(plain.name)) + 2 and plain.name.startswith("PHÓ"):
        return Office(plain.name, COMPLETED)
    near = sorted((Levenshtein.distance(line, r.letters), r.name, len(r.letters)) for r in rows)
    if near and near[0][0] <= near[0][2] / LETTERS_PER_DAMAGE and (len(near) == 1 or near[0][0] < near[1][0]):
        return Office(near[0][1], COMPLETED)
    return None


def implied(prefix: str, behalf: str) -> Office | None:
    """The deputy of a head, where it has one but for the standing one: what a row under ``KT.`` must be.

    >>> implied("KT.", "GIÁM ĐỐC"), implied("TM.", "CHÍNH PHỦ"), implied("K/T", "CHÁNH VĂN PHÒNG")
    (Office(name='PHÓ GIÁM ĐỐC', certainty=0.4), None, None)
    """
    if not prefix.startswith("K"):
        return None
    plain = [r.name for r in under(prefix, behalf) if not r.name.endswith("THƯỜNG TRỰC")]
    return Office(plain[0], IMPLIED) if len(plain) == 1 else None


def extend(position: str, text: str) -> Office | None:
    """The position that goes on in a line under it, whose end is read.

    >>> extend("CHỦ TỊCH", "XÃ HỘI CHỦ NGHĨA VIỆT NAM"), extend("CHỦ TỊCH", "ĐỒNG TIỀN")
    (Office(name='CHỦ TỊCH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', certainty=0.85), None)
    """
    start, line = letters(position), letters(text)
    found = [r for r in _rows() if r.letters.startswith(start) and r.letters != start]
    found = [r for r in found if _visible(line, r.letters) >= max(LEAST_VISIBLE + 1, len(line) - 2)]
    return Office(found[0].name, LEAST_CERTAIN) if len(found) == 1 else None


def spelled(text: str) -> str:
    """What is signed for, a body or a head, in the spelling of its list where readers lost marks or letters.

    >>> spelled("Bộ Trường"), spelled("CHÍNH PHỦ"), spelled("BỘ TRƯỞNG BỘ XÂY DỰNG")
    ('BỘ TRƯỞNG', 'CHÍNH PHỦ', 'BỘ TRƯỞNG BỘ XÂY DỰNG')
    """
    return find_position(text) or spelled_body(text)
