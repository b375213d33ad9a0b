"""Reading power lists, beside python-calamine alone on the same bytes in the same process."""

from __future__ import annotations

import gc
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS = 10_000
HEADER = (
    "序号", "事项名称", "子项名称", "权力类型", "行使主体", "承办机构",
    "行使层级", "部门职责", "责任事项内容", "追责对象范围", "追责情形", "备注",
)  # fmt: skip
WITH_BASIS = (*HEADER[:4], "实施依据", *HEADER[4:])
TIMES = 5


def words(dice: random.Random, length: int) -> str:
    """Invented text of a length."""
    return "".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(length))


def basis(dice: random.Random) -> str:
    """A basis of one to three laws, with the text of the articles, as departments write them."""
    laws = []
    for _ in range(dice.randint(1, 3)):
        tag = dice.choice(("法律", "法规", "规章"))
        article = f"{dice.choice('二三四五六七八九')}十{dice.choice('一二三四五')}"
        laws.append(f"【{tag}】《示范省{words(dice, 6)}条例》（2019年5月1日修订）\n第{article}条 {words(dice, 120)}。")
        laws.append(f"第三十条第二款 {words(dice, 80)}。")
    return "\n".join(laws)


def workbook(rows: int, *, based: bool) -> tuple[bytes, int]:
    """A list of so many rows, and how many bytes of basis text are in it."""
    import xlsxwriter

    dice = random.Random(2008)
    common = [words(dice, 90) for _ in range(40)]
    offices = [f"{words(dice, 4)}科" for _ in range(30)]
    out, size = io.BytesIO(), 0
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("权责清单")
    sheet.write_row(0, 0, ["示范市权责清单"])
    sheet.write_row(1, 0, WITH_BASIS if based else HEADER)
    for n in range(rows):
        cells = [
            n + 1, f"对{words(dice, 18)}的处罚", "", "行政处罚", "示范市夜市局", dice.choice(offices), "市级",
            words(dice, 40), dice.choice(common), dice.choice(common), dice.choice(common), "",
        ]  # fmt: skip
        if based:
            cells.insert(4, basis(dice))
            size += len(cells[4].encode())
        sheet.write_row(n + 2, 0, cells)
    book.close()
    return out.getvalue(), size


def best(work) -> float:
    """Seconds of the best of several runs."""
    taken = []
    for _ in range(TIMES):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> list[tuple[str, str, str, bool]]:
    """Measure; each row is what, measured, floor, reached."""
    sys.path.insert(0, str(ROOT / "src"))
    from python_calamine import CalamineWorkbook

    from sunlit.catalogue.sheets import read_lists

    plain, _ = workbook(ROWS, based=False)
    based, size = workbook(3000, based=True)

    def floor() -> None:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(plain)).get_sheet_by_index(0)
        assert len(sheet.to_python(skip_empty_area=False)) == ROWS + 2
        assert sheet.merged_cell_ranges == []

    def ours() -> None:
        assert len(read_lists([("清单.xlsx", plain)], citations=False).items) == ROWS

    def cited() -> None:
        assert len(read_lists([("清单.xlsx", based)]).items) == 3000

    ours()
    alone, read, with_basis = best(floor), best(ours), best(cited)
    speed = size / with_basis / 1e6
    command = _command()
    ratio = f"{read / alone:.2f} × calamine（{read:.2f} / {alone:.2f} 秒）"
    return [
        (f"读 {ROWS:,} 行 × {len(HEADER)} 列，不含依据", ratio, "≤ 3 ×", read <= 3 * alone),
        ("读依据，从文件到引用", f"{speed:.2f} MB/秒（{size / 1e6:.1f} MB）", "≥ 1 MB/秒", speed >= 1),
        ("powers read 六个文件，连启动", f"{command:.2f} 秒", "≤ 1.5 秒", command <= 1.5),
    ]  # fmt: skip


def _command() -> float:
    """Seconds of the command on six lists of 30 rows each, from start to end; the middle of several runs."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for n in range(6):
            files.append(Path(folder) / f"清单{n}.xlsx")
            files[-1].write_bytes(workbook(30 + n, based=True)[0])
        env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "SUNLIT_HOME": folder}
        taken = []
        for _ in range(TIMES):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-P", "-m", "sunlit.cli", "powers", "read", *map(str, files), "--csv"],
                env=env, stdout=subprocess.DEVNULL, check=True,
            )  # fmt: skip
            taken.append(time.perf_counter() - start)
        return statistics.median(taken)


if __name__ == "__main__":
    for line in main():
        print(*line, sep="  ")
