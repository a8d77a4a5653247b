"""All commands under one name, and what becomes of errors: one line on stderr, and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from vndoc.cli import batch, convert, doctor, explain, inspect, parquet, repair, report
from vndoc.cli.common import Quiet, Verbose, Version
from vndoc.cli.voice import Voice, one_line
from vndoc.errors import EXIT_INTERRUPTED, OutputError, VndocError
from vndoc.limits import use_one_thread

COMMANDS: dict[str, Callable[..., int]] = {
    "convert": convert.convert,
    "repair": repair.repair,
    "explain": explain.explain,
    "inspect": inspect.inspect,
    "batch": batch.batch,
    "report": report.report,
    "parquet": parquet.parquet,
    "doctor": doctor.doctor,
}


def app() -> typer.Typer:
    """The commands as a typer application."""
    made = typer.Typer(
        name="vndoc",
        help="Clean, structured documents from scanned Vietnamese PDFs whose text layers nobody can use.",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    made.callback()(_everywhere)
    for name, command in COMMANDS.items():
        made.command(name)(command)
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code.

    Args:
        arguments: the command line without the program's name, by default the process's own.
    """
    _use_utf8()
    use_one_thread()
    given = list(arguments) if arguments is not None else None
    if not (given if given is not None else sys.argv[1:]):
        given = ["--help"]
    code = run(given)
    try:
        sys.stdout.flush()
    except OSError:
        _silence_stdout()
    sys.exit(code)


def run(arguments: list[str] | None) -> int:
    """Run a command; whatever it raises becomes one line and an exit code."""
    try:
        code = app()(args=arguments, prog_name="vndoc", standalone_mode=False)
    except VndocError as e:
        Voice().error(str(e))
        return e.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return OutputError.exit_code
    except Exception as e:
        return _unexpected(e)
    if code == EXIT_INTERRUPTED:
        Voice().error("stopped by Ctrl-C; what is done is kept")
    return code if isinstance(code, int) else 0


def _unexpected(error: Exception) -> int:
    """An error of the call (typer's own), or one that nobody foresaw."""
    usage = getattr(error, "format_message", None)
    if usage is not None:
        context = getattr(error, "ctx", None)
        command = getattr(context, "command_path", None) or "vndoc"
        Voice().error(f"{usage().rstrip('.')}; see '{command} --help'")
        return int(getattr(error, "exit_code", 2))
    if isinstance(error, OSError) and error.filename is None and not isinstance(error, ConnectionError):
        Voice().error(f"output cannot be written ({error.strerror or error})")
        _silence_stdout()
        return OutputError.exit_code
    logging.getLogger("vndoc").debug("unexpected error", exc_info=error)
    Voice().error(f"unexpected {type(error).__name__}: {one_line(str(error))}; use --verbose for the traceback")
    return 1


def _everywhere(quiet: Quiet = False, verbose: Verbose = False, version: Version = False) -> None:
    """Clean, structured documents from scanned Vietnamese PDFs whose text layers nobody can use."""
    Voice.make(quiet, verbose)


def _use_utf8() -> None:
    """UTF-8 in and out, on Windows too; what a terminal cannot show is written as an escape."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence_stdout() -> None:
    """Nobody reads stdout any more: keep Python from saying so when it ends."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
