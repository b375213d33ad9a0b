"""事项页: one power as it stands, as an edition had it, and what two editions differ in."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sunlit.kernel import clock
from sunlit.kernel.canonical import canonical_json
from sunlit.kernel.plain import to_plain
from sunlit.noticeboard.store import keeping, reading
from sunlit.noticeboard.values import PublicPower
from sunlit.portal.render import item as render
from sunlit.portal.render.files import form_words
from sunlit.portal.render.page import kept, show, site_of, state, still

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from django.http import HttpRequest

    from sunlit.noticeboard.store.keeping import Kept
    from sunlit.noticeboard.store.reading import Version
    from sunlit.noticeboard.values import Held

_MOST_BESIDE = 4_096
#: What else a record's page reads, by record: keys of posts and of its unit. A record never changes.
_beside: OrderedDict[int, tuple[tuple[str, str], ...]] = OrderedDict()


def pages() -> Iterator[str]:
    """The pages of items, their versions, what each differs in; a notice alone where one was taken back or erased."""
    for key, versions in reading.every_version("power").items():
        yield reverse("portal:power", args=[key])
        shown = [v.version for v in versions if not v.withdrawn and not v.erased]
        if versions[-1].withdrawn or versions[-1].erased:
            continue
        yield reverse("portal:power-json", args=[key])
        yield reverse("portal:power-files", args=[key])
        yield from (reverse("portal:edition", args=[key, v.version]) for v in versions if not v.withdrawn)
        yield from (reverse("portal:compare", args=[key, *pair]) for pair in pairwise(shown))
    for one in keeping.names(keeping.ITEMS):
        yield reverse("portal:power-file", args=one.name.removeprefix(keeping.ITEMS).rsplit(".", 1))
    for one in keeping.names(keeping.SAMPLES):
        yield reverse("portal:sample", args=one.name.removeprefix(keeping.SAMPLES).split("/"))


@require_safe
def item(request: HttpRequest, key: str) -> HttpResponse:
    """事项页, as it stands, or (`?on=`) as it stood on a day; `?older=&newer=` leads to the two compared."""
    now = state()
    if page := still(request, now):
        return page
    versions = _versions(key)
    if pair := _pair(request):
        return HttpResponseRedirect(reverse("portal:compare", args=[key, *pair]))
    if day := _day(request.GET.get("on", "")):
        return _as_of(request, key, versions, day)
    return _page(request, key, versions, versions[-1], now=now)


@require_safe
def edition(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """事项页 of one version."""
    versions = _versions(key)
    wanted = next((v for v in versions if v.version == version), None)
    if wanted is None:
        raise Http404
    return _page(request, key, versions, wanted)


@require_safe
def compare(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """版本比较: field by field, character by character."""
    versions = _versions(key)
    wanted = {v.version: v.id for v in versions if not v.withdrawn and not v.erased}
    if older not in wanted or newer not in wanted:
        raise Http404
    held = reading.records((wanted[older], wanted[newer]))
    before, after = held[wanted[older]].body, held[wanted[newer]].body
    assert isinstance(before, PublicPower)
    assert isinstance(after, PublicPower)
    context = {
        "key": key, "before": before, "after": after, "older": older, "newer": newer,
        "fields": render.differences(before, after), "told": sorted(wanted, reverse=True),
    }  # fmt: skip
    return show(request, "portal/compare.html", context, here="units")


@require_safe
def as_json(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - the same for every reader
    """This item as JSON: the public record itself, with its version and digest."""
    version = _last(key)
    told = json_of(reading.records([version.id])[version.id])
    response = HttpResponse(told, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{key}.json"'
    return response


@require_safe
def files(request: HttpRequest, key: str) -> HttpResponse:
    """下载这一项: as data, on paper and for Word, with day, size and sum; what is still being made says so."""
    version = _last(key)
    held = reading.records([version.id])[version.id]
    there = {one.name.rpartition(".")[2]: (one, _made_on(one)) for one in keeping.names(f"{keeping.ITEMS}{key}.")}
    assert isinstance(held.body, PublicPower)
    context = {
        "key": key, "power": held.body, "ended": held.body.standing in render.ENDED,
        "there": [(f, form_words(f), *there.get(f, (None, None))) for f in keeping.ITEM_FORMS],
    }  # fmt: skip
    return show(request, "portal/item_files.html", context, here="units")


@require_safe
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:  # noqa: ARG001 - the same for every reader
    """One file of a power, as it was made at publication. Three statements."""
    version = _last(key)
    found = keeping.read(f"{keeping.ITEMS}{key}.{form}") if form in keeping.ITEM_FORMS else None
    if found is None:
        raise Http404
    body = reading.records([version.id])[version.id].body
    assert isinstance(body, PublicPower)
    return _sent(*found, called=f"{body.name}-{_made_on(found[0]).isoformat()}.{form}", plain=f"{key}.{form}")


def _made_on(one: Kept) -> date:
    """The day of the last change in what a file says."""
    return one.at.astimezone(clock.BEIJING).date()


def _last(key: str) -> Version:
    """The newest version of a power that is shown.

    Raises:
        Http404: there is none, or none any more.
    """
    last = _versions(key)[-1]
    if last.withdrawn or last.erased:
        raise Http404
    return last


def _sent(kept_file: Kept, data: bytes, *, called: str, plain: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kept_file.media_type)
    safe = quote(called.replace("/", "-"))
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{safe}"
    response["Content-Length"] = str(kept_file.size)
    return response


@require_safe
def sample(request: HttpRequest, key: str, name: str) -> HttpResponse:  # noqa: ARG001 - the same for every reader
    """样表: a file that a material of the power, as it stands now, is shown by. Three statements."""
    version = _last(key)
    body = reading.records([version.id])[version.id].body
    assert isinstance(body, PublicPower)
    material = next((m for m in body.materials if m.sample == name), None)
    found = keeping.read(f"{keeping.SAMPLES}{key}/{name}") if material else None
    if material is None or found is None:
        raise Http404
    form = name.rpartition(".")[2]
    return _sent(*found, called=f"{material.name}（样表）.{form}", plain=f"sample.{form}")


def json_of(held: Held) -> bytes:
    """A record as it is given away."""
    around = {"kind": held.kind, "key": held.key, "version": held.version, "sha256": held.digest}
    return canonical_json({**around, "published": held.at.isoformat(), "body": to_plain(held.body)})


def _versions(key: str) -> tuple[Version, ...]:
    versions = reading.versions("power", key)
    if not versions:
        raise Http404
    return versions


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _pair(request: HttpRequest) -> list[int]:
    """The two versions asked for, the older first; empty where two are not asked for."""
    asked = [request.GET.get(name, "") for name in ("older", "newer")]
    if not all(n.isascii() and n.isdecimal() and len(n) <= 6 for n in asked):  # noqa: PLR2004 - no power has a million
        return []
    return sorted(map(int, asked))


def _as_of(request: HttpRequest, key: str, versions: tuple[Version, ...], day: date) -> HttpResponse:
    open_ones = [v for v in versions if not v.withdrawn and not v.erased]
    bodies = reading.records(v.id for v in open_ones)
    # an edition is put out again when its end becomes known: what was said of it last is what counts
    last_of = {edition: v for v in open_ones if (edition := _edition(bodies[v.id])) is not None}
    valid = [v for edition, v in sorted(last_of.items()) if held_on(bodies[v.id], day)]
    if not valid or versions[-1].withdrawn:
        return show(request, "portal/not_yet.html", {"key": key, "day": day}, here="units", status=404)
    return _page(request, key, versions, valid[-1], day=day)


def _edition(held: Held) -> int | None:
    return held.body.edition if isinstance(held.body, PublicPower) else None


def held_on(held: Held, day: date) -> bool:
    """Whether an edition held on a day; one without days holds on every day."""
    power = held.body
    if not isinstance(power, PublicPower):
        return False
    return (power.valid_from is None or power.valid_from <= day) and (power.valid_to is None or day < power.valid_to)


def _page(
    request: HttpRequest, key: str, versions: tuple[Version, ...], version: Version, *, day: date | None = None,
    now: Hashable = None,
) -> HttpResponse:  # fmt: skip
    last = versions[-1]
    if last.withdrawn or version.erased or version.withdrawn:
        template = "portal/withdrawn.html" if last.withdrawn else "portal/erased.html"
        told = {"key": key, "version": last if last.withdrawn else version}
        return show(request, template, told, here="units", status=410)
    beside = _beside.get(version.id)
    if beside is None:
        held = reading.records([version.id])[version.id]
        assert isinstance(held.body, PublicPower)
        beside = _keep(version.id, render.beside(held.body))
    found = reading.newest([("site", "site"), ("flow", key), *beside])
    children = reading.listing("power", parent=key)
    made_from = (
        "item", version.id, version.digest, tuple((v.id, v.erased) for v in versions), clock.today(), day,
        tuple(sorted((k, h.digest, h.body is None) for k, h in found.items())), children.rows,
    )  # fmt: skip

    def make() -> HttpResponse:
        return _made(request, key, versions, version, found, children=children.rows, day=day)

    return kept(request, made_from, make, now=now)


def _made(
    request: HttpRequest, key: str, versions: tuple[Version, ...], version: Version,
    found: dict[tuple[str, str], Held], *, children: Iterable[reading.Row], day: date | None,
) -> HttpResponse:  # fmt: skip
    held = reading.records([version.id])[version.id]
    assert isinstance(held.body, PublicPower)
    context = render.context(key, held.body, version, versions, found, today=clock.today())
    frozen = getattr(request, "frozen", None)
    base = frozen.base if frozen else request.build_absolute_uri("/")
    address = f"{base}{request.path[1:]}" if base else ""
    more: dict[str, object] = {"children": children, "day": day, "address": address, "held": held}
    if context["is_last"]:  # what stands now has no place beside an edition of before
        english = (get_language() or "").startswith("en")
        more["flow"], more["chart"] = render.flow_on(found, key, day=day, english=english)
    return show(request, "portal/item.html", {**context, **more}, here="units", site=site_of(found))


def _keep(record: int, beside: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    _beside[record] = beside
    if len(_beside) > _MOST_BESIDE:
        _beside.popitem(last=False)
    return beside
