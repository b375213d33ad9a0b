"""What the coded fields of a power are called where people read and fill them: code → words, in the order shown."""

from __future__ import annotations

#: 公开范围.
SCOPES = {"society": "社会", "party": "申请人、当事人", "internal": "机关内部"}
#: 公开形式.
SHOWINGS = {
    "website": "网站", "notice-board": "公示栏", "broadcast": "广播电视", "newspaper": "报刊", "hall": "办事大厅",
    "other": "其他",
}  # fmt: skip
#: 主体性质 (GB/T 39046-2020).
NATURES = {"statutory": "法定", "authorised": "授权", "entrusted": "委托"}
#: 行使层级 (GB/T 39046-2020).
LEVELS = {1: "国家级", 2: "省级", 3: "市级", 4: "县级", 5: "乡镇级"}
#: Units of a term.
TERM_UNITS = {"workday": "工作日", "day": "日", "month": "月", "year": "年"}
#: Form of a material.
FORMS = {"original": "原件", "copy": "复印件", "electronic": "电子件"}
#: 投诉举报、咨询途径.
CHANNELS = {"complaint": "投诉", "consult": "咨询"}
