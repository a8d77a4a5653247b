import numpy as np
import pytest

from dictionaries.build.calibrate import Seen, fit
from vndoc.models.labels import COPY
from vndoc.restore.confidence import FEATURES, doubtful, features, honest
from vndoc.restore.lattice import WIDTH, Lattice, empty

PLAIN = np.eye(len(FEATURES))[FEATURES.index("log-odds")]


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


def test_words_with_a_choice_or_a_change_are_doubtful():
    found = lattice([[20, 21], [20], [20], [COPY]], [2, 1, 1, 1], [20, 20, 22, COPY])
    best, _ = features(found, shares_of([0.6, 0.4], [1], [1], [1]))
    assert doubtful(found, best).tolist() == [True, False, True, False]


def test_the_log_odds_alone_leave_posteriors_as_they_are():
    found = lattice([[20, 21, 22]], [3], [COPY])
    shares = shares_of([0.7, 0.2, 0.1])
    assert honest(found, shares, PLAIN) == pytest.approx(shares, abs=1e-5)


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
    out = honest(found, shares, PLAIN + bias * np.eye(len(FEATURES))[0])
    assert (out.argmax(1) == np.round(shares, 4).argmax(1)).all()
    assert (out >= 0).all()
    assert (out <= 1).all()


def test_no_tokens():
    assert honest(empty(), empty().scores, PLAIN).shape == (0, WIDTH)


def test_the_fit_finds_how_often_words_are_right():
    rng = np.random.default_rng(2)
    z = rng.normal(1, 2, 20_000)
    known = np.stack([np.ones_like(z), z, *rng.normal(0, 1, (5, len(z)))], axis=1)
    right = rng.random(len(z)) < 1 / (1 + np.exp(-(0.5 * z - 1)))
    weights = fit(Seen(known, right))
    assert weights[:2] == pytest.approx([-1, 0.5], abs=0.1)
    assert np.abs(weights[2:]).max() < 0.1
