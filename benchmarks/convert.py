"""``python -m benchmarks.convert PATH…``: PDFs with a bad text layer, repaired by vndoc beside read anew by Tesseract.

vndoc takes the layer as it is (engine ``none``) and answers with the repaired, structured JSON; the rival draws each page and
runs ``tesseract -l vie`` on it, one thread, and answers with plain text.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2

from benchmarks.table import Timing, caption, markdown, measure
from vndoc import Options, export, process

RUNS = 3
DPI = 300


def pages_of(path: Path, limit: int | None) -> tuple[int, ...]:
    """Numbers of the pages that are taken of a file."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return tuple(range(1, min(len(pdf), limit or len(pdf)) + 1))
    finally:
        pdf.close()


def repaired(path: Path, pages: tuple[int, ...]) -> str | bytes:
    """JSON of the repaired layer."""
    return export(process(path, Options(engine="none", pages=pages)), "json")


def read_anew(path: Path, pages: tuple[int, ...], program: str) -> str:
    """What Tesseract reads on the pages' pictures."""
    pdf = pypdfium2.PdfDocument(path)
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    texts = []
    try:
        for number in pages:
            data = BytesIO()
            pdf[number - 1].render(scale=DPI / 72).to_pil().convert("L").save(data, "PPM")
            command = [program, "stdin", "stdout", "-l", "vie", "--dpi", str(DPI)]
            done = subprocess.run(command, input=data.getvalue(), capture_output=True, env=environment, check=True)
            texts.append(done.stdout.decode("utf-8", "replace"))
    finally:
        pdf.close()
    return "\f".join(texts)


def tesseract() -> str | None:
    """The program, if it is here with its Vietnamese model."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    done = subprocess.run([program, "--list-langs"], capture_output=True, check=False)
    return program if b"vie" in (done.stdout + done.stderr).split() else None


def report(paths: Sequence[Path], limit: int | None, runs: int, rival_runs: int) -> str:
    """The table.

    Args:
        paths: PDFs, and folders of them.
        limit: pages taken of each, None for all.
        runs: timed runs of vndoc.
        rival_runs: timed runs of Tesseract, which is slow.
    """
    files = [file for path in paths for file in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    jobs = [(path, pages_of(path, limit)) for path in files]
    amount = sum(len(pages) for _, pages in jobs)
    first = measure(lambda: repaired(*jobs[0]), 1)
    own = measure(lambda: [repaired(path, pages) for path, pages in jobs], runs)
    rows = [["vndoc, from the layer", own.rates(amount)]]
    program = tesseract()
    if program is None:
        rows.append(["Tesseract vie (not installed)", "-"])
    elif rival_runs:
        other: Timing = measure(lambda: [read_anew(path, pages, program) for path, pages in jobs], rival_runs)
        rows.append(["Tesseract vie, read anew", other.rates(amount)])
    head = ["tool", "pages/s: min / median / max"]
    note = f"{caption()}; {len(jobs)} file(s), {amount} page(s); first file, data not yet loaded: {first.seconds[0]:.2f} s"
    return f"{note}\n\n{markdown(head, rows)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.convert", description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="PDFs, and folders of them")
    parser.add_argument("--pages", type=int, help="take only so many pages of each file")
    parser.add_argument("--runs", type=int, default=RUNS, help="timed runs of vndoc")
    parser.add_argument("--rival-runs", type=int, default=1, help="timed runs of Tesseract; 0 for none")
    args = parser.parse_args(arguments)
    print(report(args.paths, args.pages, args.runs, args.rival_runs))


if __name__ == "__main__":
    main()
