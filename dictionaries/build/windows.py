"""Training windows: stretches of the corpora, garbled on the fly, with the labels that they should get back.

A window is garbled in one document's habits, stripped of all marks, left as it is, or a mixture; some are English, which
must be left alone. A few are real pairs. What is garbled how often follows what archives hold (and that correct text must
stay as it is).
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dictionaries.build.garbler import Garbler
from vndoc.alphabet import strip_marks
from vndoc.models.labels import COPY, DELETE
from vndoc.tokens import Gap, Kind

MODES = {"garbled": 0.60, "flat": 0.11, "bare": 0.13, "right": 0.10, "mixed": 0.06}
"""How windows of Vietnamese are damaged: flat is bare text with some letters misread."""

LENGTHS = {192: 0.85, 48: 0.09, 12: 0.06}
"""Tokens a window; the short ones are for single lines."""

NO_LOSS = -1
# fmt: off
_CONFUSED = {
    "l": "1i|", "i": "1lj", "o": "0d6", "e": "c¢é", "c": "ec", "u": "nvi", "n": "mu", "m": "nr",
    "a": "4de", "s": "58", "g": "q9", "t": "fl", "d": "đo", "h": "b", "y": "v", "v": "y", "r": "t",
}
# fmt: on
"""Letters that misread ones turn into in the flat mode, which stands for readers that no pair shows."""


class Window(NamedTuple):
    """Strings, gaps before and after (`Gap`), labels (`NO_LOSS` where nothing is to be learned)."""

    texts: list[str]
    before: list[int]
    after: list[int]
    labels: list[int]


class Corpus(NamedTuple):
    """Arrays of `encode`."""

    surface: NDArray[np.int32]
    gap: NDArray[np.uint8]
    kind: NDArray[np.uint8]


class Maker:
    """Draws windows of given lengths."""

    def __init__(
        self,
        corpora: list[tuple[float, Corpus]],
        surfaces: list[str],
        labels: NDArray[np.int32],
        garbler: Garbler,
        english: list[list[str]],
        real: list[list[tuple[str, tuple[str, ...]]]],
        label_of: dict[str, int],
        seed: int,
    ) -> None:
        self.random = Random(seed)
        self.corpora = [c for _, c in corpora]
        self.weights = [w for w, _ in corpora]
        self.surfaces, self.labels, self.garbler = surfaces, labels, garbler
        self.english, self.real, self.label_of = english, real, label_of

    def windows(self, tokens: int) -> Iterator[tuple[int, list[Window]]]:
        """Endless batches of about `tokens` tokens: (length, windows of that length)."""
        while True:
            length = self.random.choices(list(LENGTHS), list(LENGTHS.values()))[0]
            yield length, [self.window(length) for _ in range(tokens // length)]

    def window(self, length: int) -> Window:
        """One window."""
        r = self.random.random()
        if r < 0.04 and self.english:
            return self._english(length)
        if r < 0.09 and self.real:
            return self._real(length)
        return self.damaged(length, self.random.choices(list(MODES), list(MODES.values()))[0])

    def damaged(self, length: int, mode: str) -> Window:
        """A window of one of the corpora, damaged as `mode` says."""
        corpus = self.random.choices(self.corpora, self.weights)[0]
        start = self.random.randrange(max(1, len(corpus.surface) - length))
        surface = corpus.surface[start : start + length].tolist()
        gap = corpus.gap[start : start + length].tolist()
        kind = corpus.kind[start : start + length].tolist()
        return self._damage(length, surface, gap, kind, mode)

    def _damage(self, length: int, surface: list[int], gap: list[int], kind: list[int], mode: str) -> Window:
        random, garbler = self.random, self.garbler
        style = random.randrange(garbler.styles())
        upper = random.random() < 0.04
        texts: list[str] = []
        after: list[int] = []
        labels: list[int] = []
        here = mode
        for s, g, k in zip(surface, gap, kind, strict=True):
            if mode == "mixed" and random.random() < 0.04:
                here = random.choice(("garbled", "bare", "right"))
            if k not in (Kind.WORD, Kind.CODE):
                texts.append("0" * random.choice((1, 2, 2, 4)) if k == Kind.NUMBER else "@")
                labels.append(NO_LOSS)
                after.append(g)
                continue
            word, label = self.surfaces[s], int(self.labels[s])
            if upper:
                word = word.upper()
            read = word
            if label != COPY:
                read = self._read(here, style, word)
            head, _, tail = read.partition(" ")
            texts.append(head)
            labels.append(label)
            after.append(g if random.random() > 0.02 else Gap.SPACE)
            if tail:
                after[-1] = Gap.SPACE
                texts.append(tail.replace(" ", ""))
                labels.append(DELETE)
                after.append(g)
        return _cut(texts, after, labels, length)

    def _read(self, mode: str, style: int, word: str) -> str:
        random = self.random
        if mode == "right" or mode == "mixed":
            return word
        if mode == "bare":
            return strip_marks(word)
        read = self.garbler.read(style, word) if mode == "garbled" else strip_marks(word)
        noise = 0.08 if mode == "flat" else 0.006
        if random.random() < noise and read:
            at = random.randrange(len(read))
            new = random.choice(_CONFUSED.get(read[at].lower(), read[at]))
            read = read[:at] + new + read[at + 1 :]
        if random.random() < 0.004 and len(read) > 3:
            at = random.randrange(1, len(read))
            read = read[:at] + " " + read[at:]
        return read

    def _english(self, length: int) -> Window:
        words: list[str] = []
        while len(words) < length:
            words += self.random.choice(self.english)
        gaps = [Gap.SPACE if self.random.random() < 0.88 else self.random.choice((Gap.COMMA, Gap.STOP)) for _ in range(length)]
        return _cut(words[:length], [int(g) for g in gaps], [COPY] * length, length)

    def _real(self, length: int) -> Window:
        texts: list[str] = []
        labels: list[int] = []
        document = self.random.choice(self.real)
        at = self.random.randrange(len(document))
        while len(texts) < length:
            truth, read = document[at % len(document)]
            texts += read
            labels += [self.label_of.get(truth, COPY)] + [DELETE] * (len(read) - 1)
            at += 1
        return _cut(texts, [int(Gap.SPACE)] * len(texts), labels, length)


def _cut(texts: list[str], after: list[int], labels: list[int], length: int) -> Window:
    texts, after, labels = texts[:length], after[:length], labels[:length]
    after[-1] = Gap.BREAK if length < 100 else after[-1]
    return Window(texts, [int(Gap.BREAK), *after[:-1]], after, labels)
