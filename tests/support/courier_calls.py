"""How each command of the courier is called, so that whoever may do it gets as far as doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.courier import commands as courier
from sunlit.courier.models import Contact, Delivery, Message
from sunlit.courier.rules import Channel
from sunlit.courier.values import Language, Notice, Parcel
from sunlit.flow import commands as flow
from sunlit.flow.queries import flows_told, tasks_told
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.organs import commands as organs
from sunlit.organs.models import Appointment, Officer
from sunlit.organs.queries import absences_to_tell
from sunlit.organs.rules import Function
from sunlit.organs.values import Addressee, Viewer
from tests.support.flow_calls import due_flow_of, task_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.support.role_calls import Given

BY = Actor.system("test")
SAID = {"step": "受理", "unit": "测试市河灯管理局", "day": None}
OWN = {"said": "{unit}有新环节“{step}”", "brief": "【{site}】{count} 个环节待办"}


def _to(given: Given) -> Addressee:
    return Addressee(function=Function.REGISTRAR, unit=given.city.unit)


def _notice(given: Given) -> Notice:
    return Notice("task-opened", (_to(given),), "task:1", SAID)


def _received(by: Actor) -> UUID:
    """A message to whoever acts, if that is an officer; else to somebody else."""
    _, _, key = by.name.partition("/officer:")
    to = Officer.objects.filter(pk=key).first() if key else Officer.objects.order_by("number").first()
    assert to is not None
    row = Message.objects.create(
        recipient=to, sending=new_id(), kind="task-opened", about="task:1", said=SAID, day=clock.today(), sent_at=clock.now()
    )
    return row.pk


def _parcel() -> Parcel:
    key = new_id()
    Delivery.objects.create(message_id=_received(BY), channel="sms", attempts=1, parcel=key, next_at=clock.now())
    return Parcel(id=key, channel=Channel.SMS, attempt=1, count=1, address="13900000000", subject="有 1 个环节待办")


def _left() -> None:
    officer = Officer.objects.create(number="left", name="某", left=clock.today())
    courier_contact(officer.pk)


def courier_contact(officer: UUID, **more: Any) -> None:
    """An officer's addresses, as they themselves would have given them."""
    values = {"mail": "a@example.cn", "mobile": "13900000000", "by_mail": True, "by_sms": True, "changed_at": clock.now()}
    Contact.objects.create(officer_id=officer, **(values | more))


def _forgotten(by: Actor) -> Any:
    _, _, key = by.name.partition("/officer:")
    if key:
        courier_contact(Officer.objects.get(pk=key).pk)
    return courier.forget_contact(by=by)


def _of_absences(given: Given, by: Actor) -> Any:
    today = clock.today()
    held = Officer.objects.create(number="away", name="某")
    Appointment.objects.create(officer=held, post_id=given.city.post, role="A")
    organs.record_absence(held.pk, today, today, reason="年休假", by=BY)
    return courier.tell_of_absences(absences_to_tell(Viewer.system("test")), by=by)


def _dropped(by: Actor) -> Any:
    courier.set_words("task-opened", Language.CHINESE, **OWN, by=BY)
    return courier.drop_words("task-opened", Language.CHINESE, by=by)


def _leavers(by: Actor) -> Any:
    _left()
    return courier.forget_leavers(by=by)


COURIER_CALLS: dict[str, Callable[[Given, Actor], Any]] = {
    "courier.send": lambda g, by: courier.send("task-opened", to=_to(g), about="task:1", said=SAID, by=by),
    "courier.send_all": lambda g, by: courier.send_all([_notice(g)], by=by),
    "courier.mark_read": lambda _, by: courier.mark_read(_received(by), by=by),
    "courier.mark_all_read": lambda _, by: courier.mark_all_read(_received(by), by=by),
    "courier.keep_contact": lambda _, by: courier.keep_contact(
        language=Language.ENGLISH, mail="a@example.cn", by_mail=True, by_sms=False, by=by
    ),
    "courier.forget_contact": lambda _, by: _forgotten(by),
    "courier.forget_leavers": lambda _, by: _leavers(by),
    "courier.tell_of_absences": _of_absences,
    "courier.set_words": lambda _, by: courier.set_words("task-opened", Language.CHINESE, **OWN, by=by),
    "courier.drop_words": lambda _, by: _dropped(by),
    "courier.note_sent": lambda _, by: courier.note_sent(_parcel(), by=by),
    "courier.note_failed": lambda _, by: courier.note_failed(_parcel(), "TimeoutError", by=by),
    "courier.note_given_up": lambda _, by: courier.note_given_up(_parcel(), "NoAddress", by=by),
    "flow.remind_revisions": lambda g, by: flow.remind_revisions(flows_told([due_flow_of(g)]), by=by),
    "flow.remind": lambda g, by: flow.remind(tasks_told([task_of(g)]), by=by),
}
