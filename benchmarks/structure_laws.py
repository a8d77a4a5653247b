"""Hierarchy of laws: ``python -m benchmarks.structure_laws LAWS.txt.xz [--misses N]``.

The file holds laws, each after a line ``### NAME``, a paragraph a line. Their hierarchy is regular, so that the paragraphs tell
it without our code: a chapter, an article, a clause in its article, a point in its clause; what stands in quotation marks is
another law's. The paragraphs are wrapped into lines of 75 letters and pages of 45 lines, without places or fonts, as plain text
gives them, and once more with markers damaged as readers damage them. Printed: precision and recall by level, pages a second.
"""

from __future__ import annotations

import argparse
import lzma
import random
import textwrap
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import regex

from benchmarks.table import markdown
from vndoc.document import Section, Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure

WIDTH, HEIGHT = 75, 45
"""Letters of a line, lines of a page."""
DAMAGED = 0.05
"""Share of markers that are damaged in the second run."""

LEVELS = ("chapter", "article", "clause", "point")
_MARKS = {
    "chapter": regex.compile(r"(?i:chương)\s(?P<n>[IVXL]+|\d+)\b(?=[.:]?\s*(?:\p{Lu}|$))"),
    "article": regex.compile(r"(?i:[đð]iều)\s(?P<n>\d+[a-zđ]?)(?:[.:]|$)"),
    "clause": regex.compile(r"(?P<n>\d{1,3}(?:[a-zđ]|(?:\.\d{1,2}){1,3}(?=\.?\s))?)(?:[.\-]\s?|\s)(?=[\p{L}“])(?<!^\d+\s)"),
    "point": regex.compile(r"(?P<n>[a-yđ](?:[1-9]\d?)?)\)\s(?=\S)"),
}
_ANNEX = regex.compile(
    r"(?i:phụ lục|mẫu số|biểu số)\s*[\dIVXA-H.]*[:.]?$|PHỤ LỤC|DANH MỤC|MẪU SỐ|\((?i:ban hành )?(?i:kèm theo)"
)
"""Begins what stands behind a law: its hierarchy is its own."""
_LIKE = {"I": "l1|", "1": "lI|", "5": "S", "0": "O", "đ": "d", "8": "S", "V": "Y", ".": ",", "6": "ó", "9": "g", "3": "§"}

Unit = tuple[str, ...]


def laws(path: Path) -> list[tuple[str, list[str]]]:
    """(name, paragraphs) of the laws in a file."""
    out: list[tuple[str, list[str]]] = []
    for line in lzma.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if line.startswith("### "):
            out.append((line.strip("# \n"), []))
        elif out and line.strip():
            out[-1][1].append(line.strip())
    return [(name, list(takewhile(lambda text: _ANNEX.match(text) is None, paragraphs))) for name, paragraphs in out]


def units(paragraphs: Sequence[str]) -> Iterator[tuple[int, Unit]]:
    """(paragraph, unit) of what the paragraphs themselves tell; quoted paragraphs are left out."""
    article, clause, quoted = "", "", 0
    for i, text in enumerate(paragraphs):
        inside = quoted > 0 or text[0] in '“"'
        quoted = max(0, quoted + text.count("“") - text.count("”"))
        m = _MARKS["article"].match(text)
        if m and number(m["n"]) == number(article) + 1:  # where a mark is lost the next article is none that is quoted
            inside, quoted = False, text.count("“") - text.count("”")
        for level in () if inside else LEVELS:
            m = _MARKS[level].match(text)
            if m is None:
                continue
            if level in ("chapter", "article"):
                article, clause = m["n"] * (level == "article"), ""
            elif level == "clause":
                clause = m["n"]
            above = {"clause": (article,), "point": (article, clause)}.get(level, ())
            if level in ("chapter", "article") or article:
                yield i, (level, *above, m["n"])
            break


def number(text: str) -> int:
    """The digits of a number (``146`` of ``146a``); 0 where there are none.

    >>> number("146a"), number("")
    (146, 0)
    """
    return int("".join(filter(str.isdecimal, text)) or 0)


def articles(paragraphs: Sequence[str]) -> int:
    """How many articles a law has."""
    return sum(unit[0] == "article" for _, unit in units(paragraphs))


def damaged(text: str, rng: random.Random) -> str:
    """A paragraph with one sign of its marker read as another."""
    end = next((m.end() for m in (p.match(text) for p in _MARKS.values()) if m), 0)
    at = [i for i in range(end) if text[i] in _LIKE and (text[i] != "." or i == end - 2)]
    if not at:
        return text
    i = rng.choice(at)
    return text[:i] + rng.choice(_LIKE[text[i]]) + text[i + 1 :]


def paged(paragraphs: Sequence[str]) -> list[ArrangedPage]:
    """Pages of wrapped lines."""
    lines = [line for text in paragraphs for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False)]
    made = [TextLine(line, line, "text") for line in lines]
    starts = range(0, len(made), HEIGHT)
    return [ArrangedPage(n, 595, 842, Verdict("usable"), "layer", tuple(made[i : i + HEIGHT])) for n, i in enumerate(starts, 1)]


def found(sections: Sequence[Section], article: str = "", clause: str = "") -> Iterator[Unit]:
    """The units of a tree, named as `units` names them."""
    for s in sections:
        n = s.ordinal or ""
        below = (n, "") if s.level == "article" else (article, n if s.level == "clause" else clause)
        if s.level in LEVELS:
            yield (s.level, *{"clause": (article,), "point": (article, clause)}.get(s.level, ()), n)
        yield from found(s.children, *below)


def run(some: Sequence[tuple[str, list[str]]], share: float, misses: int) -> tuple[list[list[str]], float]:
    """(rows by level, pages a second) over laws of whose markers a share is damaged."""
    rng = random.Random(1)
    want, got, hit = Counter[str](), Counter[str](), Counter[str]()
    pages, spent = 0, 0.0
    for name, paragraphs in some:
        true = list(units(paragraphs))
        marked = {i for i, _ in true}
        made = paged([damaged(p, rng) if i in marked and rng.random() < share else p for i, p in enumerate(paragraphs)])
        pages += len(made)
        begin = time.process_time()
        result = structure(made)
        spent += time.process_time() - begin
        a, b = Counter(u for _, u in true), Counter(found((*result.sections, *result.annexes)))
        for sums, counts in ((want, a), (got, b), (hit, a & b)):
            for unit, n in counts.items():
                sums[unit[0]] += n
        for word, rest in (("missing", a - b), ("extra", b - a)):
            for unit in sorted(rest)[:misses]:
                print(word, name, *unit)
    rows = [
        [level, str(want[level]), f"{hit[level] / max(1, got[level]):.4f}", f"{hit[level] / max(1, want[level]):.4f}"]
        for level in LEVELS
    ]
    return rows, pages / max(1e-9, spent)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("laws", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="units of each law to print that are missing or too many")
    parser.add_argument("--laws", type=int, default=None, dest="some", help="how many laws, all if not given")
    parser.add_argument(
        "--articles", type=int, default=0, help="least articles of a law; collections hold letters and plans too"
    )
    options = parser.parse_args()
    some = [law for law in laws(options.laws) if articles(law[1]) >= options.articles][: options.some]
    for title, share in (("as printed", 0.0), (f"{DAMAGED:.0%} of markers damaged", DAMAGED)):
        rows, speed = run(some, share, options.misses)
        print(f"{title}: {len(some)} laws, {speed:.0f} pages a second")
        print(markdown(["level", "units", "precision", "recall"], rows))


if __name__ == "__main__":
    main()
