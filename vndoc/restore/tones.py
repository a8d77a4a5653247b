"""Where a text puts the tone mark of oa, oe and uy: hòa, khỏe, ủy (old style) or hoà, khoẻ, uỷ (new style).

In: the text as read. Out: its style, rhyme by rhyme, since texts mix them (uỷ throughout beside hóa); and, where the user asks
for one style, the edits that bring a line to it. A damaged text shows its style too: the vowel that bore the mark is the one
that was misread (``héa`` was hóa, ``hod`` was hoà).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from vndoc.alphabet import fold_tone, strip_marks, unfold_tone
from vndoc.document import Edit
from vndoc.syllable import is_possible

ToneOption = Literal["keep", "old", "new"]

RHYMES = ("oa", "oe", "uy")

SHOWN = 3.0
"""Log-odds of the old style by one marked word; the same by a misread vowel (of 2,600 such words in rendered pages and scans
the first vowel is misread in 35 % of those in the old style, in 1 % of the others)."""

STANDS = -0.05
"""… by a word of which both vowels stand. In the new style it is likelier by 0.2 to 0.4, but words of one text are not
independent: fifteen of them outweigh `PRIOR`."""

PRIOR = 0.7
"""… of a text that shows nothing."""

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
        """The likelier style; a rhyme that shows nothing follows the others.

        (Of 2,118 documents with both oa and uy, 97 % have one style for both.)
        """
        total = sum(self)
        return ToneStyle(*((odds or total) + PRIOR >= 0 for odds in self))

    def with_readings(self, words: Iterable[tuple[str, str]]) -> ToneOdds:
        """The odds after (word, what was read in its place) pairs; words without a marked rhyme say nothing.

        >>> ToneOdds().with_readings([("hoá", "héa")]).oa, ToneOdds().with_readings([("hoá", "hod")]).oa
        (3.0, -3.0)
        """
        odds = list(self)
        for word, read in words:
            if has_marked_rhyme(word):
                odds[_rhyme(word)] += _of_reading(RHYMES[_rhyme(word)], read)
        return ToneOdds(*odds)


@lru_cache(1 << 13)
def has_marked_rhyme(word: str) -> bool:
    """Whether a folded word is written in two ways: hoà, uỷ."""
    return unfold_tone(word) != word


def _of_reading(rhyme: str, read: str) -> float:
    """Log-odds of the old style by what was read for a word with this rhyme."""
    end = read[-2:].lower()
    first, second = end[:1] == rhyme[0], end[1:] == rhyme[1]
    if first and second:
        return 0.0 if read[-2].isupper() else STANDS  # marks above capitals are lost whatever they stand on
    return SHOWN * (second - first)


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
