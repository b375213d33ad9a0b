"""不公开项目 are looked at again in time, by whom it is due, and released when nothing withholds them any longer."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.commands.purging import purge_power
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.rules.powers import NoSuchPower
from sunlit.catalogue.values import PowerContent
from sunlit.cli.frame import main
from sunlit.courier.models import Message
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged
from sunlit.ledger.reading import latest
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, reactions
from sunlit.review.exports.register import row_of
from sunlit.review.models import WithheldItem
from sunlit.review.queries.withheld import to_remind, withheld, withheld_powers
from sunlit.review.rules.withheld import (
    Exemption,
    Ground,
    GroundUnknown,
    NoSuchItem,
    Placeholder,
    PlaceholderLacking,
    ReleasedAlready,
)
from sunlit.review.values import OpinionKind, Verdict
from tests.review.people import at, judge, meet, review_city
from tests.support.ledger import made_once, nothing_recorded, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from django.test import Client

    from sunlit.review.models import Review
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
TODAY = clock.today()
YEAR = timedelta(days=365)


made, city = made_once(review_city)


@pytest.fixture
def item(city: ReviewCity) -> WithheldItem:
    return registered(city, TODAY + YEAR)


def registered(city: ReviewCity, day: date, n: int = 1, **said: Any) -> WithheldItem:
    return WithheldItem.objects.create(
        number=f"不公开〔2026〕{n}号", unit_id=city.units["市灯局"], exemption="state-secret", provision="第十四条", until="十年",
        determined_by="分管局长", next_review=day, registered_at=clock.now(), registered_by="post:x", **said,
    )  # fmt: skip


def judged_secret(city: ReviewCity) -> tuple[Review, WithheldItem]:
    """A power judged partly secret after all, its draft not purged yet."""
    row = city.sent()
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", Function.LEGAL))
    meet(row, city.who("市灯局", Function.LEADER), TODAY)
    commands.report_up([row.pk], "1号", by=city.who("市灯局", Function.REGISTRAR))
    for kind, function, verdict in (
        (OpinionKind.LAW, Function.CITY_LEGAL, Verdict.PASS),
        (OpinionKind.MANDATE, Function.STAFFING, Verdict.PASS),
        (OpinionKind.SECRECY, Function.SECRECY, Verdict.PARTLY),
    ):
        judge(row, kind, city.who("市府", function), verdict, text="意见")
    row.refresh_from_db()
    assert at(row) == {"determine"}
    told = Placeholder(
        exemption=Exemption.STATE_SECRET, provision="《保守国家秘密法》第九条", until="10年", determined_by="定密责任人",
        next_review=TODAY + YEAR,
    )  # fmt: skip
    office = city.who("市府", Function.OPEN_GOVERNMENT)
    commands.determine(row.pk, "secret", digest=row.digest, text="涉密", placeholder=told, by=office)
    return row, WithheldItem.objects.get()


def test_still_withheld_it_is_looked_at_again_on_the_day_named(city: ReviewCity, item: WithheldItem) -> None:
    for unit, function in (("市灯局", Function.LEADER), ("甲县府", Function.SECRECY), ("市府", Function.STAFFING)):
        with pytest.raises(NotAllowed):
            commands.reassess(item.pk, next_review=TODAY + 2 * YEAR, by=city.who(unit, function))
    secrecy = city.who("市府", Function.SECRECY)
    for day in (TODAY, TODAY - YEAR):
        with refused(PlaceholderLacking), nothing_recorded():
            commands.reassess(item.pk, next_review=day, by=secrecy)
    with refused(NoSuchItem), nothing_recorded():
        commands.reassess(city.units["市灯局"], next_review=TODAY + YEAR, by=secrecy)

    commands.reassess(item.pk, next_review=TODAY + 2 * YEAR, by=secrecy)

    [seen] = withheld(city.sees("市府", Function.SECRECY))
    assert (seen.next_review, seen.reassessed_on, seen.may_assess) == (TODAY + 2 * YEAR, TODAY, True)
    assert not withheld(city.sees("市灯局", Function.LEADER))[0].may_assess
    item.refresh_from_db()
    assert item.reassessed_by == secrecy.name
    act = latest(1, subject=f"withheld:{item.pk}")[0]
    assert (act.kind, act.body["next_review"]) == ("review.item-reassessed", (TODAY + 2 * YEAR).isoformat())


def test_whoever_determines_a_unit_s_powers_looks_again_at_what_is_withheld_of_it(
    city: ReviewCity, item: WithheldItem
) -> None:
    county, town = city.who("甲县府", Function.SECRECY), city.who("市府", Function.SECRECY)
    WithheldItem.objects.filter(pk=item.pk).update(unit=city.units["甲县灯局"])
    assert withheld(city.sees("甲县府", Function.SECRECY))[0].may_assess
    commands.reassess(item.pk, next_review=TODAY + YEAR, by=county)
    commands.reassess(item.pk, next_review=TODAY + timedelta(days=5), by=town)  # the city may everywhere
    commands.call_for_reassessment([item.pk], by=Actor.system("review"))
    assert {row.recipient.number for row in Message.objects.all()} == {"甲县府secrecy", "甲县府open-government"}

    Message.objects.all().delete()
    WithheldItem.objects.filter(pk=item.pk).update(unit=city.units["甲县府"], told="")  # the county's own government
    assert not withheld(city.sees("甲县府", Function.SECRECY))[0].may_assess
    for do in (
        lambda: commands.reassess(item.pk, next_review=TODAY + YEAR, by=county),
        lambda: commands.release_item(item.pk, ground="reassessed", by=county),
    ):
        with refused(NotAllowed), nothing_recorded():
            do()
    commands.call_for_reassessment([item.pk], by=Actor.system("review"))
    assert {row.recipient.number for row in Message.objects.all()} == {"市府secrecy", "市府open-government"}
    commands.reassess(item.pk, next_review=TODAY + YEAR, by=town)


def test_released_before_it_was_purged_the_draft_is_the_units_again(city: ReviewCity) -> None:
    row, item = judged_secret(city)
    assert (item.secrecy_by, item.partly) == (city.who("市府", Function.SECRECY).name, True)
    assert withheld_powers(EYES, [row.power]) == {row.power}
    with pytest.raises(NotAllowed):
        withheld_powers(city.sees("市府", Function.SECRECY), [row.power])
    assert PowerEdition.objects.get().held_for
    office = city.who("市府", Function.OPEN_GOVERNMENT)
    for ground in ("", "because"):
        with refused(GroundUnknown), nothing_recorded():
            commands.release_item(item.pk, ground=ground, by=office)
    with pytest.raises(NotAllowed):
        commands.release_item(item.pk, ground="term-over", by=city.who("市灯局", Function.REGISTRAR))

    commands.release_item(item.pk, ground="term-over", by=office)

    assert not PowerEdition.objects.get().held_for, "who registered it may go on with it"
    [seen] = withheld(city.sees("市府", Function.SECRECY))
    assert (seen.looking, seen.released_on, seen.ground, seen.may_assess) == ("released", TODAY, Ground.TERM_OVER, False)
    printed = row_of(1, seen)
    assert (printed["下次评估日期"], printed["处理意见"]) == ("", f"{TODAY.isoformat()} 解除（期限届满）")
    assert withheld_powers(EYES, [row.power]) == frozenset()
    for again in (
        lambda: commands.release_item(item.pk, ground="reassessed", by=office),
        lambda: commands.reassess(item.pk, next_review=TODAY + YEAR, by=office),
    ):
        with refused(ReleasedAlready), nothing_recorded():
            again()


def test_released_after_it_was_purged_the_placeholder_ends_and_the_unit_registers_anew(city: ReviewCity) -> None:
    row, item = judged_secret(city)
    purge_power(row.power, by=Actor.account(make_account("keeper", functions=(), administers="security").pk))
    assert [one.id for one in powers.powers(EYES, state="secret").rows] == [row.power]

    commands.release_item(item.pk, ground="condition-met", by=city.who("市府", Function.SECRECY))

    assert powers.powers(EYES, state="secret").rows == ()
    assert Power.objects.get(pk=row.power).secret, "what had words has none, for ever"
    registrar = city.who("市灯局", Function.REGISTRAR)
    made = catalogue.draft_power(row.unit_id, PowerContent(name="河灯放流许可"), secret_answer="no", by=registrar)
    assert powers.edition(EYES, made) is not None


def test_a_placeholder_ends_once_and_nothing_else_does(city: ReviewCity) -> None:
    secret = catalogue.register_secret(city.units["市灯局"], by=Actor.system("test"))
    registrar = city.who("市灯局", Function.REGISTRAR)
    with pytest.raises(NotAllowed):
        catalogue.end_placeholder(secret, by=city.who("甲县灯局", Function.REGISTRAR))
    with refused(NoSuchPower):
        catalogue.end_placeholder(city.units["市灯局"], by=registrar)
    assert catalogue.end_placeholder(secret, by=registrar) is None
    assert isinstance(catalogue.end_placeholder(secret, by=registrar), Unchanged)
    plain = PowerEdition.objects.get(pk=city.draft()).power_id
    assert isinstance(catalogue.end_placeholder(plain, by=registrar), Unchanged)
    assert not PowerEdition.objects.get().power.states.exists()


def test_an_item_of_no_power_is_released_alone(city: ReviewCity, item: WithheldItem) -> None:
    commands.release_item(item.pk, ground="reassessed", by=city.who("市府", Function.SECRECY))
    item.refresh_from_db()
    assert (item.ground, item.released_by) == ("reassessed", city.who("市府", Function.SECRECY).name)


def test_who_assesses_is_reminded_before_the_day_and_once_more_after_it(city: ReviewCity) -> None:
    near = registered(city, TODAY + timedelta(days=30), 1)
    registered(city, TODAY + timedelta(days=31), 2)
    registered(city, TODAY - YEAR, 3, released_at=clock.now(), ground="term-over")
    assert reactions.call_for_reassessment() == 1
    told = {(one.recipient.number, one.kind) for one in Message.objects.select_related("recipient")}
    assert told == {("市府secrecy", "reassessment-due"), ("市府open-government", "reassessment-due")}
    assert Message.objects.first().said["day"] == near.next_review.isoformat()
    assert reactions.call_for_reassessment() == 0, "told once"
    assert isinstance(commands.call_for_reassessment([near.pk], by=Actor.system("review")), Unchanged)

    WithheldItem.objects.filter(pk=near.pk).update(next_review=TODAY - timedelta(days=1))
    assert reactions.call_for_reassessment() == 1
    assert Message.objects.filter(kind="reassessment-overdue").count() == 2

    commands.reassess(near.pk, next_review=TODAY + timedelta(days=5), by=city.who("市府", Function.SECRECY))
    assert to_remind(EYES) == (near.pk,), "another day, another reminder"
    item = registered(city, TODAY + timedelta(days=9), 4)
    WithheldItem.objects.filter(pk=item.pk).update(unit=city.units["甲县灯局"])
    commands.call_for_reassessment([item.pk], by=Actor.system("review"))
    county = Message.objects.filter(about=f"withheld:{item.pk}").values_list("recipient__number", flat=True)
    assert set(county) == {"甲县府secrecy", "甲县府open-government"}, "a county's own offices"
    with pytest.raises(NotAllowed):
        to_remind(city.sees("市府", Function.SECRECY))
    with pytest.raises(NotAllowed):
        commands.call_for_reassessment([near.pk], by=city.who("市府", Function.SECRECY))


def test_on_the_desk_an_item_is_kept_withheld_or_released(city: ReviewCity, client: Client) -> None:
    one, two = registered(city, TODAY - YEAR, 1), registered(city, TODAY + YEAR, 2)
    client.force_login(make_account("secrecy", functions=(Function.SECRECY,), display_name="保密"))
    assert "解除的原因" in client.get(reverse("desk:withheld")).content.decode()

    def send(name: str, key: UUID, **said: str) -> str:
        return client.post(reverse(name, args=[key]), said, follow=True).content.decode()

    assert "今天以后的下次评估日期" in send("desk:withheld-reassess", one.pk, next_review="明年")
    assert "已记下，继续不公开。" in send("desk:withheld-reassess", one.pk, next_review=(TODAY + YEAR).isoformat())
    assert "请选择解除的原因" in send("desk:withheld-release", two.pk)
    html = send("desk:withheld-release", two.pk, ground="term-over")
    assert "已经解除，单位可以照普通职权登记。" in html
    assert "已解除" in html
    assert "评估过" in html
    client.force_login(make_account("watch", functions=(Function.SUPERVISOR,), display_name="监察"))
    assert client.post(reverse("desk:withheld-release", args=[one.pk]), {"ground": "term-over"}).status_code == 403


def test_the_command_line_fills_in_the_form(
    city: ReviewCity, tmp_path: Path, settings: Any, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.setattr("sunlit.site.database.ready", lambda: None)
    settings.FORMS = tmp_path / "forms"
    out = tmp_path / "登记表.docx"
    assert main(["withheld", "form", str(out)]) == 1, "there is none"
    registered(city, TODAY - YEAR)
    for words, code in (
        (["登记表.pdf"], 2), ([str(out), "--unit", "无此局"], 2), ([str(tmp_path / "no" / "x.docx")], 2),
        ([str(out)], 0), ([str(tmp_path / "空白.xlsx"), "--blank"], 0), ([str(out), "--unit", "甲县灯局"], 1),
    ):  # fmt: skip
        assert main(["withheld", "form", *words]) == code, words
    assert "共 1 项" in capsys.readouterr().err
    assert main(["withheld", "form", str(tmp_path / "一.xlsx"), "--unit", "市灯局", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"over": 1, "soon": 0, "later": 0, "released": 0}
    assert (told["items"], out.read_bytes()[:2]) == (1, b"PK")
