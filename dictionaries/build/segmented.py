"""Word-segmented texts → running text: corpora whose words of several syllables are joined by `_`, with signs standing apart.

A corpus of this kind is a folder of files ``*.seg``, at any depth, one document each, its first line the title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path

SUFFIX = ".seg"

_APART = re.compile(r" ([,.;:!?%)\]}”’…])|([(\[{“‘]) ")


def plain(text: str) -> str:
    """Segmented text as it is written: quotes are opened and closed by turns in each line.

    >>> plain('Bộ_trưởng nói : " Được " ( theo báo ) .')
    'Bộ trưởng nói: “Được” (theo báo).'
    """
    lines = (line.strip() for line in unicodedata.normalize("NFC", text).replace("_", " ").split("\n"))
    return "\n".join(_joined(line) for line in lines if line)


def _joined(line: str) -> str:
    number = count()
    line = re.sub('"', lambda _: "“”"[next(number) % 2], line)
    for _ in range(2):  # a sign between two others has its space twice
        line = _APART.sub(lambda m: m[1] or m[2], line)
    return line


def read(folder: Path) -> Iterator[tuple[str, str]]:
    """(title, text) of the documents below a folder, in the order of their paths."""
    for path in sorted(folder.rglob(f"*{SUFFIX}"), key=lambda p: p.as_posix()):
        text = plain(path.read_text("utf-8", errors="replace"))
        yield text.partition("\n")[0], text
