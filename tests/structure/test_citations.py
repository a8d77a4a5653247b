"""References: units, lists, relative ones, documents by number and by name."""

from __future__ import annotations

import pytest

from vndoc.document import Metadata, Number, Section
from vndoc.structure.citations import find_citations


def cited(text: str) -> list[tuple[str | None, ...]]:
    clauses = tuple(
        Section(f"article_7__clause_{n}", "clause", f"{n}.", str(n), text=text if n == 1 else "Khác.") for n in (1, 2, 3)
    )
    sections = (
        Section("article_5", "article", "Điều 5.", "5"),
        Section("article_7", "article", "Điều 7.", "7", "", "", None, None, clauses),
    )
    return [(c.article, c.clause, c.point, c.kind, c.number, c.target) for c in find_citations(sections, ())]


CASES = {
    "theo điểm a khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP.": [("5", "1", "a", "Nghị định", "30/2020/NĐ-CP", None)],
    "tại khoản 2 Điều này;": [("7", "2", None, None, None, "article_7__clause_2")],
    "tại khoản 1 và khoản 3 Điều 7;": [
        ("7", "1", None, None, None, "article_7__clause_1"),
        ("7", "3", None, None, None, "article_7__clause_3"),
    ],
    "tại các điểm a, b và c khoản 2 Điều 7;": [
        ("7", "2", point, None, None, "article_7__clause_2") for point in ("a", "b", "c")
    ],
    "tại điểm a khoản này;": [("7", "1", "a", None, None, "article_7__clause_1")],
    "quy định tại Điều 5 của Luật Đất đai;": [("5", None, None, "Luật", None, None)],
    "quy định tại Điều 5 của Luật này;": [("5", None, None, "Luật", None, "article_5")],
    "Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị": [(None, None, None, "Nghị quyết", "02-NQ/TW", None)],
    "Từ Điều 5 đến Điều 7": [
        ("5", None, None, None, None, "article_5"),
        ("6", None, None, None, None, None),
        ("7", None, None, None, None, "article_7"),
    ],
    "ba khoản này khác; 3 điều": [("7", "1", None, None, None, "article_7__clause_1")],
    "điểm cao nhất của khoản thu": [],
}


@pytest.mark.parametrize("text", CASES)
def test_references(text):
    assert cited(text) == CASES[text]


def found(text: str) -> list[tuple[str | None, ...]]:
    """(unit, kind, title, number, date, issuer) of what a sentence names that stands in no unit."""
    made = find_citations((Section("paragraph_1", "paragraph", text=text),), ())
    return [(c.unit, c.kind, c.title, c.number, c.date, c.issuer) for c in made]


DOCUMENTS = {
    "Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị về việc khác": [
        (None, "Nghị quyết", None, "02-NQ/TW", "2021-06-12", "Bộ Chính trị")
    ],
    "Căn cứ Luật Đất đai năm 2013;": [(None, "Luật", "Đất đai", None, "2013", None)],
    "Luật số 45/2013/QH13": [(None, "Luật", None, "45/2013/QH13", None, None)],
    "theo Bộ luật Dân sự và Hiến pháp.": [
        (None, "Bộ luật", "Dân sự", None, None, None),
        (None, "Hiến pháp", None, None, None, None),
    ],
    "Luật tổ chức Hội đồng nhân dân và Uỷ ban nhân dân ngày 26/11/2003": [
        (None, "Luật", "tổ chức Hội đồng nhân dân và Uỷ ban nhân dân", None, "2003-11-26", None)
    ],
    "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức": [
        (None, "Luật", "sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức", None, None, None)
    ],
    "văn bản hợp nhất số 03/VBHN-VPQH": [(None, "Văn bản hợp nhất", None, "03/VBHN-VPQH", None, None)],
    "Hướng dẫn 12-HD/BTCTW": [(None, "Hướng dẫn", None, "12-HD/BTCTW", None, None)],
    "các Nghị định số 01/2010/NĐ-CP và số 02/2011/NĐ-CP ngày 01 tháng 02 năm 2011 của Chính phủ quy định": [
        (None, "Nghị định", None, "01/2010/NĐ-CP", None, None),
        (None, "Nghị định", None, "02/2011/NĐ-CP", "2011-02-01", "Chính phủ"),
    ],
    "Thông tư số 5/2010/TT-BGDĐT của Bộ Giáo dục và Đào tạo hướng dẫn": [
        (None, "Thông tư", None, "5/2010/TT-BGDĐT", None, "Bộ Giáo dục và Đào tạo")
    ],
    "Điều 10, Điều 21 Điều lệ Đảng.": [
        ("article_10", "Điều lệ", "Đảng", None, None, None),
        ("article_21", "Điều lệ", "Đảng", None, None, None),
    ],
    "theo Nghị quyết 18 trong năm, Nghị quyết số 66.4/2025/NQ-CP, Nghị quyết 5 năm": [
        (None, "Nghị quyết", None, "18", None, None),
        (None, "Nghị quyết", None, "66.4/2025/NQ-CP", None, None),
    ],
    "Báo cáo thẩm tra số 116/BC-BPC; Báo cáo tiếp thu, giải trình số 487/BC-UBND": [
        (None, "Báo cáo", None, "116/BC-BPC", None, None),
        (None, "Báo cáo", None, "487/BC-UBND", None, None),
    ],
    "Nghị định số 85/2007/ của Chính phủ, Thông tư số 05- của Bộ": [],
    "NĐ 149/2004/NĐ-CP": [(None, "Nghị định", None, "149/2004/NĐ-CP", None, None)],
    "QUYẾT ĐỊNH SỐ 3/QĐ-BTC CỦA BỘ TÀI CHÍNH VỀ ĐỀ ÁN": [(None, "Quyết định", None, "3/QĐ-BTC", None, "BỘ TÀI CHÍNH")],
    "phụ lục kèm theo hợp đồng; một bản hiến pháp khác": [],
    "pháp luật đất đai, thông báo và kế hoạch của tỉnh; thời điểm 31, danh mục 5; 5 khoản 3 triệu": [],
}


@pytest.mark.parametrize("text", DOCUMENTS)
def test_documents(text):
    assert found(text) == DOCUMENTS[text]


ISSUERS = {
    "của Bộ Nông nghiệp và phát triển nông thôn và Kế hoạch số 5/KH-UBND": "Bộ Nông nghiệp và phát triển nông thôn",
    "của Bộ Kế hoạch và Đầu tư ban hành": "Bộ Kế hoạch và Đầu tư",
    "của Bộ Tài chính và Bộ Nội vụ hướng dẫn": "Bộ Tài chính và Bộ Nội vụ",
    "của Bộ Văn hoá-Thông tin, Thông tư": "Bộ Văn hoá-Thông tin",
    "của Bộ Văn hóa, Thể thao và Du lịch quy định": "Bộ Văn hóa, Thể thao và Du lịch",
    "của Ủy ban nhân dân tỉnh Bình Phước Thành lập Phòng": "Ủy ban nhân dân tỉnh Bình Phước",
    "của Chính phủ Quy định chi tiết": "Chính phủ",
    "của Chính phủ công bố": "Chính phủ",
    "của Bộ Chính trị khóa IX": "Bộ Chính trị",
    "của Ban Kinh tế - Ngân sách HĐND tỉnh;": "Ban Kinh tế - Ngân sách HĐND tỉnh",
    "của Bộ": None,
    "của họ": None,
}


@pytest.mark.parametrize("text", ISSUERS)
def test_issuers(text):
    assert found(f"Thông tư số 1/2010/TT-BTC {text}")[0][-1] == ISSUERS[text]


UNITS = {
    "Tiểu mục 1 Mục 3 Chương VI của Bộ luật Dân sự": ["chapter_6__section_3__subsection_1"],
    "Phần II Nghị quyết số 5/NQ-CP": ["part_2"],
    "Phụ lục I ban hành kèm theo Nghị định số 1/2020/NĐ-CP": ["annex_1"],
    "Mẫu số 09 Phụ lục II Nghị định số 1/2020/NĐ-CP": ["annex_2__annex_9"],
    "từ Điều 5 đến Điều 9 Luật Đất đai": [f"article_{n}" for n in range(5, 10)],
    "các khoản 1 đến 4 Điều 7 Luật Đất đai": [f"article_7__clause_{n}" for n in range(1, 5)],
    "từ điểm c đến điểm e khoản 1 Điều 7 Luật Đất đai": [f"article_7__clause_1__point_{n}" for n in "cdđe"],
    "Điều 5, 6 và 7 Luật Đất đai": ["article_5", "article_6", "article_7"],
    "khoản 1, điểm c khoản 2, khoản 4 Điều 74 Luật Đất đai": [
        "article_74__clause_1",
        "article_74__clause_2__point_c",
        "article_74__clause_4",
    ],
    "Điều 29, khoản 1 Quy định số 69-QĐ/TW": ["article_29__clause_1"],
    "Điều 18 (Khoản 3), Điều 22 (Khoản 4) Luật Đất đai": ["article_18__clause_3", "article_22__clause_4"],
    "các Khoản 3,4 và 6 Điều 5 Luật Đất đai": [f"article_5__clause_{n}" for n in (3, 4, 6)],
    "Mục IV Phần B Phụ lục Thông tư số 7/2025/TT-BTC": ["annex_1__part_b__section_4"],
    "mục I, phần hai Hướng dẫn số 5-HD/TW": ["part_2__section_1"],
    "Mẫu số 23: Ban hành kèm theo Thông tư số 7/2025/TT-BTC": ["annex_23"],
    "Mẫu số 6 Báo cáo cơ sở": ["annex_6"],
    "Điểm 4.3 mục II, Hướng dẫn số 38-HD/BTCTW": ["section_2__point_4.3"],
}


@pytest.mark.parametrize("text", UNITS)
def test_units(text):
    assert [unit for unit, *_ in found(text)] == UNITS[text]


def test_each_unit_of_a_list_has_its_own_words():
    text = "các điểm a, b khoản 1 và khoản 3 Điều 5 Luật Đất đai"
    made = find_citations((Section("paragraph_1", "paragraph", text=text),), ())
    assert [c.raw[slice(*c.span)] for c in made if c.span] == ["điểm a", "b khoản 1", "khoản 3 Điều 5"]


def article(number: int, *clauses: str, title: str = "") -> Section:
    name = f"article_{number}"
    below = tuple(Section(f"{name}__clause_{n}", "clause", f"{n}.", str(n), text=t) for n, t in enumerate(clauses, 1))
    return Section(name, "article", f"Điều {number}.", str(number), title, children=below)


def targets(*sections: Section, annexes: tuple[Section, ...] = (), **about: str) -> list[tuple[str | None, ...]]:
    return [(c.unit, c.number, c.target, c.own) for c in find_citations(sections, annexes, Metadata(**about))]


def test_what_is_amended_or_quoted_is_of_the_other_document():
    title = "Sửa đổi, bổ sung một số điều của Nghị định số 1/2010/NĐ-CP"
    law = (
        article(1, "Khoản 2 Điều 2 được sửa đổi như sau:\n“2. Theo Điều 1 Nghị định này.”", title=title),
        article(2, "Khác."),
    )
    assert targets(*law) == [
        (None, "1/2010/NĐ-CP", None, False),
        ("article_2__clause_2", "1/2010/NĐ-CP", None, False),
        ("article_1", "1/2010/NĐ-CP", None, False),
    ]


def test_units_of_an_annex_and_of_the_body_before_it():
    rules = Section(
        "annex_1__article_2", "article", "Điều 2.", "2", text="Điều 2 Quy chế này; Điều 1 Quyết định này; Quy chế này."
    )
    annex = Section("annex_1", "annex", "QUY CHẾ", "1", children=(rules,))
    body = Section("article_1", "article", "Điều 1.", "1", text="Quy chế này; Phụ lục I")
    assert targets(body, annexes=(annex,), kind="Quyết định") == [
        (None, None, "annex_1", True),
        ("annex_1", None, "annex_1", True),
        ("article_2", None, "annex_1__article_2", True),
        ("article_1", None, "article_1", True),
        (None, None, "annex_1", True),
    ]


def test_units_of_a_regulation_that_a_decision_carries():
    assert found("khoản 1 Điều 5 Quy chế làm việc của Bộ, ban hành kèm theo Quyết định số 5/QĐ-BNV ngày 1/2/2010") == [
        ("annex_1__article_5__clause_1", "Quyết định", None, "5/QĐ-BNV", "2010-02-01", None)
    ]
    rules = Section("annex_2__article_2", "article", "Điều 2.", "2")
    annex = Section("annex_2", "annex", "QUY CHẾ", "2", children=(rules,))
    body = article(2, "Điều 2 Quy chế ban hành kèm theo Quyết định này; Điều 2 Quy định ban hành kèm theo Quyết định này")
    assert targets(body, annexes=(annex,), kind="Quyết định") == [
        ("annex_2__article_2", None, "annex_2__article_2", True),
        ("annex_1__article_2", None, None, True),
    ]


def test_a_decision_that_was_spoken_of_is_not_this_decree():
    assert targets(article(1, "Quyết định này phải báo cáo."), kind="Nghị định") == []


def test_outline_units_answer_to_their_words():
    one = Section("roman_2__arabic_1", "arabic", "1.", "1", text="Theo khoản 1 Mục II và phần này.")
    assert targets(Section("roman_2", "roman", "II.", "II", children=(one,))) == [
        ("section_2__clause_1", None, "roman_2__arabic_1", True)
    ]


def test_a_quoted_heading_is_no_reference():
    text = "Điều 3 được sửa đổi như sau:\n“Điều 3. Hồ sơ theo Điều 4.”"
    assert [unit for unit, *_ in targets(Section("paragraph_1", "paragraph", text=text))] == ["article_3", "article_4"]


def test_its_own_number_is_this_document():
    about = Metadata(kind="Quyết định", number=Number("12/QĐ-UBND"))
    made = find_citations((article(1, "Theo khoản 1 Điều 1 Quyết định số 12/QĐ-UBND."),), (), about)
    assert [(c.number, c.unit, c.target, c.own) for c in made] == [
        ("12/QĐ-UBND", "article_1__clause_1", "article_1__clause_1", True)
    ]


def test_what_is_put_into_a_unit_is_a_unit_of_it():
    assert [unit for unit, *_ in found("Bổ sung điểm d vào sau điểm c khoản 1 Điều 6 Luật Đất đai")] == [
        "article_6__clause_1__point_d",
        "article_6__clause_1__point_c",
    ]


def test_outlines_inside_an_article_and_forms_of_a_chapter():
    point = Section("article_1__roman_2__arabic_1", "arabic", "1.", "1", text="Theo điểm 1, mục II, Điều 1 của Quyết định này.")
    roman = Section("article_1__roman_2", "roman", "II.", "II", children=(point,))
    assert targets(Section("article_1", "article", "Điều 1.", "1", children=(roman,)), kind="Quyết định") == [
        ("article_1__section_2__point_1", None, "article_1__roman_2__arabic_1", True)
    ]
    assert [unit for unit, *_ in found("Mẫu số 1 Chương II Thông tư số 1/2010/TT-BKH")] == ["annex_1"]
