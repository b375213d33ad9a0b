"""The portal's own settings, as its process has them: over a home that is thrown away, with no inner database at all."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="sunlit-portal-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in [n for n in os.environ if n.startswith("SUNLIT_") and n not in ("SUNLIT_VENV", "SUNLIT_TEST_DATABASE_URL")]:
    del os.environ[_name]
os.environ["SUNLIT_HOME"] = _home
os.environ["SUNLIT_PROCESS"] = "portal"
if _url := os.environ.get("SUNLIT_TEST_DATABASE_URL", ""):
    os.environ["SUNLIT_NOTICEBOARD_URL"] = f"{_url}_noticeboard"

from sunlit.site.settings import *  # noqa: E402, F403
from sunlit.site.settings import DATABASES  # noqa: E402

DATABASES["noticeboard"]["TEST"] = {"DEPENDENCIES": []}  # Django would make the default one first, and there is none
DATABASE_ROUTERS = ["sunlit.site.router.TwoSides"]  # tests put out what the pages show
