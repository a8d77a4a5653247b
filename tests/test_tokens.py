"""Tokens: their spans, their kinds, and that nothing makes the tokeniser slow."""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vndoc.tokens import Gap, gap_after, gap_before, tokenize

PIECES = ["Nghi", "quyét", "s6", "02-NQ/TW", "15/QD-UBND", "12.500,5%", "a@b.vn", "https://x.vn/a?b=1", "s&", "vi¢c", "n:0'c"]
ODD = ["đ", "\u0301", "\r\n", "\x00", "\ud800", "🎉", "中文", "العربية", "§", "@", " ", "  ", "\n", "\t", *"-/.,()“…"]
MIX = st.lists(st.sampled_from(PIECES) | st.sampled_from(ODD), max_size=30).map("".join)


@given(MIX | st.text(max_size=60))
def test_spans_are_the_tokens(text):
    at = 0
    for token in tokenize(text):
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert not any(c.isspace() for c in token.text)
        at = token.end


@given(MIX | st.text(max_size=60))
def test_every_letter_and_digit_is_in_a_token(text):
    inside = set()
    for token in tokenize(text):
        inside.update(range(token.start, token.end))
    assert [c for i, c in enumerate(text) if i not in inside and (c.isalpha() or c.isdecimal())] == []


def kinds(text):
    return [(t.text, t.kind.name) for t in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02-NQ/TW,", [("02", "NUMBER"), ("NQ", "CODE"), ("TW", "CODE")]),
        ("Số: 15/QĐ-UBND", [("Số", "WORD"), ("15", "NUMBER"), ("QĐ", "CODE"), ("UBND", "CODE")]),
        ("43/2010/NĐ-CP", [("43", "NUMBER"), ("2010", "NUMBER"), ("NĐ", "CODE"), ("CP", "CODE")]),
        (
            "12/2021/TT-BTC ngày 5/3/2021",
            [
                ("12", "NUMBER"),
                ("2021", "NUMBER"),
                ("TT", "CODE"),
                ("BTC", "CODE"),
                ("ngày", "WORD"),
                ("5", "NUMBER"),
                ("3", "NUMBER"),
                ("2021", "NUMBER"),
            ],
        ),
        ("12.500.000 đồng, 5,5%", [("12.500.000", "NUMBER"), ("đồng", "WORD"), ("5,5%", "NUMBER")]),
        ("s6 13 vi¢c s& nu:0'c", [("s6", "WORD"), ("13", "NUMBER"), ("vi¢c", "WORD"), ("s&", "WORD"), ("nu:0'c", "WORD")]),
        ("x@y.vn www.a.vn/b, http://c.d/e.", [("x@y.vn", "ADDRESS"), ("www.a.vn/b", "ADDRESS"), ("http://c.d/e", "ADDRESS")]),
        ("Email:an.b@x.gov.vn; (c@d.vn)", [("Email", "WORD"), ("an.b@x.gov.vn", "ADDRESS"), ("c@d.vn", "ADDRESS")]),
        ("(a) ... - § & /", [("a", "WORD"), ("§", "WORD"), ("&", "WORD")]),
        ("| 5 | $ a |", [("5", "NUMBER"), ("a", "WORD")]),
        ("", []),
    ],
)
def test_kinds(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("s6 27-\n CTr/TU cua", ["CTr", "TU"]),
        ("118/2008/ND-\nCP ngay", ["ND", "CP"]),
        ("118/2008/ND- cP ngay", ["ND", "cP"]),
        ("danh gia BE/BA tai", ["BE", "BA"]),
        ("cong USB-C da", ["USB", "C"]),
        ("(HIV/AIDS) ngay", ["HIV", "AIDS"]),
        ("TO CHUC/CA NHAN", []),
        ("va/hoac D-Tu ban", []),
        ("T/M BAN THUONG VU", []),
    ],
)
def test_letters_of_codes(text, codes):
    assert [name for name, kind in kinds(text) if kind == "CODE"] == codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("khac’phuc", ["khac", "phuc"]),
        ("tri:la", ["tri", "la"]),
        ("HCM:Ché", ["HCM", "Ché"]),
        ("ngu’di", ["ngu’di"]),
        ("thu’ng", ["thu’ng"]),
        ("cht:ng", ["cht:ng"]),
        ("tru:ong", ["tru:ong"]),
        ("O’Connor", ["O’Connor"]),
        ("nu:0'c", ["nu:0'c"]),
    ],
)
def test_words_that_a_sign_joins(text, words):
    assert [name for name, _ in kinds(text)] == words


def test_digits_alone_are_numbers():
    for text in ("1", "12", "1.2.3", "1,5", "50%", "2021"):
        assert kinds(text) == [(text, "NUMBER")]


def test_gaps():
    assert gap_after("") == Gap.NONE and gap_after(" ") == gap_after("\n") == gap_after("\t") == Gap.SPACE
    assert gap_after("\n\n") == gap_after("\n \n") == Gap.BREAK
    assert gap_after(") (") == Gap.CLOSE and gap_before(") (") == Gap.OPEN
    assert gap_before(" ") == Gap.SPACE and gap_before("\n\n") == Gap.BREAK and gap_before("") == Gap.NONE
    assert gap_after(" ~ ") == Gap.OTHER
    for sign in ".,;:-/([)]\"“”'…–—":
        assert gap_after(sign) == gap_before(sign) == gap_after(f"{sign} ") == gap_before(f" {sign}") != Gap.OTHER


HARD = [
    "a.",
    "a-",
    "1.",
    "1-a",
    "a@",
    "www.!",
    "http://",
    "(1-",
    "1/",
    "A",
    "a'",
    "1a",
    "¢",
    "1 / ",
    "1 -a ",
    "é",
    "\u0301",
    "a@b-",
]


@pytest.mark.parametrize("unit", HARD)
def test_time_grows_with_the_length(unit):
    """One run without a space, ten times as long, takes some ten times as long."""

    def seconds(n):
        text = unit * (n // len(unit))
        gc.collect()  # what other tests have left is not to be walked through inside the measured time
        start = time.process_time()
        tokenize(text)
        return time.process_time() - start

    seconds(1000)
    short, long = (min(seconds(n) for _ in range(3)) for n in (10_000, 100_000))
    assert long < 40 * max(short, 0.003)
