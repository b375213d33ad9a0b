"""What the machine has beside Python: a browser for the tests, fonts that know Chinese."""

from __future__ import annotations

import shutil
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONT_NAMES = ("cjk", "noto*sc", "sourcehan", "wqy", "simsun", "simhei", "msyh", "uming", "ukai", "fandol")


def find_chromium() -> str:
    """The path of a Chromium that tests can drive; empty where none is."""
    return next((path for name in _BROWSERS if (path := shutil.which(name))), "")


def has_chinese_font() -> bool:
    """Whether a font is installed that is known to hold Chinese characters."""
    return any(
        file.match(f"*{name}*")
        for folder in _FONT_FOLDERS
        for file in (Path(str(f).lower()) for f in Path(folder).expanduser().rglob("*.*"))
        if file.suffix in (".ttf", ".otf", ".ttc")
        for name in _FONT_NAMES
    )
