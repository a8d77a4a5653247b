"""Repair of lines that several readers have read: one decoding of all readings, edits in the base reading's text.

In: for each reading its lines, side by side, the base reading first. Out: the base reading's lines, repaired. A word that
only another reading has is put in, by an edit of nothing; a scrap that only the base reading has is taken out, by an edit to
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from vndoc.alphabet import fold_key
from vndoc.document import Box, Edit, Word
from vndoc.geometry import union
from vndoc.models import Models, models
from vndoc.options import Options
from vndoc.pages import TextLine, Witness
from vndoc.restore.between import with_signs
from vndoc.restore.confidence import honest
from vndoc.restore.decide import Decider, apply, apply_silently, numeral_edits
from vndoc.restore.digits import digit_edits
from vndoc.restore.fuse import Fused, Part, fuse
from vndoc.restore.names import with_names
from vndoc.restore.protect import is_roman
from vndoc.restore.restyle import restyled
from vndoc.restore.room import Room, lone_sign
from vndoc.restore.running import Place
from vndoc.restore.sides import chunk
from vndoc.restore.signs import sign_edits
from vndoc.restore.slices import by_token, habitual
from vndoc.restore.tones import ToneOdds, tone_odds
from vndoc.restore.userdict import Adapter, adapter
from vndoc.restore.wanted import any_needs_repair, with_codes
from vndoc.restore.witnessed import Place as Spot
from vndoc.restore.witnessed import witnessed_signs
from vndoc.tokens import LONE_SIGNS, Kind

LEAST = 2
"""Letters of the shortest word that is believed when only one of several readings has it."""

LIKELY = 0.5
"""Confidence from which a word that another reading alone has is put into a line that the base reading has."""

BLOCK = 30_000
"""Characters of lines that are decoded at once: some 6,000 words, 60 MB."""

DIFFERENT = 0.8
"""Confidence of a number in whose digits readings differ: of 13 such on the nine scans, 11 are taken from the right one."""

STROKES = frozenset("lIi|]![ỊÍÌ")
"""What readers make of a 1 that stands alone."""

_PRINTED_SIGNS = frozenset("-–—,.;:/()")
"""Signs that stand between words, and tell nothing of a word."""

CODE_SPACE = "- "
"""What is mended inside the number of a document (QĐ- TTg)."""

NOTHING = Witness("", "layer")
"""Of a reading that has nothing for a line."""

CONTEXT = 2
"""Lines on each side of a block that lend their words as context."""


def sides_of(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines of each reading, side by side, of lines that hold what other readings have for them."""
    sides = [list(lines)]
    for k in range(max((len(line.others) for line in lines), default=0)):
        found = (line.others[k] if k < len(line.others) else NOTHING for line in lines)
        sides.append([TextLine(w.raw, w.raw, w.kind, verdict=w.verdict, words=w.words) for w in found])
    return sides


def restore_readings(
    readings: Sequence[Sequence[TextLine]],
    options: Options,
    using: Models | None = None,
    rooms: Sequence[Room] | None = None,
) -> list[TextLine]:
    """The lines of the base reading (the first), repaired by what all readings say.

    Args:
        readings: of each reader the lines of one running text, side by side: as many in each, empty where a reader has none.
            A line's `kind` tells its channel: ``ocr`` for an engine of Vietnamese, ``layer`` or ``text`` for others.
        options: whose `repair` decides which lines are looked at.
        using: models to use instead of the shipped ones.
        rooms: what is taken on the page of each line; without it the text alone tells what is put in.
    """
    base = list(readings[0])
    readings = [base, *([_mended(line) for line in lines] for lines in readings[1:])]
    wanted = with_codes(base, [any_needs_repair([lines[i] for lines in readings], options) for i in range(len(base))])
    if not any(wanted):
        return base
    used = using or models()
    tones = tone_odds("\n".join(line.raw for lines in readings for line in lines), options.tone_style)
    user = adapter(options.dictionary, used)
    out: list[TextLine] = []
    for low, start, end, high in _blocks([max(len(lines[i].raw) for lines in readings) for i in range(len(base))]):
        block = [lines[low:high] for lines in readings]
        edits, sure, boxes = _edits(block, used, tones, user, None if rooms is None else rooms[low:high])
        raws = [line.raw for line in base[low:high]]
        words = [
            None if some is None or not wanted[low + i] else [*numeral_edits(raws[i]), *some] for i, some in enumerate(edits)
        ]
        made = with_signs(raws, words, used)
        for i in range(start - low, end - low):
            line = base[low + i]
            out.append(line if words[i] is None else _boxed(apply(line, with_names(line, made[i]), sure[i]), boxes[i]))
    return out if options.tone_style == "keep" else [restyled(line, tones.style()) for line in out]


def _mended(line: TextLine) -> TextLine:
    """A line of another reading, its broken numerals, dates, sums and codes whole: no edit counts in its text."""
    edits = numeral_edits(line.raw)
    edits += digit_edits(line.raw, edits)
    edits += [edit for edit in sign_edits(line.raw, edits) if edit.before == CODE_SPACE]
    if not edits:
        return line
    text = apply_silently(line, edits).text
    return msgspec.structs.replace(line, raw=text, text=text, words=_moved(line.words, edits))


def _moved(words: Sequence[Word], edits: Sequence[Edit]) -> tuple[Word, ...]:
    """Words where they stand after edits; those that nothing parts any more are one."""

    def moved(at: int) -> int:
        return at + sum(len(edit.after) - len(edit.before) for edit in edits if edit.span[1] <= at)

    out: list[Word] = []
    for word in words:
        start, end = moved(word.span[0]), moved(word.span[1])
        if out and start <= out[-1].span[1]:
            start, sure = out[-1].span[0], min(out[-1].confidence, word.confidence)
            boxes = [w.box for w in (out.pop(), word) if w.box is not None]
            out.append(Word("", (start, end), sure, union(boxes) if boxes else None))
        else:
            out.append(msgspec.structs.replace(word, span=(start, end)))
    return tuple(out)


def _boxed(line: TextLine, boxes: Mapping[tuple[int, str], Box]) -> TextLine:
    """The line, the words that were put in with the boxes that another reading has for them."""
    if not boxes:
        return line
    words = (
        msgspec.structs.replace(w, box=boxes.get((w.span[0], w.text))) if w.span[0] == w.span[1] else w for w in line.words
    )
    return msgspec.structs.replace(line, words=tuple(words))


def _blocks(lengths: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """(context's start, start, end, context's end) of stretches of lines that are decoded at once."""
    start, size = 0, 0
    for i, length in enumerate(lengths):
        size += length + 1
        if size >= BLOCK or i + 1 == len(lengths):
            yield max(0, start - CONTEXT), start, i + 1, min(len(lengths), i + 1 + CONTEXT)
            start, size = i + 1, 0


def _edits(
    readings: Sequence[Sequence[TextLine]], used: Models, tones: ToneOdds, user: Adapter | None, rooms: Sequence[Room] | None
) -> tuple[list[list[Edit] | None], list[dict[int, float]], list[dict[tuple[int, str], Box]]]:
    """The edits of each line of the base reading (None: it is another language's and stays), and how sure its words are.

    With them the boxes of words that are put in, by where they are and what they say.
    """
    count = len(readings[0])
    fused = fuse(readings, used)
    edits: list[list[Edit] | None] = [[] for _ in range(count)]
    sure: list[dict[int, float]] = [{} for _ in range(count)]
    if not fused.running.tokens:
        return edits, sure, [{} for _ in range(count)]
    if user is not None:
        fused = fused._replace(lattice=user.adapt(fused.running, fused.lattice))
    shares = by_token(fused.running, fused.lattice if user is None else user.plain(fused.lattice), used)
    labels = used.labels if user is None else user.labels
    shares = honest(fused.running, fused.lattice, habitual(fused.running, fused.lattice, shares), used, labels)
    decider = Decider(fused.running, fused.lattice, shares, labels, tones)
    foreign = decider.foreign_lines(count)
    maker = _Maker(readings, fused, decider, user, rooms)
    for part in fused.parts:
        here = edits[part.line]
        if here is not None:
            here += maker.spelling(part) if foreign[part.line] else maker.edits(part)
            sure[part.line].update(maker.sure(part))
    return [None if foreign[i] and not some else some for i, some in enumerate(edits)], sure, maker.boxes


class _Maker:
    """Edits of the base reading's lines, part by part."""

    def __init__(
        self,
        readings: Sequence[Sequence[TextLine]],
        fused: Fused,
        decider: Decider,
        user: Adapter | None,
        rooms: Sequence[Room] | None,
    ) -> None:
        self.words = [[line.words for line in lines] for lines in readings]
        self.raws = [[line.raw for line in lines] for lines in readings]
        self.rooms = rooms
        self.boxes: list[dict[tuple[int, str], Box]] = [{} for _ in readings[0]]
        self.fused, self.decider, self.user = fused, decider, user
        self.filled = -1

    def edits(self, part: Part) -> list[Edit]:
        """What a part changes in its line of the base reading."""
        start, end = part.spans[0]
        if start == end:
            return self._put_in(part)
        if part.chosen == 0:
            others = [k for k in range(1, len(part.spans)) if self.raws[k][part.line].strip()]
            if others and all(part.spans[k][0] == part.spans[k][1] for k in others) and not self._is_word(part):
                seen = [sign for k in others for sign in self._signs(k, part)]
                return self._seen_as_sign(part, seen) if seen else self._taken_out(part)
            made = [edit for slot in range(*part.slots) if (edit := self._edit(slot, 0)) is not None]
            return [*made, *self._witnessed(part)]
        low, high = self._chunk(0, part)
        before, after = self.raws[0][part.line][low:high], self._text(part)
        if before == after:
            return []
        return [Edit((low, high), before, after, "reading", self._confidence(part))]

    def spelling(self, part: Part) -> list[Edit]:
        """What a part of a line of another language changes: nothing but strings that another reading has better."""
        if part.spans[0][0] == part.spans[0][1]:
            return []
        if part.chosen != 0:
            (low, high), (start, end) = self._chunk(0, part), self._chunk(part.chosen, part)
            pairs = [((low, high), self.raws[0][part.line][low:high], self.raws[part.chosen][part.line][start:end])]
        else:
            tokens = [(int(self.fused.tokens[slot, 0]), self.fused.running.tokens[slot].text) for slot in range(*part.slots)]
            base = self.fused.runnings[0]
            pairs = [(base.places[i][1:], base.tokens[i].text, text) for i, text in tokens]
        sure = self._confidence(part)
        return [Edit(span, before, after, "reading", sure) for span, before, after in pairs if before != after]

    def _witnessed(self, part: Part) -> list[Edit]:
        """Edits of the signs at a word that a reader of another language has too."""
        places: list[Spot] = []
        engines: list[bool] = []
        for running, raws, (start, end) in zip(self.fused.runnings, self.raws, part.spans, strict=True):
            if end - start == 1:
                places.append((raws[part.line], running.places[start].start, running.places[start].end))
                engines.append(running.engine[start])
        if part.spans[0][1] - part.spans[0][0] != 1 or engines[:2] != [True, False]:
            return []
        return witnessed_signs(places[0], places[1])

    def sure(self, part: Part) -> Iterator[tuple[int, float]]:
        """Where the words of a part start in their line of the base reading, and how sure each is."""
        for slot in range(*part.slots):
            i = int(self.fused.tokens[slot, 0])
            if i >= 0:
                yield self.fused.runnings[0].places[i].start, min(self.decider.confidence(slot), self._limit(part))

    def _limit(self, part: Part) -> float:
        """How sure a part can be at most: less where readings differ in its digits."""
        digits = set()
        for running, (start, end) in zip(self.fused.runnings, part.spans, strict=True):
            found = "".join(c for token in running.tokens[start:end] for c in token.text if c.isdigit())
            if end > start:
                digits.add(found)
        return DIFFERENT if len(digits - {""}) > 1 else 1.0

    def _edit(self, slot: int, reading: int) -> Edit | None:
        """The edit of a slot in the line of a reading."""
        running = self.fused.runnings[reading]
        i = int(self.fused.tokens[slot, reading])
        place = running.places[i]
        following = i + 1
        if following < len(running.tokens) and self.fused.joined[reading][following]:
            place = Place(place.line, place.start, running.places[following].end)
        raw = self.raws[reading][place.line]
        edit = self.decider.edit(slot, place, raw)
        if self.user is not None:
            edit = self.user.named(edit, self.fused.running.places[slot])
        if edit is None:
            return None
        before = raw[place.start : place.end]
        if edit.after in (before, raw[place.start : running.places[i].end]):
            return None  # as it stands, or its first half is a word as it stands: the second is not taken away
        return msgspec.structs.replace(edit, span=(place.start, place.end), before=before)

    def _text(self, part: Part) -> str:
        """A part as the chosen reading has it, repaired."""
        low, high = self._chunk(part.chosen, part)
        raw = self.raws[part.chosen][part.line]
        out, at = [], low
        for slot in range(*part.slots):
            edit = self._edit(slot, part.chosen)
            if edit is not None:
                out += [raw[at : edit.span[0]], edit.after]
                at = edit.span[1]
        return "".join((*out, raw[at:high]))

    def _chunk(self, reading: int, part: Part) -> tuple[int, int]:
        """Where a part stands in the line of a reading, with the signs that no white space parts from it."""
        return chunk(self.fused.runnings[reading], part.spans[reading], self.raws[reading][part.line])

    def _confidence(self, part: Part) -> float:
        return min((self.decider.confidence(slot) for slot in range(*part.slots)), default=0.0) * self._limit(part)

    def _is_word(self, part: Part) -> bool:
        """Whether a part that one reading alone has is a word, not a scrap."""
        tokens = [self.fused.running.tokens[slot] for slot in range(*part.slots)]
        letters = sum(c.isalnum() for t in tokens for c in t.text)
        return letters >= LEAST or any(t.kind != Kind.WORD or is_roman(t) or t.text in LONE_SIGNS for t in tokens)

    def _is_new(self, part: Part, box: Box | None) -> bool:
        """Whether a part is no second reading of what the line, or another one, has already."""
        if self.rooms is None or box is None:
            return not self._is_doubled(part)
        is_number = all(self.fused.running.tokens[slot].kind == Kind.NUMBER for slot in range(*part.slots))
        return self.rooms[part.line].has_room(box, self.words[0][part.line], is_number)

    def _is_doubled(self, part: Part) -> bool:
        """Whether a part says what the base reading has beside it: there it is one word with its neighbour (26,Th)."""
        at, running = part.spans[0][0], self.fused.runnings[0]
        near = {fold_key(running.tokens[i].text) for i in (at - 1, at) if 0 <= i < len(running.tokens)}
        read = (self.fused.running.tokens[slot].text for slot in range(*part.slots))
        return all(fold_key(text) in near for text in read) or fold_key(self._text(part).rstrip(".,;:")) in near

    def _put_in(self, part: Part) -> list[Edit]:
        raw, box = self.raws[0][part.line], self._box(part)
        if raw.strip() and not (self._is_word(part) and self._is_new(part, box) and self._confidence(part) >= LIKELY):
            return []
        at, running = part.spans[0][0], self.fused.runnings[0]
        text = self._text(part)
        sign = None if box is None else lone_sign(box, self.words[0][part.line])
        if sign is not None:
            return [Edit(sign.span, sign.text, text, "reading", self._confidence(part))]
        if at and running.places[at - 1].line == part.line:
            where = running.places[at - 1].end
            while where < len(raw) and not raw[where].isspace():
                where += 1
            text = f" {text}"
        else:
            where = len(raw) - len(raw.lstrip(" \t"))
            if raw.strip():
                text = f"{text} "
            elif self.filled == part.line:
                text = f" {text}"
            self.filled = part.line
        if box is not None:
            self.boxes[part.line][where, text.strip()] = box
        return [Edit((where, where), "", text, "reading", self._confidence(part))]

    def _box(self, part: Part) -> Box | None:
        """Where the reading that a part is taken from has it on the page."""
        low, high = self._chunk(part.chosen, part)
        words = self.words[part.chosen][part.line]
        boxes = [w.box for w in words if w.box is not None and w.span[0] < high and w.span[1] > low]
        return union(boxes) if boxes else None

    def _signs(self, reading: int, part: Part) -> list[str]:
        """Signs that stand by themselves where a reading has no word for a part: it saw something there."""
        running, at = self.fused.runnings[reading], part.spans[reading][0]
        raw = self.raws[reading][part.line]
        on_line = [i for i in (at - 1, at) if 0 <= i < len(running.places) and running.places[i].line == part.line]
        low = running.places[at - 1].end if at - 1 in on_line else 0
        high = running.places[at].start if at in on_line else len(raw)
        return [sign for sign in raw[low:high].split() if sign not in _PRINTED_SIGNS]

    def _seen_as_sign(self, part: Part, signs: Sequence[str]) -> list[Edit]:
        """A lone stroke that is a stroke to the others too is the number 1 (l and |); else the base reading counts."""
        low, high = self._chunk(0, part)
        read = self.raws[0][part.line][low:high]
        if read in STROKES and all(sign in STROKES for sign in signs):
            return [Edit((low, high), read, "1", "reading", self._confidence(part))]
        return [edit for slot in range(*part.slots) if (edit := self._edit(slot, 0)) is not None]

    def _taken_out(self, part: Part) -> list[Edit]:
        low, high = self._chunk(0, part)
        raw = self.raws[0][part.line]
        if low:
            low -= 1
        elif high < len(raw):
            high += 1
        return [Edit((low, high), raw[low:high], "", "reading", self._confidence(part))]
