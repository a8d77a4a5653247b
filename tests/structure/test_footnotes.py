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
