"""``python -m benchmarks.fusion DATA``: what each reading of scanned pages is worth, and all of them together, in one run.

DATA holds ``scans/gold/NAME.tsv`` (columns truth and eng, a printed line a row), ``scans/pdf/NAME.pdf`` (the pages as pictures)
and ``scans/layers/NAME.eng.pdf`` (the same, or the first pages, with the layer of the English model).

Ways, each through the whole path: the engine's reading as it comes (the rival), repaired; the English model's reading of the
same pictures, repaired; both together; the layer repaired without an engine; layer and engine together. Each printed line is
set against one line of the answer, each line used once, likest pairs first. Of a file that has the first pages alone the
printed lines that stand on them count: those whose English reading a line of the layer is like, one line each.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from benchmarks.data import columns
from benchmarks.exact import core, is_code
from benchmarks.follow import read_as
from benchmarks.layers import lines_of, matches, pair, raw_lines
from benchmarks.metrics import Rate, score, tokens
from benchmarks.table import caption, markdown
from vndoc import Options
from vndoc.page_workers import open_here
from vndoc.page_workers.page import Here, Opener
from vndoc.pipeline import process_with
from vndoc.read.tesseract import Tesseract

ALIKE = 85.0
"""Likeness of a line of the layer to the English reading of a printed line from which on it is this line."""


class EnglishAlone(Here):
    """A file whose pages Tesseract reads with its English model."""

    def __init__(self, path: Path, options: Options, tables: bool = True) -> None:
        """As `Here`, the engine apart."""
        super().__init__(path, options, tables)
        self._engine = Tesseract(language="eng", tessdata=options.tessdata)


class Way(NamedTuple):
    """A way to read files: its name, which files, the options, and who makes the pages."""

    name: str
    layers: bool
    options: Options
    open_: Opener = open_here


WAYS = (
    Way("pixels: Tesseract, as it reads", False, Options(engine="tesseract", passes="one", repair="never")),
    Way("pixels: the same, repaired", False, Options(engine="tesseract", passes="one")),
    Way("pixels: the English model, repaired", False, Options(engine="tesseract", passes="one"), EnglishAlone),
    Way("pixels: both models together", False, Options(engine="tesseract", passes="all")),
    Way("layer: as it is", True, Options(engine="none", repair="never")),
    Way("layer: repaired", True, Options(engine="none")),
    Way("layer and pixels: Tesseract, as it reads", True, Options(engine="tesseract", passes="one", repair="never")),
    Way("layer and pixels: together", True, Options()),
)


class Job(NamedTuple):
    """A file and the lines that are printed on its pages."""

    path: Path
    truth: list[str]


def jobs(data: Path, layers: bool) -> Iterator[Job]:
    """The files of one kind."""
    for gold in sorted((data / "scans" / "gold").glob("*.tsv")):
        truth, english = columns(gold, "truth", "eng")
        path = data / "scans" / (f"layers/{gold.stem}.eng.pdf" if layers else f"pdf/{gold.stem}.pdf")
        if not path.is_file():
            continue
        if layers:
            raw = raw_lines(path)
            there = {i for i, j in matches(english, raw).items() if fuzz.ratio(english[i], raw[j]) >= ALIKE}
            truth = [line for i, line in enumerate(truth) if i in there]
        yield Job(path, truth)


def numbers(pairs: Sequence[tuple[str, str]]) -> Rate:
    """Numbers, dates and codes of the printed lines that do not come out exactly, over all."""
    wrong = printed = 0
    for truth, result in pairs:
        for token, got in zip(tokens(truth), read_as(truth, result), strict=True):
            if is_code(token):
                printed += 1
                wrong += core(got) != core(token)
    return Rate(wrong, printed)


def measured(way: Way, data: Path) -> list[str]:
    """The row of a way."""
    pairs: list[tuple[str, str]] = []
    pages, started = 0, time.perf_counter()
    for path, truth in jobs(data, way.layers):
        document = process_with(way.open_, path, way.options)
        pages += len(document.pages)
        pairs += pair(truth, [line.text for line in lines_of(document)]).pairs
    seconds = time.perf_counter() - started
    rates, codes = score(pairs), numbers(pairs)
    return [
        way.name,
        f"{rates.word.total:,}",
        *(f"{rate.share:.2%}" for rate in rates),
        f"{codes.errors} of {codes.total:,}",
        f"{seconds / max(1, pages):.2f}",
    ]


HEAD = ["way", "words", "word error", "token error", "character error", "numbers, dates, codes wrong", "seconds a page"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.fusion", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, help="a Markdown file to write as well")
    parser.add_argument("--ways", type=int, nargs="*", default=range(len(WAYS)), help="numbers of the ways, from 0")
    given = parser.parse_args(arguments)
    rows = [measured(WAYS[i], given.data) for i in given.ways]
    text = f"{markdown(HEAD, rows)}\n\n{caption()}\n"
    print(text)
    if given.out:
        given.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
