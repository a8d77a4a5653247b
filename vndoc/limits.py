"""Limits that a process sets itself, and that the operating system holds it to.

In: bytes, seconds; out: nothing. A process that goes beyond its memory gets a `MemoryError`, or ends where a library takes that
badly; one that goes beyond its time is ended by the system, whatever it is doing. Where a system has no such limit (Windows has
neither, macOS none on memory), the process that waits for the answer still has its own limit on time.
"""

from __future__ import annotations

import os
import signal
import sys

import msgspec

from vndoc.options import Options

PAGE_MEMORY = 2048 * 1024 * 1024
"""Bytes of data of a process that makes pages: an A3 page in colour, read by Tesseract, takes 0.55 GB at 400 dpi, the largest
picture that is drawn (60 million pixels) 1.0; see docs/hostile.md."""

FILE_MEMORY = 3072 * 1024 * 1024
"""The same of a process that converts whole files, and holds the text of all pages."""

BYTES_A_SECOND = 20_000_000
"""How fast a file is read at least when it is opened; it is read whole once, for its hash."""


ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
"""Variables that tell the libraries that multiply, and Tesseract, to use one thread."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a page may cost.

    Attributes:
        memory: bytes of data of a process that makes pages.
        start_seconds: for a process to start and load what it needs; half a second where the machine has time.
        open_seconds: for opening a file, besides reading it.
        extract_seconds: for a page's layer and its verdicts; the usual page takes 0.1, one of 200,000 characters 15.
        read_calls: how often an engine may be called on a page, each time for `Options.page_seconds` and `grace_seconds`.
        grace_seconds: how long after its own limit an engine is waited for.
        draw_seconds: for a picture that an engine is given, and for making it ready.
        arrange_seconds: for the order of a page's lines.
        file_memory: bytes of data of a process that converts whole files.
        rest_seconds_least: for repair, structure and outputs of a file, besides its pages' share.
        rest_seconds_a_page: for the same, a page; the usual page takes 0.1, one of 200,000 characters 10.
    """

    memory: int = PAGE_MEMORY
    start_seconds: float = 120.0
    open_seconds: float = 60.0
    extract_seconds: float = 60.0
    read_calls: int = 4
    grace_seconds: float = 10.0
    draw_seconds: float = 30.0
    arrange_seconds: float = 60.0
    file_memory: int = FILE_MEMORY
    rest_seconds_least: float = 600.0
    rest_seconds_a_page: float = 20.0

    def seconds(self, stage: str, options: Options, size: int = 0) -> float:
        """Seconds that a stage of a page may take; `size` is that of the file, in bytes."""
        if stage == "read":
            return self.read_calls * (options.page_seconds + self.grace_seconds) + self.draw_seconds
        if stage == "open":
            return self.open_seconds + size / BYTES_A_SECOND
        return {"start": self.start_seconds, "extract": self.extract_seconds, "draw": self.draw_seconds}.get(
            stage, self.arrange_seconds
        )

    def page_seconds(self, options: Options, attempts: int = 1) -> float:
        """Seconds that a page may take in all its stages, and in so many attempts."""
        return attempts * sum(self.seconds(stage, options) for stage in ("open", "extract", "draw", "read", "arrange"))

    def rest_seconds(self, pages: int) -> float:
        """Seconds that the text of so many pages may take, from repair to outputs."""
        return self.rest_seconds_least + pages * self.rest_seconds_a_page


def use_one_thread() -> None:
    """Matrix products on one thread, if nothing has been multiplied yet: with more, their last digits are others.

    The command line and its workers do the same, so that a file comes out alike in both, to the third decimal of a confidence.
    """
    os.environ.update(ONE_THREAD)


def limit_memory(most: int) -> bool:
    """Limit the data of this process and of those that it will start; whether the system can.

    On Linux what counts is data (`RLIMIT_DATA`): files that are mapped read-only, the models among them, do not.
    """
    if sys.platform == "win32":
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (OSError, ValueError):
        return False
    return sys.platform.startswith("linux")


def peak_memory() -> int:
    """Bytes that this process has had in memory at most; 0 where that is not known."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def end_after(seconds: float) -> None:
    """Let the system end this process after so many seconds, unless this is called again; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
