"""``dictionaries/*.tsv`` → ``vndoc/data/tables.json``: reproducible to the byte.

A line that starts with ``#`` is a comment, the other lines are rows of cells between tabs.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

DICTIONARIES = Path(__file__).resolve().parent.parent

OF_THE_BUILD = frozenset({"corpora"})
"""Tables that the build alone reads, and that are not shipped."""


def rows(path: Path) -> list[list[str]]:
    """Rows of a TSV file, NFC."""
    text = unicodedata.normalize("NFC", path.read_text("utf-8"))
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def build(out: Path) -> None:
    """Write ``tables.json`` into `out`."""
    tables = {path.stem: rows(path) for path in sorted(DICTIONARIES.glob("*.tsv")) if path.stem not in OF_THE_BUILD}
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, indent=0)
    (out / "tables.json").write_text(text + "\n", "utf-8", newline="\n")
