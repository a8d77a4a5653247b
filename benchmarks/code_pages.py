"""``python -m benchmarks.code_pages [--data DIR] [--out FILE.md]``: pre-Unicode text, and right text that must stay.

Letters: documents are encoded in each code page, decoded by vndoc's recoding and by its rivals, and compared word by word; a
marked letter is right if its word is wholly right (case aside, as TCVN3 has no places for most capitals). The same for
their lines one by one, and for pages of words with the font's true name, none, and a wrong one.
Right text: tokens that a tool changes in correct text. PDFs: DIR may hold ``legacy/*.pdf`` with ``.txt`` transcripts.
Rates are processor time. Other packages are measured where they are installed.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.data import Sample, clean
from benchmarks.encoders import ENCODERS, MARKED
from benchmarks.metrics import Rate
from benchmarks.rivals import Rival
from benchmarks.table import caption, markdown, number
from vndoc import Options, process
from vndoc.pages import Reading, SourcePage, SourceWord
from vndoc.recode import recode_page, recode_text

DOCUMENT = 30
"""Lines of a document."""

LINE = 14
"""Words of a line at most."""

FONTS = {"TCVN3": ".VnTime", "VNI": "VNI-Times", "VISCII": "VI Times", "VPS": "VPS Times"}
"""Fonts' names of the code pages that have fonts of their own."""

OURS = "vndoc"

Repair = Callable[[str], str]


def tools() -> list[Rival]:
    """vndoc's recoding, and the packages that do the same."""
    out = [Rival(OURS, lambda text: recode_text(text)[0])]
    for name, function in (("viparse", "fix"), ("ftfy", "fix_text")):
        try:
            out.append(Rival(name, getattr(import_module(name), function)))
        except (ImportError, AttributeError) as e:
            out.append(Rival(name, None, str(e)))
    return out


def documents(root: Path | None, most: int) -> list[list[str]]:
    """Documents of lines, the same number from each text."""
    found = []
    for sample in _vietnamese(root):
        lines = [" ".join(unicodedata.normalize("NFC", line).split()) for line in sample.truth.splitlines()]
        lines = [
            " ".join(words[i : i + LINE]) for line in lines for words in [line.split()] for i in range(0, len(words), LINE)
        ]
        pieces = [lines[i : i + DOCUMENT] for i in range(0, len(lines), DOCUMENT)]
        found += pieces[:: max(1, len(pieces) // most)][:most]
    return found


def _vietnamese(root: Path | None) -> list[Sample]:
    return [sample for sample in clean(root) if sample.name != "english"]


def right(truth: str, answer: str) -> Rate:
    """Marked letters that stand in wrong words, over all.

    >>> right("Nghị quyết số 5", "Nghị quyêt số 5")
    Rate(errors=1, total=3)
    """
    want, got = (unicodedata.normalize("NFC", text).casefold().split() for text in (truth, answer))
    marks = [sum(c in MARKED for c in word) for word in want]
    if len(want) == len(got):
        good = sum(m for m, a, b in zip(marks, want, got, strict=True) if a == b)
    else:
        blocks = difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
        good = sum(sum(marks[b.a : b.a + b.size]) for b in blocks)
    return Rate(sum(marks) - good, sum(marks))


def found_anywhere(truth: str, answer: str) -> Rate:
    """The same without the order of words, which is a matter of layout."""
    left = Counter(unicodedata.normalize("NFC", answer).casefold().split())
    bad = total = 0
    for word in unicodedata.normalize("NFC", truth).casefold().split():
        marks = sum(c in MARKED for c in word)
        total += marks
        if left[word]:
            left[word] -= 1
        else:
            bad += marks
    return Rate(bad, total)


def _sum(rates: Iterable[Rate]) -> Rate:
    total = Rate(0, 0)
    for rate in rates:
        total = total.plus(rate)
    return total


def percent(rate: Rate) -> str:
    """Share that is right."""
    return f"{100 * (1 - rate.share):.2f} %" if rate.total else "–"


def letters_table(root: Path | None, most: int) -> str:
    """Letters right, by code page: documents and single lines."""
    docs = documents(root, most)
    some = tools()
    rows = []
    for name, encode in ENCODERS.items():
        row = [name]
        for units in (["\n".join(doc) for doc in docs], [line for doc in docs for line in doc]):
            for tool in some:
                row.append("–" if tool.repair is None else percent(_sum(right(u, tool.repair(encode(u))) for u in units)))
        rows.append(row)
    head = ["code page", *(f"{what}, {tool.name}" for what in ("documents", "lines") for tool in some)]
    return markdown(head, rows)


def page_of(lines: Sequence[str], font: str) -> SourcePage:
    """A page of words in a font."""
    words = []
    for row, line in enumerate(lines):
        x = 50.0
        for text in line.split(" "):
            width = 5.0 * max(1, len(text))
            words.append(SourceWord(text, (x, 50.0 + 15 * row, x + width, 60.0 + 15 * row), row, font, 10.0))
            x += width + 3
    return SourcePage(1, 595.0, 842.0, readings=(Reading("layer", words=tuple(words)),))


def on_page(lines: Sequence[str], encode: Repair, font: str) -> Rate:
    """Letters of a page after recoding."""
    words = recode_page(page_of([encode(line) for line in lines], font)).readings[0].words
    return right("\n".join(lines), " ".join(word.text for word in words))


def fonts_table(root: Path | None, most: int) -> str:
    """Letters right on pages whose fonts are named, not named, or named wrongly; and right pages in fonts with such names."""
    docs = documents(root, most)
    rows = []
    for name, encode in ENCODERS.items():
        own = FONTS.get(name)
        wrong = "VNI-Times" if own == ".VnTime" else ".VnTime"
        rows.append(
            [name, *("–" if f is None else percent(_sum(on_page(d, encode, f) for d in docs)) for f in (own, "", wrong))]
        )
    changed = [percent(_sum(on_page(d, str, f) for d in docs)) for f in (".VnTime", "", "VNI-Times")]
    rows.append(["Unicode (in .VnTime, no name, VNI-Times)", *changed])
    capitals = _sum(_capitals(doc) for doc in docs)
    return markdown(["code page", "name given", "none", "another's"], rows) + f"\n\n.VnTimeH, case and all: {percent(capitals)}"


def _capitals(lines: Sequence[str]) -> Rate:
    """Letters of a page in the font of capitals, whose text is typed small; capitals count."""
    page = recode_page(page_of([ENCODERS["TCVN3"](line.lower()) for line in lines], ".VnTimeH"))
    pairs = zip(" ".join(lines).upper().split(), page.readings[0].words, strict=True)
    return _sum(
        Rate(sum(c in MARKED for c in want) * (want != got.text), sum(c in MARKED for c in want)) for want, got in pairs
    )


def changes_table(root: Path | None, others: Sequence[Path]) -> str:
    """Tokens changed in right text."""
    some = tools()
    texts = [(sample.name, sample.truth) for sample in clean(root)]
    texts += [(path.stem, path.read_text("utf-8", "replace")) for path in others]
    rows = []
    for name, text in texts:
        row = [name, number(len(text.split()))]
        for tool in some:
            row.append("–" if tool.repair is None else str(_changed(text, tool.repair)))
        rows.append(row)
    return markdown(["right text", "tokens", *(tool.name for tool in some)], rows)


def _changed(text: str, repair: Repair) -> int:
    """Tokens that differ, line by line; spaces, composition and invisible signs aside."""

    def plain(line: str) -> list[str]:
        kept = "".join(
            c for c in unicodedata.normalize("NFC", line) if unicodedata.category(c) not in ("Cf", "Cc") or c == "\t"
        )
        return kept.split()

    count = 0
    for line in text.splitlines():
        want, got = plain(line), plain(repair(line)) if line.strip() else []
        if want != got:
            blocks = difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
            count += max(len(want), len(got)) - sum(b.size for b in blocks)
    return count


def speed_table(root: Path | None) -> str:
    """Processor time for a page of 3,000 characters."""
    texts = [sample.truth for sample in _vietnamese(root)]
    pages = [text[i : i + 3000] for text in texts for i in range(0, len(text), 3000)][:60]
    rows = []
    chosen: dict[str, Repair] = {"right text": lambda text: text}
    chosen |= {name: ENCODERS[name] for name in ("TCVN3", "VNI", "VIQR", "UTF-8 as Windows-1252")}
    for name, encode in chosen.items():
        row = [name]
        for tool in tools():
            if tool.repair is None:
                row.append("–")
                continue
            given = [encode(page) for page in pages]
            tool.repair(given[0])
            start = time.process_time()
            for page in given:
                tool.repair(page)
            row.append(f"{1000 * (time.process_time() - start) / len(given):.2f} ms")
        rows.append(row)
    return markdown(["page of 3,000 characters", *(tool.name for tool in tools())], rows)


def files_table(root: Path) -> str:
    """PDFs in legacy fonts through the whole path, beside viparse's own reading of them."""
    rows = []
    totals: dict[str, Rate] = {}
    for transcript in sorted((root / "legacy").glob("*.txt")):
        path, truth = transcript.with_suffix(".pdf"), transcript.read_text("utf-8")
        document = process(path, Options(engine="none"))
        texts = [" ".join(line.text for page in document.pages for line in page.lines), _viparse(path)]
        row = [transcript.stem[:40]]
        for name, text in zip((OURS, "viparse"), texts, strict=True):
            for what, measure in (("in order", right), ("anywhere", found_anywhere)):
                rate = measure(truth, text) if text else Rate(0, 0)
                totals[f"{name}, {what}"] = totals.get(f"{name}, {what}", Rate(0, 0)).plus(rate)
                row.append(percent(rate))
        rows.append(row)
    rows.append(["all", *map(percent, totals.values())])
    return markdown(["PDF", *totals], rows) if totals else ""


def _viparse(path: Path) -> str:
    try:
        return "\n".join(str(document.text) for document in import_module("viparse").load(str(path)))
    except Exception:  # not installed, or it cannot read the file
        return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="DIR", help="test material, see benchmarks/data.py (default: the samples)")
    parser.add_argument("--right", type=Path, nargs="*", default=[], metavar="FILE", help="more right text, of any language")
    parser.add_argument("--documents", type=int, default=6, help="documents of 30 lines from each text")
    parser.add_argument("--out", type=Path, help="a Markdown file to write as well")
    args = parser.parse_args(arguments)
    parts = [
        f"Marked letters right ({caption()})\n\n{letters_table(args.data, args.documents)}",
        f"On pages, by what the font's name says\n\n{fonts_table(args.data, args.documents)}",
        f"Tokens changed in right text\n\n{changes_table(args.data, args.right)}",
        f"Processor time\n\n{speed_table(args.data)}",
    ]
    if args.data and (args.data / "legacy").is_dir():
        parts.append(f"PDFs in legacy fonts\n\n{files_table(args.data)}")
    text = "\n\n".join(parts) + "\n"
    sys.stdout.write(text)
    if args.out:
        args.out.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
