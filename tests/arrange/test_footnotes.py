import pytest
from msgspec.structs import replace

from vndoc.arrange import settle
from vndoc.arrange.footnotes import with_footnotes
from vndoc.document import Verdict, Word
from vndoc.pages import ArrangedPage, TextLine, Witness


def text_line(text, y, size, known):
    x, words, at = 85.0, [], 0
    for word in text.split():
        words.append(Word(word, (at, at + len(word)), 0.9, (x, y, x + 0.47 * size * len(word), y + size)))
        x += 0.47 * size * (len(word) + 1)
        at += len(word) + 1
    box = (85.0, y, x, y + size)
    return TextLine(text, text, "layer", box=box, words=tuple(words), size=size if known else 0.0)


def page(*notes, known=True, small=10.0, y=760.0):
    body = ["Quy chế này quy định về phạm vi điều chỉnh và trách nhiệm"] * 30
    lines = [text_line(text, 80.0 + 18 * i, 14.0, known) for i, text in enumerate(body)]
    lines += [text_line(text, y + 13 * i, small, known) for i, text in enumerate(notes)]
    return ArrangedPage(1, 595.0, 842.0, Verdict("usable"), "layer", tuple(lines))


def footnotes(made):
    (settled,) = settle([made])
    return [line.raw for line in settled.lines if line.role == "footnote"]


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("mark", ["1 ", "(1) ", "[12] ", "1"])
def test_small_type_from_a_mark_on(mark, known):
    notes = (f"{mark}Xem Luật Lưu trữ năm 2011 và các văn bản", "hướng dẫn thi hành.")
    assert footnotes(page(*notes, known=known)) == list(notes)


def test_a_line_that_goes_on_with_a_telephone_number_is_no_item():
    notes = ("(2) Trong quá trình thực hiện, nếu có vướng mắc, xin gọi số", "038.555.0142) để được hướng dẫn.")
    assert footnotes(page(*notes)) == list(notes)


def test_stars_are_marks_where_the_type_is_known():
    notes = ("* Xem Luật Lưu trữ năm 2011 và các văn bản",)
    assert footnotes(page(*notes)) == list(notes)
    assert footnotes(page(*notes, known=False)) == []  # a bullet, on a scan


def test_a_full_stop_that_one_reader_lost():
    made = page("2 Số chứng minh thư, nơi cấp", "hướng dẫn thi hành", known=False)
    item = Witness("2. So chimg minh thu, noi cap", "layer")
    lines = [replace(line, others=(item,)) if line.raw.startswith("2") else line for line in made.lines]
    assert footnotes(made) and footnotes(replace(made, lines=tuple(lines))) == []


@pytest.mark.parametrize(
    "made",
    [
        page("1 Xem Luật Lưu trữ năm 2011", "2. Xem cả Quy chế"),  # items, one of which lost its full stop
        page("1 Xem Luật Lưu trữ năm 2011", small=13.0),  # not smaller
        page("1 Xem Luật Lưu trữ năm 2011", small=13.0, known=False),
        page("1. Xem Luật Lưu trữ năm 2011"),  # an item
        page("- Như Điều 3;", "- Lưu: VT."),  # recipients
        page("2004 về trước, theo Luật Lưu trữ"),  # a number of four digits is no mark
        page("1 Xem Luật Lưu trữ năm 2011", y=60.0),  # above the body
        page(),
    ],
)
def test_what_is_no_footnote(made):
    assert footnotes(made) == []


def test_the_end_of_a_note_from_the_page_before_and_a_line_that_is_the_same_on_every_page():
    made = page("theo Luật Lưu trữ năm 2011 và các văn bản,", "2 Khoản này được bổ sung theo Nghị định số 77 và")
    foot = replace(text_line("các văn bản hướng dẫn năm 2031.", 786.0, 10.0, True), role="running_head")
    made = replace(made, lines=(*made.lines, foot))
    assert [line.raw for line in with_footnotes(made).lines if line.role == "footnote"] == [
        "theo Luật Lưu trữ năm 2011 và các văn bản,",
        "2 Khoản này được bổ sung theo Nghị định số 77 và",
        "các văn bản hướng dẫn năm 2031.",
    ]


def test_a_running_foot_below_a_note_that_has_ended():
    made = page("2 Khoản này được bổ sung theo Nghị định số 77.")
    foot = replace(text_line("CÔNG BÁO/Số 125", 773.0, 10.0, True), role="running_head")
    assert with_footnotes(replace(made, lines=(*made.lines, foot))).lines[-1].role == "running_head"


def test_a_star_glued_to_its_note_on_a_scan():
    made = page("*Xem Luật Lưu trữ năm 2011 và các văn bản", known=False)
    assert footnotes(made) == []
    marked = replace(made.lines[3], raw="Quy chế này quy định về phạm vi” và trách nhiệm")
    assert footnotes(replace(made, lines=(*made.lines[:3], marked, *made.lines[4:]))) != []


def test_another_reading_may_have_damaged_the_first_word():
    made = page("1Gồm ba nghị quyết của Tỉnh ủy", known=False)
    other = Witness("1G6m ba nghi quyét cua Tinh ty", "layer")
    lines = [replace(line, others=(other,)) if line.raw.startswith("1") else line for line in made.lines]
    assert footnotes(replace(made, lines=tuple(lines))) != []
