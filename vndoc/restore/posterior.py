"""The posterior of each candidate: context model and trigrams, over the whole running text (forward-backward; Rabiner 1989).

Positions are the tokens and, as fixed ones, the signs that the language model sees. Where two neighbours in a row have one
candidate each, the past no longer matters: the text falls into segments, which are run side by side, padded to the widest.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.models.labels import BREAK, GAP_LABEL, NUMBER
from vndoc.models.trigram import Floats, Ints, Trigram
from vndoc.restore.lattice import WIDTH, Lattice
from vndoc.restore.running import Running
from vndoc.tokens import Kind

LANGUAGE_WEIGHT = np.float32(0.8)
"""Of log P(w | u v) - log P(w); the context model brings its own prior, so the unigram is taken off (see docs/engine)."""

CELLS = 50_000
"""Positions, padding counted in, that are run side by side: 10 MB of forward sums."""

_NEVER = np.float32(-1e9)


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
    labels: list[int] = [-1 - BREAK, -1 - BREAK]
    for i, gap in enumerate(running.after):
        if not lattice.joined[i]:
            labels.append(i)
        sign = GAP_LABEL.get(gap)
        if sign is not None:
            labels.append(-1 - sign)
    marks = np.array(labels, np.int64)
    n = len(marks)
    empty = np.zeros((n, WIDTH), np.int32), np.full((n, WIDTH), _NEVER)
    out = Sequence(*empty, np.ones(n, np.int64), np.where(marks < 0, -1, marks))
    is_token = marks >= 0
    at = marks[is_token]
    out.labels[is_token] = lattice.labels[at]
    out.scores[is_token] = lattice.scores[at]
    out.counts[is_token] = lattice.counts[at]
    out.labels[~is_token, 0] = -1 - marks[~is_token]
    out.scores[~is_token, 0] = 0
    numbers = np.fromiter((running.tokens[i].kind == Kind.NUMBER for i in at), bool, len(at))
    out.labels[np.flatnonzero(is_token)[numbers], 0] = NUMBER
    return out


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
    out[t, a, b, c] = LANGUAGE_WEIGHT * (found - trigram.unigram[w])
    return out


def _log_sum(x: Floats, axis: int) -> Floats:
    top: Floats = x.max(axis, keepdims=True)
    out: Floats = np.squeeze(top, axis) + np.log(np.exp(x - top).sum(axis))
    return out


def marginals(seq: Sequence, steps: NDArray[np.float32]) -> Floats:
    """(positions, WIDTH) posterior probability of each candidate."""
    n = len(seq.counts)
    mask = np.arange(WIDTH)[None] < seq.counts[:, None]
    out: Floats = (mask / seq.counts[:, None]).astype(np.float32)
    single = seq.counts == 1
    free = single[:-1] & single[1:]
    starts = [i for i in range(2, n) if not single[i] and free[i - 2]]
    if not starts:
        return out
    ends = np.flatnonzero(np.concatenate((free, [True])))
    lengths = np.array([min(ends[np.searchsorted(ends, s)] + 2, n) - s for s in starts], np.int64)
    order = np.argsort(-lengths, kind="stable")
    first, lengths = np.array(starts, np.int64)[order], lengths[order]
    emit = np.where(mask, seq.scores, _NEVER)
    at = 0
    while at < len(first):
        some = slice(at, at + max(1, CELLS // int(lengths[at])))
        _run(first[some], lengths[some], steps, emit, out)
        at = some.stop
    return out


def _run(first: Ints, lengths: Ints, steps: NDArray[np.float32], emit: Floats, out: Floats) -> None:
    """Forward-backward over segments that start at `first`, longest one first; their posteriors are written into `out`."""
    longest = int(lengths[0])
    alpha = np.full((longest, len(first), WIDTH, WIDTH), _NEVER, np.float32)
    state = np.where((np.arange(WIDTH)[:, None] == 0) & (np.arange(WIDTH)[None] == 0), np.float32(0), _NEVER)
    state = np.broadcast_to(state, (len(first), WIDTH, WIDTH)).copy()
    for s in range(longest):
        live = int((lengths > s).sum())
        t = first[:live] + s
        state = _log_sum(state[:live, :, :, None] + steps[t], 1) + emit[t][:, None, :]
        state -= state.max((1, 2), keepdims=True)  # small numbers, so that long stretches lose no digits
        alpha[s, :live] = state
    beta = np.zeros((len(first), WIDTH, WIDTH), np.float32)
    for s in range(longest - 1, -1, -1):
        live = int((lengths > s).sum())
        t = first[:live] + s
        joint = alpha[s, :live] + beta[:live]
        both = _log_sum(joint, 1)
        both -= both.max(1, keepdims=True)
        share = np.exp(both)
        out[t] = (share / share.sum(1, keepdims=True)).astype(np.float32)
        inner = steps[t] + emit[t][:, None, None, :] + beta[:live, None]
        back = _log_sum(inner, 3)
        beta[:live] = back - back.max((1, 2), keepdims=True)
