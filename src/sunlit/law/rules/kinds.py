"""What a text is by the body that made it, and the band of legal effect it stands in."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a text is, by the body that promulgated it (立法法 2023)."""

    CONSTITUTION = "constitution"  # 宪法
    STATUTE = "statute"  # 法律
    REGULATION = "regulation"  # 行政法规
    STATE_COUNCIL_DECISION = "state-council-decision"  # 国务院决定、命令（许可法第十四条）
    LOCAL_REGULATION = "local-regulation"  # 地方性法规、自治条例、单行条例、经济特区法规
    DEPARTMENT_RULE = "department-rule"  # 部门规章
    LOCAL_RULE = "local-rule"  # 地方政府规章
    NORMATIVE_DOCUMENT = "normative-document"  # 规范性文件
    UNKNOWN = "unknown"  # the text does not show it; never guessed


class Band(IntEnum):
    """Bands of legal effect for ordering bases: lower numbers bind more (立法法 2023 第九十八条至第一百零二条)."""

    CONSTITUTION = 1
    STATUTE = 2
    REGULATION = 3
    LOCAL_REGULATION = 4
    RULE = 5  # 部门规章 and 地方政府规章 are equal, each in its own field (第一百零二条)
    NORMATIVE_DOCUMENT = 6
    UNKNOWN = 9


_BANDS = {
    Kind.CONSTITUTION: Band.CONSTITUTION,
    Kind.STATUTE: Band.STATUTE,
    Kind.REGULATION: Band.REGULATION,
    Kind.STATE_COUNCIL_DECISION: Band.REGULATION,
    Kind.LOCAL_REGULATION: Band.LOCAL_REGULATION,
    Kind.DEPARTMENT_RULE: Band.RULE,
    Kind.LOCAL_RULE: Band.RULE,
    Kind.NORMATIVE_DOCUMENT: Band.NORMATIVE_DOCUMENT,
    Kind.UNKNOWN: Band.UNKNOWN,
}


def band_of(kind: Kind) -> Band:
    """The band in which a kind of text is ordered."""
    return _BANDS[kind]
