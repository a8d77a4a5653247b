"""Rows → verdicts: on each row, and on the page with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from vndoc.document import State, Verdict
from vndoc.fonts import code_page_of
from vndoc.judge.features import Row
from vndoc.judge.lost import is_lost
from vndoc.judge.stamps import MAX_CHUNKS, is_stamp
from vndoc.models.evidence import Class
from vndoc.pages import Reading

MIN_WORDS = 5
"""Words with letters below which a page says too little about itself."""

MIN_BAD = 5
"""Words in damaged rows that a garbled layer has at least: a name or two among few right words are no damage to speak of."""

MIN_SHARE_BAD = 0.2
"""Share of words in damaged rows above which the layer as a whole is called garbled: more than a few lines of a page, and less
than the half of one whose short lines hide some of the damage. The rows tell the rest."""

MIN_SHARE_USABLE = 0.25
"""Share of words in right rows from which on a page without damage is usable, whatever language the others are of. Pages of
other languages have less than 0.1."""

MIN_SHARE_LEGACY = 0.3
"""Share of marked words that came out of a code page above which a page, or a row, is of one."""

MIN_LEGACY = 3
"""Words that came out of a code page that a page of one has at least."""

MIN_SHARE_DECODED = 0.1
"""Their share of all words at least: other languages have an accident here and there; of Vietnamese words most are marked."""

DAMAGED = 0.3
"""Probability from which on a row is taken for damaged. Of kept-out lines of 4 to 14 words, each judged alone, 6 in 10,000 of
the damaged ones are missed and 5 in 10,000 of the right ones taken for damaged; at 0.5 these are 10 and 4."""

DAMAGED_RUN = 8.0
"""Nats from which on a run of words makes a row of `RUN_WORDS` right words a damaged one (set on kept-out right lines, with
stretches of them stripped of their marks: of four bare words in a row nine in ten are found, of three six; of right lines, of
4 to 60 words, one in 3,000)."""

RUN_WORDS = 10
"""A longer row has more chances: so much the more must be said (`RUN_SLOPE` for each factor e in length)."""

RUN_SLOPE = 1.1
"""Nats in which right lines with such a run become fewer by a factor e."""


class Layer(NamedTuple):
    """What is known of a page's layer (or plain text), row by row: `lost` words, those `decoded` from a code page, `marked`."""

    reading: Reading
    lines: Sequence[str]
    rows: Sequence[Row]
    lost: Sequence[int]
    decoded: Sequence[int]
    marked: Sequence[int]

    def is_legacy(self) -> bool:
        """Whether the text as a whole was in a code page."""
        decoded = sum(self.decoded)
        enough = decoded >= max(MIN_LEGACY, MIN_SHARE_DECODED * sum(self.words()))
        return enough and is_legacy(decoded, sum(self.marked))

    def words(self) -> list[int]:
        """Words of each row, lost ones too."""
        return [max(row.words, lost) for row, lost in zip(self.rows, self.lost, strict=True)]


def is_legacy(decoded: int, marked: int) -> bool:
    """Whether so many words of a code page, among so many with marks, make a text of one."""
    return decoded > 0 and decoded >= MIN_SHARE_LEGACY * marked


def row_states(layer: Layer) -> list[State]:
    """State of each row of a text layer or a text."""
    out: list[State] = []
    for row, lost, decoded, marked in zip(layer.rows, layer.lost, layer.decoded, layer.marked, strict=True):
        state: State = "garbled" if is_lost(lost, row.words) else row_state(row)
        out.append("legacy" if state == "usable" and is_legacy(decoded, marked) else state)
    return out


def row_state(row: Row) -> State:
    """State of one row of a text layer or a text."""
    if not row.words or row.letters < 2:
        return "unknown"
    posterior = row.posterior
    bad = posterior[Class.GARBLED] + posterior[Class.BARE]
    right = posterior[Class.RIGHT] >= posterior[Class.OTHER]
    if bad > DAMAGED or (right and row.run > DAMAGED_RUN + RUN_SLOPE * max(0.0, log(row.words / RUN_WORDS))):
        return "garbled"
    return "usable" if right else "unknown"


def page_verdict(layer: Layer, states: Sequence[State], pixels: bool, width: float, height: float) -> Verdict:
    """Verdict on a page's layer (or on a page of plain text).

    Args:
        layer: what is known of it.
        states: the verdicts on its rows.
        pixels: whether the page holds images that could be read.
        width: of the page.
        height: of the page.
    """
    counts = layer.words()
    words = sum(counts)
    chunks = sum(len(line.split()) for line in layer.lines)
    if not chunks:
        return Verdict("absent", ("the page has no text layer",))
    bad, good, legacy = (
        sum(n for n, state in zip(counts, states, strict=True) if state == wanted) for wanted in ("garbled", "usable", "legacy")
    )
    good += legacy
    share = round(bad / max(1, words), 3)
    if pixels and ((words < MIN_WORDS and chunks <= MAX_CHUNKS) or is_stamp(layer.reading, layer.lines, words, width, height)):
        return Verdict(
            "stamp", (f"only a stamp ({words} words) over an image" if words else "only a stamp over an image",), share
        )
    fonts = sorted({code for font in {word.font for word in layer.reading.words} if (code := code_page_of(font))})
    if layer.is_legacy() and 2 * bad <= words:
        font = f"set in a pre-Unicode font ({', '.join(fonts)})" if fonts else "in a pre-Unicode code page, by its words"
        return Verdict("legacy", (f"{font}; decoded",), share)
    more = (f"set in a pre-Unicode font ({', '.join(fonts)})",) if fonts else ()
    if words < MIN_WORDS:
        return Verdict(
            "unknown", (f"only {words} words to judge by" if words else "no words, only numbers and signs", *more), share
        )
    if bad >= MIN_BAD and share > MIN_SHARE_BAD:
        return Verdict("garbled", (*_why(layer, states), *more), share)
    if good < MIN_SHARE_USABLE * words:
        return Verdict("unknown", ("another language, or too little Vietnamese to judge by", *more), share)
    others = words - bad - good
    reason = "reads as Vietnamese" + (f" but for {bad} of {words} words" if bad else "")
    return Verdict(
        "usable",
        (reason, *((f"{others} words are of another language, or too few to judge by",) if others * 4 > words else ())),
        share,
    )


def _why(layer: Layer, states: Sequence[State]) -> tuple[str, ...]:
    rows = [row for row, state in zip(layer.rows, states, strict=True) if state == "garbled"]
    lost = [is_lost(n, row.words) for n, row, state in zip(layer.lost, layer.rows, states, strict=True) if state == "garbled"]
    read = [row for row, is_gone in zip(rows, lost, strict=True) if not is_gone]
    total = sum(row.words for row in read)
    bare = sum(row.words for row in read if row.posterior[Class.BARE] > row.posterior[Class.GARBLED])
    out = []
    if total > bare:
        out.append(f"{total - bare} words read like Vietnamese read by a model of another language")
    if bare:
        out.append(f"{bare} words of Vietnamese without its marks")
    if any(lost):
        gone = sum(n for n, state in zip(layer.lost, states, strict=True) if state == "garbled")
        out.append(f"the letters of {gone} words are lost: the font does not tell what they are")
    return tuple(out)
