"""HTML as a strict parser sees it: no parse error, unique ids, links that resolve, headings in order, labels."""

import base64
from io import BytesIO

import pytest
from PIL import Image
from read_back import check_html

from vndoc.document import Cell, Section
from vndoc.write import export


@pytest.mark.parametrize("name", ["party_plan", "state_decision", "bare"])
def test_standard(documents, name):
    check_html(export(getattr(documents, name)(), "html"))


def test_nested_without_titles(documents):
    point = Section("p", "point", "a)", text="một", cells=(Cell(0, 0, ""), Cell(0, 1, "x"), Cell(1, 0, "y", columns=2)))
    clause = Section("c", "clause", "1.", text="", children=(point,))
    article = Section("a", "article", "Điều 1.", text="Nội dung", children=(clause,))
    tree = check_html(export(documents.of_sections(Section("k", "chapter", "Chương I", children=(article,))), "html"))
    assert [h.text for h in tree.iter("h3")] == ["Điều 1."]


def test_pictures_beside_their_pages(documents):
    asked = []

    class Made(dict):
        def __missing__(self, number):
            asked.append(number)
            return Image.new("RGB", (2480, 3508), "white")

        def get(self, number, default=None):
            return self[number]

        def __bool__(self):
            return True

    document = documents.party_plan()
    text = export(document, "html", Made())
    tree = check_html(text)
    assert asked == [1, 2]
    images = list(tree.iter("img"))
    assert [image.get("alt") for image in images] == ["Ảnh trang 1", "Ảnh trang 2"]
    held = Image.open(BytesIO(base64.b64decode(images[0].get("src").split(",")[1])))
    assert held.format == "JPEG" and held.size == (919, 1300) == (int(images[0].get("width")), int(images[0].get("height")))
    order = [element.get("id") for element in tree.iter() if element.get("id", "").startswith(("page-", "picture-"))]
    assert order == ["page-1", "picture-1", "page-2", "picture-2"]
    assert "default-src 'none'; img-src data:; style-src" in text
    assert "img-src" not in export(document, "html")


def test_pictures_of_some_pages(documents):
    tree = check_html(export(documents.party_plan(), "html", {2: Image.new("1", (100, 140)), 7: Image.new("L", (10, 10))}))
    assert [image.get("alt") for image in tree.iter("img")] == ["Ảnh trang 2"]
