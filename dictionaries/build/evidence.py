"""Trains `vndoc.models.evidence`: lines of 1 to 16 words, right, garbled, bare or of another language → ``evidence.bin``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dictionaries.build.train import Types
from dictionaries.build.windows import NO_LOSS, Maker
from vndoc.alphabet import fold_tone, strip_marks
from vndoc.models.evidence import Class
from vndoc.models.labels import COPY, DELETE
from vndoc.resources import write_arrays

ROWS = 1 << 17
"""Rows of the table of n-grams, which is of this model alone: names of many languages have more of them than syllables."""

STEPS = 3000
LINES = 512
RATE = 0.05
"""Learning rate at the start; it falls to 0."""

LONGEST = 16
SHORT = 5
"""Words of a short line at most; half of the lines are short."""

WINDOW = 192
"""Words of a stretch, from which lines are cut."""

POOL, FRESH = 3000, 16
"""Stretches that lines are cut from, and how many of them are new at each step."""

MODES = {
    "right": (Class.RIGHT, 0.34), "vietnamese": (Class.RIGHT, 0.03),
    "garbled": (Class.GARBLED, 0.18), "flat": (Class.GARBLED, 0.06), "bare": (Class.BARE, 0.13), "other": (Class.OTHER, 0.26),
}  # fmt: skip
"""Classes of stretches of each mode of `windows`, and their share. What an engine of Vietnamese read is right but for single
words, and told by other means."""

LIKE = "bare"
"""Mode whose weights of the corpora all classes have, so that none is told by its subject: that of bare text, which comes from
anywhere, and has the most of news and encyclopaedia."""

MIN_CHANGED = 0.25
"""Share of a damaged line's words that are damaged; a stretch of names is the same in all classes."""

NAMES = 0.1
"""Share of stretches of other languages with Vietnamese names in them, without marks as they are written there."""


class Others(NamedTuple):
    """Other languages, as lists of words: English prose, foreign runs of the corpora, European languages, programs."""

    english: Sequence[list[str]]
    foreign: Sequence[list[str]]
    catalogues: Sequence[list[str]] = ()
    programs: Sequence[list[str]] = ()

    def draw(self, random: Random) -> list[str]:
        """A stretch of one of them."""
        shares = (0.28, 0.14, 0.5, 0.08)
        kinds = [(texts, share) for texts, share in zip(self, shares, strict=True) if texts]
        texts = random.choices([t for t, _ in kinds], [s for _, s in kinds])[0]
        out: list[str] = []
        while len(out) < WINDOW:
            words = random.choice(texts)
            start = random.randrange(len(words) - WINDOW) if len(words) > WINDOW else 0
            out += words[start : start + WINDOW]
        return out[:WINDOW]


class Stretch(NamedTuple):
    """Words that follow one another, their class, and which of them are damaged."""

    words: list[str]
    changed: list[bool]
    kind: Class


def stretches(maker: Maker, others: Others) -> Iterator[Stretch]:
    """Endless stretches of all classes."""
    random, given = maker.random, maker.sources
    names = {int(label): fold_tone(text) for text, label in zip(given.surfaces, given.labels, strict=True)}
    people = [strip_marks(s) for s in given.surfaces if s[:1].isupper() and s[1:].islower()] or [""]
    modes = [mode for mode in MODES if mode != "vietnamese" or mode in given.readers]
    weights = [MODES[mode][1] for mode in modes]
    while True:
        mode = random.choices(modes, weights)[0]
        kind = MODES[mode][0]
        if mode == "other":
            words = others.draw(random)
            if random.random() < NAMES:
                words = [w for word in words for w in (word, *(random.choices(people, k=2) if random.random() < 0.08 else ()))]
            yield Stretch(words, [False] * len(words), kind)
            continue
        window = maker.damaged(WINDOW, mode, LIKE)
        kept = [(t, x) for t, x in zip(window.texts, window.labels, strict=True) if x != NO_LOSS and not _is_number(t)]
        yield Stretch(
            [t for t, _ in kept], [x == DELETE or (x != COPY and fold_tone(t) != names.get(x)) for t, x in kept], kind
        )


def lines(maker: Maker, others: Others, pool: int | None = None) -> Iterator[tuple[list[str], Class]]:
    """Endless lines with their class, cut from stretches that are made anew by and by."""
    random, source = maker.random, stretches(maker, others)
    held = [next(source) for _ in range(pool or POOL)]
    made = 0
    while True:
        stretch = random.choice(held)
        length = random.randint(1, SHORT) if random.random() < 0.5 else random.randint(SHORT, LONGEST)
        start = random.randrange(max(1, len(stretch.words) - length))
        words, changed = stretch.words[start : start + length], stretch.changed[start : start + length]
        if not words or (stretch.kind in (Class.GARBLED, Class.BARE) and sum(changed) < MIN_CHANGED * len(words)):
            continue
        yield words, stretch.kind
        made += 1
        if made % (LINES // FRESH) == 0:
            held[random.randrange(len(held))] = next(source)


def _is_number(text: str) -> bool:
    return all(c.isdigit() or c in ".,%" for c in text)


class Net(nn.Module):
    """The model: means of n-grams' weights, a bias, and what it costs that a word of a Vietnamese line is a foreign one."""

    def __init__(self) -> None:
        super().__init__()
        self.bag = nn.EmbeddingBag(ROWS + 1, len(Class), mode="sum", padding_idx=ROWS)
        nn.init.zeros_(self.bag.weight)
        self.bias = nn.Parameter(torch.zeros(len(Class)))
        self.raw_price = nn.Parameter(torch.full((len(Class) - 1,), 0.5))

    def price(self) -> Tensor:
        """(3,) nats, above 0."""
        return F.softplus(self.raw_price)

    def forward(self, rows: Tensor) -> Tensor:
        """(words, 4) scores of words from their (words, n-grams) rows."""
        own = self.bag(rows) / (rows != ROWS).sum(1)[:, None]
        vietnamese, other = own[:, : Class.OTHER], own[:, Class.OTHER :]
        return torch.cat((torch.logaddexp(vietnamese, other - self.price()), other), 1)


def train(maker: Maker, others: Others, out: Path, seed: int) -> float:
    """Train and write; answers the share of lines that come out right on the last tenth of the run."""
    torch.manual_seed(seed)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=RATE)
    types, source = Types(ROWS), lines(maker, others)
    right = total = 0
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        some = [next(source) for _ in range(LINES)]
        numbers = np.array([types.number(w) for words, _ in some for w in words])
        distinct, place = np.unique(numbers, return_inverse=True)
        rows = types.ngrams[distinct]
        rows = rows[:, : int((rows != ROWS).sum(1).max())]
        words = net(torch.from_numpy(rows.astype(np.int64)))[torch.from_numpy(place)]
        line = torch.repeat_interleave(torch.arange(len(some)), torch.tensor([len(w) for w, _ in some]))
        scores = torch.zeros(len(some), len(Class)).index_add(0, line, words) + net.bias
        target = torch.tensor([int(c) for _, c in some])
        loss = F.cross_entropy(scores, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step > 0.9 * STEPS:
            right += int((scores.argmax(1) == target).sum())
            total += len(some)
    found = {"weights": net.bag.weight[:ROWS], "bias": net.bias, "price": net.price()}
    data = {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}
    write_arrays(out / "evidence.bin", {"name": "evidence", "version": 1, "figures": {"lines_right": right / total}}, data)
    return right / total
