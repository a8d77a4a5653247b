"""Candidate markers: what may begin a section at the start of a line, in all the ways that it may be read.

In: body pieces; out: `Candidate` with its readings and its weight, the evidence that it is a marker at all (negative: a
number that a wrapped line happens to begin with). `numbering` chooses among them. Look-alikes cost: ``l.`` for 1, ``Il.``
and ``I11.`` for Roman numerals, ``d)`` for ``đ)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.alphabet import strip_marks
from vndoc.structure.blocks import ITEM
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.quotations import quoted_lines
from vndoc.structure.shapes import ends_sentence, is_caps, starts_lower

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in their order (no f, j, w, z)."""

WEIGHTS = {
    "part": 3.0, "chapter": 3.0, "section": 2.0, "subsection": 2.0, "article": 3.0,
    "upper": 1.0, "roman": 1.5, "arabic": 1.5, "decimal": 1.5, "letter": 1.5, "bracket": 1.5,
}  # fmt: skip
"""How much a marker of a style weighs before its surroundings are looked at: words weigh more than signs."""

_WORDS = ["NHAT", "HAI", "BA", "TU", "NAM", "SAU", "BAY", "TAM", "CHIN", "MUOI"]
_ROMAN = r"[IVXLl1|T!HMY]{1,7}"
_LIKE = str.maketrans(
    {"l": "I", "1": "I", "|": "I", "T": "I", "!": "I", "Í": "I", "Ì": "I", "H": "II", "M": "III", "E": "I", "Y": "V", "U": "V"}
)
_PATTERNS = {
    "part": regex.compile(
        rf"^PHAN\s+(?:THU\s+(?P<word>{'|'.join(_WORDS)})|(?P<roman>{_ROMAN})|(?P<n>\d+))(?!\w)\s*(?P<sep>[.:\-–]?)"
    ),
    "chapter": regex.compile(
        rf"^CH[UƯ][OƠ]NG\s*(?:(?P<roman>{_ROMAN})|(?P<n>\d+|(?<=\s)[SBO§](?![\w]|\s\p{{L}}+\s)))(?P<suffix>[A-Z]?)(?!\w)\s*(?P<sep>[.:\-–]?)"
    ),
    "section": regex.compile(rf"^MUC\s+(?:(?P<n>\d+|[SBO§](?=\s?[.:]|$))|(?P<roman>{_ROMAN}))(?!\w)\s*(?P<sep>[.:\-–]?)"),
    "subsection": regex.compile(rf"^TIEU\s*MUC\s+(?:(?P<n>\d+)|(?P<roman>{_ROMAN}))(?!\w)\s*(?P<sep>[.:\-–]?)"),
    "article": regex.compile(
        r"^(?:DI[EÊ]?U|D1EU|ĐIEU|PIEU|BIEU(?=\s\d+\.\s\S+\s))\s*(?P<n>(?=\S{0,2}\d|[IL|](?!\w)|[SGBO§][.:])[\dILSOGB|§]{1,3}?)"
        r"(?P<suffix>[A-ZĐ]?)(?![\w|§])\s*(?P<sep>[.:,]?)"
    ),
}
_WORDED = frozenset(("PH", "CH", "MU", "TI", "DI", "D1", "ĐI", "PI", "BI"))
"""First two letters of keys that the words for levels begin with, also misread."""
_SIGNS = {
    "decimal": regex.compile(
        r"^(?P<n>\d{1,2}(?:[.,]\d{1,2}){1,3}(?=[.,)\-/\s\p{L}])|\d{1,2}\.\s\d{1,2}(?=[.\s]\s?\p{Lu}))(?P<sep>[.,)\-/]?)(?=\s|\p{L})"
    ),
    "arabic": regex.compile(r"^\(?(?P<n>\d{1,3}|[Il|SO]\d?)(?P<suffix>[a-zđ]?)\s?(?P<sep>[.)\-–/,]{1,2})(?=\s|\p{L}|$)"),
    "bracket": regex.compile(r"^\((?P<n>\d{1,2})(?P<sep>\))(?=\s|-)"),
    "roman": regex.compile(r"^(?P<roman>[IVXLl1|TÍÌ!HM]{1,7})\s?(?P<sep>[.\-–/):])(?=\s|\p{L}|$)"),
    "upper": regex.compile(r"^(?P<letter>[A-HĐ])\s?(?P<sep>[.\-–/)])(?=\s|\p{Lu}|$)"),
    "letter": regex.compile(r"^(?P<letter>\p{Ll})(?P<suffix>[1-9]\d?(?=\)))?\s?(?P<sep>[).\-/])(?=\s|\p{L}|$)"),
}
_LIKE_NUMBERS = frozenset("IVXLHUNMTEYÍÌSOl")
"""Letters that a number may begin with, as numeral, look-alike or misread."""
_SCRAP = regex.compile(
    r"^(?:[_.,'`~|:;^*‹›»«“”„\"¬]{1,2}|_{3,8})\s?(?=[\dIVXA-Za-zđ])|^[-–—](?:\s?(?=\p{Ll}\s?\))|(?=\d{1,2}[.)]\s))"
)
_BEFORE_WORD = regex.compile(r"^[^\p{L}\d]{1,3}(?=\p{Lu})")
_LOOKS = {"I": "1", "l": "1", "|": "1", "S": "5", "O": "0", "Ó": "6", "ó": "6", "g": "9", "§": "3", "B": "8"}
_CITED = regex.compile(
    r"^\s*(?:của|và|hoặc|đến|nêu|này|trên|theo|quy định|được|Thông tư|Nghị định|Luật|Quyết định|Bộ luật|Điều|khoản|điểm)\b"
)


_WHOLE = regex.compile(r"\(\d+\)")
WHOLLY = 0.8
"""Cost of taking a number in brackets (``(1)``) for one of a list without."""
ODD = 1.0
"""What a line's beginning weighs less that can be a number only if it is badly misread."""
LOST_STROKE = 1.2
"""Cost of a Roman numeral with a stroke too many or too few (``II.`` for III): less than a number that is repeated."""


class Reading(NamedTuple):
    """One way to read a marker: style, place in the order, number as it should be printed, what the reading costs."""

    style: str
    ordinal: float
    number: str
    cost: float = 0.0
    path: tuple[int, ...] = ()


class Candidate(NamedTuple):
    """A line that may begin a section: index of the piece, length of the marker, sign after it, readings, weight.

    `token` is the number as it stands there, for comparison with what is expected; `quoted` tells that another document's text
    is quoted there.
    """

    at: int
    end: int
    sep: str
    readings: tuple[Reading, ...]
    weight: float
    token: str = ""
    caps: bool = False
    quoted: bool = False


@lru_cache(maxsize=1024)
def roman_value(text: str) -> int | None:
    """Value of a well-formed Roman numeral up to 89.

    >>> roman_value("XIV"), roman_value("IIX"), roman_value("IIII")
    (14, None, None)
    """
    m = regex.fullmatch(r"(L?X{0,3}|XL)(IX|IV|V?I{0,3})", text)
    if m is None or not text:
        return None
    tens = {"": 0, "X": 10, "XX": 20, "XXX": 30, "XL": 40}
    high = 50 + tens[m[1][1:]] if m[1].startswith("L") else tens[m[1]]
    return high + {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}[m[2]]


def roman(value: int) -> str:
    """A Roman numeral.

    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    return _numerals().get(value, str(value))


_NUMERALS = [
    h + t for h in ("", "X", "XX", "XXX", "XL", "L", "LX") for t in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
]


@lru_cache(maxsize=1)
def _numerals() -> dict[int, str]:
    """Numeral of each value, the first of those with it."""
    return {value: m for m in reversed(_NUMERALS) if (value := roman_value(m)) is not None}


def _romans(style: str, text: str) -> list[Reading]:
    fixed = text.translate(_LIKE)
    value = roman_value(fixed)
    if value is None:
        return []
    wrong = sum(c not in "IVXL" for c in text)
    cost = min(1.6, 0.4 * wrong + 0.3 * (wrong == len(text)))
    out = [Reading(style, value, fixed, cost)]
    for other in (value - 1, value + 1):
        if other > 0:
            out.append(Reading(style, other, roman(other), cost + LOST_STROKE))
    for longer in (fixed.removesuffix("II"), f"{fixed}II"):  # ``I.`` for III, ``VI.`` for VIII
        other_value = roman_value(longer)
        if longer != fixed and other_value:
            out.append(Reading(style, other_value, longer, cost + 2 * LOST_STROKE))
    return out


def _number(style: str, text: str, suffix: str = "") -> list[Reading]:
    digits = "".join(_LOOKS.get(c, c) for c in text)
    if not digits.isdecimal() or not 0 < int(digits) < 1000:
        return []
    wrong = sum(a != b for a, b in zip(text, digits, strict=True))
    more = (LETTERS.find(suffix.lower()) + 1) / 100 if suffix else 0.0
    return [Reading(style, int(digits) + more, digits.lstrip("0") + suffix, 0.5 * wrong + 0.3 * bool(suffix), (int(digits),))]


def _place(letter: str) -> float:
    """The place of a letter in the order; ``f`` stands behind ``e`` where it is used all the same.

    >>> _place("a"), _place("đ"), _place("f"), _place("g")
    (1, 5, 6.5, 7)
    """
    return LETTERS.index("e") + 1.5 if letter == "f" else LETTERS.index(letter) + 1


def _letters(text: str) -> list[Reading]:
    if text not in LETTERS and text != "f":
        bare = strip_marks(text)
        return [Reading("letter", LETTERS.index(bare) + 1, bare, 0.6)] if bare in LETTERS else []
    out = [Reading("letter", LETTERS.index(text) + 1, text)] if text in LETTERS else []
    if text == "f":
        out = [Reading("letter", _place("f"), "f")]
    looks = {"d": "đ", "đ": "d", "ð": "đ", "o": "c", "l": "i", "c": "e", "e": "c", "q": "g"}
    if text in looks:
        out.append(Reading("letter", LETTERS.index(looks[text]) + 1, looks[text], 0.6 if text in "dđð" else 1.4))
    return out


def _inserted(letter: str, suffix: str) -> list[Reading]:
    """A point that stands between two others (``p1)`` after p), or below one (``a1)``, ``a2)``)."""
    more = int(suffix) / 100
    return [r._replace(ordinal=r.ordinal + more, number=r.number + suffix, cost=r.cost + 0.3) for r in _letters(letter)[:1]]


def _word_readings(style: str, m: regex.Match[str], text: str) -> list[Reading]:
    groups = m.groupdict()
    if groups.get("word"):
        return [Reading(style, _WORDS.index(groups["word"]) + 1, text[m.start("word") : m.end("word")].lower())]
    suffix = text[m.start("suffix") : m.end("suffix")] if groups.get("suffix") else ""
    number = text[m.start("n") : m.end("n")] if groups.get("n") else ""
    if style == "article" and suffix:  # ``9a``, or ``9S`` for 95: the sequence decides
        return _number(style, number, suffix) + _number(style, number + suffix)
    if number:
        return _number(style, number, suffix)
    numeral = text[m.start("roman") : m.end("roman")].translate({ord("l"): "I"}).upper()
    # "1", "11": digits as they stand, or strokes of a Roman numeral
    return (_number(style, numeral, suffix) if numeral.isdecimal() else []) + _romans(style, numeral)


def _sign_readings(style: str, m: regex.Match[str]) -> list[Reading]:
    if style == "decimal":
        path = tuple(int(x) for x in regex.split(r"[.,]\s?", m["n"]))
        number = ".".join(map(str, path))
        return [Reading(f"decimal{len(path)}", path[-1], number, 0.4 * (number != m["n"]), path)] if 0 not in path else []
    if style == "arabic":
        found = _number(style, m["n"], m["suffix"]) if m["sep"] not in ("..", ",,") else []
        return [r._replace(cost=r.cost + WHOLLY) for r in found] if _WHOLE.match(m[0]) else found
    if style == "bracket":
        return _number(style, m["n"])
    if style == "roman":
        return _romans(style, m["roman"])
    if style == "upper":
        return [Reading(style, _place(m["letter"].lower()), m["letter"])]
    return _inserted(m["letter"], m["suffix"]) if m["suffix"] else _letters(m["letter"])


def _readings(piece: Piece) -> tuple[int, str, list[Reading]] | None:
    """(length of the marker, sign, readings) of a line, or None."""
    worded = piece.key[:2] in _WORDED and piece.text[:1].isupper()
    for style, pattern in _PATTERNS.items() if worded else ():
        m = pattern.match(piece.key)
        if m:
            found = _word_readings(style, m, piece.text)
            if found:
                return m.end(), m["sep"], found
    dirt = None if worded else _BEFORE_WORD.match(piece.text)
    if dirt and piece.key[dirt.end() :][:2] in _WORDED:
        m = _PATTERNS["article"].match(piece.key[dirt.end() :])
        if m and m["sep"]:
            return dirt.end() + m.end(), m["sep"], _word_readings("article", m, piece.text[dirt.end() :])
    best: tuple[int, str, list[Reading]] | None = None
    scrap = _SCRAP.match(piece.text)
    start = scrap.end() if scrap else 0
    for style, pattern in _SIGNS.items():
        m = pattern.match(piece.text[start:])
        if m and style == "roman" and not m["roman"].isalpha() and not is_caps(piece.text[start + m.end() :]):
            continue
        found = _sign_readings(style, m) if m else []
        if m and found:
            penalty = 0.3 if m["sep"] == "," else 0.0
            found = [r._replace(cost=r.cost + penalty) for r in found]
            best = (start + m.end(), m["sep"][:1].replace("–", "-").replace(",", "."), (best[2] if best else []) + found)
    return best


def _begins_word(text: str) -> bool:
    """Whether a line begins with a word that is no number in any reading, so that no pattern of signs can match it.

    >>> _begins_word("chức, cá nhân"), _begins_word("a) Tổ chức"), _begins_word("Il. Mục"), _begins_word("ab. Mục")
    (True, False, False, False)
    """
    two = text[:2].isalpha() and len(text) > 2
    return two and text[0] not in _LIKE_NUMBERS and not any(sign in _AFTER_NUMBERS for sign in text[2:4])


_AFTER_NUMBERS = frozenset(".,:)-–/")


def _fills(piece: Piece, flow: Flow) -> bool:
    """Whether a line runs to the right edge of the body."""
    body = flow.measure(piece)
    if piece.box and body.width > 0:
        return piece.box[2] > body.right - 0.12 * body.width
    return len(piece.text) > 0.8 * body.length


def _weight(piece: Piece, before: Piece | None, style: str, sep: str, rest: str, flow: Flow) -> float:
    """The evidence that a line begins a section."""
    weight = WEIGHTS[style.rstrip("234")]
    if before is None or ends_sentence(before.text) or is_caps(before.text) or not _fills(before, flow):
        weight += 1.0
    elif not before.text.endswith(","):
        weight -= 1.8
    weight += 0.8 * piece.paragraph
    body = flow.measure(piece)
    if piece.box and before and before.box and before.page == piece.page:
        weight += 0.5 if piece.box[0] > body.left + 0.025 * body.width else -0.3
    if not rest:
        weight -= 0.0 if style in ("part", "chapter", "section", "article") else 0.7
    elif rest[0] in ",;)":
        weight -= 4.0
    elif _CITED.match(rest) and not sep:
        weight -= 5.0
    elif starts_lower(rest):
        weight -= 0.8 if style in ("letter", "arabic") else 2.0
    else:
        weight += 0.5
    if style == "roman":
        weight += 1.5 if is_caps(rest) else -0.3
    if style in ("arabic", "letter") and is_caps(rest) and len(rest) > 12:
        weight -= 1.0
    if style == "section" and rest and not is_caps(rest) and not sep:
        weight -= 2.5
    if style.startswith("decimal") and not sep:
        weight -= 0.7
    return weight


_TOKEN = regex.compile(
    r"""
    ^ [^\p{L}\d(]{0,2}
    (?P<token> [^\s.,;:()]{1,3} | [IVXLHUNMTEY1l|]{4,6} | [^\s.,;:()]{1,3} (?: [.,\-/] [^\s.,;:()]{1,3} ){0,3} )
    (?P<sep> [.,:)\-/]{1,2} | (?<= ^ (?= \S* [HMNU] ) [IVXLHUNM]{3,6} ) (?= \s \p{Lu}{2} ) ) \s* (?= [\p{Lu}“] )
    """,
    regex.VERBOSE,
)
_BARE = regex.compile(r"^(?P<token>\p{L}|[IVXLl1|]{2,5})\s(?=\p{Lu}\p{Ll})")
"""A letter or numeral whose sign is lost (``k Quyết định``, ``II Hoàn thiện``)."""
_ODD = regex.compile(r"[^\p{L}\s“”\"]|^[IVXLHUNMTEY]{1,6}$|^\p{Ll}$")


def _odd(piece: Piece) -> tuple[int, str, str] | None:
    """(length, sign, token) of a line that may begin with a misread number (``§.``, ``24.`` for 2.4., ``U.`` for II.)."""
    if ITEM.match(piece.text):
        return None
    m = _TOKEN.match(piece.text)
    if m is None or not _ODD.search(m["token"]):
        m = _BARE.match(piece.text)
        return (m.end(), ")" if len(m["token"]) == 1 else ".", m["token"]) if m else None
    return m.end(), ")" if ")" in m["sep"] else ("-" if "-" in m["sep"] else "."), m["token"]


QUOTED = 9.0
"""What a marker weighs less inside quoted text: more than any has, and than a number out of order costs."""


def candidates(pieces: Sequence[Piece], flow: Flow) -> list[Candidate]:
    """All candidate markers of a run of pieces, in order; none in tables, and quoted lines weigh little."""
    out = []
    quoted = quoted_lines(pieces)
    for i, piece in enumerate(pieces):
        if piece.role == "table" or (_begins_word(piece.text) and piece.key[:2] not in _WORDED):
            continue
        found = _readings(piece)
        if found:
            end, sep, readings = found
            if piece.sure:
                readings = [r for r in readings if r.cost < LOST_STROKE] or readings[:1]
            before = pieces[i - 1] if i else None
            rest = piece.text[end:].strip()
            weights = {r.style: _weight(piece, before, r.style, sep, rest, flow) for r in readings}
            weight = max(weights.values())
            readings = [r._replace(cost=r.cost + weight - weights[r.style]) for r in readings]
            weight -= QUOTED * (i in quoted)
            token = piece.text[:end].strip().strip(".,;:()-–/ ")
            token = "" if piece.sure else _token(token, readings[0].style)
            out.append(Candidate(i, end, sep, tuple(readings), weight, token, is_caps(rest), i in quoted))
        elif odd := None if piece.sure else _odd(piece):
            end, sep, token = odd
            rest = piece.text[end:].strip()
            weight = _weight(piece, pieces[i - 1] if i else None, "roman" if is_caps(rest) else "arabic", sep, rest, flow)
            weight = weight - ODD - QUOTED * (i in quoted)
            out.append(Candidate(i, end, sep, (), weight, token, is_caps(rest), i in quoted))
    return out


def _token(printed: str, style: str) -> str:
    """What `numbering` may read as another number: any number of signs, an article's that is no plain number."""
    if style not in _PATTERNS:
        return printed
    number = printed.split()[-1]
    return number if style == "article" and not number.isdecimal() else ""
