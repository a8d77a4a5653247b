"""Where the print of a row begins and ends: specks stand before it and behind it, initials behind a document's last words.

In: spots from left to right; out: the part of them that is print. A speck before a line is told from a bullet or a dash by its
size and place: engines take the one for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from vndoc.arrange.rows import Spot
from vndoc.arrange.texts import fold_word
from vndoc.pages import SourceWord

WIDE = 1.5
"""Text heights of a gap that cells of a table may have between them."""

LONE = 1.0
"""A speck further from a line's end than this many text heights is no part of the line."""

BEFORE = 0.5
"""Text heights between a speck before a line and the line at least."""

TINY = 0.2
"""Heights of the next word that a speck has at most, either way; a dash is wider."""

LOW, AMID = 0.6, 0.25
"""Heights of the next word that a bullet or a dash has at most, whatever an engine read it as, and between their middles."""

MARKER = regex.compile(r"\d{1,2}(?:[.,]\d{1,2})*[.,)]|[ivxIVX]{1,4}[.,)]|[-+~–—]|\p{Ll}\)")
"""Numbers and signs that open a line, before which no other does."""

MOST_INITIALS, LONGEST_INITIALS = 2, 4
"""Words that initials behind a document's last word were read as at most, and the signs of each."""

TYPED = 0.9
"""An engine's confidence in initials that are typed, not written."""

ARCHIVED = "luu"
"""What the archive line begins with, folded; its last word is the number of copies."""

COPIES = regex.compile(r".*\(\w{1,6}\)[.,;]?\w?")
LAST_WORD = regex.compile(r".*(?:\./\.?|/\.)")

MOST_GAPS = 3
"""A row with more wide gaps is a table's, and its signs are cells."""

BULLETS = frozenset("-–—+*•·o")
"""Signs that may open a line, some way before its words."""

ROUND = frozenset("*•·o+")
"""Those that may be as small as a speck."""


def ends_of(spots: Sequence[Spot], text_height: float) -> tuple[int, int]:
    """Where a row begins and ends between the specks and the scrawls at its ends."""
    first, last = 0, _end_of_print(spots)
    if not (spots[0].noise or spots[last - 1].noise):
        return first, last
    if sum(t.x0 - s.x1 > WIDE * text_height for s, t in pairwise(spots)) <= MOST_GAPS:
        while last > 1 and spots[last - 1].noise and _lone(spots[last - 2], spots[last - 1], text_height):
            last -= 1
        while first < last - 1 and _is_dirt(spots[first], spots[first + 1], text_height):
            first += 1
    return first, last


def _end_of_print(spots: Sequence[Spot]) -> int:
    """Where a row ends before the initials that are written behind a document's last words, or its archive line."""
    closes = COPIES if any(fold_word(s.word.text).startswith(ARCHIVED) for s in spots[:2]) else LAST_WORD
    for last in range(len(spots) - 1, max(0, len(spots) - 1 - MOST_INITIALS), -1):
        text = spots[last].word.text
        if len(text) > LONGEST_INITIALS or closes.fullmatch(text):
            break
        if closes.fullmatch(spots[last - 1].word.text):
            return next((i for i in range(last, len(spots)) if not _is_typed(spots[i].word)), len(spots))
    return len(spots)


def _is_typed(word: SourceWord) -> bool:
    """Whether a word behind a line's end is the typist's initials, which are printed."""
    return word.text.rstrip(".").isalpha() and (word.confidence is None or word.confidence >= TYPED)


def _lone(left: Spot, right: Spot, text_height: float) -> bool:
    return right.x0 - left.x1 > LONE * text_height


def _is_dirt(spot: Spot, following: Spot, text_height: float) -> bool:
    """Whether a spot before a line is a speck: before a marker, smaller than a bullet, or not where one stands."""
    if not spot.noise or following.x0 - spot.x1 <= (LONE if spot.solid else BEFORE) * text_height:
        return False
    if spot.solid:
        return spot.word.text not in BULLETS
    signs, high = set(spot.word.text), following.height
    if max(spot.height, spot.x1 - spot.x0) < TINY * high:
        return ROUND.isdisjoint(signs)
    amid = spot.height < LOW * high and abs(spot.middle - following.middle) < AMID * high
    return MARKER.fullmatch(following.word.text) is not None or (BULLETS.isdisjoint(signs) and not amid)
