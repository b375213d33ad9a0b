"""What confers a power and what does not: sentences of invented laws, by type."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.conferring import Conferral, conferred, confers
from sunlit.law.values import Place

HERE = Place(9)


def kinds(text: str) -> list[str]:
    return [power.type.value for power in confers(text, HERE)]


def only(text: str) -> Conferral:
    (power,) = confers(text, HERE)
    return power


CONFER = {
    "penalty": [
        "在夜市占用消防通道的，由市容主管部门责令改正，处二百元以上五百元以下的罚款。",
        "经营者拒绝检查的，由市场监督管理部门给予警告；情节严重的，吊销夜市摊位证。",
        "违反本条例第五条规定的，依照《中华人民共和国消防法》的规定处罚。",
        "有下列行为之一的，处五日以下拘留：\n（一）扰乱夜市秩序的；\n（二）冒充夜市管理人员的。",
        "销售假货的，由市场监督管理部门没收违法所得，责令停业整顿。",
        "逾期不改正的，对其主管人员依法给予处分或者给予警告处罚。",
        "存在下列情形的，由夜市管理机构按照下列规定给予处罚：\n（一）初次的，处警告；\n（二）再次的，处一千元罚款。",
        "受到罚款处罚，拒不改正的，夜市管理机构可以按照原处罚数额按日连续处罚。",
    ],
    "coercion": [
        "逾期不拆除的，由市容主管部门强制拆除，所需费用由违法者承担。",
        "市场监督管理部门可以查封、扣押有证据证明不安全的食品。",
        "逾期不清理的，夜市管理机构可以代为清除。",
    ],
    "licensing": [
        "在夜市设摊的，应当向夜市管理机构申请领取摊位证。",
        "占用城市道路设立夜市的，须经市政工程主管部门批准。",
        "未经市容主管部门批准，任何单位不得在夜市搭建棚屋。",
        "国家对夜市经营实行许可制度。",
        "符合条件的，夜市管理机构应当颁发夜市摊位证。",
        "夜市的设立，由区人民政府批准。",
        "建设单位设立夜市，应当编制安全方案，并报区消防救援机构批准。",
    ],
    "inspection": [
        "市场监督管理部门应当对夜市食品进行监督检查。",
        "夜市管理机构可以查阅有关账簿。",
    ],
    "certification": ["消防救援机构应当及时制作火灾事故认定书。", "经营者应当到民政部门办理登记。"],
    "levy": ["占用道路的，应当向市政主管部门缴纳城市道路占用费。", "市政主管部门可以收取道路挖掘修复费。"],
    "benefit": ["民政部门应当对生活困难的摊主给予临时救助。", "对因救火受伤的人员，按照国家规定给予医疗、抚恤。"],
    "award": ["对在夜市管理中成绩显著的单位和个人，由区人民政府给予表彰和奖励。"],
    "adjudication": ["经营者之间的摊位争议，由夜市管理机构裁决。"],
    "requisition": ["因抢险需要，区人民政府可以征用夜市场地。"],
    "other": [
        "经营者应当制定应急方案，报夜市管理机构备案。",
        "夜市未开放通道的，由夜市管理机构责令限期整改。",
        "夜市管理机构可以对开办者的负责人进行约谈。",
        "摊位纠纷，可以由夜市管理机构调解。",
        "申请人不服的，夜市管理机构应当自收到申请之日起十日内予以复查。",
        "以欺骗手段取得摊位证的，夜市管理机构应当撤销摊位登记。",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in CONFER.items() for text in texts])
def test_subject_modal_and_act_together_confer_a_power(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "本条例所称夜市，是指夜间开放的集市。",
        "本条例自2026年3月1日起施行，《示范市夜市管理办法》同时废止。",
        "为了规范夜市的行政处罚，制定本条例。",
        "对夜市实施行政检查，适用本条例。",
        "违反本条例规定，构成犯罪的，依法追究刑事责任。",
        "人民法院可以对拒不执行的当事人处一万元以下的罚款。",
        "夜市管理机构工作人员滥用职权的，依法给予处分。",
        "夜市管理机构违反本条例规定收费的，由上级机关责令改正。",
        "罚款的数额由市人民政府规定。",
        "罚款决定书应当自作出之日起七日内送达。",
        "经营者应当配合夜市管理机构进行检查。",
        "经营者应当对摊位定期进行检查。",
        "夜市的发展规划由市容主管部门编制，报市人民政府批准。",
        "经本机关负责人批准，可以延长三十日。",
        "国家鼓励社会组织为摊主提供救助。",
        "当事人逾期不履行的，市场监督管理部门可以申请人民法院强制执行。",
        "当事人对罚款不服的，可以申请行政复议。",
        "对被吊销摊位证的经营者，不再受理其申请。",
        "违反国家有关治安管理的法律、法规规定的，由公安机关依法给予处罚。",
        "应当给予治安管理处罚的，由公安机关依照治安管理处罚法处罚。",
        "因撤回摊位证造成损失的，夜市管理机构应当给予补偿。",
        "夜市应当设置照明。",
        "经营者应当在摊位悬挂摊位证。",
        "经市人民政府同意，夜市管理机构可以公布检查情况。",
        "夜市管理人员应当依法取得资格的单位聘用。",
        "单位之间的跨区纠纷，由有关人民政府协调解决。",
        "夜市管理人员失职、渎职的，由区人民政府给予警告。",
        "夜市管理机构可以开展调解。",
        "夜市管理机构依法履行职责，可以采取下列措施：\n（一）警告不听劝阻的人；\n（二）其他。",
        "当事人提起诉讼的，夜市管理机构不再调解争议。",
        "银行机构接到夜市管理机构的通知书后，应当立即予以冻结。",
        "车辆可以移动的，应当将车辆移至不妨碍交通的地点。",
        "依法取得夜市摊位证、食品经营许可证的经营者，凭相应的许可证件进货。",
        "开办者应当与摊主签订书面合同，核发摊位证。",
        "公众有权查阅夜市管理机构的监督检查记录。",
        "开办夜市的试验，应当经伦理委员会审查同意。",
        "经区人民政府批准，还可以在一定时间内停止供水。",
        "违反本条例规定，夜市管理机构有下列行为之一的，应当撤销相关许可：\n（一）越权批准的。",
        "夜市主管部门负责摊位登记工作的指导、检查和监督。",
        "经营者应当自领取摊位证之日起三个月内开业。",
    ],
)
def test_neither_definitions_nor_other_bodies_nor_procedure_confer(text: str) -> None:
    assert kinds(text) == []


def test_a_power_tells_who_what_for_and_what_may_be_done() -> None:
    power = only(
        "违反本条例第五条规定，有下列行为之一的，由市容主管部门责令改正，可以处三百元以下的罚款；情节严重的，吊销摊位证：\n"
        "（一）占用消防通道的；\n（二）乱倒污水的。"
    )

    assert power.place == Place(9, paragraph=1)
    assert power.body == "市容主管部门"
    assert power.deed.startswith("违反本条例第五条规定，有下列行为之一的")
    assert "乱倒污水" in power.deed
    assert power.consequence == "由市容主管部门责令改正，可以处三百元以下的罚款；吊销摊位证"
    assert "（一）占用消防通道的" in power.text
    assert [(a.measure, a.high) for a in power.amounts] == [("fine", Decimal(300))]


def test_a_body_told_before_in_the_paragraph_goes_on_acting() -> None:
    powers = confers("由夜市管理机构要求摊主限期整改。拒不整改的，查封摊位。\n查封的，应当出具清单。", HERE)

    assert [(p.type.value, p.body) for p in powers] == [
        ("other", "夜市管理机构"), ("coercion", "夜市管理机构"),
    ]  # fmt: skip


def test_what_a_clause_leaves_to_the_words_before_it_is_told_with_it() -> None:
    first, then = confers("占道经营的，由夜市管理机构责令改正，处警告。\n占用消防通道的，责令改正；拒不改正的，处罚款。", HERE)

    assert first.told_before == ""
    assert (then.text, then.told_before) == ("拒不改正的，处罚款。", "占用消防通道的，")


def test_the_government_of_a_city_with_districts_is_a_body() -> None:
    assert only("对成绩显著的单位，设区的市人民政府给予奖励。").body == "设区的市人民政府"


def test_measures_listed_under_a_head_are_of_the_body_in_the_head() -> None:
    head = "市场监督管理部门实施监督检查，有权采取下列措施，被检查单位不得拒绝：\n"
    powers = confers(f"{head}（一）进入夜市摊位的场所检查；\n（二）查封、扣押不安全的食品；\n（三）其他措施。", HERE)

    assert [(p.type.value, p.body) for p in powers] == [
        ("inspection", "市场监督管理部门"), ("coercion", "市场监督管理部门"),
    ]  # fmt: skip


def test_items_with_consequences_of_their_own_are_read_one_by_one() -> None:
    powers = confers(
        "违反本条例的：\n（一）占道的，由市容主管部门处二百元罚款；\n（二）在摊位吸烟；\n（三）噪声扰民的，处警告。",
        HERE,
    )

    assert [p.type.value for p in powers] == ["penalty"]
    assert "二百元" in powers[0].consequence
    assert "警告" in powers[0].consequence


def test_items_that_two_consequences_share_are_told_once_as_printed() -> None:
    text = (
        "摊主有下列行为之一的，由集市主管部门责令改正，处一千元以下罚款；情节严重的，吊销摊位证：\n"
        "（一）出租摊位证；\n（二）私拉电线。"
    )
    assert only(text).text == text


def test_who_decides_the_penalties_of_a_law_is_told_once_for_all_its_articles() -> None:
    law = {
        (5, 0): "占用消防通道的，处二百元罚款。",
        (6, 0): "夜市的开办者应当向区人民政府申请取得许可。",
        (7, 0): "本条例规定的行政处罚，由夜市管理机构决定。",
    }

    assert [(str(p.place), p.type.value, p.body) for p in conferred(law)] == [
        ("第五条第一款", "penalty", "夜市管理机构"), ("第六条第一款", "licensing", "区人民政府"),
    ]  # fmt: skip


def test_a_law_for_every_organ_confers_only_what_names_one_or_what_any_organ_may_impose_by_it() -> None:
    law = {
        (1, 0): "行政机关应当对申请人进行监督检查。",
        (2, 0): "需要颁发证件的，行政机关应当向申请人颁发夜市摊位许可证。",
        (3, 0): "隐瞒有关情况的，行政机关应当给予警告。",
        (4, 0): "县级以上人民政府应当对行政机关的许可工作进行监督检查。",
        (5, 0): "复议机关对争议作出裁决。",
        (6, 0): "夜市应当设置照明。",
    }

    assert [(str(p.place), p.type.value) for p in conferred(law)] == [
        ("第三条第一款", "penalty"), ("第四条第一款", "inspection"),
    ]  # fmt: skip


def test_a_restricting_licence_term_and_a_hearing_are_read_with_the_power() -> None:
    licence = only("夜市管理机构应当自受理申请之日起十日内作出准予许可的决定。")

    assert [(t.number, t.unit) for t in licence.terms] == [(10, "日")]
    assert only("拒不改正的，由市容主管部门吊销许可证，并告知当事人可以申请听证。").triggers[0].decision == "吊销许可证"


@given(
    st.text(
        alphabet="，。；：\n（一）二的由处罚款市场监督管理部门应当不得申请许可证检查责令改正国家对有下列行为之",
        max_size=120,
    )
)
def test_any_text_is_read_and_what_is_told_stands_in_it(text: str) -> None:
    for power in confers(text, HERE):
        assert power.place.paragraph >= 1
        assert power.body in text
        spans = [n.span for n in power.amounts] + [n.span for n in power.terms] + [n.span for n in power.triggers]
        assert all(0 <= start < end <= len(text) for start, end in spans)
