"""Posteriors → probabilities that the word is what the page printed.

A posterior is the models' belief in their own terms, and they believe too much. A logistic regression (fitted on documents kept
out of training: `dictionaries.build.calibrate`) says from it and from what else is known of the word how often such words are
right (Platt 1999, on several features). The order of a token's candidates stays. What was tried beside these features, and
gained less than it cost or nothing, is told in docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from vndoc.alphabet import fold_key
from vndoc.models import Models
from vndoc.models.labels import BREAK, COPY, NUMBER
from vndoc.models.layers import Floats
from vndoc.models.trigram import Ints, Trigram
from vndoc.restore.lattice import Lattice
from vndoc.restore.posterior import positions
from vndoc.restore.running import Running
from vndoc.tokens import Kind

FEATURES = (
    "one", "log-odds", "second", "cost", "context", "copied", "unchanged",
    "context-odds", "fluent", "known", "damage", "digits",
)  # fmt: skip
"""1, log-odds of the posterior, logarithm of the second one, how much worse than its best word the look-up alone finds it,
the context model's log-probability, whether the string stands as it is (no word of the vocabulary; a word of it), the context
model's log-odds, how much likelier trigrams find it and the next word than these words are by themselves, how many of the three
trigrams that it is in are known, which share of the letters was misread, marks aside, and whether the string has digits."""

FLOOR = 1e-3
"""Probability of what is decided, at least."""

LEAST = 1e-4
"""Probability that no posterior is taken to be under, nor its distance from 1."""

CACHE = 1 << 15
"""Strings with their words, kept with what is between them."""


class Decided(NamedTuple):
    """Of each token the column of its likeliest candidate and the label; the tokens that have a choice, or are changed."""

    best: NDArray[np.int64]
    label: NDArray[np.int32]
    doubtful: NDArray[np.int64]


def decided(lattice: Lattice, shares: Floats) -> Decided:
    """What is decided by posteriors (tokens, WIDTH)."""
    rows = np.arange(len(shares))
    best = np.round(shares, 4).argmax(1)
    label = lattice.labels[rows, best]
    doubtful = ~lattice.joined & ((lattice.counts > 1) | ((label != COPY) & (label != lattice.own)))
    return Decided(best, label, np.flatnonzero(doubtful))


def features(
    running: Running, lattice: Lattice, shares: Floats, found: Decided, labels: Sequence[str], trigram: Trigram
) -> NDArray[np.float64]:
    """(doubtful tokens, `FEATURES`) what is known of them.

    Args:
        running: the text.
        lattice: its candidates.
        shares: their posteriors, (tokens, WIDTH).
        found: what they decide, and of which tokens features are asked for.
        labels: words that the labels stand for, the user's too.
        trigram: of the models' labels.
    """
    rows = found.doubtful
    best, label = found.best[rows], found.label[rows]
    some = shares[rows].astype(np.float64)
    first = some[np.arange(len(rows)), best]
    second = np.clip(np.partition(some, -2, axis=1)[:, -2], LEAST, 1)
    copied = label == COPY
    context = lattice.scores[rows, best]
    texts = [running.tokens[i].text for i in rows.tolist()]
    strings = [_string(text, "" if word == COPY else labels[word]) for text, word in zip(texts, label.tolist(), strict=True)]
    damage, digits = np.array(strings, np.float64).reshape(-1, 2).T
    columns = (
        np.ones(len(rows)),
        _log_odds(first),
        np.log(second),
        lattice.costs[rows, best],
        context,
        copied,
        (label == lattice.own[rows]) & ~copied,
        _log_odds(np.exp(np.minimum(context, 0).astype(np.float64))),
        *_neighbours(running, lattice, found, trigram),
        damage,
        digits,
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def _log_odds(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    sure = np.clip(shares, LEAST, 1 - LEAST)
    out: NDArray[np.float64] = np.log(sure / (1 - sure))
    return out


@lru_cache(CACHE)
def _string(text: str, word: str) -> tuple[float, bool]:
    """(share of letters that differ from those of the word, whether there are digits); "" is no other word."""
    damage = Indel.normalized_distance(fold_key(text), fold_key(word)) if word else 0.0
    return damage, any(map(str.isdigit, text))


def _neighbours(running: Running, lattice: Lattice, found: Decided, trigram: Trigram) -> tuple[Floats, Ints]:
    """("fluent", "known") of the doubtful tokens among the words that are decided, and the signs between them."""
    marks = positions(running, lattice.joined)
    words = np.where(found.label < trigram.labels, found.label, COPY)
    words = np.where((words == COPY) & (running.kinds() == Kind.NUMBER), NUMBER, words)
    sequence = np.where(marks < 0, -1 - marks, words[np.maximum(marks, 0)]).astype(np.int64)
    sequence = np.concatenate((sequence, np.full(2, BREAK)))
    place = np.zeros(len(words), np.int64)
    place[marks[marks >= 0]] = np.flatnonzero(marks >= 0)
    at = place[found.doubtful]
    u, v, w, x, y = (sequence[at + step] for step in (-2, -1, 0, 1, 2))
    here, weight = trigram.bigram(v, w)
    after, _ = trigram.bigram(w, x)
    fluent = trigram.trigram(u, v, w, here, trigram.bigram(u, v)[1]) - trigram.unigram[w]
    fluent += trigram.trigram(v, w, x, after, weight) - trigram.unigram[x]
    known = [trigram.is_known(*three).astype(np.int64) for three in ((u, v, w), (v, w, x), (w, x, y))]
    return fluent, known[0] + known[1] + known[2]


def honest(
    running: Running,
    lattice: Lattice,
    shares: Floats,
    models: Models,
    labels: Sequence[str],
    asked: NDArray[np.bool_] | None = None,
) -> Floats:
    """Posteriors (tokens, WIDTH) as probabilities; where nothing is changed and nothing else possible they stay 1.

    Args:
        running: the text.
        lattice: its candidates.
        shares: their posteriors.
        models: that made them, and the weights of what is known.
        labels: words that the labels stand for, the user's too.
        asked: (tokens,) whose probabilities are asked for; all, or the others keep their posteriors.
    """
    found = decided(lattice, shares)
    if asked is not None:
        found = found._replace(doubtful=found.doubtful[asked[found.doubtful]])
    chosen = found.doubtful
    if not len(chosen):
        return shares
    out: Floats = shares.copy()
    known = features(running, lattice, shares, found, labels, models.trigram)
    right = np.maximum(FLOOR, 1 / (1 + np.exp(-(known @ models.confidence))))
    some, at = shares[chosen].astype(np.float64), found.best[chosen]
    rows = np.arange(len(chosen))
    others = some * ((1 - right) / np.maximum(1 - some[rows, at], LEAST))[:, None]
    others = np.minimum(others, 0.9 * right[:, None])  # so that what is decided stays the likeliest, rounded too
    others[rows, at] = right
    out[chosen] = others
    return out
