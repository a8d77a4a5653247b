"""What each row of words says of itself, put together over the rows that follow one another.

Rows are a hidden Markov chain over `Class`: a row is likely of its neighbour's class. Forward-backward (Rabiner 1989) weighs
what a row's own words say against its neighbours; a row of four words or more outweighs them, a short one leans on them. How
often the class changes is learned from the text itself, so that texts whose lines go by turns are judged line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.judge.silent import speaking
from vndoc.models.evidence import Chunks, Class, Evidence

CHANGE = 0.05
"""Probability that a row is of another class than the one before, where nothing is known of the text."""

CHANGE_WEIGHT = 20.0
"""Rows' worth of belief in `CHANGE` before a text's own changes count."""

CHANGES = 0.005, 0.6
"""Least and greatest probability of a change that a text can teach."""

OWN_LIMIT = 25.0
"""Nats that a row says at most: its words are no independent witnesses."""

RUN_LIMIT = 5.0
"""Nats that one chunk says at most towards a damaged run, so that a name alone makes none."""

MIN_WORDS = 4
"""Words of a row at least that is looked through for a damaged run."""


MIN_RIGHT = 0.2
"""Posterior of right text below which a row is looked through no more: it is damaged or of another language anyway."""


Likely = tuple[float, float, float, float]
"""Likelihoods or probabilities of the classes."""


class Row(NamedTuple):
    """A row's words, counted, its posterior over `Class`, shape (4,), and how much likelier its worst run is damaged.

    `run` is in nats: the greatest sum over consecutive words of what speaks for damage against right text. It finds what
    is hidden in rows of right words.
    """

    words: int
    letters: int
    posterior: NDArray[np.float64]
    run: float = 0.0


def rows(lines: Sequence[str], evidence: Evidence) -> list[Row]:
    """Judge lines that follow one another."""
    pieces = speaking(lines)
    chunks = evidence.chunks(list(chain.from_iterable(pieces)))
    ends = np.cumsum([0, *map(len, pieces)])
    starts = ends[:-1][np.diff(ends) > 0]
    own = np.zeros((len(lines), len(Class)))
    counts = np.zeros((len(lines), 2), np.int64)
    if len(starts):
        filled = np.diff(ends) > 0
        own[filled] = np.add.reduceat(chunks.scores, starts, axis=0)
        counts[filled] = np.add.reduceat(np.stack((chunks.words, chunks.letters), 1), starts, axis=0)
    own[counts[:, 0] > 0] += evidence.bias
    own -= own.max(1, keepdims=True) if len(lines) else 0
    likely: list[Likely] = np.exp(np.maximum(own, -OWN_LIMIT)).tolist()
    posterior = np.array(_smoothed(likely, CHANGE)).reshape(-1, len(Class))
    posterior = np.array(_smoothed(likely, _changes(posterior))).reshape(-1, len(Class))
    asked = (counts[:, 0] >= MIN_WORDS) & (posterior[:, Class.RIGHT] >= MIN_RIGHT)
    runs = _runs(chunks, ends, asked.tolist())
    return [Row(words, letters, p, run) for (words, letters), p, run in zip(counts.tolist(), posterior, runs, strict=True)]


def _changes(posterior: NDArray[np.float64]) -> float:
    """Probability of a change, from what a first pass found."""
    expected = (1 - (posterior[1:] * posterior[:-1]).sum(1)).sum()
    least, most = CHANGES
    learned = (CHANGE * CHANGE_WEIGHT + expected) / (CHANGE_WEIGHT + max(0, len(posterior) - 1))
    return float(min(most, max(least, learned)))


def _smoothed(likely: list[Likely], change: float) -> list[Likely]:
    """Posteriors of rows from their likelihoods; a change leads to each other class alike.

    The four classes are written out: that takes a third of the time of loops over them.
    """
    other = change / (len(Class) - 1)
    same = 1 - change - other
    forward: list[Likely] = []
    p = q = r = s = 1 / len(Class)
    for a, b, c, d in likely:
        a, b, c, d = a * (same * p + other), b * (same * q + other), c * (same * r + other), d * (same * s + other)
        total = a + b + c + d
        p, q, r, s = a / total, b / total, c / total, d / total
        forward.append((p, q, r, s))
    out: list[Likely] = []
    e = f = g = h = 1.0
    for (a, b, c, d), (p, q, r, s) in zip(reversed(likely), reversed(forward), strict=True):
        p, q, r, s = p * e, q * f, r * g, s * h
        total = p + q + r + s
        out.append((p / total, q / total, r / total, s / total))
        a, b, c, d = a * e, b * f, c * g, d * h
        total = a + b + c + d
        e, f, g, h = same * a / total + other, same * b / total + other, same * c / total + other, same * d / total + other
    out.reverse()
    return out


def _runs(chunks: Chunks, ends: NDArray[np.int64], asked: Sequence[bool]) -> list[float]:
    """The greatest sum of consecutive chunks of each row that is asked for of what speaks for damage against right text."""
    scores = chunks.scores
    bad = np.maximum(scores[:, Class.GARBLED], scores[:, Class.BARE]) - scores[:, Class.RIGHT]
    capped = np.minimum(bad, RUN_LIMIT).tolist()
    out: list[float] = []
    for (start, end), is_asked in zip(pairwise(ends.tolist()), asked, strict=True):
        best = here = 0.0
        for x in capped[start:end] if is_asked else ():
            here += x
            if here <= 0.0:
                here = 0.0
            elif here > best:
                best = here
        out.append(best)
    return out
