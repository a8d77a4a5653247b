"""Lines that run through a cell."""

import numpy as np
import pytest

from vndoc.read.unruled import without_lines_across

POINTS = 72 / 225


def cell(falls=0.0, dash=12, gap=12, thick=2):
    """A cell with four upright strokes, and a line of dashes below them."""
    pixels = np.full((60, 200), 255, dtype=np.uint8)
    pixels[10:35, 40:160:30] = 0
    line = np.zeros_like(pixels, dtype=bool)
    for x in range(200):
        if x % (dash + gap) < dash:
            y = 45 + round(falls * (x - 100))
            line[y : y + thick, x] = True
    pixels[line] = 0
    return pixels, line


@pytest.mark.parametrize(
    ("falls", "dash", "gap", "thick"), [(0.0, 12, 12, 2), (0.01, 12, 12, 3), (-0.02, 40, 1, 2), (0.0, 2, 2, 1)]
)
def test_worn_lines_are_made_white_and_nothing_else(falls, dash, gap, thick):
    pixels, line = cell(falls, dash, gap, thick)
    made = without_lines_across(pixels, falls, POINTS)
    assert (made[line] == 255).all()
    assert (made[~line] == pixels[~line]).all()


@pytest.mark.parametrize(("dash", "gap", "thick"), [(6, 14, 2), (12, 12, 8)])
def test_feet_of_letters_and_bars_stay(dash, gap, thick):
    pixels, _ = cell(0.0, dash, gap, thick)
    assert (without_lines_across(pixels, 0.0, POINTS) == pixels).all()
