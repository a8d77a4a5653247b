"""Readings are kept by content, so that an archive that is converted again is not read again.

In: a key (the picture's pixels, the engine, its version and settings, its model's bytes); out: the words that it answered.
The archives that are read hold secret documents: the folder and its files are readable by their owner alone, a folder that
belongs to somebody else is not used. An entry that is cut or corrupt is no entry. Several processes may use the folder at once:
entries appear whole or not at all, and whoever writes one now and then removes those that were not used for longest.

Nothing here ever raises: where the cache fails, pages are read.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from PIL.Image import Image

from vndoc.document import Box, Engine
from vndoc.read.engine import EngineWord

FORM = 1
"""Number of the form of entries, and of what is done to an engine's answer before it is kept; part of every key."""

MOST_BYTES = 500_000_000
"""Size of the cache. A page of 400 words takes 10 kB: this is room for some 50,000 readings."""

LEFT = 0.8
"""Share of that size that is left when it is cut back."""

ONE_IN = 64
"""One in so many writes looks at the size of the whole; which ones the key decides, so that no counter is kept."""

ENTRY_BYTES = 32_000_000
"""Size of an entry, unpacked, beyond which it is taken for corrupt: `words.MOST_WORDS` words take less."""

SUFFIX = ".words"

_log = logging.getLogger(__name__)


class _Entry(msgspec.Struct, frozen=True):
    key: str
    words: tuple[EngineWord, ...]


class Size(NamedTuple):
    """How much is kept."""

    entries: int
    bytes: int


def cache_folder() -> Path:
    """Where readings are kept: ``VNDOC_CACHE``, or the user's own folder for caches on this system."""
    if chosen := os.environ.get("VNDOC_CACHE"):
        return Path(chosen).expanduser() / "readings"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local")
    elif sys.platform == "darwin":
        base = Path("~/Library/Caches")
    else:
        xdg = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
        base = xdg if xdg.is_absolute() else Path("~/.cache")
    return base.expanduser() / "vndoc" / "readings"


def key_of(picture: Image, dpi: int, engine: Engine, identity: str, boxes: Sequence[Box] | None = None) -> str:
    """The name of an engine's answer to a picture.

    >>> from PIL import Image as images
    >>> white, black = images.new("L", (2, 1), 255), images.new("L", (2, 1), 0)
    >>> tesseract = Engine("tesseract", "5.3.0", ("vie",))
    >>> key_of(white, 300, tesseract, "") == key_of(black, 300, tesseract, "")
    False
    """
    told = msgspec.json.encode((FORM, picture.mode, picture.size, dpi, engine, identity, boxes))
    digest = hashlib.blake2b(told, digest_size=20, person=b"vndoc words")
    digest.update(picture.tobytes())
    return digest.hexdigest()


class Cache:
    """The readings of one folder."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """The cache in a folder, which is there and the user's own."""
        self.folder = folder
        self.most_bytes = most_bytes

    @classmethod
    def open(cls, folder: Path | None = None, most_bytes: int = MOST_BYTES) -> Cache | None:
        """The cache, its folder made where it is missing; None where it cannot be used."""
        try:
            folder = folder or cache_folder()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(folder, most_bytes) if _is_own(folder) else None
        except (OSError, RuntimeError):
            _log.debug("no cache of readings", exc_info=True)
            return None

    def get(self, key: str) -> tuple[EngineWord, ...] | None:
        """The words that are kept under a key; None where there are none."""
        path = self._path(key)
        try:
            packed = path.read_bytes()
            unpacker = zlib.decompressobj()
            raw = unpacker.decompress(packed, ENTRY_BYTES)
            entry = msgspec.msgpack.decode(raw, type=_Entry)
            if not unpacker.eof or entry.key != key:
                return None
            os.utime(path)
            return entry.words
        except FileNotFoundError:
            return None
        except (OSError, zlib.error, msgspec.MsgspecError, ValueError):
            _log.debug("%s: not an entry", path, exc_info=True)
            return None

    def put(self, key: str, words: tuple[EngineWord, ...]) -> None:
        """Keep words under a key."""
        path = self._path(key)
        try:
            packed = zlib.compress(msgspec.msgpack.encode(_Entry(key, words)))
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write(path, packed)
            if int(key[:4], 16) % ONE_IN == 0:
                self.cut_back()
        except (OSError, TypeError, ValueError, msgspec.MsgspecError):
            _log.debug("%s: cannot be kept", path, exc_info=True)

    def size(self) -> Size:
        """How much is kept."""
        sizes = [size for _, size, _ in self._entries()]
        return Size(len(sizes), sum(sizes))

    def cut_back(self) -> None:
        """Remove what was not used for longest, where the cache is too big."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        if total <= self.most_bytes:
            return
        for _, size, path in entries:
            if total <= LEFT * self.most_bytes:
                return
            _remove(path)
            total -= size

    def purge(self) -> Size:
        """Remove all entries; answers what is left."""
        for _, _, path in list(self._entries(parts=True)):
            _remove(path)
        for folder in self._folders():
            try:
                folder.rmdir()
            except OSError:
                continue
        return self.size()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}{SUFFIX}"

    def _folders(self) -> list[Path]:
        try:
            return sorted(p for p in self.folder.iterdir() if len(p.name) == 2 and p.is_dir() and not p.is_symlink())
        except OSError:
            return []

    def _entries(self, parts: bool = False) -> Iterator[tuple[float, int, Path]]:
        """(when it was used last, size, path) of each entry, and of what writers that were killed left behind."""
        for folder in self._folders():
            try:
                names = list(folder.iterdir())
            except OSError:
                continue
            for path in names:
                if path.suffix == SUFFIX or (parts and path.suffix == ".part"):
                    try:
                        there = path.lstat()
                    except OSError:
                        continue
                    yield there.st_mtime, there.st_size, path


def _is_own(folder: Path) -> bool:
    """Whether a folder is the user's own, readable by nobody else; it is made so where it can be."""
    if not hasattr(os, "getuid"):
        return folder.is_dir()  # Windows: a user's folders have the user's access list
    there = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or there.st_uid != os.getuid():
        _log.warning("%s: is not a folder of this user, readings are not kept; set VNDOC_CACHE to another one", folder)
        return False
    if there.st_mode & 0o077:
        folder.chmod(0o700)
    return True


def _write(path: Path, content: bytes) -> None:
    """A file that appears whole or not at all, for its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")  # mkstemp's files are 0600
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(content)
        Path(name).replace(path)
    except BaseException:
        _remove(Path(name))
        raise


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        _log.debug("%s: cannot be removed", path, exc_info=True)
