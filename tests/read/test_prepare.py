import numpy as np
from PIL import Image

from vndoc.read.prepare import prepare


def test_red_ink_fades_and_black_under_it_stays():
    pixels = np.full((40, 40, 3), 250, dtype=np.uint8)
    pixels[10:12] = (20, 20, 20)
    pixels[20:22] = (225, 60, 70)
    pixels[30:31] = (95, 15, 20)
    grey = np.asarray(prepare(Image.fromarray(pixels)))
    assert grey[10, 0] == 20
    assert grey[20, 0] == 225
    assert grey[30, 0] < 110
    assert grey.shape == (40, 40)


def test_grey_pictures_stay_and_modes_are_taken():
    grey = Image.new("L", (5, 5), 77)
    assert prepare(grey).tobytes() == grey.tobytes()
    for mode in ("1", "P", "RGBA", "CMYK", "I;16", "LA"):
        assert prepare(Image.new(mode, (5, 5))).mode == "L"


def test_a_coloured_page_keeps_its_print():
    pixels = np.full((40, 40, 3), (230, 220, 120), dtype=np.uint8)
    pixels[:5] = (20, 20, 20)
    grey = np.asarray(prepare(Image.fromarray(pixels)))
    assert grey[20, 0] - grey[2, 0] > 150
