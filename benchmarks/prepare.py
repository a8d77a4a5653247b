"""What making pictures ready is worth: pages as they came beside the same pages prepared, read by the same engine.

    python -m benchmarks.prepare DATA                     scans with faults put on them: word error plain and prepared
    python -m benchmarks.prepare DATA --turns             which way up: pages of scans/archive, turned four ways, no engine
    python -m benchmarks.prepare DATA --steps             one step or resolution at a time

Pages are those of ``scans/pdf`` whose lines are known from ``scans/gold``, and rendered pages (``--rendered DIR``: folders
with ``page-1.png`` and its lines in ``first.txt``). A known line belongs to the page on which its reading by the Vietnamese
model is found.
Word error is that of `benchmarks.layers`: each known line beside one line that was read, likest first; as read, and after
repair. Readings are kept in ``--cache``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image as images
from PIL import ImageFilter
from PIL.Image import Image
from rapidfuzz import fuzz

from benchmarks.layers import matches, pair
from benchmarks.metrics import Rate, word_rate
from benchmarks.page_faults import FAULTS, turned
from benchmarks.page_margins import without_margins
from benchmarks.page_specks import without_specks
from benchmarks.table import caption, markdown
from vndoc import Options, repair_readings
from vndoc.extract import open_source
from vndoc.read.engine import OcrEngine, find_engine
from vndoc.read.prepare import prepare
from vndoc.read.prepare.ink import grey
from vndoc.read.prepare.resolution import BEST_DPI, scaled

DPI = 300
SECONDS = 600.0
ALIKE = 75.0
"""Likeness from which a known line's reading is that line of a page."""


class Leaf(NamedTuple):
    """A page: its name, how to draw it, and the lines that are known to be on it."""

    name: str
    draw: Callable[[int], Image]
    truth: list[str]


class Reader:
    """An engine with a memory."""

    def __init__(self, engine: OcrEngine, cache: Path | None) -> None:
        """Read with an engine, keep what it reads in a folder."""
        self.engine, self.cache, self.seconds = engine, cache, 0.0

    def lines(self, picture: Image, dpi: int) -> list[str]:
        """Lines of a picture."""
        content = f"{self.engine.name} {self.engine.version} {picture.mode} {picture.size} {dpi}".encode() + picture.tobytes()
        kept = self.cache / f"{hashlib.sha256(content).hexdigest()}.json" if self.cache else None
        if kept and kept.is_file():
            return list(json.loads(kept.read_text("utf-8")))
        rows: dict[int, list[str]] = {}
        for word in self.engine.read(picture, dpi, SECONDS):
            rows.setdefault(word.row, []).append(word.text)
        found = [" ".join(row) for row in rows.values()]
        if kept:
            kept.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
        return found

    def prepared(self, picture: Image, dpi: int) -> list[str]:
        """Lines of a picture that is made ready first."""
        made = prepare(picture, dpi, lambda strip: self.engine.read(strip, dpi, SECONDS))
        return self.lines(made.picture, made.dpi)


class Tally:
    """Word errors of one way of reading, as read and after repair."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.read, self.repaired = Rate(0, 0), Rate(0, 0)

    def add(self, truth: Sequence[str], lines: Sequence[str]) -> None:
        """Count the lines of a page."""
        repaired = repair_readings([("\n".join(lines), "vie")]).text.split("\n") if lines else []
        self.read = self.read.plus(_errors(truth, lines))
        self.repaired = self.repaired.plus(_errors(truth, repaired))


def _errors(truth: Sequence[str], lines: Sequence[str]) -> Rate:
    total = Rate(0, 0)
    for line, found in pair(truth, [x for x in lines if x.strip()]).pairs:
        total = total.plus(word_rate(line, found))
    return total


def _page_of(path: Path, number: int, dpi: int) -> Image:
    source = open_source(path, Options())
    try:
        return source.picture(number, dpi)
    finally:
        source.close()


def scanned(root: Path, pages: int, only: Sequence[str], reader: Reader) -> Iterator[Leaf]:
    """The first pages of the scans whose lines are known."""
    for path in sorted((root / "scans" / "gold").glob("*.tsv")):
        if only and path.stem not in only:
            continue
        with path.open(encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
        source = root / "scans" / "pdf" / f"{path.stem}.pdf"
        known = [row["vie"] for row in rows]
        for number in range(1, pages + 1):
            lines = reader.lines(grey(_page_of(source, number, DPI)), DPI)
            pairs = matches(known, lines).items()
            here = [rows[i]["truth"] for i, j in pairs if fuzz.ratio(known[i], lines[j]) >= ALIKE]
            if here:
                yield Leaf(f"{path.stem}-{number}", lambda dpi, p=source, n=number: _page_of(p, n, dpi), here)  # type: ignore[misc]


def rendered(folder: Path, names: Sequence[str]) -> Iterator[Leaf]:
    """Pages that a program printed and scanned; all lines of the page are known."""
    for name in names:
        picture = images.open(folder / name / "page-1.png").convert("L")
        own = round(picture.width / 8.27)
        truth = [x for x in (folder / name / "first.txt").read_text("utf-8").splitlines() if x.strip()]
        yield Leaf(name, lambda dpi, p=picture, o=own: _scaled(p, dpi / o), truth)  # type: ignore[misc]


def _scaled(picture: Image, times: float) -> Image:
    return picture.resize((round(picture.width * times), round(picture.height * times)), images.Resampling.BILINEAR)


def faults(leaves: Sequence[Leaf], reader: Reader, names: Sequence[str]) -> str:
    """Plain beside prepared, a row a fault."""
    rows = []
    for name in names:
        plain, made = Tally(), Tally()
        for leaf in leaves:
            picture = FAULTS[name](leaf.draw(DPI), DPI)
            plain.add(leaf.truth, reader.lines(picture.convert("L"), DPI))
            made.add(leaf.truth, reader.prepared(picture, DPI))
        rates = (plain.read, made.read, plain.repaired, made.repaired)
        rows.append([name, f"{plain.read.total:,}", *(f"{100 * rate.share:.2f} %" for rate in rates)])
    head = [
        "what happened to the page",
        "words",
        "plain, as read",
        "prepared, as read",
        "plain, repaired",
        "prepared, repaired",
    ]
    return markdown(head, rows)


STEPS: dict[str, Callable[[Leaf], tuple[Image, int]]] = {
    "300 dpi (as it is)": lambda leaf: (grey(leaf.draw(300)), 300),
    "drawn at 300, read at 225 dpi": lambda leaf: _smaller(grey(leaf.draw(300))),
    "the same, blurred before": lambda leaf: _smaller(grey(leaf.draw(300)).filter(ImageFilter.GaussianBlur(0.8))),
    "the same, specks taken out before": lambda leaf: _smaller(without_specks(grey(leaf.draw(300)), 300)),
    "the same, black margins taken out before": lambda leaf: _smaller(without_margins(grey(leaf.draw(300)), 300)),
    "drawn at 400 dpi": lambda leaf: (grey(leaf.draw(400)), 400),
}
"""One thing at a time: a page to a picture and its resolution."""


def _smaller(picture: Image) -> tuple[Image, int]:
    return scaled(picture, DPI, BEST_DPI)[0], BEST_DPI


def steps(leaves: Sequence[Leaf], reader: Reader) -> str:
    """A row a step."""
    rows = []
    for name, step in STEPS.items():
        tally = Tally()
        for leaf in leaves:
            tally.add(leaf.truth, reader.lines(*step(leaf)))
        rows.append([name, f"{tally.read.total:,}", f"{100 * tally.read.share:.2f} %", f"{100 * tally.repaired.share:.2f} %"])
    return markdown(["step", "words", "as read", "repaired"], rows)


def turns(root: Path, pages: int) -> str:
    """How many pages of an archive are found to lie as they do, without an engine; and how long that takes."""
    right, wrong, count, seconds = [0] * 4, [0] * 4, 0, 0.0
    for path in sorted((root / "scans" / "archive").glob("*.pdf")):
        source = open_source(path, Options())
        for number in range(1, min(source.page_count, pages) + 1):
            picture = grey(source.picture(number, 100))
            count += 1
            for quarter in range(4):
                lying = turned(quarter, picture, 100)
                started = time.process_time()
                found = prepare(lying, 100).quarters
                seconds += time.process_time() - started
                right[quarter] += found == quarter
                wrong[quarter] += found not in (quarter, 0)
        source.close()
    rows = [[f"{90 * q}°", f"{count}", f"{100 * right[q] / count:.1f} %", f"{wrong[q]}"] for q in range(4)]
    return (
        markdown(["lies turned by", "pages", "righted", "turned wrongly"], rows)
        + f"\n\n{1000 * seconds / count / 4:.0f} ms a page"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.prepare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=2, help="so many pages of each document")
    parser.add_argument("--only", nargs="*", default=[], help="scans by name, all by default")
    parser.add_argument("--rendered", type=Path, nargs="*", default=[], help="folders of rendered pages")
    parser.add_argument("--faults", nargs="*", choices=list(FAULTS), default=list(FAULTS))
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--turns", action="store_true")
    parser.add_argument("--cache", type=Path, help="folder to keep readings in")
    parser.add_argument("--out", type=Path, help="a Markdown file to write as well")
    given = parser.parse_args(arguments)
    if given.turns:
        text = turns(given.data, given.pages)
    else:
        engine = find_engine("auto")
        if engine is None:
            parser.error("no engine is installed: see vndoc doctor")
        reader = Reader(engine, given.cache)
        leaves = [
            *scanned(given.data, given.pages, given.only, reader),
            *(x for f in given.rendered for x in rendered(f.parent, [f.name])),
        ]
        text = steps(leaves, reader) if given.steps else faults(leaves, reader, given.faults)
    text = f"{text}\n\n{caption()}\n"
    print(text)
    if given.out:
        given.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
