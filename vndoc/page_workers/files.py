"""Many files, some at a time, in their order: each in a worker process of its own, or the pages of a single one over all.

In: files, what is to be looked for in each; out: what was found, file by file, as if one were done after the other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain, islice
from queue import SimpleQueue
from typing import TypeVar

from vndoc.page_workers.page import Opener
from vndoc.page_workers.pool import PageWorkers

AHEAD = 3
"""Files under way or waiting for those before them, for each worker: few, so that memory stays flat."""

File = TypeVar("File")
Found = TypeVar("Found")


def in_order(
    files: Iterable[File], look: Callable[[File, Opener], Iterator[Found]], jobs: int
) -> Iterator[tuple[File, Iterator[Found]]]:
    """Each file with what is found in it; an error of `look` is raised where that is taken.

    Args:
        files: any number of them, also found one by one.
        look: looks into a file, which it opens with what it is given.
        jobs: worker processes.
    """
    rest = iter(files)
    first = list(islice(rest, 2))
    if len(first) < 2:
        with PageWorkers(jobs) as workers:
            yield from ((file, look(file, workers.open)) for file in first)
        return
    free: SimpleQueue[PageWorkers] = SimpleQueue()
    waiting: deque[tuple[File, Future[list[Found]]]] = deque()

    def task(file: File) -> list[Found]:
        workers = free.get()
        try:
            return list(look(file, workers.open))
        finally:
            free.put(workers)

    with ExitStack() as stack:
        for _ in range(jobs):
            free.put(stack.enter_context(PageWorkers(1)))
        threads = ThreadPoolExecutor(jobs, "vndoc-files")
        stack.callback(threads.shutdown, cancel_futures=True)
        for file in chain(first, rest):
            waiting.append((file, threads.submit(task, file)))
            if len(waiting) >= AHEAD * jobs:
                yield _taken(waiting)
        while waiting:
            yield _taken(waiting)


def _taken(waiting: deque[tuple[File, Future[list[Found]]]]) -> tuple[File, Iterator[Found]]:
    file, future = waiting.popleft()
    return file, chain.from_iterable(future.result() for _ in range(1))
