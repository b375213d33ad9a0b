"""行政许可类流程图, as 行政许可法 (2019) orders it."""

from __future__ import annotations

from sunlit.flow.templates.building import (
    CHAIR,
    CHECKER,
    CLERK,
    DECIDER,
    INTAKE,
    SENDER,
    choice,
    end,
    flow,
    notice,
    party,
    start,
    statute,
    step,
    workdays,
)

_LAW = statute("中华人民共和国行政许可法")

_INTAKE = (
    start("申请人提出申请"),
    step(
        "receive", "收件并核对申请材料", INTAKE, _LAW(32, 1), outside_term=True,
        rule="首问负责、一次告知",
        duty="核对申请事项是否需要许可、是否属于本机关职权，材料是否齐全并符合法定形式；不得要求提交与事项无关的材料",
        control="收件即登记编号，收件时间不得事后改动",
        rights="可以通过信函、电子数据交换等方式申请，可以委托代理人；材料的错误可以当场更正的，有权当场更正",
    ),
    choice("received", "对申请如何处理", {
        "应当受理": "accept",
        "需要补正材料": "tell-once",
        "不应当受理": "not-accepted",
    }),
    notice(
        "tell-once", "一次告知需要补正的全部内容", INTAKE, _LAW(32, 1, 4), late="accept", optional=True,
        term=workdays(5, _LAW(32, 1, 4), "当场或者五日内"), outside_term=True,
        silence="逾期不告知的，自收到申请材料之日起即为受理",
        rule="一次性告知",
        control="同一申请只告知一次，再次告知须经审核岗核准",
        rights="有权一次知道需要补正的全部内容",
    ),
    party(
        "supplement", "提交全部补正申请材料", "申请人", _LAW(32, 1, 5), to="accept", late="end-ended", optional=True,
        term=workdays(15, "补正告知书载明的期限（法律没有规定，由项目流程图写明）"), outside_term=True,
        silence="逾期不补正的，终止办理；材料齐全后可以重新申请",
        rights="按要求提交全部补正材料的，有权要求受理",
    ),
    notice(
        "not-accepted", "告知不受理或者作出不予受理的决定", INTAKE, _LAW(32, 1, 1), _LAW(32, 1, 2), _LAW(32, 2),
        to="end-not-accepted", optional=True,
        term=workdays(0, _LAW(32, 1), "即时"),
        duty="不需要许可的，即时告知不受理；不属于本机关职权的，即时作出不予受理的决定，并告知向有关行政机关申请",
        rights="取得加盖专用印章并注明日期的书面凭证，可以申请行政复议或者提起行政诉讼",
    ),
    notice(
        "accept", "受理并出具书面凭证", INTAKE, _LAW(32, 1, 5), _LAW(32, 2),
        duty="出具加盖本机关专用印章和注明日期的书面凭证",
        control="受理日期是期限的起点；逾期未一次告知的，以收到材料之日为受理日期",
        rights="取得注明日期的受理凭证",
    ),
)  # fmt: skip

_EXAMINATION = (
    step(
        "examine", "审查申请材料", CLERK, _LAW(34, 1),
        duty="审查是否符合法定条件、标准，提出审查意见",
        control="审查与受理分岗；有利害关系的回避",
        rights="可以查询办理进度，可以陈述和申辩",
    ),
    choice("examined", "如何审查", {
        "书面审查即可": "others-concerned",
        "能够当场作出决定": "decide",
        "需要核实材料的实质内容": "verify",
        "需要检验、鉴定、评审等": "test",
    }),
    step(
        "verify", "指派两名以上工作人员核查", CLERK, _LAW(34, 3), to="others-concerned", optional=True,
        duty="到场核查，制作核查记录",
        control="核查人员不得少于两名",
        rights="可以对核查的情况说明意见",
    ),
    step(
        "test", "检验、检测、检疫、鉴定或者专家评审", CLERK, _LAW(45), _LAW(55, 2), optional=True, outside_term=True,
        duty="书面告知申请人所需时间；检验、检测、检疫自受理之日起五日内指派两名以上工作人员进行",
        control="依据结果不予许可的，书面说明所依据的技术标准、技术规范",
        rights="书面知道所需时间，知道结果和所依据的标准",
    ),
    choice("others-concerned", "是否关系他人重大利益或者应当听证", {
        "不涉及": "check",
        "直接关系他人重大利益": "tell-concerned",
        "依法应当听证": "call-hearing",
    }),
    notice(
        "tell-concerned", "告知陈述、申辩和要求听证的权利", CLERK, _LAW(36), _LAW(47, 1), optional=True,
        rights="申请人、利害关系人有权陈述、申辩，有权要求听证",
    ),
    party(
        "claim-hearing", "陈述、申辩或者提出听证申请", "申请人、利害关系人", _LAW(36), _LAW(47, 1),
        late="check", optional=True,
        term=workdays(5, _LAW(47, 1), "被告知听证权利之日起五日内"),
        silence="五日内未提出听证申请的，不再依申请组织听证",
        rights="不承担行政机关组织听证的费用",
    ),
    choice("claimed", "提出了什么", {"要求听证": "call-hearing", "只陈述、申辩": "hear", "都不提出": "check"}),
    step(
        "hear", "听取申请人、利害关系人的意见", CLERK, _LAW(36), to="check", optional=True,
        duty="听取意见并记录，不采纳的说明理由",
        rights="所提意见应当被听取",
    ),
    notice(
        "call-hearing", "公告、通知听证的时间和地点", CHAIR, _LAW(46), _LAW(48, 1, 1), optional=True, outside_term=True,
        duty="于举行听证的七日前通知申请人、利害关系人；依法应当听证的事项和必要时向社会公告",
        rights="提前七日知道听证的时间、地点，可以申请主持人回避",
    ),
    step(
        "hold-hearing", "组织听证", CHAIR, _LAW(47, 1), _LAW(48), optional=True, outside_term=True,
        term=workdays(20, _LAW(47, 1), "提出听证申请之日起二十日内组织"),
        duty="公开举行；审查人员提供审查意见的证据、理由；制作笔录并交参加人确认签字",
        control="主持人不得是审查该申请的工作人员；根据听证笔录作出决定",
        rights="可以提出证据，进行申辩和质证，核对笔录",
    ),
)  # fmt: skip

_DECISION = (
    step(
        "check", "审核", CHECKER, inner=True, optional=True,
        rule="承办、审核、决定分岗制",
        duty="核对程序是否完备、依据是否准确、是否在期限内，提出准予或者不予的审核意见",
        control="审核意见与承办意见不一致的，一并报决定岗并说明理由",
        rights="可以查询办理进度",
    ),
    step(
        "decide", "作出是否准予许可的决定", DECIDER, _LAW(37), _LAW(38),
        rule="二十日内不能决定的，经本机关负责人批准可以延长十日，并将延长的理由告知申请人",
        duty="符合法定条件、标准的，作出准予的书面决定；不予的，说明理由",
        control="经过听证的，根据听证笔录作出决定；有数量限制的，按受理的先后顺序作出决定",
        rights="在法定期限内得到书面决定",
    ),
    choice("decided", "决定", {"准予行政许可": "deliver", "不予行政许可": "refuse"}),
    notice(
        "deliver", "颁发、送达许可证件并公开决定", SENDER, _LAW(39, 1), _LAW(44), _LAW(40), to="end-granted",
        term=workdays(10, _LAW(44), "自作出决定之日起十日内"), outside_term=True,
        duty="颁发加盖本机关印章的许可证件，公开准予的决定",
        rights="十日内取得证件；公众有权查阅准予的决定",
    ),
    notice(
        "refuse", "送达不予许可的决定", SENDER, _LAW(38, 2), to="end-refused", optional=True, outside_term=True,
        duty="说明理由，并告知申请行政复议或者提起行政诉讼的权利",
        rights="知道理由，可以依法申请行政复议或者提起行政诉讼",
    ),
    end("end-granted", "准予"),
    end("end-refused", "不予"),
    end("end-not-accepted", "不予受理"),
    end("end-ended", "终止"),
)  # fmt: skip

LICENSING = flow(
    "licensing", "行政许可类流程", *_INTAKE, *_EXAMINATION, *_DECISION,
    whole=workdays(
        20, _LAW(42, 1), "自受理之日起；经本机关负责人批准可以延长十日；统一、联合、集中办理的四十五日，可以延长十五日"
    ),
    stops=("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"),
    specials=("延长办理期限",),
    withdrawal="撤回",
)  # fmt: skip

FLOWS = (LICENSING,)
