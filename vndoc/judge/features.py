"""What a row of words says of itself and of its neighbours: class log-likelihoods, smoothed.

A long line is judged by its own words; a short one says little, and leans on the lines around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.models.evidence import Class, Evidence
from vndoc.tokens import Kind, tokenize

NEIGHBOURS = {1: 0.5, 2: 0.25, 3: 0.12}
"""How much of a line's evidence counts for the lines around it, by distance."""

LIMIT = 4.0
"""Nats that neighbours can say at most: a line of four words or more outweighs them."""

OWN_LIMIT = 30.0
"""Nats that one line can say at most, so that a long one does not speak for its whole surroundings."""


class Row(NamedTuple):
    """A row's words, counted, and its posterior over `Class`, shape (4,)."""

    words: int
    letters: int
    posterior: NDArray[np.float32]


def rows(lines: Sequence[str], evidence: Evidence) -> list[Row]:
    """Judge lines that follow one another."""
    counts = []
    own = np.zeros((len(lines), len(Class)), np.float32)
    for i, line in enumerate(lines):
        tokens = [t for t in tokenize(line) if t.kind == Kind.WORD]
        counts.append((len(tokens), sum(c.isalpha() for t in tokens for c in t.text)))
        own[i] = evidence.line(tokens)
    own -= own.max(1, keepdims=True, initial=-1e9) if len(lines) else 0
    own = np.maximum(own, -OWN_LIMIT)
    around = np.zeros_like(own)
    for distance, share in NEIGHBOURS.items():
        around[distance:] += share * own[:-distance]
        around[:-distance] += share * own[distance:]
    around -= around.max(1, keepdims=True) if len(lines) else 0
    total = own + np.maximum(around, -LIMIT)
    total = np.exp(total - total.max(1, keepdims=True)) if len(lines) else total
    total /= total.sum(1, keepdims=True)
    return [Row(words, letters, posterior) for (words, letters), posterior in zip(counts, total, strict=True)]
