"""How each command of a stocktake is called, so that whoever may do it gets as far as doing it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands
from sunlit.stocktake.models import Activity, Difficulty, ListedPower, Registration, RollLine
from sunlit.stocktake.rules import ActivityKind, Origin, Proposal, Stage, Standing
from tests.support.law_files import law_file
from tests.support.law_library import load
from tests.support.review_calls import county_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.support.role_calls import Given

BY = Actor.system("test")
EYES = Viewer.system("test")
REASON = "按照规定办理"
PAPER = ("通知.pdf", b"%PDF-1.4\n%%EOF")


def _came_on_record(given: Given) -> UUID:
    """A county's government; its power on record is what the officer of the stocktake registered."""
    county = county_of(given)
    [held] = powers.recorded(EYES, units=[county])
    Registration.objects.update(power=held.power)
    return county


def _line(given: Given, by: Actor) -> UUID:
    """The line of who acts, put on the roll where they are of the unit; else that of somebody else."""
    commands.keep_rolls(given.city.stocktake, by=BY)
    officer = by.name.partition("/officer:")[2]
    held = RollLine.objects.filter(officer=officer).first() if officer else None
    return held.pk if held is not None else given.city.line


def _signed(given: Given) -> UUID:
    """The list of the office, signed."""
    commands.sign_off(given.city.line, Standing.REGISTERED, by=BY)
    commands.sign_list(given.city.office_list, by=BY)
    return given.city.office_list


def _listed(given: Given) -> list[UUID]:
    """Two powers in a signed list."""
    commands.register_steps(given.city.line, [("查看", "河灯检查")], secret_answer="no", by=BY)
    _signed(given)
    return list(ListedPower.objects.values_list("power", flat=True))


def _given_up(given: Given, by: Actor) -> None:
    line = _line(given, by)
    if line == given.city.line:
        return commands.give_up_item(Registration.objects.get(line=line).pk, by=by)
    commands.register_blank(line, secret_answer="no", by=by)
    return commands.give_up_item(Registration.objects.get(line=line).pk, by=by)


def _forgotten(given: Given, by: Actor) -> Any:
    held = Registration.objects.get(line=given.city.line)
    catalogue.drop_draft(held.edition, by=BY)
    return commands.forget_dropped(held.edition, by=by)


def _taken_back(given: Given, by: Actor) -> Any:
    line = _line(given, by)
    if line != given.city.line:
        commands.sign_off(line, Standing.NONE, by=by)
    return commands.take_back(line, by=by)


def _gap(given: Given, by: Actor) -> Any:
    load(law_file("示范省河灯停泊办法", "在河灯放流区停泊的，由河灯管理部门处二百元以下的罚款。"))
    provided = powers.gaps(EYES, given.city.unit).gaps[0].key
    return commands.register_gap(_line(given, by), provided, secret_answer="no", by=by)


def _from_workbook(given: Given, by: Actor) -> Any:
    table = "职权名称,职权类别,实施依据,行使主体\n河灯展演,其他行政权力,《示范省河灯管理条例》第二条,\n"
    key = catalogue.stage_lists([("清单.csv", table.encode())], unit=given.city.unit, secret_answer="no", by=BY)
    return commands.register_loading(key, {0: given.city.line}, by=by)


def _changed(given: Given, by: Actor) -> Any:
    catalogue.drop_draft(given.city.draft, by=BY)  # one draft at a time
    return commands.change_power(_line(given, by), given.city.power, by=by)


def _due(_given: Given) -> UUID:
    row = Difficulty.objects.get()
    Difficulty.objects.update(due_on=clock.today() - timedelta(days=1))
    return row.pk


def _sent(given: Given, by: Actor) -> Any:
    listed = _listed(given)
    return commands.send_items(given.city.unit_list, listed[:1], by=by)


def _practice(given: Given) -> UUID:
    """A good practice that names a power whose flow is published."""
    made = Activity.objects.create(
        unit_list_id=given.city.unit_list, kind=ActivityKind.PRACTICE, on=clock.today(), title="流程简明",
        power=given.city.power, noted_at=clock.now(), noted_by="test",
    )  # fmt: skip
    return made.pk


def _days() -> dict[Stage, Any]:
    return dict.fromkeys(Stage, clock.today())


STOCKTAKE_CALLS: dict[str, Callable[[Given, Actor], Any]] = {
    "stocktake.batch_results": lambda g, by: commands.batch_results(g.city.stocktake, _came_on_record(g), by=by),
    "stocktake.begin_stocktake": lambda g, by: commands.begin_stocktake("清理", [g.city.unit], _days(), by=by),
    "stocktake.move_stage": lambda g, by: commands.move_stage(
        g.city.stocktake, Stage.PUBLICATION, clock.today() + timedelta(days=30), reason=REASON, by=by
    ),
    "stocktake.close_stocktake": lambda g, by: commands.close_stocktake(g.city.stocktake, reason=REASON, by=by),
    "stocktake.keep_paper": lambda g, by: commands.keep_paper(g.city.stocktake, PAPER, secret_answer="no", by=by),
    "stocktake.name_contact": lambda g, by: commands.name_contact(g.city.unit_list, "某", "0", by=by),
    "stocktake.keep_rolls": lambda g, by: commands.keep_rolls(g.city.stocktake, by=by),
    "stocktake.call_officers": lambda g, by: commands.call_officers(g.city.stocktake, by=by),
    "stocktake.register_blank": lambda g, by: commands.register_blank(_line(g, by), secret_answer="no", by=by),
    "stocktake.register_secret": lambda g, by: commands.register_secret(_line(g, by), by=by),
    "stocktake.register_steps": lambda g, by: commands.register_steps(
        _line(g, by), [("收件", "点灯许可")], secret_answer="no", by=by
    ),
    "stocktake.register_like": lambda g, by: commands.register_like(
        _line(g, by), [g.city.power], Origin.MODEL, secret_answer="no", by=by
    ),
    "stocktake.register_gap": _gap,
    "stocktake.register_loading": _from_workbook,
    "stocktake.confirm_powers": lambda g, by: commands.confirm_powers(_line(g, by), [g.city.power], by=by),
    "stocktake.propose_ending": lambda g, by: commands.propose_ending(
        _line(g, by), g.city.power, Proposal.CANCEL, reason=REASON, by=by
    ),
    "stocktake.change_power": _changed,
    "stocktake.give_up_item": _given_up,
    "stocktake.forget_dropped": _forgotten,
    "stocktake.sign_off": lambda g, by: commands.sign_off(_line(g, by), Standing.NONE, by=by),
    "stocktake.take_back": _taken_back,
    "stocktake.note_absent": lambda g, by: commands.note_absent(g.city.line, reason=REASON, by=by),
    "stocktake.sign_list": lambda g, by: (
        commands.sign_off(g.city.line, Standing.REGISTERED, by=BY), commands.sign_list(g.city.office_list, by=by)
    ),
    "stocktake.return_list": lambda g, by: commands.return_list(_signed(g), reason=REASON, by=by),
    "stocktake.merge_items": lambda g, by: commands.merge_items(
        g.city.unit_list, *_listed(g), reason=REASON, by=by
    ),
    "stocktake.send_items": _sent,
    "stocktake.raise_difficulty": lambda g, by: commands.raise_difficulty(g.city.unit_list, REASON, by=by),
    "stocktake.answer_difficulty": lambda _, by: commands.answer_difficulty(
        Difficulty.objects.get().pk, REASON, by=by
    ),
    "stocktake.take_flow_over": lambda g, by: commands.take_flow_over(_practice(g), g.bare, "点灯许可", by=by),
    "stocktake.note_activity": lambda g, by: commands.note_activity(
        g.city.unit_list, ActivityKind.TRAINING, "清理培训", on=clock.today(), reach=9, by=by
    ),
    "stocktake.strike_activity": lambda g, by: commands.strike_activity(
        commands.note_activity(g.city.unit_list, ActivityKind.TRAINING, "清理培训", on=clock.today(), by=BY),
        reason=REASON, by=by,
    ),
    "stocktake.pass_up": lambda g, by: commands.pass_up([_due(g)], by=by),
}  # fmt: skip

#: What the pages of stocktakes are sent.
STOCKTAKE_POSTED: dict[str, Callable[[Given], dict[str, Any]]] = {
    "desk:stocktakes": lambda g: {
        "name": "清理", "answer_days": "5", "units": [str(g.city.unit)],
        **{f"due_{stage}": clock.today().isoformat() for stage in Stage},
    },
    "desk:stocktake": lambda _: {"do": "close", "reason": REASON},
    "desk:stocktake-mine": lambda g: {"do": "take-back", "line": str(g.city.line)},
    "desk:stocktake-office": lambda _: {"do": "sign"},
    "desk:stocktake-unit": lambda _: {"do": "contact", "contact": "某"},
}  # fmt: skip
