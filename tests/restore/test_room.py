import pytest

from vndoc.arrange import arrange
from vndoc.document import Engine, Verdict, Word
from vndoc.options import Options
from vndoc.pages import ArrangedPage, Reading, SourcePage, SourceWord, TextLine
from vndoc.restore import restore
from vndoc.restore.room import Room

LINE = (Word("Bộ", (0, 2), 1.0, (100.0, 50.0, 115.0, 62.0)), Word("-", (3, 4), 1.0, (118.0, 55.0, 120.0, 56.0)),
        Word("trưởng", (5, 11), 1.0, (160.0, 50.0, 200.0, 62.0)))  # fmt: skip
BELOW = (Word("QUYẾT", (0, 5), 1.0, (100.0, 68.0, 150.0, 80.0)),)


def room(*lines):
    made = [TextLine(" ".join(w.text for w in words), "", "ocr", words=words) for words in lines]
    return Room(ArrangedPage(1, 595.0, 842.0, Verdict("absent"), "ocr", tuple(made)))


@pytest.mark.parametrize(
    ("box", "has_room"),
    [
        ((122.0, 50.0, 155.0, 62.0), True),
        ((116.0, 50.0, 156.0, 62.0), True),  # over a lone sign
        ((105.0, 50.0, 150.0, 62.0), True),  # a little over a neighbour
        ((100.0, 50.0, 120.0, 62.0), False),  # the word that is there
        ((122.0, 59.0, 155.0, 62.0), False),  # too low for its line
        ((122.0, 43.0, 155.0, 69.0), False),  # too tall
        ((122.0, 62.0, 155.0, 74.0), False),  # beside another line
    ],
)
def test_room_on_a_line(box, has_room):
    assert room(LINE, BELOW).has_room(box, LINE) == has_room


def test_words_of_other_lines_take_room():
    above = (Word("-", (0, 1), 1.0, (120.0, 66.0, 124.0, 67.0)), Word("V", (2, 3), 1.0, (160.0, 66.0, 170.0, 76.0)))
    assert not room(above, BELOW).has_room(BELOW[0].box, above)


def test_nothing_joins_a_line_of_signs():
    signs = LINE[1:2]
    assert not room(signs).has_room((122.0, 50.0, 155.0, 62.0), signs)


def test_a_number_takes_the_place_of_a_sign_alone_in_a_cell():
    sign = (Word("|", (0, 1), 1.0, (100.0, 50.0, 102.0, 62.0)),)
    assert room(sign).has_room((99.0, 50.0, 104.0, 62.0), sign, is_number=True)
    assert not room(sign).has_room((99.0, 50.0, 104.0, 62.0), sign)
    assert not room(sign).has_room((122.0, 50.0, 130.0, 62.0), sign, is_number=True)


def test_leaders_take_room():
    leader = (LINE[0], Word("......", (3, 9), 1.0, (120.0, 58.0, 200.0, 62.0)))
    assert not room(leader).has_room((130.0, 56.0, 150.0, 62.5), leader)


def read(texts, gaps=()):
    words, x = [], 80.0
    for i, text in enumerate(texts):
        if i not in gaps:
            words.append(SourceWord(text, (x, 100.0, x + 6.0 * len(text), 112.0), 0, confidence=0.9))
        x += 6.0 * (len(text) + 1)
    return tuple(words)


VIE, ENG = Engine("tesseract", "5", ("vie",)), Engine("tesseract", "5", ("eng",))
TEXT = ["Chính", "phủ", "quy", "định", "chế", "độ", "thông", "tin", "báo", "cáo"]
PLAIN = ["Chinh", "phu", "quy", "dinh", "ché", "d6", "thong", "tin", "bao", "cao"]


def repaired(vie, eng):
    readings = Reading("ocr", vie, engine=VIE), Reading("ocr", eng, engine=ENG)
    [done] = restore([arrange(SourcePage(1, 595.0, 842.0, readings, pixels=True))], Options())
    [line] = done.lines
    return line


def test_a_word_that_is_put_in_has_the_box_of_its_reading():
    line = repaired(read(TEXT, gaps=(4,)), read(PLAIN))
    assert line.text == " ".join(TEXT)
    [put_in] = [word for word in line.words if word.span[0] == word.span[1]]
    assert put_in.text == "chế" and put_in.box == read(PLAIN)[4].box


def test_a_second_reading_of_a_word_is_not_put_in():
    doubled = list(read(PLAIN))
    doubled.insert(5, SourceWord("bộ", doubled[4].box, 0, confidence=0.9))
    assert repaired(read(TEXT), tuple(doubled)).text == " ".join(TEXT)


def test_a_word_takes_the_place_of_a_lone_sign():
    vie = list(read(["khoản", "1,", "3", "và", "4", "của", "Điều", "này"]))
    vie[2] = SourceWord("‡", vie[2].box, 0, confidence=0.1)
    eng = read(["khoan", "1,", "3", "va", "4", "cua", "Dieu", "nay"])
    assert repaired(tuple(vie), eng).text == "khoản 1, 3 và 4 của Điều này"
