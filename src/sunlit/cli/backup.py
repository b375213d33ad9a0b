"""`sunlit backup`: everything the installation holds, taken while it runs; and the proof that it can be put back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

_EXAMPLE = """示例：
  ./sunlit backup /备份/2026-11-24            两个数据库、附件、密钥、本市的表格式样；系统照常运行
  ./sunlit backup verify /备份/2026-11-24     在一旁恢复、清点、重放台账，证明可用

备份含口令摘要、动态码密钥和签名密钥，请像看管服务器一样看管。恢复见 ./sunlit restore --help。
退出码：0 已备份、完好；1 没有备份，或备份有不对的地方；2 用法不对、没有这个目录。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Make the verb known."""
    parser = subparsers.add_parser(
        "backup", help="备份", description="备份到一个空目录，或核验一个备份。", epilog=_EXAMPLE
    )
    parser.add_argument(
        "words", nargs="+", metavar="[verify] DIR", help="备份到的目录（空的或还不存在）；前面加 verify 则核验它"
    )
    parser.add_argument("--json", action="store_true", help="打印一份 JSON")


def run(args: argparse.Namespace) -> int:
    """Do it; a refusal is told by the frame."""
    match args.words:
        case ["verify", folder]:
            return _verify(Path(folder), as_json=args.json)
        case [folder] if folder != "verify":
            return _take(Path(folder), as_json=args.json)
    print("写作 ./sunlit backup 目录，或 ./sunlit backup verify 目录。", file=sys.stderr)
    return 2


def _take(folder: Path, *, as_json: bool) -> int:
    from sunlit.site.backup import take
    from sunlit.site.env import current

    manifest = take(current(), folder, progress=lambda words: print(words, file=sys.stderr))
    rows = {d.side: {t.name: t.rows for t in d.tables} for d in manifest.databases}
    size = sum(file.size for file in manifest.files)
    if as_json:
        told = {"folder": str(folder.absolute()), "taken_at": manifest.taken_at, "files": len(manifest.files),
                "bytes": size, "rows": rows, "damaged": list(manifest.damaged)}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
    else:
        total = sum(count for tables in rows.values() for count in tables.values())
        print(f"已备份到 {folder}：{total} 行，{len(manifest.files)} 个文件，{size / 1024 / 1024:.1f} MB。")
    for own in manifest.damaged:
        print(f"附件 {own} 在磁盘上已经损坏，按原样备份了：请从更早的备份取回。", file=sys.stderr)
    return 1 if manifest.damaged else 0


def _verify(folder: Path, *, as_json: bool) -> int:
    from sunlit.kernel.plain import to_plain
    from sunlit.site.backup import verify
    from sunlit.site.env import current

    if not folder.is_dir():
        print(f"没有这个目录：{folder}。", file=sys.stderr)
        return 2
    seen = verify(current(), folder)
    if as_json:
        print(json.dumps(to_plain(seen), ensure_ascii=False))
    else:
        for wrong in seen.wrong:
            print(f"不对：{wrong}")
        rows = sum(count for tables in seen.rows.values() for count in tables.values())
        if not seen.wrong:
            print(f"完好：{seen.taken_at} 的备份，{seen.files} 个文件，恢复出 {rows} 行，台账 {seen.acts} 笔逐笔相符。")
    return 1 if seen.wrong else 0
