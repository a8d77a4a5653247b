"""A language model over a handful of labels, as the build makes it, and the same as plain dictionaries."""

import math
from itertools import pairwise

import numpy as np

from dictionaries.build.ngrams import counts, model, quantise
from vndoc.models.trigram import STEP, Trigram

LABELS = 24


def corpus(seed, length=3000):
    """A sequence of labels with habits: a label is likely followed by one of three."""
    rng = np.random.default_rng(seed)
    after = rng.integers(3, LABELS, (LABELS, 3))
    out = [3, 3]
    for _ in range(length):
        out.append(int(after[out[-1], rng.integers(3)] if rng.random() < 0.8 else rng.integers(2, LABELS)))
    return np.array(out, np.int64)


def toy(seed=1):
    """The model of a corpus."""
    return Trigram({"labels": LABELS}, model(counts([(corpus(seed), 1)], LABELS), LABELS))


class Naive:
    """The same, n-gram by n-gram, from the counts (interpolated absolute discounting, rounded as stored)."""

    def __init__(self, seed=1):
        sequence = corpus(seed).tolist()
        self.ones, twos, threes = {}, {}, {}
        for w in sequence:
            self.ones[w] = self.ones.get(w, 0) + 1
        for v, w in pairwise(sequence):
            twos[v, w] = twos.get((v, w), 0) + 1
        for u, v, w in zip(sequence, sequence[1:], sequence[2:], strict=False):
            threes[u, v, w] = threes.get((u, v, w), 0) + 1
        self.twos = {k: c for k, c in twos.items() if c > 1}
        self.threes = {k: c for k, c in threes.items() if c > 1}
        total = sum(c - 0.5 for c in self.ones.values()) + 0.5 * LABELS
        self.unigram = [((self.ones[w] - 0.5 if w in self.ones else 0) + 0.5) / total for w in range(LABELS)]

    def rest1(self, v):
        if v not in self.ones:
            return 1.0
        return 1 - sum(c - 0.7 for (a, _), c in self.twos.items() if a == v) / self.ones[v]

    def rest2(self, u, v):
        return 1 - sum(c - 0.75 for (a, b, _), c in self.threes.items() if (a, b) == (u, v)) / self.twos[u, v]

    def p2(self, v, w):
        return (self.twos[v, w] - 0.7) / self.ones[v] + self.rest1(v) * self.unigram[w]

    def log_bigram(self, v, w):
        if (v, w) in self.twos:
            return _stored(self.p2(v, w))
        return math.log(max(self.rest1(v), 1e-6)) + math.log(self.unigram[w])

    def log_trigram(self, u, v, w):
        if (u, v, w) in self.threes:
            return _stored((self.threes[u, v, w] - 0.75) / self.twos[u, v] + self.rest2(u, v) * self.p2(v, w))
        weight = _stored(max(self.rest2(u, v), 1e-6)) if (u, v) in self.twos else 0.0
        if any((a, b) == (u, v) for a, b, _ in self.threes):
            weight = min(weight, -STEP)
        return weight + self.log_bigram(v, w)


def _stored(p):
    return -STEP * float(quantise(np.log(np.array([p])))[0])
