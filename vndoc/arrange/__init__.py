"""Words of readings become lines in reading order, each with its role and column."""

from vndoc.arrange.page import arrange
from vndoc.arrange.settle import settle

__all__ = ["arrange", "settle"]
