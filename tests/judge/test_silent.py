"""Addresses, tags and lists of codes among right and among damaged lines: they say nothing of either."""

import pytest

from vndoc.judge import judge_page
from vndoc.judge.silent import speaking
from vndoc.pages import Reading, SourcePage

RIGHT = ["Sáng nay, Bộ Chính trị họp bàn về công tác cán bộ nhiệm kỳ tới.", "Hội nghị kết thúc vào cuối giờ chiều."]
BARE = ["Sang nay, Bo Chinh tri hop ban ve cong tac can bo nhiem ky toi.", "Hoi nghi ket thuc vao cuoi gio chieu."]
BROKEN = [
    "https://baochinhphu.vn/tin-tuc/bo-chinh-tri-hop-ban-ve-",
    "cong-tac-can-bo-nhiem-ky-toi-va-nhung-nhiem-vu-",
    "trong-tam-102938475.htm",
]
CUT = ["Nguồn: www.nhandan.vn/chinh-tri/ket-luan-cua-ban-b", "ithu-ve-cong-tac-to-chuc?id=12&lang=vi"]


def judged(lines):
    return judge_page(SourcePage(1, 595.0, 842.0, (Reading("text", lines=tuple(lines)),)))


@pytest.mark.parametrize(
    "silent",
    [
        BROKEN,
        CUT,
        ["#BoChinhTri #CongTacCanBo #hoinghitrunguong #DaiHoiDang"],
        ["thuvien.edu.vn/sach/lich-su-dang-bo-tinh.pdf", "giao-trinh-xay-dung-dang.docx"],
        ["Giấy phép lái xe hạng A1, A2, B1, B2, C1, C, D1E, D2E, BE"],
    ],
)
def test_right_pages_stay_right(silent):
    for lines in ([*RIGHT, *silent], [*silent, *RIGHT], [RIGHT[0], *silent]):
        page = judged(lines)
        assert page.verdict.state == "usable" and page.verdict.share_bad == 0
        assert "garbled" not in page.readings[0].verdicts


@pytest.mark.parametrize("silent", [BROKEN, CUT[:1]])
def test_damaged_pages_stay_damaged(silent):
    page = judged([*BARE, *silent])
    assert page.verdict.state == "garbled" and page.readings[0].verdicts[:2] == ("garbled", "garbled")


@pytest.mark.parametrize(
    "line",
    [
        "Thuc hién Nghi quyét s6 02-NQ/TW va/hoac Ké hoach s6 12-KH/TU ngay 05/6/2020.",
        "van dé kinh té-xa hdi, C6 A1 trong ngdy, theo Cong van s6 B6/2010.",
        "",
    ],
)
def test_words_of_a_line_are_none_of_these(line):
    assert speaking([line]) == [line.split()]


def test_the_rest_of_an_address_is_the_next_line_alone():
    assert speaking([BROKEN[0], "nghị quyết", "hop-ban"]) == [[], ["nghị", "quyết"], ["hop-ban"]]
    assert speaking([BROKEN[0], "xem", "hop"]) == [[], [], ["hop"]]


CHEMICALS = [
    "1. Axit clohidric HCl 45% Chai",
    "2. Natri hypoclorit NaClO 7% Chai",
    "3. Toluen C7H8 Chai",
    "4. Benzen C6H6 Chai",
]


def test_names_of_chemicals_are_no_damage():
    page = judged([*RIGHT, *CHEMICALS])
    assert page.verdict.state == "usable" and "garbled" not in page.readings[0].verdicts
    assert judged([*RIGHT, *BARE, *CHEMICALS[:1]]).readings[0].verdicts[2:4] == ("garbled", "garbled")


def test_a_few_words_damn_no_page():
    page = judged([RIGHT[1], "thuc hién nghi quyét"])
    assert page.verdict.state == "usable" and page.readings[0].verdicts[-1] == "garbled"
