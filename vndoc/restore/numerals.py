"""Roman numerals that a reader broke: ``I11.`` is ``III.``, ``X111`` is ``XIII``, and ``|.`` is ``I`` with its stop.

Only where a numeral must stand: at the start of a line before a title in capitals, and behind words that take one (khóa,
chương, phần, mục, phụ lục), damaged or not. Two forms of numbers go with them that are nothing else: ``O1`` to ``O9`` are 01 to
09, ``S00`` is 500.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from vndoc.alphabet import strip_marks
from vndoc.restore.protect import is_numeral

_AT_START = regex.compile(
    r"""
    ^\s* (?P<numeral> [IVXl1|T!]{1,6} )
    (?= \s?[.\-–/]\s*\p{Lu}{2} )
    (?! \s?[\-–/]\p{Lu}{2,} (?: \s?[\-–/,;)] | \s+\p{Ll} | \s*$ ) )  # TT-BTC ngày, 1l/QĐ-UBND: the end of a document number
    """,
    regex.VERBOSE,
)
_BEHIND = regex.compile(
    r"\b(?:kh[oóéỏ]?a|kho[aáà]|chu+[oơ]?ng|ph[aáầ]n|ph[uụ] l[uụ]c|m[uụ]c|nhi[eệ]m k[yỳ]|th[eế] k[yỷ]|qu[yý])\s+\(?"
    r"(?P<numeral>[IVX][IVXl1|T]{0,5})(?![\p{L}\d])",
    regex.IGNORECASE,
)
_QUARTER = regex.compile(r"\bqu[yý]\s+(?P<numeral>[IH1l|]{1,3}|[IH1l|]?V)(?=\s?/\s?\d{4}(?!\d))", regex.IGNORECASE)
"""A quarter of a year; ``quý 1/2025`` may be printed so, ``quý 11/2025`` not."""

_FIRST = regex.compile(r"^\s*(?P<numeral>[l|])(?=\s?\.\s+\p{Lu}[^\p{Lu}\s])")
"""The first item of a list, whose title is no heading in capitals."""

_ROUND = regex.compile(r"(?<![^\s(])(?:(?P<letter>O)[1-9]|(?P<letter>S)0{2,3})(?=[.,;:)]?(?:\s|\Z))")
_QUICK = re.compile(r"\A\s*[IVX]*[l1|T!]|[\s(][IVX]+[l1|T]|O[1-9]|S00|[yý]\s+[IH1l|]*(?:H|11)")
"""What a line with a broken numeral holds, at least."""

_READ_AS = str.maketrans({"l": "I", "1": "I", "|": "I", "T": "I", "!": "I", "H": "II"})


def _is_something_else(read: str) -> bool:
    """Whether what was read is a number, a number behind a sign (``!1``), or what a title is shortened to (``T.``)."""
    return read.strip("!").isdigit() or not set(read) - {"T"}


class Numeral(NamedTuple):
    """A broken numeral, or a letter of one: its span in the line, and what it must be."""

    start: int
    end: int
    after: str


def broken_numerals(line: str) -> list[Numeral]:
    """Numerals of a line that have to be changed.

    >>> [n.after for n in broken_numerals("quy IH/2025, quy 11/2025, quy 1/2025")]
    ['III', 'II']
    >>> broken_numerals("I11. NHIEM VU"), broken_numerals("(khoa X111) vé"), broken_numerals("1. Muc dich")
    ([Numeral(start=0, end=3, after='III')], [Numeral(start=6, end=10, after='XIII')], [])
    """
    if _QUICK.search(line) is None:
        return []
    found: dict[int, Numeral] = {}
    plain = strip_marks(line)
    for pattern in (_AT_START, _BEHIND, _QUARTER):
        for m in pattern.finditer(plain if len(plain) == len(line) else line):
            read = line[m.start("numeral") : m.end("numeral")]
            numeral = read.translate(_READ_AS)
            other = read == "1" if pattern is _QUARTER else _is_something_else(read)
            if numeral != read and not other and is_numeral(numeral):
                found[m.start("numeral")] = Numeral(m.start("numeral"), m.end("numeral"), numeral)
    out = list(found.values())
    out += [Numeral(m.start("letter"), m.end("letter"), "0" if m["letter"] == "O" else "5") for m in _ROUND.finditer(line)]
    if m := _FIRST.match(line):
        out.append(Numeral(m.start("numeral"), m.end("numeral"), "1"))
    return out
