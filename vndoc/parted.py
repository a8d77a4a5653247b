"""The pages and edits of a file that holds several documents, parted among them.

In: pages and edits of the result, and which lines of which pages each document has; out: pages and edits of each. Pages keep
the numbers that they have in the file; lines of a page that two documents share are counted anew from the first of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from msgspec.structs import replace

from vndoc.document import Edit, Page
from vndoc.packed import Packed
from vndoc.pages import ArrangedPage
from vndoc.write import packed_edits, packed_pages

Lines = dict[int, tuple[int, int]]
"""First line of a document on a page, and the one after its last, by page number."""


def lines_of(skipped: int, pages: Iterable[ArrangedPage]) -> Lines:
    """The lines of a document whose pages hold no others; `skipped` lines of its first page are another's."""
    out: Lines = {}
    for page in pages:
        low = skipped if not out else 0
        out[page.number] = (low, low + len(page.lines))
    return out


def part(pages: Sequence[Page], edits: Sequence[Edit], own: Lines) -> tuple[tuple[Page, ...], tuple[Edit, ...]]:
    """Pages and edits of one document, packed where those of all are."""
    some, changes = _pages(pages, own), _edits(edits, own)
    if not isinstance(pages, Packed):
        return tuple(some), tuple(changes)
    packed, packed_changes = packed_pages(), packed_edits()
    for page in some:
        packed.add((page,))
    packed_changes.add(tuple(changes))
    return cast("tuple[Page, ...]", packed), cast("tuple[Edit, ...]", packed_changes)


def _pages(pages: Iterable[Page], own: Lines) -> Iterator[Page]:
    for page in pages:
        if page.number in own:
            low, high = own[page.number]
            yield page if (low, high) == (0, len(page.lines)) else replace(page, lines=page.lines[low:high])


def _edits(edits: Iterable[Edit], own: Lines) -> Iterator[Edit]:
    for edit in edits:
        if edit.page is None or edit.line is None or edit.page not in own:
            continue
        low, high = own[edit.page]
        if low <= edit.line < high:
            yield replace(edit, line=edit.line - low) if low else edit
