"""How a signature begins: ``TM.``, ``KT.``, ``T/L``, ``TUQ.``, ``Q.``, with the body or head behind it.

In: a line; out: the prefix as printed and the rest. Readers lose the full stop, read it as a comma or leave scraps of a seal
before it; without its stop a prefix is believed only before a head or a body of the lists.
"""

from __future__ import annotations

import regex

from vndoc.structure.lexicon import body_family, find_position, starts_position
from vndoc.structure.offices import without_scraps
from vndoc.structure.shapes import is_caps, key

LONGEST_LINE = 90
"""Letters of the longest line that begins a signature."""

_SIGN = r"T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T[./]?\s?U[./]?\s?Q|TUN"
_PREFIX = regex.compile(rf"^[^\p{{L}}]{{0,12}}(?P<prefix>{_SIGN}|Q)\s?(?P<stop>[.,:/])[.,:;\s]*(?=\p{{L}}{{2}})")
_BARE = regex.compile(rf"^[^\p{{L}}]{{0,12}}(?P<prefix>{_SIGN})\b(?P<stop>)\s*(?=\p{{L}}{{2}})")
_INSIDE = regex.compile(r"(?<=\S\s+)(?:TM|KT|TL|TUQ|T/M|T/L|K/T)\s?[.,/]?\s?(?=\p{L}{2})")


def find_prefix(text: str) -> tuple[str, str] | None:
    """(prefix as printed, what follows) of a line that begins with one.

    >>> find_prefix("TM, . CHÍNH PHỦ"), find_prefix("KT Bộ Trường"), find_prefix("T/M BAN THƯỜNG VỤ"), find_prefix("KTNN, VPCP")
    (('TM.', 'CHÍNH PHỦ'), ('KT', 'Bộ Trường'), ('T/M', 'BAN THƯỜNG VỤ'), None)
    """
    if len(text) > LONGEST_LINE:
        return None
    k = key(text)
    m = _PREFIX.match(k)
    bare = m is None
    m = m or _BARE.match(k)
    if m is None or (m["stop"] == "/" and len(m["prefix"]) == 2 and m["prefix"] != "Q"):
        return None
    rest = text[m.end() :].strip(" .,;:*_|'\"`")
    known = (find_position(rest) or find_position(without_scraps(rest))) is not None
    known = known or (body_family(rest) is not None and is_caps(rest))
    if not known and (bare or not is_caps(rest)):
        return None
    prefix = text[m.start("prefix") : m.end("prefix")].replace(" ", "").upper()
    stop = "." if m["stop"] in (".", ",", ":") and "/" not in prefix else ""
    return prefix + stop, rest


def begins_signature(text: str, column: str) -> bool:
    """Whether a line begins a signature: a prefix with a body or position, or a position in capitals."""
    if len(text) > 75 or text.endswith(":"):
        return False
    prefix = find_prefix(text)
    if prefix:
        return starts_position(prefix[1]) or body_family(prefix[1]) is not None or column == "right"
    return is_caps(text) and len(text) < 60 and starts_position(text)


def second_prefix(text: str) -> int | None:
    """Where a second signature begins on a line that holds two of them side by side.

    >>> second_prefix("KT. BỘ TRƯỞNG KT. BỘ TRƯỞNG"), second_prefix("KT. BỘ TRƯỞNG")
    (14, None)
    """
    if not is_caps(text) or find_prefix(text) is None:
        return None
    m = _INSIDE.search(key(text))
    return m.start() if m else None
