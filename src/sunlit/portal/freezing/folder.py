"""The folder the pages are written to: made anew beside it, then put in its place, so no visitor sees half of it.

The same data makes the same bytes: nothing in it says when or where it was made.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import posixpath
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders

from sunlit.kernel.clock import BEIJING
from sunlit.portal.freezing.links import Links, file_of
from sunlit.portal.freezing.pages import How, Pages, addresses
from sunlit.portal.render import feed
from sunlit.portal.views.feeds import PER_MAP
from sunlit.portal.views.feeds import addresses as worth_finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FORMAT = "sunlit-static/1"
MANIFEST = "manifest.json"
#: Where pages of a language lie that is not the first.
_FOLDERS = {"zh-hans": "zh/", "en": "en/"}
_SHEETS = ("look/flow.css", "look/public.css", "look/sunlit.css")


class Foreign(Exception):  # noqa: N818 - says what is the case
    """The folder holds what is not ours; putting ours in its place would lose it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 不是空目录，也不是以前发布的目录（没有本程序的 {MANIFEST}）。请另指定一个目录。")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was written: files and bytes in all, links that lead to no page, whether anything differs from before."""

    files: int
    size: int
    as_of: str
    dead: tuple[str, ...]
    changed: bool


def freeze(
    folder: Path, *, languages: Sequence[str], base: str = "", progress: Callable[[int, int], None] | None = None
) -> Frozen:
    """Write every page and file of the portal to `folder`, in place of what was published there before.

    Args:
        folder: a new one, an empty one, or one written by this.
        languages: the first lies at the top, others in folders of their own.
        base: the address the folder will have; with one, a sitemap and each item's fixed address are written.
        progress: told how many pages of how many are done.

    Raises:
        Foreign: the folder holds something else.
        Changed: what is published changed meanwhile.
        Unfrozen: a page could not be had.
    """
    folder = folder.resolve()
    before = _manifest_of(folder)
    part = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(part, ignore_errors=True)
    with Pages(How(tuple(languages), base)) as pages:
        try:
            writer = _Writer(part, pages, progress)
            writer.write_all()
            pages.check()
            manifest = writer.manifest()
            (part / MANIFEST).write_bytes(manifest)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    _put_in_place(part, folder)
    told, dead = writer.written.values(), tuple(sorted(writer.links.dead))
    return Frozen(len(told), sum(size for _, size in told), writer.as_of, dead, manifest != before)


class _Writer:
    """Writes pages into a folder and remembers what it wrote."""

    def __init__(self, part: Path, pages: Pages, progress: Callable[[int, int], None] | None) -> None:
        self.part, self.pages = part, pages
        self.progress = progress or (lambda _done, _total: None)
        self.written: dict[str, tuple[str, int]] = {}
        first = pages.how.languages[0]
        every = {a: self._ending(a, first) for a in addresses()}
        folders = {language: "" if language == first else _FOLDERS[language] for language in pages.how.languages}
        self.links = Links(
            {
                language: {address: file_of(address, folder) + end for address, end in every.items()}
                for language, folder in folders.items()
            }
        )
        self.as_of = pages.moment.astimezone(BEIJING).date().isoformat()

    def write_all(self) -> None:
        """Every page in every language, files once, what pages need to look right."""
        wanted = [(file, a, language) for language, files in self.links.files.items() for a, file in files.items()]
        for done, (file, address, language) in enumerate(wanted):
            self.progress(done, len(wanted))
            if file not in self.written:
                self._write_page(file, address, language)
        for name in sorted(self.links.static | set(_SHEETS)):
            found = finders.find(name)
            self._write(f"static/{name}", Path(str(found)).read_bytes())
        if base := self.pages.how.base:
            for file, data in _maps(base):
                self._write(file, data)
        self.progress(len(wanted), len(wanted))

    def manifest(self) -> bytes:
        """What was written, file by file."""
        files = [{"path": p, "sha256": s, "size": n} for p, (s, n) in sorted(self.written.items())]
        told = {"format": FORMAT, "as_of": self.as_of, "languages": list(self.pages.how.languages), "files": files}
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def _ending(self, address: str, language: str) -> str:
        """What the name of a picture lacks: a server knows a file by its ending."""
        if address.endswith("/") or "." in posixpath.basename(address):
            return ""
        kind = self.pages.page(address, language).headers["Content-Type"]
        return mimetypes.guess_extension(kind) or "" if kind.startswith("image/") else ""

    def _write_page(self, file: str, address: str, language: str) -> None:
        response = self.pages.page(address, language)
        data = response.content
        if response.headers["Content-Type"].startswith(("text/html", "application/atom+xml")):
            data = self.links.relative(data.decode(), at=file, language=language).encode()
        self._write(file, data)

    def _write(self, file: str, data: bytes) -> None:
        path = self.part / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.written[file] = hashlib.sha256(data).hexdigest(), len(data)


def _maps(base: str) -> Iterator[tuple[str, bytes]]:
    """The sitemap of the folder at its address, in parts where it is long."""
    found = [(f"{base}{address[1:]}", at) for address, at in worth_finding()]
    parts = [found[n : n + PER_MAP] for n in range(0, len(found), PER_MAP)]
    if len(parts) == 1:
        yield "sitemap.xml", feed.urls(parts[0])
        return
    yield "sitemap.xml", feed.index(f"{base}sitemap-{n}.xml" for n in range(1, len(parts) + 1))
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", feed.urls(part)


def _manifest_of(folder: Path) -> bytes | None:
    """The manifest of what was published there before; None where nothing is.

    Raises:
        Foreign: something else is.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        data = (folder / MANIFEST).read_bytes()
        ours = json.loads(data)["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise Foreign(folder)
    return data


def _put_in_place(part: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
