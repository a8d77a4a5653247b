import json
import os
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vndoc.document import Document, Line, Origin, Page, Verdict
from vndoc.errors import InputError
from vndoc.write import export, json_schema, load

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "schema" / "vndoc-1.schema.json"


@pytest.fixture(params=["party_plan", "state_decision", "bare"])
def document(documents, request):
    return getattr(documents, request.param)()


def test_round_trip_to_the_byte(document):
    text = export(document, "json")
    assert load(text) == document
    assert load(text.encode()) == document
    assert export(load(text), "json") == text


def test_is_valid_under_the_committed_schema(document):
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(export(document, "json")), schema)


def test_schema_refuses_what_is_not_a_document(documents):
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    good = json.loads(export(documents.party_plan(), "json"))
    for change in ({"schema": "vndoc/2"}, {"pages": 3}, {"origin": None}, {"metadata": {"family": "clan"}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(good | change, schema)


def test_committed_schema_is_up_to_date():
    if os.environ.get("VNDOC_REGEN") == "1":
        SCHEMA_FILE.write_text(json_schema(), "utf-8", newline="\n")
    assert SCHEMA_FILE.read_bytes() == json_schema().encode()


def test_schema_comes_first_and_the_order_is_the_contracts(document):
    keys = list(json.loads(export(document, "json")))
    assert keys == [
        *(
            "schema",
            "origin",
            "metadata",
            "evidence",
            "sections",
            "annexes",
            "citations",
            "note_marks",
            "pages",
            "edits",
            "notices",
        )
    ]


def test_layout_changes_no_value(document):
    assert json.loads(export(document, "json")) == json.loads(msgspec.json.encode(document))


def test_numbers_are_written_as_they_are_read_back(documents):
    """A box of whole numbers is one of floats in the file: written again, it is the same."""
    page = Page(1, 595, 842, Verdict("usable"), "layer", 1, (Line("a", "a", "body", "usable", 1, (0, 0, 10, 10)),))
    text = export(Document(Origin("x", "0", "text/plain", 1, "0", "0"), pages=(page,)), "json")
    assert export(load(text), "json") == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not a vndoc document"),
        ("{", "not a vndoc document"),
        ("[]", "not a vndoc document"),
        ("{}", "schema None"),
        ('{"schema": "vndoc/2"}', "convert the document again"),
        ('{"schema": "vndoc/1"}', "origin"),
        ('{"schema": 1}', "not a vndoc document"),
        (b"\xff\xfe{", "not a vndoc document"),
        ('{"schema": "vndoc/1", "origin": "\\ud800"}', "not a vndoc document"),
        ("\ud800", "not a vndoc document"),
        ('{"schema": "vndoc/1", "x": ' + "[" * 100_000 + "]" * 100_000 + "}", "not a vndoc document"),
    ],
)
def test_load_refuses(text, message):
    with pytest.raises(InputError, match=message) as caught:
        load(text)
    assert "\n" not in str(caught.value)


def test_load_passes_over_fields_of_later_versions(documents):
    document = documents.party_plan()
    later = json.loads(export(document, "json")) | {"later": {"a": 1}}
    assert load(json.dumps(later)) == document


def test_lone_surrogates_are_replaced(documents):
    document = documents.bare("s\ud83d ố", "ok")
    text = export(document, "json")
    text.encode()
    assert load(text).pages[0].lines[0].text == "s\ufffd ố"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(st.text(), max_size=5))
def test_any_text_round_trips(texts):
    lines = tuple(Line(t, t, "body", "unknown", 1.0) for t in texts)
    document = Document(
        Origin("x", "0", "text/plain", 1, "0", "0"), pages=(Page(1, 0.0, 0.0, Verdict("absent"), "none", 0.0, lines),)
    )
    text = export(document, "json")
    assert load(text) == document
    assert export(load(text), "json") == text
