"""`python -m sunlit.cli`: what the launcher starts."""

from __future__ import annotations

import sys

from sunlit.cli.frame import main

if __name__ == "__main__":
    sys.exit(main())
