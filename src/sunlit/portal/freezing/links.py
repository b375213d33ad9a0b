"""Where a page lies in the folder, and how it links to the others from there: relative, to a file, under any path."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What leads somewhere: our templates and the XML writer quote every attribute.
_LINK = re.compile(r'(?P<before> (?P<name>href|src)=")(?P<to>[^"]*)"')
_ELSEWHERE = ("http:", "https:", "mailto:", "tel:", "data:")
#: How a template names the same page in another language.
LANGUAGE = "/@"


def file_of(address: str, folder: str = "") -> str:
    """The file of an address: pages lie in the folder of their language, files are the same in all.

    >>> file_of("/"), file_of("/units/a/", "en/"), file_of("/powers/a/json/", "en/"), file_of("/feed.atom", "en/")
    ('index.html', 'en/units/a/index.html', 'powers/a/index.json', 'feed.atom')
    """
    path = address.lstrip("/")
    if path.endswith("/json/"):
        return f"{path.removesuffix('json/')}index.json"
    return f"{folder}{path}index.html" if not path or path.endswith("/") else path


@dataclass(slots=True)
class Links:
    """What pages link to.

    Attributes:
        files: where each address lies, by language.
        static: which static files pages need. dead: links that lead to no page of the folder, and were taken off.
    """

    files: Mapping[str, Mapping[str, str]]
    static: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)

    def relative(self, page: str, *, at: str, language: str) -> str:
        """`page` with its links leading from the file `at` to other files of the folder."""

        def turned(found: re.Match[str]) -> str:
            to = found["to"]
            if to.startswith(("#", *_ELSEWHERE)):
                return found[0]
            where = self._target(to, language)
            if where is None:
                self.dead.add(to)
                return ""
            return f'{found["before"]}{posixpath.relpath(where[0], posixpath.dirname(at) or ".")}{where[1]}"'

        return _LINK.sub(turned, page)

    def _target(self, to: str, language: str) -> tuple[str, str] | None:
        parts = urlsplit(to)
        path = parts.path
        if path.startswith("/static/"):
            self.static.add(path.removeprefix("/static/"))
            return path[1:], ""
        if path.startswith(LANGUAGE):
            language, _, path = path.removeprefix(LANGUAGE).partition("/")
            path = f"/{path}"
        file = self.files.get(language, {}).get(path)
        return None if file is None or parts.query else (file, f"#{parts.fragment}" if parts.fragment else "")
