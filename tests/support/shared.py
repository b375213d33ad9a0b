"""Real laws and lists to run against. They are not part of the project; without them such tests are skipped, aloud."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared_data(sub: str = "") -> Path:
    """The folder `sub` of the real data; the test is skipped, with the reason, where there is none."""
    base = Path(os.environ.get("SUNLIT_SHARED_DATA", ROOT.parent / "shared" / "data"))
    folder = base / sub
    if not folder.exists():
        pytest.skip(f"no real data at {folder}: set SUNLIT_SHARED_DATA to run this")
    return folder
