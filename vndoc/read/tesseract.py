"""Tesseract as a process: a picture goes in through its standard input, tab-separated words come out.

The Vietnamese model (``vie``) is used; without it nothing is read, since the English model is what spoils these documents.
One thread (``OMP_THREAD_LIMIT=1``): pages are spread over processes, and Tesseract is no faster on a page with several. Page
segmentation mode 3 (automatic): see `PAGE_MODE`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO

import regex
from PIL.Image import Image

from vndoc.errors import EngineError
from vndoc.read.engine import EngineWord

LANGUAGE = "vie"

OTHERS = ("eng",)
"""Models whose reading of a page is evidence beside that of `LANGUAGE`: the English one is good at digits and Latin letters."""

PAGE_MODE = 3
"""Page segmentation mode: automatic. Mean likeness of the true lines to what was read, on nine pages with heads, seals and
signatures: mode 3 98.9, 4 (one column) 98.7, 6 (one block) 98.5. Modes 4 and 6 read a little more under seals, and the seals
as words."""

_ETH = regex.compile(r"Đ?Ð+Đ?|đ?ð+đ?")
"""What the Vietnamese model writes for Đ now and then: the Icelandic letter, or both (``QĐÐ``)."""

PROBE_SECONDS = 20.0
"""Time limit of the calls that ask for version and languages."""

_MISSING = (
    "Tesseract is not installed: "
    "on Debian and Ubuntu run 'apt install tesseract-ocr tesseract-ocr-vie', on macOS 'brew install tesseract tesseract-lang', "
    "on Windows install it from https://github.com/UB-Mannheim/tesseract/wiki with Vietnamese ticked; see 'vndoc doctor'"
)
_NO_MODEL = (
    "Tesseract has no Vietnamese model: "
    "on Debian and Ubuntu run 'apt install tesseract-ocr-vie', on macOS 'brew install tesseract-lang', "
    "elsewhere put vie.traineddata from https://github.com/tesseract-ocr/tessdata_fast into its tessdata folder; "
    "see 'vndoc doctor'"
)


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "LC_ALL": "C"}


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
            env=_environment(),
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
def _models(program: str, prefix: str | None) -> frozenset[str]:
    """Names of the installed language models; `prefix` (TESSDATA_PREFIX) is part of the cache's key."""
    done = _run(program, ["--list-langs"], PROBE_SECONDS)
    lines = (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and " " not in line.strip())


class Tesseract:
    """The ``tesseract`` program on the path, with its Vietnamese model."""

    name = "tesseract"

    def __init__(self, page_mode: int = PAGE_MODE, language: str = LANGUAGE) -> None:
        """An engine that segments pages in the given mode and reads with the given model."""
        self.page_mode = page_mode
        self.languages = (language,)

    def others(self) -> tuple[Tesseract, ...]:
        """Readers of the same page as further evidence: the models of `OTHERS` that are installed."""
        if self.languages != (LANGUAGE,):
            return ()
        others = (Tesseract(self.page_mode, language) for language in OTHERS)
        return tuple(other for other in others if other.available())

    @property
    def version(self) -> str:
        """Version of the program, empty where there is none."""
        program = shutil.which("tesseract")
        try:
            return _version(program) if program else ""
        except EngineError:
            return ""

    def problem(self) -> str | None:
        """What is missing, and how to get it."""
        program = shutil.which("tesseract")
        if program is None:
            return _MISSING
        try:
            models = _models(program, os.environ.get("TESSDATA_PREFIX"))
        except EngineError as e:
            return f"{e}; see 'vndoc doctor'"
        return None if set(self.languages) <= models else _NO_MODEL

    def available(self) -> bool:
        """Whether the program and its Vietnamese model are there."""
        return self.problem() is None

    def read(self, picture: Image, dpi: int, seconds: float) -> tuple[EngineWord, ...]:
        """Words of a picture, see `OcrEngine.read`."""
        program = shutil.which("tesseract")
        if program is None:
            raise EngineError(_MISSING)
        arguments = ["stdin", "stdout", "-l", "+".join(self.languages), "--psm", str(self.page_mode), "--dpi", str(dpi)]
        # the variable, not the config file "tsv": a bare tessdata folder has no config files
        arguments += ["-c", "tessedit_create_tsv=1"]
        data = BytesIO()
        (picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")).save(data, "PPM")
        done = _run(program, arguments, seconds, data.getvalue())
        if done.returncode != 0:
            problem = self.problem()
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise EngineError(problem or f"Tesseract failed (exit {done.returncode}): {said[-1] if said else 'no message'}")
        return parse_tsv(done.stdout.decode("utf-8", "replace"))


def _to_d(match: regex.Match[str]) -> str:
    return "đ" if match[0][0] in "đð" else "Đ"


def parse_tsv(text: str) -> tuple[EngineWord, ...]:
    r"""Words of Tesseract's tab-separated output; lines that are not words of it are passed over.

    >>> parse_tsv("level\n5\t1\t2\t1\t1\t1\t10\t20\t30\t12\t96.5\tĐiều\n")
    (EngineWord(text='Điều', box=(10.0, 20.0, 40.0, 32.0), row=0, confidence=0.965),)
    >>> parse_tsv("5\t1\t2\t1\t1\t1\t10\t20\t30\t12\t96.5\t29/Q\u0110\u00d0-TTg\n")[0].text
    '29/QĐ-TTg'
    """
    words: list[EngineWord] = []
    rows: dict[tuple[str, ...], int] = {}
    for line in text.split("\n"):
        fields = line.rstrip("\r").split("\t", 11)
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        try:
            left, top, width, height = (float(f) for f in fields[6:10])
            confidence = float(fields[10]) / 100.0
        except ValueError:
            continue
        row = rows.setdefault(tuple(fields[1:5]), len(rows))
        box = (left, top, left + width, top + height)
        text = _ETH.sub(_to_d, fields[11].strip())
        words.append(EngineWord(text, box, row, min(max(confidence, 0.0), 1.0)))
    return tuple(words)
