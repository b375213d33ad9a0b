"""Taking laws into the library. What is in it is thrown away for a spill alone; a text is replaced on demand."""

from __future__ import annotations

from sunlit.law.commands.loading import load_laws, take_in
from sunlit.law.commands.purging import purge_law, settle_words

__all__ = ["load_laws", "purge_law", "settle_words", "take_in"]
