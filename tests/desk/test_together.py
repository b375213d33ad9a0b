"""Powers are filed and published together from their list: looked at first, then all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.kernel.refusal import Refusal
from sunlit.organs.models import Unit
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from tests.desk.test_powers import as_officer
from tests.stories.test_loading import FINE, HEAD, OPENING, officer
from tests.support import city
from tests.support.ledger import made_once, recorded

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db
BARE = "3,SF-XK-3,没有依据的许可,行政许可,,示范市集市管理局,市场准入科,,,\n"
GOOD = OPENING.replace("SF-XK-1", "SF-XK-8").replace("开办许可", "变更许可")


made, _city = made_once(city.with_organs, for_all=True)


@pytest.fixture
def office() -> Client:
    return as_officer("1001")


def unit() -> UUID:
    return Unit.objects.get(code="MARKETS").pk


def drafted(*rows: str, scope: str = "society") -> UUID:
    files = [("清单.csv", (HEAD + "".join(rows)).encode())]
    loading = commands.stage_lists(files, unit=unit(), scope=scope, secret_answer="no", by=city.OFFICER)
    commands.commit_loading(loading, by=city.OFFICER)
    return loading


def seal(answer: Any) -> dict[str, str]:
    return {"seen": answer.context["together"].seen}


def test_what_the_filter_finds_is_filed_and_published_at_once(office: Client) -> None:
    loading = drafted(OPENING, GOOD, BARE)
    assert 'name="power"' in office.get(f"/powers/?loading={loading}").content.decode()
    address = f"/powers/together/?deed=file&all=1&loading={loading}"
    page = office.get(address)
    told = page.content.decode()
    assert ("可以备案 2 项" in told, "不能办理 1 项" in told, "没有依据的许可" in told) == (True, True, True)
    assert PowerEdition.objects.filter(state="on-record").count() == 0

    assert office.post(address, seal(page)).status_code == 422
    answer = office.post(address, seal(page) | {"opinion": "经审查，准予备案"})

    assert answer.headers["Location"] == f"/powers/?loading={loading}"
    assert PowerEdition.objects.filter(state="on-record", opinion="经审查，准予备案").count() == 2
    assert len(recorded("catalogue.power-filed")) == 2
    address = f"/powers/together/?deed=publish&all=1&unit={unit()}"
    page = office.get(address)
    assert ("可以公布 2 项" in page.content.decode(), "还没有备案" in page.content.decode()) == (True, True)
    office.post(address, seal(page))
    assert len(recorded("catalogue.power-published")) == 2
    assert "一项也不能办理" in office.get(address).content.decode()


def test_only_what_was_ticked_is_filed(office: Client) -> None:
    drafted(OPENING, GOOD)
    one = PowerEdition.objects.get(name="夜间集市开办许可").power_id
    address = f"/powers/together/?deed=file&power={one}&power=nonsense&words=夜间"
    page = office.get(address)

    answer = office.post(address, seal(page) | {"opinion": "准予备案"})

    assert answer.status_code == 302
    assert PowerEdition.objects.get(state="on-record").power_id == one


def test_what_changed_after_it_was_looked_at_is_looked_at_again(office: Client) -> None:
    drafted(OPENING, GOOD)
    address = f"/powers/together/?deed=file&all=1&unit={unit()}"
    page = office.get(address)
    draft = queries.edition(city.EYES, PowerEdition.objects.get(name="夜间集市开办许可").pk)
    assert draft is not None
    from dataclasses import replace

    commands.save_draft(draft.id, replace(draft.content, result="许可证"), revision=0, by=city.OFFICER)

    answer = office.post(address, seal(page) | {"opinion": "准予备案"})

    assert (answer.status_code, PowerEdition.objects.filter(state="on-record").count()) == (409, 0)
    assert "又有变化" in answer.content.decode()


def test_all_or_none_is_filed(office: Client) -> None:
    drafted(OPENING, GOOD)
    address = f"/powers/together/?deed=file&all=1&unit={unit()}"
    page = office.get(address)

    answer = office.post(address, seal(page) | {"opinion": "属于机密★10年的事项"})

    assert (answer.status_code, PowerEdition.objects.filter(state="on-record").count()) == (409, 0)


def test_nothing_chosen_leads_back_and_nobody_else_may(office: Client) -> None:
    drafted(OPENING)
    assert office.get("/powers/together/?deed=file&state=draft").headers["Location"] == "/powers/?state=draft"
    assert office.get("/powers/together/?deed=publish&power=x").headers["Location"] == "/powers/"
    assert office.get("/powers/together/?deed=burn&all=1").status_code == 404
    registrar = as_officer("2001")
    assert registrar.get("/powers/together/?deed=file&all=1").status_code == 403
    assert 'name="power"' in registrar.get("/powers/").content.decode()  # to be sent to be judged
    assert 'name="power"' not in as_officer("1041").get("/powers/").content.decode()
    with pytest.raises(NotAllowed):
        queries.together(standing(officer("2001")), "file", ())


def test_each_reason_is_told(office: Client) -> None:
    drafted(OPENING, BARE)
    drafted(FINE, scope="party")
    secret = commands.register_secret(unit(), by=city.OFFICER)
    opening = PowerEdition.objects.get(name="夜间集市开办许可")
    commands.file_edition(opening.pk, opinion="准予备案", by=city.OFFICER)
    commands.file_edition(PowerEdition.objects.get(name__startswith="对摊主").pk, opinion="准予备案", by=city.OFFICER)
    commands.publish([opening.power_id], by=city.OFFICER)
    ended = commands.start_edition(opening.power_id, by=city.OFFICER)

    def why(deed: Any) -> dict[str, str]:
        rows = queries.powers(city.EYES, per_page=0).rows
        told = queries.together(city.EYES, deed, rows).cannot
        return {row.name: why.code if isinstance(why, Refusal) else why for row, why in told}

    assert why("publish") == {
        "夜间集市开办许可": "published-already", "没有依据的许可": "not-on-record", "对摊主不悬挂摊位证的处罚": "not-for-society",
        "": "not-on-record",
    }  # fmt: skip
    filed = why("file")
    assert (filed["没有依据的许可"], filed["对摊主不悬挂摊位证的处罚"], filed[""]) == (
        "no-legal-basis",
        "nothing-drafted",
        "nothing-drafted",
    )
    assert filed["夜间集市开办许可"] == "before-the-predecessor"
    commands.suspend(opening.power_id, reason="暂停办理", by=city.OFFICER)
    assert why("file")["夜间集市开办许可"] == "wrong-standing"
    assert (queries.power(city.EYES, secret) is not None, ended is not None) == (True, True)


def test_a_draft_is_judged_by_its_list_until_somebody_edits_it() -> None:
    loading = drafted(OPENING)
    from dataclasses import replace

    from sunlit.catalogue.models import StagedItem

    worst = {"code": "repealed", "severity": "error", "cited": "", "why": "依据已废止", "mend": ""}
    StagedItem.objects.filter(loading=loading).update(findings=[worst])

    def kept() -> list[object]:
        rows = queries.powers(city.EYES, per_page=0).rows
        return [why for _, why in queries.together(city.EYES, "file", rows).cannot]

    assert kept() == ["依据已废止"]
    draft = queries.edition(city.EYES, PowerEdition.objects.get().pk)
    assert draft is not None
    commands.save_draft(draft.id, replace(draft.content, result="许可证"), revision=0, by=city.OFFICER)
    assert kept() == []
    wrong = replace(draft.content.bases[0], article="第九百条", text="")
    commands.save_draft(draft.id, replace(draft.content, bases=(wrong,)), revision=1, by=city.OFFICER)
    assert [isinstance(why, str) for why in kept()] == [True]


def test_looking_costs_the_same_however_many(django_assert_max_num_queries: Any) -> None:
    drafted(
        *(OPENING.replace("1,SF-XK-1", f"{n},SF-{n}").replace("夜间集市开办", f"第{n}种集市开办") for n in range(40))
    )
    rows = queries.powers(city.EYES, per_page=0).rows
    with django_assert_max_num_queries(12):
        assert len(queries.together(city.EYES, "file", rows).can) == 40
