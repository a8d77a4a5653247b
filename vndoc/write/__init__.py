"""Stage write: a Document becomes text of a format; JSON is read back too."""

from vndoc.write.as_json import json_schema, load, packed_edits, packed_pages
from vndoc.write.formats import FORMATS, SUFFIXES, export, export_parts

__all__ = ["FORMATS", "SUFFIXES", "export", "export_parts", "json_schema", "load", "packed_edits", "packed_pages"]
