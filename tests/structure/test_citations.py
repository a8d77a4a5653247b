"""References: units, lists, relative ones, documents by number and by name."""

from __future__ import annotations

import pytest

from vndoc.document import Section
from vndoc.structure.citations import find_citations


def cited(text: str) -> list[tuple[str | None, ...]]:
    clauses = tuple(
        Section(f"article_7__clause_{n}", "clause", f"{n}.", str(n), text=text if n == 1 else "Khác.") for n in (1, 2, 3)
    )
    sections = (
        Section("article_5", "article", "Điều 5.", "5"),
        Section("article_7", "article", "Điều 7.", "7", "", "", None, None, clauses),
    )
    return [(c.article, c.clause, c.point, c.kind, c.number, c.target) for c in find_citations(sections, ())]


CASES = {
    "theo điểm a khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP.": [("5", "1", "a", "Nghị định", "30/2020/NĐ-CP", None)],
    "tại khoản 2 Điều này;": [("7", "2", None, None, None, "article_7__clause_2")],
    "tại khoản 1 và khoản 3 Điều 7;": [
        ("7", "1", None, None, None, "article_7__clause_1"),
        ("7", "3", None, None, None, "article_7__clause_3"),
    ],
    "tại các điểm a, b và c khoản 2 Điều 7;": [
        ("7", "2", point, None, None, "article_7__clause_2") for point in ("a", "b", "c")
    ],
    "tại điểm a khoản này;": [("7", "1", "a", None, None, "article_7__clause_1")],
    "quy định tại Điều 5 của Luật Đất đai;": [("5", None, None, "Luật", None, None)],
    "quy định tại Điều 5 của Luật này;": [("5", None, None, "Luật", None, "article_5")],
    "Nghị quyết số 02-NQ/TW, ngày 12/6/2021 của Bộ Chính trị": [(None, None, None, "Nghị quyết", "02-NQ/TW", None)],
    "Từ Điều 5 đến Điều 7": [
        ("5", None, None, None, None, "article_5"),
        ("6", None, None, None, None, None),
        ("7", None, None, None, None, "article_7"),
    ],
    "ba khoản này khác; 3 điều": [("7", "1", None, None, None, "article_7__clause_1")],
    "điểm cao nhất của khoản thu": [],
}


@pytest.mark.parametrize("text", CASES)
def test_references(text):
    assert cited(text) == CASES[text]
