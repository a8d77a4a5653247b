"""Unicode text → text as a pre-Unicode code page shows it in a Western program, to measure the way back.

TCVN3 has no places for most marked capitals: a converter writes the small letter (``CéNG``), a typist sets the text in the
font that draws capitals. What a code page does not hold stays as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from vndoc.alphabet import LOWER
from vndoc.recode.tables import ByteTable, byte_table, viqr, vni

MARKED = frozenset(c for c in LOWER + LOWER.upper() if ord(c) > 127)


@lru_cache(maxsize=4)
def _places(name: ByteTable) -> dict[int, str]:
    places = {ord(letter): chr(code) for code, letter in byte_table(name).items() if code < 0x100 and letter in MARKED}
    if name == "tcvn3":
        for letter in MARKED:
            own = letter in "ĂÂÊÔƠƯĐ" or letter.islower()
            places[ord(letter)] = places[ord(letter if own else letter.lower())]
    return places


def to_bytes(name: ByteTable) -> Callable[[str], str]:
    """Encoder of a code page of one byte a letter, as Latin-1 shows it."""
    return lambda text: text.translate(_places(name))


@lru_cache(maxsize=1)
def _vni() -> dict[int, str]:
    places = {}
    for signs, letter in vni().letters.items():
        places[ord(letter)] = signs
        places[ord(letter.upper())] = signs.upper()
    return places


def to_vni(text: str) -> str:
    """VNI, as Latin-1 shows it.

    >>> to_vni("Sở Thương mại")
    'Sôû Thöông maïi'
    """
    return text.translate(_vni())


def to_cp1258(text: str) -> str:
    """Windows-1258, as Windows-1252 shows it."""
    out = []
    for c in text:
        try:
            raw = c.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", c)
            tone = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
            rest = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tone))
            raw = "".join([rest, *tone]).encode("cp1258", "replace")
        out.append(raw.decode("cp1252", "replace"))
    return "".join(out)


def to_viqr(text: str) -> str:
    """VIQR.

    >>> to_viqr("Đường lối đúng")
    "DDu+o+`ng lo^'i ddu'ng"
    """
    shapes, tones = viqr()
    signs = {mark: sign for sign, (mark, _) in [*shapes.items(), *tones.items()] if sign != "*"}
    out = []
    for c in text.replace("đ", "dd").replace("Đ", "DD"):
        parts = unicodedata.normalize("NFD", c) if c in MARKED else c
        tone = [signs[p] for p in parts[1:] if signs[p] in tones]
        out.append("".join([parts[0], *(signs[p] for p in parts[1:] if signs[p] in shapes), *tone]))
    return "".join(out)


def misread(codec: str, times: int = 1) -> Callable[[str], str]:
    """Encoder: UTF-8 read as another encoding; bytes that it does not know stay as Latin-1 has them."""

    def read(raw: bytes) -> str:
        return "".join(bytes([b]).decode(codec, "ignore") or chr(b) for b in raw)

    def encode(text: str) -> str:
        for _ in range(times):
            text = read(text.encode("utf-8"))
        return text

    return encode


ENCODERS: dict[str, Callable[[str], str]] = {
    "TCVN3": to_bytes("tcvn3"),
    "VNI": to_vni,
    "VISCII": to_bytes("viscii"),
    "VPS": to_bytes("vps"),
    "Windows-1258": to_cp1258,
    "VIQR": to_viqr,
    "UTF-8 as Windows-1252": misread("cp1252"),
    "UTF-8 as Latin-1": misread("latin-1"),
    "UTF-8 as Windows-1258": misread("cp1258"),
    "UTF-8 as Mac OS Roman": misread("mac_roman"),
    "UTF-8 as Windows-1252, twice": misread("cp1252", 2),
}
