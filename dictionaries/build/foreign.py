"""Runs of foreign words in the corpora: titles, names and quotations of other languages, which no repair may touch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vndoc.models.labels import COPY
from vndoc.tokens import Kind

SHORTEST = 3
"""Words of a run at least; shorter ones are mostly names inside Vietnamese sentences."""


def runs(
    surface: NDArray[np.int32], kind: NDArray[np.uint8], labels: NDArray[np.int32], surfaces: list[str]
) -> list[list[str]]:
    """Stretches of words outside the vocabulary.

    Args:
        surface: (tokens,) numbers of surfaces.
        kind: (tokens,) kinds of the tokens.
        labels: (surfaces,) label of each surface.
        surfaces: their texts.
    """
    is_foreign = (labels[surface] == COPY) & (kind == Kind.WORD)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_foreign.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    keep = ends - starts >= SHORTEST
    return [[surfaces[s] for s in surface[a:b]] for a, b in zip(starts[keep], ends[keep], strict=True)]
