"""When two titles name one law, and what a kind of law is called."""

from __future__ import annotations

from sunlit.kernel.text import title_key
from sunlit.law.rules.kinds import Kind

#: What a kind is called (立法法 2023; 许可法第十四条 for decisions of the State Council).
KIND_NAMES = {
    Kind.CONSTITUTION: "宪法",
    Kind.STATUTE: "法律",
    Kind.REGULATION: "行政法规",
    Kind.STATE_COUNCIL_DECISION: "国务院决定",
    Kind.LOCAL_REGULATION: "地方性法规",
    Kind.DEPARTMENT_RULE: "部门规章",
    Kind.LOCAL_RULE: "地方政府规章",
    Kind.NORMATIVE_DOCUMENT: "规范性文件",
    Kind.UNKNOWN: "效力层级不明",
}
_STATE = "中华人民共和国"


def law_key(title: str) -> str:
    """`title` as titles of laws are compared: spacing, brackets and a leading 中华人民共和国 make no other law."""
    key = title_key(title)
    return key.removeprefix(_STATE) or key
