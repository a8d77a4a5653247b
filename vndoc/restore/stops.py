"""Stops and colons inside a sentence: a word in small letters follows, so that no sentence ended there.

In: a line as read, the edits of its words, the language model; out: edits of such stops, to a comma or to nothing, and of
colons that were semicolons. A speck behind a word (``chứng. khoán``) and a comma that lost its tail (``hợp. đồng bào``) look
the same; the trigrams of the restored words around tell them apart. What is no syllable keeps its stop (``tr. 5``,
``TP. Vinh``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import regex

from vndoc.alphabet import fold_tone
from vndoc.document import Edit
from vndoc.models import Models
from vndoc.models.labels import BREAK, COLON, COMMA, SEMICOLON, STOP
from vndoc.restore.words import WordsOfLine, overlap
from vndoc.syllable import is_possible

MARGIN = 2.5
"""Nats by which another reading has to be likelier than the stop: with less, one change in ten on rendered pages was wrong."""

SURE = 0.95
"""Confidence of a stop that is changed; of those on rendered pages and scans, as many were right."""

MARGIN_OF_COLON = 4.0
"""Nats by which a semicolon has to be likelier than a colon: of 0 to 4 on rendered pages; at 3, one in five was wrong."""

_COLON = regex.compile(r"(?<=[\p{L}\p{M}\d&§¢€¥$@£]):(?=\s[\p{Ll}\d&§¢€¥$@£])")
_STOP = regex.compile(r"(?<=[\p{L}\p{M}\d&§¢€¥$@£])\.(?:\s(?=[\p{Ll}\d&§¢€¥$@£])|(?=\p{Ll}{2}))")
_LAST = regex.compile(r"\S+(?=\s+\S+\Z)")


def stop_edits(raw: str, edits: Sequence[Edit], models: Models) -> list[Edit]:
    """Edits of the stops of a line that end no sentence.

    Args:
        raw: the line as read.
        edits: of its words and signs.
        models: whose trigrams are asked.
    """
    return [edit for edit in _changes(raw, edits, models) if not any(overlap(edit, other) for other in edits)]


def _changes(raw: str, edits: Sequence[Edit], models: Models) -> Iterator[Edit]:
    line = WordsOfLine(raw, edits)
    for m in _COLON.finditer(raw) if ":" in raw else ():
        word, following = line.before(m.start()), line.after(m.end() + 1)
        if _is_syllable(word) and _is_syllable(following) and following.islower():
            u, v, w = (_label(x, models) for x in (_before(line, m.start()), word, following))
            if _score(u, v, SEMICOLON, w, models) >= _score(u, v, COLON, w, models) + MARGIN_OF_COLON:
                yield Edit(m.span(), ":", ";", "sign", SURE)
    for m in _STOP.finditer(raw):
        word, following = line.before(m.start()), line.after(m.end())
        if not (_is_syllable(word) and _is_syllable(following) and following.islower()):
            continue
        u, v, w = (_label(x, models) for x in (_before(line, m.start()), word, following))
        marked = {sign: _score(u, v, sign, w, models) for sign in (STOP, COMMA)}
        bare = _trigram(u, v, w, models)
        if max(bare, marked[COMMA]) < marked[STOP] + (MARGIN if m[0] != "." else 0):
            continue
        yield Edit(m.span(), m[0], " " if bare > marked[COMMA] else ", ", "sign", SURE)


def _before(line: WordsOfLine, at: int) -> str:
    """The word before the one that ends at `at`."""
    while at > 0 and not line.raw[at - 1].isspace():
        at -= 1
    return line.before(at - 1) if at > 1 else ""


def _is_syllable(word: str) -> bool:
    return len(word) > 1 and is_possible(fold_tone(word))


def _label(word: str, models: Models) -> int:
    return models.numbers.get(fold_tone(word), 0) if word else BREAK


def _trigram(u: int, v: int, w: int, models: Models) -> float:
    one, two, three = (np.array([x], np.int64) for x in (u, v, w))
    lower, _ = models.trigram.bigram(two, three)
    _, backoff = models.trigram.bigram(one, two)
    return float(models.trigram.trigram(one, two, three, lower, backoff)[0])


def _score(u: int, v: int, sign: int, w: int, models: Models) -> float:
    return _trigram(u, v, sign, models) + _trigram(v, sign, w, models)
