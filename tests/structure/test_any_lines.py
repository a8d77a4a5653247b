"""Any lines give a tree, and every line is in exactly one place."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from vndoc.document import Verdict
from vndoc.pages import ArrangedPage, TextLine
from vndoc.structure import structure
from vndoc.structure.assemble import Parts, placed, take_apart
from vndoc.structure.tree import Node

LINES = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN GIANG Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND An Giang, ngày 05 tháng 9 năm 2013
QUYẾT ĐỊNH
Về việc ban hành Quy chế làm việc
V/v báo cáo
Kính gửi: Ủy ban nhân dân tỉnh
Căn cứ Luật Tổ chức Chính phủ;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định
a) Nội dung thứ nhất;
đ) Nội dung khác;
I. MỤC TIÊU
Il. NHIỆM VỤ
1.1. Việc thứ nhất
- Gạch đầu dòng;
+ Dấu cộng;
“Điều 5. Sửa đổi”
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như Điều 3;
- Lưu: VT. KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn An
PHỤ LỤC I
(Ban hành kèm theo Quyết định số 12/QĐ-UBND)
QUY CHẾ
12
*

l. Một
|| . x
Điều 1O. Phạm vi
Điều 2S
Chương Y
CHƯƠNG 11
VUI CÔNG BỐ THÔNG TIN
§. Ba
114. Một
Họ và tên: ............................
* Đại diện bên vi phạm
được Quốc hội thông qua”;""".splitlines()
ROLES = ("body", "header", "footer", "signature", "page_number", "stamp", "table", "running_head", "footnote")

line = st.builds(
    lambda text, role, column, cut, flag: TextLine(text[cut:], text[cut:], "text", role=role, column=column, paragraph=flag),
    st.sampled_from(LINES) | st.text(max_size=30),
    st.sampled_from(ROLES),
    st.sampled_from(("full", "left", "right")),
    st.integers(0, 5),
    st.booleans(),
)
document = st.lists(st.lists(line, max_size=25), max_size=3)


def pages(lines: list[list[TextLine]]) -> list[ArrangedPage]:
    return [ArrangedPage(n, 595, 842, Verdict("usable"), "layer", tuple(x)) for n, x in enumerate(lines, 1)]


MARKER = 20
"""Letters and digits of the longest marker, which its section's text is without."""


def signs(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def check_words(parts: Parts) -> None:
    """Sections hold the words of their lines, in order; a marker may be mended."""
    for node in walk(parts.body):
        said, printed = signs(node.title + "".join(node.texts)), signs("".join(p.text for p in node.pieces))
        assert node.level in ("table", "annex") or (printed.endswith(said) and len(printed) - len(said) <= MARKER)
    order = [p.place for node in walk(parts.body) if node.level != "footnote" for p in node.pieces if p.role != "footnote"]
    assert order == sorted(order)


def check(made: list[ArrangedPage]) -> None:
    parts = take_apart(made)
    check_words(parts)
    where = placed(parts)
    lines = {(page.number, i): line for page in made for i, line in enumerate(page.lines)}
    count = Counter(where)
    assert set(count) == set(lines)
    doubled = [place for place, n in count.items() if n > 1]
    # a line that holds both sides of a two-column head or foot may serve two parts
    assert all(n <= 2 for n in count.values())
    assert all(lines[place].column != "right" for place in doubled)
    structure(made)


@settings(max_examples=120, derandomize=True, deadline=None)
@given(document)
def test_any_lines(lines: list[list[TextLine]]) -> None:
    check(pages(lines))


def test_shuffled_cut_doubled() -> None:
    for seed in range(20):
        rng = random.Random(seed)
        some = [rng.choice(LINES)[: rng.randint(0, 60)] for _ in range(rng.randint(0, 80))]
        check(pages([[TextLine(t, t, "text") for t in some]]))
        check(pages([[TextLine(t, t, "text") for t in LINES + LINES]]))


def test_nothing() -> None:
    assert structure([]).sections == ()
    assert structure(pages([[]])).metadata.kind is None
