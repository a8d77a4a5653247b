"""Archives: a tree of files in, a mirrored tree of outputs out, on several processes, with a record to go on from.

A file that cannot be converted is reported and passed over. After Ctrl-C or a kill the same call goes on where it
stopped, and in the end every output has the same bytes as if it had never been stopped.
"""

from __future__ import annotations

import logging
import os
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from vndoc.document import Document, Engine
from vndoc.errors import InputError, OutputError, UsageError, VndocError
from vndoc.inputs import Found, count_files, find_files
from vndoc.ledger import Entry, Ledger, work_key
from vndoc.limits import Limits, end_after
from vndoc.options import Options
from vndoc.outputs import (
    check_formats,
    check_free,
    leftovers,
    make_folder,
    output_paths,
    remove_parts,
    split_paths,
    true_path,
    write_whole,
)
from vndoc.page_workers import Opener, PageWorkers, open_here
from vndoc.pipeline import process, process_with, split_with
from vndoc.read import describe, find_engine
from vndoc.resources import manifest, sha256
from vndoc.version import VERSION
from vndoc.workers import Workers, default_jobs
from vndoc.write import export_parts

LIMITS = Limits()
"""What a file may cost in a worker process of a batch."""

ATTEMPTS = 5
"""How often a page may be made again, without the stages that its process died in; see `vndoc.page_workers.pool`."""

_log = logging.getLogger(__name__)


class Failure(msgspec.Struct, frozen=True):
    """A file that was not converted: its name, the exit code that fits the error, and one line."""

    path: str
    code: int
    message: str


class Summary(msgspec.Struct, frozen=True):
    """What a batch came to.

    Attributes:
        done: files converted in this run.
        skipped: files that an earlier run had converted.
        failed: files that were not converted, and why.
        ignored: files of the tree that are none that vndoc reads.
        pages: pages of the files converted in this run.
        seconds: how long the run took.
    """

    done: int = 0
    skipped: int = 0
    failed: tuple[Failure, ...] = ()
    ignored: int = 0
    pages: int = 0
    seconds: float = 0.0


class Progress(msgspec.Struct, frozen=True):
    """How far a batch is: files met of all, and the last one with its error ("" where it went well)."""

    met: int
    total: int
    input: str
    message: str


class Task(msgspec.Struct, frozen=True):
    """A file for a worker; `key` is that of the record.

    `limits` are kept to where the worker is a process of this module's own; `care` tells that its pages are to be made in a
    process of their own each time: a worker died of the file, or of another that was at work beside it.
    """

    found: Found
    out: Path
    options: Options
    formats: tuple[str, ...]
    overwrite: bool
    key: str = ""
    limits: Limits | None = None
    care: bool = False


class Result(msgspec.Struct, frozen=True):
    """What a worker made of a file; `code` 0 where it went well. `trace` is the traceback of an error that nobody foresaw."""

    code: int = 0
    message: str = ""
    trace: str = ""
    pages: int = 0
    seconds: float = 0.0
    documents: int = 1


def process_batch(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    options: Options | None = None,
    *,
    formats: Sequence[str] = ("json",),
    jobs: int | None = None,
    executor: Executor | None = None,
    overwrite: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Convert files and whole trees of them.

    A program that calls this with processes of its own (no `executor`) needs the usual ``if __name__ == "__main__":`` guard.

    Args:
        paths: a folder, a file, or several.
        out: the output folder; it gets the tree of the inputs, and a record in its folder ``.vndoc``.
        options: as for `process`.
        formats: which formats to write of each file.
        jobs: number of worker processes, by default one a processor.
        executor: runs the work instead of own processes (``dask.distributed``'s, a thread pool); it is left open.
        overwrite: replace outputs that exist and are not of an earlier run with the same input, options and versions.
        progress: is called after each file.

    Returns:
        Counts, and the files that failed.

    Raises:
        InputError: a path does not exist.
        OutputError: the output folder cannot be written, or another batch is writing there.
        UsageError: there is no such format.
        EngineError: the engine that was asked for is missing.
        DataError: shipped data is missing or corrupt.
    """
    started = time.monotonic()
    roots = [Path(p) for p in ((paths,) if isinstance(paths, str | Path) else paths)]
    check_formats(formats)
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs must be 1 or more, not {jobs}")
    limits = LIMITS if executor is None else None
    pattern = Task(_NO_FILE, Path(out), options or Options(), tuple(formats), overwrite, limits=limits)
    summary = _run(roots, pattern, jobs or default_jobs(), executor, progress)
    return replace(summary, seconds=round(time.monotonic() - started, 3))


def _run(
    roots: Sequence[Path], pattern: Task, jobs: int, executor: Executor | None, progress: Callable[[Progress], None] | None
) -> Summary:
    """Convert all files of `roots` as `pattern` says."""
    given = _check_roots(roots, pattern.out)
    engine = find_engine(pattern.options.engine, pattern.options.tessdata)
    make_folder(pattern.out)
    total, met = count_files(roots, pattern.out), 0

    def tell(name: str, message: str) -> None:
        nonlocal met
        met += 1
        if progress is not None:
            progress(Progress(met, total, name, message))

    with Ledger(pattern.out) as ledger:
        batch = _Batch(pattern, None if engine is None else describe(engine), given, ledger, tell)
        batch.clean(entry.name for entry in ledger.unfinished())
        workers = Workers(convert_task, _died, jobs, executor, batch.clean_after, _with_care, LIMITS.file_memory)
        for task, result in workers.run(batch.tasks(find_files(roots, pattern.out))):
            batch.record(task, result)
        ledger.finish()
    return batch.summary()


def convert_task(task: Task) -> Result:
    """Convert one file and write its outputs; whatever happens is told in the answer, never raised."""
    started = time.monotonic()
    name = task.found.input
    try:
        folder = (task.out / task.found.name).parent
        if not true_path(folder).is_relative_to(true_path(task.out)):
            raise OutputError(f"{folder}: leads out of the output folder; remove the link")
        make_folder(folder)
        documents = _processed(task)
        parted = zip(documents, targets_of(task, len(documents)), strict=True)
        options = task.options
        contents = {own[name]: export_parts(doc, name, options=options) for doc, own in parted for name in task.formats}
        check_free(contents, {true_path(task.found.path)}, task.overwrite)
        write_whole(contents, task.overwrite)
    except VndocError as e:
        return Result(e.exit_code, str(e))
    except Exception as e:
        if isinstance(e, MemoryError) and task.limits is not None and not task.care:
            os._exit(1)  # what the file takes is told apart from what others left: it is done again with care, alone
        said = str(e).strip().splitlines() or [""]
        return Result(1, f"{name}: unexpected {type(e).__name__}: {said[0][:300]}", traceback.format_exc())
    finally:
        if task.limits is not None:
            end_after(0)
    return Result(pages=_page_count(documents), seconds=time.monotonic() - started, documents=len(documents))


def _page_count(documents: Sequence[Document]) -> int:
    """Pages of a file; one that two of its documents share counts once."""
    return len({page.number for document in documents for page in document.pages})


def _converted(task: Task, open_: Opener, progress: Callable[[int, int], None] | None = None) -> Sequence[Document]:
    """The documents of a file: one, unless they are to be parted."""
    path, options = task.found.path, task.options
    if options.split:
        return split_with(open_, path, options, progress=progress)
    return (process_with(open_, path, options, progress=progress),)


def _processed(task: Task) -> Sequence[Document]:
    """The documents, within the task's limits: the system ends a worker that goes beyond them."""
    limits = task.limits
    if limits is None:
        return _converted(task, open_here) if task.options.split else (process(task.found.path, task.options),)
    page = limits.page_seconds(task.options, ATTEMPTS if task.care else 1)

    def go_on(through: int, total: int) -> None:
        end_after(page if through < total else limits.rest_seconds(total))

    end_after(page + limits.seconds("open", task.options, task.found.path.stat().st_size))
    if not task.care:
        return _converted(task, open_here, go_on)
    with PageWorkers(1, limits) as workers:
        return _converted(task, workers.open, go_on)


def _with_care(task: Task) -> Task:
    """The same task, its pages to be made in a process of their own."""
    return replace(task, care=True)


def targets_of(task: Task, count: int = 1) -> list[dict[str, Path]]:
    """Where each format of each document of a task goes."""
    place = task.out / task.found.name
    if task.options.split:
        return split_paths(place.parent, place.name, task.formats, count)
    return [output_paths(place.parent, place.name, task.formats)]


def _died(task: Task) -> Result:
    """The result of a task whose worker died."""
    return Result(1, f"{task.found.input}: its worker process died (out of memory or time?); convert it alone to see more")


def _check_roots(roots: Sequence[Path], out: Path) -> frozenset[Path]:
    """The resolved inputs that are files.

    Raises:
        InputError: an input does not exist.
        UsageError: outputs could mix with inputs.
    """
    here = true_path(out)
    for root in roots:
        if not root.exists():
            raise InputError(f"{root}: does not exist; check the name")
        if root.is_dir() and true_path(root).is_relative_to(here):
            raise UsageError(f"{out}: holds the inputs; name an output folder beside or below them")
    return frozenset(true_path(root) for root in roots if root.is_file())


_NO_FILE = Found(Path(), "", "")


class _Batch:
    """One run: what is handed out, and what came back."""

    def __init__(
        self,
        pattern: Task,
        engine: Engine | None,
        given: frozenset[Path],
        ledger: Ledger,
        tell: Callable[[str, str], None],
    ) -> None:
        """`pattern` is the task of every file, but for the file; `given` are the resolved inputs that were named one by one."""
        self._pattern, self._engine, self._given, self._ledger, self._tell = pattern, engine, given, ledger, tell
        self._done = self._skipped = self._ignored = self._pages = 0
        self._failed: list[Failure] = []

    def tasks(self, files: Iterable[Found | None]) -> Iterator[Task]:
        """What is to be done; what is done already, or cannot be, is recorded at once."""
        for found in files:
            if found is None:
                self._ignored += 1
                self._tell("", "")
                continue
            found = self._named(found)
            earlier = self._ledger.get(found.name) or Entry(found.name, found.input)
            try:
                task = self._task(found, earlier)
            except VndocError as e:
                self._fail(earlier, Failure(found.input, e.exit_code, str(e)))
                continue
            if task is None:
                self._skipped += 1
                self._ledger.put(replace(earlier, input=found.input, outcome="skipped", code=0, message=""))
                self._tell(found.input, "")
                continue
            self._ledger.put(Entry(found.name, found.input, task.key, "running"))
            yield task

    def record(self, task: Task, result: Result) -> None:
        """Record what a worker made of a file."""
        entry = Entry(task.found.name, task.found.input, task.key)
        if result.trace:
            _log.debug("%s: %s", task.found.input, result.trace)
        if result.code:
            self._fail(entry, Failure(task.found.input, result.code, result.message))
            return
        self._done += 1
        self._pages += result.pages
        if task.options.split:
            self._part(task, result.documents)
        seconds = round(result.seconds, 3)
        self._ledger.put(replace(entry, state="done", outcome="done", pages=result.pages, seconds=seconds))
        self._tell(task.found.input, "")

    def _part(self, task: Task, count: int) -> None:
        """Record how many documents a file has, and remove outputs of more of them that an earlier run wrote."""
        name = task.found.name
        for own in targets_of(task, self._ledger.documents(name))[count:]:
            for target in own.values():
                if true_path(target) not in self._given:
                    with suppress(OSError):
                        target.unlink(missing_ok=True)
        place = task.out / name
        for target in leftovers(place.parent, place.name, task.formats, count):
            _log.warning("%s: stands beside the %d document(s) of %s, and is none of them", target, count, task.found.input)
        self._ledger.put_documents(name, count)

    def clean(self, names: Iterable[str]) -> None:
        """Remove the parts of outputs (``folder/stem``) whose worker was killed."""
        for folder in {(self._pattern.out / name).parent for name in names}:
            remove_parts(folder)

    def clean_after(self, tasks: Iterable[Task]) -> None:
        """The same, by task."""
        self.clean(task.found.name for task in tasks)

    def summary(self) -> Summary:
        """Counts, and failures in the order of the files' names."""
        failed = tuple(sorted(self._failed, key=lambda f: f.path))
        return Summary(self._done, self._skipped, failed, self._ignored, self._pages)

    def _named(self, found: Found) -> Found:
        """The file under a name that no other of this run has."""
        name, count = found.name, 1
        while self._ledger.is_taken(name):
            count += 1
            name = f"{found.name}-{count}"
        return replace(found, name=name)

    def _task(self, found: Found, earlier: Entry) -> Task | None:
        """The work on a file, None where it is done already.

        Raises:
            InputError: it cannot be read.
            OutputError: its outputs exist, and are not those of a run that was stopped at this file.
        """
        try:
            digest = sha256(found.path)
        except OSError as e:
            raise InputError(f"{found.input}: cannot be read ({e.strerror or e})") from e
        pattern = self._pattern
        key = work_key(digest, pattern.options, pattern.formats, self._engine, manifest().version, VERSION)
        known = self._ledger.documents(found.name) if pattern.options.split else 1
        targets = [t for own in targets_of(replace(pattern, found=found), known or 1) for t in own.values()]
        if known and earlier.state == "done" and earlier.key == key and all(t.is_file() for t in targets):
            return None
        overwrite = pattern.overwrite or earlier.state == "running"
        check_free(targets, self._given | {true_path(found.path)}, overwrite)
        return replace(pattern, found=found, overwrite=overwrite, key=key)

    def _fail(self, entry: Entry, failure: Failure) -> None:
        self._failed.append(failure)
        self._ledger.put(replace(entry, input=failure.path, outcome="failed", code=failure.code, message=failure.message))
        self._tell(failure.path, failure.message)
