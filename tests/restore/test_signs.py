"""Signs between words: what is a speck or the mark of a letter, and what stays."""

import pytest

from vndoc.document import Edit
from vndoc.restore.signs import sign_edits


def signed(raw: str, **words: str) -> str:
    """The line with its signs put right; `words` are edits of its words, each of which comes once."""
    edits = [Edit((raw.index(k), raw.index(k) + len(k)), k, v, "garble", 1.0) for k, v in words.items()]
    out, at = [], 0
    for edit in sorted(sign_edits(raw, edits), key=lambda e: e.span):
        start, end = edit.span
        assert edit.before == raw[start:end]
        assert edit.reason == "sign"
        assert all(end <= e.span[0] or start >= e.span[1] for e in edits)
        out += [raw[at:start], edit.after]
        at = end
    return "".join([*out, raw[at:]])


@pytest.mark.parametrize(
    ("raw", "words", "after"),
    [
        ("so’ vat chat", {"so": "sở"}, "so vat chat"),
        ("chita khoi to’.", {"to": "tố"}, "chita khoi to."),
        ("tu, git? vai tro", {"git": "giữ"}, "tu, git vai tro"),
        ("can ct? khoan 2", {"ct": "cứ"}, "can ct khoan 2"),
        ("cht: nghia", {"cht": "chủ"}, "cht nghia"),
        ("thtt! tuc", {"thtt": "thủ"}, "thtt tuc"),
        ("dang [a thanh vien", {"a": "là"}, "dang a thanh vien"),
        ("kinh (é va", {"é": "tế"}, "kinh é va"),
        ("Phap !uat", {"uat": "luật"}, "Phap uat"),
        ("‘kiém toan", {"ki": "ki"}, "kiém toan"),
        ("Danh muc | kém theo |", {}, "Danh muc kém theo"),
        ("| Noi nhan:", {}, "Noi nhan:"),
        ("céng chung,. va", {}, "céng chung, va"),
        ("2.1, Viéc lap", {}, "2.1. Viéc lap"),
        ("I, QUY DINH", {}, "I. QUY DINH"),
        ("tai khoan | Muc I", {}, "tai khoan 1 Muc I"),
        ("ngay | thang 4", {}, "ngay 1 thang 4"),
        ("mua — ban", {}, "mua – ban"),
        ("— Luu: VT", {}, "- Luu: VT"),
        ("s6 69/2007/ND- CP ngay", {}, "s6 69/2007/ND-CP ngay"),
    ],
)
def test_put_right(raw, words, after):
    assert signed(raw, **words) == after


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("goi la ‘co so’ vat", {"so": "sở"}),
        ("trong 50’ dau", {}),
        ("Sao lai thé? Toi khong", {}),
        ("dau tu: a) Xay", {"tu": "tư"}),
        ("chinh pht: Nghi", {"pht": "phủ"}),
        ("xem [1] va (tr. 5)", {}),
        ("(kém theo) tra loi", {}),
        ("khoan 1,\n", {}),
        ("2, Điều 5 cua", {}),
        ("I, II va III", {}),
        ("2010, Chinh phu", {}),
        ("10,5 Trieu", {}),
        ("gui ban_do@tinh.vn va _abc@tinh.vn", {}),
        ("https://tinh.vn/xu?a=1 va", {}),
        ("a – b, c - d", {}),
        ("15-NQ/TW; 16- KL", {}),
        ("tu ' nay ' den", {}),
        ("v.v. va…", {}),
        ("Mau s6 01/ABC- XYZ", {}),
        ("", {}),
    ],
)
def test_stays(raw, words):
    assert signed(raw, **words) == raw


def test_twice_is_once():
    for raw in ("co’ so’ | vat", "2.1, Viéc — lap", "‘kiém toan,. va [a"):
        once = signed(raw)
        assert signed(once) == once
