"""Cases of text, correct text that must stay, and what holds for any text."""

import json
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED, needs_shared

from vndoc.alphabet import LOWER
from vndoc.document import replay
from vndoc.recode import recode_text
from vndoc.recode.detect import detect

CASES = Path(__file__).resolve().parents[1] / "cases" / "recode"


def cases(name):
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / name).read_text("utf-8"))]


def check(text):
    """The recoded text, with its edits checked."""
    out, edits = recode_text(text)
    assert replay(text, edits) == out
    assert all(text[slice(*e.span)] == e.before != e.after and e.reason == "recode" and 0 < e.confidence <= 1 for e in edits)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(edits))
    assert unicodedata.is_normalized("NFC", out)
    assert out.count("\n") == text.count("\n")
    assert recode_text(out) == (out, ())
    return out


@pytest.mark.parametrize("case", cases("text.json"))
def test_cases(case):
    assert check(case["original"]) == case["expect"]


@pytest.mark.parametrize("case", cases("untouched.json"))
def test_untouched(case):
    assert check(case["original"]) == case["original"]


def test_an_edit_is_a_run_of_tokens():
    text = "một Ðiều Ðiều ba\nÐiều"
    _, edits = recode_text(text)
    assert [(e.before, e.after, e.confidence) for e in edits] == [("Ðiều Ðiều", "Điều Điều", 1.0), ("Ðiều", "Điều", 1.0)]


@given(st.text(max_size=60))
def test_any_text(text):
    check(text)


@given(st.text(alphabet=LOWER + LOWER.upper() + " \n.,-/0123456789", max_size=200))
def test_vietnamese_letters_stay(text):
    assert recode_text(text) == (text, ())


@given(st.text(alphabet="aeiouyAEO bcdnhgt\n¸µ¶·¹¨©ª«¬­®§éèùøûõïäáàåãâêÑñÖöÔô", max_size=80))
def test_legacy_letters_in_any_order(text):
    check(text)


@pytest.mark.parametrize("text", ["plain ASCII text, line after line\n", "Nghị quyết của Đảng bộ tỉnh là đúng\n"])
def test_text_that_needs_nothing_is_quick(text):
    big = text * (5_000_000 // len(text))
    start = time.process_time()
    assert recode_text(big) == (big, ())
    assert time.process_time() - start < 1.5  # 0.02 and 0.15 seconds where nothing else runs


@needs_shared
@pytest.mark.parametrize("name", ["LuatVietNam", "UNC", "VLC", "viwiki", "english"])
def test_clean_text_is_in_no_code_page(name):
    text = (SHARED / "clean" / f"{name}.txt").read_text("utf-8")
    assert detect(text) is None
    for start in range(0, len(text), 3000):
        assert detect(text[start : start + 3000]) is None
