"""What the heading of an annex says: its marker, its title, and the lines that are neither.

In: pieces; out: `AnnexHeading`. A heading has a label or the name of a kind, a title in capitals or, below a kind, in small
letters, ``(Ban hành kèm theo …)`` before or after it, and the letterhead that a form or a regulation repeats. Every line is
in it once; what is neither marker nor title is the annex's first text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.alphabet import fold_tone
from vndoc.resources import table
from vndoc.structure.annexes import Label, attachment_follows, find_label, is_attachment_line, names_decision
from vndoc.structure.blocks import LEADERS
from vndoc.structure.headings import ABOUT, ADDRESSED, heading
from vndoc.structure.lexicon import body_family, find_kind, starts_position
from vndoc.structure.numbers import find_date, find_number
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import ends_sentence, is_caps, is_rule, joined, key, starts_lower

_FORM_HEAD = regex.compile(
    r"^\W*(?:TEN\s+(?:CO\s*QUAN|DON\s*VI|TO\s*CHUC|DOANH\s*NGHIEP|CONG\s*TY|NGAN\s*HANG|CHU\s*DAU\s*TU|THUONG\s*NHAN)"
    r"|(?:CO\s*QUAN|DON\s*VI|TO\s*CHUC)\W+(?:\w+\W+){0,4}(?:CAP\s*TREN|CHU\s*QUAN|BAN\s*HANH|BAO\s*CAO))\b"
)
_GOES_ON = regex.compile(r"^(?:VA|TINH|THANH\s*PHO|HUYEN|QUAN|XA|PHUONG)\s")
_GAP = regex.compile(r"(.*[.…_]{4,})\s*(?=\p{Lu}{2})")
_MARKED = regex.compile(r"^(?:[-+•]|\(?[\dIVXa-zđ]{1,4}[.)/]|(?:CHUONG|PHAN|MUC|DIEU)\s)")
LONGEST_HEAD_LINE = 90
LONGEST_HEADING = 24
"""Pieces of a heading: a label, the letterhead that a form repeats, a title over several lines."""
MOST_LOOSE = 5
"""Lines in small letters that a title has without ``(Ban hành kèm theo …)`` below it."""
MOST_ATTACHED = 6
"""Lines of ``(Ban hành kèm theo … )``."""
OFF_CENTRE = 9.0
"""Points between the middles of two centred lines, at most: an indented first line is 14 off."""


class AnnexHeading(NamedTuple):
    """What an annex's heading says, its label, its other lines as texts, and the index after it."""

    marker: str | None
    title: str
    texts: list[str]
    label: Label | None
    end: int


def is_letterhead(piece: Piece) -> bool:
    """Whether a line belongs to a letterhead that an annex or form repeats."""
    if piece.role == "table" or len(piece.text) > LONGEST_HEAD_LINE:
        return False
    return (
        heading(piece.key) is not None
        or (piece.column == "left" and (is_caps(piece.text) or piece.role == "header"))
        or _FORM_HEAD.match(piece.key) is not None
        or find_number(piece.text) is not None
        or ("NGAY" in piece.key and find_date(piece.text) is not None)
    )


def top_of(flow: Flow, i: int) -> int:
    """Index of the first piece of the letterhead that stands above an annex's label or kind at the top of its page."""
    first = i
    while first and not flow.pieces[first].first and i - first < LONGEST_HEADING // 2:
        above = flow.pieces[first - 1]
        if not (is_letterhead(above) or is_rule(above.text) or is_attachment_line(above) or _is_issuer(above)):
            return i
        first -= 1
    return first if flow.pieces[first].first else i


def _is_issuer(piece: Piece) -> bool:
    """Whether a line is the name of a body; its first word has its marks, so that ``BẢN KÊ KHAI`` is no ``BAN``."""
    if not is_caps(piece.text) or body_family(piece.text) is None:
        return False
    bodies, kinds = _names()
    return fold_tone(piece.text.split(" ", 1)[0]) in bodies and not f"{piece.key} ".startswith(kinds)


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], tuple[str, ...]]:
    """First words of the names of bodies, and keys of the kinds, as titles begin with them."""
    bodies = frozenset(fold_tone(row[0].split(" ", 1)[0]) for row in table("organisations"))
    return bodies, tuple(f"{key(row[0])} " for row in table("kinds"))


class _Reader:
    """Reads a heading piece by piece."""

    def __init__(self, flow: Flow, start: int, end: int) -> None:
        self.flow, self.at, self.end = flow, start, min(end, start + LONGEST_HEADING)
        self.stop = end
        self.label: Label | None = None
        self.kind: Piece | None = None
        self.title: list[str] = []
        self.texts: list[str] = []
        self.small = 0
        self.attached = self.issued = False

    def read(self) -> None:
        """Take pieces for as long as they belong to the heading."""
        steps: tuple[Callable[[Piece], bool], ...] = (
            self._rule,
            self._label,
            self._attached,
            self._above,
            self._kind,
            self._title,
        )
        while self.at < self.end:
            piece = self.flow.pieces[self.at]
            if piece.role == "table" or not any(step(piece) for step in steps):
                break

    def _take(self, texts: list[str], text: str) -> bool:
        if text:
            texts.append(text)
        self.at += 1
        return True

    def _rule(self, piece: Piece) -> bool:
        return is_rule(piece.text) and self._take(self.texts, piece.text)

    def _label(self, piece: Piece) -> bool:
        label = find_label(piece)
        if label is None or self.label or self.title or self.kind:
            return False
        self.label = label
        if label.before:
            self.texts.append(label.before)
        if is_caps(label.title) and not label.title.startswith("("):
            self.title.append(label.title)
        elif label.title:
            self.texts.append(label.title)
        self.at += 1
        return True

    def _attached(self, piece: Piece) -> bool:
        below = bool(self.title or self.kind)
        named = below and not self.attached and not is_caps(piece.text) and names_decision(piece)
        if not (named or is_attachment_line(piece)) or (self.attached and not below):
            return False
        first = self.at
        self.at = _after_attached(self.flow, first, self.stop)
        self.texts.append(joined([p.text for p in self.flow.pieces[first : self.at]]))
        self.attached = True
        if below:
            self.end = self.at
        return True

    def _above(self, piece: Piece) -> bool:
        """Lines of a letterhead, which end where the title begins."""
        if self.title or (self.kind and self.small):
            return False
        beside = piece.column != "full" and not is_caps(piece.text)
        own = is_letterhead(piece) or (
            self.label and (beside or ABOUT.match(piece.key) or (self.issued and piece.role == "header"))
        )
        if self.label and LEADERS.search(piece.text) and self._has_title_near():
            return self._take(self.texts, piece.text)
        more = self.issued and _GOES_ON.match(piece.key) is not None and is_caps(piece.text)
        if own or more or (not self.kind and _is_issuer(piece)):
            self.issued = self.issued or _is_issuer(piece) or piece.column == "left"
            return self._take(self.texts, piece.text)
        return False

    def _kind(self, piece: Piece) -> bool:
        if self.kind or self.title or piece.column == "left" or not find_kind(piece.text):
            return False
        self.kind = piece
        return self._take(self.title, piece.text.strip(" *_|")) if self.label else self._take([], "")

    def _has_title_near(self) -> bool:
        """Whether gaps that a form has above its title, and no others, stand here."""
        return any(is_caps(p.text) and p.role != "table" for p in self.flow.pieces[self.at + 1 : min(self.end, self.at + 4)])

    def _title(self, piece: Piece) -> bool:
        if find_label(piece) or starts_position(piece.text):
            return False
        if is_caps(piece.text):
            if self.small:
                return False
            gap = _GAP.match(piece.text) if not self.title else None
            self.texts += [gap[1]] if gap else []
            return self._take(self.title, piece.text[gap.end() if gap else 0 :].strip(" *_|"))
        if not self._may_be_small(piece):
            return False
        self.small += 1
        return self._take(self.title, piece.text.strip(" *_|"))

    def _may_be_small(self, piece: Piece) -> bool:
        """Whether a line in small letters goes on with the title, or is one: below a kind, or below a bare label."""
        if piece.text.endswith((".", ";")) and not LEADERS.search(piece.text):
            return False
        if not self.attached and attachment_follows(self.flow, self.at - 1):
            return True
        if ADDRESSED.match(piece.key) or _MARKED.match(piece.text) or piece.text.endswith(":") or self.small >= MOST_LOOSE:
            return False
        if not (self.kind or (self.label and not self.title)) and not self.small:
            return False
        return _is_centred(piece, self.flow.pieces[self.at - 1], self.flow)


def _is_centred(piece: Piece, above: Piece, flow: Flow) -> bool:
    """Whether a line has the middle of the one above; where nothing is known of places, whether it is short."""
    body = flow.measure(piece)
    if piece.box is None or above.box is None or body.width <= 0:
        return len(piece.text) < 0.75 * body.length and not LEADERS.search(piece.text)
    off = abs(piece.box[0] + piece.box[2] - above.box[0] - above.box[2]) / 2
    return off < OFF_CENTRE and piece.box[2] - piece.box[0] < body.width


def _after_attached(flow: Flow, i: int, end: int) -> int:
    """Index after ``(Ban hành kèm theo … )``, which may run over lines."""
    pieces = flow.pieces
    opened = pieces[i].text.lstrip().startswith("(")
    for j in range(i, min(end, i + MOST_ATTACHED)):
        if pieces[j].text.rstrip(" .'`’").endswith(")"):
            return j + 1
        after = pieces[j + 1] if j + 1 < end else None
        if after is None or after.role == "table" or is_caps(after.text) or find_label(after) or heading(after.key):
            return j + 1
        dated = after.key.lstrip(" \"'.,").startswith(("NGAY", "CUA", "THANG"))
        if (
            not (opened or starts_lower(after.text) or dated)
            or ADDRESSED.match(after.key)
            or ends_sentence(pieces[j].text[-2:])
        ):
            return j + 1
        if opened and not (starts_lower(after.text) or dated) and len(pieces[j].text) < 0.5 * flow.measure(pieces[j]).length:
            return j + 1
    return i + 1 if opened else min(end, i + MOST_ATTACHED)


def read_heading(flow: Flow, start: int, end: int) -> AnnexHeading:
    """The heading of the annex at a piece; a page that begins with running text has none."""
    reader = _Reader(flow, start, end)
    reader.read()
    marker = reader.label.marker if reader.label else reader.kind.text.strip(" *_|:.") if reader.kind else None
    if marker is None and not reader.title:
        return AnnexHeading(None, "", [], None, start)
    return AnnexHeading(marker, joined(reader.title), reader.texts, reader.label, reader.at)
