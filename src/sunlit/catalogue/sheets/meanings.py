"""What the header of a column says, in our words: 事项名称, 职权名称 and 权力名称 are all `name`.

Two tiers. A header written exactly as one of the known ones (white space, widths, brackets, marks aside) is certain.
One that only contains telling words (省级行政许可事项名称) is read by rules in a fixed order, and only in a row that
is a header already. What neither tier knows stays a column under its own header, until a person maps it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sunlit.kernel.text import squeeze

#: Columns that have a field of their own in `ListedItem`.
CORE = (
    "serial", "code", "name", "sub_item", "type", "basis", "body", "office",
    "legal_time_limit", "promised_time_limit", "fee",
)  # fmt: skip

#: Meanings and the headers that certainly have them. The first header of a meaning is how it is told to people.
_HEADERS: dict[str, str] = {
    "serial": "序号 序 序列 序列号 顺序号 排序 排序号 项次 行号 号 no no. serial",
    "code": (
        "职权编码 编码 代码 权力编码 事项编码 基本编码 实施编码 项目编码 目录编码 职权代码 权力代码 事项代码 "
        "项目代码 职权编号 权力编号 事项编号 项目编号 编号 行政职权编码 行政权力编码 权力事项编码 职权事项编码 "
        "权责事项编码 基本目录编码 实施清单编码 事项基本编码 事项实施编码 统一编码 权力基本编码 "
        "权力编码(基本码) code item_code"
    ),
    "name": (
        "事项名称 职权名称 权力名称 项目名称 名称 事项 项目 职权 权力事项 职权事项 权责事项 行政职权 行政权力 "
        "行政职权名称 行政权力名称 权责名称 权责事项名称 权力事项名称 职权事项名称 行政职权事项名称 "
        "行政权力事项名称 行政权力事项 权力项目名称 权力项目 职权项目名称 行政权力项目名称 主项名称 主项 "
        "主项目名称 大项名称 清单事项名称 许可事项名称 许可事项 行政许可事项名称 行政许可事项 审批事项 "
        "审批事项名称 行政审批事项名称 处罚事项 处罚事项名称 行政处罚事项名称 行政处罚事项 强制事项名称 "
        "检查事项 检查事项名称 行政检查事项名称 服务事项 服务事项名称 政务服务事项名称 政务服务事项 "
        "公共服务事项名称 公共服务事项 执法事项 执法事项名称 监管事项名称 实施事项名称 name item_name"
    ),
    "sub_item": (
        "子项名称 子项 子项目 子项目名称 子事项 子事项名称 分项 分项名称 小项名称 小项 办理项 办理项名称 "
        "业务办理项 业务办理项名称 二级事项 二级事项名称 子项(分项) sub_item"
    ),
    "type": (
        "权力类型 职权类别 类别 类型 权力类别 职权类型 职权种类 权力种类 事项类型 事项类别 项目类型 项目类别 "
        "行政权力类型 行政权力类别 行政职权类别 行政职权类型 权责类别 权责类型 权力事项类型 权力事项类别 "
        "权力属性 权力性质 职权属性 type task_type"
    ),
    "basis": (
        "实施依据 设定依据 法律依据 职权依据 依据 权力依据 行使依据 法定依据 执法依据 政策依据 设立依据 "
        "办理依据 事项依据 许可依据 处罚依据 审批依据 权力来源 权力来源依据 职权来源 权力设定依据 职权设定依据 "
        "法律法规依据 法规依据 法律政策依据 法律法规规章依据 实施依据及内容 设定依据及内容 行政职权依据 "
        "行政权力依据 实施依据内容 设定和实施依据 设定与实施依据 设定实施依据 basis"
    ),
    "body": (
        "行使主体 实施主体 实施机关 行使机关 权力主体 职权主体 责任主体 执法主体 行政主体 主体 实施部门 "
        "行使部门 实施单位 行使单位 执法部门 执法单位 执法机关 审批部门 审批机关 许可机关 责任单位 责任部门 "
        "权力部门 职权部门 职能部门 主管部门 单位 部门 单位名称 部门名称 机关名称 权力行使主体 职权行使主体 "
        "实施主体名称 行使主体名称 行政执法主体 办理机关 办理单位 办理部门 实施机构 body department"
    ),
    "office": (
        "承办机构 承办科室 责任处室 承办处室 承办股室 责任科室 责任股室 责任科处室 责任处科室 承办科处室 "
        "责任机构 具体承办机构 具体承办科室 内设机构 承办内设机构 经办机构 经办科室 办理科室 办理处室 办理机构 "
        "科室 处室 股室 科处室 承办部门 承办单位 业务科室 主办科室 牵头科室 主办处室 牵头处室 责任承办机构 "
        "office"
    ),
    "legal_time_limit": (
        "法定时限 法定办结时限 法定期限 法定办理时限 法定办结期限 法定办理期限 法律时限 法定时间 法定办结时间 "
        "legal_time_limit"
    ),
    "promised_time_limit": (
        "承诺时限 承诺办结时限 承诺期限 承诺办理时限 承诺办结期限 承诺办理期限 承诺时间 承诺办结时间 "
        "promised_time_limit"
    ),
    "fee": "是否收费 收费情况 收费 是否收取费用 收费与否 有无收费 是否涉及收费 fee",
    "time_limit": "办理时限 办结时限 时限 办理期限 办结期限 审批时限 许可期限 期限",
    "fee_standard": "收费标准 收费金额 征收标准 收费项目及标准 收费项目和标准",
    "fee_basis": "收费依据 征收依据 收费文件依据 收费文件",
    "level": (
        "行使层级 实施层级 权力层级 层级 级别 行使级别 实施级别 审批层级 办理层级 权限层级 职权层级 行政层级 "
        "权力级别 管理层级 事权层级"
    ),
    "authority": "权限 实施权限 行使权限 职权边界 职责边界 权限划分 层级权限 实施权限划分",
    "department_duty": "部门职责 主要职责 部门职能 职责",
    "duty": "责任事项内容 责任事项 责任内容 责任清单 对应责任事项 具体责任 责任",
    "duty_basis": "责任事项依据 责任依据 责任设定依据 履责依据",
    "accountability_scope": "追责对象范围 追责对象 追责范围 问责对象 问责范围 追责对象及范围 责任追究对象",
    "accountability_grounds": (
        "追责情形 追责情形及依据 追责情况 问责情形 追责事项 责任追究情形 追责条件 追责情形和依据 责任追究机制 追责依据"
    ),
    "remarks": "备注 说明 附注 备考 备注说明",
    "materials": (
        "申请材料 申报材料 所需材料 提交材料 办理材料 申请材料目录 材料清单 材料 申请材料清单 需提交材料 应提交材料"
    ),
    "conditions": "受理条件 办理条件 申请条件 许可条件 审批条件 办事条件 条件 适用条件",
    "phone": "联系电话 电话 办公电话 联系方式 联系方法 电话号码",
    "consult_phone": "咨询电话 咨询方式 咨询渠道 咨询投诉电话 咨询服务电话 咨询途径",
    "complaint_phone": (
        "监督电话 投诉电话 监督投诉电话 监督方式 投诉方式 投诉渠道 监督渠道 监督投诉方式 监督投诉渠道 举报电话 "
        "监督举报电话 投诉举报电话 投诉监督电话"
    ),
    "quantity_limit": "数量限制 有无数量限制 是否有数量限制 数量",
    "place": "办理地点 办公地点 受理地点 办理地址 办公地址 地点 地址 办理场所 受理地址 办理窗口 受理窗口",
    "office_hours": "办理时间 办公时间 受理时间 工作时间",
    "website": "网址 办理网址 网上办理地址 网办地址 办事指南网址 在线办理地址 链接 链接地址",
    "procedure": (
        "办理流程 流程图 办理程序 运行流程 权力运行流程图 权力运行流程 办事流程 流程 程序 外部流程图 "
        "内部流程图 运行流程图"
    ),
    "service_object": "服务对象 办理对象 申请人 行政相对人 相对人 实施对象 面向对象 适用对象 申请主体",
    "result": "办理结果 结果名称 审批结果 许可证件 证件名称 结果文书 办理结果名称",
    "remedy": "救济渠道 救助渠道 救济途径 法律救济 行政救济 救济方式 权利救济",
    "discretion": "裁量基准 自由裁量基准 裁量标准 自由裁量标准 行政裁量权基准 自由裁量权",
    "disclosure_form": "公开形式 公开方式",
    "disclosure_scope": "公开范围 是否公开",
    "disclosure_term": "公开时限 公开时间",
    "joint_bodies": "共同实施部门 联合实施部门 配合部门 协同部门 协助部门 共同审批部门 协办部门 联办机构",
    "entrusted": "委托机关 受委托机关 委托部门 受托机关 受委托组织 委托单位 受委托单位",
    "subject_nature": "主体性质 实施主体性质 行使主体性质 主体类型",
    "post": "责任岗位 岗位 承办岗位 岗位名称 办理岗位",
    "personal": (
        "责任人 承办人 经办人 联系人 办理人 负责人 承办人员 经办人员 办理人员 责任人员 工作人员 审核人 审批人 "
        "填表人 填报人 姓名 联系人姓名 责任人姓名 承办人姓名 经办人姓名 具体承办人 具体责任人 直接责任人 "
        "岗位责任人 分管领导 主管领导 窗口人员 窗口工作人员 首席代表 执法人员 联系人及电话 联系人及联系电话 "
        "联系人电话 联系人及联系方式 联系人和电话 责任人及电话 责任人及联系电话 手机 手机号 手机号码 移动电话 "
        "身份证号 身份证号码 签字 签名 经手人 办事人员 首办责任人 ab岗 a岗 b岗"
    ),
}
#: One column, several meanings. All of them get its text; how it is parted, where it is, `fields` knows.
_SEVERAL: dict[tuple[str, ...], str] = {
    ("level", "authority"): (
        "实施层级及权限 行使层级及权限 实施层级和权限 层级及权限 实施层级与权限 实施层级、权限 层级权限划分 "
        "实施层级权限 行使层级和权限 行使层级与权限"
    ),
    ("fee_basis", "fee_standard"): (
        "收费依据及标准 收费标准及依据 收费依据和标准 收费标准和依据 收费依据、标准 收费依据与标准 "
        "收费标准、依据 收费标准与依据 收费依据/标准 收费标准/依据"
    ),
    ("fee", "fee_basis"): "是否收费及依据 是否收费及收费依据 收费及依据 是否收费、依据",
    ("fee", "fee_basis", "fee_standard"): (
        "是否收费及收费依据和标准 是否收费及依据标准 收费情况及依据标准 是否收费及标准依据"
    ),
    ("place", "office_hours"): (
        "办理时间地点 办理时间和地点 办理地点及时间 办理地点和时间 办公地点和时间 办公时间、地址 办理地点、时间"
    ),
    ("personal", "phone"): "联系人/联系电话 联系人/电话 联系人、电话 联系人、联系电话",
}

Meanings = tuple[str, ...]

CERTAIN: dict[str, Meanings] = {
    **{header: (meaning,) for meaning, headers in _HEADERS.items() for header in headers.split()},
    **{meaning: (meaning,) for meaning in _HEADERS if meaning != "personal"},  # as our own CSV has them
    **{header: meanings for meanings, headers in _SEVERAL.items() for header in headers.split()},
}
#: Of two headers with one meaning the one named earlier above is the more telling (行使主体 before 部门).
RANK: dict[str, int] = {header: i for i, header in enumerate(CERTAIN)}
#: How each meaning is told to people, and taken from them: 事项名称 for `name`.
WORDS: dict[str, str] = {meaning: headers.split()[0] for meaning, headers in _HEADERS.items()}

#: Telling words, first match wins. Applied only to cells of a row that is a header by its certain cells.
_RULES: tuple[tuple[re.Pattern[str], Meanings], ...] = tuple(
    (re.compile(pattern), tuple(meanings.split()))
    for pattern, meanings in (
        (r"(追责|问责|责任追究).*(对象|范围)", "accountability_scope"),
        (r"追责|问责|责任追究", "accountability_grounds"),
        (r"责任事项.*依据|责任.*设定依据", "duty_basis"),
        (r"责任事项", "duty"),
        (r"^(是否|有无).{0,3}收费.*(依据.*标准|标准.*依据)", "fee fee_basis fee_standard"),
        (r"^(是否|有无).{0,3}收费.*依据", "fee fee_basis"),
        (r"^(是否|有无).{0,3}收费.*标准", "fee fee_standard"),
        (r"收费.*(依据.*标准|标准.*依据)", "fee_basis fee_standard"),
        (r"(收费|征收).*标准", "fee_standard"),
        (r"收费.*依据", "fee_basis"),
        (r"^(是否|有无).{0,4}收费", "fee"),
        (r"(机构|处室|科室|股室|部门|单位).*(责任人|承办人|经办人|联系人|负责人)", "office personal"),
        (r"(责任人|承办人|经办人|联系人|办理人|负责人|经手人)(员|姓名|名单|名称|信息)?$", "personal"),
        (r"(审核人|审批人|填表人|填报人)(员|姓名|名单|名称|信息)?$", "personal"),
        (r"(责任人|承办人|经办人|联系人|办理人|负责人|经手人).{0,4}(电话|手机|方式|号码)", "personal"),
        (r"(人员|领导|代表|干部).{0,2}姓名$|手机|身份证", "personal"),
        (r"法定.*(时限|期限|时间)|(时限|期限|时间).*法定", "legal_time_limit"),
        (r"承诺.*(时限|期限|时间)|(时限|期限|时间).*承诺", "promised_time_limit"),
        (r"公开.*(时限|期限|时间)", "disclosure_term"),
        (r"(办理|办结|审批|许可|完成).*(时限|期限)", "time_limit"),
        (r"(子项|分项|办理项).{0,4}(编码|代码|编号)", ""),
        (r"子项|分项目?名称|业务办理项", "sub_item"),
        (r"(事项|职权|权力|权责|基本|实施|项目).{0,6}(编码|代码|编号)", "code"),
        (r"层级.*权限", "level authority"),
        (r"(行使|实施|权力|审批|办理|管理|事权|职权|权限).{0,4}(层级|级别)$", "level"),
        (r"(实施|设定|法律|法规|职权|权力|行使|执法|政策).{0,6}依据", "basis"),
        (r"(许可|处罚|审批|强制|征收|给付|检查|确认|奖励|裁决).{0,6}依据", "basis"),
        (r"(职权|权力|权责|事项|项目).{0,4}(类型|类别|种类)$", "type"),
        (r"(行使|实施|执法|权力|职权|审批|许可).{0,6}(主体|机关|部门|单位)$", "body"),
        (r"(承办|责任|经办|办理|内设|主办|牵头).{0,6}(机构|科室|处室|股室|科|处|室|股)$", "office"),
        (r"(事项|职权|权力|权责|项目|许可|处罚|强制|征收|给付|检查|确认|奖励|裁决|服务).{0,4}名称$", "name"),
        (r"(监督|投诉|举报).{0,6}(电话|方式|渠道)", "complaint_phone"),
        (r"咨询.{0,6}(电话|方式|渠道)", "consult_phone"),
        (r"(申请|申报|提交|办理|所需).{0,4}材料", "materials"),
        (r"(受理|办理|申请|许可|审批).{0,4}条件", "conditions"),
        (r"流程", "procedure"),
        (r"备注", "remarks"),
    )
)  # fmt: skip

#: Longer texts head no column.
LONGEST_HEADER = 300
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_EDGES = re.compile(r"^[*#★☆▲:;,.、]+|[*#★☆▲:;,.、]+$")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十\d]{1,3}\))[.、]?(?=\D)")
#: Meanings that may share a column. Others in one header (事项编码及名称) are for a person to decide.
_TOGETHER = (
    {"office", "personal", "phone"},
    {"phone", "consult_phone", "complaint_phone", "place", "office_hours", "website"},
    {"fee", "fee_basis", "fee_standard"},
)
_PARTS = re.compile(r"[/\\、,;|]|以及|及|和|与")
#: Characters on which a certain header may end: a quick look that spares most cells the slow one.
LAST_CHARACTERS = frozenset(header[-1] for header in CERTAIN) | frozenset(
    ")）]】〕:：*＊★☆▲;；.。．,，、 \n\t\u3000\u00a0\u200b"
)


def header_key(text: str) -> str:
    """What two spellings of one header share: no white space, widths and case alike, no marks at the ends."""
    return _EDGES.sub("", unicodedata.normalize("NFKC", squeeze(text)).lower())


@lru_cache(maxsize=4096)
def certain(text: str) -> Meanings:
    """What a header certainly means; () where its words are not exactly known."""
    if len(text) > LONGEST_HEADER:
        return ()
    key = header_key(text)
    if limits := _two_limits(key):
        return limits
    bare = _EDGES.sub("", _BRACKETED.sub("", key))
    for form in dict.fromkeys((key, bare, key.strip("()[]【】"), _NUMBERING.sub("", bare))):
        if found := CERTAIN.get(form):
            return found
    return _of_parts(bare)


def _two_limits(key: str) -> Meanings:
    """时限（法定/承诺） and its like: both limits, in the order they are named."""
    legal, promised = key.find("法定"), key.find("承诺")
    if min(legal, promised) < 0 or not ("时限" in key or "期限" in key):
        return ()
    limits = ("legal_time_limit", "promised_time_limit")
    return limits if legal < promised else limits[::-1]


def _parts(key: str) -> list[Meanings]:
    """What the parts of a header joined by 及, 和, / and the like certainly mean; [] where it has no such parts."""
    found = [CERTAIN.get(part, ()) for part in _PARTS.split(key)]
    return found if len(found) > 1 and all(found) else []


def _of_parts(key: str) -> Meanings:
    """行使主体/实施机关 is one meaning twice; 承办机构及责任人 two that go together; 事项编码及名称 is not for us."""
    meanings = tuple(dict.fromkeys(meaning for part in _parts(key) for meaning in part))
    if len(meanings) < 2 or any(set(meanings) <= together for together in _TOGETHER):  # noqa: PLR2004 - one is no doubt
        return meanings
    return ("personal",) if "personal" in meanings else ()


@lru_cache(maxsize=4096)
def probable(text: str) -> Meanings:
    """What a header means by its telling words; () where there are none."""
    if len(text) > LONGEST_HEADER:
        return ()
    bare = _BRACKETED.sub("", header_key(text))
    if _parts(bare):
        return ()
    for pattern, meanings in _RULES:
        if pattern.search(bare):
            return meanings
    return ()
