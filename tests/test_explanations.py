"""What is behind each change: its place, context, word and cost; how a repair shows itself."""

import time
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vndoc import Edit, Repair, explain, parse_text, repair_and_explain, repair_readings, repair_text
from vndoc.document import REASONS, Reason
from vndoc.marked import SHOWN, Mark, marked_html

GARBLED = "Thuc hién Nghi quyét s6 02-NQ/TW\ncua Ban Chap hanh Trung uong Déng"


class Plain(HTMLParser):
    """Text of HTML without its notes, and whether all tags are closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text, self.notes = [], "", []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs)))
        assert tag in ("style", "div", "span", "p"), tag
        if dict(attrs).get("role") == "note":
            self.notes.append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(attrs.get("role") == "note" for _, attrs in self.open):
            self.notes[-1] += data
        elif self.open[0][0] == "div":
            self.text += data


def test_every_reason_has_words():
    assert set(REASONS) == set(get_args(Reason))


def test_changes_of_a_text():
    repair = repair_and_explain(GARBLED)
    changes = explain(repair)
    assert tuple(c.edit for c in changes) == repair.edits
    lines = GARBLED.split("\n")
    for change in changes:
        start = change.column - 1
        assert lines[change.line - 1][start : start + len(change.edit.before)] == change.edit.before
        assert change.word == change.edit.after.lower()
        assert change.cost >= 0
        assert f"{change.left[0]} {change.edit.before} {change.right[0]}".strip() in GARBLED.replace("\n", " ")
        assert f"{change.left[1]} {change.edit.after} {change.right[1]}".strip() in repair.text.replace("\n", " ")
    assert (changes[-1].edit.before, changes[-1].cost > changes[0].cost) == ("Déng", True)


def test_changes_of_a_document():
    document = parse_text(GARBLED + "\f" + GARBLED)
    changes = explain(document)
    assert tuple(c.edit for c in changes) == document.edits
    for change in changes:
        line = document.pages[change.edit.page - 1].lines[change.line - 1]
        assert line.raw[change.column - 1 :].startswith(change.edit.before)
        assert f"{change.left[1]} {change.edit.after} {change.right[1]}".strip() in line.text


def test_changes_of_readings_and_recoding():
    repair = repair_readings([("Chính phủ về độ\nmột", "vie"), ("Chinh phu vé ché d6\nmot", "eng")])
    assert [(c.edit.before, c.edit.after, c.line, c.column) for c in explain(repair)] == [("", " chế", 1, 13)]
    assert explain(repair)[0].cost is None
    recoded = repair_and_explain("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    assert {(c.word, c.cost) for c in explain(recoded)} == {(None, None)}
    assert explain(repair_and_explain("")) == ()


MIXTURES = st.lists(
    st.sampled_from(
        [*GARBLED.split(), "<b>&", "\x00", "a\ud800b", "中文", "\u202e", "\n", "\r\n", "e\u0301", "🎉", "'\"", "\x1b[0m"]
    ),
    max_size=20,
).map(" ".join)


@settings(max_examples=30)
@given(MIXTURES)
def test_any_mixture(text):
    repair = repair_and_explain(text)
    assert repair.raw == text
    assert len(explain(repair)) == len(repair.edits)
    assert len(repr(repair)) < 400
    page = Plain(repair._repr_html_())
    assert len(page.notes) == len(repair.edits)
    for note, edit in zip(page.notes, repair.edits, strict=True):
        assert REASONS[edit.reason] in note
        for word, score in edit.candidates:
            assert f"{score:.3f}" in note and (word in note or not word.isprintable())


def test_html_is_escaped_and_reached_by_keyboard():
    edit = Edit((0, 1), "<", "<script>", "garble", 0.5, (("<script>", 0.5), ("&", 0.2)))
    html = Repair("<script> x", (edit,))._repr_html_()
    assert "<script" not in html
    assert 'tabindex="0"' in html
    assert "vndoc-doubtful" in html
    assert Plain(html).text == "<script> x"
    assert "http" not in html


def test_html_of_a_book_has_an_end():
    marks = [Mark(i, i + 1, "b", "n", False) for i in range(0, 2 * SHOWN, 2)]
    html = marked_html("a " * SHOWN, marks)
    assert len(html) < 200 * SHOWN
    assert f"… {SHOWN - 1} more characters, {SHOWN // 2 - 1} more changes" in html


def test_repr():
    assert repr(Repair("một")) == "<Repair 'một', no edits>"
    assert repr(repair_and_explain(GARBLED)).startswith("<Repair 'Thực hiện Nghị quyết số 02-NQ/TW\\ncủa Ban")
    assert repr(repair_and_explain(GARBLED)).endswith("10 edits: Thuc → Thực, hién → hiện, Nghi → Nghị, …>")


def test_explaining_takes_at_most_twice_as_long():
    """Seconds of the processor, best of three."""
    text = (GARBLED + "\n") * 150

    def seconds(repair):
        runs = []
        for _ in range(3):
            start = time.process_time()
            repair(text)
            runs.append(time.process_time() - start)
        return min(runs)

    repair_text(text)
    assert seconds(repair_and_explain) < 2 * seconds(repair_text) + 0.05


@pytest.mark.parametrize("count", [1, 300])
def test_time_of_explanations(count):
    repair = repair_and_explain((GARBLED + "\n") * count)
    start = time.process_time()
    assert len(explain(repair)) == 10 * count
    assert time.process_time() - start < 2
