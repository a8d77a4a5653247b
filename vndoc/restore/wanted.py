"""Which lines are repaired.

What an OCR engine read is repaired whole; of layers and plain text only the lines that are judged damaged. Of lines that hold
nothing but the number of a document their neighbours tell whether they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from vndoc.options import Options
from vndoc.pages import TextLine
from vndoc.tokens import Kind, tokenize

LONGEST = 48
"""Characters of such a line."""

NEAR = 2
"""Lines above and below of which one must be damaged."""


def needs_repair(line: TextLine, options: Options) -> bool:
    """Whether a line is to be repaired under these options."""
    if options.repair == "never" or not line.raw.strip():
        return False
    return options.repair == "always" or line.kind == "ocr" or line.verdict == "garbled"


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
