"""Which code page a text without fonts is in, by statistics.

In: text; out: a code page or None. A legacy text gives itself away by signs that no Vietnamese Unicode text has inside words
(``Céng hoµ``, ``Coäng hoøa``). It is taken for a code page only if nearly all of its words with such signs become possible
Vietnamese syllables and hardly any of them is one as it stands: correct Vietnamese, English, French or a bad reading fail
one of the two.

The thresholds were set by judgement and then checked: on four documents in TCVN3 and VNI fonts, on clean Vietnamese and
English, on a sentence each of five other languages, and on readings of scans by the wrong model. Of the different words
with signs, legacy text had 99 to 100 % that become syllables, and 9 to 18 % that are some as they stand; bad readings
up to 55 %, and 33 % or more; other languages up to 40 %; correct Vietnamese up to 96 % in VNI, but 95 % or more as it
stands.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import Literal

import regex

from vndoc.alphabet import LOWER
from vndoc.recode.decode import decode, is_unicode_already
from vndoc.recode.tables import tcvn3, vni
from vndoc.syllable import is_possible

MIN_WORDS = 3
"""Different words with signs that a decision needs; two may be chance (``µm``, ``på``)."""

DECODED = 0.85
"""Share of words with signs that must be possible syllables after decoding."""

STANDING = 0.3
"""Share of them that may be possible syllables as they stand (``là`` is one in Unicode)."""

ALL_WORDS = 0.6
"""Share of all words, the plain ones too, that must be possible syllables after decoding; English has a third."""

MAX_WORDS = 4000
"""Words that are looked at, of those with signs and of the others; more do not change the answer."""

_WESTERN = frozenset(c for c in LOWER + LOWER.upper() if 0xC0 <= ord(c) <= 0xFF)
Detected = Literal["tcvn3", "vni"]


@lru_cache(maxsize=1)
def _signs() -> dict[Detected, frozenset[str]]:
    small = "".join(vni().letters)
    high = frozenset(c for c in small + small.upper() if ord(c) > 127)
    return {"tcvn3": tcvn3().evidence, "vni": high}


@lru_cache(maxsize=1)
def _telltale() -> frozenset[str]:
    """Signs of a code page that are no Vietnamese letters in Unicode."""
    return frozenset().union(*_signs().values()) - _WESTERN


@lru_cache(maxsize=2)
def _words(code_page: Detected) -> regex.Pattern[str]:
    return regex.compile(f"[A-Za-z{regex.escape(''.join(sorted(_signs()[code_page])), special_only=False)}]+")


def has_telltale(text: str) -> bool:
    """Whether a text may be in a legacy code page at all (quick).

    >>> has_telltale("Céng hoµ"), has_telltale("Cộng hòa là"), has_telltale("50 µm")
    (True, False, True)
    """
    return not text.isascii() and not _telltale().isdisjoint(text)


def legacy_lines(lines: list[str]) -> list[int]:
    """Numbers of the lines that may be in a legacy code page: not ASCII, and without a letter that only Unicode has."""
    return [i for i, line in enumerate(lines) if not line.isascii() and not is_unicode_already(line)]


def detect(text: str, min_words: int = MIN_WORDS) -> Detected | None:
    """Code page of a text, None for Unicode or when in doubt.

    >>> detect("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), detect("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    ('tcvn3', 'vni')
    >>> detect("là cá và hành"), detect("Il était une fois où l'été naïf brûlait")
    (None, None)
    """
    if not has_telltale(text):
        return None
    chunks = dict.fromkeys(text.split())
    signed, plain = (" ".join(c for c in chunks if c.isascii() is ascii) for ascii in (False, True))
    best: tuple[float, Detected] | None = None
    for code_page in _signs():
        share = _share(signed, plain, code_page, min_words)
        if share is not None and (best is None or share > best[0]):
            best = share, code_page
    return best[1] if best else None


def _found(text: str, code_page: Detected) -> tuple[set[str], set[str]]:
    """Different words of a text that a decision looks at: those with signs of the code page, and those without."""
    signs = _signs()[code_page]
    marked: set[str] = set()
    plain: set[str] = set()
    for found in {match[0] for match in islice(_words(code_page).finditer(text), MAX_WORDS)}:
        word = found.lower() if code_page == "vni" else found
        has_letter = any(c.isascii() for c in word)
        if len(word) > 1 and has_letter:
            (plain if signs.isdisjoint(word) else marked).add(word)
    return marked, plain


def _share(signed: str, plain: str, code_page: Detected, min_words: int) -> float | None:
    """Share of the words with signs that become possible syllables; None where the code page is out of the question.

    `signed` has what stands between white space and is not ASCII, `plain` the rest, which most texts can do without.
    """
    marked, others = _found(signed, code_page)
    if len(marked) < min_words:
        return None
    decoded = len(marked)
    for word in marked:
        decoded -= not is_possible(decode(word, code_page))
        if decoded < DECODED * len(marked):  # most texts are told apart by a few words
            return None
    standing = sum(is_possible(word) for word in marked)
    others |= _found(plain, code_page)[1]
    possible = decoded + sum(is_possible(word) for word in others)
    fits = standing <= STANDING * len(marked) and possible >= ALL_WORDS * (len(marked) + len(others))
    return decoded / len(marked) if fits else None
