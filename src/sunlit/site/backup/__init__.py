"""备份与恢复: everything the installation holds, taken while it runs, checked, and put back into an empty home.

Nothing here loads Django: a backup is taken before an upgrade, from a database the program may not be able to open.
"""

from __future__ import annotations

from sunlit.site.backup.manifest import Manifest, read_manifest
from sunlit.site.backup.restoring import restore
from sunlit.site.backup.taking import take
from sunlit.site.backup.verifying import Verification, verify

__all__ = ["Manifest", "Verification", "read_manifest", "restore", "take", "verify"]
