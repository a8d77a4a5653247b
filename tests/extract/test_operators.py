"""Content streams read quickly, and words of strings kept whole, are what pdfminer makes of them character by character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_pdf import Page, make_pdf, text
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword
from shared import SHARED, needs_shared

from vndoc.extract import open_source, strings
from vndoc.extract import operators as op
from vndoc.options import Options

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.pdf"))


def by_pdfminer(data):
    """Steps of pdfminer's parser: names and operands, unknown operators left out with what its interpreter does to them."""
    parser = PDFContentParser([PDFStream({}, data)])
    steps, stack = [], []
    while True:
        try:
            _, found = parser.nextobject()
        except PSEOF:
            return steps
        if not isinstance(found, PSKeyword):
            stack.append(found)
        elif found.name in op.METHODS:
            steps.append((op.METHODS[found.name], stack))
            stack = []


def read(data):
    """Steps by the fast way, each run in the operators that it stands for."""
    steps = op.read_operators(data)
    return steps if steps is None else [plain for step in steps for plain in plain_steps(*step)]


def plain_steps(method, operands):
    if method != op.RUN:
        return [(method, operands)]
    *left_over, run = operands
    (first, own), *others = run.steps()
    return [(first, left_over + own), *others]


NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(str),
    st.floats(-1e6, 1e6).map(lambda x: f"{x:.4f}"),
    st.sampled_from(["+5", ".5", "-.25", "7.", "007", "-0"]),
).map(str.encode)
STRINGS = st.one_of(
    st.binary(max_size=12).map(lambda b: b"<" + b.hex().encode() + b">"),
    st.binary(max_size=12).map(lambda b: b"<" + b.hex().upper().encode()[:-1] + b">"),
    st.text(st.sampled_from(list("ab 1/[]<>%\n\x00é{}")), max_size=10).map(lambda s: b"(" + s.encode("latin-1") + b")"),
    st.sampled_from([b"(a\\)b)", b"(\\101\\7x)", b"(\\\\)", b"(\\n\\q)", b"(l\\\nm)", b"(l\\\r\nm)", b"()", b"<>"]),
)
NAMES = st.sampled_from([b"/F1", b"/f-0-0", b"/Im1", b"/", b"/A.b_c"])
PLAIN = st.one_of(NUMBERS, STRINGS, NAMES)
ARRAYS = st.lists(PLAIN, max_size=4).map(lambda x: b"[" + b" ".join(x) + b"]")
DICTIONARIES = st.lists(PLAIN, max_size=3).map(lambda x: b"<<" + b" ".join(b"/K " + v + b" " for v in x) + b">>")
WORDS = st.sampled_from([*op.METHODS, b"true", b"false", b"null", b"xyz", b"% comment (\n", b"%\r"])
STREAMS = st.lists(st.tuples(st.one_of(PLAIN, ARRAYS, DICTIONARIES, WORDS), st.sampled_from([b" ", b"\n", b"\r\n", b" \t"])))
MOVES = st.tuples(NUMBERS, NUMBERS).map(lambda xy: b"%b %b Td" % xy)
STRETCHES = NUMBERS.map(lambda x: b"%b Tz" % x)
SHOWS = st.binary(max_size=5).map(lambda b: b"[ <" + b.hex().encode() + b"> ] TJ")
LAYERS = st.lists(st.one_of(MOVES, STRETCHES, SHOWS, SHOWS, STRINGS, st.sampled_from([b"/f-0", b"9", b"Tj", b"[", b"]"])))
BROKEN = st.lists(st.sampled_from(list(b"()<>[]{}/%#\\.+-19ab \n\x00TjBI'\"")), max_size=30).map(bytes)


@given(STREAMS)
def test_plain_streams(parts):
    data = b"".join(part + space for part, space in parts)
    steps = read(data)
    if b"\x00" not in data:
        assert steps is not None
    if steps is not None:
        assert steps == by_pdfminer(data)


@given(LAYERS, st.sampled_from([b" ", b"\n", b""]))
def test_runs_of_shows(parts, space):
    data = space.join(parts) + b"\n"
    steps = read(data)
    if steps is not None:
        assert steps == by_pdfminer(data)


def test_a_layer_is_one_run():
    steps = op.read_operators(b"3 Tr 90.5 Tz [ <0041> ] TJ 24.5 0 Td [ <0042> ] TJ 9 -.5 Td 80 Tz [<>]TJ Q")
    assert [method for method, _ in steps] == ["do_Tr", op.RUN, "do_Q"]
    assert steps[1][1][0].shows == [(None, None, b"90.5", b"0041"), (b"24.5", b"0", None, b"0042"), (b"9", b"-.5", b"80", b"")]


@pytest.mark.parametrize("data", [b"(1 0 Td [ <41> ] TJ ) Tj\n", b"% 1 0 Td [ <41> ] TJ \nQ\n", b"/f-0 0 Td [<41>] TJ\n"])
def test_what_only_looks_like_a_run(data):
    assert read(data) == by_pdfminer(data)


@given(BROKEN)
def test_broken_streams_are_read_alike_or_left_to_pdfminer(data):
    steps = read(data)
    if steps is not None:
        assert steps == by_pdfminer(data)


@pytest.mark.parametrize(
    "data",
    [
        b"BI /W 1 /H 1 ID x EI Q", b"/A#42 gs", b"(a(b)c) Tj", b"[1 2", b"1 ]", b"<< /K >>", b"<< 1 2 >>", b"1e5 w", b"1_0 w",
        b"--5 w", b"5-3 w", b"{ 1 }", b"[ 1 Tj ]", b"(open Tj", b"0Tj", b"(\\777) Tj", b"9" * 5000, b"[" * 50,
    ],
)  # fmt: skip
def test_odd_syntax_is_left_to_pdfminer(data):
    assert op.read_operators(data) is None


def test_large_streams_are_left_to_pdfminer(monkeypatch):
    monkeypatch.setattr(op, "MAX_PLAIN", 10)
    assert op.read_operators(b"q Q q Q q Q") is None


def pages_of(path, monkeypatch, quick, count=4):
    """Pages of a file, by the fast way or by pdfminer alone and character by character."""
    with monkeypatch.context() as patch:
        if not quick:
            patch.setattr("vndoc.extract.device.read_operators", lambda data: None)
            patch.setattr("vndoc.extract.device.Pen", Apart)
        source = open_source(path, Options())
        try:
            return [source.page(number) for number in range(1, min(source.page_count, count) + 1)]
        finally:
            source.close()


class Apart(strings.Pen):
    """Keeps each character alone."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.joins = False


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples_are_read_alike(path, monkeypatch):
    assert pages_of(path, monkeypatch, True) == pages_of(path, monkeypatch, False)


@needs_shared
@pytest.mark.parametrize("folder", ["scans/layers", "scans/pdf", "docs", "legacy"])
def test_scans_and_documents_are_read_alike(folder, monkeypatch):
    for path in sorted((SHARED / folder).glob("*.pdf")):
        assert pages_of(path, monkeypatch, True) == pages_of(path, monkeypatch, False), path.name


def test_runs_are_placed_like_single_strings(file, monkeypatch):
    start = b"BT 1 0.02 -0.02 1 72 700 Tm /F1 12 Tf "
    odd = [b"", b"4 Tc ", b"4 Tw ", b"-90 Tz ", b"2 Tz ", b"5 Ts ", b"0 1 -1 0 300 300 Tm ", b"/F1 -9 Tf ", b"(first) Tj "]
    run = b"[<6f6e65206120>] TJ 40.5 -0.25 Td 90 Tz [<74776f>] TJ 1 -14 Td [<746872656520>] TJ 0 0 Td [<>] TJ [<78>] TJ "
    path = file(make_pdf([Page(start + state + run + run + b" ET") for state in odd]))
    pages = pages_of(path, monkeypatch, True, len(odd))
    assert "two" in [word.text for word in pages[0].readings[0].words]
    assert pages == pages_of(path, monkeypatch, False, len(odd))


def test_operands_that_are_left_over_stay_for_the_next_operator(file, monkeypatch):
    content = b"9 0 0 1 0 0 1 cm 12 " + text(72, 700, "one") + b"(two) 1 Tj /F1 xyz 9 Tf (three) 4 4 Tj q q Q"
    path = file(make_pdf([Page(content)]))
    assert pages_of(path, monkeypatch, True) == pages_of(path, monkeypatch, False)
