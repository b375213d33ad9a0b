"""The city's directory and its life: what was filed and published when, what was changed, suspended, cancelled since.

Told from the day it is made: the same story, however late somebody starts it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.catalogue.rules.types import of_words
from sunlit.catalogue.values import Basis, Channel, StepPost, Term
from sunlit.demo import charts
from sunlit.demo.changes import ADJUSTED, CORRECTED, ENDED, FORMER, SUSPENDED
from sunlit.demo.contents import body_of, content_of
from sunlit.demo.items import OLD
from sunlit.demo.powers import ROWS, Row
from sunlit.demo.shelf import articles
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import PostSeen, UnitSeen

_EYES = Viewer.system("demo")
#: Letters of the types in codes.
_LETTERS = {
    "行政许可": "XK", "行政处罚": "CF", "行政强制": "QZ", "行政征收": "ZS", "行政给付": "JF", "行政检查": "JC",
    "行政确认": "QR", "行政奖励": "JL", "行政裁决": "CJ", "其他行政权力": "QT", "行政征用": "ZY",
}  # fmt: skip
#: Two letters of each unit in codes.
_UNITS = {
    "GOV": "ZF", "MARKETS": "JS", "WATERS": "HH", "STAFF": "GW", "EASTMARKETS": "CD", "WEST": "HX", "TOWN": "DT",
    "CRAFTS": "GY", "SERVICE": "FW", "WEATHER": "QX", "ARCHIVES": "DA",
}  # fmt: skip
_OPINION = "经审查，名称规范、依据准确、类别恰当、行使主体明确，准予备案。"
#: Days before the city is shown on which things happened.
FILED, ADJUSTED_ON, CORRECTED_ON, SUSPENDED_ON, CANCELLED_ON, DRAFTED_ON = 400, 160, 90, 45, 20, 3
_OF_OLD = date(2013, 1, 1)
_PLATES = "夜市摊点牌发放"


class Told:
    """Who does what in the story, and the powers by unit and name."""

    def __init__(self) -> None:
        self.units: dict[str, UnitSeen] = {one.code: one for one in organs.units(_EYES)}
        self.posts: dict[str, tuple[PostSeen, ...]] = {
            code: organs.posts(_EYES, one.id) for code, one in self.units.items()
        }
        self.office = self.actor("GOV", "open-government")
        self.drafts: list[UUID] = []
        self.powers: dict[tuple[str, str], UUID] = {}

    def actor(self, unit: str, function: str) -> Actor:
        """The officer of a unit whose post has this function."""
        post = next(post for post in self.posts[unit] if function in post.functions)
        return Actor.officer(post=str(post.id), officer=str(post.holders[0].officer))

    def registrar(self, unit: str) -> Actor:
        """Who registers a unit's powers: its own registrar, or the open government office."""
        own = any("registrar" in post.functions for post in self.posts[unit])
        return self.actor(unit, "registrar") if own else self.office

    def powers_called(self, unit: str, name: str) -> UUID:
        """A unit's power on record by its name, also where the story of the directory is told already."""
        return next(
            row.id for row in queries.powers(_EYES, unit=self.units[unit].id, words=name, per_page=0).rows
            if row.name == name and row.edition is not None
        )  # fmt: skip

    def content(self, row: Row) -> PowerContent:
        """A row's content, of its type, each step tied to a post of the office that answers for it."""
        content = content_of(row)
        steps = tuple(self._step(row, step) for step in content.steps)
        return replace(content, type=of_words(row.type) or "other", steps=steps)

    def _step(self, row: Row, step: StepPost) -> StepPost:
        own = [post for post in self.posts[row.unit] if post.office_name == row.office]
        if not own:
            return step
        post = own[(step.number - 1) % len(own)]
        return replace(step, unit=self.units[row.unit].id, post=post.id, post_name=post.name)


def ago(days: int) -> datetime:
    """A morning in the office, so many days before today."""
    morning = datetime.combine(clock.today(), time(9, 30), tzinfo=clock.BEIJING)
    return (morning - timedelta(days=days)).astimezone(UTC)


def make() -> None:
    """File and publish every power of the city, then let happen what has happened since. The worker copies it out."""
    told = Told()
    with clock.frozen(ago(FILED)):
        _register(told)
        _plates(told)
        catalogue.file_editions(told.drafts, opinion=_OPINION, by=told.office)
        _publish(told)
    with clock.frozen(ago(ADJUSTED_ON)):
        for (unit, name), (term, why) in ADJUSTED.items():
            _adjust(told, unit, name, why, promised_term=Term(amount=term, unit="workday", words=f"{term}工作日"))
        for (unit, name), (_, why) in FORMER.items():
            _adjust(told, unit, name, why, name=name)
        _publish(told)
    with clock.frozen(ago(CORRECTED_ON)):
        for (unit, name), (words, why) in CORRECTED.items():
            _correct(told, unit, name, words, why)
        _publish(told)
        charts.draw(told)
    with clock.frozen(ago(SUSPENDED_ON)):
        for (unit, name), why in SUSPENDED.items():
            catalogue.suspend(told.powers[unit, name], reason=why, by=told.office)
        worker.run_dry()
    with clock.frozen(ago(CANCELLED_ON)):
        for (unit, name), why in ENDED.items():
            catalogue.cancel(told.powers[unit, name], reason=why, by=told.office)
        worker.run_dry()
    with clock.frozen(ago(DRAFTED_ON)):
        _begin(told)
    worker.run_dry()


def _register(told: Told) -> None:
    """Every power as it was first put on record: some under another name, some with a longer term."""
    counts: dict[tuple[str, str], int] = {}
    ordinals: dict[str, int] = {}
    for row in ROWS:
        content = told.content(row)
        key = (row.unit, row.name)
        if key in FORMER:
            content = replace(content, name=FORMER[key][0])
        if key in ADJUSTED and content.statutory_term is not None:
            content = replace(content, promised_term=replace(content.statutory_term, source=""))
        if key in CORRECTED:
            content = replace(content, channels=(Channel(kind="consult", words="0900-8000000"), *content.channels[1:]))
        letters = _LETTERS.get(row.type, "NB")
        at = counts[row.unit, letters] = counts.get((row.unit, letters), 0) + 1
        ordinals[row.unit] = ordinals.get(row.unit, 0) + 1
        draft = catalogue.draft_power(
            told.units[row.unit].id, content, parent=told.powers.get((row.unit, row.parent)),
            ordinal=ordinals[row.unit], code=f"{body_of(row.unit).region[:6]}{_UNITS[row.unit]}-{letters}-{at:04}",
            secret_answer="no",  # noqa: S106 - the answer to the question whether it is secret
            by=told.registrar(row.unit),
        )  # fmt: skip
        _keep(told, row.unit, row.name, draft)


def _keep(told: Told, unit: str, name: str, draft: UUID) -> None:
    seen = queries.edition(_EYES, draft)
    assert seen is not None
    told.drafts.append(draft)
    told.powers[unit, name] = seen.power


def _plates(told: Told) -> None:
    """A power of the old days: its basis ended with the new rules, and so did it."""
    row = next(row for row in ROWS if (row.unit, row.name) == ("MARKETS", "夜间集市开办许可"))
    third = Basis(title="示范市夜市摊点管理暂行规定", article="第三条", text=articles(OLD)["第三条"])
    content = replace(
        told.content(row), name=_PLATES, aliases=("摊点牌",), type="other", type_as_listed="其他行政权力",
        bases=(third,), discretion=(), quantity_limit="", conditions=(), materials=(), result="夜市摊点牌",
        statutory_term=None, promised_term=None,
    )  # fmt: skip
    draft = catalogue.draft_power(
        told.units["MARKETS"].id, content, code="990100JS-QT-9001",
        secret_answer="no",  # noqa: S106
        by=told.registrar("MARKETS"),
    )  # fmt: skip
    _keep(told, "MARKETS", _PLATES, draft)
    told.drafts.remove(draft)
    catalogue.file_edition(draft, opinion=_OPINION, valid_from=_OF_OLD, by=told.office)
    catalogue.publish([told.powers["MARKETS", _PLATES]], by=told.office)
    worker.run_dry()
    catalogue.abolish(
        told.powers["MARKETS", _PLATES], effective=date(2022, 3, 1), by=told.office,
        reason="依据的《示范市夜市摊点管理暂行规定》已被《示范市夜间集市摊位管理办法》废止，没有合法依据。",
    )  # fmt: skip


def _publish(told: Told) -> None:
    for unit in told.units.values():
        catalogue.publish_unit(unit.id, by=told.office)
    worker.run_dry()


def _adjust(told: Told, unit: str, power: str, why: str, **changed: object) -> None:
    draft, content, revision = _next(told, unit, power)
    catalogue.save_draft(draft, replace(content, **changed), revision=revision, by=told.registrar(unit))  # type: ignore[arg-type]
    catalogue.file_edition(draft, opinion="情况属实，准予备案。", reason=why, by=told.office)


def _correct(told: Told, unit: str, name: str, words: str, why: str) -> None:
    draft, content, revision = _next(told, unit, name)
    channels = (Channel(kind="consult", words=words), *content.channels[1:])
    catalogue.save_draft(draft, replace(content, channels=channels), revision=revision, by=told.registrar(unit))
    began = queries.power(_EYES, told.powers[unit, name])
    assert began is not None
    assert began.on_record is not None
    catalogue.file_edition(
        draft, opinion="更正无误，准予备案。", reason=why, corrects=True, valid_from=began.on_record.valid_from,
        by=told.office,
    )  # fmt: skip


def _next(told: Told, unit: str, name: str) -> tuple[UUID, PowerContent, int]:
    draft = catalogue.start_edition(told.powers[unit, name], by=told.registrar(unit))
    seen = queries.edition(_EYES, draft)
    assert seen is not None
    return draft, seen.content, seen.revision


def _begin(told: Told) -> None:
    """What is under way today: a new power, a next edition, a power filed and not published, a placeholder."""
    rows: Mapping[tuple[str, str], Row] = {(row.unit, row.name): row for row in ROWS}
    model = told.content(rows["MARKETS", "街头巡游备案"])
    catalogue.draft_power(
        told.units["MARKETS"].id, replace(model, name="夜间集市临时停市备案", aliases=("停市",)),
        secret_answer="no",  # noqa: S106
        by=told.registrar("MARKETS"),
    )  # fmt: skip
    draft, content, revision = _next(told, "WATERS", "水上摊位证核发")
    catalogue.save_draft(
        draft, replace(content, promised_term=Term(amount=6, unit="workday", words="6工作日")), revision=revision,
        by=told.registrar("WATERS"),
    )  # fmt: skip
    draft, content, revision = _next(told, "EASTMARKETS", "食品摊位登记")
    catalogue.save_draft(
        draft, replace(content, hours="工作日 9:00—12:00，13:30—17:30；周六 9:00—12:00"), revision=revision,
        by=told.registrar("EASTMARKETS"),
    )  # fmt: skip
    catalogue.file_edition(draft, opinion="便民措施，准予备案。", reason="增加周六上午受理。", by=told.office)
    catalogue.register_secret(told.units["GOV"].id, by=told.office)
