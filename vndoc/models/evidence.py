"""How likely is a line as right Vietnamese, as a damaged reading, as Vietnamese without marks, as another language?

A mixture model over the words of a line: what a word is, is the mean of its n-grams' weights for each class; in a line of
Vietnamese, right or damaged, it may be a word of another language as well, at a price. A line's score is the sum of its words',
so that long lines are judged with more certainty than short ones, and names among damaged words say nothing for or against
(trained on lines of 1 to 16 words; `dictionaries.build.evidence`).

Lines are looked up by chunks, what stands between white space, since an archive has few: what a chunk's words say is
worked out once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.models.features import MAX_LENGTH, ngrams
from vndoc.resources import arrays
from vndoc.tokens import Kind, Token, tokenize

CACHE = 60_000
"""Distinct chunks kept."""

TOGETHER = 1024
"""New words that are scored together, which takes a megabyte."""

MAX_CHUNK = 64
"""Characters of a chunk that is kept; longer ones are rare, and a text without spaces is one."""

Floats = NDArray[np.float32]


class Class(IntEnum):
    """What a line can be."""

    RIGHT = 0
    GARBLED = 1
    BARE = 2
    OTHER = 3


class Chunks(NamedTuple):
    """What the chunks of a text say: `scores` (chunks, 4) sums over their words, `words` and `letters` (chunks,) counts."""

    scores: Floats
    words: NDArray[np.int64]
    letters: NDArray[np.int64]


class Kept(NamedTuple):
    """What is known of chunks: the row of each in a table. Rows are written before they are named, and never changed."""

    rows: dict[str, int]
    table: Floats

    def add(self, made: Mapping[str, tuple[float, ...]]) -> None:
        """Keep more, for which there must be room."""
        first = len(self.rows)
        if new := {text: values for text, values in made.items() if text not in self.rows}:
            self.table[first : first + len(new)] = list(new.values())
            self.rows.update(zip(new, range(first, first + len(new)), strict=True))


def _room() -> Floats:
    """A table for all that is kept; memory is taken as it is filled."""
    return np.empty((CACHE, len(Class) + 2), np.float32)


class Evidence:
    """Scores words, chunks and lines."""

    def __init__(self, weights: Floats, bias: Floats, price: Floats | None = None) -> None:
        """`weights` (rows, 4) of n-grams, `bias` (4,), and `price` (3,) of a foreign word in Vietnamese (None: no word is)."""
        self.weights, self.bias = weights, bias
        self.price = np.full(len(Class) - 1, np.inf, np.float32) if price is None else price
        self.lock = threading.Lock()
        self.kept = Kept({}, _room())

    def word(self, text: str) -> Floats:
        """(4,) scores of a word, one for each `Class`."""
        return self._words([text])[text]

    def _mixed(self, scores: Floats) -> Floats:
        """(…, 4) scores of words, each of which may be a foreign one in a line of Vietnamese."""
        foreign = scores[..., Class.OTHER :] - self.price
        out: Floats = np.concatenate((np.logaddexp(scores[..., : Class.OTHER], foreign), scores[..., Class.OTHER :]), -1)
        return out

    def line(self, tokens: Sequence[Token]) -> Floats:
        """(4,) log-likelihoods of a line, up to a constant; all 0 where no word speaks."""
        words = [t.text for t in tokens if t.kind == Kind.WORD]
        if not words:
            return np.zeros(len(Class), np.float32)
        out: Floats = self.bias + np.sum([self.word(w) for w in words], axis=0)
        return out

    def chunks(self, texts: Sequence[str]) -> Chunks:
        """What chunks say, each by itself."""
        kept = self.kept
        at = np.fromiter(map(kept.rows.get, texts, repeat(-1)), np.int64, len(texts))
        table = np.take(kept.table, at, axis=0)
        unknown = np.flatnonzero(at < 0).tolist()
        if unknown:
            new = self._new(dict.fromkeys(texts[i] for i in unknown))
            table[unknown] = [new[texts[i]] for i in unknown]
        counts = table[:, len(Class) :].astype(np.int64)
        return Chunks(table[:, : len(Class)], counts[:, 0], counts[:, 1])

    def _new(self, texts: Iterable[str]) -> dict[str, tuple[float, ...]]:
        """What chunks say that are not known yet; it is kept."""
        words = {text: [t.text for t in tokenize(text) if t.kind == Kind.WORD] for text in texts}
        scores = self._words(list(dict.fromkeys(chain.from_iterable(words.values()))))
        made = {text: (*_total([scores[w] for w in some]), float(len(some)), _letters(some)) for text, some in words.items()}
        short = [text for text in made if len(text) <= MAX_CHUNK][:CACHE]
        with self.lock:
            if len(self.kept.rows) + len(short) > CACHE:
                self.kept = Kept({}, _room())
            self.kept.add({text: made[text] for text in short})
        return made

    def _words(self, words: Sequence[str]) -> dict[str, Floats]:
        """(4,) scores of each of different words."""
        out: dict[str, Floats] = {}
        for start in range(0, len(words), TOGETHER):
            some = words[start : start + TOGETHER]
            rows = [ngrams(word[:MAX_LENGTH], len(self.weights)) for word in some]
            lengths = np.fromiter(map(len, rows), np.int64, len(rows))
            sums = np.add.reduceat(self.weights[list(chain.from_iterable(rows))], np.cumsum(lengths) - lengths, axis=0)
            out.update(zip(some, self._mixed((sums / lengths[:, None]).astype(np.float32)), strict=True))
        return out


def _total(scores: Sequence[Floats]) -> list[float]:
    """Sum of words' scores; most chunks are one word."""
    if not scores:
        return [0.0] * len(Class)
    out: list[float] = (scores[0] if len(scores) == 1 else np.sum(scores, axis=0)).tolist()
    return out


def _letters(words: Sequence[str]) -> float:
    return float(sum(c.isalpha() for word in words for c in word))


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """The shipped model."""
    _, data = arrays("evidence")
    return Evidence(*(np.asarray(data[name], np.float32) for name in ("weights", "bias", "price") if name in data))
