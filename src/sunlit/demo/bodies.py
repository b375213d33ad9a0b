"""Who there is in the city: regions, units of every kind the plan names, their offices, posts, people and duties.

Plain rows, in the order of the organs workbook's columns; `organs` makes the workbook of them.
"""

from __future__ import annotations

from dataclasses import dataclass

#: code, name, tier (GB/T 39046: 2 province, 3 city, 4 county, 5 township), parent's code.
REGIONS = (
    ("990000", "示范省", 2, ""),
    ("990100", "示范市", 3, "990000"),
    ("990102", "城东区", 4, "990100"),
    ("990103", "湖西区", 4, "990100"),
    ("990103100", "灯塔镇", 5, "990103"),
)


@dataclass(frozen=True, slots=True)
class Body:
    """One unit.

    Attributes:
        kind, nature: values of `organs.rules.UnitKind` and `Nature`.
        offices: name of each office and its posts (name, functions, naming, reason); who holds them is in `PEOPLE`.
        duties: the numbered duties of its 三定方案.
    """

    code: str
    name: str
    short: str
    kind: str
    nature: str
    region: str
    superior: str = ""
    instrument: str = ""
    scope: str = ""
    entrusted: tuple[str, str] = ("", "")
    address: str = ""
    phone: str = ""
    complaint: str = "12345"
    review: str = "示范市人民政府"
    court: str = "城东区人民法院"
    offices: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    former: tuple[str, str] = ("", "")  # an earlier name, and the first day of the present one
    hours: str = "工作日 9:00—12:00，13:30—17:30"


BODIES = (
    Body(
        "GOV", "示范市人民政府", "市政府", "government", "statutory", "990100",
        address="示范市集贤路1号", phone="0900-8001001", review="示范省人民政府", court="示范市中级人民法院",
        offices=("政务公开领导小组办公室", "法制办公室", "机构编制办公室", "保密办公室", "监察室", "应急办公室"),
        duties=("组织推进全市政务公开和行政权力公开透明运行", "组织集市公共安全应急工作", "对成绩显著的单位和个人给予奖励"),
    ),
    Body(
        "MARKETS", "示范市集市管理局", "市集市局", "department", "statutory", "990100", "GOV",
        address="示范市灯市街18号", phone="0900-8001200",
        offices=("办公室", "法规科", "市场准入科", "食品摊位科", "街头艺术科", "稽查科", "财务科"),
        duties=(
            "负责夜间集市开办许可", "负责集市摊位和食品摊位的监督管理", "负责街头演出的管理和服务",
            "查处违反集市管理法律法规的行为", "征收公共场地占用费",
        ),
        former=("示范市夜市管理办公室", "2016-10-01"),
    ),
    Body(
        "WATERS", "示范市河湖事务局", "市河湖局", "department", "statutory", "990100", "GOV",
        address="示范市临河路66号", phone="0900-8001300",
        offices=("办公室", "水域管理科", "水政监察科"),
        duties=("负责河灯放流许可", "核发水上摊位证", "对河灯放流和水上集市进行监督检查并查处违法行为", "征收码头停泊费"),
    ),
    Body(
        "STAFF", "示范市公务员事务局", "市公务员局", "department", "statutory", "990100", "GOV",
        address="示范市集贤路3号", phone="0900-8001400",
        offices=("考试录用科", "调配任免科", "考核奖惩科"),
        duties=("批准并公布机关工作人员录用方案", "办理机关工作人员调动", "受理机关工作人员申诉"),
    ),
    Body(
        "EAST", "城东区人民政府", "城东区政府", "government", "statutory", "990102", "GOV",
        address="城东区鼓楼巷1号", phone="0900-8101001", court="示范市中级人民法院",
        offices=("政务公开领导小组办公室", "法制办公室", "机构编制办公室", "保密办公室"),
        duties=("组织推进本区政务公开和行政权力公开透明运行",),
    ),
    Body(
        "EASTMARKETS", "城东区集市管理局", "城东区集市局", "county-department", "statutory", "990102", "EAST",
        address="城东区鼓楼巷9号", phone="0900-8101200", review="城东区人民政府",
        offices=("综合科", "摊位管理科", "执法大队"),
        duties=("负责本区食品摊位登记", "负责本区集市的日常监督检查", "裁决定点场地使用争议", "发给传艺补贴和带徒津贴"),
    ),
    Body(
        "WEST", "湖西区人民政府", "湖西区政府", "government", "statutory", "990103", "GOV",
        address="湖西区湖滨路2号", phone="0900-8201001",
        offices=("区政府办公室", "应急办公室", "政务公开领导小组办公室", "法制办公室", "机构编制办公室", "保密办公室"),
        duties=("组织大型灯会、庙会的安全评估", "组织本区集市公共安全应急工作"),
        court="示范市中级人民法院",
    ),
    Body(
        "TOWN", "灯塔镇人民政府", "灯塔镇", "township", "statutory", "990103100", "WEST",
        address="湖西区灯塔镇码头街5号", phone="0900-8203001", review="湖西区人民政府", court="湖西区人民法院",
        offices=("综合办公室", "便民服务中心"),
        duties=("登记便民小集", "巡查辖区集市", "调解便民小集与居民的纠纷"),
    ),
    Body(
        "CRAFTS", "示范市民俗工艺鉴定中心", "市工艺鉴定中心", "authorised", "authorised", "990100", "MARKETS",
        instrument="《示范省民俗工艺保护条例》第三条", scope="民俗工艺品的鉴定、民俗工艺师的评定和相应的检查、处罚",
        address="示范市纸坊巷21号", phone="0900-8001610",
        offices=("鉴定室", "评定室"), duties=("鉴定民俗工艺品", "评定民俗工艺师", "检查鉴定标识的使用"),
    ),
    Body(
        "SERVICE", "示范市集市服务中心", "市集市服务中心", "entrusted", "entrusted", "990100", "MARKETS",
        instrument="《夜间集市法》第六条；示集委〔2024〕2号委托书", scope="《夜间集市法》第二十八条规定的行政处罚",
        entrusted=("2024-01-01", "2027-12-31"), address="示范市灯市街20号", phone="0900-8001620",
        review="示范市人民政府", offices=("巡查一组", "巡查二组"), duties=("以委托机关的名义实施受委托的处罚",),
    ),
    Body(
        "WEATHER", "示范市灯火气象局", "市灯火气象局", "vertical", "statutory", "990100",
        address="示范市观星台路7号", phone="0900-8001700", review="示范省灯火气象局",
        offices=("业务科", "法规科", "预警中心"),
        duties=("发布灯火气象预警", "实施升空灯具施放许可", "检测确认防雷装置", "查处违反灯火气象条例的行为"),
    ),
    Body(
        "ARCHIVES", "中共示范市委灯录档案局", "市灯录档案局", "party", "statutory", "990100",
        address="示范市文庙街11号", phone="0900-8001800",
        offices=("接收利用科", "监督指导科"), duties=("监督指导灯录档案工作", "接收、鉴别灯录档案", "查处档案违法行为"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """One post with its people.

    Attributes:
        functions: values of `organs.rules.Function`.
        naming: how its officers are named to the public, and why.
        a, b: the officers of the A and B role as (number, name); empty where there is none.
    """

    unit: str
    office: str
    name: str
    number: str
    phone: str = ""
    functions: tuple[str, ...] = ()
    naming: tuple[str, str] = ("post-only", "岗位按月轮换，只公开岗位")
    a: tuple[str, str] = ("", "")
    b: tuple[str, str] = ("", "")


#: How a post's officer is named in public, and why.
_FULL = ("full", "窗口岗位，依规定公开姓名和办公电话")
_NUMBER = ("number", "一线执法岗位，公开工号以保护人身安全")

SEATS = (
    Seat("GOV", "政务公开领导小组办公室", "备案公布岗", "GK01", "0900-8001011", ("open-government",), a=("1001", "秦明镜"), b=("1002", "苏文澜"), naming=_FULL),
    Seat("GOV", "法制办公室", "法规库岗", "FZ01", "0900-8001021", ("city-legal",), a=("1011", "陆衡之")),
    Seat("GOV", "机构编制办公室", "编制审核岗", "BZ01", "0900-8001031", ("staffing",), a=("1021", "顾定员")),
    Seat("GOV", "保密办公室", "保密审查岗", "BM01", "0900-8001041", ("secrecy",), a=("1031", "严守一")),
    Seat("GOV", "监察室", "电子监察岗", "JC01", "0900-8001051", ("supervisor",), a=("1041", "铁观澜")),
    Seat("GOV", "应急办公室", "应急处置岗", "YJ01", "0900-8001061", a=("1051", "周既明")),
    Seat("MARKETS", "办公室", "职权登记岗", "JS00", "0900-8001201", ("registrar",), a=("2001", "何采薇"), b=("2002", "唐小满")),
    Seat("MARKETS", "法规科", "法制审核岗", "JS01", "0900-8001211", ("legal",), a=("2011", "方圆")),
    Seat("MARKETS", "市场准入科", "科长岗", "JS19", "0900-8001229", ("office-head",), a=("2029", "章程")),
    Seat("MARKETS", "市场准入科", "受理岗", "JS10", "0900-8001220", a=("2021", "叶长青"), b=("2022", "罗青禾"), naming=_FULL),
    Seat("MARKETS", "市场准入科", "审查岗", "JS11", "0900-8001221", a=("2023", "石敬亭")),
    Seat("MARKETS", "食品摊位科", "登记岗", "JS20", "0900-8001230", a=("2031", "米香莲"), naming=_FULL),
    Seat("MARKETS", "街头艺术科", "演出证岗", "JS30", "0900-8001240", a=("2041", "乐正弦"), naming=_FULL),
    Seat("MARKETS", "稽查科", "执法一岗", "JS40", "0900-8001250", a=("2051", "雷厉"), b=("2052", "冯行"), naming=_NUMBER),
    Seat("MARKETS", "稽查科", "执法二岗", "JS41", "0900-8001251", a=("2053", "申明"), naming=_NUMBER),
    Seat("MARKETS", "财务科", "征收岗", "JS50", "0900-8001260", a=("2061", "钱守信")),
    Seat("MARKETS", "办公室", "局长岗", "JS99", "0900-8001299", ("leader",), a=("2099", "高见远")),
    Seat("WATERS", "办公室", "职权登记岗", "HH00", "0900-8001301", ("registrar", "legal"), a=("3001", "水清浅")),
    Seat("WATERS", "办公室", "局长岗", "HH99", "0900-8001399", ("leader",), a=("3099", "海晏清")),
    Seat("WATERS", "水域管理科", "许可岗", "HH10", "0900-8001310", a=("3011", "江小舟"), naming=_FULL),
    Seat("WATERS", "水政监察科", "执法岗", "HH20", "0900-8001320", a=("3021", "柳青川"), naming=_NUMBER),
    Seat("STAFF", "考试录用科", "录用岗", "GW10", "0900-8001410", ("registrar",), a=("4011", "白选贤")),
    Seat("STAFF", "调配任免科", "调配岗", "GW20", "0900-8001420", a=("4021", "常调元")),
    Seat("STAFF", "考核奖惩科", "申诉受理岗", "GW30", "0900-8001430", a=("4031", "公孙平")),
    Seat("EASTMARKETS", "综合科", "职权登记岗", "CD00", "0900-8101201", ("registrar", "legal"), a=("5001", "东方晓")),
    Seat("EASTMARKETS", "综合科", "局长岗", "CD99", "0900-8101299", ("leader",), a=("5099", "鲁致远")),
    Seat("EAST", "政务公开领导小组办公室", "备案公布岗", "CQ01", "0900-8101011", ("open-government",), a=("5901", "向明")),
    Seat("EAST", "法制办公室", "法制审核岗", "CQ02", "0900-8101021", ("city-legal",), a=("5902", "程法")),
    Seat("EAST", "机构编制办公室", "编制审核岗", "CQ03", "0900-8101031", ("staffing",), a=("5903", "郑编")),
    Seat("EAST", "保密办公室", "保密审查岗", "CQ04", "0900-8101041", ("secrecy",), a=("5904", "安谨言")),
    Seat("EASTMARKETS", "摊位管理科", "登记岗", "CD10", "0900-8101210", a=("5011", "田禾苗"), naming=_FULL),
    Seat("EASTMARKETS", "执法大队", "执法岗", "CD20", "0900-8101220", a=("5021", "武平安"), naming=_NUMBER),
    Seat("WEST", "区政府办公室", "职权登记岗", "HX00", "0900-8201011", ("registrar", "legal"), a=("6001", "湖生")),
    Seat("WEST", "区政府办公室", "区长岗", "HX99", "0900-8201099", ("leader",), a=("6099", "湖心亭")),
    Seat("WEST", "政务公开领导小组办公室", "备案公布岗", "HX01", "0900-8201031", ("open-government",), a=("6901", "公孙朗")),
    Seat("WEST", "法制办公室", "法制审核岗", "HX02", "0900-8201032", ("city-legal",), a=("6902", "律正")),
    Seat("WEST", "机构编制办公室", "编制审核岗", "HX03", "0900-8201033", ("staffing",), a=("6903", "员额")),
    Seat("WEST", "保密办公室", "保密审查岗", "HX04", "0900-8201034", ("secrecy",), a=("6904", "慎言")),
    Seat("WEST", "应急办公室", "安全评估岗", "HX10", "0900-8201021", a=("6011", "安如山")),
    Seat("TOWN", "综合办公室", "职权登记岗", "DT00", "0900-8203011", ("registrar",), a=("7001", "灯小明")),
    Seat("TOWN", "综合办公室", "镇长岗", "DT99", "0900-8203099", ("leader",), a=("7099", "塔上明")),
    Seat("TOWN", "便民服务中心", "窗口岗", "DT10", "0900-8203020", a=("7011", "许便利"), naming=_FULL),
    Seat("CRAFTS", "鉴定室", "鉴定岗", "GY10", "0900-8001611", ("registrar",), a=("8001", "巧手匠")),
    Seat("CRAFTS", "评定室", "评定岗", "GY20", "0900-8001612", a=("8011", "品三章")),
    Seat("SERVICE", "巡查一组", "巡查岗", "FW10", "0900-8001621", ("registrar",), a=("8101", "路巡"), naming=_NUMBER),
    Seat("WEATHER", "业务科", "许可岗", "QX10", "0900-8001710", ("registrar",), a=("8201", "云知微"), naming=_FULL),
    Seat("WEATHER", "法规科", "执法岗", "QX20", "0900-8001720", a=("8211", "风正清"), naming=_NUMBER),
    Seat("WEATHER", "预警中心", "值班岗", "QX30", "0900-8001730", a=("8221", "时雨")),
    Seat("ARCHIVES", "接收利用科", "查阅岗", "DA10", "0900-8001810", ("registrar",), a=("8301", "书香远"), naming=_FULL),
    Seat("ARCHIVES", "监督指导科", "执法岗", "DA20", "0900-8001820", a=("8311", "卷宗明")),
)  # fmt: skip
