"""Markers of lists, told by their order."""

from __future__ import annotations

import time

import pytest

from vndoc.document import Edit
from vndoc.restore.markers import LETTERS, decisions, with_markers


def _bodies(*lines: str) -> str:
    """The markers of lines after repair, of those that get an edit or keep their own."""
    raws = [f"{line} Noi dung" if line[-1:] in ".)" else line for line in lines]
    edits = with_markers(raws, [[] for _ in raws], decisions(raws))
    out = []
    for raw, some in zip(raws, edits, strict=True):
        text = raw
        for edit in some or ():
            text = text[: edit.span[0]] + edit.after + text[edit.span[1] :]
        out.append(text.split()[0])
    return " ".join(out)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("a) b) c) d) d) e)", "a) b) c) d) đ) e)"),
        ("a) b) c) d) d)", "a) b) c) d) đ)"),
        ("a) b) c) d) e)", "a) b) c) d) e)"),  # no second d, nothing to tell
        ("a) b) c) d)", "a) b) c) d)"),
        ("d) d)", "d) d)"),  # nothing before
        ("a) b) C) d) e)", "a) b) c) d) e)"),
        ("4) b) c)", "a) b) c)"),
        ("h) i) k) 1) m)", "h) i) k) l) m)"),
        ("1) 2) 3)", "1) 2) 3)"),
        ("3) 4) 5) a) b)", "3) 4) 5) a) b)"),
        ("A) B) C)", "A) B) C)"),
        ("1. 2. 3. 4. S. 6.", "1. 2. 3. 4. 5. 6."),
        ("1. >. 3.", "1. 2. 3."),
        ("1. 2. 3. S. 6.", "1. 2. 3. S. 6."),  # no 4 before
        ("S. Nguyen", "S. Nguyen"),
        ("1. 2. I. 2. 3.", "1. 2. 1. 2. 3."),
        ("I. 1. 2. II. 1.", "I. 1. 2. II. 1."),
        ("10. 11. 12.", "10. 11. 12."),
    ],
)
def test_by_order(read: str, printed: str) -> None:
    assert _bodies(*read.split()) == printed


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I. MUC TIEU", "1. Mot", "U. NHIEM VU"], "II"),
        (["I. MUC TIEU", "1. Mot", "11. NHIEM VU", "1. Mot"], "II"),
        (["I. MUC TIEU", "II. YEU CAU", "1. Mot", "HI. NHIEM VU"], "III"),
        (["I. MUC TIEU", "10. Mot", "11. NHIEM VU", "1. Mot"], None),  # eleven
        (["I. MUC TIEU", "1. Mot", "U. Nhiem vu"], None),
    ],
)
def test_roman(lines: list[str], expected: str | None) -> None:
    found = {d.line: d.after for d in decisions(lines)}
    line = next(i for i, text in enumerate(lines) if text.startswith(("U", "H", "11")))
    assert found.get(line) == expected


def test_lists_start_anew() -> None:
    assert _bodies("1.", "a)", "b)", "2.", "a)", "b)", "c)") == "1. a) b) 2. a) b) c)"
    assert _bodies("a)", "b)", "Điều 5. Pham vi", "8)", "b)") == "a) b) Điều a) b)"


def test_well_read_marker_loses_its_edit() -> None:
    """What the words' models made of a marker that fits its place is taken back."""
    raws = ["a) Mot", "b) Hai", "c) Ba", "d) Bon", "e) Nam"]
    words: list[list[Edit] | None] = [[], [], [], [Edit((0, 1), "d", "đ", "garble", 0.9)], []]
    assert with_markers(raws, words, decisions(raws))[3] == []


def test_lines_that_are_not_repaired_are_context() -> None:
    raws = ["a) Mot", "b) Hai", "c) Ba", "d) Bon", "d) Nam"]
    found = with_markers(raws, [None, None, None, None, []], decisions(raws))
    assert [some and [edit.after for edit in some] for some in found] == [None, None, None, None, ["đ"]]


def test_all_letters_in_order_stay() -> None:
    raws = [f"{letter}) Muc" for letter in LETTERS]
    assert all(d.after == raws[d.line][0] for d in decisions(raws))


def test_linear_time() -> None:
    for raws in (["a) Mot", "b) Hai", "S. Ba", "1. x"], ["U. CONG"], ["I. Mot", "2. Hai"], ["d) Mot"]):
        start = time.process_time()
        decisions(raws * (40_000 // len(raws)))
        assert time.process_time() - start < 5
