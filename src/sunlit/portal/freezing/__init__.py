"""The portal as files: every page frozen, linked to the others wherever the folder lies, without client code."""

from __future__ import annotations

from sunlit.portal.freezing.folder import Foreign, Frozen, freeze
from sunlit.portal.freezing.pages import Changed, Unfrozen

__all__ = ["Changed", "Foreign", "Frozen", "Unfrozen", "freeze"]
