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
            raise OutputError(_damaged(out, e)) from e

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
        return next(_entries(self._db, "WHERE folded = ?", fold_name(name)), None)

    def is_taken(self, name: str) -> bool:
        """Whether this run has met the name already: two inputs, one output."""
        entry = self.get(name)
        return entry is not None and entry.run == self._run

    def put(self, entry: Entry) -> None:
        """Record a row, as met by this run."""
        values = msgspec.structs.astuple(msgspec.structs.replace(entry, run=self._run))
        marks = ", ".join("?" * (len(values) + 1))
        self._db.execute(f"INSERT OR REPLACE INTO files VALUES ({marks})", (fold_name(entry.name), *values))

    def unfinished(self) -> list[Entry]:
        """Rows that an earlier run was at work on when it was killed."""
        return list(_entries(self._db, "WHERE state = 'running' ORDER BY folded"))

    def finish(self) -> None:
        """Record that this run came to its end."""
        self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", (_now(), self._run))


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
        raise OutputError(_damaged(out, e)) from e
    finally:
        db.close()
    return Report(started, finished, int(done), int(failed), int(unfinished), int(pages), seconds, failures)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as e:
        raise OutputError(f"{path}: cannot be opened ({e}); name another output folder") from e


def _entries(db: sqlite3.Connection, where: str, *values: str) -> Iterator[Entry]:
    columns = ", ".join(f.name for f in msgspec.structs.fields(Entry))
    for row in db.execute(f"SELECT {columns} FROM files {where}", values):
        yield Entry(*row)


def _damaged(out: Path, error: Exception) -> str:
    return f"{out / FOLDER}: the record is damaged ({error}); delete that folder, and run again with --overwrite"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
