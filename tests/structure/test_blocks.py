"""Lines that begin a paragraph in forms and lists."""

from __future__ import annotations

from vndoc.document import Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure
from vndoc.structure.blocks import paragraphs
from vndoc.structure.pieces import flow
from vndoc.structure.titles import is_title

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


def test_dirt_before_a_dash() -> None:
    first = "- Vùng phát triển đô thị gồm các quận hiện hữu và các thị trấn thuộc huyện ngoại thành;"
    assert made(first, "_- Vùng công nghiệp;", ". - Vùng sinh thái;") == [first, "_- Vùng công nghiệp;", ". - Vùng sinh thái;"]
    pages = [
        ArrangedPage(1, 595, 842, Verdict("usable"), "layer", (TextLine(t, t, "text"),)) for t in ("_- Vùng công nghiệp;",)
    ]
    section = structure(pages).sections[0]
    assert (section.level, section.marker, section.text) == ("dash", "-", "Vùng công nghiệp;")


def test_bullets() -> None:
    first = "* Cơ quan lập biên bản có trách nhiệm gửi biên bản đến cấp trên trong thời hạn quy định;"
    assert made(first, "• Đại diện bên vi phạm.") == [first, "• Đại diện bên vi phạm."]


Placed = tuple[str, float, float, float]


def placed(*lines: Placed, marked: str = "") -> list[list[str]]:
    """Paragraphs of lines with left edge, right edge and middle; one may be marked as the first of a paragraph."""
    texts = tuple(TextLine(t, t, "text", box=(x0, y - 7, x1, y + 7), paragraph=t == marked) for t, x0, x1, y in lines)
    run = flow([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", texts)])
    return [[p.text for p in block] for block in paragraphs(run.pieces, run)]


def test_space_sets_a_paragraph_apart() -> None:
    top = [(f"{n} {FULL}", 80.0, 540.0, 100.0 + 18 * n) for n in range(7)]
    ended = ("Cơ quan lập biên bản gửi biên bản đến cấp trên trong thời hạn quy định của pháp luật.", 80.0, 540.0, 226.0)
    after = "Người bị lập biên bản có quyền giải trình với cơ quan có thẩm quyền theo quy định."
    assert [after] in placed(*top, ended, (after, 80.0, 540.0, 256.0))
    assert [after] not in placed(*top, ended, (after, 80.0, 540.0, 244.0))
    crooked = (ended[0], 80.0, 540.0, 229.0)
    assert [after] not in placed(*top, crooked, (after, 80.0, 540.0, 244.0))


def test_space_and_indent_set_a_paragraph_apart_without_a_full_stop() -> None:
    lines = [(f"{n} {FULL}", 80.0, 540.0, 100.0 + 18 * n) for n in range(7)]
    open_end = ("giá vé theo số tháng ghi trên thẻ (360 nghìn đồng chia cho 12 là 30 nghìn đồng)", 80.0, 540.0, 226.0)
    after = "Ví dụ 2: Hộ gia đình ở xã Tân Lập mua thẻ của trạm bơm cho hai vụ trong năm,"
    assert [after] in placed(*lines, open_end, (after, 110.0, 540.0, 254.0), marked=after)
    assert [after] not in placed(*lines, open_end, (after, 110.0, 540.0, 244.0), marked=after)
    assert [after] not in placed(*lines, open_end, (after, 80.0, 540.0, 254.0), marked=after)
    small = f"v{after[1:]}"
    assert [small] not in placed(*lines, open_end, (small, 110.0, 540.0, 254.0), marked=small)


def test_the_first_point_under_a_heading_in_small_letters() -> None:
    point = "a) Hộ gia đình ở xã Tân Lập được thuê đất để làm trạm bơm;"
    assert made("2. Thuê đất", point) == ["2. Thuê đất", point]
    assert made(f"{FULL} theo điểm", "a) và điểm b) khoản này.")[0].endswith("khoản này.")


def test_dirt_behind_a_full_stop() -> None:
    lines = [(f"{n} {FULL}", 80.0, 540.0, 100.0 + 18 * n) for n in range(7)]
    after = ("Để khắc phục những thiếu sót nói trên, Ủy ban nhân dân huyện yêu cầu các xã thực hiện", 110.0, 540.0, 244.0)
    assert [after[0]] in placed(*lines, ("trạm bơm chưa được sửa. -", 80.0, 230.0, 226.0), after)
    assert [after[0]] not in placed(*lines, ("trạm bơm chưa được sửa -", 80.0, 230.0, 226.0), after)
    assert not is_title("arabic", "Mức thu của mỗi hộ là 30 nghìn đồng. }⁄", False, False)


def test_an_item_that_is_indented_and_a_word_after_a_dash() -> None:
    lines = [(f"{n} {FULL}", 80.0, 540.0, 100.0 + 18 * n) for n in range(7)]
    item = ("- Hình thức xử lý khác theo quy định", 110.0, 300.0, 226.0)
    assert [item[0]] in placed(*lines, item)
    assert [item[0]] not in placed(*lines, ("- Thương binh và Xã hội", 80.0, 210.0, 226.0))


def test_a_list_of_indented_lines() -> None:
    lines = [(f"{n} {FULL}.", 80.0, 540.0, 100.0 + 18 * n) for n in range(7)]
    first = ("Giai đoạn đến năm 2020: xây dựng mới, nâng cấp, cải tạo các đoạn tuyến ven biển của tỉnh;", 110.0, 540.0, 226.0)
    second = ("Giai đoạn sau năm 2020: xây dựng mới, nâng cấp, cải tạo các đoạn tuyến còn lại của tỉnh.", 110.0, 540.0, 244.0)
    assert placed(*lines, first, second)[-2:] == [[first[0]], [second[0]]]


def test_labels_of_two_columns() -> None:
    lines = [(f"{n} {FULL}.", 80.0, 540.0, 100.0 + 18 * n) for n in range(7)]
    right, left = ("Giám đốc nhà máy", 400.0, 500.0, 226.0), ("Ý kiến cơ quan chủ quản", 90.0, 250.0, 226.0)
    assert placed(*lines, right, left)[-2:] == [[right[0]], [left[0]]]
    cut = ("hợp được ủy quyền).", 90.0, 200.0, 244.0)  # a line that was read in parts goes on
    assert placed(*lines, ("(trường", 450.0, 500.0, 226.0), cut)[-1][-1] == cut[0]
    assert [cut[0]] not in placed(*lines, ("(trường", 450.0, 500.0, 226.0), cut)
