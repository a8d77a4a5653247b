"""Notices for readers: those that say the same of several pages are one.

In: the document's notices; out: one entry for each code and message, in the order of their first appearance, with its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vndoc.document import Notice
from vndoc.write.printable import one_line


class Note(NamedTuple):
    """A message, its code, and the pages that it concerns; no page where it concerns the whole file."""

    code: str
    message: str
    pages: list[int]


def notes(notices: Iterable[Notice]) -> list[Note]:
    """Notices, each message once."""
    found: dict[tuple[str, str], Note] = {}
    for notice in notices:
        code, message = one_line(notice.code), one_line(notice.message)
        note = found.setdefault((code, message), Note(code, message, []))
        if notice.page is not None and notice.page not in note.pages[-1:]:
            note.pages.append(notice.page)
    return list(found.values())


def ranges(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Page numbers as first and last of what follows without a gap.

    >>> list(ranges([1, 2, 3, 7]))
    [(1, 3), (7, 7)]
    """
    first = last = None
    for page in sorted(set(pages)):
        if first is None or last is None or page != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = page
        last = page
    if first is not None and last is not None:
        yield first, last


def pages_in_words(pages: Iterable[int]) -> str:
    """Page numbers in few words.

    >>> pages_in_words([1, 2, 3, 7]), pages_in_words([])
    ('trang 1-3, 7', '')
    """
    named = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges(pages))
    return f"trang {named}" if named else ""
