"""Every code page there and back; right text of other languages; pages with true, missing and lying names; files."""

import sys
from pathlib import Path

import pytest

from benchmarks.encoders import ENCODERS
from samples.texts import DECISION, LETTER, PLAN, Centred, Paragraph
from vndoc.alphabet import nfc
from vndoc.document import replay
from vndoc.extract.plain import decode_text
from vndoc.fonts import code_page_of
from vndoc.options import Options
from vndoc.pages import Reading, SourcePage, SourceWord
from vndoc.recode import recode_page, recode_text
from vndoc.recode.detect import as_page, code_pages
from vndoc.recode.mojibake import undo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "extract"))
from make_pdf import Page, make_pdf, text

BLOCKS = [b for some in (PLAN, DECISION, LETTER) for b in some if isinstance(b, Paragraph | Centred)]
LINES = [nfc(b.text.replace("**", "")) for b in BLOCKS]
SENTENCE = "Thủ tướng Chính phủ ban hành Quyết định về việc thành lập Ban Chỉ đạo ở tỉnh Đồng Nai"
BYTES = ("TCVN3", "VNI", "VISCII", "VPS", "Windows-1258")


@pytest.mark.parametrize("name", ENCODERS)
def test_there_and_back(name):
    whole = "\n".join(LINES)
    encoded = ENCODERS[name](whole)
    got, edits = recode_text(encoded)
    assert replay(encoded, edits) == got
    wrong = [(a, b) for a, b in zip(whole.casefold().split(), got.casefold().split(), strict=True) if a != b]
    assert len(wrong) <= 0.003 * len(whole.split()), wrong
    assert recode_text(got) == (got, ())


@pytest.mark.parametrize("name", ENCODERS)
def test_one_sentence(name):
    assert recode_text(ENCODERS[name](SENTENCE))[0].casefold() == SENTENCE.casefold()


@pytest.mark.parametrize("name", BYTES)
def test_lines_of_a_code_page_among_unicode_lines(name):
    lines = [SENTENCE, ENCODERS[name](SENTENCE), "English words in between, as they are", SENTENCE]
    assert recode_text("\n".join(lines))[0].casefold().split("\n") == [
        SENTENCE.casefold(), SENTENCE.casefold(), lines[2].casefold(), SENTENCE.casefold(),
    ]  # fmt: skip


def test_a_unicode_word_in_a_line_of_a_code_page():
    words = SENTENCE.split()
    mixed = [ENCODERS["VNI"](w) if i != 5 else w for i, w in enumerate(words)]
    assert recode_text(" ".join(mixed))[0] == SENTENCE


RIGHT = [
    "L'Assemblée nationale a adopté à l'unanimité la résolution présentée par le député; où était-il, où sera-t-il?",
    "Die Bundesrepublik prüft größere Maßnahmen für die Bürger, während über Änderungen später abgestimmt wird.",
    "El niño pequeño comió piñas en la montaña; mañana habrá más lluvia, según él. ¿Qué pasó? ¡Olé!",
    "A reunião começará às nove horas; não haverá intervalo, porém as decisões serão publicadas amanhã.",
    "Zażółć gęślą jaźń; święto państwowe obchodzono w całym kraju, również we wsiach i na przedmieściach.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy; vláda schválila návrh zákona o daních z příjmů.",
    "Bugün hava çok güzel; öğrenciler okula gidiyor, öğretmenler ders anlatıyor ve çocuklar gülüyor.",
    "På så sätt får vi se när båten går över sjön; även små öar är värda att besöka.",
    "Þetta er gott veður, sagði Ðórir og fór út á sjó með föður sínum á báti þeirra.",
    "La città è più bella di così: perché no? È già tutto finito, però l'università resterà.",
    "for (i = 0; i < n; i++) { a[i] = b(i)^2 + c*d - e'(i); } // f(x) = x^2 + o(n)",
    "x² + y² = z²; 5 ± 0,1 µm; 37 °C; §12; ½ + ¼ = ¾; © 2020 Foo®; a·b × c ÷ d; ∑, ∂, ≤, ≥, ∞",
    "d6ng bé § viéc ¢a thue hién cac c¢ quan B§ Chinh tri, s& vi¢c, nh§p doanh, thuéc Trung wong",
    "Tel. +84 (0)24 3804 ...; e-mail: o+a@b.vn; (a) the (i) item; don't, it's, he's; no? so! to.",
]


@pytest.mark.parametrize("line", RIGHT)
def test_right_text_stays(line):
    assert recode_text(line) == (line, ())
    assert recode_text("\n".join(RIGHT))[0] == "\n".join(RIGHT)


def page(words):
    """A page of (text, font), the words 10 points a letter; those that start with "+" touch the last."""
    out, x = [], 50.0
    for word, font in words:
        x += 0 if word.startswith("+") else 5
        word = word.removeprefix("+")
        out.append(SourceWord(word, (x, 100.0, x + 10 * len(word), 110.0), 0, font, 10.0))
        x += 10 * len(word)
    return SourcePage(1, 595, 842, readings=(Reading("layer", words=tuple(out)),))


def texts(words):
    return [word.text for word in recode_page(page(words)).readings[0].words]


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("font", ["", "ABCDEF+Arial", ".VnTime", "VNI-Times"])
def test_pages_whose_names_say_nothing_or_lie(name, font):
    words = [word for line in LINES[:12] for word in line.split()]
    got = texts([(word, font) for word in ENCODERS[name](" ".join(words)).split(" ")])
    wrong = [(a, b) for a, b in zip(words, got, strict=True) if a.casefold() != b.casefold()]
    assert len(wrong) <= (0.02 if name == "VIQR" else 0.005) * len(words), wrong


@pytest.mark.parametrize("font", ["", ".VnTime", "VNI-Times", "VPS Times", "VI Times H"])
def test_right_words_stay_whatever_the_font_says(font):
    words = [word for line in LINES[:12] for word in line.split()]
    if font != "VI Times H":  # a font of capitals has capitals where its text is not marked
        assert texts([(word, font) for word in words]) == words


def test_a_sign_of_vni_apart_from_its_letter():
    assert texts([("vie", "Arial"), ("+ät", "VNI-Times"), ("nam", "Arial")]) == ["việt", "nam"]


def test_fonts():
    assert code_page_of("ABCDEF+VPS Times,Bold") == "vps"
    assert code_page_of("VPS-Times-Hoa") == "vps-capitals"
    assert code_page_of("VI Arial") == "viscii"
    assert [code_page_of(f) for f in ("VIntage", "VPSA", "VI", "Verdana-Bold", "VIP Times")] == [None] * 5


def test_signs_that_are_letters_in_capitals_alone():
    assert as_page("“v\x8a”", "vps") == "“về”"
    assert as_page("C”NG", "viscii") == "CỢNG"


def test_lone_signs_in_a_text_of_a_code_page():
    line = "Céng hoµ x· héi chñ nghÜa ViÖt Nam ë Hµ Néi, ®) ®· qua; § mét"
    assert recode_text(line)[0].split()[-6:] == ["Nội,", "đ)", "đã", "qua;", "§", "một"]


def test_a_hyphen_that_was_a_letter():
    assert recode_text("Thñ t-íng ChÝnh phñ vïng T©y-Nam")[0] == "Thủ tướng Chính phủ vùng Tây-Nam"
    line = "b- Së T- ph¸p cña tØnh nh- sau: ph©n u-rª, c-êng ®é"
    assert recode_text(line)[0] == "b- Sở Tư pháp của tỉnh như sau: phân u-rê, cường độ"


def test_spaces_of_misread_text():
    assert recode_text("thÃ nh phá»‘ lÃ má»™t")[0] == "thành phố là một"
    assert undo("NÃO, ÂME, «Ä», 5 Å”, ‚das Ä‘") == []


def test_code_pages_are_told_apart_word_by_word():
    chunks = [*ENCODERS["TCVN3"](SENTENCE).split(), *SENTENCE.split(), *ENCODERS["VNI"](SENTENCE).split()]
    pages = code_pages(chunks)
    n = len(SENTENCE.split())
    assert {p for p, c in zip(pages[:n], chunks[:n], strict=True) if not c.isascii()} == {"tcvn3"}
    assert set(pages[n : 2 * n]) <= {None, "tcvn3", "vni"}
    assert {p for p, c in zip(pages[2 * n :], chunks[2 * n :], strict=True) if not c.isascii()} == {"vni"}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_of_a_text_file(name):
    raw = ENCODERS[name]("\n".join(LINES)).encode("cp1252" if name == "Windows-1258" else "latin-1", "replace")
    got = recode_text(decode_text(raw)[0])[0].casefold().split()
    want = " ".join(LINES).casefold().split()
    assert sum(a != b for a, b in zip(want, got, strict=True)) <= 0.01 * len(want)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_unicode_text_files(encoding):
    raw = b"\xff\xfe" + SENTENCE.encode("utf-16-le") if encoding == "utf-16-le-bom" else SENTENCE.encode(encoding)
    assert recode_text(decode_text(raw)[0]) == (SENTENCE, ())


@pytest.mark.parametrize(
    ("name", "font"), [("TCVN3", ".VnTime"), ("TCVN3", "ABCDEF+Times"), ("VNI", "VNI-Times"), ("VNI", "F")]
)
def test_a_pdf_with_simple_fonts(tmp_path, name, font):
    from vndoc.extract import open_source

    content = b""
    for i, line in enumerate(LINES[:20]):
        content += text(40, 800 - 20 * i, ENCODERS[name](line[:80]).replace("–", "-"), size=9)
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([Page(content)], fonts={"F1": font}))
    with open_source(path, Options()) as source:
        words = recode_page(source.page(1)).readings[0].words
    want = " ".join(line[:80].replace("–", "-") for line in LINES[:20]).casefold().split()
    got = " ".join(word.text for word in words).casefold().split()
    assert sum(a != b for a, b in zip(want, got, strict=True)) <= 0.005 * len(want)
