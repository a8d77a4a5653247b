"""Verdicts counted: a line a file, a total."""

from vndoc.cli.main import run
from vndoc.cli.seen import see
from vndoc.cli.tally import Tally
from vndoc.document import Verdict
from vndoc.pages import Reading, SourcePage


def page(state, pixels=False, *lines):
    reading = Reading("layer", verdicts=lines)
    return see(SourcePage(1, 595.0, 842.0, (reading,), pixels=pixels, verdict=Verdict(state, ("why",))), False)


def test_what_pages_want():
    tally = Tally()
    for one in (page("usable"), page("garbled", True), page("stamp", True), page("garbled"), page("usable", True, "garbled")):
        tally.add(one)
    assert tally.text() == "5 pages\t1 stamp, 2 usable, 2 garbled\t2 want reading, 2 want repair"


def test_summary_is_a_line_a_file(capsysbinary, tmp_path):
    (tmp_path / "a.txt").write_text("Cộng hòa xã hội chủ nghĩa Việt Nam\n" * 3, "utf-8")
    (tmp_path / "b.txt").write_text("Cong hoa xa hoi chu nghia Viet Nam trong tinh hinh moi\n" * 3, "utf-8")
    assert run(["inspect", str(tmp_path), "--summary"]) == 0
    rows = [line.split("\t") for line in capsysbinary.readouterr().out.decode().splitlines()]
    assert [row[1:] for row in rows[:2]] == [["1 page", "1 usable", "-"], ["1 page", "1 garbled", "1 want repair"]]
    assert rows[2] == ["total: 2 files, 1 of them want reading or repair", "2 pages", "1 usable, 1 garbled", "1 want repair"]
    assert run(["inspect", str(tmp_path), "--summary", "--json"]) == 2
