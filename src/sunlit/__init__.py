"""Sunlit (阳光职权): the administrative powers of a city, confirmed by law, published, and run in the open."""

__version__ = "0.1.0"
