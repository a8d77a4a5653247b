from collections import Counter

import pytest

from benchmarks import layout
from benchmarks.layout_pages import documents


@pytest.mark.parametrize("read", [False, True])
def test_pages_are_whole_and_always_the_same(read):
    (made,), (again,) = documents(1, read), documents(1, read)
    assert made == again and len(made) == 4
    for known in made:
        numbers = Counter(n for line in known.lines for n in line.words)
        assert set(numbers.values()) == {1}
        assert sorted(known.order) == sorted(numbers)
        assert len(known.page.readings[0].words) == len(known.order)


def test_scores():
    known = next(documents(1, read=False))[0]
    right = layout.Answer(known.order, {n: line.role for line in known.lines for n in line.words})
    best = layout.score(known, right)
    assert best.right_pairs == best.pairs > 10 and best.right_roles == best.words and best.lost == best.polluting == 0
    worse = layout.score(known, layout.Answer((*known.order[1:], known.order[-1]), {}))
    assert worse.lost == 2 and worse.right_pairs < worse.pairs and worse.right_roles < worse.words


def test_a_table_is_printed_and_written(tmp_path, capsys):
    layout.main(["--documents", "1"])
    table = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    assert [row.split("|")[1].strip() for row in table[1:9]] == [
        f"{sort}: {name}" for sort in ("exact", "read") for name in layout.READERS
    ]
    layout.main(["--documents", "1", "--out", str(tmp_path / "layout.md")])
    assert "vndoc" in (tmp_path / "layout.md").read_text("utf-8")
