"""Capitals inside a sentence that a reader made of small letters."""

from __future__ import annotations

import pytest

from vndoc.document import Edit
from vndoc.restore.capitals import with_small_letters


def _after(raw: str, edits: list[Edit]) -> list[str]:
    return [edit.after for edit in with_small_letters(raw, edits)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ban Khéng duoc", ["không"]),
        ("ban, Khéng duoc", ["không"]),
        ("ban. Khéng duoc", ["Không"]),  # a new sentence
        ("ban “Khéng duoc", ["Không"]),
        ("Khéng duoc", ["Không"]),  # at the start of a line
        ("Ban Khéng duoc", ["Không"]),  # beside another capital
        ("ban Khéng Nam", ["Không"]),
        ("ban Khéng luc", ["Không"]),  # Không lực
        ("ban Khéng", ["Không"]),  # what follows is not seen
    ],
)
def test_small_inside(raw: str, expected: list[str]) -> None:
    start = raw.index("Khéng")
    edits = [Edit((start, start + 5), "Khéng", "Không", "garble", 0.9)]
    if "luc" in raw:
        edits.append(Edit((raw.index("luc"), len(raw)), "luc", "lực", "garble", 0.9))
    assert _after(raw, edits)[:1] == expected


def test_unedited_word() -> None:
    (edit,) = with_small_letters("de Khi ra", [])
    assert (edit.span, edit.before, edit.after) == ((3, 6), "Khi", "khi")


def test_candidates_follow() -> None:
    edit = Edit((3, 6), "Kho", "Khó", "garble", 0.9, (("Khó", 0.9), ("Khô", 0.1)))
    (small,) = with_small_letters("la Kho lam", [edit])
    assert (small.after, small.candidates) == ("khó", (("khó", 0.9), ("khô", 0.1)))


def test_nothing_left_to_change() -> None:
    """A word that comes out as it was read has no edit."""
    edit = Edit((3, 6), "khi", "Khi", "garble", 0.9)
    assert with_small_letters("de khi ra", [edit]) == []


def test_names_stay() -> None:
    edits = [Edit((4, 8), "Nguy", "Nguyễn", "garble", 0.9)]
    assert with_small_letters("ong Nguy noi", edits) == edits


@pytest.mark.parametrize(
    ("raw", "expected"), [("sé: 12/QD-UB", "Số"), (" sé : 12", "Số"), ("sé 12: hai", "số"), ("co sé: hai", "số"), ("sé", "số")]
)
def test_number_of_a_document(raw: str, expected: str) -> None:
    start = raw.index("sé")
    assert _after(raw, [Edit((start, start + 2), "sé", "số", "garble", 0.9)]) == [expected]
