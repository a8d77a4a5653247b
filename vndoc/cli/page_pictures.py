"""Pictures of a file's pages for the HTML output, made in a process of their own: a hostile page costs its picture alone.

In: a file, its password, the numbers of its pages; out: pictures by page number, held as JPEG and decoded one at a time when
they are asked for, so that a long document takes some 200 KB a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from vndoc.options import Options
from vndoc.workers import Workers

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
"""Resolution at which print with its marks can be read on a screen."""

HELD_QUALITY = 80
"""JPEG quality of what is held; what is written is compressed further."""

Task = tuple[Path, str | None, int]


class PagePictures(Mapping[int, "Image"]):
    """Pictures by page number; pages of which none could be made are absent."""

    def __init__(self, path: Path, password: str | None, numbers: Iterable[int]) -> None:
        """Make the pictures; of a text file there are none."""
        tasks = [(path, password, number) for number in numbers]
        found = Workers(picture_of, _none, 1).run(tasks)
        self._held = {number: held for (_, _, number), held in found if held}

    def __getitem__(self, number: int) -> Image:
        from PIL import Image as images

        return images.open(BytesIO(self._held[number]))

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._held))

    def __len__(self) -> int:
        return len(self._held)


def picture_of(task: Task) -> bytes:
    """A page as JPEG; empty where it has no picture or none can be made."""
    from vndoc.extract import open_source

    path, password, number = task
    try:
        source = open_source(path, Options(password=password), tables=False)
        try:
            picture = source.picture(number, DPI)
        finally:
            source.close()
        held = BytesIO()
        picture.convert("L" if picture.mode in ("1", "L") else "RGB").save(held, "JPEG", quality=HELD_QUALITY)
    except Exception:
        return b""
    return held.getvalue()


def _none(task: Task) -> bytes:
    """The picture of a page at which a worker died."""
    return b""
