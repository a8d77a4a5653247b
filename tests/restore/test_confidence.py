from types import SimpleNamespace

import numpy as np
import pytest

from dictionaries.build.calibrate import Seen, fit
from vndoc.models.labels import COPY
from vndoc.pages import TextLine
from vndoc.restore.confidence import FEATURES, decided, features, honest
from vndoc.restore.lattice import WIDTH, Lattice, empty
from vndoc.restore.running import run_together

LABELS = [f"w{i}" for i in range(500)]
PLAIN = np.eye(len(FEATURES))[FEATURES.index("log-odds")]


class Trigrams:
    """20 21 22 is a known trigram; words behind 20 are likelier by two nats than by themselves, others are not."""

    labels = len(LABELS)
    unigram = np.full(len(LABELS), -5.0, np.float32)

    def bigram(self, v, w):
        return np.where(v == 20, -3.0, -5.0), np.zeros(len(v))

    def trigram(self, u, v, w, lower, backoff):
        return lower + backoff

    def is_known(self, u, v, w):
        return (u == 20) & (v == 21) & (w == 22)


def models(weights):
    return SimpleNamespace(trigram=Trigrams(), confidence=weights)


def text(*words):
    line = " ".join(words)
    return run_together([TextLine(raw=line, text=line, kind="text")])


def lattice(labels, counts, own):
    n = len(labels)
    rows = np.full((n, WIDTH), COPY, np.int32)
    for row, some in zip(rows, labels, strict=True):
        row[: len(some)] = some
    none = np.zeros((n, WIDTH), np.float32)
    return Lattice(rows, none, none, np.array(own, np.int32), np.array(counts), np.zeros(n, bool))


def shares_of(*rows):
    out = np.zeros((len(rows), WIDTH), np.float32)
    for row, some in zip(out, rows, strict=True):
        row[: len(some)] = some
    return out


def known_of(running, found, shares):
    what = decided(found, shares)
    rows = features(running, found, shares, what, LABELS, Trigrams())
    return {int(i): dict(zip(FEATURES, row, strict=True)) for i, row in zip(what.doubtful, rows, strict=True)}


def test_words_with_a_choice_or_a_change_are_doubtful():
    found = lattice([[20, 21], [20], [20], [COPY]], [2, 1, 1, 1], [20, 20, 22, COPY])
    assert decided(found, shares_of([0.6, 0.4], [1], [1], [1])).doubtful.tolist() == [0, 2]


def test_what_is_known_of_words_among_their_neighbours():
    found = lattice([[20, 9], [21, 9], [22, 9], [23, 9]], [2] * 4, [COPY] * 4)
    known = known_of(text("w20", "v21", "w2z", "abcd"), found, shares_of(*[[0.9, 0.1]] * 4))
    assert [known[i]["known"] for i in range(4)] == [1, 1, 1, 0]
    assert [known[i]["fluent"] for i in range(4)] == [2, 2, 0, 0]
    assert [known[i]["digits"] for i in range(4)] == [1, 1, 1, 0]
    assert [known[i]["damage"] for i in range(4)] == pytest.approx([0, 1 / 3, 1 / 3, 1])


def test_signs_and_numbers_are_seen_between_words():
    found = lattice([[20, 9], [21, 9], [22, 9]], [2] * 3, [COPY] * 3)
    shares = shares_of(*[[0.9, 0.1]] * 3)
    assert known_of(text("a", "b,", "c"), found, shares)[2]["known"] == 0
    stands = lattice([[20, 9], [COPY], [22, 9]], [2, 1, 2], [COPY] * 3)
    assert known_of(text("a", "1999", "c"), stands, shares).keys() == {0, 2}


def test_words_of_the_user_are_unknown_to_the_trigrams():
    own = [*LABELS, "cantavil"]
    found = lattice([[20, 9], [len(LABELS), 9], [22, 9]], [2] * 3, [COPY] * 3)
    shares = shares_of(*[[0.9, 0.1]] * 3)
    out = honest(text("a", "cantavll", "c"), found, shares, models(PLAIN), own)
    assert out == pytest.approx(shares, abs=1e-5)


def test_the_log_odds_alone_leave_posteriors_as_they_are():
    found = lattice([[20, 21, 22]], [3], [COPY])
    shares = shares_of([0.7, 0.2, 0.1])
    assert honest(text("a"), found, shares, models(PLAIN), LABELS) == pytest.approx(shares, abs=1e-5)


def test_what_is_not_asked_for_keeps_its_posterior():
    found = lattice([[20, 21], [20, 21]], [2, 2], [COPY, COPY])
    shares = shares_of([0.7, 0.3], [0.7, 0.3])
    out = honest(text("a", "b"), found, shares, models(0 * PLAIN), LABELS, np.array([False, True]))
    assert out[:, 0] == pytest.approx([0.7, 0.5])


@pytest.mark.parametrize("bias", [-6.0, -1.0, 1.0, 6.0])
def test_the_best_candidate_stays_the_best_and_probabilities_are_probabilities(bias):
    rng = np.random.default_rng(1)
    counts = rng.integers(1, WIDTH + 1, 50)
    shares = np.zeros((50, WIDTH), np.float32)
    for row, count in zip(shares, counts, strict=True):
        row[:count] = rng.dirichlet(np.ones(count))
    labels = rng.integers(20, 500, (50, WIDTH)).astype(np.int32)
    none = np.zeros((50, WIDTH), np.float32)
    found = Lattice(labels, none, none, np.full(50, 7, np.int32), counts, np.zeros(50, bool))
    weights = PLAIN + bias * np.eye(len(FEATURES))[0]
    out = honest(text(*["a"] * 50), found, shares, models(weights), LABELS)
    assert (out.argmax(1) == np.round(shares, 4).argmax(1)).all()
    assert (out >= 0).all()
    assert (out <= 1).all()


def test_no_tokens():
    assert honest(text(), empty(), empty().scores, models(PLAIN), LABELS).shape == (0, WIDTH)


def test_the_fit_finds_how_often_words_are_right():
    rng = np.random.default_rng(2)
    z = rng.normal(1, 2, 20_000)
    known = np.stack([np.ones_like(z), z, *rng.normal(0, 1, (5, len(z)))], axis=1)
    right = rng.random(len(z)) < 1 / (1 + np.exp(-(0.5 * z - 1)))
    weights = fit(Seen(known, right))
    assert weights[:2] == pytest.approx([-1, 0.5], abs=0.1)
    assert np.abs(weights[2:]).max() < 0.1
