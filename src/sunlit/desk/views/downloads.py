"""下载: what a check gave, for the department, for a signature, for other programs; form 1 before publication."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sunlit.catalogue import queries
from sunlit.catalogue.findings import CODES, CheckReport, render_html, render_json, write_workbook
from sunlit.catalogue.queries import Narrowed
from sunlit.catalogue.sheets import read_lists, render_csv
from sunlit.catalogue.values import Finding
from sunlit.desk.accounts import viewer_of
from sunlit.desk.views.lists import last_checked, submission_or_404
from sunlit.publication import exports
from sunlit.publication import queries as published

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

    from sunlit.catalogue.queries import CheckSeen, FindingSeen
    from sunlit.organs.values import Viewer
    from sunlit.publication.values import Directory, Volume

#: Content types by kind. What opens in a browser is sent as a file all the same: it holds what departments wrote.
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
_ALL = 1_000_000


@require_safe
def download(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """One report of the newest check. What goes back to a department leaves out what was accepted."""
    check = last_checked(submission_or_404(request, key))
    if kind not in KINDS:
        raise Http404
    data = _made(viewer_of(request), key, check, kind)
    response = HttpResponse(data, content_type=KINDS[kind])
    name = f"核查-{check.as_of.isoformat()}-{check.number}.{kind}"
    response.headers["Content-Disposition"] = f"attachment; filename=\"check.{kind}\"; filename*=UTF-8''{quote(name)}"
    return response


def _made(viewer: Viewer, key: UUID, check: CheckSeen, kind: str) -> bytes:
    if kind == "json":
        return render_json(_report(viewer, check, Narrowed())).encode()
    lists = read_lists(queries.files_of(viewer, key), citations=kind == "csv")
    if kind == "csv":
        return render_csv(lists).encode()
    report = _report(viewer, check, Narrowed(state="open"))
    if kind == "html":
        return render_html(report, lists).encode()
    out = io.BytesIO()
    write_workbook(report, lists, out)
    return out.getvalue()


def _report(viewer: Viewer, check: CheckSeen, narrowed: Narrowed) -> CheckReport:
    """The findings as they were recorded, not as the library of today would have them."""
    page = queries.findings(viewer, check.id, narrowed, per_page=_ALL)
    found = tuple(_finding(f) for f in sorted(page.findings, key=lambda f: f.id))
    counted = {choice.value: choice.count for choice in page.codes}
    return CheckReport(check.as_of, check.items, {code: counted[code] for code in CODES if code in counted}, found)


def _finding(seen: FindingSeen) -> Finding:
    return Finding(
        code=seen.code, severity=seen.severity, file=seen.file, sheet=seen.sheet, row=seen.row, name=seen.name,  # type: ignore[arg-type]
        cited=seen.cited, law=seen.law, article=seen.article, held=seen.held, why=seen.why, mend=seen.mend,
        quoted=seen.quoted, column=seen.column,
    )  # fmt: skip


#: Form 1 by the ending of its file.
_FORM_ONE: dict[str, Callable[[Directory, Volume], bytes]] = {
    "xlsx": exports.form_one_workbook,
    "docx": exports.form_one_document,
    "pdf": lambda directory, volume: exports.form_one_pdf(directory, volume, exports.find(settings.FONTS)),
}


@require_safe
def form_one(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """行政职权目录登记表 of what a unit has not published, every page of it marked so."""
    make = _FORM_ONE.get(form)
    directory = published.unpublished(viewer_of(request), key) if make else None
    if make is None or directory is None:
        raise Http404
    [volume] = directory.volumes
    try:
        data = make(directory, volume)
    except exports.NoChineseFont as none:
        messages.error(request, str(none))
        return redirect("desk:unit", key)
    response = HttpResponse(data, content_type=exports.MEDIA_TYPES[form])
    name = quote(f"{volume.unit.name}行政职权目录登记表（未公布）-{directory.as_of.isoformat()}.{form}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"form-one.{form}\"; filename*=UTF-8''{name}"
    return response
