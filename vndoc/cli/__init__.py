"""The command line: ``vndoc convert``, ``repair``, ``explain``, ``inspect``, ``batch``, ``report``, ``parquet``, ``doctor``.

stdout carries the payload alone; progress, messages and logs go to stderr. A command answers with its exit code (see
`vndoc.errors`).
"""

from vndoc.cli.main import main

__all__ = ["main"]
