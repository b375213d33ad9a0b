"""What stands beside powers: their units, how those who answer for them are named, the laws they cite, the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.kernel.plain import to_plain
from sunlit.law import queries as law
from sunlit.noticeboard.store import keeping, referring, writing
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.publication.rules.records import public_law, public_post, public_site, public_unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sunlit.noticeboard.values import Kind, PublicPower
    from sunlit.organs.values import UnitSeen

EYES = Viewer.system("publication")
#: Under which name the emblem's bytes are kept among the exports.
EMBLEM = "emblem"
_NO_POWERS = "该单位目前没有公布的职权。"
_NO_STEP = "公布的职权不再涉及该岗位。"


def put_beside(powers: Collection[PublicPower], units: Mapping[UUID, UnitSeen], place: int) -> None:
    """Put out what these powers need beside them, before they are: nothing on a page leads nowhere."""
    if not powers:
        return
    standing = referring.standing("unit")
    _put_units({p.unit for p in powers} | standing.keys(), units, standing, place, only={p.unit for p in powers})
    posts = {step.post for p in powers for step in p.steps if step.post}
    if posts:
        _put_all("post", _posts(posts), referring.standing("post"), place)
    laws = {basis.law for p in powers for basis in p.bases if basis.law}
    if missing := laws - referring.standing("law").keys():
        _put_laws(missing, {}, place)


def keep_parts(place: int) -> None:
    """Bring units and posts in step with the organs of today; what no power that stands refers to is taken back."""
    wanted = referring.referred()
    units = {unit.id: unit for unit in organs.units(EYES, on=clock.today())}
    standing = referring.standing("unit")
    kept = _put_units(wanted.units, units, standing, place)
    _take_back("unit", standing.keys() - kept, _NO_POWERS, place)
    there, posts = referring.standing("post"), _posts(wanted.posts)
    _put_all("post", posts, there, place)
    _take_back("post", there.keys() - posts.keys(), _NO_STEP, place)


def keep_laws(laws: Collection[str], place: int) -> None:
    """Bring the versions of these laws that stand in step with the library."""
    standing = referring.standing("law")
    _put_laws({key for key in standing if key.partition("/")[0] in laws}, standing, place)


def put_site(place: int) -> None:
    """Put out whose site this is, with its emblem."""
    facts, now = organs.site(EYES), clock.now()
    kept = next((file.sha256 for file in keeping.names(EMBLEM) if file.name == EMBLEM), "")
    with writing.together():
        if facts.emblem and facts.emblem != kept:
            picture = organs.emblem(EYES)
            assert picture is not None
            keeping.keep(EMBLEM, *picture, at=now, place=place)
        elif kept and not facts.emblem:
            keeping.drop(EMBLEM)
        writing.put("site", "site", public_site(facts, city=settings.SITE_CITY), place=place, at=now)


def _put_units(
    wanted: Collection[str], units: Mapping[UUID, UnitSeen], standing: Mapping[str, str], place: int,
    *, only: Collection[str] | None = None,
) -> set[str]:  # fmt: skip
    """Put out these units and whoever took over from them; returns the keys of all of them."""
    keys: set[str] = set()
    waiting = list(wanted)
    while waiting:
        key = waiting.pop()
        unit = units.get(UUID(key))
        if key not in keys and unit is not None:
            keys.add(key)
            waiting += [str(unit.merged_into)] if unit.merged_into and not unit.living else []
    some = keys if only is None else {key for key in keys if key in only or key not in standing}
    _put_all("unit", {key: public_unit(units[UUID(key)], keys) for key in sorted(some)}, standing, place)
    return keys


def _posts(keys: Iterable[str]) -> dict[str, Any]:
    """How posts are named today; those that are no more are not in it."""
    found = organs.public_posts(EYES, [UUID(key) for key in keys], on=clock.today())
    return {str(key): public_post(post) for key, post in found.items()}


def _put_laws(keys: Iterable[str], standing: Mapping[str, str], place: int) -> None:
    for key in sorted(keys):
        which, _, version = key.partition("/")
        held = law.law_text(EYES, UUID(which), version_id=UUID(version))
        if held is not None:
            _put_all("law", {key: public_law(held)}, standing, place)


def _put_all(kind: Kind, bodies: Mapping[str, Any], standing: Mapping[str, str], place: int) -> None:
    """Put out what stands otherwise, or not yet."""
    now = clock.now()
    with writing.together():
        for key, body in bodies.items():
            if standing.get(key) != digest(to_plain(body)):
                writing.put(kind, key, body, place=place, at=now)


def _take_back(kind: Kind, keys: Iterable[str], reason: str, place: int) -> None:
    with writing.together():
        for key in sorted(keys):
            writing.withdraw(kind, key, place=place, at=clock.now(), reason=reason)
