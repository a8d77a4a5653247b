"""Names of persons, told from other words in title case by their surname.

In: a line; out: the name in it. Titles and ranks before a name are left out, as are scraps that a stamp leaves before it.
"""

from __future__ import annotations

import regex

from vndoc.alphabet import fold_tone
from vndoc.structure.lexicon import exact_surnames, surnames
from vndoc.structure.shapes import key

_TITLE = r"(?:GS|PGS|TS|TSKH|ThS|BS|KS|LS|CN|CVCC|NGƯT|NGND|TTND)\.?"
_RANK = r"(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|uý)|Đại úy|Đô đốc|Phó Đô đốc|Chuẩn Đô đốc|Luật sư|Đồng chí|Ông|Bà)"
_HONOURS = regex.compile(rf"^(?:(?:{_TITLE}|{_RANK})[\s,.]+)+")
_SYLLABLE = r"\p{Lu}[\p{Ll}'’]{0,7}"
_NAME = regex.compile(rf"(?<![\p{{L}}\d]){_SYLLABLE}(?:[\s.]{{1,2}}{_SYLLABLE}){{1,5}}\W*$")


def find_name(text: str) -> str | None:
    """The name that a line is, without titles and ranks.

    >>> find_name("`2, Trần Thị Ngọc Diễm"), find_name("Thượng tướng Lê Quý Vương"), find_name("Văn phòng Quốc hội")
    ('Trần Thị Ngọc Diễm', 'Lê Quý Vương', None)
    """
    line = _HONOURS.sub("", text.strip(" *_|:.,;()'`\"“”"))
    if len(line) > 45:
        return None
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

    >>> is_name("Nguyễn Tấn Dũng"), is_name("Bộ Tài chính"), is_name("THỦ TƯỚNG")
    (True, False, False)
    """
    return find_name(text) is not None
