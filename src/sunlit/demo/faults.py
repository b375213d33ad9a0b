"""What is wrong in the city's two lists, and nothing else is. Found by hand; a story test holds the checks to it."""

from __future__ import annotations

from typing import NamedTuple

from sunlit.demo.lists import MARKETS_FILE, WATERS_FILE


class Fault(NamedTuple):
    """One thing wrong: the code that names it, where, and of which power (name, and sub-item after a space)."""

    code: str
    file: str
    sheet: str
    name: str


_LICENCES = (MARKETS_FILE, "行政许可")
_PENALTIES = (MARKETS_FILE, "行政处罚")
_OTHERS = (MARKETS_FILE, "其他职权")
_ON_WATER = (WATERS_FILE, "职权目录")

FAULTS = (
    Fault("vague", *_LICENCES, "夜间集市开办许可 首次开办"),  # 其他材料
    Fault("amended-since", *_LICENCES, "夜间集市开办许可 首次开办"),  # 2016 the term was twenty days
    Fault("cannot-entrust", *_LICENCES, "夜间集市开办许可 延续"),  # a merchants' guild is no organ
    Fault("basis-repealed", *_LICENCES, "夜市摊点牌核发"),
    Fault("cannot-set", *_LICENCES, "夜市摊点牌核发"),  # a city's notice cannot create a licence
    Fault("basis-none", *_LICENCES, "夜市广告位审批"),
    Fault("text-differs", *_PENALTIES, "对未取得夜间集市开办许可开办夜间集市的处罚"),  # the fines of 2016
    Fault("article-missing", *_PENALTIES, "对摊主出租、出借、转让摊位证的处罚"),  # 第二八条
    Fault("type-mismatch", *_PENALTIES, "对摊主私拉电线或者违反要求使用明火的处罚"),  # filed under coercion
    Fault("text-absent", *_PENALTIES, "对开办者不按照规定清运垃圾的处罚"),
    Fault("title-unknown", *_PENALTIES, "对未办理食品摊位登记从事食品经营的处罚"),  # there is no such regulation
    Fault("basis-order", *_PENALTIES, "对食品摊位经营禁止经营的食品的处罚"),  # regulation before statute
    Fault("duplicate", *_PENALTIES, "对摊主不悬挂摊位证的处罚"),
    Fault("incomplete", *_PENALTIES, "对使用非阻燃遮阳棚的处罚"),  # no office
    Fault("name-not-in-law", *_PENALTIES, "对占道兜售宠物猫狗的处罚"),
    Fault("overlap", *_OTHERS, "河灯放流活动现场检查"),  # the water office leads on it
    Fault("fee-no-standard", *_OTHERS, "公共场地占用费征收"),
    Fault("fee-no-basis", *_OTHERS, "夜间集市垃圾清运费征收"),
    Fault("name-not-in-law", *_OTHERS, "夜间集市垃圾清运费征收"),  # the article knows no fee
    Fault("article-none", *_OTHERS, "对夜间集市管理和便民服务成绩显著的奖励"),
    Fault("personal-data", *_ON_WATER, "河灯放流许可"),  # the column 联系人, told at its first item
    Fault("text-differs", *_ON_WATER, "对使用塑料、泡沫或者含油脂蜡烛制作河灯的处罚"),  # the words of the next article
    Fault("title-short", *_ON_WATER, "对船只未取得水上摊位证从事经营的处罚"),
    Fault("overlap", *_ON_WATER, "河灯放流活动现场检查"),
    Fault("article-missing", *_ON_WATER, "水上集市船只设施检查"),  # 第四十条 of seventeen
)
