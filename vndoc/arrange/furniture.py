"""Roles of lines: head, foot, signature, page numbers, stamps.

In: drafts of lines in reading order; out: the role of each. Works on damaged text: patterns are compared with folded text,
with errors allowed.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.arrange.anchors import RECIPIENTS, find_phrase, fold_text, is_capital, search
from vndoc.arrange.columns import is_noise
from vndoc.arrange.lines import Draft
from vndoc.arrange.rows import Row, Spot
from vndoc.document import Box, Role

EDGE = 0.13
"""Page numbers stand in this part of the page, above or below: margins are 20-25 mm of 297, and the number stands in them."""

PAGE_NUMBER = regex.compile(
    r"""[\W_]*(?:
      \d{1,4}
    | (?:trang|page|tr\.?)[ ]?\d{1,4}(?:[ ]?(?:/|of|tren)[ ]?\d{1,4})?
    | \d{1,4}[ ]?/[ ]?\d{1,4}
    )[\W_]*$""",
    regex.VERBOSE,
)

PORTAL = "cong thong tin dien tu chinh phu"

# First lines of the boxes of digital signatures, of the stamps of the State's portal and of mail rooms
STAMPS = (
    PORTAL,
    "signature not verified",
    "digitally signed by",
    "signature valid",
)

STAMP = regex.compile(
    r"""\W*(?:
      (?:nguoi[ ]ky:){e<=1} | (?:ky[ ]boi:){e<=1} | (?:thoi[ ]gian[ ]ky:){e<=2} | (?:ngay[ ]ky:){e<=1}
    | den[ ](?:so[ ]?[:.]|ngay[ ]?[:.])
    )""",
    regex.VERBOSE,
)

CAPITAL_STAMP = regex.compile(r"\W*(?:cong[ ]van[ ]den){e<=3}(?=\W|$)", regex.VERBOSE)

# Lines that belong to a stamp only below its first line
NEAR_STAMP = regex.compile(
    r"""\W*(?:
      (?:cong[ ]van[ ]den){e<=4}
    | (?:email|co[ ]quan|den|so|ngay|gio|chuyen|luu[ ]ho[ ]so|kinh[ ]chuyen|date|reason|location)[ ]?[:.]
    )""",
    regex.VERBOSE,
)

NEAR_POINTS = 60.0
"""Lines of one stamp lie within this distance of its first: the boxes are some 40-70 points high."""

BESIDE = 15.0
"""Points by which a line of a stamp may stick out to the side of its first one."""

SPECK_CONFIDENCE = 0.5
"""Lone signs that an engine is less sure of are specks; true ones (a star, a page number) come with more, or are digits."""


def beside_stamps(rows: Sequence[Row]) -> frozenset[int]:
    """Numbers of the rows at or below one that opens a stamp."""
    stamps = [row.middle for row in rows if any(_opens_stamp(piece) for piece in _apart(row.spots))]
    return frozenset(i for i, row in enumerate(rows) if any(-3 <= row.middle - y <= NEAR_POINTS for y in stamps))


def roles_of(drafts: Sequence[Draft], height: float, stamp_boxes: Sequence[Box]) -> list[Role]:
    """The role of each draft."""
    folded = [fold_text(d.spots) for d in drafts]
    roles: list[Role] = [_role(d, text, height) for d, text in zip(drafts, folded, strict=True)]
    _footer(drafts, folded, roles)
    stamps = [d for d, role in zip(drafts, roles, strict=True) if role in ("body", "signature") and _opens_stamp(d.spots)]
    for i, draft in enumerate(drafts):
        scrap = draft.speck or _is_speck(draft) or (roles[i] == "signature" and _is_scrap(draft))
        if scrap or draft in stamps or _covered(draft, stamp_boxes):
            roles[i] = "stamp"
        elif roles[i] in ("body", "signature"):
            sure = search(NEAR_STAMP, folded[i]) is not None
            if any(_below(draft, stamp, sure) for stamp in stamps):
                roles[i] = "stamp"
    return roles


def _apart(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Spots of a row in the source's own lines."""
    pieces: dict[int, list[Spot]] = {}
    for spot in spots:
        pieces.setdefault(spot.word.row, []).append(spot)
    return list(pieces.values())


def _opens_stamp(spots: Sequence[Spot]) -> bool:
    """Whether a line is the first of a stamp; sentences and recipients that name the portal are none."""
    folded = fold_text(spots)
    if search(STAMP, folded):
        return True
    text = " ".join(s.word.text for s in spots[:20])
    if search(CAPITAL_STAMP, folded) and is_capital(text, 0.7):
        return True
    found = find_phrase(STAMPS, folded)
    return found is not None and len(folded) <= 1.3 * len(found[0]) and (found[0] != PORTAL or is_capital(text, 0.7))


def _below(draft: Draft, stamp: Draft, sure: bool) -> bool:
    """Whether a line lies in the box that a stamp's first line opens: below it, and no wider or named as a stamp's line."""
    if not -3 <= draft.top - stamp.top <= NEAR_POINTS:
        return False
    if sure:
        return draft.x0 <= stamp.x1 + BESIDE and stamp.x0 <= draft.x1 + BESIDE
    return stamp.x0 - BESIDE <= draft.x0 and draft.x1 <= stamp.x1 + BESIDE


def _role(draft: Draft, folded: str, height: float) -> Role:
    at_edge = draft.bottom < EDGE * height or draft.top > (1 - EDGE) * height
    if at_edge and len(draft.spots) <= 6 and search(PAGE_NUMBER, folded):
        return "page_number"
    if draft.band is None:
        return "body"
    return "header" if draft.band.kind == "head" else "signature"


def _footer(drafts: Sequence[Draft], folded: Sequence[str], roles: list[Role]) -> None:
    """Lines of a foot from the recipients' heading on, on its side, are its footer."""
    for side in ("left", "right"):
        band = None
        for i, draft in enumerate(drafts):
            if draft.band is None or draft.column != side or roles[i] != "signature":
                continue
            if search(RECIPIENTS, folded[i]):
                band = draft.band
            if draft.band is band:
                roles[i] = "footer"


def _is_speck(draft: Draft) -> bool:
    text = "".join(s.word.text for s in draft.spots)
    if len(text) > 3 or any(c.isdigit() for c in text):
        return False
    sure = [s.word.confidence for s in draft.spots if s.word.confidence is not None]
    return bool(sure) and max(sure) < SPECK_CONFIDENCE and all(is_noise(s) or len(s.word.text) <= 2 for s in draft.spots)


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
