"""Abbreviations and the letters of document numbers: Đ put back from a closed list.

`QD` in ``15/QD-UBND`` is the sign QĐ; nothing but the list (``dictionaries/abbreviations.tsv``, the signs of ``kinds.tsv``)
is put in its place, so that a sign nobody knows stays as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.alphabet import strip_marks
from vndoc.resources import table

_ABBREVIATION = regex.compile(r"\p{Lu}{2,}[a-zư]?")
_MISREAD = regex.compile(r"DP|DB|BD|PD|[PB]")
"""What Đ is read as beside D (seen in pairs of scans)."""


_ASSEMBLY = regex.compile(r"(?P<body>(?:UBTV)?QH)[Il|](?P<digit>\d)")
"""The National Assembly and its term, 10 to 19, its 1 read as a letter."""


class _Signs(NamedTuple):
    """Signs that stay, signs by their form without marks, and those of kinds (two letters say too little for the others)."""

    kept: frozenset[str]
    by_plain: dict[str, str]
    kinds: frozenset[str]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    kinds = [row[1] for row in table("kinds")]
    listed = [row[0] for row in table("abbreviations")] + kinds
    kept = frozenset(listed) | {row[0] for row in table("kept_signs")}
    by_plain = {strip_marks(sign): sign for sign in listed if len(sign) > 1 and not sign.isascii()}
    return _Signs(kept, by_plain, frozenset(kinds))


@lru_cache(maxsize=1)
def _misread_signs() -> dict[str, str]:
    return {row[0]: row[1] for row in table("misread_signs")}


def has_form_of_sign(text: str) -> bool:
    """Whether a token has the form of an abbreviation: capitals, perhaps one small letter at the end.

    >>> has_form_of_sign("HDND"), has_form_of_sign("QDi"), has_form_of_sign("Dang")
    (True, True, False)
    """
    return _ABBREVIATION.fullmatch(text) is not None


def repair_code(text: str) -> str | None:
    """The known sign that a token stands for; None where there is none, or it stands there already.

    >>> repair_code("HDND"), repair_code("QP"), repair_code("UBND"), repair_code("CP")
    ('HĐND', 'QĐ', None, None)
    >>> repair_code("TIg"), repair_code("UBTVQHI2")
    ('TTg', 'UBTVQH12')
    """
    signs = _signs()
    if text in signs.kept:
        return None
    if text in _misread_signs():
        return _misread_signs()[text]
    if (term := _ASSEMBLY.fullmatch(text)) is not None:
        return f"{term['body']}1{term['digit']}"
    found = signs.by_plain.get(strip_marks(text))
    if found is not None:
        return found
    for m in _MISREAD.finditer(text, overlapped=True):
        sign = signs.by_plain.get(text[: m.start()] + "D" + text[m.end() :])
        if sign is not None and (len(sign) > 2 or sign in signs.kinds):
            return sign
    return None
