"""The benchmarks run, on next to nothing, and print tables of the right shape; nobody looks at the figures here."""

from pathlib import Path

import pytest

from benchmarks import batch, convert, data, repair
from benchmarks.rivals import Chain, rivals
from benchmarks.table import markdown

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUE = "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;\nĐiều 1. Thành lập Tổ công tác"
READ = "Can cw Luat Luu tri ngay 11 thang 11 nam 2011;\nDiéu 1. Thanh lap T6 céng tac"


@pytest.fixture
def material(tmp_path):
    for name in ("seed", "scans/gold", "clean"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "seed" / "truth.txt").write_text(TRUE, "utf-8")
    (tmp_path / "seed" / "garbled.txt").write_text(READ, "utf-8")
    rows = [f"{t}\t{r}\t{t}" for t, r in zip(TRUE.splitlines(), READ.splitlines(), strict=True)]
    (tmp_path / "scans" / "gold" / "a.tsv").write_text("\n".join(["truth\teng\tvie", *rows]) + "\n", "utf-8")
    (tmp_path / "clean" / "law.txt").write_text(TRUE, "utf-8")
    (tmp_path / "clean" / "english.txt").write_text("Permission is hereby granted", "utf-8")
    return tmp_path


def rows_of(text):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def test_data(material):
    assert [s.name for s in data.seed(material)] == ["seed"]
    assert data.scans(material) == [("a", TRUE, READ)]
    assert data.scans(material, "vie") == [("a", TRUE, TRUE)]
    assert [s.name for s in data.stripped(material)] == ["law"]
    assert "Can cu Luat Luu tru" in data.stripped(material)[0].reading
    assert data.cut(data.seed(material), 1)[0].truth == TRUE.splitlines()[0]
    assert data.seed(material / "clean") == data.scans(material / "clean") == data.clean(material / "no") == []


def test_repair(material, capsys):
    repair.main(["--data", str(material), "--runs", "1"])
    rows = rows_of(capsys.readouterr().out)
    assert {len(row) for row in rows} <= {3, 4}
    assert sum(row[0] == "vndoc" for row in rows) == 6
    as_it_comes, chain, ours = (next(r for r in rows if r[0] == name and "%" in r[1]) for name, _ in named_rivals())
    assert float(ours[1].rstrip("%")) < float(chain[1].rstrip("%")) < float(as_it_comes[1].rstrip("%"))


def named_rivals():
    wanted = ("the text as it comes", "dictionary chain, no model", "vndoc")
    return [(name, function) for name, function in rivals() if name in wanted]


def test_without_a_folder_the_texts_are_those_of_the_samples():
    assert [s.name for s in data.clean(None)] == [s.name for s in data.stripped(None)] == ["plan", "decision", "letter"]
    assert data.seed(None) == data.scans(None) == []
    assert "**" not in "".join(s.truth for s in data.clean(None))


def test_repair_wants_a_folder(capsys):
    with pytest.raises(SystemExit) as stop:
        repair.main(["--data", "no such folder"])
    assert stop.value.code == 2
    assert "no such folder" in capsys.readouterr().err


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
