import numpy as np
import pytest

from vndoc.alphabet import strip_marks
from vndoc.models import models
from vndoc.models.labels import COPY
from vndoc.restore.bare import MOST, bare_candidates, is_bare


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
    found = bare_candidates(["do", "Cong", "xyz"], labels)
    assert found.shape == (3, MOST + 1)
    for form, row in zip(("do", "cong"), found, strict=False):
        words = [labels[label] for label in row[:-1] if label >= 0]
        assert len(words) > 5
        assert {strip_marks(word) for word in words} == {form}
    assert (found[2, :-1] == -1).all()
    assert (found[:, -1] == COPY).all()


def test_all_words_of_a_string_have_room():
    plain = [strip_marks(label) for label in models().labels[10:]]
    assert np.unique(plain, return_counts=True)[1].max() <= MOST
