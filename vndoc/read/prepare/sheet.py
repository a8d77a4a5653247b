"""A page that lies on its side or its head, as the upright page that it is: its size, and the boxes of all that is on it.

The stages after reading work from top to bottom and from left to right; what they answer has boxes of the upright page.
"""

from __future__ import annotations

import msgspec

from vndoc.document import Box, Notice
from vndoc.pages import Reading, Rule, SourcePage, Table
from vndoc.read.prepare.place import Place, turned


def upright(page: SourcePage, quarters: int) -> SourcePage:
    """The page turned counter-clockwise by so many quarters, with a notice that says so; as it is for none.

    >>> page = upright(SourcePage(1, 595.0, 842.0), 1)
    >>> page.width, page.notices[0].code
    (842.0, 'turned_page')
    """
    if quarters % 4 == 0:
        return page
    width, height = (page.height, page.width) if quarters % 2 else (page.width, page.height)
    place = turned(-quarters, width, height)
    degrees = 90 * (quarters % 4)
    said = f"this page lies turned by {degrees} degrees: it was read upright, and its boxes are those of the upright page"
    return msgspec.structs.replace(
        page,
        width=width,
        height=height,
        readings=tuple(_reading(r, place) for r in page.readings),
        rules=tuple(Rule(*place.box((r.x0, r.top, r.x1, r.bottom))) for r in page.rules),
        tables=tuple(_table(t, place) for t in page.tables),
        notices=(*page.notices, Notice("turned_page", said, page.number)),
    )


def _reading(reading: Reading, place: Place) -> Reading:
    words = (msgspec.structs.replace(word, box=_box(word.box, place)) for word in reading.words)
    return msgspec.structs.replace(reading, words=tuple(words))


def _table(table: Table, place: Place) -> Table:
    return msgspec.structs.replace(table, box=_box(table.box, place), boxes=tuple(_box(b, place) for b in table.boxes))


def _box(box: Box, place: Place) -> Box:
    return place.box(box) if len(box) == 4 else box
