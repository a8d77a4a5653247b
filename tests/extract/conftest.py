"""Makes `make_pdf` importable, and files from bytes."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture
def file(tmp_path):
    """A file with this content: ``file(data, "name.pdf")``."""

    def make(data, name="x.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return make


@pytest.fixture
def source(file):
    """An opened source with this content, closed at the end."""
    from vndoc.extract import open_source
    from vndoc.options import Options

    opened = []

    def make(data, name="x.pdf", **options):
        opened.append(open_source(file(data, name), Options(**options)))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
