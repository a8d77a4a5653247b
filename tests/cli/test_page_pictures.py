import subprocess
import sys
from pathlib import Path

import pytest

from vndoc.cli.page_pictures import PagePictures, picture_of

SAMPLE = Path(__file__).parents[2] / "samples" / "tcvn3.pdf"


def convert(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "vndoc", "convert", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_pictures_in_the_page(tmp_path):
    ran = convert(SAMPLE, "-o", tmp_path, "--to", "html,text", "--pictures", "--engine", "none", "-q")
    assert ran.returncode == 0, ran.stderr
    text = (tmp_path / "tcvn3.html").read_text(encoding="utf-8")
    assert text.count('<img src="data:image/jpeg;base64,') == text.count('class="page"') > 0


def test_pictures_without_html_are_refused(tmp_path):
    ran = convert(SAMPLE, "-o", tmp_path, "--to", "json", "--pictures")
    assert ran.returncode != 0
    assert "add html to --to" in ran.stderr


def test_what_has_no_picture_is_absent(tmp_path):
    text, broken = tmp_path / "a.txt", tmp_path / "b.pdf"
    text.write_text("Số 1", encoding="utf-8")
    broken.write_bytes(b"%PDF-1.4\n")
    assert picture_of((text, None, 1)) == picture_of((broken, None, 1)) == picture_of((SAMPLE, None, 99)) == b""


def test_pictures_are_small_and_open_when_asked(tmp_path):
    found = PagePictures(SAMPLE, None, [1, 99])
    assert list(found) == [1]
    assert 800 < found[1].width < 1000
    with pytest.raises(KeyError):
        found[99]
