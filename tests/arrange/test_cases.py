"""Pages of cases: lines with places become words, words become lines again."""

import json
import math
from pathlib import Path

import pytest

from vndoc.arrange import arrange
from vndoc.pages import Reading, SourcePage, SourceWord

CASES = json.loads((Path(__file__).parents[1] / "cases" / "arrange" / "pages.json").read_text("utf-8"))


def words_of(case, rows="source"):
    """Words of a case: each line of it is one row of the source (or each word is, or all are)."""
    slope = math.tan(math.radians(case.get("skew", 0)))
    words = []
    for row, pieces in enumerate(case["lines"]):
        for x, y, size, text, *confidence in pieces:
            for part in text.split():
                width = 0.5 * size * len(part)
                top = y + slope * (x - 300)
                number = {"source": row, "word": len(words), "one": 0}[rows]
                sure = (confidence[0] if confidence else 0.95) if case["kind"] == "ocr" else None
                words.append(SourceWord(part, (x, top, x + width, top + size), number, size=size, confidence=sure))
                x += width + 0.25 * size
    return tuple(words)


@pytest.mark.parametrize("rows", ["source", "word", "one"])
@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_case(case, rows):
    if rows != "source" and ("skew" in case or "source_rows_only" in case):
        pytest.skip("skew of a short page, and gaps as wide as between columns, need the source's rows")
    page = SourcePage(case.get("number", 1), 595.0, 842.0, (Reading(case["kind"], words_of(case, rows)),))
    got = [[line.role, line.column, line.raw] for line in arrange(page).lines]
    expected = case["expected"]
    if not case.get("order", True):
        got = sorted([role, column if role != "stamp" else None, raw] for role, column, raw in got)
        expected = sorted(expected)
    if rows == "source" or not any("stamp" in line for line in expected):
        assert got == expected
    else:
        assert [g[2] for g in got] and {g[2] for g in got if g[0] != "stamp"} == {e[2] for e in expected if e[0] != "stamp"}
