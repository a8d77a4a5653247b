"""``vndoc parquet ARCHIVE -o DIR``: tables of an archive's documents, sections, edits and citations, for analysis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vndoc.cli.common import OutFolder, Overwrite, Quiet, Verbose, Version
from vndoc.cli.voice import Voice


def parquet(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="Folder with JSON outputs of convert or batch.")],
    out: OutFolder,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Make tables (Parquet) of an archive's JSON outputs; needs pyarrow: pip install 'vndoc[parquet]'."""
    from vndoc.parquet import TABLES, json_files, write_parquet

    voice = Voice.make(quiet, verbose)
    with voice.progress("documents") as bar:
        total = sum(1 for _ in json_files(archive)) if archive.is_dir() else 0
        written = write_parquet(archive, out, overwrite, lambda through, name: bar(through, total, name))
    for name in written.passed_over:
        voice.say(f"{archive / name}: passed over, not a document of vndoc")
    for name in written.unfinished:
        voice.say(f"{archive / name}: passed over, the batch is at work on it or was stopped; run the batch again first")
    if not written.documents:
        voice.say(f"{archive}: holds no JSON outputs; convert with --to json")
    voice.say(f"{written.documents} document(s): {', '.join(str(out / f'{name}.parquet') for name in TABLES)}")
    return 0
