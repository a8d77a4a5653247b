"""Lines to a running text and back."""

import pytest

from vndoc import restore
from vndoc.pages import TextLine
from vndoc.restore.running import run_together
from vndoc.tokens import Gap


def line(raw, **more):
    return TextLine(raw=raw, text=raw, kind="text", **more)


LINES = [
    [line("Thực hiện"), line("Nghị quyết số 02-NQ/TW,"), line(""), line("  ngày  5. ")],
    [line("Thực hiện\n"), line("Nghị quyết\r\n"), line("\n"), line("ngày")],
    [line(""), line("..."), line("a"), line(" - "), line("b")],
    [line("a", column="left"), line("b", column="right"), line("c", role="footer")],
]


@pytest.mark.parametrize("lines", LINES)
def test_places_are_those_of_the_tokens(lines):
    running = run_together(lines)
    assert len({len(column) for column in running}) == 1
    for token, place in zip(running.tokens, running.places, strict=True):
        assert lines[place.line].raw[place.start : place.end] == token.text
    assert [place.line for place in running.places] == sorted(place.line for place in running.places)
    starts = [i for i in range(len(running.tokens)) if not i or running.places[i].line != running.places[i - 1].line]
    assert [i for i, start in enumerate(running.breaks) if start] == starts


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " ", " \n"])
def test_a_sentence_goes_on_over_a_line_end(end):
    """Whether or not a line still has its end."""
    running = run_together([line("Thực hiện" + end), line("Nghị quyết" + end)])
    assert running.after[1] == running.before[2] == Gap.SPACE


@pytest.mark.parametrize("end", ["", "\n"])
def test_what_does_not_go_on(end):
    for lines in (
        [line("a" + end), line(end), line("b" + end)],
        [line("a" + end, role="header"), line("b" + end)],
        [line("a" + end, column="left"), line("b" + end, column="right")],
    ):
        running = run_together(lines)
        assert running.after == [Gap.BREAK, Gap.BREAK]
    assert run_together([line("a," + end), line("b" + end)]).after[0] == Gap.COMMA


def test_ends_are_breaks():
    running = run_together([line(". a b .")])
    assert (running.before[0], running.after[-1]) == (Gap.BREAK, Gap.BREAK)
    assert run_together([]).tokens == []


def test_long_stretches_are_cut_into_blocks(monkeypatch):
    monkeypatch.setattr(restore, "BLOCK", 10)
    lines = [line(raw) for raw in ("abcd", "abcdefgh", "", "x" * 30, "a", "b")]
    blocks = list(restore._blocks(lines, 0, 6))
    assert blocks == [(0, 2), (2, 4), (4, 6)]
    assert list(restore._blocks(lines, 4, 6)) == [(4, 6)]
