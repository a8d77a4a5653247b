"""Words of other languages for the training of the evidence."""

import struct

import pytest

from dictionaries.build import catalogues, english

FRENCH = {
    "Open the file": "Ouvrir le fichier à l'écran",
    "Save": "Enregistrer",
    "": "Content-Type: text/plain; charset=UTF-8\n",
}
GREEK = {"Open the file": "Άνοιγμα του αρχείου στην οθόνη", "": "Content-Type: text/plain; charset=UTF-8\n"}


def write_catalogue(path, messages):
    """A GNU .mo file (header: magic, revision, count, offsets of both tables)."""
    path.parent.mkdir(parents=True)
    pairs = sorted((k.encode(), v.encode()) for k, v in messages.items())
    start = 28 + 16 * len(pairs)
    tables, blob = [[], []], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), start + len(blob)]
            blob += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.write_bytes(head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + blob)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "MIN_WORDS", 3)
    for language, messages in {"fr": FRENCH, "el": GREEK, "vi": FRENCH, "vi_VN": FRENCH}.items():
        write_catalogue(tmp_path / language / "LC_MESSAGES" / "one.mo", messages)
    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "de" / "LC_MESSAGES" / "broken.mo").write_bytes(b"\xde\x12\x04\x95 nothing")
    write_catalogue(tmp_path / "it" / "LC_MESSAGES" / "head.mo", FRENCH | {"": "Plural-Forms: nplurals=2;\n"})
    return tmp_path


def test_catalogues_are_words_of_latin_languages_but_vietnamese(folder):
    assert catalogues.texts([folder, folder / "none"]) == [["Ouvrir", "le", "fichier", "à", "l'écran"]]
    assert catalogues.texts([]) == []


def test_programs_are_words_of_sources(tmp_path):
    (tmp_path / "one.py").write_text("def total(values):\n" + "    # adds 12 values\n" * 5, "utf-8")
    (tmp_path / "two.py").write_bytes(b"\xff\xfe" * 40)
    found = english.programs(tmp_path)
    assert len(found) == 1 and found[0][:3] == ["def", "total", "values"] and "12" not in found[0]
