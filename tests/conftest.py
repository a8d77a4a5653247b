"""What all tests share: helper modules of this folder, the command line as a subprocess, the OCR engine, seeded Hypothesis."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

hypothesis.settings.register_profile("vndoc", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("vndoc")


def run_vndoc(*arguments, stdin=None, cwd=None, env=None, timeout=300):
    """A finished ``vndoc`` process: `returncode`, and `stdout`, `stderr` as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "vndoc", *map(os.fspath, arguments)],
        input=stdin if stdin is None or isinstance(stdin, bytes) else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), **(env or {})},
        timeout=timeout,
        check=False,
    )


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Readings are kept in a folder of the test's own, never in the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("VNDOC_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def own_log():
    """The command line sets the logs up for its process: a test has them as a new process does."""
    log = logging.getLogger("vndoc")
    for handler in tuple(log.handlers):
        log.removeHandler(handler)
    log.setLevel(logging.NOTSET)
    log.propagate = True


@pytest.fixture
def vndoc():
    """The command line: ``vndoc("convert", path, "-o", out)``."""
    return run_vndoc


@pytest.fixture
def no_tesseract(tmp_path):
    """An environment in which Tesseract is found neither as a program nor as a library."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "tesserocr.py").write_text('raise ImportError("hidden by the test")\n', "utf-8")
    return {"PATH": str(hidden), "PYTHONPATH": os.pathsep.join((str(hidden), str(HERE.parent)))}


@pytest.fixture(scope="session")
def tesseract():
    """The OCR engine. Where it is missing a test is skipped; under CI that is a failure."""
    from vndoc.read import find_engine

    engine = find_engine("auto")
    if engine is None:
        if os.environ.get("CI"):
            pytest.fail("Tesseract with its Vietnamese model is missing, and under CI it must be there")
        pytest.skip("needs Tesseract with its Vietnamese model")
    return engine
