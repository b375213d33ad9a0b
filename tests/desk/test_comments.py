"""征求意见 on the desk: which drafts may be shown, and an answer to each comment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import Function
from sunlit.review import commands
from sunlit.review.models import Comment, CommentPeriod
from sunlit.review.values.commenting import Handed
from tests.review.people import review_city
from tests.review.test_judging import upto_determination
from tests.support.people import make_account

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_office_asks_the_public_and_answers_each(client: Client) -> None:
    row = upto_determination(review_city())
    client.force_login(make_account("office", functions=(Function.OPEN_GOVERNMENT,), display_name="公开办"))
    there = reverse("desk:comments")
    html = client.get(there).content.decode()
    assert "可以征求意见的草案" in html
    assert "河灯放流许可" in html

    refused = client.post(reverse("desk:open-comments"), {"review": [str(row.pk), "x"], "days": "四"}, follow=True)
    assert "5 至 60 个工作日" in refused.content.decode()
    opened = client.post(reverse("desk:open-comments"), {"review": [str(row.pk)], "days": "7"}, follow=True)
    assert "已开始征求意见" in opened.content.decode()
    period = CommentPeriod.objects.get()
    assert "可以征求意见的草案" not in client.get(there).content.decode()

    system = Actor.system("publication")
    commands.receive_comments(
        [Handed(period.pk, row.power, "条号不对<b>", clock.today()), Handed(period.pk, None, "印发纸质本", clock.today())], by=system
    )
    page = reverse("desk:comment-period", args=[period.pk])
    html = client.get(page).content.decode()
    assert "条号不对&lt;b&gt;" in html
    first, second = Comment.objects.order_by("words")
    assert first.words == "印发纸质本"

    determining = client.get(reverse("desk:review", args=[row.pk])).content.decode()
    assert "征求意见：收到 2 条，待答复 2 条。" in determining
    assert page in determining
    sent = client.post(
        reverse("desk:review-act", args=[row.pk]), {"step": "determine", "decision": "filed", "text": "准予备案", "digest": row.digest}, follow=True
    ).content.decode()
    assert "期满并逐条答复以后，才能准予备案" in sent

    def answer(comment: Comment, **said: str) -> str:
        return client.post(reverse("desk:answer-comment", args=[period.pk, comment.pk]), said, follow=True).content.decode()

    assert "请选择采纳还是不采纳" in answer(first, gist="要求印发纸质本")
    assert "不采纳的，还须写明理由" in answer(first, adopted="no", gist="要求印发纸质本")
    assert "已答复。" in answer(first, adopted="no", gist="要求印发纸质本", reason="以网站为准")
    assert "已答复。" in answer(second, adopted="yes", gist="条号不对")
    html = client.get(page).content.decode()
    assert "没有待答复的意见" in html
    assert "以网站为准" in html

    assert "须写明理由" in client.post(reverse("desk:stop-comments", args=[period.pk]), {"reason": ""}, follow=True).content.decode()
    stopped = client.post(reverse("desk:stop-comments", args=[period.pk]), {"reason": "依据有误"}, follow=True).content.decode()
    assert "已停止征求意见" in stopped
    assert "依据有误" in stopped

    client.force_login(make_account("watch", functions=(Function.SUPERVISOR,), display_name="监察"))
    html = client.get(page).content.decode()
    assert "条号不对" in html
    for name, args in (("desk:open-comments", []), ("desk:stop-comments", [period.pk]), ("desk:answer-comment", [period.pk, first.pk])):
        sent = client.post(reverse(name, args=args), {"review": str(row.pk), "days": "7", "adopted": "yes", "gist": "x", "reason": "x"})
        assert sent.status_code == 403, name
    assert client.get(reverse("desk:comment-period", args=[row.pk])).status_code == 404


def test_the_list_costs_the_same_however_many_periods(client: Client) -> None:
    city = review_city()
    client.force_login(make_account("watch", functions=(Function.SUPERVISOR,), display_name="监察"))
    counts = []
    for n in (1, 9):
        for _ in range(n):
            on = clock.today()
            CommentPeriod.objects.create(
                unit_id=city.units["市灯局"], acting_id=city.units["市灯局"], opened_on=on, closes_on=on - timedelta(days=1),
                opened_at=clock.now(), opened_by="x",
            )  # fmt: skip
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert "已期满" in client.get(reverse("desk:comments")).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
