"""Footnotes: the last lines of a page's text, in smaller type, from one that begins with a mark on.

In: an arranged page; out: the same page, those lines with the role ``footnote``. Small type alone is no footnote (recipients
and remarks below tables are set smaller too), nor is a number alone (``1.`` begins an item of a list): the mark of a footnote
is a number without a full stop, in brackets or bare, or stars.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import regex

from vndoc.pages import ArrangedPage, TextLine

SMALLER = 0.88
"""Size of footnotes at most, as a share of the body's: word processors set 10 below 12 (0.83), rules of form 10-11 below 13."""

MOST_LINES = 25
"""Lines of footnotes on a page."""

FEWEST_LETTERS = 12
"""Letters of the notes at least: a few signs at the page's foot are no measure of their type."""

BODY_LINES = 4
"""Lines of body that a page has at least; what is small is told by what is not."""

LOWER = 0.4
"""Footnotes stand below this share of the page's height."""

_MARK = regex.compile(r"\s*(?:\(\d{1,3}\)|\[\d{1,3}\]|\d{1,3}(?=\s|\p{Lu}\p{Ll})|\*{1,3}|\(\*{1,3}\))\s*[\p{L}“\"]")

_MARK_BESIDE = regex.compile(r"\s*(?:[(\[]?\d{1,3}[)\]]?(?=\s|\p{Lu})|\(?\*{1,3}\)?)")
"""The same in another reading of the line, whose letters may be damaged."""

_GLUED_STAR = regex.compile(r"\s*\(?\*{1,3}\)?\p{L}")
_STARRED = regex.compile(r"(?<=[\p{L}\p{M}\d)])(?:\*|[”\"'’°])(?=[\s,.;:)]|\Z)")
"""What a reader makes of a star at a word; a quotation may end so, too."""

_ITEM = regex.compile(r"\s*\d{1,3}[.)](?!\d)")
"""An item of a list: its number has a full stop or a bracket, though one reader may have lost it; `038.555` is none."""

_ASIDE = ("page_number", "stamp", "running_head")

NEXT = 0.7
"""Heights of a line that the gap to the next line of a note is at most; lines of a paragraph have 0.2 to 0.4."""

LEFT = 4.0
"""Points to the left or right by which the lines of a note begin elsewhere at most."""


def with_footnotes(page: ArrangedPage) -> ArrangedPage:
    """The page with the role ``footnote`` on the lines of its footnotes."""
    own = [i for i, line in enumerate(page.lines) if line.role not in _ASIDE]
    tail: list[int] = []
    for i in reversed(own):
        line = page.lines[i]
        if line.role != "body" or line.box is None or line.box[1] < LOWER * page.height or len(tail) > MOST_LINES:
            break
        tail.append(i)
    tail.reverse()
    for at, i in enumerate(tail):
        if not _is_mark(page.lines[i]):
            continue
        notes = [page.lines[k] for k in tail[at:]]
        rest = [page.lines[k] for k in own if k < i and page.lines[k].role == "body"]
        if any(map(_is_item, notes)):
            continue
        if page.lines[i].size <= 0 and _GLUED_STAR.match(page.lines[i].raw) and not _is_starred(rest):
            continue
        if len(notes) <= MOST_LINES and len(rest) >= BODY_LINES and _below(notes, rest) and _smaller(notes, rest):
            first = _first_small(page, tail[:at], notes, rest)
            return _marked(page, {*tail[at - first :], *_last_lines(page, notes)})
    return page


def _first_small(page: ArrangedPage, above: Sequence[int], notes: Sequence[TextLine], rest: Sequence[TextLine]) -> int:
    """How many lines just above the first note are set as it is: the end of a note that began on the page before."""
    count, low = 0, notes[0]
    for i in reversed(above):
        line = page.lines[i]
        body = [other for other in rest if other is not line]
        if _is_item(line) or not _follows(line, low) or not _smaller([line], body) or _letters(line) < FEWEST_LETTERS:
            break
        count, low = count + 1, line
    return count


def _last_lines(page: ArrangedPage, notes: Sequence[TextLine]) -> list[int]:
    """Lines below the last note that go on with it, and were taken for a running foot as they are the same on other pages."""
    out: list[int] = []
    last = notes[-1]
    for i, line in enumerate(page.lines):
        if line.role == "running_head" and _follows(last, line) and not _ENDED.search(last.raw) and _is_level(notes, line):
            out.append(i)
            last = line
    return out


_ENDED = regex.compile(r"[.;:”\"]\s*\Z")


def _follows(line: TextLine, below: TextLine) -> bool:
    """Whether a line stands just below another one, as in a paragraph."""
    if line.box is None or below.box is None:
        return False
    gap = below.box[1] - line.box[3]
    return -0.5 <= gap / max(1.0, line.box[3] - line.box[1]) <= NEXT


def _is_level(notes: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line begins where a line of the notes does."""
    return any(line.box and note.box and abs(line.box[0] - note.box[0]) <= LEFT for note in notes)


def _is_starred(lines: Sequence[TextLine]) -> bool:
    """Whether a word of some lines may have the star of a note: a star is there, or quotes are closed that were not opened."""
    text = "\n".join(line.raw for line in lines)
    found = [m[0] for m in _STARRED.finditer(text)]
    return "*" in found or len(found) > len(regex.findall(r"[“\"'‘](?=[\p{L}\d])", text))


def _texts(line: TextLine) -> list[str]:
    """A line in all readings that have it."""
    return [line.raw, *(other.raw for other in line.others if other.raw)]


def _is_mark(line: TextLine) -> bool:
    """Whether a line begins with a footnote's mark in every reading; where no font is known stars apart are bullets."""
    if _MARK.match(line.raw) is None or not all(map(_MARK_BESIDE.match, _texts(line)[1:])):
        return False
    return line.size > 0 or not line.raw.lstrip("( ").startswith("*") or _GLUED_STAR.match(line.raw) is not None


def _is_item(line: TextLine) -> bool:
    return any(map(_ITEM.match, _texts(line)))


def _marked(page: ArrangedPage, notes: set[int]) -> ArrangedPage:
    made = [msgspec.structs.replace(line, role="footnote") if i in notes else line for i, line in enumerate(page.lines)]
    return msgspec.structs.replace(page, lines=tuple(made))


def _below(notes: Sequence[TextLine], rest: Sequence[TextLine]) -> bool:
    """Whether notes stand below all the rest."""
    return min(line.box[1] for line in notes if line.box) >= max((line.box[1] for line in rest if line.box), default=0.0)


def _smaller(notes: Sequence[TextLine], rest: Sequence[TextLine]) -> bool:
    """Whether each note is set smaller than the rest: by its font, or where no font is known by how wide letters run."""
    sizes = [line.size for line in rest if line.size > 0]
    if sizes and all(line.size > 0 for line in notes):
        usual = sorted(sizes)[len(sizes) // 2]
        return all(line.size <= SMALLER * usual for line in notes)
    if sum(_letters(line) for line in notes) < FEWEST_LETTERS:
        return False
    pitches = sorted(_pitch([line]) for line in rest if _letters(line) >= FEWEST_LETTERS)
    if len(pitches) < BODY_LINES:
        return False
    usual = pitches[len(pitches) // 2]
    long = [line for line in notes if _letters(line) >= FEWEST_LETTERS]
    return _pitch(notes) <= SMALLER * usual and all(_pitch([line]) <= (1 + SMALLER) / 2 * usual for line in long)


def _letters(line: TextLine) -> int:
    return sum(len(word.text) for word in line.words if word.box)


def _pitch(lines: Sequence[TextLine]) -> float:
    """Points that a letter takes in some lines, spaces (which justified lines stretch) left out."""
    wide = sum(word.box[2] - word.box[0] for line in lines for word in line.words if word.box)
    return wide / max(1, sum(map(_letters, lines)))
