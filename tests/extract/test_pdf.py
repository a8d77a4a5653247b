"""PDF files: passwords, faults, frames, limits."""

import pytest
from make_pdf import Page, make_pdf, text
from pdfminer.pdfpage import PDFPage
from PIL import ImageChops, ImageStat

from benchmarks.hostile import sheet
from vndoc.errors import EncryptedError, InputError


def words(page):
    return [word.text for word in page.readings[0].words]


def test_words_have_boxes_rows_and_fonts(source):
    page = source(make_pdf([Page(text(72, 700, "Hello big world") + text(72, 680, "again"))], {"F1": "ABCDEF+.VnTime"})).page(1)
    assert words(page) == ["Hello", "big", "world", "again"]
    assert [w.row for w in page.readings[0].words] == [0, 0, 0, 1]
    first = page.readings[0].words[0]
    assert first.font == "ABCDEF+.VnTime"
    assert first.size == 12
    assert first.box[0] == 72
    assert first.box[2] == 72 + 5 * 6
    assert 842 - 700 - 12 < first.box[1] < 842 - 700 < first.box[3]
    assert not page.pixels


def test_password(source):
    data = make_pdf([Page(text(72, 700, "secret"))], password="sesame")
    with pytest.raises(EncryptedError, match="this PDF is encrypted; give its password with --password"):
        source(data)
    with pytest.raises(EncryptedError, match="the password is wrong"):
        source(data, password="open")
    opened = source(data, password="sesame")
    assert words(opened.page(1)) == ["secret"]
    assert opened.picture(1, 72).size == (595, 842)


def test_a_password_that_only_protects_printing_is_none(source):
    assert words(source(make_pdf([Page(text(72, 700, "free"))], password="")).page(1)) == ["free"]


def test_truncated_corrupt_and_empty(source):
    whole = make_pdf([Page(text(72, 700, "x"))])
    for data in (b"%PDF-1.4\n", whole[:200], b"%PDF-1.7 " + bytes(3000)):
        with pytest.raises(InputError, match="truncated or corrupt"):
            source(data)
    with pytest.raises(InputError, match=r"no pages|corrupt"):
        source(make_pdf([]))


def test_one_bad_page_does_not_cost_the_document(source):
    data = make_pdf([Page(text(72, 700, "one")), Page(text(72, 700, "two")), Page(text(72, 700, "three"))])
    bad = data.replace(b"/Font << /F1 3 0 R >>", b"/Font << /F1 [/Foo] >>", 2).replace(
        b"/Font << /F1 [/Foo] >>", b"/Font << /F1 3 0 R >>", 1
    )
    opened = source(bad)
    pages = [opened.page(number) for number in (1, 2, 3)]
    assert words(pages[0]) == ["one"]
    assert words(pages[2]) == ["three"]
    assert words(pages[1]) == [] or pages[1].notices == ()
    for page in pages:
        assert all(notice.page == page.number for notice in page.notices)


def test_a_file_with_wrong_cross_references_is_repaired(source, monkeypatch):
    whole = make_pdf([Page(text(72, 700, "one")), Page(text(72, 700, "two"))])
    opened = source(whole.replace(b"%PDF-1.4\n", b"%PDF-1.4\n%" + b"x" * 40 + b"\n"))
    first = [True]

    def stumble(document):
        if first.pop() if first else False:
            raise TypeError
        return pages(document)

    pages = PDFPage.create_pages
    monkeypatch.setattr("vndoc.extract.pdf.PDFPage.create_pages", stumble)
    assert [words(opened.page(n)) for n in (1, 2)] == [["one"], ["two"]]
    assert opened.page(1).notices == ()


def test_what_pdfminer_raises_becomes_a_notice(source, monkeypatch):
    opened = source(make_pdf([Page(text(72, 700, "one"))]))
    monkeypatch.setattr("vndoc.extract.pdf.read_layer", lambda *a: 1 / 0)
    page = opened.page(1)
    assert page.pixels
    assert [notice.code for notice in page.notices] == ["layer_unreadable"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotated_pages_are_upright(source, rotate):
    at = {90: "0 1 -1 0 500 100", 180: "-1 0 0 -1 500 700", 270: "0 -1 1 0 100 700"}[rotate]
    content = b"BT /F1 12 Tf %s Tm (Hello world) Tj ET" % at.encode()
    opened = source(make_pdf([Page(content, rotate=rotate)]))
    page = opened.page(1)
    assert words(page) == ["Hello", "world"]
    first, second = page.readings[0].words
    assert first.row == second.row
    assert first.box[2] < second.box[0]
    assert (page.width > page.height) == (rotate != 180)
    assert opened.picture(1, 72).size == (round(page.width), round(page.height))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_pages_that_lie_are_turned(source, rotate):
    """A page whose letters all run upwards, downwards or on their heads is turned, layer and picture."""
    content = b"".join(text(72, 700 - 20 * line, f"line {line} has some twenty letters") for line in range(10))
    content += text(300, 100, "stamp", extra="0 1 -1 0 500 60 cm")
    flat, lying = (source(make_pdf([Page(content, rotate=turn, size=(595, 840))]), f"{turn}.pdf") for turn in (0, rotate))
    one, two = flat.page(1), lying.page(1)
    assert one.readings == two.readings
    assert (one.width, one.height) == (two.width, two.height)
    assert [n.code for n in one.notices] == []
    assert [n.code for n in two.notices] == ["turned_page"] and f"by {rotate} degrees" in two.notices[0].message
    difference = ImageChops.difference(flat.picture(1, 72), lying.picture(1, 72)).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 1.5


def test_notes_along_a_margin_turn_no_page(source):
    content = b"".join(text(72, 700 - 20 * line, "upright text") for line in range(15))
    page = source(make_pdf([Page(content + text(0, 0, "up the margin " * 30, extra="0 1 -1 0 30 72 cm"))])).page(1)
    assert page.width == 595 and "turned_page" not in [n.code for n in page.notices]


def test_boxes_count_from_the_visible_corner(source):
    page = source(make_pdf([Page(text(150, 650, "inside") + text(10, 10, "outside"), crop=(100, 200, 500, 700))])).page(1)
    assert (page.width, page.height) == (400, 500)
    assert words(page) == ["inside"]
    assert page.readings[0].words[0].box[0] == 50
    assert [notice.code for notice in page.notices] == ["outside_page"]


def test_images_tell_pixels(source):
    def page(share, content=b""):
        drawn = b"q %g 0 0 842 0 0 cm /Im0 Do Q " % (595 * share)
        return source(make_pdf([Page(drawn + content, images=[(2, 2, b"\0\xff\0\xff")])])).page(1)

    shown = text(72, 700, "words")
    assert page(1, shown).pixels
    assert page(0.3, shown).pixels
    assert not page(0.1, shown).pixels
    assert page(0.1).pixels  # no words: any image may be text


def test_invisible_text_is_kept_and_doubles_are_not(source):
    content = text(72, 700, "layer", extra="3 Tr") + text(72, 660, "bold") + text(72.4, 660, "bold")
    assert words(source(make_pdf([Page(content)])).page(1)) == ["layer", "bold"]


def test_limits(source, monkeypatch):
    monkeypatch.setattr("vndoc.extract.device.MAX_CHARS", 50)
    monkeypatch.setattr("vndoc.extract.layer.MAX_CHARS", 50)
    page = source(make_pdf([Page(text(72, 700, "word " * 30))])).page(1)
    assert words(page) == ["word"] * 10
    assert [notice.code for notice in page.notices] == ["layer_too_large"]


def test_a_bomb_of_content_is_not_unpacked(source, monkeypatch):
    monkeypatch.setattr("vndoc.extract.device.MAX_CONTENT", 1 << 20)
    page = source(make_pdf([Page(text(72, 700, "x") + b" " * (3 << 20), compress=True)])).page(1)
    assert [notice.code for notice in page.notices] == ["layer_too_large"]


BAD_FONTS = (
    b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 0 /LastChar 255 /Widths 9 /FontDescriptor 6 0 R >>",
    b"<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding /WinAnsiEncoding /FontDescriptor 7 0 R >>",
    b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H >>",
    b"<< /Type /Font /Subtype /Type3 /FontMatrix (x) /CharProcs << >> >>",
    b"<< /Type /Font /Subtype >>",
    b"9",
)
"""Fonts that pdfminer raises on."""


@pytest.mark.parametrize("font", BAD_FONTS)
def test_a_broken_font_costs_itself(source, font):
    """The words of the others are there; nothing of the page is called unreadable."""
    more = {6: b"<< /FontBBox [1 2] /Ascent (a) >>", 7: b"<< /Type /FontDescriptor /Flags >>", 8: font}
    content = b"BT /F1 12 Tf 72 700 Td (sound words) Tj ET BT /F2 12 Tf 72 600 Td (broken) Tj ET"
    made = sheet(content, more=more).replace(b"/Font << /F1 5 0 R >>", b"/Font << /F1 5 0 R /F2 8 0 R >>")
    page = source(made).page(1)
    assert words(page)[:2] == ["sound", "words"]
    assert not page.notices


@pytest.mark.parametrize(
    "resources",
    [b"/ColorSpace << /C [/ICCBased 1 0 R] >>", b"/ColorSpace << /C [] >>", b"/XObject << /X 99 0 R >>", b"/ProcSet 5"],
)
def test_broken_resources_cost_no_words(source, resources):
    page = source(sheet(b"BT /F1 12 Tf 72 700 Td (sound words) Tj ET", resources)).page(1)
    assert words(page) == ["sound", "words"] and not page.notices


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 12 Tf 72 700 Td (before) Tj 5 TJ (a) TJ [(x)] Tj 1 Td (q) cm ET BT 1 0 0 1 72 600 Tm (after) Tj ET",
        b"BT /F1 12 Tf 72 700 Td (before) Tj ET BI /W 5 ID EI 7 TJ BT 1 0 0 1 72 600 Tm (after) Tj ET",
    ],
)
def test_operators_that_fail_cost_themselves(source, content):
    found = words(source(sheet(content)).page(1))
    assert found[0] == "before" and found[-1] == "after"


def test_streams_that_cannot_be_unpacked_are_told(source):
    """What the others show is there; where nothing is, the page is one to be read."""
    good = b"BT /F1 12 Tf 72 700 Td (sound words) Tj ET"
    both = sheet(more={6: (b"", good), 7: (b"/Filter /Unknown", b"x")}).replace(b"/Contents 4 0 R", b"/Contents [7 0 R 6 0 R]")
    page = source(both).page(1)
    assert words(page) == ["sound", "words"]
    assert [n.code for n in page.notices] == ["layer_unreadable"] and "a part of" in page.notices[0].message
    assert not page.pixels
    nothing = source(sheet((b"/Filter /Unknown", b"x")), "b.pdf").page(1)
    assert words(nothing) == [] and nothing.pixels and [n.code for n in nothing.notices] == ["layer_unreadable"]


def test_codes_that_come_one_by_one(source):
    """Codes of a named map have any length: their number is not known before they are decoded."""
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >>"
    inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 %s >>" % system
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>"
    page = source(sheet(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET", more={5: font, 6: inner})).page(1)
    assert words(page) == ["AB"] and not page.notices


def test_page_labels_without_end_cost_nothing(source):
    data = sheet(more={6: b"<< /Kids [6 0 R] >>"}, catalogue=b"/PageLabels 6 0 R")
    assert not source(data).page(1).notices


def test_endless_maps_are_left_out(source):
    cmap = b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange "
    cmap += b"1 beginbfrange <00000000> <FFFFFFF0> <0041> endbfrange endcmap"
    assert words(source(make_pdf([Page(text(72, 700, "safe"))], tounicode={"F1": cmap})).page(1)) == ["safe"]


def test_huge_pages_are_drawn_small(source, monkeypatch):
    monkeypatch.setattr("vndoc.extract.picture.MAX_PIXELS", 500_000)
    picture = source(make_pdf([Page(text(72, 700, "x"), size=(14_400, 14_400))])).picture(1, 300)
    assert picture.width * picture.height <= 500_000
    assert picture.mode == "RGB"


def test_memory_of_a_page_is_given_back(source):
    opened = source(make_pdf([Page(text(72, 700, f"page {n}")) for n in range(30)]))
    for number in range(1, 31):
        assert words(opened.page(number)) == ["page", str(number - 1)]
        assert [kept["BaseFont"].name for kept, _ in opened._pdf.doc._cached_objs.values()] == ["Helvetica"]


def test_few_fonts_are_kept(source, monkeypatch):
    monkeypatch.setattr("vndoc.extract.pdf.MOST_FONTS", 2)
    monkeypatch.setattr("vndoc.extract.fonts.MOST_FONTS", 2)
    opened = source(make_pdf([Page(text(72, 700, "x", name)) for name in "ABCD"], fonts=dict.fromkeys("ABCD", "Helvetica")))
    for number in range(1, 5):
        assert words(opened.page(number)) == ["x"]
        fonts = opened._pdf.rsrcmgr
        assert len(opened._pdf.doc._cached_objs) == len(fonts._cached_fonts) == 2
        assert len(fonts._glyphs) <= 2


def test_tables_and_rules(source):
    lines = b"".join(b"%d 500 m %d 600 l S " % (x, x) for x in (100, 200, 300))
    lines += b"".join(b"100 %d m 300 %d l S " % (y, y) for y in (500, 550, 600))
    content = lines + text(110, 570, "a one") + text(210, 570, "b") + text(110, 520, "c") + text(210, 520, "d")
    page = source(make_pdf([Page(content)])).page(1)
    assert len(page.rules) == 6
    (table,) = page.tables
    assert [(c.row, c.column, c.text) for c in table.cells] == [(0, 0, "a one"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d")]
    assert table.boxes[0] == pytest.approx((100, 242, 200, 292))


@pytest.mark.parametrize(("count", "pages"), [(2, 2), (3, 2), (40, 2), (1_000_000, 2), (0, 2), (1, 1)])
def test_page_counts_that_lie(source, count, pages):
    whole = make_pdf([Page(text(72, 700, "mot")), Page(text(72, 700, "hai"))])
    opened = source(whole.replace(b"/Count 2", b"/Count %d" % count))
    assert opened.page_count == pages
    made = [opened.page(number) for number in range(1, pages + 1)]
    assert [words(page) for page in made] == [["mot"], ["hai"]][:pages]
    told = [notice.page for page in made for notice in page.notices if notice.code == "pages_missing"]
    assert told == ([pages] if count > 2 or pages < 2 else [])
