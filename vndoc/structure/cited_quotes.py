"""Quoted text, in which units are those of the document that is amended.

In: paragraphs in order; out: the quoted stretches of each. A quotation goes on over paragraphs where it begins one, or
stands after a colon; a sign that was lost ends at the next heading, or after some paragraphs.
"""

from __future__ import annotations

import re

MOST_PARAGRAPHS = 80
"""Paragraphs that a quotation without an end goes on for."""

_SIGN = re.compile(r"[“”\"]")


class Quotes:
    """Follows quotation marks from paragraph to paragraph.

    >>> quotes = Quotes()
    >>> quotes.spans("Sửa đổi như sau: “Điều 5. Hồ sơ"), quotes.spans("a) Đơn;”."), quotes.spans("Điều 6.")
    ([(17, 31)], [(0, 8)], [])
    """

    def __init__(self) -> None:
        self._depth = 0
        self._left = 0

    def reset(self) -> None:
        """Forget a quotation that has not ended."""
        self._depth = 0

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The quoted stretches of the next paragraph."""
        if not self._depth and "“" not in text and '"' not in text:
            return []
        out: list[tuple[int, int]] = []
        goes_on = self._depth > 0
        begin = 0
        for m in _SIGN.finditer(text):
            opens = m[0] == "“" or (m[0] == '"' and not self._depth)
            if opens and not self._depth:
                begin = m.start()
                goes_on = not text[:begin].strip() or text[:begin].rstrip().endswith(":")
                self._left = MOST_PARAGRAPHS
            elif not opens and self._depth == 1:
                out.append((begin, m.end()))
            self._depth = self._depth + 1 if opens else max(0, self._depth - 1)
        if self._depth:
            out.append((begin, len(text)))
            self._left -= 1
            if not goes_on or self._left <= 0:
                self._depth = 0
        return out
