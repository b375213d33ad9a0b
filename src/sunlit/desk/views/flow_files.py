"""Flows begun, brought in and taken out: from the category, from what an item registers, from a file; as a file."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import SecrecyNotAnswered
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.catalogue.sheets.screening import marks_of_files
from sunlit.desk import flow_words
from sunlit.desk.accounts import viewer_of
from sunlit.desk.flow_form import FlowFile
from sunlit.desk.power_chart import category_of, registered
from sunlit.desk.render import in_words
from sunlit.desk.views.editing import revision_sent
from sunlit.desk.views.flows import differing, flow_or_404, save
from sunlit.desk.views.lists import asked, sent
from sunlit.desk.views.powers import key_or_none, power_or_404, show
from sunlit.flow import charts, editing, queries
from sunlit.flow.bpmn import read_bpmn, write_bpmn
from sunlit.flow.tables import blank_table, read_table, write_table
from sunlit.flow.values import FlowKind, Imported, read_definition, written
from sunlit.kernel import clock
from sunlit.kernel.marks import classification_marks
from sunlit.kernel.plain import NotPlain
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.publication import exports
from sunlit.publication.exports.charts import chart_pdf
from sunlit.stocktake import commands as stocktakes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest

    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import PowerSeen
    from sunlit.flow.queries import WholeFlow
    from sunlit.flow.values import FlowDefinition
    from sunlit.organs.values import Viewer

#: Bytes of a file; four hundred steps with all that is known of them take a tenth of it.
MOST_BYTES = 10 * 1024 * 1024
#: Content types of the files a flow is taken out as, by their ending.
_KINDS = {
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "bpmn": "application/xml",
}


def _content(seen: PowerSeen) -> PowerContent:
    shown = seen.draft or seen.on_record
    if shown is None:
        raise Http404
    return shown.content


@require_POST
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """画流程图: the first draft of a power's flow: from category, steps, a good practice, or nothing."""
    seen, viewer = power_or_404(request, key), viewer_of(request)
    if seen.secret:
        raise Http404
    if not powers.allowed(viewer, seen.unit).draft:
        raise NotAllowed
    beginning, _colon, practice = asked(request.POST, "from", most=60).partition(":")
    drawn = _begun(viewer, _content(seen), beginning)
    if drawn is None:
        messages.error(request, _("这类职权还没有已发布的类别流程，请从别处开始。"))
        return redirect("desk:power", key)
    held = queries.flow_of(viewer, catalogue.flow_key(key))
    if held is not None and (held.drafted or held.version):
        return redirect("desk:flow", held.id)
    whole = queries.whole_flow(viewer, held.id) if held is not None else None
    try:
        if beginning == "practice":
            stocktakes.take_flow_over(key_or_none(practice) or key, key, drawn.name, by=viewer.actor)
        else:
            catalogue.draw_flow(key, drawn, revision=whole.revision if whole else 0, by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return show(request, seen, status=422)
    made = queries.flow_of(viewer, catalogue.flow_key(key))
    assert made is not None
    return redirect("desk:edit-flow", made.id)


def _begun(viewer: Viewer, content: PowerContent, beginning: str) -> FlowDefinition | None:
    category, steps = category_of(content), registered(content)
    found = queries.category_in_use(viewer, category)
    if beginning == "category":
        return editing.with_posts(editing.copied(found.definition, content.name), steps) if found else None
    follows = category if found else ""
    if beginning == "steps" and steps:
        return editing.from_steps(steps, content.name, follows)
    return editing.blank(content.name, follows)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, key: UUID) -> HttpResponse:
    """导入流程 into a flow: the question of secrecy and a file; then what it says, to be taken as the draft."""
    whole = flow_or_404(request, key)
    if not whole.may_draw:
        raise NotAllowed
    back = reverse("desk:flow", args=[key])

    def keep(drawn: FlowDefinition) -> UUID:
        kind = whole.seen.kind
        category = drawn.category if kind is FlowKind.ITEM and drawn.category else whole.seen.category
        took = dataclasses.replace(drawn, kind=kind, category=category)
        save(whole, took, revision=revision_sent(request), by=viewer_of(request).actor)
        return key

    return _bring(request, keep, name=whole.seen.name, back=back, whole=whole)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_for_power(request: HttpRequest, key: UUID) -> HttpResponse:
    """导入流程 for a power that has none: the same, and the first draft of it."""
    seen, viewer = power_or_404(request, key), viewer_of(request)
    if seen.secret:
        raise Http404
    if not powers.allowed(viewer, seen.unit).draft:
        raise NotAllowed
    held = queries.flow_of(viewer, catalogue.flow_key(key))
    if held is not None:
        return redirect("desk:import-flow", held.id)
    content = _content(seen)

    def keep(drawn: FlowDefinition) -> UUID:
        category = drawn.category or category_of(content)
        took = dataclasses.replace(drawn, name=drawn.name or content.name, category=category)
        catalogue.draw_flow(key, took, revision=0, by=viewer.actor)
        made = queries.flow_of(viewer, catalogue.flow_key(key))
        assert made is not None
        return made.id

    return _bring(request, keep, name=content.name, back=reverse("desk:power", args=[key]), whole=None)


def _bring(
    request: HttpRequest, keep: Callable[[FlowDefinition], UUID], *, name: str, back: str, whole: WholeFlow | None
) -> HttpResponse:
    context: dict[str, Any] = {"name": name, "back": back, "whole": whole}
    if "definition" in request.POST:
        try:
            drawn = editing.cleared(read_definition(request.POST["definition"]))
            made = keep(drawn)
        except NotAllowed:
            raise
        except Refusal as refusal:
            messages.error(request, in_words(refusal))
            return redirect(request.path)
        except (NotPlain, ValueError, RecursionError):
            messages.error(request, _("预览已失效，请重新选择文件。"))
            return redirect(request.path)
        messages.success(request, _("已采用为草稿，请核对后发布。"))
        return redirect("desk:edit-flow", made)
    form = FlowFile(*sent(request))
    if request.method == "POST" and form.is_valid():
        found = _read(request, form)
        if found is not None:
            return _preview(request, found, context)
    context["form"] = form
    return render(request, "desk/flow_import.html", context, status=422 if form.errors else 200)


def _read(request: HttpRequest, form: FlowFile) -> Imported | None:
    """What the file says; None, with the reason on the form, where it may not be looked at."""
    given = form.cleaned_data
    upload = given["upload"]
    if given["secret"] != "no":  # noqa: S105 - the answer
        form.add_error("secret", in_words(SecrecyNotAnswered()))
        return None
    if upload.size > MOST_BYTES:
        form.add_error("upload", _("文件超过 10 MB。"))
        return None
    name, data = upload.name or "", upload.read()
    if marks := _marks(name, data):
        catalogue.refuse_marked(marks, door="flow", by=viewer_of(request).actor)
        form.add_error("upload", in_words(MarkedSecret(rules="、".join(marks))))
        return None
    return read_table(data, name) if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else read_bpmn(data)


def _marks(name: str, data: bytes) -> tuple[str, ...]:
    """The rules by which a workbook, or a chart in XML, bears a classification mark."""
    found = set(marks_of_files([(name, data)]))
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        for coding in ("utf-8", "utf-16", "gb18030"):
            found.update(classification_marks(data.decode(coding, "ignore")))
    return tuple(sorted(found))


def _preview(request: HttpRequest, found: Imported, context: dict[str, Any]) -> HttpResponse:
    drawn = found.definition
    context |= {"found": found, "shown": flow_words.shown(drawn, full=True) if drawn else None}
    if drawn is not None:
        whole: WholeFlow | None = context["whole"]
        context["definition"] = written(drawn).decode()
        context["revision"] = whole.revision if whole else 0
        present = (whole.draft or (whole.in_use.definition if whole.in_use else None)) if whole else None
        if whole is not None and present is not None:
            same_kind = dataclasses.replace(drawn, kind=present.kind)
            context |= {"present": True, "changes": differing(viewer_of(request), whole, present, same_kind)}
    return render(request, "desk/flow_preview.html", context, status=200 if drawn else 422)


@require_safe
def download(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """A flow as a file: the version asked for, the one in use, or the draft where there is no version."""
    whole = flow_or_404(request, key)
    number = asked(request.GET, "version", most=9)
    at = next((one for one in whole.versions if str(one.number) == number), whole.in_use)
    definition = whole.draft if at is None or number == "draft" else at.definition
    if form not in _KINDS or definition is None:
        raise Http404
    if request.GET.get("chart") == "citizen":
        definition = charts.citizens(definition)
    draft = at is None or number == "draft"
    try:
        data = _written(form, definition, on=clock.today() if draft or at is None else at.published_at.date())
    except exports.NoChineseFont as none:
        messages.error(request, str(none))
        return redirect("desk:flow", key)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:flow", key)
    response = HttpResponse(data, content_type=_KINDS[form])
    told = _("草稿") if draft or at is None else _("第%(n)d版") % {"n": at.number}
    name = quote(f"{definition.name}-{told}.{form}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"flow.{form}\"; filename*=UTF-8''{name}"
    return response


def _written(form: str, flow: FlowDefinition, *, on: date) -> bytes:
    if form == "xlsx":
        return write_table(flow)
    if form == "bpmn":
        return write_bpmn(flow)
    chart = charts.draw(flow)
    if form == "svg":
        return chart.svg.encode()
    return chart_pdf(chart, exports.find(settings.FONTS), title=flow.name, as_of=on)


@require_safe
def blank(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - what every view takes
    """流程表: the table in Excel, empty, to be filled in and brought back."""
    response = HttpResponse(blank_table(), content_type=_KINDS["xlsx"])
    name = quote("流程表.xlsx")
    response.headers["Content-Disposition"] = f"attachment; filename=\"flow.xlsx\"; filename*=UTF-8''{name}"
    return response
