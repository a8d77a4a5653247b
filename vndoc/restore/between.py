"""Edits of what stands between the words of a line: signs, numbers, words that a speck joined, stops; each sees those before.

In: a line as read and the edits of its words; out: these and all others. False capitals
inside a sentence go first, since what signs are depends on the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.document import Edit
from vndoc.models import Models
from vndoc.restore.apart import apart_edits
from vndoc.restore.capitals import with_small_letters
from vndoc.restore.digits import digit_edits
from vndoc.restore.signs import sign_edits
from vndoc.restore.stops import stop_edits


def with_signs(raw: str, words: Sequence[Edit], models: Models) -> list[Edit]:
    """All edits of a line, from those of its words."""
    made = with_small_letters(raw, words)
    made += sign_edits(raw, made)
    made += digit_edits(raw, made)
    made += apart_edits(raw, made)
    made += stop_edits(raw, made, models)
    return made
