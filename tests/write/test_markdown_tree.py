"""A GFM parser reads the tree of a document back out of its Markdown: headings, paragraphs with markers, tables, fields."""

from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from vndoc.document import Cell, Section
from vndoc.pipeline import parse_text
from vndoc.write import export, load
from vndoc.write.outline import is_heading

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "expected").glob("*.json"))


def plain(node):
    """The text that is seen of a block."""
    if node.type == "html_inline":
        return "\n" if node.content == "<br>" else ""
    if node.type == "softbreak":
        return "\n"
    return "".join(map(plain, node.children)) if node.children else node.content


def squeezed(text):
    return " ".join(text.split())


def blocks_of(node):
    """Headings with their levels, paragraphs (list items with their sign), rows of tables, rules; in order."""
    for child in node.children:
        if child.type == "heading":
            yield "heading", int(child.tag[1]), squeezed(plain(child))
        elif child.type == "paragraph":
            yield "text", squeezed(plain(child))
        elif child.type == "table":
            rows = [row for part in child.children for row in part.children]
            yield "table", [[squeezed(plain(cell)) for cell in row.children] for row in rows]
        elif child.type == "bullet_list":
            for item in child.children:
                first, *rest = blocks_of(item)
                yield "text", squeezed(f"{item.markup or child.markup} {first[1]}")
                yield from rest
        elif child.type == "hr":
            yield ("rule",)
        else:
            raise AssertionError(child.type)


def read_back(markdown):
    """(fields, blocks) of a Markdown file."""
    head, _, rest = markdown.removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(head), list(blocks_of(SyntaxTreeNode(PARSER.parse(rest))))


def wanted(sections, depth=2):
    """What the tree says should be there."""
    for section in sections:
        marker, title = squeezed(section.marker or ""), squeezed(section.title)
        heading = is_heading(section)
        paragraphs = [squeezed(line) for line in section.text.split("\n") if line.strip()]
        if heading:
            yield "heading", min(depth, 6), f"{marker} {title}".strip()
        else:
            paragraphs = [title, *paragraphs] if title else paragraphs
            paragraphs[:1] = [f"{marker} {paragraphs[0]}".strip() if paragraphs else marker]
        yield from (("text", text) for text in paragraphs if text)
        if section.cells:
            rows = sorted({cell.row for cell in section.cells})
            ordered = sorted(section.cells, key=lambda cell: (cell.row, cell.column))
            yield "table", [[squeezed(c.text) for c in ordered if c.row == row and c.text.strip()] for row in rows]
        yield from wanted(section.children, depth + heading)


def without_empty(blocks):
    return [("table", [[t for t in row if t] for row in b[1]]) if b[0] == "table" else b for b in blocks]


def check(document):
    fields, blocks = read_back(export(document, "markdown"))
    assert fields["pages"] == document.origin.pages
    meta = document.metadata
    for name in ("kind", "issuer", "superior", "place", "date", "subject", "family"):
        value = getattr(meta, name)
        assert fields.get(name) == (squeezed(value) if value else None)
    assert fields.get("number") == (squeezed(meta.number.raw) if meta.number else None)
    assert fields.get("addressees", []) == [squeezed(name) for name in meta.addressees]
    blocks = without_empty(blocks)
    for part in (document.sections, *([annex] for annex in document.annexes)):
        tree = list(wanted(part))
        if not tree:
            continue
        at = next((i for i in range(len(blocks)) if blocks[i : i + len(tree)] == tree), None)
        if at is None:
            start = max(range(len(blocks) + 1), key=lambda i: sum(a == b for a, b in zip(blocks[i:], tree, strict=False)))
            assert blocks[start : start + len(tree)] == tree
        blocks = blocks[at + len(tree) :]


@pytest.mark.parametrize("name", ["party_plan", "state_decision"])
def test_made_documents(documents, name):
    check(getattr(documents, name)())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path):
    check(load(path.read_text(encoding="utf-8")))


MARKERS = ["1.", "2.", "5.", "1.2.5.", "1.2", "10)", "a)", "đ)", "-", "+", "*", "–", "•", "§", "#", "I-", "1-", "(1)", "[1]"]


def test_every_marker_is_kept_as_it_is_printed(documents):
    sections = [
        Section(f"s{k}", level, marker, text=text, title=title)
        for k, (marker, level, text, title) in enumerate(
            (marker, level, text, title)
            for marker in MARKERS
            for level in ("arabic", "letter", "dash", "plus", "clause")
            for text, title in (("một", ""), ("", ""), ("hai\nba", ""), ("9. sáu", ""), ("", "tên"), ("bốn", "9. tên"))
        )
    ]
    check(documents.of_sections(*sections))


def test_tables(documents):
    cells = (Cell(0, 0, "a|b"), Cell(0, 1, "-"), Cell(1, 0, "x\ny", rows=2), Cell(1, 1, "1. z"), Cell(2, 1, "# w"))
    check(documents.of_sections(Section("t", "table", cells=cells), Section("p", "paragraph", text="sau")))


def test_parsed_text():
    lines = "I. MỤC ĐÍCH\n1. Yêu cầu\na) Một việc;\n1.2.5. Việc khác.\n- Gạch;\n+ Cộng.\nII. TỔ CHỨC THỰC HIỆN\n1- Giao việc."
    check(parse_text(lines))


def test_fields_are_safe_yaml(documents):
    fields, _ = read_back(export(documents.state_decision(), "markdown"))
    assert fields["title"] == "QUYẾT ĐỊNH Về việc phê duyệt danh mục" and fields["date"] == "2020-03-05"
