"""The official form as clerks fill it in: what is understood, what is sent back, what is left as it was."""

from __future__ import annotations

from datetime import date

import pytest

from sunlit.catalogue.drafting import Origin, content_of
from sunlit.catalogue.drafting.forms import laid_over
from sunlit.catalogue.sheets.form import write_form
from sunlit.catalogue.sheets.form.layout import ITEMS, MARK, PARTS, columns_of
from sunlit.catalogue.values import (
    Basis,
    Channel,
    Disclosure,
    FormRow,
    Further,
    Material,
    PowerContent,
    Remedies,
    Showing,
    StepPost,
    Term,
)
from sunlit.law.rules import Kind
from sunlit.law.shelf import Shelf
from tests.catalogue.forms import filled, read
from tests.catalogue.workbooks import Sheet, xlsx
from tests.support.invented import law, version

NIGHT = {"序号": 1, "职权名称": "夜市设摊许可", "职权类别": "行政许可", "行使主体": "市夜市局"}
DAY = date(2025, 1, 1)


def draft(**sheets):
    lists = read(filled(**sheets))
    assert lists.unread == ()
    return content_of(lists.items[0])


def test_a_filled_row_is_a_power_with_its_parts():
    drafted = draft(
        职权清单=[NIGHT | {"行使层级": "市级、县级", "是否收费": "否", "办理条件": "一\n\n二", "法定时限": 20, "法定时限单位": "工作日"}],
        申请材料=[{"序号": 1, "材料名称": "申请表", "份数": 2, "材料形式": "原件"}, {"材料名称": "照片", "材料形式": "近期免冠"}],
        环节责任=[{"职权名称": "夜市设摊许可", "环节名称": "受理", "责任处室": "市场科"}],
        公开形式=[{"序号": "1", "公开形式": "网站", "公开位置": "门户网站"}],
    )  # fmt: skip
    made = drafted.content

    assert (made.name, made.type, made.levels, made.charged, made.conditions) == ("夜市设摊许可", "licensing", (3, 4), False, ("一", "二"))
    assert made.statutory_term == Term(amount=20, unit="workday")
    assert made.materials == (Material(name="申请表", copies=2, form="original"), Material(name="照片", form="近期免冠"))
    assert made.steps == (StepPost(number=1, name="受理", office="市场科"),)
    assert made.disclosure == Disclosure(forms=(Showing(kind="website", where="门户网站"),))
    assert drafted.origins["materials[1]"] == Origin("填报表.xlsx", "申请材料", "C4")
    assert drafted.origins["name"] == Origin("填报表.xlsx", "职权清单", "D3")


def test_the_checks_see_what_they_see_of_any_list():
    (item,) = read(
        filled(
            职权清单=[NIGHT | {"子项名称": "临时设摊", "承诺时限": 5, "承诺时限单位": "日", "法定时限说明": "见条文", "主体性质": "委托"}],
            实施依据=[{"序号": 1, "依据类别": "法律", "依据名称": "夜市法", "条款": "第一条", "条文": "夜市应当公开。"}],
            其他栏目=[{"序号": 1, "栏目": "联办机构", "内容": "无"}],
        )
    ).items  # fmt: skip

    assert (item.name, item.sub_item, item.type, item.body) == ("夜市设摊许可", "临时设摊", "行政许可", "市夜市局")
    assert (item.citations[0].title, item.citations[0].article, item.citations[0].text) == ("夜市法", "第一条", "夜市应当公开。")
    assert (item.legal_time_limit, item.promised_time_limit) == ("见条文", "5日")
    assert (item.further["subject_nature"], item.further["联办机构"]) == ("委托", "无")
    assert content_of(item).parent == "夜市设摊许可"


def test_a_basis_pasted_whole_is_read_as_in_any_list():
    made = draft(职权清单=[NIGHT | {"实施依据": "三定方案。【法律】《夜市法》第一条：夜市应当公开。"}]).content

    assert made.bases == (Basis(title="夜市法", article="第一条", kind="法律", text="夜市应当公开。"),)
    assert made.further[0].header == "实施依据"
    plain = draft(职权清单=[NIGHT | {"实施依据": "《夜市法》第一条"}]).content
    assert plain.further == ()


@pytest.fixture
def shelf() -> Shelf:
    held = version("new", date(2020, 1, 1), ["夜市应当公开。", "夜市应当整洁。"])
    return Shelf([law("夜市法", Kind.STATUTE, "全国人民代表大会常务委员会", held)])


def test_bases_written_row_by_row_are_tied_to_the_library_and_put_in_order(shelf: Shelf):
    rows = [
        {"序号": 1, "依据类别": "规范性文件", "依据名称": "夜市通知"},
        {"序号": 1, "依据名称": "《夜市法》", "条款": "第1条"},
        {"序号": 1, "依据名称": "夜市法", "条款": "第二条", "条文": "照抄。"},
        {"序号": 1, "依据类别": "地方性法规", "依据名称": "示范市夜市条例", "条款": "三、四"},
        {"序号": 1, "依据类别": "三定方案", "条文": "负责夜市。"},
    ]
    (item,) = read(filled(职权清单=[NIGHT], 实施依据=rows)).items

    bases = content_of(item, shelf, DAY).content.bases

    assert [(b.title, b.article, b.text, bool(b.law)) for b in bases][:2] == [
        ("夜市法", "第一条", "夜市应当公开。", True), ("夜市法", "第二条", "照抄。", True),
    ]  # fmt: skip
    assert {b.title for b in bases[2:4]} == {"示范市夜市条例", "夜市通知"}
    assert bases[4] == Basis(title="", kind="三定方案", text="负责夜市。")


def test_keys_stay_with_words_that_were_not_changed_and_go_with_those_that_were(shelf: Shelf):
    was = PowerContent(
        name="夜市设摊许可", type="licensing",
        bases=(Basis(title="夜市法", article="第一条", law="old", version="old"), Basis(title="旧法", law="gone")),
    )  # fmt: skip
    sheet = filled_over(write_form([FormRow(content=was)]), "实施依据", "D4", "旧法（修订）")
    (item,) = read(sheet).items

    kept, changed = content_of(item, shelf, DAY).content.bases

    assert (kept.law, changed.title, changed.law) == ("old", "旧法（修订）", "")


def filled_over(data: bytes, sheet: str, cell: str, value: object) -> bytes:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_not_understood_is_told_with_its_place():
    rows = [NIGHT | {"主体性质": "法定机关", "承诺时限": "五日", "是否收费": "也许"}]
    lists = read(
        filled(
            职权清单=rows, 实施依据=[{"序号": 1, "依据名称": "夜市法", "版本日期": "去年"}],
            申请材料=[{"序号": 1, "材料名称": "表", "份数": "两"}],
        )
    )  # fmt: skip
    problems = content_of(lists.items[0]).problems

    assert [p.split("，")[0] for p in problems] == [
        "“主体性质”不认识“法定机关”", "“承诺时限”只填数字", "“是否收费”只填是或者否",
        "《实施依据》第 3 行“版本日期”须为日期", "《申请材料》第 3 行“份数”只填数字",
    ]  # fmt: skip
    assert {(r.sheet, r.row) for r in lists.remarks} == {("职权清单", 3)}
    both = read(filled(职权清单=[NIGHT | {"实施依据": "《夜市法》"}], 实施依据=[{"序号": 1, "依据名称": "夜市法"}])).items[0]
    assert "只留一处" in content_of(both).problems[0]


def test_rows_of_no_item_or_of_several_are_sent_back():
    lists = read(
        filled(
            职权清单=[NIGHT, NIGHT | {"职权名称": "夜市停业处罚", "序号": 1}, {"序号": 3}],
            申请材料=[
                {"材料名称": "无主"}, {"序号": 1, "材料名称": "不知哪项"}, {"序号": 9, "材料名称": "没有这项"},
                {"序号": 1, "职权名称": "夜市停业处罚", "材料名称": "说得清"}, {"序号": 1, "职权名称": "夜市停业处罚"},
            ],
        )
    )  # fmt: skip

    assert [(u.sheet, u.row) for u in lists.unread] == [("职权清单", 5), ("申请材料", 3), ("申请材料", 4), ("申请材料", 5)]
    assert content_of(lists.items[1]).content.materials == (Material(name="说得清"),)


def test_columns_of_ones_own_are_kept_and_those_of_persons_are_not():
    lists = read(
        filled(
            职权清单=[NIGHT | {"网格编号": "7", "联系人": "某某"}, NIGHT | {"序号": 2, "职权名称": "另一项"}],
            申请材料=[{"序号": 1, "材料名称": "表", "颜色": "红"}],
        )
    )  # fmt: skip

    assert content_of(lists.items[0]).content.further == (Further(header="网格编号", words="7"),)
    assert [remark.words for remark in lists.remarks] == [
        "“联系人”列有个人姓名或手机号码，已略去", "《申请材料》没有“颜色”这一列，没有读",
    ]  # fmt: skip


def test_what_the_form_leaves_empty_throughout_stays_as_it_is_on_record():
    record = PowerContent(
        name="夜市设摊许可", type="licensing", materials=(Material(name="表"),), remarks="旧", place="大厅",
        disclosure=Disclosure(forms=(Showing(kind="hall"),), scope="society"),
        remedies=Remedies(court="市法院", note="旧"), promised_term=Term(),
    )  # fmt: skip
    drafted = draft(职权清单=[NIGHT | {"备注": "新", "公开时间": "长期", "复议机关": "市政府"}])

    after = laid_over(record, drafted.content, drafted.whole)

    assert (after.remarks, after.place, after.materials) == ("新", "大厅", (Material(name="表"),))
    assert after.disclosure == Disclosure(forms=(Showing(kind="hall"),), scope="society", time="长期")
    assert after.remedies == Remedies(review_body="市政府", court="市法院", note="旧")


def test_what_one_row_leaves_empty_and_another_does_not_is_emptied():
    rows = [NIGHT, NIGHT | {"序号": 2, "职权名称": "另一项", "备注": "有", "承诺时限": 3, "复议机关": "市政府"}]
    drafted = draft(职权清单=rows)
    record = PowerContent(name="夜市设摊许可", remarks="旧", promised_term=Term(), remedies=Remedies(review_body="旧"))

    after = laid_over(record, drafted.content, drafted.whole)

    assert (after.remarks, after.promised_term, after.remedies) == ("", Term(), None)
    assert laid_over(PowerContent(name="夜市设摊许可", remedies=Remedies()), drafted.content, drafted.whole).remedies == Remedies()


def sheet_of(name: str, *rows: list[str], title: str = "", merges: tuple = ()) -> Sheet:
    of = next(one for one in (ITEMS, *PARTS) if one.name == name)
    return Sheet([[title or of.title], *rows], name=name, merges=list(merges))


def test_a_cell_merged_over_rows_says_the_same_of_each():
    head = ["序号", "职权名称", "子项名称", "职权类别"]
    lists = read(xlsx(sheet_of(ITEMS.name, head, ["1", "夜市许可", "设摊", "行政许可"], ["", "", "", ""], ["2", None, "停业", "行政许可"], merges=((2, 1, 4, 1), (0, 0, 0, 3)))))

    assert [(item.name, item.sub_item) for item in lists.items] == [("夜市许可", "设摊"), ("夜市许可", "停业")]
    assert [u.row for u in lists.unread] == []


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ([sheet_of("申请材料", ["序号", "材料名称"], ["1", "表"])], "填报表里没有《职权清单》"),
        ([sheet_of(ITEMS.name, ["甲", "乙"])], "没有表头"),
        ([sheet_of(ITEMS.name, ["序号", "职权名称", "职权名称"], ["1", "夜市", "夜市"])], "“职权名称”列不止一列"),
        ([sheet_of(ITEMS.name, ["序号", "职权名称"]), Sheet([[ITEMS.title], ["序号", "职权名称"]], name="又一张")], "不止一张"),
    ],
)
def test_a_form_taken_apart_is_not_guessed_at(sheets: list[Sheet], reason: str):
    assert any(reason in u.reason for u in read(xlsx(*sheets)).unread)


def test_a_form_without_keys_or_with_broken_ones_is_read_by_its_words():
    items = sheet_of(ITEMS.name, ["序号", "职权名称", "职权类别"], ["1", "夜市许可", "行政许可"])
    bases = ["序号", "依据名称", "条款"]
    without = sheet_of("实施依据", bases, ["1", "夜市法", "第一条"])
    broken = sheet_of("实施依据", [*bases, "系统对照"], ["1", "夜市法", "第一条", "17"], ["1", "夜市法", "第二条", '["x","y"]'])
    long = Sheet([[f"{MARK}：长文"], ["编号", "段", "文字"], ["一", "1", "x"], ["1", "1", "长"]], name="长文")
    for sheet, n in ((without, 1), (broken, 2)):
        (item,) = read(xlsx(items, sheet, long)).items
        assert item.told is not None
        assert (item.told.settled, len(content_of(item).content.bases)) == ((False,) * n, n)


def test_channels_keep_their_order_and_every_column_has_its_own_header():
    rows = [{"序号": 1, "途径": "投诉", "电话或方式": "12345"}, {"途径": "咨询", "电话或方式": "大厅"}, {"途径": "投诉", "电话或方式": "信箱"}]
    made = draft(职权清单=[NIGHT], 咨询投诉=rows).content

    assert made.channels == (Channel(kind="complaint", words="12345"), Channel(kind="consult", words="大厅"), Channel(kind="complaint", words="信箱"))
    for sheet in (ITEMS, *PARTS):
        headers = [column.header for column in columns_of(sheet)]
        assert len(headers) == len(set(headers))
