"""True tokens → what a reader of another language makes of them, learned from aligned pairs.

A scan has habits: its font, its wear and its reader turn the same letters into the same signs. So a garbler is one
document's tables (whole syllables, onsets, rhymes), backed off to those of all documents; what nobody has seen loses its
marks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from random import Random

from rapidfuzz.distance import Levenshtein

from vndoc import syllable
from vndoc.alphabet import fold_key, strip_marks

MIN_OWN = 3
"""Times that a document must show a syllable before its own table is trusted alone."""

VARIANTS = 5
"""Readings drawn for a token of a style; a window then takes one of them."""

Table = dict[str, Counter[str]]


def parts(word: str) -> tuple[str, str]:
    """(onset, rhyme) of a word, its case kept.

    >>> parts("Đảng"), parts("NGHỊ")
    (('Đ', 'ảng'), ('NGH', 'Ị'))
    """
    onset, _ = syllable.split(word)
    return word[: len(onset)], word[len(onset) :]


def cut(read: str, onset: str, rhyme: str) -> int | None:
    """Where in a reading the onset ends; None where no place is likely."""
    best, place = 99, None
    for at in range(max(0, len(onset) - 1), min(len(read), len(onset) + 1) + 1):
        cost = Levenshtein.distance(fold_key(onset), fold_key(read[:at])) + Levenshtein.distance(
            fold_key(rhyme), fold_key(read[at:])
        )
        if cost < best or (cost == best and at == len(onset)):
            best, place = cost, at
    return place if place is not None and best <= max(1, len(rhyme)) else None


class Habits:
    """What one document (or all of them) shows of its reader."""

    def __init__(self) -> None:
        self.whole: Table = defaultdict(Counter)
        self.onset: Table = defaultdict(Counter)
        self.rhyme: Table = defaultdict(Counter)

    def add(self, truth: str, read: tuple[str, ...]) -> None:
        """Count a pair."""
        self.whole[truth][" ".join(read)] += 1
        if len(read) > 1:
            return
        onset, rhyme = parts(truth)
        at = cut(read[0], onset, rhyme)
        if at is not None:
            self.onset[onset + "|" + rhyme[:1]][read[0][:at]] += 1
            self.onset[onset][read[0][:at]] += 1
            self.rhyme[rhyme][read[0][at:]] += 1


class Garbler:
    """Draws readings of tokens in the habits of one of the documents it has seen."""

    def __init__(self, documents: dict[str, Iterable[tuple[str, tuple[str, ...]]]], seed: int) -> None:
        self.random = Random(seed)
        self.all = Habits()
        self.documents: list[Habits] = []
        for pairs in documents.values():
            own = Habits()
            for truth, read in pairs:
                own.add(truth, read)
                self.all.add(truth, read)
            self.documents.append(own)
        self.cache: dict[tuple[int, str], list[str]] = {}

    def styles(self) -> int:
        """How many documents there are to imitate."""
        return len(self.documents)

    def _draw(self, tables: list[Table], keys: list[str], minimum: int) -> str | None:
        for table in tables:
            for key in keys:
                counts = table.get(key)
                if counts is not None and counts.total() >= minimum:
                    return self.random.choices(list(counts), list(counts.values()))[0]
        return None

    def _one(self, own: Habits, word: str) -> str:
        r = self.random.random()
        if r < 0.85 and own.whole.get(word, Counter()).total() >= MIN_OWN:
            return str(self._draw([own.whole], [word], 1))
        if r < 0.45 and self.all.whole.get(word, Counter()).total() >= 2 * MIN_OWN:
            return str(self._draw([self.all.whole], [word], 1))
        onset, rhyme = parts(word)
        head = self._draw([own.onset, self.all.onset], [onset + "|" + rhyme[:1], onset], MIN_OWN)
        tail = self._draw([own.rhyme, self.all.rhyme], [rhyme], MIN_OWN)
        if tail is None:
            tail = strip_marks(rhyme)
        return (strip_marks(onset) if head is None else head) + tail

    def read(self, style: int, word: str) -> str:
        """A reading of a word in a document's habits; a space in it stands for a split."""
        key = (style, word)
        variants = self.cache.get(key)
        if variants is None:
            if len(self.cache) > 3_000_000:
                self.cache.clear()
            own = self.documents[style]
            variants = self.cache[key] = [self._one(own, word) or strip_marks(word) for _ in range(VARIANTS)]
        return variants[int(self.random.random() * VARIANTS)]
