"""Stops and colons inside a sentence: a word in small letters follows, so that no sentence ended there.

In: lines as read, the edits of their words, the language model; out: edits of such stops, to a comma or to nothing, and of
colons that were semicolons. A speck behind a word (``chứng. khoán``) and a comma that lost its tail (``hợp. đồng bào``) look
the same; the trigrams of the restored words around tell them apart. What is no syllable keeps its stop (``tr. 5``,
``TP. Vinh``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from vndoc.alphabet import fold_tone
from vndoc.document import Edit
from vndoc.models import Models
from vndoc.models.labels import BREAK, COLON, COMMA, SEMICOLON, STOP
from vndoc.models.trigram import Ints, Trigram
from vndoc.restore.words import WordsOfLine
from vndoc.syllable import is_possible

MARGIN = 2.5
"""Nats by which another reading has to be likelier than the stop: with less, one change in ten on rendered pages was wrong."""

SURE = 0.95
"""Confidence of a stop that is changed; of those on rendered pages and scans, as many were right."""

MARGIN_OF_COLON = 4.0
"""Nats by which a semicolon has to be likelier than a colon: of 0 to 4 on rendered pages; at 3, one in five was wrong."""

_COLON = regex.compile(r"(?<=[\p{L}\p{M}\d&§¢€¥$@£]):(?=\s[\p{Ll}\d&§¢€¥$@£])")
_STOP = regex.compile(r"(?<=[\p{L}\p{M}\d&§¢€¥$@£])\.(?:\s(?=[\p{Ll}\d&§¢€¥$@£])|(?=\p{Ll}{2}))")

_SIGNS = (STOP, COMMA, COLON, SEMICOLON)
"""Labels of what may stand between two words; nothing may too."""


class _Spot(NamedTuple):
    """A sign between two syllables: its line, its place there, and the labels of the words around, two before."""

    line: int
    match: regex.Match[str]
    around: tuple[int, int, int]


def stop_edits(raws: Sequence[str], made: Sequence[Sequence[Edit]], models: Models) -> Iterator[tuple[int, Edit]]:
    """Edits of the stops of lines that end no sentence, each with the number of its line.

    Args:
        raws: the lines as read.
        made: edits of the words and signs of each.
        models: whose trigrams are asked, once for all lines.
    """
    lines = enumerate(zip(raws, made, strict=True))
    spots = [spot for number, (raw, some) in lines for spot in _spots(number, WordsOfLine(raw, some), models)]
    if not spots:
        return
    for (line, m, _), scores in zip(spots, _scores(spots, models.trigram).tolist(), strict=True):
        after = _after(m[0], *scores)
        if after is not None:
            yield line, Edit(m.span(), m[0], after, "sign", SURE)


def _spots(number: int, line: WordsOfLine, models: Models) -> Iterator[_Spot]:
    """Where stops and colons of a line stand between two syllables, the second one in small letters."""
    raw = line.raw
    for m in chain(_COLON.finditer(raw) if ":" in raw else (), _STOP.finditer(raw) if "." in raw else ()):
        word, following = line.before(m.start()), line.after(m.end() + raw[m.end()].isspace())
        if following.islower() and _is_syllable(word) and _is_syllable(following):
            before, here, behind = (_label(x, models) for x in (_before(line, m.start()), word, following))
            yield _Spot(number, m, (before, here, behind))


def _after(sign: str, stop: float, comma: float, colon: float, semicolon: float, bare: float) -> str | None:
    """What stands where a sign was read, by the scores of what may stand there; None where it stays."""
    if sign == ":":
        return ";" if semicolon >= colon + MARGIN_OF_COLON else None
    if max(bare, comma) < stop + (MARGIN if sign != "." else 0):
        return None
    return " " if bare > comma else ", "


def _before(line: WordsOfLine, at: int) -> str:
    """The word before the one that ends at `at`."""
    while at > 0 and not line.raw[at - 1].isspace():
        at -= 1
    return line.before(at - 1) if at > 1 else ""


def _is_syllable(word: str) -> bool:
    return len(word) > 1 and is_possible(fold_tone(word))


def _label(word: str, models: Models) -> int:
    return models.numbers.get(fold_tone(word), 0) if word else BREAK


def _scores(spots: Sequence[_Spot], trigram: Trigram) -> NDArray[np.float64]:
    """Logarithms of P(sign w | u v) in nats of each of `_SIGNS`, and of P(w | u v) last, (spots, signs and one)."""
    around = np.array([spot.around for spot in spots], np.int64)
    u, v, w = np.repeat(around, len(_SIGNS), axis=0).T
    signs = np.tile(_SIGNS, len(spots))
    asked = np.concatenate(((u, v, signs), (v, signs, w), around.T), axis=1)
    first, then, bare = np.split(_trigram(trigram, *asked), [len(u), 2 * len(u)])
    return np.concatenate(((first + then).reshape(len(spots), -1), bare[:, None]), axis=1)


def _trigram(trigram: Trigram, u: Ints, v: Ints, w: Ints) -> NDArray[np.float64]:
    """Logarithm of P(w | u v), in nats."""
    lower, weight = trigram.bigram(np.concatenate((v, u)), np.concatenate((w, v)))
    return trigram.trigram(u, v, w, lower[: len(u)], weight[len(u) :]).astype(np.float64)
