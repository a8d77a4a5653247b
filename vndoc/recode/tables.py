"""The code pages and the character replacements of ``dictionaries/*.tsv``, as mappings ready for use.

A code page's letters come as the characters that Windows-1252 or Latin-1 text has at their places: a PDF's text and a file
that was read with the wrong encoding look alike here.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from vndoc.resources import table

PRIVATE_USE = 0xF000
"""Symbol-encoded TrueType fonts put their byte codes at U+F000 and up (OpenType specification, `cmap` table)."""

TYPOGRAPHIC = "“”‘’‚„–—…•"
"""Signs that Windows-1252 text shows for capitals of VISCII and VPS, and that text in any code page may have itself."""

ByteTable = Literal["tcvn3", "viscii", "vps", "cp1258"]
"""Code pages in which a letter, or a sign after it, is one byte."""

Letters = MappingProxyType[int, str]


def character(name: str) -> str:
    """The characters that ``U+0066 U+0069`` names; "-" names none, and a character names itself.

    >>> character("U+0066 U+0069"), character("-"), character("ệ")
    ('fi', '', 'ệ')
    """
    if len(name) == 1:
        return "" if name == "-" else name
    return "".join(chr(int(code[2:], 16)) for code in name.split())


class Vni(NamedTuple):
    """VNI: small pairs and single signs, and the signs alone."""

    letters: MappingProxyType[str, str]
    signs: frozenset[str]


class Viqr(NamedTuple):
    """VIQR: sign → (combining mark, letters that it stands after), of the letters themselves and of the tones."""

    shapes: MappingProxyType[str, tuple[str, str]]
    tones: MappingProxyType[str, tuple[str, str]]


class Characters(NamedTuple):
    """Replacements everywhere, and those inside words with Latin letters."""

    always: Letters
    latin: Letters


@lru_cache(maxsize=4)
def byte_table(name: ByteTable) -> Letters:
    """The table of a code page: what each character stands for, also as Windows-1252 and symbol fonts have it."""
    letters: dict[int, str] = {PRIVATE_USE + code: chr(code) for code in range(0x20, 0x100)}
    shown = windows_1252()
    own: dict[int, str] = {}
    for code_name, letter, *part in table(name):
        code = ord(character(code_name))
        own[code] = character(letter)
        if part != ["alias"]:
            letters[PRIVATE_USE + code] = character(letter)
            if 0x80 <= code < 0xA0 and shown[code] and shown[code] not in TYPOGRAPHIC:
                own.setdefault(ord(shown[code]), character(letter))
    letters |= {code: text for code, text in shown.items() if code not in letters}
    return MappingProxyType(letters | own)


@lru_cache(maxsize=1)
def vni() -> Vni:
    """The table of VNI."""
    letters = {row[0]: row[1] for row in table("vni")}
    signs = frozenset(pair[1] for pair in letters if len(pair) == 2)
    return Vni(MappingProxyType(letters), signs)


@lru_cache(maxsize=1)
def viqr() -> Viqr:
    """The table of VIQR."""
    rows = {sign: (character(mark), after) for sign, mark, after in table("viqr")}
    tones = {sign: found for sign, found in rows.items() if found[1] == "aeiouy"}
    return Viqr(MappingProxyType({s: f for s, f in rows.items() if s not in tones}), MappingProxyType(tones))


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The replacements of damaged Unicode text."""
    always = dict(windows_1252())
    latin: dict[int, str] = {}
    for name, stands_for, where, *_ in table("characters"):
        (always if where == "always" else latin)[ord(character(name))] = character(stands_for)
    return Characters(MappingProxyType(always), MappingProxyType(latin))


@lru_cache(maxsize=1)
def windows_1252() -> Letters:
    """U+0080 to U+009F, which are Windows-1252 bytes that were read as Latin-1, and the other control characters, which go."""
    out = {}
    for code in [*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0)]:
        out[code] = bytes([code]).decode("cp1252", "ignore") if code >= 0x80 else ""
    return MappingProxyType(out)
