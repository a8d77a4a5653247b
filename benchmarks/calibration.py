"""How honest confidences are: of words that are said to be right with 80 %, about four in five should be.

Looked at are the words of a repaired document that were changed or had a choice: changed ones, and those of less confidence
than the most that vndoc gives. A word is right if it is the word of the truth in its place, compared as word error compares
words (letters and digits without case), but that a sign ends a word as white space does: a hyphen that was read between two
right words (`về-báo cáo`), or a code that was cut in two (`118/2008/NĐ- CP`), is not a wrong word, whatever word error makes of
it. Words that the reading lost have no confidence; they are counted apart.

Scans and layers are compared line by line. A line that was read from another one than the printed one it stands beside says
nothing of its words: it is left out, and counted. What was read tells that, not what repair made of it.

ECE is the expected calibration error: words sorted by confidence and cut into 15 bins of equal size, the mean of the
distances between mean confidence and share of right words (Naeini, Cooper and Hauskrecht 2015, with bins of equal mass). The
diagram, and a second ECE beside it, have bins of equal width: most words are so sure that bins of equal size hardly tell
the others apart. The Brier score is the mean squared distance between confidence and outcome; the best constant is the share
of right words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from benchmarks import data, layers
from benchmarks.metrics import letters
from vndoc import repair_and_explain

BINS = 15
WIDTHS = 10
"""Bins of equal width, from 0 to 1."""

TOGETHER = "scans and layers"

LEAST_SURE = 0.05
"""Share of all words that a reviewer is asked to look at."""

SAME_LINE = 72.0
"""Likeness of a printed line and what was read of it, marks aside, in per cent, from which on it is that line; as the build of
the models has it. Of 982 lines of the nine scans two are below it, of 423 of five layers six; all but one are other lines."""

_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")


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

    `words` had a choice or were changed; `share_found` is of all words' errors; `bins` are of equal width; `other_lines` were
    left out.
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
    other_lines: int = 0


class Said(NamedTuple):
    """A word as it came out, with its confidence."""

    text: str
    confidence: float
    is_changed: bool


class Found(NamedTuple):
    """What became of the words of a set; words of the truth that have none in their place; lines that were left out."""

    outcomes: list[Outcome]
    lost: int = 0
    other_lines: int = 0

    def plus(self, other: Found) -> Found:
        """Both together."""
        return Found(self.outcomes + other.outcomes, self.lost + other.lost, self.other_lines + other.other_lines)


def runs(text: str) -> list[str]:
    """The runs of letters and digits of a text, as they are compared.

    >>> runs("Số 02-NQ/TW, về-báo cáo")
    ['số', '02', 'nq', 'tw', 'về', 'báo', 'cáo']
    """
    return [letters(run) for run in _RUN.findall(text)]


def outcomes(truth: str, said: Sequence[Said]) -> Found:
    """What became of each word.

    >>> outcomes("Nghị quyết số", [Said("Nghị", 0.9, True), Said("quyết", 0.8, True), Said("sô", 0.5, False)]).lost
    0
    """
    pieces = [(word, one) for one in said for word in runs(one.text)]
    wanted, got = runs(truth), [word for word, _ in pieces]
    right = [False] * len(got)
    lost = 0
    for op in Levenshtein.opcodes(wanted, got):
        size = op.dest_end - op.dest_start
        if op.tag == "equal":
            right[op.dest_start : op.dest_end] = [True] * size
        lost += max(0, op.src_end - op.src_start - size)
    return Found([Outcome(one.confidence, ok, one.is_changed) for (_, one), ok in zip(pieces, right, strict=True)], lost)


def is_same_line(truth: str, read: str) -> bool:
    """Whether what was read is a reading of this printed line.

    >>> is_same_line("Nơi nhận:", "Noi nhan;"), is_same_line("Hồ Xuân Lam", "Noi nhan;")
    (True, False)
    """
    return fuzz.ratio(*(data.strip_marks(text).lower() for text in (truth, read))) >= SAME_LINE


def of_text(sample: data.Sample) -> Found:
    """Outcomes of a text."""
    return outcomes(sample.truth, [one for _, one in _said(sample.reading)])


def _said(reading: str) -> list[tuple[int, Said]]:
    """(where it stands in the reading, word) of a repaired text."""
    done = repair_and_explain(reading)
    return [(w.span[0], Said(w.text, w.confidence, w.text != reading[slice(*w.span)])) for w in done.tokens]


def of_scan(sample: data.Sample) -> Found:
    """Outcomes of a text whose lines stand beside the printed ones."""
    lines = sample.reading.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    said: list[list[Said]] = [[] for _ in lines]
    for start, one in _said(sample.reading):
        said[bisect_right(starts, start) - 1].append(one)
    return _of_lines(zip(sample.truth.split("\n"), lines, said, strict=True))


def of_layer(layer: data.Layer) -> Found:
    """Outcomes of a PDF's lines that have a printed line; stamps and scraps have no truth."""
    lines = layers.lines_of(layers.converted(layer.path))
    found = layers.matches(layer.truth, [line.text for line in lines])
    pairs = [(layer.truth[i], lines[j]) for i, j in found.items()]
    return _of_lines(
        (truth, line.raw, [Said(w.text, w.confidence, w.text != line.raw[slice(*w.span)]) for w in line.words])
        for truth, line in pairs
    )


def _of_lines(lines: Iterable[tuple[str, str, Sequence[Said]]]) -> Found:
    """Outcomes of (printed line, what was read, what came out)."""
    found = Found([])
    for truth, read, said in lines:
        found = found.plus(outcomes(truth, said) if is_same_line(truth, read) else Found([], 0, 1))
    return found


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


def calibration(name: str, some: Found) -> Calibration:
    """Figures of the words of one set."""
    found = some.outcomes
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
        lost=some.lost,
        bins=widths,
        other_lines=some.other_lines,
    )


def measure_calibration(root: Path | None) -> Iterator[Calibration]:
    """Figures of the scans and the layers of PDFs together; then of each set of damaged texts."""
    found = {
        "scans": _together(map(of_scan, data.scans(root))),
        "layers of PDFs": _together(map(of_layer, data.layers(root))),
        "seed": _together(map(of_text, data.seed(root))),
        "rendered": _together(map(of_text, data.rendered(root))),
    }
    found = {TOGETHER: found["scans"].plus(found["layers of PDFs"]), **found}
    for name, some in found.items():
        if some.outcomes:
            yield calibration(name, some)


def _together(some: Iterable[Found]) -> Found:
    return reduce(Found.plus, some, Found([]))
