"""内部人员录用、调动、任免、奖惩, as 公务员法 (2018) and 行政机关公务员处分条例 (2007) order them.

奖 and 惩 are two flows: they share no step, and a flow of both would leave nothing that every case must go through.
任 and 免 are one: 公务员法第四十二条 orders both by the same authority, and both end in the same formality.
"""

from __future__ import annotations

from sunlit.flow.templates.building import (
    DECIDER,
    LEADERS,
    STAFF_COMPLAINT,
    STAFFING,
    choice,
    end,
    flow,
    fork,
    notice,
    party,
    start,
    statute,
    step,
    term,
    workdays,
)
from sunlit.flow.values import TermUnit

_LAW = statute("中华人民共和国公务员法")
_DISCIPLINE = statute("行政机关公务员处分条例")
_SET = "工作程序：由项目流程图或者公告写明期限"

RECRUITMENT = flow(
    "recruitment", "内部人员录用类流程",
    start("编制限额内有职位空缺"),
    step(
        "plan", "提出录用计划", STAFFING, _LAW(27), inner=True,
        duty="在规定的编制限额内并有相应职位空缺的，拟定招考的职位、名额和资格条件",
        control="没有编制或者空缺的不得录用",
    ),
    notice(
        "announce", "发布招考公告", STAFFING, _LAW(28, 1),
        duty="公告载明招考的职位、名额、报考资格条件、需要提交的申请材料和其他报考须知事项",
        rights="知道招考的职位、条件和程序",
    ),
    party(
        "apply", "报考", "报考者", _LAW(29), late="end-none",
        term=workdays(5, _SET), silence="没有人报考或者报考人数不足的，按公告取消或者核减该职位",
        rights="机关应当采取措施便利公民报考",
    ),
    step(
        "screen", "审查报考资格", STAFFING, _LAW(29),
        duty="根据报考资格条件审查报考申请",
        control="审查人员有利害关系的回避，不合格的说明理由",
        rights="可以查询审查结果，可以陈述",
    ),
    step(
        "examine", "笔试和面试", STAFFING, _LAW(30),
        rule="公开考试、平等竞争、择优录取",
        control="考官随机抽取，全程录像，有利害关系的回避",
        rights="知道成绩和名次",
    ),
    fork("candidates", "确定考察人选", "look-into", "body-check"),
    step(
        "look-into", "报考资格复审和考察", STAFFING, _LAW(31, 1), to="joined",
        duty="根据考试成绩确定考察人选，进行资格复审和考察",
        control="考察组不少于两人",
        rights="可以说明情况",
    ),
    step(
        "body-check", "体检", "体检机构", _LAW(31, 1), _LAW(31, 2), to="joined",
        duty="按职位要求的项目和标准体检",
        rights="对结果有疑问的，可以申请复检",
    ),
    fork("joined", "考察和体检完毕"),
    choice("fit", "考察和体检是否合格", {"合格": "post-up", "不合格": "refuse"}),
    notice(
        "post-up", "公示拟录用人员名单", STAFFING, _LAW(32, 1),
        term=workdays(5, _LAW(32, 1), "公示期不少于五个工作日"),
        rights="任何人可以反映问题",
    ),
    choice("objected", "公示期内是否有影响录用的问题", {"没有": "approve", "有": "refuse"}),
    step(
        "approve", "报公务员主管部门审批", "公务员主管部门", _LAW(32, 2), inner=True,
        duty="将拟录用人员名单报省级或者设区的市级公务员主管部门审批",
        control="程序不合规定的不予审批",
    ),
    party(
        "trial", "试用一年", "新录用人员", _LAW(34), late="confirm",
        term=term(1, TermUnit.YEAR, _LAW(34), "试用期为一年"),
        silence="试用期满，由机关考核",
        rights="接受初任培训",
    ),
    step(
        "confirm", "试用期满考核", STAFFING, _LAW(34), _LAW(42),
        duty="试用期满合格的予以任职，不合格的取消录用",
        rights="对取消录用不服的，可以申请复核、提出申诉",
    ),
    choice("confirmed", "考核是否合格", {"合格": "end-recruited", "不合格": "cancel"}),
    end("end-recruited", "录用"),
    step(
        "cancel", "取消录用", DECIDER, _LAW(34), _LAW(95, 1, 2), to="end-cancelled", optional=True,
        rights="可以自知道之日起三十日内申请复核或者提出申诉",
    ),
    notice(
        "refuse", "告知不予录用的理由", STAFFING, to="end-refused", optional=True,
        rule="书面告知制",
        duty="向本人说明不予录用的理由",
        control="告知记录存档，按名次递补的一并公布",
        rights="知道理由，可以申请复核",
        complaint=STAFF_COMPLAINT,
    ),
    end("end-cancelled", "取消录用"),
    end("end-refused", "不予录用"),
    end("end-none", "终止", "取消职位"),
)  # fmt: skip

TRANSFER = flow(
    "transfer", "内部人员调动类流程",
    start("工作需要或者本人申请交流"),
    step(
        "propose", "提出调动意见，核对编制和职数", STAFFING, _LAW(69), _LAW(71, 1), inner=True,
        duty="写明调任、转任的理由和拟任职位，核对编制限额和职数",
        control="没有编制或者职数的不得调动",
    ),
    step(
        "qualify", "审查资格条件", STAFFING, _LAW(70, 2), _LAW(71, 1),
        duty="审查是否具备拟任职位所要求的资格条件，核对任职回避",
        control="有任职回避情形的不得调动（第七十四条）",
        rights="可以说明情况",
    ),
    step(
        "look-into", "考察", STAFFING, _LAW(70, 2),
        duty="听取所在单位意见，查阅档案，形成考察材料；调任的严格考察，必要时考试",
        control="考察组不少于两人，考察材料双签",
        rights="可以说明情况",
    ),
    step(
        "approve", "按照管理权限审批", LEADERS, _LAW(70, 2), _LAW(73, 2),
        rule="集体讨论、记录在案",
        duty="讨论决定是否同意调动",
        control="有利害关系的回避表决，会议记录存档",
        rights="本人申请的，知道审批的结果",
    ),
    choice("approved", "审批的结果", {"同意": "order", "不同意": "refuse"}),
    notice(
        "order", "通知本人和有关单位", STAFFING,
        rule="书面通知制",
        duty="发出调动通知，写明报到的时间和交接的要求",
        control="通知与会议决定核对",
        rights="知道调动的决定和报到的时间",
        complaint=STAFF_COMPLAINT,
    ),
    step(
        "hand-over", "办理交接、工资和档案转移手续", STAFFING,
        term=workdays(10, _SET),
        rule="离岗交接清单制",
        duty="清点交接，办理编制、工资、档案转移",
        control="交接清单由监交人签字",
        rights="工资和待遇连续计算",
        complaint=STAFF_COMPLAINT,
    ),
    end("end-moved", "调动"),
    notice(
        "refuse", "告知不同意的理由", STAFFING, to="end-refused", optional=True,
        rule="书面告知制",
        duty="向本人或者提出的单位说明理由",
        control="告知记录存档",
        rights="知道理由，可以申请复核",
        complaint=STAFF_COMPLAINT,
    ),
    end("end-refused", "不予调动"),
    withdrawal="撤回",
)  # fmt: skip

APPOINTMENT = flow(
    "appointment", "内部人员任免类流程",
    start("职位空缺或者需要任免"),
    step(
        "move", "动议", LEADERS, _LAW(46, item=1), _LAW(43), inner=True,
        duty="研究任免的职位、条件和工作方案，核对编制限额和职数",
        control="没有相应职位空缺的不得任职",
    ),
    choice("which", "任职还是免职", {"任职": "recommend", "免职": "deliberate"}),
    step(
        "recommend", "民主推荐", STAFFING, _LAW(46, item=2), optional=True,
        duty="组织会议推荐和谈话推荐，汇总结果",
        control="推荐结果当场密封，双人统计",
        rights="参加推荐的人员意见受到保密",
    ),
    step(
        "look-into", "确定考察对象，组织考察", STAFFING, _LAW(46, item=3), optional=True,
        duty="确定考察对象，组织考察，形成考察材料",
        control="考察组不少于两人，核查档案和个人有关事项",
        rights="可以说明情况",
    ),
    step(
        "deliberate", "按照管理权限讨论决定", LEADERS, _LAW(46, item=4), _LAW(42),
        rule="集体讨论、逐人表决、记录在案",
        duty="讨论决定任免人选",
        control="到会人数符合规定，有利害关系的回避，记录存档",
    ),
    choice("deliberated", "讨论的结果", {"同意任职": "post-up", "同意免职": "formalities", "不同意": "end-refused"}),
    notice(
        "post-up", "任职前公示", STAFFING, _LAW(48), optional=True,
        term=workdays(5, _SET),
        duty="公示拟任职人员的基本情况和受理反映的方式",
        control="反映的问题查清之前不得办理任职手续",
        rights="任何人可以反映问题",
    ),
    choice("objected", "公示期内是否有影响任职的问题", {"没有": "formalities", "有": "end-refused"}),
    step(
        "formalities", "履行任职、免职手续", STAFFING, _LAW(46, item=5), _LAW(42),
        duty="发文任免，谈话，办理工资、档案手续；依法需要法律程序任免的依照其规定",
        control="任免文件与会议决定核对",
        rights="对免职不服的，可以申请复核、提出申诉（第九十五条）",
    ),
    end("end-appointed", "任免"),
    end("end-refused", "不予任免"),
)  # fmt: skip

DISCIPLINE = flow(
    "discipline", "内部人员奖惩类流程（处分）",
    start("涉嫌违法违纪"),
    step(
        "look-into", "初步调查", STAFFING, _DISCIPLINE(39, 1, 1), inner=True, outside_term=True,
        duty="经任免机关负责人同意，对需要调查处理的事项进行初步调查",
        control="涉嫌职务违法、职务犯罪的，移送监察机关",
    ),
    choice("looked-into", "初步调查的结论", {
        "需要进一步查证": "open", "不成立": "end-not-opened", "涉嫌职务违法、职务犯罪": "hand-on",
    }),
    step(
        "open", "批准立案", DECIDER, _DISCIPLINE(39, 1, 2), inner=True, outside_term=True,
        duty="报任免机关负责人批准后立案；不宜继续履行职责的，可以决定暂停其履行职务",
        control="监察机关已经作出政务处分决定的，不再给予处分",
    ),
    step(
        "investigate", "调查取证", STAFFING, _DISCIPLINE(39, 1, 3), _DISCIPLINE(41, 1), inner=True,
        duty="收集、查证有关证据材料，听取有关单位和人员的意见，形成书面调查材料",
        control="由两名以上办案人员进行；有利害关系的回避；非法收集的证据不得作为定案的依据",
    ),
    notice(
        "tell", "告知认定的事实和拟给予处分的依据", STAFFING, _DISCIPLINE(39, 1, 4), _LAW(63, 2),
        rights="知道认定的事实和拟给予处分的依据，有权陈述和申辩",
    ),
    party(
        "defend", "陈述和申辩", "被调查的公务员", _DISCIPLINE(39, 1, 4), _LAW(63, 2), late="deliberate",
        term=workdays(5, _SET),
        silence="期限内没有提出的，按已有的证据和意见继续办理，不视为认可",
        rights="不因申辩而受到更重的处分",
    ),
    step(
        "review", "复核所提出的事实、理由和证据", STAFFING, _DISCIPLINE(39, 1, 4), optional=True,
        duty="复核并记录在案，成立的应予采信",
        rights="所提出的事实、理由和证据应当被复核",
    ),
    step(
        "deliberate", "领导成员集体讨论决定", LEADERS, _DISCIPLINE(39, 1, 5), inner=True,
        duty="作出给予处分、免予处分或者撤销案件的决定",
        control="有利害关系的回避，会议记录存档",
    ),
    choice("deliberated", "决定", {"给予处分": "notify", "免予处分或者撤销案件": "clear"}),
    notice(
        "notify", "以书面形式通知本人并在一定范围内宣布", STAFFING, _DISCIPLINE(39, 1, 6), _LAW(63, 3),
        duty="处分决定书载明事实、种类和依据、申诉的途径和期限",
        rights="可以自知道之日起三十日内申请复核或者提出申诉",
    ),
    step(
        "file", "归入档案，报公务员主管部门备案", STAFFING, _DISCIPLINE(39, 1, 7), _DISCIPLINE(39, 3), inner=True,
        duty="将处分决定归入本人档案，汇集材料形成工作档案，及时报备案",
    ),
    end("end-disciplined", "处分"),
    notice("clear", "通知本人免予处分或者撤销案件", STAFFING, _DISCIPLINE(39, 1, 5), to="end-cleared", optional=True),
    step("hand-on", "移送监察机关", DECIDER, _LAW(57, 3), to="end-handed-on", optional=True, control="移送须登记签收"),
    end("end-cleared", "免予处分"),
    end("end-handed-on", "移送"),
    end("end-not-opened", "不予立案"),
    whole=term(6, TermUnit.MONTH, _DISCIPLINE(44), "自批准立案之日起；案情复杂的可以延长，最长不得超过十二个月"),
    specials=("延长办案期限",),
)  # fmt: skip

COMMENDATION = flow(
    "discipline-award", "内部人员奖惩类流程（奖励）",
    start("有突出事迹或者定期奖励"),
    step(
        "propose", "提出奖励意见", STAFFING, _LAW(51, 1), _LAW(52), inner=True,
        duty="写明符合的奖励情形、事迹和建议的奖励种类",
        control="事迹须有材料证明",
    ),
    step(
        "verify", "核实事迹，听取意见", STAFFING,
        rule="逐项核实制",
        duty="核实事迹，听取所在单位和群众的意见，必要时征求纪检监察机关的意见",
        control="核实情况双人签字",
        rights="可以说明情况",
        complaint=STAFF_COMPLAINT,
    ),
    notice(
        "post-up", "公示拟奖励名单", STAFFING, optional=True,
        term=workdays(5, _SET),
        rule="公示制",
        duty="在一定范围内公示名单和主要事迹",
        control="异议须核查清楚并答复",
        rights="任何人可以提出异议",
        complaint=STAFF_COMPLAINT,
    ),
    step(
        "approve", "按照规定的权限决定或者审批", LEADERS, _LAW(54), _LAW(53, 1),
        rule="集体讨论、记录在案",
        duty="决定奖励的种类：嘉奖、记三等功、记二等功、记一等功、授予称号",
        control="超出权限的报有权机关审批",
    ),
    choice("approved", "决定", {"给予奖励": "confer", "不予奖励": "end-refused"}),
    notice(
        "confer", "表彰并给予奖金或者其他待遇", STAFFING, _LAW(53, 2),
        duty="宣布决定，表彰，给予一次性奖金或者其他待遇，归入档案",
        control="有弄虚作假等情形的撤销奖励（第五十六条）",
        rights="取得奖励",
    ),
    end("end-awarded", "奖励"),
    end("end-refused", "不予奖励"),
)  # fmt: skip

FLOWS = (RECRUITMENT, TRANSFER, APPOINTMENT, DISCIPLINE, COMMENDATION)
