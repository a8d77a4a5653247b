"""Lines in the tone style that the user asks for: words that repair left alone change too.

In: lines after repair, and the style. Out: the same lines with an edit for each word of the other style (reason ``tone``).
"""

from __future__ import annotations

from vndoc.pages import TextLine
from vndoc.restore.decide import apply
from vndoc.restore.tones import ToneStyle, tone_edits


def restyled(line: TextLine, style: ToneStyle) -> TextLine:
    """A repaired line in a style; where a word was changed already, that change stands."""
    edits = tone_edits(line.raw, style)
    if not edits:
        return line
    done = [edit for edit in line.edits if edit.reason != "recode"]
    return apply(line, [*done, *edits], {word.span[0]: word.confidence for word in line.words})
