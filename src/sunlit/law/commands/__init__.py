"""Taking laws into the library. What is in it is never thrown away; a text is replaced on demand alone."""

from __future__ import annotations

from sunlit.law.commands.loading import load_laws, take_in

__all__ = ["load_laws", "take_in"]
