"""``vndoc explain FILE|-``: what was changed and why, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from vndoc.cli.common import Dictionary, EngineName, Pages, Password, Quiet, ToneStyle, Verbose, Version, make_options
from vndoc.cli.voice import ARROW, Voice, one_line, read_payload, write_payload
from vndoc.document import Document, Edit, Repair


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for text from standard input.")],
    engine: EngineName = "auto",
    pages: Pages = None,
    password: Password = None,
    dictionary: Dictionary = None,
    tone_style: ToneStyle = "keep",
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Show what is changed and why: each line before and after, then its edits with reason, confidence and other candidates."""
    voice = Voice.make(quiet, verbose)
    if file == "-":
        from vndoc.repairs import repair_and_explain

        text = read_payload()
        repair = repair_and_explain(text, make_options(dictionary=dictionary, tone_style=tone_style))
        count, lines = len(repair.edits), _explain_text(text, repair)
    else:
        from vndoc.pipeline import process

        with voice.progress("pages") as bar:
            document = process(
                Path(file),
                make_options(engine, pages, password, dictionary, tone_style),
                progress=lambda n, total: bar(n, total, Path(file).name),
            )
        count, lines = len(document.edits), _explain_document(document)
    write_payload("".join(f"{line}\n" for line in lines))
    voice.say(f"{count} edit(s)")
    return 0


def _explain_document(document: Document) -> Iterator[str]:
    """The edits of a document, under their lines."""
    edits: dict[tuple[int | None, int | None], list[Edit]] = {}
    for edit in document.edits:
        edits.setdefault((edit.page, edit.line), []).append(edit)
    for page in document.pages:
        for index, line in enumerate(page.lines):
            if here := edits.get((page.number, index)):
                yield from _block(f"page {page.number}, line {index + 1}", line.raw, line.text, here)


def _explain_text(text: str, repair: Repair) -> Iterator[str]:
    """The edits of a text, under their lines; an edit that joins two lines is under the first."""
    shift, at, number = 0, 0, 1
    edits = list(repair.edits)
    while edits:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        here = [e for e in edits if e.span[0] <= end]
        edits = edits[len(here) :]
        lines = 1
        while here and here[-1].span[1] > end:
            following = text.find("\n", end + 1)
            end, lines = (len(text) if following < 0 else following), lines + 1
        grown = sum(len(e.after) - len(e.before) for e in here)
        if here:
            raw, new = text[at:end], repair.text[at + shift : end + shift + grown]
            yield from _block(f"line {number}", raw, new, here)
        at, shift, number = end + 1, shift + grown, number + lines


def _block(place: str, raw: str, new: str, edits: Iterable[Edit]) -> Iterator[str]:
    yield f"{place}: {one_line(raw)}"
    yield f"{' ' * len(place)}{ARROW}{one_line(new)}"
    for edit in edits:
        others = ", ".join(f"{word} {score:.2f}" for word, score in edit.candidates if word != edit.after)
        change = f"{one_line(edit.before) or '(nothing)'}{ARROW}{one_line(edit.after) or '(nothing)'}"
        yield f"    {change}  {edit.reason} {edit.confidence:.2f}{f'  (or {others})' if others else ''}"
    yield ""
