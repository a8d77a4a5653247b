"""Speed of structure and of the formats: ``python -m benchmarks.structure_speed LAWS.txt.xz [--pages 500] [--runs 3]``.

The file is that of `benchmarks.structure_laws`. Its laws, one behind the other, are one law of so many pages: lines of 75
letters, 45 a page, with places, words with theirs, and every fiftieth word doubtful or changed. Printed: seconds of processor
time, the least of the runs (another program on the machine only adds to them), for structure and each text format.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import regex
from msgspec.structs import replace

from benchmarks.structure_laws import laws, paged
from benchmarks.table import caption, markdown, number
from vndoc.document import Document, Edit, Origin, Word
from vndoc.pages import ArrangedPage
from vndoc.project import page_edits, project
from vndoc.structure import Structure, structure
from vndoc.write import export

TEXT_FORMATS = ("json", "markdown", "html", "text", "chunks")
LETTER, LINE, LEFT, TOP = 5.9, 16.0, 85.0, 70.0
"""Points: the width of a letter, the height of a line, the margins of a page."""
DOUBTFUL = 50
"""One word of so many is doubtful, every second of those was changed."""


def set_in_type(page: ArrangedPage, first: int) -> ArrangedPage:
    """A page of text with places and words; `first` numbers its first word."""
    lines = []
    count = first
    for i, line in enumerate(page.lines):
        top = TOP + LINE * i
        words: list[Word] = []
        edits: list[Edit] = []
        for m in regex.finditer(r"\S+", line.text):
            count += 1
            doubtful = count % DOUBTFUL == 0
            box = (LEFT + LETTER * m.start(), top, LEFT + LETTER * m.end(), top + 12)
            words.append(Word(m[0], m.span(), 0.71 if doubtful else 0.99, box))
            if count % (2 * DOUBTFUL) == 0:
                edits.append(Edit(m.span(), m[0], m[0], "garble", 0.71, ((m[0], 0.71), (m[0].lower(), 0.2))))
        box = (LEFT, top, LEFT + LETTER * len(line.text), top + 12)
        lines.append(replace(line, box=box, words=tuple(words), edits=tuple(edits), verdict="usable"))
    return replace(page, lines=tuple(lines))


def long_law(path: Path, amount: int) -> list[ArrangedPage]:
    """So many pages of laws, as one."""
    pages = paged([p for _, paragraphs in laws(path) for p in paragraphs])
    while len(pages) < amount:
        pages += [replace(page, number=page.number + len(pages)) for page in pages[: amount - len(pages)]]
    return [set_in_type(page, 1000 * page.number) for page in pages[:amount]]


def document(pages: Sequence[ArrangedPage], found: Structure) -> Document:
    """The document that the pipeline makes of pages and their structure."""
    return Document(
        origin=Origin("law.pdf", "0" * 64, "application/pdf", len(pages), "", ""),
        metadata=found.metadata,
        evidence=found.evidence,
        sections=found.sections,
        annexes=found.annexes,
        citations=found.citations,
        pages=tuple(map(project, pages)),
        edits=tuple(edit for page in pages for edit in page_edits(page)),
    )


def least(work: Callable[[], object], runs: int) -> float:
    """Seconds of processor time, the least of the runs."""
    spent = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("laws", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    pages = long_law(options.laws, options.pages)
    made = document(pages, structure(pages))
    spent = {"structure": least(lambda: structure(pages), options.runs)}
    spent |= {name: least(partial(export, made, name), options.runs) for name in TEXT_FORMATS}
    rows = [[name, number(seconds), number(len(pages) / max(1e-9, seconds))] for name, seconds in spent.items()]
    for title, names in (("structure, JSON, Markdown, HTML, text", list(spent)[:-1]), ("and chunks", list(spent))):
        seconds = sum(spent[name] for name in names)
        rows.append([title, number(seconds), number(len(pages) / seconds)])
    print(f"{caption()}; a law of {len(pages)} pages, {sum(len(page.lines) for page in pages):,} lines; seconds of one core")
    print(markdown(["what", "seconds", "pages a second"], rows))


if __name__ == "__main__":
    main()
