"""The text of a line as anchors are looked for in it: folded, and no longer than any line that has one.

In: words; out: their text, as it came and in its folded form (`alphabet.fold_key`: ASCII, lower case).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from vndoc.alphabet import fold_key

MOST_SIGNS = 400
"""Signs of a line that are searched: an anchor stands in a short line."""


@lru_cache(maxsize=8192)
def fold_word(text: str) -> str:
    """The folded form of one word, never empty.

    >>> fold_word("Nhận:"), fold_word("\N{SNOWMAN}")
    ('nhan:', '?')
    """
    return " ".join(fold_key(text).split()) or "?"


class Text:
    """Text of words, with the way back from a place in its folded form to a word.

    >>> text = Text(["Nơi", "nhận:"])
    >>> text.raw, text.folded, text.word_at(5)
    ('Nơi nhận:', 'noi nhan:', 1)
    """

    __slots__ = ("_words", "folded")

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words of a line, and fold them as far as they are searched."""
        self._words = words
        self.folded = " ".join(map(fold_word, words[:MOST_SIGNS]))[:MOST_SIGNS]

    @property
    def raw(self) -> str:
        """The words joined by spaces."""
        return " ".join(self._words)

    def start(self, count: int) -> str:
        """The first words joined by spaces."""
        return " ".join(self._words[:count])

    def word_at(self, place: int) -> int:
        """Number of the word whose folded form starts nearest to a place."""
        starts = list(accumulate((len(fold_word(word)) + 1 for word in self._words[:MOST_SIGNS]), initial=0))[:-1]
        return min(range(len(starts)), key=lambda i: abs(starts[i] - place))
