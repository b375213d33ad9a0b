"""The city's directory of powers: lists, one power, one edition, all as they stood on a day, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q

from sunlit.catalogue import policies
from sunlit.catalogue.models import EditionBasis, Power, PowerCode, PowerEdition, PowerState, StagedItem
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.queries.sealed import unsealed
from sunlit.catalogue.rules.powers import SEALED, EditionState, PowerStanding
from sunlit.catalogue.rules.staging import Outcome
from sunlit.catalogue.values.seen import (
    CodeSeen,
    EditionSeen,
    FieldChange,
    PowerRow,
    PowerSeen,
    PowersFound,
    Publishable,
    StateSeen,
)
from sunlit.catalogue.values.wording import in_words
from sunlit.kernel import clock
from sunlit.kernel.diff import character_diff
from sunlit.kernel.plain import to_plain
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import Viewer

_DID = (Outcome.NEW.value, Outcome.CHANGED.value)
_OPEN = (EditionState.DRAFT.value, EditionState.ON_RECORD.value)


def powers(
    viewer: Viewer,
    *,
    unit: UUID | None = None,
    units: Collection[UUID] | None = None,
    type: str = "",  # noqa: A002 - what the field calls it
    standing: str = "",
    state: str = "",
    words: str = "",
    law: str = "",
    article: tuple[int, int] | None = None,
    loading: UUID | None = None,
    keys: Collection[UUID] | None = None,
    page: int = 1,
    per_page: int = 50,
) -> PowersFound:
    """Powers of the units one may read, by unit and place, narrowed. Six statements, however many there are.

    Args:
        viewer: who looks; powers of units they may not read are not there for them.
        unit: of one unit alone.
        units: of these alone.
        type: a code of `rules.types`.
        standing: a value of `PowerStanding`, as it is today.
        state: draft (has a draft), on-record, published, waiting (decided, not yet on the noticeboard), due (for
            review), secret.
        words: part of a name or a code.
        law: only what rests on a held law, by its key.
        article: of it, only what rests on this one (number, insert).
        loading: only what a list that was loaded did something to.
        keys: only these.
        page: from 1.
        per_page: rows a page; 0 for all of them.
    """
    rows = readable_powers(viewer)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if units is not None:
        rows = rows.filter(unit__in=units)
    held = PowerEdition.objects.filter(state__in=_OPEN)
    editions = unsealed(viewer, held)
    if type:
        rows = rows.filter(pk__in=editions.filter(type=type).values("power"))
    if law:
        rows = rows.filter(pk__in=_resting(viewer, law, article).values("edition__power"))
    if loading is not None:
        did = StagedItem.objects.filter(loading=loading, outcome__in=_DID)
        rows = rows.filter(pk__in=did.values("power"))
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    if words.strip():
        named = editions.filter(name__contains=words.strip()).values("power")
        coded = PowerCode.objects.filter(value__contains=words.strip(), power__secret=False).values("power")
        rows = rows.filter(Q(pk__in=named) | Q(pk__in=coded))
    if state:
        rows = rows.filter(_in_state(viewer, state))
    if standing:
        keys = list(rows.values_list("pk", flat=True))
        rows = rows.filter(pk__in=[key for key, now in standing_on(keys, clock.today()).items() if now == standing])
    total = rows.count()
    last = max(1, -(-total // per_page)) if per_page else 1
    page = min(max(1, page), last)
    cut = slice((page - 1) * per_page, page * per_page) if per_page else slice(None)
    shown = list(
        rows.order_by("unit__code", "ordinal", "pk")
        .prefetch_related(Prefetch("editions", queryset=held, to_attr="held_editions"))
        .prefetch_related(Prefetch("codes", queryset=PowerCode.objects.filter(until=None), to_attr="live_codes"))[cut]
    )
    names = {one.id: one.name for one in organs.units(viewer)} if shown else {}
    now = standing_on([power.pk for power in shown], clock.today())
    return PowersFound(tuple(_row(viewer, power, names, now) for power in shown), total, page, last)


def powers_by_article(viewer: Viewer, law: str) -> Mapping[tuple[int, int], int]:
    """How many powers one may read rest on each article of a law, by (number, insert); (0, 0) for it as a whole.

    One statement.
    """
    rows = _resting(viewer, law).filter(edition__power__in=readable_powers(viewer)).order_by()
    counted = rows.values_list("article", "insert").annotate(n=Count("edition__power", distinct=True))
    return {(article, insert): n for article, insert, n in counted}


def unpublished(viewer: Viewer, unit_id: UUID) -> tuple[PowerSeen, ...]:
    """The powers of a unit, as far as one may read them, of which a draft or the edition on record is not published.

    In their order. Seven statements.
    """
    return _seen(viewer, _unpublished(viewer, unit_id).order_by("ordinal", "pk"))


def count_unpublished(viewer: Viewer, unit_id: UUID) -> int:
    """How many of `unpublished` there are. One statement."""
    return int(_unpublished(viewer, unit_id).count())


def count_due(viewer: Viewer) -> int:
    """How many powers one may read rest on a law changed or ended since. One statement."""
    return int(readable_powers(viewer).filter(_in_state(viewer, "due")).count())


def power(viewer: Viewer, power_id: UUID) -> PowerSeen | None:
    """One power, whole; None where there is none, or none for this viewer. Seven statements."""
    held = readable_powers(viewer).filter(pk=power_id).first()
    return next(iter(_seen(viewer, [held])), None) if held else None


def edition(viewer: Viewer, edition_id: UUID) -> EditionSeen | None:
    """One edition; None where there is none, or none for this viewer."""
    rows = unsealed(viewer, PowerEdition.objects.filter(pk=edition_id, power__in=readable_powers(viewer)))
    held = rows.select_related("power").first()
    if held is None:
        return None
    now = standing_on([held.power_id], clock.today())
    codes = _codes([held.power_id])
    return edition_seen(held, now[held.power_id], codes.get(held.power_id, ""))


def catalogue_on(viewer: Viewer, day: date, *, unit: UUID | None = None) -> tuple[EditionSeen, ...]:
    """The directory as it stood on a day: of each power one may read, the edition that held then. Three statements.

    Powers cancelled or abolished by then are not in it; suspended ones are, and say so.
    """
    rows = PowerEdition.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        power__in=readable_powers(viewer).filter(secret=False), number__gt=0, valid_from__lte=day,
    ).select_related("power").order_by("power__unit__code", "power__ordinal", "power", "number")  # fmt: skip
    if unit is not None:
        rows = rows.filter(power__unit=unit)
    held = {row.power_id: row for row in rows}
    then, codes = standing_on(held, day), _codes(held)
    return tuple(
        edition_seen(row, then[key], codes.get(key, ""))
        for key, row in held.items()
        if then[key] in (PowerStanding.IN_USE, PowerStanding.SUSPENDED)
    )


def difference(viewer: Viewer, older: UUID, newer: UUID) -> tuple[FieldChange, ...]:
    """What differs between two editions one may read, field by field and by character; nothing if one is not there."""
    one, other = edition(viewer, older), edition(viewer, newer)
    return changes_between(one, other) if one and other else ()


def changes_between(one: EditionSeen, other: EditionSeen) -> tuple[FieldChange, ...]:
    """The same for two editions at hand."""
    return contents_differ(one.content, other.content)


def contents_differ(one: PowerContent, other: PowerContent) -> tuple[FieldChange, ...]:
    """The same for what two editions say."""
    before, after = to_plain(one), to_plain(other)
    out = []
    for field, value in after.items():
        if before[field] != value:
            old, new = in_words(before[field]), in_words(value)
            out.append(FieldChange(field, old, new, character_diff(old, new)))
    return tuple(out)


def fields_differ(one: PowerContent, other: PowerContent) -> tuple[str, ...]:
    """The fields in which what two editions say differs."""
    before, after = to_plain(one), to_plain(other)
    return tuple(field for field, value in after.items() if before[field] != value)


def due_for_review(viewer: Viewer) -> tuple[EditionSeen, ...]:
    """Editions on record and drafts that rest on a law changed or ended since. Three statements."""
    rows = (
        unsealed(viewer, PowerEdition.objects.filter(power__in=readable_powers(viewer), state__in=_OPEN))
        .exclude(due_for_review=[])
        .select_related("power")
        .order_by("power__unit__code", "power__ordinal")
    )
    held = list(rows)
    now, codes = standing_on({row.power_id for row in held}, clock.today()), _codes(row.power_id for row in held)
    return tuple(edition_seen(row, now[row.power_id], codes.get(row.power_id, "")) for row in held)


def for_publication(viewer: Viewer, power_ids: Iterable[UUID]) -> tuple[Publishable, ...]:
    """All that the gate may need of powers that were ever published, and whether each is to be shown now.

    Raises:
        NotAllowed: whoever looks is no part of the system.
    """
    if not viewer.part:
        raise NotAllowed
    held = Power.objects.filter(pk__in=list(power_ids), secret=False)
    out = []
    for seen in _seen(viewer, held):
        published = [e for e in seen.editions if e.published_at is not None]
        if published:
            newest = published[0]
            out.append(Publishable(seen, newest, shown=newest.withdrawn_at is None))
    return tuple(out)


def readable_powers(viewer: Viewer) -> Any:
    """The powers one may know of: all for the city's own offices and the system, else those of one's own units."""
    rows = Power.objects.all()
    if policies.reads_all(viewer):
        return rows
    own = Q(post__in=viewer.posts) if viewer.posts else Q(pk__in=())  # what was registered by a post, its holders read
    return rows.filter(Q(unit__in=policies.units_read(viewer)) | own)


def _unpublished(viewer: Viewer, unit_id: UUID) -> Any:
    editions = unsealed(viewer, PowerEdition.objects.filter(state__in=_OPEN))
    waiting = editions.filter(Q(published_at=None) | ~Q(withdrawn_at=None))
    return readable_powers(viewer).filter(unit=unit_id, secret=False, pk__in=waiting.values("power"))


def _resting(viewer: Viewer, law: str, article: tuple[int, int] | None = None) -> Any:
    """The notes of open editions that rest on a law, or on one article of it."""
    rows = unsealed(viewer, EditionBasis.objects.filter(law=law, edition__state__in=_OPEN), "edition__")
    return rows if article is None else rows.filter(article=article[0], insert=article[1])


def _in_state(viewer: Viewer, state: str) -> Q:
    of = unsealed(viewer, PowerEdition.objects.all())
    found = {
        "draft": of.filter(state=EditionState.DRAFT),
        "on-record": of.filter(state=EditionState.ON_RECORD),
        "published": of.filter(published_at__isnull=False, withdrawn_at=None),
        "waiting": of.filter(published_at__isnull=False, withdrawn_at=None, on_noticeboard_at=None),
        "due": of.filter(state__in=_OPEN).exclude(due_for_review=[]),
    }
    if state in found:
        return Q(pk__in=found[state].values("power"))
    return Q(secret=True, states=None) if state == "secret" else Q(pk__in=())


def _codes(power_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    rows = PowerCode.objects.filter(power__in=list(power_ids), until=None).order_by("-since", "-pk")
    return dict(rows.values_list("power", "value"))


def _row(viewer: Viewer, power: Any, names: Mapping[UUID, str], now: Mapping[UUID, PowerStanding]) -> PowerRow:
    readable = [e for e in power.held_editions if viewer.part or not e.held_for.startswith(SEALED)]
    present = next((e for e in readable if e.state == EditionState.ON_RECORD), None)
    draft = next((e for e in readable if e.state == EditionState.DRAFT), None)
    shown = present or draft
    published = present is not None and present.published_at is not None and present.withdrawn_at is None
    waiting = published and present is not None and present.on_noticeboard_at is None
    return PowerRow(
        id=power.pk, unit=power.unit_id, unit_name=names.get(power.unit_id, ""),
        secret=power.secret or (len(readable) < len(power.held_editions) and shown is None), parent=power.parent_id,
        ordinal=power.ordinal, code=power.live_codes[0].value if power.live_codes else "",
        name=shown.name if shown else "", type=shown.type if shown else "", standing=now[power.pk],
        edition=present.pk if present else None, number=present.number if present else 0,
        draft=draft.pk if draft else None, scope=shown.content["disclosure"]["scope"] if shown else "",
        published=published, waiting=waiting,
        due=any(e.due_for_review for e in readable),
    )  # fmt: skip


def drafts(viewer: Viewer, edition_ids: Iterable[UUID]) -> tuple[EditionSeen, ...]:
    """Drafts of powers one may read, by these keys. Two statements; none for others."""
    rows = PowerEdition.objects.filter(pk__in=list(edition_ids), state=EditionState.DRAFT, power__secret=False)
    rows = unsealed(viewer, rows.filter(power__in=readable_powers(viewer)))
    held = list(rows.select_related("power").order_by("power__ordinal", "pk"))
    now = standing_on([row.power_id for row in held], clock.today())
    return tuple(edition_seen(row, now[row.power_id], "") for row in held)


def editions(viewer: Viewer, edition_ids: Iterable[UUID]) -> tuple[EditionSeen, ...]:
    """Editions of powers one may read, by these keys, whatever became of them. Two statements; none for others."""
    rows = unsealed(viewer, PowerEdition.objects.filter(pk__in=list(edition_ids), power__in=readable_powers(viewer)))
    held = list(rows.select_related("power").order_by("power__ordinal", "pk"))
    now = standing_on([row.power_id for row in held], clock.today())
    return tuple(edition_seen(row, now[row.power_id], "") for row in held)


def last_names(viewer: Viewer, power_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """What powers one may read were last called, in whatever edition. One statement."""
    named = readable_powers(viewer).filter(pk__in=list(power_ids), secret=False)
    rows = unsealed(viewer, PowerEdition.objects.filter(power__in=named))
    return dict(rows.order_by("made_at").values_list("power", "name"))


def standing_of(viewer: Viewer, power_id: UUID) -> PowerStanding | None:
    """What has become of a power one may read. Two statements."""
    if not readable_powers(viewer).filter(pk=power_id).exists():
        return None
    return standing_on([power_id], clock.today())[power_id]


def _seen(viewer: Viewer, held: Iterable[Power]) -> tuple[PowerSeen, ...]:
    rows = {power.pk: power for power in held}
    editions: dict[UUID, list[PowerEdition]] = {key: [] for key in rows}
    whole = PowerEdition.objects.filter(power__in=rows).order_by("-number", "-made_at").select_related("power")
    sealed = set()
    for one in whole:
        if one.held_for.startswith(SEALED) and not viewer.part:
            sealed.add(one.power_id)
        else:
            editions[one.power_id].append(one)
    codes: dict[UUID, list[CodeSeen]] = {key: [] for key in rows}
    for code in PowerCode.objects.filter(power__in=rows, power__secret=False).order_by("until", "-since", "-pk"):
        codes[code.power_id].append(CodeSeen(code.scheme, code.value, code.until))
    states: dict[UUID, list[StateSeen]] = {key: [] for key in rows}
    for state in PowerState.objects.filter(power__in=rows):
        states[state.power_id].append(
            StateSeen(PowerStanding(state.standing), state.effective, state.reason, state.recorded_at)
        )
    below: dict[UUID, list[UUID]] = {key: [] for key in rows}
    for child in Power.objects.filter(parent__in=rows).order_by("ordinal"):
        if child.parent_id is not None:
            below[child.parent_id].append(child.pk)
    names = {one.id: one.name for one in organs.units(viewer)}
    now = standing_on(rows, clock.today())
    return tuple(
        PowerSeen(
            id=key, unit=power.unit_id, unit_name=names[power.unit_id],
            secret=power.secret or (key in sealed and not editions[key]), parent=power.parent_id, ordinal=power.ordinal,
            standing=now[key], codes=tuple(codes[key]), states=tuple(states[key]),
            editions=tuple(
                edition_seen(one, now[key], next((c.value for c in codes[key] if c.until is None), ""))
                for one in editions[key]
            ),
            sub_items=tuple(below[key]), post=power.post_id, copied_from=power.copied_from_id,
        )
        for key, power in rows.items()
    )  # fmt: skip


def edition_seen(row: PowerEdition, standing: PowerStanding, code: str) -> EditionSeen:
    """A row as it is seen."""
    return EditionSeen(
        id=row.pk, power=row.power_id, unit=row.power.unit_id, number=row.number, state=EditionState(row.state),
        content=content_of(row), digest=row.digest, revision=row.revision, saved_at=row.saved_at,
        saved_by=row.saved_by, valid_from=row.valid_from, valid_to=row.valid_to, recorded_at=row.recorded_at,
        recorded_by=row.recorded_by, opinion=row.opinion, change_reason=row.change_reason, corrects=row.corrects_id,
        published_at=row.published_at, on_noticeboard_at=row.on_noticeboard_at, withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason, due_for_review=tuple(row.due_for_review), standing=standing,
        code=code, parent=row.power.parent_id, ordinal=row.power.ordinal, held_for=row.held_for, post=row.power.post_id,
        copied_from=row.power.copied_from_id,
    )  # fmt: skip
