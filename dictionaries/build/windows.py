"""Training windows: stretches of the corpora, garbled on the fly, with the labels that they should get back.

A window is garbled in one document's habits (of a reader of another language, or of one of Vietnamese, which errs seldom),
with more or less wear, stripped of all marks, left as it is, or a mixture; some are English, which must be left alone. Some are
real pairs. What is garbled how often follows what archives hold (and that correct text must stay as it is).

Shares and rates here are choices; what they were chosen by are the figures of whole trainings, see ``docs/build.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dictionaries.build.garbler import Garbler
from dictionaries.build.pairs import READERS, Pair
from dictionaries.build.wear import Wear
from vndoc.alphabet import strip_marks
from vndoc.models.features import normal_form
from vndoc.models.labels import COPY, DELETE
from vndoc.tokens import Gap, Kind

MODES = {"garbled": 0.50, "vietnamese": 0.07, "flat": 0.07, "bare": 0.22, "right": 0.08, "mixed": 0.06}
"""How windows of Vietnamese are damaged: garbled is by a reader of another language, vietnamese by one of Vietnamese, flat is
bare text with some letters misread, mixed changes between garbled, bare and right."""

ENGLISH, REAL = 0.05, 0.09
"""Share of windows that are English, and of those that are real pairs."""

UPPER = 0.05
"""Share of windows in capitals."""

WORN = ("garbled", "flat")
"""Modes in which words can be worn."""

CHANGES, MIXED = 0.04, ("garbled", "bare", "right")
"""Share of words at which a mixed window changes its damage, and to what."""

NOISE, FLAT_NOISE = 0.006, 0.08
"""Share of words in which one more letter is misread, in any damaged window and in a flat one."""

LOST_GAP, SPLIT = 0.02, 0.005
"""Share of words that lose the sign behind them, and of those that are read as two."""

LENGTHS = {192: 0.85, 48: 0.09, 12: 0.06}
"""Tokens a window; the short ones are for single lines."""

LINE = 100
"""Tokens below which a window stands for a line."""

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


class Sources(NamedTuple):
    """What windows are made from."""

    corpora: list[tuple[float, float, Corpus]]
    """(weight, weight of bare windows, arrays)."""
    surfaces: list[str]
    """Texts, by their numbers in the arrays."""
    labels: NDArray[np.int32]
    """(surfaces,) label of each."""
    readers: dict[str, Garbler]
    """The garblers of the modes ``garbled`` and ``vietnamese``; a mode of them that has none is not drawn."""
    wear: Wear
    english: list[list[str]]
    """Runs of words."""
    real: list[list[Pair]]
    """Documents."""
    label_of: dict[str, int]
    """Label of each true token of the pairs."""


class Maker:
    """Draws windows of given lengths."""

    def __init__(self, sources: Sources, seed: int) -> None:
        self.random = Random(seed)
        self.sources = sources
        self.corpora = [c for _, _, c in sources.corpora]
        self.weights = {False: [w for w, _, _ in sources.corpora], True: [w for _, w, _ in sources.corpora]}
        self.modes = {m: share for m, share in MODES.items() if m in sources.readers or m not in READERS.values()}

    def windows(self, tokens: int) -> Iterator[tuple[int, list[Window]]]:
        """Endless batches of about `tokens` tokens: (length, windows of that length)."""
        while True:
            length = self.random.choices(list(LENGTHS), list(LENGTHS.values()))[0]
            yield length, [self.window(length) for _ in range(tokens // length)]

    def window(self, length: int) -> Window:
        """One window."""
        r = self.random.random()
        if r < ENGLISH and self.sources.english:
            return self._english(length)
        if r < ENGLISH + REAL and self.sources.real:
            return self._real(length)
        return self.damaged(length, self.random.choices(list(self.modes), list(self.modes.values()))[0])

    def damaged(self, length: int, mode: str, like: str | None = None) -> Window:
        """A window of one of the corpora, damaged as `mode` says; the corpus is drawn as for the mode `like`, if given."""
        corpus = self.random.choices(self.corpora, self.weights[(like or mode) == "bare"])[0]
        start = self.random.randrange(max(1, len(corpus.surface) - length))
        surface, gap, kind = (column[start : start + length].tolist() for column in corpus)
        return self._damage(length, surface, gap, kind, mode)

    def _damage(self, length: int, surface: list[int], gap: list[int], kind: list[int], mode: str) -> Window:
        random, given = self.random, self.sources
        here = _Damage(mode, self._style(mode), given.wear.level() if mode in WORN else 0.0)
        upper = random.random() < UPPER
        texts: list[str] = []
        after: list[int] = []
        labels: list[int] = []
        for s, g, k in zip(surface, gap, kind, strict=True):
            if mode == "mixed" and random.random() < CHANGES:
                again = random.choice(MIXED)
                here = _Damage(again, self._style(again), 0.0)
            if k not in (Kind.WORD, Kind.CODE):
                texts.append(_number(random) if k == Kind.NUMBER else "@")
                labels.append(COPY if k == Kind.NUMBER else NO_LOSS)
                after.append(g)
                continue
            word, label = given.surfaces[s], int(given.labels[s])
            if upper:
                word = word.upper()
            read = self._read(here, word) if label != COPY else word
            head, _, tail = read.partition(" ")
            texts.append(head)
            labels.append(label)
            after.append(g if random.random() > LOST_GAP else Gap.SPACE)
            if tail:
                after[-1] = Gap.SPACE
                texts.append(tail.replace(" ", ""))
                labels.append(DELETE)
                after.append(g)
        return window_of(texts, after, labels, length)

    def _style(self, mode: str) -> int:
        reader = self.sources.readers.get(mode)
        return self.random.randrange(reader.styles()) if reader is not None else 0

    def _read(self, damage: _Damage, word: str) -> str:
        random = self.random
        if damage.mode in ("right", "mixed"):
            return word
        if damage.mode == "bare":
            return strip_marks(word)
        reader = self.sources.readers.get(damage.mode)
        if damage.wear and random.random() < damage.wear:
            return self.sources.wear.read(word)
        read = reader.read(damage.style, word) if reader is not None else strip_marks(word)
        if random.random() < (FLAT_NOISE if damage.mode == "flat" else NOISE) and read:
            at = random.randrange(len(read))
            new = random.choice(_CONFUSED.get(read[at].lower(), read[at]))
            read = read[:at] + new + read[at + 1 :]
        if random.random() < SPLIT and len(read) > 3:
            at = random.randrange(1, len(read))
            read = read[:at] + " " + read[at:]
        return read

    def _english(self, length: int) -> Window:
        words: list[str] = []
        while len(words) < length:
            words += self.random.choice(self.sources.english)
        gaps = [Gap.SPACE if self.random.random() < 0.88 else self.random.choice((Gap.COMMA, Gap.STOP)) for _ in range(length)]
        return window_of(words[:length], [int(g) for g in gaps], [COPY] * length, length)

    def _real(self, length: int) -> Window:
        document = self.random.choice(self.sources.real)
        at = self.random.randrange(len(document))
        pairs = (document[(at + i) % len(document)] for i in range(length))
        return window_of(*as_read(pairs, self.sources.label_of), length)


class _Damage(NamedTuple):
    """How the words at hand are read: a mode, the number of a document whose habits it has, the share of worn words."""

    mode: str
    style: int
    wear: float


def target(pair: Pair, label_of: dict[str, int]) -> list[int]:
    """Labels that the tokens of a pair should get; `NO_LOSS` where the truth is not known, or is no word and was misread.

    >>> target(Pair("nghiệp", ("ngh", "iep")), {"nghiệp": 7}) == [7, DELETE]
    True
    >>> target(Pair("20", ("2O",)), {}) == target(Pair("xã", ("xa",), sure=False), {"xã": 8}) == [NO_LOSS]
    True
    """
    if not pair.sure or not (pair.truth.isalpha() or pair.read == (pair.truth,)):
        return [NO_LOSS] * len(pair.read)
    return [label_of.get(pair.truth, COPY)] + [DELETE] * (len(pair.read) - 1)


def as_read(pairs: Iterable[Pair], label_of: dict[str, int]) -> tuple[list[str], list[int], list[int]]:
    """(texts, gaps after them, labels) of the tokens that were read.

    >>> as_read([Pair("nghiệp", ("ngh", "iep"), Gap.COMMA)], {"nghiệp": 7}) == (["ngh", "iep"], [0, 3], [7, DELETE])
    True
    """
    texts: list[str] = []
    after: list[int] = []
    labels: list[int] = []
    for pair in pairs:
        texts += [normal_form(text, text.isdecimal()) for text in pair.read]
        after += [int(Gap.SPACE)] * (len(pair.read) - 1) + [int(pair.after)]
        labels += target(pair, label_of)
    return texts, after, labels


def _number(random: Random) -> str:
    """The form of a number as texts have them (`normal_form`): short ones and years most."""
    r = random.random()
    if r < 0.28:
        return str(random.randint(1, 9))
    if r < 0.62:
        return f"{random.choice((random.randint(0, 31), random.randint(10, 99))):02d}"
    if r < 0.7:
        return str(random.randint(100, 999))
    return random.choice(("0000", "0000", "0000", "0.000", "00.000", "0,0", "00%", "0.0", "000.000"))


def window_of(texts: list[str], after: list[int], labels: list[int], length: int) -> Window:
    """A window of the first `length` tokens; a short one stands for a line, and ends where that does.

    >>> window_of(["Uy", "ban", "xa"], [0, 3, 0], [11, 12, 13], 2)
    Window(texts=['Uy', 'ban'], before=[2, 0], after=[0, 2], labels=[11, 12])
    """
    texts, after, labels = texts[:length], after[:length], labels[:length]
    after[-1] = int(Gap.BREAK) if length < LINE else after[-1]
    return Window(texts, [int(Gap.BREAK), *after[:-1]], after, labels)
