"""The file around the text: styles, page, header with the page number, comments, properties; the same bytes each time.

The parts are python-docx's (of the extra ``vndoc[docx]``), filled with XML of this package. Times in the file are those of the
document, not of the clock, and names and order of its members are fixed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from vndoc.document import Document
from vndoc.errors import UsageError
from vndoc.write.docx_notes import CONTENT_TYPE, PART, RELATION
from vndoc.write.docx_styles import Layout, page_xml, styles_xml
from vndoc.write.docx_xml import NAMESPACE, paragraph, words
from vndoc.write.letterhead import title
from vndoc.write.printable import one_line

if TYPE_CHECKING:
    from types import ModuleType

NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The time of a file whose document has no date: the first that a zip file can hold."""

LONGEST_PROPERTY = 255
"""Characters of a core property that Word takes."""

AUTHOR = "vndoc"
LANGUAGE = "vi-VN"
WORD_2013 = "15"

_FIRST_NAME = regex.compile(r"<w:\w+")

_PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


class Parts(NamedTuple):
    """What a file is made of beside its document: the body, comments, footnotes, and whether it ends on a page across."""

    body: str
    comments: Sequence[str]
    footnotes: bytes
    across: bool


def packed(document: Document, parts: Parts, layout: Layout) -> bytes:
    """A docx file of a body.

    Raises:
        UsageError: python-docx is not installed.
    """
    docx = _library()
    made = docx.Document()
    tree = made.element.body
    for child in list(tree):
        tree.remove(child)
    last = f"<w:sectPr>{page_xml(layout, across=parts.across)}</w:sectPr>"
    for child in list(_parsed(f"<w:body>{parts.body}{last}</w:body>")):
        tree.append(child)
    _set_styles(made, layout)
    _set_header(made)
    _set_comments(made, parts.comments)
    _set_footnotes(made, parts.footnotes)
    _set_version(made)
    _set_properties(made.core_properties, document)
    package = made.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    raw = io.BytesIO()
    made.save(raw)
    return _without_clock(raw)


def _library() -> ModuleType:
    try:
        import docx
    except ImportError:
        raise UsageError("writing docx needs python-docx: pip install vndoc[docx]") from None
    return docx


def _parsed(xml: str) -> Any:  # noqa: ANN401
    """An element whose names have the prefix ``w``."""
    from docx.oxml import parse_xml

    return parse_xml(_FIRST_NAME.sub(rf'\g<0> xmlns:w="{NAMESPACE}"', xml, count=1))


def _set_styles(made: Any, layout: Layout) -> None:  # noqa: ANN401
    """Our styles in the place of the template's."""
    held = made.styles.element
    for child in list(held):
        held.remove(child)
    for child in list(_parsed(styles_xml(layout))):
        held.append(child)


def _set_header(made: Any) -> None:  # noqa: ANN401
    """The number of the page in the middle of its head, from the second on; later sections of the file take it over."""
    page = made.sections[0]
    page.different_first_page_header_footer = True
    page.header.is_linked_to_previous = False
    header = page.header._element
    for child in list(header):
        header.remove(child)
    header.append(_parsed(paragraph(_PAGE_NUMBER, "Header")))


def _set_comments(made: Any, comments: Sequence[str]) -> None:  # noqa: ANN401
    if not comments:
        return
    held = made.comments._comments_elm
    for number, text in enumerate(comments):
        body = paragraph(words(text), "CommentText")
        held.append(_parsed(f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="v">{body}</w:comment>'))


def _set_footnotes(made: Any, footnotes: bytes) -> None:  # noqa: ANN401
    """The part that holds footnotes, and where Word looks for the lines above them."""
    if not footnotes:
        return
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    made.part.relate_to(Part(PackURI(PART), CONTENT_TYPE, footnotes, made.part.package), RELATION)
    properties = _parsed('<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    made.settings.element.find(_name("compat")).addprevious(properties)


def _set_version(made: Any) -> None:  # noqa: ANN401
    """Word 2013 and later: no window says that the file is of an older one. Its language is Vietnamese."""
    settings = made.settings.element
    for setting in settings.iter(_name("compatSetting")):
        if setting.get(_name("name")) == "compatibilityMode":
            setting.set(_name("val"), WORD_2013)
    for language in settings.iter(_name("themeFontLang")):
        language.attrib.clear()
        language.set(_name("val"), LANGUAGE)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _set_properties(core: Any, document: Document) -> None:  # noqa: ANN401
    """Core properties, of the metadata alone."""
    meta = document.metadata
    values = {
        "title": title(document),
        "subject": meta.subject,
        "author": meta.issuer,
        "category": meta.kind,
        "identifier": meta.number.raw if meta.number else None,
        "comments": f"vndoc {document.origin.vndoc}",
        "last_modified_by": AUTHOR,
        "language": LANGUAGE,
        "keywords": None,
    }
    for name, value in values.items():
        setattr(core, name, one_line(value or "")[:LONGEST_PROPERTY])
    core.created = core.modified = _time_of(meta.date)
    core.revision = 1


def _time_of(date: str | None) -> datetime:
    """The date of a document as a time; `NO_DATE` where it is not a whole one.

    >>> _time_of("2010-01") == NO_DATE, _time_of("2021-06-12").isoformat()
    (True, '2021-06-12T00:00:00+00:00')
    """
    try:
        return datetime.strptime(date or "", "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return NO_DATE


def _without_clock(raw: io.BytesIO) -> bytes:
    """The same zip file, its members in the order of their names and of one time."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            new.writestr(member, old.read(name), compresslevel=6)
    return out.getvalue()
