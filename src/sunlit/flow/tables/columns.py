"""The columns of the table, its head and its facts: what each is called, what it means, what it may hold."""

from __future__ import annotations

from dataclasses import dataclass

from sunlit.flow.values import FactKind, FlowKind, NodeKind, Op, TermUnit, Warrant
from sunlit.kernel.text import fold, squeeze

#: Names of the sheets; what is on any other sheet is not read.
STEPS, HEAD, FACTS, EXPLAINED, EXAMPLE = "环节", "流程", "判断事实", "填表说明", "示例"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: the field of `Node` it fills, or what else it is.
        header: as printed. `also`: what other tables call it.
        means: for the clerk.
        width: in characters. `choices`: what a drop-down offers.
        many: a text of several lines.
    """

    key: str
    header: str
    means: str
    width: int = 12
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    many: bool = False


KINDS = {
    "办理": NodeKind.STEP, "当事人": NodeKind.PARTY, "告知送达": NodeKind.NOTICE, "开始": NodeKind.START,
    "结束": NodeKind.END, "判断": NodeKind.CHOICE, "并行": NodeKind.PARALLEL,
}  # fmt: skip
UNITS = {unit.words: unit for unit in TermUnit}
WARRANTS = {warrant.words: warrant for warrant in Warrant}
FLOW_KINDS = {kind.words: kind for kind in FlowKind}
FACT_KINDS = {"是否": FactKind.FLAG, "数值": FactKind.NUMBER, "选项": FactKind.CHOICE}
YES, NO = "是", "否"

#: What clerks write for it, by what is printed.
_ALSO = {
    "办理": "办理环节 步骤 审核 审批",
    "当事人": "当事人环节 申请人 相对人",
    "告知送达": "告知 送达 通知 告知、送达",
    "开始": "起点 启动",
    "结束": "终点 办结",
    "判断": "分支 决策",
    "并行": "汇合 并行、汇合",
    "工作日": "个工作日",
    "日": "天 自然日 日历日",
    "个月": "月",
    "小时": "个小时",
    "工作程序": "工作",
    "法定": "法定程序",
    "是": "√ ✓ Y y yes 1 TRUE",
    "否": "× N n no 0 FALSE",
    "类别流程": "类别流程图",
    "项目流程": "项目流程图",
    "数值": "数字 金额",
    "选项": "单选 选择",
}
#: Other words for the same.
SAME = {other: words for words, others in _ALSO.items() for other in others.split()}

COLUMNS = (
    Column(
        "id",
        "编号",
        "每个环节一个，全表不重复：1、2、3…，也可用字母。整列不填时按顺序编号",
        8,
        ("序号", "环节编号", "步骤编号"),
    ),
    Column(
        "name",
        "环节名称",
        "做什么，如“审查申请材料”",
        24,
        ("环节", "名称", "步骤", "步骤名称", "工作环节", "流程环节"),
    ),
    Column("kind", "类型", "空着就是“办理”", 10, ("环节类型", "类别"), tuple(KINDS)),
    Column(
        "post",
        "承办岗位",
        "哪个岗位办理；当事人环节写当事人",
        14,
        ("岗位", "责任岗位", "经办岗位", "办理岗位", "责任人"),
    ),
    Column("amount", "时限", "数字；当场办理写“当场”", 8, ("办理时限", "期限", "办理期限")),
    Column("unit", "时限单位", "空着就是“工作日”", 10, ("单位",), tuple(UNITS)),
    Column(
        "ways",
        "去向",
        "空着就是下一行；写编号；有几种情形的：齐全→5；不齐全→6",
        24,
        ("下一环节", "下一步", "流向", "转向", "后续环节"),
        many=True,
    ),
    Column("rule", "办理制度", "办理时遵守的制度", 24, ("制度",), many=True),
    Column("duty", "职责要求", "这个岗位要做到什么", 30, ("职责", "工作要求", "办理要求"), many=True),
    Column("control", "监督制约环节", "靠什么监督和制约", 30, ("监督制约", "风险防控", "防控措施"), many=True),
    Column("rights", "相对人权利", "当事人在这一环节有什么权利", 30, ("当事人权利", "申请人权利"), many=True),
    Column(
        "complaint",
        "投诉举报途径",
        "向哪里投诉、举报",
        30,
        ("投诉举报", "投诉举报途径和方式", "投诉途径", "监督电话"),
        many=True,
    ),
    Column(
        "bases",
        "依据",
        "《中华人民共和国行政许可法》第三十二条；几条用分号隔开",
        34,
        ("法定依据", "法律依据", "设定依据"),
        many=True,
    ),
    Column(
        "warrant",
        "法定/工作程序",
        "空着时：有依据的是“法定”，没有的是“工作程序”",
        12,
        ("程序性质", "法定或工作程序"),
        tuple(WARRANTS),
    ),
    Column("term_source", "时限依据", "时限从哪里来", 24, ("期限依据",), many=True),
    Column("outcome", "结果", "结束环节的结果：准予、不予、终止、移送…；空着就用环节名称", 12, ("办理结果", "结论")),
    Column("silence", "逾期后果", "当事人逾期不办理会怎样", 28, ("逾期的后果",), many=True),
    Column("late", "逾期去向", "过了时限，这一环节结束，转到哪里", 10, ("逾期转向",)),
    Column("remind", "到期另行", "过了时限，这一环节照旧，另外开始哪里", 10, ("到期另启",)),
    Column("outside_term", "不计入时限", "这一环节的时间不计入总时限", 10, ("不计时",), (YES, NO)),
    Column("inner", "仅内部", "只有机关内部看得见，公众的图上折叠", 8, ("内部环节",), (YES, NO)),
    Column("optional", "视情形", "类别流程里，只在某些情形下才有的环节", 8, ("视情况",), (YES, NO)),
    Column("realises", "对应类别环节", "项目流程里，这是类别流程的哪一环节（填它的编号）", 14, ("类别环节",)),
    Column("office", "承办机构", "哪个科（处、股）室", 16, ("承办科室", "责任处室", "科室", "承办部门")),
    Column("performer", "办理人代号", "系统填写，不用管", 14),
    Column("ends_all", "结束时全部终止", "到这里，其他没有办完的一并结束", 10, (), (YES, NO)),
    Column("note", "备注", "其他要说明的", 24, ("说明",), many=True),
)
BY_KEY = {column.key: column for column in COLUMNS}

HEAD_ROWS = (
    Column("name", "流程名称", "如“夜市摆摊经营许可流程”", also=("名称",)),
    Column("kind", "流程种类", "类别流程、项目流程或者审核流程", also=("种类",), choices=tuple(FLOW_KINDS)),
    Column("category", "所属类别", "类别流程的代号，如 licensing（行政许可）", also=("类别", "类别代号")),
    Column("amount", "总时限", "数字", also=("办理时限", "法定时限")),
    Column("unit", "总时限单位", "空着就是“工作日”", also=("时限单位",), choices=tuple(UNITS)),
    Column("term_source", "总时限依据", "总时限从哪里来", also=("时限依据",)),
    Column("stops", "不计入总时限的情形", "听证、检验…用分号隔开", also=("不计入时限",)),
    Column("specials", "特别程序", "延期、中止…用分号隔开"),
    Column("withdrawal", "撤回的结果", "当事人可以撤回的，写“撤回”；不能的空着", also=("撤回",)),
    Column("start", "开始环节", "写“无”就不补开始环节；一般空着"),
)

FACT_COLUMNS = (
    Column("id", "代号", "字母或者汉字，不重复", also=("编号",)),
    Column("words", "事实", "如“罚款金额（元）”", 24, also=("名称",)),
    Column("kind", "种类", "是否、数值或者选项", choices=tuple(FACT_KINDS), also=("类型",)),
    Column("choices", "选项", "种类是“选项”时填，用分号隔开", 40),
)

#: How a condition compares: what is printed, and what else is understood, the longer first.
COMPARISONS: tuple[tuple[str, Op], ...] = (
    ("大于或等于", Op.AT_LEAST), ("大于等于", Op.AT_LEAST), ("小于或等于", Op.AT_MOST), ("小于等于", Op.AT_MOST),
    ("不等于", Op.IS_NOT), ("不低于", Op.AT_LEAST), ("不少于", Op.AT_LEAST), ("不高于", Op.AT_MOST),
    ("不超过", Op.AT_MOST), ("不多于", Op.AT_MOST), ("不是", Op.IS_NOT), ("不为", Op.IS_NOT), ("大于", Op.MORE),

    ("超过", Op.MORE), ("高于", Op.MORE), ("小于", Op.LESS), ("低于", Op.LESS), ("少于", Op.LESS),
    ("等于", Op.IS), (">=", Op.AT_LEAST),
    ("<=", Op.AT_MOST), ("==", Op.IS), ("!=", Op.IS_NOT), ("<>", Op.IS_NOT), ("≥", Op.AT_LEAST), ("≤", Op.AT_MOST),
    ("≠", Op.IS_NOT), ("＝", Op.IS), ("＞", Op.MORE), ("＜", Op.LESS), (">", Op.MORE), ("<", Op.LESS), ("=", Op.IS),
    ("是", Op.IS), ("为", Op.IS),
)  # fmt: skip


def header_key(text: str) -> str:
    """What two spellings of one header share: no space, no brackets and what they hold, no marks behind."""
    plain = fold(squeeze(text)).partition("（")[0].partition("(")[0]
    return plain.rstrip("：:*＊※").replace("／", "/")


def keys_of(columns: tuple[Column, ...]) -> dict[str, str]:
    """Which column each header means."""
    own = {header_key(column.header): column.key for column in columns}
    return {header_key(words): column.key for column in columns for words in column.also} | own
