"""Abbreviations and the letters of document numbers: Đ put back from a closed list.

`QD` in ``15/QD-UBND`` is the sign QĐ; nothing but the list (``dictionaries/abbreviations.tsv``, the signs of ``kinds.tsv``)
is put in its place, so that a sign nobody knows stays as it is. A longer sign that ends in a known one is built of it: TT and
BKHĐT are TTBKHĐT. In the place of a sign, letters that readers mix up (T and I, Q and O) are put right where a known sign comes
out (BINMT is BTNMT).
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


_ASSEMBLY = regex.compile(r"(?P<body>(?:UBTV)?QH)[Il|]1?(?P<digit>\d)")
"""The National Assembly and its term, 10 to 19, its 1 read as a letter, or as a letter and a 1."""

_ALIKE = {"I": "T", "l": "T", "O": "Q"}
"""Letters of signs that were read as other ones."""

_END, _END_OF_CODE = 4, 3
"""Letters of a known sign at the end of an unknown one, in running text and in a document number. Counted in the corpora:
of signs that end so 34 are written with the Đ and 10 with another one more, 29 and 13 in numbers; 3 and 2 say too little."""


class _Signs(NamedTuple):
    """Signs that stay, signs by their form without marks, and those of kinds (two letters say too little for the others)."""

    kept: frozenset[str]
    by_plain: dict[str, str]
    kinds: frozenset[str]
    known: frozenset[str]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    kinds = [row[1] for row in table("kinds")]
    listed = [row[0] for row in table("abbreviations")] + kinds
    kept = frozenset(listed) | {row[0] for row in table("kept_signs")}
    by_plain = {strip_marks(sign): sign for sign in listed if len(sign) > 1 and not sign.isascii()}
    issuers = frozenset(row[0] for row in table("issuers"))
    return _Signs(kept | issuers, by_plain, frozenset(kinds), issuers | {s for s in listed if len(s) > 2} | set(kinds))


@lru_cache(maxsize=1)
def _misread_signs() -> dict[str, str]:
    return {row[0]: row[1] for row in table("misread_signs")}


def has_form_of_sign(text: str) -> bool:
    """Whether a token has the form of an abbreviation: capitals, perhaps one small letter at the end.

    >>> has_form_of_sign("HDND"), has_form_of_sign("QDi"), has_form_of_sign("Dang")
    (True, True, False)
    """
    return _ABBREVIATION.fullmatch(text) is not None


def is_sign(text: str) -> bool:
    """Whether letters of a document number are, or stand for, a sign of the closed lists.

    >>> is_sign("TTLT"), is_sign("QD"), is_sign("TTLUT")
    (True, True, False)
    """
    return text in _signs().kept or repair_code(text, is_code=True) is not None


def repair_code(text: str, is_code: bool = False) -> str | None:
    """The known sign that a token stands for; None where there is none, or it stands there already.

    Args:
        text: the token.
        is_code: whether it stands in the number of a document, where no word can stand.

    >>> repair_code("HDND"), repair_code("QP"), repair_code("UBND"), repair_code("CP")
    ('HĐND', 'QĐ', None, None)
    >>> repair_code("TIg"), repair_code("UBTVQHI2")
    ('TTg', 'UBTVQH12')
    >>> repair_code("BINMT", is_code=True), repair_code("TTBKHDT", is_code=True)
    ('BTNMT', 'TTBKHĐT')
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
    return (_with_letter(text) if is_code else None) or _with_known_end(text, _END_OF_CODE if is_code else _END)


def _with_letter(text: str) -> str | None:
    """The known sign that comes out where a letter is taken for another one."""
    signs = _signs()
    for i, letter in enumerate(text):
        if letter in _ALIKE:
            other = text[:i] + _ALIKE[letter] + text[i + 1 :]
            sign = other if other in signs.known else signs.by_plain.get(other)
            if sign is not None and (len(sign) > 2 or sign in signs.kinds):
                return sign
    return None


def _with_known_end(text: str, letters: int) -> str | None:
    """A sign of which the end is known, and has at least so many letters."""
    by_plain = _signs().by_plain
    for start in range(1, len(text) - letters + 1):
        sign = by_plain.get(text[start:])
        if sign is not None:
            return text[:start] + sign
    return None
