"""Which code page a font's name stands for: TCVN3 (ABC), its capitals, or VNI.

In: the name as a PDF has it; out: the code page, or None for fonts that hold Unicode.

Before Unicode, Vietnamese fonts drew their own letters at the places of Western ones, and named themselves after the code
page: ``.VnTime`` and its brothers are TCVN 5712:1993 (the north), ``VNI-Times`` and its brothers
VNI (the south). The twin of a TCVN3 font that ends in H (``.VnTimeH``) draws capitals at the places of small letters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

CodePage = Literal["tcvn3", "tcvn3-capitals", "vni"]

_STYLE = r"(?: Narrow | Bold | Italic | Oblique | Regular | Normal | Roman | Medium | Demi | Light | BI? | MT | PS )"
_NAME = regex.compile(
    rf"""
    (?: [A-Z]{{6}}\+ )?                            # a subset's prefix
    (?:
        (?P<vni> VNI (?: [-\s_] | (?=[A-Z][a-z]) ) .* )
      | (?P<tcvn3> (?: \.Vn | \.VN | Vn(?=[A-Z\d]) | \.vn ) [\w\s.-]*? )
        (?P<style> (?: [-,\s]* {_STYLE} )* )
    )
    """,
    regex.VERBOSE,
)


@lru_cache(maxsize=1024)
def code_page_of(font: str) -> CodePage | None:
    """Code page of a font's name, with or without the dot, a subset's prefix and a style.

    >>> code_page_of("AARIQC+.VnTimeH,Bold"), code_page_of("VnTimeHBold"), code_page_of("FBHPEM+VnTime")
    ('tcvn3-capitals', 'tcvn3-capitals', 'tcvn3')
    >>> code_page_of("VNI-Times-Bold"), code_page_of("VnArial NarrowH"), code_page_of("TimesNewRomanPSMT")
    ('vni', 'tcvn3-capitals', None)
    """
    match = _NAME.fullmatch(font)
    if match is None:
        return None
    if match["vni"]:
        return "vni"
    family = match["tcvn3"]
    return "tcvn3-capitals" if family.endswith("H") or (family.islower() and family.endswith("h")) else "tcvn3"
