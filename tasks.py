"""The project's tasks, for people and for CI: ``python tasks.py TASK…``.

    lint    ruff: rules and format
    types   mypy, strict
    data    the word lists in vndoc/data are those of dictionaries/, to the byte
    test    all tests, doctests included
    bench   the benchmarks on the samples (they take other material by path)
    fuzz    hostile and broken files: ``python tasks.py fuzz -- FOLDER --count 1000 --seed 1``
    ci      lint, types, data, test

Arguments after ``--`` go to the last task's program: ``python tasks.py test -- tests/read -x``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LISTS = "tables.json"


def run(*arguments: str) -> int:
    """Run a module of this Python in the project's folder; answers its exit code."""
    print("$ python -m", *arguments, flush=True)
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=False).returncode


def lint(more: Sequence[str]) -> int:
    """Rules and format."""
    return run("ruff", "check", *more) or run("ruff", "format", "--check", *more)


def types(more: Sequence[str]) -> int:
    """Types."""
    return run("mypy", *more)


def data(more: Sequence[str]) -> int:
    """Build the lists elsewhere, and compare; compare the other data files with the manifest."""
    from vndoc.resources import DATA, corrupt_files

    with tempfile.TemporaryDirectory() as folder:
        code = run("dictionaries.build", "--out", folder, *more)
        if code:
            return code
        if (Path(folder) / LISTS).read_bytes() != (DATA / LISTS).read_bytes():
            print(f"vndoc/data/{LISTS} is not what dictionaries/ makes: run python -m dictionaries.build", file=sys.stderr)
            return 1
    for name in corrupt_files():
        print(f"vndoc/data/{name} is not what the manifest says", file=sys.stderr)
        code = 1
    return code


def test(more: Sequence[str]) -> int:
    """Tests."""
    return run("pytest", *(more or ("-q", "--durations=10")))


def bench(more: Sequence[str]) -> int:
    """Benchmarks."""
    return (
        run("benchmarks.repair", *more)
        or run("benchmarks.convert", "samples")
        or run("benchmarks.batch", "samples")
        or run("benchmarks.files")
    )


def fuzz(more: Sequence[str]) -> int:
    """Hostile and broken files; `ci` has some of them among its tests."""
    return run("benchmarks.fuzz", *more)


def ci(more: Sequence[str]) -> int:
    """All that must hold; every task is run, the first exit code that is not 0 is the answer."""
    codes = [task(()) for task in (lint, types, data)] + [test(more)]
    return next((code for code in codes if code), 0)


TASKS: dict[str, Callable[[Sequence[str]], int]] = {
    "lint": lint,
    "types": types,
    "data": data,
    "test": test,
    "bench": bench,
    "fuzz": fuzz,
    "ci": ci,
}


def main(arguments: Sequence[str]) -> int:
    """Run tasks one after another, up to the first that fails."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    names, more = arguments[:at], arguments[at + 1 :]
    unknown = [name for name in names if name not in TASKS]
    if unknown or not names:
        print(__doc__, file=sys.stderr)
        return 2
    for name in names:
        start = time.monotonic()
        code = TASKS[name](more if name == names[-1] else ())
        print(f"{name}: {'ok' if code == 0 else f'failed ({code})'}, {time.monotonic() - start:.0f} s", flush=True)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
