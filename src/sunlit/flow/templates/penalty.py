"""行政处罚类流程图: 普通程序 and 简易程序, as 行政处罚法 (2021) orders them."""

from __future__ import annotations

from sunlit.flow.templates.building import (
    CHAIR,
    CLERK,
    DECIDER,
    KEEPER,
    LEADERS,
    LEGAL,
    OFFICERS,
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
    workdays,
)

_LAW = statute("中华人民共和国行政处罚法")

_INVESTIGATION = (
    start("发现涉嫌违法行为"),
    step(
        "open", "核查线索，决定是否立案", CLERK, _LAW(54, 2), outside_term=True,
        duty="符合立案标准的，及时立案",
        control="不符合立案标准的写明理由，实名举报的答复举报人",
        rights="可以依法查询立案标准",
    ),
    choice("opened", "是否符合立案标准", {"符合": "investigate", "不符合": "end-not-opened"}),
    step(
        "investigate", "调查取证", OFFICERS, _LAW(54, 1), _LAW(42, 1), _LAW(55, 1),
        rule="两人执法、亮证执法、全过程记录",
        duty="全面、客观、公正地调查，收集有关证据；主动出示执法证件；询问或者检查制作笔录",
        control="具有行政执法资格的人员不少于两人；有利害关系的回避；非法取得的证据不得使用",
        rights="可以要求出示执法证件，不出示的有权拒绝；可以申请回避；应当如实回答并协助调查",
    ),
    choice("investigated", "证据是否可能灭失或者以后难以取得", {"是": "preserve", "否": "conclude"}),
    step(
        "preserve", "先行登记保存并作出处理", DECIDER, _LAW(56), to="conclude", optional=True,
        term=workdays(7, _LAW(56), "七日内及时作出处理决定"),
        duty="经本机关负责人批准后登记保存，七日内对证据作出处理决定",
        control="未经批准不得保存；不得超过七日",
        rights="取得登记保存清单；在此期间不得销毁或者转移证据",
    ),
    step(
        "conclude", "调查终结，提出处理建议", CLERK, _LAW(57, 1), inner=True,
        duty="写明事实、证据、依据和裁量理由，提出处理建议",
        control="对照公布的裁量基准，偏离的说明理由",
    ),
    choice("concluded", "拟如何处理", {"拟给予处罚": "tell", "拟不予处罚或者移送": "judge-none"}),
)  # fmt: skip

_RIGHTS = (
    notice(
        "tell", "告知拟作出的处罚和依法享有的权利", CLERK, _LAW(44), _LAW(62),
        duty="告知拟处罚的内容及事实、理由、依据，告知依法享有的权利",
        control="未告知或者拒绝听取陈述、申辩的，不得作出处罚决定",
        rights="知道拟处罚的内容、事实、理由、依据，有权陈述、申辩，依法有权要求听证",
    ),
    choice("hearing-due", "是否属于应当告知听证的处罚", {"属于": "claim-hearing", "不属于": "defend"}),
    party(
        "claim-hearing", "决定是否要求听证", "当事人", _LAW(63, 1), _LAW(64, item=1), late="defend", optional=True,
        term=workdays(5, _LAW(64, item=1), "告知后五日内提出"),
        silence="五日内未提出的，不再组织听证",
        rights="不承担行政机关组织听证的费用",
    ),
    choice("claimed", "是否要求听证", {"要求听证": "call-hearing", "不要求": "defend"}),
    notice(
        "call-hearing", "通知听证的时间、地点", CHAIR, _LAW(64, item=2), optional=True,
        duty="在举行听证的七日前通知当事人及有关人员",
        rights="提前七日知道听证的时间、地点，可以申请主持人回避，可以委托一至二人代理",
    ),
    step(
        "hold-hearing", "举行听证", CHAIR, _LAW(64), to="review-defence", optional=True,
        duty="除依法保密外公开举行；制作笔录并交当事人核对签字",
        control="由非本案调查人员主持；根据听证笔录作出决定",
        rights="可以申辩和质证；无正当理由拒不出席或者中途退出的，视为放弃听证权利",
    ),
    party(
        "defend", "陈述、申辩", "当事人", _LAW(45, 1), late="review-defence", optional=True,
        term=workdays(5, "告知书载明的期限（法律没有规定，由项目流程图写明）"),
        silence="期限内没有提出的，按已有的证据和意见继续办理，不视为认可",
        rights="有权陈述和申辩，不因陈述、申辩而受到更重的处罚；可以明确放弃",
    ),
    step(
        "review-defence", "听取意见并复核", CLERK, _LAW(45, 1),
        duty="对提出的事实、理由和证据进行复核，成立的应当采纳；没有提出的，记明情况",
        control="不得因陈述、申辩而给予更重的处罚",
        rights="所提事实、理由、证据应当被复核",
    ),
    choice("reviewed", "意见是否改变处理建议", {"不改变": "legal-due", "改变": "conclude"}),
)  # fmt: skip

_DECISION = (
    choice("legal-due", "是否属于应当法制审核的案件", {"属于": "legal", "不属于": "judge"}),
    step(
        "legal", "法制审核", LEGAL, _LAW(58, 1), inner=True, optional=True,
        duty="审核事实、证据、依据、裁量、程序，提出书面审核意见",
        control="未经法制审核或者审核未通过的，不得作出决定；初次从事审核的人员须取得法律职业资格",
    ),
    choice("legal-passed", "审核是否通过", {"通过": "judge", "不通过": "conclude"}),
    step(
        "judge", "负责人审查调查结果", DECIDER, _LAW(57, 1),
        duty="对调查结果进行审查，决定处罚、不予处罚或者移送",
        control="未经告知和听取陈述、申辩的，不得决定处罚",
    ),
    choice("judged", "审查结论", {
        "给予处罚": "decide",
        "复杂或者重大，给予处罚": "deliberate",
        "不予处罚": "no-penalty",
        "涉嫌犯罪": "transfer",
        "事实不清、证据不足": "investigate",
    }),
    step(
        "deliberate", "负责人集体讨论决定", LEADERS, _LAW(57, 2), inner=True, optional=True,
        rule="集体讨论、记录在案",
        duty="对情节复杂或者重大违法行为集体讨论决定",
        control="讨论记录载明各人意见，随案归档",
    ),
    step(
        "decide", "作出处罚决定，制作决定书", DECIDER, _LAW(57, 1, 1), _LAW(59),
        duty="决定书载明事实和证据、处罚的种类和依据、履行的方式和期限、复议诉讼的途径和期限，加盖印章",
        control="对照裁量基准；自立案之日起九十日内作出",
        rights="不服的，可以依法申请行政复议或者提起行政诉讼",
    ),
    notice(
        "serve", "宣告并送达处罚决定书", SENDER, _LAW(61, 1), outside_term=True,
        term=workdays(7, _LAW(61, 1), "当事人不在场的，七日内送达"),
        duty="宣告后当场交付；当事人不在场的七日内送达；有一定社会影响的决定依法公开（第四十八条第一款）",
        rights="取得决定书；同意并签订确认书的，可以接受电子送达",
    ),
    party(
        "perform", "履行处罚决定（缴纳罚款）", "当事人", _LAW(66, 1), _LAW(67, 3), to="close", late="enforce",
        outside_term=True, optional=True,
        term=days(15, _LAW(67, 3), "自收到决定书之日起十五日内缴纳罚款；其他处罚在决定书载明的期限内履行"),
        silence="到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，并可以依法强制执行或者申请人民法院强制执行",
        rights="确有经济困难的，可以申请延期或者分期缴纳；复议、诉讼期间加处罚款不计算",
    ),
    step(
        "enforce", "加处罚款，依法或者申请强制执行", CLERK, _LAW(72, 1), optional=True,
        outside_term=True,
        duty="催告后依照行政强制法强制执行或者申请人民法院强制执行",
        control="加处罚款的数额不得超出罚款的数额",
        rights="受催告时有权陈述、申辩",
    ),
    step(
        "close", "结案，全过程记录归档", KEEPER, _LAW(47), inner=True, outside_term=True,
        duty="以文字、音像等形式对启动、调查取证、审核、决定、送达、执行全过程记录并归档保存",
        control="记录不全的不予结案",
    ),
    end("end-penalty", "给予处罚", "结案"),
)  # fmt: skip

_NO_PENALTY = (
    step(
        "judge-none", "负责人审查拟不予处罚或者移送的建议", DECIDER, _LAW(57, 1), optional=True,
        duty="对调查结果进行审查，决定不予处罚或者移送；认为应当处罚的，先行告知",
    ),
    choice("judged-none", "审查结论", {
        "不予处罚": "no-penalty", "涉嫌犯罪": "transfer", "应当给予处罚": "tell", "事实不清、证据不足": "investigate",
    }),
    step(
        "no-penalty", "作出不予处罚的决定并告知当事人", DECIDER, _LAW(57, 1, 2), _LAW(57, 1, 3), _LAW(33),
        to="end-no-penalty", optional=True,
        duty="违法行为轻微依法可以不予处罚的，或者违法事实不能成立的，不予处罚；依法不予处罚的，对当事人进行教育",
        rights="知道不予处罚的结论",
    ),
    step(
        "transfer", "移送司法机关", DECIDER, _LAW(57, 1, 4), _LAW(27, 1), to="end-transferred", optional=True,
        duty="违法行为涉嫌犯罪的，及时移送司法机关",
        control="不得以行政处罚代替刑事处罚",
        rights="知道案件已经移送",
    ),
    end("end-no-penalty", "不予处罚"),
    end("end-transferred", "移送"),
    end("end-not-opened", "不予立案"),
)  # fmt: skip

PENALTY = flow(
    "penalty", "行政处罚类流程（普通程序）", *_INVESTIGATION, *_RIGHTS, *_DECISION, *_NO_PENALTY,
    whole=days(90, _LAW(60), "自立案之日起；法律、法规、规章另有规定的从其规定"),
    stops=("法律、法规、规章规定不计入办案期限的听证、公告、检验、检测、鉴定等时间",),
    specials=("依法延长办案期限", "依法中止调查"),
)  # fmt: skip

SUMMARY = flow(
    "penalty-summary", "行政处罚类流程（简易程序）",
    start("当场发现违法行为"),
    step(
        "show", "出示执法证件，当场调查", OFFICERS, _LAW(52, 1), _LAW(42, 1),
        rule="两人执法、亮证执法、全过程记录",
        duty="出示执法证件，当场查明违法事实；警告、对公民二百元以下或者对组织三千元以下罚款的，可以当场处罚",
        control="执法人员不少于两人，法律另有规定的除外",
        rights="可以要求出示执法证件，可以申请回避",
    ),
    choice("fits", "是否适用简易程序", {
        "符合当场处罚的条件": "tell",
        "不符合当场处罚的条件": "end-ordinary",
        "不予处罚": "educate",
    }),
    notice(
        "tell", "告知拟作出的处罚和依法享有的权利", OFFICERS, _LAW(44),
        duty="当场告知拟处罚的内容及事实、理由、依据和依法享有的权利",
        control="未告知的，不得作出处罚决定",
        rights="知道拟处罚的内容、事实、理由、依据，有权陈述、申辩",
    ),
    party(
        "defend", "当场陈述、申辩", "当事人", _LAW(45, 1), late="decide",
        term=workdays(0, "当场"), silence="当场没有提出的，按已查明的事实作出决定，不视为认可",
        rights="有权陈述和申辩，不因陈述、申辩而受到更重的处罚；可以明确放弃",
    ),
    choice("defended", "意见是否成立", {
        "没有意见或者不成立": "decide", "成立，不予处罚": "educate", "需要进一步调查": "end-ordinary",
    }),
    step(
        "decide", "填写并当场交付处罚决定书", OFFICERS, _LAW(51), _LAW(52, 1), _LAW(52, 2),
        term=workdays(0, _LAW(52, 1), "当场"),
        duty="填写预定格式、编有号码的决定书，签名或者盖章，当场交付；拒绝签收的，在决定书上注明",
        control="决定书编号连续，载明复议、诉讼的途径和期限",
        rights="当场取得决定书，不服的可以依法申请行政复议或者提起行政诉讼",
    ),
    choice("collected", "是否依法当场收缴罚款", {"是": "collect", "否": "report"}),
    step(
        "collect", "当场收缴罚款并出具专用票据", OFFICERS, _LAW(68), _LAW(70), _LAW(71), optional=True,
        term=workdays(2, _LAW(71), "自收缴之日起二日内交至行政机关"),
        duty="出具财政部门统一制发的专用票据；二日内交至行政机关，行政机关二日内缴付指定的银行",
        control="票据与决定书编号逐笔核对",
        rights="不出具专用票据的，有权拒绝缴纳",
    ),
    step(
        "report", "报所属行政机关备案", OFFICERS, _LAW(52, 3), inner=True,
        duty="当场作出的处罚决定报所属行政机关备案",
        control="备案与决定书编号逐号核对",
    ),
    choice("to-pay", "是否还有罚款待缴纳", {"没有": "end-penalty", "有": "perform"}),
    party(
        "perform", "缴纳罚款", "当事人", _LAW(67, 3), to="end-penalty", late="enforce", optional=True,
        term=days(15, _LAW(67, 3), "自收到决定书之日起十五日内"),
        silence="到期不缴纳的，每日按罚款数额的百分之三加处罚款，并可以依法强制执行或者申请人民法院强制执行",
        rights="确有经济困难的，可以申请延期或者分期缴纳",
    ),
    step(
        "enforce", "加处罚款，依法或者申请强制执行", CLERK, _LAW(72, 1), optional=True,
        duty="催告后依照行政强制法强制执行或者申请人民法院强制执行",
        control="加处罚款的数额不得超出罚款的数额",
        rights="受催告时有权陈述、申辩",
    ),
    end("end-penalty", "给予处罚", "结案"),
    step(
        "educate", "不予处罚，进行教育", OFFICERS, _LAW(33), to="end-no-penalty", optional=True,
        duty="依法不予处罚的，对当事人进行教育",
        rights="知道不予处罚的结论",
    ),
    end("end-no-penalty", "不予处罚"),
    end("end-ordinary", "转普通程序"),
)  # fmt: skip

FLOWS = (PENALTY, SUMMARY)
