"""Which code page each word of a text is in, by likelihood.

In: chunks (what stands between white space), in order; out: a code page or None for each.

Each chunk is scored as it stands, as text of any language, and decoded by each code page, as Vietnamese (`language`). The
best path through the text is taken (Viterbi 1967), where going over to a code page has a price, so that a run of words has
to speak for it: the prior that text is right as it stands. A code page that was found once in a text costs less the next
time, so that a lone word between others, or behind a stretch of English, is decoded too.

The prices are far from both sides: over right text of ten languages, listings, formulas and readings of scans by the wrong
model no run says more than 12 nats for any code page; a line of four words in one says 40 (`benchmarks.code_pages`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex

from vndoc.alphabet import LOWER
from vndoc.fonts import CodePage
from vndoc.recode import viqr
from vndoc.recode.decode import decode, is_unicode_already
from vndoc.recode.language import Floats, language
from vndoc.recode.tables import byte_table, vni

ENTER = 20.0
"""Nats that a run of words must say for a code page; two common words of some length do."""

ENTER_LAYER = 30.0
"""The same of words of a PDF whose font says nothing."""

ENTER_VIQR = 40.0
"""The same for VIQR, whose signs are everybody's."""

AGAIN = 4.0
"""Price of a code page that the text is known to use."""

LEAVE = 2.0
"""Price of going back to text as it stands."""

NAMED_LEAVE = 12.0
"""The same where the font's name says otherwise: a few words as they stand must be likelier."""

REPEATED = (1.0, 0.5, 0.25)
"""What a chunk's further occurrences count before a code page is known: ``µm`` a hundred times is said once."""

IMPOSSIBLE = -60.0
"""For a chunk with letters that the code page cannot hold."""

BLOCK = 4000
"""Chunks that are looked at together."""

BYTE_PAGES: tuple[CodePage, ...] = ("tcvn3", "vni", "viscii", "vps", "cp1258")
_WESTERN = frozenset(c for c in LOWER + LOWER.upper() if 0xC0 <= ord(c) <= 0xFF)
_QUIET = frozenset("§©®°±²³·½¼¾×÷€™‰†‡¡¢£¥¹ªº¦¨")
_QUOTES = frozenset("“”‘„‚…«»•‹›")
_NOTHING = frozenset("\xa0’–—\xad")


@lru_cache(maxsize=1)
def _signs() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """(signs that right text hardly has, signs that it has apart from letters, quotes) of all code pages."""
    small = "".join(vni().letters)
    names = ("tcvn3", "viscii", "vps", "cp1258")
    every = {chr(code) for name in names for code, to in byte_table(name).items() if to != chr(code) and not to.isascii()}
    every |= {c for c in small + small.upper() if ord(c) > 127}
    every -= _WESTERN | _NOTHING
    return frozenset(every - _QUIET - _QUOTES), frozenset(every & _QUIET), frozenset(every & _QUOTES)


@lru_cache(maxsize=1)
def _telltale() -> regex.Pattern[str]:
    loud, quiet, quotes = (regex.escape("".join(sorted(some)), special_only=False) for some in _signs())
    a = r"(?<=[A-Za-z])"
    b = r"(?=[A-Za-z])"
    return regex.compile(rf"[{loud}]|{a}[{quiet}]|[{quiet}]{b}|{a}[{quotes}]{b}")


def has_telltale(text: str) -> bool:
    """Whether a text may be in a code page of bytes at all (quick).

    >>> has_telltale("Céng hoµ"), has_telltale("Cộng hòa là “tốt”"), has_telltale("50 µm")
    (True, False, True)
    """
    if text.isascii() and text.isprintable():
        return False
    return not all(some.isdisjoint(text) for some in _signs()) and _telltale().search(text) is not None


def may_be_legacy(text: str) -> bool:
    """Whether a text may be in any code page (quick).

    >>> may_be_legacy("Vie^.t Nam"), may_be_legacy("Việt Nam")
    (True, False)
    """
    return has_telltale(text) or viqr.has_telltale(text)


def detect(text: str, enter: float = ENTER) -> CodePage | None:
    """Code page of most of a text's words, None for Unicode or when in doubt.

    >>> detect("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), detect("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    ('tcvn3', 'vni')
    >>> detect("là cá và hành"), detect("Il était une fois où l'été naïf brûlait")
    (None, None)
    """
    found: list[CodePage] = [page for page in code_pages(text.split(), enter=enter) if page]
    return Counter(found).most_common(1)[0][0] if found else None


class _State(NamedTuple):
    page: CodePage
    gains: list[float]
    enter: float
    leave: float


def code_pages(chunks: Sequence[str], named: CodePage | None = None, enter: float = ENTER) -> list[CodePage | None]:
    """Code page of each chunk.

    Args:
        chunks: in order.
        named: what the name of their font says.
        enter: nats that a run must say for a code page that is not named.
    """
    known: set[CodePage] = {named} if named else set()
    out: list[CodePage | None] = []
    for start in range(0, len(chunks), BLOCK):
        out += _block(chunks[start : start + BLOCK], named, known, enter)
    return out


def _block(chunks: Sequence[str], named: CodePage | None, known: set[CodePage], enter: float) -> list[CodePage | None]:
    pages = [*dict.fromkeys([*known, *_candidates(chunks)])]
    if not pages:
        return [None] * len(chunks)
    standing = language().scores(chunks, open_to_all=True)
    gains = {page: _gains(chunks, page, standing) for page in pages}
    strict = [page for page in pages if page not in known]
    if strict:
        weights = _weights(chunks)
        states = [
            _State(p, (gains[p] * np.where(gains[p] > 0, weights, 1.0)).tolist(), _enter(p, enter), LEAVE) for p in strict
        ]
        states += [_State(p, gains[p].tolist(), AGAIN, LEAVE) for p in known]
        known |= {page for page in _path(states, None) if page}
    if not known:
        return [None] * len(chunks)
    leave = {named: NAMED_LEAVE}
    states = [_State(p, gains[p].tolist(), AGAIN, leave.get(p, LEAVE)) for p in pages if p in known]
    path = _path(states, named)
    return [
        page if page and (page == named or _is_changed(c, gains[page][i])) else None
        for i, (c, page) in enumerate(zip(chunks, path, strict=True))
    ]


def _candidates(chunks: Sequence[str]) -> Iterator[CodePage]:
    text = " ".join(chunks)
    if has_telltale(text):
        yield from BYTE_PAGES
    if viqr.has_telltale(text):
        yield "viqr"


def _enter(page: CodePage, enter: float) -> float:
    return max(enter, ENTER_VIQR) if page == "viqr" else enter


def _weights(chunks: Sequence[str]) -> Floats:
    seen: dict[str, int] = {}
    out = np.zeros(len(chunks))
    for i, chunk in enumerate(chunks):
        count = seen[chunk] = seen.get(chunk, -1) + 1
        out[i] = REPEATED[count] if count < len(REPEATED) else 0.0
    return out


def _gains(chunks: Sequence[str], page: CodePage, standing: Floats) -> Floats:
    """Nats that each chunk says for a code page."""
    decoded = [as_page(chunk, page) for chunk in chunks]
    gains = language().scores([chunk if d is None else d for chunk, d in zip(chunks, decoded, strict=True)], False) - standing
    gains[[i for i, d in enumerate(decoded) if d is None]] = IMPOSSIBLE
    return gains


def _path(states: Sequence[_State], first: CodePage | None) -> list[CodePage | None]:
    """Best path; `first` is where it may start without a price."""
    if not states:
        return []
    count = len(states[0].gains)
    plain = -NAMED_LEAVE if first else 0.0
    scores = [0.0 if state.page == first else -state.enter for state in states]
    came_plain: list[int] = []
    came: list[list[bool]] = []
    for i in range(count):
        left = [score - state.leave for score, state in zip(scores, states, strict=True)]
        best = max(range(len(states)), key=left.__getitem__)
        entered = [score < plain - state.enter for score, state in zip(scores, states, strict=True)]
        came.append(entered)
        scores = [
            (plain - state.enter if new else score) + state.gains[i]
            for score, state, new in zip(scores, states, entered, strict=True)
        ]
        came_plain.append(best if left[best] > plain else -1)
        plain = max(plain, left[best])
    ends = [plain, *scores]
    at = max(range(len(ends)), key=ends.__getitem__) - 1
    out: list[CodePage | None] = []
    for i in range(count - 1, -1, -1):
        out.append(states[at].page if at >= 0 else None)
        at = came_plain[i] if at < 0 else (-1 if came[i][at] else at)
    return out[::-1]


@lru_cache(maxsize=20_000)
def as_page(chunk: str, page: CodePage) -> str | None:
    """A chunk of a code page in Unicode; None where it has letters that the code page cannot hold."""
    if chunk.isascii() and chunk.isprintable() and page != "viqr":
        return chunk.upper() if page.endswith("capitals") else chunk
    if is_unicode_already(chunk):
        return None
    return _capitals(decode(chunk, page)) if page == "tcvn3" else decode(chunk, page)


_WORD = regex.compile(r"\p{L}+")


def _capitals(text: str) -> str:
    """Words whose plain letters are all capitals, two at least, in capitals: TCVN3 has the small marked letters alone.

    >>> _capitals("CộNG"), _capitals("Cộng"), _capitals("ỦY")
    ('CỘNG', 'Cộng', 'ỦY')
    """

    def raised(match: regex.Match[str]) -> str:
        plain = [c for c in match[0] if c.isascii()]
        word = str(match[0])
        return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word

    return str(_WORD.sub(raised, text))


def _is_changed(chunk: str, gain: float) -> bool:
    """Whether a chunk in a run is decoded: all are but lone signs that are likelier what they are."""
    return gain > 0 or any(c.isascii() and c.isalnum() for c in chunk)
