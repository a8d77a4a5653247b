"""What the command line says: messages, progress and logs on stderr, the payload on stdout."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

ARROW = " → "


class _Printable(logging.Formatter):
    """Lines of the log as a terminal may have them."""

    def format(self, record: logging.LogRecord) -> str:
        """A record, its lines apart."""
        return "\n".join(printable(line) for line in super().format(record).split("\n"))


class Voice(NamedTuple):
    """How much is said: errors always, messages and progress unless `quiet`, logs where `verbose`."""

    quiet: bool = False
    verbose: bool = False

    @classmethod
    def make(cls, quiet: bool, verbose: bool) -> Self:
        """A voice, with the logs set up to match it. Options before and after the command's name add up."""
        log = logging.getLogger("vndoc")
        quiet = quiet or log.level == logging.ERROR
        verbose = verbose or log.level == logging.DEBUG
        log.setLevel(logging.DEBUG if verbose else logging.ERROR if quiet else logging.WARNING)
        if not log.handlers:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(_Printable("vndoc: %(message)s"))
            log.addHandler(handler)
            log.propagate = False
            logging.getLogger().addHandler(logging.NullHandler())
            logging.captureWarnings(True)
        return cls(quiet, verbose)

    def error(self, message: str) -> None:
        """An error: one line, whatever it holds."""
        print(f"vndoc: error: {one_line(message)}", file=sys.stderr, flush=True)

    def say(self, message: str) -> None:
        """A message for people."""
        if not self.quiet:
            print(printable(message), file=sys.stderr, flush=True)

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[int, int, str], None]]:
        """A bar, to be called with how much is through, of how much, and of what; silent where stderr is no terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda through, total, name: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )  # fmt: skip
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(title, total=None, name="")
            yield lambda through, total, name: bar.update(task, completed=through, total=total, name=name)


def one_line(text: str) -> str:
    r"""A text on one line, control characters shown as escapes.

    >>> one_line("a\n b\x1b[0m")
    'a b\\x1b[0m'
    """
    return printable(" ".join(text.split()))


def with_path(message: str, path: str | Path) -> str:
    """A message that begins with a file's name, with its path instead: names come again in many folders.

    >>> with_path("a.pdf: this file is empty", "2010/a.pdf")
    '2010/a.pdf: this file is empty'
    """
    name = f"{Path(path).name}: "
    return f"{path}: {message.removeprefix(name)}" if message.startswith(name) else message


def printable(text: str) -> str:
    r"""A text with all that a terminal does not print as escapes: names of files may hold anything.

    >>> printable("a  b\n\x1b[0m")
    'a  b\\n\\x1b[0m'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def write_payload(data: str | bytes) -> None:
    """Write to stdout, as UTF-8, line ends as they are."""
    stream = getattr(sys.stdout, "buffer", None)
    payload = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    if stream is None:
        sys.stdout.write(payload.decode("utf-8"))
        return
    sys.stdout.flush()
    stream.write(payload)
    stream.flush()


def read_payload() -> str:
    """Standard input as text: UTF-8, line ends as they are.

    Raises:
        InputError: it is not UTF-8.
    """
    from vndoc.errors import InputError

    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return sys.stdin.read() if sys.stdin is not None else ""
    try:
        return str(stream.read().decode("utf-8"))
    except UnicodeDecodeError as e:
        raise InputError(f"standard input is not UTF-8 text (byte {e.start}); save it as a file and use 'vndoc convert'") from e
