"""What `sunlit init` is told: read from a file of answers (TOML or JSON), every word of it understood or refused."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import Administration, RegionTier

if TYPE_CHECKING:
    from pathlib import Path

FOOTER = ("sponsor", "undertaker", "record_number", "site_code", "contact")
_KEYS: dict[str, tuple[str, ...]] = {
    "city": ("name", "tier", "region"),
    "calendar": ("notices",),
    "administrators": tuple(kind.value for kind in Administration),
    "organs": ("divisions", "workbook"),
    "laws": ("files",),
    "lists": ("files", "not_secret"),
    "footer": (*FOOTER, "emblem"),
}
_TIERS = {tier.words: tier for tier in RegionTier} | {str(tier.value): tier for tier in RegionTier}


class NotAnswers(Refusal):
    """A file of answers that is not as it should be; nothing of it is done."""

    code: ClassVar[str] = "not-answers"
    words: ClassVar[str] = "答案文件不合规，什么也没有办：{reason}。写法见 docs/howto/set-up.md。"


@dataclass(frozen=True, slots=True)
class Named:
    """An administrator to be: user name and the name the desk greets by."""

    username: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What to set up. What is None or empty is left as it is."""

    city: str | None = None
    tier: RegionTier | None = None
    region: str | None = None
    notices: tuple[Path, ...] = ()
    administrators: dict[Administration, Named] = field(default_factory=dict)
    divisions: tuple[Path, ...] = ()
    workbook: Path | None = None
    laws: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()
    not_secret: bool = False
    footer: dict[str, str] = field(default_factory=dict)
    emblem: Path | None = None


def read_answers(file: Path) -> Answers:
    """The answers of a file. Paths in it are seen from where it lies; a folder stands for the files in it.

    Raises:
        NotAnswers, OSError.
    """
    told = _parsed(file)
    for part, keys in told.items():
        if part not in _KEYS:
            raise NotAnswers(reason=f"不认识“{part}”，可以有：{'、'.join(_KEYS)}")
        if not isinstance(keys, dict):
            raise NotAnswers(reason=f"“{part}”须是一组键和值")
        if wrong := [key for key in keys if key not in _KEYS[part]]:
            raise NotAnswers(reason=f"“{part}”里不认识“{wrong[0]}”，可以有：{'、'.join(_KEYS[part])}")
    of, base = _Reader(told), file.absolute().parent
    return Answers(
        city=of.text("city", "name"), tier=_tier(of), region=of.text("city", "region"),
        notices=of.files("calendar", "notices", base), administrators=_administrators(of),
        divisions=of.files("organs", "divisions", base), workbook=of.file("organs", "workbook", base),
        laws=of.files("laws", "files", base), lists=of.files("lists", "files", base),
        not_secret=of.flag("lists", "not_secret"),
        footer={key: value for key in FOOTER if (value := of.text("footer", key)) is not None},
        emblem=of.file("footer", "emblem", base),
    )  # fmt: skip


def files_in(paths: tuple[Path, ...]) -> list[tuple[str, bytes]]:
    """Names and contents, those of a folder for the folder.

    Raises:
        OSError.
    """
    out = []
    for path in paths:
        inside = sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith((".", "~$")))
        out += [(one.name, one.read_bytes()) for one in (inside if path.is_dir() else [path])]
    return out


def _parsed(file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
        told = json.loads(text) if file.suffix.lower() == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise NotAnswers(reason=f"{file.name} 不是可读的 JSON 或 TOML（{error}）") from error
    if not isinstance(told, dict):
        raise NotAnswers(reason=f"{file.name} 的最外层须是一组键和值")
    return told


def _tier(of: _Reader) -> RegionTier | None:
    told = of.given("city", "tier")
    if told is None:
        return None
    if str(told) not in _TIERS:
        raise NotAnswers(reason=f"“city.tier”须是 1 至 5，或 {'、'.join(tier.words for tier in RegionTier)}")
    return _TIERS[str(told)]


def _administrators(of: _Reader) -> dict[Administration, Named]:
    out = {}
    for kind in Administration:
        told = of.given("administrators", kind.value)
        if told is None:
            continue
        if isinstance(told, str):
            told = {"username": told}
        known = isinstance(told, dict) and not told.keys() - {"username", "name"}
        if not known or not all(isinstance(value, str) for value in told.values()) or not told.get("username"):
            raise NotAnswers(reason=f"“administrators.{kind.value}”须写用户名，或 username 和 name")
        out[kind] = Named(told["username"].strip(), told.get("name", "").strip())
    for told_twice in ("username", "name"):
        said = [value.casefold() for one in out.values() if (value := getattr(one, told_twice))]
        if len(set(said)) < len(said):
            raise NotAnswers(reason="三员应当是三个人，用户名和姓名不能相同")
    return out


class _Reader:
    """Takes values out by part and key, or says what is wrong with them."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told

    def given(self, part: str, key: str) -> Any:
        """As it stands; None where it does not."""
        return self.told.get(part, {}).get(key)

    def text(self, part: str, key: str) -> str | None:
        """Words."""
        value = self.given(part, key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise NotAnswers(reason=f"“{part}.{key}”须是文字")

    def flag(self, part: str, key: str) -> bool:
        """Yes or no."""
        value = self.given(part, key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise NotAnswers(reason=f"“{part}.{key}”须是 true 或 false")

    def file(self, part: str, key: str, base: Path) -> Path | None:
        """One file that is there."""
        value = self.text(part, key)
        return _there(base / value, part, key) if value else None

    def files(self, part: str, key: str, base: Path) -> tuple[Path, ...]:
        """Files and folders that are there; one may stand alone."""
        value = self.given(part, key)
        names = [value] if isinstance(value, str) else value or []
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise NotAnswers(reason=f"“{part}.{key}”须是文件名，或几个文件名")
        return tuple(_there(base / name, part, key) for name in names)


def _there(path: Path, part: str, key: str) -> Path:
    if not path.exists():
        raise NotAnswers(reason=f"“{part}.{key}”所说的 {path} 没有")
    return path
