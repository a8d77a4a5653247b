"""``vndoc report OUT``: how a batch stands, from the record in its output folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from vndoc.cli.common import Quiet, Verbose, Version
from vndoc.cli.voice import Voice, one_line, with_path, write_payload


def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Output folder of a batch.")],
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Show how a batch stands: what is done, what failed and why."""
    from vndoc.ledger import read_report

    Voice.make(quiet, verbose)
    found = read_report(out)
    end = f"ended {found.finished}" if found.finished else "has not come to its end: run the same batch again to go on"
    lines = [
        f"last run started {found.started or 'never'}, {end}",
        f"done        {found.done:>8} file(s), {found.pages} page(s), {found.seconds:.1f} s of work",
        f"unfinished  {found.unfinished:>8}",
        f"failed      {found.failed:>8}",
        *failure_lines([(entry.input, entry.code, entry.message) for entry in found.failures]),
    ]
    write_payload("".join(f"{line}\n" for line in lines))
    return 0


def failure_lines(failures: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """A line for each (file, exit code, message)."""
    for name, code, message in failures:
        said = with_path(message, name).removeprefix(f"{name}: ")
        yield f"  {code}  {one_line(name)}: {one_line(said)}"
