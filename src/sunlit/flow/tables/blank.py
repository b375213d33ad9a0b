"""The empty table to download: ready to be filled in, with explanations and an example on sheets of their own."""

from __future__ import annotations

from sunlit.flow.tables.book import bound

#: An invented procedure as a clerk would write it, with what the table can do.
_EXAMPLE: tuple[dict[str, str], ...] = (
    {
        "id": "1",
        "name": "核对申请材料",
        "post": "窗口受理岗",
        "amount": "1",
        "unit": "工作日",
        "ways": "齐全→3；不齐全→2；不属于本机关职权→结束（不予受理）",
        "rule": "首问负责、一次性告知制",
        "duty": "核对材料是否齐全，登记收件时间",
        "control": "收件即编号，不得事后改动",
        "rights": "可以当场得到收件凭证",
        "complaint": "向本机关公布的监督投诉电话、信箱提出",
    },
    {
        "id": "2",
        "name": "补正材料",
        "kind": "当事人",
        "post": "申请人",
        "amount": "10",
        "unit": "工作日",
        "ways": "1",
        "silence": "逾期不补正又不说明理由的，终止办理",
        "late": "结束（终止）",
        "rule": "补正告知书载明的期限",
        "duty": "按告知书补齐材料",
        "control": "确有困难的可以申请延期",
        "rights": "可以请求延期",
        "complaint": "向本机关公布的监督投诉电话、信箱提出",
    },
    {
        "id": "3",
        "name": "现场查看摊位",
        "post": "市容管理岗",
        "amount": "3",
        "unit": "工作日",
        "ways": "[占道面积>6]→4；否则→5",
        "bases": "《示范市夜市管理办法》第三条",
        "duty": "两名以上人员到场，量取占道面积",
        "control": "查看不少于两人",
        "rights": "可以在场说明情况",
    },
    {
        "id": "4",
        "name": "会商",
        "post": "科室负责人",
        "amount": "2",
        "unit": "工作日",
        "inner": "是",
        "rule": "集体会商制",
        "duty": "与交管部门会商占道影响",
        "control": "会商记录随卷保存",
        "rights": "可以查询办理进度",
        "complaint": "向本机关公布的监督投诉电话、信箱提出",
    },
    {
        "id": "5",
        "name": "作出决定",
        "post": "分管负责人",
        "amount": "2",
        "unit": "工作日",
        "ways": "准予→6；不予→结束（不予）",
        "bases": "《示范市夜市管理办法》第五条",
        "duty": "书面决定；不予的说明理由",
        "control": "与查看结论不一致的写明理由",
        "rights": "可以申请行政复议或者提起行政诉讼",
    },
    {
        "id": "6",
        "name": "送达摆摊证",
        "kind": "告知送达",
        "post": "窗口受理岗",
        "amount": "当场",
        "outcome": "准予",
        "ways": "结束（准予）",
        "bases": "《示范市夜市管理办法》第六条",
        "rights": "取得摆摊证",
    },
)


def blank_table() -> bytes:
    """The template: an empty table, its head and its facts, an example and the explanations."""
    return bound((), head={"kind": "项目流程"}, facts=(), example=_EXAMPLE)
