"""``python -m benchmarks.speed WHAT``: speed, start and memory of one tool, each in a new process with one thread.

What is printed is JSON, for `benchmarks.repair`, which starts these processes. Rates are white-space tokens a second, start-up
apart: cold is every text seen for the first time, warm the same lines again in another order, the best of two. They are given
by the clock and by processor time, which other programs on the machine disturb less.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.data import readings
from benchmarks.rivals import OURS, Rival, rivals
from vndoc import repair_text

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1")
STARTS = 5
LINE = "Thuc hién Nghi quyét s6 02-NQ/TW ngay 12/6/2021 cua Ban Chap hanh Dang b6 tinh"

_START = """
import sys, time
from pathlib import Path
begin = time.perf_counter()
{start}
loaded = time.perf_counter()
{bind}
repair({line!r})
done = time.perf_counter()
for name in sys.argv[1:]:
    repair(Path(name).read_text("utf-8"))
status = Path("/proc/self/status")
peak = [x.split()[1] for x in status.read_text().splitlines() if x.startswith("VmHWM")] if status.is_file() else ["0"]
print(loaded - begin, done - begin, int(peak[0]) / 1024)
"""


class Rates(NamedTuple):
    """Tokens a second, by the clock and by processor time."""

    tokens: int
    cold: float
    warm: float
    cold_processor: float
    warm_processor: float


class Start(NamedTuple):
    """Seconds of the import, and of import and first repair; peak memory in MB of that process, and of one with a long text."""

    imported: float
    first: float
    memory: float
    memory_long: float


def rates(texts: Sequence[Sequence[str]], tool: str) -> Rates:
    """Repair all texts three times."""
    repair = repair_text if tool == OURS else next((r.repair for r in rivals() if r.name == tool), None)
    if repair is None:
        raise SystemExit(f"{tool} is not installed")
    repair("Nghi quyét")
    work = [list(lines) for lines in texts]
    amount = sum(len(line.split()) for lines in work for line in lines)
    found = []
    for seed in (None, 1, 2):
        for lines in work if seed is not None else ():
            random.Random(seed).shuffle(lines)
        clock, processor = time.perf_counter(), time.process_time()
        for lines in work:
            repair("\n".join(lines))
        found.append((amount / (time.perf_counter() - clock), amount / max(1e-9, time.process_time() - processor)))
    warm = max(found[1:])
    return Rates(amount, found[0][0], warm[0], found[0][1], warm[1])


def first(texts: Sequence[Sequence[str]], lines: int | None) -> list[list[str]]:
    """The first lines of all texts together."""
    left = lines if lines is not None else sum(len(t) for t in texts)
    out = []
    for text in texts:
        if left > 0:
            out.append(list(text[:left]))
            left -= len(text)
    return out


def measure_rates(root: Path | None, tool: str, lines: int | None = None) -> Rates:
    """`rates` of a tool in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed", "--tool", tool]
    command += ["--data", str(root)] if root else []
    command += ["--lines", str(lines)] if lines is not None else []
    return Rates(*json.loads(_output(command)))


def measure_start(tool: Rival, long: Path) -> Start:
    """Start and memory of a tool; `long` is a file with a long text."""
    command = [sys.executable, "-c", _START.format(start=tool.start, bind=tool.bind, line=LINE)]
    runs = [[float(x) for x in _output(command).split()[-3:]] for _ in range(STARTS)]
    try:
        memory = float(_output([*command, str(long)]).split()[-1])
    except RuntimeError:  # a tool that raises on the long text; shown as nan
        memory = float("nan")
    imported, done, peak = (median(run[i] for run in runs) for i in range(3))
    return Start(imported, done, peak, memory)


def _output(command: Sequence[str]) -> str:
    root = Path(__file__).resolve().parents[1]
    path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": path}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-500:])
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the rates of a tool as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--data", type=Path, help="test material, see benchmarks/data.py")
    parser.add_argument("--tool", default=OURS, help="name of a tool, as in the tables")
    parser.add_argument("--lines", type=int, help="take only so many lines in all")
    args = parser.parse_args(arguments)
    print(json.dumps(rates(first(readings(args.data), args.lines), args.tool)))


if __name__ == "__main__":
    main()
