"""Running heads and feet: lines that stand at the top or at the bottom of page after page.

In: the arranged pages of a document, or of a stretch of it; out: the same pages, those lines with the role ``running_head``.
A line counts as one where other pages have the same words at the same height of the same edge, as far as readings of one line
are the same. Numbers must be the same too, or run with the pages: ``PHỤ LỤC 1`` and ``PHỤ LỤC 2`` are no running head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import regex
from rapidfuzz import fuzz

from vndoc.alphabet import fold_key
from vndoc.arrange.anchors import HEADINGS, find_phrase
from vndoc.pages import ArrangedPage, TextLine

EDGE = 0.13
"""Running heads stand in this part of the page, above or below: in the margin, as page numbers do."""

ROWS = 2
"""Lines at an edge that may be running: a head of two lines."""

HIGHER = 20.0
"""Points by which a line may stand higher or lower than on other pages: paper is fed a few millimetres askew."""

ALIKE = 80.0
"""Likeness (of 100) of two readings of one line: the English model gets one sign in five wrong."""

FEWEST = 3
"""Pages that have a line before it is a running one."""

SHARE = 0.3
"""Share of the pages that have it: left and right pages may have heads of their own, first pages and annexes have none."""

LETTERS = 4
"""Letters that a running line has at least; a line of numbers is a page number or nothing."""

LONGEST = 200
"""Signs of a line that are compared: a bound on the work that a hostile line makes."""

RECENT = 32
"""Groups that a line is compared with, the last ones that grew: a running line comes back within a few pages."""

_LABEL = regex.compile(r"\W*(?:phu luc|bieu|mau|chuong|phan|muc|tieu muc|dieu|khoan|bai|quyen|tap)\b")
"""What a heading begins with that many pages may have, each with a number of its own."""

_NUMBER = regex.compile(r"\d{1,9}")
_LETTER = regex.compile(r"[^a-z]+")


@dataclass
class _Mark:
    """A line at an edge: its page's place in the run and number, its own index, edge, height, letters, numbers."""

    page: int
    number: int
    line: int
    is_top: bool
    height: float
    text: str
    letters: str
    numbers: list[int]


@dataclass
class _Group:
    """Lines that are one running line; the first and the last stand for all."""

    marks: list[_Mark] = field(default_factory=list)


def with_running(pages: Sequence[ArrangedPage]) -> tuple[ArrangedPage, ...]:
    """The pages with the role ``running_head`` on lines that run through them.

    Args:
        pages: arranged pages of one document.
    """
    if len(pages) < FEWEST:
        return tuple(pages)
    groups: list[_Group] = []
    found: list[_Group] = []
    for at, page in enumerate(pages):
        for mark in _marks(at, page):
            group = next((g for g in reversed(groups) if any(_same(mark, m) for m in (g.marks[-1], g.marks[0]))), None)
            if group is None:
                group = _Group()
                found.append(group)
            else:
                groups.remove(group)
            group.marks.append(mark)
            groups = [*groups[1 - RECENT :], group]
    running: dict[int, set[int]] = {}
    for group in found:
        count = len({m.page for m in group.marks})
        if count >= FEWEST and count >= SHARE * len(pages):
            for m in group.marks:
                running.setdefault(m.page, set()).add(m.line)
    return tuple(_marked(page, running.get(at, set())) for at, page in enumerate(pages))


def _marked(page: ArrangedPage, lines: set[int]) -> ArrangedPage:
    if not lines:
        return page
    made = [
        msgspec.structs.replace(line, role="running_head", paragraph=False) if i in lines else line
        for i, line in enumerate(page.lines)
    ]
    return msgspec.structs.replace(page, lines=tuple(made))


def _marks(at: int, page: ArrangedPage) -> Iterator[_Mark]:
    """The lines at the edges of a page that may be running."""
    places = [((line.box[1] + line.box[3]) / 2, i) for i, line in enumerate(page.lines) if line.box and line.role not in _ASIDE]
    places.sort()
    if len(places) < 2:
        return
    for is_top, some in ((True, places[:ROWS]), (False, places[-ROWS:])):
        for height, i in some:
            line = page.lines[i]
            in_edge = height < EDGE * page.height if is_top else height > (1 - EDGE) * page.height
            if in_edge and line.role == "body" and (mark := _mark(at, page, i, line, is_top, height)):
                yield mark


_ASIDE = ("page_number", "stamp")


def _mark(at: int, page: ArrangedPage, i: int, line: TextLine, is_top: bool, height: float) -> _Mark | None:
    text = fold_key(line.raw[:LONGEST])
    letters = _LETTER.sub(" ", text).strip()
    if sum(map(str.isalpha, letters)) < LETTERS or find_phrase(HEADINGS, text):
        return None
    return _Mark(at, page.number, i, is_top, height, text, letters, [int(m[0]) for m in _NUMBER.finditer(text)])


def _same(one: _Mark, other: _Mark) -> bool:
    """Whether two lines of different pages are one running line."""
    if one.is_top != other.is_top or one.page == other.page or abs(one.height - other.height) > HIGHER:
        return False
    if _LABEL.match(one.text):
        return one.text == other.text
    if fuzz.ratio(one.letters, other.letters) < ALIKE:
        return False
    apart = one.number - other.number
    if len(one.numbers) != len(other.numbers):
        return True  # a number that one reading has as letters
    return all(a - b in (0, apart) for a, b in zip(one.numbers, other.numbers, strict=True))
