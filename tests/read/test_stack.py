import numpy as np
from PIL import Image, ImageDraw

from vndoc.read.engine import EngineWord
from vndoc.read.rules import Ruling, find_ruling
from vndoc.read.stack import Cut, cut_tables, put_back, stacked

DPI = 150


def sheet(degrees=0.0):
    """A table of two rows and two columns with a block of ink in three cells, and one above it."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for y in (400, 460, 520):
        draw.line((200, y, 1000, y), fill=0, width=3)
    for x in (200, 260, 1000):
        draw.line((x, 400, x, 520), fill=0, width=3)
    for x, y in ((220, 420), (280, 420), (280, 480), (500, 200)):
        draw.rectangle((x, y, x + 30, y + 20), fill=0)
    return picture.rotate(-degrees, fillcolor=255)


def test_cells_stand_under_one_another_and_are_gone_from_the_page():
    for degrees in (-0.8, 0.0, 0.8):
        picture = sheet(degrees)
        rest, (stack,) = cut_tables(picture, DPI, find_ruling(picture, DPI))
        assert len(stack.pieces) == 3
        left = np.asarray(rest) < 128
        assert left[190:240].sum() > 600 and left[240:].sum() < 10
        inked = np.flatnonzero((np.asarray(stack.picture) < 128).any(axis=1))
        assert len(np.flatnonzero(np.diff(inked) > 1)) == 2


def test_words_of_a_stack_come_back_to_their_cells_as_lines_of_their_own():
    picture = sheet()
    _, (stack,) = cut_tables(picture, DPI, find_ruling(picture, DPI))
    words = [EngineWord(f"w{i}", (25.0, p.top + 0.0, 55.0, p.bottom + 0.0), 0, 0.9) for i, p in enumerate(stack.pieces)]
    back = list(put_back(words, stack, DPI, 7))
    assert [(round(w.box[0]), round(w.box[1])) for w in back] == [(220, 420), (280, 420), (280, 480)]
    assert [w.row for w in back] == [7, 8, 9]


def test_a_page_without_tables_is_read_as_it_is():
    picture = sheet()
    assert cut_tables(picture, DPI, Ruling()) == (picture, [])


def test_many_pieces_are_several_pictures():
    cut = Cut(0, 0, np.zeros((200, 10), dtype=np.uint8))
    stacks = stacked([cut] * 40, 72)
    assert len(stacks) == 3 and sum(len(stack.pieces) for stack in stacks) == 40
    assert all(stack.picture.height <= 3100 for stack in stacks)
