"""The samples are there, are what they claim to be, and are still converted as the expected outputs say."""

import os

import pdfplumber
import pytest

from samples.make import EXPECTED, GOLDEN_FORMATS, HERE, INPUTS, golden, make_golden
from vndoc.write import SUFFIXES

LARGEST_TOGETHER = 300_000


def test_inputs_are_small():
    assert sum((HERE / name).stat().st_size for name in INPUTS) < LARGEST_TOGETHER


def test_text_files_end_lines_with_line_feeds():
    for path in [HERE / "garbled.txt", *EXPECTED.glob("*")]:
        data = path.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")


def layer(name):
    with pdfplumber.open(HERE / name) as pdf:
        return [page.extract_text() for page in pdf.pages], [page.images for page in pdf.pages], pdf.pages[0].chars


def test_scan_with_a_wrong_layer():
    texts, images, _ = layer("scan-wrong-layer.pdf")
    assert len(texts) == 2
    assert all(images)
    assert "CONG SAN VIET NAM" in texts[0]
    assert "KẾ HOẠCH" not in texts[0]


def test_scan_without_a_layer():
    texts, images, _ = layer("scan-image-only.pdf")
    assert texts == [""]
    assert all(images)


def test_tcvn3_fonts():
    texts, images, chars = layer("tcvn3.pdf")
    assert {char["fontname"].partition("+")[2].partition(",")[0] for char in chars} == {".VnTime", ".VnTimeH"}
    assert not any(images)
    assert "Hoµi Giang, ngµy 21 th¸ng 10 n¨m 2004" in texts[0]


def test_golden_is_not_rewritten_where_it_is_checked():
    if os.environ.get("CI"):
        assert "VNDOC_REGEN" not in os.environ


@pytest.mark.parametrize("name", INPUTS)
def test_golden(name):
    if os.environ.get("VNDOC_REGEN") == "1":
        make_golden()
    files = [EXPECTED / f"{(HERE / name).stem}{SUFFIXES[format]}" for format in GOLDEN_FORMATS]
    if not any(file.exists() for file in files):
        pytest.skip("no expected outputs yet: python -m samples.make --golden")
    made = golden(HERE / name)
    for file in files:
        assert made[file.name] == file.read_text("utf-8"), f"{file.name} differs: VNDOC_REGEN=1 rewrites it"
