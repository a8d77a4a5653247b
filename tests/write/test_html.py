import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vndoc.document import Cell, Citation, Line, Section
from vndoc.write import export
from vndoc.write.html_links import Link, grouped
from vndoc.write.html_style import STYLE
from vndoc.write.marking import Run

VOID = {"meta", "br", "link", "img"}
ALLOWED = re.findall(
    r"\S+",
    "html head meta title style body div nav details summary ol li a main aside p ul small article header section footer"
    " h1 h2 h3 h4 h5 h6 b br mark span table tr th td img thead tbody",
)
ATTRIBUTES = re.findall(
    r"\S+",
    "lang charset http-equiv content name id class href title tabindex data-tip aria-description aria-label open"
    " colspan rowspan scope role src alt width height",
)


class Reader(HTMLParser):
    """Checks that tags nest and that nothing but the writer's own tags and attributes is there; gathers text and ids."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.ids, self.hrefs, self.attributes = [], [], [], [], set()

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.hrefs.append(value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    assert reader.attributes <= set(ATTRIBUTES)
    return reader


@pytest.mark.parametrize("name", ["party_plan", "state_decision", "bare"])
def test_well_formed_and_self_contained(documents, name):
    text = export(getattr(documents, name)(), "html")
    reader = read(text)
    assert len(set(reader.ids)) == len(reader.ids)
    assert all(href.startswith("#") for href in reader.hrefs)
    assert "http:" not in text and "https:" not in text and "url(" not in text and "<script" not in text


def test_policy_allows_this_style_alone(documents):
    text = export(documents.bare(), "html")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert " style=" not in text


def test_hostile_text_stays_text(documents):
    bad = "<script>alert(1)</script> & ' \" </p> </title>"
    document = msgspec.structs.replace(
        documents.of_sections(Section(bad, "article", bad, title=bad, text=bad, cells=(Cell(0, 0, bad),)))
    )
    reader = read(export(document, "html"))
    assert "".join(reader.text).count(bad) >= 3
    assert bad in reader.ids


def test_anchors_lead_somewhere(documents):
    for document in (documents.party_plan(), documents.state_decision()):
        reader = read(export(document, "html"))
        assert [f"page-{p.number}" for p in document.pages] == [i for i in reader.ids if i.startswith("page-")]
        assert {h[1:] for h in reader.hrefs} <= set(reader.ids)


def test_outline_lists_the_headings(documents):
    first, second = (Section(f"article_{n}", "article", f"Điều {n}.", title="đ") for n in (1, "146đ"))
    text = export(documents.of_sections(Section("part_1", "part", "Phần I", children=(first, second))), "html")
    assert '<li><a href="#part_1">Phần I</a><ol><li><a href="#article_1">Điều 1. đ</a></li>' in text
    assert 'href="#article_146%C4%91"' in text


def test_page_starts_inside_a_section(documents):
    text = export(documents.party_plan(), "html")
    assert 'ủy</span>; <a class="page" id="page-2" href="#page-2">trang 2</a><span' in text.replace("\n", "")


def test_doubtful_and_changed_words(documents):
    text = export(documents.party_plan(), "html")
    tip = "cường 62 %, khác 38 %; bản đọc: cu&#x27;ong"
    assert f'<mark tabindex="0" data-tip="{tip}" aria-description="{tip}">cường</mark>' in text
    assert '<span class="changed" title="cac">các</span>' in text
    assert "hàng</span> <mark" in text


def test_text_in_order(documents):
    seen = " ".join("".join(read(export(documents.state_decision(), "html")).text).split())
    parts = [
        "ỦY BAN NHÂN DÂN HUYỆN MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 15/QĐ-UBND",
        "Mẫu, ngày 05 tháng 3 năm 2020", "HỎA TỐC", "QUYẾT ĐỊNH", "Về việc phê duyệt danh mục", "Sở A", "Căn cứ Luật",
        "Điều 1. Phê duyệt", "Điều 2. Hiệu lực", "Tên | loại", "Như Điều 3", "Lê Thị Thử", "PHỤ LỤC I", "DANH MỤC", "1. Một",
    ]  # fmt: skip
    at = 0
    for part in parts:
        at = seen.index(part, at)


def test_deep_nesting(documents):
    section = Section("s", "paragraph", text="đáy")
    for depth in range(900):
        section = Section(f"s{depth}", "article", f"Điều {depth}.", children=(section,))
    for format in ("html", "markdown"):
        assert "đáy" in export(documents.of_sections(section), format)


def test_outline_names_articles_without_titles(documents):
    long = Section("article_2", "article", "Điều 2.", text="Quyết định này " + "có hiệu lực " * 20)
    first = Section("article_1", "article", "Điều 1.", text="Phê duyệt Đề án.")
    text = export(documents.of_sections(first, long), "html")
    assert ">Điều 1. Phê duyệt Đề án.</a>" in text
    assert re.search(r">Điều 2\. Quyết định này có [^<]{10,60}…</a>", text)


def test_lines_of_capitals_and_bases_are_set_as_on_paper(documents):
    texts = ("Căn cứ Luật A;", "QUYẾT ĐỊNH:", "Xét đề nghị")
    text = export(documents.of_sections(*(Section(f"p{k}", "paragraph", text=t) for k, t in enumerate(texts))), "html")
    assert re.findall(r'class="(paragraph[^"]*)"', text) == ["paragraph basis", "paragraph capitals", "paragraph"]
    inside = Section("p", "paragraph", text="Căn cứ tình hình,")
    text = export(documents.of_sections(Section("a", "article", "Điều 1.", title="x", children=(inside,))), "html")
    assert 'class="paragraph"' in text


def test_an_annex_has_its_letterhead_above_its_title(documents):
    lines = ("BỘ NỘI VỤ", "Số: 2/QC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
             "Hà Nội, ngày ... tháng ... năm 20...", "(Ban hành kèm theo Quyết định số 1/QĐ-BNV)", "Đơn vị: đồng")  # fmt: skip
    annex = Section("annex_1", "annex", "QUY CHẾ", title="Làm việc", text="\n".join(lines))
    text = export(msgspec.structs.replace(documents.bare(), annexes=(annex,)), "html")
    seen = [text.index(part) for part in (*lines[:5], "QUY CHẾ<br>Làm việc</h2>", *lines[5:])]
    assert seen == sorted(seen)
    assert '<div class="left"><p class="issuer">BỘ NỘI VỤ</p><p>Số: 2/QC</p></div>' in text
    article = Section("article_1", "article", "Điều 1.", text="Ban hành kèm theo Quyết định này Quy chế.")
    assert 'class="issued"' not in export(documents.of_sections(article), "html")
    assert '<p class="issued">(Ban hành kèm theo Quyết định số 1/QĐ-BNV)</p>\n<p>Đơn vị: đồng</p>' in text


def luminance(color):
    """Relative luminance by WCAG 2.2."""
    color = color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])
    parts = (int(color[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_the_contrast_that_wcag_asks_for(scheme):
    colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[scheme]))
    pairs = [("ink", "paper"), ("ink", "desk"), ("ink", "note"), ("soft", "paper"), ("doubt-ink", "doubt"), ("tip-ink", "tip"),
             ("link", "paper"), ("link", "note")]  # fmt: skip
    for text, ground in pairs:
        high, low = sorted((luminance(colors[text]), luminance(colors[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)


def test_references_to_its_own_units_are_links(documents):
    """Each unit of a list is one; what the reference stands in is none."""
    text = "Theo điểm a, b khoản 1 Điều 2 và Điều này, Điều 3."
    article = Section("article_1", "article", "Điều 1.", "1", title="x", text=text)
    others = [Section(f"article_{n}", "article", f"Điều {n}.", str(n), title="y") for n in (2, 3)]
    listed = "điểm a, b khoản 1 Điều 2"
    cited = [
        Citation(listed, article="2", point="a", section="article_1", target="article_2", span=(0, 6)),
        Citation(listed, article="2", point="b", section="article_1", target="article_2", span=(8, 24)),
        Citation("Điều này", article="1", section="article_1", target="article_1"),
        Citation("Điều 3", article="3", section="article_1", target="article_3"),
    ]
    document = msgspec.structs.replace(documents.of_sections(article, *others), citations=tuple(cited))
    assert (
        'Theo <a class="ref" href="#article_2">điểm a</a>, <a class="ref" href="#article_2">b khoản 1 Điều 2</a> và Điều này, '
        '<a class="ref" href="#article_3">Điều 3</a>.'
    ) in export(document, "html")


PARTS = st.tuples(
    st.text("ab ", max_size=4), st.sampled_from(["plain", "doubtful", "changed"]), st.sampled_from([None, None, 2])
)


@given(st.lists(PARTS, max_size=6), st.lists(st.integers(0, 20), max_size=6))
def test_links_lose_no_text(parts, ends):
    runs = [Run(text, state, page=page) for text, state, page in parts]
    ends = sorted(set(ends))
    links = [Link(low, high, "x") for low, high in zip(ends[::2], ends[1::2], strict=False)]
    made = list(grouped(runs, links))
    assert "".join(run.text for _, some in made for run in some) == "".join(run.text for run in runs)
    assert [run.page for _, some in made for run in some if run.page] == [run.page for run in runs if run.page]
    for target, some in made:
        assert not target or all(run.state != "doubtful" and run.page is None for run in some)


def test_heads_of_tables_come_again_on_printed_pages(documents):
    cells = (Cell(0, 0, "TT"), Cell(0, 1, "Tên"), Cell(1, 0, "1"), Cell(1, 1, "Sông Lam"))
    text = export(documents.of_sections(Section("t", "table", cells=cells)), "html")
    assert '<table>\n<thead><tr><th scope="col">TT</th>' in text
    assert "</thead><tbody><tr><td" in text
    into_body = (Cell(0, 0, "TT", rows=2), Cell(0, 1, "Tên"), Cell(1, 1, "Sông Lam"), Cell(2, 0, "2"))
    text = export(documents.of_sections(Section("t", "table", cells=into_body)), "html")
    assert text.count("<thead>") == text.count("</tbody>") <= 1


def test_broad_tables_are_printed_across(documents):
    broad = tuple(Cell(row, column, "Kế hoạch được giao" if row == 0 else "1.250") for row in range(3) for column in range(18))
    narrow = (Cell(0, 0, "TT"), Cell(0, 1, "Tên"), Cell(1, 0, "1"))
    for cells, across in ((broad, True), (narrow, False)):
        annex = Section("annex_1", "annex", "BIỂU 1", children=(Section("annex_1__table_1", "table", cells=cells),))
        text = export(msgspec.structs.replace(documents.bare(), annexes=(annex,)), "html")
        assert ('<div class="sheet across">' in text) == ('<div class="wide broad"' in text) == across


def test_fields_for_programs_that_index_pages(documents):
    text = export(documents.state_decision(), "html")
    assert dict(re.findall('<meta name="dcterms.([a-z]+)" content="([^"]*)">', text)) == {
        "identifier": "15/QĐ-UBND",
        "type": "Quyết định",
        "issued": "2020-03-05",
        "publisher": documents.state_decision().metadata.issuer,
        "subject": documents.state_decision().metadata.subject,
        "source": documents.state_decision().origin.name,
    }
    assert "dcterms.issued" not in export(documents.bare(), "html")


@pytest.mark.parametrize("read", ["Độc lập - Tự do - Hạnh phúc", "cử - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh nh"])
def test_a_motto_of_which_two_words_are_read_is_written(documents, read):
    document = documents.state_decision()
    lines = tuple(Line(text, text, "header", "usable", 1.0) for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", read))
    page = msgspec.structs.replace(document.pages[0], lines=lines)
    shown = export(msgspec.structs.replace(document, pages=(page,), evidence={}, edits=()), "html")
    assert shown.count('<p class="heading">Độc lập - Tự do - Hạnh phúc</p>') == 1


def test_every_line_of_the_legal_basis_is_in_italics(documents):
    document = documents.state_decision()
    metadata = msgspec.structs.replace(document.metadata, legal_basis=("Căn cứ Luật Thuỷ lợi", "Xét đề nghị của Chi cục"))
    texts = ("Căn cứ Luật Thuỷ lợi;", "Xét đề nghị của Chi cục;", "Giao Chi cục thực hiện.")
    sections = tuple(Section(f"paragraph_{i}", "paragraph", text=text) for i, text in enumerate(texts))
    shown = export(msgspec.structs.replace(document, metadata=metadata, sections=sections, annexes=(), citations=()), "html")
    assert re.findall(r'class="(paragraph[^"]*)"', shown) == ["paragraph basis", "paragraph basis", "paragraph"]
