"""How honest confidences are: of words that are said to be right with 80 %, about four in five should be.

Looked at are the words of a repaired document that were changed or had a choice: changed ones, and those of less confidence
than the most that vndoc gives. A word is right if it is the word of the truth in its place (as word error compares words:
letters and digits without case). Words that the reading lost have no confidence; they are counted apart.

ECE is the expected calibration error: words sorted by confidence and cut into 15 bins of equal size, the mean of the
distances between mean confidence and share of right words (Naeini, Cooper and Hauskrecht 2015, with bins of equal mass). The
diagram, and a second ECE beside it, have bins of equal width: most words are so sure that bins of equal size hardly tell
the others apart. The Brier score is the mean squared distance between confidence and outcome; the best constant is the share
of right words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from benchmarks import data, layers
from benchmarks.metrics import words
from vndoc import repair_and_explain

BINS = 15
WIDTHS = 10
"""Bins of equal width, from 0 to 1."""

TOGETHER = "scans and layers"

LEAST_SURE = 0.05
"""Share of all words that a reviewer is asked to look at."""


class Outcome(NamedTuple):
    """A word of a result."""

    confidence: float
    is_right: bool
    is_changed: bool


class Bin(NamedTuple):
    """Words of like confidence: mean confidence, share of right ones, how many."""

    confidence: float
    right: float
    size: int


class Calibration(NamedTuple):
    """Figures of one set.

    `words` had a choice or were changed; `share_found` is of all words' errors; `bins` are of equal width.
    """

    set: str
    words: int
    right: float
    ece: float
    ece_width: float
    brier: float
    brier_constant: float
    share_found: float
    errors: int
    lost: int
    bins: list[Bin]


class Said(NamedTuple):
    """A word as it came out, with its confidence."""

    text: str
    confidence: float
    is_changed: bool


def outcomes(truth: str, said: Sequence[Said]) -> tuple[list[Outcome], int]:
    """(what became of each word, words of the truth that have none in their place).

    >>> outcomes("Nghị quyết số", [Said("Nghị", 0.9, True), Said("quyết", 0.8, True), Said("sô", 0.5, False)])[1]
    0
    """
    pieces = [(word, one) for one in said for word in words(one.text)]
    wanted, got = words(truth), [word for word, _ in pieces]
    right = [False] * len(got)
    lost = 0
    for op in Levenshtein.opcodes(wanted, got):
        size = op.dest_end - op.dest_start
        if op.tag == "equal":
            right[op.dest_start : op.dest_end] = [True] * size
        lost += max(0, op.src_end - op.src_start - size)
    return [Outcome(one.confidence, ok, one.is_changed) for (_, one), ok in zip(pieces, right, strict=True)], lost


def of_text(truth: str, reading: str) -> tuple[list[Outcome], int]:
    """Outcomes of a text."""
    done = repair_and_explain(reading)
    said = [Said(w.text, w.confidence, w.text != reading[slice(*w.span)]) for w in done.tokens]
    return outcomes(truth, said)


def of_layer(layer: data.Layer) -> tuple[list[Outcome], int]:
    """Outcomes of a PDF's lines that have a printed line; stamps and scraps have no truth."""
    lines = layers.lines_of(layers.converted(layer.path))
    found: list[Outcome] = []
    lost = 0
    for i, j in layers.matches(layer.truth, [line.text for line in lines]).items():
        line = lines[j]
        said = [Said(w.text, w.confidence, w.text != line.raw[slice(*w.span)]) for w in line.words]
        some, missing = outcomes(layer.truth[i], said)
        found += some
        lost += missing
    return found, lost


def bins_of(chosen: Sequence[Outcome], count: int = BINS) -> list[Bin]:
    """Bins of equal size, least sure first."""
    ordered = sorted(chosen, key=lambda o: o.confidence)
    edges = [round(i * len(ordered) / count) for i in range(count + 1)]
    return [_bin(ordered[a:b]) for a, b in pairwise(edges) if b > a]


def bins_by_width(chosen: Sequence[Outcome], count: int = WIDTHS) -> list[Bin]:
    """Bins of equal width, empty ones left out."""
    cut: list[list[Outcome]] = [[] for _ in range(count)]
    for o in chosen:
        cut[min(count - 1, int(o.confidence * count))].append(o)
    return [_bin(b) for b in cut if b]


def _bin(some: Sequence[Outcome]) -> Bin:
    return Bin(sum(o.confidence for o in some) / len(some), sum(o.is_right for o in some) / len(some), len(some))


def _ece(bins: Sequence[Bin]) -> float:
    return sum(b.size * abs(b.confidence - b.right) for b in bins) / max(1, sum(b.size for b in bins))


def had_choice(found: Sequence[Outcome]) -> list[Outcome]:
    """Words that were changed, or have less confidence than the most there is."""
    most = max((o.confidence for o in found), default=1.0)
    return [o for o in found if o.is_changed or o.confidence < most]


def calibration(name: str, found: Sequence[Outcome], lost: int) -> Calibration:
    """Figures of the words of one set."""
    chosen = had_choice(found)
    widths = bins_by_width(chosen)
    n = max(1, len(chosen))
    right = sum(o.is_right for o in chosen) / n
    least = sorted(found, key=lambda o: o.confidence)[: round(LEAST_SURE * len(found))]
    errors = sum(not o.is_right for o in found)
    return Calibration(
        set=name,
        words=len(chosen),
        right=right,
        ece=_ece(bins_of(chosen)),
        ece_width=_ece(widths),
        brier=sum((o.confidence - o.is_right) ** 2 for o in chosen) / n,
        brier_constant=right * (1 - right),
        share_found=sum(not o.is_right for o in least) / max(1, errors),
        errors=errors,
        lost=lost,
        bins=widths,
    )


def measure_calibration(root: Path | None) -> Iterator[Calibration]:
    """Figures of the scans and the layers of PDFs together; then of each set of damaged texts."""
    sets: dict[str, Sequence[data.Layer] | Sequence[data.Sample]] = {
        "scans": data.scans(root),
        "layers of PDFs": data.layers(root),
        "seed": data.seed(root),
        "rendered": data.rendered(root),
    }
    found: dict[str, tuple[list[Outcome], int]] = {}
    for name, members in sets.items():
        done = [of_layer(m) if isinstance(m, data.Layer) else of_text(m.truth, m.reading) for m in members]
        found[name] = [o for some, _ in done for o in some], sum(n for _, n in done)
    together = [found["scans"], found["layers of PDFs"]]
    found = {TOGETHER: ([o for some, _ in together for o in some], sum(n for _, n in together)), **found}
    for name, (some, lost) in found.items():
        if some:
            yield calibration(name, some, lost)
