"""Hostile and broken files, some of them; ``python tasks.py fuzz`` runs more."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import fuzz
from vndoc.limits import Limits

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SHORT = Limits(open_seconds=10, extract_seconds=6, draw_seconds=2, read_calls=0, arrange_seconds=8)
COUNT = 50
"""Each damage once at least, and a third of the files that are made; a run of 135 has them all."""


@pytest.mark.parametrize("damage", fuzz.DAMAGES, ids=lambda m: m.__name__)
def test_same_seed_same_bytes(damage):
    data = (SAMPLES / "scan-wrong-layer.pdf").read_bytes()
    assert damage(data, random.Random("1/2")) == damage(data, random.Random("1/2"))
    assert any(damage(data, random.Random(seed)) != data for seed in range(20))


def test_hostile_files():
    table, failures = fuzz.run([SAMPLES], COUNT, seed=7, jobs=2, limits=SHORT)
    assert failures == []
    last = [cell.strip() for cell in table.splitlines()[-1].strip("|").split("|")]
    assert last[:2] == ["all", str(COUNT)]
    assert int(last[3]) + int(last[2]) == COUNT
    assert int(last[8]) < 2048


def test_nothing_is_run_fetched_or_written():
    """The file with scripts, launch actions, attachments, external streams and links."""
    table, failures = fuzz.run([SAMPLES], 105, seed=1, jobs=1, only=104, limits=SHORT)
    assert "| active | 1 | 1 |" in table
    assert failures == []


@pytest.mark.parametrize(
    "act",
    [
        "open('x.txt', 'w')",
        "import socket; socket.socket()",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
        "import pathlib; pathlib.Path('x').mkdir()",
    ],
)
def test_what_reaches_out_is_seen(tmp_path, monkeypatch, act):
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(os, "environ", os.environ.copy())
    fuzz.prepare(tmp_path / "run")
    assert fuzz.reached_out(tmp_path / "run") == []
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "run" / "site")}
    subprocess.run([sys.executable, "-c", act], env=env, cwd=tmp_path, check=True)
    assert fuzz.reached_out(tmp_path / "run")
