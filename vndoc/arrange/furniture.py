"""Roles of lines: head, foot, signature, page numbers, stamps.

In: drafts of lines in reading order; out: the role of each. Works on damaged text: patterns are compared with folded text,
with errors allowed.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.arrange.anchors import RECIPIENTS, search
from vndoc.arrange.bands import Kind
from vndoc.arrange.lines import Draft
from vndoc.arrange.rows import DIRT
from vndoc.arrange.stamps import is_filled_in, is_stamped, opens_signature_box, opens_stamp, says_stamp
from vndoc.document import Box, Role

EDGE = 0.13
"""Page numbers stand in this part of the page, above or below: margins are 20-25 mm of 297, and the number stands in them."""

_PAGE_NUMBER = regex.compile(
    r"""[\W_]*(?:
      \d{1,4}
    | (?:trang|page|tr\.?)[ ]?\d{1,4}(?:[ ]?(?:/|of|tren)[ ]?\d{1,4})?
    | \d{1,4}[ ]?/[ ]?\d{1,4}
    )[\W_]*$""",
    regex.VERBOSE,
)

_YEAR = regex.compile(r"(?:19|20)\d\d[.;,:]$")
"""The last word of a paragraph (``… ngày 01 tháng 01 năm / 2010.``)."""
SPECK_CONFIDENCE = 0.5
"""Lone signs that an engine is less sure of are specks; true ones (a star, a page number) come with more, or are digits."""


ROLES: dict[Kind, Role] = {"head": "header", "foot": "signature", "form": "body"}

DASHES = ("-", "+", "*")
"""What lines of recipients begin with."""

RULES = frozenset("*-–—_=+")
"""Lone signs that are printed, under headings above all."""


def roles_of(drafts: Sequence[Draft], height: float, stamp_boxes: Sequence[Box]) -> list[Role]:
    """The role of each draft."""
    roles: list[Role] = [_role(draft, height) for draft in drafts]
    _footer(drafts, roles)
    boxes = [d for d, role in zip(drafts, roles, strict=True) if role == "footer" and opens_signature_box(d.text)]
    stamps = boxes + [d for d, role in zip(drafts, roles, strict=True) if role != "footer" and opens_stamp(d.text)]
    for i, draft in enumerate(drafts):
        scrap = draft.speck or _is_speck(draft) or (roles[i] == "signature" and _is_scrap(draft))
        beside = any(is_stamped(draft, stamp) for stamp in _stamps_of(draft, roles[i], stamps, boxes))
        if scrap or beside or draft in stamps or (stamp_boxes and _covered(draft, stamp_boxes)):
            roles[i] = "stamp"
    return roles


def _stamps_of(draft: Draft, role: Role, stamps: Sequence[Draft], boxes: Sequence[Draft]) -> Sequence[Draft]:
    """First lines of the stamps that a line may belong to: of a head only what is filled in or worded as a stamp's line is."""
    if not stamps or role in ("body", "signature"):
        return stamps
    if role == "header":
        return stamps if is_filled_in(draft) or says_stamp(draft) else ()
    return boxes if role == "footer" and not draft.text.folded.startswith(DASHES) else ()


def is_page_number(folded: str) -> bool:
    """Whether a folded line at a page's edge is its number, and not the year that ends a paragraph.

    >>> is_page_number("- 12 -"), is_page_number("trang 3/12"), is_page_number("2010.")
    (True, True, False)
    """
    return search(_PAGE_NUMBER, folded) is not None and not _YEAR.match(folded)


def _role(draft: Draft, height: float) -> Role:
    at_edge = draft.bottom < EDGE * height or draft.top > (1 - EDGE) * height
    if at_edge and len(draft.spots) <= 6 and is_page_number(draft.text.folded):
        return "page_number"
    return ROLES[draft.band.kind] if draft.band is not None else "body"


def _footer(drafts: Sequence[Draft], roles: list[Role]) -> None:
    """Lines of a foot from the recipients' heading on, on its side, are its footer."""
    for side in ("left", "right"):
        band = None
        for i, draft in enumerate(drafts):
            if draft.band is None or draft.column != side or roles[i] != "signature":
                continue
            if search(RECIPIENTS, draft.text.folded):
                band = draft.band
            if draft.band is band:
                roles[i] = "footer"


def _is_speck(draft: Draft) -> bool:
    text = "".join(s.word.text for s in draft.spots)
    if len(text) > 3 or any(c.isdigit() for c in text):
        return False
    sure = [s.word.confidence for s in draft.spots if s.word.confidence is not None]
    if sure and len(text) == 1 and text in DIRT - RULES:
        return True
    return bool(sure) and max(sure) < SPECK_CONFIDENCE and all(s.noise or len(s.word.text) <= 2 for s in draft.spots)


def _is_scrap(draft: Draft) -> bool:
    """Whether a line of a signature is what an engine made of a seal: no word of two letters that it is sure of."""
    words = [(sum(map(str.isalpha, s.word.text)), s.word.confidence) for s in draft.spots]
    return all(sure is not None and (letters < 2 or sure < SPECK_CONFIDENCE) for letters, sure in words)


def _covered(draft: Draft, boxes: Sequence[Box]) -> bool:
    """Whether more than half of a line lies in a stamp that the text layer told of."""
    area = max((draft.x1 - draft.x0) * (draft.bottom - draft.top), 1e-6)
    for x0, top, x1, bottom in boxes:
        across, down = min(draft.x1, x1) - max(draft.x0, x0), min(draft.bottom, bottom) - max(draft.top, top)
        if across > 0 and down > 0 and across * down > area / 2:
            return True
    return False
