"""Characters that are printed twice: told at once, or one by one, the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_pdf import Page, make_pdf, text

from vndoc.extract import doubles
from vndoc.extract.strings import Char

PLACES = st.lists(st.tuples(st.sampled_from("ab "), st.integers(0, 12), st.integers(0, 3)), max_size=25)


def char(sign, x, y):
    return Char(sign, x * 0.8, 700 - y, x * 0.8 + 5, 712 - y, 710 - y, 12.0, 0.0, "F")


@given(PLACES)
def test_as_if_each_were_looked_at(places):
    chars = [char(*place) for place in places]
    assert list(doubles.without_doubles(chars)) == list(doubles._once(chars, range(len(chars))))


def words(source, content):
    return [(w.text, w.box) for w in source(make_pdf([Page(content)])).page(1).readings[0].words]


@pytest.mark.parametrize("shift", [0.0, 0.5, 1.2])
def test_a_word_printed_twice_is_there_once(source, shift):
    bold = text(72, 700, "heading") + text(72 + shift, 700, "heading")
    assert [w for w, _ in words(source, bold + text(72, 660, "body"))] == ["heading", "body"]


def test_a_part_of_a_word_printed_twice(source):
    assert [w for w, _ in words(source, text(72, 700, "heading") + text(78.3, 700, "ea"))] == ["heading"]


def test_lines_with_too_many_words_are_looked_at_character_by_character(source, monkeypatch):
    content = text(72, 700, "one two three") + text(72.4, 700, "one two three")
    whole = words(source, content)
    monkeypatch.setattr(doubles, "MAX_ACROSS", 1)
    assert words(source, content) == whole
    assert [w for w, _ in whole] == ["one", "two", "three"]
