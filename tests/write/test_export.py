import time

import msgspec
import pytest

from vndoc.document import Page, Section, Verdict
from vndoc.errors import UsageError
from vndoc.options import Options
from vndoc.write import FORMATS, SUFFIXES, export

HOSTILE = [
    "<script>alert(1)</script>",
    "]]> <!-- --!> </style></title>",
    "`` ``` ~~~ `a`",
    "| a | b |\n|---|---|",
    "nul \x00 bell \x07 esc \x1b",
    "surrogate \ud800",
    "' \" onmouseover=alert(1) &quot; &#60;",
    "[x]: javascript:alert(1)",
    "![x](http://x/y.png)",
    "\u2028\u2029\u0085\ufeff\u202e",
    "---\n...",
    "",
]


def hostile(documents):
    """A document with each hostile text in every place that a text can have."""
    base = documents.party_plan()
    everything = " ".join(HOSTILE)

    def poison(value):
        if isinstance(value, str):
            return everything
        if isinstance(value, msgspec.Struct):
            keep = {"level", "role", "verdict", "source", "reason", "family", "schema", "state", "lines", "span", "id"}
            fields = {k: getattr(value, k) for k in value.__struct_fields__}
            return type(value)(
                **{
                    k: v if k in keep and not (k == "lines" and isinstance(value, Page)) else poison(v)
                    for k, v in fields.items()
                }
            )
        if isinstance(value, tuple):
            return tuple(poison(v) for v in value)
        return value

    poisoned = poison(base)
    return msgspec.structs.replace(poisoned, origin=msgspec.structs.replace(poisoned.origin, pages=1))


def test_unknown_format_lists_the_known_ones(documents):
    with pytest.raises(UsageError, match="json, markdown, html, text"):
        export(documents.bare(), "odt")


def test_suffixes():
    assert SUFFIXES == {
        "json": ".json",
        "markdown": ".md",
        "html": ".html",
        "text": ".txt",
        "akn": ".akn.xml",
        "docx": ".docx",
        "chunks": ".jsonl",
    }


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["party_plan", "state_decision", "bare"])
def test_same_document_same_text(documents, format, name):
    document = getattr(documents, name)()
    text = export(document, format)
    assert text == export(document, format)
    if isinstance(text, str):
        assert text == "" or text.endswith("\n")
        assert "\r" not in text


@pytest.mark.parametrize("format", ["json", "markdown", "html", "text"])
def test_hostile_content(documents, format):
    text = export(hostile(documents), format)
    text.encode()
    if format != "json":
        assert "\x00" not in text
        assert "\x1b" not in text
    if format in ("html", "markdown"):
        assert "<script" not in text.replace("\\<script", "")
    if format == "html":
        assert "<!--" not in text
        assert text.count("</style>") == 1
        assert text.count("</title>") == 1
        assert "<img" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_a_thousand_pages_in_seconds(documents, format):
    plan = documents.party_plan()
    pages = tuple(msgspec.structs.replace(plan.pages[0], number=n, lines=plan.pages[0].lines * 7) for n in range(1, 1001))
    sections = tuple(
        Section(
            f"article_{n}",
            "article",
            f"Điều {n}.",
            str(n),
            text=" ".join(ln.text for ln in page.lines),
            lines=((n, 0), (n, 41)),
        )
        for n, page in enumerate(pages, 1)
    )
    whole = Section("part_1", "part", "Phần I", text="không có dòng nào", lines=((1, 0), (1000, 41)), children=sections)
    big = msgspec.structs.replace(plan, pages=pages, sections=(whole,))
    start = time.process_time()
    export(big, format)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("format", FORMATS)
def test_empty_and_odd_documents(documents, format):
    export(documents.bare(), format)
    export(documents.bare("", " ", "\n"), format)
    export(documents.of_sections(Section("", "paragraph")), format)
    export(documents.of_sections(Section("a", "dash", "-"), Section("b", "article"), Section("t", "table")), format)
    export(documents.of_sections(Section("a", "clause", "1.", text="x", lines=((9, 9), (10**9, 10**9)))), format)
    export(documents.of_sections(Section("a", "clause", "1.", text="x", lines=((-5, -5), (0, 0)))), format)


@pytest.mark.parametrize("format", ["markdown", "html", "text"])
def test_pages_without_text_leave_no_trace_in_the_text(documents, format):
    document = documents.bare("một")
    empty = Page(2, 0.0, 0.0, Verdict("absent"), "none", 0.0)
    assert "một" in export(msgspec.structs.replace(document, pages=(*document.pages, empty)), format)


def test_options_say_what_is_marked_and_how_long_chunks_are(documents):
    plan = documents.party_plan()
    for format in ("markdown", "html"):
        marks = [export(plan, format, options=Options(doubtful_below=below)).count("<mark ") for below in (0.0, 0.8, 1.0)]
        assert marks[0] == 0 < marks[1] < marks[2]
        assert export(plan, format) == export(plan, format, options=Options())
    assert len(export(plan, "chunks", options=Options(chunk_characters=100))) > len(export(plan, "chunks"))
