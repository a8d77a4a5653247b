"""Documents of every family and of the kinds that clerks write, made by hand: heads, feet, annexes, wide tables."""

from vndoc.document import Cell, Document, Line, Marks, Metadata, Number, Origin, Page, Section, Signature, Verdict

STATE_HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LONG = "Các cơ quan, đơn vị, địa phương chủ động phối hợp, thực hiện nghiêm túc và báo cáo kết quả theo quy định. "


def _document(metadata, sections, annexes=(), heading=STATE_HEAD):
    lines = tuple(Line(text, text, "header", "usable", 1.0) for text in heading)
    page = Page(1, 595.0, 842.0, Verdict("usable"), "layer", 1.0, lines)
    return Document(Origin("x.pdf", "0" * 64, "application/pdf", 1, "0", "0"), metadata, {}, sections, annexes, pages=(page,))


def _text(text, **more):
    return Section("p", "paragraph", text=text, **more)


def _clauses(count, text=LONG):
    return tuple(Section(f"clause_{n}", "clause", f"{n}.", str(n), text=text * 3) for n in range(1, count + 1))


def party_letter():
    """A Party letter to several addressees, secret and urgent."""
    return _document(
        Metadata(
            "party",
            number=Number("305-CV/TU"),
            superior="ĐẢNG BỘ TỈNH ĐÔNG SƠN",
            issuer="BAN THƯỜNG VỤ TỈNH ỦY",
            place="Đông Sơn",
            date="2021-03-15",
            subject="chuẩn bị hội nghị sơ kết công tác dân vận",
            addressees=("Ban Dân vận Tỉnh ủy", "Các huyện ủy, thành ủy"),
            recipients=("Như trên", "Thường trực Tỉnh ủy (để báo cáo)"),
            archive_line="Lưu Văn phòng Tỉnh ủy",
            signature=Signature("T/M", "BAN THƯỜNG VỤ", ("PHÓ BÍ THƯ",), "Hoàng Văn Thử"),
            marks=Marks("MẬT", "KHẨN"),
        ),
        (_text("Ban Thường vụ Tỉnh ủy đề nghị các cấp ủy thực hiện các nội dung sau:"), *_clauses(3)),
        heading=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    )


def union_notice():
    """A notice of a mass organisation."""
    return _document(
        Metadata(
            "organisation",
            "Thông báo",
            Number("12-TB/TĐTN"),
            "TỈNH ĐOÀN ĐÔNG SƠN",
            "BAN THƯỜNG VỤ",
            "Đông Sơn",
            "2019-11-04",
            "kết quả phong trào tình nguyện",
            signature=Signature("TM.", "BAN THƯỜNG VỤ", ("BÍ THƯ",), "Đỗ Thị Thử"),
        ),
        (Section("roman_1", "roman", "I.", "1", "KẾT QUẢ", children=_clauses(2)),),
        heading=("ĐOÀN TNCS HỒ CHÍ MINH",),
    )


def law():
    """A law of chapters, sections and articles over several pages."""
    articles = [
        Section(f"article_{n}", "article", f"Điều {n}.", str(n), "Trách nhiệm của cơ quan", children=_clauses(3))
        for n in range(1, 7)
    ]
    parted = Section("section_1", "section", "Mục 1", "1", "TỔ CHỨC", children=tuple(articles[2:4]))
    chapters = (
        Section("chapter_1", "chapter", "Chương I", "1", "QUY ĐỊNH CHUNG", children=tuple(articles[:2])),
        Section("chapter_2", "chapter", "Chương II", "2", "QUY ĐỊNH CỤ THỂ", children=(parted, *articles[4:])),
    )
    return _document(
        Metadata(
            "legal",
            "Luật",
            Number("99/2030/QH99"),
            issuer="QUỐC HỘI",
            subject="Mẫu",
            legal_basis=("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",),
            signature=Signature(positions=("CHỦ TỊCH QUỐC HỘI",), name="Vũ Văn Thử"),
        ),
        (_text("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;"), *chapters),
    )


def joint_circular():
    """A joint circular: two signatures above the recipients, an annex with a table of many columns."""
    heads = ("TT", "Tên huyện", *(f"Chỉ tiêu nghiêm ngặt số {n}" for n in range(1, 15)))
    cells = [Cell(0, column, text) for column, text in enumerate(heads)]
    for row in range(1, 40):
        cells += [Cell(row, 0, str(row)), Cell(row, 1, f"Huyện Nghiêng {row}")]
        cells += [Cell(row, column, f"{row * column},{column:03}") for column in range(2, len(heads))]
    table = Section("annex_1__table_1", "table", cells=tuple(cells))
    decree = _text("(Ban hành kèm theo Thông tư liên tịch số 07/2030/TTLT-BMA-BMB)")
    return _document(
        Metadata(
            "legal",
            "Thông tư liên tịch",
            Number("07/2030/TTLT-BMA-BMB"),
            issuer="BỘ MẪU A - BỘ MẪU B",
            place="Hà Nội",
            date="2030-04-01",
            subject="Hướng dẫn lập danh mục",
            recipients=("Các bộ", "Công báo"),
            archive_line="Lưu: VT",
            signatures=(
                Signature("KT.", "BỘ TRƯỞNG BỘ MẪU A", ("THỨ TRƯỞNG",), "Lê Thử Một"),
                Signature("KT.", "BỘ TRƯỞNG BỘ MẪU B", ("THỨ TRƯỞNG",), "Lê Thử Hai"),
            ),
        ),
        (Section("article_1", "article", "Điều 1.", "1", text="Ban hành danh mục."), *_clauses(12)),
        (Section("annex_1", "annex", "PHỤ LỤC", title="DANH MỤC", children=(decree, table, _text("Ghi chú: tạm tính."))),),
    )


def decision_with_regulation():
    """A State decision that enacts the regulation behind it."""
    order = (_text("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"), _text("Căn cứ Luật Mẫu;"), _text("QUYẾT ĐỊNH:"))
    regulation = Section(
        "annex_1",
        "annex",
        "QUY CHẾ",
        title="Làm việc của tổ công tác",
        children=(
            Section("annex_1__article_1", "article", "Điều 1.", "1", "Phạm vi", children=_clauses(5)),
            Section("annex_1__article_2", "article", "Điều 2.", "2", text=LONG),
        ),
    )
    return _document(
        Metadata(
            "state",
            "Quyết định",
            Number("77/QĐ-UBND"),
            issuer="ỦY BAN NHÂN DÂN TỈNH ĐÔNG SƠN",
            place="Đông Sơn",
            date="2022-08-09",
            subject="Ban hành Quy chế làm việc",
            legal_basis=("Căn cứ Luật Mẫu",),
            recipients=tuple(f"Cơ quan nhận văn bản thứ {n}, để phối hợp thực hiện" for n in range(1, 30)),
            archive_line="Lưu: VT, TH",
            signature=Signature("TM.", "ỦY BAN NHÂN DÂN", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Bùi Thử"),
            marks=Marks(draft="DỰ THẢO LẦN 2", copy="SAO Y"),
        ),
        (*order, Section("article_1", "article", "Điều 1.", "1", text="Ban hành kèm theo Quyết định này Quy chế làm việc.")),
        (regulation,),
    )


ALL = (party_letter, union_notice, law, joint_circular, decision_with_regulation)
