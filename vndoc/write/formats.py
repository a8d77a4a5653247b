"""The table of formats: name → suffix of its files and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import regex

from vndoc.document import Document
from vndoc.errors import UsageError
from vndoc.options import Options
from vndoc.packed import Packed
from vndoc.write.as_akoma_ntoso import to_akn
from vndoc.write.as_chunks import to_chunks
from vndoc.write.as_docx import to_docx
from vndoc.write.as_html import to_html
from vndoc.write.as_json import json_parts, to_json
from vndoc.write.as_markdown import to_markdown
from vndoc.write.as_text import to_text
from vndoc.write.printable import REPLACEMENT

if TYPE_CHECKING:
    from PIL.Image import Image

_SURROGATES = regex.compile(r"[\ud800-\udfff]")


class Format(NamedTuple):
    """How a format is written, and the suffix of its files."""

    suffix: str
    write: Callable[[Document], str | bytes]


FORMATS: Mapping[str, Format] = {
    "json": Format(".json", to_json),
    "markdown": Format(".md", to_markdown),
    "html": Format(".html", to_html),
    "text": Format(".txt", to_text),
    "akn": Format(".akn.xml", to_akn),
    "docx": Format(".docx", to_docx),
    "chunks": Format(".jsonl", to_chunks),
}

SUFFIXES: Mapping[str, str] = {name: form.suffix for name, form in FORMATS.items()}
"""Suffix of the files of each format."""


def export(
    document: Document,
    format: str,
    pictures: Mapping[int, Image] | None = None,
    options: Options | None = None,
) -> str | bytes:
    """Write a document in a format.

    Args:
        document: what `process` or `parse_text` gave.
        format: ``json``, ``markdown``, ``html``, ``text``, ``akn``, ``docx`` (needs the extra ``docx``) or ``chunks``.
        pictures: page pictures by page number, for ``html``, which has them beside the text; other formats hold none. Each is
            asked for once, in the order of the pages.
        options: how long ``chunks`` are (`chunk_characters`), and which words are marked (`doubtful_below`); the defaults else.

    Returns:
        Text that UTF-8 can hold; bytes for formats that are not text.

    Raises:
        UsageError: no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    write = _writer(format, pictures, options or Options())
    try:
        content = write(document)
        if isinstance(content, str):
            content.encode()
    except UnicodeEncodeError:
        content = write(_without_surrogates(document))
    return content


def _writer(format: str, pictures: Mapping[int, Image] | None, options: Options) -> Callable[[Document], str | bytes]:
    """The writer of a format, set to the options that it knows."""
    below = options.doubtful_below
    if format == "html":
        return partial(to_html, pictures=pictures, doubtful_below=below)
    if format == "markdown":
        return partial(to_markdown, doubtful_below=below)
    if format == "docx":
        return partial(to_docx, doubtful_below=below)
    if format == "chunks":
        return partial(to_chunks, limit=options.chunk_characters)
    return FORMATS[format].write


def export_parts(
    document: Document,
    format: str,
    pictures: Mapping[int, Image] | None = None,
    options: Options | None = None,
) -> Iterator[bytes]:
    """The same as `export` piece by piece, as bytes of UTF-8; JSON of a long document is never in memory as a whole.

    Raises:
        UsageError: no such format.
    """
    if format == "json" and all(isinstance(x, Packed) and x.is_whole for x in (document.pages, document.edits)):
        parts = json_parts(document)
        try:
            first = next(parts)
        except UnicodeEncodeError:  # in the sections, which are encoded before anything is handed out
            pass
        else:
            yield first
            yield from parts
            return
    content = export(document, format, pictures, options)
    yield content if isinstance(content, bytes) else content.encode()


def _without_surrogates(document: Document) -> Document:
    """The same document with lone surrogates, which no UTF-8 file can hold, replaced."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(document, enc_hook=tuple)), Document)


def _cleaned(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATES.sub(REPLACEMENT, value)
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(item) for name, item in value.items()}
    return value
