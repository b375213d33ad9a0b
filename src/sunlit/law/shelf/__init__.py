"""The library in memory: which law a title means, what a citation comes to on a day, where quoted words stand."""

from sunlit.law.shelf.names import How, Named, TitleIndex
from sunlit.law.shelf.shelf import Shelf, begins, version_on
from sunlit.law.shelf.words import Fingerprints, Standing, TextIndex, likeness

__all__ = [
    "Fingerprints", "How", "Named", "Shelf", "Standing", "TextIndex", "TitleIndex", "begins", "likeness", "version_on",
]  # fmt: skip
