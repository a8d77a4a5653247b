import json
import os
import re
import subprocess
import sys
from pathlib import Path

import papers
import pytest

import vndoc as package
from vndoc.cli.common import exit_code
from vndoc.cli.explain import text_blocks
from vndoc.cli.voice import one_line
from vndoc.cli.why import block_lines
from vndoc.document import Edit, Repair
from vndoc.models import models

COMMANDS = ["convert", "repair", "explain", "inspect", "batch", "report", "parquet", "doctor"]
GARBLED = "Thuc hién Nghi quyét s6 02-NQ/TW\r\n\r\n  Correct English stays.\n"


@pytest.fixture
def here(tmp_path):
    papers.write_pdf(tmp_path / "a.pdf", [papers.GARBLED, ["trang hai"]])
    return tmp_path


def test_help_and_version_everywhere(vndoc):
    version = f"vndoc {package.__version__}\n"
    assert vndoc("--version").stdout.decode() == version
    help_ = vndoc()
    assert help_.returncode == 0
    for command in COMMANDS:
        assert command in help_.stdout.decode()
        assert vndoc(command, "--version").stdout.decode() == version
        text = vndoc(command, "--help").stdout.decode()
        assert all(option in text for option in ("--quiet", "--verbose", "--version"))


def test_convert(vndoc, here):
    done = vndoc("convert", "a.pdf", "-o", "out", "--to", "json,markdown,html,text", "--engine", "none", cwd=here)
    assert done.returncode == 0
    assert done.stdout == b""
    assert sorted(p.name for p in (here / "out").iterdir()) == ["a.html", "a.json", "a.md", "a.txt"]
    assert len(json.loads((here / "out" / "a.json").read_text("utf-8"))["pages"]) == 2
    assert "2 page(s)" in done.stderr.decode()


def test_convert_and_batch_agree_to_the_byte(vndoc, tmp_path):
    """Whatever the number of processors: both multiply on one thread."""
    sample = Path(__file__).resolve().parents[1] / "samples" / "scan-wrong-layer.pdf"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / sample.name).write_bytes(sample.read_bytes())
    assert vndoc("convert", f"in/{sample.name}", "-o", "one", "--engine", "none", cwd=tmp_path).returncode == 0
    assert vndoc("batch", "in", "-o", "many", "--jobs", "2", "--engine", "none", cwd=tmp_path).returncode == 0
    one, many = (next((tmp_path / folder).rglob("*.json")).read_text("utf-8") for folder in ("one", "many"))
    assert one == many


def test_convert_quietly(vndoc, here):
    for arguments in (["convert", "a.pdf", "--quiet"], ["--quiet", "convert", "a.pdf"]):
        done = vndoc(*arguments, "-o", "out", "--engine", "none", "--overwrite", cwd=here)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_convert_to_stdout(vndoc, here):
    done = vndoc("convert", "a.pdf", "-o", "-", "--engine", "none", cwd=here)
    assert package.load(done.stdout) == package.process(here / "a.pdf", package.Options(engine="none"))
    assert [p.name for p in here.iterdir()] == ["a.pdf"]


def test_chunks_of_a_length(vndoc, tmp_path):
    (tmp_path / "a.txt").write_text("Điều 1. Phạm vi\n" + "Câu này nói về việc lưu trữ hồ sơ.\n" * 40, "utf-8")
    given = ("--to", "chunks", "--chunk-characters", "200")
    done = vndoc("convert", "a.txt", "-o", "-", *given, cwd=tmp_path)
    lengths = [len(json.loads(line)["text"]) for line in done.stdout.splitlines()]
    assert len(lengths) > 5
    assert max(lengths) <= 200
    assert vndoc("batch", ".", "-o", "out", *given, cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "a.jsonl").read_bytes() == done.stdout
    assert vndoc("convert", "a.txt", "-o", "-", "--chunk-characters", "200", cwd=tmp_path).returncode == 2
    assert vndoc("convert", "a.txt", "-o", "-", "--to", "chunks", "--chunk-characters", "9", cwd=tmp_path).returncode == 2


def test_convert_chosen_pages(vndoc, here):
    done = vndoc("convert", "a.pdf", "-o", "-", "--pages", "2", "--engine", "none", cwd=here)
    assert [page["number"] for page in json.loads(done.stdout)["pages"]] == [2]


def test_same_bytes_twice(vndoc, here):
    one, two = (vndoc("convert", "a.pdf", "-o", "-", "--engine", "none", cwd=here).stdout for _ in "ab")
    assert one == two != b""


def test_no_progress_bar_without_a_terminal(vndoc, here):
    done = vndoc("convert", "a.pdf", "-o", "out", "--engine", "none", cwd=here)
    assert b"\x1b" not in done.stderr
    assert b"\r" not in done.stderr.replace(b"\r\n", b"\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_progress_bar_on_a_terminal(here):
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "vndoc", "convert", "a.pdf", "-o", "-", "--engine", "none"]
    env = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1]), "TERM": "xterm"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, cwd=here, env=env)
    os.close(theirs)
    out = process.communicate(timeout=120)[0]
    said = os.read(ours, 65536)
    os.close(ours)
    assert b"\x1b[" in said
    assert b"\x1b" not in out
    assert json.loads(out)["schema"] == "vndoc/1"


def test_repair(vndoc):
    done = vndoc("repair", stdin=GARBLED)
    assert done.returncode == 0
    assert done.stdout.decode() == package.repair_text(GARBLED)
    assert done.stdout.decode().count("\r\n") == 2
    assert vndoc("repair", stdin=b"").stdout == b""


def test_repair_of_what_is_no_text(vndoc):
    done = vndoc("repair", stdin=b"\xff\xfe\x00")
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "UTF-8" in done.stderr.decode()


def test_a_reader_that_leaves(here):
    """``vndoc … | head -c 1``: no traceback."""
    command = [sys.executable, "-m", "vndoc", "repair"]
    env = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    process.stdout.close()
    process.stdin.write(b"abc def\n" * 50_000)
    process.stdin.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=300)
    assert said == b""


def test_explain_text(vndoc):
    done = vndoc("explain", "-", stdin="Thuc hién Nghi quyét s6 02-NQ/TW\n")
    assert done.returncode == 0
    edits = package.repair_and_explain("Thuc hién Nghi quyét s6 02-NQ/TW\n").edits
    assert done.stdout.decode().count(" → ") >= len(edits)
    assert done.stderr.decode().strip() == f"{len(edits)} edit(s)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_explain_on_a_terminal():
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "vndoc", "explain", "-"]
    env = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1]), "TERM": "xterm-256color", "COLUMNS": "200"}
    env.pop("NO_COLOR", None)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=theirs, stderr=subprocess.PIPE, env=env)
    os.close(theirs)
    process.communicate("Nghi quyét s6 02 [b]x[/b]\n".encode(), timeout=120)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert "\x1b[31mquyét" in said
    assert "[b]x[/b]" in said


def test_explain_file(vndoc, here):
    done = vndoc("explain", "a.pdf", "--engine", "none", cwd=here)
    assert done.returncode == 0
    document = package.process(here / "a.pdf", package.Options(engine="none"))
    assert done.stderr.decode().splitlines()[-1] == f"{len(document.edits)} edit(s)"
    for edit in document.edits:
        assert f"{edit.before} → {edit.after}" in done.stdout.decode()


def cost(read, word):
    return models().encoder.costs([read], [models().numbers[word]])[0]


def test_explanation_of_lines_and_of_joined_lines():
    text = "một\nhai ba bon\nnăm sá\nu bẩy\ntám\n"
    edits = (
        Edit((11, 14), "bon", "bốn", "garble", 0.9, (("bốn", 0.9), ("bón", 0.05))),
        Edit((19, 23), "sá\nu", "sáu", "join", 0.7),
    )
    repair = Repair("một\nhai ba bốn\nnăm sáu bẩy\ntám\n", edits)
    assert repair.raw == text
    shown = [line for block in text_blocks(repair, package.explain(repair)) for line in block_lines(block)]
    assert ["".join(piece for piece, _ in line) for line in shown] == [
        "line 2: hai ba bon",
        "       → hai ba bốn",
        "    bon → bốn  letters misread (garble), 0.90; or bón 0.05",
        f"        column 8; in “một hai ba [bốn] năm sáu bẩy tám”; dictionary word bốn at cost {cost('bon', 'bốn'):.2f}",
        "",
        "line 3: năm sá u bẩy",
        "       → năm sáu bẩy",
        "    sá u → sáu  a word that was split (join), 0.70",
        "        column 5; in “hai ba bốn năm [sáu] bẩy tám”; dictionary word sáu",
        "",
    ]


def test_inspect(vndoc, here):
    (here / "b.txt").write_text("Cộng hòa xã hội chủ nghĩa Việt Nam\n", "utf-8")
    done = vndoc("inspect", "a.pdf", "b.txt", cwd=here)
    assert done.returncode == 0
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [row[:2] for row in rows] == [["a.pdf", "page 1"], ["a.pdf", "page 2"], ["b.txt", "page 1"]]
    assert {row[2] for row in rows} <= {"absent", "stamp", "usable", "legacy", "garbled", "unknown"}
    done = vndoc("inspect", here, "--json", cwd=here)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(record["file"]).name for record in records] == ["a.pdf", "b.txt"]
    assert [page["number"] for page in records[0]["pages"]] == [1, 2]
    assert records[0]["pages"][0]["verdict"]["state"] == rows[0][2]


def test_batch_and_report(vndoc, here):
    archive = here / "archive"
    (archive / "sâu").mkdir(parents=True)
    papers.write_pdf(archive / "a.pdf")
    papers.write_pdf(archive / "sâu" / "b.pdf")
    (archive / "empty.pdf").write_bytes(b"")
    done = vndoc("batch", archive, "-o", "out", "--jobs", "2", "--to", "json,text", "--engine", "none", cwd=here)
    assert (done.returncode, done.stdout) == (8, b"")
    said = done.stderr.decode()
    assert re.search(r"done +2 ", said)
    assert re.search(r"failed +1 ", said)
    assert (here / "out" / "sâu" / "b.txt").is_file()
    done = vndoc("batch", archive, "-o", "out", "--jobs", "1", "--to", "json,text", "--engine", "none", cwd=here)
    assert re.search(r"skipped +2 ", done.stderr.decode())
    report = vndoc("report", "out", cwd=here)
    assert report.returncode == 0
    assert re.search(r"done +2 file", report.stdout.decode())
    assert "empty.pdf: this file is empty" in report.stdout.decode()
    nothing = vndoc("report", archive, cwd=here)
    assert (nothing.returncode, nothing.stdout) == (7, b"")


def test_doctor(vndoc):
    done = vndoc("doctor")
    text = done.stdout.decode()
    assert done.returncode == 0, text
    assert f"vndoc {package.__version__}" in text
    assert "tesseract" in text


def test_doctor_without_engine(vndoc, no_tesseract):
    text = vndoc("doctor", env=no_tesseract).stdout.decode()
    assert "apt install tesseract-ocr tesseract-ocr-vie" in text
    assert "brew install" in text
    assert "Windows" in text


def test_unexpected_errors(vndoc, here, tmp_path):
    """A fault in the program itself: exit code 1, one line, the traceback on demand."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import vndoc.pipeline as p\ndef fail(*a, **k): raise ZeroDivisionError('on purpose')\np.process_with = fail\n"
    )
    root = str(Path(package.__file__).parents[1])
    env = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), root])}
    done = vndoc("convert", "a.pdf", "-o", "out", cwd=here, env=env)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "vndoc: error: a.pdf: unexpected ZeroDivisionError: on purpose; use --verbose for the traceback"
    ]
    assert "Traceback" in vndoc("convert", "a.pdf", "-o", "out", "--verbose", cwd=here, env=env).stderr.decode()
    done = vndoc("convert", "a.pdf", "-o", "-", cwd=here, env=env)
    assert (done.returncode, len(done.stderr.decode().splitlines())) == (1, 1)


def test_utf8_whatever_the_locale(vndoc, tmp_path):
    (tmp_path / "kế hoạch.txt").write_text("Kế hoạch\n", "utf-8")
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = vndoc("convert", "kế hoạch.txt", "-o", "-", "--to", "text", cwd=tmp_path, env=env)
    assert "Kế hoạch" in done.stdout.decode("utf-8")


def test_exit_codes_of_several_files():
    assert exit_code([], 3) == 0
    assert exit_code([4], 0) == exit_code([4, 4], 0) == 4
    assert exit_code([3, 4], 0) == exit_code([3], 1) == 8


def test_messages_are_one_line():
    assert one_line("a\r\n\tb\u202ec\x1b[31m") == "a b\\u202ec\\x1b[31m"


def test_inspect_text(vndoc):
    """The gate says what it thought of each line."""
    text = "Thuc hién Nghi quyét s6 02-NQ/TW ngay 15/3/2022\n\nThực hiện Nghị quyết số 02-NQ/TW của Ban Chấp hành\n\x00\ud7ff\n"
    lines = [line.split("\t") for line in vndoc("inspect", "-", stdin=text).stdout.decode().splitlines()]
    assert lines[0][:2] == ["-", "page 1"]
    assert [(place, state) for _, place, state, *_ in lines[1:]] == [
        ("page 1, line 1", "garbled"),
        ("page 1, line 3", "usable"),
        ("page 1, line 4", "unknown"),
    ]
    assert json.loads(vndoc("inspect", "-", "--json", stdin=text).stdout)["pages"][0]["lines"][0] == "garbled"
    assert vndoc("inspect", "-", stdin=b"\xff").returncode == 3


def test_inspect_lines(vndoc, here):
    plain, rows = (vndoc("inspect", "a.pdf", *more, cwd=here).stdout.decode().splitlines() for more in ((), ("--lines",)))
    assert len(rows) > len(plain) == 2
    assert [row for row in rows if ", line " not in row] == plain


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not possible on Windows")
def test_names_of_any_kind(vndoc, here):
    """Names with line ends, escapes and bytes that are no UTF-8 are said on one line, and convert and batch live with them."""
    odd = [b"a\nb.pdf", b"\x1b[31mred.pdf", b"bad\xff\xfe.pdf", "tên có dấu.pdf".encode(), b"-dash.pdf"]
    (here / "in").mkdir()
    for name in odd:
        (here / "in" / os.fsdecode(name)).write_bytes((here / "a.pdf").read_bytes())
    given = [Path("in") / os.fsdecode(name) for name in odd]
    for arguments in (["convert", *given, "-o", "one"], ["batch", "in", "-o", "many", "--jobs", "1"]):
        done = vndoc(*arguments, "--engine", "none", "--to", "text", cwd=here)
        assert done.returncode == 0, done.stderr.decode()
        assert b"\x1b" not in done.stderr
        assert all(not line.startswith("b.pdf") for line in done.stderr.decode().splitlines())
        made = {os.fsencode(p.name) for p in (here / arguments[-3 if arguments[0] == "batch" else -1]).glob("*.txt")}
        assert made == {name.removesuffix(b".pdf") + b".txt" for name in odd}
    assert re.search(
        r"skipped +5 ", vndoc("batch", "in", "-o", "many", "--engine", "none", "--to", "text", cwd=here).stderr.decode()
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_loop_of_links_costs_itself(vndoc, here):
    (here / "loop.pdf").symlink_to("loop.pdf")
    (here / "out").mkdir()
    (here / "out" / "a.json").symlink_to("a.json")
    done = vndoc("convert", "loop.pdf", "a.pdf", "-o", "out", "--engine", "none", "--overwrite", cwd=here)
    assert done.returncode == 8
    [line] = [line for line in done.stderr.decode().splitlines() if "error" in line]
    assert line.startswith("vndoc: error: loop.pdf: ")
    assert (here / "out" / "a.json").is_file()


def test_errors_name_the_path(vndoc, here):
    (here / "sâu").mkdir()
    (here / "sâu" / "x.pdf").write_bytes(b"")
    done = vndoc("convert", "sâu/x.pdf", "-o", "out", cwd=here)
    assert done.stderr.decode() == "vndoc: error: sâu/x.pdf: this file is empty; fetch or save it again\n"
    done = vndoc("batch", ".", "-o", "out", "--engine", "none", "--jobs", "1", cwd=here)
    assert "vndoc: error: sâu/x.pdf: this file is empty" in done.stderr.decode()
    assert "  3  sâu/x.pdf: this file is empty" in vndoc("report", "out", cwd=here).stdout.decode()


def test_a_folder_without_the_model(vndoc, here):
    """It is said, not passed over for another model."""
    for arguments in (["convert", "a.pdf", "-o", "out"], ["explain", "a.pdf"], ["doctor"], ["batch", ".", "-o", "out"]):
        done = vndoc(*arguments, "--tessdata", "nowhere", cwd=here)
        assert (done.returncode, done.stdout) == (2, b"")
        assert "vie.traineddata in nowhere" in done.stderr.decode()


def test_a_password_for_other_files(vndoc, here):
    """A file that opens without one is opened, whatever password was given: one run may hold both kinds."""
    papers.write_pdf(here / "locked.pdf", password="secret")
    papers.write_pdf(here / "owned.pdf", password="")
    done = vndoc(
        "convert", "locked.pdf", "owned.pdf", "a.pdf", "-o", "out", "--engine", "none", "--password", "secret", cwd=here
    )
    assert done.returncode == 0, done.stderr.decode()
    texts = [
        json.loads((here / "out" / f"{name}.json").read_text("utf-8"))["pages"][0]["lines"] for name in ("locked", "owned")
    ]
    assert texts[0] == texts[1] != []
    done = vndoc("convert", "locked.pdf", "-o", "out", "--overwrite", "--password", "another", cwd=here)
    assert done.returncode == 4 and "the password is wrong" in done.stderr.decode()
