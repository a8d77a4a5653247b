"""Edits on a line: overlaps, words that span them, recoding beside repair, joined halves."""

from itertools import product

import numpy as np
import pytest

from vndoc.document import Edit, Word, replay
from vndoc.models.labels import COPY
from vndoc.pages import TextLine
from vndoc.restore.decide import SURE, Decider, apply, apply_silently, numeral_edits
from vndoc.restore.lattice import WIDTH, Lattice
from vndoc.restore.running import run_together
from vndoc.restore.tones import ToneOdds


def line(raw, edits=()):
    spans, at = [], 0
    for piece in raw.split():
        start = raw.index(piece, at)
        at = start + len(piece)
        spans.append((start, at))
    words = tuple(Word(raw[a:b], (a, b), 1.0) for a, b in spans)
    return TextLine(raw=raw, text=raw, kind="text", words=words, edits=tuple(edits))


def edit(raw, before, after, reason="garble", confidence=0.9):
    start = raw.index(before)
    return Edit((start, start + len(before)), before, after, reason, confidence)


def assert_whole(done):
    """Edits replay to the text, and words and gaps make it up."""
    repairs = [e for e in done.edits if e.reason != "recode"]
    assert replay(done.raw, done.edits) == replay(done.raw, repairs) == done.text
    assert " ".join(w.text for w in done.words if w.text) == " ".join(done.text.split())
    for word in done.words:
        assert 0 <= word.confidence <= SURE
    assert list(done.edits) == sorted(done.edits, key=lambda e: e.span)


def test_edits_are_made_and_words_follow():
    raw = "Nghi quyét, s6 02"
    edits = [edit(raw, "s6", "số", confidence=0.5), edit(raw, "Nghi", "Nghị"), edit(raw, "quyét", "quyết")]
    done = apply(line(raw), edits, {0: 0.9, 5: 0.8, 12: 0.5})
    assert done.text == "Nghị quyết, số 02"
    assert [w.text for w in done.words] == ["Nghị", "quyết,", "số", "02"]
    assert [w.confidence for w in done.words] == [0.9, 0.8, 0.5, SURE]
    assert done.confidence == pytest.approx((0.9 + 0.8 + 0.5 + SURE) / 4, abs=1e-3)
    assert_whole(done)


def test_overlapping_edits_are_not_both_made():
    raw = "I11. NHIEM VU"
    done = apply(line(raw), [edit(raw, "I11", "là"), *numeral_edits(raw), edit(raw, "I11. NHIEM", "x")], {})
    assert done.text == "III. NHIEM VU"
    assert_whole(done)


def test_the_text_is_the_same_where_nothing_is_said():
    raw = "I11. NHIEM VU"
    edits = [edit(raw, "I11", "là"), *numeral_edits(raw), edit(raw, "VU", "VỤ")]
    silent = apply_silently(line(raw), edits)
    assert silent.text == apply(line(raw), edits, {}).text == "III. NHIEM VỤ"
    assert silent.edits == silent.words == ()


def test_a_joined_word_spans_two():
    raw = "ng ày (5)"
    done = apply(line(raw), [Edit((0, 5), "ng ày", "ngày", "join", 0.8)], {})
    assert done.text == "ngày (5)"
    assert [w.text for w in done.words] == ["ngày", "", "(5)"]
    assert_whole(done)


def test_words_of_more_than_one_token():
    raw = "Ubnd/xa-a,b"
    done = apply(line(raw), [edit(raw, "xa", "xã"), edit(raw, "b", "bê", confidence=0.3)], {5: 0.7})
    assert [w.text for w in done.words] == [done.text]
    assert done.words[0].confidence == 0.3


def test_no_words():
    done = apply(TextLine(raw="", text="", kind="ocr", confidence=0.4), [], {})
    assert (done.text, done.confidence, done.edits) == ("", 0.4, ())


def test_recoding_is_kept_beside_repair_and_gives_way_to_it():
    raw = "Nghị quyét cũ"
    recode = Edit((0, 13), "NghÞ quyét cò", raw, "recode", 1.0)
    assert apply(line(raw, [recode]), [], {}).edits == (recode,)
    done = apply(line(raw, [recode]), [edit(raw, "quyét", "quyết")], {})
    assert done.text == "Nghị quyết cũ"
    assert [(e.before, e.after) for e in done.edits] == [("NghÞ", "Nghị"), ("quyét", "quyết"), ("cò", "cũ")]
    assert_whole(done)
    uneven = Edit((0, 13), "a b c d e", raw, "recode", 1.0)
    assert_whole(apply(line(raw, [uneven]), [edit(raw, "cũ", "cữ")], {}))


@pytest.mark.parametrize("seed", range(30))
def test_any_edits(seed):
    rng = np.random.default_rng(seed)
    raw = "".join(rng.choice(list("abcđ .,6 "), 30))
    cuts = sorted(rng.choice(31, 8, replace=False).tolist())
    edits = [
        Edit((a, b), raw[a:b], str(rng.choice(["", "xx", "ế y"])), "garble", 0.5)
        for a, b in product(cuts, cuts)
        if 0 < b - a < 8 and rng.random() < 0.5 and raw[a:b].strip() == raw[a:b] != ""
    ]
    done = apply(line(raw), edits, {})
    assert replay(raw, done.edits) == done.text
    assert "".join(w.text for w in done.words).replace(" ", "") == "".join(done.text.split())


def decider(raw, labels, best, joined=(), share=1.0, kind="layer"):
    running = run_together([TextLine(raw=raw, text=raw, kind=kind)])
    n = len(running.tokens)
    lattice = Lattice(
        np.array([[label] + [COPY] * (WIDTH - 1) for label in best], np.int32),
        np.zeros((n, WIDTH), np.float32),
        np.zeros((n, WIDTH), np.float32),
        np.zeros(n, np.int32),
        np.ones(n, np.int64),
        np.array([i in joined for i in range(n)]),
    )
    shares = np.zeros((n, WIDTH), np.float32)
    shares[:, 0] = share
    return running, Decider(running, lattice, shares, labels, ToneOdds())


LABELS = ["<copy>", "<delete>", "<number>", "<break>", "việc", "ngày", "ng", "ram", "rằm"]


@pytest.mark.parametrize(
    ("raw", "best", "joined", "expected"),
    [
        ("viéc", [4], (), ("viéc", "việc", "garble")),
        ("viec", [4], (), ("viec", "việc", "marks")),
        ("việc", [4], (), None),
        ("xyz", [COPY], (), None),
        ("ng ày", [5, COPY], (1,), ("ng ày", "ngày", "join")),
        ("ng ày", [COPY, COPY], (1,), None),  # nothing is taken away behind a word that stays
        ("ng ày", [6, COPY], (1,), None),
        ("QD", [COPY], (), ("QD", "QĐ", "code")),
        ("RAM co", [7, COPY], (), None),  # an abbreviation that is a syllable too
        ("RAM co", [8, COPY], (), ("RAM", "Rằm", "garble")),
        ("2Viéc co", [4, COPY], (), ("2Viéc", "2Việc", "garble")),  # the number of a footnote stays before its first word
        ("2Việc co", [4, COPY], (), None),
        ("0ng", [8], (), ("0ng", "rằm", "garble")),
    ],
)
def test_edits_of_tokens(raw, best, joined, expected):
    running, found = decider(raw, LABELS, best, joined)
    made = found.edit(0, running.places[0], raw)
    assert (made and (made.before, made.after, made.reason)) == expected


@pytest.mark.parametrize(("kind", "share", "changed"), [("ocr", 0.1, False), ("ocr", 0.4, True), ("layer", 0.1, True)])
def test_nothing_unlikely_takes_the_place_of_what_an_engine_of_vietnamese_read(kind, share, changed):
    running, found = decider("viộc", LABELS, [4], share=share, kind=kind)
    assert (found.edit(0, running.places[0], "viộc") is not None) == changed
    assert found.confidence(0) == pytest.approx(share)
