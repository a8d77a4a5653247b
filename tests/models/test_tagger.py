"""The context net: the same text gives the same bytes; windows cover every token once; other ways of asking, same scores."""

import numpy as np
import pytest

from vndoc.models.tagger import STRINGS, WINDOW
from vndoc.tokens import Gap

LENGTHS = [1, 2, 3, 4, 5, WINDOW - 1, WINDOW, WINDOW + 1, WINDOW + 160, 3 * WINDOW + 7]


def some_text(loaded, n, seed=5):
    rng = np.random.default_rng(seed)
    types, index = loaded.encoder.encode([f"w{i}" for i in rng.integers(0, 40, n)])
    gaps = rng.integers(0, len(Gap), n + 1)
    return types.vectors[index], gaps[:-1], gaps[1:]


@pytest.mark.parametrize("n", LENGTHS)
def test_same_text_same_bytes(loaded, n):
    text = some_text(loaded, n)
    kept = text[0].copy()
    first = loaded.tagger.queries(*text)
    assert first.shape == (n, loaded.tagger.labels.shape[1]) and np.isfinite(first).all()
    assert first.tobytes() == loaded.tagger.queries(*text).tobytes()
    assert (text[0] == kept).all()


@pytest.mark.parametrize("n", [0, *LENGTHS, 1000, 8192])
def test_windows_cover_every_token_once(loaded, n):
    windows = list(loaded.tagger.windows(n))
    assert [i for _, start, end, _ in windows for i in range(start, end)] == list(range(n))
    for low, start, end, high in windows:
        assert start - low == min(start, loaded.tagger.margin) and high - end == min(n - end, loaded.tagger.margin)
        assert high - low <= 1.5 * WINDOW


def test_a_margin_is_what_the_convolutions_see(loaded):
    """What is beyond it changes nothing but the mean over the window, which is taken out here."""
    vectors, before, after = some_text(loaded, 64)
    style = loaded.tagger.w["style.weight"]
    loaded.tagger.w["style.weight"] = np.zeros_like(style)
    try:
        whole = loaded.tagger.queries(vectors, before, after)
        part = slice(16, 48)
        alone = loaded.tagger.queries(vectors[part], before[part], after[part])
    finally:
        loaded.tagger.w["style.weight"] = style
    margin = loaded.tagger.margin
    assert np.allclose(whole[part][margin:-margin], alone[margin:-margin], atol=1e-4)
    assert not np.allclose(whole[part][0], alone[0], atol=1e-2)


def test_convolutions_see_the_neighbours(loaded):
    vectors, before, after = some_text(loaded, 64)
    plain = loaded.tagger.queries(vectors, before, after)
    gaps = after.copy()
    gaps[30] = (gaps[30] + 1) % len(Gap)
    moved = np.abs(loaded.tagger.queries(vectors, before, gaps) - plain).max(1)
    assert moved[30] > 1e-3 and moved[31] > 1e-3


def test_scores_are_those_of_one_at_a_time(loaded):
    rng = np.random.default_rng(0)
    n = 2 * STRINGS + 50
    queries = rng.normal(size=(n, loaded.tagger.labels.shape[1])).astype(np.float32)
    candidates = rng.integers(0, len(loaded.labels), (n, 3)).astype(np.int32)
    scores = loaded.tagger.scores(queries, candidates)
    bias = loaded.tagger.w["bias"]
    for t in (0, 1, STRINGS - 1, STRINGS, n - 1):
        expected = [loaded.tagger.labels[c] @ queries[t] + bias[c] for c in candidates[t]]
        assert scores[t] == pytest.approx(expected, rel=1e-3, abs=1e-3)


def test_tokens_of_one_string_share_its_candidates(loaded):
    rng = np.random.default_rng(1)
    strings = rng.integers(0, 40, 300) * rng.integers(0, 2, 300)
    queries = rng.normal(size=(300, loaded.tagger.labels.shape[1])).astype(np.float32)
    candidates = rng.integers(0, len(loaded.labels), (40, 5)).astype(np.int32)
    together = loaded.tagger.scores(queries, candidates, strings)
    assert np.allclose(together, loaded.tagger.scores(queries, candidates[strings]), atol=1e-4)
