"""Outputs of whole files, each read back by a program that is not ours: the samples, and shared files that need no engine."""

import json
import sqlite3
from functools import lru_cache
from pathlib import Path

import jsonschema
import pytest
from read_back import check_html, check_markdown, words, words_of
from shared import SHARED

from vndoc import Options, process
from vndoc.alphabet import strip_marks
from vndoc.write import export, load
from vndoc.write.as_chunks import CHUNK_CHARACTERS, to_chunks

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples" / "expected").glob("*.json"))
WITH_LAYERS = sorted(
    path
    for pattern in ("docs/*.born.pdf", "docs/*.eng.pdf", "legacy/2006*.pdf", "legacy/vni*.pdf", "scans/layers/*.pdf")
    for path in SHARED.glob(pattern)
)
ABSENT = pytest.param(None, id="shared", marks=pytest.mark.skip(reason="the folder of test material is not there"))
FILES = [pytest.param(path, id=path.stem) for path in (*SAMPLES, *WITH_LAYERS)] + ([] if WITH_LAYERS else [ABSENT])
LIMITS = (CHUNK_CHARACTERS, 300)
QUERY_WORDS = 6
"""Words of a phrase that is looked for: few enough to stand in any piece of a cut text, enough to be rare."""

every_file = pytest.mark.parametrize("path", FILES)


@lru_cache(maxsize=len(FILES))
def document_of(path):
    """What a file gives without an engine; of a sample, what it is known to give."""
    return load(path.read_bytes()) if path.suffix == ".json" else process(path, Options(engine="none"))


@lru_cache(maxsize=1)
def validator():
    schema = json.loads((ROOT / "schema" / "vndoc-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@every_file
def test_json_is_valid_and_comes_back_to_the_byte(path):
    document = document_of(path)
    text = export(document, "json")
    validator().validate(json.loads(text))
    assert load(text) == document
    assert export(load(text), "json") == text
    if path.suffix == ".json":
        assert text.encode() == path.read_bytes()


@every_file
def test_markdown_gives_the_tree_back(path):
    check_markdown(document_of(path))


@every_file
def test_html_is_what_the_standard_asks(path):
    check_html(export(document_of(path), "html"))


@every_file
def test_text_has_every_line_in_order(path):
    document = document_of(path)
    left = iter(export(document, "text").splitlines())
    for page in document.pages:
        for line in page.lines:
            if line.role not in ("page_number", "stamp", "running_head"):
                assert line.text in left, line.text


def all_sections(sections):
    for section in sections:
        yield section
        yield from all_sections(section.children)


def whole_texts(section):
    """The texts of a section and of what is in it, tables by cells."""
    yield from (section.marker or "", section.title, section.text)
    yield from (cell.text for cell in section.cells)
    for child in section.children:
        yield from whole_texts(child)


@every_file
@pytest.mark.parametrize("limit", LIMITS)
def test_chunks_hold_every_word_and_cut_no_unit_that_fits(path, limit):
    document = document_of(path)
    rows = [json.loads(line) for line in to_chunks(document, limit).splitlines()]
    held, wanted = words("\n".join(row["text"] for row in rows)), words_of(document)
    assert not wanted - held
    assert document.note_marks or not held - wanted  # a mark that the reader lost is put where it stands
    assert all(len(row["text"]) <= limit for row in rows)
    names = [name for row in rows for name in row["sections"]]
    for section in all_sections((*document.sections, *document.annexes)):
        length = sum(len(text) + len(" | ") for text in whole_texts(section))
        if 0 < length <= limit and "".join(whole_texts(section)).strip():
            assert names.count(section.id) == 1, section.id


@every_file
def test_an_indexer_finds_every_section_with_and_without_marks(path):
    document = document_of(path)
    rows = [json.loads(line) for line in to_chunks(document).splitlines()]
    with_marks, without = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    with_marks.execute("CREATE VIRTUAL TABLE found USING fts5(sections, text, tokenize='unicode61 remove_diacritics 0')")
    without.execute("CREATE VIRTUAL TABLE found USING fts5(sections, text, tokenize='unicode61 remove_diacritics 2')")
    for row in rows:
        with_marks.execute("INSERT INTO found VALUES (?, ?)", (json.dumps(row["sections"]), row["text"]))
        without.execute("INSERT INTO found VALUES (?, ?)", (json.dumps(row["sections"]), row["folded"]))
    for section in all_sections((*document.sections, *document.annexes)):
        phrase = " ".join(section.text.split()[:QUERY_WORDS]).replace('"', " ")
        if not words(phrase):
            continue
        for db, asked in ((with_marks, phrase), (without, strip_marks(phrase).lower())):
            hits = db.execute("SELECT sections FROM found WHERE text MATCH ?", (f'"{asked}"',)).fetchall()
            assert any(section.id in json.loads(names) for (names,) in hits), (section.id, asked)
