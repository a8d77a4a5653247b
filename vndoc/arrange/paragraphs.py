"""Where paragraphs start: at an indent, or below a gap.

In: drafts with their roles; out: for each, whether a new paragraph starts with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from vndoc.arrange.anchors import is_capital
from vndoc.arrange.lines import Draft
from vndoc.document import Role

INDENT = 0.8
"""Text heights by which a first line is set in: typewriters set 2-3, word processors 1-1.27 cm, some 3."""

GAP = 1.45
"""A step to the next line of this many usual steps is a gap: spacing between paragraphs is 3-6 points of a step of 16-20."""

SHORT = 3.0
"""A line that ends this many text heights before the right margin is the last of its paragraph."""


CENTRED = 3.0
"""Room left and right of a centred line differs by fewer text heights than this."""


def starts_of(drafts: Sequence[Draft], roles: Sequence[Role], text_height: float) -> list[bool]:
    """Whether a paragraph starts with each draft; lines of heads and feet start none but their first."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    starts = [False] * len(drafts)
    if not body:
        return starts
    tops = {i: drafts[i].top for i in body}
    steps = [tops[k] - tops[i] for i, k in itertools.pairwise(body)]
    steps = [s for s in steps if 0.5 * text_height < s < 5 * text_height]
    step = median(steps) if steps else 2 * text_height
    lefts = sorted(drafts[i].x0 for i in body)
    margin = lefts[len(lefts) // 10]
    ends = {i: drafts[i].x1 for i in body}
    right = sorted(ends.values())[-1 - len(body) // 10]
    last = -1
    for i in body:
        draft, before = drafts[i], drafts[last]
        indented = draft.x0 - margin > INDENT * text_height
        if last < 0:
            starts[i] = indented
        elif tops[i] - tops[last] > GAP * step:
            starts[i] = True
        elif _centred(draft.x0 - margin, right - ends[i], text_height) and _centred(
            before.x0 - margin, right - ends[last], text_height
        ):
            starts[i] = is_capital(draft.text.raw) != is_capital(before.text.raw)
        else:
            further = draft.x0 - before.x0 > INDENT * text_height
            starts[i] = further or (indented and right - ends[last] > SHORT * text_height)
        last = i
    return starts


def _centred(before: float, behind: float, text_height: float) -> bool:
    """Whether a line stands in the middle, with room before it and behind it."""
    return min(before, behind) > INDENT * text_height and abs(before - behind) <= CENTRED * text_height
