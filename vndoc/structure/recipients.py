"""The recipients of a document and its archive line.

In: the pieces of the foot; out: fields ``recipients`` and ``archive_line`` and the pieces they took. An item begins with a
dash, or after an item that is closed by ``;``. Readers lose dashes, leave scraps of seals and signatures behind items and
read the recipients of one line as two columns; the typist's initials after the archive line are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import regex

from vndoc.structure.found import Found
from vndoc.structure.names import find_signer, is_name
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import is_caps, is_rule, joined, key, starts_lower
from vndoc.structure.signers import is_signature_start
from vndoc.syllable import is_possible

LEAST_SURE = 0.75
"""Confidence of a line without a dash from which it is an item of its own; less sure ones are scraps of a seal."""
SHORTEST = 3
"""Letters of the shortest recipient (``BTC``)."""

LABEL = regex.compile(r"^\W*(?:(?:NOI\s*NHAN)\s*[:;.,]|(?:NOI\s*NHAN){e<=1}\s*[:;.]?\s*$|(?:NOI\s*NH\S{1,3}){e<=1}\s*[:;]\s*$)")
DASH = regex.compile(r"^[~_.'`‹“|\s]{0,2}[-–—•+*~_=]{1,2}[_.]?\s*(?=[\p{L}\d(])")
ARCHIVE = regex.compile(r"^(?:LUU|LUW|LIU|L\SU)\b\s*[:;.,]?\s*\S")
_ARCHIVE_MISREAD = regex.compile(
    r"^L\p{L}{2}\s*:\s*(?:VT|VAN THU)\b|^\W*VT,\s\p{Lu}|^[LI1|T]{1,2}U{1,2}\s?[:;.,]{1,3}\s?V[TIE]\b"
)
_ARCHIVE_WORD = regex.compile(
    r"^(?!Lưu)(?:Luu(?=\s*:)|L\p{Ll}{2}(?=\s*:\s*(?:VT|Văn thư)\b)|[LI1|T]{1,2}[ƯU]{1,2}\s?[:;.,]{1,3}(?=\s?V\p{Lu}\b))"
)
_NUMBERED = regex.compile(r"\d{1,2}[.)/]\s*(?=\p{Lu})")
_PARTS = regex.compile(r"[^;\s][^;]*;?")
_TO_REPORT = regex.compile(r"\((?:[bBhH]\s?/\s?C|[bh]?\s?/\s?[ce]|B/c)\)")
"""``(b/c)``, its letters misread or in capitals."""
_OFFICE_NUMBER = regex.compile(r"\p{Lu}\.?\s?\d{2}\b")
"""An office of the Party that is named by a letter and a number (``T78``)."""
_OWN = regex.compile(r"[:;]\s*\S")
_COPIES = regex.compile(r"\(\s*[\d%]{1,3}\s?[bB]\s*\)|\(\s*\d{1,4}\s*\)(?!.*\(\s*\d)")
_FIRST = regex.compile(r"(?<=^L[ưu]u\s*[:;.,]?\s*)V[IÌÍĨlL1EÈỀ](?=\s*(?:[,;]|$))")
"""VT, the first of nearly all archive lines, its T read as I."""
_DRAFTER = regex.compile(r"^[.,]?\s*\p{Lu}{1,3}$|^\.[cmopsuvwxz]$|^[.,]?\s*(?:Kh|Th|Tr|Ph|Ch|Nh|Ng)$")
"""Initials, in small capitals too, that are read as small letters of the same form."""
_DRAFTERS_NAME = regex.compile(r"^[.,]\s*(\p{Lu}\p{Ll}{1,5})$")
_COUNT = regex.compile(r"(?<=\p{Lu})[.\s]+\d{1,4}$")
"""The number of copies behind initials, mostly by hand."""
_UNITS = regex.compile(r"^(?:,\s?\p{Lu}{2,8})+$")
"""Units that keep a copy too, named behind the copies of the first."""
_INITIALS = regex.compile(
    r"""
      (?<=\.) \s+ (?!\p{Lu}{2,}$|\p{Lu}\d{1,3}$|\d{1,3}b?$) \S{1,4} $   # a short word after a full stop
    | (?<=\.) \s+ \p{Ll}+ $                  # a word in small letters after it
    | \s+ [^\p{L}\d\s(&] \S* $               # a sign, whatever hangs on it
    | (?<=\)) [^\p{L}\d\s,;(-] \S* $         # the same right behind a bracket
    """,
    regex.VERBOSE,
)
_MARKED = regex.compile(r"(?<=\p{Ll}.*)\s+(?=\p{Lu}+$)(?=\P{L}*[A-ZĐƯ]*[^\P{L}A-ZĐƯ])\p{Lu}{2,}$")
"""A last word in capitals that has marks, which abbreviations have not: what was read of the signature beside the list."""
_GLUED = regex.compile(r";\s*[-–—=>_~]{1,2}[-–—=>_~\s]*(?=\p{Lu})")
"""Between two items that were read as one line."""
_TAIL = regex.compile(r";\s*(?:\W*\p{L}?){1,3}$")
_OFFICE = regex.compile(r";\s*(?=[^\p{Ll};]*(?:TR[ƯU][ỞƠO]NG|T[ƯU][ỚƠO]NG|GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|CHỦ NHIỆM)\W*$)")


def bare(piece: Piece) -> str:
    """The key of a line without its dash."""
    return str(DASH.sub("", piece.key))


def is_archive(piece: Piece, last: bool = True) -> bool:
    """Whether a line is the archive line; its first word may be read wrong where it is the last item of the list."""
    return _is_archive_key(bare(piece), last)


def _is_archive_key(k: str, last: bool) -> bool:
    return ARCHIVE.match(k) is not None or (last and _ARCHIVE_MISREAD.match(k) is not None)


def clean_archive(text: str) -> str:
    """An archive line without what is behind it, a pen's strokes; the drafter's initials belong to it where they are clear.

    >>> clean_archive("Lưu: Văn thư, KTN (5b). x @Ô"), clean_archive("Lưu: Văn thư, KTN (5b). XH")
    ('Lưu: Văn thư, KTN (5b)', 'Lưu: Văn thư, KTN (5b). XH')
    >>> clean_archive("Lưu: VT, CST (TN), KT."), clean_archive("Lưu: VT, Cục 4. pul"), clean_archive("Lum: Văn thư.")
    ('Lưu: VT, CST (TN), KT', 'Lưu: VT, Cục 4', 'Lưu: Văn thư')
    >>> clean_archive("Luu: VT, TCCB."), clean_archive("Lưu VP")
    ('Lưu: VT, TCCB', 'Lưu VP')
    >>> clean_archive("Lưu: VI; TH (5b).m"), clean_archive("Lưu: VT, NN (T. 15b)."), clean_archive("I1ƯU:, VÌ:")
    ('Lưu: VT, TH (5b).M', 'Lưu: VT, NN (T. 15b)', 'Lưu: VT')
    """
    text = _ARCHIVE_WORD.sub(lambda m: "Lưu" if m[0].isalpha() else "Lưu:", text.strip()).rstrip(".;,: ")
    if _FIRST.search(text):
        text = _FIRST.sub("VT", text).replace(";", ",")
    m = _COPIES.search(text)
    if m:
        return text[: m.end()] + _drafter(text[m.end() :])
    before = ""
    while before != text:
        before = text
        text = _INITIALS.sub("", text).strip().rstrip(".;, ")
        if text.count("(") > text.count(")"):
            return before
    return text


def _drafter(tail: str) -> str:
    """What stands behind the copies in an archive line and is no stroke: initials, a given name, more units.

    >>> _drafter(". m"), _drafter(".m"), _drafter(", Như"), _drafter(", VT"), _drafter(". Xqr"), _drafter("Kh")
    ('', '.M', ', Như', ', VT', '', 'Kh')
    >>> _drafter(".TN. 120"), _drafter(".M 290")
    ('.TN', '.M')
    """
    tail = _COUNT.sub("", tail)
    name = _DRAFTERS_NAME.match(tail)
    if (name and is_possible(name[1].lower())) or _UNITS.match(tail):
        return tail
    own = _DRAFTER.match(tail)
    return "" if own is None else tail if tail[-1] in "hrg" else tail.upper()


def office_beside(piece: Piece) -> Piece | None:
    """What of the signature stands behind a recipient on the same line, as a piece of its own."""
    rest = _parted(piece.text)[1]
    if not rest:
        return None
    at, box = piece.text.rindex(rest), piece.box
    if box:
        box = (box[0] + at / len(piece.text) * (box[2] - box[0]), *box[1:])
    return msgspec.structs.replace(piece, text=rest, key=piece.key[at:], box=box, column="right")


def _parted(text: str) -> tuple[str, str]:
    """A line of the list, and what of the signature stands behind its semicolon: an office or a name.

    >>> _parted("- Sở Xây dựng; GIÁM ĐỐC"), _parted("Sở Xây dựng; Lý Trung Sáng"), _parted("- Sở Y tế; Sở Nội vụ;")
    (('- Sở Xây dựng;', 'GIÁM ĐỐC'), ('Sở Xây dựng;', 'Lý Trung Sáng'), ('- Sở Y tế; Sở Nội vụ;', ''))
    """
    m = _OFFICE.search(text)
    own, closed, rest = (text[: m.start()], ";", text[m.end() :]) if m else text.rpartition(";")
    rest = rest.strip()
    return (own + closed, rest) if own and rest and (m or find_signer(rest) == (rest, True)) else (text, "")


class _Item:
    """A recipient: its lines and its pieces."""

    def __init__(self, text: str, piece: Piece, ends: str = ";") -> None:
        self.lines, self.pieces, self.ends = [text], [piece], tuple(ends)
        self.archive = self.is_archive()

    def is_archive(self, last: bool = True) -> bool:
        """Whether it is the archive line, see `is_archive`."""
        return _is_archive_key(key(self.lines[0].strip()), last)

    @property
    def text(self) -> str:
        text = joined(self.lines)
        return text if text.count("“") == text.count("”") else text.replace("“", "").replace("”", "")

    @property
    def closed(self) -> bool:
        """Whether nothing goes on with it."""
        return _parted(self.lines[-1])[0].rstrip().endswith(self.ends) or (
            self.archive and self.lines[-1].rstrip().endswith(".")
        )

    def add(self, piece: Piece) -> None:
        self.lines.append(piece.text)
        self.pieces.append(piece)


def _beside(piece: Piece, item: _Item | None) -> bool:
    """Whether a piece is the right part of a recipient's line that was cut in two (``- Thủ tướng CP, | PTTg …;``)."""
    return (
        item is not None
        and piece.role == "footer"
        and piece.place == item.pieces[-1].place
        and not item.closed
        and piece.text.rstrip().endswith(";")
    )


def _is_signers(piece: Piece, before: str) -> bool:
    """Whether a line without a dash belongs to the signature."""
    if piece.column == "left":
        return is_name(piece.text) and before.rstrip().endswith((";", ".", ","))
    own = is_signature_start(piece) or is_name(piece.text) or is_caps(piece.text)
    return own or before.rstrip().endswith((";", "."))


def _lies_right(flow: Flow, piece: Piece) -> bool:
    """Whether a piece stands in the signature's half of the page."""
    if piece.column == "right":
        return True
    measure = flow.measure(piece)
    return piece.box is not None and measure.width > 0 and piece.box[0] > measure.left + 0.5 * measure.width


def _behind_label(pieces: tuple[Piece, ...], label: int, used: set[int]) -> Iterator[tuple[Piece, str]]:
    """What stands behind ``Nơi nhận:`` on its line, and is no signature."""
    piece = pieces[label]
    if _OWN.search(piece.text):
        own = regex.sub(r"^[^:;]*[:;]?\s*", "", piece.text)
        if own and not is_caps(own):
            yield piece, own.lstrip("-– ")
    for i in range(label + 1, min(len(pieces), label + 2)):
        beside = pieces[i]
        if beside.place == piece.place and beside.text.rstrip().endswith((";", ".")) and not is_caps(beside.text):
            used.add(i)
            yield beside, beside.text


def _ends(lines: Sequence[Piece]) -> str:
    """The signs that end an item: the comma too, where most lines end in it and none begins with a dash or number."""
    listed = [p for p in lines if p.column != "right" and not is_rule(p.text)]
    if any(DASH.match(p.text) or _NUMBERED.match(p.text) or p.text.rstrip().endswith(";") for p in listed):
        return ";"
    return ";," if 2 * sum(p.text.rstrip().endswith(",") for p in listed) > len(listed) else ";"


def _items(flow: Flow, label: int, start: int, end: int, used: set[int]) -> list[_Item]:
    items: list[_Item] = []
    pieces = flow.pieces
    ends = _ends(pieces[label + 1 : end])
    if label >= start:
        items += [_Item(text.strip(), p) for p, own in _behind_label(pieces, label, used) for text in _PARTS.findall(own)]
    for i in range(label + 1, end):
        piece = pieces[i]
        last = items[-1] if items else None
        if last and last.archive and last.closed:
            break
        if i in used or is_rule(piece.text) or (_lies_right(flow, piece) and not _beside(piece, last)):
            continue
        mark = DASH.match(piece.text) or _NUMBERED.match(piece.text)
        if mark and piece.column != "right":
            items.append(_Item(piece.text[mark.end() :], piece))
        elif last and _beside(piece, last):
            last.add(piece)
        elif last is None:
            if not _is_listed(piece) or is_signature_start(piece) or is_name(piece.text):
                continue
            if _is_item(piece):
                items.append(_Item(piece.text, piece, ends))
        elif last.closed and (_is_listed(piece) or is_archive(piece)):
            if is_name(piece.text):
                continue
            if _is_item(piece) or is_archive(piece):
                items.append(_Item(piece.text, piece, ends))
            elif piece.confidence >= LEAST_SURE:
                last.add(piece)
        elif not _is_signers(piece, last.lines[-1]):
            last.add(piece)
        else:
            continue
        used.add(i)
    return items


def _is_listed(piece: Piece) -> bool:
    """Whether a line stands on the left, or ends as an item where no columns are known."""
    return piece.column == "left" or (piece.column == "full" and _parted(piece.text)[0].rstrip().endswith((";", ",")))


def _is_item(piece: Piece) -> bool:
    """Whether a line that lost its dash is a recipient, and no scrap of a seal."""
    sure = piece.confidence >= LEAST_SURE and not starts_lower(piece.text)
    return sure and sum(map(str.isalpha, piece.text)) >= SHORTEST


def read_recipients(flow: Flow, start: int, end: int, fields: dict[str, Found]) -> set[int]:
    """Sets the fields; the indices of the pieces that are the recipients'."""
    pieces = flow.pieces
    label = next((i for i in range(start, end) if LABEL.match(pieces[i].key)), None)
    if label is None:
        label = next((i for i in range(start, end) if DASH.match(pieces[i].text)), None)
        if label is None:
            return set()
        label -= 1
    used = {label} if label >= start else set()
    _set(_items(flow, label, start, end, used), fields)
    return used


def _set(items: list[_Item], fields: dict[str, Found]) -> None:
    recipients: list[str] = []
    sources: list[Piece] = []
    for n, item in enumerate(items):
        text = item.text
        if item.is_archive(n == len(items) - 1):
            fields["archive_line"] = Found(clean_archive(text), tuple(item.pieces), 0.9)
            continue
        if sum(map(str.isalpha, text)) < SHORTEST and not _OFFICE_NUMBER.match(text):
            continue
        text = _TO_REPORT.sub("(b/c)", text)
        recipients += [_MARKED.sub("", _TAIL.sub("", _parted(one)[0]).strip(" ;.,:")) for one in _GLUED.split(text)]
        sources += item.pieces
    if recipients:
        fields["recipients"] = Found(tuple(recipients), tuple(sources), 0.9)
