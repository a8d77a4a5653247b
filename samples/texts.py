"""The texts of the samples: a Party plan, a State decision, a letter. Places, offices and people in them are invented.

A document is a list of blocks in the order of the page; `layout` sets them. In paragraphs ``**`` switches bold on and off.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Style = Literal["regular", "bold", "italic", "bold-italic"]


class Centred(NamedTuple):
    """A line in the middle of the page."""

    text: str
    style: Style = "bold"
    size: float = 14.0
    after: float = 2.0


class Columns(NamedTuple):
    """Two columns of centred lines (a head), or of left and centred ones (a foot); "" is a gap, "_" a rule."""

    left: list[tuple[Style, str]]
    right: list[tuple[Style, str]]
    left_centred: bool = True
    share: float = 0.44


class Paragraph(NamedTuple):
    """Justified text with an indented first line."""

    text: str
    style: Style = "regular"


Block = Centred | Columns | Paragraph

PLAN: list[Block] = [
    Columns(
        [("regular", "TỈNH UỶ HOÀI GIANG"), ("bold", "HUYỆN UỶ TÂN KHÊ"), ("regular", "*"), ("regular", "Số 21-KH/HU")],
        [
            ("bold", "ĐẢNG CỘNG SẢN VIỆT NAM"),
            ("regular", "_"),
            ("regular", ""),
            ("italic", "Tân Khê, ngày 14 tháng 5 năm 2019"),
        ],
    ),
    Centred("KẾ HOẠCH", size=16),
    Centred("nâng cao chất lượng sinh hoạt chi bộ ở thôn, bản"),
    Centred("giai đoạn 2019 - 2022"),
    Centred("-----", style="regular", after=10),
    Paragraph(
        "Thực hiện Chương trình số 08-CTr/TU, ngày 22/02/2019 của Ban Chấp hành Đảng bộ tỉnh Hoài Giang về củng cố tổ "
        "chức cơ sở đảng, Ban Thường vụ Huyện uỷ xây dựng Kế hoạch nâng cao chất lượng sinh hoạt chi bộ ở thôn, bản "
        "như sau:"
    ),
    Paragraph("I. MỤC ĐÍCH, YÊU CẦU", "bold"),
    Paragraph("1. Mục đích", "bold"),
    Paragraph(
        "a) Tạo chuyển biến rõ rệt về nền nếp, nội dung và hình thức sinh hoạt; khắc phục tình trạng họp chi bộ qua "
        "loa, chỉ phổ biến văn bản của cấp trên, ít bàn việc của thôn, bản."
    ),
    Paragraph("b) Phát huy trách nhiệm nêu gương của đảng viên, trước hết là bí thư chi bộ và người đứng đầu các đoàn thể."),
    Paragraph("2. Yêu cầu", "bold"),
    Paragraph(
        "Việc thực hiện phải thường xuyên, sát với điều kiện của từng nơi, có kiểm tra và đánh giá hằng quý; không "
        "làm phát sinh thêm sổ sách, biểu mẫu cho cơ sở."
    ),
    Paragraph("II. CHỈ TIÊU", "bold"),
    Paragraph(
        "1. Đến hết năm 2019, 100% chi bộ thôn, bản giữ được nền nếp sinh hoạt vào ngày mùng 5 hằng tháng; tỷ lệ đảng "
        "viên dự họp đạt từ 85% trở lên."
    ),
    Paragraph("2. Từ năm 2020, mỗi chi bộ có ít nhất 03 buổi sinh hoạt chuyên đề trong một năm."),
    Paragraph("III. NHIỆM VỤ, GIẢI PHÁP", "bold"),
    Paragraph("1. Đổi mới cách chuẩn bị và điều hành", "bold"),
    Paragraph("- Chi uỷ họp trước ít nhất 02 ngày, gửi nội dung chính đến đảng viên để chuẩn bị ý kiến."),
    Paragraph("- Bí thư chi bộ gợi mở những vấn đề còn ý kiến khác nhau; kết luận ngắn, rõ người, rõ việc, rõ thời hạn."),
    Paragraph("2. Bồi dưỡng bí thư, cấp uỷ viên chi bộ", "bold"),
    Paragraph(
        "Trung tâm chính trị huyện mở 04 lớp bồi dưỡng nghiệp vụ, mỗi lớp không quá 50 người, kết hợp dự một buổi "
        "sinh hoạt thực tế tại xã Bình Lâm hoặc xã Khê Thượng."
    ),
    Paragraph("IV. TỔ CHỨC THỰC HIỆN", "bold"),
    Paragraph("1. Ban Tổ chức Huyện uỷ theo dõi, đôn đốc và báo cáo Ban Thường vụ Huyện uỷ trước ngày 20 của tháng cuối quý."),
    Paragraph("2. Ban Tuyên giáo Huyện uỷ biên soạn tài liệu sinh hoạt chuyên đề, gửi các đảng uỷ xã trước ngày 30/6/2019."),
    Paragraph("3. Các đảng uỷ xã phân công cấp uỷ viên dự sinh hoạt với chi bộ và chịu trách nhiệm về kết quả thực hiện."),
    Columns(
        [
            ("bold-italic", "Nơi nhận:"),
            ("regular", "- Ban Thường vụ Tỉnh uỷ (báo cáo),"),
            ("regular", "- Các ban, Văn phòng Huyện uỷ,"),
            ("regular", "- Các đảng uỷ xã,"),
            ("regular", "- Lưu Văn phòng Huyện uỷ."),
        ],
        [("bold", "T/M BAN THƯỜNG VỤ"), ("bold", "PHÓ BÍ THƯ"), ("regular", ""), ("regular", ""), ("bold", "Đỗ Minh Khuê")],
        left_centred=False,
        share=0.5,
    ),
]

DECISION: list[Block] = [
    Columns(
        [("regular", "ỦY BAN NHÂN DÂN"), ("bold", "HUYỆN TÂN KHÊ"), ("regular", "_"), ("regular", "Số: 512/QĐ-UBND")],
        [
            ("bold", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("bold", "Độc lập - Tự do - Hạnh phúc"),
            ("regular", "_"),
            ("italic", "Tân Khê, ngày 09 tháng 8 năm 2019"),
        ],
        share=0.36,
    ),
    Centred("QUYẾT ĐỊNH"),
    Centred("Về việc thành lập Tổ công tác số hóa tài liệu lưu trữ", after=10),
    Centred("CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN TÂN KHÊ", after=8),
    Paragraph("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", "italic"),
    Paragraph("Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;", "italic"),
    Paragraph("Xét đề nghị của Trưởng phòng Nội vụ huyện tại Tờ trình số 47/TTr-NV ngày 02 tháng 8 năm 2019.", "italic"),
    Centred("QUYẾT ĐỊNH:", after=6),
    Paragraph("**Điều 1.** Thành lập Tổ công tác số hóa tài liệu lưu trữ huyện Tân Khê, gồm các ông, bà sau đây:"),
    Paragraph("1. Bà Vũ Thị Hải Đường, Phó Chủ tịch Ủy ban nhân dân huyện, Tổ trưởng;"),
    Paragraph("2. Ông Hoàng Văn Thược, Trưởng phòng Nội vụ, Tổ phó;"),
    Paragraph("3. Bà Lương Ngọc Quyên, viên chức Trung tâm Lưu trữ, tổ viên."),
    Paragraph("**Điều 2.** Nhiệm vụ của Tổ công tác"),
    Paragraph("1. Rà soát, lập danh mục tài liệu giấy cần số hóa, ưu tiên:"),
    Paragraph("a) Hồ sơ địa chính của các xã trước năm 1993;"),
    Paragraph("b) Văn bản của Ủy ban nhân dân huyện giai đoạn 1986 - 2005."),
    Paragraph("2. Kiểm tra chất lượng bản quét; không để thất lạc, hư hỏng bản gốc."),
    Paragraph(
        "**Điều 3.** Kinh phí thực hiện là 185.000.000 đồng (một trăm tám mươi lăm triệu đồng), lấy từ ngân sách "
        "huyện năm 2019."
    ),
    Paragraph(
        "**Điều 4.** Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân huyện, Trưởng phòng "
        "Nội vụ và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    ),
    Columns(
        [
            ("bold-italic", "Nơi nhận:"),
            ("regular", "- Như Điều 4;"),
            ("regular", "- Sở Nội vụ tỉnh (để báo cáo);"),
            ("regular", "- Lưu: VT, NV."),
        ],
        [("bold", "KT. CHỦ TỊCH"), ("bold", "PHÓ CHỦ TỊCH"), ("regular", ""), ("regular", ""), ("bold", "Vũ Thị Hải Đường")],
        left_centred=False,
        share=0.5,
    ),
]

LETTER: list[Block] = [
    Columns(
        [
            ("regular", "UBND TỈNH HOÀI GIANG"),
            ("bold", "SỞ VĂN HÓA VÀ THỂ THAO"),
            ("regular", "_"),
            ("regular", "Số: 318/SVHTT-VP"),
            ("italic", "V/v bảo quản sách, báo cũ"),
            ("italic", "trong thư viện cấp xã"),
        ],
        [
            ("bold", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("bold", "Độc lập - Tự do - Hạnh phúc"),
            ("regular", "_"),
            ("italic", "Hoài Giang, ngày 21 tháng 10 năm 2004"),
        ],
        share=0.36,
    ),
    Centred("Kính gửi: Phòng Văn hóa - Thông tin các huyện, thị xã", style="regular", after=10),
    Paragraph(
        "Qua kiểm tra 36 thư viện xã trong quý III năm 2004, Sở Văn hóa và Thể thao nhận thấy nhiều nơi để sách, báo "
        "cũ ở chỗ ẩm, mối mọt; một số bộ báo xuất bản trước năm 1975 đã rách nát, khó phục hồi. Để giữ gìn vốn tài "
        "liệu này, Sở đề nghị các phòng thực hiện một số việc sau:"
    ),
    Paragraph(
        "1. Kiểm kê toàn bộ sách, báo xuất bản trước năm 1990, ghi rõ tình trạng từng cuốn, hoàn thành trước ngày 15/12/2004."
    ),
    Paragraph("2. Chuyển tài liệu quý về kho của thư viện huyện; khi giao, nhận phải có biên bản và chữ ký của hai bên."),
    Paragraph(
        "3. Mỗi xã bố trí ít nhất 01 tủ kín, đặt nơi khô ráo; kinh phí không quá 2.500.000 đồng một tủ, do ngân sách xã chi."
    ),
    Paragraph(
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các phòng phản ánh về Sở (qua Văn phòng, điện thoại "
        "038.555.0142) để được hướng dẫn./."
    ),
    Columns(
        [
            ("bold-italic", "Nơi nhận:"),
            ("regular", "- Như trên;"),
            ("regular", "- UBND tỉnh (để báo cáo);"),
            ("regular", "- Lưu: VT, VP."),
        ],
        [("bold", "KT. GIÁM ĐỐC"), ("bold", "PHÓ GIÁM ĐỐC"), ("regular", ""), ("regular", ""), ("bold", "Phan Thị Bích Đào")],
        left_centred=False,
        share=0.5,
    ),
]
