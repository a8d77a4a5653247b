"""Document → plain text: the repaired lines of each page as they stand, a blank line between pages.

Page numbers and stamps are left out, heads and feet stay; line breaks are the page's own.
"""

from __future__ import annotations

from vndoc.document import Document, Page
from vndoc.write.printable import printable

FURNITURE = ("page_number", "stamp", "running_head")
"""Roles of lines that are on the page and not of the document."""


def to_text(document: Document) -> str:
    """The document's lines, with a line feed after each."""
    pages = ["".join(f"{printable(line)}\n" for line in page_lines(page)) for page in document.pages]
    return "\n".join(page for page in pages if page)


def page_lines(page: Page) -> list[str]:
    """Texts of the lines of a page that belong to the document."""
    return [line.text for line in page.lines if line.role not in FURNITURE]
