"""Which code page a font's name stands for: TCVN3 (ABC), VNI, VISCII, VPS, and the fonts of these that draw capitals.

In: the name as a PDF has it; out: the code page, or None for fonts that hold Unicode.

Before Unicode, Vietnamese fonts drew their own letters at the places of Western ones, and named themselves after the code
page: ``.VnTime`` and its brothers are TCVN 5712:1993 (the north), ``VNI-Times`` and its brothers VNI (the south),
``VI Times`` VISCII and ``VPS Times`` VPS (abroad). A twin whose name ends in H (``.VnTimeH``, ``VI Times H``) or Hoa draws
capitals at the places of small letters; VNI needs none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

CodePage = Literal[
    "tcvn3", "tcvn3-capitals", "vni", "viscii", "viscii-capitals", "vps", "vps-capitals", "cp1258", "viqr",
]  # fmt: skip
"""Encodings of Vietnamese before Unicode; no font is in the last two."""

_STYLE = r"(?: Narrow | Bold | Italic | Oblique | Regular | Normal | Roman | Medium | Demi | Light | BI? | MT | PS )"
_NAME = regex.compile(
    rf"""
    (?: [A-Z]{{6}}\+ )?                            # a subset's prefix
    (?:
        (?P<vni> VNI (?: [-\s_] | (?=[A-Z][a-z]) ) .* )
      | (?:
            (?P<tcvn3> (?: \.Vn | \.VN | Vn(?=[A-Z\d]) | \.vn ) [\w\s.-]*? )
          | (?P<viscii> (?: VI [\s_-] (?=[A-Z][a-z]) | VISCII ) [\w\s.-]*? )
          | (?P<vps> VPS (?: [\s_-] | (?=[A-Z][a-z]) ) [\w\s.-]*? )
        )
        (?P<style> (?: [-,\s]* {_STYLE} )* )
    )
    """,
    regex.VERBOSE,
)
_CAPITALS = regex.compile(r"(?: (?<!^) H | [\s_-]Hoa | (?<=[a-z]) Hoa )\Z", regex.VERBOSE)


@lru_cache(maxsize=1024)
def code_page_of(font: str) -> CodePage | None:
    """Code page of a font's name, with or without the dot, a subset's prefix and a style.

    >>> code_page_of("AARIQC+.VnTimeH,Bold"), code_page_of("VnTimeHBold"), code_page_of("FBHPEM+VnTime")
    ('tcvn3-capitals', 'tcvn3-capitals', 'tcvn3')
    >>> code_page_of("VNI-Times-Bold"), code_page_of("VnArial NarrowH"), code_page_of("TimesNewRomanPSMT")
    ('vni', 'tcvn3-capitals', None)
    >>> code_page_of("VI Times"), code_page_of("VI Times H,Bold"), code_page_of("VPS-Long-An")
    ('viscii', 'viscii-capitals', 'vps')
    """
    match = _NAME.fullmatch(font)
    if match is None:
        return None
    if match["vni"]:
        return "vni"
    if match["tcvn3"]:
        family = match["tcvn3"]
        capitals = _CAPITALS.search(family) or (family.islower() and family.endswith("h"))
        return "tcvn3-capitals" if capitals else "tcvn3"
    if match["viscii"]:
        return "viscii-capitals" if _CAPITALS.search(match["viscii"]) else "viscii"
    return "vps-capitals" if _CAPITALS.search(match["vps"]) else "vps"
