"""Abbreviations that lose a letter to readers (Đ, Ư, Ơ …), counted in the corpora: proposals for ``abbreviations.tsv``.

They are written beside the other work, for a person to look through: what the dictionary holds was chosen from them, and
signs that the corpora lack were added by hand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from vndoc import syllable
from vndoc.alphabet import strip_marks

MIN_FORM = 4
"""Times that a way of writing must come to be counted; rarer ones are typing errors."""

MIN_COUNT = 8
MIN_SHARE = 0.6
"""Of all ways of writing an abbreviation, so that ``BD`` is no ``BĐ``."""

_FORM = re.compile(r"(?=.{2,9}\Z)[A-ZĐƯƠÊÔÂĂ]+[a-z]?")


def propose(counts: dict[str, int]) -> list[tuple[str, int]]:
    """(abbreviation, count), most frequent first.

    >>> propose({"QĐ": 90, "QD": 3, "BD": 50, "BĐ": 20, "UBND": 800})
    [('QĐ', 90)]
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for form, n in counts.items():
        if n >= MIN_FORM and _FORM.fullmatch(form):
            forms[strip_marks(form).upper()][form] += n
    out = []
    for ways in forms.values():
        best, n = ways.most_common(1)[0]
        is_marked = best != strip_marks(best)
        if is_marked and n >= max(MIN_COUNT, MIN_SHARE * ways.total()) and not syllable.is_possible(best.lower()):
            out.append((best, n))
    return sorted(out, key=lambda x: (-x[1], x[0]))
