"""Which strings can be a syllable."""

import pytest

from vndoc.alphabet import fold_key, has_marks, strip_marks
from vndoc.models import models
from vndoc.syllable import is_possible, may_be, split

SYLLABLES = """
nghiệm quyết định của và là ở ý y uỷ ủy huỳnh khuya khuỷu nguyễn nghị trường giếng giữ gì gìn giết quý quốc quả ăn uống
oanh yêu yếu thuở ngoằn xoong boong tuyết chuyện luật pháp đồng đảng ước ưu iếc kiểm
hoặc khoẻ ngoài gia đình quận huyện xã phường nghiêng
thực hiện tiền rượu hươu bưởi nghèo kêu giỏi gấp dịch vụ chiếc sách ếch ách lịch kịp hợp xoáy toán uyên thuê quê huých
""".split()  # noqa: SIM905

NONE = """
quyét ciia viéc hién nghiép dinhh xyz tbc càp sàch hỏc bb đđ nghk ngièm thựcc s6 13 vi¢c qy aa hoơ óó áá tiềnn ză jặt wê fô
""".split()  # noqa: SIM905


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables(word):
    assert is_possible(word) and is_possible(word.upper())


@pytest.mark.parametrize("word", NONE)
def test_no_syllables(word):
    assert not is_possible(word)


def test_splitting_loses_nothing():
    for word in SYLLABLES:
        onset, rhyme = split(word)
        assert rhyme and len(onset + rhyme) == len(word)


@pytest.mark.parametrize("word", ["", " ", "\x00", "\ud800", "中", "🎉", "a" * 10_000])
def test_anything_else(word):
    assert not is_possible(word)


@pytest.mark.parametrize("word", SYLLABLES)
def test_what_may_be_one(word):
    assert may_be(strip_marks(word)) and may_be(fold_key(word))


@pytest.mark.parametrize("key", ["ubnd", "sgdck", "thpt", "qd", "tw", "", "xyz", "dt", "nsnn", "cpi"])
def test_what_cannot_be_one(key):
    assert not may_be(key)


def test_nearly_all_labels_with_marks_are_syllables():
    labels = [label for label in models().labels[10:2000] if has_marks(label)]
    assert sum(map(is_possible, labels)) > 0.98 * len(labels)
