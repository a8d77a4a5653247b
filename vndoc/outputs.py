"""Files that appear whole or not at all, and the names that they get.

In: texts of formats; out: ``NAME.json``, ``NAME.md``, ``NAME.html``, ``NAME.txt`` in a folder. Each is first written
beside its place under a name that starts with `PART_PREFIX`, readable by its owner alone, and moved when all are complete.
"""

from __future__ import annotations

import itertools
import os
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from vndoc.errors import OutputError, UsageError

PART_PREFIX = ".vndoc-"
PART_SUFFIX = ".part"


def parse_formats(text: str) -> tuple[str, ...]:
    """Format names of a list such as ``json,markdown``, each once.

    Raises:
        UsageError: there is no such format.

    >>> parse_formats("json, markdown,json")
    ('json', 'markdown')
    """
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    check_formats(names)
    return names


def check_formats(names: Sequence[str]) -> None:
    """Refuse formats that there are not.

    Raises:
        UsageError: one is unknown, or none is named.
    """
    from vndoc.write import SUFFIXES

    known = ", ".join(SUFFIXES)
    if not names:
        raise UsageError(f"no format is named: choose of {known}")
    for name in names:
        if name not in SUFFIXES:
            raise UsageError(f"there is no format {name!r}: choose of {known}")


def fold_name(name: str) -> str:
    """A name as file systems that ignore case and Unicode form compare it.

    >>> fold_name("A.PDF") == fold_name("a.pdf")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def plan_stems(names: Iterable[str]) -> dict[str, str]:
    """What the outputs of a folder's files are called, without suffix: the file's stem, or its whole name where stems collide.

    >>> plan_stems(["a.pdf", "a.tif", "b.pdf"])
    {'a.pdf': 'a.pdf', 'a.tif': 'a.tif', 'b.pdf': 'b'}
    """
    names = sorted(set(names))
    shared = Counter(fold_name(Path(name).stem) for name in names)
    return {name: Path(name).stem if shared[fold_name(Path(name).stem)] == 1 else name for name in names}


def output_paths(folder: Path, stem: str, formats: Iterable[str]) -> dict[str, Path]:
    """Where each format goes.

    >>> output_paths(Path("out"), "a", ["json"])["json"].as_posix()
    'out/a.json'
    """
    from vndoc.write import SUFFIXES

    return {name: folder / f"{stem}{SUFFIXES[name]}" for name in formats}


def split_paths(folder: Path, stem: str, formats: Iterable[str], count: int) -> list[dict[str, Path]]:
    """Where each format of each document of a file goes; one that holds a single document is numbered too.

    So no two files of one folder, whose stems differ, get the same name for any of their documents.

    >>> [paths["json"].name for paths in split_paths(Path("out"), "a", ("json",), 2)]
    ['a-1.json', 'a-2.json']
    """
    names = tuple(formats)
    return [output_paths(folder, f"{stem}-{n}", names) for n in range(1, count + 1)]


def leftovers(folder: Path, stem: str, formats: Iterable[str], count: int) -> Iterator[Path]:
    """Outputs with higher numbers than a file has documents: an earlier run told more of them apart, or they are others'."""
    names = tuple(formats)
    for n in itertools.count(count + 1):
        there = [path for path in output_paths(folder, f"{stem}-{n}", names).values() if path.is_file()]
        if not there:
            return
        yield from there


def make_folder(folder: Path) -> None:
    """Make an output folder, with those above it.

    Raises:
        OutputError: it cannot be made, or is not a folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{folder}: is not a folder; name another output folder") from None
    except OSError as e:
        raise OutputError(f"{folder}: cannot be created ({e.strerror or e}); name another output folder") from e


def true_path(path: Path) -> Path:
    """A path with its links followed; one that leads into a loop of links is no error here.

    >>> true_path(Path("/")) == Path("/").resolve()
    True
    """
    return Path(os.path.realpath(path))


def check_free(targets: Iterable[Path], inputs: Collection[Path], overwrite: bool) -> None:
    """Refuse to write over an input, or (without `overwrite`) over anything.

    Args:
        targets: where outputs would go.
        inputs: true paths of all inputs.
        overwrite: whether outputs that exist may be replaced.

    Raises:
        OutputError: a target is taken.
    """
    for target in targets:
        if true_path(target) in inputs:
            raise OutputError(f"{target}: is an input, and inputs are never written over; name another output folder")
        if target.is_dir():
            raise OutputError(f"{target}: is a folder; name another output folder")
        if not overwrite and os.path.lexists(target):
            raise OutputError(f"{target}: exists already; use --overwrite, or name another output folder")


def write_whole(contents: Mapping[Path, str | bytes | Iterable[bytes]], overwrite: bool) -> None:
    """Write files, given whole or in pieces: all of them whole, or none.

    Raises:
        OutputError: one exists already and `overwrite` is false, or cannot be written.
    """
    parts: dict[Path, Path] = {}
    placed: list[Path] = []
    target = Path()
    try:
        for target, content in contents.items():
            parts[target] = _write_part(target.parent, content)
        for target, part in parts.items():
            existed = os.path.lexists(target)
            _place(part, target, overwrite)
            if not existed:
                placed.append(target)
    except BaseException as e:
        for path in (*parts.values(), *placed):
            path.unlink(missing_ok=True)
        if isinstance(e, FileExistsError):
            raise OutputError(f"{target}: exists already; use --overwrite, or name another output folder") from None
        if isinstance(e, OSError):
            raise OutputError(f"{target}: cannot be written ({e.strerror or e}); name another output folder") from e
        raise


def remove_parts(folder: Path) -> None:
    """Remove what a run that was killed left in a folder."""
    for part in folder.glob(f"{PART_PREFIX}*{PART_SUFFIX}"):
        part.unlink(missing_ok=True)


def _write_part(folder: Path, content: str | bytes | Iterable[bytes]) -> Path:
    """A complete file under a passing name."""
    content = content.encode("utf-8", "replace") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(PART_SUFFIX, PART_PREFIX, folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as f:
            for piece in (content,) if isinstance(content, bytes) else content:
                f.write(piece)
            f.flush()
            os.fsync(f.fileno())
        part.chmod(_mode())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _place(part: Path, target: Path, overwrite: bool) -> None:
    """Move a file to its place; a link tells, in one step, whether the place is free."""
    if overwrite:
        part.replace(target)
        return
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        part.replace(target)
    else:
        part.unlink()


@lru_cache(maxsize=1)
def _mode() -> int:
    """Permissions of new files by the process's mask, which can only be read by setting it (for a moment, to the strictest)."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
