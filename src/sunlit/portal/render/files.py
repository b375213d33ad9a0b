"""Files for download as citizens see them: whose they are, what they are, what they are called once at home."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sunlit.kernel.clock import BEIJING
from sunlit.noticeboard.store import keeping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sunlit.noticeboard.store.keeping import Kept

_NAME = re.compile(r"(?:units/(?P<unit>[^/]+)/)?(?P<what>[a-z-]+?)(?:-(?P<part>[0-9]+))?\.(?P<form>[a-z]+)")
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]')


_FORMS = {
    "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON", "jpeg": "JPEG", "png": "PNG",
}  # fmt: skip


def form_words(name: str) -> str:
    """A format, or that of a file by its name, as people call it."""
    form = name.rpartition(".")[2]
    return _FORMS.get(form, form)


@dataclass(frozen=True, slots=True)
class File:
    """A file for download.

    Attributes:
        path: its address below the page of downloads.
        unit: key of the unit it is of; empty for the whole directory.
        form: pdf, docx, xlsx, csv or json. part: number of the volume where there are several.
        called: its name once at home, and in the list of sums.
    """

    kept: Kept
    path: str
    unit: str
    what: str
    form: str
    part: int
    called: str

    @property
    def label(self) -> str:
        """What it is."""
        part = _("（第 %(n)d 册）") % {"n": self.part} if self.part else ""
        words = {"form-one": _("行政职权目录登记表"), "volume": _("目录分册")}
        return f"{words.get(self.what, _('职权目录'))}{part}"

    @property
    def day(self) -> date:
        """The day of the last change in what it says."""
        return self.kept.at.astimezone(BEIJING).date()

    @property
    def form_words(self) -> str:
        """Its format, as people call it."""
        return form_words(self.form)


def files(kept: Iterable[Kept], city: str, units: Mapping[str, str]) -> list[File]:
    """The files made from the directory, whole ones first, then unit by unit; without those of units that are gone.

    Args:
        kept: what the noticeboard keeps under `keeping.DIRECTORY`.
        city: whose directory it is.
        units: names of the units by key.
    """
    out = []
    for one in kept:
        path = one.name.removeprefix(keeping.DIRECTORY)
        found = _NAME.fullmatch(path)
        if found is None or (found["unit"] and found["unit"] not in units):
            continue
        unit = found["unit"] or ""
        called = _called(units[unit] if unit else city, found["what"], int(found["part"] or 0), one, found["form"])
        out.append(File(one, path, unit, found["what"], found["form"], int(found["part"] or 0), called))
    return sorted(out, key=_order)


def _called(whose: str, what: str, part: int, kept: Kept, form: str) -> str:
    """What the file is called at home. In Chinese whatever the reader's language: it is a Chinese document."""
    title = "行政职权目录登记表" if what == "form-one" else "行政职权目录"
    numbered = f"第{part}册" if part else ""
    return _UNFIT.sub("", f"{whose}{title}{numbered}-{kept.at.astimezone(BEIJING):%Y-%m-%d}.{form}")


def _order(file: File) -> tuple[object, ...]:
    forms = ("pdf", "docx", "xlsx", "csv", "json")
    return (file.unit, file.what == "form-one", forms.index(file.form) if file.form in forms else 9, file.part)
