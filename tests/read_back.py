"""What programs that are not ours read back out of the outputs: of Markdown the tree, of HTML what a screen reader needs."""

import itertools
import re
from collections import Counter
from urllib.parse import unquote

import html5lib
import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from vndoc.write import export
from vndoc.write.annex_heads import head_lines, stands_right
from vndoc.write.as_text import FURNITURE
from vndoc.write.note_places import SIGN, NotePlaces, with_signs
from vndoc.write.outline import is_heading

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FOOTNOTE = re.compile(r"\[\^\d+\]: ")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def plain(node):
    """The text that is seen of a block."""
    if node.type == "html_inline":
        return "\n" if node.content == "<br>" else ""
    if node.type == "softbreak":
        return "\n"
    return "".join(map(plain, node.children)) if node.children else node.content


def squeezed(text):
    """A text on one line, a mark of a footnote as Markdown has it."""
    return " ".join(SIGN.sub(lambda m: f"[^{''.join(str(ord(c) - 0xFDD0) for c in m[1])}]", text).split())


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
            top = head_lines(paragraphs) if section.level == "annex" else 0
            if top:
                sides = ([line for line in paragraphs[:top] if stands_right(line) is right] for right in (False, True))
                yield "table", [[" ".join(side) for side in sides if side]]
            paragraphs = paragraphs[top:]
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


def check_markdown(document):
    """A GFM parser and a YAML parser give tree, tables and fields of the document back."""
    fields, blocks = read_back(export(document, "markdown"))
    assert fields["pages"] == document.origin.pages
    meta = document.metadata
    for name in ("kind", "issuer", "superior", "place", "date", "subject", "family"):
        value = getattr(meta, name)
        assert fields.get(name) == (squeezed(value) if value else None)
    assert fields.get("number") == (squeezed(meta.number.raw) if meta.number else None)
    assert fields.get("addressees", []) == [squeezed(name) for name in meta.addressees]
    blocks = [block for block in without_empty(blocks) if not (block[0] == "text" and FOOTNOTE.match(block[1]))]
    document = with_signs(document, NotePlaces(document))
    for part in (document.sections, *([annex] for annex in document.annexes)):
        tree = list(wanted(part))
        if not tree:
            continue
        at = next((i for i in range(len(blocks)) if blocks[i : i + len(tree)] == tree), None)
        if at is None:
            start = max(range(len(blocks) + 1), key=lambda i: sum(a == b for a, b in zip(blocks[i:], tree, strict=False)))
            assert blocks[start : start + len(tree)] == tree
        blocks = blocks[at + len(tree) :]


def tree_of(text):
    """The page's tree; any parse error raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def check_html(text):
    """No parse error; ids, links, order of headings and labels are as a screen reader needs them."""
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


def words(text):
    return Counter(re.findall(r"[^\W_]+", text))


def words_of(document):
    """Words of the sections, and of the lines that are in none; the table's and the headings' too."""
    found = Counter()

    def add(section):
        title, text = section.title, section.text
        marker = section.marker or ""
        found.update(words(marker if not " ".join((title.strip() or text).split()).startswith(marker) else ""))
        found.update(words(f"{title}\n{text}"))
        for cell in section.cells:
            found.update(words(cell.text))
        for child in section.children:
            add(child)

    for section in (*document.sections, *document.annexes):
        add(section)
    ranges = [s.lines for s in (*document.sections, *document.annexes) if s.lines]
    for page in document.pages:
        for n, line in enumerate(page.lines):
            inside = any(low <= (page.number, n) <= high for low, high in ranges)
            if line.role not in FURNITURE and not inside:
                found.update(words(line.text))
    return found
