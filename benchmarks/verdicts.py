"""Verdicts on pages and lines whose answer is known: ``python -m benchmarks.verdicts [--data FOLDER] [--out FILE.md]``.

Without a folder the pages are made from the project's samples: their texts as layers, in capitals, in pre-Unicode fonts,
without marks, mixed with a wrong layer; stamps, forms, tables, programs. A folder may hold more in ``pages/KIND.tsv`` (see
`verdict_pages`), and PDF files in ``files/STATE/*.pdf``, each page of which has that state.

Beside vndoc are rules that others go by. They tell bad layers from others and know no more states, so all are compared on
that alone. Their thresholds are the best ones for these very pages, which no rule gets in practice; ours are those that ship.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import regex

from benchmarks import verdict_pages as made
from benchmarks.data import own, strip_marks
from benchmarks.table import caption, markdown
from benchmarks.verdict_pages import Known, Line
from vndoc.alphabet import fold_tone, has_marks
from vndoc.judge import judge_page, row_lines
from vndoc.models import models
from vndoc.pages import SourcePage
from vndoc.recode import recode_page

STATES = ("absent", "stamp", "usable", "legacy", "garbled", "unknown")

MIN_WORDS = 4
"""Words of a line that is counted among the long ones."""


class Judged(NamedTuple):
    """What was said of a page: its state, the states of its lines, the reasons."""

    known: Known
    state: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...]


class Lines(NamedTuple):
    """Lines that are damaged and called so, those that are not damaged but called so, damaged ones that are missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.found + self.false + self.missed
        return 2 * self.found / total if total else 1.0


def own_pages() -> Iterator[Known]:
    """Pages made from the project's samples."""
    random = Random(1)
    for name, text, _ in own():
        lines = made.fold(text)
        right, bare = made.right(lines), [Line(strip_marks(line), "garbled") for line in lines]
        yield from made.sheets("right", name, "usable", right)
        yield from made.sheets("capitals", name, "usable", made.right(line.upper() for line in lines))
        yield from made.sheets("narrow", name, "usable", made.right(made.fold(" ".join(lines), 22)))
        yield from (Known("one line", name, "usable", (line,)) for line in right if len(line.text.split()) >= 6)
        yield from made.sheets("bare", name, "garbled", bare)
        for blocks in ((10, 10), (1, 1)):
            yield made.mixed("mixed", name, "garbled", right[:20], bare[-20:], blocks)
        for encode, font in ((made.in_tcvn3, ".VnTime"), (made.in_vni, "VNI-Times")):
            yield from made.sheets("legacy", name, "legacy", [Line(encode(line), "", font) for line in lines])
            yield from made.sheets("legacy, font renamed", name, "legacy", [Line(encode(line), "", "Arial") for line in lines])
    garbled = [Line(line) for line in (made.SAMPLES / "garbled.txt").read_text("utf-8").splitlines() if line.strip()]
    yield from made.sheets("English reading", "garbled.txt", "garbled", garbled)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        code = [Line(line) for line in path.read_text("utf-8").splitlines() if line.isascii() and line.strip()]
        yield from made.sheets("program", path.name, "unknown", code)
    licence = made.fold((made.SAMPLES.parent / "LICENSE").read_text("utf-8"))
    yield from made.sheets("English", "LICENSE", "unknown", [Line(line, "unknown") for line in licence])
    yield from made.stamps(random, False, 40)
    yield from made.stamps(random, True, 40)
    yield from made.forms(random, 20)
    yield from made.numbers(random, 20)
    yield from made.people(random, ("Anh", "Bình", "Cường", "Dung", "Hà", "Lan", "Minh"), False, 20)


def judge(page: Known) -> Judged:
    """What vndoc says of a page."""
    return _judged(page, judge_page(recode_page(page.page())))


def _judged(known: Known, page: SourcePage) -> Judged:
    states = page.readings[0].verdicts if page.readings else ()
    return Judged(known, page.verdict.state, tuple(states), page.verdict.reasons)


def files(root: Path) -> Iterator[Judged]:
    """Pages of PDF files through the whole path; their text is what the path says it is."""
    from vndoc.pipeline import judge_pages

    for path in sorted((root / "files").glob("*/*.pdf")):
        for page in judge_pages(path):
            lines = tuple(Line(text) for text in row_lines(page.readings[0])) if page.readings else ()
            name = f"{path.name}, page {page.number}"
            yield _judged(Known(f"PDF files, {path.parent.name}", name, path.parent.name, lines, page.pixels), page)


# ---------------------------------------------------------------- rivals


def accents(text: str) -> float:
    """Share of words with a mark: few are taken for a sign that the marks were lost."""
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    return sum(has_marks(word) for word in words) / len(words) if words else 1.0


def dictionary(text: str) -> float:
    """Share of different words of three letters or more that a list has, as `ocrmypdf.quality` counts them.

    The list is the vocabulary of the repair engine.
    """
    listed = models().numbers
    words = {w for w in regex.sub(r"[\d\W_]+", " ", text).split() if len(w) >= 3}
    return sum(fold_tone(w) in listed or fold_tone(w.lower()) in listed for w in words) / len(words) if words else 1.0


def marker(text: str) -> float:
    """1 for good and 0 for bad, by the rules of marker's `detect_bad_ocr`: spaces, line ends, letters, replacement signs."""
    letters = len(regex.sub(r"\s+", "", text))
    spaces, ends = len(regex.findall(r"\s+", text)), len(regex.findall(r"\n+", text))
    alphanumeric = sum(c.isalnum() for c in text) / letters if letters else 1.0
    bad = spaces > 0.6 * (letters + spaces) or ends > 0.5 * max(1, len(text)) or alphanumeric < 0.4
    return 0.0 if bad or text.count("\N{REPLACEMENT CHARACTER}") > max(3.0, 0.02 * len(text)) else 1.0


RULES: dict[str, Callable[[str], float]] = {
    "share of words with marks": accents,
    "words in a dictionary (ocrmypdf's measure)": dictionary,
    "marker's detect_bad_ocr": marker,
}


class Binary(NamedTuple):
    """How well bad layers are told from others."""

    name: str
    found: float
    false: int
    good: int
    right: float


def _binary(name: str, said: Sequence[tuple[bool, bool]]) -> Binary:
    bad, good = [s for known, s in said if known], [s for known, s in said if not known]
    right = sum(known == s for known, s in said) / max(1, len(said))
    return Binary(name, sum(bad) / max(1, len(bad)), sum(good), len(good), right)


def binary(pages: Sequence[Judged]) -> Iterator[Binary]:
    """vndoc and the rules on pages that hold a text, of Unicode fonts."""
    some = [p for p in pages if p.known.state in ("usable", "garbled", "unknown")]
    yield _binary("vndoc", [(p.known.state == "garbled", p.state == "garbled") for p in some])
    for name, rule in RULES.items():
        scores = [(p.known.state == "garbled", rule("\n".join(line.text for line in p.known.lines))) for p in some]
        limits = sorted({0.02 * i for i in range(51)})
        tried = (_binary(name, [(bad, s < at) for bad, s in scores]) for at in limits)
        yield max(tried, key=lambda b: b.found - b.false / max(1, b.good))


# ---------------------------------------------------------------- what is counted


def line_counts(pages: Iterable[Judged], least: int) -> Lines:
    """Lines with an answer, of so many words at least."""
    total = Counter[str]()
    for page in pages:
        for line, said in zip(page.known.lines, page.lines, strict=False):
            if line.state and len(line.text.split()) >= least:
                bad, called = line.state == "garbled", said == "garbled"
                total["found" if bad and called else "false" if called else "missed" if bad else "right"] += 1
    return Lines(total["found"], total["false"], total["missed"])


def confusion(pages: Sequence[Judged]) -> str:
    """Pages by kind, and what they are taken for."""
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for page in pages:
        kinds[page.known.state, page.known.kind][page.state] += 1
    rows = []
    for (state, kind), found in sorted(kinds.items(), key=lambda item: (STATES.index(item[0][0]), item[0][1])):
        total = sum(found.values())
        counts = [str(found[s]) if found[s] else "" for s in STATES]
        rows.append([f"{state}: {kind}", str(total), *counts, f"{found[state] / total:.1%}"])
    return markdown(["kind", "pages", *STATES, "right"], rows)


def summary(pages: Sequence[Judged], seconds: float) -> str:
    """The figures of the whole."""
    right = sum(p.state == p.known.state for p in pages)
    good = [p for p in pages if p.known.state in ("usable", "unknown", "legacy")]
    false = sum(p.state == "garbled" for p in good)
    mixed = [p for p in pages if p.known.kind.startswith("mixed")]
    whole = [p for p in pages if p.known.state in ("usable", "unknown") and not p.known.kind.startswith("mixed")]
    taken, lines = line_counts(whole, MIN_WORDS).false, sum(bool(x.state) and len(x.text.split()) >= MIN_WORDS
                                                           for p in whole for x in p.known.lines)  # fmt: skip
    rows = [
        ["pages right", f"{right:,} of {len(pages):,} ({right / max(1, len(pages)):.2%})"],
        ["good pages called garbled", f"{false} of {len(good):,}"],
        ["F1 of garbled lines on mixed pages", f"{line_counts(mixed, 1).f1:.4f}"],
        [f"the same, lines of {MIN_WORDS} words or more", f"{line_counts(mixed, MIN_WORDS).f1:.4f}"],
        [f"lines of good pages called garbled, of {MIN_WORDS} words or more", f"{taken} of {lines:,}"],
        ["processor time a page", f"{1000 * seconds / max(1, len(pages)):.1f} ms"],
    ]
    return markdown(["what", "vndoc"], rows)


def rivals(pages: Sequence[Judged]) -> str:
    """vndoc beside the rules."""
    rows = [[b.name, f"{b.found:.1%}", f"{b.false:,} of {b.good:,}", f"{b.right:.2%}"] for b in binary(pages)]
    return markdown(["bad layers told from others", "garbled pages found", "other pages called garbled", "pages right"], rows)


def wrong(pages: Iterable[Judged]) -> Iterator[str]:
    """Pages that are taken for something else."""
    for p in pages:
        if p.state != p.known.state:
            text = " / ".join(line.text for line in p.known.lines if line.text.strip())[:160]
            yield f"{p.known.kind}\t{p.known.document}\t{p.known.state} → {p.state}\t{'; '.join(p.reasons)}\t{text}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with pages/KIND.tsv and files/STATE/*.pdf")
    parser.add_argument("--out", type=Path, help="write the tables here too")
    parser.add_argument("--errors", action="store_true", help="list the pages that are taken for something else")
    given = parser.parse_args()
    pages = list(made.read(given.data)) if given.data else list(own_pages())
    started = time.process_time()
    judged = [judge(page) for page in pages]
    seconds = time.process_time() - started
    through = [*judged, *(files(given.data) if given.data else ())]
    tables = [caption(), summary(judged, seconds), rivals(judged), confusion(through)]
    text = "\n\n".join(tables) + "\n"
    print(text)
    if given.errors:
        print("\n".join(wrong(through)))
    if given.out:
        given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
