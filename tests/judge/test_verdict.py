"""Verdicts of pages made by hand: each state, line by line where pages are mixed."""

import unicodedata

import msgspec
import pytest

from vndoc.document import Verdict
from vndoc.judge import judge_page
from vndoc.judge.features import rows
from vndoc.models.evidence import Class, evidence
from vndoc.pages import Reading, SourcePage, SourceWord

RIGHT = [
    "Ủy ban nhân dân xã có trách nhiệm phối hợp với các đoàn thể tổ chức tuyên truyền,",
    "vận động nhân dân thực hiện tốt công tác vệ sinh môi trường nông thôn năm 2023.",
    "Kinh phí thực hiện được bố trí từ ngân sách địa phương và các nguồn huy động khác.",
]
GARBLED = [
    "Uy ban nhan dan xa c6 trach nhiém phdi hop vdi cac doan thé té chirc tuyén truyén,",
    "van déng nhan dan thuc hién tét céng tac vé sinh méi truong néng thén nam 2023.",
    "Kinh phi thuc hién duoc bé tri tir ngan sach dia phuong va cac ngudn huy déng khac.",
]
BARE = [
    "Uy ban nhan dan xa co trach nhiem phoi hop voi cac doan the to chuc tuyen truyen,",
    "van dong nhan dan thuc hien tot cong tac ve sinh moi truong nong thon nam 2023.",
]
ENGLISH = [
    "The committee shall be responsible for the implementation of this resolution and shall",
    "report to the council before the end of each year on the progress that has been made.",
]
NUMBERS = ["12.500 13.200 14.100", "1 2 3 4 5 6 7", "2021 2022 2023", "50% 30% 20%"]


def layer(lines, pixels=False, font="TimesNewRoman", before=None):
    """A page with a text layer of these lines."""
    words = []
    for row, line in enumerate(lines):
        for i, word in enumerate(line.split()):
            box = (50.0 + 40 * i, 50.0 + 14 * row, 85.0 + 40 * i, 62.0 + 14 * row)
            words.append(SourceWord(word, box, row, font, 12.0, before=before))
    return SourcePage(1, 595.0, 842.0, (Reading("layer", tuple(words)),), pixels=pixels)


def text(lines):
    return SourcePage(1, 595.0, 842.0, (Reading("text", lines=tuple(lines)),))


def states(page):
    return list(judge_page(page).readings[0].verdicts)


def state(page):
    verdict = judge_page(page).verdict
    assert verdict.reasons and all(verdict.reasons) and 0 <= verdict.share_bad <= 1
    return verdict.state


@pytest.mark.parametrize("make", [layer, text])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (RIGHT, "usable"),
        (GARBLED, "garbled"),
        (BARE, "garbled"),
        (ENGLISH, "unknown"),
        (NUMBERS, "unknown"),
        (["Điều 1"], "unknown"),
        ([], "absent"),
        (RIGHT + ENGLISH[:1], "usable"),
        (RIGHT + GARBLED, "garbled"),
        (["", "  "], "absent"),
    ],
)
def test_states(make, lines, expected):
    assert state(make(lines)) == expected


def test_no_reading_at_all():
    page = SourcePage(1, 595.0, 842.0, pixels=True)
    assert state(page) == "absent"
    assert judge_page(page).readings == ()


def test_share_bad_counts_words():
    assert judge_page(text(RIGHT)).verdict.share_bad == 0
    assert judge_page(text(GARBLED)).verdict.share_bad == 1
    mixed = judge_page(text([*RIGHT, "", "", "", *GARBLED])).verdict.share_bad
    assert 0.3 < mixed < 0.7


def test_reasons_tell_bare_from_garbled():
    assert "without its marks" in " ".join(judge_page(text(BARE)).verdict.reasons)
    assert "model of another language" in " ".join(judge_page(text(GARBLED)).verdict.reasons)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Người ký: Cổng Thông tin điện tử Chính phủ",
            "Email: thongtinchinhphu@chinhphu.vn",
            "Thời gian ký: 05.06.2015 10:12:33 +07:00",
        ],
        ["Ký bởi: VĂN PHÒNG CHÍNH PHỦ", "Ngày ký: 01/02/2020"],
        ["Digitally signed by Nguyen Van A", "Date: 2020.02.01"],
        ["7"],
        ["- 12 -"],
        ["CONG BAO/So 123"],
        ["Signature Not Verified", "Ký bởi: Công ty Cổ phần Hòa Bình", "Ký ngày: 12/3/2021"],
        ["Đã ký điện tử bởi", "Nguyễn Văn Hùng", "12/3/2021 10:12:33"],
        ["Scanned with CamScanner"],
        ["DocuSign Envelope ID: 8F3A211-11D2-4B7E"],
        ["VĂN PHÒNG ỦY BAN NHÂN DÂN", "ĐẾN", "Số: 123", "Ngày: 1/2/2020"],
    ],
)
def test_stamps(lines):
    assert state(layer(lines, pixels=True)) == "stamp"
    assert state(layer(lines)) != "stamp"  # without an image there is nothing else to read


def test_a_whole_page_that_names_its_signer_is_no_stamp():
    assert state(layer([*RIGHT, "Người ký: Nguyễn Văn A"], pixels=True)) == "usable"


@pytest.mark.parametrize(
    "lines",
    [
        ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "Lò Văn Đoài"],
        ["Noi nhan:", "- Nhu trén;", "- Luu: VT.", "Ky boi: VAN PHONG"],
        ["Kính gửi: Chánh Văn phòng", "Ký bởi: VĂN PHÒNG SỞ", "Ngày ký: 01/02/2020"],
    ],
)
def test_the_end_of_a_document_alone_on_its_page_is_no_stamp(lines):
    assert state(layer(lines, pixels=True)) != "stamp"


@pytest.mark.parametrize("pixels", [False, True])
def test_legacy_fonts(pixels):
    assert state(layer(RIGHT, pixels, ".VnTime", "Céng")) == "legacy"
    assert state(layer(RIGHT, pixels, "VNI-Times", "Coäng")) == "legacy"
    assert set(states(layer(RIGHT, pixels, ".VnTime", "Céng"))) == {"legacy"}
    assert state(layer(RIGHT, pixels, "Arial", "Céng")) == "legacy"  # the font's name lies, the words have told


def test_decomposed_letters_are_no_legacy():
    page = layer(RIGHT)
    words = tuple(msgspec.structs.replace(w, before=unicodedata.normalize("NFD", w.text)) for w in page.readings[0].words)
    assert state(SourcePage(1, 595.0, 842.0, (Reading("layer", words),))) == "usable"


def test_legacy_lines_of_a_page_that_is_unicode():
    page, more = layer([*RIGHT * 2]), layer(["Cộng hòa xã hội chủ nghĩa"], before="Céng").readings[0].words
    words = (*page.readings[0].words, *(msgspec.structs.replace(w, row=6) for w in more))
    assert states(SourcePage(1, 595.0, 842.0, (Reading("layer", words),))) == ["usable"] * 6 + ["legacy"]


@pytest.mark.parametrize("word", ["(cid:37)(cid:12)", "\uf0a1\uf0b2\uf0c3", "Ph\N{REPLACEMENT CHARACTER}"])
def test_lost_letters(word):
    page = judge_page(layer([" ".join([word] * 8)] * 5))
    assert page.verdict.state == "garbled" and "lost" in " ".join(page.verdict.reasons)
    assert set(page.readings[0].verdicts) == {"garbled"}


def test_bullets_of_symbol_fonts_are_no_lost_letters():
    assert state(layer([f"\uf0b7 {line}" for line in RIGHT])) == "usable"


@pytest.mark.parametrize("blocks", [1, 3])
def test_half_english(blocks):
    lines = [line for _ in range(3) for some in (RIGHT[:blocks], (ENGLISH * 2)[:blocks]) for line in some]
    assert state(text(lines)) == "usable"


MAORI = [
    "Ko te mana o te tangata i tupu ai nga mahi whakarihariha me nga tikanga katoa",
    "te whakapuakitanga whanui o nga mana o nga iwi katoa o te ao hurihuri nei ra",
] * 8


def test_other_languages_that_look_damaged():
    assert state(text(MAORI)) == "unknown" and "garbled" not in states(text(MAORI))
    assert state(text(GARBLED * 5)) == "garbled"


def test_a_table_of_numbers_over_an_image_is_no_stamp():
    assert state(layer(NUMBERS * 5, pixels=True)) == "unknown"


def test_mixed_pages_line_by_line():
    lines = [*RIGHT, *GARBLED, *RIGHT, *ENGLISH, *RIGHT]
    found = states(text(lines))
    assert found == ["usable"] * 3 + ["garbled"] * 3 + ["usable"] * 3 + ["unknown"] * 2 + ["usable"] * 3
    assert states(layer(lines)) == found


def test_lines_by_turns():
    lines = [line for both in zip(RIGHT, GARBLED, strict=True) for line in both]
    assert states(text(lines)) == ["usable", "garbled"] * 3


def test_short_lines_lean_on_their_neighbours():
    for short in ("NGHI", "hoa", "ban", "cao", "(theo)"):
        assert states(text([*GARBLED, short, *GARBLED]))[3] == "garbled"
        assert states(text([*RIGHT, short, *RIGHT]))[3] == "usable"
    for line in (RIGHT[0], GARBLED[0]):  # a long line speaks for itself
        around = GARBLED if line is RIGHT[0] else RIGHT
        assert states(text([*around, line, *around]))[3] == ("usable" if line is RIGHT[0] else "garbled")


def test_lines_without_words_say_nothing():
    found = states(text([RIGHT[0], "", "123", "...", "a", GARBLED[0]]))
    assert found == ["usable", "unknown", "unknown", "unknown", "unknown", "garbled"]


def test_rows_are_distributions():
    for lines in ([], [""], ["a"], RIGHT + GARBLED + ENGLISH, ["\x00", "\ud800", "🎉", "中文 文字", "x" * 10_000]):
        found = rows(lines, evidence())
        assert len(found) == len(lines)
        for row in found:
            assert row.posterior.shape == (len(Class),) and row.posterior.sum() == pytest.approx(1, abs=1e-4)


def test_only_the_first_reading_is_judged():
    page = layer(GARBLED)
    more = Reading("ocr", page.readings[0].words)
    done = judge_page(SourcePage(1, 595.0, 842.0, (*page.readings, more)))
    assert len(done.readings[0].verdicts) == 3 and done.readings[1] == more


def test_same_page_same_verdict():
    page = layer(RIGHT + GARBLED + ENGLISH)
    assert judge_page(page) == judge_page(page)
    assert isinstance(judge_page(page).verdict, Verdict)


FRENCH = "Le comité populaire de la province présentera les résultats avant la fin de l'année."
GERMAN = "Die Regierung hat gestern beschlossen, die Zusammenarbeit mit Vietnam zu verstärken."
SPANISH = "La niña cogió el cántaro y bajó despacio al río, donde no había nadie en la orilla."
CODE = "    for name, value in sorted(self.items.items(), key=lambda pair: pair[1]):"


@pytest.mark.parametrize("line", [FRENCH, GERMAN, SPANISH, CODE, *ENGLISH])
@pytest.mark.parametrize("around", [[], RIGHT, GARBLED, BARE])
def test_other_languages_stay(line, around):
    assert states(text([*around, line, *around]))[len(around)] == "unknown"


def test_other_languages_by_turns():
    lines = [line for _ in range(5) for line in (FRENCH, GARBLED[0], RIGHT[0], ENGLISH[0], BARE[0])]
    assert states(text(lines)) == ["unknown", "garbled", "usable", "unknown", "garbled"] * 5


@pytest.mark.parametrize(
    "line",
    [
        "Các cấp ủy phải chi dao cac co quan phối hợp chặt chẽ trong công tác dân vận.",
        "Ban Chấp hành yêu cầu các cơ quan thuc hién nghi quyét nay va bao céo.",
        "Thuc hien nghi quyet cua Dang, các cơ quan, đơn vị đã tổ chức quán triệt.",
    ],
)
def test_damaged_runs_in_right_lines(line):
    assert states(text([*RIGHT, line, *RIGHT]))[3] == "garbled"


@pytest.mark.parametrize(
    "line",
    [
        "Ông Nguyễn Thanh Tâm và bà Lan đến Long An, Kiên Giang ngay sau khi họp.",
        "Cha con Minh Quang đi theo ba trong hai năm, ăn cơm canh rau mỗi ngày.",
        "Hội thảo Smart City Asia Forum do Samsung Electronics Vietnam tổ chức.",
    ],
)
def test_unmarked_words_of_right_lines_stay(line):
    assert states(text([*RIGHT, line, *RIGHT]))[3] == "usable"
