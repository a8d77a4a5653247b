"""Closed lists of the letterhead and the foot, matched approximately: kinds, positions, bodies, surnames.

In: a line; out: the entry of the list that it is, as the list spells it. A line is compared by its key (no marks,
capitals); among entries with the same key or distance the one whose marks are nearer wins, so that ``THÔNG TRI`` is not
``THÔNG TƯ``.
"""

from __future__ import annotations

from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

from vndoc.alphabet import fold_tone, strip_marks
from vndoc.document import Family
from vndoc.resources import table
from vndoc.structure.shapes import CACHE, is_caps, key, unspaced

LETTERS_PER_ERROR = 5
"""One wrong letter is let pass for so many letters of an entry (``KÊ HOACH`` has none wrong by its key, ``XỀ HOẠCH`` one)."""

LEAST_DAMAGED, LETTERS_PER_DAMAGE = 10, 8
"""Letters of the shortest name of a body that is known with a letter wrong, and for how many letters one is let pass."""
MOST_SCRAPS = 2
"""Words that a stamp or a pen may leave beside the title of a document."""

_TRIMMED = regex.compile(r"^[^\p{L}]+|[^\p{L}]+$")
LEGAL_KINDS = frozenset(row[0] for row in table("kinds") if row[2] == "legal")
_LETTERED_KINDS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
"""Kinds whose title line may go on with the name of the law."""


@lru_cache(maxsize=8)
def _keys(name: str) -> dict[int, list[tuple[str, str]]]:
    """(key, entry) of the entries of a list, by the length of the key."""
    out: dict[int, list[tuple[str, str]]] = {}
    for row in table(name):
        out.setdefault(len(key(row[0])), []).append((key(row[0]), row[0]))
    return out


@lru_cache(maxsize=CACHE)
def _nearest(text: str, name: str, errors: int | None = None) -> tuple[int, str] | None:
    """(distance, entry) of the entry of a list that a text is, or None."""
    k = key(text)
    best: tuple[int, int, str] | None = None
    for length, entries in _keys(name).items():
        limit = length // LETTERS_PER_ERROR if errors is None else errors
        if abs(length - len(k)) > limit:
            continue
        for other, entry in entries:
            d = Levenshtein.distance(k, other, score_cutoff=limit)
            if d <= limit:
                rank = (d, Levenshtein.distance(fold_tone(text), fold_tone(entry)), entry)
                best = min(best, rank) if best else rank
    return (best[0], best[2]) if best else None


def _title(entry: str) -> str:
    return entry[:1].upper() + entry[1:].lower()


def find_kind(text: str) -> tuple[str, str] | None:
    """(kind, rest of the line) where a line is the title of a kind of document.

    >>> find_kind("KÊ HOACH"), find_kind("NGHỊ QUYẾT CỦA CHÍNH PHỦ"), find_kind("Kế hoạch này"), find_kind("QUYẾT ĐỊNH:")
    (('Kế hoạch', ''), ('Nghị quyết', 'CỦA CHÍNH PHỦ'), None, ('Quyết định', ''))
    """
    if not is_caps(text):
        return None
    line = unspaced(_TRIMMED.sub("", text))
    if not 3 <= len(line) <= 120:
        return None
    whole = _nearest(line, "kinds")
    if whole:
        return whole[1], ""
    words = line.split()
    bare = [w for w in words if len(w) > 1 and w.isupper() and w.isalpha()]
    if 1 < len(bare) < len(words) <= len(bare) + MOST_SCRAPS and sum(len(w) for w in words if w not in bare) < 6:
        alone = _nearest(" ".join(bare), "kinds", 0)
        if alone:
            return alone[1], ""
    for n in (4, 3, 2, 1):
        if len(words) <= n:
            continue
        start = _nearest(" ".join(words[:n]), "kinds", 0 if n == 1 else 1)
        of_body = key(words[n]) in ("CUA", "SO", "VE", "V/V")
        if start and (of_body or start[1] in _LETTERED_KINDS or len(words[0]) < n):
            return start[1], " ".join(words[n:])
    return None


def find_position(text: str) -> str | None:
    """The position that a line is, as the list spells it (in its own spelling where only the place of a tone differs).

    >>> find_position("PHO GIÀM ĐỌC"), find_position("VỤ TRƯỞNG"), find_position("Nguyễn Văn An")
    ('PHÓ GIÁM ĐỐC', 'VỤ TRƯỞNG', None)
    """
    if len(text) < 5:
        return None
    found = _nearest(text.strip(" .,;:*_|"), "positions")
    return found[1] if found else None


def starts_position(text: str) -> bool:
    """Whether a line begins with a position (``VỤ TRƯỞNG VỤ PHÁP CHẾ``).

    >>> starts_position("VỤ TRƯỞNG VỤ PHÁP CHẾ"), starts_position("VỤ PHÁP CHẾ")
    (True, False)
    """
    words = text.split()
    return any(len(words) > n and _nearest(" ".join(words[:n]), "positions", 0 if n < 3 else 1) for n in (1, 2, 3, 4)) or (
        find_position(text) is not None
    )


def body_family(text: str) -> Family | None:
    """The family of the body whose name a line begins with; None where it begins with none, "unknown" where several share it.

    >>> body_family("TỈNH UỶ YÊN BÁI"), body_family("PHÁT TRIỂN NÔNG THÔN"), body_family("VĂN PHÒNG")
    ('party', None, 'unknown')
    >>> body_family("BAN HÀNH QUY CHẾ"), body_family("SỐ LIỆU"), body_family("SO Y TE")
    (None, None, 'state')
    """
    entry = _entry(key(text))
    if entry is None or _OTHER_WORDS.match(key(text)) or _is_other_syllable(text, entry[0]):
        return None
    return _FAMILIES[entry[1]]


_OTHER_WORDS = regex.compile(
    r"(?:BAN (?:HANH|BO)|BO (?:LUAT|SUNG|TRI)|BAO (?:CAO|DAM|VE|CHI)|PHONG,? (?:CHONG|NGUA)|HOI (?:NGHI|THAO|NHAP)|VIEN TRO"
    r"|VU VIEC|DOAN KET|SO (?:LIEU|KET|DO))\b"
)
"""Words that begin as names of bodies do and are none: ``BAN HÀNH``, ``BỘ LUẬT``."""


def _is_other_syllable(text: str, entry: str) -> bool:
    """Whether a text begins with another syllable than an entry of one syllable: ``BỔ`` is not ``BỘ``, but ``BO`` may be."""
    first = text.split()[0] if " " not in entry and text.split() else ""
    return strip_marks(first) != first and fold_tone(first) != fold_tone(entry) and key(first) == key(entry)


@lru_cache(maxsize=1 << 10)
def _entry(k: str) -> tuple[str, str] | None:
    """(name, family) of the longest entry that a key begins with, a long one also with a letter wrong."""
    rows = [(key(name), name, family) for name, family, *_ in table("organisations")]
    exact = [row for row in rows if (k + " ").startswith(row[0] + " ")]
    if exact:
        return max(exact, key=lambda row: len(row[0]))[1:]
    near = []
    for other, name, family in rows:
        limit = len(other) // LETTERS_PER_DAMAGE
        if len(other) >= LEAST_DAMAGED:
            start = k[: len(other)]
            ended = k[len(other) : len(other) + 1] in ("", " ")
            d = Levenshtein.distance(start, other, score_cutoff=limit)
            if ended and d <= limit:
                near.append((len(other) - d, name, family))
    return max(near)[1:] if near else None


_FAMILIES: dict[str, Family] = {"party": "party", "state": "state", "organisation": "organisation", "any": "unknown"}


def spelled_body(text: str) -> str:
    """The name of a body in the spelling of the list, where it begins with one of its entries with marks lost or misread.

    >>> spelled_body("THU TƯỜNG CHÍNH PHỦ"), spelled_body("UỶ BAN NHÂN DÂN"), spelled_body("UY BAN NHAN DẦN XÃ TÂN AN")
    ('THỦ TƯỚNG CHÍNH PHỦ', 'UỶ BAN NHÂN DÂN', 'ỦY BAN NHÂN DÂN XÃ TÂN AN')
    """
    found = _entry(key(text))
    if found is None:
        return text
    start, rest = text[: len(found[0])], text[len(found[0]) :]
    if fold_tone(start) == fold_tone(found[0]) or (rest and len(found[0]) < LEAST_DAMAGED):
        return text
    return found[0] + rest


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Keys of the surnames."""
    return frozenset(key(row[0]) for row in table("surnames"))


@lru_cache(maxsize=1)
def exact_surnames() -> frozenset[str]:
    """The surnames with their marks, in small letters."""
    return frozenset(fold_tone(row[0]) for row in table("surnames"))


@lru_cache(maxsize=1)
def kind_signs() -> dict[str, str]:
    """Sign of a kind in document numbers → the first kind of that sign."""
    out: dict[str, str] = {}
    for row in table("kinds"):
        out.setdefault(row[1], row[0])
    return out
