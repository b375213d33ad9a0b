"""A form as the city signs it: laid out anew by the city, or as it comes with the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.review import exports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def printed(
    form: exports.Form, called: str, ending: str, heads: Mapping[str, str], rows: Sequence[Mapping[str, str]]
) -> bytes:
    """A form filled in; `called` is the name of the city's own layout of it in `FORMS`, `ending` docx or xlsx.

    Raises:
        FormUnreadable, FormWithoutRow, MarkUnknown: the city's own layout cannot be filled in.
    """
    own = Path(settings.FORMS) / f"{called}.{ending}"
    data = own.read_bytes() if own.is_file() else exports.BLANK[ending](form)
    return exports.FILL[ending](data, form, heads, rows, file=own.name)
