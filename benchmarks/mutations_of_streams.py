"""Real PDFs damaged in their streams: those of objects, tables, fonts, maps. In: bytes and a random generator; out: bytes.

Like `benchmarks.mutations`; these look into what is packed. `modern` writes a file anew in the form of PDF 1.5, with its
objects in a stream and its table as one, so that these can be damaged whatever form the file had.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

from benchmarks.mutations import WILD, Mutation, flipped, unpacked

_OBJECT = re.compile(rb"(?<![0-9])(?P<number>\d{1,7}) 0 obj\b(?P<body>.*?)\bendobj", re.DOTALL)
_ROOT = re.compile(rb"/Root\s+(?P<number>\d+) 0 R")
_MAP = re.compile(rb"<(?P<to>[0-9A-Fa-f]{4})>(?=\s*(?:<|endbf))")
_FONT_FILE = re.compile(rb"/FontFile[23]?\s+(?P<number>\d+) 0 R")
_WIDTHS = re.compile(rb"/(?P<key>W|Widths)\s*\[(?P<body>[^]]*)\]")
_TEXT_NUMBER = re.compile(rb"(?P<number>-?\d+(?:\.\d+)?) (?P<operator>Tf|Tz|Tc|Tw|Ts|TL|Tr|w|M|gs)\b")
_MATRIX = re.compile(rb"(?:-?[\d.]+ ){6}(?P<operator>Tm|cm)\b")
_COLOUR = re.compile(rb"/(?:DeviceRGB|DeviceGray|DeviceCMYK|CalRGB|CalGray|Lab|ICCBased)\b")

Part = tuple[int, bytes]
"""An object's number and its body."""

ODD = (0, 1, 9, 13, 27, 0x7F, 0xAD, 0x200E, 0x202E, 0x2028, 0xD800, 0xDFFF, 0xE000, 0xFEFF, 0xFFFE, 0xFFFF)
"""Code points that no letter has."""


def no_ends(data: bytes, rng: random.Random) -> bytes:
    """Streams without their end, and lengths that lie."""
    share = rng.choice((0.2, 1.0))
    out = re.sub(rb"endstream", lambda m: b"" if rng.random() < share else m[0], data)
    return re.sub(rb"/Length\s+\d+(?! \d+ R)", lambda m: b"/Length " + rng.choice((b"0", b"7", *WILD)), out)


def packed_objects(data: bytes, rng: random.Random) -> bytes:
    """Objects in streams, whose heads and bytes are others."""
    return modern(data, objects=lambda head, body: _damaged_head(head, body, rng))


def packed_table(data: bytes, rng: random.Random) -> bytes:
    """The table of objects is a stream, and wrong: its bytes, widths, numbers."""

    def entries(table: bytes) -> bytes:
        return flipped(table, rng) if rng.random() < 0.6 else table

    def words(dictionary: bytes) -> bytes:
        how = rng.randrange(5)
        wild = rng.choice((*WILD, b"0", b"8", b"255"))
        changes = (b"/W [1 %s 2]" % wild, b"/W [0 0 0]", b"/Index [0 %s]" % wild, b"/Index [%s 5]" % wild, b"/Size %s" % wild)
        key = changes[how].split(b" ")[0]
        return re.sub(re.escape(key) + rb"\s*(?:\[[^]]*\]|\d+)", lambda m: changes[how], dictionary)

    return modern(data, table=entries, dictionary=words if rng.random() < 0.6 else bytes)


def odd_maps(data: bytes, rng: random.Random) -> bytes:
    """Fonts' maps lead to control characters, lone surrogates and long strings."""
    share = rng.choice((0.05, 0.5))

    def change(match: re.Match[bytes]) -> bytes:
        if rng.random() >= share:
            return match[0]
        long = b"<" + b"0041" * rng.choice((3, 300)) + b">"
        return rng.choice((b"<%04X>" % rng.choice(ODD), b"<%04X>" % rng.choice(ODD), long, b"<>", b"<D83D>", b"<00>"))

    return _MAP.sub(change, unpacked(data))


def noisy_fonts(data: bytes, rng: random.Random) -> bytes:
    """Bytes of fonts are others."""
    fonts = {m["number"] for m in _FONT_FILE.finditer(data)}

    def change(match: re.Match[bytes]) -> bytes:
        if match["number"] not in fonts:
            return match[0]
        head, start, rest = match["body"].partition(b"stream")
        body = rest[: len(rest) // 2] if rng.random() < 0.2 else flipped(rest, rng)
        return match["number"] + b" 0 obj" + head + start + body + b"\nendstream\nendobj"

    return _OBJECT.sub(change, unpacked(data))


def wild_widths(data: bytes, rng: random.Random) -> bytes:
    """Letters without width, or as wide as a street."""

    def change(match: re.Match[bytes]) -> bytes:
        share = rng.choice((0.1, 1.0))
        body = re.sub(rb"-?\d+(?:\.\d+)?", lambda m: rng.choice(WILD) if rng.random() < share else m[0], match["body"])
        return b"/" + match["key"] + b" [" + body + b"]"

    return _WIDTHS.sub(change, unpacked(data))


def odd_text(data: bytes, rng: random.Random) -> bytes:
    """Text of negative, no and endless size, invisible, mirrored, outside the page."""
    sizes = (b"-12", b"0", b"0.0001", b"1e9", b"-1000000", b"3", b"7")
    matrices = (
        b"1 0 0 1 -5000 9000",
        b"0 0 0 0 72 700",
        b"-1 0 0 1 300 300",
        b"1e9 0 0 1e9 0 0",
        b"1 1 1 1 0 0",
        b"0 12 -12 0 9 9",
    )
    share = rng.choice((0.05, 0.5))

    def number(match: re.Match[bytes]) -> bytes:
        return rng.choice(sizes) + b" " + match["operator"] if rng.random() < share else match[0]

    def matrix(match: re.Match[bytes]) -> bytes:
        return rng.choice(matrices) + b" " + match["operator"] if rng.random() < share else match[0]

    return _MATRIX.sub(matrix, _TEXT_NUMBER.sub(number, unpacked(data)))


def odd_colours(data: bytes, rng: random.Random) -> bytes:
    """Colours that are no colours, or of themselves."""
    spaces = (
        b"[/Indexed /DeviceRGB 255 <00>]", b"[/Indexed /Pattern -1 ()]", b"[/Separation /A /DeviceCMYK << >>]", b"/Pattern",
        b"[/ICCBased 3 0 R]", b"[/DeviceN [/A /B /C] /DeviceRGB << /FunctionType 4 >>]", b"[/Indexed [/Indexed 1 0 R 9 9] 9 9]",
        b"[/CalRGB << /WhitePoint [0 0 0] >>]", b"null", b"[/Lab << /Range [1e99 -1e99 0 0] >>]",
    )  # fmt: skip
    return _COLOUR.sub(lambda m: rng.choice(spaces), unpacked(data))


def modern(
    data: bytes,
    objects: Callable[[bytes, bytes], tuple[bytes, bytes]] = lambda head, body: (head, body),
    table: Callable[[bytes], bytes] = bytes,
    dictionary: Callable[[bytes], bytes] = bytes,
) -> bytes:
    """The file with its objects in a stream and its table as one.

    Args:
        data: the file; one without objects in plain sight comes back as it is.
        objects: what becomes of the numbers and places in the stream of objects, and of the objects.
        table: what becomes of the table's entries.
        dictionary: what becomes of the table's dictionary.
    """
    root = _ROOT.search(data)
    found = {int(m["number"]): m["body"].strip() for m in _OBJECT.finditer(data)}
    if root is None or not found:
        return data
    apart: list[Part] = [(n, b) for n, b in sorted(found.items()) if b"stream" in b or not b.startswith((b"<<", b"["))]
    inside: list[Part] = [part for part in sorted(found.items()) if part not in apart]
    holder = max(found) + 1
    out, rows = bytearray(b"%PDF-1.5\n"), {holder + 1: b""}
    head, body = b"", b""
    for place, (number, content) in enumerate(inside):
        head += b"%d %d " % (number, len(body))
        body += content + b" "
        rows[number] = b"\2" + holder.to_bytes(4, "big") + place.to_bytes(2, "big")
    head, body = objects(head, body)
    entries = b"/Type /ObjStm /N %d /First %d" % (len(inside), len(head))
    for number, content in [*apart, (holder, _stream(entries, head + body))]:
        rows[number] = b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows[holder + 1] = b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
    cells = b"".join(rows.get(number, b"\0" * 7) for number in range(holder + 2))
    told = b"/Type /XRef /W [1 4 2] /Index [0 %d] /Size %d /Root %s 0 R" % (holder + 2, holder + 2, root["number"])
    start = len(out)
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (holder + 1, _stream(dictionary(told), table(cells)), start)
    return bytes(out)


def _stream(dictionary: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(data), data)


def _damaged_head(head: bytes, body: bytes, rng: random.Random) -> tuple[bytes, bytes]:
    if rng.random() < 0.5:
        share = rng.choice((0.1, 0.7))
        return re.sub(rb"\d+", lambda m: rng.choice((b"0", b"1", *WILD)) if rng.random() < share else m[0], head), body
    return head, flipped(body, rng)


OF_STREAMS: tuple[Mutation, ...] = (
    no_ends, packed_objects, packed_table, odd_maps, noisy_fonts, wild_widths, odd_text, odd_colours,
)  # fmt: skip
"""All of them, in the order in which they take turns."""
