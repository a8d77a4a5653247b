"""The table of formats: name → suffix of its files and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import regex

from vndoc.document import Document
from vndoc.errors import UsageError
from vndoc.write.as_html import to_html
from vndoc.write.as_json import to_json
from vndoc.write.as_markdown import to_markdown
from vndoc.write.as_text import to_text
from vndoc.write.printable import REPLACEMENT

if TYPE_CHECKING:
    from PIL.Image import Image

_SURROGATES = regex.compile(r"[\ud800-\udfff]")


class Format(NamedTuple):
    """How a format is written, and the suffix of its files."""

    suffix: str
    write: Callable[[Document], str]


FORMATS: Mapping[str, Format] = {
    "json": Format(".json", to_json),
    "markdown": Format(".md", to_markdown),
    "html": Format(".html", to_html),
    "text": Format(".txt", to_text),
}

SUFFIXES: Mapping[str, str] = {name: form.suffix for name, form in FORMATS.items()}
"""Suffix of the files of each format."""


def export(document: Document, format: str, pictures: Mapping[int, Image] | None = None) -> str | bytes:
    """Write a document in a format.

    Args:
        document: what `process` or `parse_text` gave.
        format: ``json``, ``markdown``, ``html`` or ``text``.
        pictures: page pictures by page number, for formats that hold them; these four do not.

    Returns:
        Text that UTF-8 can hold; bytes for formats that are not text.

    Raises:
        UsageError: no such format.
    """
    known = FORMATS.get(format)
    if known is None:
        raise UsageError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    try:
        text = known.write(document)
        text.encode()
    except UnicodeEncodeError:
        text = known.write(_without_surrogates(document))
    return text


def _without_surrogates(document: Document) -> Document:
    """The same document with lone surrogates, which no UTF-8 file can hold, replaced."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(document)), Document)


def _cleaned(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATES.sub(REPLACEMENT, value)
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(item) for name, item in value.items()}
    return value
