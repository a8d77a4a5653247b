"""Reading order and roles on pages that are known: ``python -m benchmarks.layout [--documents N] [--out FILE.md]``.

The pages are made by program (`layout_pages`). Two true lines that follow each other are in right order where the words of both
stand together, the first's directly before the second's, whatever furniture (page numbers, running heads, stamps, dirt) comes
between. Furniture in the text counts apart. Beside vndoc are the ways that others go: words from top to bottom and left to
right, the rows that pdfplumber's ``extract_text`` makes of words (its own function and tolerance), the order of the source.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from pdfplumber.utils.clustering import cluster_objects

from benchmarks.layout_pages import FURNITURE, Known, documents
from benchmarks.table import caption, markdown
from vndoc.arrange import arrange, settle
from vndoc.judge import judge_page

DOCUMENTS = 25
"""Documents of four pages of each sort."""

Y_TOLERANCE = 3.0
"""pdfplumber's default."""


class Answer(NamedTuple):
    """A page as somebody reads it: numbers of its words in order, and each one's role, if roles are told."""

    order: tuple[int, ...]
    roles: dict[int, str]


class Score(NamedTuple):
    """Counts over some pages."""

    pairs: int = 0
    right_pairs: int = 0
    words: int = 0
    lost: int = 0
    right_roles: int = 0
    furniture: int = 0
    polluting: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


def ours(document: Sequence[Known]) -> list[Answer]:
    """As vndoc reads it."""
    pages = settle([arrange(judge_page(known.page)) for known in document])
    out = []
    for known, page in zip(document, pages, strict=True):
        words = known.page.readings[0].words
        numbers: dict[object, list[int]] = {}
        for number, source in zip(known.order, words, strict=True):
            numbers.setdefault((source.text, source.box), []).append(number)
        order: list[int] = []
        roles: dict[int, str] = {}
        for line in page.lines:
            for word in line.words:
                found = numbers.get((word.text, word.box), [])
                number = found.pop() if found else -1
                order.append(number)
                roles[number] = line.role
        out.append(Answer(tuple(order), roles))
    return out


def by_place(document: Sequence[Known]) -> list[Answer]:
    """Words from top to bottom, then from left to right."""
    return [_ordered(known, lambda n, box: (box[1], box[0])) for known in document]


def by_source(document: Sequence[Known]) -> list[Answer]:
    """Words as the source has them."""
    return [Answer(known.order, {}) for known in document]


def by_rows(document: Sequence[Known]) -> list[Answer]:
    """Words in rows, as pdfplumber makes lines of text."""
    out = []
    for known in document:
        words = [
            {"n": n, "top": word.box[1], "x0": word.box[0]}
            for n, word in zip(known.order, known.page.readings[0].words, strict=True)
        ]
        rows = cluster_objects(words, itemgetter("top"), Y_TOLERANCE)
        out.append(Answer(tuple(w["n"] for row in rows for w in sorted(row, key=itemgetter("x0"))), {}))
    return out


def _ordered(known: Known, key: object) -> Answer:
    words = list(zip(known.order, known.page.readings[0].words, strict=True))
    words.sort(key=lambda pair: key(pair[0], pair[1].box))  # type: ignore[operator]
    return Answer(tuple(n for n, _ in words), {})


READERS = {"vndoc": ours, "words by y, then x": by_place, "pdfplumber's rows": by_rows, "order of the source": by_source}


def score(known: Known, answer: Answer) -> Score:
    """What is right on one page."""
    role = {n: line.role for line in known.lines for n in line.words}
    count = Counter(answer.order)
    lost = sum(abs(count[n] - 1) for n in role) + sum(c for n, c in count.items() if n not in role)
    text = [n for n in answer.order if role.get(n) not in FURNITURE]
    place = {n: i for i, n in enumerate(text)}
    lines = [line.words for line in known.lines if line.role not in FURNITURE]
    pairs = list(pairwise(lines))
    right = sum(_follow((*one, *other), place) for one, other in pairs)
    said = {n: answer.roles.get(n, "body") for n in role}
    furniture = [n for n in role if role[n] in FURNITURE]
    return Score(
        len(pairs), right, len(role), lost, sum(said[n] == role[n] for n in role),
        len(furniture), sum(said[n] not in FURNITURE for n in furniture),
    )  # fmt: skip


def _follow(words: Sequence[int], place: dict[int, int]) -> bool:
    return all(place.get(b, -9) == place.get(a, -1) + 1 for a, b in pairwise(words))


def wrong_roles(known: Known, answer: Answer) -> Counter[tuple[str, str]]:
    """Words by true role and the one that was said, where these differ."""
    said = ((line.role, answer.roles.get(n, "body")) for line in known.lines for n in line.words)
    return Counter(pair for pair in said if pair[0] != pair[1])


def measure(count: int) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of the table, and what vndoc's words with wrong roles are."""
    rows, wrong = [], []
    for sort, read in (("exact", False), ("read", True)):
        made = list(documents(count, read))
        for name, reader in READERS.items():
            total, mixed = Score(), Counter[tuple[str, str]]()
            started = time.process_time()
            answers = [reader(document) for document in made]
            spent = time.process_time() - started
            for document, answer in zip(made, answers, strict=True):
                for known, one in zip(document, answer, strict=True):
                    total = total.plus(score(known, one))
                    mixed += wrong_roles(known, one)
            roles = f"{100 * total.right_roles / total.words:.2f}" if reader is ours else "–"
            shares = (total.right_pairs / total.pairs, total.polluting / total.furniture)
            counts = (str(total.pairs - total.right_pairs), str(total.lost), roles)
            time_taken = f"{1000 * spent / sum(map(len, made)):.1f}"
            rows.append([f"{sort}: {name}", f"{100 * shares[0]:.2f}", *counts, f"{100 * shares[1]:.1f}", time_taken])
            if reader is ours:
                wrong += [[f"{sort}: {true}", said, str(n)] for (true, said), n in sorted(mixed.items())]
    return rows, wrong


HEAD = ("pages: reader", "pairs of lines right, %", "wrong", "words lost or doubled", "roles right, % of words",
        "furniture in the text, % of its words", "ms a page")  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print, or write."""
    parser = argparse.ArgumentParser(description="Reading order and roles on pages that are known.")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args(argv)
    rows, wrong = measure(args.documents)
    text = f"{caption()}; {args.documents} documents of 4 pages of each sort\n\n{markdown(HEAD, rows)}\n"
    if wrong:
        text += f"\nWords whose role vndoc has wrong:\n\n{markdown(('true role', 'said', 'words'), wrong)}\n"
    if args.out:
        args.out.write_text(text, "utf-8", newline="\n")
    else:
        print(text)


if __name__ == "__main__":
    main()
