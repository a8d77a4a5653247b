"""What a caller may choose. Frozen, validated, and part of a batch's identity: the same options give the same bytes."""

from __future__ import annotations

from typing import Literal

import msgspec

from vndoc.errors import UsageError


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Options of every entry point.

    Attributes:
        engine: ``auto`` reads pages that need it with the installed OCR engine, ``none`` reads no pixels, any other name forces
            that engine on every page.
        repair: ``auto`` repairs what is judged damaged, ``always`` every line, ``never`` none.
        pages: page numbers from 1 to convert, None for all.
        password: of encrypted PDFs.
        dpi: resolution at which pages are rendered for an engine.
        page_seconds: time limit of an engine on one page.
        doubtful_below: words of a lower confidence are marked in Markdown and HTML.
        tone_style: where repaired words have the tone mark of oa, oe, uy: ``keep`` as the text has it, ``old`` (hòa, ủy) or
            ``new`` (hoà, uỷ) in all words, those too that are right.

    >>> Options(pages=parse_pages("1-3,7")).pages
    (1, 2, 3, 7)
    """

    engine: str = "auto"
    repair: Literal["auto", "always", "never"] = "auto"
    pages: tuple[int, ...] | None = None
    password: str | None = None
    dpi: int = 300
    page_seconds: float = 120.0
    doubtful_below: float = 0.8
    tone_style: Literal["keep", "old", "new"] = "keep"

    def __post_init__(self) -> None:
        """Reject what no page can be converted with."""
        if not 50 <= self.dpi <= 1200:
            raise UsageError(f"dpi must lie between 50 and 1200, not {self.dpi}")
        if self.page_seconds <= 0:
            raise UsageError("page_seconds must be positive")
        if self.pages is not None and (not self.pages or min(self.pages) < 1):
            raise UsageError("pages are counted from 1")


def parse_pages(text: str) -> tuple[int, ...]:
    """Page numbers of a list such as ``1-3,7``.

    Raises:
        UsageError: the text is not such a list.

    >>> parse_pages("2,1-2")
    (1, 2)
    """
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        try:
            low, high = int(first), int(last or first)
        except ValueError:
            raise UsageError(f"pages must look like 1-3,7, not {text!r}") from None
        if not 1 <= low <= high <= 100_000:
            raise UsageError(f"pages must look like 1-3,7, not {text!r}")
        found.update(range(low, high + 1))
    return tuple(sorted(found))
