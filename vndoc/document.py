"""The result: a document with its metadata, tree, pages, words, edits and notices. Frozen data, nothing else.

These types are the JSON of the contract (``vndoc/1``): every field is there under its own name, and a JSON Schema is
generated from them. Boxes are (x0, top, x1, bottom) in points (1/72 inch) from the top left corner of the page; confidences
are probabilities, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from vndoc.marked import Mark, marked_html

SCHEMA = "vndoc/1"
"""Name and version of the JSON form; a reader refuses others."""

Box = tuple[float, float, float, float]
Span = tuple[int, int]

State = Literal["absent", "stamp", "usable", "legacy", "garbled", "unknown"]
"""What a text layer, or a line of one, is worth."""

Origin_ = Literal["layer", "ocr", "fused", "none"]
Role = Literal["body", "header", "footer", "page_number", "stamp", "signature", "table", "running_head", "footnote"]
"""What a line is on its page. Header, footer and signature lines belong to the document; page numbers, stamps and running heads
(of either edge) do not. Footnotes are the document's, but interrupt its text."""

Family = Literal["party", "state", "legal", "organisation", "unknown"]
Level = Literal[
    "part", "chapter", "section", "subsection", "article", "clause", "point",
    "roman", "arabic", "letter", "dash", "plus", "paragraph", "table", "note", "annex",
]  # fmt: skip
Reason = Literal[
    "recode", "garble", "marks", "code", "numeral", "join", "split", "memory", "reading", "dictionary", "tone", "sign",
]  # fmt: skip
"""Why something was changed: another encoding; letters misread; marks lost; a sign of a document number; a Roman numeral;
a word that was split, or joined; read as elsewhere in the document; taken from another reading of the line; taken from the
user's dictionary; the place of a tone mark, where the user asked for one style; a sign between words."""


class Edit(msgspec.Struct, frozen=True, gc=False):
    """One change: ``raw[start:end] == before`` became ``after``.

    In a `Document` the span counts in the raw text of line `line` of page `page`; in a `Repair` it counts in the whole text.
    """

    span: Span
    before: str
    after: str
    reason: Reason
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()
    page: int | None = None
    line: int | None = None


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a line; `span` is its place in the line's raw text."""

    text: str
    span: Span
    confidence: float
    box: Box | None = None


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line: `raw` as its base reading has it (after recoding), `text` after repair."""

    raw: str
    text: str
    role: Role
    verdict: State
    confidence: float
    box: Box | None = None
    words: tuple[Word, ...] = ()


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What a page's text layer is worth, why, and the share of its words that look wrong."""

    state: State
    reasons: tuple[str, ...] = ()
    share_bad: float = 0.0


class Page(msgspec.Struct, frozen=True):
    """A page; `source` is where its lines come from."""

    number: int
    width: float
    height: float
    verdict: Verdict
    source: Origin_
    confidence: float
    lines: tuple[Line, ...] = ()


class Number(msgspec.Struct, frozen=True):
    """A document number: the sign alone (``24/2010/NĐ-CP``, ``02-NQ/TW``) and its parts."""

    raw: str
    n: str | None = None
    year: int | None = None
    kind: str | None = None
    issuer: str | None = None


class Signature(msgspec.Struct, frozen=True):
    """Who signed, for whom: ``T/M BAN THƯỜNG VỤ / BÍ THƯ / Nguyễn Văn A``."""

    prefix: str | None = None
    on_behalf_of: str | None = None
    positions: tuple[str, ...] = ()
    name: str | None = None
    signed: bool = False


class Marks(msgspec.Struct, frozen=True):
    """Marks printed on a document, as printed."""

    secrecy: str | None = None
    urgency: str | None = None
    circulation: str | None = None
    draft: str | None = None
    copy: str | None = None


class Metadata(msgspec.Struct, frozen=True):
    """The fields of a Vietnamese official document; what is not printed is None or empty. `date` is ISO 8601."""

    family: Family = "unknown"
    kind: str | None = None
    number: Number | None = None
    superior: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive_line: str | None = None
    signature: Signature | None = None
    signatures: tuple[Signature, ...] = ()
    marks: Marks = Marks()


class Evidence(msgspec.Struct, frozen=True):
    """Where a metadata field was found (`lines` count from 0 on the page), and how sure."""

    confidence: float
    page: int
    lines: tuple[int, ...] = ()
    box: Box | None = None


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A table cell: where it starts and how many rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class Section(msgspec.Struct, frozen=True):
    """A node of the document's tree. `lines`: first and last line as (page number, line on it), both included."""

    id: str
    level: Level
    marker: str | None = None
    ordinal: str | None = None
    title: str = ""
    text: str = ""
    pages: Span | None = None
    lines: tuple[Span, Span] | None = None
    children: tuple[Section, ...] = ()
    cells: tuple[Cell, ...] = ()


class Citation(msgspec.Struct, frozen=True):
    """A reference to a document or a unit of one; `section` is the id where it stands, `target` an id in this document.

    `unit` is the id that the unit has in the document that it is a unit of (``article_5__clause_1__point_a``,
    ``chapter_6__section_3``); `target` that of the unit itself or, where this document lacks it, of the nearest above it.
    `own` says that the document cited is this one. `date` is as much of it as is printed, a year alone too. Where `raw`
    names several units, each is a citation, and `span` the place in `raw` of its own words (None: within a range).
    """

    raw: str
    kind: str | None = None
    number: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    date: str | None = None
    section: str | None = None
    target: str | None = None
    title: str | None = None
    issuer: str | None = None
    unit: str | None = None
    own: bool = False
    span: Span | None = None


class NoteMark(msgspec.Struct, frozen=True, gc=False):
    """Where the mark of a footnote stands; `note` is the id of the note, which is a section of level ``note``.

    `span` counts in the text of the section `section`, in its title, or in the text of the cell that is `cell` in its cells.
    """

    note: str
    section: str
    span: Span
    part: Literal["text", "title", "cell"] = "text"
    cell: int | None = None


class Notice(msgspec.Struct, frozen=True, gc=False):
    """Something the reader of the output should know; `page` None where it concerns the whole file."""

    code: str
    message: str
    page: int | None = None


class Engine(msgspec.Struct, frozen=True):
    """An OCR engine that took part."""

    name: str
    version: str
    languages: tuple[str, ...] = ()


class Origin(msgspec.Struct, frozen=True):
    """Where a document comes from, and what made it."""

    name: str
    sha256: str
    media_type: str
    pages: int
    vndoc: str
    data: str
    engines: tuple[Engine, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A converted document."""

    origin: Origin
    metadata: Metadata = Metadata()
    evidence: dict[str, Evidence] = {}
    sections: tuple[Section, ...] = ()
    annexes: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    note_marks: tuple[NoteMark, ...] = ()
    pages: tuple[Page, ...] = ()
    edits: tuple[Edit, ...] = ()
    notices: tuple[Notice, ...] = ()
    schema: Literal["vndoc/1"] = "vndoc/1"


class Repair(msgspec.Struct, frozen=True):
    """A repaired text, with every change and every word (spans of both count in the text as it came)."""

    text: str
    edits: tuple[Edit, ...] = ()
    tokens: tuple[Word, ...] = ()

    @property
    def raw(self) -> str:
        """The text as it came.

        >>> Repair("số 02", (Edit((0, 2), "s6", "số", "garble", 0.99),)).raw
        's6 02'
        """
        out: list[str] = []
        at, came = 0, 0  # places in the repaired text, and in the text as it came
        for edit in self.edits:
            kept = edit.span[0] - came
            out += [self.text[at : at + kept], edit.before]
            at, came = at + kept + len(edit.after), edit.span[1]
        return "".join((*out, self.text[at:]))

    def __repr__(self) -> str:
        """The start of the text, and the first changes.

        >>> Repair("số 02", (Edit((0, 2), "s6", "số", "garble", 0.99),))
        <Repair 'số 02', 1 edit: s6 → số>
        """
        text = self.text if len(self.text) <= REPR_CHARACTERS else self.text[: REPR_CHARACTERS - 1] + "…"
        count = len(self.edits)
        first = ", ".join(f"{edit.before[:20]} → {edit.after[:20]}" for edit in self.edits[:REPR_EDITS])
        more = ", …" if count > REPR_EDITS else ""
        told = f"{count} edit{'' if count == 1 else 's'}" if count else "no edits"
        return f"<Repair {text!r}, {told}{': ' if first else ''}{first}{more}>"

    def _repr_html_(self) -> str:
        """The text as a notebook shows it: changed words marked, with what they were, why, how surely, and what else."""
        return marked_html(self.raw, [Mark(*e.span, e.after, _note(e), e.confidence < DOUBTFUL) for e in self.edits])


REPR_CHARACTERS = 60
REPR_EDITS = 3

DOUBTFUL = 0.8
"""Confidence below which a change is marked as doubtful in a notebook; the default of `Options.doubtful_below`."""

REASONS: dict[Reason, str] = {
    "recode": "another encoding",
    "garble": "letters misread",
    "marks": "marks lost",
    "code": "sign of a document number",
    "numeral": "Roman numeral misread",
    "join": "a word that was split",
    "split": "words run together",
    "memory": "read so elsewhere in the document",
    "reading": "taken from another reading",
    "dictionary": "your dictionary",
    "tone": "the tone style asked for",
    "sign": "sign between words misread",
}
"""Reasons in words."""


def _note(edit: Edit) -> str:
    others = "".join(f"\n  {word}  {score:.3f}" for word, score in edit.candidates)
    return f"{edit.before or '(nothing)'} → {edit.after or '(nothing)'}\n{REASONS[edit.reason]}, {edit.confidence:.2f}{others}"


class Change(msgspec.Struct, frozen=True):
    """An edit with what it takes to judge it.

    Attributes:
        edit: the edit.
        line: number of its line from 1, in the text or on the page.
        column: number of its first character from 1, in that line as it came.
        why: its reason in words.
        word: the dictionary word that was found; None where the change is by rule.
        cost: how far what was read is from that word, whatever stands around: -log p(word | string alone) by the type encoder,
            in nats; None where nothing was read, or several words, or the word is only in the user's dictionary.
        left: some words before, as they came and as repaired.
        right: some words after, as they came and as repaired.
    """

    edit: Edit
    line: int
    column: int
    why: str
    word: str | None
    cost: float | None
    left: tuple[str, str]
    right: tuple[str, str]


class ReadingText(msgspec.Struct, frozen=True):
    """A text as one reader read it, for `repair_readings`.

    Attributes:
        text: its lines.
        reader: who read it. ``layer`` (a layer or text of unknown origin) and Tesseract's names of languages other than
            Vietnamese (``eng``) have no Vietnamese letters; ``vie`` and all other names are engines of Vietnamese.
    """

    text: str
    reader: str = "layer"


def replay(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits to the text that they count in.

    An edit whose `after` stands there already (a recoding, in the lines of a `Document`) is taken as done.

    Args:
        text: the raw text.
        edits: edits with spans in it, not overlapping.

    Raises:
        ValueError: what stands in a span is neither `before` nor `after`, or spans overlap.

    >>> replay("s6 02", [Edit((0, 2), "s6", "số", "garble", 0.99)])
    'số 02'
    """
    out: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: e.span):
        start, end = edit.span
        if start < at:
            raise ValueError(f"edits overlap at {start}")
        there = text[start:end]
        if there != edit.before and there != edit.after:
            raise ValueError(f"text at {start}:{end} is {there!r}, not {edit.before!r}")
        out += [text[at:start], edit.after if there == edit.before else there]
        at = end
    out.append(text[at:])
    return "".join(out)
