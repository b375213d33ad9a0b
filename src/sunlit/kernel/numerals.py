"""Chinese numerals as statutes write them: 第一百二十三条, （十二）, and Arabic digits in either width.

Statutes number 编, 章, 节 and 条 in Chinese numerals (立法法 2023 第六十五条). What officials copy from them is
sometimes misprinted (第六一条 for 第六十一条); `misprint_readings` says what could have been meant, never which.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
#: Characters a written number may consist of, for use inside a regular expression's brackets.
NUMERAL_CHARS = "零〇○一二三四五六七八九十百千两0-9０-９"

_CANONICAL = "零一二三四五六七八九"
_MAX = 9999


def read_numeral(text: str) -> int | None:
    """The number that `text` writes correctly, from 0 to 9999; None if it is no well-formed number.

    >>> read_numeral("一百零三"), read_numeral("十二"), read_numeral("１０３"), read_numeral("六一")
    (103, 12, 103, None)
    """
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii() and folded.isdigit():
        return int(folded) if len(folded) <= len(str(_MAX)) else None
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    value = _evaluate(text)
    if value is None or not _same_words(text, value):
        return None
    return value


def write_numeral(number: int) -> str:
    """`number` (0 to 9999) as a statute writes it: 10 is 十, 103 is 一百零三, 110 is 一百一十.

    Raises:
        ValueError: the number is negative or above 9999.
    """
    if not 0 <= number <= _MAX:
        message = f"not a number of an article: {number}"
        raise ValueError(message)
    if number == 0:
        return "零"
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + _CANONICAL[digit] + name
            gap = False
        else:
            gap = bool(words)
    return words.removeprefix("一") if words.startswith("一十") else words


def misprint_readings(text: str) -> tuple[int, ...]:
    """What a malformed Chinese numeral may have meant, most likely first; empty if it is well formed or hopeless.

    >>> misprint_readings("六一"), misprint_readings("一百三"), misprint_readings("二十十三")
    ((61,), (130, 103), (23,))
    """
    if read_numeral(text) is not None or not re.fullmatch(f"[{NUMERAL_CHARS}]+", text):
        return ()
    found: list[int] = []
    if all(c in _DIGITS for c in text):  # 六一, 一二三, 一〇三: a unit was left out, digit by digit
        found.append(int("".join(str(_DIGITS[c]) for c in text)))
    if re.fullmatch("[一-九]百[一-九]".replace("一-九", _CANONICAL[1:]), text):  # 一百三: in speech 130, by a slip 103
        found += [_DIGITS[text[0]] * 100 + _DIGITS[text[2]] * 10, _DIGITS[text[0]] * 100 + _DIGITS[text[2]]]
    single = re.sub(r"(.)\1+", r"\1", text)  # 二十十三: a character typed twice
    if single != text and (value := read_numeral(single)) is not None:
        found.append(value)
    if (loose := _evaluate(text)) is not None:  # 一百十三, 一百零十三: right value, wrong words
        found.append(loose)
    return tuple(dict.fromkeys(n for n in found if 0 < n <= _MAX))


def _evaluate(text: str) -> int | None:
    total, digit, last_unit = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        elif char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        else:
            return None
    if digit is None:
        return total or None
    return total + digit if total else None


def _same_words(text: str, value: int) -> bool:
    plain = text.replace("〇", "零").replace("○", "零").replace("两", "二")
    canonical = write_numeral(value)
    return plain in (canonical, f"一{canonical}" if canonical.startswith("十") else canonical)
