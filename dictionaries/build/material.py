"""What the steps left in the work folder, put together: encoded corpora, pairs, labels → a `Maker` of windows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dictionaries.build import english, foreign
from dictionaries.build.documents import MIN_PAIRS, Pairs, kept_out_windows, pairs, split
from dictionaries.build.encode import END
from dictionaries.build.garbler import Garbler
from dictionaries.build.pairs import READERS
from dictionaries.build.plan import Plan, by_name, sources
from dictionaries.build.wear import Wear
from dictionaries.build.windows import LENGTHS, Corpus, Maker, Sources, Window
from vndoc.alphabet import fold_tone
from vndoc.errors import UsageError
from vndoc.models import Models
from vndoc.models.encoder import Encoder
from vndoc.models.labels import COPY
from vndoc.models.layers import table
from vndoc.models.tagger import Tagger
from vndoc.models.trigram import Trigram
from vndoc.resources import read_arrays
from vndoc.tokens import Kind

TIMES = {"eng": 3, "vie": 1}
"""How often documents of a reader are among those that real windows come from: layers of the English model are what most
archives hold, and the Vietnamese one errs seldom."""


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


def of_vocabulary(plan: Plan, read: Encoded) -> Encoded:
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
    return Encoded(out, read.surfaces)


def labels(plan: Plan) -> list[str]:
    """Labels, by number."""
    return msgspec.json.decode(plan.left("labels.json", "labels").read_bytes(), type=list[str])


def _weighted(plan: Plan, read: Encoded) -> list[tuple[float, float, Corpus]]:
    out = []
    for source in sources(plan.table):
        corpus = read.corpora.get(source.name)
        if corpus is None or not source.weight + source.bare:
            continue
        if len(corpus.surface) <= max(LENGTHS):
            plan.say(f"{source.name}: too short for windows of {max(LENGTHS)} tokens, not trained on")
            continue
        out.append((source.weight, source.bare, corpus))
    if not (sum(w for w, _, _ in out) and sum(bare for _, bare, _ in out)):
        raise UsageError(f"no corpus has a weight in {plan.table.name}, or none a weight of bare windows")
    return out


def _worn(documents: dict[str, Pairs]) -> Iterator[tuple[str, str]]:
    """Words that are known, beside how they were read."""
    for pair in (pair for document in documents.values() for pair in document):
        if pair.sure and pair.truth.isalpha() and len(pair.read) == 1:
            yield pair.truth, pair.read[0]


def material(plan: Plan) -> Material:
    """Everything for `train` and `evidence`.

    Raises:
        UsageError: a step is missing, no pairs are left to learn from, or no corpus has a weight.
    """
    names = labels(plan)
    read = encoded(plan)
    numbers = {label: number for number, label in enumerate(names)}
    documents = pairs(plan)
    learned, held = {}, {}
    for reader in READERS:
        learned[reader], held[reader] = split(documents[reader])
        plan.say(
            f"{reader}: {len(learned[reader])} documents of {sum(map(len, learned[reader].values()))} pairs to learn from, "
            f"{len(held[reader])} kept out: {', '.join(held[reader]) or '-'}"
        )
    if not learned["eng"]:
        raise UsageError(f"no document has more than {MIN_PAIRS} pairs to learn from; give more with --pairs, or render some")
    readers = {
        "garbled": Garbler(learned["eng"], plan.seed + 1),
        "vietnamese": Garbler(learned["vie"], plan.seed + 2, unseen=str),
    }
    of_surface = read.labels(names)
    every = (pair for docs in documents.values() for document in docs.values() for pair in document)
    given = Sources(
        _weighted(plan, read),
        read.surfaces,
        of_surface,
        {mode: garbler for mode, garbler in readers.items() if garbler.styles()},
        Wear(_worn(learned["eng"]), plan.seed + 5),
        english.texts(),
        [d for reader, times in TIMES.items() for d in learned[reader].values() for _ in range(times)],
        {pair.truth: numbers.get(fold_tone(pair.truth), COPY) for pair in every},
    )
    mixed = [read.corpora[s.name] for s in sources(plan.table) if s.foreign and s.name in read.corpora]
    runs = [run for c in mixed for run in foreign.runs(c.surface, c.kind, of_surface, read.surfaces)]
    return Material(Maker(given, plan.seed + 3), names, runs, kept_out_windows(held["eng"], given.label_of))


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
