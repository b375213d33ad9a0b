"""What is no table: each kind of file that is refused, and what to do instead."""

from __future__ import annotations

from typing import ClassVar

from sunlit.kernel.refusal import Refusal

_ASK = "请向提供单位索取原来的 Excel 工作簿（.xlsx 或 .xls）"
_RESAVE = "请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再读"

#: Kinds of unreadable file, with what is said of each.
REASONS: dict[str, str] = {
    "empty": f"文件是空的（0 字节）：可能没有传完，{_ASK}。",
    "truncated": "文件不完整或已损坏，打不开：请重新复制或下载一次；仍打不开时，用 WPS 或 Excel 修复后另存为 .xlsx。",
    "pdf": f"这是 PDF，不是表格，读出来会错行：{_ASK}。",
    "picture": f"这是图片，里面的表格读不出：{_ASK}。",
    "ofd": f"这是 OFD 版式文件，不是表格：{_ASK}。",
    "word": "这是 Word 文档，不是工作簿：请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再读。",
    "slides": f"这是演示文稿，不是工作簿：{_ASK}。",
    "archive": "这是压缩包：请先解压，再读里面的工作簿。",
    "xlsb": f"这是二进制工作簿（.xlsb），其中合并的单元格读不准：{_RESAVE}。",
    "ods": f"这是 ODS 表格，其中合并的单元格读不准：{_RESAVE}。",
    "html": f"这是网页（HTML），只是扩展名像工作簿：{_RESAVE}。",
    "xml": f"这是 XML 表格（2003 格式），只是扩展名像工作簿：{_RESAVE}。",
    "encrypted": "工作簿有打开密码，读不了：请用密码打开，取消密码（文件 - 信息 - 保护工作簿）后另存，再读。",
    "bomb": f"解压后大得反常（压缩炸弹，或文件有毛病），为安全起见不打开：请核实来源；确是表格的，{_RESAVE}。",
    "vast": "单元格散布的范围大得反常，为安全起见不打开：请只复制表格所在的区域，粘贴到新工作簿后再读。",
    "large": "文件超过 200 MB，不是一份表格的大小：请核实，或拆分后再读。",
    "no-workbook": "文件里没有工作簿（是别的程序的文档）：请核实是不是传错了文件。",
    "unknown": f"认不出这是什么文件：{_ASK}。",
    "not-a-list": "这是文本，里面没有权责清单的表头（如“序号、事项名称、实施依据”）：请核实是不是传错了文件。",
    "fault": f"打开时出错：{_RESAVE}。",
}


class Unreadable(Refusal):
    """A file that cannot be read as a table.

    Attributes:
        kind: which of `REASONS`.
    """

    code: ClassVar[str] = "unreadable-file"
    words: ClassVar[str] = "{reason}"

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(reason=REASONS[kind])
