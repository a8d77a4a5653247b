"""Hashes of everything under ``vndoc/data`` → ``MANIFEST.json``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from vndoc.resources import sha256


def build(out: Path) -> None:
    """Write ``MANIFEST.json`` over the other files of `out`; its version is the first 12 digits of their common hash."""
    kept = (p for p in sorted(out.iterdir()) if p.is_file() and p.suffix in (".bin", ".json") and p.stem != "MANIFEST")
    files = {p.name: sha256(p) for p in kept}
    version = hashlib.sha256("".join(f"{n}{h}" for n, h in files.items()).encode()).hexdigest()[:12]
    text = json.dumps({"version": version, "files": files}, indent=1, sort_keys=True)
    (out / "MANIFEST.json").write_text(text + "\n", "utf-8", newline="\n")
