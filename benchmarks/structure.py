"""``python -m benchmarks.structure OUTLINES FILES``: structure against outlines, by level and by field, every miss listed.

OUTLINES is a folder of outlines (``NAME.json``: id, metadata, sections as [level, marker, title]); FILES one of ``NAME.pdf``
(``NAME.eng.pdf``, ``NAME.born.pdf`` and so on are further files of the same document). Files are read, arranged and repaired
once; vndoc's structuring, and one regular expression for each thing (`benchmarks.structure_plain`), are given the same lines.

A section is right where its level and its marker are, and its title in the levels that have one (letters and digits, case and
place of tone marks folded, first 60 characters). A field is right where it is equal so, or 95 % alike where longer than 40
characters; lists count item by item. What is empty in both is not counted. Needs no network; the run is deterministic.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from rapidfuzz import fuzz

from benchmarks import structure_plain
from benchmarks.table import caption, markdown, number
from vndoc import Options, pipeline, process
from vndoc.alphabet import fold_tone
from vndoc.pages import ArrangedPage
from vndoc.structure import structure

UNTITLED = ("clause", "point", "arabic", "letter")
LEVELS = ("part", "chapter", "section", "subsection", "article", "roman", *UNTITLED)
SIGNATURE = ("prefix", "on_behalf_of", "positions", "name")
NOT_SCORED = ("legal_basis_optional", "preamble_other")
FURNITURE = ("page_number", "stamp", "running_head")
LONG, ALIKE, TITLE = 40, 95, 60

Key = tuple[str, str, str]


@dataclass
class Count:
    """How many were wanted, were given, and were right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def add(self, wanted: int, given: int, right: int) -> None:
        self.wanted, self.given, self.right = self.wanted + wanted, self.given + given, self.right + right

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """
        >>> Count(4, 2, 2).f1 == 2 / 3
        True
        """
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else 0.0


@dataclass
class Score:
    """Counts of one tool, by level and by field, and its misses."""

    levels: dict[str, Count] = field(default_factory=dict)
    fields: dict[str, Count] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


def fold(value: object) -> str:
    """
    >>> fold("Điều 1.  HOÀ"), fold("điều 1 Hòa")
    ('điều 1 hoà', 'điều 1 hoà')
    """
    kept = "".join(c if c.isalnum() else " " for c in str(value or "").casefold())
    return " ".join(fold_tone(word) for word in kept.split())


def key(level: str, marker: str | None, title: str | None) -> Key:
    return level, fold(marker), "" if level in UNTITLED else fold(title)[:TITLE]


def flat(nodes: Sequence[dict[str, Any]]) -> Iterator[Key]:
    for node in nodes:
        if node["level"] in LEVELS:
            yield key(node["level"], node["marker"], node["title"])
        yield from flat(node["children"])


def alike(wanted: object, given: object) -> bool:
    a, b = fold(wanted), fold(given)
    return a == b or (len(a) > LONG and fuzz.ratio(a, b) >= ALIKE)


def wanted_fields(metadata: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in metadata.items():
        if name == "signature":
            yield from ((f"signature.{part}", (value or {}).get(part)) for part in SIGNATURE)
        elif name == "signatures":
            yield name, [one["name"] for one in value]
        elif name == "marks":
            yield from ((f"marks.{part}", one) for part, one in (value or {}).items())
        elif name not in NOT_SCORED:
            yield name, value


def given_field(metadata: dict[str, Any], name: str) -> Any:
    first, _, part = name.partition(".")
    value = metadata.get(first)
    if first == "number":
        return (value or {}).get("raw")
    if first == "signatures":
        return [one.get("name") for one in value or []]
    return (value or {}).get(part) if part else value


def listed(value: Any) -> list[Any]:
    return [one for one in (value if isinstance(value, (list, tuple)) else [value]) if one]


def add_fields(score: Score, name: str, wanted: dict[str, Any], given: dict[str, Any]) -> None:
    for what, value in wanted_fields(wanted):
        want, left = listed(value), listed(given.get(what))
        count = score.fields.setdefault(what, Count())
        amount, right, missing = len(left), 0, []
        for one in want:
            at = next((n for n, other in enumerate(left) if alike(one, other)), None)
            if at is None:
                missing.append(one)
            else:
                del left[at]
                right += 1
        count.add(len(want), amount, right)
        if missing or left:
            score.misses.append(f"{name}: {what}: wanted {missing or '-'}, given {left or '-'}")


def add_sections(score: Score, name: str, wanted: Sequence[Key], given: Sequence[Key]) -> None:
    want, got = Counter(wanted), Counter(given)
    both = want & got
    for level in LEVELS:
        sums = [sum(n for k, n in one.items() if k[0] == level) for one in (want, got, both)]
        if any(sums):
            score.levels.setdefault(level, Count()).add(*sums)
    for kind, rest in (("missing", want - got), ("extra", got - want)):
        score.misses += [f"{name}: {kind} {' | '.join(one)}" + (f" (x{n})" if n > 1 else "") for one, n in rest.items()]


def restored(path: Path, options: Options, kept: Path | None) -> tuple[ArrangedPage, ...]:
    """The repaired pages of a file, as structuring gets them."""
    place = kept / f"{path.name}.pickle" if kept else None
    if place and place.exists():
        return tuple(pickle.loads(place.read_bytes()))
    seen: list[tuple[ArrangedPage, ...]] = []
    real = pipeline._structured

    def watched(pages: Sequence[ArrangedPage], *rest: Any, **more: Any) -> Any:
        seen.append(tuple(pages))
        return real(pages, *rest, **more)

    with patch.object(pipeline, "_structured", watched):
        process(path, options)
    if place:
        place.write_bytes(pickle.dumps(seen[0]))
    return seen[0]


def pairs(outlines: Path, files: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    for outline in sorted(outlines.glob("*.json")):
        for path in sorted(files.glob(f"{outline.stem}.*pdf")):
            yield json.loads(outline.read_text("utf-8")), path


def totals(counts: dict[str, Count]) -> Count:
    whole = Count()
    for one in counts.values():
        whole.add(one.wanted, one.given, one.right)
    return whole


def table(what: str, own: dict[str, Count], plain: dict[str, Count]) -> str:
    none = Count()
    body = []
    for name, one, other in [*((n, c, plain.get(n, none)) for n, c in own.items()), ("all", totals(own), totals(plain))]:
        if one.wanted or one.given:
            body.append([name, str(one.wanted), *(f"{x:.3f}" for c in (one, other) for x in (c.precision, c.recall, c.f1))])
    head = [what, "wanted", "vndoc precision", "recall", "F1", "regex precision", "recall", "F1"]
    return markdown(head, body)


def report(outlines: Path, files: Path, options: Options, kept: Path | None = None) -> str:
    """The tables and the misses."""
    own, plain = Score(), Score()
    pages, seconds, amount = 0, 0.0, 0
    for wanted, path in pairs(outlines, files):
        arranged = restored(path, options, kept)
        started = time.process_time()
        made = structure(arranged)
        seconds += time.process_time() - started
        pages, amount = pages + len(arranged), amount + 1
        got = msgspec.to_builtins(made)
        nodes = got["sections"] + (got["annexes"] if wanted.get("annexes_scored") else ())
        want = [key(*one) for one in wanted["sections"] if one[0] in LEVELS]
        add_sections(own, path.name, want, list(flat(nodes)))
        names = [what for what, _ in wanted_fields(wanted["metadata"])]
        add_fields(own, path.name, wanted["metadata"], {what: given_field(got["metadata"], what) for what in names})
        lines = [line.text for page in arranged for line in page.lines if line.role not in FURNITURE]
        add_sections(plain, path.name, want, [key(*one) for one in structure_plain.sections(lines)])
        add_fields(plain, path.name, wanted["metadata"], structure_plain.metadata(lines))
    head = (
        f"{caption()}; {amount} file(s), {pages} page(s); structuring {number(pages / max(seconds, 1e-9))} pages/s, one thread"
    )
    tables = [table("level", own.levels, plain.levels), table("field", own.fields, plain.fields)]
    misses = "\n".join(f"- {miss}" for miss in own.misses) or "- none"
    return "\n\n".join([head, *tables, f"Misses of vndoc: {len(own.misses)} (of regex: {len(plain.misses)})", misses])


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.structure", description=__doc__)
    parser.add_argument("outlines", type=Path, help="folder of outlines")
    parser.add_argument("files", type=Path, help="folder of their PDFs")
    parser.add_argument("--engine", default="auto", help="OCR engine for pages that need it")
    parser.add_argument("--kept", type=Path, help="folder where repaired pages are kept between runs (of this version alone)")
    args = parser.parse_args(arguments)
    print(report(args.outlines, args.files, Options(engine=args.engine), args.kept))


if __name__ == "__main__":
    main()
