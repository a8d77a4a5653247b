"""The benchmarks run, on next to nothing, and print tables of the right shape; nobody looks at the figures here."""

from pathlib import Path

import pytest

from benchmarks import batch, convert, data, files, repair
from benchmarks.rivals import Chain, ours, rivals
from benchmarks.speed import first, measure_rates, measure_start
from benchmarks.table import markdown

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUE = "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;\nĐiều 1. Thành lập Tổ công tác"
READ = "Can cw Luat Luu tri ngay 11 thang 11 nam 2011;\nDiéu 1. Thanh lap T6 céng tac"

PRINTED = [
    "nâng cao chất lượng sinh hoạt chi bộ ở thôn, bản",
    "Thực hiện Chương trình số 08-CTr/TU, ngày 22/02/2019 của Ban Chấp",
    "hành Đảng bộ tỉnh Hoài Giang về củng cố tổ chức cơ sở đảng, Ban Thường vụ",
]
"""Some of the lines that are printed on the sample."""


@pytest.fixture
def material(tmp_path):
    for name in ("seed", "scans/gold", "clean"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "seed" / "truth.txt").write_text(TRUE, "utf-8")
    (tmp_path / "seed" / "garbled.txt").write_text(READ, "utf-8")
    rows = [f"{t}\t{r}\t{t}" for t, r in zip(TRUE.splitlines(), READ.splitlines(), strict=True)]
    (tmp_path / "scans" / "gold" / "a.tsv").write_text("\n".join(["truth\teng\tvie", *rows]) + "\n", "utf-8")
    (tmp_path / "rendered" / "law-1").mkdir(parents=True)
    (tmp_path / "rendered" / "law-1" / "truth.txt").write_text(TRUE, "utf-8")
    (tmp_path / "rendered" / "law-1" / "eng.txt").write_text("Seo\n" + READ, "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "plan.eng.pdf").write_bytes((SAMPLES / "scan-wrong-layer.pdf").read_bytes())
    (tmp_path / "docs" / "plan.txt").write_text("\n".join(PRINTED) + "\n2\n", "utf-8")
    (tmp_path / "clean" / "law.txt").write_text(TRUE, "utf-8")
    (tmp_path / "clean" / "english.txt").write_text("Permission is hereby granted", "utf-8")
    return tmp_path


def rows_of(text):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def test_data(material):
    assert [s.name for s in data.seed(material)] == ["seed"]
    assert data.scans(material) == [("a", TRUE, READ)]
    assert data.scans(material, "vie") == [("a", TRUE, TRUE)]
    assert [(s.name, data.kind(s)) for s in data.rendered(material)] == [("law-1", "law")]
    assert data.rendered(material, "vie") == []
    assert [(one.path.name, one.truth) for one in data.layers(material)] == [("plan.eng.pdf", PRINTED)]
    assert data.readings(material)[0] == READ.splitlines()
    assert [s.name for s in data.stripped(material)] == ["law"]
    assert "Can cu Luat Luu tru" in data.stripped(material)[0].reading
    assert data.cut(data.seed(material), 1)[0].truth == TRUE.splitlines()[0]
    assert data.seed(material / "clean") == data.scans(material / "clean") == data.clean(material / "no") == []


def table_of(text, heading):
    return rows_of(text.partition(f"## {heading}\n")[2].partition("\n## ")[0])


def share(cell):
    return float(cell.rstrip("%"))


def test_repair(material, capsys, tmp_path):
    parts = ["errors", "correct", "gate", "exact", "confidence", "classes", "rivals"]
    repair.main([*parts, "--data", str(material), "--out", str(tmp_path / "out")])
    printed = capsys.readouterr().out
    errors = table_of(printed, "Errors")
    assert [row[0] for row in errors[2:]] == [
        "scans, English reading", "seed", "rendered, English reading", "rendered law", "marks stripped: law",
        "marks stripped: all", "scans, Vietnamese reading as text", "scans, Vietnamese reading as an engine's",
        "scans, both readings together", "layers of PDFs, whole path",
    ]  # fmt: skip
    assert all(share(row[3]) < share(row[2]) for row in errors[2:6])
    beside = table_of(printed, "Beside other tools")
    first = dict(zip(beside[0], beside[2], strict=True))
    assert share(first["vndoc"]) < share(first["dictionary chain, no model"]) < share(first["as it comes"])
    assert [row[:3] for row in table_of(printed, "Correct text")[2:4]] == [["english", "vndoc", "4"], ["law", "vndoc", "18"]]
    assert {row[0] for row in table_of(printed, "Confidence")[2:]} == {
        "scans and layers", "scans", "layers of PDFs", "seed", "rendered",
    }  # fmt: skip
    assert (tmp_path / "out" / "measured.md").read_text("utf-8").endswith(printed)
    assert (tmp_path / "out" / "reliability.svg").read_text("utf-8").startswith("<svg ")
    assert (tmp_path / "out" / "errors_left.md").read_text("utf-8").startswith("# Errors that are left")


def test_readme(material, capsys):
    repair.main(["errors", "exact", "rivals", "--data", str(material), "--rival-lines", "1", "--readme"])
    printed = capsys.readouterr().out
    rows = rows_of(printed)
    assert rows[0][:2] == ["word error", "as it comes"]
    assert "first 1 lines of each text" in printed
    assert any(row[0] == "numbers, dates, codes that come out as printed" and "100.00%" in row[1] for row in rows)


def test_speed(material, monkeypatch):
    monkeypatch.setattr("benchmarks.speed.STARTS", 1)
    found = measure_rates(material, "vndoc", 2)
    assert found.tokens == len(READ.split())
    assert min(found) > 0
    start = measure_start(ours(), material / "seed" / "garbled.txt")
    assert 0 < start.imported < start.first
    assert first([["a", "b"], ["c"]], 2) == [["a", "b"]]


def test_tools_that_are_not_installed_are_named():
    tools = list(rivals())
    assert {tools[0].name, tools[1].name, tools[-1].name} == {"as it comes", "dictionary chain, no model", "vndoc"}
    assert all((tool.repair is None) == bool(tool.why) for tool in tools)


def test_without_a_folder_the_texts_are_those_of_the_samples():
    assert [s.name for s in data.clean(None)] == [s.name for s in data.stripped(None)] == ["plan", "decision", "letter"]
    assert data.seed(None) == data.scans(None) == []
    assert "**" not in "".join(s.truth for s in data.clean(None))


def test_repair_wants_a_folder(capsys):
    with pytest.raises(SystemExit) as stop:
        repair.main(["--data", "no such folder"])
    assert stop.value.code == 2
    assert "no such folder" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        repair.main(["no such part"])


def test_chain_keeps_what_is_no_damaged_syllable():
    chain = Chain()
    for text in ("12/6/2021", "02-NQ/TW", "185.000.000", " \n\t", "", "Nghị quyết,", "(ngày)"):
        assert chain(text) == text


def test_chain_finds_the_commonest_spelling():
    chain = Chain()
    assert chain("(Nghi quyet),") == "(Nghị quyết),"
    assert chain("VIET") == "VIỆT"


def test_convert(capsys):
    convert.main([str(SAMPLES / "scan-wrong-layer.pdf"), "--pages", "1", "--runs", "1", "--rival-runs", "0"])
    printed = capsys.readouterr().out
    assert "1 file(s), 1 page(s)" in printed
    assert rows_of(printed)[2][0] == "vndoc, from the layer"


def test_batch(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(READ, "utf-8")
    batch.main([str(tmp_path), "--jobs", "1", "--runs", "1", "--no-loop"])
    printed = capsys.readouterr().out
    assert "1 file(s), engine none; failed 0; same bytes on any workers: yes" in printed
    assert len(rows_of(printed)) == 4


def test_tables_hold_any_text():
    assert markdown(["a|b"], [["c"]]).splitlines()[0] == r"| a\|b |"


def test_files_prints_a_table(capsys, tmp_path):
    out = tmp_path / "files.md"
    files.main(["--pages", "3", "--pages", "2", "--ways", "convert,inspect,pdfium", "--out", str(out)])
    table = rows_of(out.read_text("utf-8"))
    assert [row[1] for row in table[2:]] == ["3", "3", "3", "2"]
    assert all(float(row[2].replace(",", "")) > 0 for row in table[2:])
    assert "3 pages (2 different)" in capsys.readouterr().out
