"""Text that nobody should send: no exception, nothing lost, linear time, and the gate says what it thought."""

import random
import time
import unicodedata

import pytest

from vndoc import Options, explain, parse_text, repair_and_explain, repair_readings, repair_text, replay
from vndoc.pipeline import judge_text

RIGHT = "Thực hiện Nghị quyết số 02-NQ/TW của Ban Chấp hành Trung ương, báo cáo trước ngày 25/12/2021. "
GARBLED = "Thuc hién Nghi quyét s6 02-NQ/TW cua Ban Chap hanh Trung uong, bao céo truéc ngay 25/12/2021. "
BINARY = random.Random(1).randbytes(600).decode("latin-1")

TEXTS = {
    "right": RIGHT + "\n",
    "garbled": GARBLED + "\n",
    "on one line": GARBLED,
    "one word": "nghiquyét",
    "spaces": " \t\u00a0\u2003",
    "line ends": "\r\n\n\r\f\v\u2028\x85",
    "NUL": "Nghi\x00quyét s6\x00 ",
    "control characters": "".join(map(chr, range(1, 32))) + GARBLED + "\x7f\x9f",
    "lone surrogates": "Nghi quyét \ud800 s6 \udfff\ud800 ",
    "NFD": unicodedata.normalize("NFD", RIGHT) + "\n",
    "right to left": "العربية \u202eNghi quyét\u202c עברית s6 ",
    "CJK": "中文文字 Nghi quyét 한국어 にほんご、s6。",
    "emoji": "🎉 👨\u200d👩\u200d👧 🇻🇳 Nghi quyét s6 ❤\ufe0f ",
    "garbled twice": repair_text(GARBLED).encode().decode("cp1252", "replace") + GARBLED.encode().decode("latin-1") + "\n",
    "marks alone": "\u0301\u0323\u031b",
    "marks in heaps": "e" + "\u0301" * 40 + " ",
    "binary": BINARY,
    "signs": "|_-—.,;:!?/\\*#%()[]{}<>",
    "digits": "12345678901234567890",
    "slashes": "1/2/3/a/B-C/",
    "markup": "<b>Nghi quyét</b> &amp; ${s6} ```x``` ",
}


def sound(text, options=None):
    repair = repair_and_explain(text, options)
    assert replay(text, repair.edits) == repair.text == repair_text(text, options)
    assert repair.raw == text
    assert len(explain(repair)) == len(repair.edits)
    return repair


@pytest.mark.parametrize("name", TEXTS)
def test_no_exception_no_loss(name):
    text = TEXTS[name]
    for size in (text, text * 3, text[:1], text[::-1]):
        sound(size)
        sound(size, Options(repair="always", dictionary=("Nghị quyết", "Ban Chấp hành"), tone_style="new"))
        repair = repair_readings([(size, "vie"), (size, "eng")])
        assert replay(size, repair.edits) == repair.text
        assert parse_text(size) is not None


@pytest.mark.parametrize("name", ["lone surrogates", "right to left", "CJK", "emoji"])
def test_what_is_no_vietnamese_stays(name):
    """Other scripts, pictures, halves of characters are there, in order; recoding takes away control characters, as edits."""
    kept = [c for c in TEXTS[name] if not c.isspace() and unicodedata.category(c) in ("Lo", "So", "Cs")]
    there = iter(sound(TEXTS[name]).text)
    assert all(c in there for c in kept)


@pytest.mark.parametrize("name", TEXTS)
def test_time_is_linear(name):
    text = TEXTS[name]
    text *= max(1, 200 // len(text))

    def seconds(times):
        start = time.process_time()
        repair_text(text * times)
        return time.process_time() - start

    seconds(1)
    one, ten, hundred = (seconds(n) for n in (1, 10, 100))
    assert ten < 20 * max(one, 0.02)
    assert hundred < 20 * max(ten, 0.05)


@pytest.mark.parametrize("name", TEXTS)
def test_the_gate_says_what_it_thought(name):
    for page in judge_text(TEXTS[name]):
        (reading,) = page.readings
        assert len(reading.verdicts) == len(reading.lines)
        assert page.verdict.reasons or page.verdict.state == "usable"


def test_empty_text():
    assert (sound("").text, sound("").edits, sound("").tokens) == ("", (), ())
    assert repair_readings([("", "vie"), ("", "eng")]).text == ""
