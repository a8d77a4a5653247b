import pytest

from vndoc.arrange import arrange
from vndoc.document import Engine, Verdict
from vndoc.pages import Reading, SourcePage, SourceWord


def word(text, x, y=100.0, width=None, height=12.0, row=0, confidence=0.95):
    return SourceWord(text, (x, y, x + (width or 6 * len(text)), y + height), row, confidence=confidence)


def line(text, x=85.0, y=100.0, row=0, confidence=0.95):
    out = []
    for part in text.split():
        out.append(word(part, x, y, row=row, confidence=confidence))
        x += 6 * len(part) + 3
    return out


def body(words, kind="ocr"):
    rest = [w for i in range(6) for w in line("Nghị quyết này có hiệu lực từ ngày ký ban hành", y=140.0 + 20 * i, row=10 + i)]
    page = SourcePage(2, 595.0, 842.0, (Reading(kind, tuple(words + rest)),), verdict=Verdict("absent"))
    return [(line.role, line.raw) for line in arrange(page).lines][:-6]


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param(word("-", 70.0, 109.0, 1.5, 1.2), id="a dash too small for one"),
        pytest.param(word(".", 66.0, 109.0, 5.0, 1.6), id="a full stop"),
        pytest.param(word("-_", 62.0, 106.0, 5.0, 2.0), id="a dash before a marker"),
    ],
)
def test_a_speck_before_a_marker_is_no_part_of_its_line(sign):
    assert body([sign, *line("9. Mở rộng các hoạt động", x=80.0)]) == [
        ("stamp", sign.text),
        ("body", "9. Mở rộng các hoạt động"),
    ]


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param(word("-_", 80.0, 106.0, 2.8, 1.2), id="a dash in small type"),
        pytest.param(word("'", 72.0, 105.5, 4.0, 1.2), id="a dash read as something else"),
        pytest.param(word("•", 76.0, 105.0, 2.0, 2.0), id="a small bullet"),
    ],
)
def test_a_bullet_stays(sign):
    assert body([sign, *line("Mở rộng các hoạt động", x=90.0)]) == [("body", f"{sign.text} Mở rộng các hoạt động")]


def test_initials_behind_the_last_words_are_none_of_them():
    words = [*line("chịu trách nhiệm thi hành Nghị định này./."), word("vZ", 345.0, 95.0, height=22.0, confidence=0.4)]
    assert body(words) == [("body", "chịu trách nhiệm thi hành Nghị định này./."), ("stamp", "vZ")]


def test_initials_behind_an_archive_line_are_none_of_it_but_typed_ones_are():
    words = [*line("- Lưu: Văn thư, PL (5b). N."), word("$0", 300.0, confidence=0.2)]
    assert body(words) == [("body", "- Lưu: Văn thư, PL (5b). N."), ("stamp", "$0")]
    words = line("- Lưu: VT (2), KTTH (3).")
    assert body(words) == [("body", "- Lưu: VT (2), KTTH (3).")]


def test_a_speck_read_as_a_letter_far_above_does_not_take_a_row_apart():
    words = [*line("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT"), word("NAM", 290.0, 101.0, height=20.0), word("N", 200.0, 76.0, 1.0, 1.0)]
    assert ("body", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM") in body(words)


def test_a_short_line_amid_a_paragraph_is_text_though_readings_differ():
    def lines(texts):
        return [w for i, text in enumerate(texts) for w in line(text, y=100.0 + 16 * i, row=i)]

    first = ["Chức vụ của người có liên quan hiện nay tại tổ chức", "", "Quan hệ của người thực hiện giao dịch với người"]
    first += ["Số lượng quyền mua cổ phiếu đã bán trong kỳ", "Số lượng cổ phiếu dự kiến nắm giữ sau khi"]
    unsure = [SourceWord("th", (85.0, 116.0, 100.0, 128.0), 9, confidence=0.1)]
    unsure += [SourceWord("tó):", (103.0, 116.0, 125.0, 128.0), 9, confidence=0.1)]
    other = [SourceWord("vd):", (85.0, 116.0, 125.0, 128.0), 9, confidence=0.1)]
    readings = (
        Reading("ocr", tuple(lines(first) + unsure)),
        Reading("ocr", tuple(lines(first) + other), engine=Engine("x", "1", ("eng",))),
    )
    arranged = arrange(SourcePage(2, 595.0, 842.0, readings, verdict=Verdict("absent")))
    assert [(line.role, line.raw) for line in arranged.lines][1] == ("body", "th tó):")


def test_a_circumflex_alone_is_a_speck_not_a_letter():
    assert body(
        [*line("Bộ Tư pháp"), word("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", 400.0, 95.0, 1.0, 1.0, confidence=0.6)]
    ) == [
        ("stamp", "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}"),
        ("body", "Bộ Tư pháp"),
    ]
