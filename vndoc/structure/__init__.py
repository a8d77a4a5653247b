"""What the lines of a document say: its letterhead, its sections, its foot, its annexes, its references."""

from vndoc.structure.assemble import Structure, structure

__all__ = ["Structure", "structure"]
