"""Quoted text of amending laws stays inside the clause that amends, whatever marks it stands in and whichever are lost."""

from __future__ import annotations

import pytest

from tests.structure.test_markers import tree
from vndoc.document import Section, Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure

AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Luật Đường sông:
1. Điều 4 được sửa đổi, bổ sung như sau:
“Điều 4. Nguyên tắc hoạt động của bến
1. Bảo đảm an toàn cho người và hàng hóa.
2. Chủ bến phải có các giấy tờ sau đây:
a) Giấy đăng ký “bến khách ngang sông” của xã;
b) Giấy chứng nhận an toàn.”.
2. Bổ sung điểm p1 vào sau điểm p khoản 2 Điều 5:
“p1) Xây dựng cơ sở dữ liệu về bến;
q) Kiểm tra các bến.”
3. Sửa đổi khoản 2 Điều 6 như sau: “2. Chủ bến nộp phí.
3. Phí do tỉnh quy định.”
4. Bãi bỏ khoản 3 Điều 9.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 01 năm 2012."""

NUMBERS = [("article", "1"), *(("clause", n) for n in "1234"), ("article", "2")]


def numbers(text: str) -> list[tuple[str, str | None]]:
    return [(level, n) for level, n, _ in tree(text)]


@pytest.mark.parametrize(
    "text",
    [
        AMENDING,
        AMENDING.replace("“", '"').replace("”", '"'),
        AMENDING.replace("“", "«").replace("”", "»"),
        AMENDING.replace("“", "„").replace("”", "“"),
        AMENDING.replace("“bến khách ngang sông”", "“bến khách ngang sông"),
        AMENDING.replace("“bến khách ngang sông”", "bến khách ngang sông”"),
    ],
    ids=["printed", "straight", "guillemets", "low", "inner_close_lost", "inner_open_lost"],
)
def test_nothing_quoted_is_a_section(text: str) -> None:
    assert numbers(text) == NUMBERS


def test_quoted_paragraphs_stay_in_their_clause() -> None:
    lines = tuple(TextLine(t, t, "text") for t in AMENDING.splitlines())
    article = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", lines)]).sections[0]
    clause: Section = article.children[0]
    assert article.title == ""
    assert clause.text.split("\n")[1:] == AMENDING.splitlines()[2:7]
    assert clause.children == ()


def test_a_quoted_article_that_would_follow_is_none() -> None:
    text = "Điều 1. Bổ sung Điều 2 của Luật Bến như sau:\n“Điều 2. Bến tạm\nBến tạm do xã quản lý.”\nĐiều 2. Hiệu lực"
    assert numbers(text) == [("article", "1"), ("article", "2")]


def test_words_in_marks_hide_no_section() -> None:
    text = "Điều 3. Giải thích từ ngữ\n" + "\n".join(f"{n}. “Bến loại {n}” là bến có {n} cầu." for n in (1, 2, 3))
    assert numbers(text) == [("article", "3"), ("clause", "1"), ("clause", "2"), ("clause", "3")]


def test_a_lone_mark_before_a_number_hides_no_section() -> None:
    text = "I. NHIỆM VỤ\n“1. Xây dựng bến mới.\n" + "\n".join(f"{n}. Sửa chữa bến số {n}." for n in (2, 3))
    assert [n for _, n in numbers(text)] == ["I", "1", "2", "3"]


UNMARKED = """Điều 1. Sửa đổi, bổ sung một số quy định về bến như sau:
1. Sửa đổi khoản 2 Mục I như sau:
2. Sau khi bến được duyệt, xã làm những việc sau:
a) Lập sổ;
b) Thu phí.
2. Bổ sung Phần 5a vào sau Phần 5 như sau:
Phần 5a: XỬ LÝ VI PHẠM
I. Phạt tiền chủ bến.
II. Thu hồi bến.
3. Bãi bỏ khoản 3 Mục II.
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực từ ngày 01 tháng 3 năm 2012."""


def test_replacement_without_marks() -> None:
    assert numbers(UNMARKED) == [("article", "1"), *(("clause", n) for n in "123"), ("article", "2")]


def test_what_follows_no_amendment_is_not_quoted() -> None:
    text = "Điều 1. Nhiệm vụ\n1. Bổ sung vốn cho các bến sau:\na) Bến một;\nb) Bến hai.\n2. Kiểm tra bến.\nĐiều 2. Hiệu lực"
    assert [n for _, n in numbers(text)] == ["1", "1", "a", "b", "2", "2"]


def test_the_next_article_ends_a_quotation_that_is_never_closed() -> None:
    text = AMENDING.replace("của xã;\nb) Giấy chứng nhận an toàn.”.", "của xã;\nb) Giấy.").replace(
        "q) Kiểm tra các bến.”", "q) Bến."
    )
    text = text.replace("“2. Chủ", "2. Chủ").replace("quy định.”", "quy định.")
    assert numbers(text)[-1] == ("article", "2")


@pytest.mark.parametrize("lost", ["“điều 4a. Nguyên tắc", "Điều 4. Nguyên tắc"])
def test_quoted_article_whose_mark_or_capital_was_lost(lost: str) -> None:
    text = AMENDING.replace("“Điều 4. Nguyên tắc", lost)
    pages = [ArrangedPage(1, 595, 842, Verdict("usable"), "layer", tuple(TextLine(x, x, "text") for x in text.splitlines()))]
    markers = [(c.level, (c.marker or "").rstrip(".")) for c in structure(pages).sections[0].children]
    assert markers == [("clause", n) for n in "1234"]
