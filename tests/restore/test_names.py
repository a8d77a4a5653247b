"""Names of signers: read ones stand, bare ones get the marks that names have, running text stays as it is repaired."""

from __future__ import annotations

import pytest

from vndoc.document import Edit
from vndoc.options import Options
from vndoc.pages import TextLine
from vndoc.restore import restore_lines
from vndoc.restore.names import with_names


def signed(text: str, kind: str = "ocr", role: str = "signature") -> TextLine:
    return TextLine(text, text, kind, role=role, verdict="garbled")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Bế Trường Sáng", "Ma Thế Khoát", "Cù Thị Bích Diễm"])
def test_name_that_an_engine_read_stands(name: str) -> None:
    [line] = restore_lines([signed(name)], Options())
    assert line.text == name


def test_word_that_no_name_has_is_repaired() -> None:
    edit = Edit((0, 6), "Nguyên", "Nguyễn", "garble", 0.99)
    assert with_names(signed("Nguyên Thành Sáng"), [edit]) == [edit]
    edit = Edit((7, 12), "Thzng", "Thắng", "garble", 0.99)
    assert with_names(signed("Nguyễn Thzng Sáng"), [edit]) == [edit]


def test_line_that_is_no_name_keeps_its_edits() -> None:
    edits = [Edit((0, 2), "Bế", "Bộ", "garble", 0.9)]
    assert with_names(signed("Bế Trường Sáng", role="body"), edits) == edits
    assert with_names(signed("Bế Trường"), edits) == edits


def test_commoner_name_of_a_bare_word_wins_and_is_not_surer() -> None:
    edit = Edit((7, 12), "Thuan", "Thuấn", "marks", 0.43, (("Thuấn", 0.43), ("Thuận", 0.31), ("thuần", 0.2)))
    [made] = with_names(signed("Ly Van Thuan", "layer"), [Edit((0, 2), "Ly", "Lý", "marks", 0.9), edit])[1:]
    assert (made.after, made.confidence) == ("Thuận", 0.43)


def test_surname_is_preferred_to_a_commoner_word() -> None:
    edit = Edit((0, 3), "Dam", "Đầm", "marks", 0.6, (("Đầm", 0.6), ("Đàm", 0.4)))
    [made] = with_names(signed("Dam Van Sang", "layer"), [edit])
    assert made.after == "Đàm"


def test_initial_behind_abbreviations_stands() -> None:
    [line] = restore_lines([TextLine("- Luu: VT, VP, D.", "- Luu: VT, VP, D.", "layer", verdict="garbled")], Options())
    assert line.text == "- Lưu: VT, VP, D."
