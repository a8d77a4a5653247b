"""Anchors are searched without a time limit: what bounds the work is the length of what is searched."""

import time

import pytest

from vndoc.arrange import anchors, furniture, stamps
from vndoc.arrange.texts import MOST_SIGNS, Text

PATTERNS = {
    name: pattern
    for module in (anchors, stamps, furniture)
    for name, pattern in vars(module).items()
    if hasattr(pattern, "pattern")
}
HOSTILE = [
    "",
    " ",
    ".",
    "-",
    "/",
    "n",
    "ng",
    "nga",
    "ngay",
    "thang ",
    "noi nhan",
    "cong van den",
    "T/M ",
    "1/",
    "so ",
    "den so",
]


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_line_holds_a_search_up(name):
    for part in HOSTILE:
        start = time.process_time()
        anchors.search(PATTERNS[name], part * 10_000)
        assert time.process_time() - start < 1.0, part


def test_a_word_without_end_is_cut():
    text = Text(["ngày" * 10_000, "tháng"])
    assert len(text.folded) == MOST_SIGNS and text.word_at(3) == 0
