"""Signs of documents: what is put back from the list, and what stays."""

import pytest

from vndoc.resources import table
from vndoc.restore.codes import has_form_of_sign, repair_code


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("QD", "QĐ"),
        ("QP", "QĐ"),
        ("QB", "QĐ"),
        ("ND", "NĐ"),
        ("NB", "NĐ"),
        ("NP", "NĐ"),
        ("HDND", "HĐND"),
        ("HPND", "HĐND"),
        ("HBND", "HĐND"),
        ("BGDDT", "BGDĐT"),
        ("BGDPT", "BGDĐT"),
        ("BLDTBXH", "BLĐTBXH"),
        ("LDTBXH", "LĐTBXH"),
        ("QDND", "QĐND"),
    ],
)
def test_put_back(read, printed):
    assert repair_code(read) == printed


STAY = """
CP TW TU HU UBND BTC BTP BCA BNV BYT TTg NQ CT KL KH TT TTr TTLT UBTVQH VPCP TP HCM GDP USD ODA BHXH BHYT TNHH MTTQ CB VP LB GP
NB1 GDPT HD BC TB CV PCT CHXHCN QC BCT BKHCN BTNMT BXD BGTVT BNN TTCP KTNN VKSTC TANDTC CTr PL DA A I XIII KHTC
"""


@pytest.mark.parametrize("sign", STAY.split())
def test_stays(sign):
    assert repair_code(sign) is None


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("OD", "QĐ"),
        ("TI", "TT"),
        ("CIN", "CTN"),
        ("BINMT", "BTNMT"),
        ("BIC", "BTC"),
        ("cP", "CP"),
        ("QHI12", "QH12"),
        ("UBTVQHI5", "UBTVQH15"),
        ("TCQLDD", "TCQLĐĐ"),
        ("TTBKHDT", "TTBKHĐT"),
        ("KTBDS", "KTBĐS"),
    ],
)
def test_put_right_in_a_number(read, printed):
    assert repair_code(read, is_code=True) == printed
    assert repair_code(printed, is_code=True) is None


@pytest.mark.parametrize("sign", [*STAY.split(), "QLDA", "TCD", "CTr", "VI", "BI", "KI"])
def test_stays_in_a_number(sign):
    assert repair_code(sign, is_code=True) is None


def test_outside_a_number_no_letter_is_another():
    assert repair_code("CIN") is None and repair_code("KTBDS") is None and repair_code("TTBKHDT") == "TTBKHĐT"


def test_what_is_listed_stays():
    listed = [row[0] for row in table("abbreviations")] + [row[1] for row in table("kinds")]
    assert [sign for sign in listed if repair_code(sign) is not None] == []


def test_a_repaired_sign_is_right():
    listed = [row[0] for row in table("abbreviations")] + [row[1] for row in table("kinds")]
    for sign in listed:
        for other in (sign.replace("Đ", d) for d in "DPB"):
            once = repair_code(other)
            assert once is None or repair_code(once) is None


def test_abbreviations_by_form():
    assert all(map(has_form_of_sign, ["HDND", "TTr", "QĐ", "ƯBND"]))
    assert not any(map(has_form_of_sign, ["Dang", "D", "", "đảng", "Q1", "QD-"]))
