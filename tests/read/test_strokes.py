import numpy as np

from vndoc.read.strokes import strokes_of


def page():
    return np.zeros((200, 400), dtype=bool)


def test_a_thick_frame_is_one_line_and_a_row_of_letters_is_none():
    there = page()
    there[50:55, 20:380] = True
    there[100:105, 20:380] = True
    there[100:105, 20:380:4] = False
    assert [(s.x0, round(s.middle)) for s in strokes_of(there, 1.0)] == [(20.0, 52)]


def test_a_line_that_is_left_out_over_a_field_has_no_ink_there():
    there = page()
    there[50, 20:180] = there[50, 200:380] = True
    (line,) = strokes_of(there, 1.0)
    assert line.spans == ((20.0, 180.0), (200.0, 380.0))


def test_a_pen_that_runs_into_a_line_does_not_bend_it():
    there = page()
    there[50, 20:320] = True
    for x in range(320, 360):
        there[50 + (x - 320) // 8, x] = True
    (line,) = strokes_of(there, 1.0)
    assert round(line.at(20.0)) == 50 and line.x0 == 20.0


def test_the_rim_of_a_seal_is_no_line():
    there = page()
    x = np.arange(150, 250)
    there[np.rint(150 - np.sqrt(50.0**2 - (x - 200.0) ** 2)).astype(int), x] = True
    assert strokes_of(there, 1.0) == []
