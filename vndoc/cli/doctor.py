"""``vndoc doctor``: versions, shipped data, OCR engines, and how to get what is missing."""

from __future__ import annotations

import platform
from typing import Annotated

import typer

from vndoc.cli.common import Quiet, Tessdata, Verbose, Version, models_folder
from vndoc.cli.voice import Voice, write_payload
from vndoc.errors import DataError, OutputError
from vndoc.version import VERSION

PACKAGES = ("numpy", "msgspec", "regex", "rapidfuzz", "unidecode", "pdfplumber", "pypdfium2", "pillow", "typer", "rich")

TESSERACT = """\
     Debian, Ubuntu  sudo apt install tesseract-ocr tesseract-ocr-vie
     macOS           brew install tesseract tesseract-lang
     Windows         install https://github.com/UB-Mannheim/tesseract/wiki, with Vietnamese ticked under additional languages"""


Purge = Annotated[bool, typer.Option("--purge-cache", help="Remove all readings that are kept, and do nothing else.")]


def doctor(
    tessdata: Tessdata = None,
    purge_cache: Purge = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Check the installation: versions, data, OCR engines, kept readings, and how to get what is missing."""
    voice = Voice.make(quiet, verbose)
    if purge_cache:
        return _purge(voice)
    lines = [f"ok   vndoc {VERSION}, Python {platform.python_version()}, {platform.platform(terse=True)}"]
    lines += [_package(name) for name in PACKAGES]
    problem = _data_problem()
    lines.append(problem or _data_line())
    lines += _engines(models_folder(tessdata))
    lines.append(_cache_line())
    write_payload("".join(f"{line}\n" for line in lines))
    return DataError.exit_code if problem else 0


def _package(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"ok   {name} {version(name)}"
    except PackageNotFoundError:
        return f"BAD  {name} is missing: reinstall vndoc"


def _data_line() -> str:
    from vndoc.resources import manifest

    return f"ok   data {manifest().version}, {len(manifest().files)} file(s)"


def _data_problem() -> str | None:
    from vndoc.resources import corrupt_files

    try:
        bad = corrupt_files()
    except DataError as e:
        return f"BAD  data: {e}"
    return f"BAD  data: {', '.join(bad)} missing or damaged: reinstall vndoc" if bad else None


def _purge(voice: Voice) -> int:
    """Remove the kept readings; answers the exit code."""
    from vndoc.read import Cache, cache_folder

    if not cache_folder().exists():
        voice.say(f"nothing is kept in {cache_folder()}")
        return 0
    cache = Cache.open()
    before = cache.size() if cache is not None else None
    left = cache.purge() if cache is not None else None
    if before is None or left is None or left.entries:
        voice.error(f"{cache_folder()}: readings cannot be removed; remove the folder yourself")
        return OutputError.exit_code
    voice.say(f"{before.entries} reading(s) removed from {cache_folder()}")
    return 0


def _cache_line() -> str:
    """Where readings are kept, and how much."""
    from vndoc.read import Cache, cache_folder

    cache = Cache.open() if cache_folder().is_dir() else None
    size = cache.size() if cache is not None else None
    kept = f"{size.entries} reading(s), {size.bytes / 1e6:.1f} MB" if size is not None else "empty"
    return f"ok   cache {cache_folder()}: {kept}"


def _engines(tessdata: str | None) -> list[str]:
    """A line for each engine, and what to do about those that are not available."""
    from vndoc.read import installed_engines

    lines = []
    for engine in installed_engines(tessdata):
        if engine.name == "none":
            continue
        problem = engine.problem()
        if problem is None:
            lines.append(f"ok   engine {engine.name} {engine.version} ({', '.join(engine.languages)})")
        else:
            lines.append(f"--   engine {engine.name}: {problem}")
            if engine.name == "tesseract":
                lines.append(TESSERACT)
    return lines
