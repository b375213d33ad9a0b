"""A legal officer of 示范市 loads the library, has two departments' lists checked, and reads what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue import queries as catalogue
from sunlit.catalogue.findings import CODES, check
from sunlit.catalogue.queries import Narrowed
from sunlit.catalogue.rules.types import KINDS
from sunlit.catalogue.values.seen import PowerSeen  # noqa: TC001 - beside what it is asked of
from sunlit.cli import demo
from sunlit.demo import city as invented
from sunlit.demo.faults import FAULTS
from sunlit.demo.items import CLERKS, LICENCES, ON_WATER, OTHERS, PENALTIES, STATUTE
from sunlit.demo.lists import workbooks
from sunlit.demo.shelf import articles
from sunlit.law import queries as law
from sunlit.law.rules import Kind
from sunlit.organs.models import Account
from tests.support import city

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "noticeboard"])


def test_laws_of_every_rank_are_held_without_a_doubt() -> None:
    seen = city.load_library()

    assert (seen.instruments, seen.versions) == (11, 12)
    assert [taken.warnings for taken in seen.files if taken.warnings] == []
    held = {one.title: one for one in law.laws(city.EYES, on=date(2024, 6, 3)).laws}
    assert {title: one.kind for title, one in held.items()} == {
        "夜间集市法": Kind.STATUTE,
        "集市食品摊位管理条例": Kind.REGULATION,
        "示范省河灯和水上集市管理条例": Kind.LOCAL_REGULATION,
        "示范市夜间集市摊位管理办法": Kind.LOCAL_RULE,
        "示范市夜市摊点管理暂行规定": Kind.NORMATIVE_DOCUMENT,
        "街头艺术条例": Kind.REGULATION,
        "灯火气象条例": Kind.REGULATION,
        "示范省民俗工艺保护条例": Kind.LOCAL_REGULATION,
        "灯录档案管理办法": Kind.DEPARTMENT_RULE,
        "示范省机关工作人员管理规定": Kind.LOCAL_RULE,
        "示范市集市公共安全应急办法": Kind.LOCAL_RULE,
    }
    assert [version.dated for version in held["夜间集市法"].versions] == [date(2021, 9, 9), date(2016, 5, 8)]
    ended = held["示范市夜市摊点管理暂行规定"]
    assert (ended.ended, ended.ended_by) == (date(2022, 3, 1), "《示范市夜间集市摊位管理办法》第十三条")
    assert all("示范文本" in text for text in city.shelf_texts())


def test_the_library_quotes_its_laws_as_they_are_held() -> None:
    city.load_library()
    found = law.meant_by(city.EYES, "夜间集市法", on=date(2024, 6, 3)).laws[0]

    held = law.articles_of(city.EYES, found.version.id)

    assert set(held.values()) == set(articles(STATUTE).values())


def test_the_lists_are_read_whole() -> None:
    read = city.lists()

    assert [item.name for item in read.items] == [i.name for i in (*LICENCES, *PENALTIES, *OTHERS, *ON_WATER)]
    assert [(row.row, row.reason) for row in read.unread] == [(14, "表中的注释，不是事项")]
    assert not any(name in str(read.items) for name in CLERKS.values())
    assert workbooks() == workbooks()


def test_exactly_what_is_wrong_is_found() -> None:
    city.load_library()

    report = check(city.lists(), law.shelf(city.EYES), as_of=date(2024, 6, 3))

    found = Counter((f.code, f.file, f.sheet, f.name.replace("——", " ")) for f in report.findings)
    assert found == Counter(map(tuple, FAULTS))
    unplanted = {"not-yet-in-force", "term-longer-than-law", "range-outside-law"}
    assert set(CODES) - {fault.code for fault in FAULTS} == unplanted
    for finding in report.findings:
        assert finding.why.endswith("。")
        assert finding.mend.endswith("。")


def test_the_worker_checks_what_was_handed_in() -> None:
    city.load_library()

    submission = catalogue.submission(city.EYES, city.hand_in_lists())

    assert submission is not None
    latest = submission.latest
    assert (latest.state, latest.items, latest.unread, latest.laws_held) == ("checked", 37, 1, 11)
    assert latest.errors + latest.warnings + latest.advice == latest.open == len(FAULTS)
    page = catalogue.findings(city.EYES, latest.id, Narrowed(code="text-differs"))
    assert {finding.unit for finding in page.findings} == {"示范市集市管理局", "示范市河湖事务局"}


def test_an_account_a_role_is_opened_and_known_again() -> None:
    opened = invented.open_accounts([])

    assert invented.open_accounts(opened) == opened
    account = Account.objects.get(username="admin")
    assert account.administers == "system"
    assert account.check_password(opened[0]["password"])
    assert account.authenticator_set.count() == 1  # type: ignore[attr-defined]


def test_every_account_is_told_by_its_post_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = invented.open_accounts([])

    demo._print_welcome(tmp_path, "http://desk/", "http://portal/", opened)

    said = capsys.readouterr().out
    for account in opened:
        (line,) = (line for line in said.splitlines() if f"用户名 {account['user']} " in line)
        assert not re.search("[a-z-]", line.split("用户名")[0])


def test_an_account_whose_password_was_lost_gets_a_new_one() -> None:
    first = invented.open_accounts([])

    again = invented.open_accounts([])

    assert again[0]["password"] != first[0]["password"]
    account = Account.objects.get(username="admin")
    assert account.check_password(again[0]["password"])
    assert account.authenticator_set.count() == 1  # type: ignore[attr-defined]


def test_a_seeded_city_is_what_a_person_would_have_made() -> None:
    invented.open_accounts([])
    invented.seed()

    assert law.count(city.EYES) == 11
    (submission,), total = catalogue.submissions(city.EYES)
    assert (total, submission.latest.state, submission.latest.open) == (1, "checked", len(FAULTS))
    rows = catalogue.powers(city.EYES, per_page=200).rows
    assert len({row.unit for row in rows}) == 11
    assert {row.type for row in rows} - {""} == {kind.code for kind in KINDS} - {"enforcement"}
    assert Counter(row.standing.value for row in rows) == {
        "in-use": 92, "cancelled": 2, "abolished": 1, "suspended": 1, "new": 2,
    }  # fmt: skip
    assert sum(row.secret for row in rows) == 1
    assert sum(row.draft is not None for row in rows) == 2
    assert {row.scope for row in rows} == {"society", "party", "internal", ""}
    assert all(row.edition is None or row.code for row in rows)


def test_the_city_tells_what_became_of_a_power() -> None:
    invented.open_accounts([])
    invented.seed()

    def seen(words: str) -> PowerSeen:
        found = catalogue.power(city.EYES, catalogue.powers(city.EYES, words=words).rows[0].id)
        assert found is not None
        return found

    licence = seen("夜间集市开办许可")
    assert [edition.number for edition in licence.editions] == [2, 1]
    (changed,) = catalogue.difference(city.EYES, licence.editions[1].id, licence.editions[0].id)
    assert (changed.field, changed.after) == ("promised_term", "8工作日")
    plates = seen("夜市摊点牌发放")
    assert (plates.standing.value, plates.states[-1].effective) == ("abolished", date(2022, 3, 1))
    assert [edition.content.name for edition in seen("对在二十二时以后使用扩音设备的处罚").editions][-1] == "对夜市高音喇叭扰民的处罚"
    assert all(step.post for step in licence.on_record.content.steps)  # type: ignore[union-attr]
