"""Which tables lie in which database: the noticeboard's in one of their own, all others in the inner one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

NOTICEBOARD = "noticeboard"
HANDED_IN = "handedin"


class ReadOnly(Exception):  # noqa: N818 - says what is the case
    """The portal was about to write what only the inner side may: a fault of the program."""


class TwoSides:
    """Keeps the noticeboard apart: no table of it in the inner database, no other table beside it."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str:
        """Where a model is read."""
        return NOTICEBOARD if _of_noticeboard(model) else "default"

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        """Where a model is written."""
        return self.db_for_read(model, **hints)

    def allow_relation(self, one: Model, other: Model, **_hints: object) -> bool:
        """Only within one side."""
        return _of_noticeboard(one) == _of_noticeboard(other)

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        """Each table on its own side."""
        return (app_label == NOTICEBOARD) == (db == NOTICEBOARD)


class PublicSide(TwoSides):
    """The portal's: it reads the noticeboard, and writes nothing but what the public hands in."""

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        """Where what is handed in is written.

        Raises:
            ReadOnly: anything else was to be.
        """
        if model._meta.model_name != HANDED_IN:  # noqa: SLF001 - where Django keeps it
            message = f"the portal does not write {model._meta.label}"  # noqa: SLF001
            raise ReadOnly(message)
        return super().db_for_write(model, **hints)


def _of_noticeboard(model: Model | type[Model]) -> bool:
    return model._meta.app_label == NOTICEBOARD  # noqa: SLF001 - where Django keeps it
