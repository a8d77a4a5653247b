"""Names of signers are no running text: a language model makes of them the words that are near (Bế Trường: Bộ Trưởng).

In: a line of a signature and the edits that it is to get; out: the edits, weighed again where the line is a name. What an
engine of Vietnamese read for a name stands where names have it; of what a word without marks may be, the commoner name wins, by
the root of its count: the language model has counted the word once already.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
import regex

from vndoc.alphabet import fold_tone
from vndoc.document import Edit
from vndoc.pages import TextLine
from vndoc.resources import table
from vndoc.syllable import is_possible

LEAST, MOST = 3, 5
"""Words of a name; two in title case may be anything (Hà Nội)."""

READ = 20.0
"""How much likelier what an engine of Vietnamese read for a word of a name is than what a language model puts there."""

LEAST_DOUBT = 0.005
"""What a language model may be wrong about a name at least."""

UNKNOWN = 0.3
"""Names that a word is counted for which none of the list has."""

REASONS = ("garble", "marks")

_NAME = regex.compile(r"(?<![\p{L}\d])\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){2,4}(?=[^\p{L}\d]*$)")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(fold_tone(row[0]) for row in table("surnames"))


@lru_cache(maxsize=1)
def _counts() -> dict[str, float]:
    return {fold_tone(row[0]): float(row[1]) for row in table("name_words")}


def _weight(word: str) -> float:
    return _counts().get(fold_tone(word), UNKNOWN)


def with_names(line: TextLine, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a line, those of a signer's name weighed by what names are made of.

    >>> line = TextLine("Bế Trường Sáng", "Bế Trường Sáng", "ocr", role="signature")
    >>> with_names(line, [Edit((0, 2), "Bế", "Bộ", "garble", 0.99), Edit((3, 9), "Trường", "Trưởng", "garble", 0.98)])
    []
    >>> line = TextLine("Mai Van Thuan", "Mai Van Thuan", "layer", role="signature")
    >>> [edit] = with_names(line, [Edit((8, 13), "Thuan", "Thuấn", "marks", 0.4, (("Thuấn", 0.4), ("Thuận", 0.3)))])
    >>> edit.after
    'Thuận'
    """
    if line.role != "signature":
        return list(edits)
    by_start = {edit.span[0]: edit for edit in edits if edit.reason in REASONS}
    m = _NAME.search(line.raw)
    if m is None:
        return list(edits)
    words = [(m.start() + w.start(), w[0]) for w in regex.finditer(r"\p{L}+", m[0])]
    start, read = words[0]
    own = fold_tone(read) in _surnames()
    options = _shares(by_start[start]) if start in by_start else {}
    family = {word: share for word, share in options.items() if fold_tone(word) in _surnames()}
    if not LEAST <= len(words) <= MOST or not (own or family):
        return list(edits)
    places = {start: n for n, (start, word) in enumerate(words)}
    out: list[Edit] = []
    for edit in edits:
        n = places.get(edit.span[0])
        if n is None or edit.reason not in REASONS:
            out.append(edit)
        elif n == 0:
            out += [] if own and line.kind == "ocr" else [_best(edit, family) if family else edit]
        else:
            out += _weighed(edit, line.kind == "ocr")
    return out


def _weighed(edit: Edit, engine: bool) -> list[Edit]:
    """The edit of a word of a name with the likeliest of its candidates; none where the word stands as it was read."""
    against = max(1 - edit.confidence, LEAST_DOUBT) * READ * _weight(edit.before)
    if engine and is_possible(edit.before.lower()) and against >= edit.confidence * _weight(edit.after):
        return []
    shares = _shares(edit).items()
    made = _best(edit, {word: share * math.sqrt(_weight(word)) for word, share in shares if word[:1].isupper()})
    return [] if made.after == edit.before else [made]


def _shares(edit: Edit) -> dict[str, float]:
    return dict(edit.candidates) or {edit.after: edit.confidence}


def _best(edit: Edit, worth: Mapping[str, float]) -> Edit:
    """The edit with the candidate of the greatest worth, no surer than before."""
    best = max(worth, key=lambda word: worth[word], default=edit.after)
    if best == edit.after:
        return edit
    return msgspec.structs.replace(
        edit, after=best, confidence=round(min(edit.confidence, worth[best] / sum(worth.values())), 3)
    )
