"""The seven invariants on every case of ``cases/`` that is a text; on ``negative`` and ``restore`` also what must come out.

A case: `label`, `comment`, `original`; for ``restore`` also `fixed`, what the page printed. `expect` is "fail" where it is
known that this does not come out yet; the day that it does, the test fails until the case is promoted.
"""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import regex

from vndoc import export, parse_text, repair_and_explain, repair_many, repair_text, replay
from vndoc.tokens import Kind, tokenize

FOLDER = Path(__file__).resolve().parent / "cases"
PROTECTED = (Kind.NUMBER, Kind.ADDRESS)
DIGITS = regex.compile(r"\d")
LINE_END = regex.compile(r"\r\n|\n|\r")


def read_cases(pattern):
    """(file/label, case) of the cases of some files."""
    found = []
    for path in sorted(FOLDER.glob(pattern)):
        cases = json.loads(path.read_text("utf-8"))
        found += [(f"{path.parent.name}/{path.stem}/{case['label']}", case) for case in cases if "original" in case]
    assert found, f"no cases in {FOLDER / pattern}"
    return found


def parameters(pattern):
    """The cases as parameters; those known to fail are expected to."""
    known = [pytest.mark.xfail(reason="known not to come out yet")]
    return [pytest.param(c, id=name, marks=known if c.get("expect") == "fail" else []) for name, c in read_cases(pattern)]


EVERY = read_cases("**/*.json")
every = pytest.mark.parametrize("original", [pytest.param(case["original"], id=name) for name, case in EVERY])


@pytest.fixture(scope="module")
def repairs():
    """Repairs of texts, each made once."""
    made = {}

    def repair(text):
        if text not in made:
            made[text] = repair_and_explain(text)
        return made[text]

    return repair


@pytest.fixture(scope="module")
def documents():
    """Documents of texts, each made once."""
    made = {}

    def document(text):
        if text not in made:
            made[text] = parse_text(text)
        return made[text]

    return document


def assert_spans_rebuild(raw, words):
    """Words are in order, do not overlap, and what is between them is white space."""
    at = 0
    for word in words:
        start, end = word.span
        assert at <= start <= end <= len(raw)
        assert raw[at:start].strip() == "", f"{raw[at:start]!r} is in no word"
        at = end
    assert raw[at:].strip() == ""


@every
def test_1_tokens_and_gaps_rebuild_the_raw_text(original, repairs, documents):
    assert_spans_rebuild(original, repairs(original).tokens)
    for page in documents(original).pages:
        for line in page.lines:
            assert_spans_rebuild(line.raw, line.words)


@every
def test_2_nothing_changes_unrecorded(original, repairs, documents):
    repair = repairs(original)
    assert replay(original, repair.edits) == repair.text == repair_text(original)
    for edit in repair.edits:
        assert original[slice(*edit.span)] == edit.before != edit.after
    document = documents(original)
    for page in document.pages:
        for index, line in enumerate(page.lines):
            edits = [e for e in document.edits if (e.page, e.line) == (page.number, index)]
            assert replay(line.raw, edits) == line.text


def may_be_a_misread_word(original, token):
    """A number of three digits at most between spaces: ``là`` is read as 13, ``ở`` as 6. In correct text they stay (test 4)."""
    before, after = original[max(0, token.start - 1) : token.start], original[token.end : token.end + 1]
    return token.text.isdecimal() and len(token.text) <= 3 and before == " " and after in (" ", "\n", ",", ".", ";", "")


@every
def test_3_what_has_no_edit_is_raw_and_what_is_protected_stays(original, repairs):
    repair = repairs(original)
    for token in repair.tokens:
        touched = [e for e in repair.edits if e.span[0] < token.span[1] and token.span[0] < e.span[1]]
        if not touched:
            assert token.text == original[slice(*token.span)]
    repaired = [e for e in repair.edits if e.reason != "recode"]
    for token in tokenize(original):
        if token.kind in PROTECTED and not may_be_a_misread_word(original, token):
            for edit in repaired:
                if edit.span[0] < token.end and token.start < edit.span[1]:
                    assert token.text in edit.after, f"{edit.before!r} became {edit.after!r}"


@pytest.mark.parametrize("case", parameters("negative/*.json"))
def test_4_correct_text_passes_with_no_edit(case, repairs):
    repair = repairs(case["original"])
    assert [(e.before, e.after) for e in repair.edits] == []
    assert repair.text == case["original"]


def test_4_repairing_again_changes_nothing(repairs):
    """At most 1 token in 10,000, and never a number."""
    changed, tokens, numbers = [], 0, []
    for _, case in EVERY:
        once = repairs(case["original"]).text
        again = repair_and_explain(once)
        tokens += len(once.split())
        changed += [(e.before, e.after) for e in again.edits]
        numbers += [(e.before, e.after) for e in again.edits if DIGITS.findall(e.before) != DIGITS.findall(e.after)]
    assert numbers == []
    assert len(changed) <= 1 + tokens // 10_000, changed


@every
def test_5_confidences_are_probabilities(original, repairs, documents):
    repair = repairs(original)
    document = documents(original)
    words = [w for page in document.pages for line in page.lines for w in line.words]
    for item in (*repair.tokens, *repair.edits, *words, *document.edits, *document.pages):
        assert 0.0 <= item.confidence <= 1.0
    for edit in repair.edits:
        assert len(edit.candidates) <= 3
        assert all(0.0 <= score <= 1.0 for _, score in edit.candidates)
        assert sum(score for _, score in edit.candidates) <= 1.01


@every
def test_6_same_bytes(original, documents):
    assert export(parse_text(original), "json") == export(documents(original), "json")


def test_6_same_bytes_from_many_threads():
    texts = [case["original"] for _, case in EVERY[::9]]
    expected = [export(parse_text(text), "json") for text in texts]
    start = threading.Barrier(3)

    def work(_):
        start.wait()
        return [export(parse_text(text), "json") for text in texts]

    with ThreadPoolExecutor(3) as pool:
        for found in pool.map(work, range(3)):
            assert found == expected
    assert list(repair_many(texts)) == [repair_text(text) for text in texts]


@every
def test_7_every_line_is_there(original, documents):
    document = documents(original)
    lines = [line.text for page in document.pages for line in page.lines if line.text.strip()]
    expected = [text for text in LINE_END.split(original.replace("\f", "\n")) if text.strip()]
    assert len(lines) == len(expected)
    assert {notice.code for notice in document.notices if notice.code.endswith("_failed")} == set()


@pytest.mark.parametrize("case", parameters("restore/*.json"))
def test_restored_as_printed(case, repairs):
    assert repairs(case["original"]).text == case["fixed"]
