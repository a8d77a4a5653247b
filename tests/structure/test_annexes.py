"""Annexes of each form: their labels, titles and sections, and what stands around their titles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.structure.test_cases import numbered, read

CASES = sorted((Path(__file__).resolve().parents[1] / "cases" / "structure" / "annexes").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_annexes(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    made = numbered(read(case).annexes)
    found = [[s.id, s.marker, s.title] for s in made]
    known = [title is not None for *_, title in case["annexes"]]
    assert [x[:2] for x in found] == [x[:2] for x in case["annexes"]]
    assert [x[2] for x, k in zip(found, known, strict=True) if k] == [x[2] for x in case["annexes"] if x[2] is not None]
    for name, texts in case.get("texts", {}).items():
        assert next(s for s in made if s.id == name).text.split("\n") == texts
