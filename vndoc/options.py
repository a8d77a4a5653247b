"""What a caller may choose. Frozen, validated, and part of a batch's identity: the same options give the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from vndoc.alphabet import nfc
from vndoc.errors import UsageError

MAX_ENTRIES = 20_000
"""Entries of a dictionary; each distinct string of a text is compared with those that start or end alike."""

LEAST_CHUNK = 100
"""Characters of the smallest limit of a chunk: a sentence or two; shorter pieces find nothing and say nothing."""

MAX_CHARACTERS = 100
"""Characters of an entry."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Options of every entry point.

    Attributes:
        engine: ``auto`` reads pages that need it with the installed OCR engine, ``none`` reads no pixels, any other name forces
            that engine on every page.
        repair: ``auto`` repairs what is judged damaged, ``always`` every line, ``never`` none.
        pages: page numbers from 1 to convert, None for all.
        password: of encrypted PDFs.
        dpi: resolution at which pages are rendered for an engine.
        page_seconds: time limit of an engine on one page, for each pass.
        passes: how many readings are made of a page that is read: ``one``, or ``all`` that can be had (Tesseract's English
            model beside the Vietnamese one); a page with a garbled layer is read once by ``auto``.
        also: names of further engines that read every page that is read, as independent witnesses (``asterocr``).
        cache: whether readings are kept, and taken where they are kept (see `docs/engines.md`); the result is the same.
        tessdata: folder with Tesseract's models (``vie.traineddata``), looked in before all other places.
        doubtful_below: words of a lower confidence are marked in Markdown, HTML and DOCX, by `process_batch` and `export`.
        tone_style: where repaired words have the tone mark of oa, oe, uy: ``keep`` as the text has it, ``old`` (hòa, ủy) or
            ``new`` (hoà, uỷ) in all words, those too that are right.
        dictionary: words, names and phrases of your own that are to be found where what was read is near them (see
            `read_dictionary`).
        split: whether `process_batch` writes an output for each document of a file that holds several (``NAME-1``, ``NAME-2``);
            `process` always makes one, `vndoc.pipeline.process_split` always parts them.
        chunk_characters: the longest chunk that `process_batch` writes; only a single word may be longer. The default is some
            450 syllables, a page of print at most, within the window of usual embedding models (512 tokens of a multilingual
            model are about 1,500 to 2,500 characters of Vietnamese).

    >>> Options(pages=parse_pages("1-3,7")).pages
    (1, 2, 3, 7)
    """

    engine: str = "auto"
    repair: Literal["auto", "always", "never"] = "auto"
    pages: tuple[int, ...] | None = None
    password: str | None = None
    dpi: int = 300
    page_seconds: float = 120.0
    passes: Literal["auto", "one", "all"] = "auto"
    also: tuple[str, ...] = ()
    cache: bool = True
    tessdata: str | None = None
    doubtful_below: float = 0.8
    tone_style: Literal["keep", "old", "new"] = "keep"
    dictionary: tuple[str, ...] = ()
    split: bool = False
    chunk_characters: int = 2000

    def __post_init__(self) -> None:
        """Reject what no page can be converted with."""
        if not 50 <= self.dpi <= 1200:
            raise UsageError(f"dpi must lie between 50 and 1200, not {self.dpi}")
        if self.page_seconds <= 0:
            raise UsageError("page_seconds must be positive")
        if self.passes not in ("auto", "one", "all"):
            raise UsageError(f"passes must be auto, one or all, not {self.passes!r}")
        if isinstance(self.also, str):
            raise UsageError("also must be a tuple of engine names")
        if self.pages is not None and (not self.pages or min(self.pages) < 1):
            raise UsageError("pages are counted from 1")
        if self.chunk_characters < LEAST_CHUNK:
            raise UsageError(f"chunk_characters must be {LEAST_CHUNK} or more, not {self.chunk_characters}")
        if self.tone_style not in ("keep", "old", "new"):
            raise UsageError(f"tone_style must be keep, old or new, not {self.tone_style!r}")
        if isinstance(self.dictionary, str) or len(self.dictionary) > MAX_ENTRIES:
            raise UsageError(f"dictionary must be a tuple of at most {MAX_ENTRIES:,} words or phrases")
        for place, entry in enumerate(self.dictionary, 1):
            if problem := _problem(entry):
                raise UsageError(f"dictionary, entry {place}: {problem}")


def read_dictionary(path: str | Path) -> tuple[str, ...]:
    """The entries of a dictionary file: a word, name or phrase a line, UTF-8; blank lines and ``#`` comments are passed over.

    Raises:
        UsageError: the file cannot be read, is not UTF-8, or has a line that is no entry; the message names the line.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as e:
        raise UsageError(f"{path}: cannot be read ({e.strerror or e}); name a text file with a word or name a line") from e
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        first_bad = content.count(b"\n", 0, e.start) + 1
        raise UsageError(f"{path}, line {first_bad}: not UTF-8; save the file as UTF-8") from e
    entries: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry = " ".join(nfc(line.partition("#")[0]).split())
        if not entry:
            continue
        if problem := _problem(entry):
            raise UsageError(f"{path}, line {number}: {problem}")
        entries[entry] = None
    if len(entries) > MAX_ENTRIES:
        raise UsageError(f"{path}: {len(entries):,} entries; give at most {MAX_ENTRIES:,}, the names that matter")
    return tuple(entries)


def _problem(entry: str) -> str | None:
    """What is wrong with an entry, and what to do; None where nothing is."""
    if not isinstance(entry, str) or not any(c.isalpha() for c in entry):
        return "no letters; give a word, a name or a phrase"
    if len(entry) > MAX_CHARACTERS:
        return f"longer than {MAX_CHARACTERS} characters; give words and names, one a line"
    if not entry.isprintable():
        return "a control character; give plain words"
    return None


def parse_pages(text: str) -> tuple[int, ...]:
    """Page numbers of a list such as ``1-3,7``.

    Raises:
        UsageError: the text is not such a list.

    >>> parse_pages("2,1-2")
    (1, 2)
    """
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        try:
            low, high = int(first), int(last or first)
        except ValueError:
            raise UsageError(f"pages must look like 1-3,7, not {text!r}") from None
        if not 1 <= low <= high <= 100_000:
            raise UsageError(f"pages must look like 1-3,7, not {text!r}")
        found.update(range(low, high + 1))
    return tuple(sorted(found))
