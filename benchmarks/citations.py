"""References found in sentences: ``python -m benchmarks.citations EXPECTED.tsv``.

A line of the file holds a sentence, a tab, and what it names, written down by a reader: ``UNIT@DOCUMENT`` joined by ``; ``.
UNIT is as in `vndoc.Citation.unit`, DOCUMENT its number, else its title or kind, ``này`` for this document; either may be
empty, and ``?`` alone stands for a sentence that is left out. Sentences stand in clause 1 of article 7 of chapter 2. Printed:
what is missing and what is too much, precision and recall of units with their documents.

``python -m benchmarks.citations --laws LAWS.txt.xz [--every N]`` (laws as for `benchmarks.structure_laws`) counts references of
every Nth law to its own units: those whose target is the unit, or the unit by another level (``điểm 1`` for clause 1), those
that only a unit above was found for, and those without a target.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.structure_laws import laws, paged
from vndoc.document import Citation, Section
from vndoc.structure import structure
from vndoc.structure.citations import find_citations


def named(citation: Citation) -> str:
    """A reference as the file writes it."""
    other = "" if citation.own and citation.kind is None else "này" if citation.own else None
    document = (citation.number or citation.title or citation.kind or "") if other is None else other
    return f"{citation.unit or ''}@{document}".casefold()


def found(sentence: str) -> Counter[str]:
    """What is found in a sentence."""
    clause = Section("article_7__clause_1", "clause", "1.", "1", text=sentence)
    article = Section("article_7", "article", "Điều 7.", "7", children=(clause,))
    chapter = Section("chapter_2", "chapter", "Chương II", "II", children=(article,))
    return Counter(named(citation) for citation in find_citations((chapter,), ()))


def resolved(citation: Citation) -> str:
    """How a reference to a unit of its own document was resolved."""
    if citation.target is None or citation.unit is None:
        return "none"
    if citation.target == citation.unit:
        return "the unit"
    same = citation.target.rpartition("_")[2] == citation.unit.rpartition("_")[2]
    return "by another level" if same and citation.target.count("__") == citation.unit.count("__") else "above it"


def laws_resolved(path: Path, every: int) -> Counter[str]:
    """How the references of laws to their own units were resolved."""
    counts: Counter[str] = Counter()
    for _, paragraphs in laws(path)[::every]:
        found = structure(paged(paragraphs)).citations
        counts.update(resolved(citation) for citation in found if citation.own and citation.unit)
    return counts


def main() -> None:
    """Print the misses, then the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("expected", type=Path, nargs="?")
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--every", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.laws:
        print(*(f"{how}: {count}" for how, count in laws_resolved(chosen.laws, chosen.every).most_common()), sep="\n")
    if chosen.expected:
        compare(chosen.expected)


def compare(path: Path) -> None:
    """Print what is missing and too much in a file's sentences, then precision and recall."""
    hits = wanted = given = sentences = 0
    for line in path.read_text("utf-8").splitlines():
        sentence, _, listed = line.partition("\t")
        if listed.strip() == "?":
            continue
        want = Counter(x.strip().casefold() for x in listed.split(";") if x.strip())
        got = found(sentence)
        sentences += 1
        hits, wanted, given = hits + (want & got).total(), wanted + want.total(), given + got.total()
        if want != got:
            print(sentence, *(f"  missing {x}" for x in want - got), *(f"  too much {x}" for x in got - want), sep="\n")
    print(
        f"{sentences} sentences, {wanted} references: precision {hits / max(1, given):.3f}, recall {hits / max(1, wanted):.3f}"
    )


if __name__ == "__main__":
    main()
