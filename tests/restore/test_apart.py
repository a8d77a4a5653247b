"""Words that an apostrophe joins."""

from vndoc.document import Edit
from vndoc.restore.apart import apart_edits


def spans(raw: str, **words: str) -> list[tuple[int, int]]:
    edits = [Edit((raw.index(k), raw.index(k) + len(k)), k, v, "garble", 1.0) for k, v in words.items()]
    return [edit.span for edit in apart_edits(raw, edits)]


def test_two_syllables():
    assert spans("de khac’phuc nhung", khac="khắc", phuc="phục") == [(7, 8)]
    assert spans("moi thang’qua di", qua="quá") == [(9, 10)]


def test_stays():
    assert spans("de khac’phuc nhung") == []
    assert spans("ng ngu’di nhung", **{"ngu’di": "người"}) == []
    assert spans("Ken’tzu", Ken="Kén") == []
