"""English and programs for the training: Python's standard library, which every builder has. They must be left alone."""

from __future__ import annotations

import ast
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from vndoc.tokens import Kind, tokenize

MIN_CHARACTERS = 80
"""Of a docstring; shorter ones are half names of variables."""

MIN_WORDS = 13


def _files(library: Path) -> list[Path]:
    found = sorted(library.glob("*.py")) + sorted(library.glob("[a-z]*/*.py"))
    inside = (p.relative_to(library) for p in found)
    return [library / p for p in inside if "site-packages" not in p.parts and "test" not in p.as_posix()]


def _docstrings(path: Path) -> Iterator[str]:
    try:
        tree = ast.parse(path.read_text("utf-8"))
    except (SyntaxError, UnicodeDecodeError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text is not None and len(text) > MIN_CHARACTERS:
                yield text


def texts(library: Path | None = None) -> list[list[str]]:
    """Words of each docstring of a library (the standard one by default), without numbers and names of variables."""
    out = []
    for path in _files(library or Path(sysconfig.get_paths()["stdlib"])):
        for text in _docstrings(path):
            words = [t.text for t in tokenize(text) if t.kind != Kind.NUMBER and "_" not in t.text]
            if len(words) >= MIN_WORDS:
                out.append(words)
    return out


def programs(library: Path | None = None) -> list[list[str]]:
    """Words of each source file of a library (the standard one by default): names, keywords and comments."""
    out = []
    for path in _files(library or Path(sysconfig.get_paths()["stdlib"])):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        words = [t.text for t in tokenize(text) if t.kind == Kind.WORD]
        if len(words) >= MIN_WORDS:
            out.append(words)
    return out
