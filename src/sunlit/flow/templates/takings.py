"""行政征收、征用. 房屋征收 is ordered step by step by a regulation of its own and so is a flow of its own."""

from __future__ import annotations

from sunlit.flow.templates.building import (
    CLERK,
    DECIDER,
    LEADERS,
    LEGAL,
    SENDER,
    choice,
    days,
    end,
    flow,
    notice,
    party,
    start,
    statute,
    step,
    term,
    workdays,
)
from sunlit.flow.values import TermUnit

_COERCION = statute("中华人民共和国行政强制法")
_HOUSES = statute("国有土地上房屋征收与补偿条例")
_LAND = statute("中华人民共和国土地管理法")
_SET = "工作程序：由项目流程图或者文书写明期限"

LEVY = flow(
    "levy", "行政征收类流程",
    start("发生依法应当缴纳的情形"),
    party(
        "declare", "申报", "缴纳义务人", late="assess",
        term=workdays(15, _SET), silence="逾期不申报的，依法核定应缴数额",
        rule="自行申报制",
        duty="如实申报计征的事实和数额",
        control="申报与登记信息自动比对",
        rights="可以要求说明征收的依据、标准，可以委托代理人申报",
    ),
    step(
        "assess", "核定应缴数额", CLERK,
        rule="依据、标准公开制",
        duty="依据公布的项目和标准核定数额，符合减免、缓缴条件的一并核定",
        control="核定与复核分岗；没有法定依据的不得征收",
        rights="可以陈述意见，可以申请减免、缓缴",
    ),
    notice(
        "tell", "送达缴纳通知书", SENDER,
        rule="书面告知制",
        duty="写明项目、依据、标准、数额、期限、方式和救济途径",
        control="通知书编号与票据编号对应",
        rights="知道征收的依据、标准和数额，可以申请行政复议或者提起行政诉讼",
    ),
    party(
        "pay", "缴纳", "缴纳义务人", to="receipt", late="surcharge",
        term=workdays(15, _SET),
        silence="逾期不缴纳的，依法加收滞纳金，经催告仍不缴纳的，依法强制执行或者申请法院强制执行",
        rule="收缴分离制",
        duty="在通知书载明的期限内到指定的银行或者通过电子支付缴纳",
        control="款项直接缴入国库或者财政专户",
        rights="不出具法定票据的，有权拒绝缴纳",
    ),
    step(
        "surcharge", "依法加收滞纳金并告知标准", CLERK, _COERCION(45), optional=True,
        duty="依法加处滞纳金，告知标准",
        control="滞纳金的数额不得超出应缴的数额",
        rights="知道加收的标准，可以陈述、申辩",
    ),
    notice(
        "urge", "书面催告", CLERK, _COERCION(46, 1), _COERCION(54), optional=True,
        duty="载明履行的期限、方式、金额和陈述、申辩的权利",
        control="加收滞纳金超过三十日，经催告仍不履行的，方可强制执行",
        rights="有权陈述、申辩",
    ),
    party(
        "pay-late", "经催告后缴纳", "缴纳义务人", _COERCION(54), to="receipt", late="enforce", optional=True,
        term=workdays(10, _COERCION(54), "催告书送达十日后仍未履行的，可以申请人民法院强制执行"),
        silence="仍不缴纳的，依法强制执行或者申请人民法院强制执行",
        rights="可以陈述、申辩",
    ),
    step(
        "enforce", "依法强制执行或者申请人民法院强制执行", DECIDER, _COERCION(46, 3), to="end-enforced", optional=True,
        duty="有强制执行权的依法强制执行；没有的申请人民法院强制执行",
        control="不得在夜间或者法定节假日实施",
        rights="可以申请行政复议或者提起行政诉讼",
    ),
    step(
        "receipt", "开具票据，登记入库", CLERK,
        rule="票款分离、日清月结制",
        duty="开具法定票据，款项当日缴入国库或者财政专户并登记",
        control="票据、通知书、入库单三方核对",
        rights="取得法定票据，多缴的可以申请退还",
    ),
    end("end-collected", "征收完毕"),
    end("end-enforced", "强制执行"),
    specials=("减免、缓缴审批",),
)  # fmt: skip

EXPROPRIATION = flow(
    "levy-houses", "行政征收类流程（国有土地上房屋征收）",
    start("因公共利益确需征收房屋"),
    step(
        "need", "审查是否属于公共利益的需要、是否符合规划", CLERK, _HOUSES(8), _HOUSES(9, 1), inner=True,
        duty="核对征收的情形，核对是否符合国民经济和社会发展规划、城乡规划等",
        control="不属于法定情形的不得启动征收",
    ),
    step(
        "survey", "组织调查登记并公布结果", CLERK, _HOUSES(15), _HOUSES(24, 2),
        duty="对房屋的权属、区位、用途、建筑面积等调查登记，对未经登记的建筑进行调查、认定和处理",
        rights="调查结果在征收范围内向被征收人公布，可以提出异议",
    ),
    step(
        "plan", "拟定并论证征收补偿方案", CLERK, _HOUSES(10, 1), _HOUSES(10, 2),
        duty="房屋征收部门拟定方案报市、县级人民政府，由其组织有关部门论证并予以公布",
    ),
    party(
        "comment", "对征收补偿方案提出意见", "被征收人、公众", _HOUSES(10, 2), late="answer",
        term=days(30, _HOUSES(10, 2), "征求意见期限不得少于三十日"),
        silence="期限届满，汇总已经收到的意见",
        rights="有权对方案提出意见",
    ),
    notice(
        "answer", "公布征求意见情况和修改情况", CLERK, _HOUSES(11, 1),
        rights="知道意见是否被采纳和方案的修改",
    ),
    choice("objected", "旧城区改建，多数人是否认为方案不合规", {"否": "risk", "是": "hold-hearing"}),
    step(
        "hold-hearing", "组织听证会并根据听证情况修改方案", CLERK, _HOUSES(11, 2), optional=True,
        duty="组织由被征收人和公众代表参加的听证会，根据听证会情况修改方案",
        rights="可以参加听证会、发表意见",
    ),
    step(
        "risk", "社会稳定风险评估，补偿费用足额到位", CLERK, _HOUSES(12, 1), _HOUSES(12, 2), inner=True,
        duty="按照有关规定进行社会稳定风险评估；补偿费用足额到位、专户存储、专款专用",
        control="费用没有足额到位的，不得作出征收决定",
    ),
    choice("many", "涉及被征收人是否数量较多", {"否": "decide", "是": "deliberate"}),
    step(
        "deliberate", "政府常务会议讨论决定", LEADERS, _HOUSES(12, 1), inner=True, optional=True,
        control="会议记录随卷归档",
    ),
    step(
        "decide", "作出房屋征收决定", DECIDER, _HOUSES(8), _HOUSES(14),
        rights="不服的，可以申请行政复议或者提起行政诉讼",
    ),
    notice(
        "announce", "公告房屋征收决定", SENDER, _HOUSES(13, 1),
        duty="公告载明征收补偿方案和行政复议、行政诉讼权利等事项",
        rights="知道补偿方案和复议、诉讼的权利",
    ),
    step(
        "value", "选定评估机构，评估房屋价值", "房地产价格评估机构", _HOUSES(19, 1), _HOUSES(20, 1),
        control="评估机构由被征收人协商选定，协商不成的通过多数决定、随机选定等方式确定",
        rights="可以协商选定评估机构，对价值有异议的可以申请复核评估、鉴定",
    ),
    party(
        "agree", "选择补偿方式，订立补偿协议", "被征收人", _HOUSES(21, 1), _HOUSES(25, 1), to="compensate", late="rule",
        term=days(30, "征收补偿方案确定的签约期限（由方案载明）"),
        silence="签约期限内达不成补偿协议的，按照征收补偿方案作出补偿决定",
        rights="可以选择货币补偿，也可以选择房屋产权调换",
    ),
    step(
        "rule", "作出补偿决定并公告", DECIDER, _HOUSES(26, 1), optional=True,
        rights="对补偿决定不服的，可以申请行政复议或者提起行政诉讼",
    ),
    step(
        "compensate", "给予补偿", CLERK, _HOUSES(27, 1), _HOUSES(17, 1),
        duty="先补偿、后搬迁",
        control="分户补偿情况在征收范围内向被征收人公布（第二十九条第一款）",
        rights="取得补偿后搬迁；不得以停水、停电等非法方式被迫搬迁",
    ),
    party(
        "move", "搬迁", "被征收人", _HOUSES(27, 2), _HOUSES(28, 1), to="end-done", late="apply",
        term=days(30, "补偿协议约定或者补偿决定确定的搬迁期限"),
        silence="在法定期限内不复议、不诉讼，在规定的期限内又不搬迁的，依法申请人民法院强制执行",
        rights="先补偿、后搬迁",
    ),
    step(
        "apply", "申请人民法院强制执行", DECIDER, _HOUSES(28, 1), _HOUSES(28, 2), to="end-court", optional=True,
        inner=True,  # its outcome says so
        duty="附具补偿金额和专户存储账号、产权调换房屋和周转用房的地点和面积等材料",
    ),
    end("end-done", "征收完毕"),
    end("end-court", "申请人民法院强制执行"),
)  # fmt: skip

REQUISITION = flow(
    "requisition", "行政征用类流程",
    start("因抢险救灾等紧急需要"),
    step(
        "propose", "提出征用意见", CLERK, inner=True,
        rule="应急指挥部门提出、专人负责制",
        duty="写明征用的紧急需要、法律依据、对象、范围、期限和补偿安排",
        control="能够以其他方式取得的不得征用",
        rights="不受没有法律依据的征用",
    ),
    choice("urgent", "是否来不及事先审核", {"否": "legal", "是": "decide"}),
    step(
        "legal", "法制审核", LEGAL, inner=True, optional=True,
        rule="重大行政决定法制审核制",
        duty="审核依据、权限、范围和补偿安排",
        control="没有法律依据的不得征用",
        rights="不受没有法律依据的征用",
    ),
    step(
        "decide", "作出征用决定", DECIDER,
        rule="审批责任制",
        duty="签发征用决定书，载明财产的名称、数量、用途、期限和补偿",
        control="口头决定的，二十四小时内补办书面决定",
        rights="可以申请行政复议或者提起行政诉讼",
    ),
    notice(
        "deliver", "送达决定书和清单", SENDER,
        rule="当场送达、清单双签制",
        duty="出示证件，送达决定书，清点登记财产，双方签字",
        control="清单一式两份，拍照留存",
        rights="取得决定书和清单，核对财产的状况",
    ),
    step(
        "use", "使用和保管", CLERK,
        rule="专用专管制",
        duty="只用于决定书载明的用途，妥善保管",
        control="使用登记，不得转借、挪用",
        rights="可以查询使用和保管的情况",
    ),
    notice(
        "return", "使用完毕，返还财产", CLERK,
        term=workdays(5, _SET),
        rule="及时返还、清点交接制",
        duty="使用完毕或者期限届满及时返还，清点交接",
        control="返还清单与征用清单逐项核对",
        rights="及时取回财产，对毁损、灭失提出异议",
    ),
    step(
        "compensate", "核定并支付补偿", CLERK, _LAND(2),
        term=term(30, TermUnit.DAY, _SET),
        rule="评估、协商、公示制",
        duty="给予补偿：征用土地的依法补偿，其他财产按使用的时间和毁损、灭失的情况评估、协商",
        control="补偿标准公开，评估机构由双方协商选定",
        rights="得到公平的补偿，不服的可以申请行政复议或者提起行政诉讼",
    ),
    end("end-done", "征用完毕"),
)  # fmt: skip

FLOWS = (LEVY, EXPROPRIATION, REQUISITION)
