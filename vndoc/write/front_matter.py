"""Metadata as YAML at the head of a Markdown file: every value in double quotes with JSON's escapes, which YAML shares."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import regex

from vndoc.document import Document
from vndoc.write.letterhead import signature_lines, title
from vndoc.write.notes import Note, notes, pages_in_words
from vndoc.write.printable import one_line

_SPECIAL = regex.compile(r"[<\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON leaves and YAML takes for line ends or forbids; and ``<``, for readers without front matter."""


def quoted(text: str) -> str:
    r"""A YAML string in double quotes.

    >>> quoted('a: "b" \u2028 # c')
    '"a: \\"b\\" # c"'
    """
    return str(_SPECIAL.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(one_line(text), ensure_ascii=False)))


def front_matter(document: Document) -> str:
    """The block between two lines of three dashes; fields that are absent are left out."""
    return "\n".join(["---", *_lines(document), "---"])


def _told(note: Note) -> str:
    where = pages_in_words(note.pages)
    return f"{where}: {note.message}" if where else note.message


def _lines(document: Document) -> Iterator[str]:
    meta, origin = document.metadata, document.origin
    number = meta.number.raw if meta.number else None
    signers = [found.name for found in signature_lines(meta) if found.name]
    fields: list[tuple[str, str | Sequence[str] | None]] = [
        ("title", title(document)),
        ("kind", meta.kind),
        ("number", number),
        ("family", meta.family),
        ("superior", meta.superior),
        ("issuer", meta.issuer),
        ("place", meta.place),
        ("date", meta.date),
        ("subject", meta.subject),
        ("addressees", meta.addressees),
        ("signed_by", signers),
        ("secrecy", meta.marks.secrecy),
        ("urgency", meta.marks.urgency),
        ("circulation", meta.marks.circulation),
        ("draft", meta.marks.draft),
        ("copy", meta.marks.copy),
        ("source", origin.name),
        ("sha256", origin.sha256),
        ("notices", [_told(note) for note in notes(document.notices)]),
    ]
    for name, value in fields:
        if isinstance(value, str) and value.strip():
            yield f"{name}: {quoted(value)}"
        elif value and not isinstance(value, str):
            yield f"{name}:"
            yield from (f"  - {quoted(item)}" for item in value)
    yield f"pages: {origin.pages}"
    yield f"vndoc: {quoted(origin.vndoc)}"
