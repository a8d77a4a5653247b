"""``vndoc explain FILE|-``: what was changed and why, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from vndoc.cli.common import Given, Pages, Quiet, Verbose, Version, with_options
from vndoc.cli.voice import Voice, read_payload
from vndoc.cli.why import Block, block_lines, show
from vndoc.document import Change, Document, Repair
from vndoc.options import Options


@with_options
def explain(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for text from standard input.")],
    given: Given,
    pages: Pages = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Show what is changed and why: each line before and after, then each change with what speaks for it."""
    from vndoc.explanations import explain as explain_result

    voice = Voice.make(quiet, verbose)
    options = given.options(pages)
    if file == "-":
        from vndoc.repairs import repair_and_explain

        repair = repair_and_explain(read_payload(), options)
        count, blocks = len(repair.edits), text_blocks(repair, explain_result(repair))
    else:
        document = _made(Path(file), options, voice)
        count, blocks = len(document.edits), document_blocks(document, explain_result(document))
    show(line for block in blocks for line in block_lines(block))
    voice.say(f"{count} edit(s)")
    return 0


def _made(path: Path, options: Options, voice: Voice) -> Document:
    """The document, its pages made in a process of their own."""
    from vndoc.page_workers import PageWorkers
    from vndoc.pipeline import process_with

    with PageWorkers(1) as workers, voice.progress("pages") as bar:
        return process_with(workers.open, path, options, progress=lambda n, total: bar(n, total, path.name))


def document_blocks(document: Document, changes: Sequence[Change]) -> Iterator[Block]:
    """The changed lines of a document."""
    lines = {(page.number, i): line for page in document.pages for i, line in enumerate(page.lines)}
    for (page, index), here in groupby(changes, key=lambda c: (c.edit.page or 0, c.edit.line or 0)):
        line = lines[page, index]
        yield Block(f"page {page}, line {index + 1}", line.raw, line.text, tuple(here))


def text_blocks(repair: Repair, changes: Sequence[Change]) -> Iterator[Block]:
    """The changed lines of a text; a change that joins two lines is under the first."""
    raw, shift = repair.raw, 0
    at, number, i = 0, 1, 0
    while i < len(changes):
        end = _line_end(raw, at)
        first, lines = i, 1
        while i < len(changes) and changes[i].edit.span[0] <= end:
            while changes[i].edit.span[1] > end:
                end, lines = _line_end(raw, end + 1), lines + 1
            i += 1
        here = tuple(changes[first:i])
        grown = sum(len(c.edit.after) - len(c.edit.before) for c in here)
        if here:
            yield Block(f"line {number}", raw[at:end], repair.text[at + shift : end + shift + grown], here)
        at, shift, number = end + 1, shift + grown, number + lines


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
