"""Marks printed on a document: secrecy, urgency, circulation, draft, copy.

In: a line; out: the field of `Marks` that it is and its text. Capitals that lost their marks take the list's spelling; small
letters are let pass where nothing else is in the line.
"""

from __future__ import annotations

from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

from vndoc.alphabet import fold_tone
from vndoc.resources import table
from vndoc.structure.shapes import is_caps, key

LONGEST, LONGEST_SIGNED = 40, 90
"""Letters of the longest line of a mark, and of one that names who certified a copy and when."""
LEAST_DAMAGED, LETTERS_PER_ERROR = 7, 5
"""Letters of the shortest mark that is known with a letter wrong, and for how many letters one is let pass."""
_EDGES = " *_|:.,;()[]-"
_COUNTED = regex.compile(r" (?:(?:LAN|SO)(?: THU)? ?)?(?:\d{1,2}|[IVX]{1,4})\b.*| NGAY\b.*")


@lru_cache(maxsize=1)
def _rows() -> dict[str, tuple[str, str]]:
    """Key of a mark → its field and its spelling."""
    return {key(text): (field, text) for field, text, *_ in table("printed_marks")}


def _near(k: str) -> str | None:
    """The key of the mark that a key is, letters misread."""
    for other in _rows():
        errors = len(other) // LETTERS_PER_ERROR if len(other) >= LEAST_DAMAGED else 0
        if errors and abs(len(other) - len(k)) <= errors and Levenshtein.distance(k, other, score_cutoff=errors) <= errors:
            return other
    return None


def find_mark(text: str) -> tuple[str, str] | None:
    """(field of `Marks`, text as printed) where a line is a printed mark.

    >>> find_mark("DỰ THẢO LẦN 2"), find_mark("TỐI MẬT"), find_mark("MẬT ONG"), find_mark("KHAN")
    (('draft', 'DỰ THẢO LẦN 2'), ('secrecy', 'TỐI MẬT'), None, ('urgency', 'KHẨN'))
    >>> find_mark("Dự thảo lần 3"), find_mark("Dự thảo nghị quyết"), find_mark("SAO Y; Sở Nội vụ; 12/05/2021 08:11:03")[0]
    (('draft', 'Dự thảo lần 3'), None, 'copy')
    """
    line, rows = text.strip(_EDGES), _rows()
    if not 2 < len(line) <= LONGEST_SIGNED:
        return None
    k = key(line)
    signed = rows.get(k.split(";")[0].strip())
    if ";" in k and signed and signed[0] == "copy":
        return "copy", line
    if len(line) > LONGEST:
        return None
    whole = k if k in rows else _near(k) if is_caps(line) else None
    if whole:
        field, spelled = rows[whole]
        small = not is_caps(line)
        if small and " " not in k:
            return None
        return field, line if small or fold_tone(line) == fold_tone(spelled) else spelled
    for other, (field, _) in rows.items():
        if field in ("draft", "copy") and k.startswith(other + " ") and (is_caps(line) or _COUNTED.match(k, len(other))):
            return field, line
    return None
