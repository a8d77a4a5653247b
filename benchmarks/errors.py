"""Word, token and character error of every damaged set of texts, for any tool.

A set is a list of texts that go through a tool as plain text. Two are particular: the Vietnamese reading as that of an OCR
engine inside the pipeline, which repairs it whole (`as_engine`), and the layers of PDFs through the whole path (`layers`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import data, layers
from benchmarks.data import Sample
from benchmarks.metrics import Rate, Scores, score
from vndoc import repair_readings
from vndoc.options import Options
from vndoc.pages import TextLine
from vndoc.restore import restore_lines

Repair = Callable[[str], str]


class Set(NamedTuple):
    """Texts that are measured together. `own` is the way that vndoc takes where it is not `repair_text`."""

    name: str
    samples: list[Sample]
    own: Repair | None = None


class Row(NamedTuple):
    """Figures of one set and one tool; `extra` are words that belong to no printed line, over the printed words."""

    set: str
    tool: str
    scores: Scores
    extra: Rate | None = None


LAYERS = "layers of PDFs, whole path"
STRIPPED = "marks stripped"


def as_engine(text: str) -> str:
    """A text as the reading of an OCR engine: repaired line by line in one running text, and not judged first."""
    lines = [TextLine(raw=line, text=line, kind="ocr") for line in text.split("\n")]
    return "\n".join(line.text for line in restore_lines(lines, Options()))


def sets(root: Path | None) -> list[Set]:
    """All sets of texts that the folder has."""
    rendered = data.rendered(root)
    found = [Set("scans, English reading", data.scans(root)), Set("seed", data.seed(root))]
    found.append(Set("rendered, English reading", rendered))
    for kind in sorted({data.kind(s) for s in rendered}):
        found.append(Set(f"rendered {kind}", [s for s in rendered if data.kind(s) == kind]))
    bare = data.stripped(root)
    found += [Set(f"{STRIPPED}: {sample.name}", [sample]) for sample in bare]
    found.append(Set(f"{STRIPPED}: all", bare))
    for name, samples in (("scans", data.scans(root, "vie")), ("rendered", data.rendered(root, "vie"))):
        found.append(Set(f"{name}, Vietnamese reading as text", samples))
        found.append(Set(f"{name}, Vietnamese reading as an engine's", samples, as_engine))
    return [one for one in found if one.samples]


def measure_sets(some: Sequence[Set], tool: str, repair: Repair) -> list[Row]:
    """Figures of one tool on sets of texts; a text that stands in several sets is repaired once."""
    done: dict[tuple[Sample, Repair], Scores] = {}
    rows = []
    for one in some:
        way = one.own or repair
        total = Scores()
        for sample in one.samples:
            key = (sample, way)
            if key not in done:
                done[key] = score([(sample.truth, way(sample.reading))])
            total = Scores(*(old.plus(new) for old, new in zip(total, done[key], strict=True)))
        rows.append(Row(one.name, tool, total))
    return rows


TOGETHER = "scans, both readings together"


def measure_together(root: Path | None) -> list[Row]:
    """Figures of two readings of one text, repaired together; the Vietnamese one is the base."""
    total = Scores()
    for english, vietnamese in zip(data.scans(root), data.scans(root, "vie"), strict=False):
        if english.truth != vietnamese.truth:
            return []
        done = repair_readings([(vietnamese.reading, "vie"), (english.reading, "eng")])
        one = score([(english.truth, done.text)])
        total = Scores(*(old.plus(new) for old, new in zip(total, one, strict=True)))
    return [Row(TOGETHER, "vndoc", total)] if total.word.total else []


def measure_layers(root: Path | None, tool: str, repair: Repair | None) -> list[Row]:
    """Figures of one tool on the layers of PDFs; `repair` is None for vndoc's whole path."""
    found = [layers.repaired_by(layer, repair) for layer in data.layers(root)]
    if not found:
        return []
    rates, extra = layers.layer_scores(found)
    return [Row(LAYERS, tool, rates, extra)]
