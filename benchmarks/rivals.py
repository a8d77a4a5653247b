"""What vndoc is measured beside: the text as it comes, chains of a dictionary and a nearest syllable, and other packages.

None of the packages is a dependency of the project: each is measured where it is installed (in an environment of its own, with
``pip install ftfy pyvi symspellpy viparse underthesea`` and vndoc), and where it is not, the table says so. What each is for:

ftfy          mends text that was decoded with the wrong encoding
viparse       the same for the pre-Unicode fonts of Vietnam
pyvi          puts marks on text without marks (`add_accents`); it is given all text with its marks stripped
underthesea   `restore_diacritics`, the same on text as it is; it is not in release 9.5.0, only in the package's repository,
              so its folder ``pipeline/restore_diacritics`` has to be put into the installed package; else `text_normalize`
SymSpell      nearest word of a dictionary by edit distance; here the dictionary is vndoc's vocabulary, so that it has all words
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

import numpy as np
import regex
from rapidfuzz import fuzz, process

from benchmarks.data import strip_marks
from vndoc.models import models
from vndoc.models.labels import SPECIAL

Repair = Callable[[str], str]


class Rival(NamedTuple):
    """A tool: a function from text to text, or why there is none."""

    name: str
    repair: Repair | None
    why: str = ""
    start: str = ""
    """Python that imports the tool, for the time of that in a new process."""
    bind: str = ""
    """Python that binds its function to the name `repair`, where the import does not."""


MIN_ALIKE = 60.0
"""Likeness (0 to 100) below which the chain leaves a token as it is; 50 to 85 differ by half a point at most."""

MAX_EDITS = 2
"""Of SymSpell's look-up; its own default."""

AS_IT_COMES = "as it comes"
OURS = "vndoc"

_CORE = regex.compile(r"(?P<head>\W*)(?P<core>.*?)(?P<tail>\W*)", regex.DOTALL)
_SYLLABLE = regex.compile(r"(?=\D*\p{L})[\p{L}\p{M}&§¢€¥$@£|]*\d?[\p{L}\p{M}&§¢€¥$@£|]*")


def spellings() -> dict[str, tuple[float, str]]:
    """Syllables without marks → (log-probability, commonest spelling), of vndoc's own vocabulary."""
    shipped = models()
    counts = shipped.trigram.unigram[len(SPECIAL) :].tolist()
    best: dict[str, tuple[float, str]] = {}
    for label, score in zip(shipped.labels[len(SPECIAL) :], counts, strict=True):
        key = strip_marks(label)
        best[key] = max(best.get(key, (-99.0, "")), (score, label))
    return best


class Chain:
    """A chain without a model: strip the marks, find the nearest syllable, take its commonest spelling.

    It uses vndoc's own vocabulary and word counts, so that what is measured is the lack of a channel and of context alone.

    Args:
        nearest: another way of finding the syllable (without marks) that a string (without marks) stands for.
        spell: whether to take the commonest spelling; else the syllable without marks is the answer.
    """

    def __init__(self, nearest: Callable[[str], str | None] | None = None, spell: bool = True) -> None:
        self.best = spellings()
        self.known = set(models().labels[len(SPECIAL) :])
        self.keys = list(self.best)
        self.nearest = nearest or self._nearest
        self.spell = spell
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
            key = self.nearest(strip_marks(low))
            self.kept[low] = low if key is None else self.best[key][1] if self.spell and key in self.best else key
        word = self.kept[low]
        if core.isupper() and len(core) > 1:
            word = word.upper()
        elif core[:1].isupper():
            word = word.capitalize()
        return f"{m['head']}{word}{m['tail']}"

    def _nearest(self, key: str) -> str | None:
        if key in self.best:
            return key
        near = process.extract(key, self.keys, scorer=fuzz.ratio, score_cutoff=MIN_ALIKE, limit=5)
        if not near:
            return None
        top = near[0][1]
        return strip_marks(max(self.best[name] for name, score, _ in near if score == top)[1])


def _by_line(function: Callable[[str], Any]) -> Repair:
    """A function of one line as one of a text; a line on which it fails stays as it is."""

    def line(text: str) -> str:
        if not text.strip():
            return text
        try:
            return str(function(text))
        except Exception:
            return text

    return lambda text: "\n".join(line(x) for x in text.split("\n"))


def _speller() -> Callable[[str], str | None]:
    """SymSpell's look-up of a syllable without marks."""
    symspellpy = import_module("symspellpy")
    speller = symspellpy.SymSpell(max_dictionary_edit_distance=MAX_EDITS)
    for key, (score, _) in spellings().items():
        speller.create_dictionary_entry(key, max(1, int(np.exp(score) * 1e9)))

    def nearest(key: str) -> str | None:
        found = speller.lookup(key, symspellpy.Verbosity.TOP, max_edit_distance=MAX_EDITS)
        return str(found[0].term) if found else None

    return nearest


def _restorer() -> tuple[Repair, str, str]:
    """(underthesea's restoration of marks, its name, how it is imported); in releases without it, its normalisation."""
    release = version("underthesea")
    for module, attribute in (
        ("underthesea", "restore_diacritics"),
        ("underthesea.pipeline.restore_diacritics", "restore_diacritics"),
        ("underthesea", "text_normalize"),
    ):
        try:
            function = getattr(import_module(module), attribute)
        except (ImportError, AttributeError):
            continue
        how = attribute if module == "underthesea" else f"{attribute}, unreleased"
        return _by_line(function), f"underthesea {release} ({how})", f"from {module} import {attribute} as repair"
    raise ImportError("no restore_diacritics and no text_normalize in it")


def _ftfy() -> Rival:
    function = import_module("ftfy").fix_text
    return Rival(f"ftfy {version('ftfy')}", _by_line(function), start="from ftfy import fix_text as repair")


def _viparse() -> Rival:
    function = import_module("viparse").fix
    return Rival(f"viparse {version('viparse')}", _by_line(function), start="from viparse import fix as repair")


def _pyvi() -> Rival:
    function = import_module("pyvi.ViUtils").add_accents
    return Rival(
        f"pyvi {version('pyvi')}",
        _by_line(lambda text: function(strip_marks(text))),
        start="from pyvi.ViUtils import add_accents as repair",
    )


def _underthesea() -> Rival:
    function, name, start = _restorer()
    return Rival(name, function, start=start)


def _symspell() -> Rival:
    return Rival(f"SymSpell {version('symspellpy')}", Chain(_speller()))


def _three() -> Rival:
    restore, name, _ = _restorer()
    spell = Chain(_speller(), spell=False)
    return Rival(f"marks stripped, SymSpell, {name.split()[0]}", lambda text: restore(spell(strip_marks(text))))


_PACKAGES = (("ftfy", _ftfy), ("viparse", _viparse), ("pyvi", _pyvi), ("underthesea", _underthesea), ("SymSpell", _symspell))
_CHAINS = (("marks stripped, SymSpell, underthesea", _three),)


def ours() -> Rival:
    """vndoc, whose import loads nothing yet."""
    from vndoc import repair_text

    return Rival(OURS, repair_text, start="import vndoc", bind="repair = vndoc.repair_text")


def rivals() -> Iterator[Rival]:
    """All rivals, vndoc last; those that are not installed have no function."""
    yield Rival(AS_IT_COMES, lambda text: text)
    yield Rival("dictionary chain, no model", Chain())
    for name, make in (*_PACKAGES, *_CHAINS):
        try:
            yield make()
        except (ImportError, AttributeError, PackageNotFoundError) as e:
            yield Rival(name, None, f"{type(e).__name__}: {e}")
    yield ours()
