"""Which of several readings a part is taken from: numbers, codes and stretches that readings cut differently are taken whole.

In: the readings and their tokens of a part; out: the one that looks most like what is printed. Three things count: its form,
how sure its engine is, and who read it: the English model is better at digits, the Vietnamese one at letters. A word outside
the vocabulary that readings spell differently is taken from one of them in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc import syllable
from vndoc.alphabet import fold_key, fold_tone, has_marks, strip_marks
from vndoc.models.labels import COPY
from vndoc.restore.codes import is_sign
from vndoc.restore.protect import is_roman
from vndoc.restore.running import Running
from vndoc.restore.sides import Side
from vndoc.tokens import Kind, Token

TORN = 0.3
"""How little a word looks like print that a sign inside it cuts in two (to¿n)."""

UNKNOWN_SIGN = 0.5
"""How little letters of a document number look like print that are in no list."""

BROKEN = 1.0
"""How little a part looks like print that is no whole number of a document, or date, where another reading has one."""

UNPAIRED = 0.2
"""How little a bracket looks like print that has no other one."""

LONG = 5
"""Letters and digits from which on a reading that has less than half of them has lost something."""

UNCOUNTED = 0.3
"""How little a word looks like print where a number must stand."""

TRUST = 0.3
"""Confidence by which the less trusted reader must be surer. Of 71 numbers in rendered pages of which one of both readings has
the digits, the English model has 46; by the engines' confidence 51 are taken rightly, of 0.2 to 0.4 alike."""

SURER = 0.1
"""Confidence by which the Vietnamese model must be surer of a word that is in no vocabulary. Of 44 such words in rendered pages
that both models read differently, marks apart, the English one has 35; 37 are taken rightly, of 0.1 to 0.2 alike."""

_STROKES = regex.compile(r"[IVXHLUT]{2,5}")
"""What readers make of Roman numerals (HI for III); asked only where another reading has one."""

_WHOLE = regex.compile(r"\d{1,5}/(?:\d{4}/)?(?:\p{Lu}+[\p{Ll}\d]*-?)+|\d{1,2}/\d{1,2}/\d{4}")
"""The number of a document, and a date."""

_NO_MARKER = regex.compile(r"\(?\d+(?:\.\d+)*[,/]\d")
"""What no line starts with: the number of a list has points."""

_LEADER = regex.compile(r"\.{3}|…")
"""What parts words without tearing them."""

_ENDS = ".,;:()"

_DIRT = frozenset("_~^|\\{}<>©®°¢£¥§•*")
"""Signs that readers make of specks and of ruled lines."""

_COUNTED = frozenset(("khoan", "ngay", "thang"))
"""Words behind which neither a Roman numeral nor a name stands where another reading has a number."""

_YEAR = regex.compile(r"(?:1[6-9]|20)\d\d")


def choose(
    sides: Sequence[Side],
    words: Sequence[Sequence[int]],
    spans: Sequence[tuple[int, int]],
    pieces: Sequence[int],
    texts: Sequence[str],
) -> int:
    """The reading that a part is taken from.

    Args:
        sides: the readings.
        words: of each its tokens that are words of their own.
        spans: of each all its tokens.
        pieces: of each how many strings without white space they are.
        texts: of each what stands there, with the signs that no white space parts from it.
    """
    there = _of_one_length([k for k, some in enumerate(words) if some], texts)
    tokens = {k: [sides[k].running.tokens[i] for i in words[k]] for k in there}
    closed = is_closed(list(tokens.values()))
    trusted = closed and _is_about_digits(list(tokens.values()))
    sure = {k: sum(sides[k].sure(i) for i in words[k]) / len(words[k]) for k in there}
    told = closed and max(sure.values()) < 1 and all(_is_counting(some) for some in tokens.values())
    roman = all(is_roman(t) for some in tokens.values() for t in some)
    parts = [_parts(text) if closed else 0 for text in texts]

    def is_less_trusted(k: int) -> bool:
        return sides[k].running.engine[words[k][0]] == trusted

    def unlikely(k: int) -> float:
        out = _badness(sides[k], words[k], spans[k])
        if not closed:
            return out + TORN * (len(words[k]) - pieces[k]) * (_LEADER.search(texts[k]) is None)
        out += UNKNOWN_SIGN * any(t.kind == Kind.CODE and not is_sign(t.text) for t in tokens[k])
        out += BROKEN * (parts[k] < max(parts)) + UNPAIRED * _is_unpaired(texts[k])
        out += BROKEN * (sides[k].running.breaks[words[k][0]] and not parts[k] and _NO_MARKER.match(texts[k]) is not None)
        return out + TRUST * (is_less_trusted(k) and not roman) - sure[k] if told else out

    return min(there, key=lambda k: (closed and not _DIRT.isdisjoint(texts[k]), round(unlikely(k), 6), is_less_trusted(k), k))


def _of_one_length(readings: Sequence[int], texts: Sequence[str]) -> list[int]:
    """The readings without those that have lost most of what another one has."""
    lengths = {k: sum(map(str.isalnum, texts[k])) for k in readings}
    longest = max(lengths.values())
    return [k for k in readings if longest < LONG or 2 * lengths[k] >= longest]


def _is_unpaired(text: str) -> bool:
    return text.count("(") != text.count(")")


def _is_counting(tokens: Sequence[Token]) -> bool:
    """Whether there are digits, or Roman numerals, among tokens."""
    return any(is_roman(t) or any(map(str.isdigit, t.text)) for t in tokens)


def _parts(text: str) -> int:
    """Of how many parts the number of a document, or the date, is made that a text is.

    >>> _parts("24/2009/QĐ-TTg,"), _parts("2009/QĐ-TTg"), _parts("24/202 QĐ-TTg")
    (3, 2, 0)
    """
    whole = _WHOLE.fullmatch(text.strip(_ENDS))
    return whole[0].count("/") + 1 if whole else 0


def is_closed(readings: Sequence[Sequence[Token]]) -> bool:
    """Whether one of the readings of a part has a number, a code, an address or a Roman numeral."""
    return any(t.kind != Kind.WORD or is_roman(t) for some in readings for t in some)


def spokesman(sides: Sequence[Side], row: Sequence[int], chosen: int) -> int:
    """The reading whose string stands for a slot: an engine of Vietnamese before others, the chosen one first.

    Args:
        sides: the readings.
        row: of each its token, -1 where it has none.
        chosen: the reading that the part is taken from.
    """
    there = [k for k, i in enumerate(row) if i >= 0]
    first, *others = sorted(there, key=lambda k: (not sides[k].running.engine[row[k]], k != chosen, k))
    return next((k for k in others if _spells_better(sides[k], row[k], sides[first], row[first])), first)


def _spells_better(other: Side, i: int, mine: Side, k: int) -> bool:
    """Whether another language's reader has a word that Vietnamese does not know right."""
    if other.running.engine[i] or not mine.running.engine[k] or mine.lattice.own[k] != COPY:
        return False
    theirs, own = other.running.tokens[i].text, mine.running.tokens[k].text
    if sum(map(str.isdigit, theirs)) < sum(map(str.isdigit, own)):
        return False
    if strip_marks(theirs) == strip_marks(own) or _is_syllables(fold_tone(own.lower())):
        return False
    return other.sure(i) > mine.sure(k) - SURER


def _is_syllables(word: str) -> bool:
    """Whether a word is one syllable, or two that a reader joined."""
    cuts = ((word[:i], word[i:]) for i in range(2, len(word) - 1))
    return syllable.is_possible(word) or any(syllable.is_possible(a) and syllable.is_possible(b) for a, b in cuts)


def _is_about_digits(readings: Sequence[Sequence[Token]]) -> bool:
    """Whether readings differ in digits, or in the signs between them: then a model of another language is trusted.

    Of 29 such numbers in rendered pages the English model has 22 right and the Vietnamese one none: it makes 2 into 3, / into a
    fraction's stroke, and a digit of a speck. Letters of codes are another matter (NĐ-CP, ND-CP).
    """
    texts = ["".join(token.text for token in tokens) for tokens in readings]
    if len({"".join(filter(str.isdigit, text)) for text in texts}) > 1:
        return True
    return len(set(texts)) > 1 and not any(map(str.isalpha, "".join(texts)))


def _badness(side: Side, words: Sequence[int], span: tuple[int, int]) -> float:
    """How little a part looks like what is printed; compared between readings of one part alone."""
    if len(words) < span[1] - span[0]:
        return -1.0  # a split word that is seen as one
    return sum(_strangeness(side, i) + UNCOUNTED * _is_uncounted(side.running, i) for i in words) / len(words)


def _is_uncounted(running: Running, i: int) -> bool:
    """Whether a word stands where a number must (ngày Đỗ tháng, khoản I)."""
    counted = i > 0 and running.tokens[i].kind == Kind.WORD and not running.breaks[i]
    return counted and fold_key(running.tokens[i - 1].text) in _COUNTED


def _strangeness(side: Side, i: int) -> float:
    token = side.running.tokens[i]
    if token.kind == Kind.NUMBER:
        return 0.25 if len(token.text) != 4 or _YEAR.fullmatch(token.text) else 0.35
    if token.kind != Kind.WORD:
        return 0.0
    if is_roman(token):  # readers lose strokes of numerals, and read 1 as I
        return 0.3 if token.text == "I" and not side.running.breaks[i] else 0.2 - 0.01 * len(token.text)
    if any(c.isdigit() for c in token.text):
        return 1.0
    if _STROKES.fullmatch(token.text) or _is_lone_capital(side.running, i):
        return 0.4
    if not syllable.is_possible(token.text.lower()):
        return 0.5
    return 0.0 if side.running.engine[i] or has_marks(token.text) else 0.3


def _is_lone_capital(running: Running, i: int) -> bool:
    """Whether a word in capitals stands among words that are not: what a reader makes of a number (TÔ for 10)."""
    near = [running.tokens[k].text for k in (i - 1, i + 1) if 0 <= k < len(running.tokens)]
    return running.tokens[i].text.isupper() and any(text.islower() for text in near) and not any(map(str.isupper, near))
