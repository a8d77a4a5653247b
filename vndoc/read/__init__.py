"""Pages that need it are read by an OCR engine; what the engine reads is one more reading of the page."""

from vndoc.read.cache import Cache, cache_folder
from vndoc.read.engine import EngineWord, NoEngine, OcrEngine, describe, find_engine, installed_engines
from vndoc.read.page import needs_reading, read_page

__all__ = [
    "Cache",
    "EngineWord",
    "NoEngine",
    "OcrEngine",
    "cache_folder",
    "describe",
    "find_engine",
    "installed_engines",
    "needs_reading",
    "read_page",
]
