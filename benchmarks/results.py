"""What one run measured, part by part, and each part as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.calibration import Calibration
from benchmarks.classes import Error
from benchmarks.errors import Row
from benchmarks.exact import Exact
from benchmarks.gate import Row as GateRow
from benchmarks.gate import all_alone, all_mixed
from benchmarks.metrics import Damage, Rate
from benchmarks.speed import Rates, Start
from benchmarks.table import markdown


@dataclass
class Results:
    """Figures of one run; a part that was not asked for, or has no material, is empty."""

    tools: list[tuple[str, str]] = field(default_factory=list)
    """(name, "" or why it is not measured)."""
    errors: list[Row] = field(default_factory=list)
    """Of whole texts: vndoc's, and the texts as they come."""
    beside: list[Row] = field(default_factory=list)
    """Of all tools, on the first lines of each text."""
    beside_lines: int | None = None
    correct: list[tuple[str, str, Damage]] = field(default_factory=list)
    """(text, tool, damage) of whole texts for vndoc, of the first lines for the others."""
    gate: list[GateRow] = field(default_factory=list)
    exact: list[tuple[str, Exact]] = field(default_factory=list)
    confidence: list[Calibration] = field(default_factory=list)
    classes: list[tuple[str, Error]] = field(default_factory=list)
    rates: list[tuple[str, Rates]] = field(default_factory=list)
    starts: list[tuple[str, Start]] = field(default_factory=list)


def percent(rate: Rate | None) -> str:
    """A rate in per cent, as many digits as the bars have."""
    return "–" if rate is None else f"{rate.share:.2%}"


def counted(rate: Rate) -> str:
    """A rate with what it counts.

    >>> counted(Rate(2, 400))
    '0.50% (2 of 400)'
    """
    return f"{rate.share:.2%} ({rate.errors:,} of {rate.total:,})" if rate.total else "–"


def errors_table(rows: Sequence[Row]) -> str:
    """Word, token and character error of vndoc, beside word error of the texts as they come."""
    raw = {row.set: row for row in rows if row.tool != "vndoc"}
    out = []
    for row in rows:
        if row.tool == "vndoc":
            before = percent(raw[row.set].scores.word) if row.set in raw else "–"
            total = f"{row.scores.word.total:,}"
            out.append([row.set, total, before, *(percent(rate) for rate in row.scores), percent(row.extra)])
    return markdown(["set", "words", "as it comes", "word error", "token error", "CER", "extra words"], out)


def beside_table(rows: Sequence[Row], rate: str, lines: int | None) -> str:
    """One error rate of all tools."""
    tools = list(dict.fromkeys(row.tool for row in rows))
    found = {(row.set, row.tool): getattr(row.scores, rate) for row in rows}
    sets = dict.fromkeys(row.set for row in rows)
    where = f", first {lines} lines of each text" if lines else ""
    head = [f"{rate} error{where}", *tools]
    return markdown(head, [[name, *(percent(found.get((name, tool))) for tool in tools)] for name in sets])


def correct_table(rows: Sequence[tuple[str, str, Damage]]) -> str:
    """What was done to correct text."""
    head = ["correct text", "tool", "tokens", "changed in 10,000", "tokens with digits changed"]
    return markdown(
        head,
        [
            [name, tool, f"{d.tokens.total:,}", f"{1e4 * d.tokens.share:.2f}", f"{d.numbers.errors} of {d.numbers.total:,}"]
            for name, tool, d in rows
        ],
    )


def gate_table(rows: Sequence[GateRow]) -> str:
    """Lines taken wrongly."""
    body = [[row.set, row.how, counted(row.missed), counted(row.missed_syllables), counted(row.taken)] for row in rows]
    for how, count in (("alone", all_alone), ("taking turns", all_mixed)):
        body.append(["all, either way", how, counted(count(rows)), counted(count(rows, syllables=True)), ""])
    head = ["lines of 4 words or more", "judged", "damaged, missed", "of two wrong syllables up", "right, taken for damaged"]
    return markdown(head, body)


def exact_table(rows: Sequence[tuple[str, Exact]]) -> str:
    """Numbers, dates and codes that come out wrong."""
    head = ["set", "printed", "digits in the reading", "of these exact", "signs in it too", "of these exact"]
    body = []
    for name, e in rows:
        cells = [str(e.printed)]
        for rate in (e.held, e.intact):
            cells += [str(rate.total), f"{1 - rate.share:.2%}" if rate.total else "–"]
        body.append([name, *cells])
    return markdown(head, body)


def confidence_table(sets: Sequence[Calibration]) -> str:
    """How honest confidences are."""
    head = [
        "set",
        "words with a choice",
        "right",
        "ECE",
        "equal widths",
        "Brier",
        "best constant",
        "ratio",
        "errors in 5 % least sure",
        "lost words",
        "other lines",
    ]
    body = [
        [
            c.set,
            f"{c.words:,}",
            f"{c.right:.2%}",
            f"{c.ece:.4f}",
            f"{c.ece_width:.4f}",
            f"{c.brier:.4f}",
            f"{c.brier_constant:.4f}",
            f"{c.brier / c.brier_constant:.2f}" if c.brier_constant else "–",
            f"{c.share_found:.1%} of {c.errors}",
            str(c.lost),
            str(c.other_lines),
        ]
        for c in sets
    ]
    return markdown(head, body)


def speed_table(rates: Sequence[tuple[str, Rates]]) -> str:
    """Tokens a second."""
    head = ["tool, one thread", "tokens", "cold", "warm", "cold, of processor time", "warm, of processor time"]
    return markdown(head, [[name, *(f"{value:,.0f}" for value in r)] for name, r in rates])


def start_table(starts: Sequence[tuple[str, Start]]) -> str:
    """Start and memory."""
    head = ["tool, in a new process", "import, s", "import and first repair, s", "peak memory, MB", "with a long text, MB"]
    body = [[name, f"{s.imported:.3f}", f"{s.first:.3f}", f"{s.memory:.0f}", f"{s.memory_long:.0f}"] for name, s in starts]
    return markdown(head, body)
