"""What vndoc is measured beside: the text as it comes, a dictionary chain, and other packages where they are installed.

A rival is a name and a function from text to text. None of the packages is a dependency of the project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import regex
from rapidfuzz import fuzz, process

from benchmarks.data import strip_marks
from vndoc.models import models
from vndoc.models.labels import SPECIAL

Rival = tuple[str, Callable[[str], str]]

MIN_ALIKE = 60.0
"""Likeness (0 to 100) below which the chain leaves a token as it is; 50 to 85 differ by half a point at most."""

_CORE = regex.compile(r"(?P<head>\W*)(?P<core>.*?)(?P<tail>\W*)", regex.DOTALL)
_SYLLABLE = regex.compile(r"(?=\D*\p{L})[\p{L}\p{M}&§¢€¥$@£|]*\d?[\p{L}\p{M}&§¢€¥$@£|]*")


class Chain:
    """A chain without a model: strip the marks, find the nearest syllable, take its commonest spelling.

    It uses vndoc's own vocabulary and word counts, so that what is measured is the lack of a channel and of context alone.
    """

    def __init__(self) -> None:
        shipped = models()
        counts = shipped.trigram.unigram
        self.best: dict[str, tuple[float, str]] = {}
        self.known = set(shipped.labels[len(SPECIAL) :])
        for label, score in zip(shipped.labels[len(SPECIAL) :], counts[len(SPECIAL) :].tolist(), strict=True):
            key = strip_marks(label)
            self.best[key] = max(self.best.get(key, (-99.0, "")), (score, label))
        self.keys = list(self.best)
        self.kept: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The text, token by token; white space stays."""
        return "".join(piece if piece.isspace() else self.token(piece) for piece in regex.split(r"(\s+)", text) if piece)

    def token(self, token: str) -> str:
        """A token, its outer signs kept; numbers, codes, and marked syllables of the vocabulary stay."""
        m = _CORE.fullmatch(token)
        core = m["core"] if m else ""
        if m is None or not core or _SYLLABLE.fullmatch(core) is None:
            return token
        low = core.lower()
        if low in self.known and not low.isascii():
            return token
        if low not in self.kept:
            self.kept[low] = self._nearest(strip_marks(low)) or low
        word = self.kept[low]
        if core.isupper() and len(core) > 1:
            word = word.upper()
        elif core[:1].isupper():
            word = word.capitalize()
        return f"{m['head']}{word}{m['tail']}"

    def _nearest(self, key: str) -> str | None:
        if key in self.best:
            return self.best[key][1]
        near = process.extract(key, self.keys, scorer=fuzz.ratio, score_cutoff=MIN_ALIKE, limit=5)
        if not near:
            return None
        top = near[0][1]
        return max(self.best[name] for name, score, _ in near if score == top)[1]


def rivals() -> Iterator[Rival]:
    """All rivals that there are here, vndoc last."""
    from vndoc import repair_text

    yield "the text as it comes", lambda text: text
    yield "dictionary chain, no model", Chain()
    for package, module, attribute in (
        ("ftfy", "ftfy", "fix_text"),
        ("pyvi", "pyvi.ViUtils", "add_accents"),
        ("underthesea", "underthesea", "restore_diacritics"),
    ):
        found = _imported(package, module, attribute)
        if found is not None:
            yield found
    yield "vndoc", repair_text


def _imported(package: str, module: str, attribute: str) -> Rival | None:
    """A function of a package that may not be installed, line by line; None where it is not."""
    try:
        function = getattr(import_module(module), attribute)
        name = f"{package} {version(package)}"
    except (ImportError, AttributeError, PackageNotFoundError):
        return None
    return name, lambda text: "\n".join(function(line) if line.strip() else line for line in text.split("\n"))
