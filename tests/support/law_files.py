"""Files of invented laws."""

from __future__ import annotations

from datetime import date

from sunlit.kernel.numerals import write_numeral

MARKET = "示范市夜市管理办法"
OPENING = "为了规范夜市经营活动，制定本办法。"
LAMPS = "夜市应当设置照明，灯光不得直射居民窗户。"
NOISE = "夜市经营者应当控制噪声，二十二时以后不得使用扩音设备。"
IN_FORCE = "本办法自{day}起施行。"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def law_file(
    title: str = MARKET, *articles: str, made: date | None = date(2015, 3, 1), amended: tuple[date, ...] = (),
    issuer: str = "示范市人民政府", order: str = "令第7号", effective: date | None = None, last: str = "",
    start: int = 1, chapters: tuple[str, ...] = (), name: str = "",
) -> tuple[str, bytes]:  # fmt: skip
    """An invented law as a file: its history in brackets, then its articles, numbered from `start`.

    `effective` and `last` make its last article; `chapters` put headings before the articles of the same place.
    """
    notes = [f"{day_words(made)}{issuer}{order}公布"] if made else []
    notes += [f"根据{day_words(day)}{issuer}{order}修正" for day in amended]
    lines = [f"# {title}", f"（{'　'.join(notes)}）" if notes else ""]
    texts = list(articles or (OPENING, LAMPS, NOISE))
    if effective:
        texts.append(f"本办法自{day_words(effective)}起施行。{last}")
    elif last:
        texts.append(last)
    for i, text in enumerate(texts):
        if i < len(chapters) and chapters[i]:
            lines.append(f"## 第{write_numeral(sum(map(bool, chapters[: i + 1])))}章　{chapters[i]}")
        lines.append(f"第{write_numeral(start + i)}条　{text}")
    return name or f"{title}.md", "\n\n".join(lines).encode()
