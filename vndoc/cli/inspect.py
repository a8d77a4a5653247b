"""``vndoc inspect FILE…|DIR|-``: what the text layers are worth, page by page, without reading or repairing anything."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from vndoc.cli.common import Given, Jobs, Pages, Password, Quiet, Verbose, Version, exit_code
from vndoc.cli.seen import Seen, see
from vndoc.cli.tally import Tally
from vndoc.cli.verdict_writers import writer_of
from vndoc.cli.voice import Voice, one_line, read_payload, with_path
from vndoc.errors import UsageError, VndocError

_log = logging.getLogger("vndoc")


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|DIR|-", help="Files, folders to search for them, - for text.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file and line.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="One line a file, and a total, instead of one a page.")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="The verdict on each line too; always for -.")] = False,
    pages: Pages = None,
    password: Password = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Judge the text layer of each page: absent, stamp, usable, legacy, garbled or unknown, and why."""
    from vndoc.page_workers import Opener
    from vndoc.page_workers.files import in_order
    from vndoc.pipeline import judge_pages, judge_text
    from vndoc.workers import default_jobs

    if summary and (as_json or lines):
        raise UsageError("--summary goes with neither --json nor --lines")
    voice = Voice.make(quiet, verbose)
    options = Given("none", password=password).options(pages)
    writer = writer_of(as_json, summary)

    def look(file: tuple[str, Path], open_: Opener) -> Iterator[Seen]:
        name, path = file
        judged = judge_text(read_payload()) if name == "-" else judge_pages(path, options, open_)
        return (see(page, lines or name == "-") for page in judged)

    total = Tally()
    codes: list[int] = []
    for (name, _), found in in_order(_files(files), look, jobs or default_jobs()):
        try:
            tally = writer.file(name, found)
        except VndocError as e:
            voice.error(with_path(str(e), name))
            codes.append(e.exit_code)
        except Exception as e:
            _log.debug("%s: failed", name, exc_info=True)
            voice.error(f"{name}: unexpected {type(e).__name__}: {one_line(str(e))}; use --verbose for the traceback")
            codes.append(1)
        else:
            total.join(tally)
    writer.total(total, voice)
    return exit_code(codes, total.files)


def _files(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Files, and what is to be judged in folders, each with its name for people."""
    from vndoc.inputs import find_files

    for path in paths:
        if path.is_dir():
            yield from ((str(path / found.input), found.path) for found in find_files([path]) if found is not None)
        else:
            yield str(path), path
