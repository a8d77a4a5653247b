"""Names of persons, told from other words in title case by their surname.

In: a line; out: the name in it. Titles and ranks before a name are left out, as are scraps that a stamp leaves before it.
`find_name` believes any line of a document, `find_signer` a line where the name of a signer is looked for.
"""

from __future__ import annotations

import regex

from vndoc.alphabet import fold_tone
from vndoc.structure.lexicon import body_family, exact_surnames, find_position, surnames
from vndoc.structure.shapes import is_caps, key
from vndoc.syllable import is_possible

_TITLE = r"(?:GS|PGS|TS|TSKH|ThS|BS|KS|LS|CN|CVCC|NGƯT|NGND|TTND)\.?"
_RANK = r"(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|uý)|Đại úy|Đô đốc|Phó Đô đốc|Chuẩn Đô đốc|Luật sư|Đồng chí|Ông|Bà)"
_HONOURS = regex.compile(rf"^(?:(?:{_TITLE}|{_RANK})[\s,.]+)+")
_SYLLABLE = r"\p{Lu}[\p{Ll}'’]{0,7}"
_SCRAP = regex.compile(r"\p{L}\p{Lu}|\p{Lu}\p{L}")
"""A word with capitals before a name: what was read of its surname, perhaps (``FFG Hoàng Văn Sáng``)."""
_STROKES = regex.compile(r"(?<=\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+)(?:\s+[\p{Ll}\d\W]{1,3})+$")
"""Short words in small letters behind a name: a pen's strokes."""
SHORT = 3
"""Letters of the longest surname that a small word of the language may be mistaken for at the beginning of a line."""
_TRIM = " *_|:.,;()'`\"“”„"
_SHORT_NAME = regex.compile(r"(?:[AY]\s|[KH]\s?['’‘]\s?)\p{Lu}[\p{Ll}'’]+(?:\s\p{Lu}[\p{Ll}'’]+){0,2}")
"""A whole name of the Central Highlands, whose first word is a letter (A Hơn, K’ Dúi, H'Yim Niê)."""
_NAME = regex.compile(rf"(?<![\p{{L}}\d]){_SYLLABLE}(?:[\s.]{{1,2}}{_SYLLABLE}){{1,5}}\W*$")


def find_name(text: str) -> str | None:
    """The name that a line is, without titles and ranks.

    >>> find_name("`2, Cù Thị Ngọc Lam"), find_name("Thượng tướng Lê Quý Lam"), find_name("Văn phòng Quốc hội")
    ('Cù Thị Ngọc Lam', 'Lê Quý Lam', None)
    """
    line = _HONOURS.sub("", text.strip(_TRIM))
    if len(line) > 45:
        return None
    if _SHORT_NAME.fullmatch(line):
        return str(line)
    first = line[:1].upper() + line[1:]
    if line[:1].islower() and _NAME.fullmatch(first) and fold_tone(line.split()[0]) in exact_surnames():
        line = first
    m = _NAME.search(line)
    if m is None:
        return None
    words = regex.findall(r"[\p{L}'’]+", m[0])
    known = [i for i, w in enumerate(words[:-1]) if key(w) in surnames()]
    exact = [i for i in known if fold_tone(words[i]) in exact_surnames()]
    at = exact[0] if exact and len(words) - exact[0] > 2 else (known[0] if known else None)
    before = line[: m.start()].strip()
    if at is None or len(words) - at < 2 or sum(c.isalpha() for c in before) > 6:
        return None
    return " ".join(words[at:])


def is_name(text: str) -> bool:
    """Whether a line is a person's name.

    >>> is_name("Nguyễn Tấn Lam"), is_name("Bộ Tài chính"), is_name("THỦ TƯỚNG")
    (True, False, False)
    """
    return find_name(text) is not None


def find_signer(text: str) -> tuple[str, bool] | None:
    """(name, whether it is beyond doubt) of a line under a position; a seal may have taken its surname.

    >>> find_signer("hàng Trung Sáng"), find_signer("VÕ HOÀNG ANH SÁNG"), find_signer("é - FN i"), find_signer("Vụ = Bể;")
    (('Trung Sáng', False), ('VÕ HOÀNG ANH SÁNG', True), None, None)
    >>> find_signer("guyễn Văn Sáng"), find_signer("Trung hải")
    (('Nguyễn Văn Sáng', False), None)
    >>> find_signer("Lý Văn Sáng ies"), find_signer("FFG Hoàng Văn Sáng"), find_signer("Bộ Xây dựng")
    (('Lý Văn Sáng', True), ('Hoàng Văn Sáng', False), None)
    >>> find_signer("từ Điển Xuân Lam"), find_signer("K’ Dúi"), find_signer("Lý Trung sáng"), find_signer("Y tế")
    (('Điển Xuân Lam', False), ('K’ Dúi', True), ('Lý Trung Sáng', False), None)
    """
    line = _STROKES.sub("", text.strip(_TRIM))
    words = line.split()
    whole = _whole_surname(words[0]) if len(words) > 2 else None
    if whole and find_name(" ".join([whole, *words[1:]])):
        return " ".join([whole, *words[1:]]), False
    if 3 <= len(words) <= 5 and line.replace(" ", "").isalpha() and line.isupper():
        known = fold_tone(words[0]).lower() in exact_surnames() and all(is_possible(w.lower()) for w in words)
        if known and body_family(line) is None and find_position(line) is None:
            return line, True
    name, weak = find_name(line), _title_case(line) or _half_title_case(words)
    if name and _SHORT_NAME.fullmatch(name):
        return name, True
    if name and fold_tone(name.split()[0]) in exact_surnames():
        if line[:1].isupper() or len(name.split()[0]) > SHORT:
            return name, _SCRAP.search(_HONOURS.sub("", line)[: -len(name)]) is None
        return weak or name, False
    return (weak or name or "", False) if weak or name else None


def _whole_surname(word: str) -> str | None:
    """The surname that lacks its first letter (``guyễn``), where it is the only one."""
    if not word.islower() or len(word) <= SHORT or fold_tone(word) in exact_surnames():
        return None
    found = [name for name in exact_surnames() if name[1:] == fold_tone(word)]
    return found[0].capitalize() if len(found) == 1 else None


def _half_title_case(words: list[str]) -> str | None:
    """A name of a known surname one of whose further words was read in small letters."""
    small = [w for w in words[1:] if w.islower()]
    if not 3 <= len(words) <= 4 or len(small) != 1 or not all(w.isalpha() and is_possible(w.lower()) for w in words):
        return None
    others = all(w[0].isupper() and not w.isupper() for w in words if w not in small)
    return " ".join(w.capitalize() for w in words) if others and fold_tone(words[0]) in exact_surnames() else None


def _title_case(line: str) -> str | None:
    """The words at the end of a line that a name without its surname may be."""
    m = _NAME.search(line)
    if m is None or len(line) > 45 or is_caps(line):
        return None
    words = regex.findall(r"[\p{L}'’]+", m[0])
    if len(words) > 4 or min(map(len, words)) < 2 or sum(c.isalpha() for c in line[: m.start()]) > 6:
        return None
    listed = find_position(m[0]) is not None or body_family(m[0]) is not None
    return None if listed or not all(is_possible(w.lower()) for w in words) else " ".join(words)
