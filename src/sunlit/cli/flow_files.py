"""Files that hold a flow: opened by what is in them, whatever they are called; written by what their name says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sunlit.flow.values import Imported, Refused, read_definition, written
from sunlit.kernel.plain import NotPlain

if TYPE_CHECKING:
    from pathlib import Path

    from sunlit.flow.values import FlowDefinition

#: What is taken from a folder.
FLOWLIKE = frozenset({".bpmn", ".bpmn2", ".xml", ".xlsx", ".xls", ".json"})
#: A larger file is not even read.
MOST_BYTES = 40 * 1024 * 1024


class NotReadable(Exception):  # noqa: N818 - says what is the case
    """The file could not be read at all; the words say why."""


def opened(path: Path) -> Imported:
    """The flow a file holds: a table (xlsx), a chart (BPMN) or the canonical form (JSON), told by its first bytes.

    Raises:
        NotReadable: the system does not let us read it.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            words = f"文件有 {size // 1024 // 1024} MB，超过 {MOST_BYTES // 1024 // 1024} MB 的上限，没有读取。"
            return Imported(definition=None, refused=(Refused("", "", words),))
        data = path.read_bytes()
    except OSError as error:
        message = f"无法读取（{error.strerror}）：请检查文件权限。"
        raise NotReadable(message) from error
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from sunlit.flow.tables import read_table

        return read_table(data, path.name)
    if start.startswith(b"{"):
        return _canonical(data)
    if start.startswith(b"<"):
        from sunlit.flow.bpmn import read_bpmn

        return read_bpmn(data)
    words = "既不是 BPMN 流程图（.bpmn），也不是流程表（.xlsx）或本系统的 JSON。"
    return Imported(definition=None, refused=(Refused("", "", words),))


def _canonical(data: bytes) -> Imported:
    try:
        definition = read_definition(data.decode("utf-8-sig"))
        written(definition)  # half a character can stand in JSON, but in no file
        return Imported(definition=definition)
    except RecursionError:
        why = "套得太深"
    except NotPlain as error:
        why = str(error)
    except ValueError as error:
        why = f"不是完整的 JSON，{error}"
    return Imported(definition=None, refused=(Refused("", "", f"不是本系统的流程 JSON：{why}。"),))


def saved(definition: FlowDefinition, path: Path) -> bytes | None:
    """The flow as a file of the kind its name says; None if it says none of ours.

    Raises:
        Refusal: no table can tell this flow.
    """
    kind = path.suffix.lower()
    if kind in (".bpmn", ".xml"):
        from sunlit.flow.bpmn import write_bpmn

        return write_bpmn(definition)
    if kind == ".xlsx":
        from sunlit.flow.tables import write_table

        return write_table(definition)
    return written(definition) + b"\n" if kind == ".json" else None


def taken_in(path: Path) -> Imported | None:
    """The flow a file holds; what was lost, or why there is none, is said on standard error."""
    try:
        imported = opened(path)
    except NotReadable as error:
        print(f"{path}：{error}", file=sys.stderr)
        return None
    for note in imported.notes:
        print(f"{note.what}{f'〔{note.element}〕' if note.element else ''}", file=sys.stderr)
    for one in imported.refused if imported.definition is None else ():
        print(f"不能导入：{one.why}{f'〔{one.element} {one.id}〕' if one.id else ''}", file=sys.stderr)
    return imported if imported.definition is not None else None


def put(data: bytes, path: Path, steps: int) -> int:
    """Write what was made of a flow; the exit code, having said on standard error what became of it."""
    try:
        path.write_bytes(data)
    except OSError as error:
        print(f"写不了 {path}（{error.strerror}）：请检查文件夹和权限。", file=sys.stderr)
        return 2
    print(f"已写出 {path}，{steps} 个环节。", file=sys.stderr)
    return 0
