"""Which lines are articles and headings, and which only look so."""

from __future__ import annotations

import pytest

from sunlit.law.texts import articles_of, count_provisions, read_law

LAST = "本办法自2019年1月1日起施行。"
HEAD = "示范市渡口管理办法\n（2018年11月5日示范市人民政府令第7号公布）\n"


def read(body: str, name: str = "示范市渡口管理办法.txt"):
    return read_law((HEAD + body).encode(), name)


def labels(text, level: str = "条") -> list[str]:
    return [p.label for p in text.provisions if p.level == level]


def kinds(text) -> list[str]:
    return [w.kind for w in text.warnings]


def numbered(first: int, last: int, skip: tuple[int, ...] = ()) -> str:
    from sunlit.kernel.numerals import write_numeral

    rows = [f"第{write_numeral(n)}条　渡口应当设置第{n}号标志。" for n in range(first, last + 1) if n not in skip]
    return "\n".join(rows) + "\n"


def test_a_paragraph_that_begins_with_a_reference_is_no_article():
    text = read(
        "第一条　为了管理渡口，制定本办法。\n第二条　渡口应当设置标志。\n"
        "第一条规定的渡口不适用前款。\n第三条所称标志，由市交通部门制定。\n第三条、第四条规定的期限另行公布。\n"
        f"第三条　船舶应当按期检验。\n第四条　{LAST}"
    )
    assert labels(text) == ["第一条", "第二条", "第三条", "第四条"]
    assert len(articles_of(text)[2, 0].split("\n")) == 4
    assert text.warnings == ()


def test_a_reference_to_a_part_of_an_article_is_no_article_though_space_follows_the_number():
    text = read(f"第一条　渡口归公。\n第二条　船舶归私。\n第二条 第二款规定的船舶除外。\n第三条　{LAST}")
    assert labels(text) == ["第一条", "第二条", "第三条"]


def test_an_article_may_begin_with_a_reference_to_another():
    text = read(f"第一条　渡口归公。\n第二条　第一条规定的渡口由市管理。\n第三条　{LAST}")
    assert articles_of(text)[2, 0] == "第一条规定的渡口由市管理。"


def test_articles_quoted_from_another_text_stay_in_the_article_that_quotes_them():
    text = read(
        "第一条　原办法作如下修改：\n第五条修改为：“渡口归公。\n第六条　船舶归私。\n第七条　各负其责。”\n"
        f"第二条　其余不变。\n第三条　{LAST}"
    )
    assert labels(text) == ["第一条", "第二条", "第三条"]
    assert "第六条　船舶归私。" in articles_of(text)[1, 0]
    assert text.warnings == ()


def test_a_decision_that_only_quotes_articles_has_none():
    text = read(
        "一、将《船舶办法》第五条修改为：“第五条　渡口归公。\n“第六条　船舶归私。\n第七条　渡工持证。”\n二、其余不变。"
    )
    assert labels(text) == []
    assert kinds(text)[0] == "no-articles"


def test_a_quotation_mark_never_closed_swallows_no_article():
    text = read(f"第一条　所称“渡口，是指码头。\n{numbered(2, 8)}第九条　“船舶”是指船只。\n第十条　{LAST}")
    assert len(labels(text)) == 10


def test_quotation_marks_that_close_only_much_later_leave_the_row_of_articles_whole():
    text = read(f"第一条　所称“渡口，是指码头。\n第二条　渡口归公。\n第三条　所称船舶”，是指船只。\n第四条　{LAST}")
    assert labels(text) == ["第一条", "第二条", "第三条", "第四条"]


def test_history_with_numbers_of_articles_makes_none():
    text = read_law(
        (
            "示范市渡口管理办法\n（2018年11月5日示范市人民政府令第7号公布 根据2019年2月1日示范市人民政府令第9号修改\n"
            "第五条、第六条自公布之日起施行）\n" + numbered(1, 6) + f"第七条　{LAST}"
        ).encode(),
        "x.txt",
    )
    assert labels(text)[0] == "第一条"
    assert len(labels(text)) == 7


def test_articles_whose_number_runs_into_the_text_are_found_by_their_row():
    text = read(
        f"第一条为了管理渡口，制定本办法。\n第二条中华人民共和国公民可以渡河。\n第一条规定的除外。\n第三条{LAST}"
    )
    assert labels(text) == ["第一条", "第二条", "第三条"]
    assert articles_of(text)[2, 0] == "中华人民共和国公民可以渡河。\n第一条规定的除外。"


def test_a_single_article_without_its_space_fills_its_gap():
    text = read(f"第一条　渡口归公。\n第二条船舶归私。\n第三条　各负其责。\n第四条{LAST}")
    assert labels(text) == ["第一条", "第二条", "第三条", "第四条"]
    assert text.warnings == ()


def test_a_paragraph_that_names_the_next_number_at_the_end_is_no_article():
    text = read(f"第一条　渡口归公。\n第二条　{LAST}\n第三条对此另有说明的从其说明。")
    assert labels(text) == ["第一条", "第二条"]


def test_a_misprinted_number_is_read_where_only_it_can_stand():
    text = read(f"{numbered(1, 10)}第十十一条　渡口归公。\n{numbered(12, 13)}第十四条　{LAST}")
    assert len(labels(text)) == 14
    assert text.warnings == ()


@pytest.mark.parametrize("number", ["第12条", "第１２条", "第 十 二 条"])
def test_a_number_is_read_in_digits_of_either_width_and_with_spaces(number):
    text = read(f"{numbered(1, 11)}{number}　渡口归公。\n第十三条　{LAST}")
    assert labels(text)[11] == "第十二条"


def test_inserted_articles_follow_theirs():
    text = read(
        "第一条　渡口归公。\n第一条之一　船舶归私。\n第一条之二　票价公示。\n第二条之一般规定另行制定。\n"
        f"第二条　渡工持证。\n第三条　{LAST}"
    )
    assert labels(text) == ["第一条", "第一条之一", "第一条之二", "第二条", "第三条"]
    assert [(p.number, p.insert) for p in text.provisions][2] == (1, 2)


@pytest.mark.parametrize("opening", ["第一条【目的】", "第一条　【目的】　", "第一条（目的）", "第一条 〔目的〕"])
def test_a_caption_behind_the_number_is_the_articles_heading(opening):
    text = read(f"{opening}为了管理渡口，制定本办法。\n第二条　{LAST}")
    assert text.provisions[0].heading == "目的"
    assert text.provisions[0].text == "为了管理渡口，制定本办法。"


def test_an_item_behind_the_number_is_no_caption():
    text = read(f"第一条（一）渡口归公；\n（二）船舶归私。\n第二条　{LAST}")
    assert text.provisions[0].heading == ""
    assert text.provisions[0].text == "（一）渡口归公；\n（二）船舶归私。"


def test_the_table_of_contents_is_dropped_with_or_without_its_name():
    contents = "第一章　总则……1\n第二章　船舶（第三条—第四条）\n第三章　附则\n附件"
    body = f"第一章　总　则\n{numbered(1, 2)}第二章 船 舶\n{numbered(3, 4)}第三章 附则\n第五条　{LAST}"
    for text in (read(f"目　录\n{contents}\n{body}"), read(f"{contents[:-3]}\n{body}")):
        assert [(p.label, p.heading) for p in text.provisions if p.level == "章"] == [
            ("第一章", "总则"), ("第二章", "船舶"), ("第三章", "附则"),
        ]  # fmt: skip
        assert text.warnings == ()
        assert text.preamble == ""


def test_a_table_of_contents_that_lists_articles_is_no_text():
    listing = "目录\n第一条　目的\n第二条　渡口\n第三条　施行日期\n"
    text = read(f"{listing}第一条　渡口归公。\n第二条　船舶归私。\n第三条　{LAST}")
    assert [p.text for p in text.provisions] == ["渡口归公。", "船舶归私。", LAST]
    assert text.warnings == ()


def test_books_and_parts_hold_chapters_and_a_last_part_may_have_no_number():
    text = read(
        "第一编　总则\n第一章　基本规定\n第一条　渡口归公。\n第二编　渡口\n第一分编　通则\n第二章　设立\n第一节　申请\n第二条　渡口须申请。\n"
        f"第二分编　船舶\n第三章　登记\n第三条　船舶须登记。\n附　则\n第四条　{LAST}"
    )
    tree = [(p.level, p.label, text.provisions[p.parent].label if p.parent >= 0 else "") for p in text.provisions]
    assert tree == [
        ("编", "第一编", ""), ("章", "第一章", "第一编"), ("条", "第一条", "第一章"), ("编", "第二编", ""),
        ("分编", "第一分编", "第二编"), ("章", "第二章", "第一分编"), ("节", "第一节", "第二章"), ("条", "第二条", "第一节"),
        ("分编", "第二分编", "第二编"), ("章", "第三章", "第二分编"), ("条", "第三条", "第三章"), ("编", "附则", ""),
        ("条", "第四条", "附则"),
    ]  # fmt: skip
    counts = count_provisions([text])
    assert [counts[level] for level in ("编", "分编", "章", "节", "条", "款", "项", "目")] == [2, 2, 3, 1, 4, 4, 0, 0]


def test_a_heading_over_two_lines_is_one():
    text = read(f"第一章\n总　则\n第一条　渡口归公。\n第二章\n附则\n第二条　{LAST}")
    assert [(p.label, p.heading) for p in text.provisions if p.level == "章"] == [
        ("第一章", "总则"),
        ("第二章", "附则"),
    ]
    assert [p.text for p in text.provisions if p.level == "条"] == ["渡口归公。", LAST]


def test_a_paragraph_that_begins_with_a_chapters_number_is_no_heading():
    text = read(
        f"第一章　总则\n第一条　渡口归公。\n第二章规定的船舶除外。\n第二章、第三章另行公布。\n第二章　附则\n第二条　{LAST}"
    )
    assert labels(text, "章") == ["第一章", "第二章"]


def test_annexes_are_kept_but_not_as_text_of_an_article():
    text = read(
        f"第一条　渡口归公。\n第二条　{LAST}\n\n附件1：渡口名录\n第一条　东渡口。\n第二条　西渡口。\n附表 票价表"
    )
    assert labels(text) == ["第一条", "第二条"]
    assert articles_of(text)[2, 0] == LAST
    assert text.annex.split("\n") == ["附件1：渡口名录", "第一条　东渡口。", "第二条　西渡口。", "附表 票价表"]
    assert text.warnings == ()


def test_a_longer_annex_with_articles_of_its_own_does_not_take_the_laws_place():
    text = read(f"第一条　渡口归公。\n第二条　{LAST}\n附件：渡口章程\n第一章　总则\n{numbered(1, 9)}")
    assert labels(text) == ["第一条", "第二条"]
    assert labels(text, "章") == []


def test_an_annex_of_one_article_is_an_annex():
    text = read(f"第一条　渡口归公。\n第二条　{LAST}\n附录\n第一条　东渡口。")
    assert articles_of(text) == {(1, 0): "渡口归公。", (2, 0): LAST}


def test_what_a_web_page_and_a_signature_add_behind_the_last_article_is_no_text_of_it():
    text = read(f"第一条　渡口归公。\n第二条　{LAST}\n示范市人民政府\n2018年11月5日\n责任编辑：某某")
    assert articles_of(text)[2, 0] == LAST
    assert text.annex == "示范市人民政府\n2018年11月5日\n责任编辑：某某"
    assert text.warnings == ()


def test_a_second_paragraph_of_the_last_article_is_text_of_it():
    text = read(f"第一条　渡口归公。\n第二条　{LAST}\n此前的规定与本办法不一致的，以本办法为准。")
    assert articles_of(text)[2, 0].endswith("以本办法为准。")


def test_a_gap_is_told():
    text = read(f"{numbered(1, 9, skip=(4, 5))}第十条　{LAST}")
    assert kinds(text) == ["gap"]
    assert text.warnings[0].detail == "缺第四条、第五条。"


def test_a_gap_tells_what_stands_in_its_place():
    text = read(f"{numbered(1, 3)}第五条　船舶归私。\n第四条　渡口归公。\n{numbered(6, 12)}第十三条　{LAST}")
    assert kinds(text) == ["gap"]
    assert "开头" in text.warnings[0].detail


def test_a_long_gap_and_a_missing_beginning_are_told_as_spans():
    text = read(f"{numbered(20, 22)}{numbered(40, 41)}第四十二条　{LAST}")
    assert [w.detail for w in text.warnings] == ["缺第一条至第十九条。", "缺第二十三条至第三十九条。"]


def test_missing_inserted_articles_are_gaps():
    text = read(f"第一条　渡口归公。\n第一条之二　船舶归私。\n第三条之一　渡工持证。\n第四条　{LAST}")
    assert [w.detail for w in text.warnings] == ["缺第一条之一。", "缺第二条、第三条。"]


def test_an_article_printed_twice_is_kept_twice_and_told():
    text = read(f"第一条　渡口归公。\n第二条　船舶归私。\n第二条　船舶归集体。\n第三条　{LAST}")
    assert kinds(text) == ["duplicate-article"]
    assert [p.text for p in text.provisions] == ["渡口归公。", "船舶归私。", "船舶归集体。", LAST]
    assert articles_of(text)[2, 0] == "船舶归私。"


def test_a_second_row_of_articles_behind_the_last_is_kept_aside_and_told():
    text = read(f"{numbered(1, 3)}第四条　{LAST}\n示范市渡口收费标准\n第一章　总则\n{numbered(1, 3)}")
    assert kinds(text) == ["duplicate-article"]
    assert labels(text) == ["第一条", "第二条", "第三条", "第四条"]
    assert labels(text, "章") == []
    assert "示范市渡口收费标准" in text.annex


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("第三条　渡口应当设置", "没有写完"),
        ("第三条　下列渡口除外：", "没有写完"),
        ("第三条", "只有条号"),
        ("第二章　法律责任", "其下没有条文"),
        ("第三条　违反本办法第十八条规定的，处以罚款。", "提到本办法第十八条"),
        ("第三条　渡口归公。", "没有写明施行日期"),
    ],
)
def test_a_text_that_breaks_off_is_told(end, why):
    text = read(f"{numbered(1, 2)}{end}")
    assert "truncated" in kinds(text)
    assert why in text.warnings[0].detail


def test_chapters_that_only_the_table_of_contents_has_are_told():
    text = read(
        f"目录\n第一章　总则\n第二章　船舶\n第三章　附则\n第一章　总则\n{numbered(1, 2)}第二章　船舶\n第三条　{LAST}"
    )
    assert [w.detail for w in text.warnings] == ["目录列有第三章，正文中没有。"]


def test_a_file_cut_in_the_middle_of_a_character_is_told():
    data = (HEAD + numbered(1, 3)).encode()
    assert kinds(read_law(data[:-3], "x.txt"))[0] == "truncated"


def test_a_forgotten_full_stop_or_an_old_law_without_a_day_of_effect_is_no_cut():
    assert read(f"{numbered(1, 2)}第三条　{LAST[:-1]}").warnings == ()
    old = "示范省渡口办法\n1988年3月2日示范省人民政府发布\n第一条　渡口归公。\n第二条　本办法由省交通厅解释。"
    assert kinds(read_law(old.encode(), "x.txt")) == ["date-unknown"]


def test_a_text_without_articles_is_kept_whole():
    text = read_law(
        "示范市人民政府关于渡口安全的通知\n示政发〔2019〕8号\n各区人民政府：\n一、加强检查。\n二、落实责任。".encode(),
        "通知.txt",
    )
    assert kinds(text) == ["no-articles", "date-unknown"]
    assert text.provisions == ()
    assert text.preamble == "各区人民政府：\n一、加强检查。\n二、落实责任。"


def test_a_preamble_before_the_first_chapter_is_kept():
    text = read(f"序　言\n渡口历史悠久，始于一九二〇年。\n第一章　总则\n第一条　渡口归公。\n第二条　{LAST}")
    assert text.preamble == "序　言\n渡口历史悠久，始于一九二〇年。"


def test_a_misprinted_number_of_a_chapter_is_read_or_left_in_the_text():
    text = read(f"第一章　总则\n第一条　渡口归公。\n第二二章　船舶\n第二条　船舶归私。\n第十百章　其他\n第三条　{LAST}")
    assert [(p.number, p.heading) for p in text.provisions if p.level == "章"] == [(1, "总则"), (22, "船舶")]
    assert articles_of(text)[2, 0] == "船舶归私。\n第十百章　其他"


def test_front_matter_that_never_ends_is_text():
    text = read_law(b"---\n" + (HEAD + numbered(1, 2)).encode() + f"第三条　{LAST}".encode(), "x.md")
    assert len(labels(text)) == 3


def test_the_mark_of_the_histories_end_means_nothing_between_articles():
    text = read(f"第一条　渡口归公。\n<!-- INFO END -->\n第二条　{LAST}")
    assert articles_of(text)[1, 0] == "渡口归公。"


def test_references_within_the_text_and_chapters_without_articles_are_in_order():
    text = read(f"第一章　总则\n第一条　渡口归公。\n第二条　依照本办法第一条、本办法第三条办理。\n第三条　{LAST}")
    assert text.warnings == ()
    assert list(articles_of(text)) == [(1, 0), (2, 0), (3, 0)]


def test_lines_of_a_long_history_are_not_taken_for_broken_print():
    history = "\n".join(
        f"201{n}年3月20日示范省第十{n}届人民代表大会常务委员会第二次会议《关于修改部分法规的决定》第{n}次修正"
        for n in range(10)
    )
    text = read_law(
        f"示范省渡口条例\n{history}\n第一条　渡口归公。\n第二条　{LAST}\n第三条　完。\n第四条　完。".encode(), "x.txt"
    )
    assert len(text.notes) == 10
    assert len(text.amended) == 10
