"""What two readings of a scan agree on."""

import pytest

from dictionaries.build.consensus import agreed, consensus, repair
from dictionaries.build.documents import pair_lines
from dictionaries.build.pairs import Line, document_pairs
from vndoc.tokens import tokenize

ENGLISH = ["Cac ho gop dat lam duong", "Truong thon da ky", "~ ;; '"]
VIETNAMESE = ["Các hô góp đất làm dường", "Trưởng thôn đã kỷ", "một dòng mà máy kia không đọc"]
REPAIRED = {
    "text": ["Các hộ góp đất làm đường", "Trường thôn đã ký", "~ ;; '"],
    "ocr": ["Các hộ góp đất làm đường", "Trưởng thôn đã kỷ", "một dòng mà máy kia không đọc"],
}


def stub(lines, kind):
    """An engine that answers what stands above."""
    assert lines == {"text": ENGLISH, "ocr": VIETNAMESE}[kind]
    return REPAIRED[kind]


def test_what_is_sure_depends_on_the_reader():
    """The Vietnamese model's own reading vouches for a word of English pairs, and not for its own."""
    assert consensus(ENGLISH, VIETNAMESE, stub) == {
        "eng": [
            Line("Các hộ góp đất làm đường", ENGLISH[0], (True,) * 6),
            Line("Trưởng thôn đã kỷ", ENGLISH[1], (True, True, True, True)),
        ],
        "vie": [
            Line("Các hộ góp đất làm đường", VIETNAMESE[0], (True,) * 6),
            Line("Trưởng thôn đã kỷ", VIETNAMESE[1], (False, True, True, False)),
        ],
    }


def test_a_word_that_neither_vouches_for_is_context_alone():
    def doubtful(lines, kind):
        return ["ông Lã ký"] if kind == "text" else ["ông Lê ký"]

    found = consensus(["ong L3 ky"], ["ông Lẻ ký"], doubtful)
    assert [line.sure for lines in found.values() for line in lines] == [(True, False, True)] * 2
    pairs = {reader: [(p.truth, p.read[0], p.sure) for p in document_pairs(lines)[0]] for reader, lines in found.items()}
    assert pairs == {
        "eng": [("ông", "ong", True), ("Lê", "L3", False), ("ký", "ky", True)],
        "vie": [("ông", "ông", True), ("Lê", "Lẻ", False), ("ký", "ký", True)],
    }


def test_readings_must_have_as_many_lines():
    with pytest.raises(ValueError, match=r"argument \d is shorter"):
        consensus(["a", "b"], ["a"], lambda lines, kind: list(lines))


AGREED = {
    "the same": ("Ủy ban xã", "Ủy ban xã", [True, True, True]),
    "tone marks elsewhere": ("Ủy ban hoà giải", "Uỷ ban hòa giải", [True] * 4),
    "another case": ("Ban dân vận", "ban dân vận", [True] * 3),
    "one lost": ("Ủy ban nhân dân", "Ủy nhân dân", [True, False, True, True]),
    "one more": ("Ủy ban", "Ủy 1 ban", [True, True]),
    "nothing": ("", "Ủy ban", []),
    "nothing read": ("Ủy ban", "", [False, False]),
}


@pytest.mark.parametrize("case", AGREED)
def test_agreed(case):
    first, second, expected = AGREED[case]
    assert agreed(tokenize(first), tokenize(second)) == expected


def test_the_shipped_engine_repairs_both():
    """As many lines as came, repaired whole."""
    read = ["Uy ban nhan dan xa da hop", "", "va quyet dinh cac viec sau day"]
    assert repair(read, "text") == ["Ủy ban nhân dân xã đã họp", "", "và quyết định các việc sau đây"]
    assert repair([], "ocr") == []


def test_tables_without_a_truth_get_one(fresh, monkeypatch):
    """Of `--pairs` and of the step `scans`; a table of `--pairs` comes before one of the same name."""
    monkeypatch.setattr("dictionaries.build.documents.consensus", lambda eng, vie: {"eng": [Line("?", *eng)], "vie": []})
    scans = fresh.room("scans")
    for path, word in ((scans / "a.tsv", "mot"), (scans / "b.tsv", "hai"), (fresh.pairs / "b.tsv", "ba")):
        path.write_text(f"eng\tvie\n{word}\t{word}\n", "utf-8")
    found = pair_lines(fresh)
    assert found["s:a"] == {"eng": [Line("?", "mot")], "vie": []}
    assert found["s:b"]["eng"] == [Line("?", "ba")]
    assert found["s:scan-00"]["vie"][0].truth != "?", "what has a truth keeps it"
