"""Bad input of every kind: one clear line that says what to do, its exit code, nothing half-written, nothing lost."""

import os
import sys
from pathlib import Path

import papers
import pytest

REMEDIES = (
    "convert",
    "name",
    "save",
    "use",
    "give",
    "check",
    "unpack",
    "install",
    "choose",
    "ask",
    "must",
    "see",
    "up to",
    "asked",
)


@pytest.fixture
def here(tmp_path):
    """A folder to work in, with a good file."""
    papers.write_pdf(tmp_path / "good.pdf")
    return tmp_path


def tree(folder):
    """All that is in a folder, with content."""
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def refused(done, code, *words):
    """The one line of a refusal."""
    lines = done.stderr.decode().splitlines()
    assert done.returncode == code, lines
    assert done.stdout == b""
    assert len(lines) == 1, lines
    assert lines[0].startswith("vndoc: error: ")
    assert "Traceback" not in lines[0]
    for word in words:
        assert word in lines[0]
    assert any(remedy in lines[0] for remedy in REMEDIES), lines[0]


def make(here, name):
    """A bad file."""
    path = here / name
    whole = papers.pdf_bytes([papers.GARBLED] * 3)
    contents = {
        "empty.pdf": b"",
        "noise.pdf": bytes(range(256)) * 9,
        "text.pdf": b"just some words\n",
        "page.pdf": b"<!DOCTYPE html><html><body>x</body></html>",
        "header.pdf": b"%PDF-1.4\n",
        "cut.pdf": whole[: len(whole) // 4],
        "rich.pdf": rb"{\rtf1\ansi abc}",
        "rich.rtf": rb"{\rtf1\ansi abc}",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "broken.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        "broken.tif": b"II*\0\xff\xff\xff\x7f",
        "broken.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 20,
        "nopages.pdf": papers.pdf_bytes([]),
    }
    if name in ("word.docx", "word.pdf"):
        papers.write_docx(path)
    elif name in ("box.zip", "box.pdf"):
        papers.write_zip(path)
    elif name != "missing.pdf":
        path.write_bytes(contents[name])
    return path


UNREADABLE = [
    ("empty.pdf", "empty"),
    ("noise.pdf", ""),
    ("page.pdf", "HTML"),
    ("header.pdf", ""),
    ("cut.pdf", ""),
    ("rich.pdf", "RTF"),
    ("rich.rtf", "RTF"),
    ("old.doc", "Office"),
    ("word.docx", "DOCX"),
    ("word.pdf", "DOCX"),
    ("box.zip", "ZIP"),
    ("box.pdf", "ZIP"),
    ("broken.png", ""),
    ("broken.tif", ""),
    ("broken.jpg", ""),
    ("nopages.pdf", "PDF"),
    ("missing.pdf", ""),
]


@pytest.mark.parametrize(("name", "word"), UNREADABLE)
def test_unreadable(vndoc, here, name, word):
    make(here, name)
    before = tree(here)
    refused(vndoc("convert", name, "-o", "out", cwd=here), 3, name, word)
    assert tree(here) == before


def test_unreadable_by_other_commands(vndoc, here):
    names = [name for name, _ in UNREADABLE]
    for name in names:
        make(here, name)
    done = vndoc("inspect", *names, "good.pdf", cwd=here)
    assert done.returncode == 8
    assert len(done.stdout.decode().splitlines()) == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == len(names)
    assert all(name in line for name, line in zip(names, lines, strict=True))
    refused(vndoc("inspect", "empty.pdf", cwd=here), 3, "empty")
    refused(vndoc("explain", "word.pdf", cwd=here), 3, "DOCX")


def test_text_that_is_called_pdf_is_text(vndoc, here):
    """What a file is, is told by its content."""
    make(here, "text.pdf")
    assert vndoc("convert", "text.pdf", "-o", "out", cwd=here).returncode == 0


@pytest.mark.parametrize("cut", [0.5, 0.9, 0.99])
def test_truncated_pdf(vndoc, here, cut):
    """What pages can still be found are converted; otherwise the file is refused."""
    whole = papers.pdf_bytes([papers.GARBLED] * 3)
    (here / "cut.pdf").write_bytes(whole[: int(len(whole) * cut)])
    done = vndoc("convert", "cut.pdf", "-o", "out", "--engine", "none", cwd=here)
    if done.returncode:
        refused(done, 3, "cut.pdf")
        assert not (here / "out").exists()
    else:
        assert (here / "out" / "cut.json").read_text("utf-8").endswith("}\n")


def test_a_folder_where_a_file_should_be(vndoc, here):
    (here / "folder").mkdir()
    refused(vndoc("convert", "folder", "-o", "out", cwd=here), 3, "folder", "vndoc batch")
    assert not (here / "out").exists()


def test_encrypted(vndoc, here):
    papers.write_pdf(here / "secret.pdf", password="abc")
    refused(vndoc("convert", "secret.pdf", "-o", "out", cwd=here), 4, "secret.pdf", "--password")
    refused(vndoc("convert", "secret.pdf", "-o", "out", "--password", "wrong", cwd=here), 4, "secret.pdf", "password")
    assert not (here / "out").exists()
    done = vndoc("convert", "secret.pdf", "-o", "out", "--password", "abc", "--engine", "none", cwd=here)
    assert done.returncode == 0
    assert "02-NQ/TW" in (here / "out" / "secret.json").read_text("utf-8")
    assert '"abc"' not in (here / "out" / "secret.json").read_text("utf-8")


def test_unknown_engine(vndoc, here):
    refused(vndoc("convert", "good.pdf", "-o", "out", "--engine", "nobody", cwd=here), 5, "nobody")
    assert not (here / "out").exists()


def test_missing_engine(vndoc, here, no_tesseract):
    done = vndoc("convert", "good.pdf", "-o", "out", "--engine", "tesseract", cwd=here, env=no_tesseract)
    refused(done, 5, "tesseract-ocr-vie")
    done = vndoc("convert", "good.pdf", "-o", "out", cwd=here, env=no_tesseract)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--to", "odt"], "odt"),
        (["--to", ""], "json"),
        (["--pages", "x"], "1-3,7"),
        (["--pages", "0"], "1-3,7"),
        (["--pages", "5"], "1 page"),
        (["--frob"], "--frob"),
        (["other.pdf", "good.pdf"], "same output name"),
    ],
)
def test_usage(vndoc, here, arguments, word):
    refused(vndoc("convert", "good.pdf", "-o", "out", *arguments, cwd=here), 2, word)
    assert not (here / "out").exists()


def test_two_inputs_with_one_output_name(vndoc, here):
    (here / "sub").mkdir()
    papers.write_picture(here / "sub" / "GOOD.png")
    before = tree(here)
    refused(vndoc("convert", "good.pdf", "sub/GOOD.png", "-o", "out", cwd=here), 2, "good.pdf", "GOOD.png")
    assert tree(here) == before


def test_stdout_takes_one_file_and_one_format(vndoc, here):
    refused(vndoc("convert", "good.pdf", "-o", "-", "--to", "json,text", cwd=here), 2, "one format")
    refused(vndoc("convert", "good.pdf", "x.pdf", "-o", "-", cwd=here), 2, "one file")


def test_output_exists(vndoc, here):
    (here / "out").mkdir()
    (here / "out" / "good.md").write_text("mine")
    before = tree(here)
    refused(vndoc("convert", "good.pdf", "-o", "out", "--to", "json,markdown", cwd=here), 7, "good.md", "--overwrite")
    assert tree(here) == before
    done = vndoc("convert", "good.pdf", "-o", "out", "--to", "json,markdown", "--overwrite", cwd=here)
    assert done.returncode == 0
    assert (here / "out" / "good.md").read_text("utf-8") != "mine"


def test_an_input_is_never_written_over(vndoc, here):
    text = here / "a.txt"
    text.write_text("Thuc hién Nghi quyét\n", "utf-8")
    for out in (here, here / "." / ".." / here.name):
        refused(vndoc("convert", "a.txt", "-o", out, "--to", "text", "--overwrite", cwd=here), 7, "input")
    refused(vndoc("batch", ".", "-o", ".", "--to", "text", "--overwrite", cwd=here), 2, "inputs")
    assert text.read_text("utf-8") == "Thuc hién Nghi quyét\n"


@pytest.mark.parametrize("out", ["good.pdf", "good.pdf/deeper"])
def test_output_folder_that_is_none(vndoc, here, out):
    before = tree(here)
    refused(vndoc("convert", "good.pdf", "-o", out, cwd=here), 7, "good.pdf")
    (here / "in").mkdir()
    refused(vndoc("batch", "in", "-o", out, cwd=here), 7, "good.pdf")
    (here / "in").rmdir()
    assert tree(here) == before


@pytest.mark.skipif(sys.platform == "win32" or getattr(os, "geteuid", int)() == 0, reason="rights do not bind this user")
def test_output_folder_without_rights(vndoc, here):
    (here / "out").mkdir(mode=0o500)
    refused(vndoc("convert", "good.pdf", "-o", "out", cwd=here), 7, "out")
    refused(vndoc("convert", "good.pdf", "-o", "out/deeper", cwd=here), 7, "out")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_that_is_full(here):
    import subprocess

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vndoc", "convert", "good.pdf", "-o", "-", "--engine", "none"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=here,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            check=False,
        )
    assert done.returncode == 7
    assert done.stderr.decode().splitlines() == ["vndoc: error: output cannot be written (No space left on device)"]


NAMES = [
    "tên có dấu.pdf",
    "-dash.pdf",
    "--help.pdf",
    "a  b.pdf",
    "'quoted' \"x\".pdf",
    "100%.pdf",
    "[bold]x[.pdf",
    "no_suffix",
    "ế.pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_names(vndoc, here, name):
    if sys.platform == "win32" and '"' in name:
        pytest.skip("no such names on Windows")
    papers.write_pdf(here / name)
    done = vndoc("convert", "-o", "out dir", "--engine", "none", "--", name, cwd=here)
    assert done.returncode == 0, done.stderr.decode()
    assert [p.name for p in (here / "out dir").iterdir()] == [f"{Path(name).stem}.json"]


@pytest.mark.parametrize("way", ["../good.pdf", "./sub/../../here/../good.pdf", "{here}/good.pdf"])
def test_paths(vndoc, here, way):
    (here / "sub").mkdir()
    (here / "here").mkdir()
    work = here / "here"
    way = way.replace("./sub/../../here/..", "../sub/../here/..").format(here=here)
    done = vndoc("convert", way, "-o", "../out/./x", "--engine", "none", cwd=work)
    assert done.returncode == 0, done.stderr.decode()
    assert (here / "out" / "x" / "good.json").is_file()
    assert list(work.iterdir()) == []


def test_some_fail_and_the_others_are_done(vndoc, here):
    make(here, "empty.pdf")
    papers.write_pdf(here / "secret.pdf", password="abc")
    done = vndoc("convert", "empty.pdf", "good.pdf", "secret.pdf", "-o", "out", "--quiet", "--engine", "none", cwd=here)
    assert done.returncode == 8
    assert len(done.stderr.decode().splitlines()) == 2
    assert [p.name for p in (here / "out").iterdir()] == ["good.json"]


def test_batch_passes_over_all_of_it(vndoc, here):
    archive = here / "archive"
    archive.mkdir()
    for name, _ in UNREADABLE:
        if name != "missing.pdf":
            make(archive, name)
    papers.write_pdf(archive / "good.pdf")
    papers.write_pdf(archive / "secret.pdf", password="abc")
    done = vndoc("batch", archive, "-o", "out", "--engine", "none", "--jobs", "1", cwd=here)
    assert done.returncode == 8
    assert [p.name for p in (here / "out").iterdir() if p.name != ".vndoc"] == ["good.json"]
    errors = [line for line in done.stderr.decode().splitlines() if line.startswith("vndoc: error: ")]
    assert (
        len(errors)
        == len([n for n, _ in UNREADABLE if n.endswith((".pdf", ".png", ".tif", ".jpg")) and n != "missing.pdf"]) + 1
    )
    done = vndoc("batch", archive, "-o", "out", "--engine", "none", "--jobs", "1", "--password", "abc", cwd=here)
    assert sorted(p.name for p in (here / "out").iterdir() if p.name != ".vndoc") == ["good.json", "secret.json"]


def test_missing_data(vndoc, here, tmp_path):
    """A copy of the package without its data: exit code 6."""
    import shutil

    package = Path(__file__).parents[1] / "vndoc"
    copy = tmp_path / "site" / "vndoc"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__", "*.bin"))
    (copy / "data" / "MANIFEST.json").unlink()
    env = {"PYTHONPATH": str(copy.parent)}
    refused(vndoc("convert", "good.pdf", "-o", "out", "--engine", "none", cwd=here, env=env), 6, "reinstall")
    done = vndoc("doctor", cwd=here, env=env)
    assert done.returncode == 6
    assert b"BAD" in done.stdout
