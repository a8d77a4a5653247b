"""Page workers: the same bytes as without, and what faults cost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import papers
import pytest

from vndoc import export, process
from vndoc.errors import EncryptedError, EngineError, InputError, UsageError
from vndoc.limits import Limits
from vndoc.options import Options
from vndoc.page_workers import PageWorkers
from vndoc.pipeline import judge_pages, process_with

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NONE = Options(engine="none", repair="never")
PAGES = [["KE HOACH", "trang mot"], ["trang hai"], ["trang ba"], ["trang bon"]]
SHORT = Limits(extract_seconds=6, open_seconds=6, arrange_seconds=6, read_calls=0, draw_seconds=6, memory=700 << 20)


@pytest.fixture
def pdf(tmp_path):
    return papers.write_pdf(tmp_path / "a.pdf", PAGES)


@pytest.fixture
def fault(monkeypatch):
    """Let page workers fail in a way."""

    def make(how):
        monkeypatch.syspath_prepend(str(Path(__file__).parent / "faulty"))
        monkeypatch.setenv("VNDOC_TEST_FAULT", how)

    return make


def lines(document):
    return [[line.raw for line in page.lines] for page in document.pages]


def notices(document, page=2):
    return {n.code: n.message for n in document.notices if n.page == page}


def run(path, options=NONE, jobs=1, limits=SHORT):
    with PageWorkers(jobs, limits) as workers:
        return process_with(workers.open, path, options)


@pytest.mark.parametrize("name", ["tcvn3.pdf", "scan-wrong-layer.pdf", "scan-image-only.pdf"])
def test_same_bytes_on_any_number_of_workers(name):
    options = Options(engine="none")
    made = {export(process(SAMPLES / name, options, jobs=jobs), "json") for jobs in (0, 1, 2)}
    assert len(made) == 1


def test_other_files(tmp_path):
    picture, text = papers.write_picture(tmp_path / "a.tif", pages=3), tmp_path / "a.txt"
    text.write_text("Một dòng.\n\fHai dòng.\n", "utf-8")
    with PageWorkers(2) as workers:
        for path in (picture, text, picture):
            here, there = process(path, NONE), process_with(workers.open, path, NONE)
            assert export(here, "json") == export(there, "json")


def test_pages_are_in_order_and_told(pdf):
    seen = []
    document = process(pdf, NONE, jobs=3, progress=lambda done, total: seen.append((done, total)))
    assert lines(document) == PAGES
    assert seen == [(i, 4) for i in range(1, 5)]
    assert [page.number for page in process(pdf, Options(engine="none", pages=(2, 4)), jobs=2).pages] == [2, 4]


def test_lone_surrogates_travel():
    from vndoc.page_workers.messages import answer_of, pack
    from vndoc.page_workers.page import Made
    from vndoc.pages import ArrangedPage, TextLine, Verdict

    page = ArrangedPage(1, 1.0, 1.0, Verdict("absent"), "none", (TextLine("a\ud800b", "a\ud800b", "layer"),))
    assert answer_of(pack(Made(page))[4:]).page.lines[0].raw == "a\ufffdb"


def test_errors_are_the_same(pdf, tmp_path):
    secret = papers.write_pdf(tmp_path / "b.pdf", password="abc")
    (tmp_path / "c.pdf").write_bytes(pdf.read_bytes()[:100])
    for path, options, error in (
        (secret, NONE, EncryptedError),
        (tmp_path / "c.pdf", NONE, InputError),
        (tmp_path / "none.pdf", NONE, InputError),
        (pdf, Options(engine="none", pages=(9,)), UsageError),
        (pdf, Options(engine="nothing"), EngineError),
    ):
        with pytest.raises(error) as here:
            process(path, options)
        with pytest.raises(error) as there:
            process(path, options, jobs=1)
        assert str(here.value) == str(there.value)
        assert type(here.value) is type(there.value)
    assert process(secret, Options(engine="none", password="abc"), jobs=1).pages


def test_a_worker_goes_on_after_a_refusal(pdf, tmp_path):
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4\n")
    with PageWorkers(1) as workers:
        for _ in range(2):
            with pytest.raises(InputError):
                process_with(workers.open, tmp_path / "c.pdf", NONE)
            assert lines(process_with(workers.open, pdf, NONE)) == PAGES
        assert len(workers._workers) == 1


@pytest.mark.parametrize("how", ["layer ends", "layer spins"])
def test_a_page_whose_layer_cannot_be_read(pdf, fault, how):
    fault(how)
    document = run(pdf)
    assert lines(document) == [PAGES[0], [], *PAGES[2:]]
    assert "layer_unreadable" in notices(document)
    assert (document.pages[1].width, document.pages[1].height) == (595.0, 842.0)
    assert not notices(document, 1)


def test_a_page_that_eats_memory(pdf, fault):
    fault("layer eats")
    document = run(pdf)
    assert lines(document) == [PAGES[0], [], *PAGES[2:]]
    assert "MemoryError" in notices(document)["extract_failed"]


def test_a_page_that_cannot_be_had_at_all(pdf, fault):
    fault("page ends")
    document = run(pdf, jobs=2)
    assert lines(document) == [PAGES[0], [], *PAGES[2:]]
    assert "exit code 9" in notices(document)["extract_failed"]


def test_lines_that_cannot_be_put_in_order(pdf, fault):
    fault("arrange ends")
    document = run(pdf, jobs=2)
    assert lines(document) == PAGES
    assert "arrange_failed" in notices(document)


def test_workers_that_die_of_what_came_before(pdf, fault):
    fault("old ones end")
    document = run(pdf)
    assert lines(document) == PAGES
    assert not document.notices


@pytest.mark.parametrize("how", ["engine exits", "engine aborts", "engine hangs", "engine eats", "engine forges"])
def test_an_engine_that_fails_leaves_the_layer(pdf, fault, how):
    fault(how)
    with pytest.raises(EngineError, match="its text layer is used"):
        run(pdf, Options(engine="faulty", pages=(1, 2)))
    with PageWorkers(1, SHORT) as workers, workers.open(pdf, Options(engine="faulty")) as file:
        made = next(file.pages([2]))
    assert [line.raw for line in made.page.lines] == PAGES[1]
    assert [n.code for n in made.page.notices] == ["engine_failed"]


def test_an_engine_that_babbles(pdf, fault):
    fault("engine babbles")
    document = run(pdf, Options(engine="faulty"))
    assert [len(page) for page in lines(document)] == [2, 1, 1, 1]
    assert set(notices(document)) == {"nothing_read"}


@pytest.mark.parametrize("how", ["open ends", "open spins", "open raises"])
def test_a_file_that_cannot_be_opened(pdf, fault, how):
    fault(how)
    with pytest.raises(InputError, match=r"a\.pdf: .*cannot be opened.*save it"):
        run(pdf)


@pytest.mark.parametrize("how", ["none", "layer ends", "page ends"])
def test_pages_are_judged(pdf, fault, how):
    fault(how)
    with PageWorkers(1, SHORT) as workers:
        pages = list(judge_pages(pdf, NONE, workers.open))
    assert [page.number for page in pages] == [1, 2, 3, 4]
    here = list(judge_pages(pdf, NONE))
    assert [page for page in pages if page.number != 2] == [page for page in here if page.number != 2]
    assert (pages[1] == here[1]) == (how == "none")
    assert bool(pages[1].notices) == (how != "none")


def test_stopping_midway_ends_the_workers(pdf, fault):
    fault("layer spins")

    def stop(done, total):
        raise KeyboardInterrupt

    started = time.monotonic()
    with PageWorkers(2, Limits()) as workers, pytest.raises(KeyboardInterrupt):
        process_with(workers.open, pdf, NONE, progress=stop)
    assert time.monotonic() - started < 15
    assert not workers._workers


SCRIPT = """
import os, sys, time
from vndoc.options import Options
from vndoc.page_workers import PageWorkers
workers = PageWorkers(1)
file = workers.open(__import__("pathlib").Path(sys.argv[1]), Options(engine="none"))
print(next(iter(workers._workers))._process.pid, flush=True)
list(file.pages([2]))
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_workers_end_with_a_killed_parent(pdf, fault):
    fault("layer spins")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    parent = subprocess.Popen([sys.executable, "-c", SCRIPT, str(pdf)], stdout=subprocess.PIPE, env=env)
    pid = int(parent.stdout.readline())
    time.sleep(0.5)
    assert Path(f"/proc/{pid}").exists()
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_modules_of_the_current_folder_are_not_loaded(vndoc, pdf):
    """A folder of documents may hold a file that is called like a module."""
    for name in ("numpy", "zlib", "pdfplumber", "pypdfium2"):
        (pdf.parent / f"{name}.py").write_text("raise SystemExit('taken over')")
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from vndoc.cli import main; main(sys.argv[1:])"
    root = str(SAMPLES.parent)
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, root, "convert", "a.pdf", "-o", "-", "--engine", "none"],
        cwd=pdf.parent, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert b"trang hai" in done.stdout


def test_explain_makes_pages_apart(vndoc, pdf, fault):
    """A page that ends its process ends no command."""
    fault("page ends")
    done = vndoc("explain", "a.pdf", "--engine", "none", cwd=pdf.parent)
    assert done.returncode == 0, done.stderr.decode()
