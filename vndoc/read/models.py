"""Where Tesseract's language models lie: ``vie.traineddata`` is all that has to be found, whoever brings the engine.

In: a language and the folder that the user named, if any; out: the folder of its model. Looked in, in this order: the folder
that was named; ``TESSDATA_PREFIX``, and ``tessdata`` below it; the folder that the ``tesseract`` program says it uses; folders
beside the program; the usual folders of the system. The first one that holds the model is used, so that both ways to run
Tesseract read with the same model.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from vndoc.read.program import own_folder

USUAL: dict[str, tuple[str, ...]] = {
    "linux": (
        "/usr/share/tesseract-ocr/5/tessdata",  # Debian, Ubuntu
        "/usr/share/tessdata",  # Arch, openSUSE, Alpine
        "/usr/share/tesseract/tessdata",  # Fedora
        "/usr/local/share/tessdata",
        "/usr/share/tesseract-ocr/4.00/tessdata",
        "~/.local/share/tessdata",
    ),
    "darwin": (
        "/opt/homebrew/share/tessdata",
        "/usr/local/share/tessdata",
        "/opt/local/share/tessdata",  # MacPorts
    ),
    "win32": (
        "%PROGRAMFILES%/Tesseract-OCR/tessdata",
        "%PROGRAMFILES(X86)%/Tesseract-OCR/tessdata",
        "%LOCALAPPDATA%/Programs/Tesseract-OCR/tessdata",
        "%LOCALAPPDATA%/Tesseract-OCR/tessdata",
    ),
}
"""Folders of installers and packages, by system."""


def model_file(language: str) -> str:
    """The file name of a language's model."""
    return f"{language}.traineddata"


def find_folder(language: str, tessdata: str | None = None) -> Path | None:
    """The folder that holds the model of a language; None where there is none.

    >>> find_folder("no-such-language") is None
    True
    """
    for folder in _folders(tessdata):
        try:
            if (folder / model_file(language)).is_file():
                return folder
        except OSError:
            continue
    return None


def _folders(tessdata: str | None) -> Iterator[Path]:
    """Folders to look in, the likeliest first."""
    if tessdata:
        yield Path(tessdata).expanduser()
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    if program := shutil.which("tesseract"):
        if own := own_folder(program):
            yield Path(own)
        home = Path(program).resolve().parent
        yield home / "tessdata"
        yield home.parent / "share" / "tessdata"
    for name in USUAL.get(sys.platform, USUAL["linux"]):
        expanded = os.path.expandvars(name)
        if "%" not in expanded:
            yield Path(expanded).expanduser()


def model_id(language: str, tessdata: str | None = None) -> str:
    """What tells a model from others of its name: a hash of its bytes; empty where it cannot be read."""
    folder = find_folder(language, tessdata)
    if folder is None:
        return ""
    path = folder / model_file(language)
    try:
        there = path.stat()
        return _digest(path, there.st_mtime_ns, there.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _digest(path: Path, changed: int, size: int) -> str:
    """Hash of a file; when it was changed and its size are part of the cache's key."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()[:32]
