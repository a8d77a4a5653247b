"""Text without fonts → plain Unicode, with an edit for every run of changed tokens.

Legacy code pages first (by statistics, over the lines that may be in one), then Unicode's own faults. Linear in the text;
text that needs nothing is given back after three quick looks.
"""

from __future__ import annotations

import regex

from vndoc.document import Edit
from vndoc.fonts import CodePage
from vndoc.recode.decode import decode
from vndoc.recode.detect import detect, has_telltale, legacy_lines
from vndoc.recode.unicode import clean, is_plain

DETECTED = 0.99
"""Confidence of a code page that was told by statistics: assumed, not calibrated; it fired on no clean text that was tried."""

_TOKEN = regex.compile(r"[^ \t\n\r\f\v]+")
_LINE_END = regex.compile(r"[ \t]*(?:[\r\n\f\v]|\Z)")


def recode_text(text: str) -> tuple[str, tuple[Edit, ...]]:
    """Text in plain Unicode, and what was changed (spans count in `text`).

    >>> recode_text("Nghị quyết")
    ('Nghị quyết', ())
    >>> recode_text("Céng hoµ x· héi chñ nghÜa ViÖt Nam")[0]
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    """
    legacy = _legacy_spans(text)
    if not legacy and is_plain(text):
        return text, ()
    out: list[str] = []
    edits: list[Edit] = []
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        before, confidence, after = match[0], 1.0, match[0]
        if before.isascii() and is_plain(before):
            continue
        while legacy and legacy[-1][1] <= start:
            legacy.pop()
        if legacy and legacy[-1][0] <= start:
            after, confidence = decode(before, legacy[-1][2]), DETECTED
            confidence = confidence if after != before else 1.0
        after = clean(after, ends_line=_LINE_END.match(text, end) is not None)
        if after == before:
            continue
        edits.append(Edit((start, end), before, after, "recode", confidence))
        out += [text[at:start], after]
        at = end
    if not edits:
        return text, ()
    return "".join([*out, text[at:]]), tuple(_runs(text, edits))


def _legacy_spans(text: str) -> list[tuple[int, int, CodePage]]:
    """Lines in a legacy code page, last one first."""
    if not has_telltale(text):
        return []
    lines = text.split("\n")
    numbers = legacy_lines(lines)
    code_page = detect("\n".join(lines[i] for i in numbers))
    if code_page is None:
        return []
    wanted, at = set(numbers), 0
    spans: list[tuple[int, int, CodePage]] = []
    for i, line in enumerate(lines):
        if i in wanted:
            spans.append((at, at + len(line), code_page))
        at += len(line) + 1
    return spans[::-1]


def _runs(text: str, edits: list[Edit]) -> list[Edit]:
    """Edits of tokens that stand side by side on a line, as one."""
    groups: list[list[Edit]] = []
    for edit in edits:
        last = groups[-1][-1] if groups else None
        if last and last.confidence == edit.confidence and not text[last.span[1] : edit.span[0]].strip(" \t"):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [group[0] if len(group) == 1 else _join(text, group) for group in groups]


def _join(text: str, group: list[Edit]) -> Edit:
    span = (group[0].span[0], group[-1].span[1])
    after: list[str] = []
    for previous, edit in zip([None, *group], group, strict=False):
        after += [text[previous.span[1] : edit.span[0]] if previous else "", edit.after]
    return Edit(span, text[slice(*span)], "".join(after), "recode", group[0].confidence)
