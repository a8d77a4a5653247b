"""One PDF page through pdfminer, with limits.

In: a page; out: its characters, and the places of its images and lines.

pdfplumber builds a dictionary of 30 entries for each character, which takes longer than reading the page; here a character,
or a word of one string, is a tuple, and pdfplumber gets the page's lines alone (for its tables). Every limit is a count, not a
time: the same file gives the same result everywhere.
"""

# ruff: noqa: ANN401 (pdfminer's own signatures)
from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, resolve1, stream_value
from pdfminer.utils import apply_matrix_rect, mult_matrix

from vndoc.document import Box
from vndoc.extract.fonts import Fonts
from vndoc.extract.inflate import MAX_CONTENT, inflated
from vndoc.extract.letters import Glyph
from vndoc.extract.operators import METHODS, RUN, Run, read_operators, unhexed
from vndoc.extract.placing import Show, end_of, place
from vndoc.extract.strings import Char, Pen

MAX_CHARS = 200_000
"""Characters of a page; a full page of 6 point print has some 20,000."""

MAX_PATHS = 20_000
"""Painted paths of a page that are kept; maps and drawings have more, tables hardly a tenth."""

MAX_DEPTH = 12
"""Forms within forms."""


_log = logging.getLogger(__name__)


class TooMuch(Exception):
    """A limit of the page is reached; what was read until then is good."""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a limit on what it runs, and a faster way through plain content (`operators`)."""

    device: Device

    def init_resources(self, resources: Any) -> None:
        """Prepare fonts and forms; where anything beside them is broken, these alone."""
        try:
            super().init_resources(resources)
        except Exception:  # whatever pdfminer stumbles over, colours above all
            super().init_resources({key: _sound(resources.get(key)) for key in ("Font", "XObject")})

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
        """Run the operators of content streams; what cannot be run is passed over, and told."""
        found = [(stream, data) for stream in self._runnable(streams) if (data := self._data(stream)) is not None]
        steps = read_operators(b"\n".join(data for _, data in found))
        if steps is None:
            with self.device.going_on():
                super().execute([stream for stream, _ in found])
            return
        stack = self.argstack
        for method, operands in steps:
            step, count = _STEPS[method]
            if stack or len(operands) != count:
                stack += operands
                operands = self.pop(count)
                if len(operands) != count:
                    continue
            try:
                step(self, *operands)
            except TooMuch:
                raise
            except Exception as e:
                self.device.failed(e)

    def _data(self, stream: PDFStream) -> bytes | None:
        """The content of a stream; None where it cannot be unpacked."""
        with self.device.going_on():
            return bytes(stream.get_data())
        return None

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
        if self.textstate.font is not None and isinstance(seq, list | tuple):
            self.device.render_string(self.textstate, seq)

    def show_run(self, run: Run) -> None:
        """Show a run of text: all at once, or where that cannot be string by string."""
        if self.textstate.font is None or not self.device.render_run(self.textstate, run):
            for method, operands in run.steps():
                getattr(self, method)(*operands)


def _sound(entries: Any) -> dict[Any, Any]:
    """Entries of a dictionary that can be read."""
    found = {}
    try:
        for key, value in dict_value(entries).items():
            with suppress(Exception):
                resolve1(value)
                found[key] = value
    except Exception:
        return {}
    return found


_STEPS = {
    method: (getattr(Interpreter, method), getattr(Interpreter, method).__code__.co_argcount - 1)
    for method in (*METHODS.values(), RUN)
}


class Device(PDFPageAggregator):
    """Collects characters and images; lines and rectangles go into pdfminer's page as usual."""

    def __init__(self, fonts: Fonts, crop: Box) -> None:
        """`crop` is the visible part of the page in the coordinates of its MediaBox."""
        super().__init__(fonts, laparams=None)
        self._chars: list[Char] = []
        self._shown: list[Show] = []
        self.images: list[Box] = []
        self.paths = 0
        self.depth = 0
        self.x = self.y = 0.0
        self.ctm_of_page: Any = None
        self.failure = ""
        self.page: Any = None
        self._crop = crop
        self._spent = 0
        self._count = 0
        self._font: Any = None
        self._name = ""
        self._fonts = fonts
        self._glyphs: dict[int, Glyph] = {}
        self._pen_key: object = None
        self._pen: Any = None

    @property
    def chars(self) -> list[Char]:
        """The characters so far, in the order of the file."""
        self._place()
        return self._chars

    def begin_page(self, page: Any, ctm: Any) -> None:
        """Find the visible corner."""
        super().begin_page(page, ctm)
        x0, _, _, y1 = apply_matrix_rect(ctm, self._crop)
        self.x, self.y = x0, y1
        self.ctm_of_page = ctm
        self.page = self.cur_item

    def failed(self, error: Exception) -> None:
        """Take down that a part of the page could not be read; pdfminer raises anything on hostile files."""
        _log.debug("a part of a page", exc_info=error)
        self.failure = self.failure or type(error).__name__

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Where anything but a limit is raised here, take it down and go on."""
        try:
            yield
        except TooMuch:
            raise
        except Exception as e:
            self.failed(e)

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
        """Keep the characters of a string: side by side as they are, or each at its place where they are spaced or turned."""
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
        is_whole = pen.joins and not letter_space and not word_space
        x, y = textstate.linematrix
        spot = pen, e, f, y, size, scaling
        spaced = False
        shown: list[Show] = []
        room = MAX_CHARS - self._count
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * (0.001 * size * scaling)
                spaced = True
            elif isinstance(part, bytes):
                codes = tuple(font.decode(part))
                if is_whole and len(codes) < room:
                    shown.append((spot, x, codes))
                    x = end_of(shown[-1])
                    room -= len(codes)
                    continue
                for code in codes[:room]:
                    if spaced:
                        x += letter_space
                    shown.append((spot, x, (code,)))
                    x = end_of(shown[-1])
                    if code == 32 and word_space:
                        x += word_space
                    spaced = True
                    room -= 1
                if room <= 0:
                    break
        self._keep_shown(shown, MAX_CHARS - room)
        textstate.linematrix = x, y

    def render_run(self, textstate: Any, run: Run) -> bool:
        """Keep the words of a run, and the state of the text behind it; False where it must be shown string by string."""
        font: PDFFont = textstate.font
        if font is not self._font:
            self._use(font)
        size, stretch, (x, y) = textstate.fontsize, textstate.scaling, textstate.linematrix
        pen = self._pen_for(font, mult_matrix(textstate.matrix, self.ctm)[:4], size, textstate.rise)
        spaced = textstate.charspace or (textstate.wordspace and not font.is_multibyte())
        if not pen.joins or spaced or font.is_vertical() or self._count + run.digits() >= MAX_CHARS:
            return False
        a, b, c, d, e, f = textstate.matrix
        to_a, to_b, to_c, to_d, to_e, to_f = self.ctm
        shown: list[Show] = []
        for right, up, stretched, digits in run.shows:
            if right and up:
                by_x, by_y = float(right), float(up)
                e, f = by_x * a + by_y * c + e, by_x * b + by_y * d + f
                x = y = 0
            if stretched:
                stretch = float(stretched)
            spot = pen, to_a * e + to_c * f + to_e, to_b * e + to_d * f + to_f, y, size, stretch * 0.01
            shown.append((spot, x, tuple(font.decode(unhexed(digits)))))
        self._keep_shown(shown, self._count + sum(len(codes) for _, _, codes in shown))
        textstate.matrix = a, b, c, d, e, f
        textstate.scaling = stretch
        textstate.linematrix = end_of(shown[-1]), y
        return True

    def _keep_shown(self, shown: list[Show], count: int) -> None:
        """Keep strings, which make `count` characters of the page; they are placed later, all at once.

        Raises:
            TooMuch: the page has `MAX_CHARS`.
        """
        self._shown += shown
        self._count = count
        if count >= MAX_CHARS:
            raise TooMuch

    def _place(self) -> None:
        """Place the strings that wait."""
        if self._shown:
            self._chars += place(self._shown)
        self._shown = []

    def render_char(
        self, matrix: Any, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        """Keep a character of vertical writing; answers how far it moves the pen."""
        text, width, _ = self._glyphs[cid]
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
        if self._shown:
            self._place()
        self._chars.append(char)
        self._count += 1
        if self._count >= MAX_CHARS:
            raise TooMuch

    def _use(self, font: PDFFont) -> None:
        """Take the font that the next characters are of."""
        self._font, self._name = font, str(font.fontname or "")
        self._glyphs = self._fonts.glyphs(font)
