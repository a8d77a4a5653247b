"""Evidence of words and lines."""

import numpy as np

from vndoc.models import evidence as evidences
from vndoc.models.evidence import Class, Evidence, evidence
from vndoc.models.features import ROWS
from vndoc.tokens import tokenize


def test_a_line_is_the_sum_of_its_words():
    model = evidence()
    line = tokenize("Nghị quyết số 02-NQ/TW")
    words = [model.word(t.text) for t in line if t.kind == 0]
    assert np.allclose(model.line(line), model.bias + sum(words), atol=1e-5)
    assert not model.line(tokenize("12, 13 / 2021")).any()
    assert model.line([]).shape == (len(Class),)


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(evidences, "CACHE", 50)
    model = Evidence(np.ones((ROWS, 4), np.float32), np.zeros(4, np.float32))
    for i in range(300):
        assert np.allclose(model.chunks([f"w{i}"]).scores, 1)
        assert len(model.kept) <= 50
    model.chunks(["x" * 100_000])
    assert max(map(len, model.kept)) < 100


def test_chunks_are_sums_of_their_words():
    model = evidence()
    texts = ["Nghị", "quyết,", "02-NQ/TW", "(Tp.HCM)", "12,5%", "–", "quyết,"]
    found = model.chunks(texts)
    for i, text in enumerate(texts):
        words = [t.text for t in tokenize(text) if t.kind == 0]
        assert found.words[i] == len(words)
        assert found.letters[i] == sum(c.isalpha() for w in words for c in w)
        assert np.allclose(found.scores[i], np.sum([model.word(w) for w in words], axis=0) if words else 0, atol=1e-4)
    assert model.chunks([]).scores.shape == (0, len(Class))


def test_classes_of_plain_lines():
    model = evidence()
    lines = {
        Class.RIGHT: "Ủy ban nhân dân xã có trách nhiệm tổ chức thực hiện Nghị quyết của Hội đồng nhân dân",
        Class.GARBLED: "Uy ban nhan dan xa cé trach nhiém té chitc thu hién Nghi quyét cia H6i déng nhan dan",
        Class.BARE: "Uy ban nhan dan xa co trach nhiem to chuc thuc hien Nghi quyet cua Hoi dong nhan dan",
        Class.OTHER: "The committee shall be responsible for the implementation of the resolution adopted by the council",
    }
    for expected, line in lines.items():
        assert Class(int(model.line(tokenize(line)).argmax())) == expected
