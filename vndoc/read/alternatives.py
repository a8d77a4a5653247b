"""What else a word may be, by what Tesseract says of its symbols.

In: the symbols of a word, each with the choices that the net weighed (``lstm_choice_mode``); out: words, the likeliest first.
Each differs from what was read in one symbol: a vowel with another mark, mostly.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.read.library import Symbol

LEAST = 1.0
"""Confidence (0 to 100) that a choice must have. Of the words that Tesseract reads wrongly on real scans 73 % have an
alternative with it, of the right ones 15 %; without a limit nearly all have some."""

MOST = 5
"""Alternatives of a word. On the same scans the truth is the first one for 27 % of the wrong words, among the first three for
43 %, among five for 45 %."""


def alternatives(symbols: Sequence[Symbol]) -> tuple[str, ...]:
    """Other words that the symbols may spell.

    >>> o = Symbol("ô", 90.0, (("ô", 90.0), ("ổ", 82.0), ("ố", 47.0), ("ỏ", 0.0)))
    >>> alternatives([Symbol("t", 95.0, (("t", 95.0),)), o])
    ('tổ', 'tố')
    """
    read = [symbol.text for symbol in symbols]
    found: list[tuple[float, str]] = []
    for place, (text, _, choices) in enumerate(symbols):
        best = max((sure for _, sure in choices), default=0.0)
        for other, sure in choices:
            if other and other != text and sure >= LEAST:
                found.append((best - sure, "".join((*read[:place], other, *read[place + 1 :]))))
    return tuple(dict.fromkeys(word for _, word in sorted(found)))[:MOST]
