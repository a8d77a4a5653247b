"""Words that were taken for damaged Vietnamese, and are another language's: told by the shape that they have without marks.

The likelihoods know the languages that they were trained on. Words of others (Māori, Lai, Waray) may look like nothing else
than damaged Vietnamese. But a bad reading keeps the shape of words: of 100, 86 are syllables if they are given other marks,
and hardly one is longer than any syllable. In other languages these are 42 and 8.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from vndoc.alphabet import strip_marks
from vndoc.syllable import may_be
from vndoc.tokens import Kind, tokenize

SHAPES = {"syllable": 0.7, "other": -1.2, "long": -3.5}
"""Nats that a word of each shape says for damaged Vietnamese: logarithms of how often each comes there and in languages that
were taken for it (development pages of `benchmarks.verdicts`)."""

LONGEST = 7
"""Letters of a Vietnamese syllable (``nghiêng``)."""

ENOUGH = -8.0
"""Nats at which they are another language's."""

ENOUGH_AMONG_RIGHT = -4.0
"""The same where the page's other lines are right and more: a page is seldom damaged here and there, and names of chemicals,
drugs and species stand in tables. One in a hundred damaged lines says so much alone."""


def is_foreign(lines: Iterable[str], among_right: bool = False) -> bool:
    """Whether lines that look damaged are of another language; `among_right` tells that most of the page is right.

    >>> is_foreign(["Uy ban nhan dan xa c6 trach nhiém phdi hop vdi cac doan thé té chirc tuyén truyén"] * 9)
    False
    >>> is_foreign(["Ko te mana o te tangata i tupu ai nga mahi whakarihariha", "te whakapuakitanga whanui"] * 9)
    True
    >>> is_foreign(["Natri hypoclorit, axit clohidric", "Benzen C6H6, toluen"], among_right=True)
    True
    """
    nats = sum(_nats(chunk) for line in lines for chunk in line.split())
    return nats <= (ENOUGH_AMONG_RIGHT if among_right else ENOUGH)


@lru_cache(maxsize=1 << 14)
def _nats(chunk: str) -> float:
    """What the words of a chunk between white space say."""
    return sum(SHAPES[_shape(token.text)] for token in tokenize(chunk) if token.kind == Kind.WORD and len(token.text) > 1)


def _shape(word: str) -> str:
    if len(word) > LONGEST:
        return "long"
    return "syllable" if may_be(strip_marks(word).lower()) else "other"
