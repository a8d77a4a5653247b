"""How sure the posterior really is: a temperature, fitted on documents that were kept out of training → ``calibration.json``.

Posteriors p become p ** (1 / T), scaled to sum to 1 (Guo et al. 2017, on the marginals instead of the logits). T minimises
the log loss over the tokens that had a choice. Of scans whose text nobody knows the words that are not sure count too: the
engine errs where the two readings differ, and would look surer than it is without them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dictionaries.build.pairs import Line, align, are_alike
from vndoc.alphabet import fold_tone
from vndoc.models import Models
from vndoc.pages import TextLine
from vndoc.restore.running import run_together
from vndoc.restore.slices import posteriors
from vndoc.tokens import tokenize

TEMPERATURES = np.round(np.arange(0.5, 3.01, 0.05), 2)


def observations(lines: Iterable[tuple[str, str]], models: Models) -> Iterator[tuple[NDArray[np.float32], int]]:
    """(posteriors of a token's candidates, which of them is true or -1) over (true, read) lines of a document."""
    pairs = list(lines)
    running = run_together([TextLine(raw=read, text=read, kind="text", verdict="garbled") for _, read in pairs])
    lattice, shares = posteriors(running, models._replace(temperature=1.0))
    at = 0
    for number, (truth, read) in enumerate(pairs):
        for pair in align(tokenize(truth), tokenize(read)):
            while running.places[at].line < number or running.tokens[at].text != pair.read[0]:
                at += 1
            if lattice.counts[at] > 1 and len(pair.read) == 1:
                label = models.numbers.get(fold_tone(pair.truth), -1)
                labels = lattice.labels[at, : lattice.counts[at]].tolist()
                yield shares[at, : lattice.counts[at]], labels.index(label) if label in labels else -1
            at += 1


def log_loss(seen: list[tuple[NDArray[np.float32], int]], temperature: float) -> float:
    """Mean negative log-probability of the true candidates; a word that is none of them costs what 1 in 1,000 does."""
    total = 0.0
    for shares, true in seen:
        scaled = np.maximum(shares, 1e-9) ** (1 / temperature)
        total -= float(np.log(np.maximum(scaled[true] / scaled.sum(), 1e-3))) if true >= 0 else float(np.log(1e-3))
    return total / max(1, len(seen))


def build(documents: Iterable[Iterable[Line]], models: Models, out: Path) -> dict[str, float]:
    """Write ``calibration.json`` into `out`; answers what was found."""
    alike = ([(x.truth, x.read) for x in lines if are_alike(x.truth, x.read)] for lines in documents)
    seen = [x for lines in alike for x in observations(lines, models)]
    losses = {float(t): log_loss(seen, float(t)) for t in TEMPERATURES}
    best = min(losses, key=lambda t: losses[t])
    (out / "calibration.json").write_text(json.dumps({"temperature": best}) + "\n", "utf-8", newline="\n")
    return {"temperature": best, "loss": losses[best], "loss_uncalibrated": losses[1.0], "words": float(len(seen))}
