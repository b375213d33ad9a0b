from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sunlit.law.rules import Kind
from tests.support.invented import DEPOSIT, HYGIENE, LAWS, NIGHT, NOISE, NOTICE, PROVINCE, codes, found, law, listed

LICENCE = f"《中华人民共和国夜市法》第九条：{NIGHT.versions[1].articles[(9, 0)]}"
HYGIENE_4 = f"《夜市饮食卫生管理条例》第四条：{HYGIENE.versions[0].articles[(4, 0)]}"
PROVINCE_3 = f"《示范省夜市管理条例》第三条：{PROVINCE.versions[0].articles[(3, 0)]}"
DEPOSIT_3 = f"《夜市摊位备案管理办法》第三条：{DEPOSIT.versions[0].articles[(3, 0)]}"
NOISE_2 = f"《示范市夜市噪声管理规定》第二条：{NOISE.versions[0].articles[(2, 0)]}"
NOTICE_1 = f"《示范市夜市摊位收费通知》第一条：{NOTICE.versions[0].articles[(1, 0)]}"


def test_bases_stand_by_legal_effect() -> None:
    (finding,) = found(listed(f"{HYGIENE_4}\n{LICENCE}\n{NOTICE_1}\n{NOISE_2}"))

    assert (finding.code, finding.severity) == ("basis-order", "warning")
    assert "《夜市饮食卫生管理条例》（行政法规）列在《中华人民共和国夜市法》（法律）之前" in finding.why
    assert finding.mend == (
        "请调整为：《中华人民共和国夜市法》、《夜市饮食卫生管理条例》、《示范市夜市噪声管理规定》、《示范市夜市摊位收费通知》。"
    )
    assert codes(listed(f"{LICENCE}\n{HYGIENE_4}\n{NOISE_2}\n{NOTICE_1}")) == []


@pytest.mark.parametrize(
    "cell", [f"{PROVINCE_3}\n{DEPOSIT_3}", f"{DEPOSIT_3}\n{PROVINCE_3}", f"{DEPOSIT_3}\n{NOISE_2}"]
)
def test_local_regulations_and_department_rules_are_never_ranked(cell: str) -> None:
    assert codes(listed(cell, name="对夜市摊位违法行为的处罚")) == []


def test_texts_of_unknown_kind_have_no_place_in_the_order() -> None:
    nobody_s = replace(NOTICE, kind=Kind.UNKNOWN)

    assert codes(listed(f"{NOTICE_1}\n{LICENCE}"), laws=(NIGHT, nobody_s)) == []
    assert "basis-order" not in codes(listed(f"《港口条例》第三条：拖轮应当慢行。\n{LICENCE}"))


def test_a_rule_cannot_set_a_licence() -> None:
    name = "夜市主办单位摊位名册审批"
    (finding,) = found(listed(DEPOSIT_3, name=name, type="行政许可"))

    assert (finding.code, finding.severity) == ("cannot-set", "warning")
    assert "《夜市摊位备案管理办法》（部门规章）" in finding.why
    assert "《中华人民共和国行政许可法》第十七条" in finding.why
    assert codes(listed(DEPOSIT_3, name=name, type="行政许可"), on=date(2004, 6, 30)) != ["cannot-set"]


def test_one_basis_that_may_set_it_is_enough_and_one_unknown_settles_nothing() -> None:
    four = f"《中华人民共和国夜市法》第五条：{NIGHT.versions[1].articles[(5, 0)]}"
    name = "夜市经营许可"
    assert codes(listed(f"{four}\n{DEPOSIT_3}", name=name, type="行政许可")) == []
    assert "cannot-set" not in codes(
        listed(f"{DEPOSIT_3}\n《港口条例》第三条：夜市经营许可。", name=name, type="行政许可")
    )
    assert "cannot-set" not in codes(listed(DEPOSIT_3, name="夜市摊位名册许可", type="其他行政权力"))
    assert "cannot-set" not in codes(listed(DEPOSIT_3, name="夜市摊位名册", type="新类型"))


def test_a_licence_is_entrusted_to_organs_alone() -> None:
    (finding,) = found(listed(LICENCE, body="示范市市容管理局（委托示范市洁净保洁有限公司实施）"))

    assert (finding.code, finding.severity, finding.column) == ("cannot-entrust", "error", "body")
    assert "委托“示范市洁净保洁有限公司”" in finding.why
    assert "《中华人民共和国行政处罚法》第二十条" in finding.why
    (finding,) = found(listed(LICENCE, body="示范市保洁行业协会（受市市容管理局委托）"))
    assert "委托“示范市保洁行业协会”" in finding.why


@pytest.mark.parametrize(
    "body",
    [
        "示范市市容管理局",
        "示范市市容管理局（委托各区市容管理局实施）",
        "示范市市容管理局（不得委托）",
        "受委托组织",
        "委托",
    ],
)
def test_entrusting_an_organ_or_nobody_named_is_let_pass(body: str) -> None:
    assert codes(listed(LICENCE, body=body)) == []


def test_measures_of_coercion_are_entrusted_to_no_one() -> None:
    five = f"《示范省夜市管理条例》第五条：{PROVINCE.versions[0].articles[(5, 0)]}"
    item = listed(five, name="对违法设置的夜市棚架的查封", type="行政强制", body="示范市市容管理局（委托）")
    (finding,) = found(item)

    assert finding.code == "cannot-entrust"
    assert "委托其他单位" in finding.why
    assert codes(replace(item, name="对违法设置的夜市棚架的强制")) == []


def test_a_column_of_its_own_tells_to_whom() -> None:
    def of(entrusted: str, **other: str) -> list[str]:
        return codes(listed(LICENCE, further={"level": "市级", "entrusted": entrusted, **other}))

    assert of("示范市保洁有限公司") == ["cannot-entrust"]
    assert of("委托示范市保洁有限公司实施") == ["cannot-entrust"]
    assert of("无") == of("") == of("示范市市容管理局") == of("示范市城市管理局") == of("示范市城管中心") == []
    assert of("无", subject_nature="委托示范市商会实施") == ["cannot-entrust"]
    assert of("无", 实施方式="委托示范市商会办理") == ["cannot-entrust"]
    unknown_type = listed(LICENCE, type="甲类", further={"entrusted": "示范市保洁有限公司"})
    assert codes(unknown_type) == []


def test_the_invented_library_has_every_rank() -> None:
    assert {one.kind for one in LAWS} >= set(Kind) - {Kind.CONSTITUTION, Kind.STATE_COUNCIL_DECISION, Kind.UNKNOWN}
    assert law("夜市决定", Kind.STATE_COUNCIL_DECISION, "国务院").versions == ()
