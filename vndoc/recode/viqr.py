"""VIQR, Vietnamese in plain ASCII (``Vie^.t Nam``) → Unicode.

A tone's sign at the end of a word may as well be the sentence's own (``tie^`n ba.c la.``, ``ai la` ba?``): the commoner of
the two words is taken, as the vocabulary has them.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from vndoc.alphabet import nfc
from vndoc.recode.language import language
from vndoc.recode.tables import viqr

AS_A_SIGN = {".": -3.0, "?": -6.0, "'": -6.0}
"""Logarithm of how often a word is followed by the sign itself, in running text: one word in twenty by a stop."""

_TELLTALE = regex.compile(
    r"""
    [aeoAEO] \^ [`'?~.]? [a-zA-Z\s.,;:)]
  | [aA] \( [`'?~.]? [a-z]
  | [ouOU] [+*] [`'?~.]? [a-zA-Z\s,]
  | \b [dD]d [aeiouy]
    """,
    regex.VERBOSE,
)


def has_telltale(text: str) -> bool:
    """Whether a text may be VIQR at all (quick).

    >>> has_telltale("Cộng hoà"), has_telltale("Co^.ng hoa`"), has_telltale("f(a)^2")
    (False, True, False)
    """
    return _TELLTALE.search(text) is not None


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    shapes, tones = viqr()
    pairs = [f"[{letters}{letters.upper()}]{regex.escape(sign)}" for sign, (_, letters) in shapes.items()]
    tone = regex.escape("".join(tones), special_only=False)
    return regex.compile(
        rf"""
        \\ (?P<plain> [{tone}^(+*\\dD] )
      | (?P<d> [dD] ) [dD]
      | (?P<shaped> {"|".join(pairs)} ) (?P<tone> [{tone}] )?
      | (?P<bare> [aeiouyAEIOUY] ) (?P<alone> [{tone}] )
        """,
        regex.VERBOSE,
    )


def decode_viqr(text: str) -> str:
    """Unicode text of VIQR.

    >>> decode_viqr("Co^.ng"), decode_viqr("ddu+o+`ng"), decode_viqr("chu?"), decode_viqr("ba.")
    ('Cộng', 'đường', 'chủ', 'ba.')
    """
    full = nfc(_pattern().sub(_letter, text))
    if len(text) < 2 or text[-1] not in AS_A_SIGN:
        return full
    short = nfc(_pattern().sub(_letter, text[:-1])) + text[-1]
    if len(short) == len(full):
        return full
    likely = language().likely
    return full if likely(full) >= likely(short[:-1]) + AS_A_SIGN[text[-1]] else short


def _letter(match: regex.Match[str]) -> str:
    if match["plain"]:
        return str(match["plain"])
    if match["d"]:
        return "đ" if match["d"] == "d" else "Đ"
    shapes, tones = viqr()
    if match["bare"]:
        return f"{match['bare']}{tones[match['alone']][0]}"
    letter, sign = match["shaped"]
    return f"{letter}{shapes[sign][0]}{tones[match['tone']][0] if match['tone'] else ''}"
