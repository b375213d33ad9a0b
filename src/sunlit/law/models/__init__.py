"""What the library holds. Nobody else's business: other apps ask `law.queries`."""

from __future__ import annotations

from sunlit.law.models.tables import Instrument, LoadedFile, Loading, Name, Provision, Repeal, Source, Version

__all__ = ["Instrument", "LoadedFile", "Loading", "Name", "Provision", "Repeal", "Source", "Version"]
