"""The campaign the items under review belong to: who has registered, who is late, who asked, who has signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.demo.contents import content_of
from sunlit.demo.directory import ago
from sunlit.demo.powers import ROWS
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.policies import standing
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands, queries
from sunlit.stocktake.rules import Proposal, Stage, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.demo.directory import Told
    from sunlit.stocktake.values import OfficeListSeen

_ME, _EYES = Actor.system("demo"), Viewer.system("demo")
BEGUN = 44
#: Who takes part, and how many days from today each stage ends.
UNITS = ("MARKETS", "WATERS", "EASTMARKETS", "WEST", "TOWN")
DUE = {
    Stage.PERSONAL: -24, Stage.OFFICE: -17, Stage.UNIT: -4, Stage.DELIBERATION: 6, Stage.JOINT: 20,
    Stage.PUBLICATION: 30,
}  # fmt: skip
#: What officers do in order, and the power each step exercises: by number of the officer.
STEPS = {
    "2021": (("接收集市合并申请", "集市合并许可"), ("核对场地证明", "集市合并许可"), ("登记集市停业", "集市停业登记")),
    "2031": (("核对摊主身份", "食品摊位临时登记"), ("发给临时摊位牌", "食品摊位临时登记")),
    "3011": (("勘验水域", "水上演出水域使用许可"),),
    "5011": (("受理摊位转让", "食品摊位转让登记"),),
}
#: Who has registered, and goes on.
STILL = ("2021",)
#: Who declares that their post exercises no power.
NONE = ("2022", "2023", "2029", "2061", "3001", "3021", "3099", "5001", "5099", "7001", "7099")
#: Who registers, in each unit, the items that are under review; they confirm what their office has on record, too.
REGISTERS = {"MARKETS": "2041", "EASTMARKETS": "5011", "WEST": "6011", "TOWN": "7011"}
#: Whose offices have signed, by unit: all of them, where none is named.
SIGNED: dict[str, tuple[str, ...]] = {
    "WATERS": (), "TOWN": (), "EASTMARKETS": ("综合科", "摊位管理科"), "WEST": ("应急办公室",),
    "MARKETS": ("街头艺术科",),
}  # fmt: skip
#: Who says of a power on record that it is exercised no longer, and why.
ENDS = {"3011": "业务已并入水上摊位证核发，三年没有办理过"}
#: Who has not registered because they were away, and why.
ABSENT = {"2051": "外出培训至月底"}


def make(told: Told, items: Iterable[tuple[str, PowerContent]]) -> tuple[UUID, dict[str, tuple[UUID, UUID]]]:
    """Begin it, and let the people of its units do as far as they have come.

    `items`: unit and words of what is to be judged, registered on the roll and signed. Returns its key, and of each
    item by name its power and its unit's list, for the unit to send.
    """
    with clock.frozen(ago(BEGUN)):
        today = clock.today()
        key = commands.begin_stocktake(
            f"{today.year}年行政职权清理", [told.units[code].id for code in UNITS],
            {stage: today + timedelta(days=BEGUN + days) for stage, days in DUE.items()},
            basis="示范市行政权力公开透明运行工作实施方案", by=told.office,
        )  # fmt: skip
    lines, actors = _roll(key), _people(told)
    with clock.frozen(ago(BEGUN - 1)):
        drafts = _items(lines, actors, items)
        _answer(key, lines, actors)
        for number, line in lines.items():
            if number in STEPS:
                _register(line, number, actors[number])
            elif number in NONE:
                commands.sign_off(line, Standing.NONE, by=actors[number])
        for number in REGISTERS.values():
            commands.sign_off(lines[number], Standing.REGISTERED, by=actors[number])
    with clock.frozen(ago(BEGUN - 2)):
        _sign(told, key)
    with clock.frozen(ago(BEGUN - 12)):
        for number, reason in ABSENT.items():
            commands.note_absent(lines[number], reason=reason, by=told.actor("MARKETS", "leader"))
    with clock.frozen(ago(BEGUN - 14)):
        money = next(one for one in _offices(key) if one.office_name == "财务科")
        commands.sign_list(money.id, by=told.actor("MARKETS", "leader"))  # the office has no head
    _ask(told, key, actors)
    lists = {one.unit: one.list for one in queries.stocktake(_EYES, key).board}
    return key, {one.content.name: (one.power, lists[one.unit]) for one in powers.drafts(_EYES, drafts)}


def _items(
    lines: Mapping[str, UUID], actors: Mapping[str, Actor], items: Iterable[tuple[str, PowerContent]]
) -> list[UUID]:
    """What is under review today, registered by those who exercise it. Returns the drafts."""
    made = []
    for unit, content in items:
        number = REGISTERS[unit]
        by = actors[number]
        draft = commands.register_blank(lines[number], secret_answer="no", by=by)  # noqa: S106 - an answer
        [seen] = powers.drafts(_EYES, [draft])
        said = replace(content, holder=seen.content.holder)
        catalogue.save_draft(draft, said, revision=seen.revision, by=by)
        made.append(draft)
    return made


def _answer(key: UUID, lines: Mapping[str, UUID], actors: Mapping[str, Actor]) -> None:
    """What is on record with the offices of those who register: exercised still, but for what is to end."""
    for number in (*REGISTERS.values(), *ENDS):
        by = actors[number]
        [mine] = queries.mine(standing(by), key).lines
        whole = number == REGISTERS["TOWN"]  # it has nobody else who would
        near = [one.power for one in mine.standing_still if (whole or one.near != "unit") and not one.suspended]
        if number in ENDS:
            commands.propose_ending(lines[number], near.pop(), Proposal.CANCEL, reason=ENDS[number], by=by)
        if near:
            commands.confirm_powers(lines[number], near, by=by)


def _sign(told: Told, key: UUID) -> None:
    codes = {unit.id: code for code, unit in told.units.items()}
    for office in _offices(key):
        code = codes[office.unit]
        if code in SIGNED and (not SIGNED[code] or office.office_name in SIGNED[code]):
            commands.sign_list(office.id, by=told.actor(code, "leader"))


def _register(line: UUID, number: str, by: Actor) -> None:
    """From what one does in order; the first item is filled in as far as one of its kind is, the others are not yet."""
    drafts = commands.register_steps(line, STEPS[number], secret_answer="no", by=by)  # noqa: S106 - an answer
    [seen, *_] = powers.drafts(_EYES, drafts)
    row = next(row for row in ROWS if row.name == "街头巡游备案")
    model = content_of(row)
    filled = replace(
        seen.content, type="other", bases=model.bases, disclosure=model.disclosure, rights=model.rights,
        remedies=model.remedies, channels=model.channels, charged=False,
    )  # fmt: skip
    catalogue.save_draft(seen.id, filled, revision=seen.revision, by=by)
    if number not in STILL:
        commands.sign_off(line, Standing.REGISTERED, by=by)


def _ask(told: Told, key: UUID, actors: Mapping[str, Actor]) -> None:
    """Two difficulties: one answered by the unit, one that nobody answered and that went up to the city."""
    lists = {one.unit: one.list for one in queries.stocktake(_EYES, key).board}
    mine = lists[told.units["MARKETS"].id]
    with clock.frozen(ago(BEGUN - 16)):
        first = commands.raise_difficulty(mine, "街头演出的登记，同演出证是一项还是两项？", by=actors["2041"])
        commands.raise_difficulty(mine, "联合检查由几个部门轮流牵头，行使主体怎样写？", by=actors["2053"])
    with clock.frozen(ago(BEGUN - 18)):
        commands.answer_difficulty(first, "依据不同条款的，分两项登记。", by=told.actor("MARKETS", "legal"))
    with clock.frozen(ago(BEGUN - 28)):
        commands.pass_up(queries.due_difficulties(), by=_ME)


def _offices(key: UUID) -> list[OfficeListSeen]:
    units = (queries.unit_list(_EYES, one.list) for one in queries.stocktake(_EYES, key).board)
    return [queries.office_list(_EYES, office.id) for unit in units for office in unit.offices]


def _roll(key: UUID) -> dict[str, UUID]:
    """Lines of the roll by the number of the officer."""
    return {line.number: line.id for office in _offices(key) for line in office.roll}


def _people(told: Told) -> dict[str, Actor]:
    """Who acts, by number."""
    return {
        holder.number: Actor.officer(post=str(post.id), officer=str(holder.officer))
        for posts in told.posts.values()
        for post in posts
        for holder in post.holders
    }
