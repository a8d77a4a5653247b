"""Short documents of each kind: their metadata, sections and annexes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from vndoc.document import Section, Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import Structure, structure

CASES = sorted((Path(__file__).resolve().parents[1] / "cases" / "structure").glob("*.json"))
PLAIN = ("paragraph", "dash", "plus", "table")
COLUMNS = {"<": "left", ">": "right"}


def line(text: str) -> TextLine:
    column = COLUMNS.get(text[0], "full")
    text = text.lstrip("<>")
    return TextLine(text, text, "text", column=column)


def read(case: dict[str, Any]) -> Structure:
    pages = [[line(t) for t in lines] for lines in case["pages"]]
    return structure([ArrangedPage(n, 595, 842, Verdict("usable"), "layer", tuple(p)) for n, p in enumerate(pages, 1)])


def numbered(sections: tuple[Section, ...]) -> list[Section]:
    return [x for s in sections for x in [*([] if s.level in PLAIN else [s]), *numbered(s.children)]]


def value(metadata: dict[str, Any], name: str) -> Any:
    head, _, tail = name.partition(".")
    found = metadata[head]
    if not tail:
        return found
    return [x[tail] for x in found] if isinstance(found, list) else (found or {}).get(tail)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    made = read(case)
    metadata = json.loads(msgspec.json.encode(made.metadata))
    assert {name: value(metadata, name) for name in case["metadata"]} == case["metadata"]
    for want, got in ((case["sections"], made.sections), (case["annexes"], made.annexes)):
        found = [[s.id, s.marker, s.title] for s in numbered(got)]
        assert [x[:2] for x in found] == [x[:2] for x in want]
        assert [g[2] for w, g in zip(want, found, strict=True) if w[2] is not None] == [w[2] for w in want if w[2] is not None]


def test_every_field_has_evidence() -> None:
    case = json.loads(CASES[0].read_text("utf-8"))
    made = read(case)
    metadata = json.loads(msgspec.json.encode(made.metadata))
    for name in (
        "kind",
        "number",
        "issuer",
        "place",
        "date",
        "subject",
        "recipients",
        "archive_line",
        "signature",
        "legal_basis",
    ):
        if metadata[name]:
            assert made.evidence[name].lines
