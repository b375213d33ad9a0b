"""What a stocktake came to in a county is judged by the city as one batch, and nothing else of the county with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.flow import commands as flow
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands as review
from sunlit.review.models import DirectoryReview
from sunlit.review.queries import directories
from sunlit.review.routes import change_flows
from sunlit.review.rules.directories import Conclusion, ItemVerdict, NotACounty, NothingOfThese
from sunlit.stocktake import commands, rules
from tests.desk.reviewers import at_desk, page
from tests.stocktake.people import BY, OFFICE, REGISTRAR, stocktake_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused
from tests.support.page_forms import forms_of, send

if TYPE_CHECKING:
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
HERE = "/reviews/counties/"


def begun() -> StocktakeCity:
    made = stocktake_city()
    flow.adopt_templates(change_flows(), by=BY)
    made.begin("甲县灯局", "甲县府")
    return made


made, city = made_once(begun)


def on_record(city: StocktakeCity, unit: str, name: str) -> UUID:
    edition = city.reviews.draft(unit, name=name)
    catalogue.file_edition(edition, opinion="准予备案", by=BY)
    return PowerEdition.objects.get(pk=edition).power_id


def confirmed(city: StocktakeCity, *names: str) -> list[UUID]:
    """Powers of the county's department that its officer says are exercised still."""
    powers = [on_record(city, "甲县灯局", name) for name in names]
    commands.confirm_powers(city.line("吴六"), powers, by=city.who("吴六"))
    return powers


def batched(city: StocktakeCity, county: str = "甲县府", **more: Any) -> DirectoryReview:
    given = {"by": city.who("市府", OFFICE), **more}
    return DirectoryReview.objects.get(pk=commands.batch_results(city.stocktake, city.unit(county), **given))


def test_only_what_was_registered_or_confirmed_and_is_on_record_is_in_it(city: StocktakeCity) -> None:
    mine = confirmed(city, "放河灯许可", "河灯检查")
    on_record(city, "乙镇", "不在这次清理")
    commands.register_blank(city.line("吴六"), secret_answer="no", by=city.who("吴六"))  # a draft: not on record yet

    row = batched(city)

    assert {one.power for one in row.items.all()} == set(mine)
    assert row.of == f"stocktake:{city.stocktake}"
    [act] = recorded("stocktake.results-batched")
    assert json.loads(act.body)["review"] == str(row.pk)
    assert directories.directory(city.sees("市府", OFFICE), row.pk).row.of == row.of  # type: ignore[union-attr]


def test_it_is_the_city_s_office_that_does(city: StocktakeCity) -> None:
    confirmed(city, "放河灯许可")
    for unit, function in (("甲县府", OFFICE), ("市灯局", REGISTRAR), ("甲县灯局", REGISTRAR)):
        with nothing_recorded(), refused(NotAllowed):
            batched(city, by=city.who(unit, function))
    with nothing_recorded(), refused(rules.NoSuchStocktake):
        commands.batch_results(uuid4(), city.unit("甲县府"), by=city.who("市府", OFFICE))
    with nothing_recorded(), refused(NotACounty):
        batched(city, "甲县灯局")


def test_of_a_stocktake_without_anything_on_record_there_is_nothing_to_judge(city: StocktakeCity) -> None:
    on_record(city, "乙镇", "别处的")
    with nothing_recorded(), refused(NothingOfThese):
        batched(city)


def test_what_is_new_is_counted_from_the_last_of_the_whole(city: StocktakeCity) -> None:
    """One of a stocktake lets pass what it listed; what it never listed stays as the last of the whole left it."""
    office = city.who("市府", OFFICE)
    on_record(city, "乙镇", "早已审过")
    faulty = on_record(city, "乙镇", "上次须改")
    whole = DirectoryReview.objects.get(pk=review.open_directory_review(city.unit("甲县府"), share=100, limit=90, by=office))
    judged(whole, city, fix=faulty)
    confirmed(city, "放河灯许可")
    judged(batched(city, share=100), city)
    on_record(city, "乙镇", "从未审过")

    made = review.open_directory_review(city.unit("甲县府"), only_new=True, by=office)

    assert {one.name for one in DirectoryReview.objects.get(pk=made).items.all()} == {"上次须改", "从未审过"}


def judged(row: DirectoryReview, city: StocktakeCity, *, fix: UUID | None = None) -> None:
    office = city.who("市府", OFFICE)
    for item in row.items.exclude(chosen=""):
        verdict, text = (ItemVerdict.FIX, "条号不对") if item.power == fix else (ItemVerdict.PASS, "")
        review.judge_item(item.pk, verdict, text=text, digest=item.digest, revision=item.revision, by=office)
    conclusion = Conclusion.PARTLY if fix else Conclusion.ACCEPTED
    review.conclude_directory(row.pk, conclusion, text="见审核意见", by=office)


def test_on_the_desk_one_chooses_which_stocktake(city: StocktakeCity) -> None:
    office, county = (at_desk(city.reviews, unit, OFFICE) for unit in ("市府", "甲县府"))
    on_record(city, "乙镇", "不在这次清理")
    html = page(office, HERE)
    [form] = [one for one in forms_of(html) if "county" in one.values]
    assert form.choices["scope"] == ["all", "new", "stocktake"]
    assert form.choices["stocktake"] == [str(city.stocktake)]

    send(office, form, scope="stocktake", stocktake=None)
    assert "请选择是哪次清理" in page(office, HERE)
    send(office, form, scope="stocktake")
    assert "还没有一项备案" in page(office, HERE)
    confirmed(city, "放河灯许可")
    opened = send(office, form, scope="stocktake").headers["Location"]
    shown = page(office, opened)
    assert "只审“职权清理”登记、确认的" in shown
    assert "不在这次清理" not in page(office, f"{opened}?state=all")
    assert "只审“职权清理”登记、确认的" in page(county, HERE)
    assert 'value="stocktake"' not in page(county, HERE)
    sent = {"county": str(city.unit("甲县府")), "scope": "stocktake", "stocktake": str(city.stocktake)}
    assert county.post(f"{HERE}open/", sent).status_code == 403


def test_who_may_not_see_the_stocktake_is_not_told_its_name(city: StocktakeCity) -> None:
    """An office of the county that takes no part sees that it is of one, and not of which."""
    confirmed(city, "放河灯许可")
    row = batched(city)
    DirectoryReview.objects.filter(pk=row.pk).update(of=f"stocktake:{uuid4()}")
    assert "只审一次清理登记、确认的" in page(at_desk(city.reviews, "甲县府", OFFICE), f"{HERE}{row.pk}/")
