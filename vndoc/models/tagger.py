"""The context tagger: for each token of a running text, how well each label fits there.

Type vectors and the signs between tokens go through four residual blocks of dilated convolutions (a token sees eight
neighbours on each side) and a mean over the window, which carries the style of the scan. Texts are cut into windows of a
fixed length with a margin.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndoc.models.layers import Floats, gelu, layer_norm, linear, weights

WINDOW = 192
"""Tokens a window, as in training."""

MARGIN = 16
"""Tokens at each end of a window that only lend context; twice what the convolutions see."""

BATCH = 16
"""Windows that are run together."""

ROWS = 4096
"""Tokens whose candidates are scored together; bounds memory."""


class Tagger:
    """Runs the context net."""

    def __init__(self, data: dict[str, NDArray[Any]], labels: Floats, dilations: list[int]) -> None:
        apart = ("encoder.", "ngrams", "labels", "type_", "blocks.")
        self.w = {k: np.asarray(v, np.float32) for k, v in data.items() if not k.startswith(apart)}
        self.labels, self.dilations = labels, dilations
        self.blocks = [weights(data, f"blocks.{i}.") for i in range(len(dilations))]

    def queries(self, vectors: Floats, before: NDArray[np.int64], after: NDArray[np.int64]) -> Floats:
        """Label queries (tokens, embedding) of a text.

        Args:
            vectors: (tokens, width) type vectors.
            before: (tokens,) what precedes each token, as `Gap`.
            after: (tokens,) what follows it.
        """
        n = len(vectors)
        x = vectors + self.w["before.weight"][before] + self.w["after.weight"][after]
        if n <= WINDOW:
            whole: Floats = self._run(x[None])[0]
            return whole
        starts = [*range(0, n - WINDOW, WINDOW - 2 * MARGIN), n - WINDOW]
        out = np.empty((n, self.labels.shape[1]), np.float32)
        for first in range(0, len(starts), BATCH):
            some = starts[first : first + BATCH]
            done = self._run(np.stack([x[s : s + WINDOW] for s in some]))
            for s, rows in zip(some, done, strict=True):
                skip = MARGIN if s else 0
                out[s + skip : s + WINDOW] = rows[skip:]
        return out

    def _run(self, x: Floats) -> Floats:
        for i, (w, dilation) in enumerate(zip(self.blocks, self.dilations, strict=True)):
            h = layer_norm(x, w, "norm")
            wide = np.zeros((*h.shape[:2], 3, h.shape[2]), np.float32)
            wide[:, :, 1] = h
            wide[:, dilation:, 0] = h[:, :-dilation]
            wide[:, :-dilation, 2] = h[:, dilation:]
            y = linear(wide.reshape(-1, 3 * h.shape[2]), w, "conv")
            x = x + linear(gelu(y), w, "out").reshape(x.shape)
            if i == 0:
                x = x + linear(x.mean(1, keepdims=True), self.w, "style")
        out: Floats = linear(layer_norm(x, self.w, "norm"), self.w, "context")
        return out

    def scores(self, queries: Floats, candidates: NDArray[np.int32]) -> Floats:
        """Logits (tokens, k) of candidate labels (tokens, k)."""
        out = np.empty(candidates.shape, np.float32)
        for start in range(0, len(queries), ROWS):
            some = candidates[start : start + ROWS]
            out[start : start + ROWS] = np.einsum("tke,te->tk", self.labels[some], queries[start : start + ROWS])
        out += self.w["bias"][candidates]
        return out
