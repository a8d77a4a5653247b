"""Tables of an archive in Parquet: its documents, sections, edits and citations, one file each.

In: a folder of JSON outputs (of ``vndoc convert`` or ``vndoc batch``, folders in it too); out: ``documents.parquet``,
``sections.parquet``, ``edits.parquet``, ``citations.parquet``. One document is in memory at a time, and rows are written in
groups of `GROUP`, so memory does not grow with the archive. Files are taken folder by folder in the order of their names: the
same archive gives the same bytes. Outputs that a batch has under way, or had when it was killed, are passed over: its record
names them. Needs pyarrow (the extra ``parquet``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import regex

from vndoc.document import Document, Section
from vndoc.errors import InputError, OutputError, UsageError
from vndoc.ledger import unfinished_names
from vndoc.outputs import PART_PREFIX, PART_SUFFIX, make_folder
from vndoc.write import load

GROUP = 20_000
"""Rows of a group: some megabytes of sections."""

_TEXT, _TEXTS, _INT, _REAL, _BOOL = "string", "strings", "int32", "double", "bool"
_OWN = {"file": _TEXT, "sha256": _TEXT}
_META = ("family", "kind", "superior", "issuer", "place", "date", "subject", "archive_line")
_LISTS = ("addressees", "legal_basis", "recipients")
_MARKS = ("secrecy", "urgency", "circulation", "draft", "copy")
_CITED = ("raw", "kind", "title", "number", "date", "issuer", "unit", "article", "clause", "point", "section", "target")

# fmt: off
TABLES: dict[str, dict[str, str]] = {
    "documents": _OWN | {"name": _TEXT, "media_type": _TEXT, "pages": _INT, "vndoc": _TEXT, "number": _TEXT}
        | dict.fromkeys(_META, _TEXT) | dict.fromkeys(_LISTS, _TEXTS) | {"signers": _TEXTS} | dict.fromkeys(_MARKS, _TEXT)
        | {"edits": _INT, "notices": _TEXTS},
    "sections": _OWN | {"place": _INT, "id": _TEXT, "parent": _TEXT, "in_annex": _BOOL, "level": _TEXT, "marker": _TEXT,
                        "ordinal": _TEXT, "title": _TEXT, "text": _TEXT, "first_page": _INT, "last_page": _INT},
    "edits": _OWN | {"page": _INT, "line": _INT, "start": _INT, "end": _INT, "before": _TEXT, "after": _TEXT,
                     "reason": _TEXT, "confidence": _REAL},
    "citations": _OWN | dict.fromkeys(_CITED, _TEXT) | {"own": _BOOL},
}
# fmt: on
"""Columns of each table."""


_PART = regex.compile(r"-\d+$")
"""What the name of an output ends with that is of one of the documents of a file."""


class Written(NamedTuple):
    """How many documents were written, the JSON files that are none of vndoc's, and those that a batch has not finished."""

    documents: int
    passed_over: list[str]
    unfinished: list[str]


def write_parquet(
    archive: Path, out: Path, overwrite: bool = False, progress: Callable[[int, str], None] | None = None
) -> Written:
    """Write the tables of an archive.

    Args:
        archive: folder with JSON outputs.
        out: folder of the tables.
        overwrite: whether tables that exist may be replaced.
        progress: is called after each file with the number of files that are through, and its name.

    Raises:
        UsageError: pyarrow is not installed.
        InputError: the archive is no folder.
        OutputError: a table exists already, or the record of the batch is damaged.
    """
    pyarrow, parquet = _modules()
    if not archive.is_dir():
        raise InputError(f"{archive}: is not a folder; name a folder with JSON outputs")
    running = unfinished_names(archive)
    make_folder(out)
    targets = {name: out / f"{name}.parquet" for name in TABLES}
    for target in targets.values():
        if target.exists() and not overwrite:
            raise OutputError(f"{target}: exists already; use --overwrite, or name another output folder")
    parts = {name: out / f"{PART_PREFIX}{name}{PART_SUFFIX}" for name in TABLES}
    try:
        with ExitStack() as open_tables:
            tables = {name: _Table(pyarrow, parquet, parts[name], TABLES[name]) for name in TABLES}
            for table in tables.values():
                open_tables.callback(table.close)
            written = _fill(archive, running, tables, progress)
        for name, part in parts.items():
            part.replace(targets[name])
    except OSError as e:
        raise OutputError(f"{out}: cannot be written ({e.strerror or e}); name another output folder") from e
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return written


def _modules() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow: install vndoc with the extra 'parquet' (pip install 'vndoc[parquet]')"
        ) from None
    return pyarrow, parquet


class _Table:
    """A Parquet file that rows are added to."""

    def __init__(self, pyarrow: Any, parquet: Any, path: Path, columns: dict[str, str]) -> None:  # noqa: ANN401
        kinds = {_TEXT: pyarrow.string(), _TEXTS: pyarrow.list_(pyarrow.string()), _INT: pyarrow.int32()}
        kinds |= {_REAL: pyarrow.float64(), _BOOL: pyarrow.bool_()}
        self._pyarrow = pyarrow
        self._schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
        self._writer = parquet.ParquetWriter(path, self._schema)
        self._rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._pyarrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def _fill(
    archive: Path, running: Collection[str], tables: dict[str, _Table], progress: Callable[[int, str], None] | None
) -> Written:
    written = Written(0, [], [])
    for through, path in enumerate(json_files(archive), 1):
        place = path.relative_to(archive)
        name = place.as_posix().encode("utf-8", "replace").decode()
        if _is_of(running, place.with_suffix("").as_posix()):
            written.unfinished.append(name)
            continue
        try:
            document = load(path.read_bytes())
        except InputError:
            written.passed_over.append(name)
            continue
        written = written._replace(documents=written.documents + 1)
        own = {"file": name, "sha256": document.origin.sha256}
        for table, row in _rows(document):
            tables[table].add(own | row)
        if progress is not None:
            progress(through, name)
    return written


def json_files(folder: Path) -> Iterator[Path]:
    """The JSON files of a folder, then those of its folders, each in the order of their names; hidden ones are passed over."""
    entries = sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=lambda entry: entry.name)
    yield from (entry for entry in entries if entry.suffix == ".json" and entry.is_file())
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from json_files(entry)


def _is_of(names: Collection[str], stem: str) -> bool:
    """Whether a file is an output of one of these names, or of a document of a file that was parted.

    >>> _is_of({"2010/a"}, "2010/a"), _is_of({"2010/a"}, "2010/a-2"), _is_of({"2010/a"}, "a")
    (True, True, False)
    """
    return stem in names or _PART.sub("", stem) in names


def _rows(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of a document, each with the name of its table."""
    yield "documents", _document(document)
    place = 0
    for nodes, in_annex in ((document.sections, False), (document.annexes, True)):
        for section, parent in _walk(nodes):
            first, last = section.pages or (None, None)
            plain = {name: getattr(section, name) for name in ("id", "level", "marker", "ordinal", "title")}
            row = plain | {"place": place, "parent": parent, "in_annex": in_annex, "text": _text(section)}
            yield "sections", row | {"first_page": first, "last_page": last}
            place += 1
    for edit in document.edits:
        plain = {name: getattr(edit, name) for name in ("page", "line", "before", "after", "reason", "confidence")}
        yield "edits", plain | {"start": edit.span[0], "end": edit.span[1]}
    for citation in document.citations:
        yield "citations", {name: getattr(citation, name) for name in (*_CITED, "own")}


def _document(document: Document) -> dict[str, Any]:
    meta, origin = document.metadata, document.origin
    row: dict[str, Any] = {name: getattr(origin, name) for name in ("name", "media_type", "pages", "vndoc")}
    row |= {name: getattr(meta, name) for name in (*_META, *_LISTS)} | {name: getattr(meta.marks, name) for name in _MARKS}
    signatures = meta.signatures or ((meta.signature,) if meta.signature else ())
    row["signers"] = [one.name for one in signatures if one.name]
    row["number"] = meta.number.raw if meta.number else None
    return row | {"edits": len(document.edits), "notices": [notice.code for notice in document.notices]}


def _text(section: Section) -> str:
    """A section's own text; of a table its cells, in order."""
    cells = [cell.text for cell in section.cells]
    return "\n".join([section.text, *cells]) if section.text and cells else section.text or "\n".join(cells)


def _walk(nodes: Sequence[Section]) -> Iterator[tuple[Section, str | None]]:
    """Sections in order, each with its parent's id; a stack, so that no depth of nesting can exhaust Python's own."""
    stack: list[tuple[Section, str | None]] = [(node, None) for node in reversed(nodes)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        stack.extend((child, node.id) for child in reversed(node.children))
