"""Who acts: organs of state administration and organisations authorised to act like them; not courts, not parties."""

from __future__ import annotations

import re

#: What ends the name of a body: points, and words that are in no body's name.
_STOP = re.compile(
    r"[，。；：（）()《》“”由向被对\n]|应当|取得|必须|可以|不得|须经|未经|经(?![济贸营办])|报(?!废)|将|按|接受|依照|根据|(?<!存)在|违反|有权|需要|认为|发现|"
    r"征得|获得|提出|申请|责令|处以|协助|配合|会商|提请|委托|同意|请求|要求|通过|到|凭|是|时|为|(?<!设区)的(?!公安|市场|机关|部门|行政)"
)
#: What the name of an acting body ends in.
_TAIL = re.compile(
    r"人民政府|国务院|部门|机关|消防救援机构|管理机构|监督机构|执法机构|法制机构|经办机构|征收机构|派出机构|统计机构|普查机构|街道办事处|派出所|"
    r"委员会|办公室|总局|(?<=[\u4e00-\u9fff]{2})局|总署|审计署|海关|地方政府|交通警察|人民警察|检查人员|执法人员|总指挥"
)
#: After a name it is no subject: 国务院主管部门规定的…, 公安机关的…, 机关、团体….
_NO_SUBJECT = re.compile(
    r"、?团体|、?单位|的|规定|确定的?|批准|指定|核定|颁发|公布的|制定的|以外|及其工作人员|工作人员|认定的|依法设立|核发"
)
_LEAD = re.compile(r"^(?:但是|并且|并|同时|必要时|其中|有关)")
_BY, _TO = (
    re.compile("由(?:其)?"),
    re.compile(r"向|到|报送|报请|报经|报(?!废)|征得|(?<!已)经(?![济贸营办])|取得|获得|通知"),
)
#: Names with such an end that are no body of administration, or none that acts towards parties.
_NO_BODY = re.compile(
    r"人民法院|人民检察院|监察(?:机关|委员会|部门)|司法机关|检察机关|审判机关|权力机关|军事机关|任免机关|立法机关|"
    r"人民代表大会|常务委员会|村民委员会|居民委员会|业主委员会|仲裁委员会|专家委员会|伦理委员会|中央军事委员会|军队|所在单位|有关机关、团体|"
    r"国家机关工作人员|(?:认证|检验|检测|鉴定|评估|医疗|金融|中介|服务|培训|代理|教育|科研|公证|检疫)机构|"
    r"用人单位|企业的?(?:负责人|主管部门)|上级(?:主管|行政)?(?:机关|部门)|主管机关或者监察|作出(?:[^，]{0,6})决定的机关负责人|"
    r"单位(?:的)?(?:主要)?负责人|部门负责人|机关负责人|主要负责人|政府工作部门|对外承包工程商会|行业协会|^(?:有权|具有[^，]{2,12}的|作出[^，]{2,12}的|法律、法规规定的|有关|实施[^，]{2,12}的|该)?行政机关$|法律、法规规定的行政机关"
)
_PARTY = re.compile(
    r"^(?!对|给予|由|责令|并处)(?:任何)?(?:[^，。；]{0,16}?)(?:企业|公司|单位|个人|(?<!或)者|申请人|当事人|公民|公众|法人|组织|所有人|使用人|"
    r"承办人|人员|学校|医院|船舶|机动车|驾驶人|场所|业主|投资人|商会|协会|银行|交易所|大队|村民委员会|居民委员会|业主委员会|"
    r"(?:认证|检验|检测|鉴定|评估|医疗|金融|中介|服务|培训|代理|教育|科研)机构)(?:[^，。；由]{0,20}?)"
    r"(?:应当|必须|可以|不得|需要|应|须|有权|负责|要|按照|依法)"
)


def _name(text: str, start: int) -> tuple[str, int]:
    """The name of a body that begins at `start`, and where it ends; empty where none does."""
    stop = _STOP.search(text, start)
    end = 0
    for tail in _TAIL.finditer(text, start, stop.start() if stop else len(text)):
        end = tail.end()
    return (text[start:end], end) if end and is_body(text[start:end]) else ("", 0)


def body_by(text: str) -> str:
    """The body told by 由…; empty where none is, or it is none of administration."""
    for found in _BY.finditer(text) if "由" in text else ():
        name, _ = _name(text, found.end())
        if name:
            return name
    return ""


def body_first(text: str) -> str:
    """The body with which a text begins as its subject; empty where it begins otherwise."""
    lead = _LEAD.match(text)
    name, end = _name(text, lead.end() if lead else 0)
    return "" if _NO_SUBJECT.match(text, end) else name


def body_asked(text: str) -> str:
    """The body to which a party is told to turn (向…申请, 报…备案, 经…批准); empty where none is named."""
    for found in _TO.finditer(text):
        name, _ = _name(text, found.end())
        if name:
            return name
    return ""


def is_body(name: str) -> bool:
    """Whether a name is one of a body of administration that acts towards parties."""
    return bool(name) and not _NO_BODY.search(name)


def is_party(segment: str) -> bool:
    """Whether a segment tells a party, not a body, what it must or may do."""
    return bool(_PARTY.match(segment)) and not body_first(segment)
