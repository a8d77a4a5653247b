"""Which code page each word of a text is in, by likelihood.

In: chunks (what stands between white space), in order; out: a code page or None for each.

Each chunk is scored as it stands, as text of any language, and decoded by each code page, as Vietnamese (`language`). The
best path through the text is taken (Viterbi 1967), where going over to a code page has a price, so that a run of words has
to speak for it: the prior that text is right as it stands. A code page that was found once in a text costs less the next
time, so that a lone word between others, or behind a stretch of English, is decoded too.

Right text hardly ever says anything for a code page (see `ENTER`), a line of four words in one says 40 nats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
import regex

from vndoc.alphabet import LOWER
from vndoc.fonts import CodePage
from vndoc.recode import viqr
from vndoc.recode.decode import decode, is_unicode_already
from vndoc.recode.language import Floats, language
from vndoc.recode.tables import TYPOGRAPHIC, byte_table, vni
from vndoc.syllable import is_possible

ENTER = (24.0, 18.0, 15.0)
"""Nats that a run of words must say for a code page where one, two, three or more different words of it change: the more they
are, the less they may be chance. In 261 scanned pages read by the wrong model the most that one word said was 19 and several
said 15, a line's 13; in right text of 18 languages 10."""

LAYER = 10.0
"""What a run has to say beyond that in a PDF's layer, where the font says nothing."""

VIQR = 8.0
"""The same for VIQR, whose signs are everybody's."""

AGAIN, LEAVE = 4.0, 2.0
"""Price of a code page that the text is known to use, and of going back to text as it stands."""

MOSTLY = 0.7
"""Share of the marked words of a text in one code page that makes it the page of all of them."""

FLOOR, SIGN_FLOOR = -9.0, -5.0
"""Nats above which a chunk of such a text is decoded, and a lone sign of any run: ``®)`` is likelier đ) there than what it is
elsewhere, a list's mark ``§`` is no Đ."""

NAMED_LEAVE = 12.0
"""The same where the font's name says otherwise: a few words as they stand must be likelier."""

REPEATED = (1.0, 0.5, 0.25)
"""What a chunk's further occurrences count before a code page is known: ``µm`` a hundred times is said once."""

IMPOSSIBLE = -60.0
"""For a chunk with letters that the code page cannot hold."""

ROUNDING = 1e-6
"""Nats by which sums of the same numbers may differ with their order."""

BLOCK = 4000
"""Chunks that are looked at together."""

BYTE_PAGES: tuple[CodePage, ...] = ("tcvn3", "vni", "viscii", "vps", "cp1258")
_WESTERN = frozenset(c for c in LOWER + LOWER.upper() if 0xC0 <= ord(c) <= 0xFF)
_QUIET = frozenset("§©®°±²³·½¼¾×÷€™‰†‡¡¢£¥¹ªº¦¨")
_QUOTES = frozenset("“”‘„‚…«»•‹›")
_TONES = frozenset("ìòÌÒ")
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
    _, quiet, quotes = (regex.escape("".join(sorted(some)), special_only=False) for some in _signs())
    a = r"(?<=[A-Za-z])"
    b = r"(?=[A-Za-z])"
    return regex.compile(rf"{a}[{quiet}]|[{quiet}]{b}|{a}[{quotes}]{b}")


_TONE_BEHIND = regex.compile(r"[ìòÌÒ](?<=[aeiouyâêôãõýAEIOUYÂÊÔÃÕÝ].)")


def has_telltale(text: str) -> bool:
    """Whether a text may be in a code page of bytes at all (quick).

    >>> has_telltale("Céng hoµ"), has_telltale("Cộng hòa là “tốt”"), has_telltale("50 µm")
    (True, False, True)
    """
    if text.isascii() and text.isprintable():
        return False
    loud, *others = _signs()
    if not loud.isdisjoint(text):
        return True
    if not all(some.isdisjoint(text) for some in others) and _telltale().search(text):
        return True
    return not _TONES.isdisjoint(text) and _TONE_BEHIND.search(text) is not None


def may_be_legacy(text: str) -> bool:
    """Whether a text may be in any code page (quick).

    >>> may_be_legacy("Vie^.t Nam"), may_be_legacy("Việt Nam")
    (True, False)
    """
    return has_telltale(text) or viqr.has_telltale(text)


def detect(text: str) -> CodePage | None:
    """Code page of most of a text's words, None for Unicode or when in doubt.

    >>> detect("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), detect("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    ('tcvn3', 'vni')
    >>> detect("là cá và hành"), detect("Il était une fois où l'été naïf brûlait")
    (None, None)
    """
    found: list[CodePage] = [page for page in code_pages(text.split()) if page]
    return Counter(found).most_common(1)[0][0] if found else None


class _State(NamedTuple):
    page: CodePage
    gains: list[float]
    enter: float
    leave: float


def code_pages(chunks: Sequence[str], named: CodePage | None = None, more: float = 0.0) -> list[CodePage | None]:
    """Code page of each chunk.

    Args:
        chunks: in order.
        named: what the name of their font says.
        more: nats that a run must say beyond `ENTER` for a code page that is not named.
    """
    known: set[CodePage] = {named} if named else set()
    out: list[CodePage | None] = []
    for start in range(0, len(chunks), BLOCK):
        out += _block(chunks[start : start + BLOCK], named, known, more)
    return out


def _block(chunks: Sequence[str], named: CodePage | None, known: set[CodePage], more: float) -> list[CodePage | None]:
    pages = [*dict.fromkeys([*sorted(known), *_candidates(chunks)])]
    if not pages:
        return [None] * len(chunks)
    standing, vietnamese = (language().scores(chunks, open_to_all) for open_to_all in (True, False))
    gains = {page: _gains(chunks, page, standing, vietnamese) for page in pages}
    if named:  # a font's lone sign is mostly a piece of a word whose other letters are in another font
        alone = np.fromiter((len(chunk) == 1 for chunk in chunks), np.bool_, len(chunks))
        gains[named] = np.where(alone, np.maximum(gains[named], 0.0), gains[named])
    known |= _told(chunks, [page for page in pages if page not in known], known, gains, more)
    if not known:
        return [None] * len(chunks)
    path = _path([_State(p, gains[p].tolist(), AGAIN, _leave(p, named)) for p in pages if p in known], named)
    usual = None if named else _usual(chunks, path)
    return [
        page if page and (page == named or _is_changed(c, gains[page][i], usual)) else None
        for i, (c, page) in enumerate(zip(chunks, [page or usual for page in path], strict=True))
    ]


def _leave(page: CodePage, named: CodePage | None) -> float:
    return NAMED_LEAVE if page == named else LEAVE


def _told(
    chunks: Sequence[str], pages: Sequence[CodePage], known: set[CodePage], gains: dict[CodePage, Floats], more: float
) -> set[CodePage]:
    """Code pages that a run of words speaks for, among `pages`; those that are known already compete."""
    if not pages:
        return set()
    weights = _weights(chunks)
    first = {p: (gains[p] * np.where(gains[p] > 0, weights, 1.0)).tolist() for p in pages}
    extra = {p: more + (VIQR if p == "viqr" else 0.0) for p in pages}
    if all(_best_run(first[p]) < ENTER[-1] + extra[p] - ROUNDING for p in pages):
        return set()  # no path goes through any of them
    states = [_State(p, first[p], ENTER[-1] + extra[p], LEAVE) for p in pages]
    states += [_State(p, gains[p].tolist(), AGAIN, LEAVE) for p in sorted(known)]
    out: set[CodePage] = set()
    numbers = 0
    for page, run in groupby(_path(states, None)):
        length = len(list(run))
        if page in first and page not in out:
            span = range(numbers, numbers + length)
            changed = {chunks[i] for i in span if as_page(chunks[i], page) != chunks[i]}
            if changed and sum(first[page][i] for i in span) > extra[page] + ENTER[min(len(changed), len(ENTER)) - 1]:
                out.add(page)
        numbers += length
    return out


def _usual(chunks: Sequence[str], path: Sequence[CodePage | None]) -> CodePage | None:
    """The code page of nearly all words that could be in one."""
    found = Counter(page for c, page in zip(chunks, path, strict=True) if page == "viqr" or not c.isascii())
    if not found:
        return None
    page, count = found.most_common(1)[0]
    return page if count >= MOSTLY * found.total() else None


def _candidates(chunks: Sequence[str]) -> Iterator[CodePage]:
    text = " ".join(chunks)
    if has_telltale(text):
        yield from BYTE_PAGES
    if viqr.has_telltale(text):
        yield "viqr"


def _weights(chunks: Sequence[str]) -> Floats:
    seen: dict[str, int] = {}
    out = np.zeros(len(chunks))
    for i, chunk in enumerate(chunks):
        count = seen[chunk] = seen.get(chunk, -1) + 1
        out[i] = REPEATED[count] if count < len(REPEATED) else 0.0
    return out


def _gains(chunks: Sequence[str], page: CodePage, standing: Floats, vietnamese: Floats) -> Floats:
    """Nats that each chunk says for a code page, given what it says as it stands, as text of any language and as Vietnamese."""
    decoded = {i: as_page(chunks[i], page) for i in _may_differ(chunks, page)}
    changed = {i: text for i, text in decoded.items() if text is not None and text != chunks[i]}
    gains = language().rescored(chunks, vietnamese, changed) - standing
    gains[[i for i, text in decoded.items() if text is None]] = IMPOSSIBLE
    return gains


def _may_differ(chunks: Sequence[str], page: CodePage) -> Iterable[int]:
    """Which chunks can be something else in a code page; in text of bytes, plain letters are themselves (see `as_page`)."""
    if page == "viqr" or page.endswith("capitals"):
        return range(len(chunks))
    return (i for i, chunk in enumerate(chunks) if not chunk.isascii() or "-" in chunk or not chunk.isprintable())


def _best_run(gains: Sequence[float]) -> float:
    """The most that a run of chunks says for a code page."""
    total = np.concatenate(([0.0], np.cumsum(gains)))
    return float(np.max(total - np.minimum.accumulate(total)))


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
    if chunk.isascii() and chunk.isprintable() and page != "viqr" and (page != "tcvn3" or "-" not in chunk):
        return chunk.upper() if page.endswith("capitals") else chunk
    if is_unicode_already(chunk):
        return None
    ways = [decode(way, page) for way in _ways(chunk, page)]
    if page.startswith("tcvn3"):
        ways = [ways[0], *(way for way in ways[1:] if all(is_possible(word.lower()) for word in _WORD.findall(way)))]
    if page == "tcvn3":
        ways = [_capitals(way) for way in ways]
    return ways[0] if len(ways) == 1 else max(ways, key=language().alone)


def _ways(chunk: str, page: CodePage) -> list[str]:
    """A chunk as it is, and as it was before a PDF or a program changed a sign of it."""
    if page in ("vni", "cp1258", "viqr"):
        return [chunk]
    if page.startswith("tcvn3"):  # ư has the place of the soft hyphen, which many programs show as a hyphen
        return [chunk, chunk.replace("-", "\xad")] if _HYPHEN.search(chunk) else [chunk]
    if _TYPOGRAPHIC.isdisjoint(chunk):
        return [chunk]
    inner = chunk[0] + chunk[1:-1].translate(_TYPOGRAPHIC_BYTES) + chunk[-1] if len(chunk) > 1 else chunk
    return [*dict.fromkeys((chunk, inner, chunk.translate(_TYPOGRAPHIC_BYTES)))]


_HYPHEN = regex.compile(
    r"""
    (?<! [\d\s-] ) - (?= [^\d\s-] )    # within a word: c-êng
    | ^ - (?= \p{L} )                  # at its start: -íc
    | (?<= \b (?: \p{L}{2,} | [lnstvxLNSTVX] )) - (?! \w )  # at its end: nh-, t-; a list's mark is one letter, b-
    """,
    regex.VERBOSE,
)
_TYPOGRAPHIC_BYTES = {ord(c): c.encode("cp1252").decode("latin-1") for c in TYPOGRAPHIC}
_TYPOGRAPHIC = frozenset(TYPOGRAPHIC)
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


def _is_changed(chunk: str, gain: float, usual: CodePage | None) -> bool:
    """Whether a chunk of a run, or of a text that is `usual` in a code page, is decoded."""
    if len(chunk) == 1 and not chunk.isalpha():
        return gain > SIGN_FLOOR
    return gain > FLOOR or (usual is None and any(c.isascii() and c.isalnum() for c in chunk))
