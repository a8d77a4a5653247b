"""Lines of stamps: boxes of digital signatures, stamps of the State's portal and of mail rooms.

In: spots of lines; out: whether they open a stamp, or lie in the box that another line opens. A stamp is known by its first
line alone (``CÔNG VĂN ĐẾN``, ``Người ký: ...``); what its other lines say (``Số: ...``, ``Ngày: ...``) is said elsewhere too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from vndoc.arrange.anchors import find_phrase, is_capital, search
from vndoc.arrange.rows import Row, Spot
from vndoc.arrange.texts import Text
from vndoc.document import Box

PORTAL = "cong thong tin dien tu chinh phu"

# First lines of the boxes of digital signatures, of the stamps of the State's portal and of mail rooms
STAMPS = (
    PORTAL,
    "signature not verified",
    "digitally signed by",
    "signature valid",
)

FIRST = 20
"""Words of a line that tell whether it is in capitals."""

LONGER = 1.3
"""A line that has more than so many times the signs of such a phrase says something else."""

STAMP = regex.compile(
    r"""\W*(?:
      (?:nguoi[ ]ky:){e<=1} | (?:ky[ ]boi:){e<=1} | (?:thoi[ ]gian[ ]ky:){e<=2} | (?:ngay[ ]ky:){e<=1}
    | den[ ](?:so[ ]?[:.]|ngay[ ]?[:.])
    )""",
    regex.VERBOSE,
)

OTHER_WORDS = r"(?!cong[ ](?:tac|nhan|dan|bang|viec|suat|nghe|thuong|ty|bao|an[ ]nhan)\b)"
"""Words that the titles of documents go on with after CÔNG, as near as a misread ``CÔNG VĂN ĐẾN`` (``CÔNG TÁC DÂN VẬN``)."""
CAPITAL_STAMP = regex.compile(rf"\W*(?:\w{{1,2}}[ ])?{OTHER_WORDS}(?:cong[ ]van[ ]den){{e<=3}}(?=\W|$)", regex.VERBOSE)

# Lines that belong to a stamp only below its first one
NEAR_STAMP = regex.compile(
    rf"""\W*(?:
      {OTHER_WORDS}(?:cong[ ]van[ ]den){{e<=4}}
    | (?:email|co[ ]quan|den|(?:so){{s<=1}}|ngay|gio|chuyen|luu[ ]ho[ ]so|kinh[ ]chuyen|date|reason|location)[ ]?[:.]
    )""",
    regex.VERBOSE,
)

NEAR_POINTS = 60.0
"""Lines of one stamp lie within this distance of its first: the boxes are some 40-70 points high."""

AROUND, UNSURE = 45.0, 0.7
"""Points by which a mail room's stamp is wider than its title on either side, and goes on below it; the confidence below which
a line there is its filled-in one."""

# The number of a document: its kind and issuer follow a stroke
NUMBERED = regex.compile(r"\W*(?:so){s<=1}[ ]?[:.].*/[ ]?[a-z]{2}", regex.VERBOSE)

# What the lines of a stamp say, where they stand in a ruled box no larger than one
FRAMED = regex.compile(
    r"(?:cong[ ]thong[ ]tin[ ]dien[ ]tu){e<=3}|(?:cong[ ]van[ ]den){e<=2}|(?:kinh[ ]chuyen){e<=2}", regex.VERBOSE
)

HIGHEST, WIDEST = 100.0, 250.0
"""Points that the ruled box of a stamp has at most; those of mail rooms have some 200 by 70."""

BESIDE = 15.0
"""Points by which a line of a stamp may stick out to the side of its first one."""


def opens_stamp(text: Text) -> bool:
    """Whether a line is the first of a stamp; sentences and recipients that name the portal are none."""
    always, in_capitals = _openers(text.folded)
    return always or (in_capitals and is_capital(text.start(FIRST), 0.7))


def opens_signature_box(text: Text) -> bool:
    """Whether a line is the first of a digital signature's box, which no recipient is called like."""
    return _openers(text.folded)[0]


@lru_cache(maxsize=1024)
def _openers(folded: str) -> tuple[bool, bool]:
    """Whether folded text opens a stamp however it is set, and whether it does in capitals."""
    found = find_phrase([phrase for phrase in STAMPS if len(folded) <= LONGER * len(phrase)], folded)
    phrase = found[0] if found else None
    always = phrase not in (None, PORTAL) or search(STAMP, folded) is not None
    return always, phrase == PORTAL or search(CAPITAL_STAMP, folded) is not None


def is_stamped(line: Row, stamp: Row) -> bool:
    """Whether a line lies in the box that a stamp's first line opens: below it, and no wider, or worded as a stamp's line."""
    x0, x1, left, right = line.x0, line.x1, stamp.x0, stamp.x1
    below = line.top - stamp.top
    if not -3 <= below <= NEAR_POINTS:
        return False
    if left - BESIDE <= x0 and x1 <= right + BESIDE:
        return True
    around = below <= AROUND and left - AROUND <= x0 and x1 <= right + AROUND
    if around and is_filled_in(line) and search(CAPITAL_STAMP, stamp.text.folded):
        return True
    return x0 <= right + BESIDE and left <= x1 + BESIDE and search(NEAR_STAMP, line.text.folded) is not None


def is_filled_in(line: Row) -> bool:
    """Whether an engine was unsure of a line, as of handwriting on a stamp's dots; a document's number names its kind."""
    sure = [(s.word.confidence, len(s.word.text)) for s in line.spots if s.word.confidence is not None]
    unsure = bool(sure) and sum(c * n for c, n in sure) < UNSURE * sum(n for _, n in sure)
    return unsure and search(NUMBERED, line.text.folded) is None


def says_stamp(line: Row) -> bool:
    """Whether a line is worded as one of a stamp; a document's number names its kind."""
    return search(NEAR_STAMP, line.text.folded) is not None and search(NUMBERED, line.text.folded) is None


def stamps_of(rows: Sequence[Row]) -> list[Row]:
    """First lines of the stamps of a page."""
    return [piece for row in rows for piece in _apart(row) if opens_stamp(piece.text)]


def is_stamp_box(box: Box, spots: Sequence[Spot]) -> bool:
    """Whether ruled lines are those of a stamp: no larger than one, around words of one."""
    if box[3] - box[1] > HIGHEST or box[2] - box[0] > WIDEST:
        return False
    texts = [line.text for line in _apart(Row(within(spots, [box])))]
    return any(opens_stamp(text) or FRAMED.search(text.folded) for text in texts)


def within(spots: Sequence[Spot], boxes: Sequence[Box]) -> list[Spot]:
    """The spots whose words have their middle in one of the boxes."""
    found = []
    for spot in spots if boxes else ():
        x0, top, x1, bottom = spot.word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes):
            found.append(spot)
    return found


def stamped_by(spots: Sequence[Spot], boxes: Sequence[Box], text_height: float) -> list[Spot]:
    """The spots within the frames of stamps but for words of lines that a stamp only covers in part.

    Such words follow one another up to one beside the frame; a stamp's dots, or its capitals, end them.
    """
    inside = {spot.index for spot in within(spots, boxes)}
    rows: dict[int, list[Spot]] = {}
    for spot in spots if inside else ():
        rows.setdefault(spot.word.row, []).append(spot)
    for row in rows.values():
        row.sort(key=lambda s: s.x0)
        for line in (row, row[::-1]):
            for spot, beside in pairwise(reversed(line)):
                gap = max(spot.x0 - beside.x1, beside.x0 - spot.x1)
                if beside.index in inside and spot.index not in inside and gap < text_height and _is_covered(beside, spot):
                    inside.remove(beside.index)
    return [spot for spot in spots if spot.index in inside]


def _is_covered(spot: Spot, beside: Spot) -> bool:
    """Whether a word in a stamp's frame goes on with the one beside it."""
    text = spot.word.text
    if sum(map(str.isalnum, beside.word.text)) < 2:
        return False
    level = abs(spot.middle - beside.middle) < 0.5 * max(spot.height, beside.height)
    return level and ".." not in text and not (text.isupper() and not beside.word.text.isupper())


def beside_stamps(rows: Sequence[Row], stamps: Sequence[Row]) -> frozenset[int]:
    """Numbers of the rows at the height of a stamp."""
    tops = [min(s.middle for s in stamp.spots) for stamp in stamps]
    return frozenset(i for i, row in enumerate(rows if tops else ()) if any(-3 <= row.middle - y <= NEAR_POINTS for y in tops))


def _apart(row: Row) -> list[Row]:
    """A row in the source's own lines."""
    pieces: dict[int, list[Spot]] = {}
    for spot in row.spots:
        pieces.setdefault(spot.word.row, []).append(spot)
    return [row] if len(pieces) == 1 else list(map(Row, pieces.values()))
