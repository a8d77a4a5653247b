"""Lines taken for damaged that are right, and the other way round: vndoc's own judge on lines whose answer is known.

Lines of four words or more. A damaged line is one of whose words at least a quarter are wrong; what lies between that and a
right line is neither, and is context alone. Each line is judged by itself, among the lines of its own text, and in texts where
damaged and right lines take turns, one by one and in blocks.

Some damaged lines hold nothing that a repair of Vietnamese could give back (stripped romanised Japanese, foreign names that
were misread). They count like all others; beside that, lines are counted of which two or more Vietnamese syllables are wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from benchmarks import data, layers
from benchmarks.data import Sample
from benchmarks.metrics import Rate, word_rate, words
from vndoc.judge import judge_page
from vndoc.pages import Reading, SourcePage
from vndoc.recode import recode_text
from vndoc.syllable import is_possible

MIN_WORDS = 4
"""Words of a line that must be told right by itself; shorter ones lean on their neighbours."""

MIN_WRONG = 0.25
"""Share of a line's words that are wrong from which on it has to be repaired."""

MIN_SYLLABLES = 2
"""Vietnamese syllables of a line that must be wrong for a repair of it to matter."""

BLOCKS = (1, 5, 12)
"""Lines of one sort that follow one another where damaged and right ones take turns."""


class Judged(NamedTuple):
    """Lines of a text, and what they are: True damaged, False right, None neither (or short).

    `matters` tells of damaged lines whether at least `MIN_SYLLABLES` of their syllables are wrong.
    """

    name: str
    lines: list[str]
    is_damaged: list[bool | None]
    matters: list[bool]


class Row(NamedTuple):
    """Lines of a set that are taken wrongly: damaged ones that are missed, right ones that are taken for damaged.

    `missed_syllables` are the missed ones among those damaged lines that matter.
    """

    set: str
    how: str
    missed: Rate
    taken: Rate
    missed_syllables: Rate = Rate(0, 0)


def verdicts(lines: Sequence[str]) -> list[bool]:
    """Whether vndoc takes each line of a text for damaged."""
    recoded = tuple(recode_text(line)[0] for line in lines)
    page = judge_page(SourcePage(1, 595.0, 842.0, (Reading("text", lines=recoded),)))
    return [state == "garbled" for state in page.readings[0].verdicts]


def has_lost_syllables(truth: str, reading: str) -> bool:
    """Whether two Vietnamese syllables or more of a line are wrong.

    >>> has_lost_syllables("Lời: Đỗ Hà", "Loi: Do Ha"), has_lost_syllables("Yōkai Porisuman", "Yokai Porisuman")
    (True, False)
    """
    true = words(truth)
    lost = [edit.src_pos for edit in Levenshtein.editops(true, words(reading)) if edit.tag != "insert"]
    return sum(is_possible(true[i]) for i in lost) >= MIN_SYLLABLES


def _known(line: str, is_damaged: bool | None) -> bool | None:
    return is_damaged if len(words(line)) >= MIN_WORDS else None


def _compared(name: str, pairs: Sequence[tuple[str, str]]) -> Judged:
    """Lines of a damaged text, by their true lines."""
    known: list[bool | None] = []
    matters = [has_lost_syllables(truth, line) for truth, line in pairs]
    for truth, line in pairs:
        rate = word_rate(truth, line)
        enough = truth.strip() != "" and rate.errors >= MIN_WRONG * rate.total
        known.append(_known(line, True if enough else None))
    return Judged(name, [line for _, line in pairs], known, matters)


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
        yield Judged(name, lines, [_known(line, False) for line in lines], [False] * len(lines))
    for sample in data.stripped(root):
        pairs = list(zip(sample.truth.splitlines(), sample.reading.splitlines(), strict=True))
        yield _compared("marks stripped", pairs)


def _count(name: str, how: str, text: Judged, said: Sequence[bool]) -> Row:
    lines = list(zip(text.is_damaged, said, text.matters, strict=True))
    missed = [not s for known, s, _ in lines if known is True]
    taken = [s for known, s, _ in lines if known is False]
    syllables = [not s for known, s, matter in lines if known is True and matter]
    return Row(name, how, *(Rate(sum(some), len(some)) for some in (missed, taken, syllables)))


def _sum(rows: Sequence[Row]) -> Row:
    rates = zip(*((row.missed, row.taken, row.missed_syllables) for row in rows), strict=True)
    return Row(rows[0].set, rows[0].how, *(_added(some) for some in rates))


def _added(rates: Iterable[Rate]) -> Rate:
    total = Rate(0, 0)
    for rate in rates:
        total = total.plus(rate)
    return total


def mixed(damaged: Sequence[tuple[str, bool]], right: Sequence[str], block: int) -> Judged:
    """All damaged lines (and whether they matter), in turn with right ones, `block` of each at a time.

    Right ones start again where they run out.
    """
    lines: list[str] = []
    known: list[bool | None] = []
    matters: list[bool] = []
    source = cycle(right)
    for at in range(0, len(damaged), block):
        some = damaged[at : at + block]
        others = [next(source) for _ in some]
        lines += [*(line for line, _ in some), *others]
        known += [_known(line, True) for line, _ in some] + [_known(line, False) for line in others]
        matters += [*(matter for _, matter in some), *(False for _ in others)]
    return Judged(f"taking turns, {block} at a time", lines, known, matters)


def measure_gate(root: Path | None) -> list[Row]:
    """Wrongly taken lines of each set, alone and in their text, and of mixtures."""
    found = list(texts(root))
    rows: list[Row] = []
    for name in dict.fromkeys(t.name for t in found):
        some = [t for t in found if t.name == name]
        alone = []
        for text in some:
            said = [known is not None and verdicts([line])[0] for line, known in zip(text.lines, text.is_damaged, strict=True)]
            alone.append(_count(name, "alone", text, said))
        rows.append(_sum(alone))
        rows.append(_sum([_count(name, "in their text", t, verdicts(t.lines)) for t in some]))
    damaged = [
        (line, matter)
        for t in found
        if t.name != "marks stripped"
        for line, known, matter in zip(t.lines, t.is_damaged, t.matters, strict=True)
        if known
    ]
    for language in ("right Vietnamese", "right English"):
        right = [line for t in found if t.name == language for line, k in zip(t.lines, t.is_damaged, strict=True) if k is False]
        for block in BLOCKS if damaged and right else ():
            text = mixed(damaged, right, block)
            rows.append(_count(f"damaged and {language}", text.name, text, verdicts(text.lines)))
    return [row for row in rows if row.missed.total or row.taken.total]


def _all(rows: Sequence[Row], is_alone: bool, syllables: bool) -> Rate:
    some = [row for row in rows if (row.how == "alone" if is_alone else row.how not in ("alone", "in their text"))]
    return _added([rate for row in some for rate in (row.missed_syllables if syllables else row.missed, row.taken)])


def all_alone(rows: Sequence[Row], syllables: bool = False) -> Rate:
    """Lines taken wrongly of all that were judged alone; of damaged ones only those that matter if `syllables`."""
    return _all(rows, True, syllables)


def all_mixed(rows: Sequence[Row], syllables: bool = False) -> Rate:
    """Lines taken wrongly of all that took turns; of damaged ones only those that matter if `syllables`."""
    return _all(rows, False, syllables)
