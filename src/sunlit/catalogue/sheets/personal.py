"""Clerks' names and mobile numbers, which a published list must not carry (政府信息公开条例 2019 第十五条).

A column is known to name persons by its header (承办人, 联系人及电话) and by what stands in it. Offices and posts
(法规科, 科长) are no persons; a name beside an office leaves the office.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞"
    "左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥"
    "南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙"
    "浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_COMPOUND = (
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "夏侯", "诸葛", "尉迟", "皇甫", "令狐", "慕容",
    "宇文", "司徒", "轩辕", "公孙",
)  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NAME_WITH_DOT = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・．.][\u3400-\u9fff]{1,8}){1,3}")
#: How words end that are no names, though they may begin with a surname: 许可, 安全科, 常年.
_NEVER_LAST = frozenset(
    "科处室局股队所站部院厅办级类市县区州镇乡村费件章证年月日天时项条款无否是员式法例度率表单册书号码名可罚制查收付认励决核准备案理管监督检"
    "全务作动用业机构位道径限期网场窗台线厂店司库馆校院会委组团党层面系统联通讯话址点口岗"
)
_NEVER = frozenset((
    "无", "公开", "金融", "方便", "明确", "平时", "常规", "成立", "和平", "向社会", "全社会", "符合", "解除", "应急",
    "安全", "许可", "申请", "申报", "查封", "计划", "程序",
))  # fmt: skip
_OFFICE = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9（）()]{0,30}?"
    r"(?:[科处室股局部院所站队厅司署厂馆会委办]|中心|大厅|窗口|支队|大队|总队|办公室|服务台|机构)"
    r"(?:[（(][^（）()]{0,30}[)）])?"
)
_TITLES = "科长|处长|主任|局长|股长|所长|站长|队长"
_TITLED = re.compile(rf"(?:{_TITLES})?([\u3400-\u9fff]{{1,4}}?)(?:副?(?:{_TITLES}))?(?:[-\d]*)")
_POST = re.compile(
    r"(?:正|副|主|分管|主管|主要|具体|直接|内设|有关|相关|各|本|单位|机关|部门|机构|窗口|首席|一线|值班|在岗)*"
    r"(?:[\u3400-\u9fff]{0,12}?(?:科|处|室|股|局|部|中心|所|站|队|厅|办|窗口|大厅|委员会))?"
    r"(?:正|副|分管|主管|主要|具体|直接|首席)*"
    r"(?:科长|处长|股长|局长|主任|站长|所长|队长|部长|院长|厅长|科员|科室|负责人|承办人|经办人|审核人|审批人|责任人|领导"
    r"|人员|工作人员|执法人员|岗|岗位|代表|干部|职员|科|处|室|股|窗口|中心|局|大厅)"
)
_SEPARATORS = re.compile(r"[\s、,，;；/／\\|:：+＋（）()\[\]【】—]+|[和及与](?=[\u3400-\u9fff]{2})")
#: A name of two characters, spread to the width of one of three: 钱　二.
_SPREAD = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])\s+([\u3400-\u9fff])(?![\u3400-\u9fff])")
_DIGIT = re.compile("[0-9０-９]")
_MOBILE = re.compile(r"(?<![0-9０-９])(?:[+＋]?(?:86|８６)[-\s]?)?[1１][3-9３-９](?:[-\s]?[0-9０-９]){9}(?![0-9０-９])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    r"(?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LONGEST = 60
#: Most of a column under a header that says nothing of persons must look like names.
_MOST = 0.8
_SEVERAL = 2
_TELLTALE = re.compile(r"人|员|姓|领导|签|经手|经办|承办|主管|分管")


def has_contact(text: str) -> bool:
    """Whether a text has a mobile number, or a citizen's number with a right check digit (GB 11643)."""
    if not _DIGIT.search(text):
        return False
    if _MOBILE.search(text):
        return True
    return any(_checks(found[0]) for found in _IDENTITY.finditer(text))


def _checks(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def is_name(word: str) -> bool:
    """Whether a word looks like a person's name: a surname and one or two characters, or parts joined by ·."""
    if _NAME_WITH_DOT.fullmatch(word):
        return True
    if not _HAN.fullmatch(word) or word in _NEVER or word[-1] in _NEVER_LAST:
        return False
    if word.startswith(_COMPOUND):
        return len(word) in (3, 4)
    return len(word) in (2, 3) and word[0] in _SURNAMES


def names_person(text: str) -> bool:
    """Whether a cell consists of names, perhaps with offices, posts or telephone numbers beside them."""
    if len(text) > _LONGEST:
        return False
    words = [word for word in _SEPARATORS.split(text) if _HAN.search(word)]
    named = [word for word in words if is_name(_without_title(word))]
    return bool(named) and all(word in named or is_office(word) or is_post(word) for word in words)


def _without_title(word: str) -> str:
    """张三科长 is 张三 with a title; 张科长 too names a person, and so does 科长张三."""
    found = _TITLED.fullmatch(word)
    plain = found[1] if found else word
    return f"{plain}某" if len(plain) == 1 and plain != word and plain in _SURNAMES else plain


def is_office(text: str) -> bool:
    """Whether a text names an office and nothing else."""
    return len(text) <= _LONGEST and _OFFICE.fullmatch(text) is not None


def is_post(text: str) -> bool:
    """Whether a text names a post and nobody in it: 科长, 窗口工作人员, 法规科负责人."""
    return len(text) <= _LONGEST and _POST.fullmatch(text) is not None


def persons_in(text: str) -> str:
    """The names of persons in a cell, joined by 、, without a title, an office, a day or a number beside them."""
    plain = _SPREAD.sub(r"\1\2", unicodedata.normalize("NFKC", text[:_LONGEST]))
    words = (squeeze(word) for word in _SEPARATORS.split(plain))
    named = (_without_title(word) for word in words if _HAN.search(word) and not (is_office(word) or is_post(word)))
    return "、".join(dict.fromkeys(named))


def offices_in(text: str) -> str:
    """What is left of a cell with offices and persons: the offices, as written, joined by 、."""
    words = (squeeze(word) for word in _SEPARATORS.split(text))
    return "、".join(dict.fromkeys(word for word in words if word and is_office(word)))


def column_names_persons(values: Iterable[str], header: str, *, by_header: bool) -> bool:
    """Whether a column must be left out.

    Under a header that names persons it must, unless every cell is plainly an office, a post or nothing. Under any
    other, if what stands there looks like names, or if at least half of the cells have a mobile or citizen's number.
    """
    cells = [
        text if len(text) > _LONGEST else unicodedata.normalize("NFKC", text).strip()
        for text in dict.fromkeys(values)
        if text
    ]
    if by_header:
        return not all(_is_impersonal(text) for text in cells)
    if not cells:
        return False
    if sum(map(has_contact, cells)) * 2 >= len(cells):
        return True
    named = sum(map(names_person, cells))
    least = 1 if _TELLTALE.search(header) else _SEVERAL
    return named >= least and named >= _MOST * len(cells)


def _is_impersonal(text: str) -> bool:
    words = [squeeze(word) for word in _SEPARATORS.split(text)]
    return all(not word or word in ("无", "-", "—", "--") or is_office(word) or is_post(word) for word in words)
