"""Lines that begin a paragraph in forms and lists."""

from __future__ import annotations

from vndoc.document import Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure.blocks import paragraphs
from vndoc.structure.pieces import flow

FULL = "Cơ quan có thẩm quyền lập biên bản về việc vi phạm theo quy định của pháp luật hiện hành"


def made(*lines: str) -> list[str]:
    page = ArrangedPage(1, 595, 842, Verdict("usable"), "layer", tuple(TextLine(t, t, "text") for t in (FULL, *lines)))
    run = flow([page])
    return [" / ".join(p.text for p in block) for block in paragraphs(run.pieces[1:], run)]


def test_leaders_close_a_field() -> None:
    name = f"- Ông (Bà){'.' * 40} Chức vụ:{'.' * 30}"
    place = f"Địa chỉ: {'…' * 60}"
    assert made(name, name, place, "Cấp ngày:" + "_" * 60, "* Đại diện bên vi phạm:") == [
        name,
        name,
        place,
        "Cấp ngày:" + "_" * 60,
        "* Đại diện bên vi phạm:",
    ]


def test_three_dots_are_no_leaders() -> None:
    first = "các loại máy móc, thiết bị, phương tiện, vật tư, nguyên liệu, xăng dầu, tài liệu, …"
    assert made(first, "theo quy định.") == [f"{first} / theo quy định."]


def test_bullets() -> None:
    first = "* Cơ quan lập biên bản có trách nhiệm gửi biên bản đến cấp trên trong thời hạn quy định;"
    assert made(first, "• Đại diện bên vi phạm.") == [first, "• Đại diện bên vi phạm."]
