"""What stands beside powers on the noticeboard: who answers for them, units, laws, the site; and each day begun."""

from __future__ import annotations

import zlib
from datetime import date

import pytest

from sunlit.catalogue import commands, queries
from sunlit.catalogue.models import PowerEdition
from sunlit.law import commands as law
from sunlit.law.models import Version
from sunlit.ledger import reading as log
from sunlit.ledger import run_chores, run_reactions, sequence_once, worker
from sunlit.noticeboard.models import Shown
from sunlit.noticeboard.store import keeping
from sunlit.organs import commands as organs
from sunlit.organs.models import Appointment, Post, Unit, UnitName
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.publication import commands as gate
from tests.publication.publishing import (
    FIRST_DAY,
    body,
    filed,
    office,
    on,
    posted,
    publish,
    registrar,
    shown,
    unit,
)
from tests.support import city
from tests.support.ledger import nothing_recorded, recorded, refused

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.usefixtures("january")]
EYES = Viewer.system("city")


def test_only_the_gate_may_ask_what_a_day_changes_and_who_is_open_to_society() -> None:
    seen = standing(registrar())
    with refused(NotAllowed):
        queries.changing_between(seen, FIRST_DAY, FIRST_DAY)
    with refused(NotAllowed):
        queries.open_to_society(seen, [])


def test_a_leaver_vanishes_the_same_day_known_beforehand_or_told_late() -> None:
    power = filed(posted())
    publish(power)
    post = next(s.post for s in body("power", power).steps if s.post)
    [held] = Appointment.objects.filter(post=post, role="A")
    name = held.officer.name
    assert name in body("post", post).names

    held.officer.left = date(2026, 4, 1)
    held.officer.save()
    with on(date(2026, 3, 31)):
        worker.run_dry()
        assert (name in body("post", post).names, body("post", post).until) == (True, date(2026, 4, 1))
    with on(date(2026, 4, 1)):
        worker.run_dry()

    assert name not in body("post", post).names


def test_renames_mergers_and_posts_that_are_no_more_are_followed() -> None:
    power = filed(posted())
    publish(power)
    post = next(s.post for s in body("power", power).steps if s.post)
    of = Unit.objects.get(pk=unit())
    UnitName.objects.filter(unit=of).update(until=date(2026, 7, 1))
    UnitName.objects.create(unit=of, name="示范市集市和灯会管理局", since=date(2026, 7, 1))
    Post.objects.filter(pk=post).update(until=date(2026, 7, 1))
    with on(date(2026, 7, 1)):
        worker.run_dry()
        assert body("unit", of.pk).name == "示范市集市和灯会管理局"
        assert body("unit", of.pk).former
        assert shown("post", post).body is None

    heir = Unit.objects.exclude(pk=of.pk).order_by("code").first()
    of.until, of.merged_into = date(2026, 9, 1), heir
    of.save()
    with on(date(2026, 9, 1)):
        worker.run_dry()

    assert (body("unit", of.pk).ended, body("unit", of.pk).successor) == (date(2026, 9, 1), str(heir.pk))
    assert body("unit", heir.pk).name


def test_a_law_that_ends_says_so_on_its_page() -> None:
    power = filed()
    publish(power)
    cited = body("power", power).bases[0].law
    version = Version.objects.get(pk=cited.partition("/")[2])
    assert body("law", cited).until is None

    law.load_laws([("夜间集市条例.md", ENDING.encode())], by=city.OFFICER)
    worker.run_dry()

    version.refresh_from_db()
    assert body("law", cited).until == version.until is not None
    assert "夜间集市条例" in body("law", cited).ended_by


ENDING = """# 夜间集市条例

（2026年1月2日示范国人民代表大会常务委员会第九次会议通过）

第一条　为了规范夜间集市，制定本条例。

第二条　本条例自2026年1月4日起施行。2021年9月9日修订的《夜间集市法》同时废止。
"""


def test_the_site_is_told_when_it_is_set() -> None:
    organs.set_site(revision=0, city="示范市", sponsor="示范市政务公开办", by=city.OFFICER)
    worker.run_dry()

    assert (body("site", "site").city, body("site", "site").sponsor) == ("示范市", "示范市政务公开办")
    assert body("site", "site").title == "示范市行政职权公开运行平台"
    assert (body("site", "site").emblem, keeping.read("emblem")) == (False, None)


def test_the_emblem_goes_with_the_site_is_replaced_and_taken_away() -> None:
    one, other = (png(shade) for shade in (10, 200))
    organs.set_site(revision=0, city="示范市", emblem=one, by=city.OFFICER)
    worker.run_dry()
    told = keeping.read("emblem")
    assert told is not None
    assert (told[0].media_type, told[1], body("site", "site").emblem) == ("image/png", one, True)

    organs.set_site(revision=1, emblem=other, by=city.OFFICER)
    worker.run_dry()
    assert keeping.read("emblem")[1] == other
    organs.set_site(revision=2, contact="12345", by=city.OFFICER)
    worker.run_dry()
    assert keeping.read("emblem")[0].place == log_place("organs.site-set", -2), "what stayed the same was left alone"

    organs.set_site(revision=3, emblem=b"", by=city.OFFICER)
    worker.run_dry()
    assert (keeping.read("emblem"), body("site", "site").emblem) == (None, False)


def png(shade: int) -> bytes:
    """A picture of one dot."""

    def piece(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = piece(b"IHDR", (1).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + piece(b"IDAT", zlib.compress(bytes([0, shade]))) + piece(b"IEND", b"")


def log_place(kind: str, which: int) -> int:
    return [act.idx for act in log.latest(500) if act.kind == kind][which]


def test_a_day_is_begun_once_and_only_where_something_is_published() -> None:
    worker.run_dry()
    assert recorded("publication.day-begun") == []
    publish(filed())
    worker.run_dry()
    assert len(recorded("publication.day-begun")) == 1
    with nothing_recorded():
        gate.begin_day(by=city.OFFICER)
    with nothing_recorded(), refused(NotAllowed):
        gate.begin_day(by=office())


def test_publishing_costs_a_bounded_number_of_statements_however_many(django_assert_max_num_queries) -> None:
    powers = [filed(posted(name=f"第{n}项职权"), code=f"SF-{n:04}") for n in range(60)]
    commands.publish(powers, by=office())
    sequence_once()

    with django_assert_max_num_queries(80 + 4 * 60), django_assert_max_num_queries(60 + 20 * 60, using="noticeboard"):
        while run_reactions():
            pass

    assert Shown.objects.filter(kind="power").count() == 60
    assert PowerEdition.objects.filter(on_noticeboard_at=None).count() == 0


def test_a_worker_with_nothing_to_do_asks_little(django_assert_num_queries) -> None:
    publish(filed())
    worker.run_dry()
    with django_assert_num_queries(1, using="default"):
        from sunlit.publication.reactions import begin_day

        assert begin_day() == 0
    run_chores()
