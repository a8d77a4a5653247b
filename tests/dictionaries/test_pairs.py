"""Alignment of true and garbled lines, and the garbler that learns from it."""

import pytest

from dictionaries.build.garbler import Garbler, cut, parts
from dictionaries.build.material import pairs, split
from dictionaries.build.pairs import align, document_pairs, page_lines, table_lines
from vndoc.alphabet import strip_marks
from vndoc.tokens import tokenize

ALIGNED = {
    "one to one": ("Bộ Chính trị", "B6 Chinh tri", [("Bộ", "B6"), ("Chính", "Chinh"), ("trị", "tri")]),
    "a word split": ("các nghiệp đoàn", "cac ngh iep doan", [("các", "cac"), ("nghiệp", "ngh iep"), ("đoàn", "doan")]),
    "a word lost": (
        "họp vào sáng thứ hai",
        "hop sang thu hai",
        [("họp", "hop"), ("sáng", "sang"), ("thứ", "thu"), ("hai", "hai")],
    ),
    "a number read where none is": (
        "Ủy ban nhân dân",
        "Uy ban 1234 nhan dan",
        [("Ủy", "Uy"), ("ban", "ban"), ("nhân", "nhan"), ("dân", "dan")],
    ),
    "numbers stay numbers": ("ngày 20 tháng", "ngay 20 thang", [("ngày", "ngay"), ("20", "20"), ("tháng", "thang")]),
    "a number is no half of a word": ("mức 5 đồng", "muc 5 dong", [("mức", "muc"), ("5", "5"), ("đồng", "dong")]),
    "nothing alike": ("huyện", "qz", []),
    "nothing read": ("Ủy ban", "", []),
    "nothing printed": ("", "Uy ban", []),
}


@pytest.mark.parametrize("case", ALIGNED)
def test_align(case):
    truth, read, expected = ALIGNED[case]
    found = [(p.truth, " ".join(p.read)) for p in align(tokenize(truth), tokenize(read))]
    assert found == expected


def test_lines_that_are_not_alike_are_no_pairs():
    lines = [("Ủy ban nhân dân xã", "Uy ban nhan dan xa"), ("Ủy ban nhân dân xã", "Don gia thue dat 1999")]
    assert [len(line) for line in document_pairs(iter(lines))] == [5]


def test_tables_of_lines_take_the_truth_or_the_other_reading(tmp_path):
    (tmp_path / "a.tsv").write_text('truth\teng\n"Ủy\tUy\n', "utf-8")
    (tmp_path / "b.tsv").write_text("vie\teng\nxã\txa\n", "utf-8")
    assert list(table_lines(tmp_path / "a.tsv")) == [('"Ủy', "Uy")]
    assert list(table_lines(tmp_path / "b.tsv")) == [("xã", "xa")]


def test_lines_of_a_page_are_found_in_order_past_scraps(tmp_path):
    (tmp_path / "truth.txt").write_text("Ủy ban nhân dân xã\n\nhọp vào sáng thứ hai\nđể bàn việc làm đường\n", "utf-8")
    (tmp_path / "eng.txt").write_text("~ . ;\nUy ban nhan dan xa\n|||\n\nde ban viéc lam duong\n", "utf-8")
    assert list(page_lines(tmp_path)) == [
        ("Ủy ban nhân dân xã", "Uy ban nhan dan xa"),
        ("để bàn việc làm đường", "de ban viéc lam duong"),
    ]


@pytest.fixture(scope="module")
def learned(toy):
    return split(pairs(toy))[0]


def possible(documents):
    """(readings of whole words, of onsets, of rhymes) that pairs show."""
    whole, onsets, rhymes = {}, {}, {}
    for truth, read in (pair for d in documents.values() for pair in d):
        whole.setdefault(truth, set()).add(" ".join(read))
        onset, rhyme = parts(truth)
        if len(read) == 1 and (at := cut(read[0], onset, rhyme)) is not None:
            onsets.setdefault(onset, set()).add(read[0][:at])
            rhymes.setdefault(rhyme, set()).add(read[0][at:])
    return whole, onsets, rhymes


def test_a_garbler_draws_only_what_pairs_show_or_unmarked_text(learned):
    """Words of the pairs, words of known parts, and words of unknown ones (quạt, hoẵng)."""
    whole, onsets, rhymes = possible(learned)
    garbler = Garbler(dict(learned), 1)
    assert garbler.styles() == len(learned)
    drawn = 0
    for word in [*whole, "hệ", "Đố", "thữ", "lệnh", "quạt", "hoẵng", "ƯỚC", "x"]:
        onset, rhyme = parts(word)
        heads = onsets.get(onset, set()) | {strip_marks(onset)}
        tails = rhymes.get(rhyme, set()) | {strip_marks(rhyme)}
        allowed = whole.get(word, set()) | {h + t for h in heads for t in tails} | {strip_marks(word)}
        for style in range(garbler.styles()):
            for _ in range(4):
                read = garbler.read(style, word)
                assert read in allowed, f"{word} → {read}"
                drawn += read != strip_marks(word)
    assert drawn > 100, "it garbles"
    assert garbler.read(0, "hoẵng") == "hoang"


def test_a_garbler_keeps_a_documents_habits(learned):
    """What each document shows three times or more it repeats, and mostly nothing else."""
    garbler = Garbler(dict(learned), 1)
    for style, (_, document) in enumerate(learned.items()):
        seen = {" ".join(read) for truth, read in document if truth == "các"}
        if sum(truth == "các" for truth, _ in document) >= 3:
            assert garbler.read(style, "các") in seen | {"cac"}


def test_the_same_seed_draws_the_same(learned):
    words = [truth for truth, _ in next(iter(learned.values()))]
    one, two, other = (Garbler(dict(learned), seed) for seed in (1, 1, 2))
    drawn = [[g.read(i % g.styles(), w) for i, w in enumerate(words)] for g in (one, two, other)]
    assert drawn[0] == drawn[1] != drawn[2]
