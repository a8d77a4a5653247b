"""How sure the posterior really is: weights of a logistic regression, fitted on documents that were kept out of training.

In: (true, read) lines of documents. Out: ``calibration.json``, a weight for each of `vndoc.restore.confidence.FEATURES`. They
minimise the log loss, with a small penalty, over the words that had a choice or are changed. Of scans whose text nobody knows
the words that are not sure count too: the engine errs where the two readings differ, and would look surer than it is without
them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dictionaries.build.pairs import Line, align, are_alike
from vndoc.alphabet import fold_tone
from vndoc.models import Models
from vndoc.models.labels import COPY
from vndoc.pages import Kind, TextLine
from vndoc.restore.confidence import FEATURES, decided, features
from vndoc.restore.running import run_together
from vndoc.restore.slices import believed
from vndoc.tokens import tokenize

PENALTY = 1.0
"""Of the squared weights, features scaled to one spread."""

STEPS = 30
"""Newton steps; some ten are enough."""


class Seen(NamedTuple):
    """Words: what is known of each, (words, `FEATURES`), and whether it is right."""

    known: NDArray[np.float64]
    right: NDArray[np.bool_]


def observations(lines: Iterable[tuple[str, str]], models: Models, kind: Kind = "text") -> Seen:
    """The words of (true, read) lines of a document that had a choice, or are changed."""
    pairs = list(lines)
    running = run_together([TextLine(raw=read, text=read, kind=kind, verdict="garbled") for _, read in pairs])
    lattice, shares = believed(running, models)
    found = decided(lattice, shares)
    label, right = found.label, np.full(len(shares), -1)
    at = 0
    for number, (truth, read) in enumerate(pairs):
        for pair in align(tokenize(truth), tokenize(read)):
            while running.places[at].line < number or running.tokens[at].text != pair.read[0]:
                at += 1
            if len(pair.read) == 1:
                word = fold_tone(running.tokens[at].text) if label[at] == COPY else models.labels[label[at]]
                right[at] = word == fold_tone(pair.truth)
            at += 1
    counted = found.doubtful[right[found.doubtful] >= 0]
    known = features(running, lattice, shares, found._replace(doubtful=counted), models.labels, models.trigram)
    return Seen(known, right[counted] == 1)


def fit(seen: Seen) -> NDArray[np.float64]:
    """(`FEATURES`,) weights by Newton's method.

    >>> known = np.array([[1.0, -2.0], [1.0, -1.0], [1.0, 1.0], [1.0, 2.0]])
    >>> bool(fit(Seen(known, np.array([False, False, True, True])))[1] > 0)
    True
    """
    scale = np.where(seen.known.std(0) > 0, seen.known.std(0), 1.0)
    x = seen.known / scale
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (p - seen.right) + PENALTY * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return np.asarray(weights / scale)


def log_loss(seen: Seen, weights: NDArray[np.float64]) -> float:
    """Mean negative log-probability of what is the case."""
    z = seen.known @ weights
    return float(np.mean(np.logaddexp(0, np.where(seen.right, -z, z)))) if len(z) else 0.0


def build(documents: Iterable[tuple[Kind, Iterable[Line]]], models: Models, out: Path) -> dict[str, float]:
    """Write ``calibration.json`` into `out`; answers what was found.

    Args:
        documents: the channel and the lines of each.
        models: of the same build.
        out: folder of shipped data.
    """
    parts = []
    for kind, lines in documents:
        alike = [(x.truth, x.read) for x in lines if are_alike(x.truth, x.read)]
        parts.append(observations(alike, models, kind))
    seen = Seen(np.concatenate([p.known for p in parts]), np.concatenate([p.right for p in parts]))
    weights = np.round(fit(seen), 4)
    text = json.dumps(dict(zip(FEATURES, weights.tolist(), strict=True)))
    (out / "calibration.json").write_text(text + "\n", "utf-8", newline="\n")
    raw = np.eye(len(FEATURES))[FEATURES.index("log-odds")]
    return {
        "words": float(len(seen.right)),
        "right": float(seen.right.mean()),
        "loss": log_loss(seen, weights),
        "loss_uncalibrated": log_loss(seen, raw),
    }
