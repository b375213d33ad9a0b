"""Words by which a row is known that is no item: titles, section headings, notes, totals, signatures."""

from __future__ import annotations

import re
from functools import lru_cache

from sunlit.kernel.text import fold, squeeze

#: The types of power there have been since 2005, and the short forms that name a section or a sheet.
_TYPE = (
    "行政(?:许可|处罚|强制措施|强制执行|强制|征收|征用|给付|检查|监督检查|确认|奖励|裁决|审批|服务|复议|指导|调解|备案|监督|管理|合同|规划|收费|命令)|"
    "非行政许可审批|政府内部审批|内部审批|内部管理|公共服务|其他(?:行政)?(?:权力|职权|类别|事项|类)?|其它(?:行政)?(?:权力|职权)?"
)
_KNOWN_TYPE = re.compile(_TYPE)
_SHORT_TYPE = "(?:许可|处罚|强制|征收|给付|检查|确认|奖励|裁决|服务)"
_TEN = "一二三四五六七八九十"
_NUMBERING = rf"(?:第?[{_TEN}]{{1,3}}[、.．部类章编:：)）]+|[(（][{_TEN}\d]{{1,3}}[)）]|\d{{1,2}}[、.．])"
_COUNT = r"[(（]?(?:共|计|合计)?[\d一二三四五六七八九十百]{1,5}(?:大?项|个|条|类)?[)）]?"
_SECTION = re.compile(
    rf"{_NUMBERING}?(?P<type>{_TYPE}|{_SHORT_TYPE})(?:类|权力|职权|事项|类事项|类权力|清单|权责清单|权力清单|部分|类职权|目录)*(?:{_COUNT})?[:：]?"
)
_NUMBERED_SECTION = re.compile(_NUMBERING)
_COUNTED_SECTION = re.compile(
    rf"{_NUMBERING}?[^\d\W](?:[^\d\W]|[、/（）()]){{1,30}}?"
    r"[(（]?(?:共|计|合计)?\d{1,4}(?:大?项|个|条|类)[)）]?[:：]?"
)
_LONGEST_SECTION = 60
_TYPE_IN_NAME = re.compile(rf"(?P<type>行政[^\W\d_]{{2}}|{_TYPE}|(?<![^\W_]){_SHORT_TYPE}(?:类|$))")

_NOTE = re.compile(
    r"(?:备注|注|说明|附注|附件|填表说明|填报说明|填写说明|编制说明|注释|注意|特别说明|其他说明)(?:[:：]|\d|[一二三四五六七八九十][、.]|[(（]|$)"
    r"|[*※★☆]|(?:此表|本表|本清单|本目录|以上|以下|注[:：])"
)
_SIGNATURE = re.compile(
    r"(?:填表|填报|制表|审核|审批|审定|复核|经办|承办|联系|编制|报送|上报|核对|校对|主管|分管|单位|部门)?"
    r"(?:人|单位|部门|领导|负责人|主要负责人|日期|时间|电话|联系电话|手机|盖章|公章|签字|签章|签名|传真|邮箱|地址)"
    r"(?:[(（][^()（）]{0,10}[)）])?[:：]"
    r"|(?:填表|填报|制表|审核|审批|批准|审定|复核|经办|承办|报送|核对|校对|签发|拟稿)[:：]"
)
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|汇总|合计数)(?:$|[:：\d(（共])|共(?:计)?\d{1,5}(?:大)?(?:项|条|个)")
_EXAMPLE = re.compile(r"(?:例|示例|样例|举例|范例|样表|填写示例|填报示例|填写说明|填表说明)(?:$|[:：\d一二三])")
_TITLE = re.compile(
    r"(?:清单|目录|登记表|一览表|汇总表|统计表|明细表|梳理表|情况表|指导目录|台账|公示)(?:表)?(?:[(（].{0,40}[)）])?$"
)
PAGE_NUMBER = "页码，不是事项"
_NUMBERED_TABLE = re.compile(rf"(?:附?表|附件)[{_TEN}\d]{{1,3}}(?!\d)")
_LONGEST_TITLE = 120
_PAGE = re.compile(r"第\d{1,4}页(?:[/／,，、]?共\d{1,4}页)?|\d{1,4}[/／]\d{1,4}页|[-—–]\d{1,4}[-—–]")

_COUNTED = rf"\d{_TEN}百零〇①-⑳㈠-㈩⑴-⒇"
_SERIAL = re.compile(
    rf"(?:[A-Za-z]{{0,3}}[-.]?)?[{_COUNTED}]+(?:[-.,，、．—–~～/至和(（)）]+[{_COUNTED}]+)*[.、．)）]?|[(（][\d{_TEN}]{{1,4}}[)）]"
)
_LONGEST_SERIAL = 24
_SUB_ITEM = re.compile(
    rf"\s*(?:[(（]?[\d{_TEN}①-⑳]{{1,3}}[)）]?[.、．:：)）\s]|[(（][\d{_TEN}]{{1,3}}[)）]|[①-⑳]|[-—·●◆■])"
)
_LEVEL = re.compile(
    r"(?:国家|中央|省|自治区|直辖市|省[(（、]?自治区[)）]?|兵团|地州市?|地市|地区|州市?|盟市?|设区的?市|市|市州"
    r"|区县|县区|县市区?|县[(（]市、?区[)）]|县|区|旗县|乡镇|乡|镇|街道|镇街|村|社区|本|同|分)级"
)


def known_type(text: str) -> bool:
    """Whether a cell is one of the types of power and nothing more."""
    return _KNOWN_TYPE.fullmatch(squeeze(text)) is not None


def section_type(text: str) -> str | None:
    """The type that a section heading names (二、行政处罚（共12项）); None if it is no such heading."""
    found = _SECTION.fullmatch(squeeze(text)[:60])
    return found["type"] if found else None


def is_section(text: str, *, wide: bool) -> bool:
    """Whether a line alone in its row heads what follows: 二、某局（12项）; merged over the table also 二、某局."""
    plain = squeeze(text[:_LONGEST_SECTION])
    if len(plain) >= _LONGEST_SECTION or plain[-1] in "。；;" or why_no_item(plain):
        return False
    return bool(_COUNTED_SECTION.fullmatch(plain) or (wide and _NUMBERED_SECTION.match(plain)))


def type_in(name: str) -> str:
    """The one type that a sheet's name or a title names; empty if it names none or several."""
    found = {match["type"].removesuffix("类") for match in _TYPE_IN_NAME.finditer(squeeze(name)[:200])}
    known = {text for text in found if section_type(text)} - {"行政权力", "行政职权"}
    known -= {"其他", "其他类"} if len(known) > 1 else set()
    return known.pop() if len(known) == 1 else ""


def known_level(text: str) -> str:
    """The level a cell begins with (地州市级：负责…); empty if with none."""
    return _level(text[:40])


@lru_cache(maxsize=256)
def _level(text: str) -> str:
    found = _LEVEL.match(squeeze(text))
    return found[0] if found else ""


def is_serial(text: str) -> bool:
    """Whether a cell counts: 3, 3.1, 2,3, （三）, A-12."""
    if text.isdecimal():
        return len(text) <= _LONGEST_SERIAL
    plain = squeeze(text[: 2 * _LONGEST_SERIAL])
    return len(plain) <= _LONGEST_SERIAL and _SERIAL.fullmatch(fold(plain)) is not None


def is_numbered(text: str) -> bool:
    """Whether a text opens like a sub-item: 2.…, （二）…, ③…."""
    return _SUB_ITEM.match(text) is not None


def is_title(text: str) -> bool:
    """Whether a text reads like the title of a list."""
    plain = squeeze(text[:300])
    if len(plain) > _LONGEST_TITLE:
        return False
    return _TITLE.search(plain) is not None or _NUMBERED_TABLE.match(plain) is not None


def why_no_item(first: str) -> str:
    """Why a row that opens with these words is no item; empty if nothing speaks against it."""
    plain = squeeze(first[:80])
    for pattern, reason in (
        (_TOTAL, "合计行，不是事项"),
        (_EXAMPLE, "填写示例或说明，不是事项"),
        (_SIGNATURE, "签名或填报信息，不是事项"),
        (_NOTE, "表中的注释，不是事项"),
    ):
        if pattern.match(plain):
            return reason
    return PAGE_NUMBER if _PAGE.fullmatch(plain) else ""
