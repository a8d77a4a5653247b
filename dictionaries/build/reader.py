"""A picture → the lines that Tesseract reads in it, with the model of a language."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from io import BytesIO

from PIL.Image import Image

from vndoc.errors import EngineError
from vndoc.read.tesseract import parse_tsv

BLOCK, AUTOMATIC = 6, 3
"""Page segmentation modes: one block of lines, as rendered pages are; found by Tesseract, as `vndoc.read` asks for."""

SECONDS = 120.0
"""Time limit of a page."""


def _run(arguments: list[str], picture: bytes, seconds: float) -> bytes:
    program = shutil.which("tesseract")
    if program is None:
        raise EngineError("Tesseract is not installed; on Debian and Ubuntu: apt install tesseract-ocr tesseract-ocr-vie")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [program, *arguments], input=picture, capture_output=True, timeout=max(0.1, seconds), env=environment, check=False
        )
    except subprocess.TimeoutExpired as e:
        raise EngineError(f"Tesseract took longer than the {max(0.0, seconds):.0f} s that it had for a page") from e
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        raise EngineError(f"Tesseract failed: {message.splitlines()[0] if message else done.returncode}")
    return done.stdout


def need(languages: Iterable[str]) -> None:
    """See that Tesseract is there with its models of these languages.

    Raises:
        EngineError: something is missing.
    """
    found = set(_run(["--list-langs"], b"", SECONDS).decode("utf-8", "replace").split())
    missing = [name for name in languages if name not in found]
    if missing:
        raise EngineError(f"Tesseract lacks a model: on Debian and Ubuntu: apt install tesseract-ocr-{missing[0]}")


def read(picture: Image, dpi: int, language: str, mode: int = BLOCK, seconds: float = SECONDS) -> list[str]:
    """Lines of a picture, words parted by single spaces.

    Raises:
        EngineError: Tesseract or its model is missing, it failed, or took too long.
    """
    stored = BytesIO()
    picture.save(stored, "PPM")
    arguments = ["stdin", "stdout", "-l", language, "--psm", str(mode), "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"]
    rows: dict[int, list[str]] = {}
    for word in parse_tsv(_run(arguments, stored.getvalue(), seconds).decode("utf-8", "replace")):
        rows.setdefault(word.row, []).extend(word.text.split())
    return [" ".join(words) for words in rows.values()]
