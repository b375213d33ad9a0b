"""What may leave, field by field."""

from __future__ import annotations

from sunlit.publication.rules.whitelist import INTERNAL, SAME, TURNED, public_content

__all__ = ["INTERNAL", "SAME", "TURNED", "public_content"]
