"""How officials cite: a grammar for basis cells (实施依据), and the canonical form of a citation."""

from sunlit.law.citations.basis import read_basis
from sunlit.law.citations.canonical import plain_title, print_citation, print_citations, read_citation

__all__ = ["plain_title", "print_citation", "print_citations", "read_basis", "read_citation"]
