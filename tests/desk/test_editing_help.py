"""What helps to fill in a draft: articles picked from the library, remedies as the law has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.values import Basis, PowerContent, Remedies
from sunlit.kernel.ids import new_id
from sunlit.law import queries as law
from sunlit.organs.models import Unit
from tests.desk.test_powers import _city, as_officer, begun, made, registrar, sent  # noqa: F401 - fixtures
from tests.support import city

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db


def content(edition: UUID) -> PowerContent:
    found = queries.edition(city.EYES, edition)
    assert found is not None
    return found.content


def test_an_article_is_found_while_one_types_and_taken_with_all_that_was_typed(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)
    piece = registrar.get(f"/drafts/{draft.pk}/articles/", {"q": "夜间集市法 9"}).content.decode()
    assert "开办夜间集市" in piece
    assert "<html" not in piece
    assert "没有找到" in registrar.get(f"/drafts/{draft.pk}/articles/", {"q": "天书 9"}).content.decode()
    [one] = law.pick(city.EYES, "夜间集市法 9")
    take = f"{one.texts[0].version.id}/{one.place}"
    assert take in piece

    answer = registrar.post(
        f"/drafts/{draft.pk}/", sent(take=take, **{"bases-0-title": "某办法", "bases-0-article": "第一条"})
    )

    assert answer.headers["Location"].endswith("#rows-bases")
    held = content(draft.pk)
    assert held.result == ""
    assert held.name == "夜间集市临时停市备案"
    first, second = held.bases
    assert (first.article, first.law, first.dated) == ("第九条", str(one.law.id), one.texts[0].version.dated)
    assert (first.text, second.title) == (one.texts[0].text, "某办法")


def test_without_scripts_the_search_saves_first_and_shows_what_it_found(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)

    answer = registrar.post(f"/drafts/{draft.pk}/", sent(q="夜间集市法 9", find="1"))

    assert content(draft.pk).name == "夜间集市临时停市备案"
    page = registrar.get(answer.headers["Location"]).content.decode()
    assert 'name="take"' in page
    assert (
        registrar.post(f"/drafts/{draft.pk}/", sent(1, q="夜间集市法 9", save="1")).headers["Location"]
        == f"/powers/{draft.power_id}/"
    )
    assert registrar.post(f"/drafts/{draft.pk}/", sent(1, row="fees")).headers["Location"].endswith("#rows-fees")


def test_a_basis_taken_again_is_brought_to_the_version_and_what_is_not_held_changes_nothing(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)
    [one] = law.pick(city.EYES, "夜间集市法 9")
    at = one.texts[0]
    old = Basis(title="夜间集市法", article="第九条", text="旧文", kind="法律", law=str(one.law.id))
    before = PowerContent(name="某", bases=(Basis(title="甲", kind="宪法"), old, Basis(title="乙", kind="规范性文件")))

    again = queries.with_basis(city.EYES, before, at.version.id, "第九条")
    assert [b.text for b in again.bases] == ["", at.text, ""]
    other = queries.with_basis(city.EYES, before, at.version.id, "第十条")
    assert [b.article for b in other.bases][1:3] == ["第九条", "第十条"]
    assert other.bases[-1].title == "乙"
    assert queries.with_basis(city.EYES, before, new_id(), "第九条") is before
    for nonsense in ("", "x/第九条", f"{at.version.id}/第"):
        registrar.post(f"/drafts/{draft.pk}/", sent(take=nonsense))
    assert len(content(draft.pk).bases) == 1


def test_remedies_are_proposed_with_their_source_and_never_over_what_stands(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)
    page = registrar.get(f"/drafts/{draft.pk}/").content.decode()
    assert "《中华人民共和国行政复议法》（2023年修订）第二十四条第一款第一项" in page

    answer = registrar.post(f"/drafts/{draft.pk}/", sent(remedies="1", review_term="收到之日起两个月内"))

    assert answer.headers["Location"].endswith("#remedies")
    held = content(draft.pk).remedies
    assert held is not None
    assert (held.review_body, held.review_term, held.court) == (
        "示范市人民政府",
        "收到之日起两个月内",
        "城东区人民法院",
    )
    assert "6个月" in held.suit_term


def test_nothing_is_filled_where_all_is_told_or_nothing_is_known() -> None:
    full = PowerContent(
        name="某", remedies=Remedies(review_body="甲", review_term="乙", court="丙", suit_term="丁", note="戊")
    )
    units = {u.code: u.pk for u in Unit.objects.all()}
    proposals = queries.remedies_proposed(city.EYES, units["MARKETS"], "penalty")

    assert queries.with_remedies(full, proposals) is full
    assert queries.with_remedies(PowerContent(name="某"), ()) == PowerContent(name="某")
    assert queries.remedies_proposed(city.EYES, new_id(), "other") == ()
    told: dict[str, Any] = {p.field: p for p in queries.remedies_proposed(city.EYES, units["SERVICE"], "penalty")}
    assert told["review_body"].words == "示范市人民政府"
    assert "第十九条第三款" in told["review_body"].source
    assert queries.remedies_proposed(city.EYES, units["ARCHIVES"], "penalty") == ()


def test_who_may_not_see_the_draft_finds_no_article_for_it(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)
    commands.drop_draft(draft.pk, by=city.OFFICER)
    assert registrar.get(f"/drafts/{draft.pk}/articles/", {"q": "夜间"}).status_code == 404
    assert as_officer("3001").get(f"/drafts/{draft.pk}/articles/", {"q": "夜间"}).status_code == 404


def test_words_that_differ_from_the_law_are_replaced_by_its_own_where_one_asks(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)
    wrong = {"bases-0-text": "开办夜间集市，想开就开。"}

    registrar.post(f"/drafts/{draft.pk}/", sent(fill="all", **wrong))
    assert content(draft.pk).bases[0].text == "开办夜间集市，想开就开。"  # what somebody wrote stays
    revision = queries.edition(city.EYES, draft.pk).revision  # type: ignore[union-attr]
    title = content(draft.pk).bases[0].title
    registrar.post(f"/drafts/{draft.pk}/", sent(revision=revision, fill="0", **wrong, **{"bases-0-title": title}))

    [one] = law.pick(city.EYES, "夜间集市法 9")
    assert content(draft.pk).bases[0].text == one.texts[0].text


def test_words_the_library_does_not_hold_are_not_lost(registrar: Client) -> None:  # noqa: F811
    draft = begun(registrar)

    registrar.post(f"/drafts/{draft.pk}/", sent(fill="0", **{"bases-0-title": "某办法", "bases-0-text": "抄来的话。"}))

    assert content(draft.pk).bases[0].text == "抄来的话。"
