"""Who made a text is told by its history, its order or its number; where none shows it, nobody is named."""

from __future__ import annotations

import pytest

from sunlit.law.rules import Kind
from sunlit.law.texts import read_law

BODY = "第一条　渡口归公。\n第二条　本办法自2019年1月1日起施行。\n"


def read(head: str, name: str = "渡口.txt", body: str = BODY):
    return read_law((head + "\n" + body).encode(), name)


@pytest.mark.parametrize(
    ("head", "kind", "issuer", "region"),
    [
        ("中华人民共和国渡口法\n（1996年3月1日第八届全国人民代表大会第四次会议通过）", Kind.STATUTE, "全国人民代表大会", ""),
        ("中华人民共和国渡口法\n2018年3月1日 第十三届全国人民代表大会常务委员会第一次会议通过", Kind.STATUTE, "全国人民代表大会常务委员会", ""),
        ("中华人民共和国宪法\n（1982年12月4日第五届全国人民代表大会第五次会议通过）", Kind.CONSTITUTION, "全国人民代表大会", ""),
        ("中华人民共和国主席令\n第八号\n《中华人民共和国渡口法》已由中华人民共和国第十三届全国人民代表大会常务委员会第三次会议于2018年6月1日通过，现予公布，自2019年1月1日起施行。\n中华人民共和国主席　某某\n2018年6月1日\n中华人民共和国渡口法", Kind.STATUTE, "全国人民代表大会常务委员会", ""),
        ("渡口管理条例\n2018年4月22日 中华人民共和国国务院令第999号公布", Kind.REGULATION, "国务院", ""),
        ("中华人民共和国国务院令\n第999号\n《渡口管理条例》已经2018年1月30日国务院第38次常务会议通过，现予公布，自2019年1月1日起施行。\n总理　某某\n2018年4月22日\n渡口管理条例", Kind.REGULATION, "国务院", ""),
        ("渡口管理条例\n1987年4月1日 国务院发布", Kind.REGULATION, "国务院", ""),
        ("渡口管理处罚规定\n1990年7月1日 国务院批准\n1990年8月1日 交通部发布", Kind.REGULATION, "国务院", ""),
        ("渡口管理处罚规定\n2005年7月1日国务院批准\n2005年8月1日交通部令第3号发布", Kind.DEPARTMENT_RULE, "交通部", ""),
        ("渡口管理条例\n2011年2月16日 国务院第144次常务会议修订通过", Kind.REGULATION, "国务院", ""),
        ("渡口管理条例\n（2019年3月2日《国务院关于修改部分行政法规的决定》第三次修订）", Kind.REGULATION, "国务院", ""),
        ("军队渡口条例\n（2004年5月1日国务院、中央军事委员会令第400号公布）", Kind.REGULATION, "国务院、中央军事委员会", ""),
        ("国务院对保留的渡口审批设定行政许可的决定\n（2004年6月29日中华人民共和国国务院令第998号公布）", Kind.STATE_COUNCIL_DECISION, "国务院", ""),
        ("国务院关于取消渡口审批的决定\n国发〔2014〕77号", Kind.STATE_COUNCIL_DECISION, "国务院", ""),
        ("示范省渡口条例\n（2018年11月2日示范省第十届人民代表大会常务委员会第五次会议通过）", Kind.LOCAL_REGULATION, "示范省人民代表大会常务委员会", "示范省"),
        ("示范省渡口条例\n（2018年2月2日示范省第十届人民代表大会第一次会议通过）", Kind.LOCAL_REGULATION, "示范省人民代表大会", "示范省"),
        ("示范市渡口条例\n（2010年6月24日示范市第十四届人民代表大会常务委员会第27次会议通过　2010年9月29日示范省第十一届人民代表大会常务委员会第17次会议批准）", Kind.LOCAL_REGULATION, "示范市人民代表大会常务委员会", "示范省示范市"),
        ("日照县自治条例\n二〇一九年一月二十日日照县第三届人民代表大会第一次会议通过", Kind.LOCAL_REGULATION, "日照县人民代表大会", "日照县"),
        ("示范市人民代表大会常务委员会公告\n第12号\n《示范市渡口条例》已由示范市十六届人大常委会第九次会议于2018年8月30日通过，现予公布。\n2018年10月8日\n示范市渡口条例", Kind.LOCAL_REGULATION, "示范市人民代表大会常务委员会", "示范市"),
        ("渡口登记规定\n（2018年12月21日国家市场监督管理总局令第2号公布）", Kind.DEPARTMENT_RULE, "国家市场监督管理总局", ""),
        ("中华人民共和国交通运输部令\n2018年第17号\n《渡口登记规定》已于2018年5月30日经第9次部务会议通过，现予公布，自2019年1月1日起施行。\n部长　某某\n2018年6月28日\n渡口登记规定", Kind.DEPARTMENT_RULE, "交通运输部", ""),
        ("中华人民共和国国家发展和改革委员会\n中华人民共和国商务部\n令\n第18号\n2018年6月28日\n渡口准入办法", Kind.DEPARTMENT_RULE, "国家发展和改革委员会、商务部", ""),
        ("渡口收费办法\n1998年2月2日建设部发布", Kind.DEPARTMENT_RULE, "建设部", ""),
        ("渡口收费办法\n2008年2月2日建设部发布", Kind.UNKNOWN, "", ""),
        ("示范省渡口规定\n（2012年10月25日示范省人民政府第116次常务会议讨论通过 2012年10月30日示范省人民政府令第94号公布 自2013年1月1日起施行）", Kind.LOCAL_RULE, "示范省人民政府", "示范省"),
        ("北京市渡口办法\n(1996年9月23日北京市人民政府第14号令发布，根据2018年2月12日北京市人民政府第277号令第一次修改)", Kind.LOCAL_RULE, "北京市人民政府", "北京市"),
        ("示范市渡口办法\n1996年9月23日示范市人民政府发布", Kind.LOCAL_RULE, "示范市人民政府", "示范市"),
        ("示范县渡口办法\n（2018年9月23日示范县人民政府令第3号公布）", Kind.NORMATIVE_DOCUMENT, "示范县人民政府", "示范县"),
        ("示范市财政局渡口办法\n2018年9月23日示范市财政局令第3号", Kind.NORMATIVE_DOCUMENT, "示范市财政局", "示范市"),
        ("示范市人民政府关于印发示范市渡口办法的通知\n示政发〔2017〕97号\n各区人民政府：\n现将《示范市渡口办法》印发给你们，请遵照执行。\n示范市人民政府\n2017年9月3日\n示范市渡口办法", Kind.NORMATIVE_DOCUMENT, "示范市人民政府", "示范市"),
        ("国务院办公厅关于渡口安全的意见\n国办发〔2018〕3号", Kind.NORMATIVE_DOCUMENT, "国务院办公厅", ""),
        ("渡口安全实施方案\n国办函〔2018〕3号", Kind.NORMATIVE_DOCUMENT, "国务院办公厅", ""),
        ("渡口安全实施方案\n发布机构：示范市交通局\n文号：示交〔2018〕3号", Kind.NORMATIVE_DOCUMENT, "示范市交通局", "示范市"),
        ("示范市交通局关于渡口安全的通知", Kind.NORMATIVE_DOCUMENT, "示范市交通局", "示范市"),
        ("示范省人民代表大会常务委员会关于渡口安全的决定", Kind.UNKNOWN, "示范省人民代表大会常务委员会", "示范省"),
        ("最高人民法院关于审理渡口案件的解释\n法释〔2019〕1号", Kind.UNKNOWN, "", ""),
        ("渡口管理办法\n根据国务院发布的《渡口条例》和全国人民代表大会常务委员会通过的《渡口法》制定", Kind.UNKNOWN, "", ""),
        ("渡口管理条例", Kind.UNKNOWN, "", ""),
        ("渡口管理法", Kind.UNKNOWN, "", ""),
        ("渡口管理办法\n根据《国务院令第999号》制定的说明", Kind.UNKNOWN, "", ""),
        ("渡口管理办法\n责令改正通知（2018年1月2日）", Kind.UNKNOWN, "", ""),
    ],
)  # fmt: skip
def test_kind_issuer_and_region_by_what_the_file_shows(head, kind, issuer, region):
    text = read(head)
    assert (text.kind, text.issuer, text.region) == (kind, issuer, region)
    assert ("rank-unknown" in [w.kind for w in text.warnings]) == (kind is Kind.UNKNOWN)


def test_neither_the_folder_nor_the_last_word_of_the_title_shows_a_kind():
    text = read("中华人民共和国渡口管理条例", "法规库/行政法规/渡口管理条例(2018-11-05).md")
    assert text.kind is Kind.UNKNOWN
    assert text.region == ""


def test_a_local_title_without_a_maker_still_shows_its_region():
    assert read("示范市渡口管理办法").region == "示范市"
    assert read("示范省示范市渡口管理办法").region == "示范省示范市"
    assert read("风景名胜区渡口条例").region == ""


@pytest.mark.parametrize(
    ("head", "title", "short"),
    [
        ("# 中华人民共和国渡口法", "中华人民共和国渡口法", ("渡口法",)),
        ("# 示范省 渡口 条例（2019修订）", "示范省渡口条例", ()),
        ("# 示范省实施《中华人民共和国渡口法》办法", "示范省实施《中华人民共和国渡口法》办法", ("示范省实施《渡口法》办法",)),
        ("中华人民共和国\n渡　口　法\n（1996年3月1日第八届全国人民代表大会第四次会议通过）", "中华人民共和国渡口法", ("渡口法",)),
        ("示范市\n渡口和船舶安全\n管理办法\n2018年2月3日示范市人民政府令第2号公布", "示范市渡口和船舶安全管理办法", ()),
        ("渡口管理暂行规定（试行）", "渡口管理暂行规定（试行）", ()),
        (
            "示范市人民政府办公室\n关于印发《示范市渡口办法》的通知\n示政办发〔2018〕2号\n各区人民政府：\n《示范市渡口办法》（以下简称《渡口办法》）已经市政府同意，现印发给你们。\n示范市渡口办法",
            "示范市渡口办法",
            ("渡口办法", "示范市人民政府办公室关于印发《示范市渡口办法》的通知"),
        ),
        (
            "示范市渡口办法\n根据《中华人民共和国渡口法》（以下简称《渡口法》）修改。\n《示范市渡口办法》（以下简称《办法》）由市交通局解释。",
            "示范市渡口办法",
            (),
        ),
        ('---\ntitle: "渡口守则"\ndate: 2020-01-01\n---\n2018年2月3日公布的守则如下。', "渡口守则", ()),
    ],
)  # fmt: skip
def test_the_title_and_what_else_the_law_is_called(head, title, short):
    text = read(head)
    assert text.title == title
    assert text.short_titles == short


def test_without_any_title_line_the_files_name_serves():
    assert read("", "法规/渡口办法（2019-01-02）.txt").title == "渡口办法"
