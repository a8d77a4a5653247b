"""Documents of pairs: tables of lines, scans and rendered pages, of all of them → token pairs, to train on or kept out."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar
from zlib import crc32

import msgspec

from dictionaries.build.consensus import consensus
from dictionaries.build.pairs import READERS, Line, Pair, page_lines, table_rows
from dictionaries.build.plan import Plan, by_name
from dictionaries.build.windows import Window, as_read, window_of
from vndoc.errors import UsageError

T = TypeVar("T")

MIN_PAIRS = 100
"""Of a document; fewer show no habits."""

KEPT_OUT = 12
"""One pair document in so many is kept out of training, by the hash of its name, to measure on."""

WINDOW, STRIDE, MAX_KEPT, MIN_KEPT = 192, 384, 800, 50
"""Of kept-out documents: tokens a window, from start to start, tokens of a document looked at, of a window at least."""

Pairs = list[Pair]
"""Token pairs of a document."""


def _table_lines(path: Path) -> dict[str, list[Line]]:
    rows = table_rows(path)
    if not any(row.truth for row in rows):
        return consensus([row.eng for row in rows], [row.vie for row in rows])
    return {"eng": [Line(row.truth, row.eng) for row in rows], "vie": [Line(row.truth, row.vie) for row in rows]}


def pair_lines(plan: Plan) -> dict[str, dict[str, list[Line]]]:
    """Lines of each document, for each of `READERS` that read it.

    ``s:NAME`` is a table of ``--pairs``, or else one that the step `scans` made; ``r:NAME`` is a rendered text. A table without
    a column `truth` is one of scans that nobody typed: its truth is made by `consensus`.
    """
    given = by_name(plan.folder("pairs").glob("*.tsv")) if plan.pairs is not None else []
    tables = {f"s:{path.stem}": path for path in (*by_name(plan.room("scans").glob("*.tsv")), *given)}
    out = {name: _table_lines(path) for name, path in tables.items()}
    for folder in by_name(path.parent for path in plan.room("rendered").glob("*/eng.txt")):
        there = [reader for reader in READERS if (folder / f"{reader}.txt").is_file()]
        out[f"r:{folder.name}"] = {reader: [Line(*x) for x in page_lines(folder, reader)] for reader in there}
    return out


def _left(plan: Plan, name: str, kind: type[T]) -> dict[str, dict[str, list[T]]]:
    """What the step `pairs` left: by reader and document, line by line."""
    path = plan.left(name, "pairs")
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, list[kind]]])  # type: ignore[valid-type]
    except msgspec.ValidationError as e:
        raise UsageError(f"{path} is of another build; run the step 'pairs' again ({e})") from e


def lines(plan: Plan) -> dict[str, dict[str, list[Line]]]:
    """Lines by reader and document."""
    return _left(plan, "lines.json", Line)


def pairs(plan: Plan) -> dict[str, dict[str, Pairs]]:
    """Token pairs by reader and document."""
    kept = _left(plan, "pairs.json", Pairs)
    return {reader: {n: [pair for line in d for pair in line] for n, d in docs.items()} for reader, docs in kept.items()}


def split(documents: dict[str, Pairs]) -> tuple[dict[str, Pairs], dict[str, Pairs]]:
    """(to train on, kept out) of the documents that have pairs enough; a name is on the same side for every reader."""
    fit = {name: d for name, d in documents.items() if len(d) > MIN_PAIRS}
    held = {name for name in fit if crc32(name.encode()) % KEPT_OUT == 0}
    return {n: d for n, d in fit.items() if n not in held}, {n: d for n, d in fit.items() if n in held}


def kept_out_windows(documents: dict[str, Pairs], label_of: dict[str, int]) -> list[Window]:
    """Windows of real pairs, as read."""
    out = []
    for document in documents.values():
        texts, after, targets = as_read(document, label_of)
        for start in range(0, min(len(texts), MAX_KEPT), STRIDE):
            some = slice(start, start + WINDOW)
            if len(texts[some]) > MIN_KEPT:
                out.append(window_of(texts[some], after[some], targets[some], WINDOW))
    return out
