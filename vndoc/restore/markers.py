"""Markers of lists that a reader broke, told by their order: ``d)`` between ``d)`` and ``e)`` is ``đ)``.

In: the lines of a text as read; out: what the markers at their starts must be. The letters of a list (a b c d đ e g h i k …)
are decided together: dynamic programming (Viterbi; min-marginals tell how much a marker's other readings would cost) over the
letters that each may have been, with a price for each break of the order. Numbers and Roman numerals are decided by the ones
before and behind. A marker that was read well stays: a number that is one, a letter that fits its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.document import Edit
from vndoc.resources import table

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of lists, in their order (Decree 30/2020/NĐ-CP: no f, j, w, z; ă, â, ê, ô, ơ, ư do not count)."""

SKIP, PER_LETTER, BACK, ANEW = 3.0, 0.5, 6.0, 2.0
"""Prices in nats, set by hand: lines of a list that are missing, each of them; an order that goes back; a list that starts anew
with nothing between, or goes on behind a number. Where a reading costs 0.5 and the order breaks without it, any such prices
say the same."""

MARGIN = 2.0
"""Nats that a marker's reading as it stands must cost more than the one that is taken."""

_MARKER = regex.compile(r"\A\s*[“\"_]*(?P<body>[^\s.)\d]{1,3}|[IVXl1|]{1,4}|\d{1,3}|\d\+)(?P<sign>[.)])(?=\s+(?P<next>\S+))")
_BETWEEN = regex.compile(r"\A\s*(?:[DĐPB][iIíìĩ]\S{1,2}u\s\S{1,4}[.:]?\s|\d{1,2}(?:\.\d{1,2})+)")
"""An article, or a number of several parts: a list may start anew behind it."""


SURE = 0.97
"""Confidence of a marker that is changed; of those on rendered pages more were right."""


class Marker(NamedTuple):
    """A marker at the start of a line: ``raw[start:end]`` without its sign, and the word that follows."""

    line: int
    start: int
    end: int
    body: str
    sign: str
    follows: str
    fresh: bool
    """Whether an article or a number stands between it and the letter before."""


class Decision(NamedTuple):
    """What a marker is: itself, where `after` is what was read."""

    line: int
    start: int
    end: int
    after: str


@lru_cache(maxsize=1)
def _misread() -> dict[str, dict[str, float]]:
    """What each string may have been: itself where it is a letter of lists, and what the table says."""
    found: dict[str, dict[str, float]] = {letter: {letter: 0.0} for letter in LETTERS}
    for read, letter, cost in table("misread_markers"):
        found.setdefault(read, {})[letter] = float(cost)
    return found


def markers(raws: Sequence[str]) -> list[Marker]:
    """The markers of lines, in order.

    >>> [(m.body, m.sign, m.fresh) for m in markers(["1. Mot", "a) Hai", "ba", "b) Bon"])]
    [('1', '.', True), ('a', ')', True), ('b', ')', False)]
    """
    out: list[Marker] = []
    fresh = True
    for number, raw in enumerate(raws):
        m = _MARKER.match(raw)
        if m is None:
            fresh = fresh or _BETWEEN.match(raw) is not None
            continue
        fresh = fresh or m["sign"] == "."
        out.append(Marker(number, m.start("body"), m.end("body"), m["body"], m["sign"], m["next"], fresh))
        fresh = m["sign"] == "."
    return out


def decisions(raws: Sequence[str]) -> list[Decision]:
    """What the markers of lines are; those that nothing is known of are left out.

    >>> [d.after for d in decisions(["a) Mot", "b) Hai", "c) Ba", "d) Bon", "d) Nam", "e) Sau"])]
    ['a', 'b', 'c', 'd', 'đ', 'e']
    """
    found = markers(raws)
    return _letters([m for m in found if m.sign == ")"]) + _numbers([m for m in found if m.sign == "."])


def _letters(found: list[Marker]) -> list[Decision]:
    some = [m for i, m in enumerate(found) if m.body in _misread() and not _is_of_another(found, i)]
    if len(some) < 2:
        return []
    ways = [_misread()[m.body] for m in some]
    forward = [{letter: cost + _first(letter) for letter, cost in ways[0].items()}]
    for m, way in zip(some[1:], ways[1:], strict=True):
        before = forward[-1]
        forward.append({b: cost + min(c + _step(a, b, m.fresh) for a, c in before.items()) for b, cost in way.items()})
    behind: list[dict[str, float]] = [dict.fromkeys(ways[-1], 0.0)]
    for m, way in zip(some[:0:-1], ways[:0:-1], strict=True):
        after, way_before = behind[-1], ways[len(some) - len(behind) - 1]
        behind.append({a: min(cost + after[b] + _step(a, b, m.fresh) for b, cost in way.items()) for a in way_before})
    total = [{x: f[x] + b[x] for x in f} for f, b in zip(forward, reversed(behind), strict=True)]
    best = [min(costs, key=lambda x: (costs[x], x)) for costs in total]
    return [
        Decision(m.line, m.start, m.end, best[i])
        for i, (m, costs) in enumerate(zip(some, total, strict=True))
        if _is_sure(m, costs, best[i]) and _fits(some, best, i)
    ]


def _is_of_another(found: list[Marker], i: int) -> bool:
    """Whether a digit or a capital is the marker of a list of such: one beside it is too."""
    beside = [m.body for m in (*found[max(0, i - 1) : i], *found[i + 1 : i + 2])]
    body = found[i].body
    return (body.isdigit() and any(map(str.isdigit, beside))) or (body.isupper() and any(map(str.isupper, beside)))


def _is_sure(marker: Marker, costs: dict[str, float], best: str) -> bool:
    return marker.body not in costs or marker.body == best or costs[marker.body] - costs[best] >= MARGIN


def _fits(some: list[Marker], best: list[str], i: int) -> bool:
    """Whether a letter has its place: beside a neighbour; where it was misread beside both, or at an end of its list."""
    at = LETTERS.index(best[i])
    is_next = i > 0 and LETTERS.index(best[i - 1]) == at - 1
    goes_on = i + 1 < len(some) and LETTERS.index(best[i + 1]) == at + 1
    ends = i + 1 == len(some) or LETTERS.index(best[i + 1]) == 0
    if best[i] == some[i].body:
        return is_next or goes_on
    is_third = i > 1 and LETTERS.index(best[i - 2]) == at - 2 and not some[i - 1].fresh
    return (is_next and not some[i].fresh and (goes_on or (ends and is_third))) or (at == 0 and goes_on)


def _first(letter: str) -> float:
    return 0.0 if letter == "a" else SKIP


def _step(a: str, b: str, fresh: bool) -> float:
    """Price of letter `b` behind letter `a`."""
    before, behind = LETTERS.index(a), LETTERS.index(b)
    if behind == before + 1:
        return ANEW if fresh else 0.0
    if behind == 0:
        return 0.0 if fresh else ANEW
    return SKIP + PER_LETTER * (behind - before) if behind > before else BACK


_DIGIT = {"S": 5, "s": 5, "$": 5, "§": 8, "B": 8, "Z": 2, ">": 2, "=": 2, "G": 6, "4+": 4}
"""Numbers of one digit that readers took for something else."""

LOST = 3
"""Numbers that may be missing behind one that is told by the number before it."""

# fmt: off
_STROKES = {
    "l": "I", "1": "I", "|": "I", "!": "I", "T": "I", "i": "I", "L": "I",
    "U": "II", "Ư": "II", "H": "II", "m": "III", "v": "V", "Y": "V",
}
# fmt: on
"""Strokes of Roman numerals as readers see them."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_HIGHER = frozenset(_ROMAN[1:])


def _numbers(found: list[Marker]) -> list[Decision]:
    """Numbers and Roman numerals between the one before and the one behind, or behind one at the end of their list."""
    out = []
    bodies = [m.body for m in found]
    has_higher = not _HIGHER.isdisjoint(bodies)
    has_digits = False
    last = -1  # place of the last Roman numeral among them
    for i, m in enumerate(found):
        after = _digit(bodies, i, m.follows, has_higher)
        if after is None and m.body not in _ROMAN:
            after = _roman(bodies, i, m.follows, last if last >= 0 or not has_digits else 0)  # I was lost
        has_digits = has_digits or m.body.isdigit()
        if after is not None:
            out.append(Decision(m.line, m.start, m.end, after))
            bodies[i] = after
        if bodies[i] in _ROMAN:
            last = _ROMAN.index(bodies[i])
    return out


def _digit(bodies: list[str], i: int, follows: str, has_higher: bool) -> str | None:
    """The number of one digit that must stand there."""
    before = [x for x in bodies[max(0, i - 3) : i] if x.isdigit()]
    behind = [int(x) for x in bodies[i + 1 : i + 4] if x.isdigit()]
    value = _DIGIT.get(bodies[i])
    if value is not None and before[-1:] == [str(value - 1)]:
        goes_on = not behind or behind[0] == 1 or value < behind[0] <= value + LOST
        return str(value) if goes_on and follows[:1].isalnum() else None
    is_one = bodies[i] == "I" and bodies[i + 1 : i + 2] == ["2"] and not follows.isupper() and not has_higher
    return "1" if is_one else None


def _roman(bodies: list[str], i: int, follows: str, last: int) -> str | None:
    """The Roman numeral that must stand before a heading in capitals, behind the one before."""
    if last + 1 >= len(_ROMAN) or len(follows) < 2 or not follows.isupper() or not follows.isalpha():
        return None
    body, before = bodies[i], bodies[max(0, i - 3) : i]
    if body.isdigit() and (last < 0 or bodies[i + 1 : i + 2] != ["1"] or str(int(body) - 1) in before):
        return None
    read = "".join(_STROKES.get(c, c) for c in body)
    return read if read == _ROMAN[last + 1] and read != body else None


def with_markers(
    raws: Sequence[str], words: Sequence[Sequence[Edit] | None], decided: Sequence[Decision]
) -> list[list[Edit] | None]:
    """The edits of the words of lines, and those of their markers in the place of any other edit there.

    Args:
        raws: the lines as read.
        words: edits of each; None for lines that are not repaired.
        decided: what their markers are.

    >>> lines = ["a) Mot", "6) Hai", "c) Ba"]
    >>> with_markers(lines, [[], [], []], decisions(lines))[1]
    [Edit(span=(0, 1), before='6', after='b', reason='numeral', confidence=0.97, candidates=(), page=None, line=None)]
    """
    out = [None if some is None else list(some) for some in words]
    for line, start, end, after in decided:
        some = out[line]
        if some is not None:
            some = [edit for edit in some if edit.span[1] <= start or edit.span[0] >= end]
            before = raws[line][start:end]
            out[line] = some if after == before else [*some, Edit((start, end), before, after, "numeral", SURE)]
    return out
