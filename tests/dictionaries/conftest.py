"""A toy build: sentences of the project's own, a reader that misreads them by rule, and all laid out for a build."""

import lzma
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from dictionaries.build.plan import Plan
from vndoc.alphabet import strip_marks

SENTENCES = """\
Ủy ban nhân dân xã họp thường kỳ vào sáng thứ hai đầu tháng.
Bí thư chi bộ đọc dự thảo nghị quyết và đề nghị các đảng viên thảo luận.
Thôn Đông có 45 hộ, trong đó 12 hộ chưa có nước sạch.
Đường vào trường tiểu học dài 350 mét, cần sửa trước mùa mưa.
Kế toán báo cáo các khoản thu, chi của quý trước; không ai có ý kiến khác.
Căn cứ Kế hoạch số 07-KH/ĐU, ban chỉ đạo phân công từng người.
Thường trực HĐND xã nhận chăm sóc hàng cây hai bên đường.
Hợp tác xã xin thuê thêm ruộng ở phía nam kênh.
Trạm y tế tiêm phòng cho trẻ em dưới năm tuổi vào ngày 20.
Trưởng thôn lập danh sách những gia đình cần giúp đỡ.
Đoàn thanh niên tổ chức dọn vệ sinh khu chợ cũ.
Quỹ khuyến học tặng sách vở cho học sinh nghèo vượt khó.
Hội đồng nhân dân giám sát việc sử dụng đất công.
Theo đề nghị của các hộ, cuộc họp lùi lại một tuần.
Người dân được xem hồ sơ tại trụ sở: bản đồ, biên bản, dự toán.
Công an xã nhắc nhở các chủ quán giữ trật tự ban đêm.
Ban quản lý chợ thu phí theo mức đã công bố.
Đảng ủy giao văn phòng theo dõi, đôn đốc và báo cáo kết quả.
Nhà văn hóa mở cửa từ 7 giờ đến 21 giờ.
Tổ hòa giải gặp hai gia đình để bàn về ranh giới thửa ruộng.
Mặt trận vận động mỗi hộ góp một ngày công làm đường.
Thủ quỹ kiểm kê tài sản cùng với đại diện của thôn.
Chủ tịch kết luận: việc nào dân bàn thì phải để dân bàn.
Biên bản lập thành ba bản (mỗi bên giữ một bản).
Những ý kiến còn khác nhau được ghi lại để trình cấp trên.
Lớp học tiếng dân tộc mở vào buổi tối, không thu tiền.
Đội dân quân trực bão tại cầu và cống phía đông.
Nước sông lên nhanh, các hộ ven đê chuyển đồ đạc lên cao.
Việc xây chuồng trại phải cách nguồn nước ít nhất 100 mét.
Cán bộ địa chính đo lại thửa đất và ký vào sơ đồ.
Nghị quyết được thông qua với 23 phiếu thuận, 1 phiếu trắng.
Đồng chí phó bí thư thay mặt cấp ủy cảm ơn các hộ đã hiến đất.
Giống lúa mới chịu được mặn, năng suất cao hơn giống cũ.
Thư viện xã nhận thêm sách của Johann Wolfgang Goethe và Victor Hugo.
Các tổ báo cáo theo mẫu, gửi về văn phòng trước ngày 25/11.
Quyết định này có hiệu lực kể từ ngày ký.""".splitlines()

HELD_OUT = """\
Con đò ngang cuối cùng của làng nghỉ chạy từ hôm khánh thành cầu treo. Ông lái đò già đem chiếc thuyền gỗ lên bờ,
lật úp dưới gốc gạo, rồi ngày ngày ra ngồi nhìn khách bộ hành qua lại trên đầu mình. Trẻ con hỏi ông có tiếc bến cũ không,
ông chỉ cười, bảo rằng sông vẫn chảy đấy thôi, còn người ta thì đi nhanh hơn một chút."""

HABITS = [
    {"đ": "d", "Đ": "D", "ủa": "iia", "ố": "6", "ữ": "it", "ức": "irc", "ệ": "é"},
    {"đ": "đ", "Đ": "P", "ủa": "ua", "ố": "é", "ữ": "i", "ộ": "6", "ị": "j"},
    {"đ": "d", "Đ": "B", "ầ": "a", "ế": "é", "ô": "6", "ờ": "o'", "là": "13"},
]
"""What readers make of letters; the rest loses its marks."""

ALMOST = {"hộ": "hô", "đường": "đuờng", "của": "cua"}
"""The same of a reader of Vietnamese."""

ENGLISH = [
    [
        "The",
        "meeting",
        "was",
        "called",
        "to",
        "order",
        "and",
        "the",
        "minutes",
        "of",
        "the",
        "last",
        "one",
        "were",
        "read",
        "by",
        "the",
        "clerk",
    ]
]

SCANS = 12
CORPORA = ("huyen", "xa")


def misread(text, habits):
    for printed, seen in habits.items():
        text = text.replace(printed, seen)
    return strip_marks(text).replace("nghiep", "ngh iep").replace("thuong", "thu ong")


def nearly(text):
    """What a reader of Vietnamese makes of a line: one vowel is another now and then."""
    for printed, seen in ALMOST.items():
        text = text.replace(printed, seen)
    return text


def some(random, n):
    return [random.choice(SENTENCES) for _ in range(n)]


def lay_out(folder):
    """A `Plan` with its corpora, held-out text, pairs and table below a folder."""
    random = Random("toy")
    corpora, held_out, pairs = (folder / name for name in ("corpora", "held out", "pairs"))
    for path in (corpora, held_out / "deep", pairs):
        path.mkdir(parents=True)
    (held_out / "deep" / "bến đò.txt").write_text(HELD_OUT, "utf-8")
    for name in CORPORA:
        documents = ["\n".join(some(random, 12)) for _ in range(40)]
        documents[7] += "\n\n" + HELD_OUT if name == "xa" else ""
        text = "".join(f"### {name} | văn bản {i}\n{d}\n" for i, d in enumerate(documents))
        if name == "xa":
            (corpora / f"{name}.txt.xz").write_bytes(lzma.compress(text.encode()))
        else:
            (corpora / f"{name}.txt").write_text(text, "utf-8")
    for number in range(SCANS):
        habits = HABITS[number % len(HABITS)]
        lines = some(random, 14)
        rows = "".join(f"{line}\t{misread(line, habits)}\t{nearly(line)}\n" for line in lines)
        (pairs / f"scan-{number:02}.tsv").write_text("truth\teng\tvie\n" + rows, "utf-8")
    (folder / "corpora.tsv").write_text("# toy\nxa\t0.6\t0.2\t1\t-\tyes\t2\nhuyen\t0.4\t0.8\t2\t3000\t-\t1\n", "utf-8")
    return Plan(
        out=folder / "out",
        work=folder / "work",
        corpora=corpora,
        held_out=(held_out,),
        pairs=pairs,
        table=folder / "corpora.tsv",
        say=lambda line: None,
    )


@pytest.fixture(scope="session", autouse=True)
def little_english():
    """One English sentence, instead of what the standard library says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dictionaries.build.material.english", SimpleNamespace(texts=lambda: ENGLISH))
        yield


@pytest.fixture(scope="session")
def toy(tmp_path_factory):
    """A plan whose steps up to the n-grams have run; look, do not touch."""
    from dictionaries.build.__main__ import run

    plan = lay_out(tmp_path_factory.mktemp("toy"))
    run(("corpus", "pairs", "labels", "ngrams"), plan)
    return plan


@pytest.fixture
def fresh(tmp_path):
    """A plan of which nothing has run."""
    return lay_out(Path(tmp_path))
