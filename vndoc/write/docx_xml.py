"""WordprocessingML by hand: runs, paragraphs and borderless tables as strings.

In: texts and how they look; out: well-formed XML of the namespace prefix ``w``. All text passes `words`, which cleans and
escapes it; nothing else takes text from a document. Elements stand in the order that the schema (ECMA-376, part 1) asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import NamedTuple

import regex

from vndoc.write.marking import Run, hint
from vndoc.write.note_places import SIGN as NOTE_SIGN
from vndoc.write.printable import printable

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

TWIPS_A_MM = 56.6929
"""Word measures in twentieths of a point."""

LONGEST_TEXT = 1_000_000
"""Characters in one element: XML parsers refuse text nodes of ten million bytes."""

_BREAKS = regex.compile(r"([\n\t])")
_STYLE = regex.compile(r'<w:pStyle w:val="\w+"/>')
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


class Look(NamedTuple):
    """How a run looks where it differs from its paragraph's style; size in points."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool = False
    size: float | None = None
    framed: bool = False
    raised: bool = False
    highlighted: bool = False


PLAIN = Look()


def twips(mm: float) -> int:
    """Millimetres in Word's measure.

    >>> twips(25.4)
    1440
    """
    return round(mm * TWIPS_A_MM)


def words(text: str, look: Look = PLAIN) -> str:
    """A run of text; line feeds and tabs become Word's; signs of footnotes stay between runs, for references in their place.

    >>> words("a & b")
    '<w:r><w:t xml:space="preserve">a &amp; b</w:t></w:r>'
    """
    text = printable(text)
    if NOTE_SIGN.search(text) is None:
        return _run(text, look)
    out, at = [], 0
    for found in NOTE_SIGN.finditer(text):
        out += [_run(text[at : found.start()], look), found[0]]
        at = found.end()
    return "".join([*out, _run(text[at:], look)])


def _run(text: str, look: Look) -> str:
    parts = []
    for part in _BREAKS.split(text):
        if part in _SIGNS:
            parts.append(_SIGNS[part])
        else:
            cuts = (part[at : at + LONGEST_TEXT] for at in range(0, len(part), LONGEST_TEXT))
            parts += [f'<w:t xml:space="preserve">{escape(cut, quote=False)}</w:t>' for cut in cuts]
    return f"<w:r>{_run_properties(look)}{''.join(parts)}</w:r>" if parts else ""


def _run_properties(look: Look) -> str:
    out = []
    for name, wanted in (("b", look.bold), ("i", look.italic)):
        if wanted is not None:
            out.append(f"<w:{name}/>" if wanted else f'<w:{name} w:val="0"/>')
    if look.size is not None:
        out.append(f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>')
    if look.highlighted:
        out.append('<w:highlight w:val="yellow"/>')
    if look.underlined:
        out.append('<w:u w:val="single"/>')
    if look.framed:
        out.append('<w:bdr w:val="single" w:sz="8" w:space="2" w:color="auto"/>')
    if look.raised:
        out.append('<w:vertAlign w:val="superscript"/>')
    return f"<w:rPr>{''.join(out)}</w:rPr>" if out else ""


class Comments:
    """Comments of a document, up to so many; beyond that words are highlighted alone."""

    MOST = 300
    """More bubbles than that are not read, and make Word slow; the JSON has all candidates."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def on(self, inside: str, text: str) -> str:
        """Runs with a comment on them."""
        if len(self.texts) >= self.MOST:
            return inside
        number = len(self.texts)
        self.texts.append(text)
        return (
            f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def marked(self, runs: Iterable[Run], look: Look = PLAIN) -> str:
        """Runs whose doubtful words are highlighted and have their candidates in a comment."""
        return "".join(
            self.on(words(run.text, look._replace(highlighted=True)), hint(run))
            if run.state == "doubtful" and run.text.strip()
            else words(run.text, look)
            for run in runs
        )


def paragraph(inside: str = "", style: str = "", properties: str = "") -> str:
    """A paragraph; `properties` are the elements after the style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{inside}</w:p>"


def section_end(properties: str) -> str:
    """The end of a section of the file, with the properties of its pages: a paragraph of no height."""
    return paragraph("", "Lines", f'<w:spacing w:line="20" w:lineRule="exact"/><w:sectPr>{properties}</w:sectPr>')


def kept(xml: str) -> str:
    """A paragraph that stays on the page of what follows."""
    return str(_STYLE.sub(r"\g<0><w:keepNext/>", xml, count=1))


def rule(width: float, share: float, after: float = 0) -> str:
    """A line in the middle of a column of that width (mm), as long as a share of it; points of room after it."""
    side = twips(width * (1 - share) / 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    return paragraph(
        "",
        "Columns",
        f'<w:keepNext/>{border}<w:spacing w:before="60" w:after="{round(after * 20)}" w:line="100" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/>',
    )


def columns(rows: Iterable[Sequence[str]], widths: Sequence[float], whole: Callable[[int], bool] = lambda row: True) -> str:
    """A table without borders: cells hold paragraphs, widths are in mm. An empty cell gets an empty paragraph."""
    return table(
        (
            "".join(cell(inside or paragraph("", "Columns"), width) for inside, width in zip(row, widths, strict=True))
            for row in rows
        ),
        widths,
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>',
        whole=whole,
    )


def table(
    rows: Iterable[str],
    widths: Sequence[float],
    properties: str,
    header: Callable[[int], bool] = lambda row: False,
    whole: Callable[[int], bool] = lambda row: True,
) -> str:
    """A table of rows of cells, fixed in its widths (mm); rows for which `header` holds come again on each page.

    Rows for which `whole` does not hold may go on on the next page.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(twips(width) for width in widths)
    body = "".join(
        f"<w:tr><w:trPr>{'<w:cantSplit/>' if whole(number) else ''}"
        f"{'<w:tblHeader/>' if header(number) else ''}</w:trPr>{cells}</w:tr>"
        for number, cells in enumerate(rows)
    )
    start, _, end = properties.partition("<w:tblCellMar>")
    margins = f"<w:tblCellMar>{end}" if end else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>{start}<w:tblLayout w:type="fixed"/>'
        f"{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def cell(inside: str, width: float, properties: str = "") -> str:
    """A cell of a table that holds paragraphs; `properties` are the elements after the width."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'
