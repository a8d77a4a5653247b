"""Fields with the lines that they were found in.

In: values and pieces; out: `Found`, and the evidence of the contract made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from vndoc.document import Box, Evidence
from vndoc.geometry import union
from vndoc.structure.pieces import Piece


class Found(NamedTuple):
    """A value of a metadata field, the pieces it was read from, and how sure the rule is that found it."""

    value: Any
    pieces: tuple[Piece, ...]
    certainty: float = 0.95


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return union(boxes)


def evidence(fields: dict[str, Found]) -> dict[str, Evidence]:
    """Evidence of all fields: the rule's certainty times the mean confidence of the lines on the first of their pages."""
    out = {}
    for name, field in fields.items():
        if not field.pieces:
            continue
        page = field.pieces[0].page
        here = [p for p in field.pieces if p.page == page]
        sure = field.certainty * sum(p.confidence for p in here) / len(here)
        lines = tuple(sorted({p.line for p in here}))
        out[name] = Evidence(round(min(1.0, sure), 3), page, lines, _around([p.box for p in here if p.box]))
    return out
