"""``python -m dictionaries.build [STEP…]``: makes ``vndoc/data``.

Without a step: the lists and the manifest, in seconds. The steps, from corpora to shipped data (see ``docs/build.md``):
corpus, render, scans, pairs, labels, ngrams, net, evidence, export, calibrate; ``all`` is all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dictionaries.build import plan as settings
from dictionaries.build.plan import Plan
from dictionaries.build.steps import STEPS, tables
from vndoc.errors import UsageError, VndocError


def parser() -> argparse.ArgumentParser:
    """The command line."""
    out = argparse.ArgumentParser(
        prog="python -m dictionaries.build",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    default = Plan()
    out.add_argument("steps", metavar="STEP", nargs="*", help=f"{', '.join(STEPS)}, all")
    out.add_argument("--out", type=Path, default=settings.OUT, help="where the data goes (default: the package)")
    out.add_argument("--work", type=Path, help="what the steps leave for one another")
    out.add_argument("--corpora", type=Path, help="folder of NAME.txt and NAME.txt.xz, listed in the table")
    out.add_argument(
        "--held-out", type=Path, action="append", default=[], help="folder of .txt never to train on; may be repeated"
    )
    out.add_argument("--pairs", type=Path, help="folder of TSV files of lines (columns truth, eng, vie; two of them)")
    out.add_argument("--scans", type=Path, help="folder of scanned PDFs, to be read by two models of Tesseract")
    out.add_argument(
        "--table", type=Path, default=settings.TABLE, help="weights of the corpora (default: dictionaries/corpora.tsv)"
    )
    out.add_argument("--start", type=Path, help="a checkpoint that the training of the net goes on from")
    out.add_argument(
        "--seconds", type=float, default=default.seconds, help="length of the net's training (default: %(default)g)"
    )
    out.add_argument("--steps", dest="batches", type=int, help="its length in batches instead, to be repeatable")
    out.add_argument("--seed", type=int, default=default.seed, help="of everything that is drawn (default: %(default)d)")
    out.add_argument(
        "--jobs", type=int, default=default.jobs, help="documents rendered or read at a time, threads of the training"
    )
    out.add_argument(
        "--page-seconds", type=float, default=default.page_seconds, help="time limit of a scan's page (default: %(default)g)"
    )
    return out


def run(steps: Sequence[str], plan: Plan) -> None:
    """Run steps in their order; without any, make the lists and the manifest. ``all`` is without `scans` where there are none.

    Raises:
        UsageError: there is no such step, or something that it needs is missing.
    """
    unknown = [step for step in steps if step not in STEPS and step != "all"]
    if unknown:
        raise UsageError(f"no step {unknown[0]!r}; there are {', '.join(STEPS)}, all")
    for name, step in STEPS.items():
        if name not in steps and name == "scans" and plan.scans is None:
            continue
        if name in steps or "all" in steps:
            plan.say(f"== {name}")
            step(plan)
    if not steps:
        tables(plan)


def main(arguments: Sequence[str] | None = None) -> int:
    """Answers the exit code."""
    args = parser().parse_args(arguments)
    plan = Plan(
        out=args.out,
        work=args.work,
        corpora=args.corpora,
        held_out=tuple(args.held_out),
        pairs=args.pairs,
        scans=args.scans,
        table=args.table,
        start=args.start,
        seconds=args.seconds,
        steps=args.batches,
        seed=args.seed,
        jobs=max(1, args.jobs),
        page_seconds=max(1.0, args.page_seconds),
    )
    try:
        run(args.steps, plan)
    except VndocError as e:
        print(f"error: {e}", file=sys.stderr)
        return e.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
