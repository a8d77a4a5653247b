"""What runs in a page worker: ``python -m vndoc.page_workers.child LOG_LEVEL BYTES``.

In: orders on the standard input; out: answers on the standard output, which libraries cannot write to by accident: it is moved
out of their way before they are loaded. The process ends with the one that started it, and the system ends it where it
goes beyond its limits.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from msgspec.structs import replace

from vndoc.errors import VndocError
from vndoc.limits import Limits, end_after, limit_memory, peak_memory, use_one_thread
from vndoc.options import Options
from vndoc.page_workers.messages import (
    Answer,
    At,
    Make,
    Open,
    Opened,
    Order,
    Refused,
    Rubbish,
    Said,
    order_of,
    pack,
    read_frame,
)
from vndoc.page_workers.page import Here

LOADED = ("vndoc.extract.pdf", "vndoc.judge", "vndoc.recode", "vndoc.read", "vndoc.arrange")
"""Modules that are loaded while the other process is still busy starting."""

SPENT_AT = 0.5
"""Share of the memory limit beyond which a process makes no other page: what it holds could be missing there."""

LATER = 10.0
"""Seconds after its limit at which the system ends a page, where the process that waits for it has not: it is gone or busy."""


class _Told(logging.Handler):
    """Sends what is logged to the process that waits for the page."""

    def __init__(self, child: Child) -> None:
        super().__init__()
        self._child = child

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record with its traceback."""
        self._child.answer(Said(record.levelno, record.name, self.format(record)))


class Child:
    """A page worker from inside."""

    def __init__(self, orders: BinaryIO, answers: BinaryIO, memory: int) -> None:
        """Orders are read from one pipe, answers written to another."""
        self._orders = orders
        self._answers = answers
        self._memory = memory
        self._waiting: SimpleQueue[Order] = SimpleQueue()
        self._lock = threading.Lock()
        self._file: Here | None = None
        self._limits, self._options = Limits(), Options()

    def answer(self, message: Answer) -> None:
        """Send an answer; where nobody takes it any more this process ends."""
        packed = pack(message)
        try:
            with self._lock:
                self._answers.write(packed)
                self._answers.flush()
        except OSError:
            end_now()

    def run(self) -> None:
        """Do what is ordered, until nobody is left who could."""
        threading.Thread(target=self._listen, name="vndoc-orders", daemon=True).start()
        while True:
            order = self._waiting.get()
            try:
                self.answer(self._open(order) if isinstance(order, Open) else self._make(order))
            except VndocError as e:
                self.answer(Refused(type(e).__name__, str(e)))
            end_after(0)

    def _listen(self) -> None:
        try:
            while (frame := read_frame(self._orders)) is not None:
                self._waiting.put(order_of(frame))
        finally:
            end_now()

    def _open(self, order: Open) -> Opened:
        path = Path(os.fsdecode(order.path))
        self._limits, self._options = order.limits, order.options
        self._watch("open", path.stat().st_size)
        self.answer(At("open"))
        if self._file is not None:
            self._file.__exit__()
            self._file = None
        self._file = Here(path, order.options, order.tables)
        return Opened(self._file.sha256, self._file.media_type, self._file.page_count)

    def _make(self, order: Make) -> Answer:
        if self._file is None:
            raise Rubbish("a page of no file")

        def tell(stage: str) -> None:
            self._watch(stage)
            self.answer(At(stage))

        make = self._file.judge if order.verdicts_alone else self._file.make
        made = make(order.number, order.without, tell)
        full = peak_memory() > SPENT_AT * self._memory
        left_behind = threading.active_count() > OWN_THREADS
        return replace(made, spent=full or left_behind)

    def _watch(self, stage: str, size: int = 0) -> None:
        end_after(self._limits.seconds(stage, self._options, size) + LATER)


OWN_THREADS = 2
"""The main thread, and the one that takes orders; another is an engine that did not keep its time."""


def end_now() -> None:
    """End this process, and the engines that it started."""
    if hasattr(os, "killpg") and os.getpid() == os.getpgid(0):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes of this process, which are its standard input and output no more."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return orders, answers


def main(level: int, memory: int) -> None:
    """Work until the other process is gone."""
    orders, answers = _own_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_one_thread()
    limit_memory(memory)
    child = Child(orders, answers, memory)
    log = logging.getLogger("vndoc")
    log.setLevel(level)
    log.propagate = False
    log.addHandler(_Told(child))
    logging.getLogger().addHandler(logging.NullHandler())
    logging.captureWarnings(True)
    try:
        for name in LOADED:
            import_module(name)
    except Exception as e:
        log.debug("%s", e)  # it comes again, and is told, with the first order
    child.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
