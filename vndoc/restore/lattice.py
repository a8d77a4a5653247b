"""What each token may be: a few labels with the context model's log-probability, closed tokens with one.

A token that is protected stands as it is (`COPY`). The second half of a split word is recognised here, before the language
model looks: it takes no part in the word sequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.alphabet import fold_tone
from vndoc.models import Models
from vndoc.models.encoder import Types
from vndoc.models.features import normal_form
from vndoc.models.labels import COPY, DELETE
from vndoc.models.layers import Floats
from vndoc.models.tagger import NEVER
from vndoc.restore.bare import is_bare, narrow
from vndoc.restore.protect import (
    is_abbreviation,
    is_initial,
    is_marker,
    is_measure,
    is_roman,
    joins_names,
    may_be_word,
    stands_out,
)
from vndoc.restore.running import Running, small_numbers
from vndoc.tokens import Kind

WIDTH = 8
"""Candidates a token at most: few tokens have more within `BEAM`, and the trigrams of a position grow with its cube."""

BEAM, SURE_BEAM = 7.0, 5.0
"""Nats below the best at which a candidate is dropped; the second one where the best is nearly sure by itself. (7 everywhere is
0.03 points better on the nine scans, and a third slower.)"""

NEARLY_SURE = -0.02
"""Log-probability above which a candidate is nearly sure."""

DOUBT = np.float32(2.0)
"""Nats by which a string that an engine of Vietnamese read is less likely to stand than the context model thinks, which has
seen marked words in right text most of all (of 0 to 4 the least word error on the nine scans, 1 to 3 within 0.02 points)."""

CLOSE, FAR = 16, -9.0
"""Candidates that the context model is asked about however unlikely they are, and nats behind the best, by the string alone,
beyond which it is not asked about others: half of them. (On the nine scans, a seed and rendered pages -8 has
0.01 to 0.03 points more word errors, -9 and -10 as many as all.)"""

STEPS = np.float32(1000)
"""Steps a nat to which logits are rounded before they are compared, so that their last bits decide nothing."""

_COLUMN_BITS = 6
_TINY = np.float32(1e-9)

SPLIT = 0.0
"""Log-odds of DELETE against all other labels above which a token is taken for the second half of the one before."""


class Lattice(NamedTuple):
    """Candidate labels of each token, best first: `labels` and `scores` are (tokens, WIDTH), `counts` how many are meant.

    `costs`, (tokens, WIDTH), is how much worse than its best word the dictionary look-up alone finds each, in nats; `own`,
    (tokens,), is the label of the string as it stands (`COPY` where it has none). `joined` marks tokens that are the second
    half of the word before.
    """

    labels: NDArray[np.int32]
    scores: NDArray[np.float32]
    costs: NDArray[np.float32]
    own: NDArray[np.int32]
    counts: NDArray[np.int64]
    joined: NDArray[np.bool_]


def empty() -> Lattice:
    """The lattice of no tokens."""
    none = np.zeros((0, WIDTH), np.float32)
    return Lattice(none.astype(np.int32), none, none, np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, bool))


def build(running: Running, models: Models, queries: Floats | None = None) -> Lattice:
    """The lattice of a running text; `queries` are the tagger's, where they are known already."""
    tokens = running.tokens
    if not tokens:
        return empty()
    kinds = running.kinds()
    strings = [form_of(text, kind) for _, _, kind, text in tokens]
    types, index = models.encoder.encode(strings)
    forms = list(dict.fromkeys(strings))
    own = np.array([models.numbers.get(_folded(form), COPY) for form in forms], np.int32)
    candidates, costs = _candidates(types, own), look_up_costs(types)
    if is_bare([text for _, _, kind, text in tokens if kind == Kind.WORD], models.labels):
        narrow(candidates, costs, forms, models.labels)
    if queries is None:
        queries = models.tagger.queries(types.vectors[index], small_numbers(running.before), small_numbers(running.after))
    logits = models.tagger.scores(queries, candidates, index)
    engine = np.array(running.engine)
    if engine.any():
        logits -= DOUBT * (engine[:, None] & (candidates == own[:, None])[index])
    odds, log_sum = _deleted(logits, (candidates == DELETE)[index])
    joined = _joined(running, odds)
    closed = joined | _closed(running, kinds, forms, index)
    columns, scores = _best(logits)
    labels = np.maximum(COPY, candidates[index[:, None], columns])
    scores -= log_sum
    counts = kept(scores)
    labels[closed, 0], scores[closed, 0], counts[closed] = COPY, 0.0, 1
    return Lattice(labels, scores, costs[index[:, None], columns], own[index], counts, joined)


@lru_cache(1 << 15)
def form_of(text: str, kind: Kind) -> str:
    """The string that stands for a token: addresses are all one, numbers one a shape."""
    return "@" if kind == Kind.ADDRESS else normal_form(text, kind == Kind.NUMBER)


_folded = lru_cache(1 << 15)(fold_tone)


def _closed(running: Running, kinds: NDArray[np.int64], forms: Sequence[str], index: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which tokens stand as they are, whatever their neighbours are; few strings stand out, so few tokens are looked at."""
    closed: NDArray[np.bool_] = kinds != Kind.WORD
    for i in np.flatnonzero(kinds == Kind.NUMBER).tolist():
        closed[i] = not may_be_word(running, i)
    outstanding = np.array([stands_out(form) for form in forms])[index]
    for i in np.flatnonzero(outstanding & ~closed & (kinds == Kind.WORD)).tolist():
        token = running.tokens[i]
        alone = is_roman(token) or is_measure(token.text)
        closed[i] = alone or is_marker(running, i) or joins_names(running, i) or is_abbreviation(running, i)
        closed[i] = closed[i] or is_initial(running, i)
    return closed


def look_up_costs(types: Types) -> Floats:
    """How much worse than its best word the look-up finds the columns of `_candidates`; what it does not list, a nat more."""
    rest = np.repeat(1 - types.scores[:, -1:], 3, axis=1)
    out: Floats = np.concatenate((rest, -types.scores), axis=1)
    return out


def _candidates(types: Types, own: NDArray[np.int32]) -> NDArray[np.int32]:
    """COPY, DELETE, the strings' own labels, and the candidates found for them; -1 for what is far off or there already."""
    found = types.candidates
    out = np.empty((len(own), 3 + found.shape[1]), np.int32)
    out[:, 0], out[:, 1], out[:, 2], out[:, 3:] = COPY, DELETE, own, found
    for column in range(3):
        out[(found == out[:, column, None]).any(1), column] = -1
    out[(own == COPY) | (own == DELETE), 2] = -1
    out[:, 3 + CLOSE :][types.scores[:, CLOSE:] < FAR] = -1
    return out


def kept(scores: Floats) -> NDArray[np.int64]:
    """How many candidates of each token are kept, by log-probabilities (tokens, WIDTH), best first."""
    best = scores[:, :1]
    counts: NDArray[np.int64] = (scores > best - np.where(best > NEARLY_SURE, SURE_BEAM, BEAM)).sum(1)
    return np.maximum(1, counts)


def _best(logits: Floats) -> tuple[NDArray[np.int64], Floats]:
    """(columns, rounded logits) of each token's best candidates, best first; of like ones the first."""
    keys = -np.rint(logits * STEPS).astype(np.int64) << _COLUMN_BITS | np.arange(logits.shape[1])
    keys.sort(axis=1)
    keys = keys[:, :WIDTH]
    return keys & ((1 << _COLUMN_BITS) - 1), -(keys >> _COLUMN_BITS).astype(np.float32) / STEPS


def _deleted(logits: Floats, chosen: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Log-odds of DELETE, which is `chosen`, against the others, and the logarithm of each row's sum, (rows, 1).

    DELETE is no candidate any more then; changes `logits`.
    """
    top = logits.max(1, keepdims=True)
    shares = np.exp(logits - top)
    total = shares.sum(1)
    log_sum: Floats = top + np.log(total)[:, None]
    for_it = np.where(chosen, shares, 0).sum(1)
    odds: Floats = np.log(np.maximum(for_it, _TINY)) - np.log(np.maximum(total - for_it, _TINY))
    np.copyto(logits, NEVER, where=chosen)
    return odds, log_sum


def _joined(running: Running, odds: Floats) -> NDArray[np.bool_]:
    """Which tokens are the second half of the word before, by log-odds of DELETE."""
    joined: NDArray[np.bool_] = odds > SPLIT
    for i in np.flatnonzero(joined):
        whole = i > 0 and not joined[i - 1] and not running.breaks[i] and running.tokens[i - 1].kind == Kind.WORD
        near = i > 0 and running.tokens[i].start - running.tokens[i - 1].end == 1
        joined[i] = whole and near and running.tokens[i].kind == Kind.WORD
    return joined
