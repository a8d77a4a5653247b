"""What the measures count, by small examples whose answer is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calibration import Found, Outcome, Said, bins_of, calibration, had_choice, of_scan, outcomes
from benchmarks.classes import Known, errors, kind_of
from benchmarks.data import Sample
from benchmarks.errors import as_engine
from benchmarks.exact import Exact, exact, is_code
from benchmarks.follow import groups, read_as
from benchmarks.gate import Judged, all_alone, all_mixed, measure_gate, mixed, verdicts
from benchmarks.layers import layer_scores, pair
from benchmarks.metrics import Rate
from benchmarks.reliability import svg

TOKENS = st.lists(st.text("aăbđ1-", min_size=1, max_size=4), max_size=8)


@given(TOKENS, TOKENS)
def test_every_token_is_in_one_group(left, right):
    found = groups(left, right)
    assert sorted(i for g in found for i in g.left) == list(range(len(left)))
    assert sorted(j for g in found for j in g.right) == list(range(len(right)))


@given(TOKENS)
def test_a_text_follows_itself(words):
    assert groups(words, words) == [((i,), (i,)) for i in range(len(words))]
    assert read_as(" ".join(words), " ".join(words)) == words


def test_lost_and_invented_words_have_no_partner():
    assert read_as("Hội đồng nhân dân", "Hoi dong dan") == ["Hoi", "dong", "", "dan"]
    assert [g for g in groups(["Hội", "đồng"], ["Hoi", "~", "dong"]) if not g.left] == [((), (1,))]


def test_exact_counts_what_the_reading_holds():
    truth = "Số 02-NQ/TW ngày 12/6/2021, gồm 1.250 người"
    reading = "S6 02-NQ/TW ngay 12/6/2021, gom 1,250 nguoi"
    assert exact(truth, reading, truth) == Exact(Rate(0, 3), Rate(0, 2), 3)
    assert exact(truth, reading, reading) == Exact(Rate(1, 3), Rate(0, 2), 3)
    assert exact(truth, reading, truth.replace("12/6", "12/8")) == Exact(Rate(1, 3), Rate(1, 2), 3)
    assert exact(truth, reading, truth).plus(Exact(printed=3)).printed == 6


def test_a_sign_without_digits_is_a_code():
    assert is_code("BC-STTTT") and is_code("(NQ/TW)")
    assert not is_code("và/hoặc") and not is_code("Hà-Nội") and not is_code("A/B")


def test_outcomes_of_words():
    found = outcomes("Nghị quyết số 02", [Said("Nghị", 0.9, True), Said("quyêt", 0.4, True), Said("02", 0.99, False)])
    assert [o.is_right for o in found.outcomes] == [True, False, True]
    assert found.lost == 1
    assert had_choice(found.outcomes) == found.outcomes[:2]


def test_a_sign_between_right_words_makes_them_no_errors_of_choice():
    said = [Said("về-báo", 0.9, True), Said("118/2008/NĐ-", 0.8, True), Said("CP", 0.9, False), Said("thự", 0.5, True)]
    found = outcomes("về báo 118/2008/NĐ-CP thực", said).outcomes
    assert [(o.confidence, o.is_right) for o in found] == [
        (0.9, True), (0.9, True), (0.8, True), (0.8, True), (0.8, True), (0.9, True), (0.5, False),
    ]  # fmt: skip


def test_scans_are_compared_line_by_line_and_other_lines_left_out():
    read = "Thuc hién Nghi quyét\nNoi nhan:\nNgh quyet"
    found = of_scan(Sample("a", "Thực hiện Nghị quyết\nHồ Xuân Lam\nNghị quyết", read))
    assert found.other_lines == 1
    assert len(found.outcomes) == 6


def test_calibration_of_an_honest_and_of_a_boasting_set():
    honest = [Outcome(0.8, i % 5 > 0, True) for i in range(150)]
    found = calibration("honest", Found(honest))
    assert found.ece == pytest.approx(0, abs=1e-9)
    assert found.brier == pytest.approx(found.brier_constant)
    boasting = calibration("boasting", Found([Outcome(0.99, i % 5 > 0, True) for i in range(150)]))
    assert boasting.ece == pytest.approx(0.19)
    assert [b.size for b in bins_of(honest)] == [10] * 15
    sorted_out = [Outcome(0.3, False, True)] * 5 + [Outcome(0.9, True, True)] * 95
    assert calibration("known", Found(sorted_out)).share_found == 1
    assert svg([found, boasting]).count("<circle") == 4
    assert calibration("nothing", Found([])).ece == 0


@pytest.mark.parametrize(
    ("truth", "result", "read", "kind"),
    [
        ("số,", "số.", "so.", "punctuation"),
        ("Số", "số", "so", "case"),
        ("uỷ", "ủy", "uy", "tone"),
        ("12", "13", "13", "numbers"),
        ("España", "bón", "bon", "vocabulary"),
        ("chính", "chinh", "chinh", "left"),
        ("chính", "là", "13", "channel"),
        ("chính", "chỉnh", "chinh", "context"),
    ],
)
def test_classes(truth, result, read, kind):
    assert kind_of(truth, result, read, {"chính", "số"}) == kind


def test_errors_of_a_text():
    text = Known("a", "các cơ quan báo chí", "cac co quan bdo chi x", "các cơ quan bão chí x")
    assert [(e.kind, e.truth, e.result) for e in errors(text, {"báo"})] == [
        ("context", "báo", "bão"),
        ("segmentation", "", "x"),
    ]


def test_gate_tells_the_lines_of_this_project():
    assert verdicts(["Can ct Luat Luu trit ngay 11 thang 11 nam", "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm"]) == [True, False]
    text = mixed([("a b c d", True), ("e f g h", False), ("i j k l", True)], ["m n o p"], 2)
    assert text == Judged("taking turns, 2 at a time", ["a b c d", "e f g h", "m n o p", "m n o p", "i j k l", "m n o p"],
                          [True, True, False, False, True, False], [True, False, False, False, True, False])  # fmt: skip


def test_gate_of_the_samples():
    rows = measure_gate(None)
    assert {row.how for row in rows} == {"alone", "in their text"}
    assert all_alone(rows).total > 20
    assert all_mixed(rows) == (0, 0)


def test_lines_of_a_layer_find_their_printed_lines():
    found = pair(["Điều 1. Phạm vi", "Điều 2. Đối tượng"], ["con dấu", "Điều 2. Đối tượng", "Điều 1. Phạm vị"])
    assert found.pairs == [("Điều 1. Phạm vi", "Điều 1. Phạm vị"), ("Điều 2. Đối tượng", "Điều 2. Đối tượng")]
    scores, extra = layer_scores([found])
    assert (scores.word, extra) == ((1, 8), (2, 8))
    assert pair(["Điều 1"], []).pairs == [("Điều 1", "")]


def test_an_engines_reading_keeps_its_lines():
    text = "Thuc hién Nghi quyét\n\ns6 02-NQ/TW"
    assert as_engine(text).count("\n") == 2
