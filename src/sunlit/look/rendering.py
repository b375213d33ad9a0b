"""Form fields drawn by our own template: label, hint, error, each tied to its control."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Fields(DjangoTemplates):
    """For `FORM_RENDERER`."""

    field_template_name = "look/field.html"
