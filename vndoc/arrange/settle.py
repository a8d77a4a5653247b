"""Page numbers that were misread, told by where the other pages have theirs; running heads; footnotes.

In: the arranged pages of a document, or of a stretch of it; out: the same pages, short lone lines that stand where page numbers
stand on other pages (``l6`` for 16, ``_.`` for 2) with the role of one, running heads (`running`), heads of tables that are
printed anew (`repeated`) and footnotes (`footnotes`, told after these, which may stand below them) with theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from vndoc.arrange.footnotes import with_footnotes
from vndoc.arrange.repeated import with_repeated_heads
from vndoc.arrange.running import with_running
from vndoc.document import Box
from vndoc.pages import ArrangedPage, TextLine

LONGEST = 5
"""Signs of a line that may be a page number misread: ``- 12 -`` without its spaces."""

FEWEST = 2
"""Pages whose numbers stand at a place before a line of another page there counts as one."""

HIGHER = 20.0
"""Points by which a page's number may stand higher or lower than on others: paper is fed a few millimetres askew."""

HIGH = 0.6
"""Heights of the other pages' numbers that a scrap has at least which is one (``"`` for 11), and the inverse at most."""

ASIDE = 45.0
"""Points to the left or right; odd and even pages of a book differ by that much."""


def settle(pages: Sequence[ArrangedPage]) -> tuple[ArrangedPage, ...]:
    """The pages with the roles that only other pages tell.

    Args:
        pages: arranged pages of one document.
    """
    boxes = [line.box for page in pages for line in page.lines if line.role == "page_number" and line.box]
    if len(boxes) >= FEWEST:
        places, height = list(map(_middle, boxes)), median([box[3] - box[1] for box in boxes])
        pages = [_settled(page, places, height) for page in pages]
    return tuple(map(with_footnotes, with_repeated_heads(with_running(pages))))


def _settled(page: ArrangedPage, places: Sequence[tuple[float, float]], height: float) -> ArrangedPage:
    if any(line.role == "page_number" for line in page.lines):
        return page
    boxed = [(line.box, i) for i, line in enumerate(page.lines) if line.box and line.role != "stamp"]
    if len(boxed) < FEWEST:
        return page
    # nothing stands above a number at the top, or below one at the foot
    ends = (min(boxed, key=lambda b: b[0][1])[1], max(boxed, key=lambda b: b[0][3])[1])
    scraps = [i for i, line in enumerate(page.lines) if line.role == "stamp" and line.box and _is_high(line.box, height)]
    for i in (*ends, *scraps):
        line = page.lines[i]
        if line.role in ("body", "stamp") and _is_short(line) and _stands(line.box, places):
            lines = list(page.lines)
            lines[i] = msgspec.structs.replace(line, role="page_number", paragraph=False)
            return msgspec.structs.replace(page, lines=tuple(lines))
    return page


def _is_high(box: Box, height: float) -> bool:
    """Whether a scrap is as high as numbers are."""
    return HIGH * height <= box[3] - box[1] <= height / HIGH


def _is_short(line: TextLine) -> bool:
    return len(line.raw.replace(" ", "")) <= LONGEST and len(line.words) <= 3


def _stands(box: Box | None, places: Sequence[tuple[float, float]]) -> bool:
    if box is None:
        return False
    x, y = _middle(box)
    return sum(abs(x - a) <= ASIDE and abs(y - b) <= HIGHER for a, b in places) >= FEWEST


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
