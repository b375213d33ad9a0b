"""What a law file is, by its first bytes and never by its extension, and the lines of text in it."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass
from typing import ClassVar, NoReturn

from sunlit.kernel.refusal import Refusal

#: No law is longer; what is, is not one (the Civil Code has 0.4 MB).
MAX_BYTES = 32 * 1024 * 1024
#: Bounds of what a .docx may unzip to.
MAX_UNZIPPED = 96 * 1024 * 1024
MAX_MEMBERS = 3000


class Unreadable(Refusal):
    """The file is no law text of a kind that can be read.

    Attributes:
        reason: what the file is instead, in Chinese.
        remedy: what the person should do, in Chinese.
    """

    code: ClassVar[str] = "law-file-unreadable"
    words: ClassVar[str] = "{name}：{reason}。{remedy}。"

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(name=name, reason=reason, remedy=remedy)
        self.reason, self.remedy = reason, remedy


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as lines of text; `cut` when it ends in the middle of a character."""

    lines: list[str]
    cut: bool = False


_COPY = "请打开文件，全选正文并复制，另存为纯文本（.txt，UTF-8 编码）或者 .docx 后再载入"
_SIGNATURES = (
    (b"%PDF", "这是 PDF 文件，不是可以逐条读取的文本", _COPY),
    (b"\x89PNG", "这是图片", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"\xff\xd8\xff", "这是图片", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"GIF8", "这是图片", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"BM", "这是图片", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"II*\x00", "这是图片", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"MM\x00*", "这是图片", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"RIFF", "这是图片或者音像文件", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入"),
    (b"{\\rtf", "这是 RTF 文件", "请用办公软件打开，另存为 .docx 后再载入"),
    (b"Rar!", "这是压缩包", "请先解压，再载入其中的法规文件"),
    (b"7z\xbc\xaf", "这是压缩包", "请先解压，再载入其中的法规文件"),
    (b"\x1f\x8b", "这是压缩包", "请先解压，再载入其中的法规文件"),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s{0,200}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BREAK = re.compile(r"\r\n?|\n|\x0b|\x85|\u2028|\u2029")
#: Below this share of ordinary characters a text was decoded wrongly, or is none.
_ORDINARY_SHARE = 0.9


def open_file(data: bytes, name: str) -> Opened:
    """The lines of a Markdown, plain-text or .docx file.

    Raises:
        Unreadable: anything else: a picture, PDF, old .doc, encrypted or oversized file, unknown encoding, nothing.
    """
    if not data.strip():
        raise Unreadable(name, "文件是空的", "请核对文件是否下载完整")
    if len(data) > MAX_BYTES:
        raise Unreadable(name, f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像一部法规", "请核对是否选错了文件")
    if data.startswith(_OLE2):
        _refuse_ole2(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Opened(_open_zip(data, name))
    for signature, reason, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(name, reason, remedy)
    if _HTML.match(data.removeprefix(codecs.BOM_UTF8)):
        raise Unreadable(name, "这是网页文件", "请在浏览器中打开，复制法规正文，存为纯文本（.txt）后再载入")
    text, cut = _decode(data, name)
    return Opened(_BREAK.split(text), cut)


def _refuse_ole2(data: bytes, name: str) -> NoReturn:
    if _ENCRYPTED in data:
        raise Unreadable(name, "文件设有打开密码", "请取消密码保护，另存为 .docx 后再载入")
    raise Unreadable(name, "这是旧版 Word 或者 WPS 文件", "请用办公软件打开，另存为 .docx 后再载入")


def _open_zip(data: bytes, name: str) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if any(member.flag_bits & 1 for member in members):
                raise Unreadable(name, "压缩包设有密码", "请先用密码解压，再载入其中的法规文件")
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNZIPPED:
                raise Unreadable(name, "文件解压后过大，可能有害，没有打开", "请向提供者核实，或者另存为纯文本后再载入")
            if "word/document.xml" not in names:
                _refuse_archive(names, archive, name)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(name, "文件已经损坏", "请重新下载，或者用办公软件打开后另存为 .docx") from error
    from sunlit.law.texts.word import read_paragraphs  # python-docx is slow to import and most files are text

    return read_paragraphs(data, name)


def _refuse_archive(names: set[str], archive: zipfile.ZipFile, name: str) -> NoReturn:
    if "OFD.xml" in names:
        raise Unreadable(name, "这是 OFD 版式文件，不是可以逐条读取的文本", _COPY)
    if "xl/workbook.xml" in names:
        raise Unreadable(name, "这是电子表格，不是法规", "职权清单请用“清单”功能读取；法规请存为 .txt 或者 .docx")
    if "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
        raise Unreadable(name, "这是 ODT 等开放文档", "请用办公软件打开，另存为 .docx 后再载入")
    raise Unreadable(name, "这是压缩包，或者不是 Word 文档", "请先解压，再载入其中的法规文件")


def _decode(data: bytes, name: str) -> tuple[str, bool]:
    """UTF-8 with or without mark, UTF-16 with its mark, or GB 18030; and whether the last character was cut."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        cut = len(data) % 2 == 1
        text = data[: len(data) - cut].decode("utf-16", errors="replace")
        return _checked(text, name), cut
    for encoding in ("utf-8-sig", "gb18030"):
        text, whole = _decode_as(data, encoding)
        if text and (encoding != "gb18030" or _is_chinese(text)):
            return _checked(text, name), not whole
    raise Unreadable(
        name, "文字编码无法识别（只读 UTF-8、带标记的 UTF-16 和 GB 18030）", "请用记事本打开，另存为 UTF-8 编码后再载入"
    )


def _decode_as(data: bytes, encoding: str) -> tuple[str, bool]:
    """The text, and whether it is whole; up to three bytes of a cut last character are left away."""
    try:
        return data.decode(encoding), True
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3:
            return "", False
        return data[: error.start].decode(encoding), False


def _is_chinese(text: str) -> bool:
    """Whether a text read as GB 18030 is one: another encoding read so gives characters that no law has."""
    sample = [c for c in text[:20000] if c > "\x7f"]
    known = sum(_in_gb2312(c) or c in "〇○〔〕" for c in sample)
    return bool(sample) and known >= len(sample) * _ORDINARY_SHARE


def _in_gb2312(char: str) -> bool:
    """Whether a character is in GB 2312: nearly all that laws use are, and few of a wrong decoding."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _checked(text: str, name: str) -> str:
    plain = text.removeprefix("\ufeff")
    if not plain.strip():
        raise Unreadable(name, "文件是空的", "请核对文件是否下载完整")
    if "\x00" in plain or plain.count("\ufffd") * 50 > len(plain):
        raise Unreadable(name, "这不是文本文件", "请找到该法规的文字版，存为 .txt 或者 .docx 后再载入")
    return plain
