"""Tesseract with its Vietnamese model: in the process where ``tesserocr`` is installed, else as the ``tesseract`` program.

The Vietnamese model (``vie``) is what pages are read with; the English one is what spoils these documents, and good as further
evidence alone (see `Tesseract.others`). One thread: pages are spread over processes, and Tesseract is no faster on a page with
several. Page segmentation mode 3 (automatic): see `PAGE_MODE`. Both ways read the same grey picture with the same model; what
they answer differs where the versions of the library do (docs/engines.md).
"""

from __future__ import annotations

from typing import Literal

import msgspec
import regex
from PIL.Image import Image

from vndoc.errors import EngineError
from vndoc.read import library, program
from vndoc.read.alternatives import alternatives
from vndoc.read.engine import EngineWord
from vndoc.read.library import Symbol
from vndoc.read.models import find_folder, model_id

LANGUAGE = "vie"

OTHERS = ("eng",)
"""Models whose reading of a page is evidence beside that of `LANGUAGE`: the English one is good at digits and Latin letters."""

PAGE_MODE = 3
"""Page segmentation mode: automatic. Mean likeness of the true lines to what was read, on nine pages with heads, seals and
signatures: mode 3 98.9, 4 (one column) 98.7, 6 (one block) 98.5. Modes 4 and 6 read a little more under seals, and the seals
as words."""

BLOCK_MODE = 6
"""Page segmentation mode for one block of lines: automatic segmentation drops lone digits as specks."""

CHOICES = False
"""Whether the engine is asked what else a word may be (the library alone can tell). It takes 15 % more time, the words stay the
same; see `vndoc.read.alternatives` for what it holds."""

Way = Literal["auto", "library", "program"]
"""How Tesseract is called: `auto` takes the library where it is installed."""

_ETH = regex.compile(r"Đ?Ð+Đ?|đ?ð+đ?")
"""What the Vietnamese model writes for Đ now and then: the Icelandic letter, or both (``QĐÐ``)."""

_MISSING = (
    "Tesseract is not installed: "
    "on Debian and Ubuntu run 'apt install tesseract-ocr tesseract-ocr-vie', on macOS 'brew install tesseract tesseract-lang', "
    "on Windows install it from https://github.com/UB-Mannheim/tesseract/wiki with Vietnamese ticked; "
    "or run 'pip install vndoc[ocr]' and name a folder with vie.traineddata (--tessdata); see 'vndoc doctor'"
)
_NO_MODEL = (
    "Tesseract has no Vietnamese model: "
    "on Debian and Ubuntu run 'apt install tesseract-ocr-vie', on macOS 'brew install tesseract-lang', "
    "elsewhere put vie.traineddata from https://github.com/tesseract-ocr/tessdata_fast into its tessdata folder, "
    "or into another one that you name (--tessdata); see 'vndoc doctor'"
)


class Tesseract:
    """Tesseract, with one language model."""

    name = "tesseract"

    def __init__(
        self,
        page_mode: int = PAGE_MODE,
        language: str = LANGUAGE,
        tessdata: str | None = None,
        way: Way = "auto",
        choices: bool = CHOICES,
    ) -> None:
        """An engine that segments pages in the given mode and reads with the given model, sought in `tessdata` first."""
        self.choices = choices
        self.page_mode = page_mode
        self.languages = (language,)
        self.tessdata = tessdata
        self.way = way

    def with_tessdata(self, folder: str) -> Tesseract:
        """The same engine with models of this folder."""
        return Tesseract(self.page_mode, self.languages[0], folder, self.way, self.choices)

    def block(self) -> Tesseract:
        """The same engine for pictures of one block of lines."""
        return Tesseract(BLOCK_MODE, self.languages[0], self.tessdata, self.way, self.choices)

    def others(self) -> tuple[Tesseract, ...]:
        """Readers of the same page as further evidence: the models of `OTHERS` that are installed."""
        if self.languages != (LANGUAGE,):
            return ()
        others = (Tesseract(self.page_mode, language, self.tessdata, self.way) for language in OTHERS)
        return tuple(other for other in others if other.available())

    @property
    def version(self) -> str:
        """Version of the library or program that reads, empty where there is none."""
        way = self._way()
        if way == "library":
            return library.version()
        found = program.find_program() if way == "program" else None
        return program.version_of(found) if found else ""

    def _way(self) -> Way | None:
        """How it is called here; None where there is no Tesseract, or none that finds its model."""
        if self.way != "program" and library.is_installed() and find_folder(self.languages[0], self.tessdata) is not None:
            return "library"
        return "program" if self.way != "library" and program.find_program() is not None else None

    def problem(self) -> str | None:
        """What is missing, and how to get it."""
        found = program.find_program() if self.way != "library" else None
        if found is None and (self.way == "program" or not library.is_installed()):
            return _MISSING
        if find_folder(self.languages[0], self.tessdata) is not None:
            return None
        try:
            return None if found is not None and self.languages[0] in program.models_of(found) else _NO_MODEL
        except EngineError as e:
            return f"{e}; see 'vndoc doctor'"

    def available(self) -> bool:
        """Whether Tesseract and its model are there."""
        return self.problem() is None

    def identity(self) -> str:
        """What its words depend on besides version and picture: the page mode, and the bytes of the model."""
        told = " choices" if self.choices and self._way() == "library" else ""
        return f"{self.page_mode} {self._way()}{told} {model_id(self.languages[0], self.tessdata)}"

    def read(self, picture: Image, dpi: int, seconds: float) -> tuple[EngineWord, ...]:
        """Words of a picture, see `OcrEngine.read`."""
        way = self._way()
        [language] = self.languages
        folder = find_folder(language, self.tessdata)
        grey = picture if picture.mode == "L" else picture.convert("L")
        if way == "library" and folder is not None:
            text, symbols = library.read(grey, language, self.page_mode, dpi, folder, seconds, self.choices)
            return _with_symbols(parse_tsv(text), symbols)
        found = program.find_program() if way == "program" else None
        if found is None:
            raise EngineError(self.problem() or _MISSING)
        arguments = ("-l", language, "--psm", str(self.page_mode), "--dpi", str(dpi))
        try:
            return parse_tsv(program.read(found, grey, arguments, folder, seconds))
        except EngineError:
            if problem := self.problem():
                raise EngineError(problem) from None
            raise


def _with_symbols(words: tuple[EngineWord, ...], symbols: list[list[Symbol]]) -> tuple[EngineWord, ...]:
    """The words with what their symbols tell, where that is told for each of them."""
    if len(words) != len(symbols):
        return words
    return tuple(
        msgspec.structs.replace(word, alternatives=alternatives(some), symbols=_sureness(word.text, some))
        for word, some in zip(words, symbols, strict=True)
    )


def _sureness(text: str, symbols: list[Symbol]) -> tuple[float, ...]:
    """How sure the engine is of each character; nothing where the symbols spell another text.

    >>> _sureness("tổ", [Symbol("t", 95.0), Symbol("ổ", 80.0)])
    (0.95, 0.8)
    """
    if "".join(symbol.text for symbol in symbols) != text:
        return ()
    return tuple(round(min(max(symbol.sure, 0.0), 100.0) / 100.0, 4) for symbol in symbols for _ in symbol.text)


def _to_d(match: regex.Match[str]) -> str:
    return "đ" if match[0][0] in "đð" else "Đ"


def parse_tsv(text: str) -> tuple[EngineWord, ...]:
    r"""Words of Tesseract's tab-separated output; lines that are not words of it are passed over.

    >>> parse_tsv("level\n5\t1\t2\t1\t1\t1\t10\t20\t30\t12\t96.5\tĐiều\n")
    (EngineWord(text='Điều', box=(10.0, 20.0, 40.0, 32.0), row=0, confidence=0.965, alternatives=(), symbols=()),)
    >>> parse_tsv("5\t1\t2\t1\t1\t1\t10\t20\t30\t12\t96.5\t29/Q\u0110\u00d0-TTg\n")[0].text
    '29/QĐ-TTg'
    """
    words: list[EngineWord] = []
    rows: dict[tuple[str, ...], int] = {}
    for line in text.split("\n"):
        fields = line.rstrip("\r").split("\t", 11)
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        try:
            left, top, width, height = (float(f) for f in fields[6:10])
            confidence = float(fields[10]) / 100.0
        except ValueError:
            continue
        row = rows.setdefault(tuple(fields[1:5]), len(rows))
        box = (left, top, left + width, top + height)
        text = _ETH.sub(_to_d, fields[11].strip())
        words.append(EngineWord(text, box, row, min(max(confidence, 0.0), 1.0)))
    return tuple(words)
