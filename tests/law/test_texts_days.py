"""Promulgation, amendment, effect and end, told by the history and the last articles; what is only taken says so."""

from __future__ import annotations

from datetime import date

import pytest

from sunlit.law.texts import read_law

MADE = "2010年3月1日 示范省第十届人民代表大会常务委员会第二次会议通过"
CHANGED = "2016年7月2日 示范省第十一届人民代表大会常务委员会第九次会议《关于修改〈示范省渡口条例〉的决定》修正"
REVISED = "2016年7月2日 示范省第十一届人民代表大会常务委员会第九次会议修订"


def read(notes: str | list[str], last: str, name: str = "渡口.md"):
    notes = [notes] if isinstance(notes, str) else notes
    head = "\n\n".join(["# 示范省渡口条例", *notes, "<!-- INFO END -->"])
    return read_law(f"{head}\n\n第一条 渡口归公。\n\n第二条 {last}\n".encode(), name)


def test_a_law_as_first_made_takes_effect_on_the_day_it_names():
    text = read(MADE, "本条例自2010年5月1日起施行。")
    assert (text.promulgated, text.amended, text.version_date) == (date(2010, 3, 1), (), date(2010, 3, 1))
    assert (text.effective, text.effective_assumed, text.dated_by) == (date(2010, 5, 1), False, "notes")


@pytest.mark.parametrize(
    "words", ["本条例自公布之日起施行。", "本条例自发布之日起实施。", "自印发之日起执行。", "本条例公布之日起施行。"]
)
def test_from_the_day_of_promulgation_is_that_day(words):
    text = read(MADE, words)
    assert (text.effective, text.effective_assumed) == (date(2010, 3, 1), False)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("本条例自公布之日起30日后施行。", date(2010, 3, 31)),
        ("本条例自公布之日起三十日后施行。", date(2010, 3, 31)),
        ("本条例于二〇一〇年五月一日起施行。", date(2010, 5, 1)),
        ("本条例自２０１０年 5 月 1 日起施行。", date(2010, 5, 1)),
        ("本条例由省交通厅解释，自2010年5月1日起施行。", date(2010, 5, 1)),
        ("本条例自2010年2月30日起施行。", None),
        ("本条例自2009年8月1日后半年内施行；自2010年5月1日起施行。", date(2010, 5, 1)),
    ],
)
def test_the_day_of_effect_in_other_words(words, day):
    assert read(MADE, words).effective == day


def test_an_amended_version_that_still_names_the_first_day_is_taken_to_hold_from_its_amendment():
    text = read([MADE, CHANGED], "本条例自2010年5月1日起施行。")
    assert (text.promulgated, text.amended, text.version_date) == (
        date(2010, 3, 1),
        (date(2016, 7, 2),),
        date(2016, 7, 2),
    )
    assert (text.effective, text.effective_assumed) == (date(2016, 7, 2), True)


def test_from_promulgation_in_an_amended_version_is_not_this_versions_day():
    text = read([MADE, CHANGED], "本条例自公布之日起施行。")
    assert (text.effective, text.effective_assumed) == (date(2016, 7, 2), True)


def test_a_revision_that_names_a_later_day_states_it():
    text = read([MADE, REVISED], "本条例自2016年10月1日起施行。")
    assert (text.effective, text.effective_assumed) == (date(2016, 10, 1), False)


def test_from_promulgation_in_a_version_revised_as_a_whole_is_the_revisions_day():
    text = read([MADE, REVISED], "本条例自公布之日起施行。")
    assert (text.effective, text.effective_assumed) == (date(2016, 7, 2), False)


def test_the_history_may_state_the_day_of_an_amendment():
    text = read([MADE, CHANGED, "2016年9月1日 施行"], "本条例自2010年5月1日起施行。")
    assert (text.effective, text.effective_assumed) == (date(2016, 9, 1), False)


@pytest.mark.parametrize(
    "name", ["条例/渡口条例(2019-03-24).md", "渡口条例_20190324.txt", "渡口条例（2019年3月24日）.docx"]
)
def test_the_day_in_a_files_name_dates_a_version_its_history_lags_behind(name):
    text = read(MADE, "本条例自2010年5月1日起施行。", name)
    assert (text.version_date, text.dated_by, text.amended) == (date(2019, 3, 24), "file-name", ())
    assert (text.effective, text.effective_assumed) == (date(2019, 3, 24), True)


def test_an_earlier_day_in_a_files_name_changes_nothing():
    text = read([MADE, CHANGED], "本条例自2010年5月1日起施行。", "渡口条例(2010-03-01).md")
    assert (text.version_date, text.dated_by) == (date(2016, 7, 2), "notes")


def test_without_any_history_the_files_name_and_the_last_article_still_date_it():
    text = read([], "本条例自2019年5月1日起施行。", "渡口条例(2019-03-24).md")
    assert (text.promulgated, text.version_date, text.effective) == (None, date(2019, 3, 24), date(2019, 5, 1))
    assert "date-unknown" not in [w.kind for w in text.warnings]


def test_without_any_day_it_is_said():
    text = read([], "本条例由省交通厅解释。")
    assert [w.detail for w in text.warnings if w.kind == "date-unknown"] == ["文件中读不到公布或者修改日期和施行日期。"]


def test_notes_over_two_lines_dangling_brackets_and_fragments_are_read_through():
    notes = [
        MADE, "2012年8月26日 示范省第十届人民代表大会常务委员会第十二次会议《关于修改〈示范省渡口条例〉", "〈示范省船舶条例〉的决定》第一次修正",
        "2014年4月29日《关于修改部分地方性法规的决定》第二次修正） 根据",
    ]  # fmt: skip
    text = read(notes, "本条例自2010年5月1日起施行。")
    assert text.amended == (date(2012, 8, 26), date(2014, 4, 29))
    assert text.notes == tuple(notes)


def test_passing_approval_and_promulgation_of_one_text_are_one_event():
    text = read(
        "（2010年6月24日示范市第十四届人民代表大会常务委员会第27次会议通过　2010年9月29日示范省第十一届人民代表大会常务委员会第17次会议批准 "
        "根据2018年10月30日示范市第十五届人民代表大会常务委员会第9次会议通过、2018年11月29日示范省第十二届人民代表大会常务委员会第8次会议批准的"
        "《关于修改〈示范市渡口条例〉的决定》修正）",
        "本条例自2011年1月1日起施行。",
    )
    assert text.promulgated == date(2010, 9, 29)
    assert text.amended == (date(2018, 11, 29),)


def test_a_revision_passed_by_a_meeting_counts_from_the_order_that_promulgates_it():
    text = read(
        ["2009年7月20日 中华人民共和国国务院令第997号公布", "2019年3月26日 国务院第42次常务会议修订通过", "2019年10月11日 中华人民共和国国务院令第998号公布", "2019年12月1日 施行"],
        "本条例自2019年12月1日起施行。",
    )  # fmt: skip
    assert (text.promulgated, text.amended, text.effective) == (
        date(2009, 7, 20),
        (date(2019, 10, 11),),
        date(2019, 12, 1),
    )


def test_an_order_of_re_promulgation_before_the_older_history_is_read_in_the_order_of_days():
    text = read_law(
        "示范省第十二届人民代表大会常务委员会\n公  告\n（第56号）\n《示范省渡口条例》已由示范省第十二届人民代表大会常务委员会第二十五次会议于2016年3月31日"
        "修订通过，现将修订后的《示范省渡口条例》公布，自2016年7月1日起施行。\n示范省人民代表大会常务委员会\n2016年3月31日\n示范省渡口条例\n"
        "（1997年12月1日示范省第八届人民代表大会常务委员会第三十二次会议通过  2016年3月31日示范省第十二届人民代表大会常务委员会第二十五次会议修订）\n"
        "第一条　渡口归公。\n第二条　本条例自2016年7月1日起施行。".encode(),
        "x.txt",
    )
    assert (text.promulgated, text.amended, text.effective) == (
        date(1997, 12, 1),
        (date(2016, 3, 31),),
        date(2016, 7, 1),
    )
    assert text.title == "示范省渡口条例"
    assert text.preamble == ""


def test_the_fields_of_a_government_site_date_a_document():
    text = read_law(
        "示范市人民政府关于渡口的通知\n发文字号：示政发〔2018〕3号\n成文日期：2018年03月05日\n发布日期：2018-03-09\n实施日期：2018-04-01\n第一条　渡口归公。".encode(),
        "x.txt",
    )
    assert (text.promulgated, text.effective) == (date(2018, 3, 5), date(2018, 4, 1))


def test_a_document_is_dated_by_its_signature():
    text = read_law(
        "示范市渡口办法\n示政发〔2018〕3号\n第一条　渡口归公。\n第二条　本办法自印发之日起施行，有效期五年。\n示范市人民政府\n2018年3月9日".encode(),
        "x.txt",
    )
    assert (text.promulgated, text.effective, text.ends) == (date(2018, 3, 9), date(2018, 3, 9), date(2023, 3, 9))


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("本办法自2016年2月29日起施行，有效期3年。", date(2019, 3, 1)),
        ("本办法自2018年5月1日起施行，有效期至2020年12月31日。", date(2021, 1, 1)),
        ("本办法自2018年5月1日起施行。", None),
        ("本办法自2018年5月1日起施行，有效期至另行通知。", None),
    ],
)
def test_a_text_may_set_its_own_end(words, ends):
    assert read("2016年2月1日示范省人民政府令第1号公布", words).ends == ends


def repeals(last: str, notes: str = MADE) -> list[tuple]:
    return [(r.title, r.on, r.dated) for r in read(notes, last).repeals]


FROM = date(2010, 5, 1)


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("本条例自2010年5月1日起施行。《示范省渡船条例》同时废止。", [("示范省渡船条例", FROM, None)]),
        ("本条例自2010年5月1日起施行，《甲条例》、《乙办法》和《丙规定》同时废止。", [("甲条例", FROM, None), ("乙办法", FROM, None), ("丙规定", FROM, None)]),
        ("本条例自2010年5月1日起施行。1997年3月8日省政府发布、2001年2月1日修订的《甲办法》和2003年4月5日发布的《乙办法》（省政府令第9号），同时废止。", [("甲办法", FROM, date(1997, 3, 8)), ("乙办法", FROM, date(2003, 4, 5))]),
        ("本条例自2010年5月1日起施行。2008年5月27日发布的《示范省渡口条例》（省政府令第102号）同时废止。", [("示范省渡口条例", FROM, date(2008, 5, 27))]),
        ("本条例自2010年5月1日起施行。《示范省实施〈中华人民共和国渡口法〉办法》同时废止。", [("示范省实施〈中华人民共和国渡口法〉办法", FROM, None)]),
        ("本条例自2010年5月1日起施行。《示范省实施《中华人民共和国渡口法》办法》同时废止。", [("示范省实施《中华人民共和国渡口法》办法", FROM, None)]),
        ("本条例自公布之日起施行。《甲条例》自2011年1月1日起废止。", [("甲条例", date(2011, 1, 1), None)]),
        ("本条例自公布之日起施行。自2011年1月1日起，《甲条例》废止。", [("甲条例", date(2011, 1, 1), None)]),
        ("本条例自公布之日起施行。《甲条例》（2001年3月4日公布）即行废止。", [("甲条例", date(2010, 3, 1), date(2001, 3, 4))]),
        ("本条例自2010年5月1日起施行。《甲条例》第五条同时废止。", []),
        ("本条例自2010年5月1日起施行。《甲条例》中与本条例不一致的规定同时废止。", []),
        ("本条例自2010年5月1日起施行。《甲条例》的有关规定同时废止，《乙条例》同时废止。", [("乙条例", FROM, None)]),
        ("本条例自2010年5月1日起施行。与本条例不一致的，同时废止。", []),
        ("本条例自2010年5月1日起施行。违反《甲条例》的，许可可以废止。", []),
        ("本条例由省政府解释。《甲条例》同时废止。", [("甲条例", None, None)]),
    ],
)  # fmt: skip
def test_the_laws_another_one_ends(last, told):
    assert repeals(last) == told


def test_an_amended_version_ends_the_old_laws_on_the_day_of_the_first_one():
    text = read([MADE, CHANGED], "本条例自2010年5月1日起施行。《甲条例》同时废止。")
    assert [(r.title, r.on, r.article) for r in text.repeals] == [("甲条例", FROM, "第二条")]


def test_an_order_may_tell_a_repeal_and_the_text_repeat_it():
    text = read_law(
        "示范省人民政府令\n第8号\n《示范省渡口办法》已经2018年1月2日省政府第3次常务会议通过，现予公布，自2018年5月1日起施行。《甲办法》同时废止。\n"
        "省长　某某\n2018年2月1日\n示范省渡口办法\n第一条　渡口归公。\n第二条　本办法自2018年5月1日起施行。".encode(),
        "x.txt",
    )
    assert [(r.title, r.on, r.article) for r in text.repeals] == [("甲办法", date(2018, 5, 1), "公布令")]
    assert (text.promulgated, text.effective) == (date(2018, 2, 1), date(2018, 5, 1))
