import numpy as np
import pytest

from vndoc.alphabet import strip_marks
from vndoc.models import models
from vndoc.models.labels import COPY
from vndoc.restore.bare import MOST, is_bare, narrow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thuc hien Nghi quyet cua Bo Chinh tri", True),
        ("Thực hiện Nghị quyết của Bộ Chính trị", False),
        ("Thuc hién Nghi quyét cua B6 Chinh tri", False),
        ("The license terms apply to any other work", False),
        ("cong hoa", False),
        ("", False),
    ],
)
def test_a_text_without_marks_is_told_from_others(text, expected):
    assert is_bare(text.split(), models().labels) is expected


def test_candidates_lose_their_marks_to_the_string():
    labels = models().labels
    candidates = np.full((3, MOST + 9), 77, np.int32)
    costs = np.ones(candidates.shape, np.float32)
    narrow(candidates, costs, ["do", "Cong", "xyz"], labels)
    for form, row in zip(("do", "cong"), candidates, strict=False):
        words = [labels[label] for label in row if label > COPY]
        assert len(words) > 5
        assert {strip_marks(word) for word in words} == {form}
        assert (row == COPY).sum() == 1
    assert (candidates[2] == 77).all()
    assert costs.sum(1).tolist() == [0, 0, MOST + 9]


def test_all_words_of_a_string_have_room():
    plain = [strip_marks(label) for label in models().labels[10:]]
    assert np.unique(plain, return_counts=True)[1].max() <= MOST
