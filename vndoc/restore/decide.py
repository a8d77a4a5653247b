"""Posteriors → edits: what is changed on each line, why, how surely, and what else it could be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from operator import attrgetter

import numpy as np
import regex
from numpy.typing import NDArray

from vndoc.alphabet import fold_key, strip_marks
from vndoc.document import Edit, Reason, Word
from vndoc.geometry import rounded
from vndoc.models.labels import COPY
from vndoc.pages import TextLine
from vndoc.restore.bare import MIN_ASCII
from vndoc.restore.codes import has_form_of_sign, repair_code
from vndoc.restore.lattice import Lattice
from vndoc.restore.numerals import broken_numerals
from vndoc.restore.protect import CACHE, has_false_capitals, is_false_numeral, may_be_false_capitals
from vndoc.restore.recase import recase
from vndoc.restore.running import Place, Running, numbered
from vndoc.restore.tones import ToneOdds, ToneStyle, has_marked_rhyme
from vndoc.restore.unknown import trust
from vndoc.syllable import is_possible, may_be
from vndoc.tokens import Kind

SURE = 0.99
"""Confidence of what is taken from a closed list, and of words that nothing speaks against."""

FOREIGN = 0.55
"""Share of a line's words that stand outside the vocabulary from which on the line is another language's."""

NO_NUMBER = 0.8
"""Probability below which no word takes the place of a number."""

TIMID = 0.2
"""Confidence below which nothing takes the place of what an engine of Vietnamese read: of eight such words on the nine scans
the repair had none right."""

SHOWN = 3
"""Candidates that an edit lists."""

_NOTED = regex.compile(r"\A[1-9]\d{0,2}(?=\p{Lu}\p{Ll}+\Z)")


class Decider:
    """Turns the posteriors of a running text into edits and word confidences, line by line.

    Args:
        running: the running text.
        lattice: its candidates.
        shares: their posteriors, (tokens, WIDTH).
        labels: words that the labels stand for.
        tones: where the text puts tone marks, as far as its marked words show.
        explain: whether edits list their candidates.
    """

    def __init__(
        self,
        running: Running,
        lattice: Lattice,
        shares: NDArray[np.float32],
        labels: Sequence[str],
        tones: ToneOdds,
        explain: bool = True,
    ) -> None:
        self.running, self.labels, self.explain = running, labels, explain
        self.texts = running.texts()
        self.lattice, self.shares = lattice, np.round(shares, 4)
        rows = np.arange(len(shares))
        best = self.shares.argmax(1)
        label, sure = lattice.labels[rows, best], shares[rows, best].astype(np.float64)
        self.kinds = running.kinds()
        stays = (self.kinds == Kind.NUMBER) & (label != COPY) & (sure < NO_NUMBER)
        for i in np.flatnonzero(_are_numerals(tuple(labels))[label]).tolist():
            stays[i] |= is_false_numeral(labels[label[i]], running.tokens[i].text)
        self.joined: list[bool] = [*lattice.joined.tolist(), False]
        timid = (self.kinds == Kind.WORD) & np.array(running.engine, bool) & (sure < TIMID) & ~np.array(self.joined[1:], bool)
        self.taken = np.where(stays | timid, COPY, label)
        self.label: list[int] = self.taken.tolist()
        self.sure: list[float] = np.round(np.where(stays, 1 - sure, sure), 3).tolist()
        self.style = self._style(tones)
        texts, self.strings = numbered(self.texts)
        self.shouts = np.array([may_be_false_capitals(text) for text in texts], bool)[self.strings]
        self.shouting: list[bool] = self.shouts.tolist()
        self.signs = np.array([_sign(text, False) is not None for text in texts], bool)[self.strings]
        plain = (self.kinds == Kind.WORD) & (self.taken != COPY) & ~self.shouts & ~np.array(self.joined[1:], bool)
        self.plain: list[bool] = plain.tolist()
        unknown = (self.kinds == Kind.WORD) & (self.taken == COPY) & (lattice.own == COPY) & ~self.signs
        self.confidences: list[float] = list(self.sure)
        for i in np.flatnonzero(unknown).tolist():
            self.confidences[i] = min(self.sure[i], trust(self.texts[i]))

    def _style(self, tones: ToneOdds) -> ToneStyle:
        """Where the text puts tone marks, by what was read for its words too; bare text has lost them wherever they were."""
        if sum(map(str.isascii, self.texts)) > MIN_ASCII * len(self.texts):
            return tones.style()
        marked = np.zeros(len(self.labels), bool)
        marked[[label for label in set(self.label) if has_marked_rhyme(self.labels[label])]] = True
        found = np.flatnonzero(marked[self.taken]).tolist()
        return tones.with_readings((self.labels[self.label[i]], self.texts[i]) for i in found).style()

    @cached_property
    def _shown(self) -> tuple[list[int], list[int], list[float]]:
        """How many labels an edit of each token lists; `SHOWN` labels a token, likeliest first, and their shares."""
        meant = np.arange(self.shares.shape[1]) < self.lattice.counts[:, None]
        order = np.argsort(np.where(meant, -self.shares, np.inf), axis=1, kind="stable")[:, :SHOWN]
        counts: list[int] = np.minimum(self.lattice.counts, SHOWN).tolist()
        labels: list[int] = np.take_along_axis(self.lattice.labels, order, 1).ravel().tolist()
        return counts, labels, rounded(np.take_along_axis(self.shares, order, 1).ravel(), 3)

    def _options(self, i: int) -> tuple[tuple[str, float], ...]:
        counts, labels, shares = self._shown
        first = SHOWN * i
        last = first + counts[i]
        read, has_capitals = self.texts[i], self._has_false_capitals(i)
        words = [
            read if label == COPY else _written(self.labels[label], read, has_capitals, self.style)
            for label in labels[first:last]
        ]
        return tuple(zip(words, shares[first:last], strict=True))

    def _word(self, i: int, label: int) -> str:
        read = self.texts[i]
        return read if label == COPY else _written(self.labels[label], read, self._has_false_capitals(i), self.style)

    def _has_false_capitals(self, i: int) -> bool:
        return self.shouting[i] and has_false_capitals(self.running, i)

    def foreign_lines(self, lines: int) -> NDArray[np.bool_]:
        """(lines,) which lines are of another language: most of their words are best left as they are."""
        counted = (self.kinds == Kind.WORD) & ~self.lattice.joined
        line = np.array([place.line for place in self.running.places], np.int64)[counted]
        copied = self.taken[counted] == COPY
        answer: NDArray[np.bool_] = np.bincount(line, copied, minlength=lines) > FOREIGN * np.bincount(line, minlength=lines)
        return answer

    def restless(self) -> list[int]:
        """The tokens that `edit` may change: all but those that stand as they are by their kind, label and letters."""
        own = (self.taken == self.lattice.own) & (self.kinds == Kind.WORD) & ~self.shouts
        copied = (self.kinds != Kind.CODE) & ~self.signs
        stays = np.where(self.taken == COPY, copied, own) & ~np.array(self.joined[1:], bool)
        return np.flatnonzero(~stays & ~self.lattice.joined).tolist()

    def confidence(self, i: int) -> float:
        """Posterior of the label that is taken for token `i`; of a string in no list at most what its form allows."""
        return self.confidences[i]

    def edit(self, i: int, place: Place, raw: str) -> Edit | None:
        """The edit of token `i`, which stands at `place` in `raw`; None where it stays."""
        if self.plain[i]:
            return self._plain_edit(i, place, raw)
        token, label = self.running.tokens[i], self.label[i]
        is_code = token.kind is Kind.CODE
        sign = _sign(token.text, is_code) if label == COPY or is_code else None
        if sign is not None:
            return Edit((place.start, place.end), token.text, sign, "code", SURE)
        end = self.joined_end(i, place)
        before = raw[place.start : end]
        after = self._word(i, label)
        if after == before:
            return None
        if end > place.end and after == token.text:
            return None  # the first half is a word as it stands: the second is no part of it, and is not taken away
        reason = "join" if end > place.end else _reason(before, after)
        return Edit((place.start, end), before, after, reason, self.sure[i], self._options(i) if self.explain else ())

    def _plain_edit(self, i: int, place: Place, raw: str) -> Edit | None:
        """The edit of a token that becomes a word which depends on nothing but its string and label, as most do.

        Of several readings the string may be another one's than that of the line.
        """
        after = _written(self.labels[self.label[i]], self.texts[i], False, self.style)
        _, start, end = place
        before = raw[start:end]
        if after == before:
            return None
        reason = _reason(before, after)
        return Edit((start, end), before, after, reason, self.sure[i], self._options(i) if self.explain else ())

    def joined_end(self, i: int, place: Place) -> int:
        """Where the word of token `i` ends, its second half counted in."""
        return self.running.places[i + 1].end if self.joined[i + 1] else place.end


@lru_cache(2)
def _are_numerals(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """(labels,) which labels are Roman numerals and no syllables."""
    return np.array([not label.upper().strip("IVX") and is_false_numeral(label, "?") for label in labels], bool)


@lru_cache(CACHE)
def _written(word: str, read: str, has_false_capitals: bool, style: ToneStyle) -> str:
    """A word of the labels as the page prints it where `read` stands."""
    if has_false_capitals and is_possible(word):
        if read.isupper() and read.isascii() and word == read.lower():
            return read  # an abbreviation that is a syllable too (AP, CEO): nothing else in it was misread
        read = read.lower() if read[0].islower() else read.capitalize()
    number, rest = _noted(read)
    return number + recase(word, rest, style.is_old(word))


def _noted(read: str) -> tuple[str, str]:
    """The number of a footnote before a word (``2Khoản``), which no word has, and the word.

    >>> _noted("2Khoản"), _noted("13h"), _noted("s6")
    (('2', 'Khoản'), ('', '13h'), ('', 's6'))
    """
    m = _NOTED.match(read)
    if m is None or not may_be(fold_key(read[m.end() :])):
        return "", read
    return m[0], read[m.end() :]


@lru_cache(CACHE)
def _sign(text: str, is_code: bool) -> str | None:
    """The known sign that a string stands for."""
    return repair_code(text, is_code) if is_code or has_form_of_sign(text) else None


@lru_cache(CACHE)
def _reason(before: str, after: str) -> Reason:
    return "marks" if strip_marks(after) == before else "garble"


def numeral_edits(raw: str) -> list[Edit]:
    """Edits of broken Roman numerals of a line."""
    return [Edit((n.start, n.end), raw[n.start : n.end], n.after, "numeral", SURE) for n in broken_numerals(raw)]


def apply(line: TextLine, edits: Sequence[Edit], sure: dict[int, float]) -> TextLine:
    """The line with its edits made; `sure` has the confidence of words by where a token of theirs starts.

    A word's confidence is that of its least sure token.
    """
    taken = _in_force(edits)
    words = _words(line, taken, sure)
    scores = [w.confidence for w in words if w.text]
    confidence = round(sum(scores) / len(scores), 3) if scores else line.confidence
    kept = [e for e in line.edits if e.reason == "recode" for e in _outside(e, line.raw, taken)]
    edits_made = tuple(sorted([*kept, *taken], key=lambda e: e.span))
    return _with(line, _text(line.raw, taken), words, edits_made, confidence)


def apply_silently(line: TextLine, edits: Sequence[Edit]) -> TextLine:
    """The line with the text that its edits make; nothing is said of them, nor of its words."""
    return _with(line, _text(line.raw, _in_force(edits)), (), (), line.confidence)


_span = attrgetter("span")


def _in_force(edits: Sequence[Edit]) -> list[Edit]:
    """The edits that are made: of those that overlap the first, a numeral's before others."""
    numerals = [edit for edit in edits if edit.reason == "numeral"]
    if numerals:  # few lines have one; the order of sorting keeps them first
        edits = [*numerals, *(edit for edit in edits if edit.reason != "numeral")]
    taken: list[Edit] = []
    for edit in sorted(edits, key=_span):
        if not taken or edit.span[0] >= taken[-1].span[1]:
            taken.append(edit)
    return taken


def _text(raw: str, edits: Sequence[Edit]) -> str:
    text, at = [], 0
    for edit in edits:
        text += [raw[at : edit.span[0]], edit.after]
        at = edit.span[1]
    text.append(raw[at:])
    return "".join(text)


def _outside(recoded: Edit, raw: str, edits: Sequence[Edit]) -> list[Edit]:
    """What a recoding says of the words that no edit touches; edits must not overlap, and those of repair are in force."""

    def is_free(start: int, end: int) -> bool:
        return not any(e.span[0] < end and e.span[1] > start for e in edits)

    start, end = recoded.span
    if is_free(start, end):
        return [recoded]
    before, after = recoded.before.split(" "), raw[start:end].split(" ")
    if len(before) != len(after):
        return []
    out: list[Edit] = []
    for old, new in zip(before, after, strict=True):
        if old != new and is_free(start, start + len(new)):
            out.append(Edit((start, start + len(new)), old, new, "recode", recoded.confidence))
        start += len(new) + 1
    return out


def _words(line: TextLine, edits: Sequence[Edit], sure: dict[int, float]) -> tuple[Word, ...]:
    """The line's words after its edits, which are sorted and do not overlap; a word that was put in has no letters in raw."""
    if not line.words:
        return ()
    raw = line.raw
    starts, ends = [edit.span[0] for edit in edits], [edit.span[1] for edit in edits]
    known = sorted(sure)
    out = []
    for word in line.words:
        start, end = span = word.span
        text, confidence = raw[start:end], SURE
        first = bisect_left(known, start)
        for at in known[first : bisect_left(known, end, first)]:
            if sure[at] < confidence:
                confidence = sure[at]
        first = bisect_right(ends, start)
        last = bisect_left(starts, end, first)
        if first < last:
            touching = edits[first:last]
            text = _text_of(raw, start, end, touching)
            confidence = min(confidence, *[edit.confidence for edit in touching])
        out.append(Word(text, span, confidence, word.box))
    put_in = [Word(e.after.strip(), e.span, min(SURE, e.confidence)) for e in edits if e.span[0] == e.span[1]]
    return tuple(sorted([*out, *put_in], key=_span) if put_in else out)


def _text_of(raw: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """What ``raw[start:end]`` becomes by the edits that touch it; one that began before it says nothing more here."""
    text, at = "", start
    for edit in edits:
        if edit.span[0] >= start:
            text += raw[at : edit.span[0]] + edit.after
        at = edit.span[1]
    return text + raw[at:end]


def _with(line: TextLine, text: str, words: tuple[Word, ...], edits: tuple[Edit, ...], confidence: float) -> TextLine:
    return TextLine(
        raw=line.raw, text=text, kind=line.kind, role=line.role, column=line.column, verdict=line.verdict, box=line.box,
        words=words, edits=edits, bold=line.bold, size=line.size, paragraph=line.paragraph, confidence=confidence,
    )  # fmt: skip
