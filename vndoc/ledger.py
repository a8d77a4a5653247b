"""The record of a batch, in its output folder: what is done, what is under way, what failed and why.

SQLite, with a write-ahead log; the process that runs the batch is the one writer. A row is an output name
(``folder/stem``). Its `state` and `key` tell what stands on the disk, `outcome` what the last run made of it. The key is
a hash of the input's bytes, the options, the formats and the versions of engine, data and program: an output with the
same key would come out the same.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec

from vndoc.document import Engine
from vndoc.errors import OutputError
from vndoc.options import Options
from vndoc.outputs import fold_name, make_folder

FOLDER = ".vndoc"
"""Folder of the record, in the output folder."""

State = Literal["running", "done", "none"]
Outcome = Literal["", "done", "skipped", "failed"]

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    folded  TEXT PRIMARY KEY,   -- the name as file systems that ignore case compare it
    name    TEXT NOT NULL,      -- output without suffix, relative to the output folder
    input   TEXT NOT NULL,      -- as the user named it
    key     TEXT NOT NULL,
    state   TEXT NOT NULL,      -- running | done | none: what stands on the disk
    run     INTEGER NOT NULL,   -- the last run that met it
    outcome TEXT NOT NULL,      -- done | skipped | failed: what that run made of it
    code    INTEGER NOT NULL,   -- exit code of a failure
    message TEXT NOT NULL,
    pages   INTEGER NOT NULL,
    seconds REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (
    folded    TEXT PRIMARY KEY,
    documents INTEGER NOT NULL  -- how many numbered outputs stand on the disk, where documents of a file are parted
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    id       INTEGER PRIMARY KEY,
    started  TEXT NOT NULL,
    finished TEXT               -- NULL where it was killed
);
"""


class Entry(msgspec.Struct, frozen=True):
    """A file of a batch."""

    name: str
    input: str
    key: str = ""
    state: State = "none"
    run: int = 0
    outcome: Outcome = ""
    code: int = 0
    message: str = ""
    pages: int = 0
    seconds: float = 0.0


def work_key(sha256: str, options: Options, formats: Sequence[str], engine: Engine | None, data: str, version: str) -> str:
    """What an output depends on, as one hash. Not part of it: the password, the cache of readings.

    >>> work_key("00", Options(), ["json"], None, "d", "1") == work_key("00", Options(password="x"), ["json"], None, "d", "1")
    True
    """
    parts = (sha256, msgspec.structs.replace(options, password=None, cache=True), sorted(formats), engine, data, version)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


class Ledger:
    """The record of one output folder, open for one writer.

    Args:
        out: the output folder.

    Raises:
        OutputError: it cannot be opened, or another batch is writing there.
    """

    def __init__(self, out: Path) -> None:
        folder = out / FOLDER
        make_folder(folder)
        self._lock = _connect(folder / "lock.sqlite")
        try:
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as e:
            self._lock.close()
            raise OutputError(f"{out}: another batch is writing there ({e}); wait for it, or name another output folder") from e
        self._out = out
        self._db = _connect(folder / "ledger.sqlite")
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_TABLES)
            self._run = self._db.execute("INSERT INTO runs (started) VALUES (?)", (_now(),)).lastrowid or 0
        except sqlite3.DatabaseError as e:
            self.close()
            raise _problem(out, e) from e

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close, and let others write."""
        self._db.close()
        self._lock.close()

    def get(self, name: str) -> Entry | None:
        """The row of an output name."""
        return next(_entries(self._db, f"WHERE folded = {_TEXT}", _packed(fold_name(name))), None)

    def is_taken(self, name: str) -> bool:
        """Whether this run has met the name already: two inputs, one output."""
        entry = self.get(name)
        return entry is not None and entry.run == self._run

    def put(self, entry: Entry) -> None:
        """Record a row, as met by this run."""
        values = fold_name(entry.name), *msgspec.structs.astuple(msgspec.structs.replace(entry, run=self._run))
        marks = ", ".join(_TEXT if isinstance(value, str) else "?" for value in values)
        self._write(
            f"INSERT OR REPLACE INTO files VALUES ({marks})", *(_packed(v) if isinstance(v, str) else v for v in values)
        )

    def documents(self, name: str) -> int:
        """How many documents of a file have outputs, where they are parted; 0 where that is not known."""
        found = self._db.execute(f"SELECT documents FROM parts WHERE folded = {_TEXT}", (_packed(fold_name(name)),)).fetchone()
        return int(found[0]) if found else 0

    def put_documents(self, name: str, count: int) -> None:
        """Record how many documents of a file have outputs."""
        self._write(f"INSERT OR REPLACE INTO parts VALUES ({_TEXT}, ?)", _packed(fold_name(name)), count)

    def unfinished(self) -> list[Entry]:
        """Rows that an earlier run was at work on when it was killed."""
        return list(_entries(self._db, "WHERE state = 'running' ORDER BY folded"))

    def finish(self) -> None:
        """Record that this run came to its end."""
        self._write("UPDATE runs SET finished = ? WHERE id = ?", _now(), self._run)

    def _write(self, statement: str, *values: object) -> None:
        try:
            self._db.execute(statement, values)
        except sqlite3.DatabaseError as e:
            raise _problem(self._out, e) from e


class Report(msgspec.Struct, frozen=True):
    """What a ledger tells: the last run, counts over all files, and the failures."""

    started: str
    finished: str | None
    done: int
    failed: int
    unfinished: int
    pages: int
    seconds: float
    failures: tuple[Entry, ...]


def unfinished_names(out: Path) -> frozenset[str]:
    """Names of the outputs of a batch that are under way, or were when it was killed; none where no batch has written.

    Raises:
        OutputError: the record is damaged.
    """
    path = out / FOLDER / "ledger.sqlite"
    if not path.is_file():
        return frozenset()
    db = _connect(path)
    try:
        return frozenset(entry.name for entry in _entries(db, "WHERE state = 'running'"))
    except sqlite3.DatabaseError as e:
        raise _problem(out, e) from e
    finally:
        db.close()


def read_report(out: Path) -> Report:
    """The state of a batch, from the record in its output folder; a batch may be running there.

    Raises:
        OutputError: there is no record, or it is damaged.
    """
    path = out / FOLDER / "ledger.sqlite"
    if not path.is_file():
        raise OutputError(f"{out}: no batch was written there; name the output folder of 'vndoc batch'")
    db = _connect(path)
    try:
        started, finished = db.execute("SELECT started, finished FROM runs ORDER BY id DESC LIMIT 1").fetchone() or ("", None)
        done, failed, unfinished, pages, seconds = db.execute(
            """SELECT total(state = 'done'), total(outcome = 'failed'), total(state = 'running'),
                      total(pages * (state = 'done')), total(seconds * (state = 'done')) FROM files"""
        ).fetchone()
        failures = tuple(_entries(db, "WHERE outcome = 'failed' ORDER BY folded"))
    except sqlite3.DatabaseError as e:
        raise _problem(out, e) from e
    finally:
        db.close()
    return Report(started, finished, int(done), int(failed), int(unfinished), int(pages), seconds, failures)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as e:
        raise OutputError(f"{path}: cannot be opened ({e}); name another output folder") from e
    db.text_factory = _unpacked
    return db


_TEXT = "CAST(? AS TEXT)"
"""The place of a text in a statement, which is given as bytes: names of files may hold bytes that are no UTF-8."""


def _packed(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _unpacked(packed: bytes) -> str:
    return packed.decode("utf-8", "surrogatepass")


def _entries(db: sqlite3.Connection, where: str, *values: bytes) -> Iterator[Entry]:
    columns = ", ".join(f.name for f in msgspec.structs.fields(Entry))
    for row in db.execute(f"SELECT {columns} FROM files {where}", values):
        yield Entry(*row)


def _problem(out: Path, error: sqlite3.DatabaseError) -> OutputError:
    """What is wrong with a record: the place where it lies, or what stands in it."""
    folder = out / FOLDER
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
        return OutputError(f"{folder}: cannot be written ({error}); make room there, or name another output folder")
    return OutputError(f"{folder}: the record is damaged ({error}); delete that folder, and run again with --overwrite")


_OF_THE_DISK = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}
"""SQLite's codes for what is no fault of the record; the lower byte of its extended ones."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
