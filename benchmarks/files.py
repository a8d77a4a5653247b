"""``python -m benchmarks.files [PATH…]``: pages a second and memory over a long PDF whose layer is garbled, beside other ways.

The file is made of the given PDFs (by default the sample with the wrong layer), page after page, again and again until it has
enough pages. Each way runs in a process of its own, on one thread: vndoc to JSON, vndoc's verdicts alone, the bare text by
pdfplumber and by pdfium, and what one would do without the layer, to read the pages again with Tesseract (a few of them, as
pictures that are made at 300 dpi). Rates count the processor's time, that of child processes with it, and the clock's, imports
and models counted in; memory is the most that a process held. Python's byte code is made beforehand, as an installed package
has it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pypdfium2

from benchmarks.table import caption, markdown, number

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "scan-wrong-layer.pdf"
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
DPI = 300


class Cost(NamedTuple):
    """Of some pages: seconds of the processor and of the clock, and the most memory in MB."""

    pages: int
    processor: float
    clock: float
    memory: float


def make_long(paths: Sequence[Path], pages: int, target: Path) -> tuple[int, int]:
    """Write a PDF of some pages; answers how many it has, and how many of them differ."""
    files = [file for path in paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    made = pypdfium2.PdfDocument.new()
    different = 0
    while len(made) < pages:
        for file in files:
            source = pypdfium2.PdfDocument(file)
            if missing := list(range(min(len(source), pages - len(made)))):  # no numbers would mean all pages
                made.import_pages(source, missing)
            source.close()
        different = different or len(made)
    made.save(target)
    count = len(made)
    made.close()
    return count, different


def convert(path: Path, pages: int) -> None:
    """PDF to JSON by vndoc, no engine."""
    from vndoc.options import Options
    from vndoc.page_workers import open_here
    from vndoc.pipeline import process_with
    from vndoc.write import export_parts

    document = process_with(open_here, path, Options(engine="none", pages=tuple(range(1, pages + 1))))
    with Path(os.devnull).open("wb") as f:
        f.writelines(export_parts(document, "json"))


def inspect(path: Path, pages: int) -> None:
    """Verdicts alone."""
    from vndoc.options import Options
    from vndoc.pipeline import judge_pages

    assert sum(1 for _ in judge_pages(path, Options(pages=tuple(range(1, pages + 1))))) == pages


def pdfplumber(path: Path, pages: int) -> None:
    """The text by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path, pages=list(range(1, pages + 1))) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def pdfium(path: Path, pages: int) -> None:
    """The text by pdfium."""
    pdf = pypdfium2.PdfDocument(path)
    for index in range(pages):
        page = pdf[index]
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()


def tesseract(path: Path, pages: int) -> None:
    """The pages drawn and read by Tesseract with its Vietnamese model."""
    pdf = pypdfium2.PdfDocument(path)
    with TemporaryDirectory(prefix="vndoc-bench-") as folder:
        picture = Path(folder) / "page.png"
        for index in range(pages):
            pdf[index].render(scale=DPI / 72, grayscale=True).to_pil().save(picture, dpi=(DPI, DPI))
            subprocess.run(["tesseract", str(picture), "-", "-l", "vie"], capture_output=True, check=True)


WAYS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "convert": ("vndoc, repaired and structured JSON", convert),
    "inspect": ("vndoc, verdicts alone", inspect),
    "pdfplumber": ("pdfplumber, bare text", pdfplumber),
    "pdfium": ("pdfium, bare text", pdfium),
    "tesseract": ("read again, Tesseract `vie`", tesseract),
}


def measure(way: str, path: Path, pages: int) -> Cost:
    """What a way costs, by this process (which should be a fresh one)."""
    clock, before = time.perf_counter(), os.times()
    WAYS[way][1](path, pages)
    after = os.times()
    processor = sum(after[:4]) - sum(before[:4])
    status = Path("/proc/self/status")
    peak = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.is_file() else []
    return Cost(pages, processor, time.perf_counter() - clock, int(peak[0]) / 1024 if peak else float("nan"))


def in_process(way: str, path: Path, pages: int) -> Cost | str:
    """The same by a process of its own; what it said last where it fails."""
    command = [sys.executable, "-m", "benchmarks.files", "--measure", way, str(path), "--pages", str(pages)]
    import_from = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": import_from, "PYTHONPYCACHEPREFIX": str(path.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["failed"])[-1][:80]
    return Cost(*json.loads(done.stdout))


def report(paths: Sequence[Path], counts: Sequence[int], read_pages: int, ways: Sequence[str]) -> str:
    """The table.

    Args:
        paths: PDFs, and folders of them.
        counts: lengths of the files to make; the first one goes through all ways, the others through vndoc to JSON.
        read_pages: pages that Tesseract reads.
        ways: what to measure.
    """
    rows, notes = [], []
    with TemporaryDirectory(prefix="vndoc-bench-") as folder:
        for place, wanted in enumerate(counts):
            path = Path(folder) / "long.pdf"
            count, different = make_long(paths, wanted, path)
            notes.append(f"{count:,} pages ({different:,} different), {path.stat().st_size / 1e6:,.0f} MB")
            in_process("convert", path, 1)  # for the byte code
            for way in ways if place == 0 else [w for w in ways if w == "convert"]:
                cost = in_process(way, path, min(count, read_pages) if way == "tesseract" else count)
                rows.append([WAYS[way][0], *_cells(cost)])
    head = ["way", "pages", "pages a second of processor time", "by the clock", "peak memory, MB"]
    return f"{markdown(head, rows)}\n\n{'; '.join(notes)}. {caption()}.\n"


def _cells(cost: Cost | str) -> list[str]:
    if isinstance(cost, str):
        return ["–", cost, "–", "–"]
    rates = (number(cost.pages / max(1e-9, seconds)) for seconds in (cost.processor, cost.clock))
    return [f"{cost.pages:,}", *rates, f"{cost.memory:,.0f}"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.files", description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLE], help="PDFs with garbled layers, or folders of them")
    parser.add_argument("--pages", type=int, action="append", help="pages of the long file (several: --pages 100 --pages 500)")
    parser.add_argument("--read-pages", type=int, default=4, help="pages that Tesseract reads")
    parser.add_argument("--ways", default=",".join(WAYS), help="what to measure, by default all")
    parser.add_argument("--out", type=Path, help="write the table into this file too")
    parser.add_argument("--measure", choices=list(WAYS), help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    counts = args.pages or [100]
    if args.measure:
        print(json.dumps(measure(args.measure, args.paths[0], counts[0])))
        return
    text = report(args.paths, counts, args.read_pages, args.ways.split(","))
    print(text, end="")
    if args.out:
        args.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
