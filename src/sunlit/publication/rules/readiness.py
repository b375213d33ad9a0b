"""What an installation needs before its directory can stand in public, judged from what is so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

State = Literal["done", "missing", "later"]
#: A backup older than this is none for whoever asks today.
BACKUP_HOLDS = timedelta(days=8)
#: The worker looks for work every half second; what waits longer waits for nobody.
WORKER_HOLDS = timedelta(minutes=2)
_FOOTER = (("sponsor", "主办单位"), ("record_number", "备案号"), ("site_code", "网站标识码"), ("contact", "联系方式"))


@dataclass(frozen=True, slots=True)
class Need:
    """One thing an installation needs. `later`: it can do without for now. `about`: which ones, in names or numbers."""

    code: str
    state: State
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so.

    Attributes:
        footer: what the footer says, by its field.
        calendar_missing: years that should be loaded by now.
        administrators: of each kind, the names they go by; `unprotected` the user names without a second factor.
        units: living ones; `unregistered` those without a registrar in office today, who cannot begin; `unstaffed`
            those without a registrar, a legal officer or a leader, and which.
        unreachable: functions of the city's own offices that nobody with an account has today.
        unreasoned: posts whose naming to the public has no reason.
        waiting_since: since when the oldest act waits for the worker.
        stumbling: reactions that fail again and again.
    """

    city: str
    region: str
    footer: dict[str, str]
    emblem: bool
    calendar_missing: tuple[int, ...]
    administrators: dict[str, tuple[str, ...]]
    unprotected: tuple[str, ...]
    units: int
    unregistered: tuple[str, ...]
    unstaffed: tuple[str, ...]
    unreachable: tuple[str, ...]
    unreasoned: tuple[str, ...]
    laws: int
    lists: int
    on_record: int
    published: int
    waiting_since: datetime | None
    stumbling: tuple[str, ...]
    backed_up: datetime | None


def needs_of(facts: Facts, now: datetime) -> tuple[Need, ...]:
    """Everything an installation needs, in the order it is set up in, and how each stands."""
    footer = tuple(words for field, words in _FOOTER if not facts.footer[field])
    late = facts.waiting_since is not None and now - facts.waiting_since > WORKER_HOLDS
    fresh = facts.backed_up is not None and now - facts.backed_up <= BACKUP_HOLDS
    return (
        _need("city", missing=not (facts.city and facts.region)),
        _some("calendar", tuple(map(str, facts.calendar_missing))),
        _some("administrators", _lacking(facts.administrators)),
        _some("second-factor", facts.unprotected, without=not any(facts.administrators.values())),
        _need("organs", missing=not facts.units),
        _need(
            "staff", missing=bool(facts.unregistered) or not facts.units, later=bool(facts.unstaffed),
            about=facts.unstaffed,
        ),
        _some("accounts", facts.unreachable),
        _some("naming", facts.unreasoned, without=not facts.units),
        _need("laws", missing=not facts.laws),
        _need("lists", later=not facts.lists and not facts.on_record),
        _need("powers", later=not facts.on_record),
        _need("published", later=not facts.published),
        _some("footer", footer),
        _need("emblem", later=not facts.emblem),
        _some("worker", facts.stumbling, without=late),
        _need("backup", later=not fresh, about=(facts.backed_up.date().isoformat(),) if facts.backed_up else ()),
    )  # fmt: skip


def ready(needs: tuple[Need, ...]) -> bool:
    """Whether nothing is missing; what may come later may."""
    return all(need.state != "missing" for need in needs)


def _need(code: str, *, missing: bool = False, later: bool = False, about: tuple[str, ...] = ()) -> Need:
    return Need(code, "missing" if missing else "later" if later else "done", about)


def _some(code: str, about: tuple[str, ...], *, without: bool = False) -> Need:
    return Need(code, "missing" if about or without else "done", about)


def _lacking(administrators: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The kinds nobody is, and the names two of them share: the three are three people."""
    names = [name for held in administrators.values() for name in set(held)]
    shared = tuple(sorted({name for name in names if names.count(name) > 1}))
    return (*(kind for kind, held in administrators.items() if not held), *shared)
