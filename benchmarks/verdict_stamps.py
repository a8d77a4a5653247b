"""Stamps of other kinds than `verdict_pages` has: signature boxes of other makers, e-offices, archives, scanners.

In: a source of chance; out: pages that are an image with such a stamp, or with two or three of them at different heights, and
beside them covers, whose few words are large and their own, so that not all that is short is taken for a stamp.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.verdict_pages import Known, Line, filled, right

# fmt: off
SIGNATURES = (
    "Tài liệu được ký số bởi: {name} | VNPT SmartCA | {date} {time}",
    "Chữ ký số hợp lệ | Người ký: {name} | Đơn vị: {office} | Ngày: {date} {time}",
    "Ký bởi: {name} | Tổ chức xác thực: CA2 | Ký ngày: {date} {time}",
    "Ký số từ xa - MySign Viettel | {name} | {date} {time}",
    "{office} | Digitally signed by {office} | DN: CN={office}, L=Hà Nội, C=VN "
    "| Reason: Tôi là tác giả của tài liệu này | Location: | Date: {iso} {time}+07'00' | Foxit PDF Reader Version: 11.1.0",
    "Chứng thư số: {company} | Nhà cung cấp: BkavCA SHA256 | Hiệu lực đến: {date}",
    "Đã được ký điện tử | MISA eSign | {company} | {date}",
    "Hợp đồng điện tử FPT.eContract | Mã giao dịch: {n}-{n}-77AC0{n}F",
    "Adobe Acrobat Sign Transaction Number: CBJCHBCAABAA{n}kQ{n}Zt",
    "Signed by: {plain} | Signing time: {iso} {time} | Certificate issued by: Viettel-CA",
    "Xác thực bởi Ban Cơ yếu Chính phủ | {office} | {date} {time}",
    "Chữ ký không xác định | {name} | {date}",
)
OFFICES = (
    "UBND TỈNH HÀ NAM | VĂN BẢN ĐẾN | Số: {n} | Ngày: {date} | Chuyển: Đ/c Phó Chủ tịch | Lưu hồ sơ số:",
    "{office} | ĐẾN | Số: ........ | Ngày: ........ | Chuyển: ........ | Số và ký hiệu HS: ........",
    "TRỤC LIÊN THÔNG VĂN BẢN QUỐC GIA | Mã định danh: 000.00.{n}.H{page} | {date} {time}",
    "vpubnd_{plain}_{date} {time}",
    "{mail} - {name} - {date} {time} | {mail} - {name} - {date} {time}",
    "In bởi: {name} - Thời gian in: {time} {date} - Bản in từ hệ thống quản lý văn bản và điều hành",
    "Văn bản được in từ iOffice | {date} {time}",
    "Quét mã QR để kiểm tra văn bản",
    "Mã tra cứu: {n}A{n} | https://tracuu.vpdt.gov.vn",
    "Bản điện tử có giá trị như bản giấy",
)
COPIES = (
    "SAO Y; {office}; {date} {time}",
    "Y SAO BẢN CHÍNH | {date} | {office}",
    "SAO LỤC | Số: {n}/SL | {date}",
    "TRÍCH SAO | {office}, ngày {date}",
    "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH | Số chứng thực: {n} Quyển số: 01/{year}-SCT/BS | Ngày {date} | CHỦ TỊCH | {name}",
    "BẢN SAO ĐIỆN TỬ | Cơ quan sao: {office} | Thời gian: {date} {time}",
    "TRUNG TÂM LƯU TRỮ QUỐC GIA III | Phông: Phủ Thủ tướng | Hồ sơ số: {n} | Tờ số: {page}",
    "BẢN SỐ HÓA | Trung tâm Lưu trữ lịch sử | {page}",
    "ĐÃ NHẬN | {date} | Bộ phận tiếp nhận và trả kết quả",
    "ĐÃ LƯU TRỮ | Tủ {page} Hộp {page}",
    "TÀI LIỆU KIỂM SOÁT | Bản số: {page}",
    "KHÔNG PHỔ BIẾN | {office}",
)
MAKERS = (
    "Scanned by Adobe Scan",
    "Scanned with Microsoft Lens",
    "Scanned with vFlat",
    "Quét bằng Genius Scan",
    "Được scan bởi CS CamScanner",
    "PDF created with pdfFactory trial version www.pdffactory.com",
    "Edited with the trial version of Foxit Advanced PDF Editor | To remove this notice, visit: www.foxitsoftware.com/shopping",
    "Created with PDF-XChange Editor | Click to BUY NOW! | www.tracker-software.com",
    "Nitro PDF Trial | www.nitropdf.com",
    "Downloaded from hethongphapluat.com",
    "Tải từ https://dauthau.asia | {date}",
    "LawSoft * Tel: +84-8-3930 3279 * www.ThuVienPhapLuat.vn",
    "Nguồn: congbao.hanoi.gov.vn | {page}",
    "Page {page}",
    "{page}/{n}",
    "Trang {page} trên {n}",
    "Tờ {page}",
)
COVERS = (
    "ĐẢNG BỘ HUYỆN TÂN KHÊ | * | LỊCH SỬ ĐẢNG BỘ | HUYỆN TÂN KHÊ | (1930 - {year}) | NHÀ XUẤT BẢN CHÍNH TRỊ QUỐC GIA "
    "| HÀ NỘI - {year}",
    "BỘ XÂY DỰNG | BÁO CÁO TỔNG KẾT | NĂM {year} | Hà Nội, tháng 12 năm {year}",
    "ỦY BAN NHÂN DÂN TỈNH | ĐỀ ÁN | PHÁT TRIỂN NÔNG NGHIỆP BỀN VỮNG | GIAI ĐOẠN 2015 - 2020 | Tháng 6 năm {year}",
)
# fmt: on

GAPS = 6, 16
"""Empty lines between stamps, and between the lines of a cover."""


def stamps(random: Random, count: int) -> Iterator[Known]:
    """Stamps, so many of each sort, one by one and several together."""
    sorts = {"signatures": SIGNATURES, "offices": OFFICES, "copies and archives": COPIES, "scanners and pages": MAKERS}
    for sort, templates in sorts.items():
        for i in range(count):
            yield _page(f"stamp, {sort}", i, "stamp", [filled(templates[i % len(templates)], random).split(" | ")])
    every = [template for templates in sorts.values() for template in templates]
    for i in range(count):
        some = [filled(template, random).split(" | ") for template in random.sample(every, random.randint(2, 3))]
        if sum(len(line.split()) for lines in some for line in lines) <= MOST:
            yield _page("stamp, several", i, "stamp", some)


MOST = 40
"""Words of several stamps; more are a text to reckon with."""


def covers(random: Random, count: int) -> Iterator[Known]:
    """Covers over an image, whose layer has been read rightly."""
    for i in range(count):
        yield _page("cover", i, "usable", [[line] for line in filled(COVERS[i % len(COVERS)], random).split(" | ")])


def _page(kind: str, number: int, state: str, blocks: list[list[str]]) -> Known:
    gap = min(GAPS[1], max(GAPS[0], 36 // len(blocks)))
    lines: list[Line] = []
    for block in blocks:
        lines += [Line("")] * gap if lines else []
        lines += right(block, state="")
    return Known(kind, f"{kind}-{number}", state, tuple(lines), True)
