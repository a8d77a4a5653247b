"""PDFs that are right by the letter and say odd things, from nothing. In: a random generator (for choices); out: bytes.

Like `benchmarks.hostile`: encryption, annotations that are drawn, functions and shadings, outlines and trees without end, coded
pictures whose heads are right, numbers of a font's metrics.
"""

from __future__ import annotations

import random
import struct

from benchmarks.encryption import enciphered, standard
from benchmarks.hostile import FONT, FORM, TEXT, Maker, Stream, packed, pdf, sheet

IDENTITY = b"0123456789abcdef"


def encrypted(rng: random.Random) -> bytes:
    """Encrypted with an empty password; dictionary and bytes are right, or not."""
    key, dictionary = standard("", IDENTITY)
    changes = (
        (b"/P -4", b"/P 99999999999"), (b"/R 2", b"/R 3 /Length 128"),
        (b"/V 1", b"/V 4 /CF << /A << /CFM /AESV2 >> >> /StmF /A"),
        (b"/O <", b"/O <41"), (b"/Filter /Standard", b"/Filter /Other"), (b"/V 1", b"/V 1 /Length -8"), (b"", b""), (b"", b""),
    )  # fmt: skip
    dictionary = dictionary.replace(*rng.choice(changes), 1)
    text = enciphered(key, 4, TEXT)
    if rng.random() < 0.3:
        text = text[: rng.randrange(len(text))] + rng.randbytes(50)
    identity = b"<%s>" % IDENTITY.hex().encode()
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>>>",
            4: (b"", text),
            5: FONT,
        },
        b"/ID [%s %s] /Encrypt %s" % (identity, identity, dictionary),
    )


def drawn_annotations(rng: random.Random) -> bytes:
    """Annotations and form fields that are drawn: of themselves, of any size, by the thousand, with scripts."""
    count = rng.choice((1, 40, 3_000))
    rect = rng.choice((b"0 0 595 842", b"-1e9 -1e9 1e9 1e9", b"5 5 5 5", b"a b c d", b"100 100 90 90"))
    kind = rng.choice(
        (
            b"/Widget /FT /Tx /V (x)",
            b"/FreeText /DA (/F1 0 Tf)",
            b"/Stamp",
            b"/Ink /InkList [[1 1 9]]",
            b"/Popup /Parent 10 0 R",
        )
    )
    state = rng.choice(
        (b"/AP << /N 6 0 R >>", b"/AP << /N << /A 6 0 R /B 10 0 R >> >> /AS /A", b"/AP 10 0 R", b"/AP << /N 10 0 R >>")
    )
    more: dict[int, bytes | Stream] = {
        6: (FORM + b" /Matrix [%s] /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
            % rng.choice((b"1 0 0 1 0 0", b"0 0 0 0 0 0", b"1e9 0 0 1e9 0 0")), TEXT + b" /X Do"),
        10: b"<< /Type /Annot /Subtype %s /Rect [%s] %s /F 4 /AA << /E << /S /JavaScript /JS (x) >> >>>>" % (kind, rect, state),
    }  # fmt: skip
    catalogue = b"/AcroForm << /Fields [%s] /NeedAppearances true /DA (/F1 0 Tf) >>" % (b"10 0 R " * count)
    return sheet(more=more, page=b"/Annots [%s]" % (b"10 0 R " * count), catalogue=catalogue)


def functions(rng: random.Random) -> bytes:
    """Shadings by functions that are huge, endless or of themselves."""
    sampled = b"/FunctionType 0 /Domain [0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1] /BitsPerSample 32 /Size [%s]"
    size = b" ".join([rng.choice((b"2", b"65535", b"2147483647", b"-1"))] * 4)
    counted = b"{ " + b"dup mul " * rng.choice((10, 200_000)) + b"}"
    made: tuple[bytes | Stream, ...] = (
        (sampled % size, bytes(64)),
        (b"/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]", counted),
        (b"/FunctionType 4 /Domain [0 1] /Range [0 1]", b"{" * rng.choice((10, 50_000))),
        b"<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R 7 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>",
        b"<< /FunctionType 2 /Domain [0 1] /N -1e99 /C0 [0 0 0] /C1 [1 1 1] >>",
    )
    box = rng.choice((b"0 0 595 842 0 1", b"0 0 0 0 0 0", b"-1e30 0 1e30 0 0 1e30"))
    kind = rng.choice((1, 2, 3, 4, 7))
    data = rng.randbytes(rng.choice((10, 20_000)))
    mesh = b"/BitsPerCoordinate 32 /BitsPerComponent 16 /BitsPerFlag 8 /Decode [0 1e9 0 1e9 0 1 0 1 0 1]"
    shading = b"/ShadingType %d /ColorSpace /DeviceRGB /Coords [%s] /Function 7 0 R /Extend [true true] %s" % (kind, box, mesh)
    return sheet(TEXT + b" /S sh", b"/Shading << /S 6 0 R >>", {6: (shading, data), 7: rng.choice(made)})


def endless_trees(rng: random.Random) -> bytes:
    """Outlines, names, marks and threads that lead back to themselves, or are very deep."""
    depth = rng.choice((1, 3_000))
    more: dict[int, bytes | Stream] = {
        10 + i: b"<< /Title (a) /Parent %d 0 R /First %d 0 R /Next %d 0 R /Kids [%d 0 R] /K [%d 0 R] /S /P /Count 99999 >>"
        % ((10 + (i + 1) % depth,) * 5)
        for i in range(depth)
    }
    catalogue = b"/Outlines 10 0 R /Names << /Dests 10 0 R /EmbeddedFiles 10 0 R >> /StructTreeRoot 10 0 R /Threads [10 0 R]"
    catalogue += b" /PageLabels 10 0 R /Dests 10 0 R /OCProperties << /OCGs [10 0 R] /D << /Order [10 0 R] >> >>"
    return sheet(
        more=more, catalogue=catalogue + b" /MarkInfo << /Marked true >>", page=b"/StructParents 0 /Group 10 0 R /B [10 0 R]"
    )


def coded_heads(rng: random.Random) -> bytes:
    """Pictures whose coding is right at its start and claims anything."""
    width, height = (rng.choice((1, 64, 4_000, 65_535, 2**31 - 1)) for _ in range(2))
    noise = rng.randbytes(rng.choice((0, 40, 60_000)))
    name, data = rng.choice(
        (
            (b"/JBIG2Decode", _jbig2(width, height) + noise),
            (b"/JPXDecode", _jpeg_2000(width, height) + noise),
            (b"/DCTDecode", _jpeg(width, height) + noise),
            (b"/CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d >>" % (width, height), noise),
            (b"/CCITTFaxDecode /DecodeParms << /K 1 /Columns %d /EncodedByteAlign true >>" % width, noise),
            (b"/LZWDecode /DecodeParms << /Predictor 15 /Columns %d /Colors 4 /EarlyChange 7 >>" % width, noise),
        )
    )
    colours = rng.choice((b"/DeviceGray", b"/DeviceRGB", b"/Pattern"))
    size = b"/Width %d /Height %d /BitsPerComponent %d" % (min(width, 30_000), min(height, 30_000), rng.choice((1, 8, 16, 3)))
    head = b"/Type /XObject /Subtype /Image %s /ColorSpace %s /Filter %s" % (size, colours, name)
    head += rng.choice((b"", b" /SMask 6 0 R", b" /Mask 6 0 R", b" /Mask [0 0 0 0]", b" /ImageMask true", b" /Decode [9 -9]"))
    return sheet(b"q 595 0 0 842 0 0 cm /I Do Q " + TEXT, b"/XObject << /I 6 0 R >>", {6: (head, data)})


def _jbig2(width: int, height: int) -> bytes:
    """A segment with the page's size, and the head of a region of unknown length."""
    page = struct.pack(">IBBBIIIIIBH", 0, 48, 0, 1, 19, width, height, 0, 0, 0, 0)
    return page + struct.pack(">IBBBI", 1, 38, 0, 1, 0xFFFFFFFF)


def _jpeg_2000(width: int, height: int) -> bytes:
    """Size and coding style of three components."""
    size = struct.pack(">HHIIIIIIIIH", 47, 0, width, height, 0, 0, max(1, width // 2), height, 0, 0, 3)
    return b"\xff\x4f\xff\x51" + size + bytes((7, 1, 1)) * 3 + bytes.fromhex("ff52000c00000001010504040001")


def _jpeg(width: int, height: int) -> bytes:
    """Size of three components, and the head of their scan."""
    size = b"\xff\xd8\xff\xc0\x00\x11\x08" + struct.pack(">HH", height & 0xFFFF, width & 0xFFFF)
    return size + bytes.fromhex("03012200021101031101ffda000c03010002110311003f00")


def odd_metrics(rng: random.Random) -> bytes:
    """Fonts whose matrices, boxes, ascents and widths are no numbers that print has."""
    wild = [rng.choice((b"0", b"-1000", b"1e30", b"99999999999", b"-0.0000001", b"null", b"(a)")) for _ in range(9)]
    box = b"/FontBBox [%s %s %s %s] /Ascent %s /Descent %s /MissingWidth %s" % tuple(wild[:7])
    letters = b"/CharProcs << /a 8 0 R >> /Encoding << /Differences [97 /a %s /a] >>" % wild[7]
    fonts = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /.VnTime /FirstChar %s /Widths [%s] /FontDescriptor 6 0 R >>"
        % (wild[8], wild[0]),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-V /DescendantFonts [7 0 R] >>",
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [%s 0 0 %s 0 0] %s /FirstChar 97 /Widths [%s] >>"
        % (wild[0], wild[1], letters, wild[2]),
    )
    widths = b"/DW %s /DW2 [%s %s] /W2 [0 9 %s 0 0]" % tuple(wild[:4])
    more: dict[int, bytes | Stream] = {
        5: rng.choice(fonts),
        6: b"<< /Type /FontDescriptor /FontName /A /Flags 4 %s >>" % box,
        7: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << >> %s /FontDescriptor 6 0 R >>" % widths,
        8: (b"", b"500 0 d0 0 0 9 9 re f"),
    }
    times = rng.choice((1, 500))
    return sheet(packed(TEXT + b" BT /F1 12 Tf 72 600 Td <0041006100620063> Tj ET" * times), more=more)


ODDITIES: tuple[Maker, ...] = (encrypted, drawn_annotations, functions, endless_trees, coded_heads, odd_metrics)
"""All of them."""
