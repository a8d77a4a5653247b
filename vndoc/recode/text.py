"""Text without fonts → plain Unicode, with an edit for every run of changed tokens.

UTF-8 read as another encoding first, as it spells all other letters; then legacy code pages, by likelihood; then Unicode's
own faults. Linear in the text; text that needs nothing is given back after three quick looks.
"""

from __future__ import annotations

import regex

from vndoc.document import Edit, replay
from vndoc.recode.detect import as_page, code_pages, may_be_legacy
from vndoc.recode.mojibake import undo
from vndoc.recode.unicode import clean, is_plain

DETECTED = 0.99
"""Confidence of a code page that was told by likelihood: assumed, not calibrated; it fired on no right text that was tried."""

MAX_PASSES = 6
"""Times that a text is looked at again after it changed: what was read wrongly twice has to be undone twice."""

_TOKEN = regex.compile(r"[^ \t\n\r\f\v]+")
_LINE_END = regex.compile(r"[ \t]*(?:[\r\n\f\v]|\Z)")


def recode_text(text: str) -> tuple[str, tuple[Edit, ...]]:
    """Text in plain Unicode, and what was changed (spans count in `text`).

    >>> recode_text("Nghị quyết")
    ('Nghị quyết', ())
    >>> recode_text("Céng hoµ x· héi chñ nghÜa ViÖt Nam")[0]
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    >>> recode_text("Nghá»‹ quyáº¿t cá»§a Quá»‘c há»™i")[0]
    'Nghị quyết của Quốc hội'
    """
    edits: list[Edit] = []
    now = text
    for _ in range(MAX_PASSES):
        found = _pass(now)
        if not found:
            break
        now = replay(now, found)
        edits = _composed(text, edits, found) if edits else found
    if not edits:
        return text, ()
    return now, tuple(_runs(text, edits))


def _pass(text: str) -> list[Edit]:
    """Edits of single tokens."""
    undone = undo(text) if not text.isascii() else []
    if undone:
        return _of_runs(text, [(run.start, run.end, run.after) for run in undone])
    legacy = _legacy(text)
    if not legacy and is_plain(text):
        return []
    edits: list[Edit] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        before = match[0]
        after, confidence = legacy.get(start, before), DETECTED if start in legacy else 1.0
        if after.isascii() and is_plain(after):
            if after == before:
                continue
        else:
            after = clean(after, ends_line=_LINE_END.match(text, end) is not None)
        if after != before:
            edits.append(Edit((start, end), before, after, "recode", confidence))
    return edits


def _legacy(text: str) -> dict[int, str]:
    """Tokens in a legacy code page: where they start, and what they are in Unicode."""
    if not may_be_legacy(text):
        return {}
    marked = [line for line in text.split("\n") if may_be_legacy(line)]
    if not any(code_pages(_TOKEN.findall("\n".join(marked)))):  # right text has a few such lines, which are soon told
        return {}
    tokens = list(_TOKEN.finditer(text))
    chunks = [token[0] for token in tokens]
    out = {}
    for token, page in zip(tokens, code_pages(chunks), strict=True):
        after = as_page(token[0], page) if page else None
        if after is not None and after != token[0]:
            out[token.start()] = after
    return out


def _of_runs(text: str, runs: list[tuple[int, int, str]]) -> list[Edit]:
    """Edits of whole tokens from changes within them; a change that holds a space makes one token of two."""
    edits: list[Edit] = []
    i = 0
    while i < len(runs):
        start = _start_of_token(text, runs[i][0])
        end, at = start, start
        after: list[str] = []
        while i < len(runs) and (not after or runs[i][0] < end):
            low, high, new = runs[i]
            after += [text[at:low], new]
            at = high
            match = _TOKEN.match(text, high)
            end = match.end() if match else high
            i += 1
        after.append(text[at:end])
        edits.append(Edit((start, end), text[start:end], "".join(after), "recode", DETECTED))
    return edits


def _start_of_token(text: str, at: int) -> int:
    while at > 0 and text[at - 1] not in " \t\n\r\f\v":
        at -= 1
    return at


def _composed(text: str, first: list[Edit], second: list[Edit]) -> list[Edit]:
    """Edits of a text and edits of what came out, as edits of the text."""
    out: list[Edit] = []
    shift = 0  # of a place in the text to that in what came out, behind the edits of `first` that are done
    i = 0
    for edit in second:
        low, high = edit.span
        while i < len(first) and first[i].span[0] + shift + len(first[i].after) <= low:
            shift += len(first[i].after) - (first[i].span[1] - first[i].span[0])
            out.append(first[i])
            i += 1
        start, lead, confidence = low - shift, "", edit.confidence
        if i < len(first) and first[i].span[0] + shift < low:  # it starts within an earlier edit
            start = first[i].span[0]
            lead = first[i].after[: low - (start + shift)]
        tail = ""
        while i < len(first) and first[i].span[0] + shift < high:
            done = first[i]
            behind = done.span[0] + shift + len(done.after) - high
            tail = done.after[len(done.after) - behind :] if behind > 0 else ""
            shift += len(done.after) - (done.span[1] - done.span[0])
            confidence = min(confidence, done.confidence)
            i += 1
        end = high + len(tail) - shift
        after = f"{lead}{edit.after}{tail}"
        if after != text[start:end]:
            out.append(Edit((start, end), text[start:end], after, "recode", confidence))
    return [*out, *first[i:]]


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
