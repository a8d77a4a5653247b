"""Signs at the ends of lines, told by the next line."""

from __future__ import annotations

import pytest

from vndoc.document import Edit
from vndoc.restore.ends import end_edits
from vndoc.restore.markers import decisions

STOPS = ["1. Mot viec.", "2. Hai viec.", "3. Ba viec.", "4. Bon viec.", "5. Nam viec."]


def _found(*lines: str) -> list[tuple[int, str, str]]:
    return [(i, e.before, e.after) for i, e in end_edits(lines, [[] for _ in lines], decisions(lines))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["lich sử?", "cua nuoc"], [(0, "?", "")]),
        (["lich sử?", "", "cua nuoc"], [(0, "?", "")]),
        (["lich sử?", "Cua nuoc"], []),  # a question
        (["lich su?", "cua nuoc"], []),  # no horn
        (["lich sử?"], []),
        (["a) Mot viec:", "b) Hai viec."], [(0, ":", ";")]),
        (["gom cac viec:", "a) Mot viec;", "b) Hai viec."], []),
        (["gom cac viec:", "b) Hai viec;", "c) Ba viec."], []),  # the first one was lost
        ([*STOPS, "6. Sau viec,", "7. Bay viec."], [(5, ",", ".")]),
        (["1. Mot viec,", "2. Hai viec."], []),  # nothing tells what items end with
        ([*STOPS, "6. Sau viec,", "va nua"], []),
    ],
)
def test_ends(lines: list[str], expected: list[tuple[int, str, str]]) -> None:
    assert _found(*lines) == expected


def test_word_as_it_was_restored() -> None:
    made = [[Edit((5, 7), "st", "sử", "garble", 0.9)], []]
    assert [(i, e.span) for i, e in end_edits(["lich st?", "cua nuoc"], made, [])] == [(0, (7, 8))]
