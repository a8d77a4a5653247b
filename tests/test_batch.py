import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path

import faults
import pytest

import vndoc.batch
from vndoc import process_batch
from vndoc.batch import Failure
from vndoc.errors import InputError, OutputError, UsageError, VndocError
from vndoc.ledger import FOLDER, Entry, Ledger
from vndoc.options import Options
from vndoc.workers import Workers

OPTIONS = Options(engine="none")
LINES = ["KẾ HOẠCH", "I. MỤC ĐÍCH", "1. Cơ quan số {} thực hiện việc rà soát hồ sơ.", "Thuc hién Nghi quyét s6 02-NQ/TW"]


@pytest.fixture
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def archive(tmp_path):
    """A folder with five documents in two folders, and things that are none."""
    root = tmp_path / "archive"
    write(root, ["a.txt", "b c.txt", "năm 2024/Kế hoạch.txt", "năm 2024/sâu/x.txt", "z.txt"])
    (root / ".hidden.txt").write_text("no")
    (root / ".git").mkdir()
    (root / ".git" / "config.txt").write_text("no")
    (root / "program.py").write_text("print()")
    (root / "picture.gif").write_bytes(b"GIF89a")
    return root


def write(root, names):
    for i, name in enumerate(names):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(LINES).format(i), "utf-8")
    return root


def outputs(folder):
    """Name and content of all outputs."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and FOLDER not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_tree_in_mirrored_tree_out(archive, tmp_path, threads):
    out = tmp_path / "out"
    seen = []
    summary = process_batch(archive, out, OPTIONS, formats=("json", "text"), executor=threads, progress=seen.append)
    assert (summary.done, summary.skipped, summary.failed, summary.ignored, summary.pages) == (5, 0, (), 2, 5)
    stems = ["a", "b c", "năm 2024/Kế hoạch", "năm 2024/sâu/x", "z"]
    assert sorted(outputs(out)) == sorted(f"{s}{x}" for s in stems for x in (".json", ".txt"))
    assert (seen[-1].met, seen[-1].total) == (7, 7)


def test_done_is_skipped_and_missing_is_made_again(archive, tmp_path, threads):
    out = tmp_path / "out"
    process_batch(archive, out, OPTIONS, executor=threads)
    before = outputs(out)
    assert process_batch(archive, out, OPTIONS, executor=threads).skipped == 5
    (out / "a.json").unlink()
    summary = process_batch(archive, out, OPTIONS, executor=threads)
    assert (summary.done, summary.skipped) == (1, 4)
    assert outputs(out) == before


def test_changed_input_and_options_need_overwrite(archive, tmp_path, threads):
    out = tmp_path / "out"
    process_batch(archive, out, OPTIONS, executor=threads)
    before = outputs(out)
    (archive / "a.txt").write_text("Một dòng khác.", "utf-8")
    summary = process_batch(archive, out, OPTIONS, executor=threads)
    assert [(f.path, f.code) for f in summary.failed] == [("a.txt", 7)]
    assert outputs(out) == before
    summary = process_batch(archive, out, OPTIONS, executor=threads, overwrite=True)
    assert (summary.done, summary.skipped) == (1, 4)
    assert outputs(out)["a.json"] != before["a.json"]
    assert process_batch(archive, out, Options(engine="none", repair="never"), executor=threads).skipped == 0


def test_an_output_of_somebody_else_is_kept(archive, tmp_path, threads):
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.json").write_text("mine")
    summary = process_batch(archive, out, OPTIONS, formats=("text", "json"), executor=threads)
    assert summary.done == 4
    assert summary.failed[0].code == 7
    assert "--overwrite" in summary.failed[0].message
    assert (out / "a.json").read_text() == "mine"
    assert not (out / "a.txt").exists()


def test_a_bad_file_is_reported_and_passed_over(archive, tmp_path, threads):
    (archive / "empty.pdf").write_bytes(b"")
    (archive / "word.pdf").write_bytes(b"PK\x03\x04word/document.xml")
    out = tmp_path / "out"
    summary = process_batch(archive, out, OPTIONS, executor=threads)
    assert summary.done == 5
    assert [(f.path, f.code) for f in summary.failed] == [("empty.pdf", 3), ("word.pdf", 3)]
    assert not [name for name in outputs(out) if name.startswith(("empty", "word"))]
    assert len(process_batch(archive, out, OPTIONS, executor=threads).failed) == 2


def test_colliding_names_keep_their_suffix(tmp_path, threads):
    root = write(tmp_path / "in", ["a.txt", "a.text", "a.text.txt", "b/A.TXT", "b/a.txt"])
    out = tmp_path / "out"
    summary = process_batch(root, out, OPTIONS, executor=threads)
    assert not summary.failed
    assert sorted(outputs(out)) == ["a.text-2.json", "a.text.json", "a.txt.json", "b/A.TXT.json", "b/a.txt-2.json"]
    assert process_batch(root, out, OPTIONS, executor=threads).skipped == 5


def test_two_folders_into_one(tmp_path, threads):
    one, two = write(tmp_path / "one", ["a.txt"]), write(tmp_path / "two", ["a.txt", "b.txt"])
    process_batch([one, two, two / "b.txt"], tmp_path / "out", OPTIONS, executor=threads)
    assert sorted(outputs(tmp_path / "out")) == ["a-2.json", "a.json", "b-2.json", "b.json"]


def test_output_folder_inside_the_input(archive, threads):
    out = archive / "out"
    for _ in range(2):
        summary = process_batch(archive, out, OPTIONS, formats=("text",), executor=threads)
        assert summary.done + summary.skipped == 5
    assert not (out / "out").exists()


def test_outputs_may_not_mix_with_inputs(archive, threads):
    for out in (archive, archive.parent):
        with pytest.raises(UsageError, match="holds the inputs"):
            process_batch(archive, out, OPTIONS, executor=threads)
    summary = process_batch([archive / "a.txt"], archive, OPTIONS, formats=("text",), executor=threads, overwrite=True)
    assert summary.failed[0].code == 7
    assert (archive / "a.txt").read_text("utf-8").startswith("KẾ HOẠCH")


def test_wrong_calls(archive, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        process_batch(tmp_path / "nothing", tmp_path / "out")
    with pytest.raises(UsageError, match="format"):
        process_batch(archive, tmp_path / "out", formats=("odt",))
    with pytest.raises(UsageError, match="jobs"):
        process_batch(archive, tmp_path / "out", jobs=0)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="not a folder"):
        process_batch(archive, tmp_path / "file")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_do_not_lead_out(archive, tmp_path, threads):
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    (out / "năm 2024").symlink_to(elsewhere, target_is_directory=True)
    (archive / "loop").symlink_to(archive, target_is_directory=True)
    (archive / "broken.pdf").symlink_to(tmp_path / "nothing.pdf")
    (archive / "linked.txt").symlink_to(archive / "a.txt")
    summary = process_batch(archive, out, OPTIONS, executor=threads)
    assert [(f.path, f.code) for f in summary.failed] == [
        ("broken.pdf", 3), ("năm 2024/Kế hoạch.txt", 7), ("năm 2024/sâu/x.txt", 7),
    ]  # fmt: skip
    assert list(elsewhere.iterdir()) == []
    assert "linked.json" in outputs(out)


def test_a_part_left_by_a_killed_run_goes(archive, tmp_path, threads):
    out = tmp_path / "out"
    with Ledger(out) as ledger:
        ledger.put(Entry("a", "a.txt", "k", "running"))
    (out / ".vndoc-xyz.part").write_text("half")
    (out / "a.json").write_text("written, but not yet recorded")
    assert process_batch(archive, out, OPTIONS, executor=threads).done == 5
    assert not (out / ".vndoc-xyz.part").exists()
    assert (out / "a.json").read_text("utf-8").startswith("{")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_follow_the_mask(archive, tmp_path, threads):
    mask = os.umask(0)
    os.umask(mask)
    process_batch(archive, tmp_path / "out", OPTIONS, executor=threads)
    assert (tmp_path / "out" / "a.json").stat().st_mode & 0o777 == 0o666 & ~mask


def test_same_bytes_on_any_number_of_workers(tmp_path, threads):
    root = write(tmp_path / "in", [f"{i % 3}/{i}.txt" for i in range(12)])
    results = []
    for i, more in enumerate(({"executor": threads}, {"jobs": 1}, {"jobs": 3})):
        out = tmp_path / f"out{i}"
        process_batch(root, out, OPTIONS, formats=("json", "markdown", "html", "text"), **more)
        results.append(outputs(out))
    assert results[0] == results[1] == results[2]
    assert len(results[0]) == 48


def test_a_worker_that_dies_costs_its_file(archive, tmp_path, monkeypatch):
    write(archive, ["năm 2024/deadly.txt"])
    monkeypatch.setattr(vndoc.batch, "convert_task", faults.convert_or_die)
    summary = process_batch(archive, tmp_path / "out", OPTIONS, jobs=2)
    assert summary.done == 5
    assert [(f.path, f.code) for f in summary.failed] == [("năm 2024/deadly.txt", 1)]
    assert "died" in summary.failed[0].message
    assert not list((tmp_path / "out").rglob("*.part"))


def test_workers_outlive_deaths():
    workers = Workers(faults.double, lambda task: -task, 2)
    assert sorted(workers.run([1, 13, 2, 3, 13, 4, 5, 6, 7, 8])) == sorted(
        [(n, -n if n == 13 else 2 * n) for n in (1, 13, 2, 3, 13, 4, 5, 6, 7, 8)]
    )


def test_workers_are_renewed(monkeypatch):
    monkeypatch.setattr("vndoc.workers.FILES_PER_WORKER", 3)
    ids = dict(Workers(faults.process_id, lambda task: 0, 1).run(range(8)))
    assert len(ids) == 8
    assert len(set(ids.values())) == 3


def test_tasks_are_drawn_as_they_are_needed():
    drawn = []

    def tasks():
        for i in range(100):
            drawn.append(i)
            yield i

    with ThreadPoolExecutor(1) as pool:
        for count, _ in enumerate(Workers(faults.process_id, lambda t: 0, 1, pool).run(tasks()), 1):
            assert len(drawn) <= count + 4


class Broken(Executor):
    """An executor that has lost its workers."""

    def submit(self, function, /, *args, **kwargs):
        future = Future()
        future.set_exception(BrokenExecutor("gone"))
        return future


def test_a_broken_executor_of_the_caller_ends_the_run(archive, tmp_path):
    with pytest.raises(VndocError, match="executor"):
        process_batch(archive, tmp_path / "out", OPTIONS, executor=Broken())


def test_unforeseen_errors_are_failures(archive, tmp_path, threads, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError("x\ny")

    monkeypatch.setattr(vndoc.batch, "process", fail)
    summary = process_batch([archive / "a.txt"], tmp_path / "out", OPTIONS, executor=threads)
    assert summary.failed[0].code == 1
    assert summary.failed == (Failure(summary.failed[0].path, 1, f"{archive / 'a.txt'}: unexpected ZeroDivisionError: x"),)


def start_batch(root, out):
    command = [sys.executable, "-m", "vndoc", "batch", root, "-o", out, "--jobs", "2", "--engine", "none"]
    env = {**os.environ, "PYTHONPATH": str(Path(vndoc.batch.__file__).parents[1])}
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE)


def stop_midway(root, out, stop):
    """Run a batch, stop it when some outputs are there, and answer its exit code."""
    process = start_batch(root, out)
    deadline = time.monotonic() + 60
    while len(list(out.rglob("*.json"))) < 10 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.002)
    stop(process)
    process.communicate(timeout=60)
    return process.returncode


@pytest.fixture
def large(tmp_path):
    return write(tmp_path / "large", [f"{i % 7}/{i:03}.txt" for i in range(120)])


def test_killed_and_resumed_gives_the_same_bytes(large, tmp_path):
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert process_batch(large, whole, OPTIONS, jobs=2).done == 120
    code = stop_midway(large, out, subprocess.Popen.kill)
    assert code not in (0, 8)
    there = outputs(out)
    assert 10 <= len([n for n in there if n.endswith(".json")]) < 120
    assert all(content == outputs(whole)[name] for name, content in there.items() if name.endswith(".json"))
    time.sleep(0.5)
    summary = process_batch(large, out, OPTIONS, jobs=2)
    assert not summary.failed
    assert summary.skipped > 0
    assert summary.done + summary.skipped == 120
    assert outputs(out) == outputs(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal on Windows")
def test_workers_end_with_a_killed_parent(large, tmp_path):
    stop_midway(large, tmp_path / "out", subprocess.Popen.kill)
    time.sleep(1)
    here = str(large).encode()
    left = [p for p in Path("/proc").glob("[0-9]*/cmdline") if here in read_quietly(p)] if Path("/proc").is_dir() else []
    assert not left
    count = len(list((tmp_path / "out").rglob("*.json")))
    time.sleep(0.5)
    assert len(list((tmp_path / "out").rglob("*.json"))) == count


def read_quietly(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing on Windows")
def test_ctrl_c(large, tmp_path):
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # a shell's background job hands that on to all it starts
        signal.signal(signal.SIGINT, signal.default_int_handler)
    out = tmp_path / "out"
    assert stop_midway(large, out, lambda process: process.send_signal(signal.SIGINT)) == 130
    assert not list(out.rglob("*.part"))
    summary = process_batch(large, out, OPTIONS, jobs=2)
    assert summary.skipped > 0
    assert summary.done + summary.skipped == 120
