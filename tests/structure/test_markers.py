"""Numbers of laws in every form: what is damaged is read by its sequence, what was read well stays."""

from __future__ import annotations

import pytest

from vndoc.document import Section, State, Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure


def tree(text: str) -> list[tuple[str, str | None, str]]:
    """(level, number, title or text) of the numbered sections of lines."""
    lines = tuple(TextLine(t, t, "text") for t in text.splitlines())
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", lines)])

    def walk(sections: tuple[Section, ...]) -> list[tuple[str, str | None, str]]:
        return [x for s in sections for x in [(s.level, s.ordinal, s.title or s.text), *walk(s.children)] if x[1]]

    return walk(made.sections)


def articles(*numbers: str) -> str:
    return "\n".join(f"Điều {n}. Việc thứ {i}\nCơ quan có thẩm quyền làm việc này." for i, n in enumerate(numbers))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (("1", "2", "3"), ["1", "2", "3"]),
        (("l", "2", "§"), ["1", "2", "3"]),
        (("24", "2S", "26", "27", "2S", "29"), ["24", "25", "26", "27", "28", "29"]),
        (("99", "1O0", "10l", "102"), ["99", "100", "101", "102"]),
        (("146", "146a", "146b", "147"), ["146", "146a", "146b", "147"]),
        (("8", "9A", "10"), ["8", "9A", "10"]),
        (("5", "ó", "7", "8", "g", "10"), ["5", "6", "7", "8", "9", "10"]),
    ],
)
def test_articles(printed: tuple[str, ...], read: list[str]) -> None:
    assert [n for level, n, _ in tree(articles(*printed)) if level == "article"] == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (("1", "2", "3"), ["1", "2", "3"]),
        (("1", "II", "III"), ["I", "II", "III"]),
        (tuple(map(str, range(1, 13))), list(map(str, range(1, 13)))),
        (("1", "2", "§", "4", "S", "ó"), list("123456")),
        (("I", "Il", "III", "IV", "Y", "VI"), ["I", "II", "III", "IV", "V", "VI"]),
    ],
)
def test_chapters(printed: tuple[str, ...], read: list[str]) -> None:
    text = "\n".join(f"Chương {n}\nQUY ĐỊNH RIÊNG\nĐiều {i}. Phạm vi\nLuật này quy định." for i, n in enumerate(printed, 1))
    assert [n for level, n, _ in tree(text) if level == "chapter"] == read


def test_plain_number_stays() -> None:
    text = "\n".join(f"{n}. Cơ quan thứ {n} chịu trách nhiệm." for n in (1, 2, 5, 14, 14, 15))
    assert [n for _, n, _ in tree(f"Điều 1. Trách nhiệm\n{text}")] == ["1", "1", "2", "5", "14", "14", "15"]


def test_numeral_without_its_full_stop() -> None:
    heads = ["VI. CÔNG BỐ CỦA CÔNG TY", "VII. CÔNG BỐ CỦA QUỸ", "VUI CÔNG BỐ CỦA SÀN", "IX. TỔ CHỨC THỰC HIỆN"]
    text = "\n".join(f"{h}\n1. Cơ quan công bố thông tin." for h in heads)
    assert [n for level, n, _ in tree(text) if level == "roman"] == ["VI", "VII", "VIII", "IX"]


def test_capitals_that_are_no_numeral() -> None:
    text = "IV. XỬ LÝ\nVI PHẠM HÀNH CHÍNH\n1. Việc thứ nhất.\n2. Việc thứ hai.\nV. THI HÀNH\n1. Việc thứ ba."
    assert [n for level, n, _ in tree(text) if level == "roman"] == ["IV", "V"]


def test_letter_that_is_not_in_the_alphabet() -> None:
    text = "\n".join(f"{n}. QUY ĐỊNH THỨ {n}\nCơ quan thực hiện." for n in "ABCDEFG")
    assert [n for _, n, _ in tree(text)] == list("ABCDEFG")


DECIMALS = "II. VIỆC LÀM\n1. Đào tạo\n1.1. Tại chỗ.\n1.1.1. Mở lớp.\n1.1.2. Mời thầy.\n{}. Mua sách.\n1.2. Nơi khác."


@pytest.mark.parametrize(("verdict", "read"), [("unknown", "1.1.3"), ("usable", "1.4.3")])
def test_numbers_of_a_sure_line_stay(verdict: State, read: str) -> None:
    """A number out of order is misread by an engine; in a usable layer it was set so."""
    lines = tuple(TextLine(t, t, "layer", verdict=verdict) for t in DECIMALS.format("1.4.3").splitlines())
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", lines)])
    assert read in [s.ordinal for s in made.sections[0].children[0].children[0].children] + [
        s.ordinal for s in made.sections[0].children[0].children
    ]


@pytest.mark.parametrize(("verdict", "marker"), [("unknown", "1."), ("usable", "1,")])
def test_a_full_stop_read_as_a_comma(verdict: State, marker: str) -> None:
    lines = tuple(TextLine(t, t, "layer", verdict=verdict) for t in ("I. VIỆC LÀM", "1, Đào tạo", "2. Mua sách"))
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", lines)])
    assert [s.marker for s in made.sections[0].children] == [marker, "2."]


@pytest.mark.parametrize(
    ("printed", "read"),
    [(("I", "II", "I", "IV"), ["I", "II", "III", "IV"]), (("I", "II", "I", "II"), ["I", "II", "I", "II"])],
)
def test_numerals_that_lost_strokes(printed: tuple[str, ...], read: list[str]) -> None:
    text = "\n".join(f"{n}. NHIỆM VỤ VÀ GIẢI PHÁP\nCác cơ quan làm việc này." for n in printed)
    assert [n for _, n, _ in tree(text)] == read


def test_points_behind_a_dash_that_is_dirt() -> None:
    text = "1. Hồ sơ gồm:\na) Đơn;\nb) Giấy;\n-o) Ảnh;\nd) Lệ phí."
    assert [n for _, n, _ in tree(text)] == ["1", "a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Điều 3. Hồ sơ\n1. Gồm có:\na) Đơn;\nb) Ảnh;\nc©) Bản sao;\n4) Lệ phí;\nđ) Giấy khác.", "3 1 a b c d đ"),
        ("Điều 3. Hồ sơ\n1. Gồm có:\n2) Đơn;\nb) Ảnh.", "3 1 a b"),
        ("Điều 3. Hồ sơ\n1. Gồm có:\n2) Đơn;\n3) Ảnh.", "3 1 2 3"),
        ("Điều 3. Hồ sơ\n1. Gồm có:\na) Đơn;\nb Các giấy tờ.\n2. Lệ phí.", "3 1 a b 2"),
        ("Điều 3. Việc làm\n4. Kiểm tra bến.\n2. Sửa chữa bến.\n3. Báo cáo.", "3 1 2 3"),
        ("Điều 3. Việc làm\nT1, Kiểm tra bến:\n- Bến cũ.\n2. Sửa chữa bến.", "3 1 2"),
        ("Điều 3. Việc làm\n-1. Kiểm tra bến.\n2. Sửa chữa bến.\n____3. Báo cáo.", "3 1 2 3"),
        ("I. Mục đích\nLàm tốt.\nII Yêu cầu\nLàm nhanh.\nIIL Cách làm\nLàm chung.\nIV. Kinh phí\nDo xã chi.", "I II III IV"),
        ("Điều 3. Việc làm\nA. Kiểm tra bến.\n2. Sửa chữa bến.\n3. Báo cáo.", "3 1 2 3"),
        ("Điều 2. Bến mới\nXã lập.\n“Điều 3. Bến cũ\nXã sửa.\nĐiều 4. Phí\nXã thu.", "2 3 4"),
    ],
)
def test_damaged_markers(text: str, read: str) -> None:
    assert [n for _, n, _ in tree(text)] == read.split()


def test_inserted_points() -> None:
    text = "Điều 5. Chi phí\n1. Gồm có:\na) Bến;\na1) Bến mới;\na2) Bến cũ;\nb) Đò;\nb1) Đò máy."
    assert [n for _, n, _ in tree(text)] == ["5", "1", "a", "a1", "a2", "b", "b1"]


def test_a_sentence_is_no_title() -> None:
    text = "Điều 9. Văn phòng chịu trách nhiệm giúp Chủ tịch:\n1. Lập sổ.\n2. Báo cáo.\nĐiều 10. Đối tượng áp dụng:\n1. Bến."
    lines = tuple(TextLine(t, t, "text") for t in text.splitlines())
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", lines)])
    assert [s.title for s in made.sections] == ["", "Đối tượng áp dụng:"]
