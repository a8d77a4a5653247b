"""The version of vndoc; a test holds it equal to the one in ``pyproject.toml``."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
