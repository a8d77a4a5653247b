"""``python -m benchmarks.repair [--data DIR] [--out DIR] [PART…]``: all that is claimed about repair, measured in one run.

Parts, all of them where none is named:

errors      word, token and character error of damaged and of bare text; of PDF layers through the whole path
correct     what is done to correct text
gate        lines taken for damaged or for right wrongly
exact       numbers, dates, codes that come out as printed
confidence  calibration; ``reliability.svg`` in the folder of --out
classes     errors that are left, sorted; ``errors_left.md`` in the folder of --out
speed       tokens a second, start, memory
rivals      errors and damage of other tools, on the first lines of each text; those that are not installed are named

``--readme`` prints the summary that the README shows instead of everything. With --out the report is written there too, as
``measured.md``. Without --data the texts are those of the project's samples.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import classes, data, results
from benchmarks.calibration import measure_calibration
from benchmarks.errors import measure_layers, measure_sets, measure_together, sets
from benchmarks.exact import Exact, exact
from benchmarks.gate import measure_gate
from benchmarks.metrics import damage
from benchmarks.readme import readme
from benchmarks.reliability import svg
from benchmarks.results import Results
from benchmarks.rivals import AS_IT_COMES, OURS, ours, rivals
from benchmarks.speed import first, measure_rates, measure_start
from benchmarks.table import caption
from vndoc import repair_text

RIVAL_LINES = 300
"""Lines of each text that rivals are given: the slow ones do a few thousand tokens a second."""

SPEED_LINES = 1500
"""Lines in all that rivals are timed on."""


class Run(argparse.Namespace):
    """What was asked for."""

    data: Path | None
    out: Path | None
    lines: int | None
    rival_lines: int
    parts: list[str]
    readme: bool


def errors(run: Run, found: Results) -> None:
    some = [one._replace(samples=data.cut(one.samples, run.lines)) for one in sets(run.data)]
    raw = [one._replace(own=None) for one in some]
    found.errors = measure_sets(raw, AS_IT_COMES, lambda text: text) + measure_layers(run.data, AS_IT_COMES, lambda text: text)
    found.errors += measure_sets(some, OURS, repair_text) + measure_together(run.data) + measure_layers(run.data, OURS, None)


def correct(run: Run, found: Results) -> None:
    for sample in data.cut(data.clean(run.data), run.lines):
        found.correct.append((sample.name, OURS, damage([(sample.truth, repair_text(sample.truth))])))


def gate(run: Run, found: Results) -> None:
    found.gate = measure_gate(run.data)


def codes(run: Run, found: Results) -> None:
    counts: dict[str, Exact] = {}
    for text in classes.texts(run.data):
        counts[text.set] = counts.get(text.set, Exact()).plus(exact(text.truth, text.reading, text.result))
    total = Exact()
    for one in counts.values():
        total = total.plus(one)
    found.exact = [*counts.items(), ("all", total)] if counts else []


def confidence(run: Run, found: Results) -> None:
    found.confidence = list(measure_calibration(run.data))


def left(run: Run, found: Results) -> None:
    found.classes = classes.measure_classes(run.data)


def speed(run: Run, found: Results) -> None:
    tools = list(rivals()) if "rivals" in run.parts else [ours()]
    texts = data.readings(run.data)
    with TemporaryDirectory(prefix="vndoc-bench-") as folder:
        for tool in reversed(tools):
            if tool.repair is None or tool.name == AS_IT_COMES:
                continue
            lines = run.lines if tool.name == OURS else min(run.lines or SPEED_LINES, SPEED_LINES)
            found.rates.append((tool.name, measure_rates(run.data, tool.name, lines)))
            if tool.start:
                long = Path(folder) / "long.txt"
                long.write_text("\n".join(line for some in first(texts, lines) for line in some), "utf-8")
                found.starts.append((tool.name, measure_start(tool, long)))


def beside(run: Run, found: Results) -> None:
    found.beside_lines = run.rival_lines
    some = [one._replace(samples=data.cut(one.samples, run.rival_lines)) for one in sets(run.data)]
    some = [one for one in some if not one.name.endswith("an engine's")]
    right = data.cut(data.clean(run.data), run.rival_lines)
    for tool in rivals():
        found.tools.append((tool.name, tool.why))
        if tool.repair is None:
            continue
        found.beside += measure_sets(some, tool.name, tool.repair)
        found.beside += measure_layers(run.data, tool.name, None if tool.name == OURS else tool.repair)
        if tool.name not in (OURS, AS_IT_COMES):
            repair = tool.repair
            found.correct.append(("all", f"{tool.name}, first lines", damage((s.truth, repair(s.truth)) for s in right)))


PARTS: dict[str, Callable[[Run, Results], None]] = {
    "errors": errors,
    "correct": correct,
    "gate": gate,
    "exact": codes,
    "confidence": confidence,
    "classes": left,
    "speed": speed,
    "rivals": beside,
}


def report(run: Run, found: Results) -> str:
    """Everything that was measured, as Markdown."""
    where = f"data: {run.data.name if run.data else 'samples'}" + (
        f", first {run.lines} lines of each text" if run.lines else ""
    )
    out = [f"{caption()}; {where}", "## Summary", readme(found)]
    if found.errors:
        out += ["## Errors", results.errors_table(found.errors)]
    if found.beside:
        out += ["## Beside other tools"]
        out += [results.beside_table(found.beside, rate, found.beside_lines) for rate in ("word", "token")]
        out += [f"Not installed: {name} ({why})" for name, why in found.tools if why]
    if found.correct:
        out += ["## Correct text", results.correct_table(found.correct)]
    if found.gate:
        out += ["## Lines taken wrongly", results.gate_table(found.gate)]
    if found.exact:
        out += ["## Numbers, dates, codes", results.exact_table(found.exact)]
    if found.confidence:
        out += ["## Confidence", results.confidence_table(found.confidence)]
    if found.rates:
        out += ["## Speed", results.speed_table(found.rates), results.start_table(found.starts)]
    if found.classes:
        out += ["## Errors that are left", classes.counts(found.classes)]
    return "\n\n".join(out)


def write(run: Run, found: Results, text: str) -> None:
    """Put the report, the diagram and the classes into the folder that was asked for."""
    if run.out is None:
        return
    run.out.mkdir(parents=True, exist_ok=True)
    (run.out / "measured.md").write_text(f"# Repair, as measured\n\n{text}\n", "utf-8", newline="\n")
    shown = [c for c in found.confidence if c.set in ("scans", "layers of PDFs")] or found.confidence[:2]
    if shown:
        (run.out / "reliability.svg").write_text(svg(shown), "utf-8", newline="\n")
    if found.classes:
        (run.out / "errors_left.md").write_text(classes.report(found.classes), "utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, and print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.repair", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="test material, see benchmarks/data.py (default: the samples)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write measured.md, reliability.svg and errors_left.md here")
    parser.add_argument("--lines", type=int, help="take only so many lines of each text")
    parser.add_argument("--rival-lines", type=int, default=RIVAL_LINES, help="lines of each text that other tools are given")
    parser.add_argument("--readme", action="store_true", help="print the README's table alone")
    run = parser.parse_args(arguments, namespace=Run())
    unknown = [part for part in run.parts if part not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if run.data is not None and not run.data.is_dir():
        parser.error(f"{run.data}: no such folder")
    run.parts = run.parts or list(PARTS)
    found = Results()
    for name, part in PARTS.items():
        if name in run.parts:
            print(f"measuring: {name}", file=sys.stderr, flush=True)
            part(run, found)
    text = report(run, found)
    write(run, found, text)
    print(readme(found) if run.readme else text)


if __name__ == "__main__":
    main()
