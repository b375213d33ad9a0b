"""Pages: parse, one call, translate."""
