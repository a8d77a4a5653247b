"""What the steps left in the work folder, put together: encoded corpora, pairs, labels → a `Maker` of windows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from dictionaries.build import english, foreign
from dictionaries.build.encode import END
from dictionaries.build.garbler import Garbler
from dictionaries.build.pairs import page_lines, table_lines
from dictionaries.build.plan import Plan, by_name, sources
from dictionaries.build.windows import Corpus, Maker, Window
from vndoc.alphabet import fold_tone
from vndoc.errors import UsageError
from vndoc.models import Models
from vndoc.models.encoder import Encoder
from vndoc.models.labels import COPY, DELETE
from vndoc.models.layers import table
from vndoc.models.tagger import Tagger
from vndoc.models.trigram import Trigram
from vndoc.resources import read_arrays
from vndoc.tokens import Gap, Kind

MIN_PAIRS = 100
"""Of a document; fewer show no habits."""

KEPT_OUT = 12
"""One pair document in so many is kept out of training, by the hash of its name, to measure on."""

WINDOW, STRIDE, MAX_KEPT, MIN_KEPT = 192, 384, 800, 50
"""Of kept-out documents: tokens a window, from start to start, tokens of a document looked at, of a window at least."""

Pairs = list[tuple[str, tuple[str, ...]]]
"""Token pairs of a document."""


class Encoded(NamedTuple):
    """Arrays of `encode`, by name, and the texts that they number."""

    corpora: dict[str, Corpus]
    surfaces: list[str]

    def counts(self) -> NDArray[np.int64]:
        """(surfaces,) times that each comes as a word or in a code."""
        out = np.zeros(len(self.surfaces), np.int64)
        for c in self.corpora.values():
            is_word = (c.kind == Kind.WORD) | (c.kind == Kind.CODE)
            out += np.bincount(c.surface[is_word], minlength=len(self.surfaces))
        return out

    def labels(self, labels: list[str]) -> NDArray[np.int32]:
        """(surfaces,) label of each."""
        numbers = {label: number for number, label in enumerate(labels)}
        return np.array([numbers.get(fold_tone(s), COPY) for s in self.surfaces], np.int32)


class Material(NamedTuple):
    """What is trained on, and measured on."""

    maker: Maker
    labels: list[str]
    foreign: list[list[str]]
    """Runs of foreign words in the corpora."""
    kept_out: list[Window]
    """Windows of documents that were kept out."""


def encoded(plan: Plan) -> Encoded:
    """Encoded corpora, by name."""
    surfaces = json.loads(plan.left("encoded/surfaces.json", "corpus").read_text("utf-8"))
    corpora = {}
    for path in by_name(plan.room("encoded").glob("*.npz")):
        with np.load(path) as arrays:
            corpora[path.stem] = Corpus(arrays["surface"], arrays["gap"], arrays["kind"])
    return Encoded(corpora, surfaces)


def trained_on(plan: Plan, read: Encoded) -> dict[str, Corpus]:
    """Corpora as far as the table's limits go, in the table's order; cut where a document ends."""
    out = {}
    for source in sources(plan.table):
        corpus = read.corpora.get(source.name)
        if corpus is None:
            continue
        if source.tokens is not None:
            ends = np.flatnonzero(corpus.kind == END) + 1
            enough = ends[np.searchsorted(ends, source.tokens, "right") :][:1]
            end = int(enough[0]) if len(enough) else len(corpus.kind)
            corpus = Corpus(corpus.surface[:end], corpus.gap[:end], corpus.kind[:end])
        out[source.name] = corpus
    return out


def labels(plan: Plan) -> list[str]:
    """Labels, by number."""
    return msgspec.json.decode(plan.left("labels.json", "labels").read_bytes(), type=list[str])


def pair_lines(plan: Plan) -> dict[str, list[tuple[str, str]]]:
    """(true, garbled) lines of each document: ``s:NAME`` is a table of ``--pairs``, ``r:NAME`` a rendered text."""
    found = by_name(plan.folder("pairs").glob("*.tsv")) if plan.pairs is not None else []
    out = {f"s:{path.stem}": list(table_lines(path)) for path in found}
    pages = by_name(path.parent for path in plan.room("rendered").glob("*/eng.txt"))
    return out | {f"r:{folder.name}": list(page_lines(folder)) for folder in pages}


def pairs(plan: Plan) -> dict[str, Pairs]:
    """Token pairs of each document."""
    kept = msgspec.json.decode(plan.left("pairs.json", "pairs").read_bytes(), type=dict[str, list[Pairs]])
    return {name: [pair for line in lines for pair in line] for name, lines in kept.items()}


def _of_letters(document: Pairs) -> Pairs:
    return [(truth, read) for truth, read in document if truth.isalpha() and not any(r.isdigit() for r in read)]


def split(documents: dict[str, Pairs]) -> tuple[dict[str, Pairs], dict[str, Pairs]]:
    """(to train on, kept out): documents with pairs enough, of letters alone."""
    fit = {name: _of_letters(d) for name, d in documents.items() if len(d) > MIN_PAIRS}
    held = {name for name in fit if crc32(name.encode()) % KEPT_OUT == 0}
    return {n: d for n, d in fit.items() if n not in held}, {n: d for n, d in fit.items() if n in held}


def kept_out_windows(documents: dict[str, Pairs], label_of: dict[str, int]) -> list[Window]:
    """Windows of real pairs, as read."""
    out = []
    for document in documents.values():
        texts: list[str] = []
        targets: list[int] = []
        for truth, read in document:
            texts += read
            targets += [label_of.get(truth, COPY)] + [DELETE] * (len(read) - 1)
        for start in range(0, min(len(texts), MAX_KEPT), STRIDE):
            some = texts[start : start + WINDOW]
            if len(some) > MIN_KEPT:
                spaces = [int(Gap.SPACE)] * len(some)
                out.append(Window(some, [int(Gap.BREAK), *spaces[1:]], spaces, targets[start : start + WINDOW]))
    return out


def material(plan: Plan) -> Material:
    """Everything for `train` and `evidence`.

    Raises:
        UsageError: a step is missing, no pairs are left to learn from, or no corpus has a weight.
    """
    names = labels(plan)
    read = encoded(plan)
    numbers = {label: number for number, label in enumerate(names)}
    documents = pairs(plan)
    learned, held = split(documents)
    if not learned:
        raise UsageError(f"no document has more than {MIN_PAIRS} pairs to learn from; give more with --pairs, or render some")
    corpora = trained_on(plan, read)
    listed = [s for s in sources(plan.table) if s.name in corpora]
    weighted = [(s.weight, corpora[s.name]) for s in listed if s.weight > 0]
    if not weighted:
        raise UsageError(f"no corpus has a weight in {plan.table.name}")
    plan.say(
        f"{len(learned)} documents of {sum(map(len, learned.values()))} pairs to learn from, "
        f"{len(held)} kept out: {', '.join(held) or '-'}"
    )
    of_surface = read.labels(names)
    label_of = {truth: numbers.get(fold_tone(truth), COPY) for d in documents.values() for truth, _ in d}
    maker = Maker(
        weighted,
        read.surfaces,
        of_surface,
        Garbler(dict(learned), plan.seed + 1),
        english.texts(),
        list(learned.values()),
        label_of,
        plan.seed + 3,
    )
    mixed = [corpora[s.name] for s in listed if s.foreign]
    runs = [run for c in mixed for run in foreign.runs(c.surface, c.kind, of_surface, read.surfaces)]
    return Material(maker, names, runs, kept_out_windows(held, label_of))


def finished(folder: Path) -> Models:
    """The models that a folder of data holds, without a temperature.

    Raises:
        DataError: a file is missing, or broken.
    """
    meta, data = read_arrays(folder / "net.bin")
    names = msgspec.json.decode((folder / "labels.json").read_bytes(), type=list[str])
    vectors = table(data, "labels")
    numbers = {label: number for number, label in enumerate(names)}
    trigram = Trigram(*read_arrays(folder / "trigram.bin"))
    return Models(Encoder(data, vectors), Tagger(data, vectors, meta["dilations"]), trigram, names, numbers)
