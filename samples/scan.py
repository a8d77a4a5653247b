"""Pages → pictures as an office scanner makes them (black and white, askew, specked), and Tesseract's readings."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
from pathlib import Path

import regex
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from samples.layout import FILES, FONTS, HEIGHT, WIDTH, Page

DPI = 200
OVERSAMPLING = 2
EPOCH = b"D:20200101000000Z"
"""Date in the files made: the same script gives the same bytes."""


def picture(page: Page, seed: int) -> Image.Image:
    """A page as a bilevel scan."""
    scale = DPI * OVERSAMPLING / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(image)
    for piece in page:
        if not piece.text:
            draw.line((piece.x * scale, piece.y * scale, piece.x1 * scale, piece.y * scale), fill=20, width=round(scale))
            continue
        font = ImageFont.truetype(FONTS / FILES[piece.style], round(piece.size * scale))
        x = piece.x * scale
        for word in piece.text.split(" "):
            draw.text((x, piece.y * scale), word, fill=20, font=font, anchor="ls")
            x += font.getlength(word + " ") + piece.spacing * scale
    return _worn(image, seed)


def _worn(image: Image.Image, seed: int) -> Image.Image:
    """Askew, blurred, uneven and specked, then black and white."""
    rng = random.Random(seed)
    image = image.rotate(rng.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=255)
    image = image.resize((image.width // OVERSAMPLING, image.height // OVERSAMPLING), Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.GaussianBlur(0.7))
    small = Image.new("L", (image.width // 3, image.height // 3))
    small.putdata([max(0, min(255, round(rng.gauss(128, 34)))) for _ in range(small.width * small.height)])
    image = ImageChops.add(image, small.resize(image.size, Image.Resampling.BILINEAR), offset=-128)
    out = image.point(lambda v: 255 if v > 148 else 0).convert("1", dither=Image.Dither.NONE)
    draw = ImageDraw.Draw(out)
    for _ in range(60):
        x, y, r = rng.uniform(0, out.width), rng.uniform(0, out.height), rng.uniform(0.4, 1.6)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=0)
    return out


def save_image_only(pages: list[Image.Image], path: Path) -> None:
    """A PDF of pictures alone."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.pdf"
        pages[0].save(made, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
        path.write_bytes(_dated(made.read_bytes()))


def save_with_layer(pages: list[Image.Image], path: Path, language: str) -> None:
    """A PDF of pictures with the text that Tesseract reads with a model, behind them."""
    with tempfile.TemporaryDirectory() as folder:
        tiff = Path(folder) / "scan.tiff"
        pages[0].save(tiff, compression="group4", save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
        _tesseract(tiff, Path(folder) / "made", language, "pdf")
        path.write_bytes(_dated((Path(folder) / "made.pdf").read_bytes()))


def read_text(pages: list[Image.Image], language: str) -> str:
    """What Tesseract reads with a model, as plain text, a blank line between pages."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            png = Path(folder) / "page.png"
            page.save(png, dpi=(DPI, DPI))
            _tesseract(png, Path(folder) / "made", language, "txt")
            text = (Path(folder) / "made.txt").read_text("utf-8").replace("\f", "")
            out.append(regex.sub(r"[ \t]+\n", "\n", text).strip() + "\n")
    return "\n".join(out)


def _tesseract(image: Path, out: Path, language: str, form: str) -> None:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", str(image), str(out), "-l", language, "--dpi", str(DPI), form]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def _dated(pdf: bytes) -> bytes:
    """The file with its dates set to `EPOCH`, padded so that no offset moves."""
    return regex.sub(rb"D:\d{14}[Z'+\d]*", lambda m: EPOCH[: len(m[0])].ljust(len(m[0]), b"0"), pdf)
