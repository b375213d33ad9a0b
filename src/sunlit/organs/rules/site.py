"""What a site may say of itself, and which pictures may stand for it."""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar
from xml.parsers import expat

from sunlit.kernel.refusal import Refusal

#: Bytes of an emblem.
MOST_EMBLEM = 200 * 1024
PNG, SVG = "image/png", "image/svg+xml"
#: Pixels on one side of a PNG; more is nobody's emblem, and may be a bomb.
_MOST_SIDE = 4_096
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD = 33
#: How long each fact may be; the longest a footer shows on one line.
LENGTHS = {
    "city": 50, "region": 12, "sponsor": 100, "undertaker": 100, "record_number": 60, "site_code": 10, "contact": 200,
}  # fmt: skip
_SITE_CODE = re.compile(r"[0-9A-Za-z]{10}")
_REGION = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")


class NotAFact(Refusal):
    """Something a page could not show, or that is not of its form."""

    code: ClassVar[str] = "not-a-site-fact"
    words: ClassVar[str] = "网站信息“{field}”不合规：不能含有控制字符，不超过 {most} 个字，代码须按规定的位数。"


class NoCity(Refusal):
    """A site is somebody's."""

    code: ClassVar[str] = "no-city"
    words: ClassVar[str] = "城市名称不能为空。"


class NotAnEmblem(Refusal):
    """A picture that is too large, of another kind, or holds more than a picture."""

    code: ClassVar[str] = "not-an-emblem"
    words: ClassVar[str] = "徽标须是 200 KB 以内的 PNG，或只含图形的 SVG（没有脚本、外部引用、样式表和文档类型声明）。"


class SiteChanged(Refusal):
    """Somebody else changed the same facts meanwhile."""

    code: ClassVar[str] = "site-changed-meanwhile"
    words: ClassVar[str] = "网站信息刚被别人改过，您的改动没有保存：请看过现在的内容再改。"


class NoSuchPass(Refusal):
    """The token is wrong, was used, or is too old; which of them is nobody's business."""

    code: ClassVar[str] = "no-such-setup-pass"
    words: ClassVar[str] = "这个设置链接无效、已用过或已过期：请在服务器上运行 ./sunlit init --web 再取一个。"


def site_fact(field: str, value: str) -> str:
    """`value`, trimmed, if the site may say it of itself.

    Raises:
        NotAFact, NoCity.
    """
    told = value.strip()
    if len(told) > LENGTHS[field] or any(unicodedata.category(c)[0] == "C" for c in told):
        raise NotAFact(field=field, most=LENGTHS[field])
    if field == "city" and not told:
        raise NoCity
    form = {"site_code": _SITE_CODE, "region": _REGION}.get(field)
    if told and form and not form.fullmatch(told):
        raise NotAFact(field=field, most=LENGTHS[field])
    return told


def emblem_type(data: bytes) -> str:
    """The media type of a picture that may be shown to everybody as it is.

    Raises:
        NotAnEmblem: it is none. Nothing is mended: what was looked at is what is shown.
    """
    if len(data) > MOST_EMBLEM:
        raise NotAnEmblem
    if data.startswith(_PNG_START):
        sides = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
        if len(data) < _PNG_HEAD or data[12:16] != b"IHDR" or not all(0 < side <= _MOST_SIDE for side in sides):
            raise NotAnEmblem
        return PNG
    _Drawing().look_at(data)
    return SVG


_ELEMENTS = frozenset(
    {
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
        "radialGradient", "stop", "clipPath", "title", "desc",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy",
        "d", "points", "transform", "fill", "stroke", "opacity", "offset", "version", "xmlns", "preserveAspectRatio",
        "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "clip-path", "clip-rule", "fill-rule",
        "fill-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity",
        "stroke-dasharray", "stroke-dashoffset", "stop-color", "stop-opacity", "role", "aria-label",
    }
)  # fmt: skip
#: A value that points anywhere but within the drawing, or is no plain value.
_OUTWARD = re.compile(r"url\s*\((?!\s*#[\w-]+\s*\))|javascript:|data:|//|\\|&", re.IGNORECASE)
_NAMESPACE = "http://www.w3.org/2000/svg"


class _Drawing:
    """Reads an SVG and lets pass one that is shapes and nothing else."""

    def __init__(self) -> None:
        self.depth = 0

    def look_at(self, data: bytes) -> None:
        parser = expat.ParserCreate("UTF-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._no
        parser.ProcessingInstructionHandler = self._no
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat's own: this is all of it
        except expat.ExpatError as error:
            raise NotAnEmblem from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if name not in _ELEMENTS or attributes.keys() - _ATTRIBUTES or (name == "svg") != (self.depth == 1):
            raise NotAnEmblem
        if self.depth == 1 and attributes.get("xmlns") != _NAMESPACE:
            raise NotAnEmblem
        if any(_OUTWARD.search(value) for key, value in attributes.items() if key != "xmlns"):
            raise NotAnEmblem

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _no(self, *_: object) -> None:
        raise NotAnEmblem
