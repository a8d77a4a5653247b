"""The benchmark of code pages runs on the samples; nobody looks at the figures here."""

from benchmarks import code_pages
from benchmarks.encoders import ENCODERS


def test_tables(monkeypatch):
    monkeypatch.setattr(code_pages, "ENCODERS", {name: ENCODERS[name] for name in ("TCVN3", "VNI")})
    rows = [line for line in code_pages.letters_table(None, 1).splitlines() if line.startswith("| TCVN3")]
    assert rows and rows[0].split("|")[2].strip() == "100.00 %"
    assert "100.00 %" in code_pages.fonts_table(None, 1)
    assert "| 0 |" in code_pages.changes_table(None, [])


def test_order_is_a_matter_of_one_measure():
    assert code_pages.right("một hai", "hai một").errors and not code_pages.found_anywhere("một hai", "hai một").errors
