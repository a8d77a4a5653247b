"""Numbers that a reader cut: what is joined, and what stays."""

import pytest

from vndoc import replay
from vndoc.restore.digits import digit_edits


def joined(raw: str) -> str:
    edits = sorted(digit_edits(raw, []), key=lambda e: e.span)
    for edit in edits:
        assert edit.before == raw[slice(*edit.span)]
    return replay(raw, edits)


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        ("ngay 27/ 11/2008 cia", "ngay 27/11/2008 cia"),
        ("ngay 27/11/ 2008 cia", "ngay 27/11/2008 cia"),
        ("qua 500. 000 dong", "qua 500.000 dong"),
        ("sé 11 1/2008/QD-TTg ngay", "sé 111/2008/QD-TTg ngay"),
        ("sé 63/2002/T T-BTC ngay", "sé 63/2002/TT-BTC ngay"),
        ("1,2.2. Truong hop", "1.2.2. Truong hop"),
        ("1.2, 5. Bao cao", "1.2.5. Bao cao"),
        ("(2,3. Viée cing", "2.3. Viée cing"),
        ("4,3. Cac déi tugng", "4.3. Cac déi tugng"),
        ("thang 12 năm 201 1./.", "thang 12 năm 2011./."),
        ("tu ngay 01/02/20 10, kinh phi", "tu ngay 01/02/2010, kinh phi"),
        ("ngay 14/1 1/2008", "ngay 14/11/2008"),
    ],
)
def test_joined(raw, after):
    assert joined(raw) == after


@pytest.mark.parametrize(
    "raw",
    [
        "S6: 01 /2010/TT-BTC",
        "S6 36 08/2005/ND-CP",
        "nam 2005. 12 nguoi",
        "5.000.000 dong",
        "ngay 7, 8/3/2010",
        "2,5 trigu dong",
        "1.2.5. Bao cao",
        "(2.3) Viéc",
        "Diéu 1, 2. Viéc",
        "năm 2010 1 lan",
        "nam 200 1.500 ho",
        "năm 201 1,5 ha",
        "5 năm 200 12 ho",
        "",
    ],
)
def test_stays(raw):
    assert joined(raw) == raw
