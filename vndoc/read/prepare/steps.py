"""The steps in their order: grey without coloured ink, upright, straight, in the resolution to read at.

In: a page's picture, its resolution, an engine to ask; out: the picture to read, and the way back to the page's own picture.
What each step is worth, and which were tried and left out, stands in docs/preparing.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from PIL import Image as images
from PIL.Image import Image

from vndoc.read.engine import EngineWord
from vndoc.read.prepare.ink import Ink, grey, ink_of
from vndoc.read.prepare.place import Place, straightened, turned
from vndoc.read.prepare.resolution import reading_dpi, scaled
from vndoc.read.prepare.skew import Profile, sheared
from vndoc.read.prepare.turns import quarters

Read = Callable[[Image], Sequence[EngineWord]]
"""An engine at work on a piece of a page; what it raises counts as nothing read."""

LEAST_DEGREES = 1.0
"""Pages less askew are left as they are: Tesseract follows lines that rise or fall by a degree, and loses them from two on."""

STRIP_INCHES = 2.0
"""Height of the strip that an engine is asked to read to find out which way up a page is: some ten lines."""

FEW_LETTERS = 12
"""Letters of a strip below which its reading says nothing."""

_TURNS = {1: images.Transpose.ROTATE_90, 2: images.Transpose.ROTATE_180, 3: images.Transpose.ROTATE_270}


class Prepared(msgspec.Struct, frozen=True):
    """A picture to read, its resolution, what was done to it, and where its points stand on the page's picture."""

    picture: Image
    dpi: int
    place: Place = Place()
    quarters: int = 0
    degrees: float = 0.0


def prepare(picture: Image, dpi: int, read: Read | None = None) -> Prepared:
    """The picture as an engine should see it, and the way back.

    Args:
        picture: of a page, as it lies.
        dpi: its resolution.
        read: the engine, for pages of which it is not certain by themselves which way up they are; without it they stay.

    >>> prepare(images.new("RGB", (2, 1), (220, 40, 40)), 300).picture.getpixel((0, 0))
    220
    """
    made = grey(picture)
    if min(made.size) < dpi // 4:
        return Prepared(made, dpi)
    ink = ink_of(made, dpi)
    turn = quarters(ink, _ask(made, ink, read) if read is not None else None)
    place = turned(turn, *made.size)
    if turn:
        made, ink = made.transpose(_TURNS[turn]), ink.turned(turn)
    degrees = Profile(ink).best()
    if abs(degrees) < LEAST_DEGREES:
        degrees = 0.0
    else:  # before the picture is made smaller: what turning smears is averaged then
        back, size = straightened(degrees, *made.size)
        data = (back.a, back.b, back.c, back.d, back.e, back.f)
        made = made.transform(size, images.Transform.AFFINE, data, images.Resampling.BICUBIC, fillcolor=255)
        place = back.then(place)
    wanted = reading_dpi(sheared(ink, degrees), dpi)
    made, back = scaled(made, dpi, wanted)
    return Prepared(made, wanted, back.then(place), turn, degrees)


def _ask(picture: Image, ink: Ink, read: Read) -> Callable[[int], float]:
    """How surely the engine reads the fullest strip of the picture after so many quarter turns; once it fails, 0 for good."""
    failed = False

    def ask(turn: int) -> float:
        nonlocal failed
        if failed:
            return 0.0
        there = ink.turned(turn).there
        rows = min(max(1, round(STRIP_INCHES * ink.dpi)), len(there))
        sums = np.concatenate(([0], there.sum(axis=1).cumsum()))
        start = int((sums[rows:] - sums[:-rows]).argmax())
        whole = picture.transpose(_TURNS[turn]) if turn else picture
        scale = whole.height / len(there)
        strip = whole.crop((0, round(start * scale), whole.width, round((start + rows) * scale)))
        try:
            words = read(strip)
        except Exception:
            failed = True
            return 0.0
        return _sure(words)

    return ask


def _sure(words: Sequence[EngineWord]) -> float:
    """Mean confidence of a letter; of words that stand upright 0, as an engine may turn text that lies on its side itself."""
    sure = count = 0.0
    for word in words:
        letters = sum(map(str.isalnum, word.text))
        count += letters
        if letters == 1 or word.box[2] - word.box[0] > word.box[3] - word.box[1]:
            sure += letters * word.confidence
    return sure / count if count >= FEW_LETTERS else 0.0
