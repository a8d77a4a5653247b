"""What the lines of a document say: its letterhead, its sections, its foot, its annexes, its references."""

from vndoc.structure.assemble import Structure, documents, structure

__all__ = ["Structure", "documents", "structure"]
