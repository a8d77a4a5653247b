"""Was a text read by an OCR engine of Vietnamese? Such a reading has nearly all of its words right, and marked.

What gives it away are words that do not fit their neighbours, where another word with the same letters under its marks fits
well (``thiêu số``: thiểu, ``liên quan đên``: đến). Correct text has one in some thousands of words, by a slip of the pen or
a rare word; the reading of a scan has five to twenty in a thousand.

A word is a suspect if neither of its pairs with its neighbours was ever seen in the corpora; it is a misreading if with
another word of its letters they were, and are likelier by far. Names (capitals at the start of a word) are not looked at.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.alphabet import fold_tone, has_marks, strip_marks
from vndoc.models import Models, models
from vndoc.models.labels import COPY, DELETE
from vndoc.models.trigram import Trigram

MIN_GAIN = 10.0
"""Nats by which another word must be likelier in its place."""

UNKNOWN = -16.0
"""Log-probability of a word outside the vocabulary: less than that of its rarest word."""

MIN_FOUND = 3
"""Misreadings that a text must have at least."""

MIN_ON_SCAN = 2
"""The same for the layer of a page that is a picture: an engine read it, the question is how well."""

MIN_RATE = 0.003
"""Misreadings a word from which on a text was read by an engine. Of 2,800 right texts of the corpora one in a thousand
has so many; of 60 scans read by Tesseract's Vietnamese model three in four, the cleanest ones not."""

REPEATED = 3
"""Times that one misreading of one word counts at most: a term that the corpora lack comes again and again."""

SLICE = 1 << 15
"""Words that are looked up at a time."""

CACHE = 60_000
"""Distinct chunks kept."""

MAX_CHUNK = 24
"""Characters of a chunk that is one word."""

Ints = NDArray[np.int64]


class Piece(NamedTuple):
    """A chunk as a word: its label (-1 where it is no single word), whether signs stand before and behind, the bare letters.

    `key` is empty where the chunk cannot be a suspect.
    """

    label: int
    opens: bool
    closes: bool
    key: str


class Reader:
    """Finds misreadings by the pairs of a trigram model."""

    def __init__(self, models: Models) -> None:
        self.numbers, self.trigram = models.numbers, models.trigram
        self.lock = threading.Lock()
        self.kept: dict[str, Piece] = {}
        alike: dict[str, list[int]] = defaultdict(list)
        for number, label in enumerate(models.labels):
            if number not in (COPY, DELETE) and label.isalpha():
                alike[strip_marks(label)].append(number)
        self.alike = {key: np.array(found, np.int64) for key, found in alike.items() if len(found) > 1}

    def piece(self, chunk: str) -> Piece:
        """A chunk as a word."""
        found = self.kept.get(chunk)
        if found is None:
            found = self._piece(chunk)
            with self.lock:
                if len(self.kept) >= CACHE:
                    self.kept = {}
                self.kept[chunk[:MAX_CHUNK]] = found
        return found

    def _piece(self, chunk: str) -> Piece:
        start, end = 0, len(chunk)
        if end >= MAX_CHUNK:
            return Piece(-1, False, False, "")
        while start < end and not chunk[start].isalnum():
            start += 1
        while end > start and not chunk[end - 1].isalnum():
            end -= 1
        word = chunk[start:end]
        if not word.isalpha():
            return Piece(-1, False, False, "")
        key = strip_marks(word).lower() if has_marks(word) and (word.islower() or (word.isupper() and len(word) > 1)) else ""
        label = self.numbers.get(fold_tone(word), COPY)
        return Piece(label, start == 0, end == len(chunk), key if key in self.alike else "")

    def misread(self, chunks: Sequence[str]) -> int:
        """How many words of a running text are misread, repetitions limited."""
        found: Counter[tuple[str, int]] = Counter()
        for start in range(0, len(chunks), SLICE):
            found.update(self._misread(chunks[start : start + SLICE]))
        return sum(min(n, REPEATED) for n in found.values())

    def _misread(self, chunks: Sequence[str]) -> list[tuple[str, int]]:
        pieces = [self.piece(chunk) for chunk in chunks]
        label = np.fromiter((p.label for p in pieces), np.int64, len(pieces))
        known = label > max(COPY, DELETE)
        joint = np.fromiter((p.closes for p in pieces), bool, len(pieces))[:-1]
        joint &= np.fromiter((p.opens for p in pieces), bool, len(pieces))[1:]
        seen = joint & known[:-1] & known[1:]
        seen[seen] = _seen(self.trigram, label[:-1][seen], label[1:][seen])
        before = np.concatenate(([False], joint & known[:-1]))
        after = np.concatenate((joint & known[1:], [False]))
        fits = np.concatenate(([False], seen)) | np.concatenate((seen, [False]))
        keyed = np.fromiter((bool(p.key) for p in pieces), bool, len(pieces))
        suspects = np.flatnonzero(keyed & (before | after) & ~fits)
        if not len(suspects):
            return []
        return [
            (pieces[i].key, better)
            for i, better in zip(suspects.tolist(), self._better(suspects, pieces, label, before, after), strict=True)
            if better >= 0
        ]

    def _better(
        self, suspects: Ints, pieces: Sequence[Piece], label: Ints, before: NDArray[np.bool_], after: NDArray[np.bool_]
    ) -> list[int]:
        """For each suspect the word that was misread, or -1."""
        alike = [self.alike[pieces[i].key] for i in suspects.tolist()]
        sizes = np.array([len(a) for a in alike])
        row = np.repeat(np.arange(len(alike)), sizes)
        other, at = np.concatenate(alike), suspects[row]
        has_before, has_after = before[at], after[at]
        left, right = label[np.maximum(at - 1, 0)], label[np.minimum(at + 1, len(label) - 1)]
        score, seen = _fit(self.trigram, other, left, right, has_before, has_after)
        score = np.where(seen & (other != label[at]), score, -np.inf)
        own = label[suspects]
        known = own > max(COPY, DELETE)
        first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        stands, _ = _fit(self.trigram, np.maximum(own, 0), left[first], right[first], has_before[first], has_after[first])
        unknown = UNKNOWN + np.where(has_after[first], self.trigram.unigram[right[first]], 0.0)
        stands = np.where(known, stands, unknown)
        out = []
        for start, size, need in zip(first.tolist(), sizes.tolist(), (stands + MIN_GAIN).tolist(), strict=True):
            here = score[start : start + size]
            best = int(here.argmax())
            out.append(int(other[start + best]) if here[best] > need else -1)
        return out


def _seen(trigram: Trigram, v: Ints, w: Ints) -> NDArray[np.bool_]:
    return trigram.pairs.find(v * trigram.labels + w)[0]


def _fit(
    trigram: Trigram, word: Ints, left: Ints, right: Ints, has_left: NDArray[np.bool_], has_right: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(log P of words and their right neighbours, whether both pairs were seen)."""
    left, right = np.maximum(left, 0), np.maximum(right, 0)
    score = np.where(has_left, trigram.bigram(left, word)[0], trigram.unigram[word]).astype(np.float64)
    score += np.where(has_right, trigram.bigram(word, right)[0], 0)
    seen = (~has_left | _seen(trigram, left, word)) & (~has_right | _seen(trigram, word, right))
    return np.round(score, 3), seen


def is_worn(misread: int, words: int, on_scan: bool = False) -> bool:
    """Whether a text with so many misreadings was read by an engine; `on_scan` tells that it lies over a picture.

    >>> is_worn(2, 40), is_worn(2, 40, on_scan=True), is_worn(8, 1000), is_worn(8, 10_000)
    (False, True, True, False)
    """
    return misread >= (MIN_ON_SCAN if on_scan else MIN_FOUND) and misread > MIN_RATE * words


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader with the shipped models."""
    return Reader(models())


def misreadings(lines: Sequence[str]) -> tuple[int, int]:
    """(misreadings, words) of right lines that follow one another."""
    chunks = [chunk for line in lines for chunk in line.split()]
    return (reader().misread(chunks), len(chunks)) if len(chunks) >= MIN_FOUND else (0, len(chunks))
