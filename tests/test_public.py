"""The public names, the version, and how long ``import vndoc`` takes."""

import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

import vndoc
from vndoc import document, errors
from vndoc.version import VERSION

ROOT = Path(__file__).resolve().parents[1]

FUNCTIONS = {
    "process",
    "process_batch",
    "repair_text",
    "repair_many",
    "repair_and_explain",
    "repair_readings",
    "replay",
    "parse_text",
    "explain",
    "export",
    "load",
}

IMPORT_SECONDS = 0.2


def data_types():
    """Names of the data types of `vndoc.document`."""
    kinds = vars(document).items()
    return {n for n, v in kinds if isinstance(v, type) and issubclass(v, msgspec.Struct) and v is not msgspec.Struct}


def error_types():
    """Names of the exceptions."""
    return {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, Exception)}


def test_public_names_are_those_of_the_contract():
    others = {"Options", "Summary", "OcrEngine", "EngineWord", "__version__"}
    assert set(vndoc.__all__) == FUNCTIONS | data_types() | error_types() | others


@pytest.mark.parametrize("name", sorted(vndoc.__all__))
def test_every_public_name_is_there(name):
    assert getattr(vndoc, name) is not None


def test_names_are_in_order_and_listed():
    assert vndoc.__all__ == sorted(vndoc.__all__)
    assert set(vndoc.__all__) <= set(dir(vndoc))


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="nothing"):
        _ = vndoc.nothing


def test_everything_public_is_documented():
    undocumented = [n for n in vndoc.__all__ if n != "__version__" and not getattr(vndoc, n).__doc__]
    assert undocumented == []


def test_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION == vndoc.__version__


def test_import_is_fast():
    """Best of five, in seconds of the processor, which a busy machine does not stretch."""
    code = "import time; start = time.process_time(); import vndoc; print(time.process_time() - start)"
    runs = [subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True) for _ in range(5)]
    assert min(float(run.stdout) for run in runs) <= IMPORT_SECONDS


def test_import_loads_nothing_heavy():
    heavy = ("numpy", "PIL", "pdfplumber", "pypdfium2", "typer", "rich")
    code = f"import sys, vndoc; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
