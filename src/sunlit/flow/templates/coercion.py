"""行政强制类流程图: measures, freezing and enforcement are three procedures in 行政强制法 (2011) and so three flows."""

from __future__ import annotations

from sunlit.flow.templates.building import (
    CLERK,
    DECIDER,
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
    term,
    workdays,
)
from sunlit.flow.values import TermUnit

_LAW = statute("中华人民共和国行政强制法")

#: 查封、扣押 and other measures (chapter three; 第十六条至第二十八条).
MEASURES = flow(
    "coercion", "行政强制类流程（查封、扣押等强制措施）",
    start("依法需要采取强制措施"),
    choice("urgent", "是否情况紧急需要当场实施", {"否": "approve", "是": "appear"}),
    step(
        "approve", "实施前报告行政机关负责人并经批准", DECIDER, _LAW(18, item=1), optional=True,
        duty="审查是否有法律、法规依据，是否确有必要；违法行为情节显著轻微的可以不采取",
        control="强制措施权不得委托；未经批准不得实施",
    ),
    step(
        "appear", "出示证件，通知当事人到场", OFFICERS,
        _LAW(18, item=2), _LAW(18, item=3), _LAW(18, item=4),
        rule="两人执法、亮证执法、全过程记录",
        duty="两名以上执法人员出示执法身份证件，通知当事人到场；当事人不到场的，邀请见证人到场",
        control="由具备资格的行政执法人员实施，其他人员不得实施",
        rights="可以要求出示证件，可以要求到场",
    ),
    notice(
        "tell", "当场告知理由、依据、权利和救济途径", OFFICERS, _LAW(18, item=5),
        rights="知道采取措施的理由、依据和依法享有的权利、救济途径",
    ),
    party(
        "defend", "当场陈述和申辩", "当事人", _LAW(18, item=6), late="carry-out",
        term=workdays(0, "当场"), silence="当场没有提出或者不到场的，记入现场笔录，继续实施",
        rights="有权陈述和申辩，意见应当被听取",
    ),
    step(
        "carry-out", "实施强制措施，制作现场笔录", OFFICERS, _LAW(18, item=7), _LAW(18, item=8), _LAW(23),
        duty="制作现场笔录，由当事人和执法人员签名或者盖章；当事人拒绝的注明，不到场的由见证人签名",
        control="不得查封、扣押与违法行为无关的财物和生活必需品；不得重复查封",
        rights="核对现场笔录；公民个人及其所扶养家属的生活必需品不受查封、扣押",
    ),
    notice(
        "hand-over", "当场交付决定书和清单", OFFICERS, _LAW(24, 1), _LAW(24, 3),
        duty="当场交付查封、扣押决定书和清单，清单一式二份",
        rights="取得决定书和清单，可以申请行政复议或者提起行政诉讼",
    ),
    choice("was-urgent", "是否当场实施的紧急情况", {"否": "testing", "是": "report"}),
    step(
        "report", "二十四小时内报告并补办批准手续", OFFICERS, _LAW(19), optional=True, inner=True,
        term=term(24, TermUnit.HOUR, _LAW(19)),
        duty="二十四小时内向行政机关负责人报告，并补办批准手续",
        control="负责人认为不应当采取的，立即解除",
    ),
    choice("approved", "负责人是否认为应当采取", {"应当": "testing", "不应当": "lift"}),
    choice("testing", "是否需要检测、检验、检疫或者技术鉴定", {"不需要": "dispose", "需要": "tell-testing"}),
    notice(
        "tell-testing", "书面告知检测、检验等的期间", CLERK, _LAW(25, 3),
        optional=True, outside_term=True,
        rights="书面知道期间；费用由行政机关承担",
    ),
    step(
        "test", "检测、检验、检疫或者技术鉴定", CLERK, _LAW(25, 3), optional=True, outside_term=True,
        control="期间不计入查封、扣押的期限",
        rights="知道结果",
    ),
    step(
        "dispose", "妥善保管，查清事实，在期限内作出处理决定", DECIDER, _LAW(25, 1), _LAW(26, 1), _LAW(27), late="lift",
        term=days(30, _LAW(25, 1), "情况复杂的，经行政机关负责人批准可以延长，延长不得超过三十日"),
        silence="期限届满没有作出处理决定的，应当及时解除查封、扣押，立即退还财物",
        rule="经批准延长的，及时书面告知当事人并说明理由（第二十五条第二款）",
        duty="妥善保管财物，不得使用或者损毁；及时查清事实，在期限内作出处理决定",
        control="期限届满前五日提示承办岗",
        rights="因保管造成损失的，有权要求赔偿；保管费用由行政机关承担",
    ),
    choice("disposed", "处理决定", {"没收、销毁": "deliver", "解除": "lift", "涉嫌犯罪移送": "transfer"}),
    notice(
        "deliver", "送达没收、销毁等处理决定", SENDER, _LAW(27),
        rights="知道处理决定的理由、依据，可以申请行政复议或者提起行政诉讼",
    ),
    end("end-disposed", "作出处理决定"),
    notice(
        "lift", "作出解除决定，立即退还财物", DECIDER, _LAW(28, 1), _LAW(28, 2), to="end-lifted", optional=True,
        duty="及时作出解除决定，立即退还财物；已经拍卖或者变卖的，退还所得款项",
        rights="取回财物；变卖价格明显低于市场价格造成损失的，有权要求补偿",
    ),
    notice(
        "transfer", "移送司法机关并书面告知当事人", DECIDER, _LAW(21), to="end-transferred", optional=True,
        duty="将查封、扣押、冻结的财物一并移送",
        rights="书面知道财物已经移送",
    ),
    end("end-lifted", "解除"),
    end("end-transferred", "移送"),
    specials=("延长查封、扣押期限",),
)  # fmt: skip

#: 冻结存款、汇款: only some of 第十八条 applies, and the party is told afterwards (第二十九条至第三十三条).
FREEZING = flow(
    "coercion-freezing", "行政强制类流程（冻结存款、汇款）",
    start("依照法律需要冻结存款、汇款"),
    step(
        "approve", "实施前报告行政机关负责人并经批准", DECIDER, _LAW(18, item=1), _LAW(29),
        duty="审查是否有法律依据，冻结的数额是否与违法行为涉及的金额相当",
        control="不得委托其他机关或者组织实施，不得重复冻结",
    ),
    step(
        "notify-bank", "出示证件，向金融机构交付冻结通知书", OFFICERS,
        _LAW(30, 1), _LAW(18, item=2), _LAW(18, item=3), _LAW(18, item=7),
        duty="两名以上执法人员出示执法身份证件，交付冻结通知书，制作现场笔录",
        control="冻结前不得向当事人泄露信息",
    ),
    notice(
        "hand-over", "向当事人交付冻结决定书", SENDER, _LAW(31),
        term=workdays(3, _LAW(31), "三日内"),
        duty="决定书载明理由、依据、期限、账号和数额、复议诉讼的途径和期限",
        rights="取得决定书，可以申请行政复议或者提起行政诉讼",
    ),
    step(
        "dispose", "在期限内作出处理决定或者解除冻结的决定", DECIDER, _LAW(32, 1), late="lift",
        term=days(30, _LAW(32, 1), "自冻结之日起；情况复杂的，经行政机关负责人批准可以延长，延长不得超过三十日"),
        silence="逾期没有作出处理决定或者解除决定的，金融机构自冻结期满之日起解除冻结",
        rule="经批准延长的，及时书面告知当事人并说明理由（第三十二条第二款）",
        control="期限届满前五日提示承办岗",
    ),
    choice("disposed", "决定", {"作出处理决定": "deliver", "解除冻结": "lift", "涉嫌犯罪移送": "transfer"}),
    notice(
        "deliver", "送达处理决定", SENDER, _LAW(32, 1),
        rights="知道处理决定的理由、依据，可以申请行政复议或者提起行政诉讼",
    ),
    end("end-disposed", "作出处理决定"),
    notice(
        "lift", "解除冻结，通知金融机构和当事人", DECIDER, _LAW(33, 1), _LAW(33, 2), to="end-lifted", optional=True,
        duty="及时通知金融机构和当事人",
        rights="及时知道冻结已经解除",
    ),
    notice(
        "transfer", "移送司法机关并书面告知当事人", DECIDER, _LAW(21), to="end-transferred", optional=True,
        rights="书面知道款项已经移送",
    ),
    end("end-lifted", "解除"),
    end("end-transferred", "移送"),
    specials=("延长冻结期限",),
)  # fmt: skip

#: 行政强制执行, by the organ itself or through the court (chapters four and five).
EXECUTION = flow(
    "coercion-execution", "行政强制类流程（行政强制执行）",
    start("当事人逾期不履行行政决定"),
    notice(
        "urge", "书面催告当事人履行义务", CLERK, _LAW(35), _LAW(54),
        duty="载明履行的期限和方式、金额和给付方式、当事人依法享有的陈述权和申辩权，直接送达",
        control="未经催告不得作出强制执行决定，也不得申请人民法院强制执行",
        rights="知道履行的期限、方式，有权陈述和申辩",
    ),
    party(
        "answer", "履行义务，或者陈述、申辩", "当事人", _LAW(36), late="review",
        term=workdays(10, _LAW(54), "催告书送达十日后可以申请人民法院强制执行；自行强制执行的，以催告书载明的期限为准"),
        silence="逾期仍不履行且无正当理由的，强制执行或者申请人民法院强制执行",
        rights="提出的事实、理由或者证据成立的，应当被采纳",
        note="催告期间有证据证明有转移或者隐匿财物迹象的，可以作出立即强制执行决定（第三十七条第三款）",
    ),
    choice("answered", "当事人如何答复", {"履行完毕": "end-performed", "陈述、申辩": "review"}),
    step(
        "review", "记录、复核当事人的意见", CLERK, _LAW(36),
        duty="对提出的事实、理由和证据进行记录、复核，成立的应当采纳；没有提出的，记明逾期不履行的情况",
        rights="提出的事实、理由和证据应当被记录、复核",
    ),
    choice("reviewed", "意见是否成立", {"不成立": "power", "成立": "end-terminated"}),
    choice("power", "是否具有行政强制执行权", {"有": "decide", "没有": "apply"}),
    step(
        "decide", "作出强制执行决定", DECIDER, _LAW(37, 1), _LAW(37, 2),
        duty="决定书载明理由和依据、方式和时间、复议诉讼的途径和期限",
        control="加处罚款或者滞纳金的数额不得超出金钱给付义务的数额",
        rights="可以申请行政复议或者提起行政诉讼",
    ),
    notice(
        "serve", "送达强制执行决定书", SENDER, _LAW(38),
        duty="直接送达；拒绝接收或者无法直接送达的，依照民事诉讼法的有关规定送达",
        rights="取得决定书",
    ),
    choice("demolition", "是否强制拆除违法的建筑物、构筑物、设施", {"否": "carry-out", "是": "announce"}),
    notice(
        "announce", "公告并限期当事人自行拆除", CLERK, _LAW(44), optional=True,
        control="当事人在法定期限内不申请复议或者提起诉讼又不拆除的，方可强制拆除",
        rights="可以在法定期限内申请行政复议或者提起行政诉讼，可以自行拆除",
    ),
    step(
        "carry-out", "实施强制执行", OFFICERS, _LAW(34), _LAW(43),
        rule="划拨、拍卖、代履行分别依照第四十七条、第四十八条、第五十一条办理",
        duty="代履行的派员到场监督，执行文书由到场监督的人员、代履行人和当事人或者见证人签名",
        control="不得在夜间或者法定节假日实施；不得对居民生活停水、停电、停热、停燃气",
        rights="可以达成执行协议，约定分阶段履行",
    ),
    choice("carried-out", "执行的结果", {
        "执行完毕": "end-executed", "达成执行协议": "agree", "依法终结执行": "end-terminated",
    }),
    end("end-executed", "执行完毕"),
    party(
        "agree", "履行执行协议", "当事人", _LAW(42), to="end-executed", late="carry-out", optional=True,
        term=days(30, "执行协议约定的期限（法律没有规定，由协议载明）"), silence="不履行执行协议的，恢复强制执行",
        rights="采取补救措施的，加处的罚款或者滞纳金可以减免",
    ),
    step(
        "apply", "申请人民法院强制执行", CLERK, _LAW(53), _LAW(55), to="end-court", optional=True,
        duty="自复议、诉讼期限届满之日起三个月内申请，提供申请书、行政决定书、当事人的意见及催告情况等材料",
        control="申请书由行政机关负责人签名，加盖印章，注明日期",
        rights="人民法院裁定前可以听取被执行人的意见",
    ),
    end("end-court", "申请人民法院强制执行"),
    end("end-performed", "当事人自行履行"),
    end("end-terminated", "终止"),
    specials=("中止执行",),
)  # fmt: skip

FLOWS = (MEASURES, FREEZING, EXECUTION)
