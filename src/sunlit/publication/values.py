"""What the gate works with: the directory as it is put out, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sunlit.noticeboard.values import PublicPostName, PublicPower, PublicUnit


@dataclass(frozen=True, slots=True)
class Entry:
    """One power of a directory under the key of its record."""

    key: str
    power: PublicPower


@dataclass(frozen=True, slots=True)
class Volume:
    """The directory of one unit, powers in written order. `as_of`: the day of the last change in it."""

    key: str
    unit: PublicUnit
    entries: tuple[Entry, ...]
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """What is published, as exports are made from it.

    Attributes:
        city, title: what stands on covers and in headers.
        as_of: the day of the last change in it, since which all of it holds; the same data gives the same bytes.
        posts: how officers are named, by key of the post.
    """

    city: str
    title: str
    as_of: date
    volumes: tuple[Volume, ...]
    posts: Mapping[str, PublicPostName] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every power, unit by unit."""
        return tuple(e for v in self.volumes for e in v.entries)

    def of_unit(self, key: str) -> Directory:
        """The part of it that is one unit's, and holds since the last change in that."""
        volumes = tuple(v for v in self.volumes if v.key == key)
        named = {step.post for v in volumes for e in v.entries for step in e.power.steps}
        posts = {key: post for key, post in self.posts.items() if key in named}
        as_of = max((v.as_of for v in volumes if v.as_of), default=self.as_of)
        return Directory(self.city, self.title, as_of, volumes, posts)
