"""What travels between the stages: words of readings, then lines. Frozen; a stage answers with new values.

::

    SourcePage (words of readings) -- recode, judge, read --> SourcePage -- arrange --> ArrangedPage (lines) -- restore -->
    ArrangedPage

Boxes are in points from the top left corner of the page, as in `document`.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec
from PIL.Image import Image

from vndoc.document import Box, Cell, Edit, Engine, Notice, Role, State, Verdict, Word

Kind = Literal["layer", "ocr", "text"]
"""Where a reading comes from: a PDF's text layer, an OCR engine, a plain text file (whose words have no boxes)."""

Column = Literal["full", "left", "right"]
"""Side of a two-column head or foot that a line belongs to."""


class SourceWord(msgspec.Struct, frozen=True, gc=False):
    """A word as a source has it. `row` numbers the source's own lines from 0; `before` is the text before recoding changed it.

    `size` is the font size in points, 0 where unknown; `confidence` the engine's own, 0 to 1, None for layers; `alternatives`
    what else the engine took the word for, the likeliest first, where it tells; `symbols` how sure it is of each character,
    0 to 1, where it tells that.
    """

    text: str
    box: Box
    row: int
    font: str = ""
    size: float = 0.0
    confidence: float | None = None
    before: str | None = None
    alternatives: tuple[str, ...] = ()
    symbols: tuple[float, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """One reading of a page. A ``text`` reading has `lines` (as they stand, spacing kept), the others have `words`.

    `verdicts` gives the state of each row (each line of a ``text`` reading), set by `judge`; empty before that and for ``ocr``.
    `worn` tells that its right lines are what an OCR engine of Vietnamese made of a scan, set by `judge` too.
    """

    kind: Kind
    words: tuple[SourceWord, ...] = ()
    lines: tuple[str, ...] = ()
    engine: Engine | None = None
    verdicts: tuple[State, ...] = ()
    worn: bool = False


def line_kind(reading: Reading, verdict: State) -> Kind:
    """Who read a line of a reading: the right lines of a worn layer, or text, were read by an engine once."""
    return "ocr" if reading.worn and verdict == "usable" else reading.kind


class Rule(msgspec.Struct, frozen=True, gc=False):
    """A ruled line of a page (a table's, or the short ones of a letterhead)."""

    x0: float
    top: float
    x1: float
    bottom: float


class Table(msgspec.Struct, frozen=True, gc=False):
    """A table found on a page: its box, and its cells with theirs."""

    box: Box
    cells: tuple[Cell, ...]
    boxes: tuple[Box, ...]


class SourcePage(msgspec.Struct, frozen=True):
    """A page with its readings; `pixels` tells whether it holds images that an engine could read."""

    number: int
    width: float
    height: float
    readings: tuple[Reading, ...] = ()
    rules: tuple[Rule, ...] = ()
    tables: tuple[Table, ...] = ()
    pixels: bool = False
    verdict: Verdict = Verdict("absent")
    notices: tuple[Notice, ...] = ()


class Source(Protocol):
    """An opened input. Pages are read one at a time, pictures made on demand; closed at the end."""

    name: str
    sha256: str
    media_type: str
    page_count: int

    def page(self, number: int) -> SourcePage:
        """The page with this number, from 1, with its layer as the one reading."""

    def picture(self, number: int, dpi: int) -> Image:
        """The page as an image."""

    def close(self) -> None:
        """Free what is held."""


class Witness(msgspec.Struct, frozen=True, gc=False):
    """What another reading has for a line: its words joined by spaces, in Unicode, its channel, the verdict on them.

    `words` have spans in `raw`; where a text comes without a page there are none.
    """

    raw: str
    kind: Kind
    verdict: State = "unknown"
    words: tuple[Word, ...] = ()


class TextLine(msgspec.Struct, frozen=True, gc=False):
    """A line in reading order. Before `restore`, `text == raw` and word texts are raw; after it they are repaired.

    `kind` is ``ocr`` for the right lines of a worn reading too: they are repaired as what they are. `edits` have spans in
    `raw`; those of `recode` are there from `arrange` on. `paragraph` tells that a blank line or a
    new paragraph's indent comes before it. `others` tells what further readings of the page have for the line, each at the same
    place in all lines of a page, empty where it has none; it is there from `arrange` to `restore`.
    """

    raw: str
    text: str
    kind: Kind
    role: Role = "body"
    column: Column = "full"
    verdict: State = "unknown"
    box: Box | None = None
    words: tuple[Word, ...] = ()
    edits: tuple[Edit, ...] = ()
    bold: bool = False
    size: float = 0.0
    paragraph: bool = False
    confidence: float = 1.0
    others: tuple[Witness, ...] = ()


class ArrangedPage(msgspec.Struct, frozen=True):
    """A page of lines in reading order, base reading chosen."""

    number: int
    width: float
    height: float
    verdict: Verdict
    source: Literal["layer", "ocr", "fused", "none"]
    lines: tuple[TextLine, ...] = ()
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()
