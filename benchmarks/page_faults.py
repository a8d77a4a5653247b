"""What happens to paper in a scanner, done to pictures of pages by program, the same way each time."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image as images
from PIL import ImageChops, ImageDraw, ImageFilter, ImageFont
from PIL.Image import Image

RED, BLUE = (205, 40, 55), (40, 60, 190)
"""Ink of seals and of pens."""

SEALS = ((0.33, 0.25), (0.5, 0.5), (0.67, 0.34))
"""Where seals are put, in shares of the page."""

SEAL_INCHES = 0.7
"""Radius of a seal: 36 mm across is usual."""

SPECKS_INCH = 12
"""Specks on a square inch."""

Fault = Callable[[Image, int], Image]


def as_it_is(picture: Image, dpi: int) -> Image:
    """No fault."""
    return picture


def turned(quarters: int, picture: Image, dpi: int) -> Image:
    """Laid in the wrong way: turned clockwise by so many quarters."""
    return picture.rotate(-90 * quarters, expand=True)


def askew(degrees: float, picture: Image, dpi: int) -> Image:
    """Lines fall by so many degrees."""
    return picture.rotate(-degrees, images.Resampling.BICUBIC, expand=True, fillcolor=255)


def sealed(picture: Image, dpi: int) -> Image:
    """Three red seals and a line of a blue pen over the print."""
    ink = images.new("RGB", picture.size, (255, 255, 255))
    draw = ImageDraw.Draw(ink)
    font = ImageFont.load_default(dpi * 0.14)
    radius = SEAL_INCHES * dpi
    for across, down in SEALS:
        x, y = across * picture.width, down * picture.height
        for share in (1.0, 0.7):
            box = (x - share * radius, y - share * radius, x + share * radius, y + share * radius)
            draw.ellipse(box, outline=RED, width=max(2, round(radius * 0.05)))
        draw.polygon([_ray(x, y, radius * (0.33 if k % 2 else 0.13), k / 10) for k in range(10)], fill=RED)
        for k, letter in enumerate("UY BAN NHAN DAN TINH "):
            draw.text(_ray(x, y, 0.85 * radius, k / 21), letter, fill=RED, font=font, anchor="mm")
    path = [(picture.width * (0.2 + k / 150), picture.height * (0.42 + 0.03 * math.sin(k / 3.1))) for k in range(90)]
    draw.line(path, fill=BLUE, width=max(2, round(dpi * 0.024)))
    return ImageChops.multiply(picture.convert("RGB"), ink.filter(ImageFilter.GaussianBlur(dpi / 300)))


def _ray(x: float, y: float, length: float, turn: float) -> tuple[float, float]:
    return x + length * math.cos(turn * 2 * math.pi), y + length * math.sin(turn * 2 * math.pi)


def black_margins(picture: Image, dpi: int) -> Image:
    """The lid was open: dark wedges and bars along the edges."""
    out = np.asarray(picture.convert("L")).copy()
    height, width = out.shape
    shade = np.random.default_rng(3).integers(0, 60, size=out.shape, dtype=np.uint8)
    rows, columns = np.arange(height)[:, None], np.arange(width)[None]
    margin = columns < dpi * (0.2 + 0.23 * rows / height)
    margin |= columns > width - dpi * (0.13 + 0.2 * (height - rows) / height)
    margin |= (rows < dpi * 0.23) | (rows > height - dpi * 0.3)
    out[margin] = shade[margin]
    return images.fromarray(out)


def specked(picture: Image, dpi: int) -> Image:
    """Dust: dark spots up to a hundredth of an inch, all over the page."""
    out = picture.convert("L").copy()
    draw = ImageDraw.Draw(out)
    chance = np.random.default_rng(4)
    for _ in range(round(SPECKS_INCH * out.width * out.height / dpi**2)):
        x, y = chance.uniform(0, out.width), chance.uniform(0, out.height)
        side = chance.uniform(0.0, 0.006) * dpi
        draw.rectangle((x, y, x + side, y + side), fill=int(chance.integers(0, 90)))
    return out


FAULTS: dict[str, Fault] = {
    "none": as_it_is,
    "turned by 90°": partial(turned, 1),
    "turned by 180°": partial(turned, 2),
    "turned by 270°": partial(turned, 3),
    "askew by 0.5°": partial(askew, 0.5),
    "askew by 1°": partial(askew, 1.0),
    "askew by 2°": partial(askew, 2.0),
    "askew by 4°": partial(askew, 4.0),
    "red seals, blue pen": sealed,
    "black margins": black_margins,
    "specks": specked,
}
"""By name."""
