"""The context tagger: for each token of a running text, how well each label fits there.

Type vectors and the signs between tokens go through residual blocks of dilated convolutions (a token sees eight neighbours
on each side) and a mean over the window, which carries the style of the scan. Texts are cut into windows of even length that
lie over one another by a margin, and run one by one: what is computed of a window stays near the processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndoc.models.layers import Floats, Weights, gelu, layer_norm, linear, weights

WINDOW = 384
"""Tokens a window, give or take a half: twice as many as in training, no worse on nine scans, and with fewer margins."""

ROWS = 128
"""Tokens whose candidates are scored together: one megabyte of label vectors."""


def _apart(w: Weights) -> Weights:
    """A block's weights, those of the convolution parted by what they look at: the token before, the token, the one after."""
    before, here, after = np.split(w["conv.weight"], 3, axis=1)
    bias = {"conv.here.bias": w["conv.bias"]}
    return w | bias | {f"conv.{name}.weight": x for name, x in (("before", before), ("here", here), ("after", after))}


class Tagger:
    """Runs the context net."""

    def __init__(self, data: dict[str, NDArray[Any]], labels: Floats, dilations: list[int]) -> None:
        apart = ("encoder.", "ngrams", "labels", "type_", "blocks.")
        self.w = {k: np.asarray(v, np.float32) for k, v in data.items() if not k.startswith(apart)}
        self.labels, self.dilations = labels, dilations
        self.margin = sum(dilations)
        self.blocks = [_apart(weights(data, f"blocks.{i}.")) for i in range(len(dilations))]

    def queries(self, vectors: Floats, before: NDArray[np.int64], after: NDArray[np.int64]) -> Floats:
        """Label queries (tokens, embedding) of a text.

        Args:
            vectors: (tokens, width) type vectors.
            before: (tokens,) what precedes each token, as `Gap`.
            after: (tokens,) what follows it.
        """
        x = vectors + self.w["before.weight"][before] + self.w["after.weight"][after]
        out = np.empty((len(x), self.labels.shape[1]), np.float32)
        for low, start, end, high in self.windows(len(x)):
            out[start:end] = self._run(x[low:high])[start - low : end - low]
        return out

    def windows(self, tokens: int) -> Iterator[tuple[int, int, int, int]]:
        """(margin's start, start, end, margin's end) of each window of a text; a margin is what the convolutions see."""
        count = max(1, round(tokens / (WINDOW - 2 * self.margin)))
        ends = [tokens * i // count for i in range(count + 1)]
        for start, end in pairwise(ends):
            yield max(0, start - self.margin), start, end, min(tokens, end + self.margin)

    def _run(self, x: Floats) -> Floats:
        """Label queries of one window, (tokens, embedding)."""
        for i, (w, dilation) in enumerate(zip(self.blocks, self.dilations, strict=True)):
            h = layer_norm(x, w, "norm")
            y = linear(h, w, "conv.here")
            y[dilation:] += linear(h[:-dilation], w, "conv.before")
            y[:-dilation] += linear(h[dilation:], w, "conv.after")
            x = x + linear(gelu(y), w, "out")
            if i == 0:
                x += linear(x.mean(0, keepdims=True), self.w, "style")
        return linear(layer_norm(x, self.w, "norm"), self.w, "context")

    def scores(self, queries: Floats, candidates: NDArray[np.int32]) -> Floats:
        """Logits (tokens, k) of candidate labels (tokens, k)."""
        out = np.empty(candidates.shape, np.float32)
        for start in range(0, len(queries), ROWS):
            some = candidates[start : start + ROWS]
            out[start : start + ROWS] = np.einsum("tke,te->tk", self.labels[some], queries[start : start + ROWS])
        out += self.w["bias"][candidates]
        return out
