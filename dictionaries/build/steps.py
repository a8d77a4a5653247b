"""The steps of a build, in their order. Each reads what those before it left in the work folder.

Only `export` and what comes after it write to where shipped data lies, and only when everything is there and fits together:
a build that was broken off before leaves the package as it was. PyTorch is imported by the steps that train, and by them alone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from multiprocessing import get_context
from random import Random

import numpy as np

from dictionaries.build import abbreviations, calibrate, catalogues, english, extracts, lists, manifest, ngrams, vocabulary
from dictionaries.build.corpora import MAX_SHARED, HeldOut
from dictionaries.build.corpora import documents as read_documents
from dictionaries.build.documents import lines as read_lines
from dictionaries.build.documents import pair_lines, split
from dictionaries.build.documents import pairs as read_pairs
from dictionaries.build.encode import Encoder
from dictionaries.build.material import encoded, finished, labels, material, of_vocabulary
from dictionaries.build.pairs import READERS, Line, document_pairs
from dictionaries.build.plan import Plan, by_name, corpus_files, sources
from dictionaries.build.reader import need
from dictionaries.build.render import render as render_text
from dictionaries.build.scans import read_scan
from vndoc.errors import UsageError
from vndoc.pages import Kind as Channel
from vndoc.resources import read_arrays

CHANNELS: dict[str, Channel] = {"eng": "text", "vie": "ocr"}
"""What lines of each reader are repaired as."""

SHUFFLE_SEED = 1
"""Order of a corpus's documents; part of the data, since it says which are trained on where there is a limit."""


def corpus(plan: Plan) -> None:
    """Corpora → ``encoded/``, stretches to be rendered → ``texts/``, what was left out → ``left_out.txt``."""
    held_out = HeldOut(plan.held_out_texts())
    files = corpus_files(plan)
    arrays, texts = plan.room("encoded"), plan.room("texts")
    for old in (*arrays.glob("*.npz"), *texts.glob("*.txt")):
        old.unlink()
    encoder = Encoder()
    report: list[str] = []
    for source, path in files:
        found = list(read_documents(path, held_out, report))
        random = Random(f"{plan.seed} {source.name}")
        for number in range(source.texts if found else 0):
            (texts / f"{source.name}-{number}.txt").write_text(extracts.draw(found, random), "utf-8", newline="\n")
        Random(SHUFFLE_SEED).shuffle(found)
        data = encoder.encode(found)
        np.savez(arrays / f"{source.name}.npz", surface=data["surface"], gap=data["gap"], kind=data["kind"])
        plan.say(f"{source.name}: {len(found)} documents, {len(data['surface'])} tokens")
    encoder.save(arrays / "surfaces.json")
    (plan.room() / "left_out.txt").write_text("".join(f"{line}\n" for line in report), "utf-8", newline="\n")
    plan.say(f"{len(report)} documents left out, which hold more than {MAX_SHARED:.0%} of a held-out text (left_out.txt)")


def render(plan: Plan) -> None:
    """``texts/`` → pages that look scanned, and what Tesseract reads of them → ``rendered/``, where not done yet."""
    need(READERS)
    texts = by_name(plan.left("texts", "corpus").glob("*.txt"))
    out = plan.room("rendered")
    pool = ThreadPoolExecutor(plan.jobs)
    try:
        looks = pool.map(lambda p: render_text(p.stem, p.read_text("utf-8"), out / p.stem), texts)
        for path, look in zip(texts, looks, strict=True):
            plan.say(f"{path.stem}: {look}")
    finally:
        pool.shutdown(cancel_futures=True)


def scans(plan: Plan) -> None:
    """PDFs of ``--scans`` → what two models of Tesseract read of them → ``scans/``, where not done yet."""
    found = by_name(plan.folder("scans").glob("*.pdf"))
    if not found:
        raise UsageError(f"{plan.scans}: no PDFs (--scans)")
    need(READERS)
    read = partial(read_scan, out=plan.room("scans"), seconds=plan.page_seconds)
    if plan.jobs == 1:
        for path in found:
            plan.say(read(path))
        return
    with ProcessPoolExecutor(plan.jobs, mp_context=get_context("spawn")) as pool:
        for said in pool.map(read, found):
            plan.say(said)


def pairs(plan: Plan) -> None:
    """Tables of ``--pairs`` and ``scans/``, ``rendered/`` → ``lines.json``; aligned → ``pairs.json``: tokens, by lines."""
    held_out = HeldOut(plan.held_out_texts())
    documents = pair_lines(plan)
    if not documents:
        raise UsageError("no pairs: give --pairs DIR with TSV files, or run the steps 'render' or 'scans' first")
    kept: dict[str, dict[str, list[Line]]] = {reader: {} for reader in READERS}
    for name, readings in documents.items():
        text = "\n".join(dict.fromkeys(line.truth for lines in readings.values() for line in lines))
        if (share := held_out.share(text)) > MAX_SHARED:
            plan.say(f"{name}: left out, holds {share:.0%} of a held-out text")
            continue
        for reader, lines in readings.items():
            kept[reader][name] = lines
    out = {reader: {name: document_pairs(lines) for name, lines in found.items()} for reader, found in kept.items()}
    for stem, value in (("lines", kept), ("pairs", out)):
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        (plan.room() / f"{stem}.json").write_text(text + "\n", "utf-8", newline="\n")
    for reader, aligned in out.items():
        every = [pair for document in aligned.values() for line in document for pair in line]
        plan.say(f"{reader}: {len(aligned)} documents, {len(every)} pairs, {sum(pair.sure for pair in every)} of them sure")


def choose_labels(plan: Plan) -> None:
    """``encoded/`` → ``labels.json``, and proposals for the dictionary of abbreviations → ``abbreviations.tsv``."""
    read = encoded(plan)
    counts = of_vocabulary(plan, read).counts().tolist()
    chosen = vocabulary.choose(vocabulary.count(read.surfaces, counts))
    text = json.dumps(chosen, ensure_ascii=False, indent=0)
    (plan.room() / "labels.json").write_text(text + "\n", "utf-8", newline="\n")
    proposed = abbreviations.propose(dict(zip(read.surfaces, counts, strict=True)))
    known = {row[0] for row in lists.rows(lists.DICTIONARIES / "abbreviations.tsv")}
    rows = "".join(f"{form}\t{n}\t{'' if form in known else 'new'}\n" for form, n in proposed)
    (plan.room() / "abbreviations.tsv").write_text(rows, "utf-8", newline="\n")
    plan.say(f"{len(chosen)} labels; {len(proposed)} abbreviations, {sum(f not in known for f, _ in proposed)} not listed")


def count_ngrams(plan: Plan) -> None:
    """``encoded/``, ``labels.json`` → ``trigram.bin``."""
    names = labels(plan)
    read = encoded(plan)
    of_surface = read.labels(names)
    times = {source.name: source.counts for source in sources(plan.table)}
    parts = [(ngrams.sequence(*corpus, of_surface), times[name]) for name, corpus in read.corpora.items()]
    sizes = ngrams.build(parts, len(names), plan.room())
    plan.say(", ".join(f"{n} {name}" for name, n in sizes.items()))


def _need_torch() -> None:
    if find_spec("torch") is None:
        raise UsageError("this step needs PyTorch: pip install 'vndoc[train]'")


def net(plan: Plan) -> None:
    """All of it → ``net.pt``, and what it reaches on documents that were kept out → ``net.json``."""
    _need_torch()
    import torch

    from dictionaries.build.train import Types, accuracy, train

    torch.set_num_threads(plan.jobs)
    all_of_it = material(plan)
    kept_out = all_of_it.kept_out
    trained = train(
        all_of_it.maker,
        len(all_of_it.labels),
        plan.seconds,
        plan.room() / "net.pt",
        kept_out,
        plan.seed,
        plan.start,
        plan.steps,
    )
    context, alone = accuracy(trained, Types(), kept_out)
    figures = {"context_right": round(context, 4), "type_alone_right": round(alone, 4)} if kept_out else {}
    (plan.room() / "net.json").write_text(json.dumps(figures) + "\n", "utf-8", newline="\n")
    plan.say(f"kept out: {figures or 'nothing'}")


def evidence(plan: Plan) -> None:
    """Windows cut into lines → ``evidence.bin``."""
    _need_torch()
    import torch

    from dictionaries.build.evidence import Others, train

    torch.set_num_threads(1)  # sums of several threads differ in their last bits from run to run
    all_of_it = material(plan)
    others = Others(all_of_it.maker.sources.english, all_of_it.foreign, catalogues.texts(), english.programs())
    right = train(all_of_it.maker, others, plan.room(), plan.seed)
    plan.say(f"{right:.1%} of lines right")


def export(plan: Plan) -> None:
    """What was trained and counted → shipped data, with lists and manifest."""
    _need_torch()
    from dictionaries.build import export as exporting

    work, names = plan.room(), labels(plan)
    figures = json.loads(plan.left("net.json", "net").read_text("utf-8"))
    checkpoint = plan.left("net.pt", "net")
    trigram = plan.left("trigram.bin", "ngrams")
    plan.left("evidence.bin", "evidence")
    if read_arrays(trigram)[0]["labels"] != len(names):
        raise UsageError("trigram.bin was counted with other labels; run the step 'ngrams' again")
    if exporting.labels_of(checkpoint) != len(names):
        raise UsageError("net.pt was trained with other labels; run the step 'net' again")
    plan.out.mkdir(parents=True, exist_ok=True)
    exporting.build(checkpoint, names, plan.out, figures)
    for name in ("trigram.bin", "evidence.bin"):
        shutil.copyfile(work / name, plan.out / name)
    tables(plan)


def fit_confidence(plan: Plan) -> None:
    """Shipped data, lines of the documents that were kept out → ``calibration.json``."""
    documents: list[tuple[Channel, list[Line]]] = []
    pairs_of, lines_of = read_pairs(plan), read_lines(plan)
    for reader, channel in CHANNELS.items():
        held = split(pairs_of[reader])[1] if reader in pairs_of else {}
        documents += [(channel, lines) for name, lines in lines_of.get(reader, {}).items() if name in held]
    if not documents:
        raise UsageError("no documents were kept out to be measured on; give more with --pairs, or render some")
    found = calibrate.build(documents, finished(plan.out), plan.out)
    plan.say(", ".join(f"{name} {value:g}" for name, value in found.items()))
    tables(plan)


def tables(plan: Plan) -> None:
    """``dictionaries/*.tsv`` → ``tables.json``; hashes of everything → ``MANIFEST.json``."""
    plan.out.mkdir(parents=True, exist_ok=True)
    lists.build(plan.out)
    manifest.build(plan.out)


STEPS: dict[str, Callable[[Plan], None]] = {
    "corpus": corpus,
    "render": render,
    "scans": scans,
    "pairs": pairs,
    "labels": choose_labels,
    "ngrams": count_ngrams,
    "net": net,
    "evidence": evidence,
    "export": export,
    "calibrate": fit_confidence,
}
"""In the order in which they run."""
