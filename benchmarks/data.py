"""Test material in a folder → named sets of texts.

The folder may hold, each of them or not::

    seed/garbled.txt, seed/truth.txt   a document as it was read, and as it was printed
    scans/gold/*.tsv                   a document each: columns truth, eng (damaged), vie (the right model), a line a row
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
        with path.open(encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
        truth, reading = ("\n".join(row.get(name) or "" for row in rows) for name in ("truth", column))
        if reading.strip():
            found.append(Sample(path.stem, truth, reading))
    return found


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
    """The first lines of each sample whose two texts go line by line."""
    if lines is None:
        return samples
    return [
        Sample(name, *("\n".join(text.splitlines()[:lines]) for text in (truth, reading))) for name, truth, reading in samples
    ]


def count(samples: list[Sample]) -> int:
    """Tokens of the readings."""
    return sum(len(tokens(sample.reading)) for sample in samples)
