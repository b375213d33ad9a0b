"""XML, read with suspicion: no document type, no entity, nothing fetched; size, depth, number of elements bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from sunlit.flow.values import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: A file may have so many bytes, be so deep, hold so many elements. The largest real chart known has some 300 kB.
MOST_BYTES, MOST_DEPTH, MOST_ELEMENTS = 10 * 1024 * 1024, 100, 100_000

#: Encodings a chart may be in; what else a file declares is refused, not guessed.
_CODECS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "us-ascii": "ascii", "ascii": "ascii",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
    "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "big5": "big5",
    "iso-8859-1": "iso-8859-1", "windows-1252": "cp1252",
}  # fmt: skip
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class Unread(Exception):  # noqa: N818 - says what is the case
    """The file is no XML that is read here; `reason` says why, for people."""

    def __init__(self, reason: Refused) -> None:
        self.reason = reason
        super().__init__(reason.why)


@dataclass(slots=True)
class Element:
    """One element: namespace and local name, attributes by (namespace, local name), text and children."""

    space: str
    name: str
    attributes: Mapping[tuple[str, str], str]
    prefix: str = ""
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def get(self, name: str, space: str = "") -> str:
        """An attribute; empty if it is missing."""
        return self.attributes.get((space, name), "")

    def below(self) -> Iterator[Element]:
        """All elements inside, the element itself first, in the order of the file."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.children))


def parsed(data: bytes) -> tuple[Element, str]:
    """The root of the document, and what is to be noted about its encoding (empty: nothing).

    Raises:
        Unread: too large, too deep, in an unknown encoding, with a document type, or no well-formed XML.
    """
    if len(data) > MOST_BYTES:
        raise _unread("", f"文件有 {len(data) // 1024 // 1024} MB，超过 {MOST_BYTES // 1024 // 1024} MB 的上限。")
    text, note = _decoded(data)
    reader = _Reader()
    try:
        reader.parser.Parse(text, True)  # noqa: FBT003 - the library takes it by place
    except expat.ExpatError as error:
        where = f"第 {error.lineno} 行第 {error.offset + 1} 列"
        raise _unread("", f"不是完整的 XML（{where}）：文件可能被截断或已损坏，请从建模软件重新导出。") from error
    assert reader.root is not None, "a document that parses has a root"
    return reader.root, note


def _decoded(data: bytes) -> tuple[str, str]:
    if not data.strip():
        raise _unread("", "文件是空的。")
    codec, declared = _codec(data)
    if codec == "gb18030":
        try:  # what is valid UTF-8 beyond ASCII hardly ever is anything else
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        else:
            return text, "" if text.isascii() else f"文件声明的编码是 {declared}，实际是 UTF-8，已按 UTF-8 读取。"
    try:
        return data.decode(codec), ""
    except UnicodeDecodeError as error:
        words = f"文件的文字不是其声明的编码（{declared or 'UTF-8'}）：请在建模软件中另存为 UTF-8 后再导入。"
        raise _unread("", words) from error


def _codec(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise _unread("", "不读取 UTF-32 编码的文件：请另存为 UTF-8。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16"
    if data.startswith(b"<\x00"):
        return "utf-16-le", "UTF-16"
    if data.startswith(b"\x00<"):
        return "utf-16-be", "UTF-16"
    found = _DECLARED.match(data[:300].decode("latin-1").removeprefix("\xef\xbb\xbf"))
    declared = found[1] if found and not data.startswith(b"\xef\xbb\xbf") else "UTF-8"
    if (codec := _CODECS.get(declared.lower())) is None or codec.startswith("utf-16"):
        raise _unread("", f"文件声明的编码“{declared}”与内容不符或不能读取：请另存为 UTF-8。")
    return codec, declared


class _Reader:
    """Builds the tree; stops at the first thing that has no place in a chart."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.pieces: list[list[str]] = []  # of the text of each open element
        self.count = 0
        self.prefixes: dict[str, str] = {"http://www.w3.org/XML/1998/namespace": "xml"}
        parser = expat.ParserCreate(namespace_separator="\n")  # no line end stands in a namespace: it becomes a space
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.ExternalEntityRefHandler = lambda *_: 0
        parser.StartNamespaceDeclHandler = self._namespace
        self.parser = parser

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self.prefixes.setdefault(uri or "", prefix or "")

    def _doctype(self, *_: object) -> None:
        words = (
            "文件带有文档类型声明（DOCTYPE）或实体，可能借此读取其他文件或撑爆内存，一律不读：请从建模软件重新导出。"
        )
        raise _unread("DOCTYPE", words)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise _unread("", f"文件里的元素超过 {MOST_ELEMENTS} 个，不是一张流程图。")
        if len(self.open) >= MOST_DEPTH:
            raise _unread("", f"文件里的元素套了 {MOST_DEPTH} 层以上，不是一张流程图。")
        space, local = _split(name)
        element = Element(
            space, local, {_split(key): value for key, value in attributes.items()}, self.prefixes.get(space, "")
        )
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.pieces.append([])

    def _end(self, _name: str) -> None:
        self.open.pop().text = "".join(self.pieces.pop())

    def _text(self, text: str) -> None:
        self.pieces[-1].append(text)


def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition("\n")
    return space, local


def _unread(element: str, why: str) -> Unread:
    return Unread(Refused(element, "", why))
