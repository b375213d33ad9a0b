"""The inbox while five thousand items are under review: a page of it, and five hundred opinions given together.

Both are set beside the same thing at its least: the page while thirty items wait, an opinion that is given alone.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY, TOGETHER = 30, 5_000, 500
_TIMES = 15
_ALONE = 20


def _copied(row: Any, **changes: Any) -> Any:
    """Another row that says the same but for its key, and what is given."""
    columns = [one for one in row._meta.concrete_fields if not one.primary_key]  # noqa: SLF001 - Django's own word for it
    return type(row)(**{**{one.attname: getattr(row, one.attname) for one in columns}, **changes})


def _multiply(review: UUID, count: int, city: Any) -> None:
    """So many more reviews at the same step, as if each had been sent and had come so far."""
    from sunlit.catalogue.models import Power, PowerEdition
    from sunlit.flow.models import Run, Task
    from sunlit.kernel.ids import new_id
    from sunlit.review.models import Review, Round

    row = Review.objects.get(pk=review)
    power, edition = Power.objects.get(pk=row.power), PowerEdition.objects.get(pk=row.edition)
    run, round_ = Run.objects.get(pk=row.run), Round.objects.get(review=row)
    tasks = list(Task.objects.filter(run=run, how=""))
    units = list(city.units.values())
    made: dict[type[Any], list[Any]] = {kind: [] for kind in (Power, PowerEdition, Run, Review, Round, Task)}
    for n in range(count):
        key, unit = new_id(), units[n % len(units)]
        own, drawn = _copied(power, unit_id=unit), _copied(edition)
        runs = _copied(run, about=f"review:{key}", unit_id=unit)
        drawn.power_id, drawn.held_for, drawn.name = own.pk, f"review:{key}", f"第{n}项许可"
        made[Power].append(own)
        made[PowerEdition].append(drawn)
        made[Run].append(runs)
        again = _copied(row, power=own.pk, edition=drawn.pk, unit_id=unit, acting_id=unit, run=runs.pk, name=drawn.name)
        again.pk = key
        made[Review].append(again)
        made[Round].append(_copied(round_, review_id=key))
        made[Task] += [_copied(task, run_id=runs.pk) for task in tasks]
    for kind, rows in made.items():
        kind.objects.bulk_create(rows, batch_size=500)


def _page(client: Any, path: str = "/inbox/") -> tuple[float, int]:
    """Milliseconds of the processor for a page, in the middle of some, and its statements."""
    from django.db import connection

    asked = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200
    took = []
    for _ in range(_TIMES):
        begun = time.process_time()
        client.get(path)
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took), len(asked)


def measure() -> None:
    """In a process of its own: a small city that reviews, few items, then many; print what it took."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    call_command("migrate", "noticeboard", database="noticeboard", verbosity=0)
    from tests.desk.reviewers import at_desk, officer_of
    from tests.review.people import review_city
    from tests.review.test_together import at_joint

    from sunlit.organs.rules import Function
    from sunlit.review import commands
    from sunlit.review.models import Opened, Review
    from sunlit.review.queries import inbox
    from sunlit.review.rules.together import BatchDeed
    from sunlit.review.values import OpinionKind, Verdict

    city = review_city()
    first = at_joint(city, "河灯放流许可")
    by, viewer = city.who("市府", Function.STAFFING), city.sees("市府", Function.STAFFING)
    staff = at_desk(city, "市府", Function.STAFFING)
    _multiply(first.pk, FEW - 1, city)
    few, before = _page(staff)
    _multiply(first.pk, MANY - FEW, city)
    many, after = _page(staff)
    bare, _ = _page(staff, "/account/")
    rows, total = inbox(viewer, per_page=TOGETHER + _ALONE)
    assert total == MANY
    alone = []
    for row in rows[:_ALONE]:
        begun = time.process_time()
        commands.give_opinion(row.review, OpinionKind.MANDATE, Verdict.PASS, digest=row.digest, by=by)
        alone.append(time.process_time() - begun)
    chosen = [(row.task, row.digest) for row in rows[_ALONE:]]
    officer = officer_of(city, "市府", Function.STAFFING)
    Opened.objects.bulk_create(
        Opened(review_id=row.review, officer=officer, digest=row.digest, at=row.opened_at) for row in rows[_ALONE:]
    )
    begun = time.process_time()
    key = commands.ask_batch(BatchDeed.PASS, chosen, text="在职责范围内", by=by)
    while commands.carry_on(key, by=by):
        pass
    together = time.process_time() - begun
    assert Review.objects.filter(opinions__kind="mandate").count() == TOGETHER + _ALONE
    print(json.dumps([bare, few, before, many, after, statistics.median(alone) * 1000, together]))


def main() -> list[tuple[str, str, str, bool]]:
    """Measure, and set what much costs beside what little does."""
    with tempfile.TemporaryDirectory() as home:
        env = {
            **os.environ, "SUNLIT_HOME": home, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "sunlit.site.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'bench'}:{ROOT}",
        }  # fmt: skip
        ended = subprocess.run(
            [sys.executable, "-c", "import inbox; inbox.measure()"],
            env=env, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
    if ended.returncode:
        raise RuntimeError(ended.stderr[-2000:])
    bare, few, before, many, after, alone, together = json.loads(ended.stdout.splitlines()[-1])
    each = together / TOGETHER * 1000
    page = f"{many:.0f} 毫秒，是 {FEW} 项时的 {many / few:.2f} 倍，是桌面空页的 {many / bare:.1f} 倍"
    batch = f"{together:.1f} 秒，每项是单独出具意见的 {each / alone:.2f}"
    return [
        (f"待办一页，{MANY:,} 项在审", page, "≤ 60 毫秒", many <= 60),
        ("待办一页的语句", f"{after} 条，{FEW} 项时 {before} 条", "一样多", after == before),
        (f"成批 {TOGETHER} 项", batch, "≤ 10 秒", together <= 10),
    ]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    for row in main():
        print(" · ".join(map(str, row)))
