"""How likely is a string of words, as Vietnamese and as anything else?

In: chunks (what stands between white space); out: a log-likelihood for each, in nats. Known syllables are asked of the
shipped trigrams (their pairs alone); whatever else is spelled, letter by letter, at the prices below. Both ways of reading
a text, as it stands and as a code page, are priced by the same rules, so that only their difference counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np
import regex
from numpy.typing import NDArray

from vndoc.alphabet import fold_tone
from vndoc.errors import DataError
from vndoc.models.labels import BREAK, COPY, NUMBER, SPECIAL
from vndoc.models.trigram import Trigram
from vndoc.resources import DATA

# fmt: off
SMALL, CAPITAL, WESTERN, RARE, OWN = 2.4, 3.2, 4.6, 6.0, 6.0
"""Nats of a letter of an unknown word: English text has some 2 a letter; a marked letter is one in fifty of French or German
(`WESTERN`), fewer of the others (`RARE`); in a word that is no Vietnamese syllable, letters of Vietnamese alone are rare."""
INSIDE, BESIDE, APART, QUOTE, CONTROL = 9.0, 6.0, 3.0, 3.0, 12.0
"""Nats of a sign that is no punctuation: between letters (``th¸ng``), beside one (``Foo®``), elsewhere (``50 °``); of a
quotation mark or dash; of a control character."""
BEHIND = 4.0
"""Nats of a plain sign that stands between letters in programs and formulas alone."""
CASED = 5.0
"""Nats of a word with a capital behind a small letter, or a small letter among capitals."""
COMMON = 0.7
"""Nats that tell text of unknown language from Vietnamese: either, as likely as not."""
# fmt: on

CACHE = 20_000
"""Distinct chunks that are kept taken apart."""

MAX_LENGTH = 40
"""Letters of a word that are looked at."""

_WESTERN = frozenset("àáâãäåæçèéêëíîïñóôõöøùúûüßìòýÀÁÂÄÇÉÊÈÖÜÑÓÍÚ")
_OWN = regex.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1EA0-\u1EF9]")
_PIECE = regex.compile(r"(?P<word>[\p{L}\p{M}]+)|(?P<number>\d[\d.,/:-]*\d|\d)|(?P<sign>.)", regex.DOTALL)
_PLAIN_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_NEVER_INSIDE = frozenset("^(+`~*?")
_QUOTES = frozenset("“”‘’„‚–—…«»•")
_CASES = regex.compile(r"\P{Lu}+|\p{Lu}\P{Lu}*|\P{Ll}+")

Floats = NDArray[np.float64]


class Taken(NamedTuple):
    """A chunk taken apart: label of each word (`COPY` where it is no syllable), its price if spelled, and that of the rest."""

    labels: tuple[int, ...]
    spelled: tuple[float, ...]
    rest: float


class Language:
    """Vietnamese by the shipped n-grams, and a speller for the rest."""

    def __init__(self, trigram: Trigram, labels: Sequence[str]) -> None:
        self.trigram = trigram
        self.numbers = {label: number for number, label in enumerate(labels) if number >= len(SPECIAL)}
        self.taken = lru_cache(maxsize=CACHE)(self._take)

    def likely(self, word: str) -> float:
        """Log-probability of a word by itself; its letters' price where it is no syllable of the vocabulary.

        >>> language().likely("của") > language().likely("cua"), language().likely("cuq") < -9
        (True, True)
        """
        number = self.numbers.get(fold_tone(word))
        return float(self.trigram.unigram[COPY]) - _spelled(word) if number is None else float(self.trigram.unigram[number])

    def alone(self, chunk: str) -> float:
        """Log-likelihood of a chunk by itself, as Vietnamese."""
        taken = self.taken(chunk)
        words = zip(taken.labels, taken.spelled, strict=True)
        return sum(float(self.trigram.unigram[n]) - (price if n == COPY else 0.0) for n, price in words) - taken.rest

    def scores(self, chunks: Sequence[str], open_to_all: bool) -> Floats:
        """(chunks,) log-likelihoods; `open_to_all`: as text of any language, else as Vietnamese with a few foreign words."""
        taken = [self.taken(chunk) for chunk in chunks]
        lengths = [len(one.labels) for one in taken]
        words = np.fromiter((label for one in taken for label in one.labels), np.int64, sum(lengths))
        out = -np.fromiter((one.rest for one in taken), np.float64, len(taken))
        if len(words) == 0:
            return out
        spelled = -np.fromiter((price for one in taken for price in one.spelled), np.float64, len(words))
        before = np.concatenate(([BREAK], words[:-1]))
        foreign = spelled - COMMON
        if not open_to_all:
            foreign = spelled + self.trigram.bigram(before, np.full_like(words, COPY))[0]
        known = self.trigram.bigram(before, words)[0].astype(np.float64) - (COMMON if open_to_all else 0.0)
        each = np.where(words == COPY, foreign, np.where(words == NUMBER, 0.0, np.logaddexp(known, foreign)))
        owner = np.repeat(np.arange(len(taken)), lengths)
        out += np.bincount(owner, each, len(taken))
        return out

    def rescored(self, chunks: Sequence[str], scores: Floats, changed: Mapping[int, str]) -> Floats:
        """The `scores` as Vietnamese of some chunks, where some of them are `changed`: only what that concerns is scored anew.

        That is each of them, and the next one with words, whose first word has another one before it now.
        """
        if not changed:
            return scores.copy()
        worded = np.flatnonzero([bool(self.taken(changed.get(i, chunk)).labels) for i, chunk in enumerate(chunks)])
        again = _with_neighbours(changed, worded, 0)
        around = _with_neighbours(again, worded, -1)
        places = sorted(around)
        found = self.scores([changed.get(place, chunks[place]) for place in places], False)
        out = scores.copy()
        is_again = [place in again for place in places]
        out[[place for place in places if place in again]] = found[is_again]
        return out

    def _take(self, chunk: str) -> Taken:
        labels: list[int] = []
        spelled: list[float] = []
        rest = 0.0
        for match in _PIECE.finditer(chunk):
            if match["word"]:
                word = match["word"][:MAX_LENGTH]
                labels.append(self.numbers.get(fold_tone(word), COPY))
                spelled.append(_spelled(word))
                if len(word) > 1 and not _CASES.fullmatch(word):
                    rest += CASED
            elif match["number"]:
                labels.append(NUMBER)
                spelled.append(0.0)
            elif match["sign"] not in _PLAIN_SIGNS:
                rest += _sign(chunk, match.start())
            elif match["sign"] in _NEVER_INSIDE and chunk[match.start() - 1 : match.start()].isalpha():
                rest += BEHIND if chunk[match.end() : match.end() + 1].isalpha() else 0.0
        return Taken(tuple(labels), tuple(spelled), rest)


def _with_neighbours(places: Iterable[int], among: NDArray[np.int64], step: int) -> set[int]:
    """Places, and of sorted ones the nearest after each (step 0) or before it (step -1).

    >>> sorted(_with_neighbours([4], np.array([1, 4, 7]), 0)), sorted(_with_neighbours([4], np.array([1, 4, 7]), -1))
    ([4, 7], [1, 4])
    """
    given = np.fromiter(places, np.int64)
    at = np.searchsorted(among, given, "left" if step else "right") + step
    there = at[(at >= 0) & (at < len(among))]
    return {*given.tolist(), *among[there].tolist()}


def _spelled(word: str) -> float:
    price = 0.0
    for c in word:
        if c.isascii():
            price += SMALL if c.islower() else CAPITAL
        elif _OWN.match(c):
            price += OWN
        else:
            price += WESTERN if c in _WESTERN else RARE
    return price


def _sign(chunk: str, at: int) -> float:
    sign = chunk[at]
    before, after = chunk[at - 1 : at].isalpha(), chunk[at + 1 : at + 2].isalpha()
    if not sign.isprintable() and not sign.isspace():
        return CONTROL if before or after else BESIDE
    if sign in _QUOTES:
        return BESIDE if before and after and sign not in "’–—" else QUOTE
    return INSIDE if before and after else BESIDE if before or after else APART


@lru_cache(maxsize=1)
def language() -> Language:
    """The shipped one.

    Raises:
        DataError: shipped data is missing or corrupt.
    """
    try:
        labels = msgspec.json.decode((DATA / "labels.json").read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError) as e:
        raise DataError(f"labels.json: cannot be read ({e}); reinstall vndoc") from e
    return Language(Trigram.load(), labels)
