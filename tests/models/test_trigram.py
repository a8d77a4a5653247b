"""Look-up in the hash tables is that in plain dictionaries; the shipped model is a distribution."""

from itertools import product

import numpy as np
import pytest
from toy_trigram import LABELS, Naive, toy

from dictionaries.build.buckets import fill
from vndoc.models.trigram import Table, Trigram, places


def columns(rows):
    return [np.array(column, np.int64) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("seed", [1, 2])
def test_bigrams_and_trigrams_are_those_of_the_counts(seed):
    fast, naive = toy(seed), Naive(seed)
    triples = list(product(range(2, LABELS, 2), range(2, LABELS), range(2, LABELS)))
    u, v, w = columns(triples)
    lower, _ = fast.bigram(v, w)
    _, weight = fast.bigram(u, v)
    found = fast.trigram(u, v, w, lower, weight)
    wrong = 0
    for i, (a, b, c) in enumerate(triples):
        wrong += abs(lower[i] - naive.log_bigram(b, c)) > 0.01
        wrong += abs(found[i] - naive.log_trigram(a, b, c)) > 0.01
    assert wrong <= len(triples) // 2000  # a rounding at the half, or an unknown key taken for a known one


def test_a_table_finds_what_was_put_in_and_hardly_anything_else():
    rng = np.random.default_rng(3)
    keys = np.unique(rng.integers(0, 1 << 40, 5000))
    values = rng.integers(0, 256, (len(keys), 2)).astype(np.uint8)
    prints, stored, lost = fill(keys, values, 1500)
    assert lost <= 5
    table = Table(prints, stored)
    known = dict(zip(keys.tolist(), values.tolist(), strict=True))
    found, out = table.find(keys)
    assert found.mean() > 0.998
    assert sum(out[i].tolist() != known[k] for i, k in enumerate(keys.tolist())) <= lost + 3  # two keys with one fingerprint
    others = np.setdiff1d(rng.integers(0, 1 << 40, 5000), keys)
    found, out = table.find(others)
    assert found.sum() <= 10
    assert not out[~found].any()


def test_no_keys():
    prints, stored, _ = fill(np.zeros(0, np.int64), np.zeros((0, 1), np.uint8), 4)
    found, out = Table(prints, stored).find(np.zeros(0, np.int64))
    assert found.shape == (0,) and out.shape == (0, 1)
    found, _ = Table(prints, stored).find(np.arange(100, dtype=np.int64))
    assert not found.any()


def test_places_are_fixed_and_a_fingerprint_is_never_empty():
    first, second, fingerprint = places(np.array([0, 1, 123456789012], np.int64), 1000)
    assert (first.tolist(), second.tolist(), fingerprint.tolist()) == ([0, 767, 103], [0, 675, 147], [1, 57888, 20037])
    _, _, many = places(np.arange(200_000, dtype=np.int64), 7)
    assert (many > 0).all() and (fingerprint > 0).all()


def test_the_shipped_model_sums_to_one(loaded):
    trigram: Trigram = loaded.trigram
    n = trigram.labels
    assert np.exp(trigram.unigram.astype(np.float64)).sum() == pytest.approx(1, abs=0.02)
    for pair in (("số", "02"), ("nghị", "quyết"), ("uỷ", "ban"), ("của", "xyz")):
        u, v = (loaded.numbers.get(word, 2) for word in pair)
        w = np.arange(n, dtype=np.int64)
        lower, _ = trigram.bigram(np.full(n, v), w)
        _, weight = trigram.bigram(np.full(n, u), np.full(n, v))
        again = trigram.trigram(np.full(n, u), np.full(n, v), w, lower, weight)
        for scores in (lower, again):  # some unknown keys are taken for known ones, and those may be anything
            shares = np.sort(np.exp(scores.astype(np.float64)))[::-1]
            assert 0.95 < shares.sum() < 1.1 or abs(1 - shares.sum()) <= shares[:4].sum() < 3


def test_the_shipped_model_knows_the_language(loaded):
    def score(*words):
        u, v, w = columns([[loaded.numbers[word] for word in words]])
        return float(loaded.trigram.trigram(u, v, w, loaded.trigram.bigram(v, w)[0], loaded.trigram.bigram(u, v)[1])[0])

    assert score("uỷ", "ban", "nhân") > score("uỷ", "ban", "nhẫn") + 3
    assert score("cộng", "hoà", "xã") > score("cộng", "hoà", "xa") + 3
