"""Words whose letters are lost: the font drew them, and nothing tells what they are.

A PDF whose font has no table of its letters gives characters of the private use areas, replacement characters, control codes
or glyph numbers (``(cid:37)``) for them. They are no language, so likelihoods have nothing to say.
"""

from __future__ import annotations

import regex

MIN_LOST = 2
"""Lost words that damage a line that holds others too."""

MIN_SHARE = 0.25
"""Share of a line's words that must be lost, as it is of damaged ones that a line must have (`dictionaries.build.evidence`)."""

_ODD = regex.compile(r"[\p{Co}\p{Cn}\p{Cc}\N{REPLACEMENT CHARACTER}]|\(cid:\d")
"""What a lost word holds; bullets of symbol fonts are of the private use area as well."""

_LOST = regex.compile(r"[\p{Co}\p{Cn}\p{Cc}]")


def lost_words(line: str) -> int:
    """How many words of a line are lost: with a glyph's number, a replaced letter, or two different unknown ones.

    >>> lost_words("Ph\N{REPLACEMENT CHARACTER} duy\N{REPLACEMENT CHARACTER}t 2020"), lost_words("(cid:37)(cid:12) (cid:8)")
    (2, 2)
    >>> lost_words("\uf0b7 Phê duyệt \uf02e\uf02e\uf02e")
    0
    """
    if line.isascii() and line.isprintable() and "(cid:" not in line:
        return 0
    if not _ODD.search(line):
        return 0
    return sum(map(_is_lost, line.split()))


def _is_lost(chunk: str) -> bool:
    if "(cid:" in chunk or ("\N{REPLACEMENT CHARACTER}" in chunk and len(chunk) > 1):
        return True
    odd = set(_LOST.findall(chunk))
    return len(odd) > 1 and 2 * sum(c in odd for c in chunk) >= len(chunk)


def is_lost(lost: int, words: int) -> bool:
    """Whether so many lost words, and so many others, make a damaged line.

    >>> is_lost(0, 9), is_lost(1, 0), is_lost(1, 5), is_lost(3, 5)
    (False, True, False, True)
    """
    return lost > 0 and (lost >= words or (lost >= MIN_LOST and lost >= MIN_SHARE * words))
