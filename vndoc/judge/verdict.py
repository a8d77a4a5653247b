"""Rows → verdicts: on each row, and on the page with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import regex

from vndoc.alphabet import fold_key
from vndoc.document import State, Verdict
from vndoc.fonts import code_page_of
from vndoc.judge.features import Row
from vndoc.models.evidence import Class
from vndoc.pages import Reading

MIN_WORDS = 5
"""Words with letters below which a page says too little about itself."""

MAX_STAMP_WORDS = 40
"""Words of a digital-signature box or a portal's stamp at most."""

MIN_SHARE_BAD = 0.25
"""Share of words in damaged rows above which the layer as a whole is called garbled."""

MIN_SHARE_LEGACY = 0.3
"""Share of recoded words above which a page is of a legacy font."""

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

_STAMP = regex.compile(
    r"(?:cong thong tin dien tu|nguoi ky|ky boi|ngay ky|thoi gian ky|signed by|digitally signed|co quan:|email:|cong van den"
    r"|vbpl|thuvienphapluat|luatvietnam){e<=1}"
)


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


def page_verdict(reading: Reading, lines: Sequence[str], rows: Sequence[Row], states: Sequence[State], pixels: bool) -> Verdict:
    """Verdict on a page's layer (or on a page of plain text).

    Args:
        reading: the layer.
        lines: text of its rows.
        rows: what is known of them.
        states: their verdicts.
        pixels: whether the page holds images that could be read.
    """
    words = sum(row.words for row in rows)
    if not words and not any(line.strip() for line in lines):
        return Verdict("absent", ("the page has no text layer",))
    if pixels and words <= MAX_STAMP_WORDS and _STAMP.search(fold_key(" ".join(lines))):
        return Verdict("stamp", (f"only a stamp ({words} words) over an image" if words else "only a stamp over an image",))
    if pixels and words < MIN_WORDS:
        return Verdict("stamp", (f"only {words} words over an image",))
    bad = sum(row.words for row, state in zip(rows, states, strict=True) if state == "garbled")
    share = round(bad / max(1, words), 3)
    recoded = sum(w.before is not None for w in reading.words)
    fonts = {code for w in reading.words if (code := code_page_of(w.font))}
    if recoded and recoded >= MIN_SHARE_LEGACY * len(reading.words) and fonts:
        return Verdict("legacy", (f"set in a pre-Unicode font ({', '.join(sorted(fonts))}); decoded",), share)
    if words < MIN_WORDS:
        return Verdict("unknown", (f"only {words} words to judge by",), share)
    if share > MIN_SHARE_BAD:
        return Verdict("garbled", _why(rows, states), share)
    good = sum(row.words for row, state in zip(rows, states, strict=True) if state == "usable")
    if good * 2 < words:
        return Verdict("unknown", ("not Vietnamese, or too little of it to judge by",), share)
    reason = "reads as Vietnamese" + (f" but for {bad} of {words} words" if bad else "")
    return Verdict("usable", (reason,), share)


def _why(rows: Sequence[Row], states: Sequence[State]) -> tuple[str, ...]:
    bad = [row for row, state in zip(rows, states, strict=True) if state == "garbled"]
    total = sum(row.words for row in bad)
    bare = sum(row.words for row in bad if row.posterior[Class.BARE] > row.posterior[Class.GARBLED])
    out = []
    if total > bare:
        out.append(f"{total - bare} words read like Vietnamese read by a model of another language")
    if bare:
        out.append(f"{bare} words of Vietnamese without its marks")
    return tuple(out)
