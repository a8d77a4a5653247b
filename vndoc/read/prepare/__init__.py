"""Pictures made ready for an engine: upright, straight, in grey; and where on the page what is read there stands."""

from vndoc.read.prepare.place import Place
from vndoc.read.prepare.sheet import upright
from vndoc.read.prepare.steps import Prepared, prepare

__all__ = ["Place", "Prepared", "prepare", "upright"]
