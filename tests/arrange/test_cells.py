"""Words at the edges of tables' cells."""

from vndoc.arrange import arrange
from vndoc.document import Cell
from vndoc.geometry import fill_cells
from vndoc.pages import Reading, SourcePage, SourceWord, Table


def test_a_word_at_the_line_between_two_cells_is_in_the_one_that_holds_its_middle():
    boxes = ((80.0, 90.0, 110.0, 120.0), (110.0, 90.0, 400.0, 120.0))
    table = Table((80.0, 90.0, 400.0, 120.0), (Cell(0, 0, ""), Cell(0, 1, "")), boxes)
    words = (
        SourceWord("3", (85.0, 100.0, 91.0, 111.0), 0),
        SourceWord("Xây", (106.0, 100.0, 124.0, 111.0), 0),
        SourceWord("dựng", (127.0, 100.0, 149.0, 111.0), 0),
    )
    arranged = arrange(SourcePage(2, 595.0, 842.0, (Reading("layer", words),), tables=(table,)))
    assert [line.raw for line in arranged.lines] == ["3", "Xây dựng"]
    assert [cell.text for cell in fill_cells(table, words).cells] == ["3", "Xây dựng"]
