"""Alignment of true and garbled lines, and the garbler that learns from it."""

import pytest

from dictionaries.build.documents import pairs, split
from dictionaries.build.garbler import Garbler, cut, parts
from dictionaries.build.pairs import Line, Pair, Row, align, document_pairs, match, page_lines, table_rows
from vndoc.alphabet import strip_marks
from vndoc.errors import UsageError
from vndoc.tokens import Gap, tokenize

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
    lines = [Line("Ủy ban nhân dân xã", "Uy ban nhan dan xa"), Line("Ủy ban nhân dân xã", "Don gia thue dat 1999")]
    assert [len(line) for line in document_pairs(iter(lines))] == [5]


def test_pairs_carry_what_the_reading_has_behind_them():
    [line] = document_pairs([Line("Các tổ, đội báo cáo: thu - chi", "Cac to, d o1 bao cao: thu- chi.")])
    assert [(p.truth, p.after) for p in line] == [
        ("Các", Gap.SPACE),
        ("tổ", Gap.COMMA),
        ("đội", Gap.SPACE),
        ("báo", Gap.SPACE),
        ("cáo", Gap.COLON),
        ("thu", Gap.DASH),
        ("chi", Gap.STOP),
    ]
    assert line[2].read == ("d", "o1"), "what is behind the second half"


def test_pairs_carry_whether_the_truth_is_sure():
    [line] = document_pairs([Line("Ủy ban xã", "Uy ban xa", (True, False, True))])
    assert line == [
        Pair("Ủy", ("Uy",), Gap.SPACE, True),
        Pair("ban", ("ban",), Gap.SPACE, False),
        Pair("xã", ("xa",), Gap.SPACE, True),
    ]
    [line] = document_pairs([Line("Ủy ban xã", "Uy ban xa")])
    assert all(p.sure for p in line)


def test_lines_are_matched_in_order_and_never_twice():
    first = ["họp vào sáng thứ hai", "để bàn việc", "để bàn việc"]
    assert list(match(first, first)) == [(0, 0), (1, 1), (2, 2)]
    assert list(match(first, ["de ban viec"])) == [(1, 0)]
    assert list(match(first, [])) == list(match([], first)) == []
    assert list(match(["x"], ["?"] * 6 + ["x"])) == [], "six lines are looked at"


def test_tables_of_lines_have_the_columns_that_they_have(tmp_path):
    (tmp_path / "a.tsv").write_text('truth\teng\n"Ủy\tUy\n', "utf-8")
    (tmp_path / "b.tsv").write_text("vie\teng\tmore\nxa\u0303\txa\t?\n\txa\t\n", "utf-8")
    assert table_rows(tmp_path / "a.tsv") == [Row('"Ủy', "Uy", "")]
    (tmp_path / "c.tsv").write_text("eng\nxa\n", "utf-8")
    with pytest.raises(UsageError, match=r"c\.tsv: a header with two of the columns truth, eng, vie"):
        table_rows(tmp_path / "c.tsv")
    assert table_rows(tmp_path / "b.tsv") == [Row("", "xa", "xã"), Row("", "xa", "")]


def test_lines_of_a_page_are_found_in_order_past_scraps(tmp_path):
    (tmp_path / "truth.txt").write_text("Ủy ban nhân dân xã\n\nhọp vào sáng thứ hai\nđể bàn việc làm đường\n", "utf-8")
    (tmp_path / "eng.txt").write_text("~ . ;\nUy ban nhan dan xa\n|||\n\nde ban viéc lam duong\n", "utf-8")
    (tmp_path / "vie.txt").write_text("họp vào sáng thứ hai\n", "utf-8")
    assert list(page_lines(tmp_path)) == [
        ("Ủy ban nhân dân xã", "Uy ban nhan dan xa"),
        ("để bàn việc làm đường", "de ban viéc lam duong"),
    ]
    assert list(page_lines(tmp_path, "vie")) == [("họp vào sáng thứ hai",) * 2]


@pytest.fixture(scope="module")
def learned(toy):
    return split(pairs(toy)["eng"])[0]


def possible(documents):
    """(readings of whole words, of onsets, of rhymes) that pairs show."""
    whole, onsets, rhymes = {}, {}, {}
    for truth, read, *_ in (pair for d in documents.values() for pair in d if pair.truth.isalpha()):
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
        seen = {" ".join(pair.read) for pair in document if pair.truth == "các"}
        if sum(pair.truth == "các" for pair in document) >= 3:
            assert garbler.read(style, "các") in seen | {"cac"}


def test_the_same_seed_draws_the_same(learned):
    words = [pair.truth for pair in next(iter(learned.values())) if pair.truth.isalpha()]
    one, two, other = (Garbler(dict(learned), seed) for seed in (1, 1, 2))
    drawn = [[g.read(i % g.styles(), w) for i, w in enumerate(words)] for g in (one, two, other)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_what_is_not_sure_or_no_word_is_not_learned():
    pairs = [Pair("xã", ("xâ",), sure=False)] * 9 + [Pair("20", ("2O",))] * 9 + [Pair("hộ", ("h6",))] * 9
    garbler = Garbler({"scan": pairs}, 0)
    assert {garbler.read(0, "xã") for _ in range(20)} == {"xa"}
    assert garbler.all.whole.keys() == {"hộ"}


def test_a_reader_of_vietnamese_leaves_what_it_has_never_spoilt():
    garbler = Garbler({"scan": [Pair("hộ", ("hô",))] * 9}, 0, unseen=str)
    assert {garbler.read(0, "quạt") for _ in range(20)} == {"quạt"}
    assert {garbler.read(0, "hộ") for _ in range(20)} == {"hô"}


def test_readings_are_never_empty(learned):
    """Not even of a word whose letters were all lost in what pairs show."""
    garbler = Garbler({**learned, "lost": [Pair("ở", ("&",))] * 9 + [Pair("à", ("1",))] * 9}, 3)
    words = ["ở", "à", "á", "ớ", "Ở", "ĐỨC", "thượng", "x"]
    assert all(garbler.read(style, word).strip() for style in range(garbler.styles()) for word in words for _ in range(20))
