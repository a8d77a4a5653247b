"""Text that replaces or adds to a unit of another document: ``mod`` with its quotation, and what it changes.

In: the lines of a section, what it cites; out: which lines are a quotation, elements. A quotation begins a line after a colon
(or is a paragraph of its own that begins with a number) and ends one; its marks stay in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

import regex

REPEALING = 8
"""Letters at the beginning of a sentence in which ``Bãi bỏ`` says that it repeals."""

_OPENS = regex.compile(r"[“\"]\s*")
_NUMBERED = regex.compile(r"[“\"]\s*(?:(?:Phần|Chương|Mục|Điều)\s\S+|\d{1,3}[a-zđ]?\.|[a-zđ]\))\s")
_CLOSES = regex.compile(r"\s*[”\"]\s*[.;,]*$")
_KINDS = (
    ("repeal", regex.compile(r"(?i)\b(?:bãi bỏ|hủy bỏ|huỷ bỏ)\b")),
    ("substitution", regex.compile(r"(?i)\b(?:sửa đổi|thay thế|thay)\b")),
    ("insertion", regex.compile(r"(?i)\bbổ sung\b")),
)
"""Kinds of modification and the words for them, the first that is there; ``sửa đổi, bổ sung`` replaces."""


class Modification(NamedTuple):
    """What is changed how: the eId of the ``mod`` or unit that says so, and the IRI of the unit that is changed."""

    kind: str
    source: str
    destination: str


def quoted(lines: Sequence[str], at: int, titled: str = "") -> int:
    """How many lines from one on are a quotation; 0 where none begins or it does not end.

    >>> quoted(["Khoản 2 được sửa đổi như sau:", "“2. Hồ sơ:", "a) Đơn.”."], 1), quoted(["“Một cửa” là cơ chế", "b"], 0)
    (2, 0)
    """
    line = lines[at]
    before = lines[at - 1] if at else titled
    if not _OPENS.match(line) or not (before.endswith(":") or (not before and _NUMBERED.match(line))):
        return 0
    plain = line.startswith('"')
    depth = 0
    for n, text in enumerate(lines[at:], 1):
        depth = (depth + text.count('"')) % 2 if plain else depth + text.count("“") - text.count("”")
        if depth <= 0:
            return n if _CLOSES.search(text) else 0
    return 0


def split_quotation(lines: Sequence[str]) -> tuple[str, list[str], str]:
    """(opening mark, lines, closing mark with what follows it) of a quotation."""
    opening = _OPENS.match(lines[0])
    head = opening[0] if opening else ""
    inside = [lines[0][len(head) :], *lines[1:]]
    closing = _CLOSES.search(inside[-1])
    tail = closing[0] if closing else ""
    inside[-1] = inside[-1][: len(inside[-1]) - len(tail)]
    return head, inside, tail


def kind_of(text: str) -> str | None:
    """How a sentence says that a unit is changed.

    >>> kind_of("Khoản 2 được sửa đổi, bổ sung như sau:"), kind_of("Bổ sung điểm d:"), kind_of("Theo khoản 2")
    ('substitution', 'insertion', None)
    """
    return next((kind for kind, words in _KINDS if words.search(text)), None)


def analysis_of(modifications: Sequence[Modification], source: str) -> Element | None:
    """The ``analysis`` of what a document changes in others; None where it changes nothing."""
    if not modifications:
        return None
    analysis = Element("analysis", source=f"#{source}")
    active = SubElement(analysis, "activeModifications")
    for n, one in enumerate(modifications, 1):
        made = SubElement(active, "textualMod", type=one.kind, eId=f"activeModifications__textualMod_{n}")
        SubElement(made, "source", href=f"#{one.source}")
        SubElement(made, "destination", href=one.destination)
    return analysis
