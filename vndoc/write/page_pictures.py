"""Pictures of pages inside an HTML page: scaled to what a reader needs beside the text, as JPEG in a data address.

In: a mapping from page number to picture, which may make each one when it is asked for; out: one address at a time, so that no
two pictures need be in memory together.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 1300
"""Pixels of the longer side: A4 at 110 dpi, where 13-point print with its marks is still read without effort."""

QUALITY = 55
"""JPEG quality at which marks over letters stay clear; an A4 page of text takes some 150 KB."""


class Embedded(NamedTuple):
    """The address of a picture, its width and height in pixels."""

    address: str
    width: int
    height: int


def embedded(pictures: Mapping[int, Image], number: int) -> Embedded | None:
    """The picture of a page, if there is one, small enough to be part of the page."""
    picture = pictures.get(number)
    if picture is None:
        return None
    picture = picture.convert("L" if picture.mode in ("1", "L", "LA", "I;16") else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    held = BytesIO()
    picture.save(held, "JPEG", quality=QUALITY, optimize=True)
    return Embedded(f"data:image/jpeg;base64,{base64.b64encode(held.getvalue()).decode()}", *picture.size)
