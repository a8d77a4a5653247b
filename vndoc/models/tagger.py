"""The context tagger: for each token of a running text, how well each label fits there.

Type vectors and the signs between tokens go through residual blocks of dilated convolutions (a token sees eight neighbours
on each side) and a mean over the window, which carries the style of the scan. Texts are cut into windows of even length that
lie over one another by a margin, and run one by one: what is computed of a window stays near the processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.models.convolution import Convolution, Room, convolution, convolve
from vndoc.models.layers import Floats, Weights, linear, weights

WINDOW = 384
"""Tokens a window, give or take a half: twice as many as in training, no worse on nine scans, and with fewer margins."""

STRINGS = 32
"""Strings whose candidates are scored together: one megabyte of label vectors."""

NEVER = np.float32(-1e6)
"""Logit of what is no candidate."""

_CUBE = 2 * np.sqrt(2 / np.pi) * 0.044715
_SCALE = -np.cbrt(_CUBE)
_LINEAR = np.float32(-2 * np.sqrt(2 / np.pi) / _SCALE)
"""GELU(y) is y / (1 + exp(-a y³ - b y)); for z = `_SCALE` y the exponent is z³ + `_LINEAR` z, which takes fewer steps."""


class _Block(NamedTuple):
    """A residual block with what is linear put together beforehand.

    The norm's weight and `_SCALE` are in the matrices of the convolution, the norm's bias is in its bias, and `out` undoes the
    scale.
    """

    convolution: Convolution
    at_start: Floats
    """What the bias holds for the token before, where there is none; `at_end` for the one after."""
    at_end: Floats
    out: Floats
    out_bias: Floats


def _block(w: Weights, dilation: int, is_first: bool) -> _Block:
    """A block; what those after the first add to a row is centred, so that rows stay so."""
    parts = np.split(w["conv.weight"].astype(np.float64) * _SCALE, 3, axis=1)
    before, _, after = (part @ w["norm.bias"] for part in parts)
    bias = w["conv.bias"] * _SCALE + sum(part @ w["norm.bias"] for part in parts)
    out, out_bias = w["out.weight"].T / _SCALE, w["out.bias"].astype(np.float64)
    if not is_first:
        out, out_bias = out - out.mean(1, keepdims=True), out_bias - out_bias.mean()
    matrices = [(part * w["norm.weight"]).T for part in parts]
    single = [np.ascontiguousarray(x, np.float32) for x in (bias, before, after, out, out_bias)]
    return _Block(convolution(matrices, single[0], dilation), *single[1:])


def _centred(x: Floats) -> None:
    """Takes from each row its mean."""
    x -= (x @ np.full(x.shape[1], 1 / x.shape[1], np.float32))[:, None]


def _standardised(x: Floats, out: Floats) -> None:
    """Centred rows over their standard deviation."""
    np.multiply(x, x, out=out)
    variance = out @ np.full(x.shape[1], 1 / x.shape[1], np.float32)
    variance += np.float32(1e-5)
    np.multiply(x, (1 / np.sqrt(variance))[:, None], out=out)


def _run_block(x: Floats, block: _Block, room: Room) -> None:
    """One residual block on the tokens of a window, centred rows (tokens, width); changes `x`."""
    d = block.convolution.dilation
    _standardised(x, room.rows(len(x), d))
    y = convolve(room, len(x), block.convolution)
    y[:d] -= block.at_start
    y[-d:] -= block.at_end
    z = room.spare[: len(x)]
    np.multiply(y, y, out=z)
    z += _LINEAR
    z *= y
    with np.errstate(over="ignore"):  # where the exponential is infinite the unit is 0
        np.exp(z, out=z)
    z += np.float32(1)
    y /= z
    x += np.matmul(y, block.out, out=z)
    x += block.out_bias


class Tagger:
    """Runs the context net."""

    def __init__(self, data: dict[str, NDArray[Any]], labels: Floats, dilations: list[int]) -> None:
        apart = ("encoder.", "ngrams", "labels", "type_", "blocks.")
        self.w = {k: np.asarray(v, np.float32) for k, v in data.items() if not k.startswith(apart)}
        self.labels, self.dilations = labels, dilations
        self.margin = sum(dilations)
        self.blocks = [_block(weights(data, f"blocks.{i}."), dilation, i == 0) for i, dilation in enumerate(dilations)]
        context = self.w["context.weight"].astype(np.float64)
        self.context = np.ascontiguousarray((context * self.w["norm.weight"]).T, np.float32)
        self.context_bias = (self.w["context.bias"] + context @ self.w["norm.bias"]).astype(np.float32)

    def queries(self, vectors: Floats, before: NDArray[np.int64], after: NDArray[np.int64]) -> Floats:
        """Label queries (tokens, embedding) of a text.

        Args:
            vectors: (tokens, width) type vectors.
            before: (tokens,) what precedes each token, as `Gap`.
            after: (tokens,) what follows it.
        """
        x = vectors + self.w["before.weight"][before]
        x += self.w["after.weight"][after]
        out = np.empty((len(x), self.labels.shape[1]), np.float32)
        windows = list(self.windows(len(x)))
        longest = max(high - low for low, _, _, high in windows)
        room = Room(longest, x.shape[1], max(self.dilations))
        for low, start, end, high in windows:
            out[start:end] = self._run(x[low:high].copy(), room)[start - low : end - low]
        return out

    def windows(self, tokens: int) -> Iterator[tuple[int, int, int, int]]:
        """(margin's start, start, end, margin's end) of each window of a text; a margin is what the convolutions see."""
        count = max(1, round(tokens / (WINDOW - 2 * self.margin)))
        ends = [tokens * i // count for i in range(count + 1)]
        for start, end in pairwise(ends):
            yield max(0, start - self.margin), start, end, min(tokens, end + self.margin)

    def _run(self, x: Floats, room: Room) -> Floats:
        """Label queries of one window, (tokens, embedding); changes `x`."""
        level = x.mean()
        _centred(x)
        for i, block in enumerate(self.blocks):
            _run_block(x, block, room)
            if i == 0:  # the style is one of rows that were not centred yet
                x += linear(x.mean(0, keepdims=True) + level, self.w, "style")
                _centred(x)
        h = room.rows(len(x), 0)
        _standardised(x, h)
        out: Floats = h @ self.context
        out += self.context_bias
        return out

    def scores(self, queries: Floats, candidates: NDArray[np.int32], strings: NDArray[np.int64] | None = None) -> Floats:
        """Logits (tokens, k) of candidate labels.

        Args:
            queries: (tokens, embedding) of `queries`.
            candidates: (strings, k) labels; what is -1 is never meant, and gets `NEVER`.
            strings: (tokens,) number of each token's string; without it every token has its own.

        The label vectors of a string are looked up once for all its tokens; strings that come equally often, and have as many
        candidates, go side by side.
        """
        if strings is None:
            strings = np.arange(len(queries))
        times = np.bincount(strings, minlength=len(candidates))
        widths = ((candidates >= 0) * np.arange(1, candidates.shape[1] + 1)).max(1)
        by_times = np.lexsort((widths, times))
        place = np.empty_like(by_times)
        place[by_times] = np.arange(len(by_times))
        order = np.argsort(place[strings], kind="stable")
        asked, queries = candidates[by_times], queries[order]
        found = np.full((len(queries), candidates.shape[1]), NEVER, np.float32)
        room = np.empty((STRINGS * candidates.shape[1], self.labels.shape[1]), np.float32)
        done = 0
        for low, high, count in _batches(times[by_times].tolist()):
            width = int(widths[by_times[high - 1]])
            some = asked[low:high, :width]
            vectors = np.take(self.labels, some, axis=0, out=room[: some.size].reshape(*some.shape, -1), mode="wrap")
            tokens = slice(done, done + count * (high - low))
            logits = np.matmul(queries[tokens].reshape(high - low, count, -1), vectors.transpose(0, 2, 1))
            found[tokens, :width] = logits.reshape(-1, width)
            done = tokens.stop
        out = np.empty_like(found)
        out[order] = found
        out += np.where(candidates >= 0, self.w["bias"][candidates], NEVER)[strings]
        return out


def _batches(times: list[int]) -> Iterator[tuple[int, int, int]]:
    """(start, end, times) of up to `STRINGS` strings in a row that come equally often, by how often they come, at all."""
    start = 0
    for i, count in enumerate(times):
        if i - start == STRINGS or count != times[start]:
            if times[start]:
                yield start, i, times[start]
            start = i
    if times and times[start]:
        yield start, len(times), times[start]
