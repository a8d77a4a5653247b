"""What several readings say of a line together: print, or a scribble, a seal's letters, dirt.

In: the lines of a page with what the other readings have for them; out: the same lines, those that are no print with the role
of a stamp, and numbers that an engine alone was unsure of with the role of what they are. Two readers agree on the letters of
print, however badly they read it; of a seal, a signature or a dotted line each makes something else, and is not sure of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import msgspec
import regex
from rapidfuzz.distance import Indel

from vndoc.alphabet import fold_key
from vndoc.arrange.furniture import EDGE, is_page_number
from vndoc.document import Box, Role
from vndoc.pages import TextLine
from vndoc.syllable import is_possible, may_be

UNLIKE = 0.3
"""Readings of print are more alike than this, its marks left aside: the worst legible lines of scans have 0.4."""

UNLIKE_UNSURE = 0.5
"""The same where the engine has next to no confidence: a few letters are alike by chance."""

UNSURE, NOT_AT_ALL = 0.5, 0.1
"""An engine's confidence in a line below which it is unsure, and has next to none."""

SURE = 0.8
"""An engine's confidence in a lone letter above which it stands though no other reading has it."""

THIN = 0.3
"""Text heights: no letter or digit is lower, small type included; an x-height is 0.45 of its type's height."""

SCRAP = 10
"""Letters of a line beyond the edges of the text at most; notes in the margin are longer, or read alike by both readers."""

LABELLED = 15
"""Signs of a form's line at least, a label and its dots; a seal's letters are fewer."""

KNOWN, FEWEST = 10, 3
"""Letters of a line that tells where the text's edges are, and how many such lines a page needs."""

ALONE = 1.5
"""Text heights between an address at the edge of the page and the next line, where it is not the end of a sentence."""

OUTER = 0.2
"""Part of the page, above or below, that holds its number where paper was fed askew or cut large."""

TURNED = 2.5
"""Text heights of an address written aslant across the page: the box of a level word has one."""

LONGEST, MOST_LINES = 200, 1000
"""Signs of a line that are compared, and lines of a page that are: printed ones have half as many at most."""

NUMERAL = 4
"""Signs of a number at most that stands beside a line as its ordinal."""

_ADDRESS = regex.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|info)/?", regex.IGNORECASE)

_ITEM = regex.compile(r"\W{0,2}\d{1,2}\w?[.)]")
"""The number of an item, at the start of a line."""

_TEXT: tuple[Role, ...] = ("body", "header", "footer", "signature")


class _Frame(NamedTuple):
    """Where the text of a page lies: its edges, the height of its words; whether it was read more than once."""

    left: float
    right: float
    top: float
    bottom: float
    text_height: float
    page_height: float
    is_witnessed: bool

    def holds(self, box: Box) -> bool:
        """Whether a box has a part within the edges."""
        return box[2] > self.left - self.text_height and box[0] < self.right + self.text_height

    def beyond(self, box: Box) -> bool:
        """Whether a box lies above or below all text, near the page's end."""
        near = OUTER * self.page_height
        return box[3] < min(self.top, near) or box[1] > max(self.bottom, self.page_height - near)

    def at_edge(self, box: Box) -> bool:
        """Whether a box lies where page numbers and running lines stand."""
        return box[3] < EDGE * self.page_height or box[1] > (1 - EDGE) * self.page_height


def told_apart(lines: Sequence[TextLine], page_height: float) -> list[TextLine]:
    """The lines of a page with the roles that all readings together tell.

    Args:
        lines: in reading order, with what the other readings have for them.
        page_height: in points.
    """
    if not any(line.others or line.confidence < 1.0 or _may_be_address(line.raw) for line in lines):
        return list(lines)  # a layer alone, which nobody doubts
    frame = _frame(lines, page_height)
    if frame is None:
        return list(lines)
    out: list[TextLine] = []
    for line in lines:
        no_text = line.role in _TEXT and line.box is not None and _is_no_text(line, line.box, lines, frame)
        if no_text or (line.role == "page_number" and line.column != "full" and _is_unsure_number(line)):
            line = msgspec.structs.replace(line, role="stamp", paragraph=False)
        out.append(line)
    _numerals(out, frame)
    _page_number(out, frame)
    return out


def alike(raw: str, other: str) -> float:
    """How much two readings have in common, marks and signs aside.

    >>> round(alike("Số: 12/QĐ", "86: 12/QD"), 2), alike("„uy.", "NL ot")
    (0.67, 0.0)
    """
    raw, other = raw[:LONGEST], other[:LONGEST]
    a, b = _key(raw), _key(other)
    return Indel.normalized_similarity(a, b) if a and b else Indel.normalized_similarity(raw, other)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, fold_key(text)))


def _frame(lines: Sequence[TextLine], page_height: float) -> _Frame | None:
    heights = [w.box[3] - w.box[1] for line in lines for w in line.words if w.box and line.role != "stamp" and len(w.text) > 1]
    known = [
        line.box
        for line in lines
        if line.box and line.role != "stamp" and line.confidence >= SURE and sum(map(str.isalpha, line.raw)) >= KNOWN
    ]
    if len(known) < FEWEST or not heights or len(lines) > MOST_LINES:
        return None
    witnessed = any(other.raw for line in lines for other in line.others)
    left, top, right, bottom = zip(*known, strict=True)
    return _Frame(min(left), max(right), min(top), max(bottom), median(heights), page_height, witnessed)


def _is_no_text(line: TextLine, box: Box, lines: Sequence[TextLine], frame: _Frame) -> bool:
    """Whether a line is a site's mark, dirt, or what readers made of a seal or of handwriting."""
    if _may_be_address(line.raw) and _ADDRESS.fullmatch(line.raw):
        aslant = box[3] - box[1] > TURNED * frame.text_height
        return aslant or (frame.at_edge(box) and _is_alone(line, box, lines, frame))
    if line.confidence == 1.0 and not any(other.raw for other in line.others):
        return False  # a layer's own line: nobody doubts it
    return _is_dirt(line, box, frame) or _is_rule(line) or _is_scribble(line, box, lines, frame)


def _may_be_address(raw: str) -> bool:
    """Whether a line is one word with a full stop in it."""
    return "." in raw and " " not in raw and len(raw) < LONGEST


def _is_unsure_number(line: TextLine) -> bool:
    """Whether a number beside the lines of a foot is a seal's star: unsure, and none to the other readings."""
    seen = [other.raw for other in line.others if other.raw]
    return line.confidence < UNSURE and bool(seen) and not any(map(str.isdigit, "".join(seen)))


def _is_alone(line: TextLine, box: Box, lines: Sequence[TextLine], frame: _Frame) -> bool:
    others = [o.box for o in lines if o.box and o is not line and o.role != "stamp"]
    gap = min((max(b[1] - box[3], box[1] - b[3]) for b in others), default=frame.page_height)
    return gap > ALONE * frame.text_height


def _is_dirt(line: TextLine, box: Box, frame: _Frame) -> bool:
    """Whether a line is too thin for print."""
    thin = THIN * frame.text_height
    return box[3] - box[1] < thin and (any(map(str.isalnum, line.raw)) or box[2] - box[0] < thin)


def _is_rule(line: TextLine) -> bool:
    """Whether a line of a head is what readers made of the rule below it."""
    return line.role == "header" and not any(map(str.isalnum, line.raw))


def _is_amid(box: Box, lines: Sequence[TextLine], frame: _Frame) -> bool:
    """Whether lines of text stand right above and right below a box."""
    gap, left = frame.text_height, box[0] + frame.text_height
    near = [o.box for o in lines if o.box and o.role == "body" and o.box != box and o.box[0] < left < o.box[2]]
    above = any(-gap < box[1] - b[3] < gap and b[1] < box[1] for b in near)
    return above and any(-gap < b[1] - box[3] < gap and b[3] > box[3] for b in near)


def _is_scribble(line: TextLine, box: Box, lines: Sequence[TextLine], frame: _Frame) -> bool:
    """Whether readers have nothing in common of a line, and no word of it is one."""
    within = frame.holds(box)
    if within and frame.beyond(box) and len(line.raw.replace(" ", "")) <= NUMERAL + 1:
        return False  # may be the page's number, which other pages tell
    opens = abs(box[0] - frame.left) < ALONE * frame.text_height and box[3] - box[1] > 2 * THIN * frame.text_height
    if within and opens and len(line.raw) < SCRAP and _is_amid(box, lines, frame):
        return False
    if _has_print(line, SURE if line.role == "signature" else 0.0 if within and opens else UNSURE):
        return False
    letters, seen = sum(map(str.isalnum, line.raw)), [other.raw for other in line.others if other.raw]
    likeness = max((alike(line.raw, raw) for raw in seen), default=0.0)
    unlike = likeness < (UNLIKE_UNSURE if line.confidence < NOT_AT_ALL else UNLIKE)
    if not within:
        return letters < SCRAP and (unlike or line.confidence < UNSURE)
    if not frame.is_witnessed or not letters:
        return False
    is_read = line.role != "header" or line.confidence >= NOT_AT_ALL  # of a dotted line readers make words too
    if is_read and any(_is_worded(raw, opens) for raw in (line.raw, *seen)):
        return False
    if not seen:
        return line.confidence < (SURE if letters < 2 else UNSURE if line.role in ("header", "signature") else NOT_AT_ALL)
    return unlike and line.confidence < UNSURE


def _has_print(line: TextLine, least: float) -> bool:
    """Whether a line has a word that is one, or a number, with some confidence."""
    for word in line.words:
        letters = "".join(filter(str.isalpha, word.text)).lower()
        if word.confidence >= 0.9 and len(letters) > 1:
            return True
        if len(letters) > 1 and word.confidence >= (least if len(letters) > 2 else least + 0.2) and is_possible(letters):
            return True
        if not letters and any(map(str.isdigit, word.text)) and word.confidence >= UNSURE:
            return True
    return False


def _is_worded(raw: str, opens: bool) -> bool:
    """Whether a reading may hold words, marks aside: two of three letters, a label or a number that opens a form's line.

    `opens` tells that the line starts where lines of the text do: then one word is enough.
    """
    keys = ["".join(filter(str.isalpha, fold_key(word))) for word in raw.split()]
    words = [len(key) > 2 and len(set(key)) > 2 and may_be(key) for key in keys]
    if sum(words) > 1 or (opens and any(words)):
        return True
    return len(raw) > LABELLED and (words[:1] == [True] or _ITEM.match(raw) is not None)


def _numerals(lines: list[TextLine], frame: _Frame) -> None:
    """Numbers beside a line that an engine was unsure of, and that another reading has too, are what the line is.

    In a row of a table a few signs as high as its words are enough, if another reading has letters or digits for them.
    """
    for i, line in enumerate(lines):
        box = line.box
        if line.role != "stamp" or box is None or len(line.raw) > NUMERAL:
            continue
        key, seen = _key(line.raw), [other.raw.split()[0] for other in line.others if other.raw.split()]
        row = [o.role for o in lines if o.box and o.role != "stamp" and _level(o.box, box, frame)] if seen else []
        if not row:
            continue
        is_number = frame.holds(box) and key.isdigit() and any(_key(raw) == key for raw in seen)
        is_high = box[3] - box[1] >= 2 * THIN * frame.text_height
        if is_number or (row[0] == "table" and is_high and any(len(raw) <= NUMERAL and _key(raw) for raw in seen)):
            lines[i] = msgspec.structs.replace(line, role=row[0])


def _level(box: Box, other: Box, frame: _Frame) -> bool:
    """Whether two boxes stand beside each other."""
    return abs(box[1] + box[3] - other[1] - other[3]) < frame.text_height and (box[0] > other[2] or box[2] < other[0])


def _page_number(lines: list[TextLine], frame: _Frame) -> None:
    """A few signs above or below all print are the page's number where another reading has a number for them."""
    if any(line.role == "page_number" for line in lines):
        return
    places = [(line.box, i) for i, line in enumerate(lines) if line.box and line.role != "stamp"]
    top, bottom = min((b[1] for b, _ in places), default=0.0), max((b[3] for b, _ in places), default=frame.page_height)
    for i, line in enumerate(lines):
        box = line.box
        if line.role not in ("body", "stamp") or box is None or not frame.holds(box):
            continue
        if not (frame.at_edge(box) or frame.beyond(box)):
            continue
        outermost = box[1] <= top or box[3] >= bottom
        short = len(line.raw.replace(" ", "")) <= NUMERAL + 1
        if outermost and short and any(other.raw and is_page_number(fold_key(other.raw)) for other in line.others):
            lines[i] = msgspec.structs.replace(line, role="page_number", paragraph=False)
            return
