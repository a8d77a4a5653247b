"""Document ↔ JSON ``vndoc/1``, lossless, and the JSON Schema of it.

The text is laid out for people and for line-wise comparison: one key, word, edit or cell a line, `schema` first, indented by
one space. What is written has been read back before it is laid out, pages and sections one by one to save memory, so `load`
reads all that `to_json` writes, to the byte. Pages and edits of a long document are packed as the text that they will be
(`packed_pages`), and are not laid out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from inspect import cleandoc
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import structs

from vndoc.document import SCHEMA, Document, Edit, Line, Metadata, Origin, Page, Section
from vndoc.errors import InputError
from vndoc.packed import Packed

_BROKEN_UP = (Document, Origin, Metadata, Section, Page, Line)
"""Types with a line for each field; all others stand on one line."""

_encoder = msgspec.json.Encoder()
_encode, _encode_lines = _encoder.encode, _encoder.encode_lines
_decoder = msgspec.json.Decoder(Document)
_item_decoders: dict[type[Section | Page], Any] = {kind: msgspec.json.Decoder(kind) for kind in (Section, Page)}


class _Head(msgspec.Struct):
    schema: str | None = None


_head_decoder = msgspec.json.Decoder(_Head)


def to_json(document: Document) -> str:
    """The document as JSON, with a line feed at the end."""
    return b"".join(json_parts(document)).decode()


def json_parts(document: Document) -> Iterator[bytes]:
    """The same piece by piece, in UTF-8, for files: a long document is never in memory as text."""
    long: dict[str, Any] = {name: getattr(document, name) for name in ("sections", "annexes", "pages")}
    if isinstance(document.edits, Packed):
        long["edits"] = document.edits
    read_back = _decoder.decode(_encode(msgspec.structs.replace(document, **dict.fromkeys(long, ()))))
    for section in (*document.sections, *document.annexes):
        _encode(section)  # what cannot be encoded is known before anything is handed out
    yield from _joined(_pieces(msgspec.structs.replace(read_back, **long)))
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


_IN_DOCUMENT, _IN_LIST = b"\n ", b"\n  "
"""Line feed and indentation of a document's fields, and of what is in a list that is one."""


def _pieces(document: Document) -> Iterator[bytes]:
    """Pieces of JSON text: of lists of a document what they hold one by one."""
    before = b"{"
    for name in ("schema", *(name for name in document.__struct_fields__ if name != "schema")):
        yield b'%s%s"%s": ' % (before, _IN_DOCUMENT, name.encode())
        value = getattr(document, name)
        if value and (isinstance(value, Packed) or (isinstance(value, tuple) and isinstance(value[0], _BROKEN_UP))):
            before = b"["
            for text in _packed_texts(value) if isinstance(value, Packed) else map(_item, value):
                yield before + _IN_LIST + text
                before = b","
            yield _IN_DOCUMENT + b"]"
        else:
            yield _text(() if isinstance(value, Packed) else value, _IN_DOCUMENT)
        before = b","
    yield b"\n}"


def _item(value: Section | Page) -> bytes:
    return _text(_item_decoders[type(value)].decode(_encode(value)), _IN_LIST)


def packed_pages() -> Packed[Page]:
    """Pages, none yet, that are packed as the text that they are written as."""
    return Packed(Page, encode=_page_rows)


def packed_edits() -> Packed[Edit]:
    """Edits, none yet, that are packed so."""
    return Packed(Edit, encode=_edit_rows)


def _page_rows(pages: tuple[Page, ...]) -> bytes:
    return b"[%s]" % (b"," + _IN_LIST).join(_text(page, _IN_LIST) for page in pages)


def _edit_rows(edits: tuple[Edit, ...]) -> bytes:
    return b"[%s]" % _encode_rows(edits, _IN_LIST)


def _packed_texts(packed: Packed[Any]) -> Iterator[bytes]:
    """The text of each group; what stands for a number that JSON has not is not read back."""
    rows = _page_rows if packed.kind is Page else _edit_rows
    for text in packed.texts() if packed.encode is rows else map(rows, packed.groups()):
        if b"null" in text:
            packed.decoder.decode(text)
        yield text[1:-1]


def _text(value: Any, line_end: bytes) -> bytes:  # noqa: ANN401
    """JSON text of a value; `line_end` is a line feed and the indentation of the value's own first line."""
    inner = line_end + b" "
    between = b"," + inner
    if isinstance(value, _BROKEN_UP):
        fields = map(bytes.__add__, _NAMES[type(value)], _field_texts(value, inner))
        return b"{%s%s%s}" % (inner, between.join(fields), line_end)
    if not _has_lines(value):
        return _encode(value)
    if isinstance(value, dict):
        entries = (b"%s: %s" % (_encode(name), _text(item, inner)) for name, item in value.items())
        return b"{%s%s%s}" % (inner, between.join(entries), line_end)
    rows = (
        between.join(_text(item, inner) for item in value) if isinstance(value[0], _BROKEN_UP) else _encode_rows(value, inner)
    )
    return b"[%s%s%s]" % (inner, rows, line_end)


def _field_texts(value: msgspec.Struct, line_end: bytes) -> list[bytes]:
    """Texts of the fields of a value, with one call of the encoder for those on one line: documents have very many."""
    kind = type(value)
    fields = list(_FIELDS[kind](value))
    places = [i for i in _LISTS[kind] if _has_lines(fields[i])]
    laid_out = [_text(fields[i], line_end) for i in places]
    for i in places:
        fields[i] = None
    texts = _encode_lines(fields).removesuffix(b"\n").split(b"\n")
    for i, text in zip(places, laid_out, strict=True):
        texts[i] = text
    return texts


def _has_lines(value: Any) -> bool:  # noqa: ANN401
    """Whether a value is laid out over lines: structs with a line for each field, and lists of structs or strings."""
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], (msgspec.Struct, str))
    return (isinstance(value, dict) and bool(value)) or isinstance(value, _BROKEN_UP)


def _on_one_line(hint: Any) -> bool:  # noqa: ANN401
    """Whether no value of a type is laid out over lines: strings, numbers, literals, tuples of numbers, and None."""
    if get_origin(hint) is Literal:
        return True
    if get_origin(hint) is tuple:
        return all(part in (int, float) or (get_origin(part) is tuple and _on_one_line(part)) for part in get_args(hint))
    if get_args(hint):
        return get_origin(hint) in (Union, UnionType) and all(map(_on_one_line, get_args(hint)))
    return hint in (str, int, float, bool, NoneType)


_FIELDS: dict[type[msgspec.Struct], Any] = {kind: attrgetter(*kind.__struct_fields__) for kind in _BROKEN_UP}
_LISTS: dict[type[msgspec.Struct], list[int]] = {
    kind: [i for i, field in enumerate(structs.fields(kind)) if not _on_one_line(field.type)] for kind in _BROKEN_UP
}
"""Places of the fields that may be laid out over lines."""
_NAMES = {kind: [f'"{name}": '.encode() for name in kind.__struct_fields__] for kind in _BROKEN_UP}


def _encode_rows(values: tuple[Any, ...], inner: bytes) -> bytes:
    """Values with commas and line feeds between them (JSON has no line feed within one)."""
    return _encode_lines(values).removesuffix(b"\n").replace(b"\n", b"," + inner)


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
    for definition in made["$defs"].values():
        definition["description"] = cleandoc(definition["description"])  # some versions of msgspec indent it as the code does
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Document ({SCHEMA})"}
    return json.dumps(head | made, ensure_ascii=False, indent=1) + "\n"
