"""Only the regions of a page that need it are read: those whose rows the layer has wrong.

In: a judged page, and its prepared picture; out: the picture with white where the layer is right, cut to what is left; or
nothing, where the whole page is to be read. White instead of many cuts: an engine is called once, with the lines in their
places on the page. Reading takes as long as there are lines to read, and the right rows stay as the layer has them.

The whole page is read where most of its rows are wrong, where the layer is itself an engine's reading of a scan
(`Reading.worn`: then a second opinion on its right rows is worth having), and where it has print that no row of the layer has.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image as images
from PIL.Image import Image

from vndoc.document import Box
from vndoc.geometry import union
from vndoc.pages import Reading, SourcePage
from vndoc.read.prepare import Place

MOST_WRONG = 0.6
"""Share of a page's words on wrong rows above which it is read whole: little time is to be saved."""

LEAST_WRONG = 4
"""Words on wrong rows of a page that is right on the whole: of fewer the verdict is less sure."""

MARGIN = 0.35
"""Heights of a row that are left around it, but for what is a right row's: marks above and below the letters lie outside the
boxes of many layers."""

DARK = 128
"""Grey below which a pixel is ink."""

MOST_OUTSIDE = 0.05
"""Share of the page's ink outside all rows of the layer above which it has print that the layer lacks. Ruled lines and specks
are less, a signature or a seal is more: then the page is read whole, which is safe."""


def has_wrong_rows(page: SourcePage) -> bool:
    """Whether a page whose layer is right on the whole has rows that it has wrong."""
    layer = _layer(page)
    if layer is None or page.verdict.state != "usable":
        return False
    return sum(_is_wrong(layer, word.row) for word in layer.words) >= LEAST_WRONG


def wrong_rows(page: SourcePage) -> tuple[Box, ...]:
    """Boxes of the rows that the layer has wrong; empty where the page is to be read whole."""
    layer = _layer(page)
    if layer is None or layer.worn or page.verdict.state not in ("garbled", "usable"):
        return ()
    wrong = [w for w in layer.words if _is_wrong(layer, w.row)]
    if not wrong or len(wrong) > MOST_WRONG * len(layer.words):
        return ()
    return tuple(box for row, box in sorted(_rows(layer).items()) if _is_wrong(layer, row))


def masked(picture: Image, place: Place, page: SourcePage) -> tuple[Image, tuple[int, int]] | None:
    """The picture with the wrong rows alone, and where its corner was; None where the whole of it is to be read.

    Args:
        picture: the page, prepared, grey.
        place: where its pixels stand on the page, in points.
        page: the page, judged.
    """
    rows, layer = wrong_rows(page), _layer(page)
    if not rows or layer is None:
        return None
    back = _inverse(place)
    pixels = np.asarray(picture)
    everywhere = _mask(pixels.shape, [_with_margin(back.box(box)) for box in _rows(layer).values()])
    ink = pixels < DARK
    if int(np.count_nonzero(ink & ~everywhere)) > MOST_OUTSIDE * int(np.count_nonzero(ink)):
        return None
    bands = [back.box((0.0, box[1], page.width, box[3])) for box in rows]
    kept = [back.box(box) for row, box in _rows(layer).items() if not _is_wrong(layer, row)]
    around = _mask(pixels.shape, [_with_margin(band) for band in bands]) & ~_mask(pixels.shape, kept)
    here = around | _mask(pixels.shape, bands)
    down, across = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
    if not down.size or not across.size:
        return None
    left, top, right, bottom = int(across[0]), int(down[0]), int(across[-1]) + 1, int(down[-1]) + 1
    white = np.where(here, pixels, 255).astype(np.uint8)[top:bottom, left:right]
    return images.fromarray(white), (left, top)


def _layer(page: SourcePage) -> Reading | None:
    return next((r for r in page.readings if r.kind == "layer" and r.words), None)


def _is_wrong(layer: Reading, row: int) -> bool:
    return 0 <= row < len(layer.verdicts) and layer.verdicts[row] == "garbled"


def _rows(layer: Reading) -> dict[int, Box]:
    """The box of each row."""
    rows: dict[int, list[Box]] = {}
    for word in layer.words:
        rows.setdefault(word.row, []).append(word.box)
    return {row: union(some) for row, some in rows.items()}


def _with_margin(box: Box) -> Box:
    margin = MARGIN * (box[3] - box[1])
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _mask(shape: tuple[int, ...], boxes: Sequence[Box]) -> NDArray[np.bool_]:
    """Where boxes are."""
    out = np.zeros(shape, dtype=bool)
    for x0, top, x1, bottom in boxes:
        out[max(0, round(top)) : max(0, round(bottom)), max(0, round(x0)) : max(0, round(x1))] = True
    return out


def _inverse(place: Place) -> Place:
    """The way from the page to the picture."""
    area = place.a * place.e - place.b * place.d
    a, b, d, e = place.e / area, -place.b / area, -place.d / area, place.a / area
    return Place(a, b, -(a * place.c + b * place.f), d, e, -(d * place.c + e * place.f))
