import importlib.util
from pathlib import Path

import pytest


def _module(name):
    """A module beside this one: tests are no package."""
    spec = importlib.util.spec_from_file_location(f"write_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def documents():
    """Hand-made documents."""
    return _module("documents")


@pytest.fixture(scope="session")
def families():
    """Hand-made documents of all families."""
    return _module("families")


@pytest.fixture(scope="session")
def printed():
    """What a printed document must show, and what its PDF shows."""
    return _module("printed")
