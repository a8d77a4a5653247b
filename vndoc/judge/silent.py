"""Chunks of a line that say nothing of its language: addresses of the web, also broken over lines, tags, lists of codes.

An address is written in words without marks (``/bo-noi-vu-cong-bo-ket-qua.html``), as is ``#VietNam``: by their letters they
are Vietnamese that lost its marks, whatever the text around them is worth. Codes of a list (``A1, B2, D1E``) look like
words with digits misread into them; a single one does not, for all that is known, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

MIN_CODES = 3
"""Codes of a line from which on they are a list. In readings of the English model, one line in some hundreds has two."""

_HINT = re.compile(
    r"s?:/|www\.|#\w|\.[a-z]{2}|[?&]\w+=|[-_/][\da-z]+[-_/]|[A-ZĐ]\d.+?[A-ZĐ]\d.+?[A-ZĐ]\d",
)
"""What a line holds that has any such chunk; most lines do not, and are looked at no further."""

_ADDRESS = regex.compile(
    r"""
    (?: https?:/ | www\.                                        # how one begins
      | ^\W*\#\w                                                # a tag
      | \.(?: vn | com | net | org | gov | edu | info | asia
            | html? | aspx? | php | jsp | pdf | docx? | jpg | png )(?![\p{L}\d])   # a domain, a file
      | [?&]\w+=                                                # a question to a site
      | ^(?=.*[a-z])\W*(?:[\da-z]*(?:[-_/][\da-z]+){2,}[-_/]? | (?:[\da-z]+[-_/]){2,} )\W*$ )  # words joined: an article's name
    """,
    regex.VERBOSE,
)
_GOES_ON = regex.compile(r"[!-~]*[-/?=&_.%\d][!-~]*")
"""What may be the rest of an address that the line above broke off, beside words: signs of ASCII, one of them of addresses."""

_REST = regex.compile(r"[!-~]+")
"""The same, alone on its line."""

_CODE = regex.compile(r"[^\w]*(?:\p{Lu}{1,2}\d{1,2}\p{Lu}?|\p{Lu}{1,2})[^\w]*")
"""A code, or letters alone between codes."""


def speaking(lines: Sequence[str]) -> list[list[str]]:
    """The chunks of lines that follow one another, but for those that say nothing.

    >>> speaking(["Xem thêm: https://bao.vn/tin-tuc/hoi-nghi-trung-", "uong-lan-thu.htm", "hạng A1, B1, C1, D", "so A1 hang B"])
    [['Xem', 'thêm:'], [], ['hạng'], ['so', 'A1', 'hang', 'B']]
    """
    out = []
    is_open = False
    for line in lines:
        chunks = line.split()
        if chunks and (is_open or _HINT.search(line)):
            silent = [not chunk.isalpha() and _ADDRESS.search(chunk) is not None for chunk in chunks]
            silent[0] |= is_open and (_REST if len(chunks) == 1 else _GOES_ON).fullmatch(chunks[0]) is not None
            is_open = silent[-1] and (_ADDRESS.search(chunks[-1]) or _GOES_ON.fullmatch(chunks[-1])) is not None
            chunks = _without_codes([chunk for chunk, says_nothing in zip(chunks, silent, strict=True) if not says_nothing])
        out.append(chunks)
    return out


def _without_codes(chunks: list[str]) -> list[str]:
    codes = [_CODE.fullmatch(chunk) is not None for chunk in chunks]
    digits = sum(code and any(map(str.isdigit, chunk)) for code, chunk in zip(codes, chunks, strict=True))
    return [chunk for code, chunk in zip(codes, chunks, strict=True) if not code] if digits >= MIN_CODES else chunks
