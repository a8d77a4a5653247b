"""What is a heading and what is running text.

In: the first paragraphs of a section; out: how many pieces are its title. Parts, chapters and sections of chapters always
have one; Roman numerals and articles mostly; arabic and letter items where their paragraph is no sentence; clauses and
points never (their text is theirs).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.structure.pieces import Piece
from vndoc.structure.shapes import is_caps, without_dirt

LONGEST_TITLE = 320
"""Letters of the longest title: headings of articles in decrees run to some 250."""
SHORT_TITLE = 70
"""Letters up to which an article's first paragraph that ends in a full stop is still its heading, where more follows."""

UNTITLED = frozenset({"clause", "point", "dash", "plus"})
_HEADED = frozenset({"part", "chapter", "section", "subsection"})
_INTRODUCES = regex.compile(r"(?:sau|sau đây|dưới đây|như sau|gồm|bao gồm|gồm có|là)\s*:\s*$", regex.IGNORECASE)
_AMENDS = regex.compile(r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Hủy bỏ|Huỷ bỏ|Thay thế|Thay cụm từ)\b")
"""Begins a sentence that goes on with what is amended (``Sửa đổi, bổ sung một số điều của …:``)."""
_DECIDES = regex.compile(
    r"^(?:(?:Phê duyệt|Chấp thuận|Thông qua|Ban hành|Thành lập|Công nhận|Quyết nghị|Cho phép|Giao)\s.*:"
    r"|Việc\s.*\bđược\b.*:|Giao\s\p{Lu}.*[.:])$"
)
"""A sentence that decides or says how something is done (``Phê duyệt dự án với nội dung chính:``, ``Giao Sở … thực hiện.``)."""
_SENTENCE = regex.compile(r"\b(?:này|có hiệu lực|chịu trách nhiệm|ban hành kèm|bãi bỏ|thay thế)\b", regex.IGNORECASE)

_CLOSES = regex.compile(r"\bchịu trách nhiệm thi hành\s\p{Lu}|\bcó hiệu lực (?:thi hành )?(?:kể )?từ ngày\b")
"""What the last articles say, also where their full stop is lost."""


def is_title(level: str, text: str, bold: bool, more: bool) -> bool:
    """Whether the first paragraph of a section is its title.

    Args:
        level: the section's level.
        text: the paragraph without its marker.
        bold: whether all of it is bold.
        more: whether other text or sections follow in the section.

    >>> is_title("article", "Đối tượng áp dụng:", False, True), is_title("article", "Phê duyệt Đề án như sau:", False, True)
    (True, False)
    >>> is_title("article", "Giao Sở Y tế thực hiện.", False, True), is_title("article", "Giao nhiệm vụ.", False, True)
    (False, True)
    >>> is_title("roman", "Hộ sản xuất lớn (03 hộ):", False, True), is_title("roman", "Cấp vốn cho:", False, False)
    (True, False)
    >>> is_title("article", "Các xã chịu trách nhiệm thi hành Quyết định này", False, False)
    False
    >>> is_title("arabic", "Mục đích", False, True), is_title("clause", "Mục đích", True, True)
    (True, False)
    """
    if level in UNTITLED or not text or len(text) > LONGEST_TITLE:
        return False
    if level in _HEADED or (level in ("roman", "upper") and is_caps(text)):
        return True
    text = without_dirt(text)
    if text.endswith((";", ",")):
        return False
    if level == "article" and _DECIDES.match(text):
        return False
    if text.endswith("."):
        short = len(text) <= SHORT_TITLE and more and not _SENTENCE.search(text)
        return (short and level in ("article", "roman")) or (bold and more and len(text) < 2 * SHORT_TITLE)
    if text.endswith(":"):
        if _AMENDS.match(text) or _SENTENCE.search(text):
            return False
        short = more and level in ("roman", "upper") and len(text) <= SHORT_TITLE
        return not _INTRODUCES.search(text) and (bold or short or level == "article")
    return not _CLOSES.search(text)


def headed_lines(level: str, pieces: Sequence[Piece], rest: str) -> int:
    """How many pieces (the marker's own first) hold the title of a part, chapter or section: capitals go on over lines.

    Titles in small letters are one paragraph, which `blocks` finds.
    """
    caps = is_caps(rest) if rest else len(pieces) > 1 and is_caps(pieces[1].text)
    if not caps:
        return 0
    n = 1 if rest else 2
    while n < len(pieces) and is_caps(pieces[n].text) and not pieces[n].text.endswith(":"):
        n += 1
    return n
