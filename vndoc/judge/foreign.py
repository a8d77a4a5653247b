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


def is_foreign(lines: Iterable[str]) -> bool:
    """Whether lines that look damaged are of another language.

    >>> is_foreign(["Uy ban nhan dan xa c6 trach nhiém phdi hop vdi cac doan thé té chirc tuyén truyén"] * 9)
    False
    >>> is_foreign(["Ko te mana o te tangata i tupu ai nga mahi whakarihariha", "te whakapuakitanga whanui"] * 9)
    True
    """
    return sum(_nats(token.text) for line in lines for token in tokenize(line) if token.kind == Kind.WORD) <= ENOUGH


@lru_cache(maxsize=1 << 14)
def _nats(word: str) -> float:
    if len(word) < 2:
        return 0.0
    if len(word) > LONGEST:
        return SHAPES["long"]
    return SHAPES["syllable" if may_be(strip_marks(word).lower()) else "other"]
