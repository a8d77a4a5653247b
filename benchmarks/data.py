"""Test material in a folder → named sets of texts.

The folder may hold, each of them or not::

    seed/garbled.txt, seed/truth.txt   a document as it was read, and as it was printed
    scans/gold/*.tsv                   a document each: columns truth, eng (damaged), vie (the right model), a line a row
    rendered/NAME/*.txt                a text printed and scanned by program: truth.txt, and what was read in eng.txt and
                                       vie.txt; NAME starts with the kind of text and "-": news-1, law-7
    docs/NAME.eng.pdf, docs/NAME.txt   a PDF with a damaged text layer, and the lines that are printed on it
    scans/silver/*.tsv                 as scans/gold, without the column truth: texts to measure speed on
    clean/*.txt                        correct text; english.txt is no Vietnamese

Without a folder there are the texts of the project's samples, as correct text.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path
from typing import NamedTuple

from benchmarks.metrics import tokens
from samples.texts import DECISION, LETTER, PLAN, Centred, Paragraph


class Sample(NamedTuple):
    """A text with its truth. `name` says where it is from."""

    name: str
    truth: str
    reading: str


def strip_marks(text: str) -> str:
    """Vietnamese as a plain keyboard leaves it.

    >>> strip_marks("Đảng bộ")
    'Dang bo'
    """
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c)))


def seed(root: Path | None) -> list[Sample]:
    """The document in ``seed/``."""
    folder = (root or Path()) / "seed"
    if root is None or not (folder / "garbled.txt").is_file():
        return []
    return [Sample("seed", (folder / "truth.txt").read_text("utf-8"), (folder / "garbled.txt").read_text("utf-8"))]


def scans(root: Path | None, column: str = "eng") -> list[Sample]:
    """The documents in ``scans/gold``, in the reading of a column."""
    found = []
    for path in sorted((root / "scans" / "gold").glob("*.tsv")) if root else ():
        truth, reading = ("\n".join(texts) for texts in columns(path, "truth", column))
        if reading.strip():
            found.append(Sample(path.stem, truth, reading))
    return found


def columns(path: Path, *names: str) -> list[list[str]]:
    """Columns of a table of lines, row by row; empty where a row has none."""
    with path.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [[row.get(name) or "" for row in rows] for name in names]


def rendered(root: Path | None, reader: str = "eng") -> list[Sample]:
    """The texts in ``rendered/``, as one reader read them."""
    found = []
    for folder in sorted((root / "rendered").iterdir()) if root and (root / "rendered").is_dir() else ():
        truth, reading = folder / "truth.txt", folder / f"{reader}.txt"
        if truth.is_file() and reading.is_file():
            found.append(Sample(folder.name, truth.read_text("utf-8"), reading.read_text("utf-8")))
    return found


def kind(sample: Sample) -> str:
    """Kind of a rendered text.

    >>> kind(Sample("law-7", "", ""))
    'law'
    """
    return sample.name.partition("-")[0]


class Layer(NamedTuple):
    """A PDF with a damaged text layer, and the lines that are printed on it."""

    path: Path
    truth: list[str]


MIN_WORDS = 3
"""Words of a printed line below which it is not looked for in the answer: a page number is found everywhere."""


def layers(root: Path | None) -> list[Layer]:
    """The PDFs in ``docs/``."""
    found = []
    for path in sorted((root / "docs").glob("*.eng.pdf")) if root else ():
        truth = path.with_name(path.name.removesuffix(".eng.pdf") + ".txt")
        if truth.is_file():
            lines = truth.read_text("utf-8").splitlines()
            found.append(Layer(path, [line for line in lines if len(line.split()) >= MIN_WORDS]))
    return found


def readings(root: Path | None) -> list[list[str]]:
    """Lines of damaged documents to measure speed on: those of ``scans/silver``, else all other damaged texts."""
    paths = sorted((root / "scans" / "silver").glob("*.tsv")) if root else []
    if paths:
        return [columns(path, "eng")[0] for path in paths]
    texts = [*scans(root), *seed(root), *rendered(root)] or stripped(root)
    return [sample.reading.splitlines() for sample in texts]


def clean(root: Path | None) -> list[Sample]:
    """The texts in ``clean/`` as they are; without a folder, those of the samples."""
    if root is None:
        return own()
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted((root / "clean").glob("*.txt"))]
    return [Sample(name, text, text) for name, text in texts]


def own() -> list[Sample]:
    """Paragraphs and titles of the samples."""
    found = []
    for name, blocks in (("plan", PLAN), ("decision", DECISION), ("letter", LETTER)):
        text = "\n".join(b.text.replace("**", "") for b in blocks if isinstance(b, Paragraph | Centred))
        found.append(Sample(name, text, text))
    return found


def stripped(root: Path | None) -> list[Sample]:
    """The Vietnamese texts of `clean` without their marks."""
    return [Sample(name, text, strip_marks(text)) for name, text, _ in clean(root) if name != "english"]


def cut(samples: list[Sample], lines: int | None) -> list[Sample]:
    """The first lines of each sample; those whose two texts do not go line by line stay whole."""
    return [_cut(sample, lines) for sample in samples]


def _cut(sample: Sample, lines: int | None) -> Sample:
    truth, reading = sample.truth.splitlines(), sample.reading.splitlines()
    if lines is None or len(truth) != len(reading):
        return sample
    return Sample(sample.name, "\n".join(truth[:lines]), "\n".join(reading[:lines]))


def count(samples: list[Sample]) -> int:
    """Tokens of the readings."""
    return sum(len(tokens(sample.reading)) for sample in samples)
