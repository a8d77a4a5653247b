"""``--split``: a file of several documents gives an output for each, by every way there is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vndoc import Document, Options, load, process, process_batch
from vndoc.cli.main import run
from vndoc.outputs import split_paths
from vndoc.pipeline import process_split

PLAN = """UBND HUYỆN BÌNH SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG NỘI VỤ Độc lập - Tự do - Hạnh phúc
Số: 21/KH-PNV Bình Sơn, ngày 04 tháng 5 năm 2016
KẾ HOẠCH
Sắp xếp kho lưu trữ năm 2016
Phòng Nội vụ lập kế hoạch như sau:
I. MỤC ĐÍCH
Hồ sơ nhiều năm được xếp lại theo thời gian.
Nơi nhận:
- UBND huyện;
- Lưu: VT.
TRƯỞNG PHÒNG
Nguyễn Văn An
"""
DECISION = """UỶ BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BÌNH SƠN Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND Bình Sơn, ngày 15 tháng 4 năm 2016
QUYẾT ĐỊNH
Về việc chỉnh lý tài liệu tồn đọng
Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
QUYẾT ĐỊNH:
Điều 1. Chỉnh lý tài liệu tồn đọng của các phòng.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Trần Văn Bình
"""


@pytest.fixture
def joined(tmp_path: Path) -> Callable[[str], Path]:
    def make(between: str) -> Path:
        path = tmp_path / "in" / "a.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAN + between + DECISION, "utf-8")
        return path

    return make


def lines(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


@pytest.mark.parametrize("between", ["\f", ""])
def test_each_document_is_whole(joined: Callable[[str], Path], between: str) -> None:
    path = joined(between)
    whole, (plan, decision) = process(path), process_split(path)
    assert [d.metadata.kind for d in (whole, plan, decision)] == ["Kế hoạch", "Kế hoạch", "Quyết định"]
    assert [n.code for n in whole.notices].count("several_documents") == 1
    assert not [n for d in (plan, decision) for n in d.notices if n.code == "several_documents"]
    assert lines(plan) + lines(decision) == lines(whole)
    assert len(plan.edits) + len(decision.edits) == len(whole.edits)
    assert decision.pages[0].number == (2 if between else 1)
    for document in (plan, decision):
        counted = {(page.number, i): line.raw for page in document.pages for i, line in enumerate(page.lines)}
        for edit in document.edits:
            assert edit.page is not None
            assert edit.line is not None
            found = counted[edit.page, edit.line][edit.span[0] : edit.span[1]]
            assert found in (edit.before, edit.after)
    assert [s.marker for s in decision.sections if s.level == "article"] == ["Điều 1.", "Điều 2."]
    assert decision.origin == plan.origin == whole.origin


def test_long_documents_are_parted_too(joined: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = joined("\f")
    short = process_split(path)
    monkeypatch.setattr("vndoc.stretches.STRETCH", 1)
    assert [d.metadata for d in process_split(path)] == [d.metadata for d in short]
    assert [lines(d) for d in process_split(path)] == [lines(d) for d in short]


def test_a_single_document_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAN, "utf-8")
    assert process_split(path) == (process(path),)


def test_names_of_two_files_never_meet() -> None:
    names = [p["json"].name for stem in ("a", "a-1") for p in split_paths(Path("out"), stem, ("json",), 3)]
    assert len(set(names)) == len(names)


def test_batch(joined: Callable[[str], Path], tmp_path: Path) -> None:
    path, out = joined("\f"), tmp_path / "out"
    for done in (1, 0):
        summary = process_batch(path.parent, out, Options(engine="none", split=True), jobs=1)
        assert (summary.done, summary.skipped, summary.failed, summary.pages) == (done, 1 - done, (), 2 * done)
    assert sorted(p.name for p in out.glob("*.json")) == ["a-1.json", "a-2.json"]
    assert load((out / "a-2.json").read_bytes()).metadata.kind == "Quyết định"


def test_convert(joined: Callable[[str], Path], tmp_path: Path) -> None:
    path, out = joined(""), tmp_path / "out"
    assert run(["convert", str(path), "--split", "-o", str(out), "--to", "json,text"]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["a-1.json", "a-1.txt", "a-2.json", "a-2.txt"]
    kept = (out / "a-2.json").read_bytes()
    (out / "a-1.json").unlink()
    (out / "a-1.txt").unlink()
    assert run(["convert", str(path), "--split", "-o", str(out)]) == 7
    assert (out / "a-2.json").read_bytes() == kept
    assert not (out / "a-1.json").exists()


def batch_of(path: Path, out: Path, overwrite: bool = False) -> tuple[int, int]:
    done = process_batch(path.parent, out, Options(engine="none", split=True), jobs=1, overwrite=overwrite)
    assert done.failed == ()
    return done.done, done.skipped


def test_a_batch_goes_on_where_any_output_is_missing(joined: Callable[[str], Path], tmp_path: Path) -> None:
    path, out = joined("\f"), tmp_path / "out"
    assert batch_of(path, out) == (1, 0)
    (out / "a-2.json").unlink()
    assert batch_of(path, out, overwrite=True) == (1, 0)
    assert (out / "a-2.json").is_file()
    assert batch_of(path, out) == (0, 1)


def test_a_batch_removes_what_it_wrote_of_more_documents(
    joined: Callable[[str], Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, out = joined("\f"), tmp_path / "out"
    batch_of(path, out)
    path.write_text(PLAN, "utf-8")
    (out / "a-2.txt").write_text("mine", "utf-8")
    assert batch_of(path, out, overwrite=True) == (1, 0)
    assert sorted(p.name for p in out.iterdir() if p.is_file()) == ["a-1.json", "a-2.txt"]
    (out / "a-2.json").write_text("mine", "utf-8")
    path.write_text(PLAN + "\n", "utf-8")
    assert batch_of(path, out, overwrite=True) == (1, 0)
    assert (out / "a-2.json").read_text("utf-8") == "mine"
    assert "a-2.json: stands beside the 1 document(s)" in caplog.text


def test_convert_tells_of_higher_numbers(
    joined: Callable[[str], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, out = joined("\f"), tmp_path / "out"
    assert run(["convert", str(path), "--split", "-o", str(out)]) == 0
    path.write_text(PLAN, "utf-8")
    capfd.readouterr()
    assert run(["convert", str(path), "--split", "-o", str(out), "--overwrite"]) == 0
    assert "a-2.json: stands beside the 1 document(s)" in capfd.readouterr().err
    assert (out / "a-2.json").is_file()


def test_one_stream_takes_one_document(joined: Callable[[str], Path], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["convert", str(joined("")), "--split", "-o", "-"]) == 2
    assert "name an output folder for --split" in capfd.readouterr().err
