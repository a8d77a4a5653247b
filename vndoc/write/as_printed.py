"""Texts of metadata fields as their lines print them: where a line ends, which sign follows, how a number is introduced.

Metadata hold names and numbers bare, on one line. In: such texts and the printed lines that they were found on; out: the same
texts with what stands there. What is not found there stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.document import Document
from vndoc.write.printable import one_line

_SIGN = regex.compile(r"\s?([;,.])(?=\s|$)")
_NUMBER = regex.compile(r"(?:Luật\s+)?Số\s?:?\s?$", regex.IGNORECASE)


def lines_of(document: Document, name: str) -> list[str]:
    """The printed lines on which a field was found."""
    found = document.evidence.get(name)
    page = next((page for page in document.pages if found is not None and page.number == found.page), None)
    if found is None or page is None:
        return []
    return [one_line(page.lines[at].text) for at in found.lines if 0 <= at < len(page.lines)]


def broken(text: str, lines: Sequence[str]) -> str:
    r"""The text with a line feed where its printed lines end; as it is where they do not make it up.

    >>> broken("UBND TỈNH SÔNG LAM", ["UBND", "TỈNH SÔNG LAM", "Số: 2"]), broken("UBND TỈNH", ["UBND TINH"])
    ('UBND\nTỈNH SÔNG LAM', 'UBND TỈNH')
    """
    left = text.split()
    out = []
    for line in lines:
        there = line.split()
        count = _common(there, left)
        if count:
            out.append(" ".join(left[:count]))
            left = left[count:]
    return text if left else "\n".join(out)


def _common(line: Sequence[str], words: Sequence[str]) -> int:
    """How many of the words the line has, all to its end; words before them are another's (``V/v``, ``Số:``)."""
    if not words:
        return 0
    starts = (at for at, word in enumerate(line) if word == words[0])
    for at in starts:
        rest = line[at:]
        if list(rest) == list(words[: len(rest)]):
            return len(rest)
    whole = len(words) <= len(line) and any(list(line[at : at + len(words)]) == list(words) for at in range(len(line)))
    return len(words) if whole else 0


def ended(texts: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Items of a list, each with the sign that ends it in print.

    >>> ended(["Như trên", "Lưu: VT"], ["- Như trên;", "- Lưu: VT."]), ended(["Như trên;"], ["- Như trên;"])
    (['Như trên;', 'Lưu: VT.'], ['Như trên;'])
    """
    printed = " ".join(lines)
    at, out = 0, []
    for text in texts:
        found = printed.find(text, at) if text else -1
        if found >= 0:
            at = found + len(text)
        sign = _SIGN.match(printed, at) if found >= 0 else None
        out.append(f"{text}{sign[1]}" if sign else text)
    return out


def introduced(number: str, lines: Sequence[str]) -> str:
    """A document number with the word before it in print; empty where it was not read so.

    >>> introduced("08/2010/TT-BTC", ["Số 08/2010/TT-BTC"]), introduced("08/TB", ["SỐ O8/TB"])
    ('Số 08/2010/TT-BTC', '')
    """
    for line in lines:
        before, found, _ = line.partition(number)
        word = _NUMBER.search(before)
        if found and word:
            return f"{word[0].rstrip()} {number}"
    return ""
