"""UTF-8 that was read as Windows-1252, Latin-1, Windows-1258 or Mac OS Roman (``Nghá»‹ quyáº¿t``) → what it was.

In: a text; out: the runs of characters that were bytes of UTF-8, and what they stand for. A run of the letters of
Vietnamese is three signs that no text puts together, so that one of them is enough; the runs of two signs (``Ã©``) count
only where there are several of them, or such letters. Text that went the wrong way twice is followed back as often.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from vndoc.alphabet import LOWER, MARKED, fold_tone
from vndoc.recode.language import language

MIN_WEAK = 2
"""Different runs of two signs that tell a text of Western letters alone."""

MAX_LETTERS = 8
"""Letters before a run that are looked at."""

_END = regex.compile(r"\p{L}*\Z")
_START = regex.compile(r"\p{L}*")
_OTHERS = frozenset("₫№−ˆ˜\u200b\u200c\u200d\ufeff") | frozenset(bytes(range(0x80, 0xA0)).decode("cp1252", "ignore"))
_ALLOWED = _OTHERS | MARKED | frozenset(map(chr, range(0x80, 0x100)))


class Undone(NamedTuple):
    """Text between `start` and `end`, and what it stands for."""

    start: int
    end: int
    after: str


class _Reading(NamedTuple):
    """A wrong reading: byte of each character, pattern of a letter's bytes, what is quickly told."""

    byte: dict[str, int]
    pattern: regex.Pattern[str]
    leads: frozenset[str]


def _reading(byte: dict[str, int]) -> _Reading:
    def some(low: int, high: int) -> str:
        return f"[{regex.escape(''.join(sorted(c for c, b in byte.items() if low <= b <= high)), special_only=False)}]"

    after = some(0x80, 0xBF)
    space = "".join(sorted(c for c, b in byte.items() if b == 0xC3))
    pattern = regex.compile(
        rf"""
        (?: (?: {some(0xC2, 0xC6)} | {some(0xCB, 0xCB)} ) {after}
          | {some(0xE1, 0xE2)} {after} {after}
          | {some(0xEF, 0xEF)} {after} {after}
          | [{space}][ ](?=\p{{Ll}}|[ ]|$)               # à, whose second byte is a no-break space
        )
        """,
        regex.VERBOSE | regex.MULTILINE,
    )
    leads = frozenset(c for c, b in byte.items() if b in (0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xE1, 0xE2))
    return _Reading(byte, pattern, leads)


@lru_cache(maxsize=1)
def _readings() -> tuple[_Reading, ...]:
    western = {chr(code): code for code in range(0x80, 0x100)}
    for code in range(0x80, 0xA0):
        shown = bytes([code]).decode("cp1252", "ignore")
        if shown:
            western[shown] = code
    western["Ă"] = 0xC3  # Windows-1258
    mac = {bytes([code]).decode("mac_roman"): code for code in range(0x80, 0x100)}
    return _reading(western), _reading(mac)


@lru_cache(maxsize=1)
def _telltale() -> regex.Pattern[str]:
    return regex.compile("|".join(reading.pattern.pattern for reading in _readings()), regex.VERBOSE | regex.MULTILINE)


def undo(text: str) -> list[Undone]:
    """Runs of a text that were bytes of UTF-8.

    >>> undo("Nghá»‹ quyáº¿t")
    [Undone(start=3, end=6, after='ị'), Undone(start=10, end=13, after='ế')]
    >>> undo("Nghị quyết"), undo("«Â»")
    ([], [])
    """
    for reading in _readings():
        if reading.leads.isdisjoint(text):
            continue
        found = list(_runs(text, reading))
        if _is_told(text, found):
            return _with_spaces(text, found)
    return []


def _with_spaces(text: str, runs: list[Undone]) -> list[Undone]:
    """The runs, each à whose no-break space was made a common one with that space, or without it.

    ``thÃ nh`` was thành, but ``lÃ má»™t`` là một, whose two spaces were made one.
    """
    if all(text[run.end - 1] != " " for run in runs):
        return runs
    out: list[Undone] = []
    for i, run in enumerate(runs):
        if text[run.end - 1] == " ":
            low = runs[i - 1].end if i else 0
            before = _END.search(text, low, run.start)[0]
            if out and run.start - len(before) == low == out[-1].end:
                before = f"{out[-1].after}{before}"
            behind = _START.match(text, run.end)[0]
            for later in runs[i + 1 :]:
                if later.start != run.end + len(behind) or not later.after.isalpha():
                    break
                behind = f"{behind}{later.after}"
                break
            whole = language().numbers.get(fold_tone(f"{before}à{behind}"))
            if whole is None or not behind:
                run = Undone(run.start, run.end, "à ")
        out.append(run)
    return out


def _runs(text: str, reading: _Reading) -> Iterator[Undone]:
    for match in reading.pattern.finditer(text):
        codes = bytes(reading.byte.get(c, 0xA0 if c == " " else 0) for c in match[0])
        try:
            after = codes.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if after in _ALLOWED:
            yield Undone(match.start(), match.end(), after)


_STRONG = frozenset(c for c in LOWER + LOWER.upper() if ord(c) > 0xFF)


def _is_told(text: str, found: list[Undone]) -> bool:
    """Whether the runs are what they seem."""
    if not found:
        return False
    if any(run.after in _STRONG and run.end - run.start == 3 for run in found):
        return True
    sure = [run for run in found if text[run.end - 1] != " "]
    letters = {run.after for run in sure if run.after.isalpha()}
    others = {run.after for run in sure if run.end - run.start == 3}
    return len(letters) + len(others) >= MIN_WEAK or any(_makes_a_word(text, run) for run in sure)


def _makes_a_word(text: str, run: Undone) -> bool:
    """Whether a run of two signs makes a syllable of the letters around it: ``LÆ°u`` is lưu."""
    before, behind = _END.search(text, max(0, run.start - MAX_LETTERS), run.start), _START.match(text, run.end)
    around = f"{before[0] if before else ''}{run.after}{behind[0] if behind else ''}"
    return run.after in MARKED and len(around) > 1 and fold_tone(around) in language().numbers
