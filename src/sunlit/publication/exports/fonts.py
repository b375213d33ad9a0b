"""Which Chinese fonts PDFs are set in: the operator's, those that came with the program, or the system's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pylopdf_fonts_zh_cn
import typst

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Families known to hold the characters of simplified Chinese, the preferred first: for running text, for headings.
SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "FangSong", "FandolSong")
SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "SimHei", "Microsoft YaHei", "WenQuanYi Micro Hei")


class NoChineseFont(Exception):  # noqa: N818 - says what is the case
    """There is no font to set Chinese in. A PDF would be made of empty boxes, so none is made."""

    def __init__(self, looked_in: str) -> None:
        super().__init__(
            f"没有可用的中文字体，无法生成 PDF（已查找：{looked_in}）：请将 SUNLIT_FONTS 设为含思源宋体等字体的目录。"
        )


@dataclass(frozen=True, slots=True)
class Faces:
    """What to set in: `serif` for running text, `sans` for headings (one may stand for both), and where they lie."""

    serif: str
    sans: str
    fonts: typst.Fonts


def bundled() -> Path:
    """The directory of the fonts that come with the program: Noto Sans SC and Noto Serif SC (OFL 1.1)."""
    return pylopdf_fonts_zh_cn.sans_path().parent


def find(directories: Sequence[Path] = (), *, carried: Sequence[Path] | None = None, system: bool = True) -> Faces:
    """The fonts in `directories`; else those the program carries; else, if `system`, those of the machine.

    Raises:
        NoChineseFont: none of them has a family known to hold Chinese.
    """
    carried = [bundled()] if carried is None else carried
    for places, with_system in ((directories, False), (carried, False), ((), system)):
        if not places and not with_system:
            continue
        fonts = typst.Fonts(with_system, False, [str(p) for p in places if p.is_dir()])  # noqa: FBT003 - its signature
        there = set(fonts.families())
        serif, sans = (next((f for f in known if f in there), "") for known in (SERIF, SANS))
        if serif or sans:
            return Faces(serif or sans, sans or serif, fonts)
    looked_in = "、".join([*(str(d) for d in directories), "随程序安装的字体", *(["系统字体"] if system else [])])
    raise NoChineseFont(looked_in)
