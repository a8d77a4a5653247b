"""Where a text puts the tone mark of oa, oe and uy: hòa, khỏe, ủy (old style) or hoà, khoẻ, uỷ (new style).

In: the text as read. Out: its style, rhyme by rhyme, since texts mix them (uỷ throughout beside hóa); and, where the user asks
for one style, the edits that bring a line to it. A damaged text shows its style too: the vowel that bore the mark is the one
that was misread (``héa`` was hóa, ``hod`` was hoà).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp, lgamma, log
from typing import Literal, NamedTuple

import regex

from vndoc.alphabet import fold_tone, strip_marks, unfold_tone
from vndoc.document import Edit
from vndoc.syllable import is_possible

ToneOption = Literal["keep", "old", "new"]

RHYMES = ("oa", "oe", "uy")

SHOWN = 3.0
"""Log-odds of the old style by one marked word."""

PRIOR = 0.8
"""Log-odds of the old style in a rhyme that shows nothing, before the other rhymes are heard. (This and `ALIKE` were
chosen with the nine scans and the rendered texts in view: see docs/engine.)"""

ALIKE = 0.85
"""Probability that two rhymes of a text have one style (of 141 documents with both oa and uy 84 %, of scans two thirds)."""

OLD_READ = {"oa": (1.8, 1.2, 0.06), "oe": (1.8, 1.2, 0.06), "uy": (1.2, 1.6, 0.05)}
NEW_READ = {"oa": (2.7, 0.1, 0.8), "oe": (2.7, 0.1, 0.8), "uy": (3.2, 0.14, 0.05)}
"""How readers treat the vowels of words in the old and in the new style: weights of a Dirichlet distribution over `both stand`,
`the first is misread`, `the second is misread`. A distribution, because documents differ: words of one text are read alike.
Maximum likelihood on 129 scans and rendered pages with oa and 104 with uy, as the English model reads them; oe, of which
there are 22, follows oa. (Of their 2,601 words 400 come out in the wrong style, some 480 where one half of the documents gives
the weights for the other; with fixed log-odds a word it was 713. 169 are against the style of their own text.)"""

_ENDING = r"""
    (?: (?P<old> [òóỏõọ][ae] | [ùúủũụ]y ) | (?P<new> o[àáảãạèéẻẽẹ] | (?<!q)u[ỳýỷỹỵ] ) )
    (?![\p{L}\p{M}\d])
"""
_MARKED_END = regex.compile(_ENDING, regex.VERBOSE | regex.IGNORECASE)
_MARKED = regex.compile(r"(?<![\p{L}\p{M}\d]) \p{L}*?" + _ENDING, regex.VERBOSE | regex.IGNORECASE)
_BEHIND_LETTERS = regex.compile(r"(?<=(?<![\p{L}\p{M}\d])\p{L}*)")
"""Whether a word's letters alone stand before: endings are found in a fifth of the time that words take."""


@lru_cache(1 << 13)
def _rhyme(word: str) -> int:
    """The number of a word's rhyme in `RHYMES`; 0 where it has none of them."""
    end = strip_marks(word[-2:]).lower()
    return RHYMES.index(end) if end in RHYMES else 0


class ToneStyle(NamedTuple):
    """Whether the tone mark stands on the first vowel (old style), for each rhyme."""

    oa: bool = True
    oe: bool = True
    uy: bool = True

    def is_old(self, word: str) -> bool:
        """Whether a word is written in the old style; of no account for words without such a rhyme."""
        return bool(self[_rhyme(word)])


class ToneOdds(NamedTuple):
    """Log-odds of the old style, for each rhyme."""

    oa: float = 0.0
    oe: float = 0.0
    uy: float = 0.0

    def style(self) -> ToneStyle:
        """The likelier style of each rhyme; a rhyme that shows little leans on the others."""
        total = sum(self)
        return ToneStyle(*(odds + PRIOR + _heard(total - odds) >= 0 for odds in self))

    def with_readings(self, words: Iterable[tuple[str, str]]) -> ToneOdds:
        """The odds after (word, what was read in its place) pairs; words without a marked rhyme say nothing.

        >>> read = [("hoá", "héa")], [("hoá", "hod")], [("uỷ", "uy")] * 9
        >>> [[round(odds) for odds in ToneOdds().with_readings(words)] for words in read]
        [[3, 0, 0], [-2, 0, 0], [0, 0, -3]]
        """
        seen = {rhyme: [0, 0, 0] for rhyme in RHYMES}
        for word, read in words:
            if has_marked_rhyme(word):
                rhyme = RHYMES[_rhyme(word)]
                what = _what_was_read(rhyme, read)
                if what is not None:
                    seen[rhyme][what] += 1
        return ToneOdds(*(odds + _of_readings(rhyme, seen[rhyme]) for odds, rhyme in zip(self, RHYMES, strict=True)))


@lru_cache(1 << 13)
def has_marked_rhyme(word: str) -> bool:
    """Whether a folded word is written in two ways: hoà, uỷ."""
    return unfold_tone(word) != word


def _what_was_read(rhyme: str, read: str) -> int | None:
    """0 where both vowels of a word stand in what was read for it, 1 or 2 where that one is misread; None tells nothing."""
    end = read[-2:].lower()
    first, second = end[:1] == rhyme[0], end[1:] == rhyme[1]
    if first and second:
        return None if read[-2].isupper() else 0  # marks above capitals are lost whatever they stand on
    return 1 if second else 2 if first else None


def _of_readings(rhyme: str, seen: Sequence[int]) -> float:
    """Log-odds of the old style by how often each of the three was seen."""
    return round(_log_likelihood(seen, OLD_READ[rhyme]) - _log_likelihood(seen, NEW_READ[rhyme]), 6) if any(seen) else 0.0


def _log_likelihood(seen: Sequence[int], weights: Sequence[float]) -> float:
    """Of counts under a Dirichlet-multinomial distribution, but for what does not depend on the weights."""
    total = sum(weights)
    parts = (lgamma(weight + count) - lgamma(weight) for weight, count in zip(weights, seen, strict=True))
    return lgamma(total) - lgamma(total + sum(seen)) + sum(parts)


def _heard(odds: float) -> float:
    """What log-odds of the old style in other rhymes say of a rhyme."""
    old = 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
    alike = ALIKE * old + (1 - ALIKE) * (1 - old)
    return log(alike / (1 - alike))


def tone_odds(text: str, option: ToneOption = "keep") -> ToneOdds:
    """What the marked words of a text say of its style, or the style that the user asks for.

    >>> tone_odds("Uỷ ban, hóa đơn").style(), tone_odds("Uỷ ban").style(), tone_odds("Uy ban").style()
    (ToneStyle(oa=True, oe=True, uy=False), ToneStyle(oa=False, oe=False, uy=False), ToneStyle(oa=True, oe=True, uy=True))
    """
    if option != "keep":
        return ToneOdds(*[1e9 if option == "old" else -1e9] * 3)
    odds = dict.fromkeys(RHYMES, 0.0)
    for m in _MARKED_END.finditer(text):
        if _BEHIND_LETTERS.match(text, m.start()):
            odds[RHYMES[_rhyme(m[0])]] += SHOWN if m["old"] else -SHOWN
    return ToneOdds(*odds.values())


def tone_edits(raw: str, style: ToneStyle) -> list[Edit]:
    """Edits that bring a line's words to a style.

    >>> [(e.before, e.after) for e in tone_edits("Hoà Bình, thuỷ lợi", ToneStyle())]
    [('Hoà', 'Hòa'), ('thuỷ', 'thủy')]
    """
    out = []
    for m in _MARKED.finditer(raw):
        word = m[0]
        if style.is_old(word) != bool(m["old"]) and is_possible(word.lower()):
            other = fold_tone(word)
            other = unfold_tone(other) if style.is_old(word) else other
            after = "".join(b.upper() if a.isupper() else b for a, b in zip(word, other, strict=True))
            out.append(Edit(m.span(), word, after, "tone", 1.0))
    return out
