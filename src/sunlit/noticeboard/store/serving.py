"""Whom powers concern: kinds of people, each with the powers in use that name it. Follows from the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from sunlit.noticeboard.models import Concerned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.noticeboard.values import PublicPower

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of people: how many powers concern it, and the keys of some."""

    word: str
    total: int
    keys: tuple[str, ...]


def follow_all(stands: Mapping[str, PublicPower | None]) -> None:
    """Keep in step with what stands; None takes a key out. Inside the writer's transaction."""
    Concerned.objects.filter(key__in=list(stands)).delete()
    rows = [
        Concerned(word=word, key=key)
        for key, power in stands.items()
        if power is not None and power.standing == "in-use"
        for word in dict.fromkeys(word[:_LONGEST] for word in power.served)
    ]
    if rows:
        Concerned.objects.bulk_create(rows, batch_size=500)


def groups(most: int, of_each: int) -> tuple[Group, ...]:
    """The kinds of people most powers concern, each with the first few of them. Two statements."""
    counted = list(Concerned.objects.values_list("word").annotate(n=Count("pk")).order_by("-n", "word")[:most])
    numbered = Concerned.objects.filter(word__in=[word for word, _ in counted]).annotate(
        at=Window(RowNumber(), partition_by="word", order_by=F("pk").asc())
    )
    keys: dict[str, list[str]] = {}
    for word, key in numbered.filter(at__lte=of_each).order_by("word", "at").values_list("word", "key"):
        keys.setdefault(word, []).append(key)
    return tuple(Group(word, n, tuple(keys.get(word, ()))) for word, n in counted)
