"""What follows from lists being handed in: the worker checks them, or previews what they would do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sunlit.catalogue import commands, queries
from sunlit.catalogue.acts import ListsSubmitted, LoadingAsked, MarkedForReview, PowerFiled, RecheckAsked
from sunlit.catalogue.commands.staged_rows import read
from sunlit.catalogue.findings import check as check_lists
from sunlit.catalogue.models import Check, Loading
from sunlit.catalogue.rules.staging import RUNNING, LoadingState
from sunlit.catalogue.sheets import read_lists
from sunlit.flow import commands as flows
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.law import queries as law_queries
from sunlit.law.acts import LawCompleted, LawEnded, LawLoaded, LawReplaced
from sunlit.ledger import Unchanged, chore, reaction
from sunlit.organs.acts import UnitChanged
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values import ReadLists
    from sunlit.law.shelf import Shelf

_ME = Actor.system("list-check")
_EYES = Viewer.system("list-check")
_log = logging.getLogger(__name__)


@reaction("catalogue.check-lists", ListsSubmitted, RecheckAsked)
def check_what_was_handed_in(act: ListsSubmitted | RecheckAsked) -> None:
    """Read the workbooks and check them against the library; a check that has ended, or was purged, is left alone."""
    run = Check.objects.filter(pk=act.check).first()
    if run is None or run.ended_at is not None:
        return
    try:
        _check(run.pk, act.submission, run.as_of)
    except Exception as error:  # noqa: BLE001 - whatever it was, the page that waits must say so
        # the class alone: the words of an error may quote a list
        _log.error("check %s of submission %s could not be ended: %s", run.number, act.submission, type(error).__name__)
        commands.record_failure(run.pk, type(error).__name__, by=_ME)


def _check(run: UUID, submission: UUID, as_of: date) -> None:
    files = queries.files_of(_EYES, submission)
    _say(run, Check.State.READING)(0, len(files))
    lists = read_lists(files)
    say = _say(run, Check.State.CHECKING)
    say(0, len(lists.items))
    shelf = law_queries.shelf(_EYES)
    report = check_lists(lists, shelf, as_of=as_of, progress=say)
    commands.record_check(
        run, lists, report.findings, rests_of(lists, shelf, as_of), laws_held=law_queries.count(_EYES), by=_ME
    )


@reaction("catalogue.preview-loadings", LoadingAsked)
def preview_what_was_handed_in(act: LoadingAsked) -> None:
    """Read workbooks and compare them with what is on record; a loading that was given up, or purged, is left alone."""
    loading = Loading.objects.filter(pk=act.loading).first()
    if loading is None or LoadingState(loading.state) not in RUNNING:
        return
    try:
        files = queries.files_loaded(_EYES, loading.pk)
        whole = loading.post_id is None
        say = _say_loading(loading.pk)
        reading = read(files, loading.unit_id, loading.as_of, say, loading.scope, whole=whole)
        commands.record_staging(loading.pk, reading, by=_ME)
    except Exception as error:  # noqa: BLE001 - whatever it was, the page that waits must say so
        # the class alone: the words of an error may quote a list
        _log.error("loading %s could not be previewed: %s", loading.pk, type(error).__name__)
        commands.record_staging_failure(loading.pk, type(error).__name__, by=_ME)


@reaction("catalogue.watch-laws", LawLoaded, LawCompleted, LawReplaced, LawEnded)
def mark_what_rests_on_it(act: LawLoaded | LawCompleted | LawReplaced | LawEnded) -> None:
    """Mark the powers that rest on what changed in a law, or on a law that ends."""
    if isinstance(act, LawEnded):
        commands.mark_ended(act.law, act.on, by=_ME)
    else:
        commands.mark_changed(act.law, act.version_id, by=_ME)


@reaction("catalogue.watch-duties", UnitChanged)
def watch_duties_of_a_unit(act: UnitChanged) -> None:
    """Look at the duties of a unit whose 三定方案 was loaded otherwise."""
    if {"duty", "mandate"} & set(act.what):
        commands.watch_duties(act.unit, by=_ME)


@chore("catalogue.duties-of-the-day")
def watch_duties() -> int:
    """Mandates begin and end by date: once a day every linked duty is looked at, some hundreds at a time."""
    found = commands.watch_duties(by=_ME)
    return 0 if isinstance(found, Unchanged) else found


@reaction("catalogue.charts-due", PowerFiled, MarkedForReview)
def mark_charts(act: PowerFiled | MarkedForReview) -> None:
    """及时修订流程图: a power on record says something else, or a law it rests on changed: its chart is due."""
    if isinstance(act, MarkedForReview):
        if act.laws:
            flows.mark_due([commands.flow_key(act.power)], why="law-changed", by=_ME)
    elif act.number > 1:
        flows.mark_due([commands.flow_key(act.power)], why="power-changed", by=_ME)


def rests_of(lists: ReadLists, shelf: Shelf, as_of: date) -> tuple[tuple[commands.ArticleKey, ...], ...]:
    """For each item, the articles of held laws its basis names, each once, in written order."""
    out = []
    for item in lists.items:
        found: dict[commands.ArticleKey, None] = {}
        for citation in item.citations:
            for resolution in shelf.resolve_all(citation, as_of):
                if resolution.law is not None and resolution.place is not None:
                    found[(resolution.law.key, *resolution.place.of_article)] = None
        out.append(tuple(found))
    return tuple(out)


def _say(run: UUID, state: Check.State) -> Callable[[int, int], None]:
    """Progress for the page that waits: outside any act."""

    def tell(done: int, total: int) -> None:
        Check.objects.filter(pk=run, ended_at__isnull=True).update(state=state, done=done, total=total)

    return _seldom(tell)


def _say_loading(loading: UUID) -> Callable[[str, int, int], None]:
    """The same of a loading, which passes through more steps."""
    steps: dict[str, Callable[[int, int], None]] = {}
    waiting = Loading.objects.filter(pk=loading, state__in=[state.value for state in RUNNING])

    def say(step: str, done: int, total: int) -> None:
        if step not in steps:
            steps[step] = _seldom(
                lambda done, total: waiting.update(state=step, done=done, total=total, told_at=clock.now())
            )
        steps[step](done, total)

    return say


def _seldom(tell: Callable[[int, int], object]) -> Callable[[int, int], None]:
    """Tell at most a hundred times."""
    last = -1

    def say(done: int, total: int) -> None:
        nonlocal last
        step = 100 * done // total if total else 0
        if step != last:
            last = step
            tell(done, total)

    return say
