"""Trains `vndoc.models.evidence`: lines of 1 to 16 words, right, garbled, bare or English → ``evidence.bin``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from dictionaries.build.train import Types
from dictionaries.build.windows import NO_LOSS, Maker
from vndoc.models.evidence import Class
from vndoc.models.features import ROWS
from vndoc.resources import write_arrays

STEPS = 3000
LINES = 512
LONGEST = 16
NUMBER = "0123456789.,%"
"""What numbers are written with."""

MODES = {"right": Class.RIGHT, "garbled": Class.GARBLED, "flat": Class.GARBLED, "bare": Class.BARE}


def lines(maker: Maker, foreign: list[list[str]]) -> Iterator[tuple[list[str], Class]]:
    """Endless lines with their class, all classes alike often; other languages are English prose and foreign runs by halves.

    Vietnamese of all classes is drawn from the corpora by the same weights, so that no class goes with a subject. Numbers are
    left out, as `Evidence.line` leaves them out.
    """
    random = maker.random
    while True:
        length = random.randint(1, LONGEST)
        wanted = random.randrange(len(Class))
        if wanted == Class.OTHER:
            words = random.choice(maker.sources.english if random.random() < 0.5 else foreign)
            start = random.randrange(max(1, len(words) - length))
            yield words[start : start + length], Class.OTHER
            continue
        mode = random.choice([m for m, c in MODES.items() if c == wanted])
        window = maker.damaged(length, mode, "right")
        words = [t for t, label in zip(window.texts, window.labels, strict=True) if label != NO_LOSS and t.strip(NUMBER)]
        if words:
            yield words, Class(wanted)


def train(maker: Maker, foreign: list[list[str]], out: Path, seed: int) -> float:
    """Train and write; answers the share of lines that come out right on the last tenth of the run."""
    torch.manual_seed(seed)
    bag = nn.EmbeddingBag(ROWS + 1, len(Class), mode="sum", padding_idx=ROWS)
    nn.init.zeros_(bag.weight)
    bias = nn.Parameter(torch.zeros(len(Class)))
    optimizer = torch.optim.Adam([*bag.parameters(), bias], lr=0.05)
    types, source = Types(), lines(maker, foreign)
    right = total = 0
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = 0.05 * (1 - step / STEPS)
        some = [next(source) for _ in range(LINES)]
        numbers = [types.number(w) for words, _ in some for w in words]
        rows = types.ngrams[numbers]
        counts = torch.from_numpy((rows != ROWS).sum(1)).float()[:, None]
        words = bag(torch.from_numpy(rows.astype(np.int64))) / counts
        line = torch.repeat_interleave(torch.arange(len(some)), torch.tensor([len(w) for w, _ in some]))
        scores = torch.zeros(len(some), len(Class)).index_add(0, line, words) + bias
        target = torch.tensor([int(c) for _, c in some])
        loss = F.cross_entropy(scores, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step > 0.9 * STEPS:
            right += int((scores.argmax(1) == target).sum())
            total += len(some)
    data = {
        "weights": bag.weight.detach().numpy()[:ROWS].astype(np.float16),
        "bias": bias.detach().numpy().astype(np.float16),
    }
    write_arrays(out / "evidence.bin", {"name": "evidence", "version": 1, "figures": {"lines_right": right / total}}, data)
    return right / total
