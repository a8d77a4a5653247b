"""Pages of known kinds: made, kept, read again, judged and counted."""

import itertools
from random import Random

import pytest

from benchmarks import verdict_corpora, verdict_stamps, verdicts
from benchmarks.data import own
from benchmarks.verdict_pages import Known, Line, read, write


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    text = "\n".join(f"### samples | {name}\n{text}" for name, text, _ in own())
    (folder / "samples.txt").write_text(text * 2, "utf-8")
    documents = list(verdict_corpora.read(folder))
    assert [d.source for d in documents] == ["samples"] * len(documents) and len(documents) >= 3
    return verdict_corpora.Corpora(documents, ["Nguyễn Văn Hùng", "Trần Thị Lan"], Random(1))


def test_every_kind_can_be_made_and_is_right(corpora):
    pages = list(verdict_corpora.pages(corpora, 3))
    assert {page.state for page in pages} == {"usable", "garbled"}
    kinds = {page.kind for page in pages}
    assert kinds >= set(verdict_corpora.KINDS) - {"foreign names"}
    judged = [verdicts.judge(page) for page in pages]
    assert not [j for j in judged if j.known.state == "usable" and j.state == "garbled"]
    bad = [j for j in judged if j.known.state == "garbled"]
    assert sum(j.state == "garbled" for j in bad) >= 0.9 * len(bad) > 9


def test_stamps_of_other_kinds():
    pages = [*verdict_stamps.stamps(Random(2), 17), *verdict_stamps.covers(Random(2), 6)]
    assert [page.kind for page in pages if verdicts.judge(page).state != page.state] == []
    assert {page.kind for page in pages} > {"stamp, several", "cover"}


def test_pages_are_kept_as_they_are(tmp_path, corpora):
    pages = [*itertools.islice(verdict_corpora.pages(corpora, 1), 9), Known("empty", "x", "absent", (), True)]
    write(tmp_path, pages)
    found = {(page.kind, page.document): page for page in read(tmp_path)}
    for page in pages:
        lines = tuple(line._replace(text=" ".join(line.text.split())) for line in page.lines)
        assert found[page.kind, page.document] == page._replace(lines=lines)


def test_a_run_prints_its_tables(tmp_path, capsys, monkeypatch):
    lines = tuple(Line(text, "usable") for text in own()[0].truth.splitlines()[:6])
    write(tmp_path, [Known("right", "plan", "usable", lines), Known("wrong on purpose", "plan", "garbled", lines)])
    monkeypatch.setattr("sys.argv", ["verdicts", "--data", str(tmp_path), "--errors", "--out", str(tmp_path / "out.md")])
    verdicts.main()
    said = capsys.readouterr().out
    assert "1 of 2 (50.00%)" in said and "garbled → usable" in said and "words in a dictionary" in said
    assert (tmp_path / "out.md").read_text("utf-8") in said
