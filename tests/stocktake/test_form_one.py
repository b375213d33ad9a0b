"""行政职权目录登记表 by campaign: what it prints is what the database holds, as it stands and as it was signed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.urls import reverse
from docx import Document

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules.powers import Share, Tenure
from sunlit.catalogue.values import (
    Basis,
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    Remedies,
    Showing,
    StepPost,
    Term,
)
from sunlit.cli.frame import main
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Post
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from sunlit.publication.exports.columns import FORM_ONE as PUBLISHED
from sunlit.review.exports import BLANK, MEDIA_TYPES
from sunlit.review.models import WithheldItem
from sunlit.review.rules.register import FormWithoutRow
from sunlit.stocktake import commands, exports, queries
from sunlit.stocktake.models import ListedPower, Registration
from sunlit.stocktake.rules import NoSuchStocktake
from tests.stocktake.people import LEGAL, OFFICE, REGISTRAR, stocktake_city
from tests.support.ledger import made_once, refused
from tests.support.people import make_account

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from django.test import Client

    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")
BY = Actor.system("test")
TODAY = clock.today()
HEADINGS = [column.heading for column in exports.FORM_ONE.columns]


def begun() -> StocktakeCity:
    made = stocktake_city()
    made.begin("市灯局", "甲县灯局")
    return made


made, city = made_once(begun)


@pytest.fixture(autouse=True)
def _own_forms(settings: Any, tmp_path: Path) -> None:
    settings.FORMS = tmp_path / "forms"
    settings.FORMS.mkdir()


def filled_in(city: StocktakeCity, edition: UUID) -> None:
    """An item that says all the form has room for."""
    row = PowerEdition.objects.get(pk=edition)
    post = Post.objects.get(office__unit=city.unit("市灯局"), office__name="许可科", appointments__officer__name="钱二")
    content = replace(
        content_of(row), type="licensing", holder="市灯局", nature="entrusted", entrusted_by="市府", tenure=Tenure.COMMON,
        part=Share.ASSIST, lead="市水局", charged=True, place="灯街一号", remarks="与水局共用窗口",
        fees=(FeeItem(name="灯证工本费", basis="灯费办法", standard="5元/证"), FeeItem(name="查验费")),
        bases=(
            Basis(title="示范省河灯管理条例", article="第二条", text="放流河灯，应当申请许可。", kind="地方性法规"),
            Basis(title="《示范市河灯办法》"),
        ),
        steps=(
            StepPost(number=1, name="受理", unit=city.unit("市灯局"), unit_name="市灯局", office="许可科", post=post.pk, post_name="受理岗", term="当日", duty="查材料"),
            StepPost(number=2, name="送达", unit_name="灯协", office="综合部", post_name="收发"),
        ),
        statutory_term=Term(amount=20, unit="workday", source="条例第三条"), promised_term=Term(amount=0, unit="workday"),
        discretion=(DiscretionStep(circumstance="初次", range="警告", basis="裁量办法"), DiscretionStep(circumstance="再次", range="罚款")),
        disclosure=Disclosure(forms=(Showing(kind="website", where="门户"), Showing(kind="灯塔")), scope="society", time="长期"),
        rights=("陈述申辩", "申请听证"),
        remedies=Remedies(review_body="市府", review_term="60日内", court="市法院", note="先复议"),
        channels=(Channel(kind="complaint", words="12345"), Channel(kind="consult", words="010-1")),
    )  # fmt: skip
    catalogue.save_draft(edition, content, revision=row.revision, by=BY)


#: What the form must say of it, under which heading; the day and who signed aside.
SAID = {
    "职权编码": "", "职权名称（子项）": "河灯放流许可", "职权类别": "行政许可", "行使主体及性质": "市灯局\n委托\n委托机关：市府",
    "来源依据": "1.【地方性法规】《示范省河灯管理条例》第二条：放流河灯，应当申请许可。\n2.《示范市河灯办法》",
    "时限": "法定：20个工作日（条例第三条）\n承诺：即办", "收费": "收费\n灯证工本费：灯费办法\n灯证工本费：5元/证",
    "环节责任": "1.受理：许可科 受理岗 钱二，当日，查材料\n2.送达：灯协 综合部 收发", "裁量基准": "初次：警告（裁量办法）\n再次：罚款",
    "公开形式、范围、时间": "网站（门户）、灯塔\n社会\n长期",
    "权利救济与监督": "权利：陈述申辩；申请听证\n行政复议：市府，60日内\n行政诉讼：市法院\n先复议\n投诉举报：12345\n咨询：010-1",
    "备注": "共有职权，协助配合，由市水局主要行使\n办理地点：灯街一号\n与水局共用窗口",
}  # fmt: skip


def read(data: bytes, ending: str) -> tuple[str, list[dict[str, str]]]:
    """What stands above the table, and its rows by heading; what goes on in the next row is put together again."""
    if ending == "docx":
        document = Document(io.BytesIO(data))
        around = "\n".join(p.text for p in document.paragraphs)
        table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        around = "\n".join(row[0] for row in rows[:3])
        end = next(n for n, row in enumerate(rows) if row[0].startswith("单位（盖章）")) - 1
        table = rows[3:end]
    assert table[0] == HEADINGS
    told: list[dict[str, str]] = []
    for cells in table[1:]:
        if cells[0] or not told:
            told.append(dict(zip(HEADINGS, cells, strict=True)))
        else:
            for name, words in zip(HEADINGS, cells, strict=True):
                told[-1][name] += words
    return around, told


def printed(viewer: Viewer, ending: str, **of: Any) -> tuple[str, list[dict[str, str]]]:
    return read(queries.printed_form_one(queries.form_one(viewer, **of), ending), ending)


def test_its_columns_are_those_of_the_directory_and_who_filled_in_and_signed() -> None:
    assert ["序号", *(column.title for column in PUBLISHED), "填报人、日期", "审核人、日期"] == HEADINGS


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_what_it_prints_is_what_is_registered(city: StocktakeCity, ending: str) -> None:
    filled_in(city, city.registers("钱二", "河灯放流许可"))
    city.registers("孙三", "河灯检验")

    around, rows = printed(city.sees("市灯局", REGISTRAR), ending, office_list=city.office("许可科"))

    for said in ("专项工作：职权清理", "单位：市灯局", "科室：许可科", "登记现状", f"截至日期：{TODAY}", "共 2 项", "重建式样"):
        assert said in around
    assert [row["序号"] for row in rows] == ["1", "2"]
    assert {name: rows[0][name] for name in SAID} == SAID
    assert rows[0]["填报人、日期"] == f"钱二\n{TODAY}"
    assert rows[0]["审核人、日期"] == ""
    assert rows[1]["职权名称（子项）"] == "河灯检验"

    city.signed()
    _, rows = printed(city.sees("市灯局", REGISTRAR), ending, office_list=city.office("许可科"))
    assert rows[0]["审核人、日期"] == f"许可科 科长 赵一\n{TODAY}"


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_long_basis_is_printed_whole(city: StocktakeCity, ending: str) -> None:
    edition = city.registers("钱二", "河灯放流许可")
    row = PowerEdition.objects.get(pk=edition)
    text = "\n".join(f"（{n}）放流河灯的，应当在灯期前申请；灯期不足的，从其规定。" for n in range(90))
    content = replace(content_of(row), bases=(Basis(title="河灯条例", article="第二条", text=text),))
    catalogue.save_draft(edition, content, revision=row.revision, by=BY)
    _, [told] = printed(EYES, ending, stocktake=city.stocktake)
    assert told["来源依据"] == f"1.《河灯条例》第二条：{text}"


def test_as_it_was_signed_whatever_became_of_it_since(city: StocktakeCity) -> None:
    edition, kept = city.registers("钱二", "河灯放流许可"), city.list()
    assert printed(EYES, "docx", office_list=city.office("许可科"), signed=True)[1][0]["序号"] == "", "nothing is signed"
    city.signed()
    legal = city.who("市灯局", LEGAL)
    commands.return_list(city.office("许可科"), reason="请规范名称", by=legal)
    row = PowerEdition.objects.get(pk=edition)
    catalogue.save_draft(edition, replace(content_of(row), name="放流许可"), revision=row.revision, by=BY)

    for of in ({"office_list": city.office("许可科")}, {"unit_list": kept}, {"stocktake": city.stocktake}):
        assert [one["职权名称"] for one in queries.form_one(EYES, signed=True, **of).rows] == ["河灯放流许可"], of
        assert [one["职权名称"] for one in queries.form_one(EYES, **of).rows] == ["放流许可"], of
    told = queries.form_one(EYES, signed=True, office_list=city.office("许可科"))
    assert told.heads["所据"].startswith("签认时的清单（第 1 次签认，摘要 ")
    assert (told.heads["签认日期"], told.heads["审核人"]) == (TODAY.isoformat(), "许可科 科长 赵一")

    keeper = Actor.account(make_account("keeper", functions=(), administers="security").pk)
    commands.purge_listed([row.power_id], by=keeper)
    assert queries.form_one(EYES, signed=True, unit_list=kept).rows == (), "what was purged is printed no more"


def test_what_became_one_stands_once_with_who_registered_either(city: StocktakeCity) -> None:
    for who in ("钱二", "孙三"):
        city.registers(who, "河灯放流许可" if who == "钱二" else "放河灯许可")
    city.signed()
    one, two = ListedPower.objects.order_by("pk").values_list("power", flat=True)
    commands.merge_items(city.list(), one, two, reason="同一事项", by=city.who("市灯局", LEGAL))
    for signed in (False, True):
        [row] = queries.form_one(EYES, unit_list=city.list(), signed=signed).rows
        assert set(row["填报人"].split("、")) == {"钱二", "孙三"}


def test_who_sees_the_lists_gets_the_form_of_them_and_nobody_else(city: StocktakeCity) -> None:
    city.registers("钱二", "河灯放流许可")
    city.registers("吴六", "乡灯许可")
    whole = queries.form_one(city.sees("市府", OFFICE), stocktake=city.stocktake)
    assert ([one["职权名称"] for one in whole.rows], whole.heads["单位"]) == (["河灯放流许可", "乡灯许可"], "2 个单位")
    county = queries.form_one(city.sees("甲县灯局", LEGAL), stocktake=city.stocktake)
    assert ([one["职权名称"] for one in county.rows], county.heads["单位"]) == (["乡灯许可"], "甲县灯局")
    assert len(queries.form_one(city.sees("钱二"), office_list=city.office("许可科")).rows) == 1, "who is on its roll"
    for of in (
        {"office_list": city.office("执法科")}, {"unit_list": city.list()}, {"stocktake": city.stocktake},
        {"office_list": city.unit("市灯局")}, {"unit_list": city.unit("市灯局")}, {"stocktake": city.unit("市灯局")},
    ):  # fmt: skip
        with refused(NoSuchStocktake):
            queries.form_one(city.sees("钱二"), **of)
    with refused(NoSuchStocktake):
        queries.form_one(EYES, stocktake=city.unit("市灯局"))


def test_what_is_withheld_is_printed_nowhere(city: StocktakeCity) -> None:
    edition = city.registers("钱二", "河灯放流许可")
    city.signed()
    WithheldItem.objects.create(
        number="不公开〔2026〕1号", unit_id=city.unit("市灯局"), exemption="state-secret", provision="第十四条", until="长期",
        determined_by="分管局长", next_review=TODAY + timedelta(days=9), registered_at=clock.now(), registered_by="post:x",
        power=PowerEdition.objects.get(pk=edition).power_id,
    )  # fmt: skip
    for signed in (False, True):
        assert queries.form_one(EYES, stocktake=city.stocktake, signed=signed).rows == ()


def test_of_thirty_items_it_asks_no_more_than_of_one(city: StocktakeCity, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        city.registers("钱二", f"河灯许可{n}")
    with django_assert_max_num_queries(26):
        assert len(queries.form_one(EYES, office_list=city.office("许可科")).rows) == 30
    assert Registration.objects.count() == 30


def test_a_sub_item_stands_under_its_item_and_a_code_beside_it(city: StocktakeCity) -> None:
    edition = city.registers("钱二", "河灯放流许可")
    row = PowerEdition.objects.get(pk=edition)
    above = PowerEdition.objects.get(pk=city.reviews.draft("市灯局", name="河灯许可")).power
    row.power.parent = above
    row.power.save(update_fields=["parent"])
    catalogue.give_code(row.power_id, "gansu", "62052400MZ-XK-0001", by=BY)
    [told] = queries.form_one(EYES, stocktake=city.stocktake).rows
    assert (told["职权名称（子项）"], told["主项"]) == ("河灯许可\n子项：河灯放流许可", "河灯许可")
    assert told["职权编码"] == "62052400MZ-XK-0001"


def test_the_desk_gives_it_away_in_the_city_s_own_layout_where_there_is_one(
    city: StocktakeCity, client: Client, settings: Any
) -> None:
    city.registers("钱二", "河灯放流许可")
    client.force_login(make_account("office", functions=(Function.OPEN_GOVERNMENT,), display_name="公开办"))
    pages = {
        "desk:stocktake": (city.stocktake, "stocktake"), "desk:stocktake-unit": (city.list(), "unit_list"),
        "desk:stocktake-office": (city.office("许可科"), "office_list"),
    }  # fmt: skip
    viewer = city.sees("市府", OFFICE)
    for page, (key, of) in pages.items():
        html = client.get(reverse(page, args=[key])).content.decode()
        for ending, kind in MEDIA_TYPES.items():
            address = reverse(f"{page}-form", args=[key, ending])
            assert f'"{address}"' in html
            # an office's list that nobody has signed has no form of when it was signed
            assert (f'"{address}?as=signed"' in html) == (of != "office_list")
            answer = client.get(address)
            assert answer.headers["Content-Type"] == kind
            assert answer.content == queries.printed_form_one(queries.form_one(viewer, **{of: key}), ending)
        assert client.get(reverse(f"{page}-form", args=[key, "pdf"])).status_code == 404
        assert client.get(reverse(f"{page}-form", args=[city.unit("市灯局"), "docx"])).status_code == 404
    for ending in MEDIA_TYPES:
        assert client.get(reverse("desk:stocktake-blank", args=[ending])).content == BLANK[ending](exports.FORM_ONE)
    assert client.get(reverse("desk:stocktake-blank", args=["pdf"])).status_code == 404

    own = Document()
    own.add_paragraph("示范市职权清理登记册 {{专项工作}}")
    own.save(str(settings.FORMS / "registration.docx"))
    with refused(FormWithoutRow):
        queries.printed_form_one(queries.form_one(viewer, stocktake=city.stocktake), "docx")
    told = client.get(reverse("desk:stocktake-form", args=[city.stocktake, "docx"]), follow=True).content.decode()
    assert "没有逐项填写的那一行" in told
    cells = own.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "{{职权名称}}（{{填报人}}）", "{{监督电话}}"
    own.save(str(settings.FORMS / "registration.docx"))
    answer = client.get(reverse("desk:stocktake-form", args=[city.stocktake, "docx"]))
    document = Document(io.BytesIO(answer.content))
    assert document.paragraphs[0].text == "示范市职权清理登记册 职权清理"
    assert document.tables[0].rows[0].cells[0].text == "河灯放流许可（钱二）"


def test_the_command_line_fills_it_in(city: StocktakeCity, tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr("sunlit.site.database.ready", lambda: None)
    out = tmp_path / "登记表.docx"
    assert main(["stocktake", "form", str(out)]) == 1, "nothing is registered"
    city.registers("钱二", "河灯放流许可")
    for words, code in (
        ([], 0), (["--unit", "市灯局"], 0), (["--unit", "市灯局", "--office", "许可科"], 0), (["--stocktake", "职权清理"], 0),
        (["--blank"], 0), (["--signed"], 1), (["--office", "许可科"], 2), (["--unit", "无此局"], 2), (["--unit", "灯检"], 2),
        (["--unit", "市灯局", "--office", "无此科"], 2), (["--stocktake", "另一次"], 2),
    ):  # fmt: skip
        assert main(["stocktake", "form", str(out), *words]) == code, words
    said = capsys.readouterr().err
    assert "执法科" in said, "what offices there are"
    assert main(["stocktake", "form", str(tmp_path / "x.pdf")]) == 2
    assert main(["stocktake", "form", str(tmp_path / "no" / "x.docx"), "--json"]) == 2
    assert main(["stocktake", "form", str(out), "--unit", "市灯局", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "file": str(out), "stocktake": "职权清理", "unit": "市灯局", "office": None, "signed": False, "items": 1,
    }  # fmt: skip
    assert read(out.read_bytes(), "docx")[1][0]["职权名称（子项）"] == "河灯放流许可"


def test_the_form_of_many_units_goes_unit_by_unit_and_office_by_office(city: StocktakeCity) -> None:
    city.begin("甲县灯局", "市灯局")
    for who, power in (("吴六", "县里的灯"), ("周五", "灯的检查"), ("钱二", "灯的许可"), ("吴六", "县里的河灯")):
        city.registers(who, power)
    rows = queries.form_one(EYES, stocktake=city.stocktake).rows
    names = [row["职权名称（子项）"] for row in rows]
    assert names == ["灯的许可", "灯的检查", "县里的灯", "县里的河灯"]
