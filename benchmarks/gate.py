"""Lines taken for damaged that are right, and the other way round: vndoc's own judge on lines whose answer is known.

Lines of four words or more. A damaged line is one of whose words at least a quarter are wrong; what lies between that and a
right line is neither, and is context alone. Each line is judged by itself, among the lines of its own text, and in texts where
damaged and right lines take turns, one by one and in blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from benchmarks import data, layers
from benchmarks.data import Sample
from benchmarks.metrics import Rate, word_rate, words
from vndoc.judge import judge_page
from vndoc.pages import Reading, SourcePage
from vndoc.recode import recode_text

MIN_WORDS = 4
"""Words of a line that must be told right by itself; shorter ones lean on their neighbours."""

MIN_WRONG = 0.25
"""Share of a line's words that are wrong from which on it has to be repaired."""

BLOCKS = (1, 5, 12)
"""Lines of one sort that follow one another where damaged and right ones take turns."""


class Judged(NamedTuple):
    """Lines of a text, and what they are: True damaged, False right, None neither (or short)."""

    name: str
    lines: list[str]
    is_damaged: list[bool | None]


class Row(NamedTuple):
    """Lines of a set that are taken wrongly: damaged ones that are missed, right ones that are taken for damaged."""

    set: str
    how: str
    missed: Rate
    taken: Rate


def verdicts(lines: Sequence[str]) -> list[bool]:
    """Whether vndoc takes each line of a text for damaged."""
    recoded = tuple(recode_text(line)[0] for line in lines)
    page = judge_page(SourcePage(1, 595.0, 842.0, (Reading("text", lines=recoded),)))
    return [state == "garbled" for state in page.readings[0].verdicts]


def _known(line: str, is_damaged: bool | None) -> bool | None:
    return is_damaged if len(words(line)) >= MIN_WORDS else None


def _compared(name: str, pairs: Sequence[tuple[str, str]]) -> Judged:
    """Lines of a damaged text, by their true lines."""
    known: list[bool | None] = []
    for truth, line in pairs:
        rate = word_rate(truth, line)
        enough = truth.strip() != "" and rate.errors >= MIN_WRONG * rate.total
        known.append(_known(line, True if enough else None))
    return Judged(name, [line for _, line in pairs], known)


def _aligned(sample: Sample) -> list[tuple[str, str]]:
    """(true line, line as read), by place where the texts go line by line, else by likeness; scraps have no true line."""
    truth, reading = sample.truth.splitlines(), sample.reading.splitlines()
    if len(truth) == len(reading):
        return list(zip(truth, reading, strict=True))
    partner = {j: truth[i] for i, j in layers.matches(truth, reading).items()}
    return [(partner.get(j, ""), line) for j, line in enumerate(reading)]


def texts(root: Path | None) -> Iterator[Judged]:
    """All texts with known lines; texts of one set have one name."""
    for name, samples in (("scans", data.scans(root)), ("seed", data.seed(root)), ("rendered", data.rendered(root))):
        for sample in samples:
            yield _compared(name, _aligned(sample))
    for layer in data.layers(root):
        lines = layers.raw_lines(layer.path)
        partner = {j: layer.truth[i] for i, j in layers.matches(layer.truth, lines).items()}
        yield _compared("layers of PDFs", [(partner.get(j, ""), line) for j, line in enumerate(lines)])
    for sample in data.clean(root):
        lines = sample.truth.splitlines()
        name = "right English" if sample.name == "english" else "right Vietnamese"
        yield Judged(name, lines, [_known(line, False) for line in lines])
    for sample in data.stripped(root):
        pairs = list(zip(sample.truth.splitlines(), sample.reading.splitlines(), strict=True))
        yield _compared("marks stripped", pairs)


def _count(name: str, how: str, known: Sequence[bool | None], said: Sequence[bool]) -> Row:
    pairs = list(zip(known, said, strict=True))
    missed = Rate(sum(k is True and not s for k, s in pairs), sum(k is True for k in known))
    return Row(name, how, missed, Rate(sum(k is False and s for k, s in pairs), sum(k is False for k in known)))


def _sum(rows: Sequence[Row]) -> Row:
    missed, taken = Rate(0, 0), Rate(0, 0)
    for row in rows:
        missed, taken = missed.plus(row.missed), taken.plus(row.taken)
    return Row(rows[0].set, rows[0].how, missed, taken)


def mixed(damaged: Sequence[str], right: Sequence[str], block: int) -> Judged:
    """All damaged lines, in turn with right ones (from the start again where they run out), `block` of each at a time."""
    lines: list[str] = []
    known: list[bool | None] = []
    source = cycle(right)
    for at in range(0, len(damaged), block):
        some = list(damaged[at : at + block])
        others = [next(source) for _ in some]
        lines += [*some, *others]
        known += [_known(line, True) for line in some] + [_known(line, False) for line in others]
    return Judged(f"taking turns, {block} at a time", lines, known)


def measure_gate(root: Path | None) -> list[Row]:
    """Wrongly taken lines of each set, alone and in their text, and of mixtures."""
    found = list(texts(root))
    rows: list[Row] = []
    for name in dict.fromkeys(t.name for t in found):
        some = [t for t in found if t.name == name]
        alone = []
        for text in some:
            which = [i for i, known in enumerate(text.is_damaged) if known is not None]
            said = [verdicts([text.lines[i]])[0] for i in which]
            alone.append(_count(name, "alone", [text.is_damaged[i] for i in which], said))
        rows.append(_sum(alone))
        rows.append(_sum([_count(name, "in their text", t.is_damaged, verdicts(t.lines)) for t in some]))
    damaged = [line for t in found if t.name != "marks stripped" for line, k in zip(t.lines, t.is_damaged, strict=True) if k]
    for language in ("right Vietnamese", "right English"):
        right = [line for t in found if t.name == language for line, k in zip(t.lines, t.is_damaged, strict=True) if k is False]
        for block in BLOCKS if damaged and right else ():
            text = mixed(damaged, right, block)
            rows.append(_count(f"damaged and {language}", text.name, text.is_damaged, verdicts(text.lines)))
    return [row for row in rows if row.missed.total or row.taken.total]


def all_alone(rows: Sequence[Row]) -> Rate:
    """Lines taken wrongly of all that were judged alone."""
    total = Rate(0, 0)
    for row in rows:
        if row.how == "alone":
            total = total.plus(row.missed).plus(row.taken)
    return total


def all_mixed(rows: Sequence[Row]) -> Rate:
    """Lines taken wrongly of all that took turns."""
    total = Rate(0, 0)
    for row in rows:
        if row.how not in ("alone", "in their text"):
            total = total.plus(row.missed).plus(row.taken)
    return total
