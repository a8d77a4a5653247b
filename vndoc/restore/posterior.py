"""The posterior of each candidate: context model and trigrams, over the whole running text (forward-backward; Rabiner 1989).

Positions are the tokens and, as fixed ones, the signs that the language model sees. Where two neighbours in a row have one
candidate each, the past no longer matters: the text falls into segments, which are run side by side. Those with few candidates
are run apart from the others, since the work grows with the cube of their number.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.models.labels import BREAK, COPY, GAP_LABEL, NUMBER
from vndoc.models.trigram import Floats, Ints, Trigram
from vndoc.restore.lattice import WIDTH, Lattice
from vndoc.restore.running import Running, small_numbers
from vndoc.tokens import Gap, Kind

LANGUAGE_WEIGHT = np.float32(0.9)
"""Of log P(w | u v) - `PRIOR_OFF` log P(w)."""

PRIOR_OFF = np.float32(0.85)
"""The context model brings its own prior, so the unigram is taken off, though not all of it: bare news has 3 % fewer wrong
words than with all, damaged news 1 %, official scans are indifferent (of 0.5 to 1)."""

LOOK_UP = np.float32(0.25)
"""Nats for a nat by which a string alone is less likely that word than its best one: a little of the channel on top of what the
context model knows of it (of 0 to 0.5; scans kept out of training 2 % fewer words wrong, damaged news 5 %)."""

FEW = 3
"""Candidates at most of the segments that are run apart: nine in ten."""

CELLS = 1_000_000
"""Triples of candidates, padding counted in, that are run side by side: 8 MB."""

_NEVER = np.float32(-1e9)

_NOTHING = -100
_MARKS = np.array([-1 - GAP_LABEL[gap] if gap in GAP_LABEL else _NOTHING for gap in Gap], np.int64)
"""Of each `Gap` the position's mark, -1 - label, or `_NOTHING`."""


class Sequence(NamedTuple):
    """Positions of the language model.

    Candidate labels and scores (positions, WIDTH), how many are meant, and which token each position is (-1: a sign).
    """

    labels: NDArray[np.int32]
    scores: Floats
    counts: Ints
    tokens: Ints


def sequence(running: Running, lattice: Lattice) -> Sequence:
    """Tokens that are words of their own, with the signs between them; two breaks at the start."""
    marks = positions(running, lattice.joined)
    n = len(marks)
    empty = np.zeros((n, WIDTH), np.int32), np.full((n, WIDTH), _NEVER)
    out = Sequence(*empty, np.ones(n, np.int64), np.where(marks < 0, -1, marks))
    is_token = marks >= 0
    at = marks[is_token]
    out.labels[is_token] = lattice.labels[at]
    out.scores[is_token] = lattice.scores[at] - LOOK_UP * lattice.costs[at]
    out.counts[is_token] = lattice.counts[at]
    out.labels[~is_token, 0] = -1 - marks[~is_token]
    out.scores[~is_token, 0] = 0
    rows = np.flatnonzero(is_token)[running.kinds()[at] == Kind.NUMBER]
    out.labels[rows] = np.where(out.labels[rows] == COPY, NUMBER, out.labels[rows])
    return out


def positions(running: Running, joined: NDArray[np.bool_]) -> Ints:
    """Positions of the language model: the number of a token, or -1 - label of a sign; two breaks at the start."""
    tokens = np.where(joined, _NOTHING, np.arange(len(running.after)))
    pairs = np.stack((tokens, _MARKS[small_numbers(running.after)]), axis=1).ravel()
    return np.concatenate(([-1 - BREAK, -1 - BREAK], pairs[pairs != _NOTHING]))


def _spread(counts: Ints) -> tuple[Ints, Ints]:
    """(owner, place within the owner) of each item when owner i has counts[i] of them."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)


def transitions(seq: Sequence, trigram: Trigram) -> NDArray[np.float32]:
    """(positions, WIDTH, WIDTH, WIDTH): weighted language score of candidate c after a and b.

    0 at the first two positions and where nothing is to choose.
    """
    n = len(seq.counts)
    counts = seq.counts
    pairs = np.concatenate(([0], counts[:-1] * counts[1:]))
    near = np.concatenate(([False], pairs[1:] > 1))
    triple_counts = np.concatenate(([0, 0], counts[:-2] * counts[1:-1] * counts[2:])) if n > 2 else np.zeros(n, np.int64)
    wanted = triple_counts > 1
    needed = wanted | np.concatenate((wanted[1:], [False])) | near
    owner, place = _spread(np.where(needed, pairs, 0))
    b, c = place // counts[owner], place % counts[owner]
    v, w = seq.labels[owner - 1, b].astype(np.int64), seq.labels[owner, c].astype(np.int64)
    low, weight = trigram.bigram(v, w)
    lower = np.zeros((n, WIDTH, WIDTH), np.float32)
    backoff = np.zeros((n, WIDTH, WIDTH), np.float32)
    lower[owner, b, c], backoff[owner, b, c] = low, weight
    out: NDArray[np.float32] = np.zeros((n, WIDTH, WIDTH, WIDTH), np.float32)
    t, place = _spread(np.where(wanted, triple_counts, 0))
    if not len(t):
        return out
    n1, n0 = counts[t - 1], counts[t]
    a, b, c = place // (n1 * n0), place // n0 % n1, place % n0
    u, v, w = (seq.labels[t - 2 + i, x].astype(np.int64) for i, x in enumerate((a, b, c)))
    found = trigram.trigram(u, v, w, lower[t, b, c], backoff[t - 1, a, b])
    out[t, a, b, c] = LANGUAGE_WEIGHT * (found - PRIOR_OFF * trigram.unigram[w])
    return out


def marginals(seq: Sequence, trigram: Trigram) -> Floats:
    """(positions, WIDTH) posterior probability of each candidate."""
    out = np.zeros(seq.scores.shape, np.float32)
    out[:, 0] = 1
    first, lengths, widths = _segments(seq.counts)
    owner, place = _spread(lengths + 2)
    rows = first[owner] - 2 + place
    text = Sequence(*(column[rows] for column in seq))
    out[rows] = _chosen(text, transitions(text, trigram), np.cumsum(lengths + 2) - lengths, lengths, widths)
    return out


def _chosen(text: Sequence, steps: NDArray[np.float32], first: Ints, lengths: Ints, widths: Ints) -> Floats:
    """As `marginals`, of a text of nothing but segments, each behind the two sure positions before it."""
    mask = np.arange(WIDTH)[None] < text.counts[:, None]
    out: Floats = (mask / text.counts[:, None]).astype(np.float32)
    emit = np.where(mask, text.scores - text.scores.max(1, keepdims=True), _NEVER)
    for low, width in ((1, FEW), (FEW, WIDTH)):
        here = np.flatnonzero((widths > low) & (widths <= width))
        here = here[np.argsort(-lengths[here], kind="stable")]
        while len(here):
            some, here = np.split(here, [max(1, CELLS // int(lengths[here[0]] * width**3))])
            _run(first[some], lengths[some], steps[..., :width, :width, :width], emit[:, :width], out[:, :width])
    return out


def _segments(counts: Ints) -> tuple[Ints, Ints, Ints]:
    """(first position, positions, most candidates) of each stretch with choices, up to two sure positions in a row."""
    single = counts == 1
    free = np.concatenate((single[:-1] & single[1:], [True]))
    first = np.flatnonzero(~single[2:] & free[:-2]) + 2
    ends = np.flatnonzero(free)
    ends = np.minimum(ends[np.searchsorted(ends, first)] + 2, len(counts))
    edges = np.stack((first, ends), axis=1).ravel()
    widths = np.maximum.reduceat(np.append(counts, 0), edges)[::2] if len(first) else first
    return first, ends - first, widths


def _run(first: Ints, lengths: Ints, steps: NDArray[np.float32], emit: Floats, out: Floats) -> None:
    """Forward-backward over segments that start at `first`, longest one first; their posteriors are written into `out`.

    Sums are scaled at each position, so that neither long stretches nor many candidates lose digits.
    """
    longest, width = int(lengths[0]), out.shape[1]
    place = np.arange(longest)[:, None]
    there = place < lengths
    t = np.where(there, first + place, first)
    steps = steps[t]
    steps += emit[t][:, :, None, None, :]
    steps -= steps.max((2, 3, 4), keepdims=True)
    np.exp(steps, out=steps)
    live = there.sum(1).tolist()
    alpha = np.zeros((longest, len(first), width, width), np.float32)
    state = np.zeros((len(first), width, width), np.float32)
    state[:, 0, 0] = 1
    for s in range(longest):
        state = (state[: live[s], :, :, None] * steps[s, : live[s]]).sum(1)
        state /= state.max((1, 2), keepdims=True)
        alpha[s, : live[s]] = state
    beta = np.ones((len(first), width, width), np.float32)
    for s in range(longest - 1, -1, -1):
        alpha[s] *= beta
        back = (steps[s, : live[s]] * beta[: live[s], None]).sum(3)
        beta[: live[s]] = back / back.max((1, 2), keepdims=True)
    shares = alpha.sum(2)[there]
    out[t[there]] = shares / shares.sum(1, keepdims=True)
