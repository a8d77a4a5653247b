"""What a build works on: folders, sizes and seeds, and the table of corpora. The command line fills it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dictionaries.build.lists import DICTIONARIES, rows
from dictionaries.build.reader import SECONDS
from dictionaries.build.segmented import SUFFIX
from vndoc.errors import UsageError

OUT = DICTIONARIES.parent / "vndoc" / "data"
"""Where shipped data lies."""

TABLE = DICTIONARIES / "corpora.tsv"
"""Weights of the corpora."""


class Source(NamedTuple):
    """A row of ``corpora.tsv``."""

    name: str
    weight: float
    """Share of training windows."""
    bare: float
    """Share of those that lost all their marks."""
    counts: int
    """How often each of its n-grams counts; an n-gram seen once is left out all the same."""
    tokens: int | None
    """Tokens that make the vocabulary; None is all."""
    foreign: bool
    """Whether words outside the vocabulary are other languages."""
    texts: int
    """Stretches that are rendered."""


@dataclass(frozen=True)
class Plan:
    """Settings of a build.

    Attributes:
        out: where finished data goes.
        work: what the steps leave for one another.
        corpora: folder of ``NAME.txt``, ``NAME.txt.xz`` and folders ``NAME`` of word-segmented texts.
        held_out: folders of texts (``*.txt``, at any depth) that nothing may be trained on.
        pairs: folder of TSV files of lines.
        scans: folder of scanned PDFs.
        table: the table of corpora.
        start: a checkpoint to go on from.
        seconds: length of the net's training.
        steps: its length in batches; a run is then the same again on one machine.
        seed: of everything that is drawn.
        jobs: documents rendered or read at a time, threads of the training.
        page_seconds: time limit for the readings of a page of a scan.
        say: takes a line of progress.
    """

    out: Path = OUT
    work: Path | None = None
    corpora: Path | None = None
    held_out: tuple[Path, ...] = ()
    pairs: Path | None = None
    scans: Path | None = None
    table: Path = TABLE
    start: Path | None = None
    seconds: float = 4000.0
    steps: int | None = None
    seed: int = 0
    jobs: int = 1
    page_seconds: float = SECONDS
    say: Callable[[str], None] = field(default=print, compare=False)

    def folder(self, option: str) -> Path:
        """An existing folder of material, by the name of its option.

        Raises:
            UsageError: it was not given, or is not there.
        """
        given = getattr(self, option)
        if given is None:
            raise UsageError(f"this step needs --{option.replace('_', '-')} DIR; see docs/build.md")
        path = Path(given)
        if not path.is_dir():
            raise UsageError(f"{path}: no such folder (--{option.replace('_', '-')})")
        return path

    def room(self, name: str = "") -> Path:
        """A folder of the work folder, made where it is missing."""
        if self.work is None:
            raise UsageError("this step needs --work DIR, where steps leave things for one another; see docs/build.md")
        path = self.work / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def left(self, name: str, step: str) -> Path:
        """What an earlier step left in the work folder.

        Raises:
            UsageError: it is not there.
        """
        path = self.room() / name
        if not path.exists():
            raise UsageError(f"{path} is not there; run the step {step!r} first")
        return path

    def held_out_texts(self) -> list[str]:
        """Texts that nothing may be trained on.

        Raises:
            UsageError: none were given.
        """
        if not self.held_out:
            raise UsageError("this step needs --held-out DIR: texts that the result is measured on, to be left out of training")
        for folder in self.held_out:
            if not folder.is_dir():
                raise UsageError(f"{folder}: no such folder (--held-out)")
        texts = [p.read_text("utf-8") for folder in self.held_out for p in by_name(folder.rglob("*.txt"))]
        if not texts:
            raise UsageError("no .txt below the folders of --held-out; give a folder that holds the texts to measure on")
        return texts


def by_name(paths: Iterable[Path]) -> list[Path]:
    """Paths in the order of their POSIX names, which is the same on every system."""
    return sorted(paths, key=lambda p: p.as_posix())


def sources(table: Path) -> list[Source]:
    """Rows of the table of corpora, in its order.

    Raises:
        UsageError: a row that is not as the table's comments say.
    """
    out = []
    for row in rows(table):
        try:
            name, weight, bare, counts, tokens, foreign, texts = row[:7]
            limit = None if tokens == "-" else int(tokens)
            out.append(Source(name, float(weight), float(bare), int(counts), limit, foreign == "yes", int(texts)))
        except ValueError as e:
            raise UsageError(
                f"{table.name}: {' '.join(row)}: name, weight, bare, counts, tokens, foreign, texts are wanted ({e})"
            ) from e
    return out


def _is_segmented(path: Path) -> bool:
    return path.is_dir() and next(path.rglob(f"*{SUFFIX}"), None) is not None


def corpus_files(plan: Plan) -> list[tuple[Source, Path]]:
    """Corpora that are there, by name; what is listed and missing is said.

    Raises:
        UsageError: a file that the table does not list, a corpus that comes twice, or none at all.
    """
    listed = {s.name: s for s in sources(plan.table)}
    folder = plan.folder("corpora")
    found: dict[str, Path] = {}
    for path in by_name(p for p in folder.iterdir() if p.name.endswith((".txt", ".txt.xz")) or _is_segmented(p)):
        name = path.name.removesuffix(".xz").removesuffix(".txt")
        if name not in listed:
            raise UsageError(f"{path.name} is not listed in {plan.table.name}; add a row with its weight and where it is from")
        if name in found:
            raise UsageError(f"{path.name} and {found[name].name} are one corpus; keep one of them")
        found[name] = path
    if not found:
        raise UsageError(f"{folder}: no corpora (NAME.txt, NAME.txt.xz or a folder NAME of *{SUFFIX} files)")
    for name in sorted(listed.keys() - found.keys()):
        plan.say(f"{name}: listed in {plan.table.name}, and not there")
    return [(listed[name], found[name]) for name in sorted(found)]
