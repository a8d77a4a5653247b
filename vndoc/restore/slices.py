"""Lattice and posteriors of a running text of any length, slice by slice, so that memory does not grow with the text.

A slice is run with a margin on each side, and only what lies between the margins is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vndoc.models import Models
from vndoc.models.trigram import Floats
from vndoc.restore import lattice as lattices
from vndoc.restore import posterior
from vndoc.restore.confidence import honest
from vndoc.restore.habits import consistent
from vndoc.restore.lattice import Lattice
from vndoc.restore.running import Running, numbered
from vndoc.restore.userdict import Adapter
from vndoc.tokens import Kind

SLICE = 2048
"""Tokens a slice: some 20 MB while it is run."""

MARGIN = 64
"""Tokens of context on each side; the context model sees eight, and few stretches without a sure word are longer."""


def posteriors(running: Running, models: Models, user: Adapter | None = None, explain: bool = True) -> tuple[Lattice, Floats]:
    """The lattice of a running text, and the probability of each of its candidates, (tokens, WIDTH).

    Where nothing is to be explained, they are probabilities for numbers alone, which ask for one to be a word; others keep
    their posteriors, which decide the same.
    """
    lattice, shares = believed(running, models, user)
    asked = None if explain else running.kinds() == Kind.NUMBER
    return lattice, honest(running, lattice, shares, models, models.labels if user is None else user.labels, asked)


def believed(running: Running, models: Models, user: Adapter | None = None) -> tuple[Lattice, Floats]:
    """The lattice of a running text, and the posterior of each of its candidates in the models' own terms, (tokens, WIDTH)."""
    parts: list[Lattice] = []
    shares: list[Floats] = []
    for low, start, end, high in _cuts(len(running.tokens)):
        part = _part(running, low, high)
        lattice = lattices.build(part, models)
        if user is not None:
            lattice = user.adapt(part, lattice)
        kept = slice(start - low, end - low)
        parts.append(Lattice._make(column[kept] for column in lattice))
        shares.append(by_token(part, lattice if user is None else user.plain(lattice), models)[kept])
    if not parts:
        return lattices.empty(), lattices.empty().scores
    whole = Lattice._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
    return whole, habitual(running, whole, np.concatenate(shares))


def habitual(running: Running, lattice: Lattice, shares: Floats) -> Floats:
    """Posteriors with what the same strings were read for elsewhere in the text."""
    texts, index = numbered(running.texts())
    _, lower = numbered([text.lower() for text in texts])
    strings = lower[index]
    return consistent(strings, lattice.labels, lattice.counts, shares)


def _cuts(tokens: int) -> Iterator[tuple[int, int, int, int]]:
    """(margin's start, start, end, margin's end) of each slice."""
    for start in range(0, tokens, SLICE):
        end = min(tokens, start + SLICE)
        yield max(0, start - MARGIN), start, end, min(tokens, end + MARGIN)


def _part(running: Running, low: int, high: int) -> Running:
    cut = slice(low, high)
    return Running(
        running.tokens[cut], running.places[cut], running.before[cut], running.after[cut],
        running.breaks[cut], running.engine[cut],
    )  # fmt: skip


def by_token(running: Running, lattice: Lattice, models: Models) -> Floats:
    """The posterior of each candidate by the language model, token by token, (tokens, WIDTH)."""
    seq = posterior.sequence(running, lattice)
    shares = posterior.marginals(seq, models.trigram)
    out = np.zeros(lattice.scores.shape, np.float32)
    is_token = seq.tokens >= 0
    out[seq.tokens[is_token]] = shares[is_token]
    out[lattice.joined, 0] = 1
    return out
