"""``python -m benchmarks.fuzz PATH… --count 1000 --seed 1``: hostile and broken files, by the thousand.

Four of five cases are damaged copies of the PDFs in PATH (see `benchmarks.mutations` and `benchmarks.mutations_of_streams`),
every fifth is made to do harm (see `benchmarks.hostile` and `benchmarks.oddities`). Each is converted as ``vndoc convert`` does
it, layers read and pages drawn for an engine that looks at every pixel and reads nothing, and written in all formats. What is
counted: whether the process that converts lives and answers in time, whether every page is in the output with lines or a
notice, how much memory was taken, and whether anything was run, fetched or written (an audit hook in the page workers, and
folders that must stay empty). The exit code is 1 where a case fails.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.hostile import CANARY, MADE, active
from benchmarks.mutations import OF_FILES
from benchmarks.mutations_of_streams import OF_STREAMS
from benchmarks.oddities import ODDITIES
from benchmarks.table import caption, markdown
from vndoc import Document, Options, VndocError, export, load
from vndoc.limits import Limits, end_after, use_one_thread
from vndoc.page_workers import PageWorkers
from vndoc.pipeline import process_with
from vndoc.workers import Workers, default_jobs

HANG_SECONDS = 600.0
"""A case that takes longer has hung: the worst page may take its limits in all stages, one after the other."""

MOST_PAGES = 6
"""PDFs of more pages are not taken for copies: the fault is in one of them as well as in a hundred."""

MADE_EVERY = 5
"""Every so many cases one is made from nothing."""

SHORT = Limits(open_seconds=20, extract_seconds=20, draw_seconds=10, read_calls=0, arrange_seconds=20)
"""Limits for ``--short``: a run in which pages that take their whole time take less of it."""

DAMAGES = (*OF_FILES, *OF_STREAMS)
"""Kinds of damage, in the order in which they take turns."""

MAKERS = (*MADE, *ODDITIES)
"""Files that are made, in the order in which they take turns."""

FORMATS = ("json", "markdown", "html", "text")

AUDIT = '''
import os, sys
out = os.open(os.environ["VNDOC_FUZZ_EVENTS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
ACTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove", "os.rename",
    "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.", "tempfile.", "urllib.",
    "http.", "ftplib.", "smtplib.", "webbrowser.", "winreg.",
)
def hook(event, args):
    if event == "open":
        path, _, flags = args
        is_act = isinstance(path, (str, bytes)) and (flags & WRITES or "{canary}" in str(path)) and path != os.devnull
    else:
        is_act = event.startswith(ACTS)
    if is_act:
        os.write(out, f"{event} {args!r}\\n".encode("utf-8", "replace"))
sys.addaudithook(hook)
'''.replace("{canary}", CANARY)  # fmt: skip
"""Loaded by Python where a page worker starts; writes down what reaches out."""


class Look:
    """An engine that looks at every pixel and reads nothing."""

    name = "look"
    version = "1"
    languages: tuple[str, ...] = ()

    def available(self) -> bool:
        return True

    def problem(self) -> None:
        return None

    def read(self, picture: Any, dpi: int, seconds: float) -> tuple[()]:
        picture.convert("L").getextrema()
        return ()


class Case(msgspec.Struct, frozen=True):
    """A case: `kind` of the file with the number `index`, in the run with this seed; `source` is the file that is damaged."""

    seed: int
    index: int
    kind: str
    source: Path | None
    folder: Path
    limits: Limits = Limits()


class Outcome(msgspec.Struct, frozen=True):
    """What became of a case; `failure` is "" where all is well, `deaths` counts page workers, memory is in bytes."""

    result: str = ""
    failure: str = ""
    pages: int = 0
    notices: tuple[str, ...] = ()
    seconds: float = 0.0
    deaths: int = 0
    memory: int = 0
    own_memory: int = 0


def cases(paths: Sequence[Path], count: int, seed: int, folder: Path, limits: Limits) -> Iterator[Case]:
    """The cases of a run."""
    sources = [path for path in _files(paths) if _is_short(path)]
    if not sources:
        raise SystemExit("no PDF of few pages there")
    order = random.Random(f"{seed}")
    for index in range(count):
        if index % MADE_EVERY == MADE_EVERY - 1:
            yield Case(seed, index, MAKERS[index // MADE_EVERY % len(MAKERS)].__name__, None, folder, limits)
        else:
            kind = DAMAGES[(index - index // MADE_EVERY) % len(DAMAGES)]
            yield Case(seed, index, kind.__name__, order.choice(sources), folder, limits)


def _files(paths: Sequence[Path]) -> list[Path]:
    return sorted(file for path in paths for file in (path.rglob("*.pdf") if path.is_dir() else [path]))


def _is_short(path: Path) -> bool:
    from vndoc.extract import open_source

    try:
        source = open_source(path, Options(engine="none"))
    except VndocError:
        return False
    source.close()
    return source.page_count <= MOST_PAGES


def content_of(case: Case) -> bytes:
    """The bytes of a case's file: the same for the same seed, index and source."""
    rng = random.Random(f"{case.seed}/{case.index}")
    if case.source is not None:
        return next(m for m in DAMAGES if m.__name__ == case.kind)(case.source.read_bytes(), rng)
    if case.kind == "active":
        return active(rng, case.folder / CANARY)
    return next(m for m in MAKERS if m.__name__ == case.kind)(rng)


_workers: list[PageWorkers] = []
"""The page workers of this process, kept over cases as ``vndoc convert`` keeps them over files."""


def run_case(case: Case) -> Outcome:
    """Convert a case's file, in a process that may die of it."""
    if not _workers:
        _workers.append(PageWorkers(1, case.limits))
    path = case.folder / "in" / f"{case.index}.pdf"
    path.write_bytes(content_of(case))
    _reset_memory()
    started = time.monotonic()
    end_after(HANG_SECONDS)
    try:
        outcome = convert(path)
    finally:
        end_after(0)
        path.unlink()
    memory = [_memory(str(w._process.pid)) for w in _workers[0]._workers]
    return msgspec.structs.replace(
        outcome,
        seconds=time.monotonic() - started,
        memory=max(memory, default=0),
        own_memory=_memory("self"),
    )


def convert(path: Path) -> Outcome:
    """What becomes of a file."""
    workers = _workers[0]
    before = set(workers._workers)
    try:
        document = process_with(workers.open, path, Options(engine="look", dpi=100, page_seconds=20.0))
        texts = {name: export(document, name) for name in FORMATS}
    except VndocError as e:
        return Outcome(f"refused {e.exit_code}", "" if e.exit_code in (3, 4, 5) else str(e), deaths=_gone(workers, before))
    except Exception as e:
        return Outcome("failed", f"{type(e).__name__}: {e}"[:300], deaths=_gone(workers, before))
    codes = tuple(sorted({n.code for n in document.notices}))
    failure = missing(document) or ("" if load(str(texts["json"])) == document else "the output is another when it is loaded")
    if any(CANARY in str(text) for text in texts.values()):
        failure = "something was fetched"
    return Outcome("document", failure, len(document.pages), codes, deaths=_gone(workers, before))


def missing(document: Document) -> str:
    """Which pages are neither in the output nor in a notice."""
    told = {notice.page for notice in document.notices}
    there = {page.number for page in document.pages if page.lines} | told
    lost = [number for number in range(1, document.origin.pages + 1) if number not in there]
    return f"pages without lines and notices: {lost[:9]}" if lost and None not in told else ""


def _gone(workers: PageWorkers, before: set[Any]) -> int:
    return len([w for w in before - workers._workers if not w.is_spent])


def _reset_memory() -> None:
    for process in ["self", *(str(w._process.pid) for w in _workers[0]._workers)]:
        try:
            Path(f"/proc/{process}/clear_refs").write_text("5")
        except OSError:
            continue


def _memory(process: str) -> int:
    """The most that a process had in memory, in bytes; 0 where that is not told."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        return 0


def prepare(folder: Path) -> None:
    """A folder for files, events and the engine, on the path of every process that is started from here."""
    for name in ("in", "home", "site/vndoc_fuzz-1.dist-info"):
        (folder / name).mkdir(parents=True)
    (folder / "site" / "sitecustomize.py").write_text(AUDIT)
    (folder / "site" / "vndoc_fuzz-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: vndoc-fuzz\nVersion: 1\n"
    )
    (folder / "site" / "vndoc_fuzz-1.dist-info" / "entry_points.txt").write_text(
        "[vndoc.engines]\nlook = benchmarks.fuzz:Look\n"
    )
    (folder / CANARY).write_text(CANARY)
    site, here = str(folder / "site"), str(Path(__file__).resolve().parents[1])
    sys.path[:0] = [site, here]
    os.environ |= {
        "VNDOC_FUZZ_EVENTS": str(folder / "events"), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder / "home"),
        "HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "home"),
    }  # fmt: skip


def reached_out(folder: Path) -> list[str]:
    """What was run, fetched or written: events, and files that nobody was to write."""
    events = folder / "events"
    found = events.read_text("utf-8", "replace").splitlines() if events.exists() else []
    found += [f"written: {path}" for path in (folder / "home").rglob("*")]
    if (folder / CANARY).read_text() != CANARY:
        found.append("written: the canary")
    return found


def died(case: Case) -> Outcome:
    """The outcome where the process that converts ended."""
    return Outcome("failed", "the converting process died or hung")


def report(done: Sequence[tuple[Case, Outcome]]) -> str:
    """The table, kind by kind."""
    kinds: dict[str, list[Outcome]] = {}
    for case, outcome in done:
        kinds.setdefault(case.kind.replace("_", " "), []).append(outcome)
    rows = [_row(kind, outcomes) for kind, outcomes in sorted(kinds.items())]
    rows.append(_row("all", [outcome for _, outcome in done]))
    head = ["kind", "files", "converted", "refused", "failed", "pages", "workers lost", "slowest, s", "worker MB", "own MB"]
    return markdown(head, rows)


def _row(kind: str, outcomes: Sequence[Outcome]) -> list[str]:
    refused = Counter(o.result for o in outcomes if o.result.startswith("refused"))
    figures = [
        len(outcomes), sum(o.result == "document" for o in outcomes), refused.total(), sum(bool(o.failure) for o in outcomes),
        sum(o.pages for o in outcomes), sum(o.deaths for o in outcomes),
    ]  # fmt: skip
    slowest = max(o.seconds for o in outcomes)
    peaks = [max(o.memory for o in outcomes) >> 20, max(o.own_memory for o in outcomes) >> 20]
    return [kind, *map(str, figures), f"{slowest:.1f}", *map(str, peaks)]


def run(
    paths: Sequence[Path], count: int, seed: int, jobs: int, only: int | None = None, limits: Limits | None = None
) -> tuple[str, list[str]]:
    """The report of a run, and what failed in it."""
    with TemporaryDirectory(prefix="vndoc-fuzz-") as name:
        folder = Path(name)
        path, environment = list(sys.path), dict(os.environ)
        prepare(folder)
        try:
            chosen = (case for case in cases(paths, count, seed, folder, limits or Limits()) if only in (None, case.index))
            done = sorted(Workers(run_case, died, jobs).run(chosen), key=lambda pair: pair[0].index)
        finally:
            sys.path[:] = path
            os.environ.clear()
            os.environ.update(environment)
        failures = [f"{c.index} {c.kind} {c.source or ''}: {o.failure}" for c, o in done if o.failure] + reached_out(folder)
        slow = sorted(done, key=lambda pair: -pair[1].seconds)[:5]
    notes = [f"{caption()}; seed {seed}, {count} files; longest: "]
    notes[0] += ", ".join(f"{c.index} ({c.kind}) {o.seconds:.1f} s" for c, o in slow)
    return f"{notes[0]}\n\n{report(done)}", failures


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, run, and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="PDFs, and folders of them; the samples by default")
    parser.add_argument("--count", type=int, default=60, help="files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=default_jobs())
    parser.add_argument("--only", type=int, help="the case with this number alone")
    parser.add_argument("--short", action="store_true", help="shorter limits on time than vndoc has")
    parser.add_argument("--out", type=Path, help="write the table there too")
    args = parser.parse_args(arguments)
    use_one_thread()
    paths = [path.resolve() for path in args.paths] or [Path(__file__).resolve().parents[1] / "samples"]
    table, failures = run(paths, args.count, args.seed, args.jobs, args.only, SHORT if args.short else None)
    print(table)
    if args.out is not None:
        args.out.write_text(table + "\n", "utf-8")
    print(*(failures or ["nothing failed, nothing reached out"]), sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
