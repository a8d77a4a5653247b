"""Annexes of each form: their labels, titles and sections, and what stands around their titles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.structure.test_cases import line, numbered, read
from vndoc.document import Verdict
from vndoc.pages import ArrangedPage
from vndoc.structure.annexes import find_label
from vndoc.structure.pieces import flow

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


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("PHỤ LỤ I", "PHỤ LỤ I"),
        ("PHỤ ỤC", "PHỤ ỤC"),
        ("Phụ 1ục số 2", "Phụ 1ục số 2"),
        ("Mẫu ố 3", "Mẫu ố 3"),
        ("ẪU SỐ 3", "ẪU SỐ 3"),
        ("mm PHỤ LỤC 01", "PHỤ LỤC 01"),
        ("Tỉnh: ........... Mẫu số 14", "Mẫu số 14"),
        ("Mẫu số 1 ban hàrh kèm theo Quyết định số 12/QĐ-UBND", "Mẫu số 1"),
        ("PHỤ LỤ II: DANH MỤC BẾN PHÀ", "PHỤ LỤ II"),
        ("KHU VỰC I", None),
        ("THỦ TỤC 1", None),
        ("MỤC LỤC", None),
        ("Biểu đồ 1", None),
        ("tại Phụ lục I", None),
        ("Phụ lục I của Thông tư này quy định danh mục nghề", None),
    ],
)
def test_labels_at_the_top_of_a_page(text: str, marker: str | None) -> None:
    page = ArrangedPage(1, 595, 842, Verdict("usable"), "layer", (line(text),))
    label = find_label(flow([page]).pieces[0])
    assert (label.marker if label else None) == marker
