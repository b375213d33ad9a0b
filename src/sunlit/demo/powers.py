"""The powers of the city's units as they ought to be listed: one row each, the rest follows from its type and its law.

Quotations are the law's own words. The faulty lists of two departments (`items`) are another matter: they are what a
department hands in before anybody has looked.
"""

from __future__ import annotations

from dataclasses import dataclass

from sunlit.demo.items import LOCAL, REGULATION, RULE, STATUTE

ARTISTS = "街头艺术条例.md"
WEATHER = "灯火气象条例.md"
CRAFTS = "示范省民俗工艺保护条例.md"
ARCHIVES = "灯录档案管理办法.md"
PERSONNEL = "示范省机关工作人员管理规定.md"
EMERGENCY = "示范市集市公共安全应急办法.md"

#: A law file and the label of one of its articles.
Cited = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One power of one unit.

    Attributes:
        type: as lists print it; `office` who answers for it.
        bases: in order of legal effect.
        says: everyday words for it, separated by a space. served: whom it concerns, the same way.
        legal, promised: days; `unit` of both (工作日 or 日). 0 is on the spot.
        fee: what is charged and at what standard; empty where nothing is.
        scope: society, party, internal.
    """

    unit: str
    type: str
    name: str
    office: str
    bases: tuple[Cited, ...]
    says: str = ""
    served: str = ""
    legal: int | None = None
    promised: int | None = None
    unit_of_term: str = "工作日"
    materials: str = ""
    result: str = ""
    fee: tuple[str, str, str] | None = None  # name, basis, standard
    scope: str = "society"
    common: bool = False
    lead: str = ""
    parent: str = ""
    limit: str = ""


def _licence(unit: str, name: str, office: str, bases: tuple[Cited, ...], **more: object) -> Row:
    return Row(unit, "行政许可", name, office, bases, **more)  # type: ignore[arg-type]


def _fine(unit: str, name: str, office: str, *bases: Cited, **more: object) -> Row:
    return Row(unit, "行政处罚", name, office, bases, **more)  # type: ignore[arg-type]


_MARKET_FINES = (
    ("对未取得夜间集市开办许可开办夜间集市的处罚", (STATUTE, "第二十五条"), "开办者", "无证夜市 没办证开夜市"),
    ("对以欺骗、贿赂等不正当手段取得夜间集市开办许可的处罚", (STATUTE, "第二十六条"), "开办者", "骗取许可"),
    ("对擅自变更夜间集市场地、扩大面积或者增加摊位的处罚", (STATUTE, "第二十七条"), "开办者", "乱加摊位"),
    ("对占用、堵塞夜间集市消防通道的处罚", (STATUTE, "第二十七条"), "开办者 摊主", "堵消防通道"),
    ("对开办者不按照规定停市疏散的处罚", (STATUTE, "第二十七条"), "开办者", "恶劣天气不停市"),
    ("对摊主出租、出借、转让摊位证的处罚", (STATUTE, "第二十八条"), "摊主", "转让摊位 租摊位证"),
    ("对摊主私拉电线或者违反要求使用明火的处罚", (STATUTE, "第二十八条"), "摊主", "私拉电线 明火"),
    ("对在二十二时以后使用扩音设备的处罚", (STATUTE, "第二十八条"), "摊主 居民", "夜市太吵 噪声扰民 喇叭"),
    ("对开办者不按照规定清运垃圾的处罚", (STATUTE, "第二十九条"), "开办者 居民", "夜市垃圾"),
    ("对摊主不悬挂摊位证的处罚", (RULE, "第十条"), "摊主", "不挂证"),
    ("对使用非阻燃遮阳棚的处罚", (RULE, "第十一条"), "摊主", "遮阳棚"),
    ("对开办者不建立摊位巡查制度的处罚", (RULE, "第十二条"), "开办者", "不巡查"),
    ("对骗取传艺补贴的处罚", (ARTISTS, "第十三条"), "街头艺人", "骗补贴"),
    ("对街头巡游未按照规定备案的处罚", (ARTISTS, "第十四条"), "街头艺人", "巡游没备案"),
)
_STALL_FINES = (
    ("对未办理食品摊位登记从事食品经营的处罚", (REGULATION, "第十一条"), "摊主", "没登记卖吃的"),
    ("对食品摊位经营禁止经营的食品的处罚", (REGULATION, "第十二条"), "摊主 顾客", "卖生食 卖裱花蛋糕"),
    ("对摊主不保存进货凭证的处罚", (REGULATION, "第十三条"), "摊主", "进货单"),
    ("对未取得街头演出证占用定点场地演出的处罚", (ARTISTS, "第十二条"), "街头艺人", "没证演出"),
    ("对骗取带徒津贴的处罚", (CRAFTS, "第十二条"), "手艺人", "骗津贴"),
    ("对开办者未按照规定编制、演练应急预案的处罚", (EMERGENCY, "第九条"), "开办者", "没有应急预案"),
)
_WATER_FINES = (
    ("对未取得河灯放流许可举办河灯放流活动的处罚", (LOCAL, "第十二条"), "主办者", "没批准放河灯"),
    ("对使用塑料、泡沫或者含油脂蜡烛制作河灯的处罚", (LOCAL, "第十三条"), "主办者 居民", "塑料河灯"),
    ("对主办者不按照规定打捞河灯残骸的处罚", (LOCAL, "第十四条"), "主办者", "河灯垃圾 打捞"),
    ("对船只未取得水上摊位证从事经营的处罚", (LOCAL, "第十五条"), "船主", "船上卖东西没证"),
)
_WEATHER_FINES = (
    ("对未取得升空灯具施放许可施放升空灯具的处罚", (WEATHER, "第十二条"), "主办者", "乱放孔明灯"),
    ("对损毁、占用、移动夜间观测设施的处罚", (WEATHER, "第十三条"), "单位", "破坏观测设施"),
    ("对擅自向社会发布灯火气象预警的处罚", (WEATHER, "第十四条"), "单位", "乱发预警"),
    ("对防雷装置未经检测确认合格投入使用的处罚", (WEATHER, "第十五条"), "开办者", "防雷没检测"),
)
_OPENING = "夜间集市开办许可"

ROWS: tuple[Row, ...] = (
    # --- 示范市集市管理局 ---
    _licence("MARKETS", _OPENING, "市场准入科", ((STATUTE, "第九条"), (STATUTE, "第十条")), says="开夜市 办夜市 摆夜市",
             served="开办者", legal=15, promised=8, result="夜间集市开办许可证（有效期三年）", limit="符合夜间集市布点规划",
             materials="开办申请书 场地使用证明 摊位平面图和用电负荷说明 应急预案"),
    _licence("MARKETS", "首次开办", "市场准入科", ((STATUTE, "第九条"), (STATUTE, "第十条")), parent=_OPENING, served="开办者",
             legal=15, promised=8, result="夜间集市开办许可证",
             materials="开办申请书 场地使用证明 摊位平面图和用电负荷说明 应急预案"),
    _licence("MARKETS", "变更场地、扩大面积或者增加摊位", "市场准入科", ((STATUTE, "第十二条"),), parent=_OPENING,
             served="开办者", says="扩夜市 换场地", legal=15, promised=8, materials="变更申请书 变更后的摊位平面图",
             result="夜间集市开办许可证"),
    _licence("MARKETS", "延续", "市场准入科", ((STATUTE, "第十一条"),), parent=_OPENING, served="开办者", says="续证 换证",
             legal=15, promised=5, materials="延续申请书 原夜间集市开办许可证", result="夜间集市开办许可证"),
    _licence("MARKETS", "街头演出证核发", "街头艺术科", ((ARTISTS, "第四条"), (ARTISTS, "第五条")), common=True,
             says="街头卖艺 街头唱歌 摆摊卖艺", served="街头艺人", legal=10, promised=3, result="街头演出证（有效期二年）",
             materials="身份证明 演出内容说明 近期演出影像"),
    *(_fine("MARKETS", name, "稽查科", base, served=served, says=says) for name, base, served, says in _MARKET_FINES),
    Row("MARKETS", "行政强制", "查封、扣押危及公共安全的设施、器具", "稽查科", ((STATUTE, "第二十二条"),), served="开办者 摊主",
        says="查封 扣东西", legal=30, unit_of_term="日"),
    Row("MARKETS", "行政强制", "暂扣可能危及观众安全的烟火器具", "稽查科", ((ARTISTS, "第十五条"),), served="街头艺人",
        says="扣烟火", legal=7, unit_of_term="日"),
    Row("MARKETS", "行政检查", "夜间集市监督检查", "稽查科", ((STATUTE, "第二十一条"), (RULE, "第九条")), served="开办者 摊主",
        says="查夜市", common=True),
    Row("MARKETS", "行政检查", "定点场地和街头演出检查", "街头艺术科", ((ARTISTS, "第十一条"),), served="街头艺人"),
    Row("MARKETS", "行政检查", "水上集市监督检查", "稽查科", ((LOCAL, "第三条"),), served="船主 摊主", common=True,
        lead="示范市河湖事务局"),
    Row("MARKETS", "行政确认", "夜间集市安全等级确认", "稽查科", ((STATUTE, "第二十三条"),), served="开办者", says="夜市评级"),
    Row("MARKETS", "行政确认", "街头艺术等级确认", "街头艺术科", ((ARTISTS, "第九条"),), served="街头艺人", says="艺人评级",
        result="艺术等级证书", materials="等级申请表 演出年限证明 代表作影像"),
    Row("MARKETS", "行政征收", "公共场地占用费征收", "财务科", ((STATUTE, "第十五条"),), served="开办者", says="场地费 占道费",
        fee=("公共场地占用费", "《夜间集市法》第十五条", "每平方米每月4元，上缴国库；受灾停市期间免收")),
    Row("MARKETS", "行政奖励", "对夜间集市管理和便民服务成绩显著的奖励", "办公室", ((STATUTE, "第七条"),),
        served="开办者 摊主 居民", says="夜市奖励"),
    Row("MARKETS", "其他行政权力", "开办者变更名称、负责人备案", "市场准入科", ((STATUTE, "第十二条"),), served="开办者",
        says="改名 换负责人", legal=10, promised=0, materials="备案表 营业执照", result="备案回执"),
    Row("MARKETS", "其他行政权力", "街头巡游备案", "街头艺术科", ((ARTISTS, "第六条"),), served="街头艺人", says="巡游 游行表演",
        promised=2, materials="巡游路线和时间说明 安全责任人身份证明", result="备案回执"),
    # --- 示范市河湖事务局 ---
    _licence("WATERS", "河灯放流许可", "水域管理科", ((LOCAL, "第五条"), (LOCAL, "第六条")), says="放河灯 放水灯", served="主办者",
             legal=7, promised=4, materials="活动方案 河灯材料说明 打捞方案", result="河灯放流许可决定书"),
    _licence("WATERS", "水上摊位证核发", "水域管理科", ((LOCAL, "第九条"), (LOCAL, "第十条")), says="船上摆摊 水上摆摊",
             served="船主", legal=20, promised=10, materials="船只登记证明 救生和灭火器材清单 污水垃圾收集说明", result="水上摊位证"),
    *(_fine("WATERS", name, "水政监察科", base, served=served, says=says) for name, base, served, says in _WATER_FINES),
    Row("WATERS", "行政检查", "河灯放流活动现场检查", "水政监察科", ((LOCAL, "第八条"),), served="主办者"),
    Row("WATERS", "行政检查", "水上集市船只设施检查", "水政监察科", ((LOCAL, "第十条"),), served="船主", common=True),
    Row("WATERS", "行政征收", "码头停泊费征收", "水域管理科", ((LOCAL, "第十一条"),), served="船主", says="停船费",
        fee=("码头停泊费", "《示范省河灯和水上集市管理条例》第十一条", "每船每日20元；避风停泊免收")),
    # --- 示范市公务员事务局 ---
    Row("STAFF", "内部人员录用", "机关工作人员录用方案批准", "考试录用科", ((PERSONNEL, "第三条"), (PERSONNEL, "第四条")),
        served="考生", says="考公务员 招录"),
    Row("STAFF", "内部人员调动", "机关工作人员调动审核", "调配任免科", ((PERSONNEL, "第五条"),), scope="internal"),
    Row("STAFF", "内部人员任免", "机关内设机构负责人任免备案", "调配任免科", ((PERSONNEL, "第六条"),), scope="internal"),
    Row("STAFF", "内部人员奖惩", "对表现突出的机关工作人员的嘉奖、记功", "考核奖惩科", ((PERSONNEL, "第八条"),),
        scope="internal"),
    Row("STAFF", "其他行政权力", "机关工作人员申诉处理", "考核奖惩科", ((PERSONNEL, "第十条"),), scope="party", legal=60,
        unit_of_term="日"),
    # --- 城东区集市管理局 ---
    Row("EASTMARKETS", "行政确认", "食品摊位登记", "摊位管理科", ((REGULATION, "第四条"), (REGULATION, "第五条")),
        says="卖小吃 摆小吃摊 食品摊", served="摊主", legal=5, promised=2, result="食品摊位登记卡（有效期一年）",
        materials="摊主身份证明 健康证明 经营品种清单"),
    _licence("EASTMARKETS", "街头演出证核发", "综合科", ((ARTISTS, "第四条"), (ARTISTS, "第五条")), says="街头卖艺 街头唱歌",
             served="街头艺人", common=True, legal=10, promised=5, result="街头演出证（有效期二年）",
             materials="身份证明 演出内容说明 近期演出影像"),
    *(_fine("EASTMARKETS", name, "执法大队", base, served=served, says=says) for name, base, served, says in _STALL_FINES),
    Row("EASTMARKETS", "行政强制", "扣押可能造成食品安全事故的食品和原料", "执法大队", ((REGULATION, "第十四条"),),
        served="摊主", says="扣食品"),
    Row("EASTMARKETS", "行政检查", "食品摊位抽样检验", "执法大队", ((REGULATION, "第十条"),), served="摊主 顾客", says="抽检"),
    Row("EASTMARKETS", "行政检查", "夜间集市监督检查", "执法大队", ((STATUTE, "第二十一条"),), served="开办者 摊主", common=True),
    Row("EASTMARKETS", "行政裁决", "定点场地使用争议裁决", "综合科", ((ARTISTS, "第七条"),), served="街头艺人 开办者",
        says="抢场地 场地纠纷", legal=30, promised=20, unit_of_term="日", materials="裁决申请书 场地使用证据", result="裁决书"),
    Row("EASTMARKETS", "行政给付", "传艺补贴给付", "综合科", ((ARTISTS, "第八条"),), served="街头艺人", says="老艺人补贴",
        promised=10, materials="申请表 演出年限证明 家庭收入证明", result="按月发给补贴"),
    Row("EASTMARKETS", "行政给付", "带徒津贴给付", "综合科", ((CRAFTS, "第七条"),), served="手艺人", says="带徒弟补贴",
        promised=10, materials="带徒协议 民俗工艺师证书", result="每名学徒每年三千元"),
    Row("EASTMARKETS", "其他行政权力", "集市应急预案备案", "综合科", ((EMERGENCY, "第三条"),), served="开办者", promised=0,
        materials="应急预案 演练记录", result="备案回执"),
    # --- 湖西区人民政府、示范市人民政府 ---
    Row("WEST", "其他行政权力", "大型灯会、庙会安全评估", "应急办公室", ((EMERGENCY, "第四条"),), served="主办者",
        says="办灯会 办庙会", legal=10, promised=7, materials="活动方案 人数预测 安全措施", result="安全评估意见"),
    Row("WEST", "行政征用", "紧急情况下征用船只、车辆和场地", "应急办公室", ((EMERGENCY, "第五条"),), served="船主 单位",
        says="征用车船"),
    Row("WEST", "行政强制", "封闭集市、疏散人员", "应急办公室", ((EMERGENCY, "第五条"),), served="开办者 摊主 居民"),
    Row("WEST", "行政奖励", "对报告重大隐患、参与抢险救人的奖励", "区政府办公室", ((EMERGENCY, "第十条"),), served="居民"),
    Row("GOV", "行政征用", "紧急情况下征用船只、车辆和场地", "应急办公室", ((EMERGENCY, "第五条"),), served="船主 单位"),
    Row("GOV", "行政奖励", "对街头艺术传承作出突出贡献的奖励", "政务公开领导小组办公室", ((ARTISTS, "第十条"),),
        served="街头艺人"),
    Row("GOV", "行政奖励", "对抢救濒危民俗工艺有突出贡献的奖励", "政务公开领导小组办公室", ((CRAFTS, "第八条"),),
        served="手艺人"),
    # --- 灯塔镇人民政府 ---
    Row("TOWN", "其他行政权力", "便民小集登记", "便民服务中心", ((EMERGENCY, "第七条"),), served="摊主", says="赶集 摆小摊",
        promised=0, materials="身份证明 摊位示意图", result="登记凭证"),
    Row("TOWN", "行政检查", "辖区集市安全巡查", "综合办公室", ((EMERGENCY, "第六条"),), served="开办者 居民"),
    Row("TOWN", "行政裁决", "便民小集与居民纠纷调解", "便民服务中心", ((EMERGENCY, "第八条"),), served="居民 摊主",
        says="油烟 吵闹 邻里纠纷", legal=15, unit_of_term="日", result="调解书"),
    Row("TOWN", "其他行政权力", "民俗工艺展示场地使用登记", "便民服务中心", ((CRAFTS, "第九条"),), served="手艺人",
        says="借场地 摆展", promised=1, materials="展示方案", result="登记凭证"),
    Row("TOWN", "其他行政权力", "协助街头演出秩序维护", "综合办公室", ((ARTISTS, "第三条"),), served="街头艺人 居民",
        common=True, lead="示范市集市管理局"),
    # --- 示范市民俗工艺鉴定中心（授权） ---
    Row("CRAFTS", "行政确认", "民俗工艺品“传统手作”鉴定确认", "鉴定室", ((CRAFTS, "第四条"),), served="手艺人",
        says="手作鉴定", legal=20, promised=12, materials="申请表 样品 制作过程说明", result="鉴定标识"),
    Row("CRAFTS", "行政确认", "民俗工艺师评定", "评定室", ((CRAFTS, "第五条"),), served="手艺人", says="评工艺师",
        promised=60, materials="申请表 从艺年限证明 代表作", result="民俗工艺师证书"),
    Row("CRAFTS", "行政检查", "鉴定标识使用抽样检查", "鉴定室", ((CRAFTS, "第六条"),), served="手艺人"),
    Row("CRAFTS", "行政处罚", "对伪造、冒用鉴定标识的处罚", "鉴定室", ((CRAFTS, "第十条"),), served="手艺人 顾客",
        says="假手作 冒牌"),
    Row("CRAFTS", "其他行政权力", "收回以弄虚作假取得的民俗工艺师证书", "评定室", ((CRAFTS, "第十一条"),), served="手艺人"),
    # --- 示范市集市服务中心（受委托） ---
    Row("SERVICE", "行政处罚", "对摊主出租、出借、转让摊位证的处罚（受委托）", "巡查一组",
        ((STATUTE, "第二十八条"), (STATUTE, "第六条")), served="摊主"),
    Row("SERVICE", "行政处罚", "对摊主私拉电线或者违反要求使用明火的处罚（受委托）", "巡查一组",
        ((STATUTE, "第二十八条"), (STATUTE, "第六条")), served="摊主"),
    Row("SERVICE", "行政处罚", "对在二十二时以后使用扩音设备的处罚（受委托）", "巡查二组",
        ((STATUTE, "第二十八条"), (STATUTE, "第六条")), served="摊主 居民", says="噪声 喇叭"),
    # --- 示范市灯火气象局（垂直管理） ---
    _licence("WEATHER", "升空灯具施放许可", "业务科", ((WEATHER, "第六条"), (WEATHER, "第七条")), says="放孔明灯 放灯球",
             served="主办者", legal=2, promised=1, materials="施放方案 操作人员资格证明 灯具合格证明", result="施放许可决定书"),
    *(_fine("WEATHER", name, "法规科", base, served=served, says=says) for name, base, served, says in _WEATHER_FINES),
    Row("WEATHER", "行政强制", "强制切断系留设施", "法规科", ((WEATHER, "第十条"),), served="主办者"),
    Row("WEATHER", "行政征用", "红色预警期间征用照明车辆和避险场地", "预警中心", ((WEATHER, "第九条"),), served="单位"),
    Row("WEATHER", "行政检查", "升空灯具施放和防雷装置检查", "法规科", ((WEATHER, "第十一条"),), served="主办者 开办者"),
    Row("WEATHER", "行政确认", "灯会和夜市防雷装置检测确认", "业务科", ((WEATHER, "第八条"),), served="开办者 主办者",
        says="防雷检测", promised=5, materials="检测申请表 防雷装置图纸", result="检测确认书",
        fee=("防雷检测费", "《灯火气象条例》第八条", "每处300元")),
    Row("WEATHER", "其他行政权力", "灯火气象预警发布", "预警中心", ((WEATHER, "第四条"),), served="居民 开办者", says="天气预警"),
    # --- 中共示范市委灯录档案局 ---
    Row("ARCHIVES", "行政确认", "灯录档案保管期限鉴别", "接收利用科", ((ARCHIVES, "第四条"),), served="单位 开办者", legal=30,
        promised=20, unit_of_term="日"),
    Row("ARCHIVES", "行政检查", "灯录档案保管情况检查", "监督指导科", ((ARCHIVES, "第六条"),), served="单位"),
    Row("ARCHIVES", "行政处罚", "对不按照规定移交灯录档案的处罚", "监督指导科", ((ARCHIVES, "第八条"),), served="单位 开办者"),
    Row("ARCHIVES", "行政处罚", "对涂改、损毁灯录档案的处罚", "监督指导科", ((ARCHIVES, "第九条"),), served="单位 居民"),
    Row("ARCHIVES", "行政奖励", "对捐赠珍贵灯录档案的奖励", "监督指导科", ((ARCHIVES, "第七条"),), served="居民 单位"),
    Row("ARCHIVES", "其他行政权力", "查阅已开放灯录档案登记", "接收利用科", ((ARCHIVES, "第五条"),), served="居民",
        says="查档案 老照片", promised=0, materials="身份证明", result="当场查阅"),
)  # fmt: skip
