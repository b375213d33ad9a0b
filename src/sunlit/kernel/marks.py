"""Classification marks (国家秘密标志) in text and in names of files: found, told by rule, never repeated.

This is a system for what may be known. Paper that bears a mark must not come into it (保守国家秘密法第三十一条), so a
mark is looked for before anything is stored. A mark is a level with a star, a term or a label beside it, or a level
that stands alone; words such as 商业秘密, 泄露国家秘密 or 秘密级事项 within a sentence are none.
"""

from __future__ import annotations

import re
import unicodedata

#: Space in every width, and the dots with which letters are spaced out.
_GAP = r"[\s·・•‧]*"


def _spaced(*words: str) -> str:
    return "(?:" + "|".join(_GAP.join(word) for word in words) + ")"


_LEVEL = _spaced("绝密", "机密", "秘密")
_INTERNAL = _spaced("内部")
_STAR = "[★☆✭✮✯⭐⋆✩✪※]"
_ANY_STAR = "[★☆✭✮✯⭐⋆✩✪※*]"
_NUMBER = r"(?:[\d一二三四五六七八九十]" + _GAP + r"){1,4}"
_TERM = rf"(?:{_NUMBER}(?:年|个?{_GAP}月)|{_spaced('长期', '启用前', '解密前', '公布前', '开考前', '使用完毕前')})"
_HAN = r"\u4e00-\u9fff"
#: What makes an ordinary word of a level: 商业秘密, 国家秘密.
_ORDINARY = re.compile(
    r"(?:国家|商业|工作|技术|军事|个人|审判|检察|通信|通讯|经营|企业|公司|军队|国防|他人|评标|评审|执业|职业|科技|"
    r"商务|金融|隐私和|隐私、|的|其|涉及|泄露|泄漏|保守|窃取|刺探|知悉|属于|关于|为|涉)$"
)

#: A level, or 内部, and a star: 机密★10年, 秘密★, 内部★1年.
_STARRED = re.compile(rf"({_LEVEL}){_GAP}[级]?{_GAP}(?:{_STAR}|\*(?={_GAP}{_TERM}))({_GAP}{_TERM})?")
_INTERNAL_STARRED = re.compile(rf"{_INTERNAL}{_GAP}(?:{_STAR}|\*(?={_GAP}{_TERM}))")
#: A level and its term without the star: 秘密 10年, 机密（长期）.
_WITH_TERM = re.compile(rf"(?<![{_HAN}])({_LEVEL}){_GAP}[级]?{_GAP}[(\[:,、—-]?{_GAP}{_TERM}{_GAP}(?![{_HAN}])")
#: 密级：机密, 保密等级 秘密, and a form's ticked box.
_LABEL = _spaced("密级", "密等", "保密等级", "保密级别", "涉密等级", "涉密级别", "秘密等级", "定密等级")
_LABELLED = re.compile(
    rf"(?<![绝机秘]){_LABEL}{_GAP}(?:[:=|—-]|为|是)?{_GAP}[\[(【〔<]?{_GAP}[☑√✓✔■●]?{_GAP}{_LEVEL}(?!{_GAP}[、/或和及]|{_GAP}[□○])"
)
_TICKED = re.compile(rf"[☑√✓✔■●]{_GAP}{_LEVEL}(?![{_HAN}])")
#: A level in brackets of its own: 【机密】, (秘密级).
_BRACKETED = re.compile(rf"[\[(【〔<]{_GAP}{_LEVEL}{_GAP}[级件]?{_GAP}[\])】〕>]")
#: A line, a cell, or a part of a file's name that is a level and nothing more.
_ALONE = re.compile(rf"{_GAP}{_LEVEL}{_GAP}(?:级|件|文件|资料|材料)?{_GAP}[。.!]?{_GAP}")
#: 内部资料 注意保存: printed on what is not for the public.
_INTERNAL_NOTE = re.compile(
    rf"{_INTERNAL}{_GAP}(?:资料|文件|材料|使用|掌握|参阅)?[\s,、;。.()—-]*"
    rf"{_spaced('注意保存', '注意保管', '妥善保管', '妥善保存', '严禁外传', '不得外传', '请勿外传', '严禁复制')}"
)
_ANYWHERE = (
    ("mark-label", _TICKED), ("mark-bracketed", _BRACKETED), ("internal-star", _INTERNAL_STARRED),
    ("internal-note", _INTERNAL_NOTE),
)  # fmt: skip
_PARTS_OF_A_NAME = re.compile(rf"[-_+,.()\[\]【】〔〕—~\s]+(?!{_STAR})")
_OLD_FORMS = str.maketrans("絕機祕內級碼", "绝机秘内级码")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
#: A gap longer than anybody types: patterns with several gaps in a row would try each way of dividing it.
_LONG_GAP = re.compile(r"[\s·・•‧]{3,}")
#: Every mark has one of these characters; most cells have none.
_TELLING = re.compile("[密内內]")


def classification_marks(text: str) -> tuple[str, ...]:
    """The rules by which `text` bears a classification mark, in alphabetical order; () where it bears none.

    Rules: `mark-star` 机密★10年; `mark-term` 秘密 10年; `mark-label` 密级：机密; `mark-bracketed` 【绝密】;
    `mark-alone` a line that is a level and nothing more; `internal-star` 内部★; `internal-note` 内部资料 注意保存.
    Spaces between letters, widths, old forms and invisible characters change nothing. The words found are not given.
    """
    if not _TELLING.search(text):
        return ()
    plain = _plain(text)
    found = {rule for rule, pattern in _ANYWHERE if pattern.search(plain)}
    lines = plain.splitlines()
    if any(_LABELLED.search(line) for line in lines):
        found.add("mark-label")
    if any(m[2] or not _ordinary(plain, m.start()) for m in _STARRED.finditer(plain)):
        found.add("mark-star")
    if any(not _ordinary(plain, m.start()) for m in _WITH_TERM.finditer(plain)):
        found.add("mark-term")
    if _ALONE.fullmatch(plain) or any(_ALONE.fullmatch(line) for line in lines):
        found.add("mark-alone")
    return tuple(sorted(found))


def classification_marks_of_name(name: str) -> tuple[str, ...]:
    """The rules by which the name of a file, folder or sheet bears a mark: as in a text, and 机密-名单.xlsx.

    A part of the name between hyphens, dots, brackets and the like counts as a line of its own.
    """
    parts = "\n".join(_PARTS_OF_A_NAME.split(_plain(name)))
    return tuple(sorted({*classification_marks(name), *classification_marks(parts)}))


def _plain(text: str) -> str:
    """Widths alike, old forms new, nothing invisible, no gap longer than two characters."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_OLD_FORMS)
    return _LONG_GAP.sub(lambda gap: "\n" if len(gap[0].splitlines()) > 1 or gap[0].endswith("\n") else " ", seen)


def _ordinary(text: str, start: int) -> bool:
    """Whether what stands before makes an ordinary word of a level: 商业秘密, 商 业 秘密."""
    before = re.sub(r"\s", "", text[max(0, start - 12) : start])
    return _ORDINARY.search(before) is not None
