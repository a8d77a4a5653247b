"""A page worker as its user sees it: a process that opens a file and makes pages of it, or dies of them.

Its answers are waited for no longer than the limits say. The process is started with the interpreter and the search path of
this one, but without the folder that happens to be the current one.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

from vndoc import errors
from vndoc.errors import VndocError
from vndoc.limits import ONE_THREAD, Limits
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
    answer_of,
    pack,
    read_frame,
)
from vndoc.page_workers.page import Judged, Made

PAGES = 500
"""After so many pages a worker is renewed, so that what a library leaks is given back; a start takes 0.4 s."""

_log = logging.getLogger("vndoc")


class Died(Exception):
    """A worker ended, or had to be ended, in this stage; the text says how. `late` tells that it took too long."""

    def __init__(self, stage: str, why: str, late: bool = False) -> None:
        """How it went."""
        super().__init__(why)
        self.stage, self.why, self.late = stage, why, late


class Worker:
    """One process. Not for several threads at once."""

    def __init__(self, limits: Limits) -> None:
        """Start the process; this does not wait for it.

        Raises:
            VndocError: it cannot be started.
        """
        self._limits = limits
        self._options = Options()
        self._ending = threading.Lock()
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self.file: object = None
        self.made = 0
        self.is_fresh = True
        self.is_spent = False
        self._process = _start(limits.memory)
        pipe = self._process.stdout
        assert pipe is not None
        self._reader = threading.Thread(target=_read, args=(pipe, self._answers), name="vndoc-answers", daemon=True)
        self._reader.start()

    def open(self, file: object, path: Path, options: Options, tables: bool = True) -> Opened:
        """Open a file; `file` stands for it from now on.

        Raises:
            VndocError: the worker refuses it.
            Died: it ended.
        """
        self._options = options
        self._send(Open(os.fsencode(path), options, self._limits, tables), "open")
        answer = self._hear("start", _size(path))
        if not isinstance(answer, Opened):
            raise self._rubbish("open")
        self.is_fresh = self.file is None
        self.file = file
        return answer

    def make(self, number: int, without: Mapping[str, str], verdicts_alone: bool = False) -> Made | Judged:
        """Make a page of the open file, or judge it alone.

        Raises:
            VndocError: the worker cannot make any page.
            Died: it ended.
        """
        self._send(Make(number, dict(without), verdicts_alone), "extract")
        answer = self._hear("extract")
        if not isinstance(answer, Judged if verdicts_alone else Made) or answer.page.number != number:
            raise self._rubbish("extract")
        self.made += 1
        self.is_fresh = False
        self.is_spent = answer.spent or self.made >= PAGES
        return answer

    def end(self) -> None:
        """End the process at once, and all that it started."""
        process = self._process
        with self._ending:
            if process.poll() is None:
                _kill(process)
                process.wait()
            self._reader.join()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def _send(self, order: Order, stage: str) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(pack(order))
            pipe.flush()
        except (OSError, ValueError):
            raise self._died(stage) from None

    def _hear(self, stage: str, size: int = 0) -> Answer:
        """The next answer that is more than news."""
        deadline = self._deadline(stage, size)
        while True:
            try:
                frame = self._answers.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                seconds = self._limits.seconds(stage, self._options, size)
                raise Died(stage, f"its process took longer than {seconds:.0f} s and was ended", late=True) from None
            if frame is None:
                raise self._died(stage)
            try:
                answer = answer_of(frame)
            except Rubbish:
                raise self._rubbish(stage) from None
            if isinstance(answer, At):
                stage = answer.stage
                deadline = self._deadline(stage, size)
            elif isinstance(answer, Said):
                logging.getLogger(answer.name).log(answer.level, "%s", answer.message)
            elif isinstance(answer, Refused):
                raise _error(answer)
            else:
                return answer

    def _deadline(self, stage: str, size: int = 0) -> float:
        return time.monotonic() + self._limits.seconds(stage, self._options, size)

    def _rubbish(self, stage: str) -> Died:
        return Died(stage, "its process answered rubbish and was ended")

    def _died(self, stage: str) -> Died:
        """How the process ended."""
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return self._rubbish(stage)
        if code == -getattr(signal, "SIGALRM", 0):
            return Died(stage, "its process took too long and was ended", late=True)
        try:
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        except ValueError:
            how = f"signal {-code}"
        return Died(stage, f"its process died, {how}: out of memory, or a fault in a library")


def _start(memory: int) -> subprocess.Popen[bytes]:
    path = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100 -- entries need not exist
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(path)}
    level = _log.getEffectiveLevel()
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "vndoc.page_workers.child", str(level), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if level <= logging.DEBUG else subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except OSError as e:
        raise VndocError(f"a worker process cannot be started ({e}); check that {sys.executable or 'Python'} can be run") from e


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _read(pipe: BinaryIO, answers: SimpleQueue[bytes | None]) -> None:
    """Put what comes out of a pipe into a queue, and None when that is over."""
    try:
        while (frame := read_frame(pipe)) is not None:
            answers.put(frame)
    except (OSError, ValueError, Rubbish, MemoryError):
        pass
    answers.put(None)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _error(refused: Refused) -> VndocError:
    known = getattr(errors, refused.error, None)
    if isinstance(known, type) and issubclass(known, VndocError):
        return known(refused.message)
    return VndocError(refused.message)
