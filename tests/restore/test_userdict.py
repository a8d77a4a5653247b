"""The user's words are found where what was read is near them, and nowhere else."""

import numpy as np
import pytest

from vndoc import Options, UsageError, repair_and_explain, repair_readings, repair_text, replay
from vndoc.models import models
from vndoc.options import MAX_ENTRIES, read_dictionary
from vndoc.pages import TextLine
from vndoc.restore import lattice as lattices
from vndoc.restore.running import run_together
from vndoc.restore.userdict import UserDictionary, adapter

NAMES = ("Krông Pắc", "Facebook", "Lê Thị Hường", "Cư M'gar", "QĐ-XYZĐ")
GARBLED = """Uy ban nhan dan huyén Kréng Pic, tinh Dak Lak bao cao két qua thuc hién;
dai dién cng ty Faccbook va 6ng Lé Thi Huong, Bi thu Huyén uy Cu M'gar, s6 15/QD-XYZD."""


def test_names_are_found():
    repair = repair_and_explain(GARBLED, Options(dictionary=NAMES))
    for name in NAMES[:4]:
        assert name in repair.text
    assert "-XYZD." in repair.text
    assert replay(GARBLED, repair.edits) == repair.text == repair_text(GARBLED, Options(dictionary=NAMES))
    made = {e.before: e.after for e in repair.edits if e.reason == "dictionary"}
    assert {"Kréng": "Krông", "Pic": "Pắc", "Faccbook": "Facebook", "Huong": "Hường"}.items() <= made.items()
    assert all(e.candidates[0][0] == e.after for e in repair.edits if e.reason == "dictionary")


def test_only_where_there_is_something_near():
    far = ("Buôn Ma Thuột", "Nguyễn Văn Trỗi", "Kubernetes", "ủy", "Ộ")
    assert repair_text(GARBLED, Options(dictionary=far)) == repair_text(GARBLED)


def test_right_text_is_left_alone():
    text = "Ông Lê Thị Hương và bà Hướng ở huyện Krông Năng có trách nhiệm thực hiện Quyết định số 15/2021/QĐ-UBND."
    assert repair_text(text, Options(dictionary=NAMES)) == text
    kept = repair_text(text, Options(dictionary=("Hường", "Quyết Đinh", "thực hiên"), repair="always"))
    assert kept == repair_text(text, Options(repair="always"))


def test_several_readings():
    vie = "Ủy ban nhân dân huyện Krôhg Pắc, tỉnh Đắk Lắk; công ty Facebo0k"
    eng = "Uy ban nhan dan huyén Kréng Pic, tinh Dak Lak; cong ty Faccbook"
    repair = repair_readings([(vie, "vie"), (eng, "eng")], Options(dictionary=NAMES))
    assert "huyện Krông Pắc, tỉnh Đắk Lắk; công ty Facebook" in repair.text


def test_what_the_look_up_says_of_a_candidate_goes_with_it():
    """The user's word stands first, at no cost; the others have the costs that they had."""
    running = run_together([TextLine(raw=line, text=line, kind="text", verdict="garbled") for line in GARBLED.split("\n")])
    before = lattices.build(running, models())
    after = adapter(NAMES, models()).adapt(running, before)
    (moved,) = np.nonzero((after.labels != before.labels).any(1) | (after.costs != before.costs).any(1))
    assert len(moved) >= 3
    for i in moved.tolist():
        count = int(before.counts[i])
        old = dict(zip(before.labels[i, :count].tolist(), before.costs[i, :count].tolist(), strict=True))
        new = dict(zip(after.labels[i, : after.counts[i]].tolist(), after.costs[i].tolist(), strict=False))
        assert {label for label, cost in new.items() if old.get(label) != cost} <= {
            label for label, cost in new.items() if cost == 0
        }


def test_nearness():
    user = UserDictionary(("Krông Pắc", "Krông Bông", "Pắc", "Facebook"))
    keys = [
        ("krong", "pac"),
        ("kreng", "pic"),
        ("krong", "bong"),
        ("krong", "nang"),
        ("pac",),
        ("pic",),
        ("bac",),
        ("facebok",),
    ]
    found = [entry and " ".join(entry.words) for entry in map(user.near, keys)]
    assert found == ["Krông Pắc", "Krông Pắc", "Krông Bông", None, "Pắc", None, None, "Facebook"]


@pytest.mark.parametrize(("text", "count"), [("Krông\nPắc", 1), ("Krông, Pắc", 0), ("Krông Pắc Krông Pắc", 2), ("", 0)])
def test_a_phrase_stands_in_a_row(text, count):
    user = UserDictionary(("Krông Pắc",))
    assert len(list(user.matches(run_together([TextLine(raw=text, text=text, kind="text")])))) == count


def test_files(tmp_path):
    path = tmp_path / "names.txt"
    path.write_bytes("\ufeff# names\nKrông   Pắc # a district\r\n\nFacebook\nFacebook\n".encode())
    assert read_dictionary(path) == ("Krông Pắc", "Facebook")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("một\nhai\n12/3\n".encode(), r"names.txt, line 3: no letters; give a word"),
        ("một\n".encode() + b"\xff\xfe\n", r"names.txt, line 2: not UTF-8; save"),
        (b"\x00\x01abc\n", r"line 1: a control character; give"),
        (b"x" * 200, r"line 1: longer than 100 characters; give"),
        ("\n".join(f"a{i}" for i in range(MAX_ENTRIES + 1)).encode(), r"20,001 entries; give at most"),
    ],
)
def test_bad_files(tmp_path, content, message):
    path = tmp_path / "names.txt"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_dictionary(path)


def test_no_file(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_dictionary(tmp_path / "none.txt")
    with pytest.raises(UsageError, match="tuple"):
        Options(dictionary="names.txt")
    with pytest.raises(UsageError, match="entry 2: no letters"):
        Options(dictionary=("a", ""))
