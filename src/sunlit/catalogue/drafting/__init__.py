"""From lists to drafts: what an item of a list says, as the content of an edition. Pure: no database, no clock."""

from __future__ import annotations

from sunlit.catalogue.drafting.items import Drafted, Origin, cell_name, content_of

__all__ = ["Drafted", "Origin", "cell_name", "content_of"]
