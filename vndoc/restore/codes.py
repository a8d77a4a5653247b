"""Abbreviations and the letters of document numbers: Đ put back from a closed list.

`QD` in ``15/QD-UBND`` is the sign QĐ; nothing but the list (``dictionaries/abbreviations.tsv``, the signs of ``kinds.tsv``)
is put in its place, so that a sign nobody knows stays as it is.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from vndoc.alphabet import strip_marks
from vndoc.resources import table

_ABBREVIATION = regex.compile(r"\p{Lu}{2,}[a-zư]?")
_MISREAD = regex.compile(r"DP|DB|BD|PD|[PB]")
"""What Đ is read as beside D (seen in pairs of scans)."""


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    listed = [row[0] for row in table("abbreviations")] + [row[1] for row in table("kinds")]
    return {strip_marks(sign): sign for sign in listed if len(sign) > 1}


def is_abbreviation(text: str) -> bool:
    """Whether a token has the form of an abbreviation: capitals, perhaps one small letter at the end.

    >>> is_abbreviation("HDND"), is_abbreviation("QDi"), is_abbreviation("Dang")
    (True, True, False)
    """
    return _ABBREVIATION.fullmatch(text) is not None


def repair_code(text: str) -> str | None:
    """The known sign that a token stands for; None where there is none, or it stands there already.

    >>> repair_code("HDND"), repair_code("QP"), repair_code("UBND")
    ('HĐND', 'QĐ', None)
    """
    known = _known()
    if text in known.values():
        return None
    found = known.get(strip_marks(text))
    if found is None and text not in known:
        for m in _MISREAD.finditer(text):
            found = found or known.get(text[: m.start()] + "D" + text[m.end() :])
    return found if found != text else None
