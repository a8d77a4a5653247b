"""Many files, broken ones among them, judged by any number of workers: the same bytes, each file's fault its own."""

import json
import sys

import pytest

from tests import papers
from vndoc.cli import inspect as command
from vndoc.cli.main import run
from vndoc.cli.seen import Seen
from vndoc.cli.verdict_writers import SummaryTable, Tables
from vndoc.cli.voice import Voice
from vndoc.document import Verdict

BROKEN = {"cut.pdf": b"%PDF-1.7\n1 0 obj\n<<", "empty.pdf": b"", "no.pdf": b"<html>not a PDF</html>"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    for number in range(5):
        papers.write_pdf(folder / f"{number}.pdf", [papers.GARBLED] * 2)
    (folder / "a.txt").write_text("Cong hoa xa hoi chu nghia Viet Nam trong tinh hinh moi\n" * 3, "utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00" * 9)
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("form", [[], ["--json"], ["--summary"], ["--lines"]])
def test_the_same_bytes_whatever_the_jobs(capsysbinary, archive, form):
    said = []
    for jobs in (1, 3):
        assert run(["inspect", str(archive), "--jobs", str(jobs), *form]) == 8
        said.append(capsysbinary.readouterr())
    assert said[0] == said[1]
    assert len(said[0].out.splitlines()) >= 6
    for name in BROKEN:
        assert name.encode() in said[0].err and name.encode() not in said[0].out


def test_one_file_has_all_workers(capsysbinary, archive):
    assert run(["inspect", str(archive / "0.pdf"), "--jobs", "3"]) == 0
    spread = capsysbinary.readouterr().out
    assert run(["inspect", str(archive / "0.pdf"), "--jobs", "1"]) == 0
    assert spread == capsysbinary.readouterr().out and spread.count(b"\n") == 2


def test_a_fault_of_ours_costs_one_file(capsysbinary, archive, monkeypatch):
    whole = command.see

    def see(page, with_lines):
        if page.number == 2:
            raise ZeroDivisionError("on purpose")
        return whole(page, with_lines)

    monkeypatch.setattr(command, "see", see)
    assert run(["inspect", str(archive / "0.pdf"), str(archive / "a.txt"), "--json"]) == 8
    said = capsysbinary.readouterr()
    assert b"unexpected ZeroDivisionError" in said.err
    assert [json.loads(line)["file"][-5:] for line in said.out.splitlines()] == ["a.txt"]


def seen(number, state="usable", share=0.0, reason="reads as Vietnamese", rows=()):
    return Seen(number, Verdict(state, (reason,), share), (), ("usable",), False, rows)


def test_a_terminal_gets_a_table(capsys):
    pages = [seen(1), seen(2), seen(3, "garbled", 0.9, "[red]words"), seen(4, rows=((1, "garbled", "C6ng [b]hoa"),))]
    tally = Tables().file("a\x1b[31m.pdf", pages)
    said = capsys.readouterr().out
    assert [line.split() for line in said.splitlines()] == [
        ["a\\x1b[31m.pdf"],
        ["1-2", "usable", "reads", "as", "Vietnamese"],
        ["3", "garbled", "90%", "[red]words"],
        ["4", "usable", "reads", "as", "Vietnamese"],
        [":1", "garbled", "C6ng", "[b]hoa"],
    ]
    assert tally.states == {"usable": 3, "garbled": 1}


def test_a_terminal_gets_a_summary(capsys):
    writer = SummaryTable()
    tally = writer.file("a.pdf", [seen(1), seen(2, "garbled", 1.0)])
    tally.files = 1
    writer.total(tally, Voice())
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.split() == ["a.pdf", "2", "pages", "1", "usable,", "1", "garbled", "1", "want", "repair"]


def test_what_is_no_terminal_gets_rows(capsysbinary, archive, monkeypatch):
    assert run(["inspect", str(archive / "a.txt")]) == 0
    assert capsysbinary.readouterr().out.split(b"\t")[1:4] == [b"page 1", b"garbled", b"1.00"]
    assert not sys.stdout.isatty()
