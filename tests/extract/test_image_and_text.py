"""Picture files and plain text."""

import io

import pytest
from PIL import Image, ImageChops

from vndoc.errors import InputError


def saved(kind, image=None, **more):
    out = io.BytesIO()
    (image or Image.new("RGB", (200, 300), "white")).save(out, kind, **more)
    return out.getvalue()


def test_size_in_points_comes_from_the_resolution(source):
    page = source(saved("PNG", dpi=(100, 100)), "x.png").page(1)
    assert (round(page.width), round(page.height)) == (144, 216)
    assert page.pixels
    assert page.readings == ()
    assert source(saved("PNG"), "x.png").page(1).width == pytest.approx(72)  # 200 dpi assumed
    photo = source(saved("JPEG", Image.new("L", (3000, 4000)), dpi=(72, 72)), "x.jpg").page(1)
    assert photo.height == pytest.approx(1440)  # 72 is no resolution of a page: 200 again


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_any_mode_becomes_rgb(source, mode):
    image = Image.new(mode, (80, 60))
    picture = source(saved("TIFF", image, dpi=(100, 100)), "x.tif").picture(1, 50)
    assert (picture.mode, picture.size) == ("RGB", (40, 30))


def test_alpha_lies_on_white_paper(source):
    assert source(saved("PNG", Image.new("RGBA", (8, 8), (0, 0, 0, 0))), "x.png").picture(1, 200).getpixel((3, 3)) == (
        255,
        255,
        255,
    )


def test_pages_of_a_tiff(source):
    pages = [Image.new("L", (100, 100 + 10 * i), 50 * i) for i in range(3)]
    opened = source(saved("TIFF", pages[0], save_all=True, append_images=pages[1:], dpi=(100, 100)), "x.tif")
    assert opened.page_count == 3
    assert [round(opened.page(n).height) for n in (3, 1, 2)] == [86, 72, 79]
    assert opened.picture(2, 100).getpixel((5, 5)) == (50, 50, 50)


def test_orientation_of_a_camera(source):
    exif = Image.Exif()
    exif[0x0112] = 6
    opened = source(saved("JPEG", Image.new("L", (300, 200)), dpi=(100, 100), exif=exif), "x.jpg")
    page = opened.page(1)
    assert (page.width < page.height, opened.picture(1, 100).size) == (True, (200, 300))


def test_broken_and_enormous_pictures(source, monkeypatch):
    with pytest.raises(InputError, match="truncated or corrupt"):
        source(saved("PNG")[:20], "x.png")
    whole = saved("TIFF", Image.effect_noise((300, 300), 90), compression="tiff_lzw")
    damaged = source(whole[:9000] + b"\xff" * 400 + whole[9400:], "x.tif")
    damaged.page(1)
    with pytest.raises(InputError, match="cannot be decoded"):
        damaged.picture(1, 200)
    monkeypatch.setattr("vndoc.extract.image.MAX_FILE_PIXELS", 100)
    with pytest.raises(InputError, match="save it smaller"):
        source(saved("PNG"), "x.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_ends_early_is_read_as_far_as_it_goes(source, kind):
    image = Image.effect_noise((300, 300), 90)
    data = saved(kind, image)
    half = source(data[: len(data) // 2], "x.pic")
    assert [n.code for n in half.page(1).notices] == ["picture_unreadable"]
    top = (0, 0, 300, 60)
    assert (
        ImageChops.difference(half.picture(1, 200).crop(top), source(data, "y.pic").picture(1, 200).crop(top)).getbbox() is None
    )
    assert not source(data + b"trailing bytes", "z.pic").page(1).notices


def test_a_damaged_picture_is_told(source):
    data = saved("PNG", Image.effect_noise((300, 300), 90))
    page = source(data[:20_000] + b"\xff" * 200 + data[20_200:], "x.png").page(1)
    assert [n.code for n in page.notices] == ["picture_unreadable"]


def lines(source, data):
    opened = source(data, "x.txt")
    return [opened.page(n).readings[0].lines for n in range(1, opened.page_count + 1)]


def test_text_lines_and_pages(source):
    assert lines(source, "một \r\n\r\n\thai\fba\u2028\n".encode()) == [("một ", "", "\thai"), ("ba\u2028",)]
    assert lines(source, b"one\f") == [("one",)]
    page = source(b"x", "x.txt").page(1)
    assert (page.readings[0].kind, page.width, page.pixels) == ("text", 595.28, False)


def test_text_encodings(source):
    assert lines(source, "Nghị".encode("utf-16-le")[:0] + b"\xff\xfe" + "Nghị".encode("utf-16-le")) == [("Nghị",)]
    assert lines(source, b"\xef\xbb\xbf" + "Nghị".encode()) == [("Nghị",)]
    assert lines(source, b"Ngh\xde quy\xd5t \x93x\x94") == [("NghÞ quyÕt “x”",)]
    damaged = ("Nghị quyết của Đảng " * 50).encode() + b"\xe1\xbb"
    assert lines(source, damaged)[0][0].endswith("của Đảng \ufffd")
    assert source(damaged, "x.txt").page(1).notices[0].code == "text_damaged"


def test_text_has_no_picture(source):
    with pytest.raises(InputError, match="no picture"):
        source(b"x", "x.txt").picture(1, 300)
