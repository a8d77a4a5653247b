import pytest

from vndoc.document import Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure
from vndoc.structure.assemble import placed, take_apart


def pages():
    first = (
        ("Điều 1. Phạm vi điều chỉnh", "body"),
        ("Quy chế này quy định việc quản lý tài liệu của các", "body"),
        ("1 Xem Luật Lưu trữ, Điều 5, và các văn bản ban hành", "footnote"),
        ("2004 về trước.", "footnote"),
        ("2 Số cũ.", "footnote"),
    )
    second = (
        ("CÔNG BÁO/Số 125/Ngày 25-3-2010", "running_head"),
        ("cơ quan ở tỉnh.", "body"),
        ("1 Đã sửa đổi.", "footnote"),
    )
    return [
        ArrangedPage(n, 595, 842, Verdict("usable"), "layer", tuple(TextLine(t, t, "layer", role) for t, role in lines))
        for n, lines in enumerate((first, second), 1)
    ]


def test_a_sentence_runs_on_over_notes_and_running_heads():
    sections = structure(pages()).sections
    assert [s.id for s in sections] == ["article_1", "note_1", "note_2", "note_1__2"]
    assert sections[0].text == "Quy chế này quy định việc quản lý tài liệu của các cơ quan ở tỉnh."
    assert sections[1].text == "Xem Luật Lưu trữ, Điều 5, và các văn bản ban hành 2004 về trước."
    assert (sections[1].marker, sections[1].ordinal, sections[1].lines) == ("1", "1", ((1, 2), (1, 3)))


def test_every_line_is_in_one_place():
    made = pages()
    assert sorted(placed(take_apart(made))) == [(p.number, i) for p in made for i in range(len(p.lines))]


def marked(*lines):
    """(number, what stands before the mark, the mark) of the notes that are tied, and the notices."""
    roles = [("footnote" if text.startswith("^") else "body", text.lstrip("^")) for text in lines]
    made = structure(
        [ArrangedPage(1, 595, 842, Verdict("usable"), "layer", tuple(TextLine(t, t, "layer", r) for r, t in roles))]
    )
    known = {s.id: s for s in (*made.sections, *(c for s in made.sections for c in s.children))}
    texts = {"text": lambda s, m: s.text, "title": lambda s, m: s.title}
    out = []
    for mark in made.note_marks:
        text = texts[mark.part](known[mark.section], mark)
        out.append((known[mark.note].ordinal, text[: mark.span[0]][-4:], text[slice(*mark.span)]))
    return out, [n.code for n in made.notices]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Xã An Hòa1 có 3 xóm và 500 m2 đất2.", [("1", " Hòa", "1"), ("2", " đất", "2")]),
        ("Xã An Hòa (1) và khoản 2 có đất(2)", [("1", "Hòa ", "(1)"), ("2", " đất", "(2)")]),
        ("Xã An Hòa” và xã An Bình” họp “bàn” việc", [("1", " Hòa", "”"), ("2", "Bình", "”")]),  # read so on scans
        ("Xã An Hòa' và xã An Bình2 họp", [("1", " Hòa", "'"), ("2", "Bình", "2")]),
        ("Xã An Hòa năm 20101 theo Luật.2 Xã họp", [("1", "2010", "1"), ("2", "uật.", "2")]),
    ],
)
def test_notes_are_tied_to_their_marks(body, found):
    assert marked("Điều 1. Phạm vi điều chỉnh", body, "^1 Xã miền núi.", "^2 Tính đến tháng 6.") == (found, [])


@pytest.mark.parametrize(
    "body",
    [
        "Xã An Hòa có 1 trường, 2 chợ, theo khoản 1, khoản 2 Điều 1, số (1).",
        "Xã An Hòa họp “bàn” ở 45° với 500 m2, khí CO2.",
        "Xã An Hòa° họp.",  # the mark of the one or the other
    ],
)
def test_what_is_no_mark(body):
    found, notices = marked("Điều 1. Phạm vi điều chỉnh", body, "^1 Xã miền núi.", "^2 Tính đến tháng 6.")
    assert (found, notices) == ([], ["footnote_unplaced"])


def test_marks_before_the_first_word_of_a_unit():
    found, _ = marked("Điều 3. 1Phạm vi", "1. 2Các cơ quan ở tỉnh và xã.", "^1Điều này được sửa đổi.", "^2Khoản này mới.")
    assert found == [("1", "", "1"), ("2", "", "2")]


def test_a_reference_ends_before_the_mark_that_is_glued_to_it():
    lines = ("Theo Quy định số 15-QĐ/TU1, ngày 12/3/2022 của Ban Thường vụ, các cơ quan làm như sau.", "^1 Về nêu gương.")
    pages_ = [TextLine(t.lstrip("^"), t.lstrip("^"), "layer", "footnote" if t[0] == "^" else "body") for t in lines]
    made = structure([ArrangedPage(1, 595, 842, Verdict("usable"), "layer", tuple(pages_))])
    assert len(made.note_marks) == 1
    assert [c.number for c in made.citations] == ["15-QĐ/TU"]


def test_a_note_runs_on_over_the_page():
    first = (("Các cơ quan1 ở tỉnh.", "body"), ("1 Gồm sở, ban, ngành và", "footnote"))
    second = (("Các cơ quan2 ở xã.", "body"), ("đoàn thể.", "footnote"), ("2 Gồm Ủy ban.", "footnote"))
    made = structure(
        [
            ArrangedPage(n, 595, 842, Verdict("usable"), "layer", tuple(TextLine(t, t, "layer", r) for t, r in lines))
            for n, lines in enumerate((first, second), 1)
        ]
    )
    notes = [s for s in made.sections if s.level == "note"]
    assert [(s.ordinal, s.text) for s in notes] == [("1", "Gồm sở, ban, ngành và đoàn thể."), ("2", "Gồm Ủy ban.")]
    assert [m.note for m in made.note_marks] == ["note_1", "note_2"]


def test_a_raised_number_behind_a_number():
    found, _ = marked("Điều 5. Phạm vi", "Các cơ quan nêu tại Điều 11¹ và Điều 12²; xã.", "^1 Mới.", "^2 Cũ.")
    assert found == [("1", "u 11", "¹"), ("2", "u 12", "²")]
