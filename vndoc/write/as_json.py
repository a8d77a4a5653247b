"""Document ↔ JSON ``vndoc/1``, lossless, and the JSON Schema of it.

The text is laid out for people and for line-wise comparison: one key, word, edit or cell a line, `schema` first, indented by
one space. What is written has been read back before it is laid out, page by page to save memory (a packed page is read back
as it is unpacked), so `load` reads all that `to_json` writes, to the byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from vndoc.document import SCHEMA, Document, Line, Metadata, Origin, Page, Section
from vndoc.errors import InputError
from vndoc.packed import Packed

_BROKEN_UP = (Document, Origin, Metadata, Section, Page, Line)
"""Types with a line for each field; all others stand on one line."""

_encoder = msgspec.json.Encoder()
_encode, _encode_lines = _encoder.encode, _encoder.encode_lines
_decoder = msgspec.json.Decoder(Document)
_page_decoder = msgspec.json.Decoder(Page)


class _Head(msgspec.Struct):
    schema: str | None = None


_head_decoder = msgspec.json.Decoder(_Head)


def to_json(document: Document) -> str:
    """The document as JSON, with a line feed at the end."""
    return b"".join(json_parts(document)).decode()


def json_parts(document: Document) -> Iterator[bytes]:
    """The same piece by piece, in UTF-8, for files: a long document is never in memory as text."""
    edits: dict[str, Any] = {"edits": document.edits} if isinstance(document.edits, Packed) else {}
    read_back = _decoder.decode(_encode(msgspec.structs.replace(document, pages=(), **dict.fromkeys(edits, ()))))
    yield from _joined(_lay_out(msgspec.structs.replace(read_back, pages=document.pages, **edits), b"\n"))
    yield b"\n"


PART = 1 << 18
"""Bytes of a piece."""


def _joined(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces of some size, of many small ones."""
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size >= PART:
            yield b"".join(parts)
            parts, size = [], 0
    yield b"".join(parts)


def _lay_out(value: Any, line_end: bytes) -> Iterator[bytes]:  # noqa: ANN401
    """Pieces of JSON text; `line_end` is a line feed and the indentation of the value's own first line."""
    inner = line_end + b" "
    if isinstance(value, Line):
        yield _line(value, line_end)
    elif isinstance(value, _BROKEN_UP):
        fields = value.__struct_fields__
        if isinstance(value, Document):
            fields = ("schema", *(name for name in fields if name != "schema"))
        before = b"{"
        for name in fields:
            yield b'%s%s"%s": ' % (before, inner, name.encode())
            yield from _lay_out(getattr(value, name), inner)
            before = b","
        yield line_end + b"}"
    elif isinstance(value, tuple) and value and isinstance(value[0], _BROKEN_UP):
        before = b"["
        for item in value:
            yield before + inner
            yield from _lay_out(_page_decoder.decode(_encode(item)) if isinstance(item, Page) else item, inner)
            before = b","
        yield line_end + b"]"
    elif isinstance(value, Packed) and value:
        before = b"["
        for item in value if isinstance(value[0], Page) else value.groups():
            yield before + inner
            yield from _lay_out(item, inner) if isinstance(item, Page) else (_encode_rows(item, inner),)
            before = b","
        yield line_end + b"]"
    elif isinstance(value, tuple) and value and isinstance(value[0], (msgspec.Struct, str)):
        yield _rows(value, line_end)
    elif isinstance(value, dict) and value:
        before = b"{"
        for name, item in value.items():
            yield b"%s%s%s: " % (before, inner, _encode(name))
            yield from _lay_out(item, inner)
            before = b","
        yield line_end + b"}"
    else:
        yield _encode(value)


def _rows(values: tuple[Any, ...], line_end: bytes) -> bytes:
    """A list with a line for each value."""
    inner = line_end + b" "
    return b"[%s%s%s]" % (inner, _encode_rows(values, inner), line_end)


def _encode_rows(values: tuple[Any, ...], inner: bytes) -> bytes:
    """Values with commas and line feeds between them (JSON has no line feed within one)."""
    return _encode_lines(values).removesuffix(b"\n").replace(b"\n", b"," + inner)


_LINE_FIELDS = [f'"{name}": '.encode() for name in Line.__struct_fields__]


def _line(line: Line, line_end: bytes) -> bytes:
    """A line of a page, which documents have very many of, as `_lay_out` lays out others, in two calls of the encoder."""
    inner = line_end + b" "
    values = [getattr(line, name) for name in Line.__struct_fields__[:-1]]
    words = _rows(line.words, inner) if line.words else b"[]"
    rows = (*_encode_lines(values).removesuffix(b"\n").split(b"\n"), words)
    fields = (b"," + inner).join(map(bytes.__add__, _LINE_FIELDS, rows))
    return b"{%s%s%s}" % (inner, fields, line_end)


def load(json: str | bytes) -> Document:
    """Read a document that `export` wrote as JSON.

    Args:
        json: the text, or its UTF-8 bytes.

    Raises:
        InputError: it is no JSON, not a document, or of another schema version.

    >>> load('{"schema": "vndoc/7"}')
    Traceback (most recent call last):
    vndoc.errors.InputError: the JSON has schema 'vndoc/7', this vndoc reads 'vndoc/1': convert the document again
    """
    try:
        schema = _head_decoder.decode(json).schema
        if schema != SCHEMA:
            raise InputError(f"the JSON has schema {schema!r}, this vndoc reads {SCHEMA!r}: convert the document again")
        return _decoder.decode(json)
    except (msgspec.DecodeError, UnicodeError) as e:
        raise InputError(f"not a vndoc document in JSON: {e}") from None
    except RecursionError:
        raise InputError("not a vndoc document in JSON: nested too deeply") from None


def json_schema() -> str:
    """JSON Schema (2020-12) of the JSON form, as text; ``schema/vndoc-1.schema.json`` holds it."""
    made = msgspec.json.schema(Document)
    document = made["$defs"]["Document"]
    document["required"] = ["schema", *document["required"]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Document ({SCHEMA})"}
    return json.dumps(head | made, ensure_ascii=False, indent=1) + "\n"
