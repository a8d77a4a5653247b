"""The metrics against a naive oracle, and against the definitions by example."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED

from benchmarks.metrics import Rate, character_rate, damage, one_place, score, token_rate, word_rate, words
from vndoc.alphabet import LOWER, fold_tone

SOME_WORDS = st.lists(st.sampled_from(["Đảng", "đảng", "bộ", "hòa", "hoà", "02-NQ/TW,", "-", "s6"]), max_size=7)


def naive_distance(a, b):
    """Levenshtein distance by its definition."""
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return naive_distance(a[1:], b[1:])
    return 1 + min(naive_distance(a[1:], b), naive_distance(a, b[1:]), naive_distance(a[1:], b[1:]))


@given(SOME_WORDS, SOME_WORDS)
def test_rates_are_edit_distances(truth, reading):
    a, b = " ".join(truth), "\n".join(reading)
    assert token_rate(a, b) == (naive_distance(truth, reading), len(truth))
    assert word_rate(a, b) == (naive_distance(words(a), words(b)), len(words(a)))


@given(st.text("ab đ", max_size=6), st.text("ab đ", max_size=6))
def test_character_rate_is_an_edit_distance(truth, reading):
    a, b = " ".join(truth.split()), " ".join(reading.split())
    assert character_rate(truth, reading) == (naive_distance(a, b), len(a))


def test_case_signs_and_tone_place_are_no_word_errors():
    assert word_rate("Uỷ ban nhân dân, HOÀ BÌNH.", "ủy ban “nhân” dân hòa bình") == (0, 6)
    assert token_rate("Uỷ ban", "Ủy ban") == (1, 2)


def test_unicode_form_is_no_error():
    assert token_rate("Nghị quyết", "Nghị quyết".encode().decode()).errors == 0
    assert character_rate("ệ", "e\N{COMBINING DOT BELOW}\N{COMBINING CIRCUMFLEX ACCENT}") == (0, 1)


def test_lost_invented_split_and_joined_words():
    assert word_rate("một hai ba", "một ba") == (1, 3)
    assert word_rate("một hai", "một hai ba") == (1, 2)
    assert word_rate("chính trị", "chi nh trị").errors == 2
    assert word_rate("chính trị", "chínhtrị").errors == 2


def test_what_has_no_letters_is_no_word():
    assert words("- ... * “” _") == []
    assert word_rate("- một", "một ...") == (0, 1)


def test_scores_of_several_texts_add_up():
    both = score([("một hai", "một ba"), ("bốn", "bốn")])
    assert both.word == (1, 3)
    assert both.word.share == pytest.approx(1 / 3)
    assert score([]).word.share == 0
    assert Rate(1, 0).share == 1


def test_damage_counts_numbers_apart():
    found = damage([("ngày 12/6/2021 đến 30 người", "ngày 12/6/2021 đến 80 người")])
    assert found.tokens == (1, 5)
    assert found.numbers == (1, 2)


@given(st.text("bhnqđ", max_size=2), st.sampled_from(LOWER), st.text("aeiouynđ", max_size=2))
def test_tone_place_is_that_of_the_package(onset, vowel, end):
    word = onset + vowel + end
    assert one_place(word) == fold_tone(word)


SYLLABLES = st.sampled_from(["hòa", "HOÀ", "ủy", "Uỷ", "quý", "Đảng", "hoà2", "thúy", "toả", "đ", "iiy", "khoẻ"])
LINES = st.lists(SYLLABLES | st.text(string.punctuation + " 09²", min_size=1, max_size=3), max_size=12).map("".join)


@given(LINES, LINES)
def test_agrees_with_the_definition_beside_the_project(truth, reading):
    path = SHARED / "bench" / "score.py"
    if not path.is_file():
        pytest.skip("the folder of test material is not there")
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("definition", path)
    definition = module_from_spec(spec)
    spec.loader.exec_module(definition)
    ours = score([(truth, reading)])
    assert tuple(ours.word) == definition.word_errors(truth, reading)
    assert tuple(ours.token) == definition.token_errors(truth, reading)
    assert tuple(ours.character) == definition.char_errors(truth, reading)
