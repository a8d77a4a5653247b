"""Which lines are repaired.

What an OCR engine read is repaired whole, but for units (``dictionaries/units.tsv``) and letters that count, alone in cells of
tables; of layers and plain text only the lines that are judged damaged. Of lines that hold nothing but the number of a document
their neighbours tell whether they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from vndoc.options import Options
from vndoc.pages import TextLine
from vndoc.resources import table
from vndoc.tokens import Kind, tokenize

LONGEST = 48
"""Characters of such a line."""

ITEMS = frozenset("ABCDĐEGKMNOPQRS")
"""Letters that rows of tables are counted by; others may be what a reader made of a numeral (H of II)."""

NEAR = 2
"""Lines above and below of which one must be damaged."""


def needs_repair(line: TextLine, options: Options) -> bool:
    """Whether a line is to be repaired under these options."""
    if options.repair == "never" or not line.raw.strip():
        return False
    if options.repair == "always":
        return True
    return (line.kind == "ocr" or line.verdict == "garbled") and not _stands_alone(line)


def any_needs_repair(readings: Sequence[TextLine], options: Options) -> bool:
    """Whether a line that several readers have read is to be repaired; the first is the base reading."""
    base, *others = readings
    return needs_repair(base, options) or (not _stands_alone(base) and any(needs_repair(line, options) for line in others))


def _stands_alone(line: TextLine) -> bool:
    """Whether an engine of Vietnamese read a cell that says nothing but a unit or an item's letter."""
    return line.kind == "ocr" and line.role == "table" and (line.raw.strip() in ITEMS or _is_unit(line.raw))


@cache
def _units() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in table("units"))


def _is_unit(raw: str) -> bool:
    """Whether a cell holds nothing but a unit of measure or of counting.

    >>> _is_unit("Ha"), _is_unit("Kg/người/năm"), _is_unit("1.000 Ha")
    (True, True, False)
    """
    return len(raw) <= LONGEST and all(part.strip().casefold() in _units() for part in raw.split("/"))


def with_codes(lines: Sequence[TextLine], wanted: Sequence[bool]) -> list[bool]:
    """Which lines are repaired: those that are wanted, and numbers of documents near them.

    >>> lines = [TextLine(raw=x, text=x, kind="layer") for x in ("theo Nghi dinh s6", "23/2015/ND-CP.", "x")]
    >>> with_codes(lines, [True, False, False])
    [True, True, False]
    """
    return [
        want or (any(wanted[max(0, i - NEAR) : i + NEAR + 1]) and _is_code(line.raw))
        for i, (line, want) in enumerate(zip(lines, wanted, strict=True))
    ]


def _is_code(raw: str) -> bool:
    """Whether a line holds letters of a document number, and no words but what may be ``Số:`` before it."""
    if "/" not in raw or len(raw) > LONGEST:
        return False
    tokens = tokenize(raw)
    words = [i for i, token in enumerate(tokens) if token.kind is Kind.WORD]
    is_code = any(token.kind is Kind.CODE for token in tokens)
    return is_code and (not words or (words == [0] and tokens[0].text[:1] in "sS" and len(tokens[0].text) <= 2))
