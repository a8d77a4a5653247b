"""What one reading says, where several are put together: its running text, what the models and its reader think of it.

In: the running text of a reading and the lines that it is made of; out: a `Side`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc import syllable
from vndoc.document import Word
from vndoc.models import Models
from vndoc.models.encoder import Types
from vndoc.models.layers import Floats
from vndoc.restore import lattice as lattices
from vndoc.restore.lattice import Lattice
from vndoc.restore.running import Running


class Side(NamedTuple):
    """A reading: its running text, and what the models say of it."""

    running: Running
    lattice: Lattice
    types: Types
    rows: NDArray[np.int64]
    queries: Floats
    joined: list[bool]
    """Which tokens are the second half of the word before."""
    words: list[Word | None]
    """The word of the page that each token is part of, None where the text is of no page."""

    def sure(self, i: int) -> float:
        """The engine's own confidence in a token, 1 where nobody tells."""
        word = self.words[i]
        return 1.0 if word is None else word.confidence


def observe(running: Running, words: Sequence[Sequence[Word]], models: Models) -> Side:
    """What the models say of one reading.

    Args:
        running: its running text.
        words: of its lines, with boxes and the engine's confidences; empty where they are not known.
        models: encoder, tagger and the rest.
    """
    forms = [lattices.form_of(t.text, t.kind) for t in running.tokens]
    n = len(forms)
    types, rows = models.encoder.encode(forms)
    if not n:
        return Side(running, lattices.empty(), types, rows, np.zeros((0, 1), np.float32), [], [])
    before, after = np.fromiter(running.before, np.int64, n), np.fromiter(running.after, np.int64, n)
    queries = models.tagger.queries(types.vectors[rows], before, after)
    lattice = lattices.build(running, models, queries)
    return Side(running, lattice, types, rows, queries, _joined(running, lattice), _words(running, words))


def _joined(running: Running, lattice: Lattice) -> list[bool]:
    """Second halves of split words; two words that both can be words are two here: another reading may have both."""
    joined: list[bool] = lattice.joined.tolist()
    for i in np.flatnonzero(lattice.joined).tolist():
        joined[i] = not all(syllable.is_possible(t.text.lower()) for t in running.tokens[i - 1 : i + 1])
    return joined


def _words(running: Running, lines: Sequence[Sequence[Word]]) -> list[Word | None]:
    starts = [[word.span[0] for word in line] for line in lines]
    out = []
    for place in running.places:
        at = bisect_right(starts[place.line], place.start) - 1
        out.append(lines[place.line][at] if at >= 0 else None)
    return out


def chunk(running: Running, span: tuple[int, int], raw: str) -> tuple[int, int]:
    """Where tokens [start, end) of a line stand in it, with the signs that no white space parts from them; not none."""
    low, high = running.places[span[0]].start, running.places[span[1] - 1].end
    while low and not raw[low - 1].isspace():
        low -= 1
    while high < len(raw) and not raw[high].isspace():
        high += 1
    return low, high
