"""Form fields drawn by our own template: label, hint, error, each tied to its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField


class Fields(DjangoTemplates):
    """For `FORM_RENDERER`."""

    field_template_name = "look/field.html"


def wrongs(field: BoundField) -> list[str]:
    """What is wrong with a field, in words: of one that is missing its name, and what to do about it."""
    return [words for words, _named in _wrongs(field)]


def wrongs_named(field: BoundField) -> list[str]:
    """As `wrongs`, each with the name of the field, for a list of all that is wrong on the page."""
    return [words if named else f"{field.label}{gettext('：')}{words}" for words, named in _wrongs(field)]


def _wrongs(field: BoundField) -> list[tuple[str, bool]]:
    """The words of each error, and whether they name the field."""
    of = field.form.errors.get(field.name)
    if of is None:
        return []
    return [
        (_missing(field), True) if error.code == "required" else (str(words), False)
        for error, words in zip(of.as_data(), of, strict=True)
    ]


def _missing(field: BoundField) -> str:
    label = str(field.label)
    kind = field.field
    if isinstance(kind, forms.FileField):
        return gettext("请选择要上传的文件：“%(label)s”。") % {"label": label}
    if isinstance(kind, forms.ChoiceField):
        return gettext("请选择“%(label)s”。") % {"label": label}
    if isinstance(kind, forms.BooleanField):
        return gettext("请勾选“%(label)s”。") % {"label": label}
    return gettext("请填写“%(label)s”。") % {"label": label}
