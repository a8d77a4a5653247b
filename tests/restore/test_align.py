"""Readings side by side: every word is in one group, in order; lost words do not shift the rest."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vndoc.restore.align import align

WORDS = st.lists(st.sampled_from(["bo", "truong", "cua", "Bộ", "trưởng", "46", "x", "", "ữn", "中"]), max_size=14)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_groups_are_a_partition_in_order(readings):
    at = [0] * len(readings)
    for group in align(readings):
        assert any(end > start for start, end in group)
        for k, (start, end) in enumerate(group):
            assert start == at[k] <= end
            at[k] = end
    assert at == [len(words) for words in readings]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("cia Bo truéng BO Nong", "của Bộ trưởng Bộ Nông", [(1, 1)] * 5),
        ("ché thong tin", "chế độ thông tin", [(1, 1), (0, 1), (1, 1), (1, 1)]),
        ("Chinh a pho", "Chính phủ", [(1, 1), (1, 0), (1, 1)]),
        ("chinh sach", "chínhsách", [(2, 1)]),
        ("dé.nghi cua", "đề nghị của", [(1, 2), (1, 1)]),
        ("thuéc 14 nhap", "thuốc lá nhập", [(1, 1)] * 3),
        ("", "một hai", [(0, 1), (0, 1)]),
    ],
)
def test_pairs(a, b, expected):
    assert [(q - p, y - x) for (p, q), (x, y) in align([a.split(), b.split()])] == expected


@pytest.mark.parametrize(
    ("a", "b", "without", "expected"),
    [
        (["Số", "Ôệ", "2010"], ["Sé", "02", "2010"], [(2, 1), (0, 1), (1, 1)], [(1, 1)] * 3),
        (["Hàng", "T", "dưới"], ["Hang", "1", "lén"], [(1, 1)] * 3, [(1, 1)] * 3),
    ],
)
def test_words_in_one_place_are_one(a, b, without, expected):
    places = [[(0.0, 15.0), (27.0, 46.0), (59.0, 140.0)]] * 2
    assert [(q - p, y - x) for (p, q), (x, y) in align([a, b])] == without
    assert [(q - p, y - x) for (p, q), (x, y) in align([a, b], places)] == expected


def test_words_that_all_stand_a_little_to_the_side_are_still_pairs():
    a, b = ["Căn", "cứ", "Luật"], ["C&n", "ctr", "Ludt"]
    places = [[(0.0, 9.0), (12.0, 18.0), (21.0, 30.0)], [(3.0, 12.0), (15.0, 21.0), (24.0, 33.0)]]
    assert [(q - p, y - x) for (p, q), (x, y) in align([a, b], places)] == [(1, 1)] * 3


def test_three_readings():
    groups = align([["mot", "hai", "bon"], ["một", "hai", "ba", "bốn"], ["mót", "hái", "ba", "b6n"]])
    assert [tuple(end - start for start, end in g) for g in groups] == [(1, 1, 1), (1, 1, 1), (0, 1, 1), (1, 1, 1)]


def test_time_is_linear():
    def seconds(count):
        start = time.process_time()
        align([[f"a{i % 97}b" for i in range(count)], [f"a{i % 89}c" for i in range(count)]])
        return time.process_time() - start

    one, eight = seconds(400), seconds(3200)
    assert eight < 20 * max(one, 0.05)
