"""Trains the net: arrays of `encode`, pairs, vocabulary → a checkpoint that `export` turns into shipped data.

The length of a run is given in seconds, so that the learning rate falls to 0 at its end on any machine, or in batches, so
that a run can be repeated. Sampled softmax: the labels of a batch and some drawn at random are its classes.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from dictionaries.build.net import Net
from dictionaries.build.windows import NO_LOSS, Maker, Window
from vndoc.models.features import MAX_NGRAMS, ROWS, ngrams, shape

TOKENS = 6144
"""Tokens a batch."""

NEGATIVES = 700
TYPE_WEIGHT = 0.25
RATE = 2e-3
FLAT_SHARE = 0.4
"""Share of a run after which the learning rate falls."""


class Types:
    """Numbers distinct strings and keeps their features: their shape, and rows of an n-gram table (`rows` where none is)."""

    def __init__(self, rows: int = ROWS) -> None:
        self.rows = rows
        self.numbers: dict[str, int] = {}
        self.ngrams: NDArray[np.int32] = np.full((1 << 16, MAX_NGRAMS), rows, np.int32)
        self.shapes: NDArray[np.int32] = np.zeros(1 << 16, np.int32)

    def number(self, text: str) -> int:
        """Number of a string."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.numbers)
            if found == len(self.shapes):
                self.ngrams = np.concatenate((self.ngrams, np.full_like(self.ngrams, self.rows)))
                self.shapes = np.concatenate((self.shapes, np.zeros_like(self.shapes)))
            rows = ngrams(text, self.rows)
            self.ngrams[found, : len(rows)] = rows
            self.shapes[found] = shape(text)
        return found


class Batch:
    """A batch as tensors: distinct types of it, and windows as indices of these."""

    def __init__(self, types: Types, windows: list[Window]) -> None:
        numbers = np.array([[types.number(t) for t in w.texts] for w in windows], np.int64)
        unique, inverse = np.unique(numbers, return_inverse=True)
        rows = types.ngrams[unique]
        self.ngrams = torch.from_numpy(rows[:, : int((rows != ROWS).sum(1).max())].astype(np.int64))
        self.shapes = torch.from_numpy(types.shapes[unique].astype(np.int64))
        self.index = torch.from_numpy(inverse.reshape(numbers.shape))
        self.before = torch.tensor([w.before for w in windows])
        self.after = torch.tensor([w.after for w in windows])
        self.labels = torch.tensor([w.labels for w in windows])


def classes(labels: Tensor, total: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """(class labels of a batch, targets as numbers of classes) with negatives drawn at random."""
    drawn = torch.randint(0, total, (NEGATIVES,), generator=generator)
    chosen = torch.unique(torch.cat((labels, drawn)))
    place = torch.full((total,), -1)
    place[chosen] = torch.arange(len(chosen))
    return chosen, place[labels]


def loss_of(net: Net, batch: Batch, generator: torch.Generator) -> tuple[Tensor, float, float]:
    """(loss to descend, context loss, share of tokens right among the classes)."""
    vectors = net.encoder(batch.ngrams, batch.shapes)
    keep = batch.labels.flatten() != NO_LOSS
    labels = batch.labels.flatten()[keep]
    chosen, targets = classes(labels, net.labels.num_embeddings, generator)
    rows = net.labels(chosen)
    queries = net.text(F.embedding(batch.index, vectors), batch.before, batch.after).flatten(0, 1)[keep]
    logits = queries @ rows.T + net.bias[chosen]
    context = F.cross_entropy(logits, targets)
    some = torch.randperm(len(labels), generator=generator)[: len(labels) // 4]
    type_queries = F.embedding(batch.index.flatten()[keep][some], net.types(vectors))
    alone = F.cross_entropy(type_queries @ rows.T + net.type_bias[chosen], targets[some])
    right = (logits.argmax(1) == targets).float().mean()
    return context + TYPE_WEIGHT * alone, float(context.detach()), float(right)


def accuracy(net: Net, types: Types, windows: list[Window]) -> tuple[float, float]:
    """(context, type head alone): share of tokens right against all labels."""
    right = alone = total = 0
    with torch.no_grad():
        for w in windows:
            batch = Batch(types, [w])
            vectors = net.encoder(batch.ngrams, batch.shapes)
            keep = batch.labels.flatten() != NO_LOSS
            labels = batch.labels.flatten()[keep]
            queries = net.text(F.embedding(batch.index, vectors), batch.before, batch.after)[0][keep]
            right += int(((queries @ net.labels.weight.T + net.bias).argmax(1) == labels).sum())
            logits = net.types(vectors)[batch.index.flatten()[keep]] @ net.labels.weight.T + net.type_bias
            alone += int((logits.argmax(1) == labels).sum())
            total += len(labels)
    return right / max(1, total), alone / max(1, total)


def train(
    maker: Maker,
    labels: int,
    seconds: float,
    out: Path,
    kept_out: list[Window],
    seed: int,
    start: Path | None = None,
    steps: int | None = None,
) -> Net:
    """Train for a time, or for a number of batches where `steps` is given; a checkpoint every five minutes."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    net = Net(labels)
    if start is not None:
        net.load_state_dict(torch.load(start, weights_only=True))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    types = Types()
    begun = saved = shown = time.monotonic()
    seen, mean, accurate = 0, 0.0, 0.0
    for step, (_, windows) in enumerate(maker.windows(TOKENS)):
        now = time.monotonic()
        share = (now - begun) / seconds if steps is None else step / steps
        if share >= 1:
            break
        rate = RATE * min(1.0, (step + 1) / 200) * min(1.0, (1 - share) / (1 - FLAT_SHARE))
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss, context, right = loss_of(net, Batch(types, windows), generator)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        seen += TOKENS
        mean, accurate = (0.98 * mean + 0.02 * context, 0.98 * accurate + 0.02 * right) if step else (context, right)
        if now - shown > 120:
            shown = now
            text, alone = accuracy(net, types, kept_out)
            print(
                f"{now - begun:6.0f} s {seen / 1e6:6.2f} M tokens  loss {mean:.3f}  right {accurate:.4f}  "
                f"kept out {text:.4f}, type alone {alone:.4f}  types {len(types.numbers)}",
                flush=True,
            )
        if now - saved > 300:
            saved = now
            torch.save(net.state_dict(), out)
    torch.save(net.state_dict(), out)
    return net
