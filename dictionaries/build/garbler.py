"""True tokens → what a reader makes of them, learned from aligned pairs.

A scan has habits: its font, its wear and its reader turn the same letters into the same signs. So a garbler is one
document's tables (whole syllables, onsets, rhymes), backed off to those of all documents. What nobody has seen loses its
marks, where the reader is one of another language, or is left as it is, where it is one of Vietnamese.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from random import Random

from rapidfuzz.distance import Levenshtein

from dictionaries.build.pairs import Pair
from vndoc import syllable
from vndoc.alphabet import fold_key, strip_marks

MIN_OWN = 3
"""Times that a document must show a syllable before its own table is trusted alone."""

OWN, ALL = 0.85, 0.45
"""Share of readings of a known syllable that are drawn whole, from the document's own table, or else from that of all. The
rest are put together from parts, so that other readings come up as well."""

VARIANTS = 5
"""Readings drawn for a token of a style; a window then takes one of them."""

CACHED = 3_000_000
"""Words of styles whose readings are kept."""

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
    """Draws readings of words in the habits of one of the documents it has seen."""

    def __init__(self, documents: Mapping[str, Iterable[Pair]], seed: int, unseen: Callable[[str], str] = strip_marks) -> None:
        """A garbler of `documents`, whose pairs count where the truth is sure; `unseen` reads what none of them shows."""
        self.random, self.unseen = Random(seed), unseen
        self.all = Habits()
        self.documents: list[Habits] = []
        for pairs in documents.values():
            own = Habits()
            for pair in pairs:
                if pair.sure and pair.truth.isalpha():
                    own.add(pair.truth, pair.read)
                    self.all.add(pair.truth, pair.read)
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
        if r < OWN and own.whole.get(word, Counter()).total() >= MIN_OWN:
            return str(self._draw([own.whole], [word], 1))
        if r < ALL and self.all.whole.get(word, Counter()).total() >= 2 * MIN_OWN:
            return str(self._draw([self.all.whole], [word], 1))
        onset, rhyme = parts(word)
        head = self._draw([own.onset, self.all.onset], [onset + "|" + rhyme[:1], onset], MIN_OWN)
        tail = self._draw([own.rhyme, self.all.rhyme], [rhyme], MIN_OWN)
        if tail is None:
            tail = self.unseen(rhyme)
        return (self.unseen(onset) if head is None else head) + tail

    def read(self, style: int, word: str) -> str:
        """A reading of a word in a document's habits; a space in it stands for a split."""
        key = (style, word)
        variants = self.cache.get(key)
        if variants is None:
            if len(self.cache) > CACHED:
                self.cache.clear()
            own = self.documents[style]
            variants = self.cache[key] = [self._one(own, word) or self.unseen(word) for _ in range(VARIANTS)]
        return variants[int(self.random.random() * VARIANTS)]
