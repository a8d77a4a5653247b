"""Tables over the ends of pages, side by side with what is no table's."""

import pytest
from msgspec.structs import replace

from vndoc.arrange import settle
from vndoc.document import Cell, Verdict
from vndoc.pages import ArrangedPage, Table, TextLine
from vndoc.structure import structure

LEFT, ROW = 80.0, 20.0


def page(number, *parts, shift=0.0):
    """A page of paragraphs (strings) and tables (lists of rows), one below the other."""
    lines, tables, y = [], [], 60.0
    for part in parts:
        if isinstance(part, str):
            lines.append(TextLine(part, part, "layer", box=(LEFT, y, 520.0, y + 12)))
            y += ROW
            continue
        edges = [LEFT + shift + x for x in ((0, 40, 240, 440) if len(part[0]) == 3 else (0, 220, 440))]
        cells, boxes, top = [], [], y
        for r, row in enumerate(part):
            for c, text in enumerate(row):
                cells.append(Cell(r, c, ""))
                boxes.append((edges[c], y, edges[c + 1], y + ROW))
                if text:
                    box = (edges[c] + 2, y + 4, edges[c] + 2 + 5 * len(text), y + 15)
                    lines.append(TextLine(text, text, "layer", "table", box=box))
            y += ROW
        tables.append(Table((edges[0], top, edges[-1], y), tuple(cells), tuple(boxes)))
        y += 6
    return ArrangedPage(number, 595.0, 842.0, Verdict("usable"), "layer", tuple(lines), tuple(tables))


HEAD = ("TT", "Tên công trình", "Kinh phí")


def tables(*pages):
    made = structure(settle(pages))
    found = [s for s in made.sections for s in (s, *s.children) if s.level == "table"]
    return [[(c.row, c.column, c.text) for c in s.cells if c.text] for s in found]


def test_a_table_over_two_pages_is_one_and_its_head_comes_once():
    one = page(1, "Danh mục công trình như sau:", [HEAD, ("1", "Hồ An Hòa", "10")])
    two = page(2, [HEAD, ("2", "Kè Bình Minh", "20")], "Trên đây là danh mục.", shift=9.0)
    head = [(0, c, text) for c, text in enumerate(HEAD)]
    rows = [(1, 0, "1"), (1, 1, "Hồ An Hòa"), (1, 2, "10"), (2, 0, "2"), (2, 1, "Kè Bình Minh"), (2, 2, "20")]
    assert tables(one, two) == [[*head, *rows]]
    settled = settle((one, two))
    assert [line.raw for line in settled[1].lines if line.role == "running_head"] == list(HEAD)
    (table,) = [s for s in structure(settled).sections if s.level == "table"]
    assert table.pages == (1, 2)


def test_without_a_head_it_goes_on_too():
    one = page(1, "Danh mục công trình như sau:", [HEAD, ("1", "Hồ An Hòa", "10")])
    assert len(tables(one, page(2, [("2", "Kè Bình Minh", "20"), ("3", "Trạm bơm", "5")]))[0]) == 12


@pytest.mark.parametrize(
    "two",
    [
        page(2, "Danh mục khác:", [HEAD, ("2", "Kè Bình Minh", "20")]),  # something stands between
        page(2, [("Tên", "Số"), ("Kè Bình Minh", "20")]),  # other columns
    ],
)
def test_another_table_on_the_next_page(two):
    one = page(1, "Danh mục công trình như sau:", [HEAD, ("1", "Hồ An Hòa", "10")])
    found = tables(one, two)
    assert len(found) == 2 and len(found[1]) == 2 * len(two.tables[0].cells) // 2


def test_two_tables_on_one_page_with_nothing_between_keep_all_their_words():
    made = tables(page(1, "Danh mục:", [HEAD, ("1", "Hồ", "10")], [("Tên", "Số"), ("Kè", "20")]))
    assert [text for table in made for _, _, text in table] == [*HEAD, "1", "Hồ", "10", "Tên", "Số", "Kè", "20"]


def test_a_line_beside_the_cells_is_in_the_nearest_one():
    made = page(1, "Danh mục:", [HEAD, ("1", "Hồ", "10")])
    stray = TextLine("(tạm tính)", "(tạm tính)", "layer", "table", box=(470.0, 125.0, 515.0, 136.0))
    made = ArrangedPage(1, 595.0, 842.0, made.verdict, "layer", (*made.lines, stray), made.tables)
    right = made.tables[0].box[2]
    assert stray.box[0] + stray.box[2] < 2 * right  # within the table
    outside = TextLine("triệu đồng", "triệu đồng", "layer", "table", box=(530.0, 85.0, 580.0, 96.0))
    made = ArrangedPage(1, 595.0, 842.0, made.verdict, "layer", (*made.lines, outside), made.tables)
    (table,) = tables(made)
    assert (0, 2, "Kinh phí\ntriệu đồng") in table


def test_numbers_of_rows_whose_line_is_too_faint_in_one_column():
    made = page(1, "Danh mục:", [HEAD, ("1", "Hồ", "10"), ("2", "Kè", "25"), ("3", "Đập", "7")])
    (old,) = made.tables
    gone = old.cells.index(Cell(2, 2, ""))
    whole = old.cells.index(Cell(1, 2, ""))
    boxes, cells = list(old.boxes), list(old.cells)
    boxes[whole] = (*boxes[whole][:3], boxes[gone][3])
    cells[whole] = Cell(1, 2, "", rows=2)
    del boxes[gone], cells[gone]
    (table,) = tables(replace(made, tables=(Table(old.box, tuple(cells), tuple(boxes)),)))
    assert [(r, text) for r, c, text in table if c == 2] == [(0, "Kinh phí"), (1, "10"), (2, "25"), (3, "7")]


def test_a_line_that_parts_the_first_row_alone_is_none():
    rows = [("1", "Hồ", "10"), ("2", "Kè", "25"), ("3", "Đập", "7")]
    made = page(1, "Danh mục:", [HEAD, *rows])
    (old,) = made.tables
    boxes, cells = [], []
    for cell, box in zip(old.cells, old.boxes, strict=True):
        if cell.column == 1 and cell.row == 0:  # parted by the edge of a seal
            cells += [cell, Cell(0, 2, "")]
            boxes += [(box[0], box[1], 200.0, box[3]), (200.0, *box[1:])]
        else:
            cells.append(replace(cell, column=cell.column + (cell.column == 2), columns=1 + (cell.column == 1)))
            boxes.append(box)
    (table,) = tables(replace(made, tables=(Table(old.box, tuple(cells), tuple(boxes)),)))
    assert [row for row in table if row[0] == 0] == [(0, c, text) for c, text in enumerate(HEAD)]
    assert [text for r, c, text in table if c == 2] == ["Kinh phí", "10", "25", "7"]


def test_rows_that_are_alike_but_for_their_numbers_are_no_head():
    rows = [(str(n), f"Hồ chứa nước xã An Hòa {n}", f"{n}.500") for n in range(1, 7)]
    (table,) = tables(page(1, "Danh mục:", [HEAD, *rows[:3]]), page(2, [HEAD, *rows[3:]]))
    assert [text for _, c, text in table if c == 0] == ["TT", *"123456"]


def test_a_row_that_the_end_of_the_page_has_cut():
    one = page(1, "Danh mục công trình như sau:", [HEAD, ("1", "Hồ An Hòa", "10")])
    (table,) = tables(one, page(2, [HEAD, ("", "và kênh", ""), ("2", "Kè Bình Minh", "20")]))
    assert table[3:] == [
        (1, 0, "1"),
        (1, 1, "Hồ An Hòa\nvà kênh"),
        (1, 2, "10"),
        *[(2, 0, "2"), (2, 1, "Kè Bình Minh"), (2, 2, "20")],
    ]
    (table,) = tables(one, page(2, [HEAD, ("", "Tổng cộng", "10")]))
    assert table[-2:] == [(2, 1, "Tổng cộng"), (2, 2, "10")]


def test_rows_that_only_part_others_are_none():
    gap = ("", "", "")
    rows = [HEAD, gap, ("1", "Hồ", "10"), gap, ("2", "Kè", "20"), gap, ("3", "Đập", "7")]
    (table,) = tables(page(1, "Danh mục:", rows))
    assert [(r, text) for r, c, text in table if c == 0] == [(0, "TT"), (1, "1"), (2, "2"), (3, "3")]
    form = page(1, "Danh mục:", [HEAD, ("1", "Hồ", "10"), gap, gap, gap])  # to be filled in
    (table,) = [s for s in structure([form]).sections if s.level == "table"]
    assert len(table.cells) == 15
