"""Pages → a PDF in TCVN3 (ABC) fonts, as word processors made them before Unicode.

Text strings are TCVN3 bytes; the fonts are called ``.VnTime`` and ``.VnTimeH`` and show Vietnamese letters at the places of
Western ones, so the page looks right and its text layer reads ``QuyÕt ®Þnh``. The fonts are cut from Tinos (SIL Open Font
License 1.1) with fontTools, which only this script needs. TCVN3 has codes for small letters with tones alone: capitals are
small letters in the ``H`` font.
"""

from __future__ import annotations

import io
import zlib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import cmap_format_4

from samples.layout import FILES, FONTS, HEIGHT, WIDTH, Page, Piece
from samples.texts import Style

# TCVN 5712:1993, VN3 (ABC): letters in the order of their codes
# fmt: off
_CODES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ", 0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè", 0xCE: "ẻẽ",
    0xD0: "éẹềểễếệìỉ", 0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
# fmt: on
TCVN3 = {letter: start + k for start, letters in _CODES.items() for k, letter in enumerate(letters)}

NAMES: dict[Style, str] = {"regular": "", "bold": ",Bold", "italic": ",Italic", "bold-italic": ",BoldItalic"}


def encode(letter: str) -> tuple[bytes, bool]:
    """The byte of a character, and whether it must stand in the font of capitals."""
    if letter in TCVN3:
        return bytes([TCVN3[letter]]), False
    if letter.lower() in TCVN3:
        return bytes([TCVN3[letter.lower()]]), True
    return letter.encode("ascii"), False


def _runs(text: str) -> list[tuple[bytes, bool]]:
    """(bytes, in the font of capitals): whole texts in capitals stand in that font, single capitals with tones too."""
    if text.upper() == text and any(c.lower() in TCVN3 for c in text):
        return [(b"".join(encode(c.lower() if c not in TCVN3 else c)[0] for c in text), True)]
    out: list[tuple[bytes, bool]] = []
    for letter in text:
        code, capitals = encode(letter)
        if out and out[-1][1] == capitals:
            out[-1] = (out[-1][0] + code, capitals)
        else:
            out.append((code, capitals))
    return out


class _Font:
    """A font of the file: which bytes it shows, as which letters."""

    def __init__(self, style: Style, capitals: bool) -> None:
        self.style, self.capitals = style, capitals
        self.name = f"AAAAAA+.VnTime{'H' if capitals else ''}{NAMES[style]}"
        self.used: set[int] = set()

    def letter(self, code: int) -> str:
        known = {value: letter for letter, value in TCVN3.items()}
        letter = known.get(code, chr(code))
        return letter.upper() if self.capitals else letter

    def program(self) -> bytes:
        """TrueType font of the letters in use, at the Western places of their codes."""
        font = TTFont(FONTS / FILES[self.style], recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[ord(self.letter(code)) for code in self.used])
        subsetter.subset(font)
        glyphs = font.getBestCmap()
        table = cmap_format_4(4)
        table.platformID, table.platEncID, table.language = 3, 1, 0
        table.cmap = {ord(_western(code)): glyphs[ord(self.letter(code))] for code in sorted(self.used)}
        font["cmap"].tables = [table]
        for tag in ("name", "GSUB", "GPOS", "GDEF"):
            if tag in font:
                del font[tag]
        font["post"].formatType = 3.0
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    def widths(self) -> list[int]:
        """Widths of the codes 32 to 255, in thousandths."""
        font = TTFont(FONTS / FILES[self.style])
        cmap, metrics, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return [round(metrics[cmap[ord(self.letter(c))]][0] * 1000 / unit) if c in self.used else 0 for c in range(32, 256)]


def _western(code: int) -> str:
    """The character that Western text has at a code; a soft hyphen where Windows has one."""
    return bytes([code]).decode("cp1252")


def save(pages: list[Page], path: Path) -> None:
    """Write the PDF."""
    fonts: dict[tuple[Style, bool], _Font] = {}
    streams = [_content(page, fonts) for page in pages]
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    resources = []
    for number, font in enumerate(fonts.values()):
        program, unicodes = font.program(), _to_unicode(font.used)
        file = add(_stream(program, b"/Length1 %d" % len(program)))
        descriptor = add(
            b"<< /Type /FontDescriptor /FontName /%s /Flags 32 /FontBBox [-200 -300 1200 1000] /ItalicAngle 0 /Ascent 891 "
            b"/Descent -216 /CapHeight 662 /StemV 80 /FontFile2 %d 0 R >>" % (font.name.encode(), file)
        )
        unicode = add(_stream(unicodes))
        widths = b" ".join(b"%d" % w for w in font.widths())
        made = add(
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 32 /LastChar 255 "
            b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [173 /sfthyphen] >> "
            b"/Widths [%s] /FontDescriptor %d 0 R /ToUnicode %d 0 R >>" % (font.name.encode(), widths, descriptor, unicode)
        )
        resources.append(b"/F%d %d 0 R" % (number, made))
    kids = []
    for stream in streams:
        content = add(_stream(stream))
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << %s >> >> /Contents %d 0 R >>"
                % (WIDTH, HEIGHT, b" ".join(resources), content)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    path.write_bytes(_file(objects))


def _content(page: Page, fonts: dict[tuple[Style, bool], _Font]) -> bytes:
    out = []
    for piece in page:
        if not piece.text:
            out.append(b"%.1f %.1f m %.1f %.1f l S" % (piece.x, HEIGHT - piece.y, piece.x1, HEIGHT - piece.y))
            continue
        out.append(b"BT %.2f Tw 1 0 0 1 %.2f %.2f Tm" % (piece.spacing, piece.x, HEIGHT - piece.y))
        out += _shown(piece, fonts)
        out.append(b"ET")
    return b"\n".join(out)


def _shown(piece: Piece, fonts: dict[tuple[Style, bool], _Font]) -> list[bytes]:
    out = []
    for codes, capitals in _runs(piece.text):
        font = fonts.setdefault((piece.style, capitals), _Font(piece.style, capitals))
        font.used.update(codes)
        number = list(fonts).index((piece.style, capitals))
        out.append(b"/F%d %g Tf <%s> Tj" % (number, piece.size, codes.hex().encode()))
    return out


def _to_unicode(codes: set[int]) -> bytes:
    """What viewers copy: the Western characters, as word processors wrote it."""
    rows = b"\n".join(b"<%02X> <%04X>" % (code, ord(_western(code))) for code in sorted(codes))
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar\nendcmap end end"
        % (len(codes), rows)
    )


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
