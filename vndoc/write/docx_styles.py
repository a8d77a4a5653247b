"""Page and type of each family: margins, sizes, and the named styles of the file.

State documents: decree 30/2020/NĐ-CP, appendix I; Party documents: HD 36-HD/VPTW of 2018. Other families follow the one whose
letterhead theirs is like. Headings are Word's own heading styles, so that the navigation pane lists them; they number nothing,
since markers stand in the text as printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vndoc.document import Metadata
from vndoc.write.docx_print import USUAL, Print, Prints
from vndoc.write.docx_xml import twips

FONT = "Times New Roman"
PAGE = (210.0, 297.0)
FIRST_LINE = 12.7
"""First lines are moved in by 1 or 1.27 cm (decree 30)."""


class Layout(NamedTuple):
    """Margins in mm, sizes in points.

    Attributes:
        margins: top, right, bottom, left.
        left: width of the left column of the head.
        heading: size of the national or Party heading; of the motto one more for State documents.
        issuer: size of the names on the left, the number, place and date.
        kind: size of the kind of document.
        receivers: size of the words ``Nơi nhận:`` and of the list under them.
        print: how the text is printed, the body's and the annexes'.
        star: whether a star stands under the issuer instead of a rule.
    """

    margins: tuple[float, float, float, float]
    left: float
    heading: float
    motto: float
    issuer: float
    kind: float
    receivers: tuple[float, float]
    star: bool
    print: Prints = Prints(USUAL, USUAL)

    @property
    def width(self) -> float:
        """Width of the text in mm."""
        return PAGE[0] - self.margins[1] - self.margins[3]

    @property
    def widths(self) -> tuple[float, float]:
        """Widths of the two columns of the head."""
        return self.left, self.width - self.left

    @property
    def foot_widths(self) -> tuple[float, float]:
        """Widths of the two columns of the foot: halves, with recipients on lines as long as they are printed."""
        return self.width / 2, self.width / 2


# fmt: off
STATE = Layout((20, 20, 20, 30), 70, 12,  13,   12, 14, (12, 11), False)
PARTY = Layout((20, 15, 20, 30), 80, 15,  14,   14, 16, (14, 12), True)
# fmt: on


ACROSS = (PAGE[1] - 40, 20.0)
"""Width of the text and margins of a page across, in mm."""


def layout_of(meta: Metadata, heading: Sequence[str], prints: Prints) -> Layout:
    """The layout of a document's family, its text as it is printed. Unions that print the national heading follow the State."""
    like_the_party = meta.family == "party" or (meta.family == "organisation" and len(heading) < 2)
    return (PARTY if like_the_party else STATE)._replace(print=prints)


def page_xml(layout: Layout, *, across: bool) -> str:
    """Size and margins of the pages of a section of the file."""
    (width, height), turned = (PAGE[::-1], ' w:orient="landscape"') if across else (PAGE, "")
    sides = (ACROSS[1],) * 4 if across else layout.margins
    margins = " ".join(f'w:{side}="{twips(mm)}"' for side, mm in zip(("top", "right", "bottom", "left"), sides, strict=True))
    edge = twips(10)
    return (
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar {margins} w:header="{edge}" w:footer="{edge}" w:gutter="0"/><w:cols w:space="708"/>'
    )


_INDENT = f'<w:ind w:firstLine="{twips(FIRST_LINE)}"/>'


def styles_xml(layout: Layout) -> str:
    """All styles of a file."""
    size = layout.print.body.size
    plain = _spacing(0, 0) + '<w:jc w:val="center"/>'
    body, annex = (f'{_printed(found)}{_INDENT}<w:jc w:val="both"/>' for found in layout.print)
    kind = "<w:keepNext/><w:keepLines/>" + _spacing(12, 0) + '<w:jc w:val="center"/>'
    made = [
        _style("Normal", "Normal", "", "", size, default=True),
        _style("BodyText", "Body Text", body, "", size),
        _style("BodyText2", "Body Text 2", annex, "", layout.print.annexes.size),
        _style("Columns", "Columns", plain, "", layout.issuer),
        _style("Cell", "Cell", _spacing(1, 1), "", 12),
        _style("Title", "Title", kind, "<w:b/>", layout.kind),
        _style("Subtitle", "Subtitle", "<w:keepNext/>" + plain, "<w:b/>", size),
        _style("FootnoteText", "footnote text", _spacing(0, 2) + '<w:jc w:val="both"/>', "", 10),
        _style("Lines", "Lines", _spacing(0, 0), "", size),
        _style("Form", "Form", "<w:keepNext/>" + _printed(layout.print.annexes), "", layout.print.annexes.size),
        _style("Header", "header", plain, "", 13),
        _style("CommentText", "annotation text", "", "", 10),
    ]
    for level in range(1, 10):
        outline = f'<w:keepNext/>{_printed(layout.print.body)}<w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>'
        made.append(_style(f"Heading{level}", f"heading {level}", outline, "<w:b/>", size, following="BodyText"))
    made.append(
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = f'<w:rFonts {fonts}/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    return (
        f"<w:styles><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(made)}</w:styles>"
    )


def _spacing(before: float, after: float, line: float = USUAL.line) -> str:
    sides = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    return f'<w:spacing {sides} w:line="{round(line * 240)}" w:lineRule="auto"/>'


def _printed(found: Print) -> str:
    return _spacing(0, found.gap, found.line)


def _style(name: str, shown: str, paragraph: str, run: str, size: float, *, default: bool = False, following: str = "") -> str:
    """A paragraph style, built on Normal."""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    after = f'<w:next w:val="{following}"/>' if following else ""
    half = round(size * 2)
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""} w:styleId="{name}">'
        f'<w:name w:val="{shown}"/>{based}{after}<w:qFormat/>'
        f'<w:pPr>{paragraph}</w:pPr><w:rPr>{run}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )
