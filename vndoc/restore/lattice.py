"""What each token may be: a few labels with the context model's log-probability, closed tokens with one.

A token that is protected stands as it is (`COPY`). The second half of a split word is recognised here, before the language
model looks: it takes no part in the word sequence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.alphabet import fold_tone
from vndoc.models import Models
from vndoc.models.encoder import Types
from vndoc.models.features import normal_form
from vndoc.models.labels import COPY, DELETE
from vndoc.restore.bare import bare_candidates, is_bare
from vndoc.restore.protect import is_abbreviation, is_roman, may_be_word
from vndoc.restore.running import Running
from vndoc.tokens import Kind

WIDTH = 7
"""Candidates a token at most: few tokens have more within `BEAM`, and the trigrams of a position grow with its cube."""

BEAM = 5.5
"""Nats below the best at which a candidate is dropped."""

DOUBT = np.float32(3.0)
"""Nats by which a string that an engine of Vietnamese read is less likely to stand than the context model thinks, which has
seen marked words in right text alone (of 0 to 4, the least word error on the nine scans: 2.4 % without, 1.8 % with)."""

SPLIT = 0.0
"""Log-odds of DELETE against all other labels above which a token is taken for the second half of the one before."""


_NEVER = np.float32(-1e9)


class Lattice(NamedTuple):
    """Candidate labels of each token, best first: `labels` and `scores` are (tokens, WIDTH), `counts` how many are meant.

    `costs`, (tokens, WIDTH), is what the dictionary look-up alone says of each: -log p(label | string). `joined` marks tokens
    that are the second half of the word before.
    """

    labels: NDArray[np.int32]
    scores: NDArray[np.float32]
    costs: NDArray[np.float32]
    counts: NDArray[np.int64]
    joined: NDArray[np.bool_]


def empty() -> Lattice:
    """The lattice of no tokens."""
    none = np.zeros((0, WIDTH), np.float32)
    return Lattice(none.astype(np.int32), none, none, np.zeros(0, np.int64), np.zeros(0, bool))


def build(running: Running, models: Models) -> Lattice:
    """The lattice of a running text."""
    tokens = running.tokens
    n = len(tokens)
    if not n:
        return empty()
    forms = [_form(t.text, t.kind) for t in tokens]
    types, index = models.encoder.encode(forms)
    own = np.array([models.numbers.get(fold_tone(f), COPY) for f in dict.fromkeys(forms)], np.int32)[index]
    before = np.fromiter(running.before, np.int64, n)
    after = np.fromiter(running.after, np.int64, n)
    queries = models.tagger.queries(types.vectors[index], before, after)
    if is_bare([t.text for t in tokens if t.kind == Kind.WORD], models.labels):
        candidates = bare_candidates(list(dict.fromkeys(forms)), models.labels)[index]
    else:
        rest = np.array([[COPY, DELETE]] * n, np.int32)
        candidates = np.concatenate((types.candidates[index], rest, own[:, None]), axis=1)
    candidates = _distinct(candidates)
    logits = np.where(candidates < 0, _NEVER, np.round(models.tagger.scores(queries, np.maximum(candidates, 0)), 3))
    engine = np.fromiter(running.engine, bool, n)
    logits -= DOUBT * (engine[:, None] & (candidates == own[:, None]))
    logits -= logits.max(1, keepdims=True)
    logits -= np.log(np.exp(logits).sum(1, keepdims=True))
    joined = _joined(running, candidates, logits)
    logits = np.where(candidates == DELETE, _NEVER, logits)
    closed = joined | [_is_closed(running, i) for i in range(n)]
    order = np.lexsort((candidates, -logits), axis=1)[:, :WIDTH]
    labels, scores = np.take_along_axis(candidates, order, 1), np.take_along_axis(logits, order, 1)
    counts = np.maximum(1, (scores > scores[:, :1] - BEAM).sum(1))
    labels[closed, 0], scores[closed, 0], counts[closed] = COPY, 0.0, 1
    labels = np.maximum(labels, COPY)
    return Lattice(labels, scores, costs(types, index, labels), counts, joined)


def costs(types: Types, index: NDArray[np.int64], labels: NDArray[np.int32]) -> NDArray[np.float32]:
    """-log p(label | string) of labels (tokens, k); those that the look-up does not list cost a nat more than its last."""
    out = np.repeat(np.float32(1) - types.scores.min(1)[index, None], labels.shape[1], axis=1)
    for k in range(types.candidates.shape[1]):
        same = labels == types.candidates[index, k, None]
        np.copyto(out, -types.scores[index, k, None], where=same)
    return np.asarray(out, np.float32)


@lru_cache(1 << 15)
def _form(text: str, kind: Kind) -> str:
    """The string that stands for a token: addresses are all one, numbers one a shape."""
    return "@" if kind == Kind.ADDRESS else normal_form(text, kind == Kind.NUMBER)


def _is_closed(running: Running, i: int) -> bool:
    """Whether token `i` stands as it is, whatever its neighbours are."""
    token = running.tokens[i]
    if token.kind != Kind.WORD:
        return not may_be_word(running, i)
    return is_roman(token) or is_abbreviation(running, i)


def _distinct(candidates: NDArray[np.int32]) -> NDArray[np.int32]:
    """Candidates (tokens, k) with -1 where one stands before already."""
    order = np.argsort(candidates, axis=1, kind="stable")
    ranked = np.take_along_axis(candidates, order, 1)
    again = np.zeros(candidates.shape, bool)
    np.put_along_axis(again, order[:, 1:], ranked[:, 1:] == ranked[:, :-1], 1)
    return np.where(again, np.int32(-1), candidates)


def _joined(running: Running, candidates: NDArray[np.int32], logits: NDArray[np.float32]) -> NDArray[np.bool_]:
    delete = np.where(candidates == DELETE, logits, _NEVER).max(1)
    odds = delete - np.log(np.maximum(1e-9, 1 - np.exp(np.minimum(delete, -1e-9))))
    joined: NDArray[np.bool_] = odds > SPLIT
    for i in np.flatnonzero(joined):
        whole = i > 0 and not joined[i - 1] and not running.breaks[i] and running.tokens[i - 1].kind == Kind.WORD
        near = i > 0 and running.tokens[i].start - running.tokens[i - 1].end == 1
        joined[i] = whole and near and running.tokens[i].kind == Kind.WORD
    return joined
