"""Code pages: whole tables there and back, case, order of signs, places that PDF files give."""

import pytest

from vndoc.alphabet import LOWER
from vndoc.fonts import code_page_of
from vndoc.recode.decode import decode
from vndoc.recode.tables import byte_table, vni

MARKED = [c for c in LOWER if ord(c) > 127]


def test_every_letter_has_a_place_in_tcvn3():
    places = {letter: chr(code) for code, letter in byte_table("tcvn3").items() if 0xA0 < code < 0x100}
    for letter in [*MARKED, *"ĂÂÊÔƠƯĐ"]:
        assert decode(places[letter], "tcvn3") == letter
        assert decode(places[letter], "tcvn3-capitals") == letter.upper()
        assert decode(chr(0xF000 + ord(places[letter])), "tcvn3") == letter


@pytest.mark.parametrize("letter", MARKED)
def test_every_letter_has_a_place_in_vni(letter):
    (signs,) = [signs for signs, there in vni().letters.items() if there == letter]
    assert decode(f"x{signs}x", "vni") == f"x{letter}x"
    assert decode(signs.upper(), "vni") == letter.upper()
    if len(signs) == 2:
        assert decode(signs[0].upper() + signs[1], "vni") == letter.upper()


def test_signs_before_their_letter():
    assert decode("hùoa", "vni") == "hóa"
    assert decode("hoùa", "vni") == "hóa"
    assert decode("höôùng", "vni") == "hướng"
    assert decode("Thöù hai, ngöôøi", "vni") == "Thứ hai, người"


def test_other_characters_for_the_same_place():
    assert decode("ph\N{MINUS SIGN}¬ng", "tcvn3") == "phương"
    assert decode("x\N{BULLET OPERATOR} h\N{GREEK SMALL LETTER MU}", "tcvn3") == "xã hà"
    assert decode("“A” – B…", "tcvn3") == "“A” – B…"
    assert decode("\x93A\x94", "tcvn3") == "“A”"


@pytest.mark.parametrize(
    ("font", "code_page"),
    [
        (".VnTime", "tcvn3"),
        ("VnTime", "tcvn3"),
        ("ABCDEF+.VnTime,BoldItalic", "tcvn3"),
        ("VnTimeBold", "tcvn3"),
        (".VnArial Narrow", "tcvn3"),
        ("VnTimeH", "tcvn3-capitals"),
        ("ABCDEF+VnTimeHBold", "tcvn3-capitals"),
        (".VnTimeH,Bold", "tcvn3-capitals"),
        (".VnArial NarrowH", "tcvn3-capitals"),
        ("VnBook-AntiquaH-Bold", "tcvn3-capitals"),
        (".VNTIMEH", "tcvn3-capitals"),
        (".vntimeh", "tcvn3-capitals"),
        ("VNI-Times", "vni"),
        ("ABCDEF+VNI-Helve-Condense", "vni"),
        ("VNI Times,Bold", "vni"),
        ("VNITimes", "vni"),
        ("TimesNewRomanPSMT", None),
        ("Verdana", None),
        ("VNU-Times", None),
        ("Vn", None),
        ("", None),
    ],
)
def test_code_pages_of_fonts(font, code_page):
    assert code_page_of(font) == code_page
