"""A batch whose workers die of pages: only these pages are lost, and the files come out as `process` makes them."""

import os
from pathlib import Path

import papers
import pytest

import vndoc.batch
from vndoc import export, process_batch
from vndoc.limits import Limits
from vndoc.options import Options
from vndoc.page_workers import PageWorkers
from vndoc.pipeline import process_with

OPTIONS = Options(engine="none", repair="never", page_seconds=1)
LIMITS = Limits(
    open_seconds=4, extract_seconds=4, arrange_seconds=2, read_calls=0, draw_seconds=2, memory=700 << 20, file_memory=800 << 20
)


@pytest.fixture
def fault(monkeypatch):
    """Let workers fail in a way."""

    def make(how):
        folder = str(Path(__file__).parent / "faulty")
        monkeypatch.syspath_prepend(folder)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([folder, str(Path(vndoc.batch.__file__).parents[1])]))
        monkeypatch.setenv("VNDOC_TEST_FAULT", how)
        monkeypatch.setattr(vndoc.batch, "LIMITS", LIMITS)

    return make


@pytest.mark.parametrize("how", ["layer ends", "layer spins", "layer eats"])
def test_a_bad_page_costs_itself(tmp_path, fault, how):
    fault(how)
    archive, out = tmp_path / "in", tmp_path / "out"
    archive.mkdir()
    papers.write_pdf(archive / "a.pdf", [["mot"], ["hai"], ["ba"]])
    papers.write_pdf(archive / "b.pdf", [["bon"]])
    summary = process_batch(archive, out, OPTIONS, jobs=2)
    assert (summary.done, summary.failed) == (2, ())
    with PageWorkers(1, LIMITS) as workers:
        for name in ("a", "b"):
            document = process_with(workers.open, archive / f"{name}.pdf", OPTIONS)
            assert (out / f"{name}.json").read_text("utf-8") == export(document, "json")
    text = (out / "a.json").read_text("utf-8")
    assert '"mot"' in text
    assert '"ba"' in text
    assert "_unreadable" in text or "extract_failed" in text


def test_a_file_that_cannot_be_opened(tmp_path, fault):
    fault("open ends")
    archive = tmp_path / "in"
    archive.mkdir()
    papers.write_pdf(archive / "a.pdf", [["mot"]])
    (archive / "b.txt").write_text("hai")
    summary = process_batch(archive, tmp_path / "out", OPTIONS, jobs=1)
    assert [(f.path, f.code) for f in summary.failed] == [("a.pdf", 3)]
    assert "cannot be opened" in summary.failed[0].message
