import pytest

from vndoc.structure.shapes import joined


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        (["theo inter-", "national law"], "theo international law"),
        (["(infor-", "mation)"], "(information)"),
        (["Tổ chức Euro-", "pean Union"], "Tổ chức European Union"),
        (["tại Mát-xcơ-", "va, Liên"], "tại Mát-xcơ-va, Liên"),
        (["tiêm vắc-", "xin cho"], "tiêm vắc-xin cho"),
        (["Phi-", "líp-pin"], "Phi-líp-pin"),
        (["Xô-", "viết Nghệ Tĩnh"], "Xô-viết Nghệ Tĩnh"),
        (["một in\N{SOFT HYPHEN}", "ternet"], "một internet"),
        (["giai đoạn 2010-", "2015"], "giai đoạn 2010-2015"),
        (["số 02-NQ/", "TW ngày"], "số 02-NQ/TW ngày"),
        (["số 02-", "NQ/TW"], "số 02-NQ/TW"),
        # what is no broken word
        (["của Đảng -", "đoàn thể"], "của Đảng - đoàn thể"),
        (["giai đoạn 2010 -", "2015"], "giai đoạn 2010 - 2015"),
        (["Nghj quyét-", "ciia Bộ"], "Nghj quyét- ciia Bộ"),
        (["http://van-ban.vn/a-", "b.html"], "http://van-ban.vn/a- b.html"),
        (["COVID-", "19"], "COVID-19"),
        (["kinh tế-", "Xã hội"], "kinh tế- Xã hội"),
        (["-", "xã hội"], "- xã hội"),
        (["", " a ", ""], "a"),
        ([], ""),
    ],
)
def test_lines_as_one(lines, one):
    assert joined(lines) == one


def test_a_chain_of_hyphens_is_read_in_time():
    assert len(joined(["a-" * 20_000, "b"] * 50)) > 1_000_000
