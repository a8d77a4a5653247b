"""Words broken at the end of a line: whether two lines are closed up, and whether the hyphen stays.

In: the text so far and the next line; out: both as one, or None where a space belongs between them. A Vietnamese syllable is
not broken: a hyphen at its end stands in the word (``Mát-xcơ-va``, ``Xô-viết``) and stays. An English word is broken anywhere,
and its hyphen goes. What is misread stays as it stands, and nothing is closed up after a dash.
"""

from __future__ import annotations

import regex

from vndoc.syllable import is_possible

SOFT = "\N{SOFT HYPHEN}"
HYPHENS = f"-\N{HYPHEN}\N{NON-BREAKING HYPHEN}{SOFT}"

LONGEST = 40
"""Letters of a half of a word that are looked at."""

SHORTEST = 2
"""Letters of each half of a word that a line's end breaks."""

_CODE_END = regex.compile(r"[\p{Lu}\d][-/]$")
_CODE_START = regex.compile(r"[\p{Lu}\d]")
_END = regex.compile(rf"(?:^|[\s(\[\"“‘'/])(?P<before>(?:\p{{L}}{{1,12}}-){{0,3}})(?P<half>\p{{L}}+)[{HYPHENS}]$")
_START = regex.compile(r"(?P<half>\p{Ll}+)(?P<after>-?)(?![\p{L}\d@])")
_ASCII = regex.compile(r"[A-Za-z]+")


def closed(text: str, following: str) -> str | None:
    """Two lines closed up, None where they are not.

    >>> closed("số 02-", "NQ/TW"), closed("the inter-", "national"), closed("ở Mát-xcơ-", "va")
    ('số 02-NQ/TW', 'the international', 'ở Mát-xcơ-va')
    >>> closed("Đảng -", "đoàn thể"), closed("nghj quyét-", "cua")
    (None, None)
    """
    if _CODE_END.search(text[-2:]) and _CODE_START.match(following):
        return text + following
    if text[-1:] not in HYPHENS or not text:
        return None
    end, start = _END.search(text[-4 * LONGEST :]), _START.match(following[: LONGEST + 1])
    if end is None or start is None:
        return None
    if text.endswith(SOFT):
        return text[:-1] + following
    halves = end["half"], start["half"]
    if end["before"] or start["after"] or all(is_possible(half.lower()) for half in halves):
        return text + following
    if all(_ASCII.fullmatch(half) and len(half) >= SHORTEST for half in halves):
        return text[:-1] + following
    return None
