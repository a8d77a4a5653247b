"""Text corpora in, documents out, without those that hold test material.

A corpus is a file ``NAME.txt`` or ``NAME.txt.xz`` in which a line ``### source | title`` opens each document, or a folder of
word-segmented documents (`segmented`). A document that holds more than a fifth of the 12-word runs of any test text is left out
(and reported), so that no figure is measured on text that was trained on.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dictionaries.build import segmented

RUN_WORDS = 12
"""Length of the word runs that are compared: long enough that only copied text shares them."""

MAX_SHARED = 0.20
"""Share of a test text's runs above which a corpus document is left out."""

_WORD = re.compile(r"\w+")
_METADATA = re.compile(r"^# (doc_id|url|date) = ")


def words(text: str) -> list[str]:
    """Lower-cased words of a text, NFC.

    >>> words("Số: 12/QĐ-TTg")
    ['số', '12', 'qđ', 'ttg']
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def runs(tokens: list[str]) -> Iterator[int]:
    """Hashes of all runs of `RUN_WORDS` words."""
    for i in range(len(tokens) - RUN_WORDS + 1):
        yield hash(" ".join(tokens[i : i + RUN_WORDS]))


def read(path: Path) -> Iterator[tuple[str, str]]:
    """(title, text) of the documents of a corpus, NFC."""
    if path.is_dir():
        yield from segmented.read(path)
        return
    opener = lzma.open if path.suffix == ".xz" else open
    title = ""
    lines: list[str] = []
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            if line.startswith("### "):
                if lines:
                    yield title, unicodedata.normalize("NFC", "".join(lines))
                title, lines = line[4:].strip(), []
            elif not _METADATA.match(line):
                lines.append(line)
    if lines:
        yield title, unicodedata.normalize("NFC", "".join(lines))


class HeldOut:
    """The 12-word runs of test texts, and which corpus documents share too many of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.where: dict[int, set[int]] = {}
        self.sizes: list[int] = []
        for number, text in enumerate(texts):
            own = set(runs(words(text)))
            self.sizes.append(len(own))
            for run in own:
                self.where.setdefault(run, set()).add(number)

    def share(self, text: str) -> float:
        """The largest share of a test text's runs that `text` holds, 0 to 1."""
        found: Counter[int] = Counter()
        for run in set(runs(words(text))) & self.where.keys():
            found.update(self.where[run])
        return max((n / self.sizes[i] for i, n in found.items()), default=0.0)


def documents(path: Path, held_out: HeldOut, report: list[str]) -> Iterator[str]:
    """Texts of a corpus that may be trained on; what is left out is added to `report`."""
    for title, text in read(path):
        if (share := held_out.share(text)) > MAX_SHARED:
            report.append(f"{path.name}: {title}: holds {share:.0%} of a test text")
        else:
            yield text
