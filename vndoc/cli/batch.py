"""``vndoc batch DIR -o OUT``: an archive, on all processors, with a record to go on from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vndoc.cli.common import (
    ChunkCharacters,
    Formats,
    Given,
    Jobs,
    OutFolder,
    Overwrite,
    Quiet,
    Split,
    Verbose,
    Version,
    check_wanted,
    exit_code,
    with_options,
)
from vndoc.cli.voice import Voice, with_path
from vndoc.outputs import parse_formats


@with_options
def batch(
    *,
    folders: Annotated[list[Path], typer.Argument(metavar="DIR", help="Folders to convert, with all that is in them.")],
    out: OutFolder,
    to: Formats = "json",
    given: Given,
    split: Split = False,
    chunk_characters: ChunkCharacters = None,
    jobs: Jobs = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Convert a tree of files into a mirrored tree. A bad file is reported and passed over; run again to go on after a stop."""
    from vndoc.batch import Progress, process_batch

    voice = Voice.make(quiet, verbose)
    formats = parse_formats(to)
    check_wanted(formats, chunk_characters=(chunk_characters, "chunks"))
    with voice.progress("files") as bar:

        def tell(now: Progress) -> None:
            bar(now.met, now.total, now.input)
            if now.message:
                voice.error(with_path(now.message, now.input))

        summary = process_batch(
            folders,
            out,
            given.options(split=split, chunk_characters=chunk_characters),
            formats=formats,
            jobs=jobs,
            overwrite=overwrite,
            progress=tell,
        )
    rate = summary.pages / summary.seconds if summary.seconds else 0.0
    voice.say(f"done     {summary.done:>8} file(s), {summary.pages} page(s) in {summary.seconds:.1f} s ({rate:.2f} pages/s)")
    voice.say(f"skipped  {summary.skipped:>8} done before")
    voice.say(f"ignored  {summary.ignored:>8} not documents")
    voice.say(f"failed   {len(summary.failed):>8}{f' (see: vndoc report {out})' if summary.failed else ''}")
    return exit_code([f.code for f in summary.failed], summary.done + summary.skipped)
