"""Right texts → pages of odd kinds: ``python -m benchmarks.verdict_corpora CORPORA OUT``.

In: ``NAME.txt`` or ``NAME.txt.xz``, a line ``### source | title`` before each document. Out: ``OUT/pages/KIND.tsv`` as
`benchmarks.verdicts` takes them with ``--data OUT``. The kinds are those that a judge of language may take for damage: short
news with broken addresses, hashtags, product and course codes, chemistry and species, names of people and firms, foreign
names, old spelling, verse, capitals alone, letters set apart, dotted forms, quotations, lists of addresses, customs tariffs.
Beside them, so that what is won on right pages is not lost on damaged ones, are the same pages without their marks; from
``DIR/*.tsv`` (``--pairs DIR``), lines as both models of Tesseract read them (columns ``eng`` and ``vie``), both readings and
mixtures; stamps, covers and tables of numbers.
"""

from __future__ import annotations

import argparse
import inspect
import lzma
import string
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import regex

from benchmarks.data import columns, strip_marks
from benchmarks.verdict_pages import Known, Line, fold, in_tcvn3, in_vni, is_word, mixed, numbers, right, sheets, write
from benchmarks.verdict_stamps import covers, stamps
from vndoc.resources import table

TRIES = 300
"""Stretches that are looked through for something rare."""

LOOKED = 60
"""Paragraphs of each."""


class Document(NamedTuple):
    """A document of a corpus: where it is from, its title, its lines."""

    source: str
    title: str
    lines: tuple[str, ...]


class Corpora(NamedTuple):
    """Documents, and what is drawn from by chance."""

    documents: Sequence[Document]
    names: Sequence[str]
    random: Random

    def stretch(self, least: int, most: int) -> tuple[Document, list[str]]:
        """Some paragraphs of a document."""
        document = self.random.choice(self.documents)
        at = self.random.randrange(max(1, len(document.lines) - most))
        return document, list(document.lines[at : at + self.random.randint(least, most)])

    def stretch_with(self, wanted: Callable[[str], bool], least: int, most: int) -> tuple[Document, list[str]]:
        """Some paragraphs around one that is wanted; any paragraphs where none is found."""
        for _ in range(TRIES):
            document, lines = self.stretch(LOOKED, LOOKED)
            at = next((i for i, line in enumerate(lines) if wanted(line)), None)
            if at is not None:
                return document, lines[at : at + self.random.randint(least, most)]
        return self.stretch(least, most)

    def sentence(self, least: int = 30, most: int = 120) -> str:
        """A line of such a length."""
        while True:
            line = self.random.choice(self.random.choice(self.documents).lines)
            if least <= len(line) <= most:
                return line

    def words(self, count: int) -> str:
        """The first words of a line."""
        return " ".join(self.sentence(20, 80).split()[:count])


def read(folder: Path) -> Iterator[Document]:
    """The documents of a folder."""
    for path in sorted(folder.glob("*.txt*")):
        name = path.name.split(".")[0]
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as f:
            for text in regex.split(r"(?m)^### ", f.read())[1:]:
                head, *lines = text.splitlines()
                kept = tuple(line for line in lines if line.strip() and not line.startswith("# "))
                if kept:
                    yield Document(name, head.rpartition(" | ")[2], kept)


# ---------------------------------------------------------------- pieces of pages

# fmt: off
_SITES = ("dantri.com.vn", "vnexpress.net", "tuoitre.vn", "baochinhphu.vn", "www.nhandan.vn", "thanhnien.vn", "vov.vn",
          "xaydungdang.org.vn", "moj.gov.vn", "thuviensohoa.edu.vn")
_GOODS = ("Máy in", "Máy tính xách tay", "Điện thoại", "Màn hình", "Máy chiếu", "Bộ chuyển mạch", "Máy lạnh", "Tủ lạnh",
          "Máy photocopy", "Ổ cứng", "Bàn phím", "Camera", "Xe ô tô", "Xe máy", "Máy bơm", "Thuốc", "Kit thử", "Phân bón")
_BRANDS = ("HP LaserJet Pro", "Dell Latitude", "Samsung Galaxy", "Canon imageRUNNER", "Cisco Catalyst", "Panasonic Inverter",
           "Sony Bravia", "Honda Air Blade", "Toyota Fortuner", "Logitech", "Hikvision", "Kingston DataTraveler",
           "Epson EB", "Daikin", "Western Digital Blue", "Lenovo ThinkPad", "Ebara", "Grundfos")
_UNITS = ("Cái", "Chiếc", "Bộ", "Thùng", "Hộp", "Kg", "Lít", "m3", "Tấn")
_DRUGS = ("Paracetamol", "Amoxicillin", "Cefuroxim", "Metformin", "Amlodipin", "Omeprazol", "Clarithromycin", "Salbutamol",
          "Acid folic", "Vitamin B1", "Glucose", "Natri clorid", "Diclofenac natri", "Ringer lactat", "Atropin sulfat")
_CHEMICALS = ("Axit sunfuric H2SO4", "Natri hydroxit NaOH", "Kali pemanganat KMnO4", "Amoni nitrat NH4NO3", "Benzen C6H6",
              "Metanol CH3OH", "Đồng(II) sunfat CuSO4.5H2O", "Canxi cacbonat CaCO3", "Axit clohidric HCl", "Toluen C7H8",
              "Etyl axetat CH3COOC2H5", "2,4-Dinitrotoluen", "1,2-dicloetan", "Natri hypoclorit NaClO", "Clo lỏng Cl2")
_CLUBS = ("Manchester United", "Chelsea", "Real Madrid", "Hoàng Anh Gia Lai", "SHB Đà Nẵng", "Bayern Munich", "Juventus",
          "Viettel", "Becamex Bình Dương", "Paris Saint-Germain", "Liverpool", "Sông Lam Nghệ An", "Barcelona", "Arsenal")
_FIRMS = ("Công ty TNHH MTV", "Công ty CP", "Công ty TNHH SX-TM-DV", "Cty TNHH XNK", "DNTN", "Tổng công ty", "CTCP ĐT&XD")
_STREETS = ("Lê Lợi", "Trần Hưng Đạo", "Nguyễn Trãi", "Hai Bà Trưng", "Điện Biên Phủ", "Lý Thường Kiệt", "Quang Trung", "Ba Cu")
_PLACES = ("TP. Hồ Chí Minh", "Hà Nội", "Đà Nẵng", "Cần Thơ", "Kon Tum", "Đắk Lắk", "Gia Lai", "Sóc Trăng", "Long An")
_PLAIN = ("An", "Anh", "Ban", "Binh", "Chi", "Dung", "Giang", "Ha", "Lan", "Long", "Minh", "Nam", "Phong", "Quang", "Son")
_FOREIGN = ("John Smith", "Kim Jong Un", "Vladimir Putin", "Wang Yi", "Park Geun-hye", "Emmanuel Macron", "Xi Jinping",
            "Thongloun Sisoulith", "Hun Sen", "Angela Merkel", "Shinzo Abe", "Donald Trump", "Boris Johnson", "Joko Widodo")
# fmt: on


def _slug(text: str) -> str:
    return "-".join(regex.findall(r"[a-z0-9]+", strip_marks(text).lower()))


def _address(c: Corpora) -> str:
    random = c.random
    title = _slug(random.choice(c.documents).title if random.random() < 0.3 else c.sentence())
    end = random.choice((f"-{random.randint(10**6, 10**8)}.htm", ".html", "", "/", f"?id={random.randint(1, 9999)}&lang=vi"))
    place = random.choice(("", "tin-tuc/", "thoi-su/", "kinh-te-xa-hoi/", "van-ban-phap-luat/", "Pages/"))
    return f"{random.choice(('https://', 'http://', ''))}{random.choice(_SITES)}/{place}{title}{end}"


def _broken(text: str, width: int, c: Corpora) -> list[str]:
    """An address over several lines: cut at hyphens and strokes, or anywhere."""
    return textwrap.wrap(text, width, break_on_hyphens=c.random.random() < 0.7)


def _tag(c: Corpora) -> str:
    words = strip_marks(c.sentence(8, 30)).split()[:3]
    return "#" + "".join(w.strip(string.punctuation).capitalize() if c.random.random() < 0.6 else w.lower() for w in words)


def _mail(c: Corpora) -> str:
    name = strip_marks(c.random.choice(c.names)).lower().split()
    return f"{name[-1]}{''.join(w[0] for w in name[:-1])}{c.random.choice(('', '.hn', '85'))}@{c.random.choice(_SITES[:6])}"


def _model(random: Random) -> str:
    letters = "".join(random.choices(string.ascii_uppercase, k=random.randint(1, 3)))
    between = random.choice("- ") if random.random() < 0.4 else ""
    return f"{letters}{between}{random.randint(10, 9999)}{random.choice(('', 'dn', 'X', ' Plus'))}"


def _money(random: Random) -> str:
    return f"{random.randint(1, 9000) * 1000:,}".replace(",", ".")


def _phone(random: Random) -> str:
    return f"(0{random.randint(20, 299)}) {random.randint(3_000_000, 3_999_999)}"


# ---------------------------------------------------------------- kinds

Page = Sequence[str]
Maker = Callable[[Corpora], tuple[str, Page]]
"""Draws a page: the document it is from, and its lines."""


def _news_with_address(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(1, 3)
    width = c.random.randint(40, 95)
    text = fold("\n".join(lines)[:600], width)
    for _ in range(c.random.randint(1, 3)):
        at = c.random.randint(0, len(text))
        text[at:at] = _broken(c.random.choice(("", "Nguồn: ", "Xem thêm: ")) + _address(c), width, c)
    return document.title, text


def _notes_with_addresses(c: Corpora) -> tuple[str, Page]:
    width, lines = c.random.randint(60, 95), list[str]()
    for i in range(c.random.randint(4, 12)):
        note = f"{i + 1}. {c.random.choice(c.names)} ({c.random.randint(1990, 2024)}), “{c.sentence()}”, {_address(c)}"
        lines += textwrap.wrap(note, width)
    return "notes", lines


def _posts(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(1, 2)
    return document.title, [*fold("\n".join(lines)[:400]), " ".join(_tag(c) for _ in range(c.random.randint(1, 5)))]


def _contacts(c: Corpora) -> tuple[str, Page]:
    random, lines = c.random, list[str]()
    for i in range(random.randint(3, 12)):
        name = f"{random.choice(_FIRMS)} {random.choice(c.names).split(maxsplit=1)[-1]}"
        street = f"Số {random.randint(1, 400)} {random.choice(_STREETS)}, P.{random.randint(1, 15)}, {random.choice(_PLACES)}"
        lines += [f"{i + 1}. {name}", street, f"ĐT: {_phone(random)} – Fax: {_phone(random)}", f"Email: {_mail(c)}"]
    return "contacts", lines


def _goods(c: Corpora) -> tuple[str, Page]:
    random = c.random
    rows = [f"{i + 1} {random.choice(_GOODS)} {random.choice(_BRANDS)} {_model(random)} {random.choice(_UNITS)} "
            f"{random.randint(1, 40)} {_money(random)} {_money(random)}" for i in range(random.randint(4, 30))]  # fmt: skip
    return "goods", ["STT Tên hàng hóa ĐVT Số lượng Đơn giá Thành tiền", *rows]


def _drugs(c: Corpora) -> tuple[str, Page]:
    random = c.random
    head = "DANH MỤC THUỐC VÀ HÓA CHẤT NĂM " + str(random.randint(2010, 2024))
    rows = [f"{i + 1}. {random.choice(_DRUGS)} {random.choice((250, 500, 10, 5))} mg Viên {_money(random)}"
            if random.random() < 0.5 else f"{i + 1}. {random.choice(_CHEMICALS)} {random.randint(1, 99)}% Chai {_money(random)}"
            for i in range(random.randint(5, 35))]  # fmt: skip
    return "drugs", [head, "STT Tên thuốc, nồng độ, hàm lượng Đơn vị tính Giá", *rows]


def _courses(c: Corpora) -> tuple[str, Page]:
    random = c.random
    rows = [f"{''.join(random.choices(string.ascii_uppercase, k=3))}{random.randint(1000, 4999)} "
            f"{c.words(5)} {random.randint(1, 5)}" for _ in range(random.randint(6, 30))]  # fmt: skip
    return "courses", ["Mã HP Tên học phần Số TC", *rows]


def _results(c: Corpora) -> tuple[str, Page]:
    random = c.random
    rows = [f"{random.randint(1, 28)}/{random.randint(1, 12)} {random.randint(0, 23)}h{random.randint(10, 59)} "
            f"{random.choice(_CLUBS)} {random.randint(0, 5)}-{random.randint(0, 5)} {random.choice(_CLUBS)}"
            for _ in range(random.randint(4, 25))]  # fmt: skip
    return "results", ["Kết quả và lịch thi đấu các trận trong tuần", *rows, *fold(c.sentence())]


def _people(c: Corpora) -> tuple[str, Page]:
    random = c.random
    families = [row[0] for row in table("surnames")]
    rows = []
    for i in range(random.randint(5, 45)):
        plain = f"{random.choice(families)} {random.choice(_PLAIN)} {random.choice(_PLAIN)}"
        name = random.choice(c.names) if random.random() < 0.7 else plain
        title, more = random.choice(("", "Ông ", "Bà ")), random.choice(("", ", ủy viên", " 1985", " Kinh 12/12"))
        rows.append(f"{i + 1}. {title}{name}{more}")
    return "people", rows


def _foreigners(c: Corpora) -> tuple[str, Page]:
    random = c.random
    titles, lands = (
        ("Tổng thống", "Thủ tướng", "Bộ trưởng", "Ngài", "Bà"),
        ("Mỹ", "Lào", "Hàn Quốc", "Đức", "Nga", "Trung Quốc"),
    )
    rows = [f"{random.choice(titles)} {random.choice(_FOREIGN)} ({random.choice(lands)})" for _ in range(random.randint(4, 20))]
    return "foreigners", [*fold(c.sentence()), *rows]


def _is_foreign(line: str) -> bool:
    words = line.split()
    odd = sum(w[:1].isupper() and w.isascii() and len(w) > 3 for w in words)
    return len(words) > 8 and 4 * odd > len(words)


def _foreign_names(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch_with(_is_foreign, 1, 5)
    return document.title, fold("\n".join(lines))[:40]


def _about(pattern: str, most: int = 8) -> Maker:
    wanted = regex.compile(pattern)

    def make(c: Corpora) -> tuple[str, Page]:
        document, lines = c.stretch_with(lambda line: wanted.search(line) is not None, 1, most)
        return document.title, fold("\n".join(lines))[:40]

    return make


def _tariff(c: Corpora) -> tuple[str, Page]:
    random = c.random
    rows = []
    for _ in range(random.randint(5, 40)):
        heading, *below = random.randint(1, 97), random.randint(0, 99), random.choice((10, 20, 90)), random.choice((0, 10, 90))
        code = f"{heading:02}{'.'.join(f'{number:02}' for number in below)}"
        goods = random.choice(("Loại khác", "Dạng bột", c.words(4)))
        rows.append(f"{code} {'- ' * random.randint(0, 3)}{goods} {random.randint(0, 40)}")
    return "tariff", rows


def _old_spelling(c: Corpora) -> tuple[str, Page]:
    """As printed up to the 1970s: syllables of a word joined by hyphens."""
    document, lines = c.stretch(1, 6)
    joined = [regex.sub(r"(?<=\p{Ll}) (?=\p{Ll})", lambda m: c.random.choice("- "), line) for line in lines]
    return document.title, textwrap.wrap(" ".join(joined), 80, break_on_hyphens=False)[:40]


def _verse(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(2, 6)
    words = " ".join(lines).split()
    out, at = list[str](), 0
    while at < len(words) and len(out) < 30:
        size = (6, 8)[len(out) % 2]
        out.append(" ".join(words[at : at + size]).capitalize())
        at += size
    return document.title, out


def _capitals(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(1, 4)
    return document.title, fold("\n".join(lines).upper(), c.random.randint(25, 80))[:40]


def _apart(c: Corpora) -> tuple[str, Page]:
    """Headings whose letters are set apart."""
    document, lines = c.stretch(1, 3)
    heading = "   ".join(" ".join(word) for word in " ".join(c.sentence().split()[:6]).upper().split())
    return document.title, [heading, *fold("\n".join(lines))[:20]]


def _few(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(1, 2)
    return document.title, fold("\n".join(lines))[: c.random.randint(1, 4)]


def _narrow(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(1, 5)
    return document.title, fold("\n".join(lines), c.random.randint(8, 26))[:45]


def _letters(c: Corpora) -> tuple[str, Page]:
    """A dotted form of a corpus's own words."""
    rows = [f"{c.words(c.random.randint(2, 5))}: {c.random.choice('._…') * c.random.randint(8, 60)}"
            for _ in range(c.random.randint(4, 25))]  # fmt: skip
    return "form", rows


def _contents(c: Corpora) -> tuple[str, Page]:
    rows = [f"{i + 1}.{c.random.randint(1, 9)} {c.sentence(20, 70)} {'.' * c.random.randint(5, 40)} {i * 3 + 1}"
            for i in range(c.random.randint(6, 35))]  # fmt: skip
    return "contents", ["MỤC LỤC", *rows]


def _english() -> list[str]:
    modules = argparse.ArgumentParser, textwrap, regex, lzma, Random, string.Template, Path, inspect
    docs = (inspect.getdoc(module) or "" for module in modules)
    return [line for doc in docs for line in fold(doc) if len(line.split()) > 5]


def _quoting(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(2, 5)
    text, english = fold("\n".join(lines))[:24], _english()
    for _ in range(max(1, len(text) // 5)):
        text.insert(c.random.randint(0, len(text)), f"“{c.random.choice(english)}”")
    return document.title, text


def _words_in_english(c: Corpora) -> tuple[str, Page]:
    """Terms in English behind their Vietnamese."""
    document, lines = c.stretch(1, 5)
    english = " ".join(_english()).split()
    text = []
    for word in " ".join(lines).split():
        text.append(word)
        if c.random.random() < 0.08:
            at = c.random.randrange(len(english) - 3)
            text.append(f"({' '.join(english[at : at + c.random.randint(1, 3)])})")
    return document.title, fold(" ".join(text))[:40]


def _short_for(c: Corpora) -> tuple[str, Page]:
    rows = []
    for _ in range(c.random.randint(5, 30)):
        words = c.sentence(15, 60).split()[: c.random.randint(3, 5)]
        rows.append(f"{''.join(w[0] for w in words if w[0].isalpha()).upper()}: {' '.join(words)}")
    return "abbreviations", ["DANH MỤC CHỮ VIẾT TẮT", *rows]


def _whole(c: Corpora) -> tuple[str, Page]:
    document, lines = c.stretch(4, 20)
    return document.title, fold("\n".join(lines))[:42]


KINDS: dict[str, Maker] = {
    "news with broken addresses": _news_with_address,
    "notes with addresses": _notes_with_addresses,
    "posts with hashtags": _posts,
    "contacts": _contacts,
    "goods": _goods,
    "drugs and chemicals": _drugs,
    "courses": _courses,
    "results of matches": _results,
    "people": _people,
    "foreigners": _foreigners,
    "foreign names": _foreign_names,
    "species": _about(r"một loài \p{Ll}+|danh pháp|chi thực vật", 3),
    "chemistry": _about(r"[A-Z][a-z]?\d[A-Z]|oxit|hidro|axit", 4),
    "stars and asteroids": _about(r"tiểu hành tinh|NGC \d", 4),
    "courts": _about(r"[Bb]ị cáo|[Bb]ị hại|nguyên đơn|[Hh]ội đồng xét xử"),
    "minorities": _about(r"Ê Đê|Ê-đê|H'?[Mm]ông|Khơ-?me|Đắk|Gia Rai|Ba Na|K'"),
    "forms of laws": _about(r"\.{8}|…{3}|_{6}", 20),
    "numbered points": _about(r"^[a-zđ]\) |^\d+\.\d+ ", 12),
    "tariff": _tariff,
    "old spelling": _old_spelling,
    "verse": _verse,
    "capitals": _capitals,
    "letters apart": _apart,
    "few lines": _few,
    "narrow": _narrow,
    "form": _letters,
    "contents": _contents,
    "quotations": _quoting,
    "words in English": _words_in_english,
    "abbreviations": _short_for,
    "whole": _whole,
}

BLOCKS = (1, 1), (3, 3), (20, 20)
"""Right and wrong lines that take turns."""

BARE = ("news with broken addresses", "few lines", "narrow", "capitals", "whole", "contents", "quotations")
"""Kinds that are made without marks too."""


def pages(corpora: Corpora, count: int) -> Iterator[Known]:
    """So many pages of each kind."""
    for kind, make in KINDS.items():
        for _ in range(count):
            document, lines = make(corpora)
            if sum(map(_is_word, " ".join(lines).split())) >= 8:
                yield Known(kind, document, "usable", tuple(right(lines)))
    for kind in BARE:
        for _ in range(count):
            document, lines = KINDS[kind](corpora)
            if sum(map(_is_word, " ".join(lines).split())) >= 8:
                yield Known(f"bare, {kind}", document, "garbled", tuple(Line(strip_marks(line)) for line in lines))


def readings(folder: Path, corpora: Corpora) -> Iterator[Known]:
    """Scans in both readings, and the wrong one mixed with right text."""
    for path in sorted(folder.glob("*.tsv")):
        wrong, read = ([text for text in column if text.strip()] for column in columns(path, "eng", "vie"))
        bad = [Line(text, "garbled" if is_word(text) else "") for text in wrong]
        yield from sheets("English reading", path.stem, "garbled", bad)
        yield from sheets("Vietnamese reading", path.stem, "usable", right(read))
        good = right(_whole(corpora)[1])
        for blocks in BLOCKS:
            yield mixed(f"mixed, {blocks[0]} and {blocks[1]} lines", path.stem, "garbled", good[:20], bad[:20], blocks)


def legacy(corpora: Corpora, count: int) -> Iterator[Known]:
    """Pages in fonts of before Unicode."""
    for encode, font in ((in_tcvn3, ".VnTime"), (in_vni, "VNI-Times")):
        for _ in range(count):
            document, lines = _whole(corpora)
            yield Known("legacy", document, "legacy", tuple(Line(encode(line), "", font) for line in lines))


def _is_word(chunk: str) -> bool:
    """Whether a chunk is a word to judge by, no address."""
    return sum(map(str.isalpha, chunk)) > 1 and not regex.search(r"[-/#@]|\.\p{L}", chunk)


def names(documents: Sequence[Document], random: Random, count: int = 3000) -> list[str]:
    """Names of people, by their surnames."""
    families = "|".join(row[0] for row in table("surnames"))
    name = regex.compile(rf"\b(?:{families})(?: \p{{Lu}}\p{{Ll}}+){{2,3}}\b")
    out: dict[str, None] = {}
    for _ in range(10 * count):
        out.update(dict.fromkeys(name.findall(random.choice(random.choice(documents).lines))))
        if len(out) >= count:
            break
    return list(out)


def main() -> None:
    """Make pages and keep them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=Path, help="folder of lines of scans as both models read them")
    parser.add_argument("--pages", type=int, default=400, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = Random(given.seed)
    documents = list(read(given.corpora))
    # as many of each source, so that large ones do not drown the small
    by_source: dict[str, list[Document]] = {}
    for document in documents:
        by_source.setdefault(document.source, []).append(document)
    drawn = [random.choice(some) for some in by_source.values() for _ in range(600)]
    corpora = Corpora(drawn, names(drawn, random), random)
    more = readings(given.pairs, corpora) if given.pairs else ()
    others = [*numbers(random, given.pages // 2), *stamps(random, given.pages // 4), *covers(random, given.pages // 4)]
    write(given.out, [*pages(corpora, given.pages), *legacy(corpora, given.pages // 2), *others, *more])


if __name__ == "__main__":
    main()
