"""The site's own settings over a home that is thrown away, and PostgreSQL where SUNLIT_TEST_DATABASE_URL names one."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile

# a run starts hundreds of processes, which would compile the same thousand files each where images of containers say so
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
_home = tempfile.mkdtemp(prefix="sunlit-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SUNLIT_HOME"] = _home
os.environ.pop("SUNLIT_MODE", None)
_url = os.environ.get("SUNLIT_TEST_DATABASE_URL", "")
os.environ["SUNLIT_DATABASE_URL"] = _url
# processes are killed, never the server, and what it was told is thrown away: nobody waits for its disk; tables just
# filled are of unknown size, and a plan for many rows is not worth compiling for few
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off -c jit=off")
os.environ["SUNLIT_NOTICEBOARD_URL"] = f"{_url}_noticeboard" if _url else ""

from sunlit.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in often
DATABASES["noticeboard"]["TEST"] = {"DEPENDENCIES": []}  # noqa: F405 - it needs nothing of the inner side
