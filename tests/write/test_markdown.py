import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vndoc.document import Cell, Section
from vndoc.write import export
from vndoc.write.escape_markdown import escape, escape_cell, escape_heading, tidy
from vndoc.write.printable import one_line, printable

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from(list("abÀđ1234 \n\t\\`*_{}[]()<>#+-.!|~=:;&'\"/@$^%?,x\x00")), max_size=40) | st.text(
    max_size=30
)


def shown(markdown):
    """(kinds of blocks, text that is seen) of a Markdown text."""
    blocks, texts = [], []
    for token in PARSER.parse(markdown):
        if token.type == "inline":
            texts.append("".join(inline(child) for child in token.children))
        elif token.nesting >= 0:
            blocks.append(token.type)
            texts.append(token.content)
    return blocks, "\n".join(texts)


def inline(token):
    assert token.type in (
        "text",
        "text_special",
        "softbreak",
        "html_inline",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    ), token
    if token.type == "html_inline":
        assert re.fullmatch(r"<br>|</?mark[^>]*>", token.content), token
        return "\n" if token.content == "<br>" else ""
    return "\n" if token.type == "softbreak" else token.content


def words(text):
    return text.split()


@settings(derandomize=True, max_examples=800, deadline=None)
@given(SIGNS)
@example("1. a\n2) b\n- c\n+ d\n# e\n> f\n| g\n|---|\nh\n===\ni\n---\n    code\n* * *")
@example("[a]: b\n[a]")
@example("\\\\\n\\*a*b*c_d_ __e__ ~~f~~ <b> </b> <!-- &amp; &#65; ![x](y) [x](y) <http://a.b>")
@example("a\\")
@example("a|b\n-|-")
@example("[[x]](y)")
@example("a\n:-")
@example("[a](<b>)")
@example("[![a](b)](c)")
def test_text_survives_a_paragraph(text):
    blocks, seen = shown(escape(text))
    assert blocks in ([], ["paragraph_open"])
    assert words(seen) == words(printable(text))
    assert "strong_open" not in str(PARSER.parse(escape(text)))


@settings(derandomize=True, max_examples=500, deadline=None)
@given(SIGNS)
@example("a #")
@example("##")
@example("#")
def test_text_survives_a_heading(text):
    blocks, seen = shown(f"## {escape_heading(text)}")
    assert blocks == ["heading_open"]
    assert words(seen) == words(printable(text))


@settings(derandomize=True, max_examples=500, deadline=None)
@given(SIGNS)
@example("a|b\\|c\\")
@example("`a|b`")
def test_text_survives_a_cell(text):
    blocks, seen = shown(f"| {escape_cell(text)} | x |\n|---|---|\n| y | {escape_cell(text)} |")
    assert blocks[0] == "table_open"
    assert words(seen) == [*words(printable(text)), "x", "y", *words(printable(text))]


@settings(derandomize=True, max_examples=500, deadline=None)
@given(SIGNS)
def test_text_survives_a_list_item(text):
    text = one_line(text)
    if not text:
        return
    blocks, seen = shown(f"- {escape(text)}")
    assert blocks == ["bullet_list_open", "list_item_open", "paragraph_open"]
    assert words(seen) == words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Số: 15/QĐ-UBND, ngày 05 tháng 3 năm 2020",
        "a) Đẩy mạnh công tác tuyên truyền - giáo dục; đạt 95,5% (tăng 2% so với 2019).",
        "điểm a khoản 1 Điều 5 [1] của Nghị định số 30/2020/NĐ-CP; a < b & c",
        "mailto van_thu@mau.gov.vn",
        "5 * 3 = 15",
    ],
)
def test_plain_text_needs_no_backslash(text):
    assert escape(text) == text


def test_tidy_keeps_all_words():
    assert tidy("  a \n\n\n\tb  ") == "a\nb"


def body(markdown):
    """A Markdown text without its front matter."""
    head, _, rest = markdown.removeprefix("---\n").partition("\n---\n")
    assert head
    return rest


def test_party_plan(documents):
    assert (
        body(export(documents.party_plan(), "markdown"))
        == """
| ĐẢNG BỘ TỈNH SÔNG LAM<br>TỈNH ỦY SÔNG LAM | ĐẢNG CỘNG SẢN VIỆT NAM |
|:---:|:---:|
| Số 21-KH/TU | *Sông Lam, ngày 12 tháng 6 năm 2021* |

# KẾ HOẠCH

**thực hiện Nghị quyết số 02-NQ/TW**

## I. MỤC ĐÍCH

**1.** Tăng <mark title="cường 62 %, khác 38 %; bản đọc: cu&#x27;ong">cường</mark> sự lãnh đạo của các cấp ủy; \
việc sinh hoạt chi bộ hàng <mark title="tháng 50 %, khác 50 %; bản đọc: thang">tháng</mark>.

- Các chi bộ tổ chức thực hiện.

**T/M BAN THƯỜNG VỤ**<br>
**PHÓ BÍ THƯ**<br>
**Trần Văn Mẫu**

***Nơi nhận:***

- Ban Bí thư (báo cáo)
- Các huyện ủy
- Lưu Văn phòng Tỉnh ủy
"""
    )


def test_state_decision(documents):
    assert (
        body(export(documents.state_decision(), "markdown"))
        == """
| ỦY BAN NHÂN DÂN HUYỆN MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc |
|:---:|:---:|
| Số: 15/QĐ-UBND | *Mẫu, ngày 05 tháng 3 năm 2020* |

**HỎA TỐC**

# QUYẾT ĐỊNH

**Về việc phê duyệt danh mục**

Kính gửi:

- Sở A
- Sở B

*Căn cứ Luật Tổ chức chính quyền địa phương*

## Điều 1.

Phê duyệt danh mục kèm theo Quyết định này:

## Điều 2. Hiệu lực

Quyết định có hiệu lực từ ngày ký.

| TT | Tên \\| loại |
|---|---|
| 1 | Đường liên xã |
| Cộng |

**TM. ỦY BAN NHÂN DÂN**<br>
**KT. CHỦ TỊCH**<br>
**PHÓ CHỦ TỊCH**<br>
*(đã ký)*<br>
**Lê Thị Thử**

***Nơi nhận:***

- Như Điều 3
- Lưu: VT

---

## PHỤ LỤC I DANH MỤC

1\\. Một
"""
    )


def test_front_matter_is_quoted(documents):
    head = export(documents.party_plan(), "markdown").split("\n---\n")[0].split("\n")[1:]
    values = dict(line.split(": ", 1) for line in head if ": " in line)
    assert json.loads(values["number"]) == "21-KH/TU"
    assert json.loads(values["date"]) == "2021-06-12"
    assert values["pages"] == "2"
    for name, value in values.items():
        if name != "pages":
            assert isinstance(json.loads(value), str)


def test_levels_are_capped(documents):
    section = Section("s9", "article", "Điều 9.", title="cuối")
    for depth in range(8):
        section = Section(f"s{depth}", "article", f"Điều {depth}.", title="x", children=(section,))
    text = export(documents.of_sections(section), "markdown")
    assert "\n###### Điều 9. cuối\n" in text
    assert "#######" not in text


def test_lines_where_there_are_no_sections(documents):
    blocks, seen = shown(body(export(documents.bare("1. Một", "- hai", "# ba"), "markdown")))
    assert blocks == ["paragraph_open"]
    assert seen.strip().split("\n") == ["1. Một", "- hai", "# ba"]


def test_nested_items_keep_their_markers(documents):
    children = (
        Section("d1", "dash", "-", text="một"),
        Section("p1", "plus", "+", text="hai"),
        Section("d2", "dash", "–", text="ba"),
    )
    text = body(export(documents.of_sections(*children), "markdown"))
    assert text == "\n- một\n  + hai\n\n– ba\n"


def test_marker_is_not_printed_twice(documents):
    assert body(export(documents.of_sections(Section("a", "letter", "a)", text="a) một")), "markdown")) == "\na) một\n"


def test_cells_with_absurd_places(documents):
    cells = (
        Cell(10**9, 10**9, "a", rows=10**9, columns=10**9),
        Cell(0, 0, "b"),
        Cell(0, 0, "c"),
        *(Cell(3, k, f"x{k}") for k in range(300)),
    )
    for format in ("markdown", "html"):
        text = export(documents.of_sections(Section("t", "table", cells=cells)), format)
        assert all(f"x{k}" in text for k in range(300))
        assert len(text) < 40_000
