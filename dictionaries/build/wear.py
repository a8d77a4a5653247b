"""Letters as worn print and unlucky readers leave them: what `garbler` has never seen, made of what all pairs show.

A garbler repeats whole readings, onsets and rhymes of the documents it knows. Other scans have other accidents; here each
letter is read by itself, rare confusions more often than they come, and some words lose all but their first letters (``số`` →
``s``, ``cơ sở`` → ``co s``), so that the context has to say what stood there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from random import Random

from rapidfuzz.distance import Levenshtein

from vndoc.alphabet import strip_marks

LEVELS = {0.0: 0.5, 0.04: 0.22, 0.12: 0.18, 0.3: 0.1}
"""Share of a window's words that are worn: how many windows have it."""

CUT = 0.08
"""Share of worn words of which only the start is left."""

FLATTENED = 0.6
"""Power to which counts are raised: below 1, so that rare confusions are seen too."""

MIN_COUNT = 2
"""Times that a confusion must be seen."""

MAX_READ = 3
"""Letters that one letter can be read as; longer ones are faults of alignment."""


def confusions(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """(true letter, what was read in its place) of (true, read) words, by the cheapest edits.

    A lost letter was read as nothing; what stands between two letters goes to the first of them.

    >>> list(confusions([("sở", "s&"), ("là", "1a")]))
    [('s', 's'), ('ở', '&'), ('l', '1'), ('à', 'a')]
    >>> list(confusions([("đó", "_do"), ("cũng", "cg")]))
    [('đ', '_d'), ('ó', 'o'), ('c', 'c'), ('ũ', ''), ('n', ''), ('g', 'g')]
    """
    for truth, read in pairs:
        out = [""] * len(truth)
        for step in Levenshtein.opcodes(truth, read):
            if step.tag == "insert":
                out[max(0, step.src_start - 1)] += read[step.dest_start : step.dest_end]
            elif step.tag != "delete":
                for k, letter in enumerate(read[step.dest_start : step.dest_end]):
                    out[step.src_start + k] += letter
        yield from zip(truth, out, strict=True)


class Wear:
    """Draws readings letter by letter."""

    def __init__(self, pairs: Iterable[tuple[str, str]], seed: int) -> None:
        """`pairs` are (true, read) words; letters that they do not show lose their marks."""
        self.random = Random(seed)
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for letter, read in confusions(pairs):
            if len(read) <= MAX_READ:
                counts[letter][read] += 1
        self.readings: dict[str, tuple[list[str], list[float]]] = {}
        for letter, found in counts.items():
            kept = {read: n for read, n in found.items() if n >= MIN_COUNT}
            if kept:
                self.readings[letter] = list(kept), [n**FLATTENED for n in kept.values()]

    def level(self) -> float:
        """Share of words that are worn in a window."""
        return self.random.choices(list(LEVELS), list(LEVELS.values()))[0]

    def read(self, word: str) -> str:
        """A worn reading of a word; never empty."""
        random = self.random
        out = "".join(self._letter(c) for c in word) or strip_marks(word[:1])
        if random.random() < CUT:
            out = out[: random.choice((1, 1, 2))]
        return out

    def _letter(self, letter: str) -> str:
        found = self.readings.get(letter)
        if found is None:
            return strip_marks(letter)
        return self.random.choices(*found)[0]
