"""References of a text, as its words alone tell them.

In: a text; out: `Found`, its units and the document that they are of, in order. Words for units and for kinds of documents are
looked for first; they are read on only where what follows may make a reference of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vndoc.structure.cited_documents import KINDS, Named, read_documents
from vndoc.structure.cited_units import WORDS, Unit, read_units

_ANCHOR = re.compile(rf"(?:{'|'.join(sorted((*WORDS, *KINDS), key=len, reverse=True))})(?!\w)")
_UNIT_GOES_ON = re.compile(
    r":?\s(?:\d|này(?!\w)|thứ\s|(?:[ivxl]{1,7}[a-z]?|[a-zđ]\d{0,2}|một|hai|ba|bốn)(?!\w)|[a-zđ]{1,6}[-–.]\d)"
)
_KIND_GOES_ON = re.compile(
    r"\s(?:\d|số(?!\w)|của\s|này(?!\w)|thi hành điều lệ|đại hội|hội nghị|trung ương"
    r"|thẩm|tiếp thu|giải trình|kết luận|giám sát|kiểm tra|thanh tra|chỉ đạo|hỏa tốc|hoả tốc|khẩn)|:\ssố\s"
)
_TITLED = ("luật", "bộ luật", "pháp lệnh", "hiến pháp", "điều lệ")
_MAY_GO_ON = (
    dict.fromkeys(KINDS, _KIND_GOES_ON)
    | dict.fromkeys((*_TITLED, "qcvn", "tcvn", "phụ lục"), re.compile(""))
    | dict.fromkeys((word for word in WORDS if word != "phụ lục"), _UNIT_GOES_ON)
)
"""What must follow a word for it to begin a reference."""
_TO_DOCUMENT = re.compile(
    r"\)?(?:,?\s(?:của|tại|trong|thuộc|theo)|[,:]?\s?\(?(?:được\s)?(?:ban hành\s)?(?:kèm\stheo|theo)|,)?\s(?:các\s|dự thảo\s)?"
)
_ATTACHED = re.compile(r"(?:\s[^.;:“”()]{1,110}?)?,?\s\(?(?:được )?ban hành (?:kèm )?theo\s(?:các\s)?")
_ATTACHABLE = ("quy chế", "quy định", "điều lệ", "chương trình", "kế hoạch", "đề án", "hướng dẫn", "quy trình", "nội quy")
_NO_ARTICLE = re.compile(r"\s(?:quy định|không áp dụng|áp dụng|được áp dụng)")
_SENTENCE = (".", ";", ":", "“", '"', "?", "!")


class Found(NamedTuple):
    """One reference in a text: its units, its document, its place."""

    units: list[Unit]
    document: Named | None
    start: int
    end: int


def small(text: str) -> str:
    """Small letters, place by place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _stands_alone(text: str, low: str, at: int) -> bool:
    """Whether ``Điều này`` is the pronoun (that), not this article."""
    if not low.startswith("điều này", at):
        return False
    before = text[:at].rstrip()
    begins = not before or before.endswith(_SENTENCE)
    return text[at].islower() or (begins and _NO_ARTICLE.match(low, at + 8) is None)


def read_references(text: str) -> Iterator[Found]:
    """The references of a text, in order; several documents that share a kind are several."""
    low = small(text)
    at = 0
    while m := _ANCHOR.search(low, at):
        start, at = m.start(), m.end()
        if _MAY_GO_ON[m[0]].match(low, at) is None or (m[0] == "luật" and low.endswith("pháp ", 0, start)):
            continue
        if start and (low[start - 1].isalnum() or low[start - 1] == "_"):
            continue
        units = read_units(text, low, start)
        if units is None:
            documents = read_documents(text, low, start)
            for one in documents[0] if documents else ():
                at = max(at, one.end)
                if one.is_known:
                    yield Found([], one, one.start, one.end)
            continue
        if _stands_alone(text, low, start):
            continue
        vague = all(len(unit.path) == 1 and unit.path[0][0] in ("annex", "form") for unit in units[0])
        named, end, more = _document_of(text, low, units[1], vague)
        yield Found(units[0], named, start, end)
        yield from more
        at = max([end, *(x.end for x in more)])


def _carried(text: str, low: str, documents: list[Named]) -> list[Named]:
    """Documents, a regulation without a number of its own by the decision that it is attached to."""
    first = documents[0]
    kind = first.kind.lower()
    attached = _ATTACHED.match(low, first.end) if not first.is_known and kind in _ATTACHABLE else None
    carrying = read_documents(text, low, attached.end()) if attached else None
    if carrying is None or not carrying[0][0].is_known:
        return documents
    return [carrying[0][0]._replace(attached=kind, start=first.start), *carrying[0][1:]]


def _document_of(text: str, low: str, at: int, vague: bool) -> tuple[Named | None, int, list[Found]]:
    """The document that units are of, which follows them, the end of the reference, and further documents of a list.

    `vague`: a kind alone after them may be their title (``Mẫu số 6 Báo cáo``).
    """
    join = _TO_DOCUMENT.match(low, at)
    if join is None:
        return None, at, []
    found = read_documents(text, low, join.end())
    if found is None or (not found[0][0].is_known and not text[found[0][0].start].isupper()):
        return None, at, []
    first, *others = _carried(text, low, found[0])
    if not first.is_known and ((vague and "theo" not in join[0]) or "," in join[0]):
        return None, at, []
    return first, first.end, [Found([], one, one.start, one.end) for one in others]
