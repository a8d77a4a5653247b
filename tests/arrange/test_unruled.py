"""Tables without lines, and what only looks like one."""

import pytest

from vndoc.arrange import arrange
from vndoc.document import Verdict
from vndoc.geometry import fill_cells
from vndoc.pages import Reading, SourcePage, SourceWord

BODY = "Các cơ quan, đơn vị tiếp tục rà soát số liệu và gửi báo cáo trước ngày 15 hằng tháng"


def page(*rows, state="usable", number=2):
    """A page of rows, each of (left edge, text) pairs."""
    words = []
    for r, row in enumerate(rows):
        for x, text in row:
            for part in text.split():
                words.append(SourceWord(part, (x, 100 + 18.0 * r, x + 6 * len(part), 112 + 18.0 * r), r, "Times", 12.0))
                x += 6 * len(part) + 3.5
    return SourcePage(number, 595.0, 842.0, (Reading("layer", tuple(words)),), verdict=Verdict(state))


def row(*texts, at=(85.0, 120.0, 330.0, 430.0)):
    return [(x, text) for x, text in zip(at, texts, strict=True) if text]


TABLE = (
    row("TT", "Tên xã", "Số thôn", "Số hộ"),
    row("1", "Xã Minh Tân thuộc", "5", "420"),
    row("", "huyện An Hòa", "", ""),
    row("2", "Xã Quang Trung", "6", "512"),
    row("3", "Xã Phú Lộc", "3", "201"),
)


def test_columns_told_by_what_stands_between_them():
    source = page([(85.0, "2. Số liệu của các xã như sau:")], *TABLE, [(85.0, f"3. {BODY}")])
    arranged = arrange(source)
    (table,) = arranged.tables
    filled = fill_cells(table, source.readings[0].words)
    texts = [[c.text for c in filled.cells if c.row == r] for r in range(4)]
    assert texts[0] == ["TT", "Tên xã", "Số thôn", "Số hộ"]
    assert texts[1] == ["1", "Xã Minh Tân thuộc\nhuyện An Hòa", "5", "420"]
    assert texts[3] == ["3", "Xã Phú Lộc", "3", "201"]
    assert [line.raw for line in arranged.lines if line.role != "table"] == ["2. Số liệu của các xã như sau:", f"3. {BODY}"]


@pytest.mark.parametrize(
    "source",
    [
        page(*[[(85.0, BODY)]] * 6),
        page(*[row(*("Lò Văn Sơn", "Vi Thị Mai", "Hà An"), at=(85.0, 250.0, 420.0))] * 4),  # several signatures
        page(*[[(85.0, f"{n}."), (120.0, "Xã Minh Tân có"), (300.0, "5 thôn")] for n in range(1, 6)]),  # a list
        page(*[[(85.0, "Họ tên:"), (140.0, "........"), (330.0, "Tuổi:"), (400.0, "......")]] * 4),  # a form
        page(*[[(85.0, "Các"), (140.0, "cơ"), (200.0, "quan,"), (290.0, "đơn"), (400.0, "vị")]] * 4),  # wide spaces
        page(*TABLE[:2]),  # a row alone
        page(*TABLE, state="garbled"),
    ],
)  # fmt: skip
def test_what_is_no_table(source):
    assert arrange(source).tables == ()
