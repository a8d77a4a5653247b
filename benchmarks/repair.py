"""``python -m benchmarks.repair [--data DIR]``: repair of damaged, bare and correct text, vndoc beside its rivals.

One table of errors (see `metrics`) and one of speed; every tool gets the same texts in the same run.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import data
from benchmarks.data import Sample
from benchmarks.metrics import damage, score
from benchmarks.rivals import rivals
from benchmarks.table import caption, markdown, measure

RUNS = 3


def errors(samples: Sequence[Sample], repair: Callable[[str], str]) -> list[str]:
    """Word, token and character error of the repaired samples."""
    rates = score((s.truth, repair(s.reading)) for s in samples)
    return [f"{rate.share:.2%}" for rate in rates]


def harm(samples: Sequence[Sample], repair: Callable[[str], str]) -> list[str]:
    """Tokens changed in 10,000 of correct text, and numbers changed."""
    found = damage((s.truth, repair(s.truth)) for s in samples)
    return [f"{1e4 * found.tokens.share:.1f}", f"{found.numbers.errors} of {found.numbers.total}"]


def speed(samples: Sequence[Sample], repair: Callable[[str], str], runs: int) -> list[str]:
    """Tokens a second: cold (the first time that these texts are seen), then warm."""
    repair("Nghi quyét")
    amount = data.count(list(samples))

    def work() -> None:
        for sample in samples:
            repair(sample.reading)

    cold = measure(work, 1)
    return [cold.rates(amount).split(" / ")[0], measure(work, runs).rates(amount)]


def report(root: Path | None, lines: int | None, runs: int) -> str:
    """All tables that the folder has material for.

    Args:
        root: see `data`; None for the samples' texts.
        lines: lines taken of each text, None for all.
        runs: timed runs.
    """
    tools = list(rivals())
    damaged = {"seed": data.seed(root), "scans, eng": data.scans(root), "scans, vie": data.scans(root, "vie")}
    damaged["stripped"] = data.stripped(root)
    out = [f"{caption()}; data: {root.name if root else 'samples'}" + (f", first {lines} lines of each text" if lines else "")]
    first = data.cut(damaged["seed"] or damaged["scans, eng"] or damaged["stripped"], lines)
    if first:
        rows = [[name, *speed(first, repair, runs)] for name, repair in tools[1:]]
        out.append(markdown(["tool", "tokens/s cold", "warm: min / median / max"], rows))
    for name, samples in damaged.items():
        some = data.cut(samples, lines)
        if some:
            rows = [[tool, *errors(some, repair)] for tool, repair in tools]
            out.append(markdown([name, "word error", "token error", "character error"], rows))
    correct = data.cut(data.clean(root), lines)
    if correct:
        rows = [[tool, *harm(correct, repair)] for tool, repair in tools[1:]]
        out.append(markdown(["correct text", "tokens changed in 10,000", "numbers changed"], rows))
    return "\n\n".join(out)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repair", description=__doc__)
    parser.add_argument("--data", type=Path, metavar="DIR", help="test material, see benchmarks/data.py (default: the samples)")
    parser.add_argument("--lines", type=int, help="take only so many lines of each text")
    parser.add_argument("--runs", type=int, default=RUNS, help="timed runs")
    args = parser.parse_args(arguments)
    if args.data is not None and not args.data.is_dir():
        parser.error(f"{args.data}: no such folder")
    print(report(args.data, args.lines, args.runs))


if __name__ == "__main__":
    main()
