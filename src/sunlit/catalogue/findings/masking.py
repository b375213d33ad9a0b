"""Personal data in a cell: finding it, and showing that it is there without showing it."""

from __future__ import annotations

import re
from datetime import date

from sunlit.kernel.text import fold

PERSONAL = {"identity": "公民身份号码", "account": "银行账号", "mobile": "手机号码", "person": "人员姓名"}

_WIDE = re.compile("[０-ｚ]")
_DIGIT = re.compile(r"\d")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)")
_ACCOUNT = re.compile(r"(?<![0-9A-Za-z])\d{4}(?: ?\d{4}){2,3}(?: ?\d{1,4})?(?![0-9A-Za-z])")
_ACCOUNT_WORDS = re.compile(r"账号|帐号|账户|帐户|卡号|开户")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹"
    "薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝骆路游靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辛羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
#: The header of a column, or the word before a colon, that is followed by a person.
_PERSON_HEADER = re.compile(r"姓名|联系人|经办人|承办人(?!员)|负责人|责任人|审批人|填报人|审核人|咨询人")
_NAME = rf"[{''.join(dict.fromkeys(_SURNAMES))}][\u4e00-\u9fff]{{1,2}}"
_ONLY_NAMES = re.compile(rf"{_NAME}(?:[、，, ]{{1,3}}{_NAME}){{0,4}}")
_TOLD_NAME = re.compile(
    rf"(?:联系人|经办人|承办人|负责人|责任人|审批人|填报人|审核人)(?:员)?(?:姓名)?[:：]\s{{0,3}}({_NAME})(?![\u4e00-\u9fff])"
)
_POSTS = re.compile(
    r"科|处|股|室|局|长|主任|人员|部门|单位|机构|负责|领导|法人|代表|分管|承办|具体|直接|委员|书记|岗|员|组|班子|本人|按照|依法|无|见|详|同"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LEAST_NAMED, _LEAST_ALONE = 12, 16


def found_in(cell: str, *, header: str = "") -> list[tuple[str, str]]:
    """What personal data a cell holds: kind and masked value, each once, in the order of gravity."""
    text = _narrow(cell)
    out: dict[tuple[str, str], None] = {}
    for pattern in (_IDENTITY, _OLD_IDENTITY):
        for found in pattern.finditer(text):
            if _is_identity(found[0]):
                out[("identity", _ends(found[0]))] = None
    for found in _ACCOUNT.finditer(text):
        if _is_account(found[0], text[max(0, found.start() - 20) : found.start()]):
            out[("account", _ends(found[0].replace(" ", ""), 4))] = None
    for found in _MOBILE.finditer(text):
        out[("mobile", f"{found[1]}****{found[3]}")] = None
    out.update(dict.fromkeys(("person", f"{name[0]}{'*' * (len(name) - 1)}") for name in _persons(text, header)))
    return list(out)


def masked(text: str) -> str:
    """`text` with identity numbers, bank accounts, mobile numbers and names told as such hidden."""
    folded = _narrow(text)
    if not _DIGIT.search(folded) and not _TOLD_NAME.search(folded):
        return text
    out = _IDENTITY.sub(lambda m: _ends(m[0]) if _is_identity(m[0]) else m[0], folded)
    out = _OLD_IDENTITY.sub(lambda m: _ends(m[0]) if _is_identity(m[0]) else m[0], out)
    out = _ACCOUNT.sub(
        lambda m: _ends(m[0], 4) if _is_account(m[0], m.string[max(0, m.start() - 20) : m.start()]) else m[0], out
    )
    out = _MOBILE.sub(r"\1****\3", out)
    out = _TOLD_NAME.sub(lambda m: m[0][: -len(m[1])] + m[1][0] + "*" * (len(m[1]) - 1), out)
    return text if out == folded else out


def _narrow(text: str) -> str:
    """Full-width digits and letters made plain; most cells have none, and are long."""
    return fold(text) if _WIDE.search(text) else text


def _ends(number: str, tail: int = 1) -> str:
    return number[0] + "*" * (len(number) - 1 - tail) + number[-tail:]


def _is_identity(number: str) -> bool:
    """Whether digits are an identity number (GB 11643-1999): a day of birth that exists, and the right check digit."""
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"  # noqa: PLR2004 - the two lengths of the standard
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    if len(number) == 15:  # noqa: PLR2004
        return True
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_account(number: str, before: str) -> bool:
    digits = number.replace(" ", "")
    if _ACCOUNT_WORDS.search(before):
        return len(digits) >= _LEAST_NAMED
    return len(digits) >= _LEAST_ALONE and digits[0] in "3456" and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for i, char in enumerate(reversed(digits)):
        value = int(char) * (1 + i % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - cross sum
    return total % 10 == 0


def _persons(text: str, header: str) -> list[str]:
    names = [m[1] for m in _TOLD_NAME.finditer(text)]
    plain = text.strip()
    if _PERSON_HEADER.search(header) and _ONLY_NAMES.fullmatch(plain):
        names += re.split(r"[、，, ]+", plain)
    return [n for n in dict.fromkeys(names) if not _POSTS.search(n)]
