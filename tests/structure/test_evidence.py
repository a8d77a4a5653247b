"""Every field that was found says how sure it is and where it stands; gaps and handwriting are never sure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from tests.structure.test_cases import line
from tests.structure.test_text_kept import CASES, LAYERS, TEXTS, cases_of, layer, named, page, plain
from vndoc.document import Metadata
from vndoc.pages import ArrangedPage
from vndoc.structure import structure

DOUBTFUL = 0.7
"""Confidence below which a reader should look at the page."""


def fields_of(metadata: Metadata) -> set[str]:
    """The names, as evidence has them, of the fields that a document has."""
    said = json.loads(msgspec.json.encode(metadata))
    marks = {f"marks.{name}" for name, mark in said.pop("marks").items() if mark}
    return marks | {name for name, value in said.items() if value and value != "unknown"}


def check_evidence(pages: Sequence[ArrangedPage]) -> None:
    """The fields and their evidence are the same; lines and boxes are on their page; what is missing in a field is doubted."""
    made = structure(pages)
    by_signature = {"family"} if made.metadata.signature and "family" not in made.evidence else set()
    assert set(made.evidence) == fields_of(made.metadata) - by_signature
    by_number = {page.number: page for page in pages}
    for name, evidence in made.evidence.items():
        lines = by_number[evidence.page].lines
        assert evidence.lines and all(0 <= i < len(lines) for i in evidence.lines), name
        assert (evidence.box is None) == all(lines[i].box is None for i in evidence.lines), name
        assert 0 < evidence.confidence <= 1, name
    number, date = made.metadata.number, made.metadata.date
    if number and (number.n is None or not number.n.isdigit()):
        assert made.evidence["number"].confidence < DOUBTFUL
    if date and len(date) < len("2010-01-01"):
        assert made.evidence["date"].confidence < DOUBTFUL


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_made_cases(path: Path) -> None:
    for pages in cases_of(path):
        check_evidence([page(n, [line(t) for t in lines]) for n, lines in enumerate(pages, 1)])


@pytest.mark.skipif(not named(LAYERS), reason="the folder of test material is not there")
@pytest.mark.parametrize("path", named(LAYERS), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_layers(path: Path) -> None:
    check_evidence(layer(path))


@pytest.mark.skipif(not named(TEXTS), reason="the folder of test material is not there")
@pytest.mark.parametrize("path", named(TEXTS), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_texts(path: Path) -> None:
    check_evidence(plain(path.read_text("utf-8").splitlines()))
