"""What is told of pages → standard output: rows between tabs for programs, JSON, and tables for people at a terminal.

A writer takes the pages of one file after another, each as soon as it is there; nothing is kept but counts, and the rows of
one table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import msgspec

from vndoc.cli.seen import Seen
from vndoc.cli.tally import Tally
from vndoc.cli.voice import Voice, one_line, write_payload

if TYPE_CHECKING:
    from rich.table import Table

COLOURS = {"absent": "magenta", "stamp": "magenta", "usable": "green", "legacy": "cyan", "garbled": "red", "unknown": "yellow"}


class Writer(Protocol):
    """Writes verdicts."""

    def file(self, name: str, pages: Iterable[Seen]) -> Tally:
        """Write a file's; answers how many of each state it has."""

    def total(self, total: Tally, voice: Voice) -> None:
        """Say what all files come to."""


def writer_of(as_json: bool, summary: bool) -> Writer:
    """The writer that suits what was asked for, and where it goes to."""
    if as_json:
        return Json()
    if sys.stdout is not None and sys.stdout.isatty():
        return SummaryTable() if summary else Tables()
    return Summary() if summary else Rows()


def counted(pages: Iterable[Seen], tally: Tally) -> Iterator[Seen]:
    """The same pages, counted."""
    for page in pages:
        tally.add(page)
        yield page


class Rows:
    """A row a page, and a row a line: file, place, state, share of damaged words, reasons (or text)."""

    def file(self, name: str, pages: Iterable[Seen]) -> Tally:
        """Write a file's rows."""
        tally, name = Tally(), one_line(name)
        for page in counted(pages, tally):
            place, verdict = f"{name}\tpage {page.number}", page.verdict
            rows = [f"{place}\t{verdict.state}\t{verdict.share_bad:.2f}\t{one_line(page.reasons())}".rstrip()]
            rows += [f"{place}, line {number}\t{state}\t{one_line(text)}" for number, state, text in page.rows]
            write_payload("".join(f"{row}\n" for row in rows))
        return tally

    def total(self, total: Tally, voice: Voice) -> None:
        """Nothing: programs add up themselves."""


class Json:
    """An object a file and line."""

    def file(self, name: str, pages: Iterable[Seen]) -> Tally:
        """Write a file's object."""
        tally = Tally()
        records = [
            {"number": page.number, "verdict": page.verdict, "lines": page.states, "notices": page.notices}
            for page in counted(pages, tally)
        ]
        write_payload(msgspec.json.encode({"file": name, "pages": records}) + b"\n")
        return tally

    def total(self, total: Tally, voice: Voice) -> None:
        """Nothing."""


class Summary:
    """A row a file, and a row for all."""

    def file(self, name: str, pages: Iterable[Seen]) -> Tally:
        """Write a file's row."""
        tally = Tally()
        for _ in counted(pages, tally):
            pass
        write_payload(f"{one_line(name)}\t{tally.text()}\n")
        return tally

    def total(self, total: Tally, voice: Voice) -> None:
        """Write the row of the total."""
        write_payload(f"total: {total.files_text()}\t{total.text()}\n")


class Tables:
    """A table a file, for a terminal; pages alike that follow one another share a row."""

    def file(self, name: str, pages: Iterable[Seen]) -> Tally:
        """Write a file's table."""
        tally = Tally()
        table = _grid((8, None), (8, None), (5, None), (None, 1))
        for (state, share, reasons, rows), some in groupby(counted(pages, tally), _alike):
            numbers = [page.number for page in some]
            place = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
            table.add_row(place, _state(state), share, _plain(reasons))
            for number, line_state, text in rows:
                table.add_row(f"  :{number}", _state(line_state), "", _plain(text))
        _print(f"[bold]{_plain(name)}[/]", table)
        return tally

    def total(self, total: Tally, voice: Voice) -> None:
        """Say it, if it is more than one file's."""
        if total.files > 1:
            voice.say(f"total: {total.files_text()}; {'; '.join(total.cells())}")


class SummaryTable:
    """A row a file for a terminal, columns below one another."""

    def file(self, name: str, pages: Iterable[Seen]) -> Tally:
        """Write a file's row."""
        tally = Tally()
        for _ in counted(pages, tally):
            pass
        self._row(one_line(name), tally)
        return tally

    def total(self, total: Tally, voice: Voice) -> None:
        """Write the row of the total."""
        self._row(f"total: {total.files_text()}", total)

    def _row(self, name: str, tally: Tally) -> None:
        pages, states, wants = tally.cells()
        table = _grid((None, 3), (12, None), (None, 3), (None, 2))
        table.add_row(_plain(name), pages, states, wants if wants == "-" else f"[bold]{wants}[/]")
        _print(table)


def _alike(page: Seen) -> tuple[str, str, str, tuple[tuple[int, str, str], ...]]:
    """What pages must share to stand in one row."""
    verdict = page.verdict
    return verdict.state, f"{verdict.share_bad:.0%}" if verdict.share_bad else "", page.reasons(), page.rows


def _state(state: str) -> str:
    return f"[{COLOURS[state]}]{state}[/]"


def _plain(text: str) -> str:
    """A text of which nothing is taken for a colour."""
    from rich.markup import escape

    return escape(one_line(text))


def _grid(*columns: tuple[int | None, int | None]) -> Table:
    """A table without lines, of columns of a fixed width or of a share of what is left."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2), expand=True)
    for width, ratio in columns:
        table.add_column(width=width, ratio=ratio, overflow="fold")
    return table


def _print(*parts: object) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    for part in parts:
        console.print(part)
