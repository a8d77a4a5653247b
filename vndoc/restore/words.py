"""The words of a line beside its signs: as an edit has them, or as they were read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import regex

from vndoc.document import Edit

_WORD = regex.compile(r"[^\s.,;:()/“”\"-]+")
_IN_WORD = regex.compile(r"[^\s.,;:()/“”\"-]")


def overlap(a: Edit, b: Edit) -> bool:
    """Whether two edits change the same place."""
    return a.span[0] < b.span[1] and a.span[1] > b.span[0]


class WordsOfLine:
    """A line as read, and what its words become.

    >>> words = WordsOfLine("co so", [Edit((0, 2), "co", "cơ", "garble", 1.0)])
    >>> words.before(2), words.after(0), words.after(3), words.before(3)
    ('cơ', 'cơ', 'so', '')
    """

    def __init__(self, raw: str, edits: Sequence[Edit]) -> None:
        self.raw, self.edits = raw, edits

    @cached_property
    def starts(self) -> dict[int, Edit]:
        """The edits by where they start."""
        return {edit.span[0]: edit for edit in self.edits}

    @cached_property
    def ends(self) -> dict[int, Edit]:
        """The edits by where they end."""
        return {edit.span[1]: edit for edit in self.edits}

    def before(self, at: int) -> str:
        """The word that ends at `at`, as it will be; empty if there is none."""
        edit = self.ends.get(at)
        if edit is not None:
            return edit.after
        start = at
        while start and _IN_WORD.match(self.raw[start - 1]):
            start -= 1
        return self.raw[start:at]

    def after(self, at: int) -> str:
        """The word that starts at `at`, as it will be; empty if there is none."""
        edit = self.starts.get(at)
        if edit is not None:
            return edit.after
        m = _WORD.match(self.raw, at)
        return m[0] if m else ""
