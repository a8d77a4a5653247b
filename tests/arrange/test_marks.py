from vndoc.arrange import arrange
from vndoc.arrange.marks import without_marks
from vndoc.document import Engine, Verdict
from vndoc.pages import Reading, SourcePage, SourceWord, Table


def words(text, y=100.0, row=0, x=85.0, height=12.0, confidence=0.9):
    out = []
    for part in text.split():
        out.append(SourceWord(part, (x, y, x + 6 * len(part), y + height), row, confidence=confidence))
        x += 6 * len(part) + 3
    return tuple(out)


def page(*readings, **more):
    return SourcePage(2, 595.0, 842.0, readings, verdict=Verdict("absent"), **more)


PRINT = words("Bổ sung quy định về nâng cao trách nhiệm", row=1)
MARKS = words("^ ` - . ^ ?", y=98.5, row=0, height=2.5, confidence=0.4)


def texts(arranged, *roles):
    return [line.raw for line in arranged.lines if line.role in roles]


def test_a_line_made_of_the_marks_of_another_is_no_text():
    kept, marks = without_marks(Reading("ocr", MARKS + PRINT))
    assert kept.words == PRINT and marks.words == MARKS
    arranged = arrange(page(Reading("ocr", MARKS + PRINT)))
    assert texts(arranged, "body") == [" ".join(w.text for w in PRINT)]
    assert texts(arranged, "stamp") == [" ".join(w.text for w in MARKS)]


def test_a_word_of_the_next_cell_in_a_line_of_marks_stays():
    beside = words("Bộ Tài chính", row=0, x=400.0)
    kept, marks = without_marks(Reading("ocr", MARKS + beside + PRINT))
    assert kept.words == beside + PRINT and marks.words == MARKS


def test_a_dash_and_a_full_stop_read_as_lines_of_their_own_are_no_marks():
    dash, stop = words("-", y=105.0, row=5, x=78.0, height=2.0), words(".", y=110.0, row=6, x=340.0, height=2.0)
    reading = Reading("ocr", PRINT + dash + stop)
    assert without_marks(reading)[0] == reading


def test_layers_have_none():
    reading = Reading("layer", MARKS + PRINT)
    assert without_marks(reading)[0] == reading


def test_what_an_other_reading_made_of_marks_is_beside_no_line_of_print():
    other = words("Bo sung quy dinh ve nang cao trach nhiem", row=1)
    english = Reading("ocr", words("a ^ k", y=98.5, row=0, height=2.5) + other, engine=Engine("x", "1", ("eng",)))
    arranged = arrange(page(Reading("ocr", MARKS + PRINT), english))
    (line,) = [line for line in arranged.lines if line.role == "body"]
    assert [o.raw for o in line.others] == [" ".join(w.text for w in other)]


def test_words_of_a_reading_stand_beside_the_line_that_they_are_part_of():
    number, text = words("33", x=60.0, row=0), words("Rà soát quy hoạch tổng thể", x=86.0, row=0)
    table = Table((50.0, 90.0, 500.0, 120.0), (), ((50.0, 90.0, 83.0, 120.0), (83.0, 90.0, 500.0, 120.0)))
    base = tuple(w for w in number + text)
    other = words("33", x=60.0, row=0) + words("|Rasoat", x=84.0, row=0, height=11.0) + words("quy hoach", x=135.0, row=0)
    english = Reading("ocr", other, engine=Engine("x", "1", ("eng",)))
    arranged = arrange(page(Reading("ocr", base), english, tables=(table,)))
    assert [(line.raw, line.others[0].raw) for line in arranged.lines] == [
        ("33", "33"),
        ("Rà soát quy hoạch tổng thể", "|Rasoat quy hoach"),
    ]


def test_a_word_that_another_reader_drew_over_a_speck_stands_on_its_line():
    speck = words("_", x=80.0, y=99.0, row=0, height=1.0)
    wide = (SourceWord("Bo", (80.0, 98.0, 97.0, 112.0), 0, confidence=0.9), *words("sung", x=100.0))
    english = Reading("ocr", wide, engine=Engine("x", "1", ("eng",)))
    arranged = arrange(page(Reading("ocr", speck + words("Bổ sung", x=85.0, y=100.0, row=1)), english))
    assert [(line.raw, [o.raw for o in line.others]) for line in arranged.lines] == [("_", []), ("Bổ sung", ["Bo sung"])]


def test_a_high_word_of_a_line_that_is_mostly_marks_goes_with_them():
    high = SourceWord(".Đˆ^", (140.0, 98.0, 149.0, 108.0), 0, confidence=0.6)
    kept, marks = without_marks(Reading("ocr", (*MARKS, high, *PRINT)))
    assert kept.words == PRINT and high in marks.words
