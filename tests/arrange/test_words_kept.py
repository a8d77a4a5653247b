"""Nothing is lost and nothing doubled, whatever the boxes."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vndoc.arrange import arrange
from vndoc.document import Box, Verdict
from vndoc.pages import Reading, SourcePage, SourceWord, Table

numbers = st.one_of(
    st.floats(-50, 900),
    st.integers(0, 60).map(lambda n: n * 14.0),
    st.sampled_from([float("nan"), float("inf"), float("-inf"), 1e300, -1e300, 0.0]),
)
texts = st.one_of(
    st.sampled_from("Nơi nhận: TM. KT. BỘ TRƯỞNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - * 3 ĐẾN Số: Điều 1. ——— .".split()),  # noqa: SIM905
    st.text(st.characters(blacklist_categories=("Z", "C")), min_size=1, max_size=9),
)
words = st.builds(
    SourceWord,
    texts,
    st.tuples(numbers, numbers, numbers, numbers),
    st.integers(-1, 12),
    font=st.sampled_from(["", "Times-Bold", ".VnTime"]),
    size=st.sampled_from([0.0, 13.0]),
    confidence=st.one_of(st.none(), st.floats(0, 1)),
    before=st.one_of(st.none(), st.just("cò")),
)
boxes: st.SearchStrategy[Box] = st.tuples(numbers, numbers, numbers, numbers)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(words, max_size=60),
    st.lists(words, max_size=8),
    st.sampled_from(["stamp", "garbled", "absent"]),
    st.lists(boxes, max_size=2),
    st.integers(1, 2),
)
def test_every_word_is_in_exactly_one_line(base, layer, state, tables, number):
    readings = (Reading("layer", tuple(layer)), Reading("ocr", tuple(base)))
    page = SourcePage(number, 595.0, 842.0, readings, (), tuple(Table(b, (), ()) for b in tables), True, Verdict(state))
    arranged = arrange(page)
    got = [word.text for line in arranged.lines for word in line.words]
    got += [word for line in arranged.lines for other in line.others for word in other.raw.split()]
    assert Counter(got) == Counter(w.text for w in base + layer)
    for line in arranged.lines:
        assert line.words and line.text == line.raw
        assert all(line.raw[slice(*w.span)] == w.text for w in line.words)
        assert " ".join(w.text for w in line.words) == line.raw
        for edit in line.edits:
            assert line.raw[slice(*edit.span)] == edit.after


def test_thousands_of_words_take_no_long_time():
    import time

    many = [
        SourceWord("từ", (x * 3.0, y * 2.0, x * 3.0 + 20, y * 2.0 + 11), (x * y) % 97) for x in range(100) for y in range(100)
    ]
    start = time.process_time()
    arranged = arrange(SourcePage(1, 595.0, 842.0, (Reading("layer", tuple(many)),)))
    assert sum(len(line.words) for line in arranged.lines) == len(many)
    assert time.process_time() - start < 10
