"""Fields, notes and signatures' boxes that are drawn over a page."""

import pytest

from benchmarks.hostile import FORM, sheet
from vndoc.extract import overlay

TEXT = b"BT /F1 10 Tf 2 5 Td (%s) Tj ET"
LAYER = b"BT /F1 12 Tf 72 700 Td (the page) Tj ET"


def form(text, more=b""):
    head = FORM.replace(b"0 0 595 842", b"0 0 100 20") + b" /Resources << /Font << /F1 5 0 R >> >> " + more
    return head, TEXT % text


def page_with(source, *entries, more=None):
    """The page with these annotations; object 6 is a form, 7 another."""
    annots = b" ".join(b"<< /Type /Annot /Rect [300 100 400 120] %s >>" % entry for entry in entries)
    objects = {6: form(b"filled in"), 7: form(b"other"), **(more or {})}
    return source(sheet(LAYER, more=objects, page=b"/Annots [%s]" % annots)).page(1)


def texts(page):
    return [word.text for word in page.readings[0].words]


@pytest.mark.parametrize(
    "entry",
    [
        b"/Subtype /Widget /FT /Tx /AP << /N 6 0 R >>",
        b"/Subtype /Widget /FT /Sig /AP << /N 6 0 R >> /F 132",
        b"/Subtype /FreeText /AP << /N << /On 6 0 R /Off 7 0 R >> >> /AS /On",
        b"/Subtype /Stamp /AP << /N 6 0 R /D 7 0 R >>",
    ],
)
def test_what_is_drawn_is_there(source, entry):
    page = page_with(source, entry)
    assert texts(page) == ["the", "page", "filled", "in"]
    box = page.readings[0].words[2].box
    assert 300 < box[0] < 304 and 722 < box[1] < box[3] < 742


@pytest.mark.parametrize(
    "entry",
    [
        b"/Subtype /Widget /FT /Tx /AP << /N 6 0 R >> /F 2",
        b"/Subtype /Widget /FT /Tx /AP << /N 6 0 R >> /F 32",
        b"/Subtype /Widget /FT /Btn /AP << /N 6 0 R >>",
        b"/Subtype /Widget /Parent << /FT /Btn >> /AP << /N 6 0 R >>",
        b"/Subtype /Link /A << /S /URI /URI (x) >>",
        b"/Subtype /FreeText /AP << /N << /On 6 0 R >> >> /AS /Off",
        b"/Subtype /FreeText /AP 9 0 R",
        b"/Subtype /FreeText /AP << /N 3 0 R >>",
    ],
)
def test_what_is_not_drawn_is_not(source, entry):
    page = page_with(source, entry)
    assert texts(page) == ["the", "page"]
    assert not page.notices


@pytest.mark.parametrize("more", [b"/Matrix [0 0 0 0 0 0]", b"/Matrix (x)", b"/Matrix [1 0 0 1]", b"/BBox [1 2 3]"])
def test_a_broken_one_costs_itself(source, more):
    entries = (b"/Subtype /FreeText /AP << /N 6 0 R >>", b"/Subtype /FreeText /AP << /N 7 0 R >>")
    page = page_with(source, *entries, more={6: (b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + more, b"")})
    assert texts(page) == ["the", "page", "other"]


def test_a_form_is_fitted(source):
    """Twice as wide and high, and on its side."""
    wide = page_with(source, b"/Subtype /Stamp /AP << /N 6 0 R >> /Rect [300 100 500 140]").readings[0].words[2]
    assert wide.size == 20
    turned = {6: form(b"filled in", b"/Matrix [0 1 -1 0 0 0]")}
    side = page_with(source, b"/Subtype /Stamp /AP << /N 6 0 R >> /Rect [300 100 320 200]", more=turned).readings[0].words[2]
    assert side.box[3] - side.box[1] > side.box[2] - side.box[0]


def test_too_many_are_told(source, monkeypatch):
    monkeypatch.setattr(overlay, "MOST", 3)
    page = page_with(source, *[b"/Subtype /FreeText /AP << /N 7 0 R >>"] * 5)
    assert [notice.code for notice in page.notices] == ["layer_too_large"]
    assert texts(page)[:2] == ["the", "page"]
