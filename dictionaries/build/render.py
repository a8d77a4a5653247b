"""Texts → pages that look scanned → what two models of Tesseract read: pairs at will, whose truth is known.

In: a text. Out: a folder with ``truth.txt`` (the lines as they were printed), ``eng.txt`` and ``vie.txt`` (the lines as the
English and the Vietnamese model read them) and ``look.txt`` (how it was printed and scanned), as `pairs.page_lines` wants it.
A text has one look throughout, drawn by its name: a font, a size, a way of scanning. Fonts are free ones with all letters of
Vietnamese; Pillow finds them where the system keeps its fonts (Debian: fonts-croscore, fonts-freefont-ttf).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import regex
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from dictionaries.build.pairs import READERS
from dictionaries.build.reader import read
from vndoc.alphabet import nfc
from vndoc.errors import UsageError


class Scan(NamedTuple):
    """How a printed page becomes pixels."""

    dpi: int
    blur: float
    """Radius in pixels at 200 dpi."""
    noise: float
    """Standard deviation, of 255 grey levels."""
    skew: float
    """Degrees at most, to either side."""
    threshold: int | None = None
    """Grey level that parts black from white; None keeps the grey."""
    quality: int | None = None
    """Of JPEG; None is no JPEG."""


# fmt: off
SCANS = {
    "clean":  Scan(dpi=300, blur=0.4, noise=4,  skew=0.0, quality=90),
    "office": Scan(dpi=200, blur=0.6, noise=10, skew=0.4, quality=70),
    "fax":    Scan(dpi=200, blur=0.7, noise=18, skew=0.3, threshold=150),
    "worn":   Scan(dpi=150, blur=0.5, noise=8,  skew=0.4, quality=60),
    "copy":   Scan(dpi=300, blur=1.4, noise=22, skew=0.5, threshold=140),
}
# fmt: on
"""From a good scanner to a copy of a copy; between them they give the confusions that scans of archives show."""

FONTS = {
    "times": ("Tinos-Regular.ttf", "Tinos-Bold.ttf"),
    "italic": ("Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"),
    "arial": ("Arimo-Regular.ttf", "Arimo-Bold.ttf"),
    "serif": ("FreeSerif.ttf", "FreeSerifBold.ttf"),
}
FONT_SHARES = {"times": 5, "italic": 1, "arial": 1, "serif": 1}
"""Offices print in Times (Decree 30/2020/NĐ-CP, Annex I)."""

POINTS = (12, 13, 14)
PAPER, MARGIN, LINE_HEIGHT = (8.27, 11.69), 1.0, 1.35
"""A4 and its margins in inches; line height in font sizes."""

MAX_PAGES = 6
WHITE, INK = 250, (5, 50)
"""Grey of the paper; darkest and palest ink of a line."""

_HEADING = regex.compile(r"\s* (?: (?:Điều|Chương|Mục|Phần)\s+\w+ | [IVX]+\. )", regex.VERBOSE)

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Fonts(NamedTuple):
    """The two faces of a look."""

    regular: Font
    bold: Font


def fonts(name: str, points: int, dpi: int) -> Fonts:
    """Faces of `FONTS` at a size.

    Raises:
        UsageError: they are not installed.
    """
    size = round(points * dpi / 72)
    try:
        return Fonts(*(ImageFont.truetype(file, size) for file in FONTS[name]))
    except OSError as e:
        raise UsageError(
            f"fonts {', '.join(FONTS[name])} are not installed; on Debian and Ubuntu: "
            "apt install fonts-croscore fonts-freefont-ttf"
        ) from e


def is_heading(line: str) -> bool:
    """Whether a line is printed bold.

    >>> is_heading("QUYẾT ĐỊNH"), is_heading("Điều 3. Hiệu lực"), is_heading("Theo đề nghị của")
    (True, True, False)
    """
    return line.isupper() or _HEADING.match(line) is not None


def wrap(text: str, font: Font, width: float) -> list[str]:
    """Lines of a text that are no wider than `width` pixels (but for single words that are)."""
    out = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and font.getlength(longer) > width:
                out.append(line)
                longer = word
            line = longer
        out.append(line)
    return out


def print_pages(text: str, faces: Fonts, points: int, dpi: int, random: Random) -> Iterator[tuple[Image.Image, list[str]]]:
    """(picture, lines) of each page."""
    width, height = (round(inches * dpi) for inches in PAPER)
    margin, step = round(MARGIN * dpi), round(LINE_HEIGHT * points * dpi / 72)
    lines = wrap(text, faces.bold, width - 2 * margin)
    fit = (height - 2 * margin) // step
    for first in range(0, len(lines), fit):
        here = lines[first : first + fit]
        picture = Image.new("L", (width, height), WHITE)
        pen = ImageDraw.Draw(picture)
        for row, line in enumerate(here):
            face = faces.bold if is_heading(line) else faces.regular
            pen.text((margin, margin + row * step), line, font=face, fill=random.randint(*INK))
        yield picture, here


def scan(picture: Image.Image, how: Scan, random: Random) -> Image.Image:
    """A printed page as a scanner gives it back: turned a little, blurred, noisy, black and white or as JPEG."""
    grain = np.random.default_rng(random.getrandbits(32))
    turned = picture.rotate(random.uniform(-how.skew, how.skew), Image.Resampling.BICUBIC, fillcolor=WHITE)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(how.blur * how.dpi / 200)), np.float64)
    grey = grey + grain.normal(0, how.noise, grey.shape)
    if how.threshold is not None:
        grey = np.where(grey > how.threshold, 255.0, 0.0)
    out = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    if how.quality is not None:
        stored = BytesIO()
        out.save(stored, "JPEG", quality=how.quality)
        out = Image.open(stored).convert("L")
    return out


def render(name: str, text: str, folder: Path) -> str:
    """Print, scan and read a text; answers its look. A text that was done before, by all readers, is not done again.

    Raises:
        UsageError: the fonts are not installed.
        EngineError: Tesseract or one of its models is missing, or failed.
    """
    look = folder / "look.txt"
    if look.is_file() and all((folder / f"{reader}.txt").is_file() for reader in READERS):
        return look.read_text("utf-8").strip()
    random = Random(name)
    kind, font, points = (
        random.choice(list(SCANS)),
        random.choices(list(FONT_SHARES), list(FONT_SHARES.values()))[0],
        random.choice(POINTS),
    )
    how = SCANS[kind]
    faces = fonts(font, points, how.dpi)
    seen: dict[str, list[str]] = {"truth": [], **{reader: [] for reader in READERS}}
    for number, (picture, lines) in enumerate(print_pages(nfc(text), faces, points, how.dpi, random)):
        if number == MAX_PAGES:
            break
        seen["truth"] += lines
        page = scan(picture, how, random)
        for reader in READERS:
            seen[reader] += read(page, how.dpi, reader)
    folder.mkdir(parents=True, exist_ok=True)
    for stem, found in seen.items():
        (folder / f"{stem}.txt").write_text("\n".join(found) + "\n", "utf-8", newline="\n")
    look.write_text(f"{kind} {font} {points}\n", "utf-8", newline="\n")
    return f"{kind} {font} {points}"
