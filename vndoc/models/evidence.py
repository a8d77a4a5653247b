"""How likely is a line as right Vietnamese, as a damaged reading, as Vietnamese without marks, as another language?

A log-linear model over the words of a line: a word's score for each class is the mean of its n-grams' weights, a line's is
the sum of its words', so that long lines are judged with more certainty than short ones (multinomial logistic regression,
trained on lines of 1 to 16 words; `dictionaries.build.evidence`).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vndoc.models.features import MAX_LENGTH, ngrams
from vndoc.resources import arrays
from vndoc.tokens import Kind, Token

CACHE = 60_000
"""Distinct words kept."""


class Class(IntEnum):
    """What a line can be."""

    RIGHT = 0
    GARBLED = 1
    BARE = 2
    OTHER = 3


class Evidence:
    """Scores words and lines."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self.weights, self.bias = weights, bias
        self.lock = threading.Lock()
        self.kept: dict[str, NDArray[np.float32]] = {}

    def word(self, text: str) -> NDArray[np.float32]:
        """(4,) scores of a word, one for each `Class`."""
        text = text[:MAX_LENGTH]
        found = self.kept.get(text)
        if found is None:
            rows = ngrams(text)
            found = self.weights[rows].sum(0) / np.float32(len(rows))
            with self.lock:
                if len(self.kept) >= CACHE:
                    self.kept.clear()
                self.kept[text] = found
        return found

    def line(self, tokens: Sequence[Token]) -> NDArray[np.float32]:
        """(4,) log-likelihoods of a line, up to a constant; all 0 where no word speaks."""
        words = [t.text for t in tokens if t.kind == Kind.WORD]
        if not words:
            return np.zeros(len(Class), np.float32)
        out: NDArray[np.float32] = self.bias + np.sum([self.word(w) for w in words], axis=0)
        return out


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """The shipped model."""
    _, data = arrays("evidence")
    return Evidence(np.asarray(data["weights"], np.float32), np.asarray(data["bias"], np.float32))
