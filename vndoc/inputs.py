"""The files of an archive, in a fixed order, each with the name that its outputs get.

In: files and folders; out: for each file that vndoc reads, its place in the mirrored tree. A folder is held at a time,
never the whole tree. Hidden files and folders, links to folders, and the output folder itself are passed over.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from vndoc.errors import InputError
from vndoc.outputs import plan_stems, true_path

CLAIMS = frozenset((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
"""A file of such a name is taken even where its content does not bear it out: it is damaged, and the user is told."""

TEXTS = frozenset((".txt", ".text"))
"""Plain text has no mark of its own: only files of these names are taken for documents, not programs or tables."""

_log = logging.getLogger(__name__)


class Found(msgspec.Struct, frozen=True):
    """A file of an archive: where it is, its name for people, and the name of its outputs (``folder/stem``, relative)."""

    path: Path
    input: str
    name: str


def find_files(paths: Iterable[Path], out: Path | None = None) -> Iterator[Found | None]:
    """The files to convert; None for each that is passed over.

    Args:
        paths: files, and folders to search.
        out: the output folder, which is not searched.

    Raises:
        InputError: a path does not exist.
    """
    here = true_path(out) if out is not None else None
    for path in paths:
        if path.is_dir():
            yield from _walk(path, PurePosixPath(), here)
        elif path.exists():
            yield Found(path, str(path), path.stem)
        else:
            raise InputError(f"{path}: does not exist; check the name")


def count_files(paths: Iterable[Path], out: Path) -> int:
    """How many files `find_files` will meet, those that it passes over included."""
    here = true_path(out)
    return sum(sum(1 for _ in _files(path, here)) if path.is_dir() else 1 for path in paths)


def is_document(path: Path) -> bool:
    """Whether a file of a tree is one to convert: by its content, or by a name that claims to be one."""
    from vndoc.extract.sniff import sniff

    suffix = path.suffix.lower()
    if suffix in CLAIMS:
        return True
    try:
        kind = sniff(path)
    except InputError:
        return suffix in TEXTS
    return kind != "text/plain" or suffix in TEXTS


def _walk(folder: Path, place: PurePosixPath, out: Path | None) -> Iterator[Found | None]:
    """The files of a folder, then those of its folders, each in the order of their names."""
    files, folders = _listed(folder, out)
    documents = {path.name: path for path in files if is_document(path)}
    stems = plan_stems(documents)
    for path in files:
        if path.name in documents:
            yield Found(path, str(place / path.name), str(place / stems[path.name]))
        else:
            _log.info("%s: passed over, not a file that vndoc reads", path)
            yield None
    for inner in folders:
        yield from _walk(inner, place / inner.name, out)


def _files(folder: Path, out: Path) -> Iterator[Path]:
    files, folders = _listed(folder, out)
    yield from files
    for inner in folders:
        yield from _files(inner, out)


def _listed(folder: Path, out: Path | None) -> tuple[list[Path], list[Path]]:
    """Files and folders of a folder, sorted by name."""
    files: list[Path] = []
    folders: list[Path] = []
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as e:
        _log.warning("%s: cannot be searched (%s)", folder, e.strerror or e)
        return [], []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.is_symlink():
                _log.warning("%s: passed over, a link to a folder", entry)
            elif true_path(entry) != out:
                folders.append(entry)
        elif entry.is_file() or entry.is_symlink():
            files.append(entry)
    return files, folders
