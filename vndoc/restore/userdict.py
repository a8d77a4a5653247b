"""The user's dictionary: words, names and phrases that are to be found where what was read is near them.

In: the lattice of a running text, and the user's entries. Out: the lattice with their words among the candidates. An entry is
looked for by fuzzy match of keys without marks (`fold_key`, rapidfuzz); all words of a phrase must stand in a row. What is
found gets a bonus, and the context and its neighbours still have their say: nothing changes without likeness, and closed tokens
(numbers, codes, addresses, abbreviations) stay.

Words outside the labels get numbers of their own behind them; for the language model they are words that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np
from rapidfuzz.distance import Levenshtein

from vndoc.alphabet import fold_key, fold_tone, has_marks, nfc
from vndoc.document import Edit
from vndoc.models import Models
from vndoc.models.labels import COPY
from vndoc.restore.lattice import BEAM, WIDTH, Lattice
from vndoc.restore.running import Place, Running
from vndoc.tokens import Gap, Kind, tokenize

BONUS = {1: 3.0, 2: 4.0}
"""Nats by which a word of an entry is likelier than without it, by the entry's words (2: two or more)."""

MISS = 1.5
"""Nats that a letter costs in which a string differs from a word of an entry."""

UNSEEN = -5.5
"""Log-probability of a word of an entry that the context model has not among its candidates: that of the last kept."""

LETTERS_PER_MISS = 4
"""Letters of an entry for each that may differ; shorter ones must agree in all."""

LONGEST = 8
"""Words of an entry that are looked at together."""


class Entry(NamedTuple):
    """An entry: its words as the user writes them, folded, and its key."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    key: str


class UserDictionary:
    """Entries, found by the number of their words and a first letter."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.entries = list(dict.fromkeys(entry for text in entries if (entry := _entry(text)) is not None))
        self.by_letter: dict[tuple[int, str], list[Entry]] = {}
        for entry in self.entries:
            for letter in _letters(tuple(entry.key.split(" "))):
                self.by_letter.setdefault((len(entry.words), letter), []).append(entry)
        self.lengths = sorted({len(entry.words) for entry in self.entries}, reverse=True)
        self.spelling = {f: w for e in self.entries for f, w in zip(e.folded, e.words, strict=True)}
        self.near = lru_cache(1 << 14)(self._near)

    def _near(self, keys: tuple[str, ...]) -> Entry | None:
        """The entry that is nearest to words in a row, by their keys; None where none is near."""
        whole = " ".join(keys)
        found = dict.fromkeys(e for letter in _letters(keys) for e in self.by_letter.get((len(keys), letter), ()))
        best, least = None, 1 << 10
        for entry in found:
            allowed = min(len(entry.key) // LETTERS_PER_MISS, least - 1)
            if abs(len(entry.key) - len(whole)) > allowed:
                continue
            apart = Levenshtein.distance(entry.key, whole, score_cutoff=allowed)
            if apart <= allowed and all(map(_is_near, entry.key.split(" "), keys)):
                best, least = entry, apart
        return best

    def matches(self, running: Running) -> Iterator[tuple[int, Entry]]:
        """(first token, entry) of what stands near an entry; longer entries first, none over another."""
        keys = [fold_key(t.text[:64]) if t.kind == Kind.WORD else "" for t in running.tokens]
        taken = [False] * len(keys)
        for length in self.lengths:
            for i in range(len(keys) - length + 1):
                some = tuple(keys[i : i + length])
                if not all(some) or any(taken[i : i + length]):
                    continue
                if any(gap not in (Gap.SPACE, Gap.NONE) for gap in running.after[i : i + length - 1]):
                    continue
                entry = self.near(some)
                if entry is not None:
                    taken[i : i + length] = [True] * length
                    yield i, entry


def _is_near(key: str, read: str) -> bool:
    """Whether a word of a phrase can be what was read: a letter in three may differ, in short words one."""
    return Levenshtein.distance(key, read) <= max(1, len(key) // 3)


def _letters(keys: tuple[str, ...]) -> tuple[str, str]:
    """Two letters of words in a row, one of which a reader that misread the word still has as it is."""
    return keys[0][0], (keys[-1][0] if len(keys) > 1 else keys[0][-1]) + "$"


def _entry(text: str) -> Entry | None:
    """An entry of the words of a text; None where it has none."""
    words = tuple(nfc(t.text) for t in tokenize(text) if t.kind in (Kind.WORD, Kind.CODE))[:LONGEST]
    keys = [fold_key(word) for word in words]
    if not words or not all(keys):
        return None
    return Entry(words, tuple(fold_tone(word) for word in words), " ".join(keys))


@lru_cache(4)
def user_dictionary(entries: tuple[str, ...]) -> UserDictionary | None:
    """The dictionary of entries; None where there are none."""
    return UserDictionary(entries) if entries else None


def adapter(entries: tuple[str, ...], models: Models) -> Adapter | None:
    """The adapter of a user's entries; None where there are none."""
    user = user_dictionary(entries)
    return Adapter(user, models) if user is not None and user.entries else None


class Adapter:
    """Brings a user's words into lattices, and remembers where.

    Args:
        user: the dictionary.
        models: whose labels the words are numbered with; words outside get numbers behind them.
    """

    def __init__(self, user: UserDictionary, models: Models) -> None:
        self.user = user
        outside = [word for word in user.spelling if word not in models.numbers]
        self.numbers = {word: models.numbers.get(word, COPY) for word in user.spelling}
        self.numbers |= {word: len(models.labels) + i for i, word in enumerate(outside)}
        self.known, self.words = len(models.labels), models.numbers
        self.labels = [*models.labels, *(user.spelling[word] for word in outside)]
        self.found: dict[Place, str] = {}

    def adapt(self, running: Running, lattice: Lattice) -> Lattice:
        """The lattice with the words of entries that stand near."""
        changed = {name: getattr(lattice, name).copy() for name in ("labels", "scores", "costs", "counts")}
        out = lattice._replace(**changed)
        for start, entry in self.user.matches(running):
            bonus = BONUS[min(len(entry.words), 2)]
            keys = entry.key.split(" ")
            for i, word, key in zip(range(start, start + len(keys)), entry.folded, keys, strict=True):
                closed = out.counts[i] == 1 and out.labels[i, 0] == COPY and out.scores[i, 0] == 0
                text = running.tokens[i].text[:64]
                other = len(keys) == 1 and has_marks(text) and fold_tone(text) in self.words  # another word, as it stands
                if not closed and not out.joined[i] and not other:
                    self._put(out, i, text, word, bonus - MISS * Levenshtein.distance(fold_key(text), key))
                    self.found[running.places[i]] = word
        return out

    def _put(self, lattice: Lattice, i: int, read: str, word: str, bonus: float) -> None:
        """A word among the candidates of token `i`, `bonus` nats likelier than the models think.

        Where what was read is no word, the models think at least as well of it as of what was read. The look-up of the user's
        dictionary has found it at no cost.
        """
        labels, scores, costs, counts = lattice.labels, lattice.scores, lattice.costs, lattice.counts
        label, folded = self.numbers[word], fold_tone(read)
        if folded == word and label >= self.known:
            label = COPY
        count = int(counts[i])
        cost = dict(zip(labels[i, :count].tolist(), costs[i, :count].tolist(), strict=True)) | {label: 0.0}
        row = {int(there): float(score) for there, score in zip(labels[i, :count], scores[i, :count], strict=True)}
        start = UNSEEN if folded in self.words else row.get(COPY, UNSEEN)
        row[label] = max(row.get(label, UNSEEN), start) + bonus
        best = sorted(row.items(), key=lambda item: (-round(item[1], 3), item[0]))
        kept = [item for item in best if item[1] > best[0][1] - BEAM][:WIDTH]
        labels[i, : len(kept)] = [item[0] for item in kept]
        costs[i, : len(kept)] = [cost[item[0]] for item in kept]
        scores[i, : len(kept)] = np.array([item[1] for item in kept]) - np.logaddexp.reduce([item[1] for item in kept])
        counts[i] = len(kept)

    def named(self, edit: Edit | None, place: Place) -> Edit | None:
        """The edit of the token at `place`, with its reason if it puts a word of an entry there."""
        if edit is None or self.found.get(place) != fold_tone(edit.after):
            return edit
        return msgspec.structs.replace(edit, reason="dictionary")

    def plain(self, lattice: Lattice) -> Lattice:
        """The lattice as the language model sees it: words outside the labels are words that stand as they are."""
        return lattice._replace(labels=np.where(lattice.labels < self.known, lattice.labels, COPY).astype(np.int32))
