"""Labels: what a token can turn out to be.

A closed vocabulary of words, beside COPY (the token stands as it is) and DELETE (it is the second half of a split word).
"""

from __future__ import annotations

from collections import Counter

from vndoc import syllable
from vndoc.alphabet import fold_tone, has_marks
from vndoc.models.labels import SPECIAL

MIN_SYLLABLE = 4
"""Times a syllable must come in the corpora; below it typing errors outnumber words."""

MIN_MARKED = 20
"""The same for other marked words: abbreviations such as hđnd, whose Đ must be put back, and words such as lênin."""

MIN_OTHER = 60
"""The same for other words, mostly abbreviations and foreign names; rarer ones are copied."""

MAX_LETTERS = 10


def count(surfaces: list[str], numbers: list[int]) -> Counter[str]:
    """Folded forms with their counts."""
    out: Counter[str] = Counter()
    for surface, n in zip(surfaces, numbers, strict=True):
        out[fold_tone(surface)] += n
    return out


def choose(counts: Counter[str]) -> list[str]:
    """Labels, most frequent first, after the special ones."""
    kept = []
    for word, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])):
        if not word.isalpha() or len(word) > MAX_LETTERS:
            continue
        if n >= MIN_OTHER or (n >= MIN_MARKED and has_marks(word)) or (n >= MIN_SYLLABLE and syllable.is_possible(word)):
            kept.append(word)
    return [*SPECIAL, *kept]
