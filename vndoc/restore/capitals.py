"""Capitals that a reader made of small letters inside a sentence: K, O, U, A, L, C and X look like theirs.

In: a line as read and the edits of its words; out: the edits, with small letters where the sentence goes on. Only words of a
closed list (``dictionaries/small_words.tsv``) are looked at, and only between words in small letters: behind a stop, a bracket
or a quote, at the start of a line and beside another capital they stay as they were read. The other way round goes one word
alone: ``số:`` at the start of a line is ``Số:``, before the number of a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
import regex

from vndoc.document import Edit, Span
from vndoc.resources import table
from vndoc.restore.words import WordsOfLine

SURE = 0.95
"""Confidence of a word that only loses its capital; of those on rendered pages and scans more were right."""

NEAR = 8
"""Characters at the start of a line in which the colon of ``Số:`` stands."""

_UNEDITED = regex.compile(r"(?<=\s)(?P<word>\p{Lu}\p{Ll}+)(?=\s)")


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split() if len(row) > 1 else ()) for row in table("small_words")}


@lru_cache(maxsize=1)
def _capitalised() -> frozenset[str]:
    """The words of the list with a capital."""
    return frozenset(word.capitalize() for word in _small_words())


def with_small_letters(raw: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits of a line's words, false capitals inside a sentence made small.

    Args:
        raw: the line as read.
        edits: of its words.

    >>> edits = [Edit((3, 8), "Khéng", "Không", "garble", 0.9), Edit((9, 11), "c6", "có", "garble", 0.9)]
    >>> [edit.after for edit in with_small_letters("ta Khéng c6", edits)], with_small_letters("va Cho biet", [])[0].after
    (['không', 'có'], 'cho')
    """
    if ":" in raw[:NEAR]:
        edits = [_large(edit) if edit.after == "số" and _starts_number(raw, edit.span) else edit for edit in edits]
    capitalised = _capitalised()
    found = [k for k, edit in enumerate(edits) if edit.after in capitalised]
    has_others = not capitalised.isdisjoint(raw.split())
    if not found and not has_others:
        return list(edits)
    line = WordsOfLine(raw, edits)
    out = list(edits)
    for k in found:
        if _goes_on(line, edits[k].span, edits[k].after.lower()):
            out[k] = _small(edits[k])
    for m in _UNEDITED.finditer(raw) if has_others else ():
        if m["word"] in capitalised and m.start() not in line.starts and _goes_on(line, m.span(), m["word"].lower()):
            out.append(Edit(m.span(), m["word"], m["word"].lower(), "garble", SURE))
    return [edit for edit in out if edit.after != edit.before]


def _goes_on(line: WordsOfLine, span: Span, word: str) -> bool:
    """Whether a sentence goes on over a word: words in small letters on both sides, no name begins."""
    raw, (start, end) = line.raw, span
    if start < 2 or raw[start - 1] != " " or raw[end : end + 1].strip():
        return False
    behind = start - 2 if raw[start - 2] == "," else start - 1
    before, after = line.before(behind), line.after(end + 1)
    return before.isalpha() and before.islower() and after[:1].islower() and after not in _small_words()[word]


def _starts_number(raw: str, span: Span) -> bool:
    """Whether a word starts a line and has a colon behind it: ``Số:`` before the number of a document."""
    return not raw[: span[0]].strip() and raw[span[1] :].lstrip()[:1] == ":"


def _large(edit: Edit) -> Edit:
    return msgspec.structs.replace(edit, after=edit.after.capitalize())


def _small(edit: Edit) -> Edit:
    candidates = tuple((word[:1].lower() + word[1:], score) for word, score in edit.candidates)
    return msgspec.structs.replace(edit, after=edit.after[:1].lower() + edit.after[1:], candidates=candidates)
