"""Pages of a file spread over page workers, in order, a bounded number ahead.

A page whose worker dies is made again by a new one: as it was where the old one had worked before (what it held may have been
the reason), or else without the stage that it died in. So a layer that crashes its reader leaves the picture to be read, an
engine that crashes leaves the layer, and a page that cannot be had at all costs a notice.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Self

from vndoc.errors import InputError, VndocError
from vndoc.limits import Limits
from vndoc.options import Options
from vndoc.page_workers.messages import Opened
from vndoc.page_workers.page import STAGES, Judged, Made, OpenFile, arranged, lost, open_here
from vndoc.page_workers.worker import Died, Worker
from vndoc.pages import SourcePage

AHEAD = 2
"""Pages handed out for each worker beyond the one at work, so that none waits; few, so that memory stays flat."""

PATIENCE = 0.4
"""Seconds that a page waits for a worker before another is started, one at a time: what a start takes, so that short files
start one alone."""


class PageWorkers:
    """Worker processes for the pages of one file after another; may be used by several threads.

    Args:
        jobs: how many processes at most.
        limits: what a page may cost.
    """

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self.jobs = max(1, jobs)
        self._limits = limits or Limits()
        self._free: LifoQueue[Worker] = LifoQueue()
        self._lock = threading.Lock()
        self._workers: set[Worker] = set()
        self._starting = 0
        self._started_at = -PATIENCE

    def warm(self) -> None:
        """Start a worker now, so that it is there when the first file comes."""
        self.give_back(self.borrow())

    def open(self, path: Path, options: Options, tables: bool = True) -> OpenFile:
        """Open a file: text in this process, anything else in a worker; without `tables`, none are looked for.

        Raises:
            VndocError: as `vndoc.pipeline.process`.
        """
        from vndoc.extract.sniff import sniff

        if sniff(path) == "text/plain":
            return open_here(path, options, tables)
        return Spread(self, path, options, tables)

    def borrow(self, fresh: bool = False) -> Worker:
        """A worker; one that has done nothing yet where it must be `fresh`."""
        worker = self._any()
        if fresh and not worker.is_fresh:
            self.discard(worker)
            return self._new()
        return worker

    def give_back(self, worker: Worker) -> None:
        """Take back a worker that lives."""
        if worker.is_spent:
            self.discard(worker)
        else:
            self._free.put(worker)

    def discard(self, worker: Worker) -> None:
        """End a worker."""
        worker.end()
        with self._lock:
            self._workers.discard(worker)

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _any(self) -> Worker:
        """A free worker, or a new one where there may be another."""
        while True:
            try:
                return self._free.get(timeout=PATIENCE if self._workers else 0.001)
            except Empty:
                now = time.monotonic()
                with self._lock:
                    is_time = now - self._started_at >= PATIENCE
                    may = is_time and len(self._workers) + self._starting < self.jobs
                    self._starting += may
                    self._started_at = now if may else self._started_at
                if may:
                    try:
                        return self._new()
                    finally:
                        with self._lock:
                            self._starting -= 1

    def _new(self) -> Worker:
        worker = Worker(self._limits)
        with self._lock:
            self._workers.add(worker)
        return worker


class Spread:
    """A file that workers have open."""

    def __init__(self, workers: PageWorkers, path: Path, options: Options, tables: bool = True) -> None:
        """Open the file in one worker.

        Raises:
            InputError: the file cannot be opened, or ends the process that opens it.
            VndocError: as `vndoc.pipeline.process`.
        """
        self._workers = workers
        self._path = path.absolute()
        self._options = options
        self._tables = tables
        self._lock = threading.Lock()
        self._busy: set[Worker] = set()
        self._is_closed = False
        opened = self._open_somewhere()
        self.name = path.name
        self.sha256, self.media_type, self.page_count = opened.sha256, opened.media_type, opened.page_count

    def pages(self, numbers: Iterable[int]) -> Iterator[Made]:
        """The pages with these numbers, in this order."""
        for made in self._spread(numbers, verdicts_alone=False):
            yield made if isinstance(made, Made) else Made(arranged(made.page))

    def judged(self, numbers: Iterable[int]) -> Iterator[SourcePage]:
        """The same pages, no further than their verdicts."""
        return (made.page for made in self._spread(numbers, verdicts_alone=True) if isinstance(made, Judged))

    def _spread(self, numbers: Iterable[int], verdicts_alone: bool) -> Iterator[Made | Judged]:
        """What workers make of pages, in order; a page that is lost is one without anything, judged alone."""
        waiting: deque[Future[Made | Judged]] = deque()
        with ThreadPoolExecutor(self._workers.jobs, "vndoc-pages") as threads:
            try:
                for number in numbers:
                    waiting.append(threads.submit(self._make, number, verdicts_alone))
                    if len(waiting) >= self._workers.jobs * (1 + AHEAD):
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()
                if waiting:
                    self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop()

    def _stop(self) -> None:
        """End the workers that are at work on this file, and start no others."""
        with self._lock:
            self._is_closed = True
            busy = list(self._busy)
        for worker in busy:
            self._workers.discard(worker)

    def _open_somewhere(self) -> Opened:
        """Open the file, in a new process where an old one dies of it."""
        fresh = False
        while True:
            worker = self._workers.borrow(fresh)
            was_fresh = worker.is_fresh
            try:
                opened = worker.open(self, self._path, self._options, self._tables)
            except Died as e:
                self._workers.discard(worker)
                if was_fresh or e.late:
                    what = f"this file cannot be opened, {e.why}; save it anew with another program"
                    raise InputError(f"{self._path.name}: {what}") from e
                fresh = True
            except BaseException as e:
                if isinstance(e, VndocError):
                    self._workers.give_back(worker)
                else:
                    self._workers.discard(worker)
                raise
            else:
                self._workers.give_back(worker)
                return opened

    def _make(self, number: int, verdicts_alone: bool) -> Made | Judged:
        """A page, whatever it takes."""
        without: dict[str, str] = {}
        fresh = False
        while True:
            worker = self._workers.borrow(fresh)
            was_fresh = worker.is_fresh
            try:
                made = self._made_by(worker, number, without, verdicts_alone)
            except Died as e:
                self._workers.discard(worker)
                if self._is_closed:
                    raise
                fresh = True
                if not was_fresh and not e.late:
                    continue
                left_out = STAGES.get(e.stage)
                if left_out is None or left_out in without:
                    return Judged(lost(number, e.why))
                without[left_out] = e.why
            except BaseException:
                self._workers.discard(worker)
                raise
            else:
                self._workers.give_back(worker)
                return made

    def _made_by(self, worker: Worker, number: int, without: dict[str, str], verdicts_alone: bool) -> Made | Judged:
        with self._lock:
            if self._is_closed:
                raise Died("open", "the file is closed")
            self._busy.add(worker)
        try:
            if worker.file is not self:
                worker.open(self, self._path, self._options, self._tables)
            return worker.make(number, without, verdicts_alone)
        finally:
            with self._lock:
                self._busy.discard(worker)
