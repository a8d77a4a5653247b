"""What is scored anew for a code page, and what is not looked at further, gives the numbers and answers of the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vndoc.recode import detect
from vndoc.recode.language import language

WORDS = ["Céng", "hoµ", "x·", "héi", "-", "§", "(2)", "và", "của", "the", "12/3", "vò;", "®", "Nam", "tr-êng"]
CHUNKS = st.lists(st.sampled_from(WORDS), max_size=12)
CHANGES = st.dictionaries(st.integers(0, 11), st.sampled_from(["Cộng", "–", "xã", "1", "của-Nam", ";"]), max_size=4)


@given(CHUNKS, CHANGES)
def test_rescored_is_the_score_of_what_changed(chunks, changes):
    changed = {place: text for place, text in changes.items() if place < len(chunks)}
    after = [changed.get(place, chunk) for place, chunk in enumerate(chunks)]
    found = language().rescored(chunks, language().scores(chunks, False), changed)
    assert found.tolist() == language().scores(after, False).tolist()


@pytest.mark.parametrize("page", detect.BYTE_PAGES)
@given(chunks=CHUNKS)
def test_chunks_that_are_not_asked_are_the_same_in_a_code_page(page, chunks):
    asked = set(detect._may_differ(chunks, page))
    assert all(detect.as_page(chunk, page) == chunk for place, chunk in enumerate(chunks) if place not in asked)


@given(CHUNKS, st.sampled_from([0.0, detect.LAYER]))
def test_a_text_without_a_run_is_told_as_by_the_whole_path(chunks, more):
    quick = detect.code_pages(chunks * 3, None, more)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detect, "_best_run", lambda gains: float("inf"))
        assert detect.code_pages(chunks * 3, None, more) == quick
