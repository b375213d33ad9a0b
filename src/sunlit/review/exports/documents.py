"""A form in Word filled in: its marks replaced, its row of marks once for each item."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sunlit.review.exports.form import marked, told
from sunlit.review.exports.packing import clean, opened, still
from sunlit.review.rules.register import FormUnreadable, FormWithoutRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sunlit.review.exports.form import Form

_ROW, _PARAGRAPH, _TEXT = qn("w:tr"), qn("w:p"), qn("w:t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill_document(
    data: bytes, form: Form, heads: Mapping[str, str], rows: Sequence[Mapping[str, str]], *, file: str
) -> bytes:
    """A form (`data`) with its items in it; without items, with one empty row.

    Raises:
        FormUnreadable, FormWithoutRow, MarkUnknown: the city's own form cannot be filled in; `file` is its name.
    """
    try:
        opened(data)
        document = Document(io.BytesIO(data))
    except Exception as error:
        raise FormUnreadable(file=file) from error
    body: Any = document.element.body
    pattern = next((row for row in body.iter(_ROW) if marked(_words(row), form.row_marks)), None)
    if pattern is None:
        raise FormWithoutRow(file=file, mark=f"{{{{{form.row_marks[0]}}}}}")
    for row in rows or [dict.fromkeys(form.row_marks, "")]:
        made = deepcopy(pattern)
        pattern.addprevious(made)
        _fill(made, {**heads, **row}, file)
    pattern.getparent().remove(pattern)
    parts = [body]
    for section in document.sections:
        parts += [one._element for one in (section.header, section.footer)]  # noqa: SLF001 - no word for what is in them
    for part in parts:
        _fill(part, {name: heads[name] for name in form.head_marks}, file)
    out = io.BytesIO()
    document.save(out)
    return still(out.getvalue())


def _words(element: Any) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(_TEXT)) for p in element.iter(_PARAGRAPH))


def _fill(element: Any, said: Mapping[str, str], file: str) -> None:
    for paragraph in element.iter(_PARAGRAPH):
        texts = list(paragraph.iter(_TEXT))
        whole = "".join(t.text or "" for t in texts)
        if "{{" not in whole:
            continue
        # Word parts a mark among runs as somebody types; what the first of them looks like is what all look like
        for text in texts[1:]:
            text.text = ""
        at = texts[0]
        for n, line in enumerate(clean(told(whole, said, file)).split("\n")):
            if n:  # a line break in a text is none to Word
                at.addnext(OxmlElement("w:br"))
                at.getnext().addnext(OxmlElement("w:t"))
                at = at.getnext().getnext()
            at.text = line
            at.set(_SPACE, "preserve")
