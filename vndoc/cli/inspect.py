"""``vndoc inspect FILE…|DIR|-``: what the text layers are worth, page by page, without reading or repairing anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from vndoc.cli.common import Pages, Password, Quiet, Verbose, Version, exit_code, make_options
from vndoc.cli.tally import Tally
from vndoc.cli.voice import Voice, one_line, read_payload, write_payload
from vndoc.errors import UsageError, VndocError
from vndoc.pages import SourcePage


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|DIR|-", help="Files, folders to search for them, - for text.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file and line.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="One line a file, and a total, instead of one a page.")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="The verdict on each line too; always for -.")] = False,
    pages: Pages = None,
    password: Password = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Judge the text layer of each page: absent, stamp, usable, legacy, garbled or unknown, and why."""
    from vndoc.page_workers import PageWorkers
    from vndoc.pipeline import judge_pages, judge_text

    if summary and (as_json or lines):
        raise UsageError("--summary goes with neither --json nor --lines")
    voice = Voice.make(quiet, verbose)
    total = Tally()
    options = make_options("none", pages, password)
    codes, done = [], 0
    workers = PageWorkers(1)
    for name, path in _files(files):
        found: list[SourcePage] = []
        tally = Tally()
        try:
            for page in judge_text(read_payload()) if name == "-" else judge_pages(path, options, workers.open):
                tally.add(page)
                if as_json:
                    found.append(_slim(page))
                elif not summary:
                    write_payload(f"{_line(name, page)}\n")
                    write_payload("".join(_row_lines(name, page)) if lines or name == "-" else "")
        except VndocError as e:
            voice.error(str(e))
            codes.append(e.exit_code)
            continue
        if as_json:
            write_payload(msgspec.json.encode({"file": name, "pages": [_record(page) for page in found]}) + b"\n")
        if summary:
            write_payload(f"{one_line(name)}\t{tally.text()}\n")
        total.join(tally)
        done += 1
    workers.close()
    if summary:
        write_payload(f"total: {total.files_text()}\t{total.text()}\n")
    elif total.files > 1 and sys.stdout.isatty():
        voice.say(f"total: {total.files_text()}; {total.text()}".replace("\t", "; "))
    return exit_code(codes, done)


def _files(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Files, and what is to be judged in folders, each with its name for people."""
    from vndoc.inputs import find_files

    for path in paths:
        if path.is_dir():
            yield from ((str(path / found.input), found.path) for found in find_files([path]) if found is not None)
        else:
            yield str(path), path


def _slim(page: SourcePage) -> SourcePage:
    """The page without its words, of which long files have many."""
    readings = tuple(msgspec.structs.replace(reading, words=(), lines=()) for reading in page.readings)
    return msgspec.structs.replace(page, readings=readings, rules=(), tables=())


def _line(name: str, page: SourcePage) -> str:
    verdict = page.verdict
    reasons = "; ".join((*verdict.reasons, *(notice.message for notice in page.notices)))
    return f"{one_line(name)}\tpage {page.number}\t{verdict.state}\t{verdict.share_bad:.2f}\t{one_line(reasons)}".rstrip()


def _row_lines(name: str, page: SourcePage) -> Iterator[str]:
    """What was thought of each line of the page's layer or text: state and text."""
    from vndoc.judge import row_lines

    for reading in page.readings[:1]:
        for number, (state, text) in enumerate(zip(reading.verdicts, row_lines(reading), strict=False), 1):
            if text.strip():
                yield f"{one_line(name)}\tpage {page.number}, line {number}\t{state}\t{one_line(text)}\n"


def _record(page: SourcePage) -> dict[str, Any]:
    return {
        "number": page.number,
        "verdict": page.verdict,
        "lines": [state for reading in page.readings for state in reading.verdicts],
        "notices": page.notices,
    }
