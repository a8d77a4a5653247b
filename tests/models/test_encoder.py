"""A string's vector and candidates depend on nothing but the string; what is kept is bounded; threads do not mix."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from vndoc.models import encoder as encoders
from vndoc.models.encoder import BLOCK, CANDIDATES, Encoder
from vndoc.models.features import MAX_NGRAMS, ROWS, SHAPES, ngrams, normal_form, shape
from vndoc.models.layers import layer_norm, linear
from vndoc.resources import arrays

STRINGS = ["quyét", "s6", "Nghi", "0000", "", "a", "DANG", "vi¢c", "\ud800", "中文", "x" * 200, "🎉", "TTr", "13", "ủy", "iia"]


@pytest.fixture
def fresh(loaded):
    """An encoder that has seen nothing."""
    _, data = arrays("net")
    return Encoder(data, loaded.encoder.labels)


def rows(encoder, texts):
    types, index = encoder.encode(texts)
    return [part[index] for part in types]


def test_same_whatever_else_is_asked_for(fresh):
    alone = [rows(fresh, [text]) for text in STRINGS]
    _, data = arrays("net")
    other = Encoder(data, fresh.labels)
    crowd = [f"w{i}" for i in range(2 * BLOCK)]
    together = rows(other, [*crowd[:50], *STRINGS[::-1], *crowd[50:]])
    for i, text in enumerate(STRINGS):
        place = 50 + len(STRINGS) - 1 - i
        assert alone[i][0][0].tobytes() == together[0][place].tobytes(), text
        assert set(alone[i][1][0].tolist()) == set(together[1][place].tolist()), text


def test_each_distinct_string_once(fresh):
    types, index = fresh.encode(["a", "b", "a", "a", "c"])
    assert index.tolist() == [0, 1, 0, 0, 2]
    assert types.vectors.shape[0] == 3
    assert types.candidates.shape == (3, CANDIDATES)


def test_no_strings(fresh):
    types, index = fresh.encode([])
    assert len(types.vectors) == len(index) == 0


def test_candidates_are_the_best_of_all_labels(loaded):
    encoder = loaded.encoder
    types, _ = encoder.encode(STRINGS)
    head = layer_norm(types.vectors, encoder.head, "norm")
    logits = linear(head, encoder.head, "head") @ encoder.labels.T + encoder.head["bias"]
    for candidates, row in zip(types.candidates, logits, strict=True):
        assert len(set(candidates.tolist())) == CANDIDATES
        assert np.allclose(row[candidates], np.sort(row)[::-1][:CANDIDATES], atol=1e-3)


def test_candidates_hold_what_was_printed(loaded):
    printed = {"quyét": "quyết", "Nghi": "nghị", "s6": "số", "hién": "hiện", "viéc": "việc", "DANG": "đảng", "Pang": "đảng"}
    types, index = loaded.encoder.encode(list(printed))
    for i, word in zip(index, printed.values(), strict=True):
        assert loaded.numbers[word] in types.candidates[i]


def test_what_is_kept_is_bounded(fresh, monkeypatch):
    monkeypatch.setattr(encoders, "CACHE", 200)
    before = rows(fresh, STRINGS)
    for start in range(0, 300, 60):
        fresh.encode([f"x{i}" for i in range(start, start + 60)])
        assert len(fresh.numbers) <= 200
    types, index = fresh.encode([f"y{i}" for i in range(250)])  # more than may be kept, in one call
    assert len(types.vectors) == len(index) == 250
    assert len(fresh.numbers) <= 200
    assert len(fresh.kept.vectors) <= 1024
    assert before[0].tobytes() == rows(fresh, STRINGS)[0].tobytes()


def test_threads(fresh, monkeypatch):
    monkeypatch.setattr(encoders, "CACHE", 150)
    texts = [[f"{chr(97 + k % 4)}{i % 40}" for i in range(60)] for k in range(8)]
    expected = [rows(fresh, some) for some in texts]
    start = threading.Barrier(8)

    def work(k):
        start.wait()
        return [rows(fresh, texts[k]) for _ in range(2)]

    with ThreadPoolExecutor(8) as pool:
        for k, found in enumerate(pool.map(work, range(8))):
            assert all(expected[k][0].tobytes() == again[0].tobytes() for again in found)
            assert all((np.sort(expected[k][1]) == np.sort(again[1])).all() for again in found)


@pytest.mark.parametrize("text", STRINGS)
def test_features_fit_their_tables(text):
    found = ngrams(text)
    assert 0 < len(found) <= MAX_NGRAMS and all(0 <= row < ROWS for row in found)
    assert 0 <= shape(text) < SHAPES
    assert ngrams(normal_form(text, False)) == found
    assert len(normal_form(text, True)) <= len(normal_form(text, False)) <= 64


def test_features_do_not_change():
    """The trained tables number them so."""
    assert ngrams("s6") == [6251, 3822, 12471, 17059, 11603, 26459, 25860, 31423, 13771, 212, 12903]
