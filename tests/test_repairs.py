"""Repair of text: what was changed is told, spans count in the text as it came, nothing is lost, and time is linear."""

import threading
import time
import tracemalloc
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from vndoc import Options, repair_and_explain, repair_many, repair_text, replay
from vndoc.models import models
from vndoc.pages import TextLine
from vndoc.repairs import LINE_CHARACTERS
from vndoc.restore.running import run_together
from vndoc.restore.slices import posteriors
from vndoc.tokens import Kind, tokenize

GARBLED = [
    "Thuc hién Nghi quyét s6 02-NQ/TW ngay 15/3/2022 cua Ban Chap hanh Trung uong",
    "Uy ban nhan dan xa cé trach nhiém té chirc thuc hién, bao céo truéc ngay 25 thang 12.",
    "Diéu 3. Chanh Van phong, Truéng phong Tai chinh va cac co quan lién quan chiu trach nhiém thi hanh.",
    "t6ng kinh phi 1a 12.500.000 dong, dat 95,5% ké hoach ndm 2021 (xem QD s6 15/2021/QD-UBND).",
]
RIGHT = [
    "Thực hiện Nghị quyết số 02-NQ/TW ngày 15/3/2022 của Ban Chấp hành Trung ương",
    "Ủy ban nhân dân xã có trách nhiệm tổ chức thực hiện, báo cáo trước ngày 25 tháng 12.",
]
OTHER = [
    "",
    " ",
    "\t",
    unicodedata.normalize("NFD", RIGHT[1]),
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
    "The committee shall meet in May.",
    "\x00",
    "a\ud800b",
    "🎉 👨\u200d👩\u200d👧",
    "中文文字",
    "العربية \u200f",
    "\u200b\u200b",
    "x" * 300,
    "\x07\x1b[0m",
    "\ufeff",
    "a\u2028b\x85c",
    "ﬁle",
    "I11. NHIEM VU",
    "mail: a.b@c.vn, http://x.vn/y?z=1",
    "12 345",
    "ng ày th ang",
    "\u0301",
    "ư\u0323",
    "QĐ\u00ad-UBND",
    "\u00a0so\u00a0",
]
ENDS = ["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\f", "\v", "  ", "\t", ""]
LINES = st.sampled_from(GARBLED) | st.sampled_from(RIGHT) | st.sampled_from(OTHER) | st.text(max_size=12)
MIXTURES = st.lists(st.tuples(LINES, st.sampled_from(ENDS)), max_size=8).map(lambda pairs: "".join(a + b for a, b in pairs))
DIGITS = regex.compile(r"\d")
SPACES = regex.compile(r"\s+")


def assert_sound(text, options=None):
    """What holds for every text."""
    repair = repair_and_explain(text, options)
    assert replay(text, repair.edits) == repair.text == repair_text(text, options)
    for edit in repair.edits:
        assert text[slice(*edit.span)] == edit.before != edit.after
        assert 0 <= edit.confidence <= 1
        if edit.reason != "recode":
            assert edit.after and not edit.before[:1].isspace() and not edit.before[-1:].isspace()
    at = 0
    for token in repair.tokens:
        assert text[at : token.span[0]].strip() == ""
        at = token.span[1]
    assert text[at:].strip() == ""
    return repair


@settings(max_examples=25)
@given(MIXTURES)
def test_any_mixture(text):
    assert_sound(text)


@settings(max_examples=15)
@given(MIXTURES)
def test_any_mixture_repaired_whole(text):
    assert_sound(text, Options(repair="always"))


@settings(max_examples=30)
@given(MIXTURES)
def test_never(text):
    """Only what is no plain Unicode is changed then."""
    repair = assert_sound(text, Options(repair="never"))
    assert {edit.reason for edit in repair.edits} <= {"recode"}


@pytest.mark.parametrize("text", [*GARBLED, *RIGHT, "a  b\t\r\n\r\nc \f d"])
def test_never_changes_nothing(text):
    assert repair_and_explain(text, Options(repair="never")).text == text


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(GARBLED + RIGHT + ["", "  x", "中 文"]), st.sampled_from(ENDS)), max_size=6))
def test_spacing_and_line_breaks_are_kept(pairs):
    text = "".join(line + end for line, end in pairs)
    repair = repair_and_explain(text)
    if all(edit.reason != "join" for edit in repair.edits):
        assert SPACES.findall(repair.text) == SPACES.findall(text)
    assert [c for c in repair.text if c in "\r\n\f\v"] == [c for c in text if c in "\r\n\f\v"]


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from([*" ".join(GARBLED).split(), "1", "12,5%", "2.000", "l5", "1O", "|", "I", "-", "/"]), max_size=40
    ).map(" ".join)
)
def test_numbers_keep_their_digits(text):
    repaired = repair_and_explain(text, Options(repair="always"))
    for token in tokenize(text):
        if token.kind in (Kind.NUMBER, Kind.ADDRESS):
            for edit in repaired.edits:
                assert edit.span[1] <= token.start or edit.span[0] >= token.end, (edit, token)


def test_joined_lines_keep_their_context():
    """A sentence goes on over a line end: a line alone says less."""
    text = "\n".join(GARBLED)
    whole = repair_text(text)
    assert whole.count("\n") == text.count("\n")
    assert repair_text(text.replace("\n", "\r\n")) == whole.replace("\n", "\r\n")
    assert repair_text(text + "\n") == whole + "\n"


def test_right_text_comes_back():
    for text in ("\n".join(RIGHT), RIGHT[0] + " " * 50 + RIGHT[1], " \n\t" + RIGHT[0] + "\n\n\n"):
        repair = assert_sound(text)
        assert (repair.text, repair.edits) == (text, ())
        assert all(0 < token.confidence <= 1 for token in repair.tokens)


def test_recoding_and_repair_of_one_word():
    """Decomposed and damaged at once: one edit, in the text as it came."""
    text = "\n".join(unicodedata.normalize("NFD", line) for line in GARBLED)
    repair = assert_sound(text)
    assert repair.text == repair_text("\n".join(GARBLED))
    spans = [edit.span for edit in repair.edits]
    assert spans == sorted(spans)


def test_tokens_are_the_words_after_repair():
    repair = repair_and_explain(GARBLED[0])
    assert [t.text for t in repair.tokens] == repair.text.split()
    assert [GARBLED[0][slice(*t.span)] for t in repair.tokens] == GARBLED[0].split()


def test_many_are_as_one_by_one():
    texts = [*GARBLED, *RIGHT, *OTHER]
    assert list(repair_many(texts)) == [repair_text(text) for text in texts]
    assert list(repair_many([])) == []


def test_what_was_repaired_before_does_not_matter():
    texts = [*GARBLED, "\n".join(GARBLED), *OTHER]
    first = [repair_and_explain(text) for text in texts]
    assert [repair_and_explain(text) for text in reversed(texts)] == first[::-1]


def test_eight_threads():
    texts = ["\n".join(GARBLED[i:] + RIGHT + GARBLED[:i]) for i in range(4)] * 2
    expected = [repair_and_explain(text) for text in texts]
    start = threading.Barrier(8)

    def work(i):
        start.wait()
        return repair_and_explain(texts[i])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == expected


@pytest.mark.parametrize("length", [1, LINE_CHARACTERS - 1, LINE_CHARACTERS, 2 * LINE_CHARACTERS + 1])
def test_long_lines(length):
    for unit in ("x", "é ", GARBLED[0] + " ", "\u200b", "a."):
        assert_sound((unit * (length // len(unit) + 1))[:length])
    assert_sound("Nghi quyét " + "y" * length)
    assert_sound("y" * length + " \n" + "z" * length)


def seconds(text):
    """The shortest of three runs: other work on the machine only lengthens them."""

    def once():
        start = time.process_time()
        repair_text(text)
        return time.process_time() - start

    return min(once() for _ in range(3))


def test_time_is_linear():
    text = "\n".join([*GARBLED, *RIGHT]) + "\n"
    repair_text(text * 3)
    one, ten, hundred = (seconds(text * n) for n in (1, 10, 100))
    assert ten < 20 * max(one, 0.02)
    assert hundred < 20 * max(ten, 0.05)


@pytest.mark.parametrize("unit", ["nghiquyéts6", "a. ", "\u200b"])
def test_one_line_of_two_megabytes(unit):
    assert seconds(unit * ((2_000_000 if " " not in unit else 200_000) // len(unit))) < 120


def test_memory_does_not_grow_with_the_text():
    def peak(times):
        tracemalloc.start()
        try:
            lattice, _ = posteriors(running.__class__._make(column * times for column in running), models())
            assert len(lattice.counts) == times * len(running.tokens)
            return tracemalloc.get_traced_memory()[1] - sum(column.nbytes for column in lattice)
        finally:
            tracemalloc.stop()

    line = TextLine(raw=" ".join(GARBLED), text="", kind="text")
    running = run_together([line] * 100)
    small = peak(1)  # most of a slice
    assert peak(3) < 1.7 * small < 400_000_000
