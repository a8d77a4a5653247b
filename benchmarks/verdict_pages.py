"""Pages whose verdict is known: made from texts, or kept in a folder as tables.

A page is a list of lines, each with its text, its font and what it is (``usable``, ``garbled``, ``unknown``, or nothing where
it is neither right nor damaged enough to count). A table ``pages/KIND.tsv`` holds the pages of one kind, a line a row::

    document, page, state of the page, whether it lies over an image (0, 1), font, state of the line, text

Kinds whose name starts with ``mixed`` are those that the lines are counted on. Here is also what makes pages of a kind out of
texts: stamps and signature boxes, tables of numbers, forms, names, capitals, mixtures, legacy fonts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import NamedTuple

from vndoc.pages import Reading, SourcePage, SourceWord
from vndoc.resources import table

FONT = "TimesNewRomanPSMT"
COLUMNS = ("document", "page", "state", "pixels", "font", "line", "text")
SAMPLES = Path(__file__).resolve().parents[1] / "samples"

LINES = 40
"""Lines of a page."""

WIDTH = 88
"""Characters of a line."""


class Line(NamedTuple):
    """A line of a page: its text, what it is ("" where that is not counted), its font."""

    text: str
    state: str = ""
    font: str = FONT


class Known(NamedTuple):
    """A page whose verdict is known."""

    kind: str
    document: str
    state: str
    lines: tuple[Line, ...]
    pixels: bool = False

    def page(self) -> SourcePage:
        """The page as `extract` gives it."""
        words = []
        for row, line in enumerate(self.lines):
            x = 56.0
            for text in line.text.split():
                width = 6.0 * len(text)
                words.append(SourceWord(text, (x, 50.0 + 18 * row, x + width, 62.0 + 18 * row), row, line.font, 12.0))
                x += width + 4.0
        readings = (Reading("layer", tuple(words)),) if words else ()
        return SourcePage(1, 595.0, 842.0, readings, pixels=self.pixels)


def write(folder: Path, pages: Iterable[Known]) -> None:
    """Keep pages as tables, one a kind."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for kind, some in groupby(sorted(pages, key=lambda p: p.kind), key=lambda p: p.kind):
        with (folder / "pages" / f"{kind}.tsv").open("w", encoding="utf-8", newline="") as f:
            f.write("\t".join(COLUMNS) + "\n")
            for number, page in enumerate(some, 1):
                for line in page.lines or (Line(""),):
                    text = " ".join(line.text.split())
                    cells = (page.document, str(number), page.state, str(int(page.pixels)), line.font, line.state, text)
                    f.write("\t".join(cells) + "\n")


def read(folder: Path) -> Iterator[Known]:
    """The pages of a folder's tables."""
    for path in sorted((folder / "pages").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as f:
            rows = csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
            for (document, _), some in groupby(rows, key=lambda row: (row["document"], row["page"])):
                cells = list(some)
                lines = tuple(Line(row["text"] or "", row["line"] or "", row["font"] or FONT) for row in cells)
                lines = () if lines == (Line(""),) else lines
                yield Known(path.stem, document, cells[0]["state"], lines, cells[0]["pixels"] == "1")


def fold(text: str, width: int = WIDTH) -> list[str]:
    """The paragraphs of a text, broken into lines."""
    return [line for paragraph in text.splitlines() for line in wrap(paragraph, width) if line.strip()]


def is_word(text: str) -> bool:
    """Whether a line holds a word."""
    return any(c.isalpha() for c in text)


def right(lines: Iterable[str], font: str = FONT, state: str = "usable") -> list[Line]:
    """Right lines; those without a word count for nothing."""
    return [Line(text, state if is_word(text) else "", font) for text in lines]


def sheets(kind: str, document: str, state: str, lines: Sequence[Line], size: int = LINES) -> Iterator[Known]:
    """The pages of a text."""
    for at in range(0, len(lines), size):
        if at == 0 or len(lines) - at > size // 3:
            yield Known(kind, document, state, tuple(lines[at : at + size]))


# ---------------------------------------------------------------- stamps

# fmt: off
_STAMPS = (
    "Người ký: Cổng Thông tin điện tử Chính phủ | Email: thongtinchinhphu@chinhphu.vn | Cơ quan: Văn phòng Chính phủ "
    "| Thời gian ký: {date} {time} +07:00",
    "CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ | {date}",
    "CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ | CÔNG VĂN ĐẾN | Số: {n} | Ngày: {date}",
    "Ký bởi: {office} | Cơ quan: {office} | Ngày ký: {date} {time}",
    "Ký bởi: {name} | Email: {mail} | Ngày ký: {date} {time} +07:00",
    "Người ký: {office} | Email: {mail} | Cơ quan: {office} | Chức vụ: Văn thư | Thời gian ký: {date} {time} +07:00",
    "Signature Valid | Ký bởi: {company} | Ký ngày: {date}",
    "Signature Not Verified | Digitally signed by {plain} | Date: {iso} {time} +07:00",
    "Digitally signed by {plain} | DN: C=VN, O={company}, CN={plain}, OID.0.9.2342.19200300.100.1.1=MST:01{n}0{n} "
    "| Date: {iso} {time}",
    "{plain} | Digitally signed by {plain} | Reason: I am the author of this document | Location: Ha Noi | Date: {iso}",
    "VNPT-CA | Ký bởi: {company} | MST: 01{n}{n} | Ngày ký: {date}",
    "Được ký bởi {name} | Viettel-CA SHA-256 | Thời gian: {date} {time}",
    "Đã ký điện tử bởi | {name} | {date} {time}",
    "DocuSign Envelope ID: 8F3A{n}C-11D2-4B7E-9A{n}-77AC0{n}F",
    "DocuSigned by: | {plain} | 4A{n}F9D2C1B{n}...",
    "Scanned by CamScanner",
    "Scanned with CamScanner | {page}",
    "Scanned by TapScanner",
    "Được quét bằng CamScanner",
    "{page}",
    "- {page} -",
    "Trang {page}/{n}",
    "Page {page} of {n}",
    "CÔNG BÁO/Số {n} + {n}/Ngày {date}",
    "thuvienphapluat.vn | Tải về bởi {mail} | {date}",
    "LuatVietnam | www.luatvietnam.vn | {page}",
    "BẢN SAO | {office}",
    "SAO Y BẢN CHÍNH | {date}",
    "{office} | ĐẾN | Số: {n} | Ngày: {date} | Chuyển: ............",
    "CÔNG VĂN ĐẾN | Số {n} ngày {date} | Lưu hồ sơ số:",
    "ĐÃ KIỂM SOÁT | {date} {time}",
    "vanban.chinhphu.vn | {date}",
    "{company} - Tài liệu lưu hành nội bộ | {mail} | {date} {time}",
    "MẬT",
    "HỎA TỐC",
    "DRAFT",
    "Evaluation Only. Created with Aspose.PDF. Copyright 2002-{year} Aspose Pty Ltd.",
)
_OFFICES = ("Văn phòng Chính phủ", "VĂN PHÒNG CHÍNH PHỦ", "ỦY BAN NHÂN DÂN TỈNH HÀ NAM", "Sở Nội vụ", "Bộ Tài chính",
            "VĂN PHÒNG ỦY BAN NHÂN DÂN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Cục Thuế thành phố Đà Nẵng", "Tòa án nhân dân huyện Ba Vì")
_COMPANIES = ("CÔNG TY CỔ PHẦN ĐẦU TƯ HÒA BÌNH", "CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG ĐÀ", "Ngân hàng TMCP Á Châu",
              "TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC")
_NAMES = ("Nguyễn Văn Hùng", "Trần Thị Bích Ngọc", "LÊ QUANG VINH", "Phạm Đức Long", "Hoàng Thị Mai", "Vũ Minh Tuấn")
# fmt: on


def filled(template: str, random: Random) -> str:
    """A template with invented names, dates and numbers."""
    name = random.choice(_NAMES)
    plain = "".join(c for c in name if c.isascii()) if random.random() < 0.2 else name
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(2009, 2025)
    return template.format(
        date=f"{day:02}{random.choice('/.-')}{month:02}/{year}", iso=f"{year}.{month:02}.{day:02}", year=year,
        time=f"{random.randint(7, 18):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}", n=random.randint(100, 999),
        page=random.randint(1, 240), office=random.choice(_OFFICES), company=random.choice(_COMPANIES), name=name, plain=plain,
        mail=random.choice(("vanthu.snv@hanam.gov.vn", "vpubnd@danang.gov.vn", "info@hoabinh.com.vn")),
    )  # fmt: skip


def stamps(random: Random, odd: bool, count: int) -> Iterator[Known]:
    """Images with nothing but a stamp, a signature box, a page number or a scanner's mark; every second template if `odd`."""
    for i in range(count):
        template = random.choice(_STAMPS[odd::2])
        lines = right(filled(template, random).split(" | "), state="")
        yield Known("stamp", f"stamp-{i}", "stamp", tuple(lines), True)


# ---------------------------------------------------------------- numbers, forms, names

_COLUMNS = ("STT", "Mã số", "Năm 2019", "Năm 2020", "Tỷ lệ (%)", "Tổng số", "Kế hoạch", "Thực hiện", "ĐVT", "Ghi chú")
_FIELDS = ("Họ và tên", "Ngày sinh", "Quê quán", "Dân tộc", "Tôn giáo", "Trình độ chuyên môn", "Chức vụ", "Số CMND", "Nơi cấp",
           "Địa chỉ thường trú", "Điện thoại", "Nghề nghiệp", "Lý do", "Đơn vị công tác", "Ngày vào Đảng", "Mã số thuế",
           "Họ tên cha", "Họ tên mẹ", "Hệ số lương", "Ngạch công chức", "Số tài khoản", "Ý kiến của cơ quan")  # fmt: skip


def numbers(random: Random, count: int) -> Iterator[Known]:
    """Tables of numbers alone, without a word or with four at most."""
    for i in range(count):
        width = random.randint(2, 9)
        shape = random.choice(("{:,}", "{:.1f}", "{}", "{:,.2f}", "{:.1%}"))
        rows = [" ".join(shape.format(random.random() * 10 ** random.randint(1, 6) // 0.01 / 100) for _ in range(width))
                for _ in range(random.randint(5, 45))]  # fmt: skip
        head = [] if random.random() < 0.6 else [random.choice(("STT", "Năm", "Tổng số", "ĐVT: đồng", "%", "a b c d"))]
        yield Known("numbers", f"numbers-{i}", "unknown", tuple(Line(row) for row in head + rows))


def tables(random: Random, names: Sequence[str], count: int) -> Iterator[Known]:
    """Tables of few words and many numbers."""
    for i in range(count):
        rows = [" ".join(random.sample(_COLUMNS, random.randint(3, 7)))]
        for k in range(random.randint(8, 40)):
            cells = [f"{random.random() * 10 ** random.randint(1, 5):,.1f}" for _ in range(random.randint(1, 5))]
            rows.append(f"{k + 1} {random.choice(names)} {' '.join(cells)}")
        yield Known("table", f"table-{i}", "usable", tuple(right(rows)))


def forms(random: Random, count: int) -> Iterator[Known]:
    """Forms to be filled in."""
    for i in range(count):
        rows = [random.choice(("ĐƠN XIN XÁC NHẬN", "PHIẾU ĐĂNG KÝ", "SƠ YẾU LÝ LỊCH", "TỜ KHAI"))]
        for field in random.sample(_FIELDS, random.randint(8, len(_FIELDS))):
            dots = random.choice((".", "…", "_", ". ")) * random.randint(8, 50)
            rows.append(f"{field}: {dots}")
        yield Known("form", f"form-{i}", "usable", tuple(right(rows)))


def people(random: Random, given: Sequence[str], odd: bool, count: int) -> Iterator[Known]:
    """Lists of names."""
    families = [row[0] for row in table("surnames")][odd::2]
    for i in range(count):
        rows = []
        for k in range(random.randint(10, 45)):
            name = f"{random.choice(families)} {' '.join(random.sample(given, random.randint(1, 3)))}"
            born = f" {random.randint(1, 28)}/{random.randint(1, 12)}/{random.randint(1940, 2010)}" if i % 3 else ""
            rows.append(f"{k + 1}. {name.upper() if i % 5 == 0 else name}{born}")
        yield Known("names", f"names-{i}", "usable", tuple(right(rows)))


# ---------------------------------------------------------------- mixtures, legacy fonts


def mixed(kind: str, document: str, state: str, first: Sequence[Line], second: Sequence[Line], blocks: Sequence[int]) -> Known:
    """A page of two sorts of lines that take turns, so many at a time (`blocks`, again and again)."""
    sources = [list(first), list(second)]
    lines: list[Line] = []
    turn = 0
    while any(sources) and len(lines) < LINES + 8:
        some = sources[turn % 2][: blocks[turn % len(blocks)]]
        del sources[turn % 2][: len(some)]
        lines += some
        turn += 1
        if not some:
            break
    return Known(kind, document, state, tuple(lines))


def in_tcvn3(text: str) -> str:
    """A text as TCVN3 fonts have it, capitals with tones as small letters.

    >>> in_tcvn3("Cộng hòa")
    'Céng hßa'
    """
    codes = {letter: chr(int(code[2:], 16)) for code, letter, part, *_ in table("tcvn3") if part in ("small", "capital")}
    return "".join(codes.get(c) or codes.get(c.lower()) or c for c in text)


def in_vni(text: str) -> str:
    """A text as VNI fonts have it.

    >>> in_vni("Cộng hòa")
    'Coäng hoøa'
    """
    codes = {letter: code for code, letter, *_ in table("vni")}
    capitals = {letter.upper(): code.upper() for letter, code in codes.items()}
    return "".join(codes.get(c) or capitals.get(c) or c for c in text)
