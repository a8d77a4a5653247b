"""Picture files: PNG, JPEG, TIFF with one or many pages. In: a path; out: pages without words, and their pictures."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
from PIL import ImageFile, ImageOps
from PIL.Image import Image

from vndoc.document import Notice
from vndoc.errors import InputError
from vndoc.extract.picture import MAX_PIXELS
from vndoc.pages import SourcePage
from vndoc.resources import sha256

MAX_FILE_PIXELS = 150_000_000
"""A picture beyond this (A2 at 500 dpi has 94 million) is refused: it is a bomb, or no page of a document."""

PLAUSIBLE_DPI = (72.0, 1200.0)
ASSUMED_DPI = 200.0
"""Resolution of a picture that does not tell its own."""

LONGEST = 1700.0
"""Points of the longer side of A2: a page beyond it has a resolution that is not true (phones write 72 for anything)."""

A4_LONG = 841.89

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/tiff": "TIFF"}
_TURNED = (5, 6, 7, 8)
"""EXIF orientations that swap width and height."""

_ENDS = {"image/png": b"IEND", "image/jpeg": b"\xff\xd9"}
"""Bytes that stand near the end of a picture that is whole."""

NEAR_END = 4096
"""How near: some programs add bytes of their own."""

_BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, MemoryError, KeyError, TypeError, ArithmeticError,
    PIL.Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises on broken files."""
_QUIET = threading.Lock()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pillow's warnings about odd metadata and large pictures are no news to anybody; the filters are one for all threads."""
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _in_parts(wanted: bool) -> Iterator[None]:
    """Let Pillow decode what there is of a picture that ends early, if that is wanted; its switch is one for all threads."""
    if not wanted:
        yield
        return
    with _QUIET:
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False


class ImageSource:
    """An opened picture file."""

    def __init__(self, path: Path, media_type: str) -> None:
        """Open the file and count its pages.

        Raises:
            InputError: it is broken, or too large.
        """
        self.name = path.name
        self.media_type = media_type
        try:
            self.sha256 = sha256(path)
            self._is_cut = _is_cut(path, media_type)
            with _quiet():
                self._image: Any = PIL.Image.open(path, formats=[_FORMATS[media_type]])
                self.page_count = int(getattr(self._image, "n_frames", 1)) if media_type == "image/tiff" else 1
        except _BROKEN as e:
            raise InputError(f"{path.name}: this picture is truncated or corrupt ({_short(e)}); save it again") from e
        if self.page_count == 1:
            try:
                self._seek(1)
            except InputError:
                self.close()
                raise

    def page(self, number: int) -> SourcePage:
        """The page with this number, from 1; its size comes from the picture's resolution."""
        try:
            self._seek(number)
        except InputError as e:
            return SourcePage(number, 595.28, A4_LONG, notices=(Notice("picture_unreadable", str(e), number),))
        width, height = self._size()
        what = "this picture is damaged or ends early: a part of the page is missing"
        notices = (Notice("picture_unreadable", what, number),) if self._is_cut else ()
        return SourcePage(number, width, height, pixels=True, notices=notices)

    def picture(self, number: int, dpi: int) -> Image:
        """The page as an RGB image, upright.

        Raises:
            InputError: the picture cannot be decoded.
        """
        self._seek(number)
        try:
            with _in_parts(self._is_cut):
                out = _flat(ImageOps.exif_transpose(self._image))
        except _BROKEN as e:
            raise InputError(f"{self.name}: page {number} cannot be decoded ({_short(e)}); save it again") from e
        width, height = (side * dpi / 72 for side in self._size())
        shrink = min(1.0, (MAX_PIXELS / (width * height)) ** 0.5)
        wanted = max(1, round(width * shrink)), max(1, round(height * shrink))
        return out if out.size == wanted else out.resize(wanted, PIL.Image.Resampling.LANCZOS)

    def _size(self) -> tuple[float, float]:
        """Width and height in points, upright, of the page that is open."""
        across, down = self._image.size
        x, y = _dpi(self._image.info.get("dpi"), max(across, down))
        width, height = across * 72 / x, down * 72 / y
        try:
            turned = self._image.getexif().get(0x0112) in _TURNED
        except _BROKEN:  # a PNG is decoded for this, and answers with what it has from then on
            turned, self._is_cut = False, True
        return (height, width) if turned else (width, height)

    def _seek(self, number: int) -> None:
        try:
            with _quiet():
                self._image.seek(number - 1)
        except _BROKEN as e:
            raise InputError(f"{self.name}: page {number} is broken ({_short(e)}); save the file again") from e
        across, down = self._image.size
        if across * down > MAX_FILE_PIXELS:
            raise InputError(f"{self.name}: page {number} has {across} by {down} pixels; save it smaller")

    def close(self) -> None:
        """Close the file."""
        self._image.close()

    def __enter__(self) -> ImageSource:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _is_cut(path: Path, media_type: str) -> bool:
    """Whether a picture lacks its end, as after a broken download; never for TIFF, which has none."""
    if media_type not in _ENDS:
        return False
    with path.open("rb") as f:
        f.seek(max(0, path.stat().st_size - NEAR_END))
        return _ENDS[media_type] not in f.read()


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _dpi(told: object, longer: int) -> tuple[float, float]:
    """Resolution of a picture whose longer side has so many pixels: what it tells, if plausible, or else a guess.

    >>> _dpi((300, 300), 3508), _dpi(None, 2339), _dpi((72, 72), 4000)[0] > 72
    ((300.0, 300.0), (200.0, 200.0), True)
    """
    low, high = PLAUSIBLE_DPI
    try:
        x, y = (float(v) for v in told)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ArithmeticError):
        x = y = 0.0
    if low <= x <= high and low <= y <= high and longer * 72 / min(x, y) <= LONGEST:
        return x, y
    assumed = ASSUMED_DPI if longer * 72 / ASSUMED_DPI <= LONGEST else longer * 72 / A4_LONG
    return assumed, assumed


def _flat(image: Image) -> Image:
    """An RGB image on white paper, whatever mode it has."""
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float64)
        top = float(np.nanmax(values, initial=1.0))
        shades = np.nan_to_num(values * (255.0 / top)).clip(0, 255).astype(np.uint8)
        return PIL.Image.fromarray(shades).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = PIL.Image.new("RGBA", layer.size, "white")
        return PIL.Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")
