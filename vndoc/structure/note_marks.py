"""Signs in a text that may be the mark of a footnote, read well or not.

In: a text and a number; out: places with a weight. Marks are small and raised: glued to the word before (``Ủy ban1``), behind
its full stop, or before the first word of a unit (``1Khoản này``); some are in brackets. Readers of scans make quotes, degrees
and question marks of them (``Ủy ban”``): those weigh less, and only a sign that closes no quotation counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.document import Span

GLUED, BRACKETED, APART, LIKELY, POSSIBLE = 8, 6, 3, 2, 1
"""Weights: a number glued to a word; in brackets; after a space and before a comma or full stop; a sign that readers make of
this digit; any other sign. Those from `BRACKETED` on are the mark itself."""

_LOOKS: dict[str, str] = {
    "'": "17", "‘": "17", "’": "17", "!": "1", "|": "1", '"': "12", "”": "237*", "“": "47", "?": "2357",
    "°": "56890", "*": "49*", "®": "68", "©": "6890", "²": "2", "³": "3", "¹": "1",
}  # fmt: skip
"""Digits (and the star) that readers make a sign of: of the marks of made pages, read by two models."""

_UNITS = (
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Pp]hần|[Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|[Qq]uý|[Cc]ột|[Bb]ảng|[Bb]iểu|[Mm]ẫu"
    r"|[Ll]ục|[Ll]ần|[Ll]oại|[Cc]ấp|[Nn]hóm|[Hh]ạng|[Bb]ước|[Kk]ỳ|[Đđ]ợt|[Tt]ổ|[Kk]hu|[Vv]ùng|[Tt]ập|[Qq]uận|[Đđ]oạn|và|hoặc|đến|[Cc]ác)"
)
"""Words before a number that is their own."""

_MEASURES = regex.compile(r"(?<![\p{L}\p{M}\d])(?:[kcmd]?m|CO|H|SO|NO|PM|N|B|P)\Z")
"""Letters before a digit that is part of them: ``m2``, ``CO2``."""

_SIGN = regex.compile(
    r"(?<=[\p{L}\p{M}\d)%][.,;:]?)(?P<after>[" + "".join(map(regex.escape, _LOOKS)) + r"]{1,2})(?=[\s,.;:)]|\Z)"
    r"|(?<!\S)(?P<before>[" + "".join(map(regex.escape, set(_LOOKS) - set("\"“”‘’'|"))) + r"'][°*?'’“”]?)(?=\p{Lu})"
)
_OPENING, _CLOSING = "“‘", "”’"


class Candidate(NamedTuple):
    """A place that may hold a mark, and its weight."""

    span: Span
    weight: int


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@lru_cache(64)
def _exact(mark: str) -> regex.Pattern[str]:
    m = regex.escape(mark)
    if mark[0] == "*":
        return regex.compile(rf"(?P<bracketed>\({m}\))|(?<=[\p{{L}}\p{{M}}\d)”\"%])[.,;:]?(?P<glued>{m})(?![*\d])")
    raised = mark.translate(_RAISED)
    return regex.compile(
        rf"(?P<raised>(?<=[\p{{L}}\p{{M}}\d)”\".,;:]){raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))"
        rf"|(?<!{_UNITS}\s?)(?P<bracketed>\({m}\)|\[{m}\])"
        rf"|(?<=[\p{{L}}\p{{M}})”\"’\]%]|(?<!\d)(?:19|20)\d\d)(?P<glued>{m})(?![\p{{L}}\p{{M}}\d]|[.,/]\d)"
        rf"|(?<=[\p{{L}}\p{{M}})”\"][.,;:])(?P<behind>{m})(?=\s|\Z)"
        rf"|(?<!\S)(?P<before>{m})(?=[\p{{Lu}}“\"][\p{{L}}\p{{M}}])"
        rf"|(?<=[\p{{L}}\p{{M}}])(?<!{_UNITS})\s(?P<apart>{m})(?=[,;:.](?:\s|\Z))"
    )


def exact(text: str, mark: str) -> Iterator[Candidate]:
    """Places where a mark stands as it is, with its brackets.

    >>> [text[c.span[0]:] for text in ("Ủy ban12 xã", "khoản 1, Điều 1") for c in exact(text, "12" if "12" in text else "1")]
    ['12 xã']
    >>> [c.span for c in exact("500 m2 đất2", "2")], [c.weight for c in exact("Ban (2) họp.2 Vì", "2")]
    ([(10, 11)], [6, 8])
    """
    for m in _exact(mark).finditer(text):
        name = m.lastgroup or "glued"
        if name == "glued" and _MEASURES.search(text[max(0, m.start(name) - 4) : m.start(name)]):
            continue
        yield Candidate(m.span(name), {"bracketed": BRACKETED, "apart": APART}.get(name, GLUED))


def misread(text: str) -> list[Span]:
    """Places of signs that readers may have made of marks; quotes that open or close a quotation are none.

    >>> text = "Ủy ban” họp “kín” ở xã° và 45°"
    >>> [text[a:b] for a, b in misread(text)]
    ['”', '°']
    """
    found = [m.span("after" if m["after"] else "before") for m in _SIGN.finditer(text)]
    if not found:
        return []
    paired = _paired(text)
    return [
        (a, b)
        for a, b in found
        if not any(at in paired for at in range(a, b)) and not (text[a] == "°" and text[a - 1 : a].isdigit())
    ]


def _paired(text: str) -> set[int]:
    """Places of quotes that belong together."""
    out: set[int] = set()
    open_: list[int] = []
    for at, sign in enumerate(text):
        if sign not in "\"'“”‘’":
            continue
        follows = text[at + 1 : at + 2]
        before = text[at - 1 : at] if at else ""
        opens = sign in _OPENING or (sign not in _CLOSING and not before.strip("([ ") and follows.strip() != "")
        if opens and (follows.strip() or sign in _OPENING):
            open_.append(at)
        elif open_:
            out |= {open_.pop(), at}
    return out


def likeness(sign: str, mark: str) -> int:
    """How well a sign stands for a misread mark: `LIKELY` where readers make it of its first or last digit."""
    looks = "".join(_LOOKS.get(c, "") for c in sign)
    return LIKELY if any(c in looks for c in mark) else POSSIBLE
