"""The table of the README, from what was measured: what is claimed, beside the text as it comes and the best other tool."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.errors import LAYERS, STRIPPED, Row
from benchmarks.gate import all_alone, all_mixed
from benchmarks.metrics import Damage, Rate
from benchmarks.results import Results, counted, percent
from benchmarks.rivals import AS_IT_COMES, OURS
from benchmarks.table import caption, markdown

# fmt: off
SHOWN = {
    "scans, English reading":                        "real scans, read by an English model",
    "seed":                                          "a Party plan, read by an English model",
    LAYERS:                                          "Party and State documents, layers of PDFs",
    "rendered, English reading":                     "news, law, encyclopaedia, printed and scanned by program, English model",
    f"{STRIPPED}: all":                              "laws, decrees, news, encyclopaedia without their marks",
    "scans, Vietnamese reading as text":             "real scans, read by the Vietnamese model, as text",
    "scans, Vietnamese reading as an engine's":      "the same, as an engine's reading",
}
# fmt: on
"""Sets that the README shows, and what it calls them."""


def _best(rows: list[Row], name: str) -> str:
    others = [r for r in rows if r.set == name and r.tool not in (OURS, AS_IT_COMES)]
    if not others:
        return "–"
    best = min(others, key=lambda r: r.scores.word.share)
    return f"{percent(best.scores.word)} ({best.tool})"


def _errors(found: Results) -> Iterator[list[str]]:
    raw = {r.set: r for r in found.errors if r.tool == AS_IT_COMES}
    ours = {r.set: r for r in found.errors if r.tool == OURS}
    for name, called in SHOWN.items():
        if name in ours:
            before = percent(raw[name].scores.word) if name in raw else "–"
            yield [called, before, _best(found.beside, name), *(percent(rate) for rate in ours[name].scores)]


def _others(found: Results) -> Iterator[list[str]]:
    ours = [d for _, tool, d in found.correct if tool == OURS]
    if ours:
        total = Damage(Rate(0, 0), Rate(0, 0))
        for d in ours:
            total = Damage(total.tokens.plus(d.tokens), total.numbers.plus(d.numbers))
        numbers = f"{total.numbers.errors} of {total.numbers.total:,}"
        yield ["correct text: tokens changed in 10,000; numbers changed", f"{1e4 * total.tokens.share:.2f}; {numbers}"]
    if found.gate:
        yield ["lines taken for damaged or right wrongly: alone", counted(all_alone(found.gate))]
        yield ["the same where damaged and right lines take turns", counted(all_mixed(found.gate))]
        yield ["the same, damaged lines of two wrong syllables or more: alone", counted(all_alone(found.gate, True))]
        yield ["the same where these and right lines take turns", counted(all_mixed(found.gate, True))]
    if found.exact:
        one = found.exact[-1][1].intact
        yield [
            "numbers, dates, codes that come out as printed",
            f"{1 - one.share:.2%} of {one.total:,} that the reading holds",
        ]
    for c in found.confidence[:1]:
        yield ["calibration error of confidence; errors among the 5 % least sure words", f"{c.ece:.3f}; {c.share_found:.0%}"]
    for name, r in found.rates:
        if name == OURS:
            yield ["tokens a second, one thread: cold; warm", f"{r.cold:,.0f}; {r.warm:,.0f}"]
    for name, s in found.starts:
        if name == OURS:
            yield ["seconds: import; import and first repair", f"{s.imported:.2f}; {s.first:.2f}"]
            yield ["memory of a process: one line; a long text", f"{s.memory:.0f} MB; {s.memory_long:.0f} MB"]


def readme(found: Results) -> str:
    """Both tables, with a line on when and with what they were measured."""
    head = ["word error", AS_IT_COMES, "best other tool", OURS, "token error", "characters"]
    note = f"Measured with {caption()}."
    if found.beside_lines:
        note += f" Other tools are given the first {found.beside_lines} lines of each text."
    tables = [(head, list(_errors(found))), (["what", OURS], list(_others(found)))]
    return "\n\n".join([note, *(markdown(top, rows) for top, rows in tables if rows)])
