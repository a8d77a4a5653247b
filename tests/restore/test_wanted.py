"""Lines that are nothing but the number of a document."""

import pytest

from vndoc.options import Options
from vndoc.pages import TextLine
from vndoc.restore.wanted import needs_repair, with_codes


def wanted(*lines: str) -> list[bool]:
    """Which lines are repaired where the first is damaged."""
    return with_codes([TextLine(raw=x, text=x, kind="layer") for x in lines], [True, *[False] * (len(lines) - 1)])


@pytest.mark.parametrize("line", ["23/2015/ND-CP.", "S6: 12/QD-UBND", "63/2025/QD-UBND"])
def test_follows_its_neighbours(line):
    assert wanted("theo Nghi dinh s6", line, "x") == [True, True, False]
    assert wanted("theo Nghi dinh s6", "x", "x", line) == [True, False, False, False]


@pytest.mark.parametrize("line", ["12/5/2020", "Kinh gửi: 23/2015/NĐ-CP", "and/or", "", "/" * 100])
def test_others_stay(line):
    assert wanted("theo Nghi dinh s6", line) == [True, False]


@pytest.mark.parametrize(
    ("raw", "role", "wanted"),
    [("Ha", "table", False), ("Ha", "body", True), ("Ha nội", "table", True), ("B", "table", False), ("H", "table", True)],
)
def test_units_and_letters_alone_in_cells_stay(raw, role, wanted):
    line = TextLine(raw=raw, text=raw, kind="ocr", role=role)
    assert needs_repair(line, Options()) == wanted
