"""The way from corpora to shipped data, on a toy: the same bytes twice, and nothing that should not be in them."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import regex

from dictionaries.build import lists, manifest
from dictionaries.build.__main__ import main, parser
from dictionaries.build.corpora import MAX_SHARED, RUN_WORDS, HeldOut, read
from dictionaries.build.corpora import documents as read_documents
from dictionaries.build.documents import lines, pairs, split
from dictionaries.build.encode import END
from dictionaries.build.material import encoded, labels, material, of_vocabulary
from dictionaries.build.plan import TABLE, corpus_files, sources
from dictionaries.build.steps import STEPS
from vndoc.errors import UsageError
from vndoc.models.labels import COPY, DELETE
from vndoc.resources import DATA, read_arrays
from vndoc.tokens import Gap

ROOT = Path(__file__).resolve().parents[2]


HELD_OUT = """\
Con đò ngang cuối cùng của làng nghỉ chạy từ hôm khánh thành cầu treo. Ông lái đò già đem chiếc thuyền gỗ lên bờ,
lật úp dưới gốc gạo, rồi ngày ngày ra ngồi nhìn khách bộ hành qua lại trên đầu mình."""


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _options(plan):
    return [
        *("--work", str(plan.work), "--out", str(plan.out), "--corpora", str(plan.corpora), "--pairs", str(plan.pairs)),
        *("--held-out", str(plan.held_out[0]), "--table", str(plan.table)),
    ]


def test_shipped_lists_are_those_of_the_dictionaries(tmp_path):
    lists.build(tmp_path)
    assert (tmp_path / "tables.json").read_bytes() == (DATA / "tables.json").read_bytes(), (
        "dictionaries/ changed: run python -m dictionaries.build"
    )


def test_the_shipped_manifest_is_that_of_the_shipped_files(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    manifest.build(tmp_path / "data")
    assert (tmp_path / "data" / "MANIFEST.json").read_bytes() == (DATA / "MANIFEST.json").read_bytes()


def test_without_a_step_only_lists_and_manifest_are_made(tmp_path):
    assert main(["--out", str(tmp_path / "new" / "data")]) == 0
    assert files(tmp_path).keys() == {"new/data/tables.json", "new/data/MANIFEST.json"}


def test_the_table_of_corpora_is_the_builds_own():
    read = sources(TABLE)
    assert len({s.name for s in read}) == len(read)
    assert all(s.weight >= 0 and s.bare >= 0 and s.texts >= 0 for s in read)
    assert sum(s.weight for s in read) > 0 < sum(s.bare for s in read)
    assert all(s.counts >= 1 for s in read)
    assert b'"corpora"' not in (DATA / "tables.json").read_bytes()


WRITTEN = {"labels.json", "lines.json", "pairs.json", "trigram.bin", "left_out.txt", "encoded/xa.npz", "texts/xa-1.txt"}


def test_twice_the_same_bytes_whatever_the_hashes(fresh, toy):
    """A process of its own, with other hashes of strings, leaves the same files."""
    page = fresh.work / "rendered" / "page"
    page.mkdir(parents=True)
    (page / "truth.txt").write_text("Ủy ban nhân dân xã\n\nhọp vào sáng thứ hai\n", "utf-8")
    (page / "eng.txt").write_text("Uy ban nhan dan xa\nhop vao sdng thit hai\n", "utf-8")
    (page / "vie.txt").write_text("Ủy ban nhân dân xã\nhọp vào sáng thú hai\n", "utf-8")
    command = [sys.executable, "-m", "dictionaries.build", "corpus", "pairs", "labels", "ngrams", *_options(fresh)]
    for hashes in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hashes, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        found = files(fresh.work)
        assert found.keys() >= WRITTEN
        if hashes == "1":
            before = found
    assert found == before
    same = ("labels.json", "trigram.bin", "encoded/xa.npz", "encoded/huyen.npz", "encoded/surfaces.json", "texts/huyen-0.txt")
    assert {n: found[n] for n in same} == {n: files(toy.work)[n] for n in same}
    assert not fresh.out.exists(), "only export writes shipped data"


def test_a_document_that_copies_a_held_out_text_is_left_out_and_named(toy):
    report = (toy.work / "left_out.txt").read_text("utf-8").splitlines()
    assert report == ["xa.txt.xz: xa | văn bản 7: holds 100% of a test text"]
    surfaces = encoded(toy).surfaces
    assert "thuyền" not in surfaces and "khánh" not in surfaces
    assert all("con đò" not in p.read_text("utf-8").lower() for p in (toy.work / "texts").iterdir())


def test_more_than_a_fifth_of_a_held_out_text_is_too_much(tmp_path):
    """Runs of 12 words count, whatever their lines, case and signs; a document is left out whole."""
    words = HELD_OUT.split()
    held_out = HeldOut([HELD_OUT, "một câu ngắn"])
    runs = len(words) - RUN_WORDS + 1
    for shared in (0, runs // 5, runs // 5 + 1, runs):
        copied = " ".join(words[: RUN_WORDS - 1 + shared] if shared else words[: RUN_WORDS - 1])
        (tmp_path / "xa.txt").write_text(f"### x | một\nĐoạn khác.\n{copied.upper()}\n### x | hai\nKhông có gì.\n", "utf-8")
        report = []
        found = list(read_documents(tmp_path / "xa.txt", held_out, report))
        assert "Không có gì.\n" in found
        assert held_out.share(copied) == pytest.approx(shared / runs)
        if shared / runs > MAX_SHARED:
            assert len(found) == 1 and report == [f"xa.txt: x | một: holds {shared / runs:.0%} of a test text"]
        else:
            assert len(found) == 2 and not report


def test_pairs_that_copy_a_held_out_text_are_left_out(fresh, capsys):
    text = (fresh.held_out[0] / "deep" / "bến đò.txt").read_text("utf-8").replace("\n", " ")
    (fresh.pairs / "copy.tsv").write_text(f"truth\teng\n{text}\tx\n", "utf-8")
    assert main(["pairs", *_options(fresh)]) == 0
    assert "s:copy: left out, holds 100% of a held-out text" in capsys.readouterr().out
    for found in (pairs(fresh), lines(fresh)):
        assert found.keys() == {"eng", "vie"}
        assert all("s:copy" not in documents and "s:scan-00" in documents for documents in found.values())


def test_a_limit_of_tokens_is_for_the_vocabulary_and_ends_at_a_document(toy):
    read = encoded(toy)
    limited = of_vocabulary(toy, read).corpora
    assert 3000 < len(limited["huyen"].surface) < 3400 < len(read.corpora["huyen"].surface)
    assert np.array_equal(limited["huyen"].gap, read.corpora["huyen"].gap[: len(limited["huyen"].gap)])
    assert limited["xa"] is read.corpora["xa"]
    assert list(limited) == ["xa", "huyen"], "in the order of the table"
    assert all(c.kind[-1] == END for c in (*limited.values(), *read.corpora.values()))
    trained = material(toy).maker.sources.corpora
    assert [(weight, bare, len(c.surface)) for weight, bare, c in trained] == [
        (0.6, 0.2, len(read.corpora["xa"].surface)),
        (0.4, 0.8, len(read.corpora["huyen"].surface)),
    ]


def test_labels_are_words_that_come_often_enough(toy):
    names = labels(toy)
    assert len(set(names)) == len(names) > 100
    assert {"đảng", "uỷ", "xã", "hoá"} <= set(names), "tone marks stand in their new place"
    assert {"ủy", "Đảng", "45", "hugo"}.isdisjoint(names)
    of_surface = encoded(toy).labels(names)
    surfaces = encoded(toy).surfaces
    assert names[of_surface[surfaces.index("Ủy")]] == "uỷ"
    assert of_surface[surfaces.index("Hugo")] == COPY


def test_some_documents_of_pairs_are_kept_out_and_measured_on(toy):
    for documents in pairs(toy).values():
        learned, held = split(documents)
        assert learned and held and not learned.keys() & held.keys()
        assert all(len(d) > 100 for d in (*learned.values(), *held.values()))
    read = material(toy)
    assert read.kept_out
    for window in read.kept_out:
        assert len(window.texts) == len(window.before) == len(window.after) == len(window.labels) > 0
        assert window.before[0] == Gap.BREAK and window.before[1:] == window.after[:-1]
        assert {Gap.SPACE, Gap.STOP} <= set(window.after), "as the lines were read"
    targets = [label for w in read.kept_out for label in w.labels]
    assert DELETE in targets and max(targets) < len(read.labels)


def test_a_document_is_kept_out_for_all_readers(toy):
    kept_out = [set(split(documents)[1]) for documents in pairs(toy).values()]
    assert kept_out[0] == kept_out[1] != set()


def test_windows_are_made_of_what_each_reader_shows(toy):
    given = material(toy).maker.sources
    learned = {reader: split(documents)[0] for reader, documents in pairs(toy).items()}
    assert given.readers.keys() == {"garbled", "vietnamese"}
    assert given.readers["vietnamese"].read(0, "đường") in ("đuờng", "đường")
    assert given.readers["garbled"].read(0, "đường").startswith(("d", "đ", "D"))
    english, vietnamese = learned["eng"].values(), learned["vie"].values()
    assert given.real == [d for d in english for _ in range(3)] + list(vietnamese), "the layers that archives hold most"
    assert given.label_of["Ủy"] == labels(toy).index("uỷ") and given.label_of["45"] == COPY


def test_without_a_reader_of_vietnamese_nothing_imitates_one(toy, tmp_path):
    kept = json.loads((toy.work / "pairs.json").read_text("utf-8"))
    shutil.copytree(toy.work, tmp_path / "work")
    (tmp_path / "work" / "pairs.json").write_text(json.dumps({**kept, "vie": {}}), "utf-8")
    maker = material(replace(toy, work=tmp_path / "work")).maker
    assert maker.sources.readers.keys() == {"garbled"}
    assert "vietnamese" not in maker.modes and "garbled" in maker.modes


def test_a_corpus_that_is_too_short_for_windows_is_named(toy, tmp_path):
    said = []
    table = tmp_path / "corpora.tsv"
    table.write_text("xa\t0.6\t0.2\t1\t-\tyes\t2\nhuyen\t0.4\t0.8\t2\t-\t-\t1\n", "utf-8")
    shutil.copytree(toy.work, tmp_path / "work")
    with np.load(toy.work / "encoded" / "huyen.npz") as arrays:
        np.savez(tmp_path / "work" / "encoded" / "huyen.npz", **{name: arrays[name][:150] for name in arrays})
    plan = replace(toy, work=tmp_path / "work", table=table, say=said.append)
    assert len(material(plan).maker.sources.corpora) == 1
    assert any(line.startswith("huyen: too short") for line in said)


def test_a_table_without_weights_is_refused(toy, tmp_path):
    for row in ("xa\t0\t0\t1\t-\tyes\t2\n", "xa\t1\t0\t1\t-\tyes\t2\n"):
        (tmp_path / "corpora.tsv").write_text(row, "utf-8")
        with pytest.raises(UsageError, match=r"no corpus has a weight in corpora\.tsv"):
            material(replace(toy, table=tmp_path / "corpora.tsv"))


def test_foreign_runs_are_found(toy):
    assert {tuple(run) for run in material(toy).foreign} == {("Johann", "Wolfgang", "Goethe")}, "two words are a name"


def test_what_is_proposed_for_the_dictionary_of_abbreviations_is_written_aside(toy):
    rows = [line.split("\t") for line in (toy.work / "abbreviations.tsv").read_text("utf-8").splitlines()]
    assert [row[0] for row in rows] == ["HĐND"]


def test_what_another_build_left_is_not_taken_for_pairs(fresh):
    (fresh.room() / "pairs.json").write_text('{"s:scan-00": [[["Ủy", ["Uy"]]]]}', "utf-8")
    with pytest.raises(UsageError, match="run the step 'pairs' again"):
        pairs(fresh)


def test_all_steps_are_all_that_there_is_material_for(fresh, monkeypatch):
    run = []
    for name in STEPS:
        monkeypatch.setitem(STEPS, name, lambda plan, name=name: run.append(name))
    assert main(["all", *_options(fresh)]) == 0
    assert run == [name for name in STEPS if name != "scans"]
    run.clear()
    assert main(["all", *_options(fresh), "--scans", str(fresh.pairs)]) == 0
    assert run == list(STEPS)


BROKEN = {
    "no such step": (lambda plan: ["corpora"], "no step 'corpora'"),
    "no work folder": (lambda plan: ["labels"], "--work"),
    "step left out": (lambda plan: ["labels", "--work", plan.work], "run the step 'corpus' first"),
    "no held-out": (lambda plan: ["corpus", "--work", plan.work, "--corpora", plan.corpora], "--held-out"),
    "held-out empty": (
        lambda plan: ["corpus", "--work", plan.work, "--corpora", plan.corpora, "--held-out", plan.pairs],
        "no .txt",
    ),
    "corpora missing": (
        lambda plan: ["corpus", "--work", plan.work, "--corpora", plan.work / "x", "--held-out", plan.held_out[0]],
        "no such folder",
    ),
    "corpus not listed": (
        lambda plan: ["corpus", "--work", plan.work, "--corpora", plan.corpora, "--held-out", plan.held_out[0]],
        "not listed in corpora.tsv",
    ),
    "no pairs": (lambda plan: ["pairs", "--work", plan.work, "--held-out", plan.held_out[0]], "no pairs"),
    "no scans": (lambda plan: ["scans", "--work", plan.work], "--scans"),
    "no scan in it": (lambda plan: ["scans", "--work", plan.work, "--scans", plan.pairs], "no PDFs"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_call_that_cannot_work_says_what_to_do(case, fresh, capsys):
    make, message = BROKEN[case]
    assert main([str(a) for a in make(fresh)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ") and error.count("\n") == 1
    assert message in error


@pytest.mark.parametrize("step", ["net", "evidence", "export"])
def test_steps_that_train_say_that_pytorch_is_missing(step, toy, monkeypatch, capsys):
    monkeypatch.setattr("dictionaries.build.steps.find_spec", lambda name: None)
    assert main([step, *_options(toy)]) == 2
    assert "pip install 'vndoc[train]'" in capsys.readouterr().err
    assert not toy.out.exists()


def test_a_row_of_the_table_that_is_wrong_is_shown(tmp_path):
    (tmp_path / "corpora.tsv").write_text("xa\tmuch\t1\t1\t-\t-\t2\n", "utf-8")
    with pytest.raises(UsageError, match="xa much"):
        sources(tmp_path / "corpora.tsv")


def test_the_same_seed_makes_the_same_material(toy):
    first, second, other = material(toy), material(toy), material(replace(toy, seed=1))
    assert first.kept_out == second.kept_out == other.kept_out
    drawn = [[m.maker.window(48) for _ in range(40)] for m in (first, second, other)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_the_page_on_the_build_names_all_steps_options_and_corpora():
    page = (ROOT / "docs" / "build.md").read_text("utf-8")
    steps = [line.split("|")[1].strip(" `") for line in page.splitlines() if line.startswith("| `")]
    assert steps == list(STEPS)
    assert not [s.name for s in sources(TABLE) if s.name not in page]
    options = {o for action in parser()._actions for o in action.option_strings} - {"-h", "--help"}
    assert not [o for o in sorted(options) if o not in page]


def test_the_shipped_files_reach_the_figures_that_a_rebuild_must_reach():
    """Each file that was trained says what it reached; the page names a floor for each, raised by hand."""
    page = (ROOT / "docs" / "build.md").read_text("utf-8")
    floors = {
        m["name"]: float(m["floor"]) for m in regex.finditer(r"`(?P<name>\w+_right)`\)\s*\|\s*(?P<floor>0\.\d{3})\s*\|", page)
    }
    assert floors.keys() == {"context_right", "type_alone_right", "lines_right"}
    for stem in ("net", "evidence"):
        for name, value in read_arrays(DATA / f"{stem}.bin")[0]["figures"].items():
            assert round(value, 3) >= floors[name], name


def test_weights_are_pinned():
    pinned = json.loads((DATA / "MANIFEST.json").read_text("utf-8"))["files"]
    assert pinned.keys() >= {"net.bin", "trigram.bin", "evidence.bin", "labels.json", "calibration.json", "tables.json"}


def test_a_folder_of_segmented_texts_is_a_corpus(toy, tmp_path):
    """Words of several syllables are taken apart, signs go to their words, a file is a document."""
    folder = tmp_path / "corpora" / "xa" / "deep"
    folder.mkdir(parents=True)
    (folder / "2.seg").write_text('Họp xã\n\nUỷ_ban nói : " Được " ( 3 việc ) , rồi về .\n', "utf-8")
    (folder / "1.seg").write_text("Một\nHai_ba .\n", "utf-8")
    ((source, path),) = corpus_files(replace(toy, corpora=tmp_path / "corpora"))
    assert source.name == "xa"
    assert list(read(path)) == [("Một", "Một\nHai ba."), ("Họp xã", "Họp xã\nUỷ ban nói: “Được” (3 việc), rồi về.")]
