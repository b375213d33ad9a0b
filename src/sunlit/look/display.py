"""How a reader wants to see the pages: size of type, contrast, shortcuts. Kept in one cookie, no account needed.

Sizes and high contrast are asked for by GB/T 37668-2019 and by the ministry's rules on access for the aged; a way to
switch single-key shortcuts off by WCAG 2.2, 2.1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

COOKIE = "display"
SIZES = ("normal", "large", "larger")
CONTRASTS = ("normal", "more")
KEYS = ("on", "off")


@dataclass(frozen=True, slots=True)
class Display:
    """One reader's wishes. Whatever is not understood is as if not said."""

    size: str = "normal"
    contrast: str = "normal"
    keys: str = "on"

    @classmethod
    def of(cls, request: HttpRequest) -> Display:
        """What the request's cookie says."""
        said = request.COOKIES.get(COOKIE, "").split(".")
        return cls.saying(*said) if len(said) == len(cls.__slots__) else cls()

    @classmethod
    def saying(cls, size: str, contrast: str, keys: str) -> Display:
        """The wishes these words express."""
        return cls(
            size=size if size in SIZES else "normal",
            contrast=contrast if contrast in CONTRASTS else "normal",
            keys=keys if keys in KEYS else "on",
        )

    def __str__(self) -> str:
        """As the cookie has it."""
        return f"{self.size}.{self.contrast}.{self.keys}"
