"""The type encoder: a string's vector, and the dictionary words that it may be, best first.

It depends on the string alone, so it is run once for each distinct one; an archive has few. The list of candidates is the fuzzy
dictionary match, learned from pairs of what was printed and what was read instead of counting edits.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from vndoc.models.features import ngrams, shape
from vndoc.models.layers import Floats, gelu, layer_norm, linear, weights

Number = TypeVar("Number", np.float32, np.int32)

CANDIDATES = 48
"""Labels kept for a string."""

BLOCK = 32
"""Strings that are run together, always as many; most texts have few new ones. A matrix product's last bits depend on the row;
vectors are summed in double precision and rounded, so that a string's is the same whatever has been asked for before it."""

CACHE = 40_000
"""Distinct strings kept, some 1 kB each."""

PART = 16
"""Labels whose best one is looked at first: the best `CANDIDATES` labels lie in as many parts at most. Those of a part do not
stand side by side, so that the best of all parts are found in `PART` steps."""


class Types(NamedTuple):
    """Vectors (n, width) float32, candidates (n, `CANDIDATES`) int32, best first, and their scores in nats, of n strings.

    The best candidate's score is 0.
    """

    vectors: Floats
    candidates: NDArray[np.int32]
    scores: Floats


def _doubled(part: NDArray[Number]) -> NDArray[Number]:
    """A table with as much room again, which takes memory only as it is written."""
    out = np.empty((2 * len(part), *part.shape[1:]), part.dtype)
    out[: len(part)] = part
    return out


def _largest(x: Floats) -> NDArray[np.int64]:
    """Where the `CANDIDATES` largest numbers of each row are, in no order; all where there are no more."""
    if x.shape[1] <= CANDIDATES:
        return np.broadcast_to(np.arange(x.shape[1]), x.shape)
    return np.argpartition(x, -CANDIDATES, axis=1)[:, -CANDIDATES:]


class Encoder:
    """Encodes strings, keeping what it has seen. Safe to call from several threads."""

    def __init__(self, data: dict[str, NDArray[Any]], labels: Floats) -> None:
        self.ngrams, self.scales = data["ngrams"], data["ngrams.scale"]
        self.w = {name: matrix.astype(np.float64) for name, matrix in weights(data, "encoder.").items()}
        self.head = weights(data, "type_")
        self.labels = labels
        self.parts = -(-len(labels) // PART)
        padding = (0, self.parts * PART - len(labels))
        self.across = np.pad(np.ascontiguousarray(labels.T), ((0, 0), padding))
        self.bias = np.pad(self.head["bias"], padding, constant_values=-np.inf)
        self.lock = threading.Lock()
        self.room = np.empty((BLOCK, len(self.bias)), np.float32)  # fresh memory costs as much as what is computed in it
        self._clear()

    def _clear(self) -> None:
        self.numbers: dict[str, int] = {}
        self.kept = Types(
            np.zeros((1024, self.w["outer.weight"].shape[0]), np.float32),
            np.zeros((1024, CANDIDATES), np.int32),
            np.zeros((1024, CANDIDATES), np.float32),
        )

    def encode(self, texts: Sequence[str]) -> tuple[Types, NDArray[np.int64]]:
        """(types, index): `types` holds each distinct string once, ``texts[i]`` is its row ``index[i]``."""
        distinct = {t: i for i, t in enumerate(dict.fromkeys(texts))}
        index = np.fromiter(map(distinct.__getitem__, texts), np.int64, len(texts))
        with self.lock:
            if len(self.numbers) + len(distinct) > CACHE:
                self._clear()
            new = [t for t in distinct if t not in self.numbers]
            for start in range(0, len(new), BLOCK):
                self._add(new[start : start + BLOCK])
            rows = np.fromiter(map(self.numbers.__getitem__, distinct), np.int64, len(distinct))
            found = Types._make(part[rows] for part in self.kept)
            if len(self.numbers) > CACHE:
                self._clear()
            return found, index

    def _add(self, new: list[str]) -> None:
        start = len(self.numbers)
        while start + len(new) > len(self.kept.vectors):
            kept = self.kept
            self.kept = Types(_doubled(kept.vectors), _doubled(kept.candidates), _doubled(kept.scores))
        for store, part in zip(self.kept, self._run(new), strict=True):
            store[start : start + len(new)] = part
        self.numbers.update(zip(new, range(start, start + len(new)), strict=True))

    def _run(self, texts: list[str]) -> Types:
        """What is known of up to `BLOCK` strings."""
        n = len(texts)
        rows = [ngrams(t) for t in texts]
        starts = np.cumsum([0] + [len(r) for r in rows[:-1]])
        flat = np.fromiter(chain.from_iterable(rows), np.int64)
        x = np.zeros((BLOCK, self.ngrams.shape[1]))
        x[:n] = np.add.reduceat(self.ngrams[flat] * self.scales[flat].astype(np.float32)[:, None], starts, axis=0)
        x[:n] += self.w["shapes.weight"][[shape(t) for t in texts]]
        x = layer_norm(x, self.w, "norm")
        exact = linear(gelu(linear(x, self.w, "inner")), self.w, "outer") + linear(x, self.w, "skip")
        vectors = exact.astype(np.float32)
        return Types(vectors[:n], *self._best(self._logits(vectors, self.room)[:n]))

    def _logits(self, vectors: Floats, room: Floats | None = None) -> Floats:
        """How well each label fits strings by themselves, (n, `PART` times `parts`); written into `room` if it is given."""
        out: Floats = np.matmul(linear(layer_norm(vectors, self.head, "norm"), self.head, "head"), self.across, out=room)
        out += self.bias
        return out

    def costs(self, texts: Sequence[str], labels: Sequence[int]) -> list[float]:
        """-log p(label | string alone) of pairs of strings and labels, in nats: how far a string is from a dictionary word."""
        types, index = self.encode(texts)
        asked: dict[int, list[int]] = {}
        for i, row in enumerate(index.tolist()):
            asked.setdefault(row, []).append(i)
        out = [0.0] * len(texts)
        rows = list(asked)
        for start in range(0, len(rows), BLOCK):
            some = rows[start : start + BLOCK]
            logits = self._logits(types.vectors[some])
            top = logits.max(1, keepdims=True)
            logits -= top + np.log(np.exp(logits - top).sum(1, keepdims=True))
            for row, found in zip(some, logits, strict=True):
                for i in asked[row]:
                    out[i] = -float(found[labels[i]])
        return out

    def _best(self, logits: Floats) -> tuple[NDArray[np.int32], Floats]:
        """(labels, scores) of the best of each row of logits, best first; of those that round alike the smaller."""
        by_part = logits.reshape(len(logits), PART, self.parts)
        parts = _largest(by_part.max(1))[:, None]
        some = (parts + self.parts * np.arange(PART)[:, None]).reshape(len(logits), -1)
        found = np.take_along_axis(by_part, parts, 2).reshape(some.shape)
        at = _largest(found)
        labels, scores = np.take_along_axis(some, at, 1), np.take_along_axis(found, at, 1)
        scores = np.round(scores - scores.max(1, keepdims=True), 4)
        order = np.lexsort((labels, -scores), axis=1)
        return np.take_along_axis(labels, order, 1).astype(np.int32), np.take_along_axis(scores, order, 1)
