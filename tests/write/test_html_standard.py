"""HTML as a strict parser sees it: no parse error, unique ids, links that resolve, headings in order, labels."""

import base64
import itertools
from io import BytesIO
from urllib.parse import unquote

import html5lib
import pytest
from PIL import Image

from vndoc.document import Cell, Section
from vndoc.write import export

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def tree_of(text):
    """The page's tree; any parse error raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def check(text):
    tree = tree_of(text)
    assert tree.get("lang") == "vi" and tree.find("head/title").text.strip()
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [element.get("href") for element in tree.iter("a")]
    assert {unquote(link) for link in links} <= {f"#{found}" for found in ids}
    levels = [int(element.tag[1]) for element in tree.iter() if element.tag in HEADINGS]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for element in tree.iter():
        if element.tag == "nav" or element.get("role") == "group":
            assert element.get("aria-label")
        if element.tag == "img":
            assert element.get("alt") and element.get("src").startswith("data:image/jpeg;base64,")
        if element.tag == "mark" and element.get("data-tip"):
            assert element.get("tabindex") == "0" and element.get("aria-description") == element.get("data-tip")
        if element.tag in HEADINGS or element.tag == "section":
            assert "".join(element.itertext()).strip()
    return tree


@pytest.mark.parametrize("name", ["party_plan", "state_decision", "bare"])
def test_standard(documents, name):
    check(export(getattr(documents, name)(), "html"))


def test_nested_without_titles(documents):
    point = Section("p", "point", "a)", text="một", cells=(Cell(0, 0, ""), Cell(0, 1, "x"), Cell(1, 0, "y", columns=2)))
    clause = Section("c", "clause", "1.", text="", children=(point,))
    article = Section("a", "article", "Điều 1.", text="Nội dung", children=(clause,))
    tree = check(export(documents.of_sections(Section("k", "chapter", "Chương I", children=(article,))), "html"))
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
    tree = check(text)
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
    tree = check(export(documents.party_plan(), "html", {2: Image.new("1", (100, 140)), 7: Image.new("L", (10, 10))}))
    assert [image.get("alt") for image in tree.iter("img")] == ["Ảnh trang 2"]
