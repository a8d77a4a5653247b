import os
import sqlite3

import pytest

from vndoc.document import Engine
from vndoc.errors import OutputError
from vndoc.ledger import FOLDER, Entry, Ledger, read_report, work_key
from vndoc.options import Options

DONE = Entry("a", "a.pdf", "k", "done", outcome="done", pages=3, seconds=1.5)


def test_rows_outlive_the_run(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger.put(DONE)
        ledger.put(Entry("b", "b.pdf", "k", "running"))
    with Ledger(tmp_path) as ledger:
        assert ledger.get("a").pages == 3
        assert [e.name for e in ledger.unfinished()] == ["b"]
        assert ledger.get("c") is None


def test_names_are_compared_as_file_systems_do(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger.put(Entry("Kế hoạch/A", "x"))
        assert ledger.is_taken("kế hoạch/a")
        assert ledger.is_taken("kế hoạch/a".replace("ế", "e\u0302\u0301"))


def test_a_name_is_taken_in_the_run_that_met_it(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger.put(DONE)
    with Ledger(tmp_path) as ledger:
        assert not ledger.is_taken("a")
        ledger.put(DONE)
        assert ledger.is_taken("a")


def test_one_writer(tmp_path):
    with Ledger(tmp_path), pytest.raises(OutputError, match="another batch"):
        Ledger(tmp_path)
    Ledger(tmp_path).close()


def test_key_depends_on_all_that_the_output_depends_on():
    def key(sha="s", options=None, formats=("json",), engine=None, data="d", version="v"):
        return work_key(sha, options or Options(), formats, engine, data, version)

    others = [
        key(sha="t"),
        key(options=Options(dpi=200)),
        key(formats=("json", "text")),
        key(engine=Engine("tesseract", "5.3")),
        key(engine=Engine("tesseract", "5.4")),
        key(data="e"),
        key(version="w"),
    ]
    assert len({key(), *others}) == len(others) + 1
    assert key(formats=("json", "text")) == key(formats=("text", "json"))


def test_no_password_is_recorded():
    assert work_key("s", Options(password="x"), ["json"], None, "d", "v") == work_key("s", Options(), ["json"], None, "d", "v")


def test_report(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger.put(DONE)
        ledger.put(Entry("b", "b.pdf", "", "none", outcome="failed", code=3, message="b.pdf: this file is empty"))
        assert read_report(tmp_path).finished is None
        ledger.finish()
    report = read_report(tmp_path)
    assert (report.done, report.failed, report.unfinished, report.pages, report.seconds) == (1, 1, 0, 3, 1.5)
    assert report.failures[0].code == 3
    assert report.finished


def test_report_of_nothing(tmp_path):
    with pytest.raises(OutputError, match="no batch"):
        read_report(tmp_path)


def test_damaged_record(tmp_path):
    Ledger(tmp_path).close()
    (tmp_path / FOLDER / "ledger.sqlite").write_bytes(b"SQLite format 3\x00" + b"garbage" * 500)
    with pytest.raises(OutputError, match="damaged"):
        Ledger(tmp_path)
    with pytest.raises(OutputError, match="damaged"):
        read_report(tmp_path)


def test_record_is_a_plain_database(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger.put(DONE)
    db = sqlite3.connect(tmp_path / FOLDER / "ledger.sqlite")
    assert db.execute("SELECT input, state, pages FROM files").fetchall() == [("a.pdf", "done", 3)]
    db.close()


def test_names_of_any_bytes(tmp_path):
    """Archives of the time before UTF-8 have names that are no UTF-8."""
    odd = os.fsdecode(b"bad\xff\xfe")
    with Ledger(tmp_path) as ledger:
        ledger.put(Entry(odd, f"{odd}.pdf", outcome="failed", code=3, message=f"{odd}.pdf: \ud800"))
        assert ledger.is_taken(odd) and ledger.get(odd).name == odd
    [failure] = read_report(tmp_path).failures
    assert (failure.name, failure.input, failure.message) == (odd, f"{odd}.pdf", f"{odd}.pdf: \ud800")


def test_a_full_disk_is_no_damage(tmp_path):
    with Ledger(tmp_path) as ledger:
        ledger._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(OutputError, match="make room"):
            for number in range(1000):
                ledger.put(Entry(f"{number}", "x" * 1000))
