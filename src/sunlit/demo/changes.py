"""What became of the city's powers since they were first published: by unit's code and present name, and why."""

from __future__ import annotations

#: Promised terms that were cut: the new one in working days.
ADJUSTED: dict[tuple[str, str], tuple[int, str]] = {
    ("MARKETS", "夜间集市开办许可"): (8, "优化审批流程，承诺时限压减近一半。"),
    ("MARKETS", "街头演出证核发"): (3, "推行网上核验身份，承诺时限压减。"),
    ("WATERS", "河灯放流许可"): (4, "与气象部门共享预报，承诺时限压减。"),
    ("CRAFTS", "民俗工艺品“传统手作”鉴定确认"): (12, "增加鉴定室人员，承诺时限压减。"),
    ("EASTMARKETS", "食品摊位登记"): (2, "一窗受理，承诺时限压减。"),
}
#: Names that were made regular: the former name.
FORMER: dict[tuple[str, str], tuple[str, str]] = {
    ("MARKETS", "对在二十二时以后使用扩音设备的处罚"): (
        "对夜市高音喇叭扰民的处罚", "名称依照《夜间集市法》第二十八条的表述规范。",
    ),
    ("TOWN", "便民小集登记"): ("赶集摊位登记", "名称依照《示范市集市公共安全应急办法》的表述规范。"),
    ("WEATHER", "升空灯具施放许可"): ("孔明灯施放审批", "名称依照《灯火气象条例》的表述规范，审批改为许可。"),
}  # fmt: skip
#: Telephone numbers that were printed wrong: the right one.
CORRECTED: dict[tuple[str, str], tuple[str, str]] = {
    ("WATERS", "水上摊位证核发"): ("0900-8001300（水域管理科）", "更正咨询电话。"),
    ("ARCHIVES", "查阅已开放灯录档案登记"): ("0900-8001800（接收利用科）", "更正咨询电话。"),
}
#: Powers not exercised for the time being.
SUSPENDED: dict[tuple[str, str], str] = {
    ("TOWN", "民俗工艺展示场地使用登记"): "展示场地修缮，暂停登记，修缮完成后恢复。",
}
#: Powers given up.
ENDED: dict[tuple[str, str], str] = {
    ("TOWN", "协助街头演出秩序维护"): "职责划归市集市管理局统一承担，本镇不再行使。",
    ("WEST", "对报告重大隐患、参与抢险救人的奖励"): "并入市级奖励，由市人民政府统一实施。",
}
