import pytest

from vndoc.arrange import settle
from vndoc.document import Verdict
from vndoc.pages import ArrangedPage, TextLine

BODY = ("Điều {} quy định về phạm vi điều chỉnh của Quy chế", "này và trách nhiệm của các cơ quan có liên quan trong")


def page(number, *lines, role="body"):
    """A page with (text, height) lines beside its body."""
    placed = [*lines, *((text.format(number), 100.0 + 16 * i) for i, text in enumerate(BODY))]
    placed.sort(key=lambda line: line[1])
    return ArrangedPage(number, 595.0, 842.0, Verdict("usable"), "layer", tuple(text_line(t, y, role) for t, y in placed))


def text_line(text, y, role="body"):
    return TextLine(text, text, "layer", role, box=(85.0, y, 85.0 + 6 * len(text), y + 12))


def running(pages):
    return [[line.raw for line in p.lines if line.role == "running_head"] for p in settle(pages)]


def test_a_head_with_the_number_of_its_page():
    pages = [page(n, (f"CÔNG BÁO/Số 125 + 126/Ngày 25-3-2010 {n + 10}", 40.0 + n % 2)) for n in range(1, 6)]
    assert running(pages) == [[f"CÔNG BÁO/Số 125 + 126/Ngày 25-3-2010 {n + 10}"] for n in range(1, 6)]


def test_a_head_of_every_other_page_and_a_foot_that_is_misread():
    heads = {0: "LUẬT LƯU TRỮ", 1: "TÀI LIỆU HỘI NGHỊ"}
    feet = [
        "Văn phòng Tỉnh ủy",
        "Van phdng Tinh ty",
        "Vãn phòng Tỉnh ủy",
        "Văn phòng Tính úy",
        "Văn phòng Tỉnh ủy",
        "Van phong Tinh uy",
    ]
    pages = [page(n, (heads[n % 2], 40.0), (feet[n - 1], 800.0)) for n in range(1, 7)]
    assert running(pages) == [[heads[n % 2], feet[n - 1]] for n in range(1, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "PHỤ LỤC {}",  # headings with numbers of their own
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",  # letters bound together
        "{}. Tên công trình",
        "{}",
    ],
)
def test_lines_that_are_alike_and_are_no_running_heads(text):
    pages = [page(n, (text.format(3 * n), 60.0)) for n in range(1, 6)]
    assert running(pages) == [[]] * 5


def test_a_heading_that_counts_with_its_pages_is_none():
    assert running([page(n, (f"PHỤ LỤC {n}", 60.0)) for n in range(1, 6)]) == [[]] * 5


def test_few_pages_other_heights_other_roles():
    assert running([page(n, ("CÔNG BÁO", 40.0)) for n in (1, 2)]) == [[]] * 2
    assert running([page(n, ("CÔNG BÁO", 35.0 + 25 * n)) for n in range(1, 4)]) == [[]] * 3
    assert running([page(n, ("Tên công trình", 40.0), role="table") for n in range(1, 6)]) == [[]] * 5
    some = [page(n, *([("CÔNG BÁO", 40.0)] if n <= 3 else [])) for n in range(1, 13)]
    assert running(some) == [[]] * 12
    assert settle([]) == ()


def test_no_line_is_lost():
    pages = [page(n, ("CÔNG BÁO", 40.0)) for n in range(1, 6)]
    assert [[line.raw for line in p.lines] for p in settle(pages)] == [[line.raw for line in p.lines] for p in pages]
