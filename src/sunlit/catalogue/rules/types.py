"""职权类别: the ten types of the standard, the ten of 2008, and what neither of them has."""

from __future__ import annotations

from dataclasses import dataclass

from sunlit.kernel.text import squeeze


@dataclass(frozen=True, slots=True)
class PowerKind:
    """One type of power.

    Attributes:
        code: what editions hold.
        words: as lists print it.
        standard: two digits of GB/T 39046-2020 附录 A.1; extension types have a number from 11 on, which the standard
            leaves to each place.
        older: the type of the list of 2008 it is counted under there (许可、处罚、征收、强制、给付、奖励、确认、征用、
            裁决、其他).
        also: other words lists use.
    """

    code: str
    words: str
    standard: str
    older: str
    also: tuple[str, ...] = ()


KINDS: tuple[PowerKind, ...] = (
    PowerKind("licensing", "行政许可", "01", "许可", ("许可", "行政审批", "审批")),
    PowerKind("penalty", "行政处罚", "02", "处罚", ("处罚",)),
    PowerKind("coercion", "行政强制", "03", "强制", ("强制", "行政强制措施", "行政强制执行")),
    PowerKind("levy", "行政征收", "04", "征收", ("征收", "行政事业性收费")),
    PowerKind("benefit", "行政给付", "05", "给付", ("给付",)),
    PowerKind("inspection", "行政检查", "06", "其他", ("检查", "行政监督检查", "监督检查")),
    PowerKind("certification", "行政确认", "07", "确认", ("确认",)),
    PowerKind("award", "行政奖励", "08", "奖励", ("奖励",)),
    PowerKind("adjudication", "行政裁决", "09", "裁决", ("裁决",)),
    PowerKind("other", "其他行政权力", "10", "其他", ("其他", "其它", "其他职权", "其他权力", "其它行政权力")),
    PowerKind("requisition", "行政征用", "11", "征用", ("征用",)),
    PowerKind("enforcement", "行政执法", "12", "其他", ("执法",)),
    PowerKind("recruitment", "内部人员录用", "13", "其他", ("录用", "人员录用")),
    PowerKind("transfer", "内部人员调动", "14", "其他", ("调动", "人员调动")),
    PowerKind("appointment", "内部人员任免", "15", "其他", ("任免", "人员任免")),
    PowerKind("discipline", "内部人员奖惩", "16", "其他", ("奖惩", "人员奖惩")),
)
_BY_CODE = {kind.code: kind for kind in KINDS}
_BY_WORDS = {words: kind for kind in reversed(KINDS) for words in (kind.words, *kind.also)}
_BY_STANDARD = {kind.standard: kind for kind in KINDS}
#: The ten types of the older lists, each with the one of today it most nearly is.
OLDER = {kind.older: kind.code for kind in reversed(KINDS) if kind.older != "其他"} | {"其他": "other"}


def kind_of(code: str) -> PowerKind | None:
    """The type with this code."""
    return _BY_CODE.get(code)


def of_words(text: str) -> str | None:
    """The code of the type that a list means by `text`: its words in any of their forms, or the standard's number.

    >>> of_words("行政许可类"), of_words("02"), of_words("行政 检查"), of_words("杂项")
    ('licensing', 'penalty', 'inspection', None)
    """
    plain = squeeze(text)
    found = _BY_WORDS.get(plain) or _BY_WORDS.get(plain.removesuffix("类")) or _BY_STANDARD.get(plain.zfill(2))
    return found.code if plain and found else None


def words_of(code: str) -> str:
    """As lists print a type; the code itself for one nobody knows."""
    found = _BY_CODE.get(code)
    return found.words if found else code


def to_older(code: str) -> str:
    """The type of the list of 2008 under which a power of this type is counted. What it has not is 其他."""
    found = _BY_CODE.get(code)
    return found.older if found else "其他"


def from_older(older: str, code: str = "") -> str:
    """The type of today for one of the list of 2008; `code`, what it was known as, decides where several fit."""
    return code if code and to_older(code) == older else OLDER.get(older, "other")
