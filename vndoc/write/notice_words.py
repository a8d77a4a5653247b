"""What notices say to readers of a Vietnamese page, by their codes; details (line numbers, reasons) are in the JSON.

In: the document's notices; out: one entry for each code, with all its pages. A code without words here keeps its own message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from vndoc.document import Notice
from vndoc.write.notes import Note, notes

# fmt: off
WORDS: Mapping[str, str] = {
    "needs_reading":      "không có lớp chữ dùng được và chưa được đọc bằng OCR: xin chuyển đổi lại có OCR",
    "witness_failed":     "một lần đọc đối chứng không thực hiện được; vẫn còn các lần đọc khác",
    "engine_failed":      "OCR không đọc được trang này; chữ lấy từ lớp chữ có sẵn, nếu có",
    "nothing_read":       "OCR không thấy chữ nào; chữ lấy từ lớp chữ có sẵn",
    "blank_page":         "trang trắng",
    "several_documents":  "trong tệp còn một văn bản khác; tùy chọn --split tách mỗi văn bản thành một tệp",
    "footnote_unplaced":  "không chắc dấu chú thích nằm ở đâu; lời chú thích được giữ như một đoạn: xin đối chiếu với bản gốc",
    "turned_page":        "trang nằm ngang hoặc ngược, đã được xoay lại để đọc",
    "layer_superseded":   "bản đọc mới được dùng thay cho lớp chữ có sẵn",
    "one_reading":        "có dòng chỉ một bản đọc thấy (thường là vết dấu, chữ viết tay): xin đối chiếu với bản gốc",
    "layer_unreadable":   "lớp chữ bị hỏng, một phần hoặc toàn bộ",
    "pages_missing":      "số trang ghi trong tệp không đúng với số trang có thật",
    "layer_too_large":    "trang có quá nhiều nội dung: phần còn lại không có ở đây",
    "outside_page":       "chữ nằm ngoài mép trang đã được bỏ",
    "picture_unreadable": "ảnh trang bị hỏng hoặc thiếu",
    "text_damaged":       "tệp có byte không phải UTF-8; chỗ đó ghi dấu \N{REPLACEMENT CHARACTER}",
    "extract_failed":     "không mở được trang này: nội dung của nó không có ở đây",
    "recode_failed":      "không nhận ra bảng mã; chữ giữ nguyên như trong tệp",
    "judge_failed":       "không đánh giá được lớp chữ; chữ giữ nguyên như trong tệp",
    "read_failed":        "không đọc lại được trang này",
    "arrange_failed":     "các dòng theo thứ tự của tệp, chưa xếp theo thứ tự đọc",
    "restore_failed":     "chưa được sửa lỗi",
    "structure_failed":   "chưa nhận ra các mục của văn bản: chỉ có các dòng",
}
# fmt: on


def in_vietnamese(notices: Iterable[Notice]) -> list[Note]:
    """Notices for a Vietnamese page, each code with words once.

    >>> in_vietnamese([Notice("blank_page", "this page is blank", 3), Notice(code="new", message="something else")])
    [Note(code='blank_page', message='trang trắng', pages=[3]), Note(code='new', message='something else', pages=[])]
    """
    return notes(replace(notice, message=WORDS.get(notice.code, notice.message)) for notice in notices)
