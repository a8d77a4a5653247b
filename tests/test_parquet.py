"""Tables of an archive: pyarrow and DuckDB read what was written, the bytes are the same each time, memory is bounded."""

import sys

import pytest

from vndoc import parquet as tables
from vndoc import parse_text
from vndoc.cli.main import run
from vndoc.document import Section
from vndoc.errors import InputError, OutputError, UsageError
from vndoc.ledger import Entry, Ledger
from vndoc.parquet import TABLES, write_parquet
from vndoc.write import export

TEXT = "Điều 1. Phạm vi\n1. Theo Luật số 30/2020/QH14.\n2. Khoan hai.\nĐiều 2. Hiệu lực\nQuyet dinh nay co hieu luc tu ngay ky."


@pytest.fixture
def archive(tmp_path):
    pytest.importorskip("pyarrow")
    folder = tmp_path / "archive" / "deep"
    folder.mkdir(parents=True)
    for name in ("b", "a"):
        (folder / f"{name}.json").write_text(export(parse_text(f"{TEXT}\n{name}"), "json"), "utf-8")
    (folder / "other.json").write_text("{}", "utf-8")
    return folder.parent


def test_pyarrow_reads_what_the_documents_hold(archive, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    written = write_parquet(archive, tmp_path / "out")
    assert written == (2, ["deep/other.json"], [])
    read = {name: parquet.read_table(tmp_path / "out" / f"{name}.parquet") for name in TABLES}
    assert {name: table.column_names for name, table in read.items()} == {
        name: list(columns) for name, columns in TABLES.items()
    }
    assert read["documents"]["file"].to_pylist() == ["deep/a.json", "deep/b.json"]
    clause = next(row for row in read["sections"].to_pylist() if row["id"] == "article_1__clause_1")
    assert (clause["parent"], clause["marker"], clause["in_annex"]) == ("article_1", "1.", False)
    assert read["edits"].num_rows == sum(read["documents"]["edits"].to_pylist())


def test_duckdb_joins_the_tables(archive, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "out"
    write_parquet(archive, out)
    found = duckdb.sql(
        f"""SELECT d.file, s.id, c.number FROM '{out}/documents.parquet' d
            JOIN '{out}/sections.parquet' s USING (file)
            JOIN '{out}/citations.parquet' c ON c.file = s.file AND c.section = s.id AND NOT c.own
            ORDER BY 1"""
    ).fetchall()
    assert found == [(f"deep/{name}.json", "article_1__clause_1", "30/2020/QH14") for name in "ab"]


def test_rows_go_out_in_groups_and_the_bytes_are_the_same(archive, tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(tables, "GROUP", 2)
    for name in ("one", "two"):
        write_parquet(archive, tmp_path / name)
    assert parquet.ParquetFile(tmp_path / "one" / "sections.parquet").num_row_groups > 2
    for name in TABLES:
        assert (tmp_path / "one" / f"{name}.parquet").read_bytes() == (tmp_path / "two" / f"{name}.parquet").read_bytes()
    assert sorted(path.stem for path in (tmp_path / "one").iterdir()) == sorted(TABLES)


def test_an_empty_archive_gives_empty_tables(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "none").mkdir()
    assert write_parquet(tmp_path / "none", tmp_path / "out") == (0, [], [])
    assert parquet.read_table(tmp_path / "out" / "edits.parquet").num_rows == 0


def test_what_is_refused(archive, tmp_path, monkeypatch):
    write_parquet(archive, tmp_path / "out")
    with pytest.raises(OutputError, match="--overwrite"):
        write_parquet(archive, tmp_path / "out")
    write_parquet(archive, tmp_path / "out", overwrite=True)
    with pytest.raises(InputError, match="not a folder"):
        write_parquet(tmp_path / "nowhere", tmp_path / "out", overwrite=True)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"vndoc\[parquet\]"):
        write_parquet(archive, tmp_path / "out", overwrite=True)


def test_what_a_batch_has_not_finished_is_passed_over(archive, tmp_path):
    (archive / "deep" / "a-2.json").write_bytes((archive / "deep" / "a.json").read_bytes())
    (archive / ".vndoc").mkdir()
    (archive / ".vndoc" / "x.json").write_text("{}", "utf-8")
    with Ledger(archive) as ledger:
        ledger.put(Entry("deep/a", "deep/a.pdf", "k", "running"))
        ledger.put(Entry("deep/b", "deep/b.pdf", "k", "done"))
        written = write_parquet(archive, tmp_path / "out")
    assert written == (1, ["deep/other.json"], ["deep/a-2.json", "deep/a.json"])


def test_command_line(archive, tmp_path, capfd, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "tables"
    assert run(["parquet", str(archive), "-o", str(out)]) == 0
    said = capfd.readouterr()
    assert said.out == ""
    assert "other.json: passed over, not a document of vndoc" in said.err
    assert "2 document(s)" in said.err
    assert parquet.read_table(out / "documents.parquet").num_rows == 2
    assert run(["parquet", str(archive), "-o", str(out)]) == 7
    assert run(["parquet", str(archive), "-o", str(out), "--overwrite", "--quiet"]) == 0
    assert run(["parquet", str(tmp_path / "nowhere"), "-o", str(out)]) == 3
    capfd.readouterr()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["parquet", str(archive), "-o", str(out)]) == 2
    assert "pip install 'vndoc[parquet]'" in capfd.readouterr().err


def test_deep_trees_are_walked(tmp_path):
    pytest.importorskip("pyarrow")
    node = Section("p0", "dash", "-", text="a")
    for n in range(1, 3000):
        node = Section(f"p{n}", "dash", "-", text="a", children=(node,))
    assert [parent for _, parent in tables._walk([node])][:2] == [None, "p2999"]
