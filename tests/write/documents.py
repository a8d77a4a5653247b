"""Documents made by hand for the tests of the writers: a Party plan read garbled, a State decision with table and annex."""

from vndoc.document import (
    Cell,
    Citation,
    Document,
    Edit,
    Engine,
    Evidence,
    Line,
    Marks,
    Metadata,
    Notice,
    Number,
    Origin,
    Page,
    Section,
    Signature,
    Verdict,
    Word,
)

SHA = "0123456789abcdef" * 4


def line(raw, text=None, role="body", confidences=None, verdict="garbled"):
    """A line whose raw and repaired words stand side by side; all sure unless said."""
    text = raw if text is None else text
    words, at = [], 0
    for k, (before, after) in enumerate(zip(raw.split(), text.split(), strict=True)):
        before, after = before.strip(".,;"), after.strip(".,;")
        start = raw.index(before, at)
        at = start + len(before)
        sure = (confidences or {}).get(k, 0.99)
        words.append(Word(after, (start, at), sure, (float(start), 10.0, float(at), 22.0)))
    return Line(
        raw, text, role, verdict, min((w.confidence for w in words), default=1.0), (0.0, 10.0, 500.0, 22.0), tuple(words)
    )


def edits_of(pages):
    """One edit for each word that the lines above changed."""
    for page in pages:
        for index, found in enumerate(page.lines):
            for word in found.words:
                before = found.raw[slice(*word.span)]
                if before != word.text:
                    choices = ((word.text, word.confidence), ("khác", round(1 - word.confidence, 2)))
                    yield Edit(word.span, before, word.text, "garble", word.confidence, choices, page.number, index)


def party_plan():
    """A Party plan over two pages, garbled, with a doubtful word in a section."""
    first = (
        line("TINH UY SONG LAM", "TỈNH ỦY SÔNG LAM", "header"),
        line("PANG CONG SAN VIET NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "header"),
        line("KE HOACH", "KẾ HOẠCH"),
        line("I. MUC PICH", "I. MỤC ĐÍCH"),
        line("1. Tang cu'ong su lanh dao cua cac cap uy;", "1. Tăng cường sự lãnh đạo của các cấp ủy;", confidences={2: 0.62}),
        line("trang 1", "trang 1", "page_number"),
    )
    second = (
        line("viéc sinh hoat chi bo hang", "việc sinh hoạt chi bộ hàng"),
        line("thang.", "tháng.", confidences={0: 0.5}),
        line("- Cac chi bo to chuc thuc hien.", "- Các chi bộ tổ chức thực hiện."),
    )
    pages = (
        Page(1, 595.0, 842.0, Verdict("garbled", ("syllables",), 0.87), "layer", 0.9, first),
        Page(2, 595.0, 842.0, Verdict("garbled", ("syllables",), 0.9), "layer", 0.9, second),
    )
    clause = Section(
        "roman_1__arabic_1",
        "arabic",
        "1.",
        "1",
        text="Tăng cường sự lãnh đạo của các cấp ủy; việc sinh hoạt chi bộ hàng tháng.",
        pages=(1, 2),
        lines=((1, 4), (2, 1)),
    )
    dash = Section("roman_1__dash_1", "dash", "-", text="Các chi bộ tổ chức thực hiện.", pages=(2, 2), lines=((2, 2), (2, 2)))
    roman = Section("roman_1", "roman", "I.", "1", "MỤC ĐÍCH", pages=(1, 2), lines=((1, 3), (2, 2)), children=(clause, dash))
    return Document(
        Origin("ke hoach.pdf", SHA, "application/pdf", 2, "0.1.0", "abc", (Engine("tesseract", "5.3", ("vie",)),)),
        Metadata(
            family="party",
            kind="Kế hoạch",
            number=Number("21-KH/TU", "21", None, "KH", "TU"),
            superior="ĐẢNG BỘ TỈNH SÔNG LAM",
            issuer="TỈNH ỦY SÔNG LAM",
            place="Sông Lam",
            date="2021-06-12",
            subject="thực hiện Nghị quyết số 02-NQ/TW",
            recipients=("Ban Bí thư (báo cáo)", "Các huyện ủy"),
            archive_line="Lưu Văn phòng Tỉnh ủy",
            signature=Signature("T/M", "BAN THƯỜNG VỤ", ("PHÓ BÍ THƯ",), "Trần Văn Mẫu"),
        ),
        {"kind": Evidence(0.98, 1, (2,), (0.0, 10.0, 500.0, 22.0))},
        (roman,),
        citations=(Citation("Nghị quyết số 02-NQ/TW", "Nghị quyết", "02-NQ/TW", section="roman_1"),),
        pages=pages,
        edits=tuple(edits_of(pages)),
        notices=(Notice("page_unread", "page 3 has no text", None),),
    )


def state_decision():
    """A State decision of usable text, with a table and an annex."""
    cells = (
        Cell(0, 0, "TT"),
        Cell(0, 1, "Tên | loại"),
        Cell(1, 0, "1"),
        Cell(1, 1, "Đường\nliên xã"),
        Cell(2, 0, "Cộng", columns=2),
    )
    article = Section("article_1", "article", "Điều 1.", "1", text="Phê duyệt danh mục kèm theo Quyết định này:", pages=(1, 1))
    table = Section("article_2__table_1", "table", cells=cells)
    second = Section(
        "article_2", "article", "Điều 2.", "2", "Hiệu lực", "Quyết định có hiệu lực từ ngày ký.", (1, 1), children=(table,)
    )
    annex = Section(
        "annex_1",
        "annex",
        "PHỤ LỤC I",
        "1",
        "DANH MỤC",
        children=(Section("annex_1__paragraph_1", "paragraph", text="1. Một"),),
    )
    lines = (
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", role="header", verdict="usable"),
        line("Độc lập - Tự do - Hạnh phúc", role="header", verdict="usable"),
        line("Điều 1. Phê duyệt danh mục kèm theo Quyết định này:", verdict="usable"),
    )
    return Document(
        Origin("qd.pdf", SHA, "application/pdf", 1, "0.1.0", "abc"),
        Metadata(
            family="state",
            kind="Quyết định",
            number=Number("15/QĐ-UBND", "15", None, "QĐ", "UBND"),
            issuer="ỦY BAN NHÂN DÂN HUYỆN MẪU",
            place="Mẫu",
            date="2020-03-05",
            subject="Về việc phê duyệt danh mục",
            addressees=("Sở A", "Sở B"),
            legal_basis=("Căn cứ Luật Tổ chức chính quyền địa phương",),
            recipients=("Như Điều 3",),
            archive_line="Lưu: VT",
            signature=Signature("TM.", "ỦY BAN NHÂN DÂN", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Thị Thử", True),
            marks=Marks(urgency="HỎA TỐC"),
        ),
        sections=(article, second),
        annexes=(annex,),
        pages=(Page(1, 595.0, 842.0, Verdict("usable"), "layer", 1.0, lines),),
    )


def bare(*texts):
    """A document of lines alone, without metadata and sections."""
    return Document(
        Origin("x.txt", SHA, "text/plain", 1, "0.1.0", "abc"),
        pages=(Page(1, 0.0, 0.0, Verdict("unknown"), "layer", 1.0, tuple(Line(t, t, "body", "unknown", 1.0) for t in texts)),),
    )


def of_sections(*sections):
    """A document of sections alone."""
    return Document(Origin("x.txt", SHA, "text/plain", 1, "0.1.0", "abc"), sections=sections)
