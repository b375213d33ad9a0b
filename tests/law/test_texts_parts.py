"""款项目 of an article: paragraphs are counted, a list belongs to the paragraph that introduces it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.kernel.numerals import write_numeral
from sunlit.law.texts import count_provisions, parts, read_law, text_at
from sunlit.law.values import Place


def shape(article: str) -> list[str]:
    return [
        f"{p.level}{p.place.paragraph}.{p.place.item}.{p.place.item_insert}.{p.place.point}" for p in parts(article)
    ]


def at(paragraph: int = 0, item: int = 0, point: int = 0, item_insert: int = 0) -> Place:
    return Place(0, paragraph=paragraph, item=item, point=point, item_insert=item_insert)


LISTED = "有下列情形之一的，不得渡河：\n（一）大风；\n（二）大雾：\n1.浓雾；\n2.团雾。\n（三）洪水。\n前款第一项所称大风，是指六级以上。\n渡工可以劝阻。"


def test_paragraphs_are_counted_and_a_list_belongs_to_the_one_before_it():
    assert shape(LISTED) == [
        "款1.0.0.0",
        "项1.1.0.0",
        "项1.2.0.0",
        "目1.2.0.1",
        "目1.2.0.2",
        "项1.3.0.0",
        "款2.0.0.0",
        "款3.0.0.0",
    ]
    assert text_at(LISTED, at(1)) == LISTED.split("\n前款", maxsplit=1)[0]
    assert text_at(LISTED, at(1, 2)) == "（二）大雾：\n1.浓雾；\n2.团雾。"
    assert text_at(LISTED, at(1, 2, 2)) == "2.团雾。"
    assert text_at(LISTED, at(2)) == "前款第一项所称大风，是指六级以上。"
    assert text_at(LISTED, at(4)) is None
    assert text_at(LISTED, at(2, 1)) is None


def test_a_place_without_parts_is_the_article_and_an_item_without_paragraph_is_sought():
    assert text_at(LISTED, Place(7)) == LISTED
    late = "渡口归公。\n船舶分为：\n（一）大船；\n（二）小船。"
    assert text_at(late, at(item=2)) == "（二）小船。"
    assert text_at(late, at(item=3)) is None


def test_an_article_of_one_paragraph_has_one():
    assert shape("渡口归公。") == ["款1.0.0.0"]
    assert shape("") == []


def test_a_list_that_goes_on_behind_a_paragraph_keeps_it():
    article = "材料：\n（一）申请书。\n申请书应当签名。\n（二）执照：\n1.正本；\n正本须清晰。\n2.副本。\n末款。\n（一）另一份材料。"
    assert shape(article) == [
        "款1.0.0.0", "项1.1.0.0", "项1.2.0.0", "目1.2.0.1", "目1.2.0.2", "款2.0.0.0", "项2.1.0.0",
    ]  # fmt: skip
    assert text_at(article, at(1, 1)) == "（一）申请书。\n申请书应当签名。"
    assert text_at(article, at(1, 2, 1)) == "1.正本；\n正本须清晰。"


def test_points_may_stand_directly_under_a_paragraph():
    article = "标准如下：\n1、大船；\n（2）小船。\n③竹排。\n说明。"
    assert shape(article) == ["款1.0.0.0", "目1.0.0.1", "目1.0.0.2", "目1.0.0.3", "款2.0.0.0"]
    assert text_at(article, at(1, 0, 2)) == "（2）小船。"


def test_a_number_that_measures_is_no_point():
    assert shape("尺寸：\n1.5米以上的船；\n２.小船。") == ["款1.0.0.0", "款2.0.0.0", "目2.0.0.2"]


@pytest.mark.parametrize(
    "article",
    ["下列船舶：\n一、大船；\n二、小船。", "下列船舶：\n㈠大船；\n㈡小船。", "下列船舶：\n( 一 )大船；\n(二)、小船。"],
)
def test_items_in_older_print(article):
    assert shape(article) == ["款1.0.0.0", "项1.1.0.0", "项1.2.0.0"]


def test_a_lone_old_number_is_a_paragraph():
    assert shape("说明。\n一、大船。") == ["款1.0.0.0", "款2.0.0.0"]
    assert shape("说明：\n（一）大船；\n二、小船。") == ["款1.0.0.0", "项1.1.0.0", "款2.0.0.0"]


def test_inserted_items():
    article = "下列船舶：\n（一）大船；\n（一）之一 中船；\n（一）之二、小船；\n（二）竹排。"
    assert shape(article) == ["款1.0.0.0", "项1.1.0.0", "项1.1.1.0", "项1.1.2.0", "项1.2.0.0"]
    assert text_at(article, at(1, 1, item_insert=2)) == "（一）之二、小船；"


def test_an_article_that_begins_with_an_item_has_its_first_paragraph():
    assert shape("（一）大船；\n（二）小船。") == ["款1.0.0.0", "项1.1.0.0", "项1.2.0.0"]


def test_items_run_into_one_line_are_parted():
    article = "下列船舶免检：（一）大船；（二）小船；\n（三）竹排；（四）皮筏。依照第（一）项办理。"
    assert shape(article) == ["款1.0.0.0", "项1.1.0.0", "项1.2.0.0", "项1.3.0.0", "项1.4.0.0"]
    assert text_at(article, at(1, 2)) == "（二）小船；"
    assert text_at(article, at(1, 4)) == "（四）皮筏。依照第（一）项办理。"
    assert text_at(article, at(1)) == article


def test_brackets_that_refer_are_no_list():
    assert shape("违反下列规定：（一）的，罚款。") == ["款1.0.0.0"]
    assert shape("分为：（二）乙；（一）甲；（一）丙。") == ["款1.0.0.0"]
    assert shape("违反第（一）项、第（二）项的，罚款。") == ["款1.0.0.0"]
    assert shape("说明：\n（十十）错印的项。") == ["款1.0.0.0", "款2.0.0.0"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 3)), min_size=1, max_size=6))
def test_what_was_built_is_found_part_by_part(built):
    lines, expected = [], {}
    for paragraph, (items, points) in enumerate(built, 1):
        lines.append(f"第{paragraph}款有下列内容：")
        for item in range(1, items + 1):
            lines.append(f"（{write_numeral(item)}）内容{item}；")
            expected[paragraph, item, 0] = lines[-1] + "".join(f"\n{p}.细目；" for p in range(1, points + 1))
            for point in range(1, points + 1):
                lines.append(f"{point}.细目；")
                expected[paragraph, item, point] = lines[-1]
    article = "\n".join(lines)
    for (paragraph, item, point), text in expected.items():
        assert text_at(article, at(paragraph, item, point)) == text
    assert sum(p.level == "款" for p in parts(article)) == len(built)
    assert "\n".join(p.text for p in parts(article) if p.level == "款") == article


@given(st.text(alphabet="（一）二(1).①、：；。\n甲第项 ", max_size=60))
def test_the_paragraphs_together_are_the_article(article):
    plain = "\n".join(line.strip() for line in article.split("\n") if line.strip())
    assert "\n".join(p.text for p in parts(article) if p.level == "款").replace(" ", "") == plain.replace(" ", "")


def test_all_eight_levels_are_counted():
    text = read_law(
        f"第一编　总则\n第一分编　渡口\n第一章　通则\n第一节　目的\n第一条　{LISTED}\n第二条　施行。\n附　则\n第三条　自2019年1月1日起施行。".encode(),
        "x.txt",
    )
    assert count_provisions([text, text]) == {"编": 2, "分编": 2, "章": 2, "节": 2, "条": 6, "款": 10, "项": 6, "目": 4}
