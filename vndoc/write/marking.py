"""Which words of a running text are doubtful or were changed, and where a page starts in it.

In: a text that `structure` made of lines (a section's, a metadata field's) and the lines it stands on; out: the same text in
runs, each plain, changed or doubtful. Confidence and edits belong to the words of lines; sections join lines, mend words
broken at line ends and leave markers out, so words of the lines and of the text are aligned in order, with a bounded look
ahead: linear in both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

import regex

from vndoc.document import Document, Edit, Line, Section, Word
from vndoc.options import Options
from vndoc.write.as_text import FURNITURE
from vndoc.write.printable import one_line

DOUBTFUL_BELOW = Options().doubtful_below
"""Words of a lower confidence are doubtful where nothing else is asked for."""

LOOK_AHEAD = 24
"""How many words may be missing on one side before the alignment gives up on a place: a line and a half of print."""

FIRST_LETTERS = 12
"""Letters of a text by which it is found behind the marker on its first line."""

_SPACE = regex.compile(r"\s*")
_PIECE = regex.compile(r"[\p{L}\p{M}\p{N}]+")


class Run(NamedTuple):
    """A stretch of text: how sure its words are, and what is known about them.

    `page` is the number of the page that starts here, `before` the text before the change, `candidates` what else it may be.
    """

    text: str
    state: Literal["plain", "changed", "doubtful"] = "plain"
    confidence: float = 1.0
    before: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    page: int | None = None


def hint(run: Run) -> str:
    """What is known about a doubtful word, in a few words.

    >>> hint(Run("số", "doubtful", 0.62, "s6", (("số", 0.62), ("sổ", 0.2))))
    'số 62 %, sổ 20 %; bản đọc: s6'
    """
    if run.candidates:
        known = ", ".join(f"{one_line(text)} {round(score * 100)} %" for text, score in run.candidates)
    else:
        known = f"độ tin cậy {round(run.confidence * 100)} %"
    return f"{known}; bản đọc: {one_line(run.before)}" if run.before and run.before != run.text else known


class _Piece(NamedTuple):
    """A run of letters and digits of a line; `page` is the line's, `lead` how far into its word it stands."""

    text: str
    page: int
    word: Word | None
    edit: Edit | None
    lead: int


_Found = tuple[int, int, _Piece]
"""A piece with its place: in its line, or in a text where it was found again."""


class Marker:
    """Finds the runs of the texts of one document; words of a confidence below `below` are doubtful."""

    def __init__(self, document: Document, below: float = DOUBTFUL_BELOW) -> None:
        self._below = below
        self._pages = {page.number: page for page in document.pages}
        self._edits: dict[tuple[int, int], list[Edit]] = {}
        for edit in document.edits:
            if edit.page is not None and edit.line is not None and edit.reason != "recode":
                self._edits.setdefault((edit.page, edit.line), []).append(edit)
        self._doubtful = {
            (page.number, index)
            for page in self._pages.values()
            for index, line in enumerate(page.lines)
            if any(word.confidence < below for word in line.words)
        }

    def section(self, section: Section, texts: Sequence[str]) -> list[list[Run]]:
        """Runs of several texts of a section that follow one another (its title, its text)."""
        return self._mark(texts, self._range(section), _page_before(section))

    def lines(self, texts: Sequence[str], page: int, lines: Iterable[int]) -> list[list[Run]]:
        """Runs of texts that stand on these lines of a page."""
        return self._mark(texts, ((page, line) for line in lines), page)

    def _range(self, section: Section) -> Iterator[tuple[int, int]]:
        """(page, line) of all lines of a section."""
        if section.lines is None:
            return
        (page, line), (last_page, last_line) = section.lines
        for number in range(max(page, 1), min(last_page, max(self._pages, default=0)) + 1):
            found = self._pages.get(number)
            if found is None:
                continue
            start = line if number == page else 0
            end = last_line + 1 if number == last_page else len(found.lines)
            for index in range(max(start, 0), min(end, len(found.lines))):
                yield number, index

    def _is_plain(self, places: Sequence[tuple[int, int]], page: int | None) -> bool:
        """Whether nothing on these lines is doubtful or changed, and no page starts among them."""
        if page is not None and places and places[-1][0] > page:
            return False
        return page is not None and not any(place in self._edits or place in self._doubtful for place in places)

    def _mark(self, texts: Sequence[str], places: Iterable[tuple[int, int]], page: int | None) -> list[list[Run]]:
        places = list(places)
        if self._is_plain(places, page):
            return [[Run(text)] if text else [] for text in texts]
        marks = self._verbatim(texts, places)
        if marks is None:
            marks = self._aligned(texts, places)
        out = []
        for text, found in zip(texts, marks, strict=True):
            runs, page = _runs(text, found, page, self._below)
            out.append(runs)
        return out

    def _verbatim(self, texts: Sequence[str], places: Sequence[tuple[int, int]]) -> list[list[_Found]] | None:
        """The pieces that matter where the texts hold each line as it stands, the first without its marker; else None."""
        marks: list[list[_Found]] = [[] for _ in texts]
        k = at = page = 0
        for n, (number, index) in enumerate(places):
            line = self._line(number, index)
            if line is None:
                continue
            shown = line.text.strip()
            while k < len(texts) and (at := _SPACE.match(texts[k], at).end()) == len(texts[k]):
                k, at = k + 1, 0
            if k == len(texts):
                return marks
            text, cut = texts[k], 0
            if not text.startswith(shown, at):
                cut = shown.find(text[at : at + FIRST_LETTERS]) if n == 0 else -1
                if cut < 0 or not text.startswith(shown[cut:], at) or not shown[cut:]:
                    return None
            shift = at - cut - line.text.index(shown)
            if number != page:
                first = next((x for x in self._pieces(number, index) if x[0] + shift >= at), None)
                marks[k] += [_shifted(first, shift)] if first else []
                page = number if first else page
            if (number, index) in self._edits or (number, index) in self._doubtful:
                marks[k] += [_shifted(x, shift) for x in self._marked(number, index) if x[0] + shift >= at]
            at += len(shown) - cut
        return marks

    def _aligned(self, texts: Sequence[str], places: Iterable[tuple[int, int]]) -> list[list[_Found]]:
        """All pieces that are found again in the texts, aligned in order."""
        wanted = [(k, m.span()) for k, text in enumerate(texts) for m in _PIECE.finditer(text)]
        limit = 2 * len(wanted) + 2 * LOOK_AHEAD
        pieces = [piece for _, _, piece in islice((x for place in places for x in self._pieces(*place)), limit)]
        theirs = [texts[k][start:end].casefold() for k, (start, end) in wanted]
        marks: list[list[_Found]] = [[] for _ in texts]
        for i, j in _align([piece.text.casefold() for piece in pieces], theirs):
            k, (start, end) = wanted[j]
            marks[k].append((start, end, pieces[i]))
        return marks

    def _line(self, number: int, index: int) -> Line | None:
        """A line that is a part of the document."""
        page = self._pages.get(number)
        line = page.lines[index] if page is not None and 0 <= index < len(page.lines) else None
        return None if line is None or line.role in FURNITURE else line

    def _marked(self, number: int, index: int) -> Iterable[_Found]:
        """The pieces of the words of a line that are doubtful or were changed."""
        line = self._pages[number].lines[index]
        edits = sorted(self._edits.get((number, index), ()), key=_end_of)
        out: list[_Found] = []
        for start, end, word in _placed(line.text, line.words):
            edit = _edit_of(word, edits) if edits else None
            if edit is None and word.confidence >= self._below:
                continue
            if f" {line.text} "[start] != " " or f" {line.text} "[end + 1] != " ":  # a piece may go on in the next word
                return self._pieces(number, index)
            for m in _PIECE.finditer(line.text, start, end):
                out.append((m.start(), m.end(), _Piece(m[0], number, word, edit, m.start() - start)))
        return out

    def _pieces(self, number: int, index: int) -> Iterator[_Found]:
        """The pieces of a line, in order, each with its word."""
        line = self._line(number, index)
        if line is None:
            return
        edits = sorted(self._edits.get((number, index), ()), key=_end_of)
        words = _placed(line.text, line.words)
        at = 0
        for m in _PIECE.finditer(line.text):
            while at < len(words) and words[at][1] <= m.start():
                at += 1
            word = words[at][2] if at < len(words) and words[at][0] < m.end() else None
            piece = _Piece(m[0], number, word, _edit_of(word, edits), m.start() - words[at][0] if word else 0)
            yield m.start(), m.end(), piece


def _shifted(found: _Found, shift: int) -> _Found:
    return found[0] + shift, found[1] + shift, found[2]


def _placed(text: str, words: Iterable[Word]) -> list[tuple[int, int, Word]]:
    """Where the words of a line stand in its repaired text."""
    out = []
    at = 0
    for word in words:
        start = text.find(word.text, at) if word.text else -1
        if start >= 0:
            at = start + len(word.text)
            out.append((start, at, word))
    return out


def _end_of(edit: Edit) -> int:
    return edit.span[1]


def _edit_of(word: Word | None, edits: Sequence[Edit]) -> Edit | None:
    """The edit that touches a word, of edits in the order of their ends."""
    if word is None:
        return None
    at = bisect_right(edits, word.span[0], key=_end_of)
    return edits[at] if at < len(edits) and edits[at].span[0] < word.span[1] else None


def _align(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal words, in order; after a difference, the nearest place where both go on alike."""
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
            continue
        step = next(_ways_on(a, b, i, j), (1, 1))
        i, j = i + step[0], j + step[1]


def _ways_on(a: Sequence[str], b: Sequence[str], i: int, j: int) -> Iterator[tuple[int, int]]:
    """How many words to pass on both sides so that two in a row are alike there (one, at the end of a side)."""
    for total in range(1, LOOK_AHEAD + 1):
        for x in range(total + 1):
            m, n = i + x, j + total - x
            if m < len(a) and n < len(b) and a[m] == b[n] and (a[m + 1 : m + 2] == b[n + 1 : n + 2] or n + 1 == len(b)):
                yield x, total - x


def _runs(text: str, found: Sequence[_Found], page: int | None, below: float) -> tuple[list[Run], int | None]:
    """The runs of one text, and the page that it ends on."""
    out: list[Run] = []
    at = 0
    starts: int | None = None
    for start, end, piece in found:
        if start < at:
            continue
        if page is None or piece.page > page:
            if start > at:
                out.append(Run(text[at:start], page=starts))
                at = start
            page = starts = piece.page
        state = _state(piece, below)
        if state == "plain" or piece.word is None:
            continue
        start, end = _whole_word(text, start, end, piece, at)
        if start > at:
            out.append(Run(text[at:start], page=starts))
            starts = None
        before, candidates = (piece.edit.before, piece.edit.candidates) if piece.edit else ("", ())
        out.append(Run(text[start:end], state, piece.word.confidence, before, candidates, starts))
        at, starts = end, None
    if at < len(text) or starts is not None:
        out.append(Run(text[at:], page=starts))
    return out, page


def _whole_word(text: str, start: int, end: int, piece: _Piece, at: int) -> tuple[int, int]:
    """The place of the whole word of which a piece was found, where the text has it."""
    first = start - piece.lead
    if piece.word is not None and first >= at and text.startswith(piece.word.text, first):
        return first, first + len(piece.word.text)
    return start, end


def _state(piece: _Piece, below: float) -> Literal["plain", "changed", "doubtful"]:
    if piece.word is None:
        return "plain"
    if piece.word.confidence < below:
        return "doubtful"
    return "changed" if piece.edit is not None else "plain"


def _page_before(section: Section) -> int | None:
    """The page that is open when a section starts; the writer has opened its first page."""
    if section.pages is not None:
        return section.pages[0]
    return section.lines[0][0] if section.lines is not None else None
