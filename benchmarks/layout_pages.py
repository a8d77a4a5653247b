"""Pages whose reading order and roles are known, made by program: documents of four pages with all that people put on paper.

Each has a two-column head and foot, a numbered list with hanging indents, ruled tables, footnotes, running heads, page numbers,
a stamp of a mail room, the box of a digital signature; sizes and places vary from document to document. As words of a file
(``exact``) they stand in the order in which a word processor writes them. As an engine would have read them (``read``) they are
askew, their boxes hug the letters, rows are split or run across both columns, and there are specks, and scribbles over the
signature.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import regex

from benchmarks.data import own
from vndoc.document import Box, Cell
from vndoc.pages import Reading, SourcePage, SourceWord, Table

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0
"""Margins as the rules of form have them: 30 mm left, 20 mm right."""

FURNITURE = frozenset({"page_number", "stamp", "running_head"})
"""Roles of what is no part of the text."""

NARROW, WIDE = frozenset("iljt.,;:()'1/-"), frozenset("mwMW%")
TALL = frozenset("bdfhklt0123456789/()")
DEEP = frozenset("gpqy,;()")

ASKEW = 0.8
"""Degrees by which a page is turned at most."""

SPECKS = (".", "'", "-", "|", "„", "*")
SCRIBBLES = ("⁄", "lv", "(", "À", "zz", "ñ")


_MARKER = regex.compile(r"^(?:\d+\.|\p{Ll}\)|[-+])\s*")


class Printed(NamedTuple):
    """A line as printed: its role, and its words by number on the page."""

    role: str
    words: tuple[int, ...]


class Known(NamedTuple):
    """A page, its lines in reading order, and how many words the lines have (further ones are specks and scribbles)."""

    page: SourcePage
    lines: tuple[Printed, ...]
    order: tuple[int, ...]
    """Number of the word that each word of the page's reading is."""


class _Sheet:
    """A page that is being printed."""

    def __init__(self, chance: Random, size: float) -> None:
        self.chance, self.size, self.y = chance, size, 75.0
        self.words: list[tuple[str, float, float, float, float]] = []  # text, left, right, baseline, size
        self.lines: list[Printed] = []
        self.rows: list[int] = []
        self.tables: list[Table] = []

    def line(self, text: str, x: float, y: float, role: str = "body", size: float | None = None) -> float:
        """Print a line; its right end."""
        size = size or self.size
        first = len(self.words)
        for word in text.split():
            end = x + width(word, size)
            self.words.append((word, x, end, y, size))
            self.rows.append(len(self.lines))
            x = end + 0.27 * size
        self.lines.append(Printed(role, tuple(range(first, len(self.words)))))
        return x - 0.27 * size

    def centred(self, text: str, middle: float, y: float, role: str = "body", size: float | None = None) -> None:
        """Print a line around a middle."""
        self.line(text, middle - width(text, size or self.size) / 2, y, role, size)

    def paragraph(
        self, text: str, first: float = 28.0, hang: float = 0.0, role: str = "body", size: float | None = None
    ) -> None:
        """Print a paragraph at the margin, its first line set in, or all others."""
        for i, part in enumerate(wrapped(text, RIGHT - LEFT - max(first, hang), size or self.size)):
            self.line(part, LEFT + (hang if i else first), self.y, role, size)
            self.y += 1.3 * (size or self.size)
        self.y += 5.0

    def table(self, rows: Sequence[Sequence[str]], edges: Sequence[float]) -> None:
        """Print a ruled table, cell by cell."""
        top, boxes, cells = self.y - self.size, [], []
        for r, row in enumerate(rows):
            parts = [wrapped(text, b - a - 8, self.size - 1) for text, a, b in zip(row, edges, edges[1:], strict=False)]
            height = 1.25 * self.size * max(map(len, parts)) + 6
            for c, some in enumerate(parts):
                for i, part in enumerate(some):
                    self.line(part, edges[c] + 4, top + self.size + 1.25 * self.size * i, "table", self.size - 1)
                boxes.append((edges[c], top, edges[c + 1], top + height))
                cells.append(Cell(r, c, row[c]))
            top += height
        self.tables.append(Table((edges[0], self.y - self.size, edges[-1], top), tuple(cells), tuple(boxes)))
        self.y = top + 2 * self.size


def width(text: str, size: float) -> float:
    """About as wide as text is set in Times."""
    return size * sum(
        0.3 if c in NARROW else 0.75 if c in WIDE else 0.27 if c == " " else 0.66 if c.isupper() else 0.47 for c in text
    )


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Text cut into lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def documents(count: int, read: bool) -> Iterator[list[Known]]:
    """Documents of four pages.

    Args:
        count: how many.
        read: as an engine would have read them; else as they are in a file.
    """
    said = [_MARKER.sub("", line) for sample in own() for line in sample.truth.splitlines() if len(line) > 80]
    for seed in range(count):
        chance = Random(seed)
        sheets = _printed(chance, said)
        yield [_known(sheet, n, Random(1000 * seed + n) if read else None) for n, sheet in enumerate(sheets, 1)]


def _printed(chance: Random, said: Sequence[str]) -> list[_Sheet]:
    size = chance.choice((12.0, 13.0, 14.0))
    sheets = [_Sheet(chance, size) for _ in range(4)]
    number = chance.randint(2, 300)
    _head(sheets[0], chance, number)
    head = chance.choice((None, f"CÔNG BÁO/Số {number} + {number + 1}/Ngày 15-3-2010", "Tài liệu hội nghị cán bộ chủ chốt"))
    at_top = chance.random() < 0.5
    for n, sheet in enumerate(sheets, 1):
        if n > 1 and head:
            sheet.line(head, chance.choice((LEFT, 200.0)) if n % 2 else LEFT, 48.0, "running_head", size - 2)
        if n > 1 and at_top:
            sheet.centred(str(n), 520.0 if head else 312.0, 48.0, "page_number")
        _body(sheet, chance, said, n)
        if n == 4:
            _foot(sheet, chance)
        if n in (1, 2):
            note = chance.choice(("{n} Xem {t}", "({n}) {t}", "[{n}] {t}")).format(n=n, t=chance.choice(said)[:130])
            sheet.y = 735.0
            sheet.paragraph(note, 0.0, 0.0, "footnote", size - 3)
        if n > 1 and not at_top:
            sheet.centred(str(n), 312.0, 795.0, "page_number")
    return sheets


def _head(sheet: _Sheet, chance: Random, number: int) -> None:
    left = ("ỦY BAN NHÂN DÂN", "TỈNH HOÀI GIANG", f"Số: {number}/QĐ-UBND")
    right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hoài Giang, ngày 05 tháng 9 năm 2013")
    shift = chance.choice((0.0, 0.0, 5.0))
    for side, middle, lines, dy in (("left", 165.0, left, 0.0), ("right", 415.0, right, shift)):
        for i, text in enumerate(lines):
            sheet.centred(text, middle, 70.0 + dy + 17 * i + (8 if i == 2 else 0), "header", 12.0 if side == "left" else 11.5)
    if chance.random() < 0.5:
        for i, text in enumerate(("CÔNG VĂN ĐẾN", f"Số: {chance.randint(100, 9999)}", "Ngày: 12/9/2013")):
            sheet.line(text, 95.0, 140.0 + 13 * i, "stamp", 9.0)
        sheet.y = 195.0
    else:
        sheet.y = 150.0
    sheet.centred("QUYẾT ĐỊNH", 312.0, sheet.y)
    sheet.centred("Về việc ban hành Quy chế công tác văn thư, lưu trữ", 312.0, sheet.y + 18)
    sheet.y += 50.0


def _body(sheet: _Sheet, chance: Random, said: Sequence[str], n: int) -> None:
    rows = [("TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian")]
    rows += [
        (str(i), chance.choice(said)[: chance.randint(30, 90)], chance.choice(("Văn phòng", "Sở Nội vụ")), f"Quý {i}/2014")
        for i in range(1, 4)
    ]
    bottom = {4: 480.0}.get(n, 700.0)
    is_tabled, item = n in (2, 3), 1
    while sheet.y < bottom - 60:
        if is_tabled and sheet.y > 330:
            sheet.table(rows, (LEFT, 115.0, 330.0, 450.0, RIGHT))
            is_tabled = False
        elif chance.random() < 0.4:
            sheet.paragraph(f"{item}. {chance.choice(said)[:160]}", 10.0, 28.0)
            item += 1
        else:
            text = chance.choice(said)
            sheet.paragraph(text[: max(100, int((bottom - sheet.y) / 16 * 70))])


def _foot(sheet: _Sheet, chance: Random) -> None:
    y = sheet.y + 15
    for i, text in enumerate(("Nơi nhận:", "- Như Điều 3;", "- Sở Nội vụ tỉnh;", "- Lưu: VT, TH (05 bản).")):
        sheet.line(text, LEFT, y + (14 if i else 16) * i, "footer", 12.0 if i == 0 else 11.0)
    for i, text in enumerate(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")):
        sheet.centred(text, 430.0, y + 17 * i, "signature")
    sheet.centred("Nguyễn Văn An", 430.0, y + 120, "signature")
    if chance.random() < 0.5:
        for i, text in enumerate(
            ("Người ký: Ủy ban nhân dân tỉnh", "Email: ubnd@hoaigiang.gov.vn", "Thời gian ký: 05.09.2013")
        ):
            sheet.line(text, LEFT, y + 165 + 10 * i, "stamp", 8.0)


def _known(sheet: _Sheet, number: int, chance: Random | None) -> Known:
    if chance is None:
        words = [
            SourceWord(text, (x0, y - 0.9 * size, x1, y + 0.22 * size), row, "TimesNewRoman", size)
            for (text, x0, x1, y, size), row in zip(sheet.words, sheet.rows, strict=True)
        ]
        reading = Reading("layer", tuple(words), verdicts=("usable",) * len(sheet.lines))
        order = tuple(range(len(words)))
        return Known(SourcePage(number, WIDTH, HEIGHT, (reading,), tables=tuple(sheet.tables)), tuple(sheet.lines), order)
    read, lines = _as_read(sheet, chance, number)
    order = tuple(n for n, _ in read)
    reading = Reading("ocr", tuple(word for _, word in read))
    return Known(SourcePage(number, WIDTH, HEIGHT, (reading,), tables=tuple(sheet.tables), pixels=True), lines, order)


def _as_read(sheet: _Sheet, chance: Random, number: int) -> tuple[list[tuple[int, SourceWord]], tuple[Printed, ...]]:
    """Words as an engine gives them, row after row, and the lines with those of dirt."""
    turn = 0.0 if sheet.tables else math.radians(chance.uniform(-ASKEW, ASKEW))  # tables' places are told upright
    boxes: list[Box] = []
    for text, x0, x1, y, size in sheet.words:
        top = y - (0.95 if any(map(_is_high, text)) else 0.68 if TALL & set(text) or text[0].isupper() else 0.46) * size
        bottom = y + (0.21 * size if DEEP & set(text) else 0.0)
        boxes.append(_turned((x0, top, x1, bottom), turn, chance))
    words = [
        (i, w[0], boxes[i], row, chance.uniform(0.7, 0.97))
        for i, (w, row) in enumerate(zip(sheet.words, sheet.rows, strict=True))
    ]
    rows = _rows(words, chance)
    lines = list(sheet.lines)
    for text in chance.choices(SPECKS, k=chance.randint(0, 5)):
        x, y = chance.choice(((chance.uniform(20, LEFT - 25), chance.uniform(60, 780)), (565.0, chance.uniform(60, 780))))
        rows.append([(len(boxes), text, (x, y, x + 3, y + 3), 0, 0.2)])
        lines.append(Printed("stamp", (len(boxes),)))
        boxes.append((x, y, x + 3, y + 3))
    if number == 4:
        y = next(boxes[i][1] for line in lines if line.role == "signature" for i in line.words) + 62
        for text in chance.sample(SCRIBBLES, 3):
            box = (x := chance.uniform(380, 470), y, x + 9 * len(text), y + 11)
            rows.append([(len(boxes), text, box, 0, 0.25)])
            lines.append(Printed("stamp", (len(boxes),)))
            boxes.append(box)
            y += 14
    rows.sort(key=lambda row: row[0][2][3])
    made = [
        (i, SourceWord(text, box, row, confidence=sure))
        for row, some in enumerate(rows)
        for i, text, box, _, sure in some
    ]  # fmt: skip
    return made, tuple(lines)


_Read = tuple[int, str, Box, int, float]


def _rows(words: Sequence[_Read], chance: Random) -> list[list[_Read]]:
    """Rows as engines make them: lines beside each other run together, or a line is cut in two."""
    lines: dict[int, list[_Read]] = {}
    for word in words:
        lines.setdefault(word[3], []).append(word)
    rows: list[list[_Read]] = []
    for line in lines.values():
        level = [r for r in rows if abs(r[0][2][3] - line[0][2][3]) < 4 and (r[-1][2][2] < line[0][2][0])]
        if level and chance.random() < 0.5:
            level[-1] += line
        elif len(line) > 6 and chance.random() < 0.08:
            cut = chance.randint(2, len(line) - 2)
            rows += [line[:cut], line[cut:]]
        else:
            rows.append(list(line))
    return rows


def _is_high(c: str) -> bool:
    """Whether a letter has a mark on top of a capital or a hat."""
    return c in "ẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘÁÀẢÃÉÈÓÒÚÙÝĂÂÊÔấầẩẫắằẳẵếềểễốồổỗ"


def _turned(box: Box, turn: float, chance: Random) -> Box:
    """A box on a page that is turned around its middle, its edges off by a little."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    dx = -math.sin(turn) * (y - HEIGHT / 2) + chance.gauss(0, 0.3)
    dy = math.sin(turn) * (x - WIDTH / 2) + chance.gauss(0, 0.3)
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy
