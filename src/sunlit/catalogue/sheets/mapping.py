"""Headers whose meaning a person decided, kept as a file and used again."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sunlit.catalogue.sheets.meanings import WORDS, Meanings, certain, header_key
from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FORMAT = "sunlit header mapping 1"
#: To leave a column as it is, under its own header, and not be asked again.
AS_IS = "further"
_PROJECT_ROOT = Path(__file__).resolve().parents[4]


class UnknownMeaning(Refusal):
    """A header was mapped to something no column can mean."""

    code: ClassVar[str] = "unknown-meaning"
    words: ClassVar[str] = (
        "“{meaning}”不是列的含义。可用的含义：{known}；further 表示原样保留。写法：--map '表头=含义'。"
    )


class NoMapping(Refusal):
    """The file does not hold a mapping of headers."""

    code: ClassVar[str] = "no-header-mapping"
    words: ClassVar[str] = "{file} 不是表头对应文件（{reason}）：请用 powers read --save-mapping 重新保存。"


@dataclass(frozen=True, slots=True)
class HeaderMapping:
    """What a person decided that headers mean. It goes before everything the program knows by itself.

    Attributes:
        decided: header, in the form `header_key` gives it → meaning (a name from `WORDS`, or `further`).
    """

    decided: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> HeaderMapping:
        """From header and meaning; a meaning is one of our names or the Chinese word for it (事项名称).

        Raises:
            UnknownMeaning: a meaning is neither.
        """
        return cls({header_key(header): _meaning(meaning) for header, meaning in pairs})

    @classmethod
    def load(cls, file: Path) -> HeaderMapping:
        """From a file that `save` wrote.

        Raises:
            NoMapping: the file is not there, cannot be read, or holds something else.
            UnknownMeaning: it names a meaning nobody knows.
        """
        try:
            held = json.loads(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise NoMapping(file=file, reason=error.strerror or "读不出") from error
        except ValueError as error:
            raise NoMapping(file=file, reason="不是 JSON") from error
        headers = held.get("headers") if isinstance(held, dict) and held.get("format") == _FORMAT else None
        if not isinstance(headers, dict):
            raise NoMapping(file=file, reason="内容不符")
        return cls.of((str(header), str(meaning)) for header, meaning in headers.items())

    @classmethod
    def kept(cls) -> HeaderMapping:
        """What was saved as the default, `<SUNLIT_HOME>/header-mapping.json`; empty where nothing was."""
        file = default_file()
        return cls.load(file) if file.is_file() else cls()

    def save(self, file: Path) -> None:
        """Keep it as JSON a person can read and edit, headers by code point."""
        file.parent.mkdir(parents=True, exist_ok=True)
        held = {"format": _FORMAT, "headers": dict(sorted(self.decided.items()))}
        file.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")

    def with_(self, other: HeaderMapping) -> HeaderMapping:
        """Both; where they differ, `other` holds."""
        return HeaderMapping({**self.decided, **other.decided})

    def meaning_of(self, header: str) -> Meanings | None:
        """What was decided for a header; None where nothing was."""
        if not self.decided:
            return None
        found = self.decided.get(header_key(header))
        if found is None:
            return None
        return () if found == AS_IS else (found,)


def default_file() -> Path:
    """Where a mapping is saved and looked for unless another file is named."""
    home = os.environ.get("SUNLIT_HOME") or str(_PROJECT_ROOT / "var")
    return Path(home).expanduser().absolute() / "header-mapping.json"


def _meaning(said: str) -> str:
    said = said.strip()
    if said in WORDS or said == AS_IS:
        return said
    by_word = certain(said)
    if len(by_word) == 1:
        return by_word[0]
    raise UnknownMeaning(meaning=said, known="、".join(f"{name}（{word}）" for name, word in WORDS.items()))
