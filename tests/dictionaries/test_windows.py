"""Windows of training: what goes in and comes out, the same again by seed, shares as promised."""

from collections import Counter

import numpy as np
import pytest

from dictionaries.build import windows
from dictionaries.build.encode import Encoder
from dictionaries.build.garbler import Garbler
from dictionaries.build.pairs import Pair
from dictionaries.build.wear import Wear
from dictionaries.build.windows import ENGLISH, LENGTHS, MODES, NO_LOSS, REAL, Corpus, Maker, Sources, target, window_of
from vndoc.alphabet import fold_tone, strip_marks
from vndoc.models.features import normal_form
from vndoc.models.labels import COPY, DELETE
from vndoc.tokens import Gap

TEXT = "Các hộ dân góp đất làm đường, thôn Đông có 45 hộ: ông Goethe ký nhận (tạm). " * 40
NEWS = "Mưa lớn gây ngập tại nhiều tỉnh miền núi phía bắc. " * 60
LABELS = ["<copy>", "<delete>"]
LABELS += ["các", "hộ", "dân", "góp", "đất", "làm", "đường", "thôn", "đông", "có", "ông", "ký", "nhận", "tạm"]
LABELS += ["mưa", "lớn", "gây", "ngập", "tại", "nhiều", "tỉnh", "miền", "núi", "phía", "bắc"]
REAL_PAIRS = [
    Pair("hộ", ("h6",), Gap.COMMA),
    Pair("đường", ("du", "ong")),
    Pair("45", ("45",)),
    Pair("2010", ("2O10",), Gap.STOP),
    Pair("dân", ("dam",), sure=False),
]


def number(text):
    form = fold_tone(text)
    return LABELS.index(form) if form in LABELS else COPY


def sources(**changes):
    encoder = Encoder()
    corpora = [Corpus(**encoder.encode([text])) for text in (TEXT, NEWS)]
    surfaces = list(encoder.numbers)
    seen = {"a": [Pair("hộ", ("h6",))] * 9, "b": [Pair("hộ", ("ho",))] * 9}
    given = Sources(
        corpora=[(0.9, 0.2, corpora[0]), (0.1, 0.8, corpora[1])],
        surfaces=surfaces,
        labels=np.array([number(s) for s in surfaces], np.int32),
        readers={
            "garbled": Garbler(seen, 1),
            "vietnamese": Garbler({"c": [Pair("hộ", ("hô",))] * 9}, 2, unseen=str),
        },
        wear=Wear([("hộ", "h%")] * 9, 3),
        english=[["The", "clerk", "read", "the", "minutes"]],
        real=[REAL_PAIRS],
        label_of={pair.truth: number(pair.truth) for pair in REAL_PAIRS},
    )
    return given._replace(**changes)


@pytest.fixture(scope="module")
def maker():
    return Maker(sources(), 0)


def drawn(maker, mode, length=192, times=30):
    return [maker.damaged(length, mode) for _ in range(times)]


def words(found):
    return [(text, label) for window in found for text, label in zip(window.texts, window.labels, strict=True)]


def test_windows_are_whole(maker):
    for _ in range(30):
        length, batch = next(maker.windows(768))
        assert length in LENGTHS and len(batch) == 768 // length
        for window in batch:
            assert len(window.texts) == len(window.before) == len(window.after) == len(window.labels) == length
            assert all(window.texts) and not any(" " in text for text in window.texts)
            assert window.before[0] == Gap.BREAK and window.before[1:] == window.after[:-1]
            assert all(0 <= g < len(Gap) for g in (*window.before, *window.after))
            assert all(NO_LOSS <= label < len(LABELS) for label in window.labels)
            assert window.labels[0] != DELETE or window.texts[0] == "ong", "only real pairs begin anywhere"
            assert length > 100 or window.after[-1] == Gap.BREAK, "short ones are lines"


def test_the_same_seed_draws_the_same_windows():
    runs = [[Maker(sources(), seed).window(48) for _ in range(1)] for seed in (7, 7, 8)]
    assert runs[0] == runs[1] != runs[2]
    one, two = Maker(sources(), 7), Maker(sources(), 7)
    assert [one.window(48) for _ in range(200)] == [two.window(48) for _ in range(200)]


def kind_of(window):
    if set(window.labels) == {COPY} and "clerk" in window.texts:
        return "english"
    return "real" if "h6" in window.texts and "dam" in window.texts else "corpus"


def test_shares_of_english_and_of_real_pairs_are_as_promised(maker):
    counts = Counter(kind_of(maker.window(12)) for _ in range(6000))
    assert counts["english"] / 6000 == pytest.approx(ENGLISH, abs=0.012)
    assert counts["real"] / 6000 == pytest.approx(REAL, abs=0.015)


def test_shares_of_modes_and_lengths_are_as_promised(maker, monkeypatch):
    assert sum(MODES.values()) == pytest.approx(1) and sum(LENGTHS.values()) == pytest.approx(1)
    modes = []
    monkeypatch.setattr(maker, "damaged", lambda length, mode: modes.append(mode))
    for _ in range(6000):
        maker.window(12)
    counts = Counter(modes)
    for mode, share in MODES.items():
        assert counts[mode] / len(modes) == pytest.approx(share, abs=0.02), mode
    monkeypatch.setattr(maker, "window", lambda length: None)
    counts = Counter(length for length, _ in (next(maker.windows(192)) for _ in range(6000)))
    for length, share in LENGTHS.items():
        assert counts[length] / 6000 == pytest.approx(share, abs=0.02), length


def test_without_english_or_pairs_all_windows_are_of_corpora():
    maker = Maker(sources(english=[], real=[], readers={}), 0)
    assert {kind_of(maker.window(12)) for _ in range(300)} == {"corpus"}
    assert maker.modes.keys() == MODES.keys() - {"garbled", "vietnamese"}


def is_news(window):
    return bool({"mua", "gay", "bac"} & {strip_marks(text).lower() for text in window.texts})


@pytest.mark.parametrize(("mode", "share"), [("bare", 0.8), ("right", 0.1), ("garbled", 0.1)])
def test_bare_windows_have_corpus_weights_of_their_own(maker, mode, share):
    assert sum(map(is_news, drawn(maker, mode, 12, 1500))) / 1500 == pytest.approx(share, abs=0.04)


def test_the_corpus_can_be_drawn_as_for_another_mode(maker):
    found = [maker.damaged(12, "bare", "right") for _ in range(1500)]
    assert sum(map(is_news, found)) / 1500 == pytest.approx(0.1, abs=0.04)


def test_right_windows_are_as_they_are(maker):
    for text, label in words(drawn(maker, "right")):
        assert label == NO_LOSS or label == number(text.lower())
    assert {"đường", "Goethe"} <= {text for text, _ in words(drawn(maker, "right"))}


def test_bare_windows_have_no_marks_left(maker):
    found = words(drawn(maker, "bare"))
    assert all(text == strip_marks(text) for text, _ in found)
    assert ("duong", LABELS.index("đường")) in found and ("Dong", LABELS.index("đông")) in found


def test_garbled_windows_have_one_documents_habits(maker):
    for window in drawn(maker, "garbled"):
        read = {text.lower() for text, label in zip(window.texts, window.labels, strict=True) if label == LABELS.index("hộ")}
        assert not {"h6", "ho"} <= {form for form in read if sum(form == t.lower() for t in window.texts) > 3}


def test_readers_of_vietnamese_err_in_their_own_way(maker):
    counts = Counter(text.lower() for text, label in words(drawn(maker, "vietnamese")) if label == LABELS.index("hộ"))
    assert counts["hô"] > 0.8 * counts.total() and counts["ho"] == counts["h6"] == 0
    assert "đường" in {text for text, _ in words(drawn(maker, "vietnamese"))}


def test_flat_windows_are_bare_with_letters_misread(maker):
    found = [(t, label) for t, label in words(drawn(maker, "flat", times=100)) if label == LABELS.index("góp")]
    right = sum(text.lower() == "gop" for text, _ in found) / len(found)
    assert 0.85 < right < 0.97


def test_mixed_windows_change_their_damage(maker):
    forms = {text for text, label in words(drawn(maker, "mixed")) if label == LABELS.index("đường")}
    assert {"đường", "duong"} <= forms
    right = [text == "đường" for text, label in words(drawn(maker, "mixed")) if label == LABELS.index("đường")]
    assert 0.2 < np.mean(right) < 0.8


def test_words_are_worn_in_some_windows_of_two_modes(maker):
    for mode in MODES:
        worn = sum(text in ("h%", "H%") for text, _ in words(drawn(maker, mode, times=100)))
        assert (worn > 0) == (mode in windows.WORN), mode


def test_words_outside_the_vocabulary_stand_as_they_are(maker):
    found = {(text, label) for mode in MODES for text, label in words(drawn(maker, mode, times=10)) if text[0] in "Gg"}
    assert {label for text, label in found if text.lower() == "goethe"} == {COPY}


def test_some_windows_are_in_capitals(maker):
    found = drawn(maker, "right", times=1500, length=12)
    upper = [all(text.upper() == text for text in window.texts) for window in found]
    assert np.mean(upper) == pytest.approx(windows.UPPER, abs=0.02)


def test_numbers_are_ones_that_texts_have(maker):
    """As they are looked up: a form of `normal_form`, and short ones as themselves."""
    found = [(text, label) for text, label in words(drawn(maker, "right", times=100)) if text[0].isdigit()]
    assert all(label == COPY for _, label in found)
    short = [text for text, _ in found if text.isdigit() and len(text) <= 3]
    assert 0.6 < len(short) / len(found) < 0.8 and len(set(short)) > 50
    assert all(text == normal_form(text, True) for text, _ in found if not (text.isdigit() and len(text) <= 3))


def test_real_windows_are_stretches_of_a_document(maker):
    window = next(w for w in iter(lambda: maker.window(12), None) if kind_of(w) == "real")
    at = window.texts.index("h6")
    window = maker._real(192)
    at = window.texts.index("h6")
    part = slice(at, at + 6)
    assert window.texts[part] == ["h6", "du", "ong", "45", "2O10", "dam"]
    assert window.after[part] == [Gap.COMMA, Gap.SPACE, Gap.SPACE, Gap.SPACE, Gap.STOP, Gap.SPACE]
    assert window.labels[part] == [LABELS.index("hộ"), LABELS.index("đường"), DELETE, COPY, NO_LOSS, NO_LOSS]


def test_targets_of_pairs():
    assert target(Pair("là", ("13",)), {"là": 9}) == [9], "a word read as a number is a word"
    assert target(Pair("Goethe", ("Goethe",)), {}) == [COPY]
    assert target(Pair("NQ/TW", ("NQ/TVV",)), {}) == [NO_LOSS]
    assert target(Pair("đường", ("du", "ong"), sure=False), {"đường": 9}) == [NO_LOSS, NO_LOSS]


def test_a_window_is_cut_to_its_length():
    long = window_of(["a"] * 200, [int(Gap.COMMA)] * 200, [1] * 200, 192)
    assert len(long.texts) == 192 and long.after[-1] == Gap.COMMA
    assert window_of(["a"] * 20, [0] * 20, [1] * 20, 12).after[-1] == Gap.BREAK
