"""Tesseract as a process: a picture goes in through its standard input, tab-separated words come out."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import regex
from PIL.Image import Image

from vndoc.errors import EngineError

PROBE_SECONDS = 20.0
"""Time limit of the calls that ask for version and languages."""

_QUOTED = regex.compile(r'"(?P<folder>[^"\n]+)"')


def find_program() -> str | None:
    """The ``tesseract`` program on the path."""
    return shutil.which("tesseract")


def version_of(program: str) -> str:
    """Version of the program, empty where it does not answer."""
    try:
        return _version(program)
    except EngineError:
        return ""


def own_folder(program: str) -> str | None:
    """The folder where the program itself looks for models, where it tells (since 4.1)."""
    try:
        text = _listed(program, os.environ.get("TESSDATA_PREFIX"))
    except EngineError:
        return None
    found = _QUOTED.search(text.partition("\n")[0])
    return found["folder"] if found else None


def models_of(program: str) -> frozenset[str]:
    """Names of the models in the program's own folder.

    Raises:
        EngineError: it does not answer.
    """
    lines = _listed(program, os.environ.get("TESSDATA_PREFIX")).splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and " " not in line.strip())


def read(program: str, picture: Image, arguments: tuple[str, ...], folder: Path | None, seconds: float) -> str:
    """Tab-separated words of a grey picture.

    Args:
        program: its path.
        picture: the page.
        arguments: language, page mode, resolution.
        folder: where the models lie; None for the program's own folder.
        seconds: after that it is killed.

    Raises:
        EngineError: it cannot be started, failed, or took too long.
    """
    where = ("--tessdata-dir", str(folder)) if folder is not None else ()
    # the variable, not the config file "tsv": a bare tessdata folder has no config files
    data = BytesIO()
    picture.save(data, "PPM")
    done = _run(program, ["stdin", "stdout", *where, *arguments, "-c", "tessedit_create_tsv=1"], seconds, data.getvalue())
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EngineError(f"Tesseract failed (exit {done.returncode}): {said[-1] if said else 'no message'}")
    return done.stdout.decode("utf-8", "replace")


def _run(
    program: str, arguments: list[str], seconds: float, picture: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The finished process; it is killed when its time is over.

    Raises:
        EngineError: it cannot be started, or took too long.
    """
    try:
        return subprocess.run(
            [program, *arguments],
            input=picture if picture is not None else b"",
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C"},
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as e:
        raise EngineError(f"Tesseract took longer than {seconds:g} s") from e
    except OSError as e:
        raise EngineError(f"Tesseract cannot be started: {e}") from e


@lru_cache(maxsize=4)
def _version(program: str) -> str:
    done = _run(program, ["--version"], PROBE_SECONDS)
    words = (done.stdout or done.stderr).decode("utf-8", "replace").split()
    return words[1].lstrip("v") if len(words) > 1 and words[0] == "tesseract" else ""


@lru_cache(maxsize=4)
def _listed(program: str, prefix: str | None) -> str:
    """What the program says of its models; `prefix` (TESSDATA_PREFIX) is part of the cache's key."""
    done = _run(program, ["--list-langs"], PROBE_SECONDS)
    return (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace").strip()
