"""The papers: Python of the READMEs runs, their commands exist, their tables are true, docs name what the code has."""

import doctest
import re
import shlex
import shutil
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from vndoc import errors, load, repair_text
from vndoc.page_workers.page import _OUTCOMES

ROOT = Path(__file__).resolve().parents[1]
TAB = "\t"
READMES = ["README.md", "README.vi.md"]
PAGES = [*READMES, "NOTICE.md", "CHANGELOG.md", *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]

BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FAULT = re.compile(r"^\|[^|`]*\| `(?P<before>[^`]*)` \| `(?P<after>[^`]*)` \|$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#]+)")


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def blocks(name, language):
    return [m["text"] for m in BLOCK.finditer(text_of(name)) if m["language"] == language]


def commands(name):
    """Words of each command of the shell blocks, comments apart; a line may hold several."""
    lines = (line for block in blocks(name, "sh") for line in block.splitlines())
    words = [shlex.split(part, comments=True) for line in lines for part in line.split("&&")]
    return [command for command in words if command]


def vndoc_commands(name):
    return [command[1:] for command in commands(name) if Path(command[0]).name == "vndoc"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the samples, and an archive of one file."""
    (tmp_path / "samples").mkdir()
    for path in (ROOT / "samples").glob("*.pdf"):
        shutil.copy(path, tmp_path / "samples")
    (tmp_path / "archive").mkdir()
    shutil.copy(ROOT / "samples" / "garbled.txt", tmp_path / "archive")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", READMES)
def test_python_examples(name, here):
    text = "\n".join(blocks(name, "python"))
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert len(test.examples) >= 12
    said = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", READMES)
def test_faults(name):
    found = [(m["before"], m["after"]) for m in FAULT.finditer(text_of(name))]
    assert len(found) >= 6
    assert [repair_text(before) for before, _ in found] == [after for _, after in found]


@pytest.mark.parametrize("name", READMES)
def test_commands_are_there(name, vndoc):
    found = vndoc_commands(name)
    assert len(found) >= 5
    helps = {}
    for command, *arguments in found:
        if command not in helps:
            shown = vndoc(command, "--help")
            assert shown.returncode == 0, command
            helps[command] = shown.stdout.decode()
        for option in (a for a in arguments if a.startswith("-")):
            assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", helps[command]), f"{command} {option}"


def test_both_readmes_have_the_same_commands_and_code():
    first, second = (commands(name) for name in READMES)
    assert first == second
    assert [blocks(name, "powershell") for name in READMES[:1]] == [blocks(name, "powershell") for name in READMES[1:]]


@pytest.mark.parametrize("name", READMES)
def test_the_first_command_converts_the_sample(name, here, vndoc):
    command = vndoc_commands(name)[0]
    assert command[0] == "convert"
    done = vndoc(*command, cwd=here)
    assert done.returncode == 0, done.stderr.decode()
    made = (here / "out" / "scan-wrong-layer.md").read_text("utf-8")
    assert "về củng cố tổ chức cơ sở đảng, Ban Thường vụ Huyện" in made
    assert (here / "out" / "scan-wrong-layer.html").is_file()


def test_the_second_command_is_that_of_ci():
    wanted = [c for c in commands("README.md") if Path(c[0]).name == "python"]
    script = [
        shlex.split(line, comments=True) for line in text_of(".ci/run").splitlines() if "python" in line and "'" not in line
    ]
    assert [c[1:] for c in wanted] == [["-m", "pip", "install", "-e", ".[test]"], ["tasks.py", "ci"]]
    for command in wanted:
        assert any(line[1 : len(command)] == command[1:] for line in script), command


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    for m in LINK.finditer(text_of(name)):
        assert ((ROOT / name).parent / m["target"]).exists(), m["target"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_plain_text(name):
    text = text_of(name)
    assert "\r" not in text
    assert text.endswith("\n")
    assert "\t" not in text
    assert len(BLOCK.findall(text)) * 2 == text.count("```")


def test_json_example_is_a_document():
    assert [load(text).metadata.kind for text in blocks("docs/formats.md", "json")] == ["Kế hoạch"]


def test_every_notice_has_its_line():
    source = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "vndoc").rglob("*.py")))
    codes = set(re.findall(r'(?:Notice\(|_with_notice\(page, )"(\w+)"', source)) | {f"{stage}_failed" for stage in _OUTCOMES}
    listed = re.findall(r"^\| `(\w+)` \|", text_of("docs/errors.md"), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert codes <= set(listed), codes - set(listed)


def test_every_exit_code_has_its_line():
    text = text_of("docs/errors.md")
    for error in (e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.VndocError)):
        assert f"| {error.exit_code} | `{error.__name__}` |" in text
    assert f"| {errors.EXIT_SOME_FAILED} |" in text
    assert f"| {errors.EXIT_INTERRUPTED} |" in text


def test_constants_are_those_of_the_code():
    rows = re.findall(r"^\| `(vndoc[\w.]+)\.(\w+)` \| ([\d.]+) \|", text_of("docs/engine.md"), re.MULTILINE)
    assert len(rows) >= 8
    for module, name, value in rows:
        assert float(getattr(import_module(module), name)) == pytest.approx(float(value), rel=1e-6), name


def test_every_dictionary_and_package_is_named():
    notice = text_of("NOTICE.md")
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *(r for names in extras.values() for r in names)]:
        package = re.match(r"[\w-]+", requirement)[0]
        assert re.search(rf"\b{package}\b", notice), requirement
    for path in (ROOT / "dictionaries").glob("*.tsv"):
        assert f"`{path.name}`" in notice
    for row in (ROOT / "dictionaries" / "corpora.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            assert re.search(rf"\b{re.escape(row.partition(TAB)[0])}\b", notice), row
