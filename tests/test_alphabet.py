"""Letters, tones and keys."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vndoc.alphabet import LOWER, MARKED, fold_key, fold_tone, has_marks, nfc, strip_marks, unfold_tone


def test_all_letters_with_all_tones():
    assert len(LOWER) == len(set(LOWER)) == 12 * 6 + 17
    assert nfc(LOWER) == LOWER and LOWER.lower() == LOWER
    assert {strip_marks(c) for c in LOWER} == set("abcdeghiklmnopqrstuvxy")
    assert all(has_marks(c) != c.isascii() for c in LOWER + LOWER.upper())
    assert len(MARKED) == 2 * sum(not c.isascii() for c in LOWER)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("khỏe", "khoẻ"),
        ("ủy", "uỷ"),
        ("thúy", "thuý"),
        ("tòa", "toà"),
        ("lũy", "luỹ"),
        ("họa", "hoạ"),
        ("quý", "quý"),
        ("quỳnh", "quỳnh"),
        ("hoàn", "hoàn"),
        ("toán", "toán"),
        ("của", "của"),
        ("mùa", "mùa"),
        ("khuỷu", "khuỷu"),
        ("thuyết", "thuyết"),
        ("là", "là"),
        ("đảng", "đảng"),
        ("", ""),
        ("giữa", "giữa"),
        ("góa", "goá"),
    ],
)
def test_where_the_tone_is_written(old, new):
    assert fold_tone(old) == fold_tone(new) == fold_tone(old.upper()) == new
    assert unfold_tone(new) == unfold_tone(old) == old


@given(st.text(st.sampled_from(LOWER + "\u0301 -1"), max_size=8))
def test_folding_twice_is_folding_once(word):
    folded = fold_tone(word)
    assert fold_tone(folded) == folded
    assert fold_tone(unfold_tone(folded)) == folded
    assert strip_marks(folded) == strip_marks(nfc(word))


@given(st.text(max_size=20))
def test_any_text(text):
    assert strip_marks(strip_marks(text)) == strip_marks(text)
    assert nfc(strip_marks(text)) == strip_marks(text)
    assert fold_key(text).isascii()
    assert fold_tone(text) == fold_tone(fold_tone(text)) or not text.isascii()
    assert isinstance(has_marks(text), bool)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "Đảng\ud83d", "\x00"])
def test_lone_surrogates_and_nul(text):
    assert fold_key(text).isascii()
    assert fold_tone(text) and isinstance(strip_marks(text), str)


def test_decomposed_is_as_composed():
    for text in ("Đảng bộ Khối", "QUYẾT ĐỊNH", "ưỡn ườn"):
        other = unicodedata.normalize("NFD", text)
        assert (fold_tone(other), strip_marks(other), fold_key(other)) == (fold_tone(text), strip_marks(text), fold_key(text))
