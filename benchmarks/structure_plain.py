"""The rival of `benchmarks.structure`: what people write today, one regular expression for each marker and each field.

In: lines of a document, furniture left out; out: sections as (level, marker, title) and metadata fields. It sees the same
lines as vndoc does and knows no sequence, no place on the page and no fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_MARKERS = [
    ("part", re.compile(r"^(Phần (?:thứ )?\w+)[.:]?\s*(.*)$", re.IGNORECASE)),
    ("chapter", re.compile(r"^(Chương [IVXLC\d]+)[.:]?\s*(.*)$", re.IGNORECASE)),
    ("section", re.compile(r"^(Mục [IVX\d]+)[.:]?\s*(.*)$", re.IGNORECASE)),
    ("article", re.compile(r"^(Điều \d+[a-zđ]?[.:]?)\s*(.*)$")),
    ("roman", re.compile(r"^([IVXL]+[.)\-/])\s*(.*)$")),
    ("arabic", re.compile(r"^(\d{1,2}(?:\.\d{1,2})*[.)\-/])\s+(.*)$")),
    ("letter", re.compile(r"^([a-zđ]\))\s*(.*)$")),
]
_NUMBER = re.compile(r"^\s*Số\s*:?\s*(\d+\s*[-/]\s*[\w/\-]+)")
_DATE = re.compile(r"^(.*?),?\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})")
_KINDS = (
    "NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|THÔNG TƯ LIÊN TỊCH|THÔNG TƯ|KẾ HOẠCH|THÔNG BÁO|BÁO CÁO|CHỈ THỊ|HƯỚNG DẪN|KẾT LUẬN|LUẬT"
)
_KIND = re.compile(rf"^({_KINDS})$")
_BASIS = re.compile(r"^(?:Căn cứ|Xét)\b")
_ISSUER = re.compile(r"^[^a-zà-ỹ]*(?:BỘ|ỦY BAN|UỶ BAN|CHÍNH PHỦ|SỞ|TỈNH ỦY|HUYỆN ỦY|BAN|HỘI ĐỒNG|QUỐC HỘI)\b[^a-zà-ỹ]*$")
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:?", re.IGNORECASE)
_PREFIX = re.compile(r"^(T/M|TM\.|KT\.|TL\.|TUQ\.)\s*(.*)$")
_NAME = re.compile(r"^(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\s?){2,4}$")


def sections(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Sections up to the recipients."""
    inside_article = False
    for at, line in enumerate(lines):
        if _RECIPIENTS.match(line):
            return
        for level, pattern in _MARKERS:
            if found := pattern.match(line.strip()):
                inside_article = level == "article" or (inside_article and level in ("arabic", "letter"))
                name = {"arabic": "clause", "letter": "point"}.get(level, level) if inside_article else level
                title = found[2] or (lines[at + 1] if level in ("part", "chapter", "section") and at + 1 < len(lines) else "")
                yield name, found[1], title
                break


def metadata(lines: Sequence[str]) -> dict[str, object]:
    """Fields, each the first that its expression finds."""
    out: dict[str, object] = {}
    for at, line in enumerate(lines[:40]):
        text = line.strip()
        if "number" not in out and (found := _NUMBER.match(text)):
            out["number"] = found[1].replace(" ", "")
        if "date" not in out and (found := _DATE.match(text)):
            out["place"] = found[1] or None
            out["date"] = f"{found[4]}-{int(found[3]):02}-{int(found[2]):02}"
        if "kind" not in out and (found := _KIND.match(text)):
            out["kind"] = found[1]
            after = [one for one in lines[at + 1 : at + 4] if not _BASIS.match(one)]
            out["subject"] = " ".join(after[:2])
        if "issuer" not in out and _ISSUER.match(text):
            out["issuer"] = text
    out["legal_basis"] = [line.strip(" ;.,") for line in lines if _BASIS.match(line)]
    return out | _foot(lines)


def _foot(lines: Sequence[str]) -> dict[str, object]:
    at = next((n for n, line in enumerate(lines) if _RECIPIENTS.match(line)), None)
    if at is None:
        return {}
    out: dict[str, object] = {}
    items = [line.strip(" -;.") for line in lines[at + 1 : at + 20] if line.lstrip().startswith("-")]
    out["recipients"] = [item for item in items if not item.startswith("Lưu")]
    out["archive_line"] = next((item for item in items if item.startswith("Lưu")), None)
    around = [line.strip() for line in lines[max(at - 6, 0) : at + 20]]
    if prefix := next((found for line in around if (found := _PREFIX.match(line))), None):
        out["signature.prefix"], out["signature.on_behalf_of"] = prefix[1], prefix[2]
    out["signature.name"] = next((line for line in reversed(around) if _NAME.match(line)), None)
    return out
