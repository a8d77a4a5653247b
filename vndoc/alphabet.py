"""Letters of Vietnamese: marks, tones, where the tone is written, and keys without any of them.

In: strings; out: strings. Everything here is a pure function of characters and knows no words.
"""

from __future__ import annotations

import re
import unicodedata

from unidecode import unidecode

TONES = "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}\N{COMBINING DOT BELOW}"
"""The five written tone marks, as combining characters."""

LOWER = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
"""All lower-case letters of the alphabet with every tone."""

MARKED = frozenset(c for c in LOWER + LOWER.upper() if ord(c) > 127)
"""Letters that plain ASCII lacks."""

# hoà (new: tone on the second vowel) and hòa (old: on the first); uỷ and ủy
_OLD_PLACE = re.compile(rf"(o)([{TONES}])([ae])(?![a-zđ])|(?<!q)(u)([{TONES}])(y)(?![a-zđ])")
_NEW_PLACE = re.compile(rf"(o)([ae])([{TONES}])(?![a-zđ\u0300-\u036f])|(?<!q)(u)(y)([{TONES}])(?![a-zđ])")


def nfc(text: str) -> str:
    """Text in Unicode's composed form, in which all of vndoc works.

    >>> len(nfc("e\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING DOT BELOW}"))
    1
    """
    return unicodedata.normalize("NFC", text)


def fold_tone(word: str) -> str:
    """Lower-cased word with the tone mark of final oa, oe, uy on the second vowel.

    >>> fold_tone("Hòa"), fold_tone("ủy"), fold_tone("quỳ"), fold_tone("hoàn")
    ('hoà', 'uỷ', 'quỳ', 'hoàn')
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    parts = _OLD_PLACE.sub(lambda m: m[1] + m[3] + m[2] if m[1] else m[4] + m[6] + m[5], parts)
    return nfc(parts)


def unfold_tone(word: str) -> str:
    """The lower-case word of `fold_tone` with the tone mark in its old place.

    >>> unfold_tone("hoà"), unfold_tone("uỷ"), unfold_tone("hoàn"), unfold_tone("hoặc")
    ('hòa', 'ủy', 'hoàn', 'hoặc')
    """
    if word.isascii():
        return word
    parts = _NEW_PLACE.sub(lambda m: m[1] + m[3] + m[2] if m[1] else m[4] + m[6] + m[5], unicodedata.normalize("NFD", word))
    return nfc(parts)


def strip_marks(text: str) -> str:
    """Text without any Vietnamese mark, case kept.

    >>> strip_marks("Đảng bộ Khối, QĐ-UBND")
    'Dang bo Khoi, QD-UBND'
    """
    return text if text.isascii() else nfc(text.translate(_BARE))


class _Bare(dict[int, str]):
    """Each character decomposed, without its combining marks; made when it is asked for."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        bare = "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")
        if len(self) < MOST_KEPT:
            self[code] = bare
        return bare


MOST_KEPT = 4096
"""Characters whose bare forms are kept; a Vietnamese text has some 250."""

_BARE = _Bare()


def fold_key(text: str) -> str:
    """Lower-case ASCII key of a string, for looking up what a damaged string may have been.

    >>> fold_key("Nghi quyét s§")
    'nghi quyet sss'
    """
    plain = text if text.isascii() else text.encode("utf-8", "ignore").decode()  # without lone surrogates
    return str(unidecode(plain)).lower()


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark.

    >>> has_marks("Nghi quyet"), has_marks("Nghị quyết")
    (False, True)
    """
    return not text.isascii() and not MARKED.isdisjoint(text)
