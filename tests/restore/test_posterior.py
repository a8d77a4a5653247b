"""Forward-backward against the sum over all paths, on short texts with random lattices and a toy language model."""

from itertools import pairwise, product
from types import SimpleNamespace

import numpy as np
import pytest
from toy_trigram import LABELS, toy

from vndoc.models.labels import COPY, GAP_LABEL, NUMBER
from vndoc.pages import TextLine
from vndoc.restore import posterior, slices
from vndoc.restore.lattice import WIDTH, Lattice
from vndoc.restore.running import run_together
from vndoc.tokens import Kind

TRIGRAM = toy()
SIGNS = [" ", " ", " ", ", ", ". ", "; ", ": ", ") ", " - ", "\n"]


def running_of(text):
    return run_together([TextLine(raw=text, text=text, kind="text")])


def random_text(rng, n):
    words = [f"{rng.integers(100)}" if rng.random() < 0.15 else "abc" for _ in range(n)]
    return "".join(word + SIGNS[rng.integers(len(SIGNS))] for word in words)


def random_lattice(rng, running, most=3, single=0.4, joined=0.0):
    n = len(running.tokens)
    labels = rng.integers(9, LABELS, (n, WIDTH)).astype(np.int32)
    scores = -rng.random((n, WIDTH)).astype(np.float32) * 4
    counts = np.where(rng.random(n) < single, 1, rng.integers(1, most + 1, n)).astype(np.int64)
    halves = rng.random(n) < joined
    for i, token in enumerate(running.tokens):
        if token.kind == Kind.NUMBER or halves[i]:
            counts[i] = 1
        if token.kind == Kind.NUMBER:
            labels[i, 0] = COPY
        halves[i] &= token.kind == Kind.WORD and i > 0 and not halves[i - 1]
    return Lattice(labels, scores, -scores, np.full(n, -1, np.int32), counts, halves)


def brute_force(seq, trigram):
    """Posteriors from every path there is."""
    n = len(seq.counts)
    out = np.zeros((n, WIDTH))
    total = 0.0
    for path in product(*(range(c) for c in seq.counts)):
        labels = [np.array([seq.labels[t, k]], np.int64) for t, k in enumerate(path)]
        score = sum(float(seq.scores[t, k]) for t, k in enumerate(path))
        for t in range(2, n):
            u, v, w = labels[t - 2 : t + 1]
            lower, _ = trigram.bigram(v, w)
            _, weight = trigram.bigram(u, v)
            score += float(posterior.LANGUAGE_WEIGHT) * float(
                trigram.trigram(u, v, w, lower, weight)[0] - posterior.PRIOR_OFF * trigram.unigram[w][0]
            )
        share = np.exp(score)
        total += share
        for t, k in enumerate(path):
            out[t, k] += share
    return out / total


def assert_same(running, lattice):
    seq = posterior.sequence(running, lattice)
    shares = posterior.marginals(seq, TRIGRAM)
    assert np.abs(shares - brute_force(seq, TRIGRAM)).max() < 1e-4
    return seq, shares


@pytest.mark.parametrize("seed", range(40))
def test_as_brute_force(seed):
    rng = np.random.default_rng(seed)
    running = running_of(random_text(rng, int(rng.integers(1, 8))))
    assert_same(running, random_lattice(rng, running, joined=0.2 if seed % 2 else 0.0))


@pytest.mark.parametrize("text", ["abc", "abc.", "12", "12, abc", "abc abc", "", "...", "abc 5 abc 6 abc"])
def test_small_texts(text):
    running = running_of(text)
    assert_same(running, random_lattice(np.random.default_rng(7), running, single=0))


def test_a_choice_at_the_end_without_a_sign():
    """A slice may end anywhere, also behind a word that has candidates."""
    running = running_of("abc abc abc abc")
    seq = posterior.sequence(running, random_lattice(np.random.default_rng(2), running, single=0))
    cut = posterior.Sequence(*(part[:-1] for part in seq))
    shares = posterior.marginals(cut, TRIGRAM)
    assert np.abs(shares - brute_force(cut, TRIGRAM)).max() < 1e-4


def test_segments_do_not_disturb_one_another():
    rng = np.random.default_rng(11)
    texts = [random_text(rng, 5) for _ in range(30)]
    wall = "7 8 9. "  # two sure words in a row: the past no longer matters
    whole = running_of("".join(wall + text for text in texts) + wall)
    lattice = random_lattice(rng, whole)
    seq = posterior.sequence(whole, lattice)
    shares = posterior.marginals(seq, TRIGRAM)
    starts = [i for i in range(len(whole.tokens) - 2) if [t.text for t in whole.tokens[i : i + 3]] == ["7", "8", "9"]]
    for start, end in pairwise(starts):
        part = type(whole)._make(column[start : end + 3] for column in whole)
        some = posterior.sequence(part, Lattice._make(column[start : end + 3] for column in lattice))
        alone = posterior.marginals(some, TRIGRAM)
        first = int(np.flatnonzero(seq.tokens == start)[0])
        inner = slice(first + 3, first + len(some.counts) - 2)
        assert len(alone[5:]) > 8 and np.allclose(shares[inner], alone[5:], atol=1e-4)


def test_padding_is_bounded(monkeypatch):
    rng = np.random.default_rng(4)
    running = running_of("abc " * 300 + "1 2 3 abc 4 5 " * 200)
    lattice = random_lattice(rng, running, single=0)
    seq = posterior.sequence(running, lattice)
    together = posterior.marginals(seq, TRIGRAM)
    monkeypatch.setattr(posterior, "CELLS", 100)
    assert np.allclose(together, posterior.marginals(seq, TRIGRAM), atol=1e-6)


def test_long_stretches_keep_their_precision():
    """What stands in the middle of a thousand choices is as it is with twenty on each side."""
    rng = np.random.default_rng(9)
    running = running_of("abc " * 1000)
    lattice = random_lattice(rng, running, single=0)
    seq = posterior.sequence(running, lattice)
    shares = posterior.marginals(seq, TRIGRAM)
    assert np.allclose(shares.sum(1), 1, atol=1e-4)
    some = posterior.Sequence(*(part[480:524] for part in seq))
    alone = posterior.marginals(some, TRIGRAM)
    assert np.allclose(shares[500:504], alone[20:24], atol=2e-3)


def test_signs_and_numbers_have_their_labels():
    running = running_of("abc 12, abc: abc")
    lattice = random_lattice(np.random.default_rng(0), running)
    seq = posterior.sequence(running, lattice)
    assert seq.tokens.tolist() == [-1, -1, 0, 1, -1, 2, -1, 3, -1]
    assert seq.labels[3, 0] == NUMBER
    signs = [int(seq.labels[i, 0]) for i in np.flatnonzero(seq.tokens < 0)]
    gaps = [GAP_LABEL[g] for g in running.after if g in GAP_LABEL]
    assert signs == [3, 3, *gaps]


def test_slices_are_as_the_whole(monkeypatch, loaded):
    text = "\n".join(["Thuc hién Nghi quyét s6 02-NQ/TW vé céng tac can b6, dang vién", "s6 12, ngay 3 thang 4"] * 12)
    running = running_of(text)
    lattice, shares = slices.believed(running, loaded)
    monkeypatch.setattr(slices, "SLICE", 100)
    parts, others = slices.believed(running, loaded)
    assert len(parts.labels) == len(lattice.labels) == len(running.tokens) > 200
    best = [x.labels[np.arange(len(s)), s.argmax(1)] for x, s in ((lattice, shares), (parts, others))]
    assert (best[0] == best[1]).mean() > 0.99  # the style of a window is a mean over it
    assert np.allclose(others.sum(1), 1, atol=1e-3)


def test_no_tokens(loaded):
    lattice, shares = slices.posteriors(running_of(" ... "), loaded)
    assert len(lattice.counts) == len(shares) == 0
    empty = SimpleNamespace(raw="", role="body", column="full", kind="text")
    assert run_together([empty]).tokens == []


def test_the_look_up_has_its_say():
    """Of two words that the context thinks equally likely, the one that the string itself is nearer to is likelier."""
    running = running_of("abc")
    lattice = random_lattice(np.random.default_rng(1), running)._replace(counts=np.array([2]))
    found = []
    for cost in (0, 4):
        there = lattice._replace(costs=np.array([[0, cost] + [0] * (WIDTH - 2)], np.float32))
        share = slices.by_token(running, there, SimpleNamespace(trigram=TRIGRAM))[0]
        found.append(np.log(share[0] / share[1]))
    assert found[1] - found[0] == pytest.approx(4 * posterior.LOOK_UP, abs=1e-3)
