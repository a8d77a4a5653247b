"""Words that a speck joined: an apostrophe between two syllables becomes the space that was printed (``khac’phuc``).

Only behind a final consonant and before one that a syllable begins with, where no horn is read as an apostrophe: on rendered
pages and scans two of two were right, where behind ``u`` nine of nine were the horn of a single word (``ngu’di``).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.alphabet import fold_tone
from vndoc.document import Edit
from vndoc.syllable import is_possible

SURE = 0.9
"""Confidence of such an edit: few were seen."""

_JOINED = regex.compile(r"(?P<left>\p{L}{2,7})(?P<sign>['’])(?=(?P<right>\p{L}{2,7})(?![\p{L}\p{M}\d'’]))")


def apart_edits(raw: str, edits: Sequence[Edit]) -> list[Edit]:
    """Edits of apostrophes between two words of a line that were restored apart.

    >>> words = [Edit((0, 4), "khac", "khắc", "garble", 1.0), Edit((5, 9), "phuc", "phục", "garble", 1.0)]
    >>> [(e.span, e.after) for e in apart_edits("khac’phuc", words)]
    [((4, 5), ' ')]
    """
    if "’" not in raw and "'" not in raw:
        return []
    starts, ends = {e.span[0]: e.after for e in edits}, {e.span[1]: e.after for e in edits}
    out = []
    for m in _JOINED.finditer(raw):
        at = m.start("sign")
        words = ends.get(at), starts.get(at + 1)
        if any(words) and all(
            is_possible(fold_tone(w or read)) for w, read in zip(words, (m["left"], m["right"]), strict=True)
        ):
            out.append(Edit((at, at + 1), raw[at], " ", "sign", SURE))
    return out
