"""Real PDFs and pictures, damaged in seeded ways. In: bytes and a random generator; out: bytes.

Each kind is a function of its own, and its name is what the report calls it. Those of text look for PDF's own words in the
bytes of the file; `unpacked` makes the content of streams plain first, so that they find more.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from io import BytesIO

Mutation = Callable[[bytes, random.Random], bytes]

MOST_UNPACKED = 4 << 20
"""Streams beyond this stay packed: they are pictures."""

_OBJECT = re.compile(rb"(?<![0-9])(?P<number>\d{1,7}) (?P<generation>\d{1,3}) obj\b")
_REFERENCE = re.compile(rb"(?<![0-9])(?P<number>\d{1,7}) (?P<generation>\d{1,3}) R\b")
_NUMBER = re.compile(rb"(?<![\w.#/])-?\d+(?:\.\d+)?(?![\w.#])")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9+-]*")
_BOX = re.compile(rb"/(?P<key>MediaBox|CropBox|BBox)\s*\[(?P<body>[^]]*)\]")
_COUNT = re.compile(rb"/Count\s+-?\d+")
_KIDS = re.compile(rb"/Kids\s*\[(?P<body>[^]]*)\]")
_FONT = re.compile(rb"/(?:FontFile[23]?|ToUnicode|FontDescriptor|DescendantFonts|Encoding|BaseFont|Widths|W)\b")
_FILTER = re.compile(rb"/(?P<name>FlateDecode|DCTDecode|LZWDecode|CCITTFaxDecode|JBIG2Decode|JPXDecode|ASCII85Decode)")
_LENGTH = re.compile(rb"/Length\s+\d+(?! \d+ R)")
_SIZE = re.compile(rb"/(?P<key>Width|Height|BitsPerComponent|Columns|Rows|Colors|Predictor)\s+\d+")
_STREAM = re.compile(rb"stream\r?\n(?P<body>.*?)\r?\n?endstream", re.DOTALL)
_OFFSET = re.compile(rb"\d{10} \d{5} [nf]")
_START = re.compile(rb"startxref\s+\d+")
_OPERATOR = re.compile(rb"(?<=[\s\])>])(?:BT|ET|q|Q|cm|Tj|TJ|Tf|Tm|Td|Do|re|f|S|W|n|l|m|c|h|gs|BI|ID|EI|BMC|EMC)(?=[\s\[(</])")

WILD = (b"0", b"-1", b"1e99", b"99999999999999999999", b"2147483648", b"-2147483649", b"65536", b"0.0000001", b"1000000")
"""Numbers that programs stumble over."""


def cut(data: bytes, rng: random.Random) -> bytes:
    """The start of the file alone."""
    return data[: rng.randrange(1, len(data))]


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 5, 50, 500)) if data else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def missing(data: bytes, rng: random.Random) -> bytes:
    """A piece is gone."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(1, max(2, len(data) // 4)) :]


def doubled(data: bytes, rng: random.Random) -> bytes:
    """A piece comes twice."""
    start = rng.randrange(len(data))
    end = start + rng.randrange(1, max(2, len(data) // 4))
    return data[:end] + data[start:end] + data[end:]


def zeroed(data: bytes, rng: random.Random) -> bytes:
    """A piece is zeros, as after a broken download."""
    start = rng.randrange(len(data))
    size = min(rng.randrange(1, max(2, len(data) // 3)), len(data) - start)
    return data[:start] + bytes(size) + data[start + size :]


def shuffled(data: bytes, rng: random.Random) -> bytes:
    """Blocks in another order."""
    size = max(64, len(data) // rng.randrange(4, 64))
    blocks = [data[i : i + size] for i in range(0, len(data), size)]
    rng.shuffle(blocks)
    return b"".join(blocks)


def swapped_objects(data: bytes, rng: random.Random) -> bytes:
    """Objects carry one another's numbers."""
    numbers = sorted({m["number"] for m in _OBJECT.finditer(data)})
    others = rng.sample(numbers, len(numbers))
    some = {a: b for a, b in zip(numbers, others, strict=True) if rng.random() < rng.choice((0.1, 0.5, 1.0))}
    return _OBJECT.sub(lambda m: some.get(m["number"], m["number"]) + b" " + m["generation"] + b" obj", data)


def swapped_references(data: bytes, rng: random.Random) -> bytes:
    """References lead to other objects."""
    numbers = [m["number"] for m in _OBJECT.finditer(data)] or [b"1"]
    share = rng.choice((0.02, 0.2, 1.0))
    return _REFERENCE.sub(lambda m: rng.choice(numbers) + b" 0 R" if rng.random() < share else m[0], data)


def self_references(data: bytes, rng: random.Random) -> bytes:
    """References of an object lead to itself."""
    out, share = [], rng.choice((0.05, 0.5))
    places = [*_OBJECT.finditer(data)]
    ends = [m.start() for m in places[1:]] + [len(data)]
    out.append(data[: places[0].start()] if places else data)
    for place, end in zip(places, ends, strict=True) if places else ():
        own = place["number"] + b" 0 R"
        body = data[place.start() : end]
        out.append(_REFERENCE.sub(lambda m, own=own: own if rng.random() < share else m[0], body))  # type: ignore[misc]
    return b"".join(out)


def cyclic_tree(data: bytes, rng: random.Random) -> bytes:
    """The page tree leads back to itself."""
    roots = [m["number"] for m in re.finditer(rb"(?P<number>\d+) 0 obj[^>]{0,300}?/Type\s*/(?:Pages|Catalog)", data)]
    own = b" ".join(number + b" 0 R" for number in roots or [b"1", b"2", b"3"])

    def change(match: re.Match[bytes]) -> bytes:
        return b"/Kids [" + (own + b" " + match["body"] if rng.random() < 0.5 else match["body"] + b" " + own) + b"]"

    return _KIDS.sub(change, data)


def false_count(data: bytes, rng: random.Random) -> bytes:
    """Page counts that lie."""
    return _COUNT.sub(lambda m: b"/Count " + rng.choice((b"0", b"-5", b"1", b"3000", b"1000000", b"2147483647")), data)


def wild_boxes(data: bytes, rng: random.Random) -> bytes:
    """Pages and forms without size, or of any."""

    def change(match: re.Match[bytes]) -> bytes:
        values = b" ".join(
            rng.choice((*WILD, b"0", b"100", b"600", b"/A", b"null", b"20000")) for _ in range(rng.choice((4, 4, 4, 3)))
        )
        return b"/" + match["key"] + b" [" + values + b"]"

    return _BOX.sub(change, data)


def wild_numbers(data: bytes, rng: random.Random) -> bytes:
    """Numbers are others."""
    share = rng.choice((0.001, 0.01, 0.1))
    return _outside_streams(data, lambda part: _NUMBER.sub(lambda m: rng.choice(WILD) if rng.random() < share else m[0], part))


def wrong_names(data: bytes, rng: random.Random) -> bytes:
    """Names stand in one another's places."""
    names = [m[0] for m in _NAME.finditer(data[:200_000])] or [b"/A"]
    share = rng.choice((0.01, 0.1, 0.5))
    return _outside_streams(data, lambda part: _NAME.sub(lambda m: rng.choice(names) if rng.random() < share else m[0], part))


def missing_fonts(data: bytes, rng: random.Random) -> bytes:
    """Fonts lack what they are made of."""
    return _FONT.sub(lambda m: b"/X" + m[0][1:] if rng.random() < 0.6 else m[0], data)


def wrong_filters(data: bytes, rng: random.Random) -> bytes:
    """Streams are said to be packed in another way."""
    names = (
        b"FlateDecode",
        b"DCTDecode",
        b"LZWDecode",
        b"CCITTFaxDecode",
        b"JBIG2Decode",
        b"JPXDecode",
        b"RunLengthDecode",
        b"Crypt",
    )
    return _FILTER.sub(lambda m: b"/" + rng.choice(names) if rng.random() < 0.5 else m[0], data)


def wrong_lengths(data: bytes, rng: random.Random) -> bytes:
    """Streams are said to be longer or shorter."""
    return _LENGTH.sub(lambda m: b"/Length " + rng.choice(WILD) if rng.random() < 0.5 else m[0], data)


def huge_pictures(data: bytes, rng: random.Random) -> bytes:
    """Pictures claim 100,000 by 100,000 pixels."""
    sizes = (b"100000", b"100000", b"2147483647", b"0", b"-1", b"65535", b"16")
    return _SIZE.sub(lambda m: b"/" + m["key"] + b" " + rng.choice(sizes), data)


def bad_offsets(data: bytes, rng: random.Random) -> bytes:
    """The table of objects is wrong."""

    def change(match: re.Match[bytes]) -> bytes:
        return b"%010d 00000 n" % rng.randrange(2 * len(data)) if rng.random() < 0.5 else match[0]

    out = _OFFSET.sub(change, data)
    return _START.sub(lambda m: b"startxref\n%d" % rng.randrange(2 * len(data)) if rng.random() < 0.5 else m[0], out)


def looped_tables(data: bytes, rng: random.Random) -> bytes:
    """The table of objects names itself as the one before."""
    start = _START.search(data)
    own = start[0].split()[1] if start else b"0"
    return (
        data.replace(b"trailer\n<<", b"trailer\n<< /Prev " + own)
        .replace(b"/Type /XRef", b"/Type /XRef /Prev " + own)
        .replace(b"/Type/XRef", b"/Type/XRef/Prev " + own)
    )


def nested(data: bytes, rng: random.Random) -> bytes:
    """Deep nesting in the middle of objects."""
    depth = rng.choice((100, 5_000, 200_000))
    deep = rng.choice((b"[" * depth, b"<<" + b"/A<<" * depth, b"(" * depth, b"[" * depth + b"]" * depth, b"<</A" * depth))
    places = [m.end() for m in re.finditer(rb"<<", data)] or [len(data) // 2]
    place = rng.choice(places)
    return data[:place] + b" /Deep " + deep + b" " + data[place:]


def said_to_be_encrypted(data: bytes, rng: random.Random) -> bytes:
    """An encryption that nobody knows."""
    version = rng.choice((b"1 /R 2", b"2 /R 3", b"4 /R 4", b"5 /R 6", b"9 /R 9"))
    entry = b"trailer\n<< /Encrypt << /Filter /Standard /V " + version + b" /O (x) /U (y) /P -4 /Length 40 >> "
    return data.replace(b"trailer\n<<", entry).replace(b"/Type /XRef", b"/Type /XRef /Encrypt 1 0 R")


def wild_content(data: bytes, rng: random.Random) -> bytes:
    """Operators and numbers of content are others."""
    share = rng.choice((0.02, 0.2))
    operators = [m[0] for m in _OPERATOR.finditer(unpacked(data))] or [b"Tj"]
    out = _OPERATOR.sub(lambda m: rng.choice(operators) if rng.random() < share else m[0], unpacked(data))
    return _NUMBER.sub(lambda m: rng.choice(WILD) if rng.random() < share / 10 else m[0], out)


def damaged_content(data: bytes, rng: random.Random) -> bytes:
    """Bytes of plain content are others."""
    return flipped(unpacked(data), rng)


def repeated_content(data: bytes, rng: random.Random) -> bytes:
    """Content comes many times over."""
    times = rng.choice((10, 100))

    def change(match: re.Match[bytes]) -> bytes:
        body = match["body"]
        return b"stream\n" + body * times + b"\nendstream" if len(body) < 50_000 and b"Tj" in body else match[0]

    return _STREAM.sub(change, unpacked(data))


def unpacked(data: bytes) -> bytes:
    """The file with its streams plain where they can be; its table of objects is wrong then, which readers mend."""

    def change(match: re.Match[bytes]) -> bytes:
        unpacker = zlib.decompressobj()
        try:
            body = unpacker.decompress(match["body"], MOST_UNPACKED)
        except zlib.error:
            return match[0]
        return match[0] if unpacker.unconsumed_tail or len(body) > MOST_UNPACKED else b"stream\n" + body + b"\nendstream"

    out = _STREAM.sub(change, data)
    return out.replace(b"/Filter /FlateDecode", b"").replace(b"/Filter/FlateDecode", b"") if out != data else data


def _outside_streams(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The file with what is no stream changed."""
    out, end = [], 0
    for match in _STREAM.finditer(data):
        out += [change(data[end : match.start()]), match[0]]
        end = match.end()
    return b"".join([*out, change(data[end:])])


def picture_of(data: bytes, rng: random.Random) -> bytes:
    """A picture file, damaged; `data` is of no account."""
    from PIL import Image

    size = rng.randrange(10, 900), rng.randrange(10, 900)
    sheet = Image.frombytes("L", size, rng.randbytes(size[0] * size[1])).convert(rng.choice(("L", "RGB", "1")))
    out = BytesIO()
    kind = rng.choice(("PNG", "JPEG", "TIFF"))
    more = {"save_all": True, "append_images": [sheet] * 3} if kind == "TIFF" else {}
    sheet.save(out, kind, **more)
    damage = rng.choice((cut, flipped, missing, doubled, zeroed, _claimed))
    return out.getvalue()[:24] + damage(out.getvalue()[24:], rng) if damage is not _claimed else _claimed(out.getvalue(), rng)


def _claimed(data: bytes, rng: random.Random) -> bytes:
    """A PNG that claims to be huge, with a right checksum; other pictures with damage in their heads."""
    if not data.startswith(b"\x89PNG"):
        return data[:4] + flipped(data[4:400], rng) + data[400:]
    head = b"IHDR" + (100_000).to_bytes(4, "big") + rng.choice((100_000, 5_000, 2**31 - 1)).to_bytes(4, "big") + data[24:29]
    return data[:12] + head + zlib.crc32(head).to_bytes(4, "big") + data[33:]


OF_FILES: tuple[Mutation, ...] = (
    cut, flipped, missing, doubled, zeroed, shuffled, swapped_objects, swapped_references, self_references, cyclic_tree,
    false_count, wild_boxes, wild_numbers, wrong_names, missing_fonts, wrong_filters, wrong_lengths, huge_pictures, bad_offsets,
    looped_tables, nested, said_to_be_encrypted, wild_content, damaged_content, repeated_content, picture_of,
)  # fmt: skip
"""All kinds, in the order in which they take turns."""
