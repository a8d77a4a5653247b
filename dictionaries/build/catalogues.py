"""Other languages for the training: messages of the programs installed here, translated into languages in Latin script.

In: folders of gettext catalogues (``fr/LC_MESSAGES/NAME.mo``), where systems keep them; out: the words of each language. A
machine without them (Debian's minimal images, other systems) trains on English and the corpora's foreign runs alone.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator, Sequence
from gettext import GNUTranslations
from pathlib import Path

from vndoc.tokens import Kind, tokenize

FOLDERS = (Path(sys.base_prefix) / "share" / "locale", Path("/usr/share/locale"))
"""Where catalogues lie; those that are not there are passed over."""

VIETNAMESE = "vi"

MIN_CHARACTERS = 13
"""Of a message; shorter ones are names of menus."""

MIN_WORDS = 5000
"""Of a language; fewer say little of it."""

MAX_CODE = 0x24F
"""Last character of the Latin letters that European languages are written in."""

MIN_LATIN = 0.9
"""Share of a language's letters up to `MAX_CODE`."""


def texts(folders: Sequence[Path] = FOLDERS) -> list[list[str]]:
    """Words of each language, in the order of their names."""
    found: dict[str, list[str]] = {}
    for folder in dict.fromkeys(folders):
        for path in sorted(folder.glob("*/LC_MESSAGES/*.mo")):
            language = path.parts[-3]
            if language.split("_")[0].split("@")[0] != VIETNAMESE:
                found.setdefault(language, []).extend(_words(path))
    return [words for _, words in sorted(found.items()) if len(words) >= MIN_WORDS and _is_latin(words)]


def _words(path: Path) -> Iterator[str]:
    try:
        with path.open("rb") as file:
            messages = GNUTranslations(file)
    except (OSError, LookupError, ValueError, struct.error):  # of another system, cut off, or with a broken head
        return
    catalogue: dict[object, object] = vars(messages)["_catalog"]
    for source, text in sorted((k, v) for k, v in catalogue.items() if isinstance(k, str) and isinstance(v, str)):
        if source and len(text) >= MIN_CHARACTERS:
            yield from (t.text for t in tokenize(text) if t.kind == Kind.WORD)


def _is_latin(words: Sequence[str]) -> bool:
    letters = [c for word in words[:MIN_WORDS] for c in word if c.isalpha()]
    return sum(ord(c) <= MAX_CODE for c in letters) >= MIN_LATIN * len(letters)
