"""Chunks: what is in them, where they are cut, that no word is lost, and that a real indexer finds what people look for."""

import json
import re
import sqlite3
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_back import words, words_of

from vndoc import parse_text
from vndoc.document import Cell, Citation, Document, Line, Origin, Page, Section, Verdict
from vndoc.write import export
from vndoc.write.as_chunks import CHUNK_CHARACTERS, chunks, to_chunks

DECREE = """CHÍNH PHỦ
Số: 15/2021/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 3 năm 2021
NGHỊ ĐỊNH
Quy định về lưu trữ tài liệu điện tử
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về bảo quản hồ sơ.
Điều 2. Đối tượng áp dụng
1. Cơ quan nhà nước ở trung ương.
2. Đơn vị sự nghiệp công lập theo Nghị định số 30/2020/NĐ-CP.
Chương II
ĐIỀU KHOẢN THI HÀNH
Điều 3. Hiệu lực
Nghị định này có hiệu lực từ ngày ký.
"""


def rows(document, limit=CHUNK_CHARACTERS):
    return [json.loads(line) for line in to_chunks(document, limit).splitlines()]


def test_a_line_says_what_it_is_and_where_it_stands():
    first, *_, last = rows(parse_text(DECREE), 120)
    assert first["sections"] == []
    assert "CHÍNH PHỦ" in first["text"]
    assert last["document"]["number"] == "15/2021/NĐ-CP"
    assert last["document"]["date"] == "2021-03-05"
    assert last["path"] == ["Chương II ĐIỀU KHOẢN THI HÀNH", "Điều 3. Hiệu lực"] or last["path"] == [
        "Chương II ĐIỀU KHOẢN THI HÀNH"
    ]
    assert last["sections"][-1] == "article_3"
    assert last["pages"] == [1, 1]
    assert last["doubtful"] == 0


def test_ids_are_unique_and_start_with_the_file():
    document = parse_text(DECREE)
    names = [row["id"] for row in rows(document, 60)]
    assert len(names) == len(set(names))
    assert all(name.startswith(document.origin.sha256[:16] + "#") for name in names)


def test_citations_stand_in_the_chunk_that_holds_them():
    document = parse_text(DECREE.replace("Nghị định số 30/2020/NĐ-CP", "Luật số 30/2020/QH14"))
    (row,) = [row for row in rows(document, 100) if any("number" in c for c in row["citations"])]
    assert "30/2020" in row["text"]
    assert {"kind": "Luật", "number": "30/2020/QH14"}.items() <= row["citations"][0].items()


def test_a_reference_that_comes_in_one_piece_is_not_told_twice(documents):
    text = " ".join(f"Câu {n} nói về việc này." for n in range(40)) + " Theo Luật số 1/2020/QH14."
    section = Section("article_1", "article", "Điều 1.", "1", text=text)
    cited = Citation("Luật số 1/2020/QH14", "Luật", "1/2020/QH14", section="article_1")
    document = msgspec.structs.replace(documents.of_sections(section), citations=(cited,))
    held = [row["citations"] for row in rows(document, 200)]
    assert [len(one) for one in held] == [0] * (len(held) - 1) + [1]


def test_small_neighbours_are_put_together_and_units_stay_whole(documents):
    clauses = tuple(Section(f"a__clause_{n}", "clause", f"{n}.", str(n), text="một hai ba bốn") for n in range(1, 7))
    article = Section("a", "article", "Điều 1.", "1", "Việc", children=clauses)
    found = rows(documents.of_sections(article), 40)
    assert [row["text"] for row in found] == [
        "Điều 1. Việc\n1. một hai ba bốn",
        "2. một hai ba bốn\n3. một hai ba bốn",
        "4. một hai ba bốn\n5. một hai ba bốn",
        "6. một hai ba bốn",
    ]
    assert [row["path"] for row in found] == [["Điều 1. Việc"]] * 3 + [["Điều 1. Việc", "6."]]
    assert len(rows(documents.of_sections(article))) == 1


def test_neighbours_of_other_parents_are_not_put_together(documents):
    def chapter(n):
        return Section(f"c{n}", "chapter", f"Chương {n}", str(n), "X" * 10, children=(Section(f"p{n}", "paragraph", text="a"),))

    found = rows(documents.of_sections(chapter(1), chapter(2)), 20)
    assert [row["path"] for row in found if row["text"] == "a"] == [[f"Chương {n} {'X' * 10}"] for n in (1, 2)]


def test_a_long_clause_is_cut_at_sentences_alone(documents):
    sentences = [f"Câu thứ {n} của khoản dài này nói một điều." for n in range(30)]
    clause = Section("k", "clause", "1.", "1", text=" ".join(sentences))
    found = rows(documents.of_sections(clause), 150)
    assert len(found) > 5
    assert all(len(row["text"]) <= 150 for row in found)
    assert all(row["text"].endswith("điều.") for row in found)
    assert " ".join(row["text"] for row in found) == "1. " + " ".join(sentences)
    assert [row["id"].partition("#")[2] for row in found[:2]] == ["k", "k~2"]


def test_a_table_is_cut_between_rows_and_keeps_its_head(documents):
    cells = (Cell(0, 0, "TT"), Cell(0, 1, "Tên"), *(Cell(n, 0, f"hàng {n}") for n in range(1, 40)))
    found = rows(documents.of_sections(Section("t", "table", cells=cells)), 100)
    assert found[0]["text"].startswith("TT | Tên\nhàng 1")
    assert found[0]["header"] is None
    assert {row["header"] for row in found[1:]} == {"TT | Tên"}
    assert "\n".join(row["text"] for row in found).splitlines()[1:] == [f"hàng {n}" for n in range(1, 40)]


def test_pages_of_a_piece_are_its_own(documents):
    texts = [f"Trang {n} có câu này để đọc." for n in range(1, 9)]
    pages = tuple(
        Page(n, 0.0, 0.0, Verdict("usable"), "layer", 1.0, (Line(text, text, "body", "usable", 1.0),))
        for n, text in enumerate(texts, 1)
    )
    section = Section("k", "clause", text=" ".join(texts), pages=(1, 8), lines=((1, 0), (8, 0)))
    document = msgspec.structs.replace(documents.of_sections(section), pages=pages)
    assert [row["pages"] for row in rows(document, 40)] == [[n, n] for n in range(1, 9)]


def test_doubtful_words_are_counted(documents):
    plan = documents.party_plan()
    (unit,) = [row for row in rows(plan) if row["sections"]]
    assert unit["doubtful"] == pytest.approx(2 / 30, abs=0.03)
    assert 0.9 < unit["confidence"] < 0.99


def test_annexes_and_loose_lines_are_there(documents):
    found = rows(documents.state_decision())
    assert any(row["path"][:1] == ["PHỤ LỤC I DANH MỤC"] for row in found)
    assert "Độc lập - Tự do - Hạnh phúc" in "\n".join(row["text"] for row in found)
    assert "trang 1" not in to_chunks(documents.party_plan())


def test_the_format_is_there(documents):
    plan = documents.party_plan()
    assert export(plan, "chunks") == to_chunks(plan)


def indexed(document, tokenizer, *columns):
    """An FTS5 index of a document's chunks, as a user would make it."""
    db = sqlite3.connect(":memory:")
    db.execute(
        f"CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, pages UNINDEXED, {','.join(columns)}, tokenize='{tokenizer}')"
    )
    for row in rows(document, 120):
        values = [json.dumps(row[name], ensure_ascii=False) if name == "path" else row[name] for name in columns]
        db.execute(f"INSERT INTO found VALUES (?, ?{', ?' * len(columns)})", (row["id"], json.dumps(row["pages"]), *values))
    return db


def ask(db, query):
    hits = db.execute("SELECT id, pages FROM found WHERE found MATCH ? ORDER BY rank", (query,)).fetchall()
    return [(name.partition("#")[2], json.loads(pages)) for name, pages in hits]


@pytest.mark.parametrize(
    ("tokenizer", "columns", "query", "section"),
    [
        ("unicode61 remove_diacritics 0", ("text",), '"bảo quản hồ sơ"', "article_1"),
        ("unicode61 remove_diacritics 0", ("text", "path"), "hiệu AND lực AND thi", "article_3"),
        ("unicode61 remove_diacritics 2", ("text",), '"bao quan ho so"', "article_1"),
        ("unicode61 remove_diacritics 2", ("text",), '"bảo quản hồ sơ"', "article_1"),
        ("unicode61 remove_diacritics 2", ("folded",), '"don vi su nghiep"', "article_2"),
        ("unicode61", ("folded",), '"dieu 3 hieu luc"', "article_3"),
    ],
)
def test_an_indexer_finds_the_section_and_its_page(tokenizer, columns, query, section):
    hits = ask(indexed(parse_text(DECREE), tokenizer, *columns), query)
    assert hits
    assert section in hits[0][0] or section in "".join(
        row["sections"][-1] for row in rows(parse_text(DECREE), 120) if row["id"].endswith("#" + hits[0][0])
    )
    assert hits[0][1] == [1, 1]


def test_the_tokenizer_keeps_d_with_a_stroke_so_that_the_folded_text_is_needed():
    document = parse_text(DECREE)
    assert ask(indexed(document, "unicode61 remove_diacritics 2", "text"), '"doi tuong"') == []
    assert ask(indexed(document, "unicode61 remove_diacritics 2", "folded"), '"doi tuong"') != []


TEXT = st.text(st.sampled_from("aĐế1. ;\n\x00|-"), max_size=60)
CELLS = st.lists(st.builds(Cell, st.integers(0, 4), st.integers(0, 3), TEXT), max_size=5).map(tuple)


def node(children):
    level = st.sampled_from(["article", "clause", "paragraph", "dash", "table", "annex"])
    marker = st.sampled_from([None, "Điều 1.", "1.", "-"])
    return st.builds(
        lambda i, lv, m, title, text, kids, cells: Section(
            i, lv, m, title=title, text=text, children=tuple(kids), cells=cells, lines=((1, 0), (2, 3))
        ),
        st.sampled_from(["", "a", "b"]), level, marker, TEXT, TEXT, children, CELLS,
    )  # fmt: skip


SECTIONS = st.recursive(node(st.just(())), lambda inner: node(st.lists(inner, max_size=3)), max_leaves=8)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(SECTIONS, max_size=4), st.lists(SECTIONS, max_size=2), st.lists(TEXT, max_size=6), st.integers(1, 80))
def test_any_document_gives_valid_lines_and_loses_no_word(sections, annexes, texts, limit):
    lines = tuple(Line(text, text, "body", "unknown", 1.0) for text in texts)
    pages = (Page(1, 0.0, 0.0, Verdict("unknown"), "layer", 1.0, lines),)
    origin = Origin("x", "0" * 64, "text/plain", 1, "0", "0")
    document = Document(origin, sections=tuple(sections), annexes=tuple(annexes), pages=pages)
    found = rows(document, limit)
    got = Counter()
    for row in found:
        got += words(row["text"])
        assert len(row["text"]) <= limit or not re.search(r"\S\s+\S", row["text"])
    assert got == words_of(document)
    assert len({row["id"] for row in found}) == len(found)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*DECREE.splitlines(), "a) một;", "- hai", "PHỤ LỤC", "II. BA"]), max_size=25),
    st.integers(20, 300),
)
def test_any_lines_give_every_word_once(lines, limit):
    document = parse_text("\n".join(lines))
    assert sum((Counter(words_of(document)) - words("\n".join(c["text"] for c in chunks(document, limit)))).values()) == 0
