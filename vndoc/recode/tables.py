"""The code pages and the character replacements of ``dictionaries/{tcvn3,vni,characters}.tsv``, as mappings ready for use.

A code page's letters come as the characters that Windows-1252 or Latin-1 text has at their places: a PDF's text and a file
that was read with the wrong encoding look alike here.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from vndoc.resources import table

PRIVATE_USE = 0xF000
"""Symbol-encoded TrueType fonts put their byte codes at U+F000 and up (OpenType specification, `cmap` table)."""


def character(name: str) -> str:
    """The characters that ``U+0066 U+0069`` names; "-" names none.

    >>> character("U+0066 U+0069"), character("-")
    ('fi', '')
    """
    return "" if name == "-" else "".join(chr(int(code[2:], 16)) for code in name.split())


class Tcvn3(NamedTuple):
    """TCVN3: what each character stands for, and which of them the statistics count."""

    letters: MappingProxyType[int, str]
    evidence: frozenset[str]


class Vni(NamedTuple):
    """VNI: small pairs and single signs, and the signs alone."""

    letters: MappingProxyType[str, str]
    signs: frozenset[str]


class Characters(NamedTuple):
    """Replacements everywhere, and those inside words with Latin letters."""

    always: MappingProxyType[int, str]
    latin: MappingProxyType[int, str]


@lru_cache(maxsize=1)
def tcvn3() -> Tcvn3:
    """The table of TCVN3."""
    letters: dict[int, str] = {PRIVATE_USE + code: chr(code) for code in range(0x20, 0x100)}
    evidence = set()
    for name, letter, part in table("tcvn3"):
        code = ord(character(name))
        letters[code] = letter
        if part != "alias":
            letters[PRIVATE_USE + code] = letter
        if part in ("small", "capital"):
            evidence.add(chr(code))
    letters |= {code: text for code, text in windows_1252().items() if code not in letters}
    return Tcvn3(MappingProxyType(letters), frozenset(evidence))


@lru_cache(maxsize=1)
def vni() -> Vni:
    """The table of VNI."""
    letters = {row[0]: row[1] for row in table("vni")}
    signs = frozenset(pair[1] for pair in letters if len(pair) == 2)
    return Vni(MappingProxyType(letters), signs)


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The replacements of damaged Unicode text."""
    always = dict(windows_1252())
    latin: dict[int, str] = {}
    for name, stands_for, where, *_ in table("characters"):
        (always if where == "always" else latin)[ord(character(name))] = character(stands_for)
    return Characters(MappingProxyType(always), MappingProxyType(latin))


@lru_cache(maxsize=1)
def windows_1252() -> MappingProxyType[int, str]:
    """U+0080 to U+009F, which are Windows-1252 bytes that were read as Latin-1, and the other control characters, which go."""
    out = {}
    for code in [*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0)]:
        out[code] = bytes([code]).decode("cp1252", "ignore") if code >= 0x80 else ""
    return MappingProxyType(out)
