"""Words as worn print leaves them."""

from collections import Counter

import pytest

from dictionaries.build.wear import CUT, LEVELS, MAX_READ, Wear, confusions

PAIRS = [("hộ", "h6")] * 90 + [("hộ", "ho")] * 10 + [("là", "1a")] * 4 + [("xã", "xa")] * 3 + [("ở", "")] * 3

LETTERS = {
    "one for one": ("là", "1a", [("l", "1"), ("à", "a")]),
    "nothing changed": ("la", "la", [("l", "l"), ("a", "a")]),
    "a letter lost": ("số", "s", [("s", "s"), ("ố", "")]),
    "a letter read as two": ("um", "urn", [("u", "ur"), ("m", "n")]),
    "something behind": ("xa", "xa.", [("x", "x"), ("a", "a.")]),
    "all lost": ("ở", "", [("ở", "")]),
}


@pytest.mark.parametrize("case", LETTERS)
def test_letters_of_a_word_and_what_they_were_read_as(case):
    truth, read, expected = LETTERS[case]
    assert list(confusions([(truth, read)])) == expected


def test_each_letter_is_drawn_by_itself_and_rare_readings_oftener_than_they_come():
    wear = Wear(PAIRS, 0)
    counts = Counter(wear.read("hộ") for _ in range(4000))
    assert counts.keys() == {"h6", "ho", "h"}
    share = counts["ho"] / (counts["ho"] + counts["h6"])
    assert share == pytest.approx(10**0.6 / (10**0.6 + 90**0.6), abs=0.03) and share > 0.15


def test_some_words_lose_all_but_their_first_letters():
    wear = Wear([("thôn", "thon")] * 5, 0)
    counts = Counter(wear.read("thôn") for _ in range(6000))
    assert counts.keys() == {"thon", "th", "t"}
    assert (counts["t"] + counts["th"]) / 6000 == pytest.approx(CUT, abs=0.015)
    assert counts["t"] > counts["th"]


def test_letters_that_no_pair_shows_lose_their_marks():
    assert {Wear(PAIRS, seed).read("Đức") for seed in range(50)} <= {"Duc", "D", "Du"}


def test_readings_are_never_empty():
    wear = Wear(PAIRS, 0)
    assert {wear.read("ở") for _ in range(50)} == {"o"}
    assert all(wear.read(word) for word in ("ở", "ởở", "là", "Ở", "x") for _ in range(200))


def test_what_was_seen_once_or_is_too_long_is_passed_over():
    wear = Wear([("xã", "xa"), ("xã", "xa"), ("xã", "xi"), *[("tư", "t" + "u" * (MAX_READ + 1))] * 5], 0)
    assert wear.readings["ã"] == (["a"], [2**0.6])
    assert wear.readings.keys() == {"x", "ã", "ư"}, "what stands behind t is longer than a letter"


def test_half_of_the_windows_are_not_worn():
    wear = Wear([], 0)
    counts = Counter(wear.level() for _ in range(4000))
    assert counts.keys() == LEVELS.keys() and sum(LEVELS.values()) == pytest.approx(1)
    assert all(counts[level] / 4000 == pytest.approx(share, abs=0.03) for level, share in LEVELS.items())


def test_the_same_seed_draws_the_same():
    runs = [[Wear(PAIRS, seed).read(word) for word in ("hộ", "là", "xã") * 40] for seed in (1, 1, 2)]
    assert runs[0] == runs[1]
    one, two, other = (Wear(PAIRS, seed) for seed in (1, 1, 2))
    drawn = [[w.read("hộ") for _ in range(100)] for w in (one, two, other)]
    assert drawn[0] == drawn[1] != drawn[2]
