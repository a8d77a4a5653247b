import json
import re
from pathlib import Path

import msgspec

from vndoc.document import Evidence, Notice
from vndoc.write import export
from vndoc.write.notes import notes, pages_in_words
from vndoc.write.notice_words import WORDS


def test_the_same_message_is_told_once():
    found = notes([Notice("a", "x", 1), Notice("b", "y"), Notice("a", "x", 2), Notice("a", "x", 5), Notice("a", "z", 5)])
    assert [(n.code, n.message, n.pages) for n in found] == [("a", "x", [1, 2, 5]), ("b", "y", []), ("a", "z", [5])]
    assert pages_in_words(found[0].pages) == "trang 1-2, 5"


def test_notices_stand_in_both_readable_formats(documents):
    told = tuple(Notice("needs_reading", "not <read>", n) for n in (1, 2))
    document = msgspec.structs.replace(documents.party_plan(), notices=told)
    head = export(document, "markdown").split("\n---\n")[0].split("\nnotices:\n  - ")[1].split("\n")[0]
    assert json.loads(head) == "trang 1-2: not <read>"
    assert f'<li>Trang <a href="#page-1">1-2</a>: {WORDS["needs_reading"]}</li>' in export(document, "html")
    document = msgspec.structs.replace(document, notices=(Notice("new", "not <known>", 2),))
    assert '<li>Trang <a href="#page-2">2</a>: <span lang="en">not &lt;known&gt;</span></li>' in export(document, "html")


def test_every_notice_has_vietnamese_words():
    page = (Path(__file__).resolve().parents[2] / "docs" / "errors.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE)) == sorted(WORDS)


def test_no_legend_where_nothing_is_marked(documents):
    assert "notices" not in export(documents.state_decision(), "html").split("</style>")[1]


def test_doubtful_words_of_the_letterhead(documents):
    plan = documents.party_plan()
    first = plan.pages[0]
    lines = (documents.line("TINH UY SONG LAM", "TỈNH ỦY SÔNG LAM", "header", {2: 0.4}), *first.lines[1:])
    pages = (msgspec.structs.replace(first, lines=lines), *plan.pages[1:])
    document = msgspec.structs.replace(plan, pages=pages, evidence={"issuer": Evidence(0.9, 1, (0,))})
    text = export(document, "html")
    assert 'aria-description="SÔNG 99 %, khác 1 %; bản đọc: SONG">SÔNG</mark>' in text
