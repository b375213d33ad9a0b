"""Retries, quiet hours, addresses, words: the plain rules, tried with whatever there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.courier import rules
from sunlit.courier.rules import BRIEF_PARAMETERS, QuietHours
from sunlit.courier.rules.outbox import SEEN_BEFORE
from sunlit.courier.templates import TEMPLATES, Template, Words, say, say_briefly, template_of
from sunlit.courier.values import Brief, Language
from sunlit.kernel.clock import BEIJING
from tests.support.ledger import refused

MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))
HOURS = st.builds(QuietHours, st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.times().map(lambda t: t.replace(second=0, microsecond=0)))


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_each_pause_is_at_least_as_long_as_the_one_before_and_none_is_longer_than_six_hours(one: int, more: int) -> None:
    assert timedelta(minutes=1) <= rules.pause_after(one) <= rules.pause_after(one + more) <= timedelta(hours=6)


def test_pauses_double_and_all_tries_take_less_than_a_day_and_more_than_half_of_one() -> None:
    pauses = [rules.pause_after(n) for n in range(1, rules.MOST_ATTEMPTS)]

    assert [p / timedelta(minutes=1) for p in pauses[:5]] == [1, 2, 4, 8, 16]
    assert timedelta(hours=12) < sum(pauses, timedelta()) < timedelta(hours=24)
    assert [rules.is_last(n) for n in (rules.MOST_ATTEMPTS - 1, rules.MOST_ATTEMPTS)] == [False, True]


@given(HOURS, MOMENTS)
def test_it_is_never_quiet_when_one_has_waited_and_one_never_waits_a_day(hours: QuietHours, moment: datetime) -> None:
    awake = hours.awake_at(moment)

    assert not hours.covers(awake)
    assert moment <= awake < moment + timedelta(days=1)
    assert (awake == moment) == (not hours.covers(moment))
    if awake != moment:
        assert awake.astimezone(BEIJING).time() == hours.ends


@given(st.times(), MOMENTS)
def test_from_one_time_to_the_same_is_never(at: time, moment: datetime) -> None:
    assert not QuietHours(at, at).covers(moment)


def test_quiet_hours_are_those_of_beijing_and_go_past_midnight() -> None:
    night, noon = QuietHours(time(21), time(8)), QuietHours(time(12), time(14))
    at = {hour: datetime(2026, 9, 18, hour, tzinfo=BEIJING) for hour in (7, 8, 12, 14, 20, 21, 23)}

    assert [hour for hour, moment in at.items() if night.covers(moment.astimezone(UTC))] == [7, 21, 23]
    assert [hour for hour, moment in at.items() if noon.covers(moment)] == [12]
    assert night.awake_at(at[23]) == datetime(2026, 9, 19, 8, tzinfo=BEIJING)
    assert night.awake_at(at[7]) == datetime(2026, 9, 18, 8, tzinfo=BEIJING)


def test_what_a_gateway_answers() -> None:
    assert [s for s in (200, 202, 301, 400, 401, SEEN_BEFORE, 422, 429, 500) if rules.was_taken(s)] == [200, 202, SEEN_BEFORE]
    assert [s for s in (400, 401, 404, 413, 422, 429, 503) if rules.is_hopeless(s)] == [400, 413, 422]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" zhang.san@example.gov.cn ", "zhang.san@example.gov.cn"), ("a＠b.cn", "a@b.cn"), ("", "")],
)
def test_a_mail_address_is_taken_as_typed_by_a_clerk(typed: str, kept: str) -> None:
    assert rules.mail_address(typed) == kept


@pytest.mark.parametrize("typed", ["a", "a@b", "a@b.cn,c@d.cn", "张@b.cn", "a@b.cn\nBcc:x@y.cn@", f"{'a' * 65}@b.cn", f"a@{'b.' * 130}cn"])
def test_what_is_no_mail_address_is_turned_away(typed: str) -> None:
    with refused(rules.NotAMailAddress):
        rules.mail_address(typed)


@pytest.mark.parametrize("typed", ["１３９ 0000-0000", "+8613900000000", "139 0000 0000"])
def test_a_mobile_number_is_taken_as_typed_by_a_clerk(typed: str) -> None:
    assert rules.mobile_number(typed) == "13900000000"
    assert rules.mobile_number("") == ""


@pytest.mark.parametrize("typed", ["12900000000", "1390000000", "0571-88880000", "139000000001"])
def test_what_is_no_mobile_number_is_turned_away(typed: str) -> None:
    with refused(rules.NotAMobileNumber):
        rules.mobile_number(typed)


def test_addresses_are_shown_masked() -> None:
    assert (rules.masked_mail("zhang@example.cn"), rules.masked_mail("")) == ("z***@example.cn", "")
    assert (rules.masked_mobile("13912345678"), rules.masked_mobile("")) == ("139****5678", "")


def test_an_sms_can_be_filled_with_how_many_until_when_and_whose_site_and_with_nothing_else() -> None:
    assert BRIEF_PARAMETERS == {"count", "day", "site"} == set(Brief.__dataclass_fields__)
    for template in TEMPLATES.values():
        assert set(template.words) == set(Language)
        for words in template.words.values():
            rules.check_brief(words.brief)
            told = say_briefly(words.brief, Brief(3, "2026-09-18", "示范市"))
            assert "3" in told
            assert "示范市" in told
            assert "{" not in told
    for name in template_of("task-opened").parameters - BRIEF_PARAMETERS:
        with refused(rules.UnknownParameter):
            rules.check_brief(f"您有环节{{{name}}}")
        with refused(rules.UnknownParameter):
            Template("x", frozenset({name}), {Language.CHINESE: Words("好", f"{{{name}}}")})


@pytest.mark.parametrize("text", ["", "  ", "{", "}", "{}", "{0}", "{step!r}", "{step:>9}", "{step.__class__}", "{step[0]}", "一\n二", "长" * 301])
def test_words_that_a_formatter_would_do_more_with_are_turned_away(text: str) -> None:
    with refused(rules.WordingMalformed):
        rules.check_said(text, {"step"})


def test_words_say_what_is_declared_and_bear_no_mark() -> None:
    rules.check_said("环节“{step}” {{是}}", {"step"})
    with refused(rules.UnknownParameter):
        rules.check_said("{name}", {"step"})
    with refused(rules.WordingMarked):
        rules.check_said("机密★10年 {step}", {"step"})
    with refused(rules.NoSuchTemplate):
        template_of("nothing")


@given(st.text(max_size=60))
def test_what_is_filled_in_is_never_read_as_words(value: str) -> None:
    assert rules.filled("（{a}）{{a}}{b}", {"a": value}) == f"（{value}）{{a}}"


def test_nothing_to_say_is_said_in_the_readers_language() -> None:
    assert say("期限：{day}", {"day": None}, Language.CHINESE) == "期限：无"
    assert say("due: {day}", {"day": None}, Language.ENGLISH) == "due: none"
    assert [Language.of(tag) for tag in ("en-gb", "zh-hans", None)] == [Language.ENGLISH, Language.CHINESE, Language.CHINESE]


def test_what_is_said_fits_what_is_declared_and_hides_what_is_a_persons() -> None:
    said = {"step": "受理\n13912345678、11010519491231002X、20260918", "day": date(2026, 9, 18), "n": 3, "none": None}

    assert rules.plain_said("x", {"step", "day", "n", "none"}, said) == {
        "step": "受理 ***、***、20260918", "day": "2026-09-18", "n": 3, "none": None,
    }  # fmt: skip
    with refused(rules.ParametersDiffer):
        rules.plain_said("x", {"step"}, {})
    with refused(rules.ParametersDiffer):
        rules.plain_said("x", set(), {"step": "受理"})
    with refused(rules.NotToBeSaid):
        rules.plain_said("x", {"step"}, {"step": "机密★10年"})


@pytest.mark.parametrize("about", ["", "power", "power:", "power:张三", "Power:1", "power:1 2", "a:" + "b" * 101])
def test_what_a_message_is_about_is_named_by_a_key(about: str) -> None:
    rules.check_about("power:0193-a.b")
    with refused(rules.NotASubject):
        rules.check_about(about)
