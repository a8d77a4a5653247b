"""How large a stream of a PDF is once it is decoded, found without unpacking a bomb. In: a stream; out: a count of bytes."""

from __future__ import annotations

import zlib

from pdfminer.pdftypes import PDFStream

MAX_CONTENT = 32 * 1024 * 1024
"""Bytes of content that are run for a page, its forms each time they are drawn. Pages of text have some 100 kB."""


def inflated(stream: PDFStream, limit: int) -> int:
    """Bytes of a stream once decoded, counted no further than just beyond `limit`; nothing larger is unpacked."""
    raw = stream.get_rawdata()
    if raw is None:
        return len(stream.get_data())
    names = [getattr(name, "name", "") for name, _ in stream.get_filters()]
    packed = [name for name in names if name not in ("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx")]
    if len(raw) * 1040 ** len(packed) <= limit:  # no filter of PDF packs better than deflate's 1032 to 1
        return len(raw) * 4
    if not packed:
        return len(raw)
    if len(packed) < len(names) or stream.decipher or any(name not in ("FlateDecode", "Fl") for name in packed):
        return len(raw) << (5 * len(packed))
    for _ in packed:
        raw = _inflate(raw, limit)
    return len(raw)


def _inflate(packed: bytes, limit: int) -> bytes:
    """Inflated bytes, no more than just beyond `limit`; of broken data, those before the fault."""
    unpacker = zlib.decompressobj()
    parts, total, data = [], 0, packed
    try:
        while data and total <= limit:
            parts.append(unpacker.decompress(data, 1 << 20))
            total += len(parts[-1])
            data = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return b"".join(parts)
