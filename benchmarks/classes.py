"""Errors that are left, sorted by what went wrong, counted, with examples: single words and what stands in their place.

Every token of the truth that did not come out as printed is in one class, and so is every token that is nowhere in the truth;
a group of tokens that was split, joined or mixed up counts once.

segmentation  it was split, joined with its neighbour, lost, or came from nowhere
numbers       it holds digits or is the sign of a document (see `exact`)
case          right but for capitals
tone          right but for the place of the tone mark of oa, oe, uy
punctuation   right but for the signs around or inside it
vocabulary    the printed word is none that the engine knows: it could not have been chosen
left          the word came out as it was read, wrong: nothing was repaired
channel       the reading says little: a lone letter, digits for letters, or less than half of the letters are there
context       all else: another word that fits the reading was taken
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from benchmarks import data, layers
from benchmarks.exact import is_code
from benchmarks.follow import fold, groups
from benchmarks.metrics import letters, one_place, tokens, words
from benchmarks.table import caption, markdown
from vndoc import repair_text

CLASSES = ("segmentation", "numbers", "case", "tone", "punctuation", "vocabulary", "left", "channel", "context")
LAYERS = "layers of PDFs"
EXAMPLES = 20
MIN_ALIKE = 50.0
"""Likeness (0 to 100) of the letters as read and as printed below which the reading says little."""

_PIECES = regex.compile(r"\p{L}+")


class Error(NamedTuple):
    """What was printed, what came out, what was read; `kind` is one of `CLASSES`."""

    kind: str
    truth: str
    result: str
    read: str


class Known(NamedTuple):
    """A text with its reading and its result."""

    set: str
    truth: str
    reading: str
    result: str


def texts(root: Path | None) -> Iterator[Known]:
    """All damaged texts, repaired."""
    for name, samples in (("scans", data.scans(root)), ("seed", data.seed(root)), ("rendered", data.rendered(root))):
        for sample in samples:
            yield Known(name, sample.truth, sample.reading, repair_text(sample.reading))
    yield from layer_texts(root)


def layer_texts(root: Path | None) -> Iterator[Known]:
    """The lines of PDF layers that have a printed line, through the whole path."""
    for layer in data.layers(root):
        lines = layers.lines_of(layers.converted(layer.path))
        taken = layers.matches(layer.truth, [line.text for line in lines])
        parts = [(line, lines[taken[i]]) for i, line in enumerate(layer.truth) if i in taken]
        if not parts:
            continue
        truth, reading, result = ("\n".join(x) for x in zip(*[(t, p.raw, p.text) for t, p in parts], strict=True))
        yield Known(LAYERS, truth, reading, result)


def vocabulary() -> Collection[str]:
    """Words that the engine can choose, folded."""
    from vndoc.models import models

    return frozenset(models().numbers)


def errors(text: Known, known: Collection[str]) -> Iterator[Error]:
    """The errors of one text."""
    truth, result, read = tokens(text.truth), tokens(text.result), tokens(text.reading)
    from_read: defaultdict[int, str] = defaultdict(str)
    for group in groups(truth, read):
        for i in group.left:
            from_read[i] = " ".join(read[j] for j in group.right)
    for group in groups(truth, result):
        printed, got = [truth[i] for i in group.left], [result[j] for j in group.right]
        if printed == got:
            continue
        if len(printed) == len(got) == 1:
            seen = from_read[group.left[0]]
            yield Error(kind_of(printed[0], got[0], seen, known), printed[0], got[0], seen)
            continue
        seen = " ".join(dict.fromkeys(from_read[i] for i in group.left))
        yield Error("segmentation", " ".join(printed), " ".join(got), seen)


def kind_of(truth: str, result: str, read: str, known: Collection[str]) -> str:
    """The class of a word that came out wrong.

    >>> kind_of("Hoà,", "Hoà.", "Hoa.", ()), kind_of("hoà", "hòa", "hoa", ()), kind_of("TW", "Tw", "Tw", ())
    ('punctuation', 'tone', 'case')
    """
    if words(truth) == words(result):
        return _small(truth, result)
    if is_code(truth):
        return "numbers"
    if any(one_place(piece.lower()) not in known for piece in _PIECES.findall(truth)):
        return "vocabulary"
    if letters(result) == letters(read):
        return "left"
    return "channel" if _says_little(truth, read) else "context"


def _small(truth: str, result: str) -> str:
    a, b = ("".join(c for c in token if c.isalnum()) for token in (truth, result))
    if a == b:
        return "punctuation"
    return "case" if a.casefold() == b.casefold() else "tone"


def _says_little(truth: str, read: str) -> bool:
    seen = letters(read)
    if len(seen) < 2 or any(c.isdigit() for c in seen):
        return True
    plain = ["".join(fold(c) for c in text) for text in (letters(truth), seen)]
    return fuzz.ratio(*plain) < MIN_ALIKE


def _by_class(found: Iterable[tuple[str, Error]]) -> dict[str, list[tuple[str, Error]]]:
    out: dict[str, list[tuple[str, Error]]] = {name: [] for name in CLASSES}
    for name, error in found:
        out[error.kind].append((name, error))
    return out


def counts(found: Sequence[tuple[str, Error]]) -> str:
    """Errors by class and set, as a Markdown table."""
    sets = list(dict.fromkeys(name for name, _ in found))
    rows = []
    for kind, some in _by_class(found).items():
        count = Counter(name for name, _ in some)
        rows.append([kind, *(str(count[name]) for name in sets), str(len(some))])
    totals = [str(sum(int(row[i]) for row in rows)) for i in range(1, len(sets) + 2)]
    return markdown(["class", *sets, "all"], [*rows, ["all", *totals]])


def report(found: Sequence[tuple[str, Error]], seed: int = 1) -> str:
    """Counts, and examples of each class, as a Markdown page.

    Args:
        found: (set, error) pairs.
        seed: of the choice of examples.
    """
    explained = (__doc__ or "").partition("\n\n")[2].strip().partition("\n\n")
    classes = "\n".join(f"- {line}" for line in explained[2].splitlines())
    out = ["# Errors that are left", caption() + ".", explained[0], classes, counts(found)]
    for kind, some in _by_class(found).items():
        if some:
            out += [f"## {kind}", _examples([error for _, error in some], Random(seed))]
    return "\n\n".join(out) + "\n"


def _examples(some: list[Error], random: Random) -> str:
    times = Counter(some)
    chosen = random.sample(sorted(times), min(EXAMPLES, len(times)))
    rows = [[_code(e.truth), _code(e.result), _code(e.read), str(times[e])] for e in chosen]
    return markdown(["printed", "came out", "was read", "times"], rows)


def _code(text: str) -> str:
    """Text that Markdown leaves alone; long groups are cut."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return f"`{short.replace('`', chr(39))}`" if short else "–"


def measure_classes(root: Path | None) -> list[tuple[str, Error]]:
    """All errors that are left, with the set that they are of."""
    known = vocabulary()
    return [(text.set, error) for text in texts(root) for error in errors(text, known)]
