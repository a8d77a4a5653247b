"""Lines under seals: found, freed of a lighter seal, and put in the place of what was read of them before."""

from __future__ import annotations

import numpy as np

from vndoc.read.engine import EngineWord
from vndoc.read.seals import hardly_read, seals, with_second, without_ends
from vndoc.read.unruled import Pixels


def ring(sheet: Pixels, x: int, y: int, radius: int, grey: int) -> None:
    rows, columns = np.ogrid[: sheet.shape[0], : sheet.shape[1]]
    far = np.hypot(rows - y, columns - x)
    sheet[(far > radius - 3) & (far <= radius)] = grey


def white(height: int = 600, width: int = 500) -> Pixels:
    return np.full((height, width), 255, dtype=np.uint8)


def words(text: str, x: float, y: float, row: int, sure: float) -> list[EngineWord]:
    return [EngineWord(w, (x + 50 * n, y, x + 50 * n + 45, y + 12), row, sure) for n, w in enumerate(text.split())]


def texts(made: list[EngineWord]) -> list[str]:
    return [word.text for word in made]


def test_light_seal_is_taken_away_and_print_stays() -> None:
    sheet = white()
    ring(sheet, 300, 300, 45, 110)
    sheet[258:266, 270:340] = 20
    cut = seals(sheet, 1.0)[0]
    assert (cut.pixels == 110).sum() == 0
    assert (cut.pixels == 20).sum() == 8 * 70


def test_black_seal_stays_with_its_print() -> None:
    sheet = white()
    ring(sheet, 300, 300, 45, 0)
    cut = seals(sheet, 1.0)[0]
    assert (cut.pixels == 0).sum() == (sheet == 0).sum()


def test_seals_within_each_other_are_read_once_and_print_is_none() -> None:
    sheet = white()
    ring(sheet, 250, 300, 60, 0)
    ring(sheet, 250, 300, 40, 0)
    sheet[100:112, 60:440] = 0
    whole, above, alone = seals(sheet, 1.0)
    assert above.pixels.shape[0] < whole.pixels.shape[0]
    assert (alone.pixels == 0).sum() < (above.pixels == 0).sum()


def test_second_reading_takes_the_place_of_scraps_on_the_same_line_alone() -> None:
    recipients, scraps = words("- Như trên;", 60, 100, 1, 0.96), words("0g. Ế", 300, 100, 1, 0.4)
    made = with_second([*recipients, *scraps], words("PHÓ GIÁM ĐỐC", 300, 100, 0, 0.93))
    assert texts(made) == ["-", "Như", "trên;", "PHÓ", "GIÁM", "ĐỐC"]
    assert len({word.row for word in made}) == 2


def test_what_was_read_surely_stays_and_rims_are_left_out() -> None:
    first = words("KT. CHỦ TỊCH", 300, 100, 0, 0.9)
    again = [*words("KT. CHÚ TICH", 300, 100, 0, 0.95), *words("N A M T Ỉ", 300, 160, 1, 0.4), *words("Sở", 320, 190, 2, 0.9)]
    assert texts(with_second(first, again)) == ["KT.", "CHỦ", "TỊCH"]


def test_lines_that_were_hardly_read_are_read_again_and_go_as_a_whole() -> None:
    sheet = white()
    scraps = words("Rsk S101 SSU7", 60, 120, 1, 0.2)
    [cut] = hardly_read(sheet, [*words("Nơi nhận:", 60, 100, 0, 0.95), *scraps, *words("é", 400, 300, 2, 0.1)], 1.0)
    assert (cut.x, cut.y) == (48, 102)
    assert texts(with_second(scraps, words("- Như trên;", 60, 120, 0, 0.94)[:2] + words("trên;", 160, 120, 0, 0.9))) == [
        "-",
        "Như",
        "trên;",
    ]


def test_what_a_line_ends_with_in_the_seal_is_left_out() -> None:
    line = [*words("/2%% VI", 200, 100, 0, 0.1), *words("RƯỞNG", 300, 100, 0, 0.9), *words("w~", 350, 100, 0, 0.3)]
    assert texts(without_ends(line)) == ["RƯỞNG"]
    assert texts(without_ends([*words("TRO", 250, 100, 0, 0.4), *line[2:]])) == ["TRO", "RƯỞNG"]


def test_part_of_a_line_does_not_take_its_place() -> None:
    first = [*words('"Phan', 300, 100, 0, 0.2), *words("Sỹ Lam", 350, 100, 0, 0.6)]
    assert texts(with_second(first, words("an Sỹ Lam", 330, 100, 0, 0.9))) == ['"Phan', "Sỹ", "Lam"]
