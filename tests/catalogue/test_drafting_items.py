"""An item of a list becomes a draft: each cell where a clerk expects it, each field with its cell, nothing lost."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue.drafting import Origin, cell_name, content_of
from sunlit.catalogue.drafting.cells import NOTHING
from sunlit.catalogue.sheets.meanings import WORDS
from sunlit.catalogue.values import Channel, FeeItem, Further, ListedItem, Showing, StepPost, Term
from sunlit.kernel.plain import from_plain, to_plain
from sunlit.kernel.text import words_only
from sunlit.law.citations import read_basis


def item(**cells) -> ListedItem:
    base = {"name": "夜市设摊许可", "type": "行政许可", "body": "市夜市局", "basis": ""} | cells
    return ListedItem("清单.xlsx", "清单", 4, (4, 4), citations=read_basis(base["basis"]), **base)


def content(**cells):
    return content_of(item(**cells)).content


def test_a_power_has_its_name_type_holder_and_office():
    made = content(office="市场科")

    assert (made.name, made.type, made.type_as_listed, made.holder) == ("夜市设摊许可", "licensing", "行政许可", "市夜市局")
    assert made.steps == (StepPost(number=1, name="承办", office="市场科"),)


def test_a_basis_that_is_cited_whole_is_told_once_and_other_words_are_kept():
    assert content(basis="【法律】《夜市法》第一条：夜市应当公开。").further == ()
    made = content(basis="三定方案。《夜市法》第一条")
    assert (made.bases[0].title, made.further) == ("夜市法", (Further(header="实施依据", words="三定方案。《夜市法》第一条"),))


def test_a_sub_item_has_its_own_name_and_names_its_power():
    drafted = content_of(item(sub_item="临时设摊", code="XK-01", serial="1"))

    assert (drafted.content.name, drafted.parent, drafted.code, drafted.serial) == ("临时设摊", "夜市设摊许可", "XK-01", "1")
    assert content_of(item(sub_item="无")).parent == ""


def test_a_type_nobody_knows_is_other_and_kept_as_listed():
    made = content(type="行政规划")

    assert (made.type, made.type_as_listed) == ("other", "行政规划")


def test_each_field_says_which_cell_it_came_from():
    drafted = content_of(
        item(office="市场科", further={"materials": "1.申请表\n2.身份证", "level": "市级"},
             cells={"name": (4, 2), "office": (4, 28), "materials": (5, 9), "level": (4, 3)})
    )  # fmt: skip

    assert drafted.origins["name"] == Origin("清单.xlsx", "清单", "B4")
    assert drafted.origins["steps"].cell == "AB4"
    assert drafted.origins["materials[1]"].cell == "I5"
    assert drafted.origins["levels"].cell == "C4"
    assert drafted.origins["holder"].cell == ""
    assert [cell_name(1, c) for c in (1, 26, 27, 52, 703)] == ["A1", "Z1", "AA1", "AZ1", "AAA1"]


def test_limits_parted_from_one_cell_point_to_it():
    drafted = content_of(
        item(legal_time_limit="20个工作日", promised_time_limit="5个工作日", cells={"time_limit": (4, 7)},
             further={"time_limit": "法定时限：20个工作日；承诺时限：5个工作日"})
    )  # fmt: skip

    assert drafted.content.statutory_term == Term(amount=20, unit="workday", words="20个工作日")
    assert drafted.origins["promised_term"].cell == "G4"
    assert drafted.content.further == ()


def test_what_a_cell_of_both_limits_says_besides_is_kept():
    made = content(legal_time_limit="20日", promised_time_limit="5日", further={"time_limit": "法定20日，承诺5日，听证除外"})

    assert made.further == (Further(header="办理时限", words="法定20日，承诺5日，听证除外"),)


def test_a_limit_of_neither_kind_is_what_the_department_promises():
    assert content(further={"time_limit": "5个工作日"}).promised_term == Term(amount=5, unit="workday", words="5个工作日")


def test_fees_keep_basis_and_standard_and_whether_there_are_any():
    assert content(fee="不收费").charged is False
    assert content(fee="不收费").fees == ()
    made = content(fee="是", further={"fee_basis": "示范价〔2020〕1号", "fee_standard": "每证10元"})
    assert (made.charged, made.fees) == (True, (FeeItem(name="", basis="示范价〔2020〕1号", standard="每证10元"),))
    assert content(fee="按面积收费").fees == (FeeItem(name="按面积收费"),)
    both = content(further={"fee_basis": "每证10元", "fee_standard": "每证10元"})
    assert both.fees == (FeeItem(name="", standard="每证10元"),)
    assert content(further={"fee_basis": "示范价〔2020〕1号"}).fees == (FeeItem(name="", basis="示范价〔2020〕1号"),)
    assert content(fee="是", further={"fee_standard": "无"}).fees == ()


def test_columns_of_known_meaning_stand_in_their_fields():
    made = content(
        further={
            "materials": "1.申请表；2.身份证复印件",
            "conditions": "年满十八周岁；有固定摊位",
            "duty": "直接实施责任：\n1.公示条\n件。\n2.依法实施。",
            "accountability_scope": "1.承办人；2.负责人。",
            "accountability_grounds": "1.不予受理的；\n2.超越职权的。",
            "complaint_phone": "12345",
            "consult_phone": "12346",
            "website": "https://example.invalid/",
            "service_object": "自然人、企业",
            "disclosure_form": "门户网站、公示栏，广播；日报\n办事大厅、口头",
            "disclosure_scope": "社会",
            "disclosure_term": "长期",
            "subject_nature": "法定机关",
            "level": "市级、县级",
            "quantity_limit": "每街二十个",
            "result": "设摊证",
            "remedy": "六十日内申请复议",
            "discretion": "从轻：警告",
            "place": "夜市街1号",
            "office_hours": "9:00—17:00",
            "remarks": "待核",
            "post": "登记岗",
        }
    )

    assert [m.name for m in made.materials] == ["申请表", "身份证复印件"]
    assert made.conditions == ("年满十八周岁", "有固定摊位")
    assert made.duties == ("直接实施责任：", "1.公示条件。", "2.依法实施。")
    assert made.accountability == ("追责对象范围：1.承办人；2.负责人。", "1.不予受理的；", "2.超越职权的。")
    assert made.channels[0] == Channel(kind="complaint", words="12345")
    assert [c.kind for c in made.channels] == ["complaint", "consult", "consult"]
    assert made.served == ("自然人", "企业")
    kinds = ["website", "notice-board", "broadcast", "newspaper", "hall", "other"]
    assert [s.kind for s in made.disclosure.forms] == kinds
    assert made.disclosure.forms[0] == Showing(kind="website", where="门户网站")
    assert (made.disclosure.scope, made.disclosure.time) == ("society", "长期")
    assert (made.nature, made.levels, made.quantity_limit, made.result) == ("statutory", (3, 4), "每街二十个", "设摊证")
    assert made.remedies is not None
    assert made.remedies.note == "六十日内申请复议"
    assert made.discretion[0].range == "从轻：警告"
    assert (made.place, made.hours, made.remarks, made.further) == ("夜市街1号", "9:00—17:00", "待核", ())
    assert made.steps == (StepPost(number=1, name="承办", post_name="登记岗"),)


def test_what_has_no_field_is_kept_beside_them_under_its_header():
    made = content(
        further={"authority": "负责本级", "N列（无表头）": "其他类别", "duty_basis": "《示范法》第一条", "duty_basis_2": "另", "空": "/",
                 "level": "负责本级审批", "subject_nature": "机关", "disclosure_scope": "看情况", "result": "证", "result_2": "照"}
    )  # fmt: skip

    assert [(f.header, f.words) for f in made.further] == [
        ("权限", "负责本级"), ("N列（无表头）", "其他类别"), ("责任事项依据", "《示范法》第一条"), ("责任事项依据", "另"),
        ("行使层级", "负责本级审批"), ("主体性质", "机关"), ("公开范围", "看情况"), ("办理结果", "照"),
    ]  # fmt: skip


def test_a_scope_that_says_more_than_its_word_keeps_its_words():
    made = content(further={"disclosure_scope": "依申请向当事人公开，三年内"})

    assert made.disclosure.scope == "party"
    assert made.further[0].words == "依申请向当事人公开，三年内"


def test_one_column_for_place_and_hours_is_told_once():
    assert content(further={"place": "大厅，9点至17点", "office_hours": "大厅，9点至17点"}).hours == ""


def test_a_second_column_of_materials_adds_to_the_first():
    assert [m.name for m in content(further={"materials": "申请表", "materials_2": "照片"}).materials] == ["申请表", "照片"]


_WORDS = st.text("夜市设摊许可依据材料条件时限自然人企业，。；、\n 1２.（）一二", min_size=1, max_size=30)
_KEYS = sorted(set(WORDS) - {"serial", "code", "name", "sub_item", "type", "basis", "body", "office", "fee", "personal",
                             "legal_time_limit", "promised_time_limit"})  # fmt: skip


_CELLS = ("type", "body", "office", "fee", "basis", "sub_item", "legal_time_limit", "promised_time_limit")


def _letters(text: str) -> str:
    """What must not be lost: words, without the numbers that only count entries."""
    return "".join(c for c in words_only(text) if c not in "一二12无")


@given(
    st.dictionaries(st.sampled_from([*_KEYS, "materials_2", "duty_2", "result_2", "不认识的表头"]), _WORDS, max_size=8),
    st.fixed_dictionaries({}, optional=dict.fromkeys(_CELLS, _WORDS)),
)
def test_nothing_is_lost_and_the_draft_reads_back(further, cells):
    made = content(further=further, **cells)
    kept = _letters(json.dumps(to_plain(made), ensure_ascii=False))

    for key, text in (*further.items(), *cells.items()):
        if "".join(text.split()) not in NOTHING and key != "sub_item":
            assert all(_letters(piece) in kept for piece in re.split("[；;、，,。\n]", text)), (key, text)
    assert from_plain(type(made), to_plain(made)) == made


@pytest.mark.parametrize("text", ["无", "/", "—", "  ", "无。"])
def test_a_mark_for_nothing_leaves_a_field_empty(text):
    made = content(office=text, basis=text, legal_time_limit=text, further={"materials": text, "place": text, "post": text})

    assert (made.steps, made.bases, made.statutory_term, made.materials, made.place, made.further) == ((), (), None, (), "", ())
