"""Where a text puts tone marks is kept, rhyme by rhyme; one style for all only where it is asked for."""

import pytest

from vndoc import Options, repair_and_explain, repair_text, replay
from vndoc.restore.tones import ToneOdds, ToneStyle, tone_edits, tone_odds

OLD, NEW = ToneStyle(True, True, True), ToneStyle(False, False, False)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", OLD),
        ("hòa hoà", OLD),
        ("Uỷ ban hoà giải, thuỷ lợi, hòa", NEW),
        ("Uỷ ban, hóa đơn, khỏe", ToneStyle(True, True, False)),
        ("UỶ BAN", NEW),
        ("khoẻ", NEW),
        ("quý quỳ quỹ", OLD),  # the tone of qu- stands on y in both
        ("hoàn toàn hoạt thuyền", OLD),  # nor has a closed rhyme a choice
    ],
)
def test_what_a_text_shows(text, style):
    assert tone_odds(text).style() == style


def test_what_is_asked_for():
    assert tone_odds("hoà", "old").style() == OLD
    assert tone_odds("hòa", "new").style() == NEW


def test_edits():
    text = "HOÀ, Uỷ; khoẻ quý hoàn Thuý 2 boà"
    made = {e.before: e.after for e in tone_edits(text, OLD)}
    assert made == {"HOÀ": "HÒA", "Uỷ": "Ủy", "khoẻ": "khỏe", "Thuý": "Thúy", "boà": "bòa"}
    assert tone_edits(replay(text, tone_edits(text, OLD)), OLD) == []
    assert replay(replay(text, tone_edits(text, OLD)), tone_edits(replay(text, tone_edits(text, OLD)), NEW)) == text


GARBLED = "Uy ban nhan dan xa cé trach nhiém té chirc thuc hién, bao céo truéc ngay 25 thang 12."


def test_the_style_of_a_text_goes_into_repaired_words():
    for line in (
        "Căn cứ Quyết định của Uỷ ban nhân dân tỉnh về hóa đơn.",
        "Căn cứ Quyết định của Ủy ban nhân dân tỉnh về hoá đơn.",
    ):
        done = repair_text(f"{line}\n{GARBLED}")
        assert done.startswith(f"{line}\n{'Uỷ' if 'Uỷ' in line else 'Ủy'} ban nhân dân xã")


@pytest.mark.parametrize(("style", "first"), [("old", "Ủy ban về hóa đơn, hòa bình"), ("new", "Uỷ ban về hoá đơn, hoà bình")])
def test_one_style_for_all(style, first):
    text = f"Uỷ ban về hóa đơn, hoà bình là quý báu.\n{GARBLED}"
    repair = repair_and_explain(text, Options(tone_style=style))
    assert repair.text.startswith(f"{first} là quý báu.\n{first[:2]} ban nhân dân xã")
    assert replay(text, repair.edits) == repair.text == repair_text(text, Options(tone_style=style))
    assert {e.reason for e in repair.edits if e.span[1] < 30} == {"tone"}
    assert repair_text(text, Options(tone_style=style, repair="never")) == text


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ([("hoá", "héa"), ("hoà", "hda")], OLD),
        ([("hoá", "hod"), ("hoà", "hoa")], NEW),
        ([("uỷ", "ty")], OLD),
        ([("uỷ", "Uy")], OLD),
        ([("uỷ", "uy")] * 6, NEW),  # of the old style a half would be misread
        ([("uỷ", "uy")] * 6 + [("thuỷ", "thity")], OLD),
        ([("hoá", "hoa")], OLD),
        ([("hoá", "hoa")] * 9 + [("uỷ", "ty")] * 2, OLD),
        ([("hoá", "hoa")] * 9 + [("hoà", "hod")], NEW),
        ([("hoá", "hod")] * 3 + [("uỷ", "ty")] * 6, ToneStyle(False, True, True)),
        ([("hoa", "hod"), ("việc", "viéc")], OLD),
    ],
)
def test_a_damaged_text_shows_its_style(words, style):
    assert ToneOdds().with_readings(words).style() == style


def test_what_the_user_asks_for_is_not_outvoted():
    assert tone_odds("", "old").with_readings([("hoá", "hod")] * 100).style() == OLD
