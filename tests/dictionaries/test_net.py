"""Training and export, where PyTorch is installed: the shipped form runs in numpy as the trained net does in PyTorch."""

import json

import msgspec
import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dictionaries.build import export, train  # noqa: E402
from dictionaries.build.__main__ import run  # noqa: E402
from dictionaries.build.material import labels, material  # noqa: E402
from dictionaries.build.net import DILATIONS, Net  # noqa: E402
from vndoc.models.encoder import CANDIDATES, Encoder  # noqa: E402
from vndoc.models.evidence import Class, Evidence  # noqa: E402
from vndoc.models.features import ROWS, ngrams, shape  # noqa: E402
from vndoc.models.layers import table  # noqa: E402
from vndoc.models.tagger import WINDOW, Tagger  # noqa: E402
from vndoc.resources import read_arrays  # noqa: E402
from vndoc.restore.confidence import FEATURES  # noqa: E402
from vndoc.tokens import Gap, tokenize  # noqa: E402

BATCHES = 40
EXACT = 1e-4
"""Between two ways of computing the same in float32, relative to the size of the numbers."""
ROUNDED = 2e-2
"""Between the net as trained and as shipped, in bytes and half floats."""

TEXT = """\
    Ủy Uy ban nhân dân xã ng quyét s6 NQ 0000 ƯỚC hop vào 13 a §x thu ong Johann Wolfgang
    một-từ-rất-dài-không-có-thật"""
STRINGS = TEXT.split()


@pytest.fixture(scope="module")
def trained(toy):
    """A net after some batches of the toy, and the losses of fixed windows before and after."""
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train, "TOKENS", 768)
        read = material(toy)
        fixed = [read.maker.damaged(48, "garbled") for _ in range(8)]
        torch.manual_seed(0)
        before = loss(Net(len(read.labels)), fixed)
        net = train.train(read.maker, len(read.labels), 0, toy.work / "toy.pt", read.kept_out, 0, steps=BATCHES)
    return net, before, loss(net, fixed)


def loss(net, windows):
    with torch.no_grad():
        return float(train.loss_of(net, train.Batch(train.Types(), windows), torch.Generator().manual_seed(0))[0])


def test_training_lowers_the_loss(trained):
    _, before, after = trained
    assert after < 0.9 * before


def test_a_run_of_so_many_batches_can_be_repeated(toy, tmp_path, monkeypatch):
    monkeypatch.setattr(train, "TOKENS", 384)
    states = []
    for name in ("one.pt", "two.pt"):
        read = material(toy)
        train.train(read.maker, len(read.labels), 0, tmp_path / name, [], 5, steps=3)
        states.append(torch.load(tmp_path / name, weights_only=True))
    assert all(torch.equal(states[0][k], states[1][k]) for k in states[0])


@pytest.fixture(scope="module")
def shipped(toy, trained, tmp_path_factory):
    """(meta, arrays) of the net as shipped."""
    out = tmp_path_factory.mktemp("shipped")
    export.build(toy.work / "toy.pt", labels(toy), out, {"context_right": 0.5})
    assert msgspec.json.decode((out / "labels.json").read_bytes()) == labels(toy)
    return read_arrays(out / "net.bin")


@pytest.fixture(scope="module")
def rounded(trained, shipped):
    """The net in PyTorch, with the numbers that are shipped."""
    _, data = shipped
    net = Net(trained[0].labels.num_embeddings)
    state = {k: torch.tensor(v.astype(np.float32)) for k, v in data.items() if not k.startswith(("ngrams", "labels"))}
    rows = torch.tensor(table(data, "ngrams"))
    state["encoder.ngrams.weight"] = torch.cat((rows, torch.zeros(1, rows.shape[1])))
    state["labels.weight"] = torch.tensor(table(data, "labels"))
    net.load_state_dict(state)
    return net


def encode_in_torch(net, strings):
    """(vectors, log-probabilities of all labels) of strings, from the string alone."""
    rows = [ngrams(s) for s in strings]
    width = max(map(len, rows))
    padded = torch.tensor([r + [ROWS] * (width - len(r)) for r in rows])
    with torch.no_grad():
        vectors = net.encoder(padded, torch.tensor([shape(s) for s in strings]))
        logits = net.types(vectors) @ net.labels.weight.T + net.type_bias
        return vectors.numpy(), torch.log_softmax(logits, 1).numpy()


def tag_in_torch(net, vectors, before, after):
    with torch.no_grad():
        given = (torch.tensor(x)[None] for x in (vectors, before, after))
        return net.text(*given)[0].numpy()


def off(found, expected):
    """Largest difference, relative to the largest number."""
    return np.abs(found - expected).max() / np.abs(expected).max()


def text_of(length):
    random = np.random.default_rng(length)
    strings = [STRINGS[i] for i in random.integers(0, len(STRINGS), length)]
    return strings, random.integers(0, len(Gap), length), random.integers(0, len(Gap), length)


@pytest.mark.parametrize(("which", "tolerance"), [("rounded", EXACT), ("trained", ROUNDED)])
def test_strings_are_encoded_as_in_pytorch(which, tolerance, shipped, trained, rounded):
    net = rounded if which == "rounded" else trained[0]
    _, data = shipped
    types, index = Encoder(data, table(data, "labels")).encode([*STRINGS, *STRINGS[:3]])
    assert index.tolist() == [*range(len(STRINGS)), 0, 1, 2]
    vectors, scores = encode_in_torch(net, STRINGS)
    assert off(types.vectors, vectors) <= tolerance
    found = np.take_along_axis(scores, types.candidates.astype(np.int64), 1)
    for row, best in enumerate(-np.sort(-scores, 1)[:, CANDIDATES - 1]):
        assert found[row].min() >= best - tolerance * np.abs(scores).max(), "the candidates are the best ones"
    assert (np.diff(found, axis=1) <= tolerance * np.abs(scores).max()).all(), "best first"


@pytest.mark.parametrize("length", [1, 2, 3, 5, 30, WINDOW])
@pytest.mark.parametrize(("which", "tolerance"), [("rounded", EXACT), ("trained", ROUNDED)])
def test_a_text_is_tagged_as_in_pytorch(length, which, tolerance, shipped, trained, rounded):
    net = rounded if which == "rounded" else trained[0]
    meta, data = shipped
    strings, before, after = text_of(length)
    vectors = table(data, "labels")
    types, index = Encoder(data, vectors).encode(strings)
    tagger = Tagger(data, vectors, meta["dilations"])
    found = tagger.queries(types.vectors[index], before, after)
    expected = tag_in_torch(net, encode_in_torch(net, strings)[0], before, after)
    assert found.shape == expected.shape
    assert off(found, expected) <= tolerance
    candidates = types.candidates[index]
    logits = expected @ net.labels.weight.detach().numpy().T + net.bias.detach().numpy()
    scores = np.take_along_axis(logits, candidates.astype(np.int64), 1)
    assert off(tagger.scores(found, candidates), scores) <= tolerance


@pytest.mark.parametrize("length", [WINDOW + 1, 2 * WINDOW, 777])
def test_a_long_text_is_tagged_window_by_window(length, shipped, rounded):
    """Every token comes from one window, of about the length trained on, which shows it all that convolutions see."""
    meta, data = shipped
    strings, before, after = text_of(length)
    types, index = Encoder(data, table(data, "labels")).encode(strings)
    vectors = types.vectors[index]
    tagger = Tagger(data, table(data, "labels"), meta["dilations"])
    found = tagger.queries(vectors, before, after)
    at, margin = 0, sum(DILATIONS)
    for low, start, end, high in tagger.windows(length):
        assert start == at < end and WINDOW / 2 < high - low < 1.5 * WINDOW
        assert (low, high) == (max(0, start - margin), min(length, end + margin))
        expected = tag_in_torch(rounded, *(x[low:high] for x in (vectors, before, after)))
        assert off(found[start:end], expected[start - low : end - low]) <= EXACT
        at = end
    assert at == length


def test_the_shipped_file_says_what_it_is(shipped):
    meta, data = shipped
    assert meta["name"] == "net" and meta["figures"] == {"context_right": 0.5}
    assert meta["dilations"] == list(DILATIONS)
    assert data["ngrams"].dtype == np.int8 and len(data["ngrams"]) == ROWS


def test_all_trained_steps_and_the_export(toy, tmp_path, monkeypatch):
    """net, evidence, export, calibrate: the data folder is whole, of one build, and its manifest holds."""
    from dataclasses import replace

    from dictionaries.build import evidence

    monkeypatch.setattr(train, "TOKENS", 384)
    monkeypatch.setattr(evidence, "LINES", 64)
    monkeypatch.setattr(evidence, "POOL", 60)
    monkeypatch.setattr("dictionaries.build.steps.catalogues.texts", lambda: [["le", "chat", "noir"]])
    monkeypatch.setattr(evidence, "STEPS", 60)
    plan = replace(toy, out=tmp_path / "data", steps=2)
    run(("calibrate", "export", "evidence", "net"), plan)
    names = sorted(p.name for p in plan.out.iterdir())
    assert names == [
        "MANIFEST.json",
        "calibration.json",
        "evidence.bin",
        "labels.json",
        "net.bin",
        "tables.json",
        "trigram.bin",
    ]
    listed = json.loads((plan.out / "MANIFEST.json").read_text("utf-8"))["files"]
    assert sorted(listed) == names[1:]
    assert tuple(json.loads((plan.out / "calibration.json").read_text("utf-8"))) == FEATURES
    _, data = read_arrays(plan.out / "evidence.bin")
    judged = Evidence(np.asarray(data["weights"], np.float32), np.asarray(data["bias"], np.float32))
    assert judged.line(tokenize("Ủy ban nhân dân xã họp vào sáng thứ hai")).argmax() == Class.RIGHT
    assert judged.line(tokenize("Uy ban nhan dan xa hop vao sang thu hai")).argmax() in (Class.BARE, Class.GARBLED)


def test_parts_of_two_builds_are_not_put_together(toy, tmp_path):
    import shutil
    from dataclasses import replace

    from vndoc.errors import UsageError

    shutil.copytree(toy.work, tmp_path / "work")
    plan = replace(toy, out=tmp_path / "data", work=tmp_path / "work")
    for name in ("net.json", "evidence.bin"):
        (plan.work / name).write_text("{}", "utf-8")
    shutil.copyfile(toy.work / "toy.pt", plan.work / "net.pt")
    (plan.work / "labels.json").write_text(json.dumps([*labels(toy), "mới"]), "utf-8")
    with pytest.raises(UsageError, match="other labels"):
        run(("export",), plan)
    assert not plan.out.exists()


def test_lines_of_evidence_are_words_of_the_same_corpora_for_all_classes(toy):
    """Bare windows of the net have corpus weights of their own; a class must not be told by its subject."""
    from dictionaries.build import evidence

    read = material(toy)
    asked = []
    draw = read.maker.damaged

    def damaged(length, mode, like=None):
        asked.append(like)
        return draw(length, mode, like)

    read.maker.damaged = damaged
    others = evidence.Others(read.maker.sources.english, read.foreign, [["le", "chat", "noir"]], [["def", "self"]])
    found = evidence.lines(read.maker, others, pool=60)
    seen = [next(found) for _ in range(1200)]
    assert {c for _, c in seen} == set(Class)
    assert all(words and len(words) <= evidence.LONGEST for words, _ in seen)
    assert not [w for words, _ in seen for w in words if w.replace(".", "").replace(",", "").rstrip("%").isdigit()]
    assert set(asked) == {evidence.LIKE}
