"""The pages of the desk: what is there, what can be done, and what is said when it cannot."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from sunlit.catalogue.models import Acceptance, Check, Found, Submission
from sunlit.kernel import clock
from tests.support import desk_city
from tests.support.desk_city import body, workbook
from tests.support.people import make_account

if TYPE_CHECKING:

    from django.test import Client

    from tests.support.desk_city import Filled

pytestmark = pytest.mark.django_db


# --- home ---


def test_home_counts_what_is_open(desk: Client, city: Filled) -> None:
    page = re.sub(r"\s+|<[^>]+>", "", body(desk.get("/")))

    assert "未处理的错误20" in page
    assert "未处理的建议19" in page
    assert "1批正在核查" in page


def test_who_holds_no_post_sees_the_library_and_is_told_why_no_more(client: Client, city: Filled) -> None:
    client.force_login(make_account("clerk", functions=()))

    assert "您的账户还没有岗位" in body(client.get("/"))
    assert client.get(f"/laws/{city.law}/").status_code == 200
    page = body(client.get(f"/laws/{city.law}/"))
    assert "以本条为依据" not in page
    assert "以本法为依据的职权" not in page
    refused = client.get("/lists/")
    assert refused.status_code == 403
    assert "无权办理" in body(refused)


# --- lists ---


def test_progress_is_said_when_it_changes_and_the_page_comes_anew_when_it_ends(desk: Client, city: Filled) -> None:
    path = f"/lists/{city.running}/progress/"
    assert 'id="progress-said"' in body(desk.get(path, {"seen": "waiting"}))
    assert "37 / 120" in body(desk.get(path, {"seen": "checking"}))
    assert 'id="progress-said"' not in body(desk.get(path, {"seen": "checking"}))
    assert desk.get(f"/lists/{city.checked}/progress/").headers["HX-Refresh"] == "true"


def test_what_waits_too_long_is_said(desk: Client, city: Filled) -> None:
    desk.post("/lists/hand-in/", {"uploads": [workbook()], "secret": "no"})
    made = Submission.objects.latest("submitted_at")
    assert "排队已超过一分钟" not in body(desk.get(f"/lists/{made.pk}/"))
    Check.objects.filter(submission=made).update(asked_at=clock.now() - timedelta(minutes=2))

    for path in ("/", f"/lists/{made.pk}/", f"/lists/{made.pk}/progress/"):
        assert "排队已超过一分钟" in body(desk.get(path))


def test_a_check_that_failed_says_what_to_do(desk: Client, city: Filled) -> None:
    page = body(desk.get(f"/lists/{city.failed}/"))
    assert "这次核查未能完成" in page
    assert "ValueError" in page
    assert desk.get(f"/lists/{city.failed}/findings/").status_code == 404


def test_lists_are_checked_again_one_check_at_a_time(desk: Client, city: Filled) -> None:
    assert desk.post(f"/lists/{city.checked}/recheck/", {"as_of": ""}).url == f"/lists/{city.checked}/"
    assert Check.objects.filter(submission=city.checked).count() == 2

    busy = desk.post(f"/lists/{city.checked}/recheck/", {})
    assert busy.status_code == 422
    assert "正在核查" in body(busy)
    assert desk.post(f"/lists/{city.clean}/recheck/", {"as_of": "soon"}).status_code == 422
    assert desk.get(f"/lists/{city.checked}/findings/").status_code == 200


def test_rows_not_read_are_listed_with_the_reason(desk: Client, city: Filled) -> None:
    page = body(desk.get(f"/lists/{city.checked}/unread/"))
    assert "表头以上的说明文字" in page
    assert "整个文件" in page
    assert "没有未读的行" in body(desk.get(f"/lists/{city.clean}/unread/"))


@pytest.mark.parametrize(
    "words",
    [
        "\0",
        "%",
        "'\"",
        "《" * 5000,
        "９" * 5000,
        "𠮷" * 300,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_whatever_is_typed_is_looked_for_or_not_found(desk: Client, city: Filled, words: str) -> None:
    for path, name in (
        ("/search/", "q"), ("/laws/", "words"), ("/laws/", "page"), (f"/laws/{city.law}/", "article"),
        ("/laws/by-title/", "title"), (findings_of(city), "words"), (findings_of(city), "unit"), ("/lists/", "page"),
    ):  # fmt: skip
        assert desk.get(path, {name: words}).status_code in (200, 302)
    for path in (findings_of(city), f"/lists/{city.checked}/progress/"):
        assert desk.get(path, {"open": words, "seen": words}).status_code in (200, 404)
    assert desk.post(f"{findings_of(city)}{'9' * 40}/accept/", {"reason": words}).status_code == 404


def test_a_page_beyond_the_last_leads_back(desk: Client, city: Filled) -> None:
    assert desk.get("/lists/?page=99").url == "/lists/"


# --- findings ---


def findings_of(city: Filled) -> str:
    return reverse("desk:findings", args=[city.checked])


def test_findings_are_paged_and_narrowed_with_counts(desk: Client, city: Filled) -> None:
    page = body(desk.get(findings_of(city)))
    assert page.count("data-row") == 25
    assert "第 1 页，共 3 页" in page

    narrowed = body(desk.get(findings_of(city), {"severity": "warning", "unit": "市桥梁管理处"}))
    assert narrowed.count("data-row") == 5
    assert "没有符合筛选条件的问题" in body(desk.get(findings_of(city), {"words": "风筝"}))
    assert body(desk.get(findings_of(city), {"state": "accepted"})).count("data-row") == 1
    assert "没有发现问题" in body(desk.get(reverse("desk:findings", args=[city.clean])))


def test_an_opened_finding_shows_both_texts_with_what_differs(desk: Client, city: Filled) -> None:
    found = Found.objects.filter(code="text-differs").earliest("ordinal")
    page = body(desk.get(findings_of(city), {"open": found.pk}))

    assert re.search(r"<del>.*?八</del>", page)
    assert re.search(r"<ins>.*?五</ins>", page)
    assert "所载文字不是该条原文" in page
    assert "按现行文本更正引文" in page
    assert "/laws/by-title/?title=" in page
    for bad in ("0", "x", "9" * 30):
        assert desk.get(findings_of(city), {"open": bad}).status_code == 404


def test_a_finding_is_accepted_with_a_reason_and_opened_again(desk: Client, city: Filled) -> None:
    found = Found.objects.filter(code="text-differs").earliest("ordinal")
    accept = reverse("desk:accept", args=[city.checked, found.pk])

    short = desk.post(accept, {"reason": "不", "back": "state=open"})
    assert short.status_code == 422
    assert "请写明接受的理由" in body(short)
    assert f"{findings_of(city)}?state=open&amp;page=2" in body(short)

    done = desk.post(accept, {"reason": "省里另有规定，维持原样。", "back": "severity=error"})
    assert done.url == f"{findings_of(city)}?severity=error&open={found.pk}"
    shown = body(desk.get(done.url))
    assert "省里另有规定" in shown
    assert "撤回接受" in shown

    twice = desk.post(accept, {"reason": "省里另有规定，维持原样。"})
    assert "被接受" in body(twice)

    reopen = reverse("desk:reopen", args=[city.checked, found.pk])
    assert "重新列为未处理" in body(desk.post(reopen, {"back": ""}, follow=True))
    assert "当前没有被接受" in body(desk.post(reopen, {"back": ""}, follow=True))
    assert not Acceptance.objects.filter(evidence=found.evidence, withdrawn_at__isnull=True).exists()
    assert desk.post(reverse("desk:accept", args=[city.checked, 0]), {"reason": "不知道是哪一条"}).status_code == 404


# --- downloads ---


def test_what_was_found_is_downloaded_for_each_reader(desk: Client, city: Filled) -> None:
    import json

    import openpyxl

    found = json.loads(desk.get(reverse("desk:download", args=[city.checked, "json"])).content)
    assert found["items"] == 60
    assert found["counts"] == {"title-short": 20, "text-differs": 20, "vague": 20}
    assert len(found["findings"]) == 60

    book = desk.get(reverse("desk:download", args=[city.checked, "xlsx"]))
    assert "filename*=UTF-8''%E6%A0%B8%E6%9F%A5" in book.headers["Content-Disposition"]
    assert openpyxl.load_workbook(desk_city.as_file("a.xlsx", book.content)).sheetnames[0] == "汇总"

    page = desk.get(reverse("desk:download", args=[city.checked, "html"]))
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "权责清单核查报告" in body(page)

    csv = body(desk.get(reverse("desk:download", args=[city.checked, "csv"])))
    assert csv.startswith("department_file,sheet,row,")
    assert desk.get(reverse("desk:download", args=[city.checked, "pdf"])).status_code == 404
    assert desk.get(reverse("desk:download", args=[city.running, "json"])).status_code == 404


def test_what_was_accepted_does_not_go_back_to_the_department(desk: Client, city: Filled) -> None:
    for found in Found.objects.filter(code="vague").order_by("ordinal")[1:]:
        desk.post(reverse("desk:accept", args=[city.checked, found.pk]), {"reason": "上级有统一口径。"})

    page = body(desk.get(reverse("desk:download", args=[city.checked, "html"])))
    assert "材料写作“其他材料”" not in page


def test_too_large_a_request_is_refused_before_it_is_read(desk: Client) -> None:
    answer = desk.post("/lists/hand-in/", b"", content_type="text/plain", CONTENT_LENGTH=str(2**40))
    assert answer.status_code == 413
    assert "提交的内容过大" in body(answer)


def test_a_fault_of_ours_is_owned_up_to(client: Client, monkeypatch: pytest.MonkeyPatch, city: Filled) -> None:
    from sunlit.law import queries

    client.raise_request_exception = False
    client.force_login(make_account())
    monkeypatch.setattr(queries, "laws", lambda *_asked, **_narrowed: 1 / 0)
    answer = client.get("/laws/")

    assert answer.status_code == 500
    assert "系统出错" in body(answer)


def test_a_refusal_no_page_has_words_for_is_a_page_itself(
    desk: Client, city: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sunlit.catalogue.rules import CheckStillRunning
    from sunlit.law import queries

    def refuse(*_asked: object, **_more: object) -> None:
        raise CheckStillRunning

    monkeypatch.setattr(queries, "laws", refuse)
    answer = desk.get("/laws/")

    assert answer.status_code == 409
    assert "正在核查" in body(answer)
