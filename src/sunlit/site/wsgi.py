"""The entry for a web server that speaks WSGI: the desk, or the portal where SUNLIT_PROCESS says so."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunlit.site.settings")
application = get_wsgi_application()
