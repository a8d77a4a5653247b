"""What a string was read for elsewhere in a text speaks for it, and nothing else changes."""

import numpy as np
import pytest

from vndoc.restore.habits import consistent


def posteriors(strings, shares, labels=(7, 8), counts=2):
    n = len(strings)
    return consistent(np.array(strings), np.array([labels] * n, np.int32), np.full(n, counts), np.array(shares, np.float32))


def test_what_is_clear_elsewhere_decides_what_is_doubtful():
    out = posteriors([0, 0, 0, 1], [[0.9, 0.1], [0.8, 0.2], [0.4, 0.6], [0.4, 0.6]])
    assert out[2].argmax() == 0
    assert out[3] == pytest.approx([0.4, 0.6])  # another string


def test_what_comes_once_says_little():
    sure = posteriors([0, 0], [[0.9, 0.1], [0.02, 0.98]])
    assert sure[1].argmax() == 1
    assert posteriors([0], [[0.3, 0.7]])[0] == pytest.approx([0.3, 0.7])


def test_shares_sum_to_one_and_what_is_not_meant_stays_nothing():
    out = posteriors([0, 0, 0], [[0.5, 0.5, 0.0]] * 3, (7, 8, 9), counts=2)
    assert out.sum(1) == pytest.approx(1)
    assert not out[:, 2].any()


def test_a_text_without_a_choice_stays_as_it_is():
    shares = np.array([[1, 0]] * 3, np.float32)
    assert np.array_equal(posteriors([0, 0, 0], shares, counts=1), shares)
