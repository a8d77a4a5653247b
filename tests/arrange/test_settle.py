from msgspec.structs import replace

from vndoc.arrange import settle
from vndoc.document import Verdict, Word
from vndoc.pages import ArrangedPage, TextLine


def page(number, said, role, x=300.0):
    def line(text, x, y, role):
        box = (x, y, x + 5.0 * len(text), y + 10.0)
        return TextLine(text, text, "ocr", role, box=box, words=(Word(text, (0, len(text)), 0.9, box),))

    lines = (
        line(said, x, 40.0, role),
        line("Điều 5. Phạm vi điều chỉnh của Quy chế", 85.0, 80.0, "body"),
        line("này.", 85.0, 96.0, "body"),
    )
    return ArrangedPage(number, 595.0, 842.0, Verdict("absent"), "ocr", lines)


def roles(pages):
    return [p.lines[0].role for p in settle(pages)]


def test_a_misread_page_number_is_known_by_its_place():
    pages = [page(14, "14", "page_number"), page(15, "l5", "body"), page(16, "16", "page_number", 320.0)]
    assert roles(pages) == ["page_number"] * 3


def test_a_short_line_elsewhere_or_without_other_numbers_stays():
    assert roles([page(1, "14", "page_number"), page(2, "16", "page_number"), page(3, "sau:", "body", 85.0)])[2] == "body"
    assert roles([page(1, "14", "page_number"), page(2, "l5", "body")])[1] == "body"
    assert settle([]) == ()


def test_no_line_is_lost():
    pages = [page(n, "l5" if n == 2 else str(n), "body" if n == 2 else "page_number") for n in range(1, 5)]
    assert [[line.raw for line in p.lines] for p in settle(pages)] == [[line.raw for line in p.lines] for p in pages]


def test_a_page_of_nothing_but_a_table_has_a_number_too():
    pages = [page(14, "14", "page_number"), page(15, "lạ)", "body"), page(16, "16", "page_number")]
    tabled = tuple(replace(line, role="table") for line in pages[1].lines[1:])
    pages[1] = replace(pages[1], lines=(pages[1].lines[0], *tabled))
    assert roles(pages)[1] == "page_number"


def test_a_scrap_as_high_as_numbers_at_their_place_is_one_and_a_speck_is_none():
    pages = [page(14, "14", "page_number"), page(15, '"', "stamp"), page(16, "16", "page_number")]
    assert roles(pages)[1] == "page_number"
    speck = pages[1].lines[0]
    low = replace(speck, box=(300.0, 44.0, 302.0, 45.0))
    pages[1] = replace(pages[1], lines=(low, *pages[1].lines[1:]))
    assert roles(pages)[1] == "stamp"
