"""Text of a pre-Unicode code page → Unicode, character by character or pair by pair.

Knows nothing of where the code page was learned from: `fonts` tells it by a font's name, `detect` by the letters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import regex

from vndoc.alphabet import nfc
from vndoc.fonts import CodePage
from vndoc.recode.tables import PRIVATE_USE, ByteTable, byte_table, vni
from vndoc.recode.viqr import decode_viqr

_UNICODE_ONLY = regex.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1EA0-\u1EF9]")

# fmt: off
_BYTE_TABLES: dict[str, ByteTable] = {
    "tcvn3":  "tcvn3",  "tcvn3-capitals":  "tcvn3",
    "viscii": "viscii", "viscii-capitals": "viscii",
    "vps":    "vps",    "vps-capitals":    "vps",
    "cp1258": "cp1258",
}
# fmt: on


def is_unicode_already(text: str) -> bool:
    """Whether a text has Vietnamese letters that no 8-bit code page can show.

    >>> is_unicode_already("Nghị"), is_unicode_already("NghÞ")
    (True, False)
    """
    return not text.isascii() and _UNICODE_ONLY.search(text) is not None


def decode(text: str, code_page: CodePage) -> str:
    """Unicode text of a code page's.

    >>> decode("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3")
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    >>> decode("b¸o c¸o", "tcvn3-capitals"), decode("SÔÛ THÖÔNG MAÏI", "vni"), decode("Viêòt", "cp1258")
    ('BÁO CÁO', 'SỞ THƯƠNG MẠI', 'Việt')
    """
    if code_page == "viqr":
        return decode_viqr(text)
    if code_page == "vni":
        return text if text.isascii() else _decode_vni(text)
    out = text if text.isprintable() and text.isascii() else nfc(text.translate(byte_table(_BYTE_TABLES[code_page])))
    return out.upper() if code_page.endswith("capitals") else out


@lru_cache(maxsize=1)
def _vni_pattern() -> regex.Pattern[str]:
    """Letter and sign; sign and letter, where the letter has no sign of its own (in some files); a sign that is a letter."""
    letters, signs = vni()
    bases = "".join(sorted({pair[0] for pair in letters if len(pair) == 2}))
    sign = "".join(sorted(signs))
    single = "".join(sorted(one for one in letters if len(one) == 1))
    return regex.compile(
        rf"""
        (?P<pair>    [{bases}][{sign}] )
      | (?P<swapped> [{sign}][{bases}] (?![{sign}]) )
      | (?P<single>  [{single}] )
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _from_private_use() -> dict[int, str]:
    return {PRIVATE_USE + code: chr(code) for code in range(0x20, 0x100)}


def _vni_letter(letters: Callable[[str], str | None]) -> Callable[[regex.Match[str]], str]:
    def replace(match: regex.Match[str]) -> str:
        found = match[0] if match.lastgroup != "swapped" else match[0][::-1]
        letter = letters(found.lower())
        if letter is None:  # a letter and a sign that make no letter: each for itself
            return "".join(letters(c.lower()) or c if c.islower() else (letters(c.lower()) or c).upper() for c in match[0])
        return letter.upper() if found[0].isupper() else letter

    return replace


def _decode_vni(text: str) -> str:
    plain = text.translate(_from_private_use())
    return nfc(_vni_pattern().sub(_vni_letter(vni().letters.get), nfc(plain)))
