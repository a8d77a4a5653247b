"""Edits of what stands between words: markers, signs, numbers, words that a speck joined, stops; each sees those before.

In: lines as read and the edits of their words; out: these and all others. Markers of lists are told by their order, line by
line; false capitals inside a sentence go before signs, since what signs are depends on the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.document import Edit
from vndoc.models import Models
from vndoc.restore.apart import apart_edits
from vndoc.restore.capitals import with_small_letters
from vndoc.restore.digits import digit_edits
from vndoc.restore.ends import end_edits
from vndoc.restore.markers import decisions, with_markers
from vndoc.restore.quotes import quote_edits
from vndoc.restore.signs import sign_edits
from vndoc.restore.stops import stop_edits
from vndoc.restore.words import overlap


def with_signs(raws: Sequence[str], words: Sequence[Sequence[Edit] | None], models: Models) -> list[list[Edit]]:
    """All edits of lines that follow one another, from those of their words.

    Args:
        raws: the lines as read.
        words: the edits of the words of each; None for lines that are not repaired, and get none.
        models: whose trigrams are asked.
    """
    decided = decisions(raws)
    words = with_markers(raws, words, decided)
    made = [[] if some is None else _of_line(raw, some) for raw, some in zip(raws, words, strict=True)]
    for found in (stop_edits(raws, made, models), end_edits(raws, made, decided), quote_edits(raws)):
        for line, edit in found:
            if words[line] is not None and not any(overlap(edit, other) for other in made[line]):
                made[line].append(edit)
    return made


def _of_line(raw: str, words: Sequence[Edit]) -> list[Edit]:
    made = with_small_letters(raw, words)
    made += sign_edits(raw, made)
    made += digit_edits(raw, made)
    made += apart_edits(raw, made)
    return made
