"""Punctuation that the reader broke: specks, marks of letters that were read as signs, signs misread or doubled.

In: a line as read, and the edits of its words; out: edits of what stands between them. Words are not touched, and of numbers,
codes and addresses nothing but a sign that stands apart from them.

Readers of English see the horn of ơ and ư as an apostrophe, the hook above as a question mark, the hook of ủ as a colon
(``cơ’ sở’``, ``giữ? vai``, ``chủ: nghĩa``), and a small l before a wider letter as a bracket (``[à``). What a sign is depends
on the word that was restored beside it: behind any other word the same sign stays. The common rules are right
more than ninety-nine times in a hundred on rendered pages; counts, those of the rare ones too, are in docs/engine.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from vndoc.alphabet import strip_marks
from vndoc.document import Edit
from vndoc.restore.words import WordsOfLine

SURE = 0.97
"""Confidence of an edit of signs; of those on rendered pages at least as many were right."""

_QUOTE = "’'‘`´"
_AFTER = regex.compile(rf"(?<=[\p{{L}}\p{{M}}\d&§¢€¥$@£])(?P<sign>[{_QUOTE}]+|[?:!\]}}»|])(?=(?P<rest>\s|[,.;:)”\"]|\Z))")
_BEFORE = regex.compile(rf"(?<!\S)(?P<sign>[{_QUOTE}!\]}}\[{{(\\_])(?=[\p{{L}}\p{{M}}\d&§¢€¥$@£])(?!\S*@)")
_LONE = regex.compile(r"(?<!\S)(?P<speck>[|_‘’`´«»{}\[\]\\¬¦]{1,3})(?!\S)")
_DOUBLED = regex.compile(r"(?<=[\p{L}\d)])(?P<first>[,;])\.(?!\S)")
_DASH = regex.compile(r"(?<=\S )—(?= \S)")
_DASH_AT_START = regex.compile(r"\A\s*(?P<dash>[—~])(?=\s?\p{L})")
_MARKER = regex.compile(r"\A\s*\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})(?P<sign>[,‚;])\s+(?=\p{Lu})(?![IVX]+\b)")
_CODE_SPACE = regex.compile(r"/\p{Lu}+(?P<gap>-\s)(?=(?:[Cc]P|TTg|QH\d*|B\p{Lu}{1,8}|UBND|TW|CTN)\b)")
_SUSPECT = regex.compile(rf"[{_QUOTE}?!:;\[\]{{}}()»«|\\_—~¬¦]|[,;]\.|,\s+\p{{Lu}}|/\p{{Lu}}+-\s")

_COUNTED = regex.compile(r"(?<!\p{L})(?:[Nn]g[aà]y|[Tt]h[aá]ng|[Kk]ho\w{1,2}n|[DĐP]i.{1,2}u|[Qq]u[yý])\s\Z")
"""Words, damaged or not, that a number follows: a stroke behind them is a 1."""

_OPENED = regex.compile(rf"(?:^|[\s(\[“\"])[{_QUOTE}](?=[\p{{L}}\d])")
_CLOSED = regex.compile(rf"(?<=[\p{{L}}\d.,!?%])[{_QUOTE}](?![\p{{L}}\d])")
HORNED = regex.compile(r"[ơườừớứởửỡữợự]\Z", regex.IGNORECASE)
"""Words whose last letter has a horn, or lost it to a sign."""

_HOOKED_U = regex.compile(r"[ủùú]\Z", regex.IGNORECASE)
_PAIRS = {"]": "[", "}": "{", "[": "]", "{": "}", "(": ")"}
_REFERRED = frozenset(("Điều", "Khoản", "Điểm", "Chương", "Mục", "Phần", "Luật", "Bộ"))
"""Words before which a number at the start of a line goes on with a reference: khoản 1, | 2, Điều 5."""

_READ_FOR_T = frozenset("tTlLI1fF")


class Change(NamedTuple):
    """``raw[start:end]`` becomes `after`; `rule` names why."""

    start: int
    end: int
    after: str
    rule: str


def _change(m: regex.Match[str], group: str | int, after: str, rule: str) -> Change:
    return Change(m.start(group), m.end(group), after, rule)


def sign_changes(raw: str, edits: Sequence[Edit]) -> Iterator[Change]:
    """Changes of the signs of a line; they may overlap one another, and the edits."""
    if not _SUSPECT.search(raw):
        return
    line = WordsOfLine(raw, edits)
    if (m := _MARKER.match(raw)) and line.after(m.end()) not in _REFERRED:
        yield _change(m, "sign", ".", "marker")
    if m := _DASH_AT_START.match(raw):
        yield _change(m, "dash", "-", "dash at start")
    for m in _DASH.finditer(raw) if "—" in raw else ():
        yield _change(m, 0, "–", "dash")
    for m in _CODE_SPACE.finditer(raw) if "/" in raw else ():
        yield _change(m, "gap", "-", "space in a code")
    for m in _DOUBLED.finditer(raw) if ",." in raw or ";." in raw else ():
        yield _change(m, 0, m["first"], "doubled")
    yield from _specks(raw)
    for m in _AFTER.finditer(raw):
        if rule := _why_after(line, m.start(), m["sign"], m["rest"]):
            yield _change(m, "sign", "", rule)
    for m in _BEFORE.finditer(raw):
        if rule := _why_before(line, m.end("sign"), m["sign"]):
            yield _change(m, "sign", "", rule)


def _why_after(line: WordsOfLine, at: int, sign: str, rest: str) -> str:
    """Why a sign that sticks to the end of a word is none; empty where it is one."""
    raw, word = line.raw, line.before(at)
    follows = raw[at + len(sign) + 1 : at + len(sign) + 2]
    if not word[-1:].isalpha():
        return ""
    if sign[0] in _QUOTE:
        return "quote after" if not _OPENED.search(raw, 0, at) else ""
    if sign == "?":
        is_mark = HORNED.search(word) and (rest in tuple(",;.") or (rest == " " and follows.strip()))
        return "question" if is_mark else ""
    if sign == ":":
        return "colon" if _HOOKED_U.search(word) and rest == " " and follows.islower() else ""
    if sign == "!":
        return "exclamation" if rest == " " and follows.islower() else ""
    if sign in _PAIRS:
        return "bracket after" if _PAIRS[sign] not in raw[:at] else ""
    return "speck after"


def _why_before(line: WordsOfLine, at: int, sign: str) -> str:
    """Why a sign that sticks to the start of a word is none; empty where it is one."""
    raw, word = line.raw, line.after(at)
    if not word[:1].isalpha():
        return ""
    if sign in _QUOTE:
        return "quote before" if not _CLOSED.search(raw, at) else ""
    if sign == "(":
        is_letter = strip_marks(word[:1].lower()) in "tl" and raw[at] not in _READ_FOR_T
        return "parenthesis before" if is_letter and ")" not in raw[at:] else ""
    if sign in "[{":
        return "bracket before" if _PAIRS[sign] not in raw[at:] else ""
    return "speck before"


def _specks(raw: str) -> Iterator[Change]:
    """Signs that stand alone: they go with the space before them, at the start of a line with the one after them."""
    found = list(_LONE.finditer(raw))
    for m in found:
        quotes = sum(other["speck"] == m["speck"] for other in found)
        if m["speck"] in _QUOTE and quotes > 1:
            continue
        start, end = m.span()
        if m["speck"] == "|" and _COUNTED.search(strip_marks(raw[:start])):
            yield Change(start, end, "1", "stroke for 1")
            continue
        while start and raw[start - 1].isspace():
            start -= 1
        if not start:
            while end < len(raw) and raw[end].isspace():
                end += 1
        yield Change(start, end, "", "lone " + m["speck"])


def sign_edits(raw: str, edits: Sequence[Edit]) -> list[Edit]:
    """Edits of the signs of a line, none over another or over one of `edits`.

    Args:
        raw: the line as read.
        edits: of its words.

    >>> for edit in sign_edits("4.1, Co’ so’ vat chat |", [Edit((5, 7), "Co", "Cơ", "garble", 1.0)]):
    ...     print(edit.span, repr(edit.before), repr(edit.after))
    (3, 4) ',' '.'
    (7, 8) '’' ''
    (11, 12) '’' ''
    (21, 23) ' |' ''
    """
    taken = [edit.span for edit in edits]
    out: list[Edit] = []
    for change in sign_changes(raw, edits):
        if all(change.end <= start or change.start >= end for start, end in taken):
            taken.append((change.start, change.end))
            out.append(Edit((change.start, change.end), raw[change.start : change.end], change.after, "sign", SURE))
    return sorted(out, key=lambda edit: edit.span)
