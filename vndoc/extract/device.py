"""One PDF page through pdfminer, with limits.

In: a page; out: its characters, and the places of its images and lines.

pdfplumber builds a dictionary of 30 entries for each character, which takes longer than reading the page; here a character,
or a word of one string, is a tuple, and pdfplumber gets the page's lines alone (for its tables). Every limit is a count, not a
time: the same file gives the same result everywhere.
"""

# ruff: noqa: ANN401 (pdfminer's own signatures)
from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import regex
from pdfminer.converter import PDFPageAggregator
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import LIT, PSLiteral
from pdfminer.utils import apply_matrix_rect, mult_matrix

from vndoc.document import Box
from vndoc.extract.operators import METHODS, read_operators
from vndoc.extract.strings import Char, Glyph, Pen, Spot
from vndoc.fonts import code_page_of

MAX_CHARS = 200_000
"""Characters of a page; a full page of 6 point print has some 20,000."""

MAX_PATHS = 20_000
"""Painted paths of a page that are kept; maps and drawings have more, tables hardly a tenth."""

MAX_CONTENT = 32 * 1024 * 1024
"""Bytes of content that are run for a page, its forms each time they are drawn. Pages of text have some 100 kB."""

MAX_CODES = 200_000
"""Codes in the ranges of a font's maps; the largest true ones have the 65,536 codes of two bytes."""

MAX_DEPTH = 12
"""Forms within forms."""

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a glyph that the font gives no character for."""


class TooMuch(Exception):
    """A limit of the page is reached; what was read until then is good."""


class Fonts(PDFResourceManager):
    """Fonts of a document. Endless maps are left out; the maps of OCR layers (a code is its own character) are not unrolled."""

    def get_font(self, objid: Any, spec: Any) -> PDFFont:
        """The font of a specification, from the cache where it is there."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        changed = dict(spec)
        for key in ("ToUnicode", "Encoding"):
            value = resolve1(changed.get(key))
            if isinstance(value, PDFStream):
                if not _is_sane_map(value):
                    del changed[key]
                elif key == "ToUnicode" and _is_identity(value) and isinstance(changed.get("Encoding"), PSLiteral):
                    changed[key] = LIT("Identity-H")
        for key in ("W", "W2"):
            if key in changed and not _are_sane_widths(resolve1(changed[key])):
                del changed[key]
        return super().get_font(objid, changed)


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a limit on what it runs, and a faster way through plain content (`operators`)."""

    device: Device

    def render_contents(self, resources: Any, streams: Any, ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        """Run content streams, of a page or of a form."""
        device = self.device
        if device.depth >= MAX_DEPTH:
            return
        device.spend(streams)
        device.depth += 1
        try:
            super().render_contents(resources, streams, ctm=ctm)
        finally:
            device.depth -= 1

    def execute(self, streams: Any) -> None:
        """Run the operators of content streams."""
        steps = read_operators(b"\n".join(stream.get_data() for stream in self._runnable(streams)))
        if steps is None:
            super().execute(streams)
            return
        stack = self.argstack
        for method, operands in steps:
            step, count = _STEPS[method]
            if stack or len(operands) != count:
                stack += operands
                operands = self.pop(count)
                if len(operands) != count:
                    continue
            step(self, *operands)

    def _runnable(self, streams: Any) -> list[PDFStream]:
        """The streams that are not being run already (pdfminer's own guard against forms that draw themselves)."""
        found = [stream for stream in map(stream_value, streams) if stream.objid is not None]
        found = [stream for stream in found if stream.objid not in self.parent_stream_ids]
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        return found

    def pop(self, n: int) -> list[Any]:
        """The last operands, taken from the stack."""
        if n == 0:
            return []
        found = self.argstack[-n:]
        del self.argstack[-n:]
        return found

    def do_TJ(self, seq: Any) -> None:
        """Show text."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq)


_STEPS = {
    method: (getattr(Interpreter, method), getattr(Interpreter, method).__code__.co_argcount - 1) for method in METHODS.values()
}


class Device(PDFPageAggregator):
    """Collects characters and images; lines and rectangles go into pdfminer's page as usual."""

    def __init__(self, fonts: Fonts, crop: Box) -> None:
        """`crop` is the visible part of the page in the coordinates of its MediaBox."""
        super().__init__(fonts, laparams=None)
        self.chars: list[Char] = []
        self.images: list[Box] = []
        self.paths = 0
        self.depth = 0
        self.x = self.y = 0.0
        self.page: Any = None
        self._crop = crop
        self._spent = 0
        self._count = 0
        self._font: Any = None
        self._name = ""
        self._glyphs: dict[int, Glyph] = {}
        self._all_glyphs: dict[PDFFont, dict[int, Glyph]] = {}
        self._pen_key: object = None
        self._pen: Any = None

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Find the visible corner."""
        super().begin_page(page, ctm)
        x0, _, _, y1 = apply_matrix_rect(ctm, self._crop)
        self.x, self.y = x0, y1
        self.page = self.cur_item

    def spend(self, streams: Any) -> None:
        """Count the bytes of content streams.

        Raises:
            TooMuch: the page has run more than `MAX_CONTENT`.
        """
        for stream in streams:
            self._spent += inflated(stream_value(stream), MAX_CONTENT)
            if self._spent > MAX_CONTENT:
                raise TooMuch

    def render_image(self, name: str, stream: Any) -> None:
        """Keep an image's place alone."""
        item = self.cur_item
        self.images.append((item.x0 - self.x, self.y - item.y1, item.x1 - self.x, self.y - item.y0))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Keep a path, up to the limit."""
        self.paths += 1
        if self.paths <= MAX_PATHS:
            super().paint_path(gstate, stroke, fill, evenodd, path)

    def render_string(self, textstate: Any, seq: Any, ncs: Any = None, graphicstate: Any = None) -> None:
        """Keep the characters of a string (pdfminer's loop, without a call for each of them)."""
        font: PDFFont = textstate.font
        if font is not self._font:
            self._use(font)
        if font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        size, scaling = textstate.fontsize, textstate.scaling * 0.01
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        pen = self._pen_for(font, (a, b, c, d), size, textstate.rise)
        letter_space = textstate.charspace * scaling
        word_space = 0 if font.is_multibyte() else textstate.wordspace * scaling
        x, y = textstate.linematrix
        spot = pen, e, f, y, size, scaling
        spaced = False
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * (0.001 * size * scaling)
                spaced = True
            elif isinstance(part, bytes):
                codes: Any = font.decode(part)
                if pen.joins and not letter_space and not word_space and self._count + len(codes) < MAX_CHARS:
                    x = self._words(spot, codes, x)
                    continue
                for cid in codes:
                    if spaced:
                        x += letter_space
                    text, width, _ = self._glyphs.get(cid) or self._glyph(cid)
                    advance = width * size * scaling
                    self._keep(pen.one(text, spot, x, advance))
                    x += advance
                    if cid == 32 and word_space:
                        x += word_space
                    spaced = True
        textstate.linematrix = x, y

    def _words(self, spot: Spot, codes: Sequence[int], x: float) -> float:
        """Keep the words of a part of a string, whose characters stand side by side; answers where it ends."""
        self._count += len(codes)
        pen, _, _, _, size, scaling = spot
        keep, glyphs, narrowest = self.chars.append, self._glyphs, pen.narrowest
        word, count, first, last, end = "", 0, x, x, 0.0
        for index, cid in enumerate(codes):
            text, width, is_space = glyphs.get(cid) or self._glyph(cid)
            advance = width * size * scaling
            if is_space or advance < narrowest:
                if count:
                    keep(pen.several(word, count, (spot, codes, index - count, first), last, end))
                    word, count = "", 0
                if advance >= 0:
                    keep(pen.several(text, 1, (spot, codes, index, x), x, advance))
                else:
                    keep(pen.one(text, spot, x, advance))
            else:
                if not count:
                    first = x
                word += text
                count += 1
                last, end = x, advance
            x += advance
        if count:
            keep(pen.several(word, count, (spot, codes, len(codes) - count, first), last, end))
        return x

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        """Keep a character of vertical writing; answers how far it moves the pen."""
        text, width, _ = self._glyphs.get(cid) or self._glyph(cid)
        advance = width * fontsize * scaling
        left = -fontsize / 2
        pen = self._pen_for(font, tuple(matrix[:4]), fontsize, rise)
        self._keep(pen.across(text, matrix[4], matrix[5], (left, rise + advance, left + fontsize, rise)))
        return advance

    def _pen_for(self, font: PDFFont, matrix: tuple[float, ...], size: float, rise: float) -> Pen:
        """The pen for a string, the last one where nothing has changed."""
        key = font, matrix, size, rise
        if key != self._pen_key:
            low = font.get_descent() * size + rise
            self._pen_key, self._pen = key, Pen(self._name, self._glyphs, matrix, low, size, (self.x, self.y))
        pen: Pen = self._pen
        return pen

    def _keep(self, char: Char) -> None:
        """Keep a character.

        Raises:
            TooMuch: the page has `MAX_CHARS` of them.
        """
        self.chars.append(char)
        self._count += 1
        if self._count >= MAX_CHARS:
            raise TooMuch

    def _use(self, font: PDFFont) -> None:
        """Take the font that the next characters are of."""
        self._font, self._name = font, str(font.fontname or "")
        self._glyphs = self._all_glyphs.setdefault(font, {})

    def _glyph(self, cid: int) -> Glyph:
        """A glyph of the font in use."""
        text = _text_of(self._font, cid)
        glyph = self._glyphs[cid] = text, self._font.char_width(cid), text.isspace()
        return glyph


def _text_of(font: PDFFont, cid: int) -> str:
    """What a font's glyph stands for."""
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return UNKNOWN
    if cid == 0xAD and not font.is_multibyte():  # a hyphen in WinAnsi (a space for pdfminer), ư in TCVN3
        spaced = text.isspace() and getattr(font, "unicode_map", None) is None
        if spaced or (text == "-" and code_page_of(str(font.fontname))):
            return "\N{SOFT HYPHEN}"
    return str(text)


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


_RANGES = regex.compile(rb"begin(?:bf|cid|notdef)range(?P<body>.*?)end(?:bf|cid|notdef)range", regex.DOTALL)
_RANGE = regex.compile(
    rb"""
    < (?P<first> [0-9A-Fa-f\s]+ ) > \s* < (?P<last> [0-9A-Fa-f\s]+ ) > \s*
    (?: < (?P<to> [0-9A-Fa-f\s]+ ) > | \d+ | \[ [^]]* \] )
    """,
    regex.VERBOSE,
)
_SINGLES = regex.compile(rb"beginbfchar")


def _map_ranges(stream: PDFStream) -> list[tuple[int, int, int | None]] | None:
    """(first, last, first target) of a map's ranges; None where there is too much of it."""
    if inflated(stream, MAX_CONTENT) > MAX_CONTENT:
        return None
    out = []
    for section in _RANGES.finditer(stream.get_data()):
        for match in _RANGE.finditer(section["body"]):
            first, last, to = (b"".join(match[k].split()) if match[k] else b"" for k in ("first", "last", "to"))
            if max(len(first), len(last)) > 16:
                return None
            out.append((int(first, 16), int(last, 16), int(to, 16) if to and len(to) <= 8 else None))
    return out


def _is_sane_map(stream: PDFStream) -> bool:
    ranges = _map_ranges(stream)
    return ranges is not None and sum(max(0, last - first + 1) for first, last, _ in ranges) <= MAX_CODES


def _is_identity(stream: PDFStream) -> bool:
    """Whether a map gives each two-byte code the character of that number, as the fonts of OCR layers do."""
    return _map_ranges(stream) == [(0, 0xFFFF, 0)] and not _SINGLES.search(stream.get_data())


def _are_sane_widths(widths: Any) -> bool:
    """Whether a CID font's widths (``first last width`` or ``first [width ...]``) cover a true number of codes."""
    total = 0
    pending: list[object] = []
    for value in widths if isinstance(widths, list) else ():
        value = resolve1(value)
        if isinstance(value, list):
            total, pending = total + len(value), []
            continue
        pending.append(value)
        if len(pending) == 3:
            first, last, _ = pending
            if isinstance(first, int) and isinstance(last, int):
                total += max(0, last - first)
            pending = []
    return total <= MAX_CODES
