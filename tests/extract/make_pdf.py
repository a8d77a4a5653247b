"""A tiny PDF writer for tests: pages of content streams, fonts of any name, images, rotation, crop, 40-bit RC4 encryption."""

import zlib

from benchmarks.encryption import enciphered, standard


class Page:
    """Content (bytes), size, and what a page may have besides."""

    def __init__(self, content=b"", size=(595, 842), rotate=0, crop=None, images=(), compress=False):
        self.content, self.size, self.rotate = content, size, rotate
        self.crop, self.images, self.compress = crop, images, compress


def text(x, y, string, font="F1", size=12, extra=""):
    """Content that shows a string (bytes or str in Latin-1) at a place."""
    raw = string if isinstance(string, bytes) else string.encode("latin-1")
    shown = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf %s 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font.encode(), size, extra.encode(), x, y, shown)


def make_pdf(pages, fonts=None, password=None, tounicode=None):
    """Bytes of a PDF. `fonts`: name in content → BaseFont; `tounicode`: name → CMap bytes; `password`: user password."""
    fonts = fonts or {"F1": "Helvetica"}
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    numbers = iter(range(3, 10_000))
    streams = {}
    named = []
    for name, base in fonts.items():
        number = next(numbers)
        named.append((name, number))
        more = b""
        if tounicode and name in tounicode:
            cmap = next(numbers)
            streams[cmap] = (b"", tounicode[name])
            more = b" /ToUnicode %d 0 R" % cmap
        widths = b"/FirstChar 0 /LastChar 255 /Widths [%s]" % (b"500 " * 256)
        descriptor = next(numbers)
        escaped = base.replace(" ", "#20").encode()
        objects[descriptor] = (
            b"<< /Type /FontDescriptor /FontName /%s /Flags 32 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
            b" /Descent -200 /CapHeight 700 /StemV 80 >>" % escaped
        )
        objects[number] = (
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /Encoding /WinAnsiEncoding %s /FontDescriptor %d 0 R%s >>"
            % (escaped, widths, descriptor, more)
        )
    kids = []
    for page in pages:
        number, content = next(numbers), next(numbers)
        kids.append(number)
        xobjects = []
        for i, (width, height, samples) in enumerate(page.images):
            image = next(numbers)
            xobjects.append(b"/Im%d %d 0 R" % (i, image))
            head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (
                width,
                height,
            )
            streams[image] = (head, samples)
        data = zlib.compress(page.content, 9) if page.compress else page.content
        streams[content] = (b"/Filter /FlateDecode" if page.compress else b"", data)
        box = b"/MediaBox [0 0 %g %g]" % page.size
        if page.crop:
            box += b" /CropBox [%g %g %g %g]" % page.crop
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R %s /Rotate %d /Contents %d 0 R /Resources << /Font << %s >> /XObject << %s >> >> >>"
            % (box, page.rotate, content, b" ".join(b"/%s %d 0 R" % (n.encode(), i) for n, i in named), b" ".join(xobjects))
        )
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    return _write(objects, streams, password)


def _write(objects, streams, password):
    file_id = b"0123456789abcdef"
    key = b""
    trailer_extra = b""
    if password is not None:
        key, dictionary = standard(password, file_id, owner="owner")
        encrypt = max([*objects, *streams]) + 1
        objects[encrypt] = dictionary
        trailer_extra = b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (encrypt, file_id.hex().encode(), file_id.hex().encode())
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number in sorted([*objects, *streams]):
        places[number] = len(out)
        if number in objects:
            body = objects[number]
        else:
            head, data = streams[number]
            if key:
                data = enciphered(key, number, data)
            body = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(out), max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer_extra, start)
    return bytes(out)
