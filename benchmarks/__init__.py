"""Measurements, each beside a rival in the same run: ``python -m benchmarks.repair``, ``.convert``, ``.batch``."""
