"""Text without marks: each word can only be one of those that lose their marks to it.

In: the strings of a text; out: whether it is such a text, and the labels of each string. A plain keyboard changes no letter but
its marks, so that nothing has to be guessed from likeness; `do` is one of đo, đó, đỏ, độ, đồ, đổ …, however unlikely by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vndoc.alphabet import strip_marks
from vndoc.models.labels import COPY, SPECIAL

MIN_ASCII, MIN_KNOWN = 0.97, 0.9
"""Shares of a text's words that are of plain letters, and that some label loses its marks to. Readings of other languages have
0.7 to 0.8 of each."""

MIN_WORDS = 4
"""Words below which a text is too short to tell."""

MOST = 25
"""Labels of a string; `do` has 24."""


@lru_cache(2)
def _by_plain(labels: tuple[str, ...]) -> dict[str, NDArray[np.int32]]:
    found: dict[str, list[int]] = {}
    for number, label in enumerate(labels[len(SPECIAL) :], len(SPECIAL)):
        found.setdefault(strip_marks(label), []).append(number)
    return {plain: np.array((numbers + [-1] * MOST)[:MOST], np.int32) for plain, numbers in found.items()}


def is_bare(words: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a text of these words has lost its marks, and nothing else.

    >>> labels = (*SPECIAL, "bộ", "chính", "trị", "họp")
    >>> is_bare(["Bo", "Chinh", "tri", "hop"], labels), is_bare(["B6", "Chinh", "tri", "hop"], labels)
    (True, False)
    """
    if len(words) < MIN_WORDS:
        return False
    plain = len(words)
    for word in words:
        plain -= not (word.isascii() and word.isalpha())
        if plain < MIN_ASCII * len(words):  # most texts are told apart by their first words
            return False
    by_plain = _by_plain(tuple(labels))
    return sum(word.lower() in by_plain for word in words) > MIN_KNOWN * len(words)


def narrow(candidates: NDArray[np.int32], costs: NDArray[np.float32], forms: Sequence[str], labels: Sequence[str]) -> None:
    """Narrow the candidates of forms that are words without marks to these words and `COPY`, which cost nothing.

    Args:
        candidates: (forms, more than `MOST`) labels, -1 where there are no more; changed.
        costs: of the same shape; changed.
        forms: strings of a bare text; those that are no words without marks, foreign names for one, keep what they have.
        labels: words that the labels stand for.
    """
    by_plain = _by_plain(tuple(labels))
    for row, form in enumerate(forms):
        words = by_plain.get(form.lower())
        if words is not None:
            candidates[row] = -1
            candidates[row, :MOST], candidates[row, MOST] = words, COPY
            costs[row] = 0
