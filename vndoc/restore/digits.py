"""Numbers that a reader cut: spaces inside dates, sums and the numbers of documents, commas in those of headings.

In: a line as read, and its edits; out: edits that take the space away or put the point back. Digits and their order stay. A
space before a stroke (``01 /2010/TT-BTC``) is none of these: it is printed where a number is written in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from vndoc.document import Edit
from vndoc.restore.words import overlap

SURE = 0.95
"""Confidence of such an edit; all on rendered pages and scans were right, but they are few."""

# fmt: off
_SPACES = regex.compile(
    r"""
    (?<![\d/.,]) \d{1,2} (?: /(?P<gap>\s)\d{1,2}/ | /\d{1,2}/(?P<gap>\s) | (?P<gap>\s)/\d{1,2}/ ) \d{4} (?![\d/])  # 27/ 11/2008
  | (?<![\d.,/]) \d{1,3} (?:\.\d{3})* \. (?P<gap>\s) 000 (?:\.\d{3})* (?![\d.,/])                             # 500. 000
  | (?<=\b[Ss]\S{1,2}\s) \d{1,2} (?P<gap>\s) (?: \d | (?<=\b\d\s) [1-9]\d ) /\d{4}/\p{Lu}                      # số 11 1/2008/QD
  | (?<=\b[Nn]\S{1,2}m\s) (?:19|20)\d (?P<gap>\s) \d (?=[\s.,;:)/]|$) (?![.,]\d)                               # năm 201 1
  | (?<=\b\d{1,2}/\d{1,2}/) (?:19|20) (?: \d (?P<gap>\s) \d | (?P<gap>\s) \d\d ) (?=[\s.,;:)]|$) (?![.,]\d)     # 01/02/20 10
  | (?<=\b\d{1,2}/) 1 (?P<gap>\s) [0-2]/(?:19|20)\d\d \b                                                     # 14/1 1/2008
  | (?<=\d)/\p{Lu} (?P<gap>\s) \p{Lu}{1,3}g? -\p{Lu}{2}                                                       # 2002/T T-BTC
    """,
    regex.VERBOSE,
)
_HEADING = regex.compile(r"\A\s*(?P<number>\(?\d{1,2}(?:[.,]\s?\d{1,2}){1,3})\.\s(?=\p{Lu}\p{L})")
_CUT_YEAR = regex.compile(r"m (?:19|20)\d \d")
# fmt: on


def digit_edits(raw: str, edits: Sequence[Edit]) -> list[Edit]:
    """Edits of a line's cut numbers, none over one of `edits`.

    >>> for edit in digit_edits("1,2.2. Tru 500. 000 dong ngay 27/ 11/2008", []):
    ...     print(edit.span, repr(edit.before), repr(edit.after))
    (0, 5) '1,2.2' '1.2.2'
    (14, 16) '. ' '.'
    (32, 34) '/ ' '/'
    """
    return [edit for edit in _changes(raw) if not any(overlap(edit, other) for other in edits)]


def _changes(raw: str) -> Iterator[Edit]:
    if "," in raw and (m := _HEADING.match(raw)) is not None:
        number = m["number"].removeprefix("(") if ")" not in raw else m["number"]
        number = regex.sub(r"[.,]\s?", ".", number)
        if "," in m["number"] and number != m["number"]:
            yield Edit(m.span("number"), m["number"], number, "sign", SURE)
    for m in _SPACES.finditer(raw) if "/" in raw or "000" in raw or _CUT_YEAR.search(raw) else ():
        at = m.start("gap")
        start = at - 1 if not raw[at - 1].isalnum() else at
        yield Edit((start, at + 1), raw[start : at + 1], raw[start:at], "sign", SURE)
