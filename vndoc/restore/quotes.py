"""Quotes of one kind: a text with straight quotes has no curly ones between them.

In: the lines of a text as read; out: where a curly quote was printed straight. Readers see straight quotes as curly ones, in
some looks of a page one in ten, in others most of them; curly ones they hardly ever see as straight. So a text, or a stretch
of it, that shows enough straight quotes among its curly ones has straight ones only: a hidden Markov chain over the quotes,
printed straight or curly, decides it (forward-backward, Rabiner 1989), for several rates of misreading side by side. Only
quotes that touch a word count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from vndoc.document import Edit

SURE = 0.85
"""Confidence of a quote that is changed: of 86 on rendered pages 71 were right, most others in texts that mix both kinds."""

ENOUGH = 0.95
"""Probability that a quote was printed straight, from which on it is changed."""

RATES = ((0.5, 0.03), (0.2, 0.2), (0.15, 0.5), (0.15, 0.75))
"""Share of texts with straight quotes, and of their quotes that are read as curly: 55 rendered texts fall into such groups."""

MISREAD = 0.01
"""Share of curly quotes that are read as straight: 8 of 500 on rendered pages, most of them in two texts."""

CHANGES = ((0.8, 0.001), (0.2, 0.1))
"""Share of texts, and how often their next opening quote is of the other kind: most have one kind, some mix both."""

WITHIN = 0.003
"""How often a closing quote is of another kind than the opening one."""

_QUOTE = regex.compile(r"(?P<opening>[\"“](?=[\p{L}\d]))|(?<=[\p{L}\d.,!?%…)])[\"”]")


class Quote(NamedTuple):
    """A curly quote that was printed straight."""

    line: int
    at: int


def straight_quotes(raws: Sequence[str]) -> list[Quote]:
    """The curly quotes of lines that were printed straight.

    >>> straight_quotes(['"mot", "hai", "ba"', '"bon" va "nam" va “sau"', 'va "bay", "tam"'])
    [Quote(line=1, at=18)]
    >>> straight_quotes(['“mot”, “hai”, “ba”', '“bon” va "nam”'])
    []
    """
    straight = [line for line, raw in enumerate(raws) if '"' in raw]
    curly = [line for line, raw in enumerate(raws) if "“" in raw or "”" in raw] if straight else []
    if not curly:
        return []
    found = [(line, m) for line in sorted({*straight, *curly}) for m in _QUOTE.finditer(raws[line])]
    reads = np.array([m[0] == '"' for _, m in found], bool)
    if reads.all() or not reads.any():
        return []
    opens = np.array([m["opening"] is not None for _, m in found], bool)
    shares = _straight(reads, opens)
    return [Quote(line, m.start()) for (line, m), p, read in zip(found, shares, reads, strict=True) if p >= ENOUGH and not read]


def _straight(reads: NDArray[np.bool_], opens: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(quotes,) probability that each was printed straight.

    Args:
        reads: which were read so.
        opens: which open a quotation.
    """
    settings = [(a * b, rate, change) for a, rate in RATES for b, change in CHANGES]
    weights, rates, changes = np.array(settings).T
    seen = np.empty((len(reads), len(settings), 2))  # of being read so, printed straight or curly
    seen[:, :, 0] = np.where(reads[:, None], 1 - rates, rates)
    seen[:, :, 1] = np.where(reads, MISREAD, 1 - MISREAD)[:, None]
    forward, backward = np.empty_like(seen), np.ones_like(seen)
    log_total = np.log(weights)
    state = np.full((len(settings), 2), 0.5)
    for i, p in enumerate(seen):
        state = (_step(state, changes if opens[i] else WITHIN) if i else state) * p
        total = state.sum(1)
        log_total += np.log(total)
        forward[i] = state = state / total[:, None]
    for i in range(len(reads) - 2, -1, -1):
        state = _step(backward[i + 1] * seen[i + 1], changes if opens[i + 1] else WITHIN)
        backward[i] = state / state.sum(1)[:, None]
    both = forward * backward
    by_setting = both[:, :, 0] / both.sum(2)
    share = np.exp(log_total - log_total.max())
    answer: NDArray[np.float64] = by_setting @ (share / share.sum())
    return answer


def _step(state: NDArray[np.float64], change: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Two states a setting, behind a change that is as likely from either."""
    moved = (state[:, 1] - state[:, 0]) * change
    return np.stack([state[:, 0] + moved, state[:, 1] - moved], axis=1)


def quote_edits(raws: Sequence[str]) -> Iterator[tuple[int, Edit]]:
    """Edits of the quotes of lines, each with the number of its line."""
    for line, at in straight_quotes(raws):
        yield line, Edit((at, at + 1), raws[line][at], '"', "sign", SURE)
