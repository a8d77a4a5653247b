"""``python -m benchmarks.batch PATH…``: an archive on one and on more workers, resumed, and beside a loop over the files.

The rival is what one does without a batch: ``vndoc convert`` once a file, in a loop. Resume: the same batch again, which finds
everything done.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Timing, caption, markdown, measure
from vndoc import Options, Summary, process_batch
from vndoc.inputs import find_files

RUNS = 3
WORKERS = (1, 2)
BATCH_FOLDER = ".vndoc"


def run(paths: Sequence[Path], out: Path, engine: str, jobs: int) -> Summary:
    """One batch."""
    return process_batch(paths, out, Options(engine=engine), jobs=jobs)


def loop(paths: Sequence[Path], out: Path, engine: str) -> None:
    """A process a file, one after the other."""
    for found in find_files(paths):
        if found is not None:
            command = [sys.executable, "-m", "vndoc", "convert", str(found.path), "-o", str((out / found.name).parent)]
            subprocess.run([*command, "--engine", engine, "--quiet"], check=False, capture_output=True)


def outputs(out: Path) -> dict[str, bytes]:
    """All outputs by name, the record apart."""
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and BATCH_FOLDER not in p.parts)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def report(paths: Sequence[Path], engine: str, workers: Sequence[int], runs: int, with_loop: bool) -> str:
    """The table.

    Args:
        paths: files and folders.
        engine: ``none``, ``auto`` or the name of an OCR engine.
        workers: numbers of worker processes to try.
        runs: timed runs of each, each into an empty folder.
        with_loop: whether to run the rival.
    """
    count = sum(found is not None for found in find_files(paths))
    rows: list[list[str]] = []
    made: list[dict[str, bytes]] = []
    summary = Summary()
    with TemporaryDirectory(prefix="vndoc-bench-") as folder:
        for jobs in workers:
            seconds: list[float] = []
            for number in range(runs):
                out = Path(folder) / f"{jobs}-{number}"
                seconds += measure(lambda: run(paths, out, engine, jobs), 1).seconds  # noqa: B023 -- called at once
            made.append(outputs(out))
            rows.append([f"batch, {jobs} worker(s)", Timing(tuple(seconds)).rates(count)])
        again = measure(lambda: run(paths, out, engine, jobs), runs)
        rows.append(["the same batch again, all done", again.rates(count)])
        summary = run(paths, out, engine, jobs)
        if with_loop:
            once = measure(lambda: loop(paths, Path(folder) / "loop", engine), 1)
            rows.append(["vndoc convert in a loop", once.rates(count)])
    same = "yes" if all(m == made[0] for m in made) else "NO"
    note = f"{caption()}; {count} file(s), engine {engine}; failed {len(summary.failed)}; same bytes on any workers: {same}"
    return f"{note}\n\n{markdown(['work', 'files/s: min / median / max'], rows)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files, and folders of them")
    parser.add_argument("--engine", default="none", help="as for vndoc batch; none by default, so that vndoc alone is timed")
    parser.add_argument("--jobs", type=int, nargs="+", default=list(WORKERS), help="numbers of workers to try")
    parser.add_argument("--runs", type=int, default=RUNS, help="timed runs of each")
    parser.add_argument("--no-loop", action="store_true", help="leave out the loop over single files")
    args = parser.parse_args(arguments)
    print(report(args.paths, args.engine, args.jobs, args.runs, not args.no_loop))


if __name__ == "__main__":
    main()
