"""Pages as they come, made into parts of the result stretch by stretch, so that memory does not grow with a document's pages.

In: arranged pages in order; out: pages and edits of the result, and the lines without their words for `structure`.

A document of ordinary length is one stretch: all its pages are repaired in the light of all, and the result holds them as they
are. Of a longer one each stretch is repaired for itself (the running text is cut into blocks of this size anyhow, see
`vndoc.restore`), and what is made of it is packed (`Packed`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from msgspec.structs import replace

from vndoc.document import Edit, Notice, Page
from vndoc.packed import Packed
from vndoc.pages import ArrangedPage
from vndoc.project import page_edits, project
from vndoc.write import packed_edits, packed_pages

STRETCH = 95_000
"""Characters after which a stretch ends with the page: some 40 pages, 19,000 words; with its last page it is one block of the
repair (`vndoc.restore.BLOCK`)."""

STRETCH_PAGES = 400
"""Pages after which it ends anyhow."""


class Stretches:
    """What is made of the pages of a document so far.

    Attributes:
        notices: the notices on each page as it came.
    """

    def __init__(self, repair: Callable[[Sequence[ArrangedPage]], Sequence[ArrangedPage]]) -> None:
        """`repair` is given the pages of a stretch."""
        self._repair = repair
        self._waiting: list[ArrangedPage] = []
        self._size = 0
        self._pages, self._edits = packed_pages(), packed_edits()
        self._slim: Packed[ArrangedPage] = Packed(ArrangedPage, binary=True)
        self.notices: list[tuple[Notice, ...]] = []

    def add(self, page: ArrangedPage) -> None:
        """The next page."""
        if self._size >= STRETCH or len(self._waiting) >= STRETCH_PAGES:
            self._pack()
        self._waiting.append(page)
        self.notices.append(page.notices)
        self._size += sum(len(line.raw) for line in page.lines)

    def finish(self) -> tuple[tuple[Page, ...], tuple[Edit, ...]]:
        """Pages and edits of all, packed where there was more than one stretch (their type tells it, they read alike)."""
        if len(self._pages):
            self._pack()
            return cast("tuple[Page, ...]", self._pages), cast("tuple[Edit, ...]", self._edits)
        repaired = self._take()
        edits = tuple(edit for page in repaired for edit in page_edits(page))
        self._slim.add(tuple(map(_slim, repaired)))
        repaired.reverse()
        return tuple(project(repaired.pop()) for _ in range(len(repaired))), edits  # each is let go as soon as it is done

    def slim(self) -> Sequence[ArrangedPage]:
        """The repaired pages, their lines without words and edits, and without what was read; packed where the others are."""
        return self._slim if len(self._pages) else tuple(self._slim)

    def _pack(self) -> None:
        for page in self._take():
            self._pages.add((project(page),))
            self._edits.add(tuple(page_edits(page)))
            self._slim.add((_slim(page),))

    def _take(self) -> list[ArrangedPage]:
        """The waiting pages, repaired; none waits any more."""
        repaired = list(self._repair(self._waiting))
        self._waiting, self._size = [], 0
        return repaired


def _slim(page: ArrangedPage) -> ArrangedPage:
    """A repaired page with the repaired texts of its lines alone: `structure` looks at nothing else of them but their place."""
    return replace(page, lines=tuple(replace(line, raw="", words=(), edits=(), others=()) for line in page.lines))
