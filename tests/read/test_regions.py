import numpy as np
import pytest
from PIL import Image

from vndoc.document import Verdict
from vndoc.options import Options
from vndoc.pages import Reading, SourcePage, SourceWord
from vndoc.read import EngineWord, NoEngine, read_page
from vndoc.read.prepare import Place
from vndoc.read.regions import masked, wrong_rows

SCALE = 2.0
ROWS = 20


def layer(wrong, worn=False):
    words = [SourceWord(f"word{k}", (60.0 + 100 * k, 50.0 + 30 * i, 140.0 + 100 * k, 62.0 + 30 * i), i)
             for i in range(ROWS) for k in range(4)]  # fmt: skip
    states = tuple("garbled" if i in wrong else "usable" for i in range(ROWS))
    return Reading("layer", tuple(words), verdicts=states, worn=worn)


def page(wrong, state="garbled", worn=False):
    return SourcePage(1, 595.0, 842.0, (layer(wrong, worn),), pixels=True, verdict=Verdict(state))


def paper(more=()):
    pixels = np.full((1684, 1190), 255, dtype=np.uint8)
    for word in layer(()).words:
        x0, top, x1, bottom = (round(SCALE * v) for v in word.box)
        pixels[top + 2 : bottom - 2, x0:x1] = 0
    for x0, top, x1, bottom in more:
        pixels[top:bottom, x0:x1] = 0
    return Image.fromarray(pixels)


PLACE = Place(a=1 / SCALE, e=1 / SCALE)


@pytest.mark.parametrize("state", ["garbled", "usable"])
def test_wrong_rows_alone_are_left(state):
    cut, (left, top) = masked(paper(), PLACE, page({3, 4, 9}, state))
    pixels = np.asarray(cut)
    assert left == 0 and 270 <= top <= 280
    whole = np.full((1684, 1190), 255, dtype=np.uint8)
    whole[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    for i in range(ROWS):
        y = round(SCALE * (56 + 30 * i))
        assert (whole[y, 200] == 0) == (i in (3, 4, 9))


@pytest.mark.parametrize(
    "wrong, state, worn",
    [(range(15), "garbled", False), ({3}, "legacy", False), ({3}, "garbled", True), ((), "garbled", False)],
)
def test_pages_that_are_read_whole(wrong, state, worn):
    assert wrong_rows(page(set(wrong), state, worn)) == ()
    assert masked(paper(), PLACE, page(set(wrong), state, worn)) is None


def test_print_that_the_layer_lacks_has_the_page_read_whole():
    assert masked(paper([(100, 1400, 900, 1440)]), PLACE, page({3})) is None


class Seeing(NoEngine):
    """An engine that answers with the ink rows that it sees."""

    name = "seeing"
    languages = ("vie",)

    def read(self, picture, dpi, seconds):
        self.size = picture.size
        dark = np.flatnonzero((np.asarray(picture) < 128).any(axis=1))
        starts = [int(y) for i, y in enumerate(dark) if i == 0 or y > dark[i - 1] + 1]
        return tuple(EngineWord(f"r{i}", (120.0, float(y), 880.0, y + 20.0), i, 0.9) for i, y in enumerate(starts))


class Sheet:
    def __init__(self, image):
        self.image, self.drawn = image, 0

    def picture(self, number, dpi):
        self.drawn += 1
        return self.image


def test_boxes_of_a_region_stand_on_the_page(monkeypatch):
    from vndoc.read import page as page_module
    from vndoc.read.prepare import Prepared

    monkeypatch.setattr(page_module, "prepare", lambda picture, dpi, read=None: Prepared(picture, dpi))
    engine = Seeing()
    done = read_page(page({5, 8}), Sheet(paper()), engine, Options())
    assert [round(w.box[1]) for w in done.readings[-1].words] == [51 + 30 * 5, 51 + 30 * 8]
    assert engine.size[1] < 300
    forced = read_page(page({5, 8}), Sheet(paper()), engine, Options(engine="seeing"))
    assert len(forced.readings[-1].words) == ROWS


@pytest.mark.parametrize("state", ["usable", "legacy", "unknown"])
def test_no_pixel_of_a_good_layer_is_touched(state):
    sheet = Sheet(paper())
    before = page((), state)
    assert read_page(before, sheet, Seeing(), Options()) == before
    assert sheet.drawn == 0
