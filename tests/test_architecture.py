"""The cut of the package: layers, cycles, sizes. Imports are read from the source, lazy and type-checking ones too."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "vndoc"

LAYERS = [
    {"version", "errors", "alphabet", "fonts", "marked", "packed", "collector"},
    {"syllable", "tokens"},
    {"document", "options", "pages", "geometry"},
    {"resources", "limits"},
    {"models"},
    {"extract", "recode", "judge", "read", "arrange", "restore", "structure", "write"},
    {"project", "stretches", "parted", "page_workers", "pipeline", "repairs", "readings", "explanations"},
    {"outputs", "parquet", "inputs", "ledger", "workers", "batch"},
    {"cli"},
    {"vndoc", "__main__"},
]
"""A unit (a module or a folder of the package) imports from lower layers, and from its own; stages from lower ones alone."""

STAGES = LAYERS[5]
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60

FILES = sorted(PACKAGE.rglob("*.py"))
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def module_of(path):
    parts = ("vndoc", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}
TREES = {name: ast.parse(path.read_text("utf-8"), str(path)) for name, path in MODULES.items()}


def unit_of(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "vndoc"


def layer_of(module):
    unit = unit_of(module)
    return next((i for i, layer in enumerate(LAYERS) if unit in layer), None)


def imports_of(name):
    """Modules of the package that a module imports, wherever in its source it does."""
    found = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "vndoc"}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative import in line {node.lineno}"
            if node.module and node.module.split(".")[0] == "vndoc":
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                modules = inner & MODULES.keys()
                found |= modules
                if len(modules) < len(inner):
                    found.add(node.module)
    return found - {name}


IMPORTS = {name: imports_of(name) for name in MODULES}


def test_every_module_has_a_layer():
    assert [name for name in MODULES if layer_of(name) is None] == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_down(name):
    own = layer_of(name)
    for target in sorted(IMPORTS[name]):
        other = layer_of(target)
        assert other is not None, f"{name} imports {target}, which has no layer"
        assert other <= own, f"{name} imports {target}, which lies above it"


@pytest.mark.parametrize("name", sorted(MODULES))
def test_stages_do_not_import_one_another(name):
    if unit_of(name) in STAGES:
        sideways = {t for t in IMPORTS[name] if unit_of(t) in STAGES and unit_of(t) != unit_of(name)}
        assert not sideways


def test_no_module_is_imported_that_is_not_there():
    assert {t for targets in IMPORTS.values() for t in targets if t not in MODULES} == set()


def test_no_cycles():
    """Depth-first over modules; a folder's ``__init__`` counts as imported by its modules' importers only."""
    done, path = set(), []

    def visit(name):
        if name in path:
            pytest.fail(" → ".join([*path[path.index(name) :], name]))
        if name in done:
            return
        path.append(name)
        for target in sorted(IMPORTS[name] & MODULES.keys()):
            visit(target)
        path.pop()
        done.add(name)

    for name in sorted(MODULES):
        visit(name)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_sizes(name):
    lines = len(MODULES[name].read_text("utf-8").splitlines())
    assert lines <= MAX_MODULE_LINES, f"{name} has {lines} lines"
    for node in ast.walk(TREES[name]):
        if isinstance(node, FUNCTION):
            length = node.end_lineno - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{name}.{node.name} has {length} lines"


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_module_says_what_it_is(name):
    assert ast.get_docstring(TREES[name])


@pytest.mark.parametrize("name", sorted(n for n in MODULES if unit_of(n) != "cli"))
def test_nothing_is_printed_outside_the_command_line(name):
    calls = [n for n in ast.walk(TREES[name]) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    assert not [n.lineno for n in calls if n.func.id == "print"]
