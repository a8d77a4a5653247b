from PIL import Image, ImageDraw

from vndoc.document import Cell
from vndoc.pages import SourcePage
from vndoc.read.grids import find_tables
from vndoc.read.prepare import Place
from vndoc.read.rules import Ruling, find_ruling, with_rules


def sheet(degrees=0.0):
    """A page at 150 dpi with a table of 3 rows and 2 columns whose first row is one cell, and a short line without a table."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for y in (400, 460, 520, 580):
        draw.line((200, y, 1000, y), fill=0, width=3)
    for x, top in ((200, 400), (500, 460), (1000, 400)):
        draw.line((x, top, x, 580), fill=0, width=3)
    draw.line((300, 200, 500, 200), fill=0, width=3)
    return picture.rotate(-degrees, fillcolor=255)


def test_lines_that_cross_are_a_table_with_its_joined_cells():
    ruling = find_ruling(sheet(), 150)
    assert len(ruling.rules()) == 8 and len(ruling.tables) == 1
    assert [(c.row, c.column, c.rows, c.columns) for c in ruling.tables[0].cells] == [
        (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1),
    ]  # fmt: skip


def test_a_page_that_is_a_little_askew_has_the_same_table():
    for degrees in (-0.8, 0.8):
        assert [len(t.cells) for t in find_ruling(sheet(degrees), 150).tables] == [5]


def test_rules_and_tables_stand_on_the_page():
    ruling = find_ruling(sheet(), 150)
    page = with_rules(SourcePage(1, 595.0, 842.0), ruling, 150, Place(a=0.48, e=0.48))
    (table,) = page.tables
    assert [round(v) for v in table.box] == [96, 192, 480, 279]
    assert with_rules(page, ruling, 150, Place()) is page


def test_an_empty_page_has_none():
    assert find_ruling(Image.new("L", (1240, 1754), 255), 150) == Ruling()
    assert find_ruling(Image.new("L", (1, 1), 0), 150) == Ruling()


def worn(word_across=False):
    """A table of three columns; of its middle line the ends are gone."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for y in (400, 520):
        draw.line((200, y, 1000, y), fill=0, width=3)
    draw.line((320, 460, 800, 460), fill=0, width=3)
    for x in (200, 400, 720, 1000):
        draw.line((x, 400, x, 520), fill=0, width=3)
    if word_across:
        for x in range(220, 300, 12):
            draw.rectangle((x, 448, x + 6, 472), fill=0)
    return picture


def test_what_is_left_of_a_worn_line_runs_through_where_nothing_is_printed_across():
    (table,) = find_ruling(worn(), 150).tables
    assert len(table.cells) == 6 and {c.rows for c in table.cells} == {1}
    (table,) = find_ruling(worn(word_across=True), 150).tables
    assert [(c.row, c.column, c.rows) for c in table.cells if c.rows > 1] == [(0, 0, 2)]


def test_a_word_that_is_underlined_in_its_cell_does_not_part_it():
    picture = sheet()
    ImageDraw.Draw(picture).line((212, 495, 420, 495), fill=0, width=3)
    assert [len(t.cells) for t in find_ruling(picture, 150).tables] == [5]


def test_cells_stand_on_the_lines_of_a_bent_page():
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for y, bend in ((400, 0), (460, 8), (520, 12)):
        draw.line((200, y, 1000, y + bend), fill=0, width=3)
    for x in (200, 600, 1000):
        draw.line((x, 400, x, 530), fill=0, width=3)
    (table,) = find_ruling(picture, 150).tables
    below = [box for cell, box in zip(table.cells, table.boxes, strict=True) if cell.row == 1]
    assert [abs(box[1] / 0.48 - y) < 2 for box, y in zip(below, (462, 466), strict=True)] == [True, True]


def test_strokes_of_a_signature_are_no_table():
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    draw.line((300, 400, 700, 370), fill=0, width=3)
    draw.line((310, 500, 710, 470), fill=0, width=3)
    draw.line((400, 300, 408, 560), fill=0, width=3)
    draw.line((600, 300, 606, 560), fill=0, width=3)
    assert find_ruling(picture, 150).tables == ()


def test_a_line_between_columns_that_a_row_misses_runs_on():
    across = [(0.0, y, 300.0, y) for y in (0.0, 30.0, 60.0, 90.0, 120.0)]
    whole = [(x, 0.0, x, 120.0) for x in (0.0, 100.0, 300.0)]
    broken = [(200.0, 0.0, 200.0, 30.0), (200.0, 60.0, 200.0, 120.0)]
    (table,) = find_tables(across, [*whole, *broken], None, lambda x, y0, y1: True)
    assert len(table.cells) == 12
    for is_clear in (None, lambda x, y0, y1: False):  # a word stands across
        (table,) = find_tables(across, [*whole, *broken], None, is_clear)
        assert [c for c in table.cells if c.columns > 1] == [Cell(1, 1, "", columns=2)]


def test_titles_over_several_columns_stay():
    across = [(0.0, y, 300.0, y) for y in (0.0, 30.0, 60.0, 90.0)]
    down = [(x, 0.0, x, 90.0) for x in (0.0, 100.0, 300.0)] + [(200.0, 30.0, 200.0, 90.0)]
    (table,) = find_tables(across, down, None, lambda x, y0, y1: True)
    assert table.cells[1] == Cell(0, 1, "", columns=2)


def test_hair_lines_at_225_dots_an_inch():
    picture = Image.new("L", (1860, 2630), 236)
    draw = ImageDraw.Draw(picture)
    for y in range(300, 901, 100):
        draw.line((200, y, 1600, y), fill=110, width=1)
    for x in (200, 500, 900, 1600):
        draw.line((x, 300, x, 900), fill=110, width=1)
    (table,) = find_ruling(picture, 225).tables
    assert len(table.cells) == 18
