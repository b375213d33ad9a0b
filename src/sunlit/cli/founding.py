"""The steps of `sunlit init`: each takes its answers, does what is not so yet, and says what became of it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as catalogue_seen
from sunlit.cli.answers import files_in
from sunlit.kernel.actor import Actor
from sunlit.kernel.refusal import Refusal
from sunlit.law import commands as law
from sunlit.law import queries as law_seen
from sunlit.ledger import Unchanged
from sunlit.organs import commands as organs
from sunlit.organs import queries as organs_seen
from sunlit.organs.rules import FaultyOrgans
from sunlit.organs.rules.site import emblem_type
from sunlit.organs.rules.workdays import package_notices
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.cli.answers import Answers
    from sunlit.organs.values import OrgansLoading

ME, EYES = Actor.system("cli"), Viewer.system("cli")


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one step: `done`, `held` (it was so), `would` (only looked at) or `refused`, and of what."""

    step: str
    outcome: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that was opened; its password is told this once."""

    administration: str
    username: str
    password: str


@dataclass(slots=True)
class Founding:
    """Walks the steps; `dry` looks and writes nothing. `opened`: the accounts that were opened on the way."""

    answers: Answers
    dry: bool = False
    opened: list[Opened] = field(default_factory=list)

    def walk(self) -> tuple[Step, ...]:
        """Every step there is an answer for, until one is refused."""
        out: list[Step] = []
        for name, do in self.steps().items():
            try:
                out += do()
            except Refusal as refusal:
                return (*out, Step(name, "refused", str(refusal)))
        return tuple(out)

    def steps(self) -> dict[str, Callable[[], list[Step]]]:
        """The steps by name, in the order they are taken."""
        return {
            "city": self.city, "calendar": self.calendar, "administrators": self.administrators,
            "organs": self.organs, "laws": self.laws, "lists": self.lists, "footer": self.footer,
        }  # fmt: skip

    def city(self) -> list[Step]:
        """城市: whose site this is, which tier, which region."""
        told = {"city": self.answers.city, "tier": self.answers.tier, "region": self.answers.region}
        return self._site("city", told, self.answers.city or "")

    def footer(self) -> list[Step]:
        """页脚和徽标."""
        told: dict[str, Any] = dict(self.answers.footer)
        out = self._site("footer", told, "、".join(filter(None, told.values())))
        if self.answers.emblem:
            data = self.answers.emblem.read_bytes()
            emblem_type(data)
            out += self._site("emblem", {"emblem": data}, self.answers.emblem.name)
        return out

    def _site(self, step: str, told: dict[str, Any], about: str) -> list[Step]:
        told = {name: value for name, value in told.items() if value is not None}
        if not told:
            return []
        held = organs_seen.site(EYES)
        same = {n: hashlib.sha256(v).hexdigest() if n == "emblem" else v for n, v in told.items()}
        if self.dry or all(getattr(held, name) == value for name, value in same.items()):
            so = all(getattr(held, name) == value for name, value in same.items())
            return [Step(step, "held" if so else "would", about)]
        done = organs.set_site(revision=held.revision, **told, by=ME)
        return [Step(step, "held" if isinstance(done, Unchanged) else "done", about)]

    def calendar(self) -> list[Step]:
        """工作日历: what the program came with, then the notices, which always win."""
        before = {year.year for year in organs_seen.calendar_years(EYES)}
        new = sorted(notice.year for notice in package_notices() if notice.year not in before)
        out = [Step("calendar", _outcome(self.dry, changes=bool(new)), "、".join(map(str, new)))]
        if not self.dry:
            organs.seed_calendar(by=ME)
        files = files_in(self.answers.notices)
        if files:
            seen = organs_seen.preview_calendar(EYES, files)
            changes = any(year.outcome != "held" for year in seen.years)
            out.append(Step("notices", _outcome(self.dry, changes=changes), "、".join(str(y.year) for y in seen.years)))
            if not self.dry:
                organs.load_calendar(files, by=ME)
        return out

    def administrators(self) -> list[Step]:
        """三员: the accounts of those of the three that nobody is yet."""
        held = {one.administers: one.username for one in organs_seen.accounts(EYES) if one.active and one.administers}
        out = []
        for kind, named in self.answers.administrators.items():
            if kind in held:
                out.append(Step("administrators", "held", f"{kind.words} {held[kind]}"))
                continue
            out.append(Step("administrators", _outcome(self.dry, changes=True), f"{kind.words} {named.username}"))
            if not self.dry:
                password = secrets.token_urlsafe(12)
                organs.open_account(named.username, password=password, display_name=named.name, administers=kind, by=ME)
                self.opened.append(Opened(kind.value, named.username, password))
        return out

    def organs(self) -> list[Step]:
        """机关: the divisions, then the workbook."""
        out, divisions = [], files_in(self.answers.divisions)
        if divisions:
            seen = _faultless(organs_seen.preview_divisions(EYES, divisions))
            out.append(Step("divisions", _outcome(self.dry, changes=bool(seen.changes)), _counted(seen)))
            if not self.dry:
                organs.load_divisions(divisions, by=ME)
        if self.answers.workbook:
            name, data = self.answers.workbook.name, self.answers.workbook.read_bytes()
            seen = _faultless(organs_seen.preview_organs(EYES, name, data, divisions=divisions))
            changes = bool(seen.of("new") or seen.of("changed"))
            out.append(Step("organs", _outcome(self.dry, changes=changes), _counted(seen)))
            if not self.dry:
                organs.load_organs(name, data, by=ME)
        return out

    def laws(self) -> list[Step]:
        """法规: into the library."""
        files = files_in(self.answers.laws)
        if not files:
            return []
        seen = law_seen.preview_laws(EYES, files)
        coming = [file for file in seen.files if file.outcome not in ("held", "refused")]
        refused = [file.name for file in seen.files if file.outcome == "refused"]
        if coming and not self.dry:
            law.load_laws(files, by=ME)
        about = f"{len(coming)}/{len(files)}" + (f"，未入库：{'、'.join(refused[:5])}" if refused else "")
        return [Step("laws", _outcome(self.dry, changes=bool(coming)), about)]

    def lists(self) -> list[Step]:
        """原有清单: to be checked against the library; loading them into the directory is the offices' own act."""
        files = files_in(self.answers.lists)
        if not files:
            return []
        known = catalogue_seen.known_files(EYES, [hashlib.sha256(data).hexdigest() for _, data in files])
        new = [(name, data) for name, data in files if hashlib.sha256(data).hexdigest() not in known]
        if new and not self.dry:
            catalogue.submit_lists(new, secret_answer="no" if self.answers.not_secret else "", by=ME)
        return [Step("lists", _outcome(self.dry, changes=bool(new)), "、".join(name for name, _ in new or files))]


def _outcome(dry: bool, *, changes: bool) -> str:  # noqa: FBT001 - two words where one would read no better
    return ("would" if dry else "done") if changes else "held"


def _faultless(seen: OrgansLoading) -> OrgansLoading:
    if seen.faults:
        one = seen.faults[0]
        raise FaultyOrgans(
            file=seen.file, count=len(seen.faults), sheet=one.sheet, row=one.row, column=one.column, reason=one.reason
        )
    return seen


def _counted(seen: OrgansLoading) -> str:
    return f"{seen.file}：新增 {len(seen.of('new'))} 行，改动 {len(seen.of('changed'))} 行"
