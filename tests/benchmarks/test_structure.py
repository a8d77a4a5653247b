"""The benchmark of structure counts what it says, lists every miss, and its rival finds what is plainly printed."""

import json

import pytest

from benchmarks import structure_plain
from benchmarks.structure import Score, add_fields, add_sections, fold, key, report
from vndoc import Options

LINES = [
    "BỘ Y TẾ",
    "Số: 12/2020/TT-BYT",
    "Hà Nội, ngày 5 tháng 3 năm 2020",
    "THÔNG TƯ",
    "Quy định về hồ sơ",
    "Căn cứ Luật Lưu trữ;",
    "Chương I",
    "QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi",
    "1. Một.",
    "a) Hai.",
    "Nơi nhận:",
    "- Sở Y tế;",
    "- Lưu: VT.",
]


def test_every_miss_is_listed_and_counted():
    score = Score()
    wanted = [key("article", "Điều 1.", "Phạm vi"), key("clause", "1.", "không xét"), key("clause", "1.", "")]
    add_sections(score, "a.pdf", wanted, [key("article", "Điều 1", "PHẠM VI"), key("clause", "1", ""), key("point", "a)", "")])
    assert (score.levels["article"].right, score.levels["clause"].recall, score.levels["point"].precision) == (1, 0.5, 0)
    assert [miss.split(" | ")[0] for miss in score.misses] == ["a.pdf: missing clause", "a.pdf: extra point"]


def test_lists_are_counted_item_by_item_and_what_is_empty_in_both_is_not():
    score = Score()
    wanted = {"recipients": ["Sở A", "Sở B"], "kind": None, "signature": {"name": "Lê Thử"}, "preamble_other": ["x"]}
    add_fields(score, "a", wanted, {"recipients": ["Sở B", "Sở C"], "signature.name": "Lê Thử"})
    count = score.fields["recipients"]
    assert (count.wanted, count.given, count.right) == (2, 2, 1)
    assert score.fields["kind"].wanted == score.fields["kind"].given == 0
    assert score.fields["signature.name"].f1 == 1
    assert len(score.misses) == 1


def test_the_rival_finds_what_is_plainly_printed():
    found = [(level, fold(marker), fold(title)) for level, marker, title in structure_plain.sections(LINES)]
    assert found == [
        ("chapter", "chương i", "quy định chung"),
        ("article", "điều 1", "phạm vi"),
        ("clause", "1", "một"),
        ("point", "a", "hai"),
    ]
    fields = structure_plain.metadata(LINES)
    assert fields["number"] == "12/2020/TT-BYT"
    assert (fields["date"], fields["place"], fields["kind"]) == ("2020-03-05", "Hà Nội", "THÔNG TƯ")
    assert (fields["recipients"], fields["archive_line"]) == (["Sở Y tế"], "Lưu: VT")


@pytest.mark.parametrize("keep", [False, True])
def test_the_report_of_a_folder(tmp_path, keep):
    from samples.make import HERE

    files, outlines = tmp_path / "files", tmp_path / "outlines"
    files.mkdir(), outlines.mkdir()
    (files / "tcvn3.pdf").write_bytes((HERE / "tcvn3.pdf").read_bytes())
    outline = {
        "id": "tcvn3",
        "metadata": {"place": "Hoài Giang", "date": "1999-01-01"},
        "sections": [["article", "Điều 99.", "Z"]],
    }
    (outlines / "tcvn3.json").write_text(json.dumps(outline), "utf-8")
    text = report(outlines, files, Options(engine="none"), tmp_path if keep else None)
    assert "1 file(s), 1 page(s)" in text
    assert "missing article | điều 99 | z" in text
    assert "tcvn3.pdf: date: wanted ['1999-01-01']" in text
    assert "| place | 1 | 1.000 | 1.000 | 1.000 |" in text
    if keep:
        assert report(outlines, files, Options(engine="none"), tmp_path).partition("\n")[2] == text.partition("\n")[2]
