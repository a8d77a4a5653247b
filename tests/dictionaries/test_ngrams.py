"""The trigram model against a naive one in plain Python, over the counts of the toy."""

from collections import Counter
from itertools import pairwise
from math import exp, log
from random import Random

import numpy as np
import pytest

from dictionaries.build import ngrams
from dictionaries.build.buckets import fill
from dictionaries.build.encode import Encoder
from dictionaries.build.material import encoded, labels
from dictionaries.build.plan import sources
from vndoc.alphabet import fold_tone
from vndoc.models.trigram import STEP, Table, Trigram
from vndoc.resources import read_arrays

D1, D2, D3 = ngrams.DISCOUNTS
ROUNDED = STEP / 2 + 0.01
"""Nats that a stored logarithm may be off by: half a step, and half floats."""

MISTAKEN = 1 / 500
"""Share of keys that may be taken for others; in large tables it is one in 5,000."""


class Naive:
    """Interpolated absolute discounting, word by word, over sequences of labels."""

    def __init__(self, sequences, total):
        """Sequences, each with how often it counts."""
        self.one, self.two, self.three = Counter(), Counter(), Counter()
        seen = Counter()
        for s, times in sequences:
            triples = list(zip(s, s[1:], s[2:], strict=False))
            seen.update(pairwise(s))
            seen.update(triples)
            for counts, grams in ((self.one, s), (self.two, pairwise(s)), (self.three, triples)):
                for gram in grams:
                    counts[gram] += times
        self.two = {k: n for k, n in self.two.items() if seen[k] >= 2}
        self.three = {k: n for k, n in self.three.items() if seen[k] >= 2}
        weights = [0.5 + self.one[w] - D1 if w in self.one else 0.5 for w in range(total)]
        self.p1 = [x / sum(weights) for x in weights]

    def p2(self, v, w):
        seen = sum(n - D2 for (a, _), n in self.two.items() if a == v)
        rest = 1 - seen / self.one[v] if v in self.one else 1
        kept = (self.two[v, w] - D2) / self.one[v] if (v, w) in self.two else 0
        return kept + rest * self.p1[w]

    def p3(self, u, v, w):
        if (u, v) not in self.two:
            return self.p2(v, w)
        seen = sum(n - D3 for (a, b, _), n in self.three.items() if (a, b) == (u, v))
        kept = (self.three[u, v, w] - D3) / self.two[u, v] if (u, v, w) in self.three else 0
        return kept + (1 - seen / self.two[u, v]) * self.p2(v, w)


@pytest.fixture(scope="module")
def total(toy):
    return len(labels(toy))


@pytest.fixture(scope="module")
def naive(toy, total):
    read = encoded(toy)
    of_surface = read.labels(labels(toy))
    times = {source.name: source.counts for source in sources(toy.table)}
    assert sorted(times.values()) == [1, 2]
    parts = [(ngrams.sequence(*c, of_surface).tolist(), times[name]) for name, c in read.corpora.items()]
    return Naive(parts, total)


@pytest.fixture(scope="module")
def model(toy):
    return Trigram(*read_arrays(toy.work / "trigram.bin"))


def ask(model, triples):
    u, v, w = (np.array(x, np.int64) for x in zip(*triples, strict=True))
    lower, _ = model.bigram(v, w)
    _, backoff = model.bigram(u, v)
    return model.trigram(u, v, w, lower, backoff)


def wrong(found, expected, tolerance):
    return np.flatnonzero(np.abs(found - np.array(expected)) > tolerance)


def test_seen_trigrams(model, naive):
    triples = sorted(naive.three)
    assert len(triples) > 300
    found = ask(model, triples)
    assert len(wrong(found, [log(naive.p3(*t)) for t in triples], ROUNDED)) <= MISTAKEN * len(triples)


def test_seen_bigrams_and_their_weight(model, naive):
    keys = sorted(naive.two)
    v, w = (np.array(x, np.int64) for x in zip(*keys, strict=True))
    found, backoff = model.bigram(v, w)
    assert len(wrong(found, [log(naive.p2(*k)) for k in keys], ROUNDED)) <= MISTAKEN * len(keys)
    seen = Counter()
    for (a, b, _), n in naive.three.items():
        seen[a, b] += n - D3
    rest = [log(max(1e-6, 1 - seen[k] / naive.two[k])) for k in keys]
    assert len(wrong(backoff, rest, ROUNDED)) <= MISTAKEN * len(keys)


def test_any_trigram(model, naive, total):
    """Most of these were never seen: they back off, by two rounded numbers, to the bigram or to the word alone."""
    random = Random(0)
    words = sorted(naive.one)
    triples = [tuple(random.choice(words) for _ in range(3)) for _ in range(300)]
    triples += [(*random.choice(sorted(naive.two)), random.choice(words)) for _ in range(300)]
    triples += [tuple(random.randrange(total) for _ in range(3)) for _ in range(100)]
    expected = [log(naive.p3(*t)) for t in triples]
    assert len(wrong(ask(model, triples), expected, 2 * ROUNDED)) <= MISTAKEN * len(triples)


def test_probabilities_of_a_context_add_up_to_one(model, naive, total):
    """But where one of the words is mistaken for another, which takes its probability twice."""
    contexts = sorted(naive.two)[::20]
    sums = [sum(exp(x) for x in ask(model, [(u, v, w) for w in range(total)]).tolist()) for u, v in contexts]
    assert len(sums) > 20
    assert sum(abs(x - 1) > 0.05 for x in sums) <= 0.1 * len(sums)


def test_what_was_seen_once_is_not_stored(model, naive, total):
    stored = np.count_nonzero(model.triples.fingerprints)
    assert stored == len(naive.three)
    assert np.count_nonzero(model.pairs.fingerprints) == len(naive.two)


def test_pruning_keeps_what_says_most():
    """Of 1 2 3 and 4 2 5 the second word tells the third; after 6 6 anything comes: its trigrams say least."""
    random = Random(1)
    walk = [w for _ in range(300) for w in (random.choice(([1, 2, 3], [4, 2, 5], [6, 6, random.randrange(1, 6)])))]
    grams = ngrams.counts([(np.array(walk, np.int64), 1)], 10)
    kept = ngrams.pruned(grams, 10, 5, 6)
    assert [len(g.keys) for g in kept][::2] == [len(grams[0].keys), 6]
    keys = kept[2].keys.tolist()
    assert {123, 425} <= set(keys) and not {661, 662, 663} & set(keys)
    contexts = {k // 10 for k in keys} | {k % 100 for k in keys}
    assert contexts <= set(kept[1].keys.tolist()), "a trigram keeps its bigrams"
    assert ngrams.pruned(grams, 10)[2].keys.tolist() == grams[2].keys.tolist(), "what has room stays whole"


@pytest.mark.parametrize("n", [1, 7, 100, 9_000])
def test_every_key_finds_a_place_or_is_counted_as_lost(n):
    keys = np.arange(n, dtype=np.int64) * 7919
    values = (np.arange(n, dtype=np.int64)[:, None] % 251).astype(np.uint8)
    for buckets, some_lost in ((max(4, n // 4), n // 1000), (max(4, n // 6), n // 50)):
        prints, stored, lost = fill(keys, values, buckets)
        found, read = Table(prints, stored).find(keys)
        assert (~found).sum() <= lost <= some_lost
        assert (read[found] != values[found]).sum() <= n / 1000
    assert not Table(prints, stored).find(np.arange(1, 2000, dtype=np.int64) * 7919 + 1)[0].sum() > 10


def test_a_sequence_is_words_numbers_and_signs():
    text = "Căn cứ Nghị định số 24/2010/NĐ-CP; theo đề nghị (x), gửi a@b.vn.\n\nĐiều 1: Ủy ban"
    encoder = Encoder()
    arrays = encoder.encode([text, "Hết"])
    names = ["<copy>", "<delete>", "<number>", "<break>", ",", ";", ":", ".", ")", "<spare>"]
    names += ["căn", "cứ", "nghị", "định", "số", "theo", "đề", "gửi", "điều", "uỷ", "ban", "hết"]
    of_surface = np.array([names.index(f) if (f := fold_tone(s)) in names else 0 for s in encoder.numbers], np.int32)
    walked = [names[i] for i in ngrams.sequence(arrays["surface"], arrays["gap"], arrays["kind"], of_surface).tolist()]
    expected = (
        "căn cứ nghị định số <number> <number> <copy> <copy> ; theo đề nghị <copy> ) gửi <copy> . "
        "điều <number> : uỷ ban <break> hết <break>"
    )
    assert " ".join(walked) == expected
