"""Worker processes that come and go: a dead one costs the file that it was at work on at most, never the run.

Workers are spawned (the same on every system), are renewed after some files, and end by themselves when the process that
started them is gone, however it ended: each waits for the end of a pipe whose other end that process holds.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from vndoc.errors import VndocError
from vndoc.limits import FILE_MEMORY, limit_memory, use_one_thread

FILES_PER_WORKER = 200
"""After so many files on each worker all are renewed, so that what a library leaks is given back; a start takes 0.3 s."""

WAITING_PER_WORKER = 2
"""Files handed out beyond the one at work, so that no worker waits; few, so that memory does not grow with the archive."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def default_jobs() -> int:
    """As many workers as there are processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


class Workers(Generic[Task, Result]):
    """Runs one function over many tasks, a bounded number at a time, results as they come.

    Args:
        function: what to do; it and its tasks and results travel between processes.
        died: the result of a task whose worker died.
        jobs: number of worker processes.
        executor: somebody else's executor, used instead of own processes and left open.
        killed: is told of tasks whose worker was killed, when no worker is left.
        careful: the same task, to be done with more care by a worker of its own, after a worker died that may have died of it.
        memory: bytes of data that a worker may have.
    """

    def __init__(
        self,
        function: Callable[[Task], Result],
        died: Callable[[Task], Result],
        jobs: int,
        executor: Executor | None = None,
        killed: Callable[[list[Task]], None] = lambda tasks: None,
        careful: Callable[[Task], Task] = lambda task: task,
        memory: int = FILE_MEMORY,
    ) -> None:
        self._function = function
        self._died = died
        self._jobs = jobs
        self._given = executor
        self._killed = killed
        self._careful = careful
        self._memory = memory
        self._pool: _Pool | None = None

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """(task, result) of every task, in the order in which they end.

        Raises:
            VndocError: the executor that was given broke.
        """
        waiting: dict[Future[Result], Task] = {}
        try:
            for task in tasks:
                self._submit(task, waiting)
                while len(waiting) >= self._jobs * (1 + WAITING_PER_WORKER):
                    yield from self._collect(waiting)
            while waiting:
                yield from self._collect(waiting)
        finally:
            for future in waiting:
                future.cancel()
            self._close(kill=bool(waiting))
            if waiting and self._given is None:
                self._killed(list(waiting.values()))

    def _submit(self, task: Task, waiting: dict[Future[Result], Task]) -> None:
        if self._given is not None:
            waiting[self._given.submit(self._function, task)] = task
            return
        if self._pool is None:
            self._pool = _Pool(self._jobs, self._memory)
        try:
            future = self._pool.executor.submit(self._function, task)
        except BrokenExecutor as e:
            future = Future()
            future.set_exception(e)
        self._pool.left -= 1
        waiting[future] = task

    def _collect(self, waiting: dict[Future[Result], Task]) -> Iterator[tuple[Task, Result]]:
        """Results that are there, at least one; after a worker's death all that were handed out are tried one by one."""
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        suspects: list[Task] = []
        for future in sorted(done, key=list(waiting).index):
            task = waiting.pop(future)
            try:
                result = future.result()
            except BrokenExecutor:
                suspects.append(task)
                continue
            yield task, result
        if suspects:
            yield from self._one_by_one(self._abandoned(suspects, waiting))
        elif self._pool is not None and self._pool.left <= 0:
            while waiting:
                self._pool.left = 1
                yield from self._collect(waiting)
            self._close(kill=False)

    def _abandoned(self, suspects: list[Task], waiting: dict[Future[Result], Task]) -> list[Task]:
        """All tasks that a broken pool was given."""
        if self._given is not None:
            raise VndocError("the executor that was given has lost its workers; start the run again, what is done is kept")
        tasks = [*suspects, *waiting.values()]
        waiting.clear()
        self._close(kill=True)
        self._killed(tasks)
        return tasks

    def _one_by_one(self, tasks: list[Task]) -> Iterator[tuple[Task, Result]]:
        """Tasks alone in a pool of one, with care, to tell whose worker dies."""
        for task in tasks:
            if self._pool is None:
                self._pool = _Pool(1, self._memory)
            try:
                result = self._pool.executor.submit(self._function, self._careful(task)).result()
            except BrokenExecutor:
                self._close(kill=True)
                self._killed([task])
                result = self._died(task)
            yield task, result
        self._close(kill=False)

    def _close(self, kill: bool) -> None:
        if self._pool is not None:
            self._pool.close(kill)
            self._pool = None


class _Pool:
    """Processes, and the pipe that ends them."""

    def __init__(self, jobs: int, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self._ours = context.Pipe(duplex=False)
        self.executor = ProcessPoolExecutor(jobs, context, _start_worker, (theirs, memory))
        self._theirs = theirs
        self.left = jobs * FILES_PER_WORKER

    def close(self, kill: bool) -> None:
        """End the workers: now, or when they have done what they were given."""
        if kill:
            self._ours.close()
        self.executor.shutdown(wait=True, cancel_futures=True)
        if not kill:
            self._ours.close()
        self._theirs.close()


def _start_worker(parent: Connection, memory: int) -> None:
    """In a new worker: leave Ctrl-C and messages to the parent, use one thread and so much memory, and end with the parent."""
    logging.getLogger().addHandler(logging.NullHandler())
    logging.captureWarnings(True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_one_thread()
    limit_memory(memory)
    threading.Thread(target=_end_with, args=(parent,), name="vndoc-parent", daemon=True).start()


def _end_with(parent: Connection) -> None:
    try:
        parent.recv()
    except (EOFError, OSError):
        os._exit(1)
